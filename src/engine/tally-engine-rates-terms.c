/* tally-engine-rates-terms.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-rates-terms-private.h"

#include "tally-billing-csv.h"
#include "tally-billing-rate-columns.h"
#include "tally-billing-rates.h"
#include "tally-text.h"

#define N_TERMS 3

/* A file on its way: what is added to each row. */
typedef struct {
  const TallyEngineRatesTerms *terms;
  TallyEngineRatesPreview     *preview;          /* (nullable) */
  TallyBillingRateColumns      columns;
  gboolean                     has_head;
  guint                        n_lead;
  const char                  *titles[N_TERMS];  /* of the columns that are added */
  char                        *values[N_TERMS];  /* (owned) */
  guint                        n_added;
  GString                     *out;              /* (owned) */
  guint                        line;             /* number of the line that is written next */
} Writing;

static void
writing_clear (Writing *self)
{
  for (guint i = 0; i < N_TERMS; i++)
    g_free (self->values[i]);
  g_string_free (self->out, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writing, writing_clear)

static const char *
find_meaning (const TallyBillingRateColumns *columns,
              guint                          column)
{
  if (column == columns->cu)
    return "cu";
  if (column == columns->contract)
    return "contract";
  if (column == columns->valid_from)
    return "valid-from";
  if (column == columns->valid_to)
    return "valid-to";
  for (guint set = 0; set < TALLY_BILLING_N_RATE_SETS; set++)
    for (guint work = TALLY_WORK_INSTALL; work < TALLY_N_WORK_KINDS; work++)
      if (column == columns->prices[set][work])
        return tally_work_kind_get_id ((TallyWorkKind) work);
  return "";
}

static char *
dup_shown (const char *cell)
{
  return tally_text_normalise (cell, -1);
}

static void
show_head (Writing                  *self,
           const TallyBillingRecord *record)
{
  for (guint i = 0; i < record->n_cells; i++)
    {
      TallyEngineRatesColumn *column = g_new0 (TallyEngineRatesColumn, 1);
      column->title = dup_shown (record->cells[i]);
      column->meaning = find_meaning (&self->columns, i);
      g_ptr_array_add (self->preview->columns, column);
    }
  self->preview->has_contract = self->columns.contract != TALLY_BILLING_NO_COLUMN;
  self->preview->has_valid_from = self->columns.valid_from != TALLY_BILLING_NO_COLUMN;
  self->preview->has_valid_to = self->columns.valid_to != TALLY_BILLING_NO_COLUMN;
}

static void
show_row (Writing                  *self,
          const TallyBillingRecord *record)
{
  GPtrArray *cells;

  if (self->preview == NULL || self->preview->samples->len >= TALLY_ENGINE_RATES_N_SAMPLES)
    return;
  cells = g_ptr_array_new ();
  for (guint i = 0; i < record->n_cells; i++)
    g_ptr_array_add (cells, dup_shown (record->cells[i]));
  g_ptr_array_add (cells, NULL);
  g_ptr_array_add (self->preview->samples, g_ptr_array_free (cells, FALSE));
}

static void
add_term (Writing    *self,
          const char *title,
          const char *value)
{
  self->titles[self->n_added] = title;
  self->values[self->n_added++] = g_strdup (value);
}

static void
add_day (Writing    *self,
         const char *title,
         TallyDay    day)
{
  char buffer[TALLY_DAY_BUFFER_SIZE];

  if (day != TALLY_DAY_NONE)
    add_term (self, title, tally_day_format_iso (day, buffer, sizeof buffer));
}

static void
take_head (Writing                  *self,
           const TallyBillingRecord *record)
{
  /* A head that can't be mapped is told by who reads the table. */
  self->has_head = tally_billing_rate_columns_map (record, &self->columns, NULL);
  if (!self->has_head)
    return;
  if (self->preview != NULL)
    show_head (self, record);
  if (self->columns.contract == TALLY_BILLING_NO_COLUMN && self->terms->contract != NULL && *self->terms->contract != '\0')
    add_term (self, "Contract", self->terms->contract);
  if (self->columns.valid_from == TALLY_BILLING_NO_COLUMN)
    add_day (self, "Valid From", self->terms->valid_from);
  if (self->columns.valid_to == TALLY_BILLING_NO_COLUMN)
    add_day (self, "Valid To", self->terms->valid_to);
}

/* Line breaks of a cell are counted: the rows below stay on their lines. */
static void
append_cell (Writing    *self,
             const char *cell)
{
  g_string_append_c (self->out, '"');
  for (; *cell != '\0'; cell++)
    {
      if (*cell == '"')
        g_string_append_c (self->out, '"');
      self->line += *cell == '\n' ? 1 : 0;
      g_string_append_c (self->out, *cell);
    }
  g_string_append_c (self->out, '"');
}

/* As many cells as the head has come before those that are added; a row of another shape keeps its own, and is told. */
static void
write_row (Writing                  *self,
           const TallyBillingRecord *record,
           gboolean                  is_head)
{
  guint n_cells = record->n_cells;

  while (self->has_head && n_cells > self->columns.n_columns && record->cells[n_cells - 1][0] == '\0')
    n_cells--;
  for (; self->line < record->line; self->line++)
    g_string_append_c (self->out, '\n');
  for (guint i = 0; i < n_cells; i++)
    {
      if (i > 0)
        g_string_append_c (self->out, ',');
      append_cell (self, record->cells[i]);
    }
  for (guint i = 0; self->has_head && i < self->n_added; i++)
    {
      g_string_append_c (self->out, ',');
      append_cell (self, is_head ? self->titles[i] : self->values[i]);
    }
}

static gboolean
take_cb (const TallyBillingRecord *record,
         gpointer                  data)
{
  Writing *self = data;
  gboolean is_head = !self->has_head && self->n_lead++ <= TALLY_BILLING_RATES_MAX_LEAD
                     && tally_billing_rate_columns_is_head (record);

  if (is_head)
    take_head (self, record);
  else if (self->has_head)
    show_row (self, record);
  write_row (self, record, is_head);
  return TRUE;
}

static void
tell_cb (guint       line,
         const char *problem,
         gpointer    data)
{
}

GBytes *
tally_engine_rates_write_terms (GBytes                       *csv,
                                const TallyEngineRatesTerms  *terms,
                                TallyEngineRatesPreview      *preview,
                                GError                      **error)
{
  g_auto (Writing) writing = { .terms = terms, .preview = preview, .out = g_string_new (NULL), .line = 1 };
  const TallyBillingCsvSink sink = { .take = take_cb, .tell = tell_cb, .data = &writing };
  gsize length;
  const char *bytes = g_bytes_get_data (csv, &length);

  if (!tally_billing_csv_read (bytes != NULL ? bytes : "", length, &sink, error))
    return NULL;
  if (writing.n_added == 0)
    return g_bytes_ref (csv);
  g_string_append_c (writing.out, '\n');
  return g_bytes_new (writing.out->str, writing.out->len);
}
