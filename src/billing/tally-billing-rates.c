/* tally-billing-rates.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-billing-rates.h"

#include "tally-billing-error.h"
#include "tally-billing-number.h"
#include "tally-billing-rate-columns.h"
#include "tally-billing-value.h"
#include "tally-text.h"

/* A longer unit code or name of a contract is a text that went astray. */
#define MAX_NAME_BYTES 64

#define INVALID_CHARACTER "\xef\xbf\xbd"
#define SUBCONTRACTOR "subcontractor"

typedef struct {
  const TallyBillingRatesReading *reading;
  TallyBillingRateColumns         columns;
  const TallyBillingRecord       *record;  /* (borrowed): the one at hand */
  gboolean                        has_head;
  guint                           n_lead;
  GError                         *failure; /* (owned) (nullable) */
} Parser;

/* What a row says of a unit. */
typedef struct {
  char     *cu;       /* (owned) */
  char     *contract; /* (owned): of its plain prices */
  char     *place;    /* (owned) */
  TallyDay  from;
  TallyDay  to;
  gboolean  is_broken;   /* its prices can't be told apart */
  gboolean  is_doubtful; /* one of its prices can't be read */
  gboolean  has_rate;
} Row;

static void
row_clear (Row *self)
{
  g_free (self->cu);
  g_free (self->contract);
  g_free (self->place);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Row, row_clear)

void
tally_billing_rates_report_init (TallyBillingRatesReport *self)
{
  *self = (TallyBillingRatesReport) { .problems = g_ptr_array_new_with_free_func (g_free) };
}

void
tally_billing_rates_report_clear (TallyBillingRatesReport *self)
{
  g_clear_pointer (&self->problems, g_ptr_array_unref);
}

static void G_GNUC_PRINTF (3, 4)
note (Parser     *self,
      guint       line,
      const char *format,
      ...)
{
  TallyBillingRatesReport *report = self->reading->report;
  g_autofree char *text = NULL;
  g_autofree char *valid = NULL;
  va_list arguments;

  report->n_problems++;
  if (report->problems->len >= TALLY_BILLING_RATES_MAX_PROBLEMS)
    return;
  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  valid = g_utf8_make_valid (text, -1); /* a long cell was cut anywhere */
  g_ptr_array_add (report->problems, g_strdup_printf ("%s:%u: %s", self->reading->name, line, valid));
}

static char *
dup_cell (const Parser *self,
          guint         column)
{
  if (column >= self->record->n_cells) /* also TALLY_BILLING_NO_COLUMN */
    return g_strdup ("");
  return tally_text_normalise (self->record->cells[column], -1);
}

static char *
dup_title (const Parser        *self,
           TallyBillingRateSet  set,
           TallyWorkKind        work)
{
  static const char *const titles[TALLY_N_WORK_KINDS] = { "", "Install Price", "Removal Price", "Transfer Price" };
  const char *suffix = tally_billing_rate_set_get_suffix (set);

  return g_strconcat (titles[work], *suffix != '\0' ? " " : "", suffix, NULL);
}

/* Dollars a unit. "-" is how spreadsheets show a 0, "N/A" that there is none. */
static TallyBillingValue
parse_rate (const char   *text,
            TallyDecimal *out_rate)
{
  TallyDecimal rate = { 0, 0 };
  gsize used;

  if (*text == '$')
    text += strspn (text, "$ ");
  if (*text == '\0' || g_ascii_strcasecmp (text, "N/A") == 0)
    return TALLY_BILLING_VALUE_NONE;
  if (strcmp (text, "-") != 0
      && (tally_billing_scan_number (text, strlen (text), &rate, &used) != TALLY_BILLING_SCAN_NUMBER || text[used] != '\0'))
    return TALLY_BILLING_VALUE_BAD;
  if (rate.coefficient < 0 || !tally_money_multiply (rate, tally_decimal_new (1, 0), &(TallyMoney) { 0 }))
    return TALLY_BILLING_VALUE_BAD;
  *out_rate = rate;
  return TALLY_BILLING_VALUE_GOOD;
}

static void
add_rate (Parser          *self,
          Row             *row,
          const TallyRate *rate)
{
  row->has_rate |= rate->rate.coefficient != 0;
  self->reading->report->n_rates += rate->rate.coefficient != 0;
  if (self->failure == NULL && !tally_rate_table_add (self->reading->table, rate))
    g_set_error (&self->failure, TALLY_BILLING_ERROR, TALLY_BILLING_ERROR_RATES,
                 "line %u: there are more than %d rates; leave out what no contract needs",
                 self->record->line, TALLY_RATE_TABLE_MAX_RATES);
}

