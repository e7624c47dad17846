/* tally-billing-line.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-billing-line.h"

#include "tally-billing-value.h"
#include "tally-text.h"

#define MIN_WEEK_YEAR 2000
#define MAX_WEEK_YEAR 2099
#define USUAL_WORK_REQUEST_DIGITS 8
/* A JSON integer of so few digits is its own canonical text. */
#define MAX_PLAIN_DIGITS 18

struct _TallyBillingLineParser {
  gint64      sheet_id;
  guint       n_fields;
  TallyField  fields[TALLY_N_FIELDS];
  char        decimals[TALLY_N_TEXT_FIELDS][TALLY_DECIMAL_BUFFER_SIZE];
  char       *owned[TALLY_N_TEXT_FIELDS]; /* (nullable) texts that had to be made */
};

/* What is known about a row before its reason is. */
typedef struct {
  const TallyCell   *cells[TALLY_N_FIELDS];
  TallyReason        price;
  TallyBillingValue  week;
} Reading;

static const TallyCell empty_cell = { .kind = TALLY_CELL_EMPTY, .text = "" };

TallyBillingLineParser *
tally_billing_line_parser_new (gint64            sheet_id,
                               const TallyField *fields,
                               guint             n_fields)
{
  TallyBillingLineParser *self;

  g_return_val_if_fail (n_fields <= TALLY_N_FIELDS && (fields != NULL || n_fields == 0), NULL);
  self = g_new0 (TallyBillingLineParser, 1);
  self->sheet_id = sheet_id;
  self->n_fields = n_fields;
  for (guint i = 0; i < n_fields; i++)
    self->fields[i] = fields[i];
  return self;
}

static void
forget_texts (TallyBillingLineParser *self)
{
  for (guint i = 0; i < TALLY_N_TEXT_FIELDS; i++)
    g_clear_pointer (&self->owned[i], g_free);
}

void
tally_billing_line_parser_free (TallyBillingLineParser *self)
{
  if (self == NULL)
    return;
  forget_texts (self);
  g_free (self);
}

static gboolean
is_plain_integer (const TallyCell *cell)
{
  if (cell->length == 0 || cell->length > MAX_PLAIN_DIGITS || *cell->text == '0')
    return FALSE;
  for (guint i = 0; i < cell->length; i++)
    if (!g_ascii_isdigit (cell->text[i]))
      return FALSE;
  return TRUE;
}

static const char *
number_text (TallyBillingLineParser *self,
             TallyField              field,
             const TallyCell        *cell)
{
  TallyDecimal number;

  if (is_plain_integer (cell) || !tally_decimal_parse (cell->text, cell->length, &number))
    return cell->text;
  return tally_decimal_format (number, self->decimals[field], sizeof self->decimals[field]);
}

static const char *
text_of (TallyBillingLineParser *self,
         TallyField              field,
         const TallyCell        *cell)
{
  switch (cell->kind)
    {
    case TALLY_CELL_NUMBER:
      return number_text (self, field, cell);
    case TALLY_CELL_TEXT:
      if (tally_text_is_plain (cell->text, cell->length))
        return cell->text;
      self->owned[field] = tally_text_normalise (cell->text, (gssize) cell->length);
      return self->owned[field];
    case TALLY_CELL_EMPTY:
    case TALLY_CELL_BOOLEAN:
    default:
      return cell->text;
    }
}

static const char *
work_request_of (TallyBillingLineParser *self,
                 const TallyCell        *cell)
{
  gboolean is_its_form = cell->kind == TALLY_CELL_NUMBER
                           ? is_plain_integer (cell)
                           : cell->kind == TALLY_CELL_TEXT && strchr (cell->text, '.') == NULL
                               && tally_text_is_plain (cell->text, cell->length);

  if (is_its_form)
    return cell->text;
  self->owned[TALLY_FIELD_WORK_REQUEST] = tally_billing_dup_raw_work_request (cell);
  return self->owned[TALLY_FIELD_WORK_REQUEST];
}

static gboolean
is_usual_work_request (const char *text)
{
  return strspn (text, "0123456789") == USUAL_WORK_REQUEST_DIGITS
         && text[USUAL_WORK_REQUEST_DIGITS] == '\0';
}

