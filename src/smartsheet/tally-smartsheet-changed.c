/* tally-smartsheet-changed.c
 *
 * The rows that were written since a time. No page is asked for: whether pages count all rows or
 * only those that pass the filter is not documented, without them all that pass come.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-sheet.h"

#include "tally-clock.h"
#include "tally-smartsheet-call-private.h"
#include "tally-smartsheet-error.h"
#include "tally-smartsheet-idset.h"
#include "tally-smartsheet-page.h"

/* How often an answer that is too heavy is asked for: once more, it may pass. */
#define HEAVY_TRIES 2

/* One fetch; @page and @seen are of the try now under way. */
typedef struct {
  const TallySmartsheetQuery *query; /* (borrowed) */
  const TallySmartsheetSink  *sink;  /* (borrowed) */
  gpointer                    data;  /* (borrowed) */
  TallySmartsheetPage        *page;  /* (owned) (nullable) */
  TallySmartsheetIdset       *seen;  /* (owned) */
} Changes;

static gboolean
refuse (Changes     *changes,
        const char  *what,
        gint64       number,
        GError     **error)
{
  g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_MALFORMED,
               "the changes of sheet %" G_GINT64_FORMAT " are wrong: %s %" G_GINT64_FORMAT,
               changes->query->sheet_id, what, number);
  return FALSE;
}

static gboolean
take_row (const TallyRow  *row,
          gpointer         data,
          GError         **error)
{
  Changes *changes = data;

  if (!tally_smartsheet_idset_add (changes->seen, row->row_id))
    return refuse (changes, "twice came row", row->row_id, error);
  return changes->sink->row (row, changes->data, error);
}

static gboolean
start_answer (gpointer   data,
              GError   **error)
{
  Changes *changes = data;

  g_clear_pointer (&changes->page, tally_smartsheet_page_free);
  tally_smartsheet_idset_clear (changes->seen);
  changes->page = tally_smartsheet_page_new (changes->query->column_ids, changes->query->n_columns,
                                             take_row, changes);
  return changes->sink->begin == NULL || changes->sink->begin (changes->data, error);
}

static gboolean
read_answer (gpointer     data,
             const char  *bytes,
             gsize        length,
             GError     **error)
{
  Changes *changes = data;

  return tally_smartsheet_page_feed (changes->page, bytes, length, error);
}

static gboolean
end_answer (gpointer   data,
            GError   **error)
{
  Changes *changes = data;
  const TallySheet *head;

  if (!tally_smartsheet_page_finish (changes->page, error))
    return FALSE;
  if (tally_smartsheet_page_is_unchanged (changes->page))
    return TRUE;
  head = tally_smartsheet_page_get_sheet (changes->page);
  if (head->sheet_id != changes->query->sheet_id)
    return refuse (changes, "they are about sheet", head->sheet_id, error);
  if (tally_smartsheet_page_get_n_rows (changes->page) > head->n_rows)
    return refuse (changes, "there are more than rows:", head->n_rows, error);
  return TRUE;
}

static const TallySmartsheetReader reader = { start_answer, read_answer, end_answer };

/* To the second, downwards: the service compares rows with no more. */
static char *
make_path (const TallySmartsheetQuery *query)
{
  g_autofree char *since = tally_clock_format_utc (query->modified_since_utc_usec);

  return g_strdup_printf ("/sheets/%" G_GINT64_FORMAT "?level=2&exclude=nonexistentCells"
                          "&ifVersionAfter=%" G_GINT64_FORMAT "&rowsModifiedSince=%s",
                          query->sheet_id, query->version_after, since);
}

static int
compare_index (gconstpointer a,
               gconstpointer b)
{
  const TallyColumn *first = *(const TallyColumn *const *) a;
  const TallyColumn *second = *(const TallyColumn *const *) b;

  return (first->index > second->index) - (first->index < second->index);
}

static gboolean
fetch (TallySmartsheetClient  *client,
       Changes                *changes,
       GCancellable           *cancellable,
       GError                **error)
{
  g_autofree char *path = make_path (changes->query);
  g_autoptr (GError) local = NULL;
  TallySmartsheetRequest request = {
    .operation = "get-sheet",
    .subject = changes->query->sheet_id,
    .path = path,
    .reader = &reader,
    .reader_data = changes,
    .max_heavy_tries = HEAVY_TRIES,
  };

  if (tally_smartsheet_client_stream (client, &request, cancellable, &local))
    return TRUE;
  if (request.out_is_heavy)
    g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_LIMIT,
                 "the changes of sheet %" G_GINT64_FORMAT " are too many for one answer: %s",
                 changes->query->sheet_id, local->message);
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

TallySheet *
tally_smartsheet_sheet_fetch_changed (TallySmartsheetClient       *client,
                                      const TallySmartsheetQuery  *query,
                                      const TallySmartsheetSink   *sink,
                                      gpointer                     data,
                                      GCancellable                *cancellable,
                                      GError                     **error)
{
  Changes changes = { .query = query, .sink = sink, .data = data };
  TallySheet *head = NULL;

  g_return_val_if_fail (client != NULL && query != NULL && sink != NULL && sink->row != NULL, NULL);
  g_return_val_if_fail (query->n_columns > 0 && query->sheet_id > 0 && query->version_after > 0, NULL);
  changes.seen = tally_smartsheet_idset_new ();
  if (fetch (client, &changes, cancellable, error))
    {
      head = tally_smartsheet_page_take_sheet (changes.page);
      head->sheet_id = query->sheet_id;
      g_ptr_array_sort (head->columns, compare_index);
    }
  tally_smartsheet_page_free (changes.page);
  tally_smartsheet_idset_free (changes.seen);
  return head;
}
