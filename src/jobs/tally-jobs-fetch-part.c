/* tally-jobs-fetch-part.c
 *
 * What changed in a sheet since it was last read: the rows written since its last known change, by
 * the service's own times, and, when that can't be all, the ids of all rows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-fetch-private.h"

#include "tally-billing-columns.h"
#include "tally-jobs-sweep.h"
#include "tally-smartsheet-error.h"

/* How often changes and ids are read until both are of one version. */
#define MAX_SWEEPS 3

/* A row of a sweep is some 200 bytes: the largest sheet is a few of these pages. */
#define SWEEP_PAGE_ROWS 10000

gboolean
tally_jobs_fetch_may_read_part (const TallyJobsFetch *self)
{
  return !self->is_whole && self->known_map != NULL && self->head != NULL && self->head->version > 0
         && self->head->modified_utc_usec > TALLY_JOBS_SWEEP_OVERLAP_USEC
         && *self->head->columns_key != '\0';
}

/* To the second, as the service is asked. */
static gint64
get_since (const TallyJobsFetch *self)
{
  gint64 since = self->head->modified_utc_usec - TALLY_JOBS_SWEEP_OVERLAP_USEC;

  return since - since % G_USEC_PER_SEC;
}

static TallySheet *
fetch_changed (TallyJobsFetch         *self,
               TallySmartsheetClient  *client,
               GError                **error)
{
  TallyField fields[TALLY_N_FIELDS];
  gint64 ids[TALLY_N_FIELDS];
  guint n = tally_column_map_list_ids (self->known_map, fields, ids);
  const TallySmartsheetQuery query = {
    .sheet_id = self->sheet_id,
    .column_ids = ids,
    .n_columns = n,
    .version_after = self->head->version,
    .modified_since_utc_usec = get_since (self),
  };
  TallyJobsFetchReader reader = { self, tally_billing_line_parser_new (self->sheet_id, fields, n) };
  TallySheet *sheet = tally_smartsheet_sheet_fetch_changed (client, &query, &tally_jobs_fetch_sink,
                                                            &reader, self->cancellable, error);

  tally_billing_line_parser_free (reader.parser);
  return sheet;
}

/* Reading the sheet whole may work where asking for its changes does not: then the error becomes a
 * doubt. */
static gboolean
pass_over (TallyJobsFetch  *self,
           GError         **local,
           GError         **error)
{
  if (!g_error_matches (*local, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_LIMIT)
      && !g_error_matches (*local, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_MALFORMED)
      && !g_error_matches (*local, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_MOVED)
      && !g_error_matches (*local, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_REJECTED))
    {
      g_propagate_error (error, g_steal_pointer (local));
      return FALSE;
    }
  self->doubt = "its changes can't be told apart";
  return TRUE;
}

/* What in the sheet's head says that its changes are not to be relied on. */
static const char *
find_doubt (const TallyJobsFetch *self)
{
  g_autofree char *columns_key = tally_jobs_sweep_dup_columns_key (self->sheet);
  g_autoptr (GPtrArray) rivals = tally_billing_list_rivals (self->sheet, self->known_map);

  if (strcmp (columns_key, self->head->columns_key) != 0)
    return "its columns changed";
  if (tally_jobs_fetch_has_rival (rivals))
    return "several columns fit one field, and what they hold decides";
  if (self->sheet->modified_utc_usec < self->head->modified_utc_usec)
    return "it was last changed before it was last read, by the service's own clock";
  return NULL;
}

static void
gather_told (TallyJobsFetch *self)
{
  self->told = g_array_new (FALSE, FALSE, sizeof (TallyStorePlace));
  for (guint i = 0; i < self->lines->len; i++)
    {
      const TallyLine *line = &g_array_index (self->lines, TallyLine, i);
      const TallyStorePlace place = { line->row_id, line->row_number, line->modified_utc_usec, FALSE };

      g_array_append_val (self->told, place);
    }
  if (self->blanks->len > 0)
    g_array_append_vals (self->told, self->blanks->data, self->blanks->len);
  tally_jobs_sweep_sort (self->told);
}

