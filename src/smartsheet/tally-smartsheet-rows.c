/* tally-smartsheet-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-sheet.h"

#include "tally-smartsheet-call-private.h"
#include "tally-smartsheet-error.h"
#include "tally-smartsheet-idset.h"
#include "tally-smartsheet-page.h"
#include "tally-text.h"

/* A sheet of 500,000 cells is some 60 MB of JSON; ten times that is not one of ours. */
#define MAX_PAGE_BYTES (640 * 1024 * 1024)

/* How often a page that is too heavy is asked for before it is halved: once more, it may pass. */
#define HEAVY_TRIES 2

/* One fetch; what follows @version is of the read now under way. */
typedef struct {
  const TallySmartsheetQuery *query;      /* (borrowed) */
  const TallySmartsheetSink  *sink;       /* (borrowed) */
  gpointer                    data;       /* (borrowed) */
  char                       *column_ids; /* (owned) */
  guint                       page_rows;
  TallySmartsheetIdset       *seen;       /* (owned) rows handed out */
  TallySmartsheetPage        *page;       /* (owned) (nullable) the try now under way */
  TallySheet                 *head;       /* (owned) (nullable) of the last page */
  gint64                      version;    /* of the first page, -1 before it */
  gint64                      n_total;    /* rows of the sheet, as the first page tells */
  gint64                      n_before;   /* rows on the pages before this one */
  gint64                      n_given;    /* rows of this page handed out by earlier tries */
  gint64                      n_in_page;  /* rows of this page seen by this try */
  gboolean                    has_begun;
  gboolean                    has_moved;
  gboolean                    is_unchanged;
  gboolean                    may_read_again;
  const char                 *strategy;   /* (nullable) what is done differently, and why */
} Fetch;

static gboolean
say_moved (Fetch   *fetch,
           GError **error)
{
  fetch->has_moved = TRUE;
  g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_MOVED,
               "sheet %" G_GINT64_FORMAT " changed while it was read", fetch->query->sheet_id);
  return FALSE;
}

static gboolean
begin_once (Fetch   *fetch,
            GError **error)
{
  if (fetch->has_begun)
    return TRUE;
  fetch->has_begun = TRUE;
  return fetch->sink->begin == NULL || fetch->sink->begin (fetch->data, error);
}

static gboolean
take_row (const TallyRow  *row,
          gpointer         data,
          GError         **error)
{
  Fetch *fetch = data;
  gint64 version = tally_smartsheet_page_get_sheet (fetch->page)->version;
  gint64 index = fetch->n_in_page++;

  if (fetch->version >= 0 && version >= 0 && version != fetch->version)
    return say_moved (fetch, error);
  if (index < fetch->n_given)
    return tally_smartsheet_idset_has (fetch->seen, row->row_id) || say_moved (fetch, error);
  if (!tally_smartsheet_idset_add (fetch->seen, row->row_id))
    {
      g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_MALFORMED,
                   "row %" G_GINT64_FORMAT " of sheet %" G_GINT64_FORMAT " came twice: a page was repeated",
                   row->row_id, fetch->query->sheet_id);
      return FALSE;
    }
  fetch->n_given++;
  return begin_once (fetch, error) && fetch->sink->row (row, fetch->data, error);
}

static gboolean
start_page (gpointer   data,
            GError   **error)
{
  Fetch *fetch = data;

  g_clear_pointer (&fetch->page, tally_smartsheet_page_free);
  fetch->page = tally_smartsheet_page_new (fetch->query->column_ids, fetch->query->n_columns,
                                           take_row, fetch);
  fetch->n_in_page = 0;
  return TRUE;
}

static gboolean
read_page (gpointer     data,
           const char  *bytes,
           gsize        length,
           GError     **error)
{
  Fetch *fetch = data;

  return tally_smartsheet_page_feed (fetch->page, bytes, length, error);
}

static gboolean
refuse_page (Fetch       *fetch,
             const char  *what,
             gint64       number,
             GError     **error)
{
  g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_MALFORMED,
               "the answer for sheet %" G_GINT64_FORMAT " is wrong: %s %" G_GINT64_FORMAT,
               fetch->query->sheet_id, what, number);
  return FALSE;
}

