/* tally-smartsheet-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-list-private.h"

#include "tally-smartsheet-error.h"
#include "tally-smartsheet-idset.h"
#include "tally-smartsheet-json.h"

typedef struct {
  const TallySmartsheetList *list; /* (borrowed) */
  TallySmartsheetIdset      *seen; /* (owned) */
  guint                      page;
  guint                      page_size; /* 0 = includeAll */
  gint64                     n_taken;
  gint64                     n_total;   /* -1 when not told */
  gint64                     n_pages;   /* -1 when not told */
  guint                      n_on_page;
  guint                      n_new;     /* of this page */
} Walk;

static gboolean
refuse (Walk        *walk,
        const char  *what,
        gint64       number,
        GError     **error)
{
  g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_MALFORMED,
               "%s %" G_GINT64_FORMAT ": the list is wrong: %s %" G_GINT64_FORMAT,
               walk->list->operation, walk->list->subject, what, number);
  return FALSE;
}

static gboolean
take_item (Walk        *walk,
           JsonObject  *item,
           GError     **error)
{
  gint64 id;

  if (item == NULL)
    return refuse (walk, "an element is no object on page", walk->page, error);
  if (walk->list->id_name != NULL)
    {
      id = tally_smartsheet_json_get_int (item, walk->list->id_name, 0);
      if (id <= 0)
        return refuse (walk, "an element has no id on page", walk->page, error);
      if (!tally_smartsheet_idset_add (walk->seen, id))
        return TRUE;
    }
  walk->n_new++;
  walk->n_taken++;
  return walk->list->func (item, walk->list->data, error);
}

static gboolean
take_page (Walk        *walk,
           JsonObject  *answer,
           GError     **error)
{
  JsonArray *items = tally_smartsheet_json_get_array (answer, "data");

  if (items == NULL)
    return refuse (walk, "there is no data on page", walk->page, error);
  walk->n_total = tally_smartsheet_json_get_int (answer, "totalCount", -1);
  walk->n_pages = tally_smartsheet_json_get_int (answer, "totalPages", -1);
  walk->n_on_page = json_array_get_length (items);
  walk->n_new = 0;
  for (guint i = 0; i < walk->n_on_page; i++)
    if (!take_item (walk, tally_smartsheet_json_get_element (items, i), error))
      return FALSE;
  return TRUE;
}

static char *
make_path (Walk *walk)
{
  const char *path = walk->list->path;
  const char *glue = strchr (path, '?') != NULL ? "&" : "?";

  if (walk->page_size == 0)
    return g_strdup_printf ("%s%sincludeAll=true", path, glue);
  return g_strdup_printf ("%s%spage=%u&pageSize=%u", path, glue, walk->page, walk->page_size);
}

/* By the total where it is told, else by the number of pages, else by a short page; and never
 * beyond a page that brings nothing new: some lists repeat their last page. */
static gboolean
is_last (Walk *walk)
{
  if (walk->n_new == 0)
    return TRUE;
  if (walk->n_total >= 0)
    return walk->n_taken >= walk->n_total;
  if (walk->n_pages >= 0)
    return walk->page >= walk->n_pages;
  return walk->list->page_size == 0 || walk->n_on_page < walk->page_size;
}

static gboolean
walk_pages (TallySmartsheetClient  *client,
            Walk                   *walk,
            GCancellable           *cancellable,
            GError                **error)
{
  do
    {
      g_autofree char *path = NULL;
      g_autoptr (JsonNode) root = NULL;
      TallySmartsheetRequest request = {
        .operation = walk->list->operation,
        .subject = walk->list->subject,
        .n_units = walk->list->n_units,
      };

      if (++walk->page > TALLY_SMARTSHEET_MAX_LIST_PAGES)
        return refuse (walk, "it has too many pages:", walk->page, error);
      path = make_path (walk);
      request.path = path;
      root = tally_smartsheet_client_call (client, &request, cancellable, error);
      if (root == NULL || !take_page (walk, json_node_get_object (root), error))
        return FALSE;
      /* A service that ignores includeAll gave its first page; the others follow by number. */
      if (walk->page_size == 0)
        walk->page_size = walk->n_on_page;
    }
  while (!is_last (walk));
  if (walk->n_total >= 0 && walk->n_taken < walk->n_total)
    return refuse (walk, "elements are missing; it should have", walk->n_total, error);
  return TRUE;
}

gboolean
tally_smartsheet_client_list (TallySmartsheetClient      *self,
                              const TallySmartsheetList  *list,
                              GCancellable               *cancellable,
                              GError                    **error)
{
  Walk walk = { .list = list };
  gboolean done;

  g_return_val_if_fail (self != NULL && list != NULL && list->func != NULL, FALSE);
  walk.page_size = list->page_size;
  walk.seen = tally_smartsheet_idset_new ();
  done = walk_pages (self, &walk, cancellable, error);
  tally_smartsheet_idset_free (walk.seen);
  return done;
}
