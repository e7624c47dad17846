/* tally-jobs-sources.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-sources.h"

#include "tally-jobs-error.h"
#include "tally-jobs-report.h"
#include "tally-smartsheet-tree.h"
#include "tally-store-sheets.h"

/* A place that holds sheets. */
typedef struct {
  const char *group_key; /* key in [sources] */
  const char *prefix;    /* of the origin */
  GPtrArray *(*list) (TallySmartsheetClient *client, gint64 id, GCancellable *cancellable,
                      GError **error);
} PlaceKind;

/* The first place that holds a sheet is its origin, which says whose prices it follows: those of a contract
 * before those that may hold their folders. */
static const PlaceKind contract_kinds[] = {
  { "subcontractor-folders", "folder", tally_smartsheet_tree_list_folder },
  { "original-contract-folders", "folder", tally_smartsheet_tree_list_folder },
};

static const PlaceKind other_kinds[] = {
  { "folders", "folder", tally_smartsheet_tree_list_folder },
  { "workspaces", "workspace", tally_smartsheet_tree_list_workspace },
};

/* What is known while the sources are resolved. */
typedef struct {
  TallyJobsContext *context;  /* (borrowed) */
  TallyJobsSources *sources;  /* (borrowed) */
  GHashTable       *excluded; /* (owned) sheet ids */
  GHashTable       *places;   /* (owned) origins that the configuration names */
  GError           *failure;  /* (owned) (nullable) why the first of the lost places was lost */
} Resolution;

void
tally_jobs_sources_free (TallyJobsSources *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->sheet_ids);
  g_hash_table_unref (self->origins);
  g_array_unref (self->lost_ids);
  g_array_unref (self->released_ids);
  g_free (self);
}

static TallyJobsSources *
sources_new (void)
{
  TallyJobsSources *self = g_new0 (TallyJobsSources, 1);

  self->sheet_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->origins = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->lost_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->released_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

static void
add_sheet (Resolution *resolution,
           gint64      sheet_id,
           const char *origin)
{
  TallyJobsSources *sources = resolution->sources;

  if (g_hash_table_contains (resolution->excluded, &sheet_id)
      || g_hash_table_contains (sources->origins, &sheet_id))
    return;
  g_hash_table_insert (sources->origins, g_memdup2 (&sheet_id, sizeof sheet_id), g_strdup (origin));
  g_array_append_val (sources->sheet_ids, sheet_id);
}

static gboolean
add_place (Resolution       *resolution,
           const PlaceKind  *kind,
           gint64            id,
           GError          **error)
{
  g_autofree char *origin = g_strdup_printf ("%s:%" G_GINT64_FORMAT, kind->prefix, id);
  g_autoptr (GPtrArray) sheets = NULL;
  g_autoptr (GError) failure = NULL;
  TallyJobsContext *context = resolution->context;

  g_hash_table_add (resolution->places, g_strdup (origin));
  sheets = kind->list (context->client, id, context->cancellable, &failure);
  if (sheets == NULL && tally_jobs_ends_run (failure))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (sheets == NULL)
    tally_jobs_report_error (context->run, TALLY_OUTCOME_PARTIAL, "place-lost", origin, failure);
  if (sheets == NULL && resolution->failure == NULL)
    resolution->failure = g_steal_pointer (&failure);
  for (guint i = 0; sheets != NULL && i < sheets->len; i++)
    add_sheet (resolution, ((const TallySmartsheetFound *) sheets->pdata[i])->sheet_id, origin);
  return TRUE;
}

static gboolean
add_places (Resolution       *resolution,
            const PlaceKind  *kinds,
            guint             n_kinds,
            GError          **error)
{
  for (guint i = 0; i < n_kinds; i++)
    {
      g_autoptr (GArray) ids = tally_config_dup_ids (resolution->context->config, "sources", kinds[i].group_key);
      for (guint j = 0; j < ids->len; j++)
        if (!add_place (resolution, &kinds[i], g_array_index (ids, gint64, j), error))
          return FALSE;
    }
  return TRUE;
}

/* A sheet that the store knows and that was not found: lost while what named it is configured. */
static void
settle_known_sheet (Resolution            *resolution,
                    const TallyStoreSheet *known)
{
  TallyJobsSources *sources = resolution->sources;
  gboolean excluded = g_hash_table_contains (resolution->excluded, &known->sheet_id);

  if (g_hash_table_contains (sources->origins, &known->sheet_id)
      || known->state == TALLY_STORE_SHEET_RELEASED
      || known->state == TALLY_STORE_SHEET_NOT_A_SOURCE)
    return; /* it is read, or it has no lines to lose */
  if (!excluded && g_hash_table_contains (resolution->places, known->origin))
    g_array_append_val (sources->lost_ids, known->sheet_id);
  else
    g_array_append_val (sources->released_ids, known->sheet_id);
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

static gboolean
resolve (Resolution  *resolution,
         GError     **error)
{
  TallyJobsContext *context = resolution->context;
  g_autoptr (GArray) ids = tally_config_dup_ids (context->config, "sources", "sheets");
  g_autoptr (GPtrArray) known = NULL;

  if (!add_places (resolution, contract_kinds, G_N_ELEMENTS (contract_kinds), error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    add_sheet (resolution, g_array_index (ids, gint64, i), "sheet");
  if (!add_places (resolution, other_kinds, G_N_ELEMENTS (other_kinds), error))
    return FALSE;
  known = context->store != NULL ? tally_store_sheets_list (context->store, error) : g_ptr_array_new ();
  if (known == NULL)
    return FALSE;
  for (guint i = 0; i < known->len; i++)
    settle_known_sheet (resolution, known->pdata[i]);
  g_array_sort (resolution->sources->sheet_ids, compare_ids);
  if (resolution->sources->sheet_ids->len > 0 || resolution->sources->lost_ids->len > 0)
    return TRUE;
  if (resolution->failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&resolution->failure));
      return FALSE;
    }
  g_set_error_literal (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_NO_SOURCES,
                       "no source sheet is configured or found; name sheets, folders or workspaces "
                       "in [sources]");
  return FALSE;
}

TallyJobsSources *
tally_jobs_sources_resolve (TallyJobsContext  *context,
                            GError           **error)
{
  g_autoptr (TallyJobsSources) sources = sources_new ();
  g_autoptr (GArray) excluded = NULL;
  Resolution resolution = { .context = context, .sources = sources };
  gboolean resolved;

  g_return_val_if_fail (context != NULL, NULL);
  excluded = tally_config_dup_ids (context->config, "sources", "exclude-sheets");
  resolution.excluded = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  resolution.places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < excluded->len; i++)
    g_hash_table_add (resolution.excluded, g_memdup2 (&g_array_index (excluded, gint64, i),
                                                      sizeof (gint64)));
  resolved = resolve (&resolution, error);
  g_hash_table_unref (resolution.excluded);
  g_hash_table_unref (resolution.places);
  g_clear_error (&resolution.failure);
  return resolved ? g_steal_pointer (&sources) : NULL;
}