/* Whether the price says anything. What can't be read is listed as doubtful. */
static gboolean
add_price (Parser              *self,
           Row                 *row,
           TallyBillingRateSet  set,
           TallyRate           *rate)
{
  g_autofree char *text = dup_cell (self, self->columns.prices[set][rate->work]);
  g_autofree char *title = dup_title (self, set, rate->work);
  TallyBillingValue value = row->is_broken ? TALLY_BILLING_VALUE_BAD : parse_rate (text, &rate->rate);

  if (value == TALLY_BILLING_VALUE_NONE)
    return FALSE;
  if (value == TALLY_BILLING_VALUE_BAD && !row->is_broken)
    note (self, self->record->line, "column \"%s\": \"%.40s\" is no price; write dollars such as 56.84, or leave it blank",
          title, text);
  rate->is_doubtful = value == TALLY_BILLING_VALUE_BAD;
  row->is_doubtful |= rate->is_doubtful;
  add_rate (self, row, rate);
  return TRUE;
}

/* The days of a set's prices; FALSE if it is not used, or on no day. */
static gboolean
find_days (const Parser        *self,
           TallyBillingRateSet  set,
           TallyRate           *rate)
{
  TallyDay new_from = self->reading->new_from;

  if (set < TALLY_BILLING_RATE_SET_NEW)
    return TRUE;
  if (new_from == TALLY_DAY_NONE)
    return FALSE;
  if (set == TALLY_BILLING_RATE_SET_NEW)
    rate->valid_from = MAX (rate->valid_from, new_from);
  else
    rate->valid_to = rate->valid_to != TALLY_DAY_NONE ? MIN (rate->valid_to, new_from - 1) : new_from - 1;
  return rate->valid_to == TALLY_DAY_NONE || rate->valid_from <= rate->valid_to;
}

static gboolean
has_column (const Parser        *self,
            TallyBillingRateSet  set,
            guint                work)
{
  return self->columns.prices[set][work] != TALLY_BILLING_NO_COLUMN;
}

/* A unit without any price is still listed: it is known, and not paid for. */
static void
add_set (Parser              *self,
         Row                 *row,
         TallyBillingRateSet  set)
{
  static const char *const contracts[TALLY_BILLING_N_RATE_SETS] = {
    [TALLY_BILLING_RATE_SET_SUBCONTRACTOR] = SUBCONTRACTOR,
    [TALLY_BILLING_RATE_SET_NEW] = TALLY_BILLING_STANDARD_CONTRACT,
    [TALLY_BILLING_RATE_SET_OLD] = TALLY_BILLING_STANDARD_CONTRACT,
  };
  TallyRate days = { .cu = row->cu, .valid_from = row->from, .valid_to = row->to, .place = row->place };
  gboolean says_any = FALSE;

  if (!find_days (self, set, &days))
    return;
  days.contract = contracts[set] != NULL ? contracts[set] : row->contract;
  for (days.work = TALLY_WORK_INSTALL; days.work < TALLY_N_WORK_KINDS; days.work++)
    {
      TallyRate rate = days;
      says_any |= has_column (self, set, days.work) && add_price (self, row, set, &rate);
    }
  for (days.work = TALLY_WORK_INSTALL; days.work < TALLY_N_WORK_KINDS && !says_any; days.work++)
    if (has_column (self, set, days.work))
      add_rate (self, row, &days);
}

/* A cell too many or too few moves all that follow: then no price of the row is what its column says. */
static gboolean
has_shape (Parser *self)
{
  const TallyBillingRecord *record = self->record;
  guint n_cells = record->n_cells;

  while (n_cells > self->columns.n_columns && record->cells[n_cells - 1][0] == '\0')
    n_cells--;
  if (n_cells == self->columns.n_columns)
    return TRUE;
  note (self, record->line, "the row has %u cells and the head %u; put a price or text that holds a comma in quotes, and "
                            "leave no cell out", n_cells, self->columns.n_columns);
  return FALSE;
}

static gboolean
read_day (Parser     *self,
          guint       column,
          const char *title,
          TallyDay   *out_day)
{
  g_autofree char *text = dup_cell (self, column);

  if (*text == '\0' || tally_day_parse (text, strlen (text), out_day))
    return TRUE;
  note (self, self->record->line, "column \"%s\": \"%.40s\" is no day; write it as 2026-04-12, or leave it blank", title,
        text);
  return FALSE;
}

static gboolean
is_name (const char *text)
{
  return strlen (text) <= MAX_NAME_BYTES && strstr (text, INVALID_CHARACTER) == NULL;
}

/* FALSE if what the prices hold for can't be read. */
static gboolean
read_terms (Parser *self,
            Row    *row)
{
  if (!read_day (self, self->columns.valid_from, "Valid From", &row->from)
      || !read_day (self, self->columns.valid_to, "Valid To", &row->to))
    return FALSE;
  if (row->to != TALLY_DAY_NONE && row->from > row->to)
    note (self, self->record->line, "columns \"Valid From\", \"Valid To\": it ends before it begins; correct one of them");
  else if (!is_name (row->contract))
    note (self, self->record->line, "column \"Contract\": \"%.40s\" is no name; write one of at most %d letters in UTF-8",
          row->contract, MAX_NAME_BYTES);
  else
    return TRUE;
  return FALSE;
}

