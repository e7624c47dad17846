/* tally-jobs-resume.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-resume.h"

#include "tally-identity.h"
#include "tally-jobs-error.h"
#include "tally-store-plans.h"
#include "tally-store-publications.h"
#include "tally-store-runs.h"
#include "tally-store-workbooks.h"
#include "tally-text.h"

/* A refusal names so many runs at most, and looks through so many. */
#define MAX_NAMED 10
#define MAX_LOOKED_AT 200

/* How far an entry of a run's plan has come since. */
static gboolean
is_left (TallyStore            *store,
         gint64                 target_sheet,
         gint64                 run_id,
         const TallyPlanEntry  *entry,
         gboolean              *out_left,
         GError               **error)
{
  g_autoptr (TallyStorePublication) current = NULL;
  g_autoptr (TallyStoreWorkbook) made = NULL;
  g_autoptr (GError) failure = NULL;

  *out_left = FALSE;
  if (entry->action != TALLY_PLAN_NEW && entry->action != TALLY_PLAN_CHANGED)
    return TRUE;
  if (target_sheet != 0)
    current = tally_store_publications_find_current (store, target_sheet, entry->identity, &failure);
  else
    made = tally_store_workbooks_find (store, entry->identity, entry->fingerprint, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  *out_left = made == NULL
              && (current == NULL
                  || (current->run_id < run_id
                      && strcmp (current->fingerprint, entry->fingerprint) != 0));
  return TRUE;
}

/* What is left of a plan; empty if nothing is. */
static GHashTable *
list_left (TallyStore       *store,
           gint64            target_sheet,
           gint64            run_id,
           const TallyPlan  *plan,
           GError          **error)
{
  g_autoptr (GHashTable) left = g_hash_table_new_full (tally_identity_hash, tally_identity_equal,
                                                       (GDestroyNotify) tally_identity_free, NULL);

  for (guint i = 0; plan != NULL && i < plan->entries->len; i++)
    {
      const TallyPlanEntry *entry = plan->entries->pdata[i];
      gboolean is_wanted;
      if (!is_left (store, target_sheet, run_id, entry, &is_wanted, error))
        return NULL;
      if (is_wanted)
        g_hash_table_add (left, tally_identity_copy (entry->identity));
    }
  return g_steal_pointer (&left);
}

/* What is left of a run; empty if it is complete or was never planned. */
static GHashTable *
find_left (TallyStore           *store,
           gint64                target_sheet,
           const TallyStoreRun  *run,
           gboolean             *out_has_plan,
           GError              **error)
{
  g_autoptr (TallyPlan) plan = NULL;
  g_autoptr (GError) failure = NULL;

  plan = tally_store_plans_find (store, run->run_id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  *out_has_plan = plan != NULL;
  if (run->exit_code == 0)
    g_clear_pointer (&plan, tally_plan_free);
  return list_left (store, target_sheet, run->run_id, plan, error);
}

/* "7 (3 workbooks), 5 (1 workbook)", newest first; "" if there are none. */
static char *
list_resumable (TallyStore  *store,
                gint64       target_sheet,
                GError     **error)
{
  g_autoptr (GPtrArray) runs = tally_store_runs_list (store, MAX_LOOKED_AT, error);
  g_autoptr (GString) out = g_string_new (NULL);
  guint n_named = 0;

  if (runs == NULL)
    return NULL;
  for (guint i = 0; i < runs->len && n_named < MAX_NAMED; i++)
    {
      const TallyStoreRun *run = runs->pdata[i];
      gboolean has_plan;
      g_autoptr (GHashTable) left = find_left (store, target_sheet, run, &has_plan, error);
      g_autofree char *count = NULL;
      if (left == NULL)
        return NULL;
      if (g_hash_table_size (left) == 0)
        continue;
      count = tally_text_dup_count (g_hash_table_size (left), "workbook", "workbooks");
      g_string_append_printf (out, "%s%" G_GINT64_FORMAT " (%s)", n_named++ > 0 ? ", " : "",
                              run->run_id, count);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
refuse (TallyStore  *store,
        gint64       target_sheet,
        gint64       run_id,
        const char  *why,
        GError     **error)
{
  g_autofree char *resumable = list_resumable (store, target_sheet, error);

  if (resumable == NULL)
    return;
  if (*resumable == '\0')
    g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_NO_RUN,
                 "run %" G_GINT64_FORMAT " can't be resumed: %s; there is no run that can, leave "
                 "--resume out", run_id, why);
  else
    g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_NO_RUN,
                 "run %" G_GINT64_FORMAT " can't be resumed: %s; runs that can: %s", run_id, why,
                 resumable);
}

GHashTable *
tally_jobs_resume (TallyStore  *store,
                   gint64       target_sheet,
                   gint64       run_id,
                   GError     **error)
{
  g_autoptr (TallyStoreRun) run = NULL;
  g_autoptr (GHashTable) left = NULL;
  g_autoptr (GError) failure = NULL;
  gboolean has_plan = FALSE;

  g_return_val_if_fail (store != NULL, NULL);
  run = tally_store_runs_find (store, run_id, &failure);
  if (run != NULL)
    left = find_left (store, target_sheet, run, &has_plan, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (left != NULL && g_hash_table_size (left) > 0)
    return g_steal_pointer (&left);
  refuse (store, target_sheet, run_id,
          run == NULL ? "there is no such run"
          : has_plan  ? "it is complete"
                      : "it ended before it had a plan", error);
  return NULL;
}
