/* tally-jobs-reconcile.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-reconcile.h"

#include "tally-jobs-supersede.h"
#include "tally-jobs-target.h"
#include "tally-store-publications.h"
#include "tally-text.h"

/* What is known while the entries are settled. */
typedef struct {
  TallyJobsContext *context;   /* (borrowed) */
  GHashTable       *published; /* (owned) identity → TallyStorePublication, borrowed */
  guint             n_doubled; /* work requests that stand on several rows */
} Reconciliation;

gboolean
tally_jobs_read_target (TallyJobsContext  *context,
                        GError           **error)
{
  TallyJobsTarget *target;

  g_return_val_if_fail (context != NULL && context->options->target_sheet != 0, FALSE);
  if (context->target != NULL)
    return TRUE;
  target = tally_jobs_target_new (context->options->target_sheet);
  if (!tally_jobs_target_read_rows (target, context->client, context->cancellable, error)
      || !tally_jobs_target_read_files (target, context->client, context->cancellable, error))
    {
      tally_jobs_target_free (target);
      return FALSE;
    }
  context->target = target;
  return TRUE;
}

/* A file that came after our publication and that we know nothing of: another publisher's. */
static gboolean
is_foreign (TallyJobsContext            *context,
            const TallyJobsFile         *file,
            const TallyStorePublication *publication)
{
  g_autoptr (TallyStorePublication) ours = NULL;

  if (file->attachment->attachment_id == publication->attachment_id
      || file->attachment->created_utc_usec < publication->attachment_created_utc_usec)
    return FALSE;
  ours = tally_store_publications_find_attachment (context->store, file->attachment->attachment_id,
                                                   NULL);
  return ours == NULL;
}

static TallyHold
find_hold (TallyJobsContext            *context,
           GPtrArray                   *files,
           const TallyStorePublication *publication)
{
  if (publication == NULL)
    return files->len > 0 && !context->options->take_over ? TALLY_HOLD_TAKEOVER : TALLY_HOLD_NONE;
  for (guint i = 0; i < files->len; i++)
    if (is_foreign (context, files->pdata[i], publication))
      return context->options->take_over ? TALLY_HOLD_NONE : TALLY_HOLD_FOREIGN_PUBLISHER;
  return TALLY_HOLD_NONE;
}

/* Whether what was published still hangs on the row that has the work request now. */
static gboolean
still_hangs (TallyJobsContext            *context,
             const TallyStorePublication *publication,
             gint64                       row_id)
{
  const TallyJobsFile *file;

  file = tally_jobs_target_find_file (context->target, publication->attachment_id);
  return file != NULL && file->attachment->row_id == row_id;
}

static void
settle_on_row (Reconciliation              *reconciliation,
               TallyJobsItem               *item,
               const TallyStorePublication *publication)
{
  TallyJobsContext *context = reconciliation->context;
  TallyPlanEntry *entry = item->entry;
  g_autoptr (GPtrArray) files = tally_jobs_target_list_files (context->target, item->target_row,
                                                              entry->identity);
  TallyHold hold = find_hold (context, files, publication);

  if (hold != TALLY_HOLD_NONE)
    {
      tally_jobs_context_hold (context, entry, hold);
      return;
    }
  if (entry->action != TALLY_PLAN_UNCHANGED || publication == NULL)
    return;
  if (still_hangs (context, publication, item->target_row))
    item->has_leftovers = files->len > 1;
  else if (tally_config_get_bool (context->config, "publish", "attachment-required"))
    entry->action = TALLY_PLAN_CHANGED;
}

static void
place_item (Reconciliation              *reconciliation,
            TallyJobsItem               *item,
            const TallyStorePublication *publication)
{
  TallyJobsContext *context = reconciliation->context;
  const TallyIdentity *identity = item->entry->identity;
  GArray *rows = tally_jobs_target_list_rows (context->target, identity->work_request);

  item->target_row = tally_jobs_target_choose_row (context->target, identity,
                                                   publication != NULL ? publication->target_row : 0);
  if (item->target_row == 0)
    {
      context->run->counts.n_missing_on_target++;
      return;
    }
  reconciliation->n_doubled += rows->len > 1 ? 1 : 0;
  settle_on_row (reconciliation, item, publication);
}

static gboolean
needs_work (const TallyJobsItem *item)
{
  TallyPlanAction action = item->entry->action;

  return action == TALLY_PLAN_NEW || action == TALLY_PLAN_CHANGED || item->has_leftovers;
}

static void
settle_entry (Reconciliation *reconciliation,
              TallyPlanEntry *entry)
{
  TallyJobsContext *context = reconciliation->context;
  TallyJobsItem *item;

  if (entry->action == TALLY_PLAN_HELD || entry->action == TALLY_PLAN_VANISHED)
    {
      tally_jobs_context_hold (context, entry, entry->hold != TALLY_HOLD_NONE ? entry->hold
                                                                              : TALLY_HOLD_VANISHED);
      return;
    }
  item = tally_jobs_item_new (entry);
  if (context->target != NULL)
    place_item (reconciliation, item, g_hash_table_lookup (reconciliation->published, entry->identity));
  if (needs_work (item))
    g_ptr_array_add (context->items, item);
  else
    tally_jobs_item_free (item);
}

static void
report (Reconciliation *reconciliation)
{
  TallyRun *run = reconciliation->context->run;
  g_autofree char *missing = NULL;
  g_autofree char *doubled = NULL;

  missing = tally_text_dup_count (run->counts.n_missing_on_target,
                                  "workbook has no row on the target sheet; add its work request there",
                                  "workbooks have no row on the target sheet; add their work requests "
                                  "there");
  if (run->counts.n_missing_on_target > 0)
    tally_run_add_notice (run, TALLY_SEVERITY_WARNING, "missing-on-target", NULL, missing);
  doubled = tally_text_dup_count (reconciliation->n_doubled,
                                  "workbook has several rows on the target sheet and goes to one of "
                                  "them; leave one row a work request",
                                  "workbooks have several rows on the target sheet; each goes to one "
                                  "of them, leave one row a work request");
  if (reconciliation->n_doubled > 0)
    tally_run_add_notice (run, TALLY_SEVERITY_WARNING, "doubled-on-target", NULL, doubled);
}

gboolean
tally_jobs_reconcile (TallyJobsContext  *context,
                      GError           **error)
{
  Reconciliation reconciliation = { .context = context };
  g_autoptr (GPtrArray) publications = NULL;
  GPtrArray *entries;

  g_return_val_if_fail (context != NULL && context->run->plan != NULL, FALSE);
  publications = tally_store_publications_list_current (context->store,
                                                        context->options->target_sheet, error);
  if (publications == NULL)
    return FALSE;
  reconciliation.published = g_hash_table_new (tally_identity_hash, tally_identity_equal);
  for (guint i = 0; i < publications->len; i++)
    {
      TallyStorePublication *publication = publications->pdata[i];
      g_hash_table_insert (reconciliation.published, publication->identity, publication);
    }
  entries = context->run->plan->entries;
  for (guint i = 0; i < entries->len; i++)
    settle_entry (&reconciliation, entries->pdata[i]);
  report (&reconciliation);
  g_hash_table_unref (reconciliation.published);
  return TRUE;
}
