/* tally-jobs-reconcile.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-reconcile.h"

#include "tally-jobs-head.h"
#include "tally-jobs-supersede.h"
#include "tally-jobs-target.h"
#include "tally-store-intents.h"
#include "tally-store-publications.h"
#include "tally-text.h"

/* What is known while the entries are settled. */
typedef struct {
  TallyJobsContext *context;   /* (borrowed) */
  GHashTable       *published; /* (owned) identity → TallyStorePublication, borrowed */
  GHashTable       *open;      /* (owned) identity → TallyStoreIntent, borrowed */
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
  return tally_jobs_head_check (context, error);
}

/* Whether a file is one of ours: recorded, or about to be by an interrupted run. */
static gboolean
is_ours (Reconciliation      *reconciliation,
         const TallyIdentity *identity,
         const TallyJobsFile *file)
{
  const TallyStoreIntent *intent = g_hash_table_lookup (reconciliation->open, identity);
  g_autoptr (TallyStorePublication) ours = NULL;

  if (intent != NULL && strcmp (intent->file_name, file->attachment->name) == 0)
    return TRUE;
  ours = tally_store_publications_find_attachment (reconciliation->context->store,
                                                   file->attachment->attachment_id, NULL);
  return ours != NULL;
}

/* A file that came after our publication and that we know nothing of: another publisher's. */
static gboolean
is_foreign (Reconciliation              *reconciliation,
            const TallyJobsFile         *file,
            const TallyStorePublication *publication)
{
  return file->attachment->attachment_id != publication->attachment_id
         && file->attachment->created_utc_usec >= publication->attachment_created_utc_usec
         && !is_ours (reconciliation, publication->identity, file);
}

static gboolean
has_others (Reconciliation      *reconciliation,
            const TallyIdentity *identity,
            GPtrArray           *files)
{
  for (guint i = 0; i < files->len; i++)
    if (!is_ours (reconciliation, identity, files->pdata[i]))
      return TRUE;
  return FALSE;
}

static TallyHold
find_hold (Reconciliation              *reconciliation,
           const TallyPlanEntry        *entry,
           GPtrArray                   *files,
           const TallyStorePublication *publication)
{
  TallyJobsContext *context = reconciliation->context;

  /* What the recovery could not complete is not begun anew; a dry run recovers nothing. */
  if (context->gateway != NULL && entry->action != TALLY_PLAN_UNCHANGED
      && g_hash_table_contains (reconciliation->open, entry->identity))
    return TALLY_HOLD_UNVERIFIED;
  if (context->options->take_over)
    return TALLY_HOLD_NONE;
  if (publication == NULL)
    return has_others (reconciliation, entry->identity, files) ? TALLY_HOLD_TAKEOVER : TALLY_HOLD_NONE;
  for (guint i = 0; i < files->len; i++)
    if (is_foreign (reconciliation, files->pdata[i], publication))
      return TALLY_HOLD_FOREIGN_PUBLISHER;
  return TALLY_HOLD_NONE;
}

/* Whether several rows each hold a workbook of others, and none one of ours: nobody knows which of
 * them is the right one, and the others would stay beside it for ever. */
static gboolean
is_ambiguous (Reconciliation      *reconciliation,
              const TallyIdentity *identity,
              GArray              *rows,
              gint64               published_row)
{
  guint n_holding = 0;

  for (guint i = 0; rows->len > 1 && i < rows->len; i++)
    {
      gint64 row = g_array_index (rows, gint64, i);
      g_autoptr (GPtrArray) files = tally_jobs_target_list_files (reconciliation->context->target,
                                                                  row, identity);
      if (row == published_row)
        return FALSE;
      for (guint j = 0; j < files->len; j++)
        if (is_ours (reconciliation, identity, files->pdata[j]))
          return FALSE;
      n_holding += files->len > 0 ? 1 : 0;
    }
  return n_holding > 1;
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
  TallyHold hold = find_hold (reconciliation, entry, files, publication);

  item->n_files = files->len;
  item->newest_file = files->len > 0
                        ? ((const TallyJobsFile *) files->pdata[0])->attachment->attachment_id : 0;
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
  gint64 published_row = publication != NULL ? publication->target_row : 0;

  item->target_row = tally_jobs_target_choose_row (context->target, identity, published_row);
  if (item->target_row == 0)
    {
      context->run->counts.n_missing_on_target++;
      return;
    }
  reconciliation->n_doubled += rows->len > 1 ? 1 : 0;
  if (is_ambiguous (reconciliation, identity, rows, published_row))
    tally_jobs_context_hold (context, item->entry, TALLY_HOLD_AMBIGUOUS_TARGET);
  else
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

static void
settle_entries (Reconciliation *reconciliation,
                GPtrArray      *publications,
                GPtrArray      *intents)
{
  GPtrArray *entries = reconciliation->context->run->plan->entries;

  for (guint i = 0; i < publications->len; i++)
    {
      TallyStorePublication *publication = publications->pdata[i];
      g_hash_table_insert (reconciliation->published, publication->identity, publication);
    }
  for (guint i = 0; i < intents->len; i++)
    {
      TallyStoreIntent *intent = intents->pdata[i];
      g_hash_table_insert (reconciliation->open, intent->identity, intent);
    }
  for (guint i = 0; i < entries->len; i++)
    settle_entry (reconciliation, entries->pdata[i]);
}

gboolean
tally_jobs_reconcile (TallyJobsContext  *context,
                      GError           **error)
{
  Reconciliation reconciliation = { .context = context };
  g_autoptr (GPtrArray) publications = NULL;
  g_autoptr (GPtrArray) intents = NULL;

  g_return_val_if_fail (context != NULL && context->run->plan != NULL, FALSE);
  publications = tally_store_publications_list_current (context->store,
                                                        context->options->target_sheet, error);
  if (publications == NULL)
    return FALSE;
  intents = tally_store_intents_list_open (context->store, context->options->target_sheet, error);
  if (intents == NULL)
    return FALSE;
  reconciliation.published = g_hash_table_new (tally_identity_hash, tally_identity_equal);
  reconciliation.open = g_hash_table_new (tally_identity_hash, tally_identity_equal);
  settle_entries (&reconciliation, publications, intents);
  report (&reconciliation);
  g_hash_table_unref (reconciliation.published);
  g_hash_table_unref (reconciliation.open);
  return TRUE;
}
