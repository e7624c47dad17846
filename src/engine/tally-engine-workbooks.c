/* tally-engine-workbooks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-workbooks.h"

#include "tally-engine-error.h"
#include "tally-engine-private.h"
#include "tally-jobs-versions.h"
#include "tally-store-error.h"
#include "tally-store-pins.h"
#include "tally-store-versions.h"

static gboolean
fail (GError           **error,
      TallyEngineError   code,
      const char        *message)
{
  g_set_error_literal (error, TALLY_ENGINE_ERROR, code, message);
  return FALSE;
}

/* What lower areas say means nothing to a face but its words, and whether to come back later. */
static void
take_error (GError  *failure,
            GError **error)
{
  gboolean busy = g_error_matches (failure, TALLY_STORE_ERROR, TALLY_STORE_ERROR_BUSY);

  g_set_error_literal (error, TALLY_ENGINE_ERROR,
                       busy ? TALLY_ENGINE_ERROR_BUSY : TALLY_ENGINE_ERROR_FAILED, failure->message);
  g_error_free (failure);
}

static gint64
get_target (TallyEngine  *self,
            GError      **error)
{
  gint64 target = tally_config_get_int (self->config, "target", "sheet");

  if (target == 0)
    fail (error, TALLY_ENGINE_ERROR_CONFIG,
          "[target] sheet is empty: nothing was issued; set it to the sheet that takes the workbooks");
  return target;
}

static gboolean
has (const char *const *list)
{
  return list != NULL && list[0] != NULL;
}

static gboolean
check_filter (const TallyWorkbookFilter  *filter,
              GError                    **error)
{
  TallyDay week;
  TallyVariant variant;

  for (guint i = 0; has (filter->weeks) && filter->weeks[i] != NULL; i++)
    if (!tally_week_parse (filter->weeks[i], strlen (filter->weeks[i]), &week))
      return fail (error, TALLY_ENGINE_ERROR_CONFIG, "a week is the day that it ends on as MMDDYY");
  for (guint i = 0; has (filter->variants) && filter->variants[i] != NULL; i++)
    if (!tally_variant_find (filter->variants[i], &variant))
      return fail (error, TALLY_ENGINE_ERROR_CONFIG,
                   "a variant is one of primary, helper, vac_crew, reduced_sub, aep_billable, "
                   "reduced_sub_helper, aep_billable_helper");
  return TRUE;
}

static gboolean
matches (const TallyWorkbookFilter *filter,
         const TallyIdentity       *identity)
{
  char week[TALLY_DAY_BUFFER_SIZE];

  tally_week_format (identity->week_ending, week, sizeof week);
  return (!has (filter->work_requests) || g_strv_contains (filter->work_requests, identity->work_request))
         && (!has (filter->weeks) || g_strv_contains (filter->weeks, week))
         && (!has (filter->variants)
             || g_strv_contains (filter->variants, tally_variant_get_id (identity->variant)))
         && (filter->identifier == NULL || strcmp (filter->identifier, identity->identifier) == 0);
}

static void
keep_matching (GPtrArray                 *versions,
               const TallyWorkbookFilter *filter)
{
  for (guint i = versions->len; i > 0; i--)
    if (!matches (filter, ((TallyVersion *) versions->pdata[i - 1])->identity))
      g_ptr_array_remove_index (versions, i - 1);
}

static TallyStore *
open_reader (TallyEngine  *self,
             GError      **error)
{
  GError *failure = NULL;
  TallyStore *store = tally_engine_open_reader (self, &failure);

  if (store == NULL)
    take_error (failure, error);
  return store;
}

GPtrArray *
tally_engine_list_workbooks (TallyEngine                *self,
                             const TallyWorkbookFilter  *filter,
                             GError                    **error)
{
  g_autoptr (TallyStore) store = NULL;
  GError *failure = NULL;
  GPtrArray *versions;
  gint64 target;

  g_return_val_if_fail (self != NULL && filter != NULL, NULL);
  target = get_target (self, error);
  if (target == 0 || !check_filter (filter, error))
    return NULL;
  store = open_reader (self, error);
  if (store == NULL)
    return NULL;
  versions = tally_store_versions_list_current (store, target, &failure);
  if (versions == NULL)
    take_error (failure, error);
  else
    keep_matching (versions, filter);
  return versions;
}