/* Keeps the first value that could not be read; that of the reason comes before all others. */
static void
note_detail (TallyLine       *line,
             const TallyCell *cell)
{
  if (*line->detail == '\0')
    line->detail = cell->text;
}

/* Finds the cell of each field; FALSE if the row is empty. */
static gboolean
spread_cells (const TallyBillingLineParser *self,
              const TallyRow               *row,
              Reading                      *reading,
              guint                        *out_issues)
{
  gboolean has_value = FALSE;

  for (guint i = 0; i < TALLY_N_FIELDS; i++)
    reading->cells[i] = &empty_cell;
  for (guint i = 0; i < MIN (self->n_fields, row->n_cells); i++)
    {
      const TallyCell *cell = &row->cells[i];
      if (cell->is_stale)
        *out_issues |= TALLY_ISSUE_STALE_LINK;
      if (cell->kind == TALLY_CELL_EMPTY)
        continue;
      if (cell->is_display)
        *out_issues |= TALLY_ISSUE_DISPLAY_VALUE;
      has_value = TRUE;
      reading->cells[self->fields[i]] = cell;
    }
  return has_value;
}

static void
read_texts (TallyBillingLineParser *self,
            const Reading          *reading,
            TallyLine              *line)
{
  line->text[TALLY_FIELD_WORK_REQUEST]
    = work_request_of (self, reading->cells[TALLY_FIELD_WORK_REQUEST]);
  for (guint i = TALLY_FIELD_WORK_REQUEST + 1; i < TALLY_N_TEXT_FIELDS; i++)
    line->text[i] = text_of (self, (TallyField) i, reading->cells[i]);
  if (*line->text[TALLY_FIELD_FOREMAN] == '\0')
    line->issues |= TALLY_ISSUE_NO_FOREMAN;
  if (*line->text[TALLY_FIELD_CU] == '\0')
    line->issues |= TALLY_ISSUE_NO_CU;
  if (*line->text[TALLY_FIELD_WORK_REQUEST] != '\0'
      && !is_usual_work_request (line->text[TALLY_FIELD_WORK_REQUEST]))
    line->issues |= TALLY_ISSUE_ODD_WORK_REQUEST;
}

static void
read_week (Reading   *reading,
           TallyLine *line)
{
  TallyDay day = TALLY_DAY_NONE;
  guint year, month, day_of_month;

  reading->week = tally_billing_parse_day (reading->cells[TALLY_FIELD_WEEK_ENDING], &day);
  if (reading->week != TALLY_BILLING_VALUE_GOOD)
    return;
  tally_day_split (day, &year, &month, &day_of_month);
  if (year < MIN_WEEK_YEAR || year > MAX_WEEK_YEAR)
    {
      reading->week = TALLY_BILLING_VALUE_BAD;
      return;
    }
  line->week_ending = day;
  if (!tally_week_is_regular (day))
    line->issues |= TALLY_ISSUE_IRREGULAR_WEEK;
}

static void
read_snapshot (const Reading *reading,
               TallyLine     *line)
{
  const TallyCell *cell = reading->cells[TALLY_FIELD_SNAPSHOT];

  switch (tally_billing_parse_day (cell, &line->snapshot))
    {
    case TALLY_BILLING_VALUE_NONE:
      line->issues |= TALLY_ISSUE_NO_SNAPSHOT;
      break;
    case TALLY_BILLING_VALUE_BAD:
      line->issues |= TALLY_ISSUE_BAD_SNAPSHOT;
      note_detail (line, cell);
      break;
    case TALLY_BILLING_VALUE_GOOD:
    default:
      if (line->week_ending != TALLY_DAY_NONE
          && !tally_week_contains (line->week_ending, line->snapshot))
        line->issues |= TALLY_ISSUE_OUT_OF_WEEK;
    }
}