/* A whole page: does it belong to the ones before, and do the rows add up? */
static gboolean
check_page (Fetch             *fetch,
            const TallySheet  *head,
            GError           **error)
{
  gint64 n_so_far = fetch->n_before + fetch->n_in_page;

  if (head->sheet_id != fetch->query->sheet_id)
    return refuse_page (fetch, "it is about sheet", head->sheet_id, error);
  if (fetch->version >= 0 && (head->version != fetch->version || head->n_rows != fetch->n_total))
    return say_moved (fetch, error);
  if (fetch->n_in_page < fetch->n_given && n_so_far >= head->n_rows)
    return say_moved (fetch, error);
  if (n_so_far > head->n_rows)
    return refuse_page (fetch, "it has more rows than it says:", n_so_far, error);
  if (fetch->n_in_page == 0 && n_so_far < head->n_rows)
    return refuse_page (fetch, "rows are missing behind row", n_so_far, error);
  return TRUE;
}

static gboolean
end_page (gpointer   data,
          GError   **error)
{
  Fetch *fetch = data;
  const TallySheet *head;

  if (!tally_smartsheet_page_finish (fetch->page, error))
    return FALSE;
  head = tally_smartsheet_page_get_sheet (fetch->page);
  fetch->is_unchanged = tally_smartsheet_page_is_unchanged (fetch->page);
  if (fetch->is_unchanged)
    return (fetch->query->version_after != 0 && !fetch->has_begun)
           || refuse_page (fetch, "it has no rows; version", head->version, error);
  return check_page (fetch, head, error);
}

static const TallySmartsheetReader page_reader = { start_page, read_page, end_page };

static char *
join_ids (const gint64 *ids,
          guint         n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", ids[i]);
  return tally_text_steal (text);
}

static char *
make_path (Fetch *fetch)
{
  const TallySmartsheetQuery *query = fetch->query;
  GString *path = g_string_new (NULL);
  gboolean both = query->want_writer && query->want_objects;

  g_string_append_printf (path, "/sheets/%" G_GINT64_FORMAT "?level=2&exclude=nonexistentCells"
                          "&columnIds=%s&pageSize=%u&page=%" G_GINT64_FORMAT, query->sheet_id,
                          fetch->column_ids, fetch->page_rows,
                          fetch->n_before / fetch->page_rows + 1);
  if (query->want_writer || query->want_objects)
    g_string_append_printf (path, "&include=%s%s%s", query->want_objects ? "objectValue" : "",
                            both ? "," : "", query->want_writer ? "writerInfo" : "");
  if (query->version_after != 0 && fetch->version < 0)
    g_string_append_printf (path, "&ifVersionAfter=%" G_GINT64_FORMAT, query->version_after);
  return tally_text_steal (path);
}

/* The page was whole: it is counted, and the next one may begin with rows handed out already. */
static void
accept_page (Fetch *fetch)
{
  tally_sheet_free (fetch->head);
  fetch->head = tally_smartsheet_page_take_sheet (fetch->page);
  fetch->version = fetch->head->version;
  fetch->n_total = fetch->head->n_rows;
  fetch->n_before += fetch->n_in_page;
  fetch->n_given -= MIN (fetch->n_given, fetch->n_in_page);
}

/* Pages of half the size; where that does not divide what was read, some of it is read again and
 * passed over. */
static void
halve_pages (Fetch *fetch)
{
  gint64 rest;

  fetch->strategy = TALLY_SMARTSHEET_STRATEGY_SMALLER_PAGE;
  fetch->page_rows /= 2;
  rest = fetch->n_before % fetch->page_rows;
  fetch->n_before -= rest;
  fetch->n_given += rest;
}

static void
start_over (Fetch *fetch)
{
  tally_smartsheet_idset_clear (fetch->seen);
  fetch->version = -1;
  fetch->n_total = -1;
  fetch->n_before = 0;
  fetch->n_given = 0;
  fetch->has_begun = FALSE;
  fetch->has_moved = FALSE;
}