static gboolean
has_prices (const Parser *self)
{
  for (guint set = 0; set < TALLY_BILLING_N_RATE_SETS; set++)
    for (guint work = 0; work < TALLY_N_WORK_KINDS; work++)
      {
        g_autofree char *text = dup_cell (self, self->columns.prices[set][work]);
        if (*text != '\0')
          return TRUE;
      }
  return FALSE;
}

/* FALSE if the row names no unit: a blank one, or one that is told. */
static gboolean
read_unit (Parser *self,
           Row    *row)
{
  row->cu = dup_cell (self, self->columns.cu);
  if (*row->cu == '\0' && has_prices (self))
    note (self, self->record->line, "column \"CU\" is blank and there are prices; write the unit code");
  else if (!is_name (row->cu))
    note (self, self->record->line, "column \"CU\": \"%.40s\" is no unit code; write one of at most %d letters in UTF-8",
          row->cu, MAX_NAME_BYTES);
  else
    return *row->cu != '\0';
  return FALSE;
}

static void
read_row (Parser *self)
{
  TallyBillingRatesReport *report = self->reading->report;
  g_auto (Row) row = { NULL };

  if (!read_unit (self, &row))
    return;
  report->n_rows++;
  row.place = g_strdup_printf ("%s:%u", self->reading->name, self->record->line);
  row.contract = dup_cell (self, self->columns.contract);
  if (*row.contract == '\0')
    tally_text_set (&row.contract, TALLY_BILLING_STANDARD_CONTRACT);
  row.is_broken = !has_shape (self) || !read_terms (self, &row);
  if (row.is_broken)
    {
      row.from = row.to = TALLY_DAY_NONE;
      tally_text_set (&row.contract, TALLY_BILLING_STANDARD_CONTRACT);
    }
  for (guint set = 0; set < TALLY_BILLING_N_RATE_SETS; set++)
    add_set (self, &row, (TallyBillingRateSet) set);
  report->n_zero_rows += !row.has_rate && !row.is_doubtful;
}

/* What the head says that will be missed. */
static void
note_head (Parser *self)
{
  for (guint set = 0; set < TALLY_BILLING_N_RATE_SETS; set++)
    {
      gboolean has_any = has_column (self, set, TALLY_WORK_INSTALL) || has_column (self, set, TALLY_WORK_REMOVAL)
                         || has_column (self, set, TALLY_WORK_TRANSFER);
      if (has_any && set >= TALLY_BILLING_RATE_SET_NEW && self->reading->new_from == TALLY_DAY_NONE)
        note (self, self->record->line, "columns \"%s\" are left out: it is not known from when on new rates hold; set "
                                        "[rates] new-from", tally_billing_rate_set_get_suffix (set));
      for (guint work = TALLY_WORK_INSTALL; has_any && work < TALLY_N_WORK_KINDS; work++)
        {
          g_autofree char *title = dup_title (self, set, work);
          if (!has_column (self, set, work))
            note (self, self->record->line, "column \"%s\" is missing: that work can't be held against it", title);
        }
    }
}

static gboolean
take_cb (const TallyBillingRecord *record,
         gpointer                  data)
{
  Parser *self = data;

  self->record = record;
  if (self->has_head)
    read_row (self);
  else if (tally_billing_rate_columns_is_head (record))
    {
      self->has_head = tally_billing_rate_columns_map (record, &self->columns, &self->failure);
      if (self->has_head)
        note_head (self);
    }
  else
    self->n_lead++;
  return self->failure == NULL && self->n_lead <= TALLY_BILLING_RATES_MAX_LEAD;
}

static void
tell_cb (guint       line,
         const char *problem,
         gpointer    data)
{
  note (data, line, "%s", problem);
}

gboolean
tally_billing_rates_parse (const char                      *bytes,
                           gsize                            length,
                           const TallyBillingRatesReading  *reading,
                           GError                         **error)
{
  Parser parser = { .reading = reading };
  const TallyBillingCsvSink sink = { take_cb, tell_cb, &parser };
  g_autoptr (GError) unread = NULL;

  g_return_val_if_fail (reading != NULL && reading->table != NULL && reading->report != NULL, FALSE);
  if (!tally_billing_csv_read (bytes, length, &sink, &unread) && parser.failure == NULL)
    parser.failure = g_steal_pointer (&unread);
  if (parser.failure == NULL && !parser.has_head)
    g_set_error (&parser.failure, TALLY_BILLING_ERROR, TALLY_BILLING_ERROR_RATES,
                 "none of the first %d rows has the title \"CU\"; give it a head with CU, Install Price, Removal Price "
                 "and Transfer Price, parted by commas", TALLY_BILLING_RATES_MAX_LEAD + 1);
  if (parser.failure == NULL)
    return TRUE;
  g_propagate_prefixed_error (error, parser.failure, "%s: ", reading->name);
  return FALSE;
}
