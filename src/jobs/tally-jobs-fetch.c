/* tally-jobs-fetch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-fetch.h"

#include "tally-billing-columns.h"
#include "tally-billing-error.h"
#include "tally-jobs-fetch-private.h"
#include "tally-jobs-sweep.h"
#include "tally-smartsheet-error.h"

#define STRINGS_BLOCK_BYTES (64 * 1024)

TallyJobsFetch *
tally_jobs_fetch_new (gint64           sheet_id,
                      TallyStoreSheet *head,
                      TallyColumnMap  *known_map)
{
  TallyJobsFetch *self = g_new0 (TallyJobsFetch, 1);

  self->sheet_id = sheet_id;
  self->head = head;
  self->known_map = known_map;
  return self;
}

void
tally_jobs_fetch_forget (TallyJobsFetch *self)
{
  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_pointer (&self->strings, g_string_chunk_free);
  g_clear_pointer (&self->blanks, g_array_unref);
  g_clear_pointer (&self->told, g_array_unref);
  g_clear_pointer (&self->swept, g_array_unref);
}

void
tally_jobs_fetch_free (TallyJobsFetch *self)
{
  if (self == NULL)
    return;
  tally_jobs_fetch_forget (self);
  tally_store_sheet_free (self->head);
  g_clear_pointer (&self->known, g_array_unref);
  g_free (self->columns_key);
  tally_column_map_free (self->known_map);
  tally_column_map_free (self->map);
  g_clear_pointer (&self->rivals, g_ptr_array_unref);
  tally_billing_sample_free (self->sample);
  tally_sheet_free (self->sheet);
  g_clear_error (&self->error);
  g_free (self);
}

/* The client begins again when the sheet changed between two pages. */
static gboolean
begin_cb (gpointer   data,
          GError   **error)
{
  TallyJobsFetchReader *reader = data;
  TallyJobsFetch *fetch = reader->fetch;

  tally_jobs_fetch_forget (fetch);
  if (reader->sample != NULL)
    tally_billing_sample_clear (reader->sample);
  fetch->lines = g_array_new (FALSE, FALSE, sizeof (TallyLine));
  fetch->strings = g_string_chunk_new (STRINGS_BLOCK_BYTES);
  fetch->blanks = g_array_new (FALSE, FALSE, sizeof (TallyStorePlace));
  return TRUE;
}

static gboolean
row_cb (const TallyRow  *row,
        gpointer         data,
        GError         **error)
{
  TallyJobsFetchReader *reader = data;
  TallyLine line;

  if (reader->sample != NULL)
    tally_billing_sample_add (reader->sample, row);
  if (!tally_billing_parse_row (reader->parser, row, &line))
    {
      const TallyStorePlace blank = { row->row_id, row->row_number, row->modified_utc_usec, TRUE };

      g_array_append_val (reader->fetch->blanks, blank);
      return TRUE;
    }
  tally_line_copy_texts (&line, reader->fetch->strings);
  g_array_append_val (reader->fetch->lines, line);
  return TRUE;
}

const TallySmartsheetSink tally_jobs_fetch_sink = { .begin = begin_cb, .row = row_cb };

/* Adds the rivals behind the mapped columns, each once. Returns: how many columns there are. */
static guint
add_rivals (TallyJobsFetch *self,
            gint64         *ids,
            guint           n)
{
  for (guint i = 0; self->rivals != NULL && i < self->rivals->len; i++)
    {
      const TallyBillingRival *rival = self->rivals->pdata[i];
      gboolean is_there = FALSE;

      for (guint j = 0; j < n && !is_there; j++)
        is_there = ids[j] == rival->column_id;
      if (!is_there)
        ids[n++] = rival->column_id;
    }
  return n;
}

static TallySheet *
read_rows (TallyJobsFetch         *self,
           TallySmartsheetClient  *client,
           GError                **error)
{
  TallyField fields[TALLY_N_FIELDS];
  gint64 ids[TALLY_N_FIELDS + TALLY_BILLING_MAX_RIVALS];
  guint n = tally_column_map_list_ids (self->map, fields, ids);
  guint n_all = add_rivals (self, ids, n);
  const TallySmartsheetQuery query = {
    .sheet_id = self->sheet_id,
    .column_ids = ids,
    .n_columns = n_all,
    .page_rows = self->page_rows,
  };
  TallyJobsFetchReader reader = { self, tally_billing_line_parser_new (self->sheet_id, fields, n) };
  TallySheet *sheet;

  tally_billing_sample_free (self->sample);
  self->sample = reader.sample = tally_billing_sample_new (ids, n_all);
  sheet = tally_smartsheet_sheet_fetch_rows (client, &query, &tally_jobs_fetch_sink, &reader,
                                             self->cancellable, error);
  tally_billing_line_parser_free (reader.parser);
  return sheet;
}