static gboolean
is_complete (Fetch *fetch)
{
  return fetch->is_unchanged || (fetch->version >= 0 && fetch->n_before >= fetch->n_total);
}

/* One page, or a reason to ask for a smaller one. */
static gboolean
fetch_page (TallySmartsheetClient  *client,
            Fetch                  *fetch,
            GCancellable           *cancellable,
            GError                **error)
{
  g_autofree char *path = make_path (fetch);
  gboolean may_halve = fetch->page_rows >= 2 * TALLY_SMARTSHEET_LEAST_PAGE_ROWS;
  g_autoptr (GError) local = NULL;
  TallySmartsheetRequest request = {
    .operation = "get-sheet",
    .subject = fetch->query->sheet_id,
    .path = path,
    .reader = &page_reader,
    .reader_data = fetch,
    .max_heavy_tries = may_halve ? HEAVY_TRIES : 0,
    .max_bytes = MAX_PAGE_BYTES,
    .strategy = fetch->strategy,
    .may_read_again = fetch->may_read_again,
  };

  if (tally_smartsheet_client_stream (client, &request, cancellable, &local))
    {
      if (!fetch->is_unchanged)
        accept_page (fetch);
      return TRUE;
    }
  if (may_halve && request.out_is_heavy)
    {
      halve_pages (fetch);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
read_once (TallySmartsheetClient  *client,
           Fetch                  *fetch,
           GCancellable           *cancellable,
           GError                **error)
{
  start_over (fetch);
  while (!is_complete (fetch))
    {
      if (!fetch_page (client, fetch, cancellable, error))
        return FALSE;
      if (fetch->n_before > TALLY_SMARTSHEET_MAX_ROWS)
        {
          g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_LIMIT,
                       "sheet %" G_GINT64_FORMAT " has more than %d rows", fetch->query->sheet_id,
                       TALLY_SMARTSHEET_MAX_ROWS);
          return FALSE;
        }
    }
  if (fetch->is_unchanged)
    return TRUE;
  return begin_once (fetch, error)
         && (fetch->sink->end == NULL || fetch->sink->end (fetch->head, fetch->data, error));
}

static gboolean
read_until_still (TallySmartsheetClient  *client,
                  Fetch                  *fetch,
                  GCancellable           *cancellable,
                  GError                **error)
{
  for (guint i = 1; i < TALLY_SMARTSHEET_MAX_READS; i++)
    {
      g_autoptr (GError) local = NULL;

      fetch->may_read_again = TRUE;
      if (read_once (client, fetch, cancellable, &local))
        return TRUE;
      if (!fetch->has_moved)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      fetch->strategy = TALLY_SMARTSHEET_STRATEGY_READ_AGAIN;
    }
  fetch->may_read_again = FALSE;
  return read_once (client, fetch, cancellable, error);
}

TallySheet *
tally_smartsheet_sheet_fetch_rows (TallySmartsheetClient       *client,
                                   const TallySmartsheetQuery  *query,
                                   const TallySmartsheetSink   *sink,
                                   gpointer                     data,
                                   GCancellable                *cancellable,
                                   GError                     **error)
{
  Fetch fetch = { .query = query, .sink = sink, .data = data };
  TallySheet *head = NULL;

  g_return_val_if_fail (client != NULL && query != NULL && sink != NULL && sink->row != NULL, NULL);
  g_return_val_if_fail (query->n_columns > 0 && query->sheet_id > 0, NULL);
  fetch.page_rows = query->page_rows != 0 ? query->page_rows : TALLY_SMARTSHEET_PAGE_ROWS;
  fetch.column_ids = join_ids (query->column_ids, query->n_columns);
  fetch.seen = tally_smartsheet_idset_new ();
  if (read_until_still (client, &fetch, cancellable, error))
    head = fetch.is_unchanged ? tally_smartsheet_page_take_sheet (fetch.page)
                              : g_steal_pointer (&fetch.head);
  if (head != NULL)
    head->sheet_id = query->sheet_id;
  tally_smartsheet_page_free (fetch.page);
  tally_sheet_free (fetch.head);
  tally_smartsheet_idset_free (fetch.seen);
  g_free (fetch.column_ids);
  return head;
}