/* All versions of what a filter with one work request and one week means. */
static GPtrArray *
list_versions (TallyEngine                *self,
               TallyStore                 *store,
               const TallyWorkbookFilter  *filter,
               GError                    **error)
{
  g_autoptr (GPtrArray) versions = NULL;
  gint64 target = get_target (self, error);
  GError *failure = NULL;
  TallyDay week;

  if (target == 0 || !check_filter (filter, error))
    return NULL;
  if (!has (filter->work_requests) || !has (filter->weeks))
    {
      fail (error, TALLY_ENGINE_ERROR_CONFIG, "name one work request and one week");
      return NULL;
    }
  if (!tally_week_parse (filter->weeks[0], strlen (filter->weeks[0]), &week))
    return NULL;
  versions = tally_store_versions_list (store, target, filter->work_requests[0], week, &failure);
  if (versions == NULL)
    {
      take_error (failure, error);
      return NULL;
    }
  keep_matching (versions, filter);
  if (versions->len > 0)
    return g_steal_pointer (&versions);
  fail (error, TALLY_ENGINE_ERROR_NOT_FOUND,
        "no workbook was issued for it; 'tallyman workbooks list' shows those that were");
  return NULL;
}

GPtrArray *
tally_engine_list_versions (TallyEngine                *self,
                            const TallyWorkbookFilter  *filter,
                            GError                    **error)
{
  const TallyJobsArchive archive = { .folder = self->archive_dir, .vault = self->vault };
  g_autoptr (TallyStore) store = NULL;
  GPtrArray *versions;

  g_return_val_if_fail (self != NULL && filter != NULL, NULL);
  store = open_reader (self, error);
  if (store == NULL)
    return NULL;
  versions = list_versions (self, store, filter, error);
  for (guint i = 0; versions != NULL && i < versions->len; i++)
    tally_jobs_versions_look (&archive, versions->pdata[i]);
  return versions;
}

static TallyVersion *
find_version (TallyStore  *store,
              gint64       number,
              GError     **error)
{
  GError *failure = NULL;
  TallyVersion *version = tally_store_versions_find (store, number, &failure);

  if (failure != NULL)
    take_error (failure, error);
  else if (version == NULL)
    g_set_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_NOT_FOUND,
                 "there is no version v%" G_GINT64_FORMAT "; 'tallyman workbooks history' lists them",
                 number);
  return version;
}

static TallyVersion *
steal_version (GPtrArray *versions,
               guint      index)
{
  TallyVersion *taken = versions->pdata[index];

  versions->pdata[index] = NULL;
  return taken;
}

/* The version that hung there before @after; of the same workbook. */
static TallyVersion *
find_previous (TallyStore          *store,
               const TallyVersion  *after,
               GError             **error)
{
  g_autoptr (GPtrArray) versions = NULL;
  GError *failure = NULL;
  guint found = 0;

  versions = tally_store_versions_list (store, after->target_sheet, after->identity->work_request,
                                        after->identity->week_ending, &failure);
  if (versions == NULL)
    {
      take_error (failure, error);
      return NULL;
    }
  for (guint i = 0; i < versions->len; i++)
    {
      const TallyVersion *version = versions->pdata[i];
      if (version->attachment_id == after->attachment_id)
        break;
      if (tally_identity_equal (version->identity, after->identity))
        found = i + 1;
    }
  if (found > 0)
    return steal_version (versions, found - 1);
  fail (error, TALLY_ENGINE_ERROR_NOT_FOUND,
        "it is the first version of its workbook: there is nothing to compare it with");
  return NULL;
}

static TallyVersionDiff *
compare (TallyEngine   *self,
         TallyStore    *store,
         TallyVersion  *before,
         TallyVersion  *after,
         GError       **error)
{
  g_autoptr (TallyVersionDiff) diff = tally_version_diff_new (before, after);
  const TallyJobsArchive archive = { .folder = self->archive_dir, .vault = self->vault };
  GError *failure = NULL;

  if (tally_jobs_versions_compare (store, &archive, diff, &failure))
    return g_steal_pointer (&diff);
  take_error (failure, error);
  return NULL;
}