static void
read_quantity (const Reading *reading,
               TallyLine     *line)
{
  const TallyCell *cell = reading->cells[TALLY_FIELD_QUANTITY];

  switch (tally_billing_parse_quantity (cell, &line->quantity))
    {
    case TALLY_BILLING_VALUE_NONE:
      line->issues |= TALLY_ISSUE_NO_QUANTITY;
      break;
    case TALLY_BILLING_VALUE_BAD:
      line->issues |= TALLY_ISSUE_BAD_QUANTITY;
      note_detail (line, cell);
      break;
    case TALLY_BILLING_VALUE_GOOD:
    default:
      if (line->quantity.coefficient <= 0)
        line->issues |= TALLY_ISSUE_NOT_POSITIVE_QUANTITY;
    }
}

static gboolean
has_no_match (const char *cu)
{
  static const char no_match[] = "NO MATCH";

  for (; *cu != '\0'; cu++)
    if (g_ascii_strncasecmp (cu, no_match, sizeof no_match - 1) == 0)
      return TRUE;
  return FALSE;
}

static TallyReason
judge (const Reading   *reading,
       const TallyLine *line)
{
  if (*line->text[TALLY_FIELD_WORK_REQUEST] == '\0')
    return TALLY_REASON_NO_WORK_REQUEST;
  if (reading->week == TALLY_BILLING_VALUE_NONE)
    return TALLY_REASON_NO_WEEK;
  if (!line->completed)
    return TALLY_REASON_NOT_COMPLETED;
  if (reading->price == TALLY_REASON_NO_PRICE)
    return TALLY_REASON_NO_PRICE;
  if (reading->week == TALLY_BILLING_VALUE_BAD)
    return TALLY_REASON_BAD_WEEK;
  if (reading->price != TALLY_REASON_ACCEPTED)
    return reading->price;
  if (has_no_match (line->text[TALLY_FIELD_CU]))
    return TALLY_REASON_NO_CU_MATCH;
  if (tally_billing_is_bad_work_request (line->text[TALLY_FIELD_WORK_REQUEST]))
    return TALLY_REASON_BAD_WORK_REQUEST;
  return TALLY_REASON_ACCEPTED;
}

/* The cell behind a reason whose value is there but can't be billed. */
static const TallyCell *
cell_of_reason (const Reading *reading,
                TallyReason    reason)
{
  if (reason == TALLY_REASON_BAD_WEEK)
    return reading->cells[TALLY_FIELD_WEEK_ENDING];
  if (reason == TALLY_REASON_NO_CU_MATCH)
    return reading->cells[TALLY_FIELD_CU];
  if (reason == TALLY_REASON_BAD_WORK_REQUEST)
    return reading->cells[TALLY_FIELD_WORK_REQUEST];
  if (reason == reading->price && reason != TALLY_REASON_ACCEPTED)
    return reading->cells[TALLY_FIELD_PRICE];
  return &empty_cell;
}

gboolean
tally_billing_parse_row (TallyBillingLineParser *self,
                         const TallyRow         *row,
                         TallyLine              *out_line)
{
  Reading reading = { { NULL }, TALLY_REASON_NO_PRICE, TALLY_BILLING_VALUE_NONE };
  gboolean rounded;

  g_return_val_if_fail (self != NULL && row != NULL && out_line != NULL, FALSE);
  forget_texts (self);
  tally_line_clear (out_line);
  out_line->sheet_id = self->sheet_id;
  out_line->row_id = row->row_id;
  out_line->row_number = row->row_number;
  out_line->modified_utc_usec = row->modified_utc_usec;
  if (row->modified_by != NULL)
    out_line->modified_by = row->modified_by;
  if (!spread_cells (self, row, &reading, &out_line->issues))
    return FALSE;
  read_texts (self, &reading, out_line);
  read_week (&reading, out_line);
  reading.price = tally_billing_parse_price (reading.cells[TALLY_FIELD_PRICE],
                                             &out_line->price_cents, &rounded);
  if (rounded)
    out_line->issues |= TALLY_ISSUE_ROUNDED_PRICE;
  out_line->completed = tally_billing_parse_checkbox (reading.cells[TALLY_FIELD_COMPLETED]);
  out_line->reason = judge (&reading, out_line);
  note_detail (out_line, cell_of_reason (&reading, out_line->reason));
  read_snapshot (&reading, out_line);
  read_quantity (&reading, out_line);
  return TRUE;
}