static gboolean
map_columns (TallyJobsFetch         *self,
             TallySmartsheetClient  *client,
             GError                **error)
{
  g_autoptr (TallySheet) columns = tally_smartsheet_sheet_fetch_columns (client, self->sheet_id,
                                                                         self->cancellable, error);

  if (columns == NULL)
    return FALSE;
  g_free (self->columns_key);
  self->columns_key = tally_jobs_sweep_dup_columns_key (columns);
  tally_column_map_free (self->map);
  self->n_columns = columns->columns->len;
  self->map = tally_billing_map_columns (columns, self->known_map, error);
  if (self->map == NULL)
    return FALSE;
  g_clear_pointer (&self->rivals, g_ptr_array_unref);
  self->rivals = tally_billing_list_rivals (columns, self->map);
  return TRUE;
}

gboolean
tally_jobs_fetch_has_rival (GPtrArray *rivals)
{
  for (guint i = 0; i < rivals->len; i++)
    if (((const TallyBillingRival *) rivals->pdata[i])->percent > 0)
      return TRUE;
  return FALSE;
}

static gboolean
weigh_content (TallyJobsFetch *self)
{
  return tally_billing_weigh_content (self->map, self->rivals, self->known_map, self->sample);
}

/* Once with the rivals of the columns, and once more if one of them turns out to be the right one. */
static gboolean
read_by_map (TallyJobsFetch         *self,
             TallySmartsheetClient  *client,
             GError                **error)
{
  gboolean has_moved = TRUE;

  for (guint i = 0; i < 2 && has_moved; i++)
    {
      g_clear_pointer (&self->sheet, tally_sheet_free);
      self->sheet = read_rows (self, client, error);
      if (self->sheet == NULL)
        return FALSE;
      has_moved = i == 0 && weigh_content (self);
      g_clear_pointer (&self->rivals, g_ptr_array_unref);
    }
  return TRUE;
}

/* A column may be taken out while the sheet is read: then the columns decide, not the error. */
static gboolean
is_about_columns (const GError *error)
{
  return g_error_matches (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_MOVED)
         || g_error_matches (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_REJECTED);
}

static gboolean
read_whole (TallyJobsFetch         *self,
            TallySmartsheetClient  *client,
            GError                **error)
{
  g_autoptr (GError) local = NULL;

  self->state = TALLY_JOBS_FETCH_READ;
  if (map_columns (self, client, &local) && read_by_map (self, client, &local))
    return TRUE;
  if (!is_about_columns (local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return map_columns (self, client, error) && read_by_map (self, client, error);
}

static gboolean
fetch (TallyJobsFetch         *self,
       TallySmartsheetClient  *client,
       GError                **error)
{
  if (self->doubt != NULL || !tally_jobs_fetch_may_read_part (self))
    return read_whole (self, client, error);
  if (self->known != NULL ? !tally_jobs_fetch_sweep (self, client, error)
                          : !tally_jobs_fetch_read_part (self, client, error))
    return FALSE;
  return self->doubt == NULL || read_whole (self, client, error);
}

void
tally_jobs_fetch_doubt (TallyJobsFetch *self,
                        const char     *doubt)
{
  g_return_if_fail (self != NULL && doubt != NULL);
  self->doubt = doubt;
}

void
tally_jobs_fetch_run (TallyJobsFetch        *self,
                      TallySmartsheetClient *client)
{
  g_return_if_fail (self != NULL && client != NULL);
  if (fetch (self, client, &self->error))
    return;
  tally_jobs_fetch_forget (self);
  self->state = g_error_matches (self->error, TALLY_BILLING_ERROR, TALLY_BILLING_ERROR_NOT_A_SOURCE)
                  ? TALLY_JOBS_FETCH_NO_SOURCE
                  : TALLY_JOBS_FETCH_FAILED;
}
