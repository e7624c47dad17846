/* tally-smartsheet-tree.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-tree.h"

#include "tally-smartsheet-call-private.h"
#include "tally-smartsheet-error.h"
#include "tally-smartsheet-idset.h"
#include "tally-smartsheet-json.h"

typedef struct {
  gint64   id;
  guint    depth;
  gboolean is_workspace;
} Place;

typedef struct {
  TallySmartsheetClient *client;      /* (borrowed) */
  GCancellable          *cancellable; /* (borrowed) (nullable) */
  GPtrArray             *found;       /* (owned) */
  GArray                *places;      /* (owned) Place; those behind @n_done are to be read */
  guint                  n_done;
  TallySmartsheetIdset  *sheets;      /* (owned) */
  TallySmartsheetIdset  *folders;     /* (owned) */
} Walk;

static void
free_found (gpointer data)
{
  TallySmartsheetFound *found = data;

  g_free (found->name);
  g_free (found);
}

static gboolean
refuse (TallySmartsheetError   code,
        const char            *what,
        gint64                 id,
        GError               **error)
{
  g_set_error (error, TALLY_SMARTSHEET_ERROR, code, "%s %" G_GINT64_FORMAT, what, id);
  return FALSE;
}

static gboolean
add_folder (Walk         *walk,
            gint64        id,
            const Place  *parent,
            GError      **error)
{
  Place place = { .id = id, .depth = parent->depth + 1 };

  if (!tally_smartsheet_idset_add (walk->folders, id))
    return TRUE;
  if (place.depth > TALLY_SMARTSHEET_MAX_TREE_DEPTH)
    return refuse (TALLY_SMARTSHEET_ERROR_LIMIT, "folders are nested too deep, at folder", id, error);
  if (walk->places->len >= TALLY_SMARTSHEET_MAX_FOLDERS)
    return refuse (TALLY_SMARTSHEET_ERROR_LIMIT, "the tree has too many folders, at folder", id, error);
  g_array_append_val (walk->places, place);
  return TRUE;
}

static void
add_sheet (Walk       *walk,
           gint64      id,
           JsonObject *item)
{
  TallySmartsheetFound *found;

  if (!tally_smartsheet_idset_add (walk->sheets, id))
    return;
  found = g_new0 (TallySmartsheetFound, 1);
  found->sheet_id = id;
  found->name = g_strdup (tally_smartsheet_json_get_text (item, "name"));
  if (found->name == NULL)
    found->name = g_strdup ("");
  g_ptr_array_add (walk->found, found);
}

/* An item is told to be a sheet or a folder by @type; others are passed over. */
static gboolean
take_item (Walk         *walk,
           const Place  *place,
           JsonObject   *item,
           const char   *type,
           GError      **error)
{
  gint64 id = tally_smartsheet_json_get_int (item, "id", 0);

  if (id <= 0)
    return refuse (TALLY_SMARTSHEET_ERROR_MALFORMED, "an item without an id in folder or workspace",
                   place->id, error);
  if (g_strcmp0 (type, "sheet") == 0)
    add_sheet (walk, id, item);
  else if (g_strcmp0 (type, "folder") == 0)
    return add_folder (walk, id, place, error);
  return TRUE;
}

static JsonNode *
call (Walk        *walk,
      const char  *path,
      gint64       id,
      guint       *out_status,
      GError     **error)
{
  TallySmartsheetRequest request = { .operation = "list-tree", .subject = id, .path = path };
  JsonNode *root = tally_smartsheet_client_call (walk->client, &request, walk->cancellable, error);

  *out_status = request.out_status;
  return root;
}

static gboolean
take_children (Walk         *walk,
               const Place  *place,
               JsonObject   *answer,
               GError      **error)
{
  JsonArray *items = tally_smartsheet_json_get_array (answer, "data");

  if (items == NULL)
    return refuse (TALLY_SMARTSHEET_ERROR_MALFORMED, "there is no data about folder or workspace",
                   place->id, error);
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *item = tally_smartsheet_json_get_element (items, i);

      if (!take_item (walk, place, item, tally_smartsheet_json_get_text (item, "resourceType"), error))
        return FALSE;
    }
  return TRUE;
}

static char *
make_children_path (const Place *place,
                    const char  *last_key)
{
  g_autofree char *key = last_key != NULL ? g_uri_escape_string (last_key, NULL, FALSE) : NULL;

  return g_strdup_printf ("/%s/%" G_GINT64_FORMAT "/children?childrenResourceTypes=sheets,folders"
                          "&maxItems=1000%s%s", place->is_workspace ? "workspaces" : "folders",
                          place->id, key != NULL ? "&lastKey=" : "", key != NULL ? key : "");
}

/* Pages until there is no key for a next one. A key that comes again would lead round in a circle,
 * and what stands behind it would be lost: that is an error. */
