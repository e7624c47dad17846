/* tally-engine-setup-sources.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-setup.h"

#include "tally-engine-asking-private.h"
#include "tally-smartsheet-browse.h"
#include "tally-smartsheet-tree.h"

typedef struct {
  TallySmartsheetClient *client;      /* (borrowed) */
  TallyConfig           *config;      /* (borrowed) */
  GCancellable          *cancellable; /* (borrowed) (nullable) */
  GHashTable            *names;       /* (owned) id → name of each sheet that is seen */
  GHashTable            *places;      /* (owned) id → TallyEnginePlace, borrowed from @found */
  GHashTable            *left_out;    /* (owned) ids */
  GPtrArray             *found;       /* (owned) TallyEnginePlace */
} Walk;

static void
walk_clear (Walk *self)
{
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->left_out, g_hash_table_unref);
  g_clear_pointer (&self->found, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

static void
add_sheet (Walk       *walk,
           gint64      id,
           const char *name)
{
  TallyEnginePlace *place;

  if (g_hash_table_contains (walk->left_out, &id) || g_hash_table_contains (walk->places, &id))
    return;
  place = g_new0 (TallyEnginePlace, 1);
  *place = (TallyEnginePlace) { TALLY_ENGINE_PLACE_SHEET, id, g_strdup (name), TRUE };
  g_ptr_array_add (walk->found, place);
  g_hash_table_insert (walk->places, &place->id, place);
}

static void
leave_out (Walk *walk)
{
  g_autoptr (GArray) ids = tally_config_dup_ids (walk->config, "sources", "exclude-sheets");

  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (walk->left_out, g_memdup2 (&g_array_index (ids, gint64, i), sizeof (gint64)));
}

static gboolean
add_named (Walk    *walk,
           GError **error)
{
  g_autoptr (GArray) ids = tally_config_dup_ids (walk->config, "sources", "sheets");
  g_autoptr (GPtrArray) sheets = NULL;

  if (ids->len == 0)
    return TRUE;
  sheets = tally_smartsheet_browse_sheets (walk->client, walk->cancellable, error);
  if (sheets == NULL)
    return FALSE;
  for (guint i = 0; i < sheets->len; i++)
    {
      TallySmartsheetPlace *sheet = sheets->pdata[i];
      g_hash_table_insert (walk->names, g_memdup2 (&sheet->id, sizeof sheet->id), g_strdup (sheet->name));
    }
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      const char *name = g_hash_table_lookup (walk->names, &id);

      add_sheet (walk, id, name != NULL ? name : "");
    }
  return TRUE;
}

static gboolean
add_below (Walk        *walk,
           const char  *key,
           GError     **error)
{
  g_autoptr (GArray) ids = tally_config_dup_ids (walk->config, "sources", key);
  gboolean is_workspace = strcmp (key, "workspaces") == 0;

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (GPtrArray) found =
        is_workspace ? tally_smartsheet_tree_list_workspace (walk->client, id, walk->cancellable, error)
                     : tally_smartsheet_tree_list_folder (walk->client, id, walk->cancellable, error);

      if (found == NULL)
        return FALSE;
      for (guint j = 0; j < found->len; j++)
        add_sheet (walk, ((TallySmartsheetFound *) found->pdata[j])->sheet_id, ((TallySmartsheetFound *) found->pdata[j])->name);
    }
  return TRUE;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_utf8_collate ((*(TallyEnginePlace *const *) a)->name, (*(TallyEnginePlace *const *) b)->name);
}

static GPtrArray *
list (Walk    *walk,
      GError **error)
{
  static const char *const keys[] = { "folders", "workspaces", "subcontractor-folders", "original-contract-folders" };

  leave_out (walk);
  if (!add_named (walk, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (!add_below (walk, keys[i], error))
      return NULL;
  g_ptr_array_sort (walk->found, compare_names);
  return g_steal_pointer (&walk->found);
}

GPtrArray *
tally_engine_setup_list_sources (TallyEngine   *self,
                                 GCancellable  *cancellable,
                                 GError       **error)
{
  g_auto (TallyEngineAsking) asking = { 0 };
  g_auto (Walk) walk = { 0 };
  GPtrArray *places = NULL;
  GError *failure = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  walk = (Walk) {
    .config = self->config, .cancellable = cancellable,
    .names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free),
    .places = g_hash_table_new (g_int64_hash, g_int64_equal),
    .left_out = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
    .found = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_engine_place_free),
  };
  if (tally_engine_asking_begin (&asking, self, NULL, &failure))
    {
      walk.client = asking.client;
      places = list (&walk, &failure);
    }
  if (places == NULL)
    tally_engine_asking_translate (failure, error);
  return places;
}