gboolean
tally_jobs_fetch_read_part (TallyJobsFetch         *self,
                            TallySmartsheetClient  *client,
                            GError                **error)
{
  g_autoptr (GError) local = NULL;

  g_clear_pointer (&self->sheet, tally_sheet_free);
  self->sheet = fetch_changed (self, client, &local);
  if (self->sheet == NULL)
    return pass_over (self, &local, error);
  if (self->sheet->columns->len > 0)
    self->doubt = find_doubt (self);
  else if (self->sheet->version == self->head->version)
    {
      self->state = TALLY_JOBS_FETCH_UNCHANGED;
      return TRUE;
    }
  else
    self->doubt = "it is older than when it was last read";
  if (self->doubt != NULL)
    return TRUE;
  gather_told (self);
  self->state = TALLY_JOBS_FETCH_CHANGED;
  return TRUE;
}

/* The column whose cells are shortest: a check box, else a number. */
static gint64
choose_column (const TallyColumnMap *map)
{
  static const TallyField short_ones[] = { TALLY_FIELD_COMPLETED, TALLY_FIELD_QUANTITY,
                                           TALLY_FIELD_WEEK_ENDING };
  TallyField fields[TALLY_N_FIELDS];
  gint64 ids[TALLY_N_FIELDS];

  for (guint i = 0; i < G_N_ELEMENTS (short_ones); i++)
    if (map->matches[short_ones[i]].column_id != 0)
      return map->matches[short_ones[i]].column_id;
  tally_column_map_list_ids (map, fields, ids);
  return ids[0];
}

static gboolean
begin_sweep_cb (gpointer   data,
                GError   **error)
{
  g_array_set_size (data, 0);
  return TRUE;
}

static gboolean
sweep_row_cb (const TallyRow  *row,
              gpointer         data,
              GError         **error)
{
  const TallyStorePlace place = { row->row_id, row->row_number, row->modified_utc_usec, FALSE };

  g_array_append_val ((GArray *) data, place);
  return TRUE;
}

/* Sets the version that was swept. */
static gboolean
sweep_once (TallyJobsFetch         *self,
            TallySmartsheetClient  *client,
            gint64                 *out_version,
            GError                **error)
{
  static const TallySmartsheetSink sink = { .begin = begin_sweep_cb, .row = sweep_row_cb };
  const gint64 column_id = choose_column (self->known_map);
  const TallySmartsheetQuery query = {
    .sheet_id = self->sheet_id,
    .column_ids = &column_id,
    .n_columns = 1,
    .page_rows = SWEEP_PAGE_ROWS,
  };
  g_autoptr (GArray) swept = g_array_new (FALSE, FALSE, sizeof (TallyStorePlace));
  g_autoptr (TallySheet) head = tally_smartsheet_sheet_fetch_rows (client, &query, &sink, swept,
                                                                   self->cancellable, error);

  if (head == NULL)
    return FALSE;
  tally_jobs_sweep_sort (swept);
  g_clear_pointer (&self->swept, g_array_unref);
  self->swept = g_steal_pointer (&swept);
  *out_version = head->version;
  return TRUE;
}

/* The sheet may change again between the two readings. */
gboolean
tally_jobs_fetch_sweep (TallyJobsFetch         *self,
                        TallySmartsheetClient  *client,
                        GError                **error)
{
  g_autoptr (GError) local = NULL;
  gint64 version = -1;

  for (guint i = 0; i < MAX_SWEEPS && version != self->sheet->version; i++)
    {
      if (i > 0 && !tally_jobs_fetch_read_part (self, client, error))
        return FALSE;
      if (self->doubt != NULL || self->state == TALLY_JOBS_FETCH_UNCHANGED)
        return TRUE;
      if (!sweep_once (self, client, &version, &local))
        return pass_over (self, &local, error);
    }
  if (version != self->sheet->version)
    self->doubt = "it changed again and again while it was read";
  else if (!tally_jobs_sweep_agrees (self->known, self->told, self->swept, get_since (self)))
    self->doubt = "it has rows that its changes do not explain";
  return TRUE;
}