static gboolean
read_children (Walk         *walk,
               const Place  *place,
               guint        *out_status,
               GError      **error)
{
  g_autofree char *last_key = NULL;
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint page = 0; page < TALLY_SMARTSHEET_MAX_TREE_PAGES; page++)
    {
      g_autofree char *path = make_children_path (place, last_key);
      g_autoptr (JsonNode) root = call (walk, path, place->id, out_status, error);

      if (root == NULL || !take_children (walk, place, json_node_get_object (root), error))
        return FALSE;
      g_free (last_key);
      last_key = g_strdup (tally_smartsheet_json_get_text (json_node_get_object (root), "lastKey"));
      if (last_key == NULL || *last_key == '\0')
        return TRUE;
      if (!g_hash_table_add (keys, g_strdup (last_key)))
        return refuse (TALLY_SMARTSHEET_ERROR_MALFORMED,
                       "the list goes round in a circle, of folder or workspace", place->id, error);
    }
  return refuse (TALLY_SMARTSHEET_ERROR_LIMIT, "too many pages in folder or workspace", place->id,
                 error);
}

static gboolean
take_old_list (Walk         *walk,
               const Place  *place,
               JsonObject   *answer,
               gboolean      is_folders,
               GError      **error)
{
  JsonArray *items = tally_smartsheet_json_get_array (answer, is_folders ? "folders" : "sheets");

  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
    if (!take_item (walk, place, tally_smartsheet_json_get_element (items, i),
                    is_folders ? "folder" : "sheet", error))
      return FALSE;
  return TRUE;
}

/* The endpoints of before 2025: one answer with lists named after what they hold. Folders in it are
 * read by themselves, whether their contents came along or not. */
static gboolean
read_old (Walk         *walk,
          const Place  *place,
          GError      **error)
{
  g_autofree char *path = g_strdup_printf ("/%s/%" G_GINT64_FORMAT,
                                           place->is_workspace ? "workspaces" : "folders", place->id);
  guint status = 0;
  g_autoptr (JsonNode) root = call (walk, path, place->id, &status, error);
  JsonObject *answer;

  if (root == NULL)
    return FALSE;
  answer = json_node_get_object (root);
  if (tally_smartsheet_json_get_int (answer, "id", 0) != place->id)
    return refuse (TALLY_SMARTSHEET_ERROR_MALFORMED, "the answer is not about folder or workspace",
                   place->id, error);
  return take_old_list (walk, place, answer, FALSE, error)
         && take_old_list (walk, place, answer, TRUE, error);
}

static gboolean
read_place (Walk         *walk,
            const Place  *place,
            GError      **error)
{
  g_autoptr (GError) local = NULL;
  guint status = 0;

  if (read_children (walk, place, &status, &local))
    return TRUE;
  if (status == 404 || status == 405 || status == 410)
    return read_old (walk, place, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
walk_places (Walk    *walk,
             GError **error)
{
  while (walk->n_done < walk->places->len)
    {
      Place place = g_array_index (walk->places, Place, walk->n_done++);

      if (!read_place (walk, &place, error))
        return FALSE;
    }
  return TRUE;
}

static GPtrArray *
list_from (TallySmartsheetClient  *client,
           Place                   root,
           GCancellable           *cancellable,
           GError                **error)
{
  Walk walk = { .client = client, .cancellable = cancellable };
  GPtrArray *found = NULL;

  walk.found = g_ptr_array_new_with_free_func (free_found);
  walk.places = g_array_new (FALSE, FALSE, sizeof (Place));
  walk.sheets = tally_smartsheet_idset_new ();
  walk.folders = tally_smartsheet_idset_new ();
  if (!root.is_workspace)
    tally_smartsheet_idset_add (walk.folders, root.id);
  g_array_append_val (walk.places, root);
  if (walk_places (&walk, error))
    found = g_steal_pointer (&walk.found);
  g_clear_pointer (&walk.found, g_ptr_array_unref);
  g_array_unref (walk.places);
  tally_smartsheet_idset_free (walk.sheets);
  tally_smartsheet_idset_free (walk.folders);
  return found;
}

GPtrArray *
tally_smartsheet_tree_list_folder (TallySmartsheetClient  *client,
                                   gint64                  folder_id,
                                   GCancellable           *cancellable,
                                   GError                **error)
{
  g_return_val_if_fail (client != NULL && folder_id > 0, NULL);
  return list_from (client, (Place) { .id = folder_id }, cancellable, error);
}

GPtrArray *
tally_smartsheet_tree_list_workspace (TallySmartsheetClient  *client,
                                      gint64                  workspace_id,
                                      GCancellable           *cancellable,
                                      GError                **error)
{
  g_return_val_if_fail (client != NULL && workspace_id > 0, NULL);
  return list_from (client, (Place) { .id = workspace_id, .is_workspace = TRUE }, cancellable, error);
}
