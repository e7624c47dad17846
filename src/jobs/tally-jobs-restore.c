/* tally-jobs-restore.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-restore.h"

#include "tally-jobs-archive.h"
#include "tally-jobs-error.h"
#include "tally-jobs-reconcile.h"
#include "tally-jobs-task.h"
#include "tally-store-pins.h"
#include "tally-store-versions.h"
#include "tally-tasks.h"
#include "tally-text.h"

static gboolean
refuse (gint64       number,
        const char  *why,
        GError     **error)
{
  g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_NO_VERSION,
               "version v%" G_GINT64_FORMAT " can't be restored: %s", number, why);
  return FALSE;
}

/* Whether the same content hangs there already. */
static gboolean
check_current (TallyJobsContext    *context,
               const TallyVersion  *version,
               GError             **error)
{
  g_autoptr (GPtrArray) versions = NULL;

  versions = tally_store_versions_list (context->store, version->target_sheet,
                                        version->identity->work_request,
                                        version->identity->week_ending, error);
  if (versions == NULL)
    return FALSE;
  for (guint i = 0; i < versions->len; i++)
    {
      const TallyVersion *other = versions->pdata[i];
      if (other->end == TALLY_VERSION_END_NONE && strcmp (other->sha256, version->sha256) == 0
          && tally_identity_equal (other->identity, version->identity))
        return refuse (version->version, "it is what hangs on the target now; nothing is to be done",
                       error);
    }
  return TRUE;
}

