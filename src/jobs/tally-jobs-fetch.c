/* tally-jobs-fetch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-fetch.h"

#include "tally-billing-columns.h"
#include "tally-billing-error.h"
#include "tally-billing-line.h"
#include "tally-smartsheet-error.h"
#include "tally-smartsheet-sheet.h"

#define STRINGS_BLOCK_BYTES (64 * 1024)

/* What takes the rows of one reading. */
typedef struct {
  TallyJobsFetch         *fetch;  /* (borrowed) */
  TallyBillingLineParser *parser; /* (owned) */
} Reader;

TallyJobsFetch *
tally_jobs_fetch_new (gint64          sheet_id,
                      gint64          known_version,
                      TallyColumnMap *known_map)
{
  TallyJobsFetch *self = g_new0 (TallyJobsFetch, 1);

  self->sheet_id = sheet_id;
  self->known_version = known_map != NULL ? known_version : -1;
  self->known_map = known_map;
  return self;
}

static void
forget_lines (TallyJobsFetch *self)
{
  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_pointer (&self->strings, g_string_chunk_free);
  self->n_empty = 0;
}

void
tally_jobs_fetch_free (TallyJobsFetch *self)
{
  if (self == NULL)
    return;
  forget_lines (self);
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
  TallyJobsFetch *fetch = ((Reader *) data)->fetch;

  forget_lines (fetch);
  tally_billing_sample_clear (fetch->sample);
  fetch->lines = g_array_new (FALSE, FALSE, sizeof (TallyLine));
  fetch->strings = g_string_chunk_new (STRINGS_BLOCK_BYTES);
  return TRUE;
}

static gboolean
row_cb (const TallyRow  *row,
        gpointer         data,
        GError         **error)
{
  Reader *reader = data;
  TallyLine line;

  tally_billing_sample_add (reader->fetch->sample, row);
  if (!tally_billing_parse_row (reader->parser, row, &line))
    {
      reader->fetch->n_empty++;
      return TRUE;
    }
  tally_line_copy_texts (&line, reader->fetch->strings);
  g_array_append_val (reader->fetch->lines, line);
  return TRUE;
}

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

/* Reads all rows by a map; an unchanged sheet comes back without columns. */
static TallySheet *
read_rows (TallyJobsFetch        *self,
           TallySmartsheetClient *client,
           const TallyColumnMap  *map,
           gint64                 version_after,
           GError               **error)
{
  static const TallySmartsheetSink sink = { .begin = begin_cb, .row = row_cb };
  TallyField fields[TALLY_N_FIELDS];
  gint64 ids[TALLY_N_FIELDS + TALLY_BILLING_MAX_RIVALS];
  guint n = tally_column_map_list_ids (map, fields, ids);
  guint n_all = add_rivals (self, ids, n);
  const TallySmartsheetQuery query = {
    .sheet_id = self->sheet_id,
    .column_ids = ids,
    .n_columns = n_all,
    .version_after = version_after,
    .page_rows = self->page_rows,
  };
  Reader reader = { self, tally_billing_line_parser_new (self->sheet_id, fields, n) };
  TallySheet *sheet;

  tally_billing_sample_free (self->sample);
  self->sample = tally_billing_sample_new (ids, n_all);
  sheet = tally_smartsheet_sheet_fetch_rows (client, &query, &sink, &reader, self->cancellable, error);
  tally_billing_line_parser_free (reader.parser);
  return sheet;
}

/* Whether the columns are still those that the lines were read by; makes the map in any case. */
static gboolean
map_columns (TallyJobsFetch         *self,
             TallySmartsheetClient  *client,
             gboolean               *out_same,
             GError                **error)
{
  g_autoptr (TallySheet) columns = tally_smartsheet_sheet_fetch_columns (client, self->sheet_id,
                                                                         self->cancellable, error);

  if (columns == NULL)
    return FALSE;
  self->n_columns = columns->columns->len;
  self->map = tally_billing_map_columns (columns, self->known_map, error);
  if (self->map == NULL)
    return FALSE;
  self->rivals = tally_billing_list_rivals (columns, self->map);
  *out_same = self->known_map != NULL && tally_column_map_equal (self->map, self->known_map);
  return TRUE;
}

static gboolean
has_rival_by_title (TallyJobsFetch *self)
{
  for (guint i = 0; i < self->rivals->len; i++)
    if (((const TallyBillingRival *) self->rivals->pdata[i])->percent > 0)
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
      self->sheet = read_rows (self, client, self->map, 0, error);
      if (self->sheet == NULL)
        return FALSE;
      has_moved = i == 0 && weigh_content (self);
      g_clear_pointer (&self->rivals, g_ptr_array_unref);
    }
  return TRUE;
}

static gboolean
fetch (TallyJobsFetch         *self,
       TallySmartsheetClient  *client,
       GError                **error)
{
  gboolean same = FALSE;

  if (self->known_map != NULL && self->known_version >= 0)
    {
      self->sheet = read_rows (self, client, self->known_map, self->known_version, error);
      if (self->sheet == NULL)
        return FALSE;
      if (self->sheet->version == self->known_version && self->lines == NULL)
        {
          self->state = TALLY_JOBS_FETCH_UNCHANGED;
          return TRUE;
        }
    }
  if (!map_columns (self, client, &same, error))
    return FALSE;
  self->state = TALLY_JOBS_FETCH_READ;
  if (!same || self->sheet == NULL || has_rival_by_title (self))
    return read_by_map (self, client, error);
  weigh_content (self);
  return TRUE;
}

/* A column that the known map names may be gone: then the columns decide, not the error. */
static gboolean
is_about_columns (const GError *error)
{
  return g_error_matches (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_MOVED)
         || g_error_matches (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_REJECTED);
}

void
tally_jobs_fetch_run (TallyJobsFetch        *self,
                      TallySmartsheetClient *client)
{
  g_return_if_fail (self != NULL && client != NULL);
  if (fetch (self, client, &self->error))
    return;
  if (self->known_map != NULL && is_about_columns (self->error))
    {
      self->known_version = -1;
      g_clear_pointer (&self->map, tally_column_map_free);
      g_clear_pointer (&self->rivals, g_ptr_array_unref);
      g_clear_error (&self->error);
      if (fetch (self, client, &self->error))
        return;
    }
  forget_lines (self);
  self->state = g_error_matches (self->error, TALLY_BILLING_ERROR, TALLY_BILLING_ERROR_NOT_A_SOURCE)
                  ? TALLY_JOBS_FETCH_NO_SOURCE
                  : TALLY_JOBS_FETCH_FAILED;
}