TallyVersionDiff *
tally_engine_diff_versions (TallyEngine  *self,
                            gint64        before,
                            gint64        after,
                            GError      **error)
{
  g_autoptr (TallyStore) store = NULL;
  g_autoptr (TallyVersion) later = NULL;
  TallyVersion *earlier;

  g_return_val_if_fail (self != NULL && after > 0, NULL);
  store = open_reader (self, error);
  if (store == NULL)
    return NULL;
  later = find_version (store, after, error);
  if (later == NULL)
    return NULL;
  earlier = before != 0 ? find_version (store, before, error) : find_previous (store, later, error);
  if (earlier == NULL)
    return NULL;
  return compare (self, store, earlier, g_steal_pointer (&later), error);
}

/* The newest version of a list; all of them must be of one workbook. */
static gboolean
choose_newest (GPtrArray  *versions,
               guint      *out_index,
               GError    **error)
{
  const TallyVersion *first = versions->pdata[0];

  for (guint i = 1; i < versions->len; i++)
    if (!tally_identity_equal (((const TallyVersion *) versions->pdata[i])->identity, first->identity))
      return fail (error, TALLY_ENGINE_ERROR_SEVERAL,
                   "there are several workbooks of it; choose one with --variant and --identifier");
  *out_index = versions->len - 1;
  for (guint i = 0; i < versions->len; i++)
    if (((const TallyVersion *) versions->pdata[i])->end == TALLY_VERSION_END_NONE)
      *out_index = i;
  return TRUE;
}

TallyVersionDiff *
tally_engine_diff_workbook (TallyEngine                *self,
                            const TallyWorkbookFilter  *filter,
                            GError                    **error)
{
  g_autoptr (TallyStore) store = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (TallyVersion) after = NULL;
  TallyVersion *before;
  guint newest;

  g_return_val_if_fail (self != NULL && filter != NULL, NULL);
  store = open_reader (self, error);
  if (store == NULL)
    return NULL;
  versions = list_versions (self, store, filter, error);
  if (versions == NULL || !choose_newest (versions, &newest, error))
    return NULL;
  after = steal_version (versions, newest);
  before = find_previous (store, after, error);
  return before != NULL ? compare (self, store, before, g_steal_pointer (&after), error) : NULL;
}

static gboolean
release (TallyStore          *store,
         const TallyVersion  *version,
         const char          *actor,
         GError             **error)
{
  GError *failure = NULL;

  if (tally_store_lock (store, &failure)
      && tally_store_pins_delete (store, version->target_sheet, version->identity, actor, &failure))
    return TRUE;
  take_error (failure, error);
  return FALSE;
}

TallyVersion *
tally_engine_release_workbook (TallyEngine                *self,
                               const TallyWorkbookFilter  *filter,
                               const char                 *actor,
                               GError                    **error)
{
  g_autoptr (TallyStore) store = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  GError *failure = NULL;

  g_return_val_if_fail (self != NULL && filter != NULL, NULL);
  store = tally_engine_open_store (self, &failure);
  if (store == NULL)
    {
      take_error (failure, error);
      return NULL;
    }
  versions = list_versions (self, store, filter, error);
  if (versions == NULL)
    return NULL;
  for (guint i = versions->len; i > 0; i--)
    if (!((const TallyVersion *) versions->pdata[i - 1])->is_pinned)
      g_ptr_array_remove_index (versions, i - 1);
  if (versions->len == 1)
    return release (store, versions->pdata[0], actor, error) ? steal_version (versions, 0) : NULL;
  if (versions->len == 0)
    fail (error, TALLY_ENGINE_ERROR_NOT_FOUND, "no restored workbook of it is held; nothing was changed");
  else
    fail (error, TALLY_ENGINE_ERROR_SEVERAL,
          "several restored workbooks of it are held; choose one with --variant and --identifier");
  return NULL;
}