static TallyVersion *
find_version (TallyJobsContext  *context,
              GError           **error)
{
  gint64 number = context->options->restore;
  g_autoptr (GError) failure = NULL;
  g_autoptr (TallyVersion) version = tally_store_versions_find (context->store, number, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (version == NULL)
    {
      refuse (number, "there is none; see 'tallyman workbooks history'", error);
      return NULL;
    }
  if (version->target_sheet != context->options->target_sheet)
    {
      refuse (number, "it was issued on another target sheet; correct [target] sheet", error);
      return NULL;
    }
  return check_current (context, version, error) ? g_steal_pointer (&version) : NULL;
}

/* A plan of one workbook, so that all that a run looks at before it publishes is looked at here. */
static TallyJobsItem *
place (TallyJobsContext    *context,
       const TallyVersion  *version,
       GError             **error)
{
  TallyPlanEntry *entry = tally_plan_entry_new (version->identity, TALLY_PLAN_CHANGED, TALLY_HOLD_NONE);
  TallyJobsItem *item;

  context->run->plan = tally_plan_new ();
  g_ptr_array_add (context->run->plan->entries, entry);
  g_strlcpy (entry->fingerprint, version->fingerprint, sizeof entry->fingerprint);
  entry->generated_utc_usec = version->generated_utc_usec;
  entry->n_lines = version->n_lines;
  entry->total_cents = version->total_cents;
  if (!tally_jobs_read_target (context, error) || !tally_jobs_reconcile (context, error))
    return NULL;
  item = context->items->len > 0 ? context->items->pdata[0] : NULL;
  if (item != NULL && item->target_row != 0)
    return item;
  refuse (version->version,
          entry->hold != TALLY_HOLD_NONE ? tally_hold_get_remedy (entry->hold)
                                         : "its work request has no row on the target sheet",
          error);
  return NULL;
}

static gboolean
pin (TallyJobsContext    *context,
     const TallyVersion  *version,
     GError             **error)
{
  g_autofree char *lines_hash = NULL;
  TallyStorePin record = {
    .identity = version->identity,
    .target_sheet = version->target_sheet,
    .version = version->version,
    .run_id = context->run->run_id,
    .fingerprint = version->fingerprint,
    .actor = (char *) context->options->actor,
  };

  lines_hash = tally_store_pins_dup_lines_hash (context->store, version->identity,
                                                context->cancellable, error);
  if (lines_hash == NULL)
    return FALSE;
  record.lines_hash = lines_hash;
  tally_jobs_context_step (context, "before-pinned");
  if (!tally_store_pins_put (context->store, &record, error))
    return FALSE;
  tally_jobs_context_step (context, "pinned");
  return TRUE;
}

static void
say (TallyJobsContext   *context,
     const TallyVersion *version,
     const char         *code,
     const char         *format)
{
  g_autofree char *subject = tally_jobs_identity_subject (version->identity);
  g_autofree char *text = g_strdup_printf ("version v%" G_GINT64_FORMAT " %s", version->version, format);

  tally_run_add_notice (context->run, TALLY_SEVERITY_INFO, code, subject, text);
}

static gboolean
publish (TallyJobsContext    *context,
         const TallyVersion  *version,
         TallyJobsItem       *item,
         GError             **error)
{
  tally_text_set (&item->file_name, version->file_name);
  tally_text_set (&item->sha256, version->sha256);
  item->size_bytes = g_bytes_get_size (item->bytes);
  if (context->gateway == NULL)
    {
      say (context, version, "restore-planned", "would be attached again and held; nothing was changed");
      return TRUE;
    }
  if (!pin (context, version, error) || !tally_task_publish.run (context, error))
    return FALSE;
  if (item->is_done)
    say (context, version, "restored",
         "is attached again, and held until 'tallyman workbooks release' or until its rows change");
  return TRUE;
}

static gboolean
run_restore (TallyJobsContext  *context,
             GError           **error)
{
  g_autoptr (TallyVersion) version = find_version (context, error);
  g_autoptr (GBytes) bytes = NULL;
  TallyJobsItem *item;

  if (version == NULL)
    return FALSE;
  bytes = tally_jobs_archive_load (context->options->archive, version->sha256, error);
  if (bytes == NULL)
    return FALSE;
  item = place (context, version, error);
  if (item == NULL)
    return FALSE;
  item->bytes = g_steal_pointer (&bytes);
  return publish (context, version, item, error);
}

static const TallyJobsTask task_restore = {
  .id = "restore",
  .title = "Restore",
  .summary = "attaches an earlier version of a workbook again",
  .needs_client = TRUE,
  .run = run_restore,
};

GPtrArray *
tally_jobs_list_restore_tasks (void)
{
  GPtrArray *tasks = g_ptr_array_new ();

  g_ptr_array_add (tasks, (gpointer) &tally_task_recover);
  g_ptr_array_add (tasks, (gpointer) &task_restore);
  return tasks;
}

static TallyPlanEntry *
find_entry (TallyPlan           *plan,
            const TallyIdentity *identity)
{
  for (guint i = 0; i < plan->entries->len; i++)
    {
      TallyPlanEntry *entry = plan->entries->pdata[i];
      if (tally_identity_equal (entry->identity, identity))
        return entry;
    }
  return NULL;
}

/* Its lines are those of when it was restored, so that what they make now was seen then. */
static gboolean
hold_if_same (TallyJobsContext     *context,
              const TallyStorePin  *pinned,
              TallyPlanEntry       *entry,
              GError              **error)
{
  g_autofree char *lines_hash = NULL;

  if ((entry->action != TALLY_PLAN_CHANGED && entry->action != TALLY_PLAN_NEW)
      || strcmp (entry->fingerprint, pinned->fingerprint) == 0)
    return TRUE;
  lines_hash = tally_store_pins_dup_lines_hash (context->store, pinned->identity,
                                                context->cancellable, error);
  if (lines_hash == NULL)
    return FALSE;
  if (strcmp (lines_hash, pinned->lines_hash) != 0)
    return TRUE;
  entry->action = TALLY_PLAN_HELD;
  entry->hold = TALLY_HOLD_RESTORED;
  return TRUE;
}

gboolean
tally_jobs_hold_restored (TallyJobsContext  *context,
                          GError           **error)
{
  g_autoptr (GPtrArray) pins = NULL;

  g_return_val_if_fail (context != NULL && context->run->plan != NULL, FALSE);
  pins = tally_store_pins_list (context->store, context->options->target_sheet, error);
  if (pins == NULL)
    return FALSE;
  for (guint i = 0; i < pins->len; i++)
    {
      const TallyStorePin *pinned = pins->pdata[i];
      TallyPlanEntry *entry = find_entry (context->run->plan, pinned->identity);
      if (entry != NULL && !hold_if_same (context, pinned, entry, error))
        return FALSE;
    }
  return TRUE;
}
