/* tally-engine-setup-map.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-setup-map.h"

#include "tally-billing-columns.h"
#include "tally-billing-content.h"
#include "tally-billing-line.h"
#include "tally-engine-asking-private.h"
#include "tally-smartsheet-look.h"
#include "tally-smartsheet-sheet.h"

static void
row_free (gpointer data)
{
  TallyEngineSetupRow *row = data;

  g_free (row->work_request);
  g_free (row->cu);
  g_free (row->detail);
  g_free (row);
}

void
tally_engine_setup_map_free (TallyEngineSetupMap *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  tally_column_map_free (self->map);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

/* Rows on their way into a map. */
typedef struct {
  TallyEngineSetupMap    *map;
  TallyBillingLineParser *parser; /* (owned) */
  TallyBillingSample     *sample; /* (owned) */
  guint                   n_seen;
} Reader;

static void
reader_clear (Reader *self)
{
  g_clear_pointer (&self->parser, tally_billing_line_parser_free);
  g_clear_pointer (&self->sample, tally_billing_sample_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static gboolean
begin_cb (gpointer   data,
          GError   **error)
{
  Reader *reader = data;
  TallyEngineSetupMap *map = reader->map;

  g_ptr_array_set_size (map->rows, 0);
  tally_billing_sample_clear (reader->sample);
  reader->n_seen = 0;
  map->n_blank = 0;
  for (guint i = 0; i < TALLY_N_REASONS; i++)
    {
      map->n_by_reason[i] = 0;
      map->cents_by_reason[i] = 0;
    }
  return TRUE;
}

static void
take_line (TallyEngineSetupMap *map,
           const TallyLine     *line)
{
  TallyEngineSetupRow *row = g_new0 (TallyEngineSetupRow, 1);

  *row = (TallyEngineSetupRow) {
    .row_number = line->row_number,
    .reason = line->reason,
    .work_request = g_strdup (line->text[TALLY_FIELD_WORK_REQUEST]),
    .cu = g_strdup (line->text[TALLY_FIELD_CU]),
    .detail = g_strdup (line->detail),
    .week_ending = line->week_ending,
    .price_cents = line->price_cents,
  };
  g_ptr_array_add (map->rows, row);
  map->n_by_reason[line->reason]++;
  map->cents_by_reason[line->reason] += line->price_cents; /* 200 rows of at most a billion dollars */
}

/* Cancelled by itself behind the last row that is looked at: nothing else stops a sheet half-way. */
static gboolean
row_cb (const TallyRow  *row,
        gpointer         data,
        GError         **error)
{
  Reader *reader = data;
  TallyLine line;

  if (reader->n_seen >= TALLY_ENGINE_SETUP_MAP_ROWS)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "enough was seen");
      return FALSE;
    }
  reader->n_seen++;
  tally_billing_sample_add (reader->sample, row);
  if (tally_billing_parse_row (reader->parser, row, &line))
    take_line (reader->map, &line);
  else
    reader->map->n_blank++;
  return TRUE;
}

static const TallySmartsheetSink sink = { .begin = begin_cb, .row = row_cb };

static guint
list_ids (const TallyColumnMap *map,
          GPtrArray            *rivals,
          TallyField           *fields,
          gint64               *ids,
          guint                *out_n_fields)
{
  guint n = tally_column_map_list_ids (map, fields, ids);

  *out_n_fields = n;
  for (guint i = 0; i < rivals->len; i++)
    {
      gint64 id = ((const TallyBillingRival *) rivals->pdata[i])->column_id;
      gboolean is_there = FALSE;

      for (guint j = 0; j < n && !is_there; j++)
        is_there = ids[j] == id;
      if (!is_there)
        ids[n++] = id;
    }
  return n;
}

/* Reads the first rows by the map, and with @out_has_moved weighs it by them: whether it takes another column now. */
static gboolean
read_rows (TallyEngineSetupMap    *self,
           GPtrArray              *rivals,
           TallySmartsheetClient  *client,
           gboolean               *out_has_moved,
           GCancellable           *cancellable,
           GError                **error)
{
  TallyField fields[TALLY_N_FIELDS];
  gint64 ids[TALLY_N_FIELDS + TALLY_BILLING_MAX_RIVALS];
  guint n_fields;
  guint n = list_ids (self->map, rivals, fields, ids, &n_fields);
  const TallySmartsheetQuery query = {
    .sheet_id = self->sheet_id, .column_ids = ids, .n_columns = n, .page_rows = TALLY_ENGINE_SETUP_MAP_ROWS,
  };
  g_auto (Reader) reader = {
    self, tally_billing_line_parser_new (self->sheet_id, fields, n_fields), tally_billing_sample_new (ids, n), 0,
  };
  g_autoptr (TallySheet) sheet = NULL;
  g_autoptr (GError) failure = NULL;

  sheet = tally_smartsheet_sheet_fetch_rows (client, &query, &sink, &reader, cancellable, &failure);
  if (sheet == NULL && !g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CLOSED))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (out_has_moved != NULL)
    *out_has_moved = tally_billing_weigh_content (self->map, rivals, NULL, reader.sample);
  return TRUE;
}

static TallyEngineSetupMap *
map_sheet (TallySmartsheetClient  *client,
           gint64                  sheet_id,
           GCancellable           *cancellable,
           GError                **error)
{
  g_autoptr (TallySmartsheetLook) look = tally_smartsheet_look_at_sheet (client, sheet_id, cancellable, error);
  g_autoptr (TallyEngineSetupMap) self = NULL;
  g_autoptr (GPtrArray) rivals = NULL;
  gboolean has_moved = FALSE;

  if (look == NULL)
    return NULL;
  self = g_new0 (TallyEngineSetupMap, 1);
  self->sheet_id = sheet_id;
  self->name = g_strdup (look->sheet->name);
  self->n_rows = look->sheet->n_rows;
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->map = tally_billing_map_columns (look->sheet, NULL, error);
  if (self->map == NULL)
    return NULL;
  rivals = tally_billing_list_rivals (look->sheet, self->map);
  if (!read_rows (self, rivals, client, &has_moved, cancellable, error))
    return NULL;
  g_ptr_array_set_size (rivals, 0);
  if (has_moved && !read_rows (self, rivals, client, NULL, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

TallyEngineSetupMap *
tally_engine_setup_map_sheet (TallyEngine   *self,
                              gint64         sheet_id,
                              GCancellable  *cancellable,
                              GError       **error)
{
  g_auto (TallyEngineAsking) asking = { 0 };
  TallyEngineSetupMap *map = NULL;
  GError *failure = NULL;

  g_return_val_if_fail (self != NULL && sheet_id > 0, NULL);
  if (tally_engine_asking_begin (&asking, self, NULL, &failure))
    map = map_sheet (asking.client, sheet_id, cancellable, &failure);
  if (map == NULL)
    tally_engine_asking_translate (failure, error);
  return map;
}
