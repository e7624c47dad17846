/* tally-smartsheet-browse.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-browse.h"

#include "tally-smartsheet-error.h"
#include "tally-smartsheet-json.h"
#include "tally-smartsheet-list-private.h"

/* Keys of pages that follow each other; more than these is a circle. */
#define MAX_PAGES 200
#define PAGE_SIZE 1000

static void
place_free (gpointer data)
{
  TallySmartsheetPlace *place = data;

  g_free (place->name);
  g_free (place->access);
  g_free (place);
}

static gboolean
check_number (GPtrArray  *places,
              GError    **error)
{
  if (places->len < TALLY_SMARTSHEET_MAX_BROWSED)
    return TRUE;
  g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_LIMIT,
               "there are more than %d places to choose from; give their ids in the configuration",
               TALLY_SMARTSHEET_MAX_BROWSED);
  return FALSE;
}

static gboolean
add_place (GPtrArray                 *places,
           TallySmartsheetPlaceKind   kind,
           JsonObject                *item,
           GError                   **error)
{
  gint64 id = tally_smartsheet_json_get_int (item, "id", 0);
  const char *name = tally_smartsheet_json_get_text (item, "name");
  const char *access = tally_smartsheet_json_get_text (item, "accessLevel");
  TallySmartsheetPlace *place;

  if (id <= 0)
    {
      g_set_error_literal (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_MALFORMED,
                           "a place in the list has no id");
      return FALSE;
    }
  if (!check_number (places, error))
    return FALSE;
  place = g_new0 (TallySmartsheetPlace, 1);
  *place = (TallySmartsheetPlace) { kind, id, g_strdup (name != NULL ? name : ""), g_strdup (access != NULL ? access : "") };
  g_ptr_array_add (places, place);
  return TRUE;
}

/* What neither holds rows nor leads to them is passed over. */
static gboolean
take_item (GPtrArray   *places,
           JsonObject  *item,
           gboolean     is_workspace,
           GError     **error)
{
  const char *type = tally_smartsheet_json_get_text (item, "resourceType");

  if (is_workspace)
    return add_place (places, TALLY_SMARTSHEET_PLACE_WORKSPACE, item, error);
  if (g_strcmp0 (type, "folder") == 0)
    return add_place (places, TALLY_SMARTSHEET_PLACE_FOLDER, item, error);
  if (g_strcmp0 (type, "sheet") == 0)
    return add_place (places, TALLY_SMARTSHEET_PLACE_SHEET, item, error);
  return TRUE;
}

static gboolean
take_page (GPtrArray   *places,
           JsonObject  *answer,
           gboolean     is_workspace,
           GError     **error)
{
  JsonArray *items = tally_smartsheet_json_get_array (answer, "data");

  if (items == NULL)
    {
      g_set_error_literal (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_MALFORMED, "there is no data in the list");
      return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (items); i++)
    if (!take_item (places, tally_smartsheet_json_get_element (items, i), is_workspace, error))
      return FALSE;
  return TRUE;
}

/* Pages that are told by a key, not by a number. */
static GPtrArray *
read_by_key (TallySmartsheetClient  *client,
             const char             *path,
             gint64                  subject,
             GCancellable           *cancellable,
             GError                **error)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (place_free);
  g_autofree char *key = g_strdup ("");

  for (guint page = 0; page < MAX_PAGES; page++)
    {
      g_autofree char *whole = g_strconcat (path, *key != '\0' ? "&lastKey=" : "", key, NULL);
      TallySmartsheetRequest request = { .operation = "browse", .subject = subject, .path = whole };
      g_autoptr (JsonNode) root = tally_smartsheet_client_call (client, &request, cancellable, error);
      const char *next;

      if (root == NULL || !take_page (places, json_node_get_object (root), subject == 0, error))
        return NULL;
      next = tally_smartsheet_json_get_text (json_node_get_object (root), "lastKey");
      if (next == NULL || *next == '\0')
        return g_steal_pointer (&places);
      g_free (key);
      key = g_uri_escape_string (next, NULL, FALSE);
    }
  g_set_error_literal (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_LIMIT, "the list has too many pages");
  return NULL;
}

GPtrArray *
tally_smartsheet_browse_workspaces (TallySmartsheetClient  *client,
                                    GCancellable           *cancellable,
                                    GError                **error)
{
  g_autofree char *path = g_strdup_printf ("/workspaces?paginationType=token&maxItems=%d", PAGE_SIZE);

  g_return_val_if_fail (client != NULL, NULL);
  return read_by_key (client, path, 0, cancellable, error);
}

GPtrArray *
tally_smartsheet_browse_children (TallySmartsheetClient     *client,
                                  TallySmartsheetPlaceKind   kind,
                                  gint64                     id,
                                  GCancellable              *cancellable,
                                  GError                   **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (client != NULL && id > 0 && kind != TALLY_SMARTSHEET_PLACE_SHEET, NULL);
  path = g_strdup_printf ("/%s/%" G_GINT64_FORMAT "/children?childrenResourceTypes=sheets,folders&maxItems=%d",
                          kind == TALLY_SMARTSHEET_PLACE_WORKSPACE ? "workspaces" : "folders", id, PAGE_SIZE);
  return read_by_key (client, path, id, cancellable, error);
}

static gboolean
take_sheet_cb (JsonObject  *item,
               gpointer     places,
               GError     **error)
{
  return add_place (places, TALLY_SMARTSHEET_PLACE_SHEET, item, error);
}

GPtrArray *
tally_smartsheet_browse_sheets (TallySmartsheetClient  *client,
                                GCancellable           *cancellable,
                                GError                **error)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (place_free);
  const TallySmartsheetList list = {
    .operation = "browse-sheets", .path = "/sheets", .page_size = PAGE_SIZE, .id_name = "id", .func = take_sheet_cb,
    .data = places,
  };

  g_return_val_if_fail (client != NULL, NULL);
  if (!tally_smartsheet_client_list (client, &list, cancellable, error))
    return NULL;
  return g_steal_pointer (&places);
}
