/* tally-jobs-reconcile.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-reconcile.h"

#include "tally-jobs-adopt.h"
#include "tally-jobs-generators.h"
#include "tally-jobs-head.h"
#include "tally-jobs-known.h"
#include "tally-jobs-precedent.h"
#include "tally-jobs-supersede.h"
#include "tally-jobs-target.h"
#include "tally-store-head.h"
#include "tally-store-sheets.h"
#include "tally-text.h"

/* A workbook of the plan on its row, before it is settled. */
typedef struct {
  TallyJobsItem       *item;  /* (owned) (nullable), NULL once it was handed on */
  GPtrArray           *files; /* (owned) (nullable) its files on the row, newest first */
  const TallyJobsFile *other; /* (borrowed) (nullable) the one to look into */
} Placed;

/* What is known while the entries are settled. */
typedef struct {
  TallyJobsContext *context;     /* (borrowed) */
  TallyJobsKnown   *known;       /* (owned) */
  TallyJobsAdopter *adopter;     /* (owned) */
  GPtrArray        *placed;      /* (owned) Placed */
  GHashTable       *read_sheets; /* (owned) sheet ids */
  TallyStoreHead    head;
  guint             n_doubled;   /* work requests that stand on several rows */
} Reconciliation;

static void
placed_free (Placed *placed)
{
  tally_jobs_item_free (placed->item);
  g_clear_pointer (&placed->files, g_ptr_array_unref);
  g_free (placed);
}

static void
reconciliation_clear (Reconciliation *self)
{
  g_clear_pointer (&self->placed, g_ptr_array_unref);
  g_clear_pointer (&self->adopter, tally_jobs_adopter_free);
  g_clear_pointer (&self->known, tally_jobs_known_free);
  g_clear_pointer (&self->read_sheets, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reconciliation, reconciliation_clear)

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

/* What hangs there under the name of what the plan would make needs no look. */
static gboolean
is_same (Reconciliation *reconciliation,
         const Placed   *placed)
{
  const TallyPlanEntry *entry = placed->item->entry;

  return tally_jobs_known_find (reconciliation->known, entry->identity) == NULL
         && tally_jobs_adopter_is_same (placed->other, entry);
}

/* A name that is not ours needs a take-over, whatever the file says: thousands of a predecessor's
 * files are not fetched in each run only to be held. */
static gboolean
needs_look (Reconciliation *reconciliation,
            const Placed   *placed)
{
  return !is_same (reconciliation, placed)
         && (reconciliation->context->options->take_over
             || placed->other->name->form == TALLY_FILE_NAME_CURRENT);
}

static void
place_on_row (Reconciliation *reconciliation,
              Placed         *placed)
{
  const TallyIdentity *identity = placed->item->entry->identity;

  placed->files = tally_jobs_target_list_files (reconciliation->context->target,
                                                placed->item->target_row, identity);
  placed->item->n_files = placed->files->len;
  if (placed->files->len > 0)
    placed->item->newest_file
      = ((const TallyJobsFile *) placed->files->pdata[0])->attachment->attachment_id;
  placed->other = tally_jobs_known_find_other (reconciliation->known, identity, placed->files);
  if (placed->other != NULL && needs_look (reconciliation, placed))
    tally_jobs_adopter_want (reconciliation->adopter, placed->other);
}

static void
place (Reconciliation *reconciliation,
       Placed         *placed)
{
  TallyJobsContext *context = reconciliation->context;
  const TallyIdentity *identity = placed->item->entry->identity;
  const TallyStorePublication *publication = tally_jobs_known_find (reconciliation->known, identity);
  GArray *rows = tally_jobs_target_list_rows (context->target, identity->work_request);

  placed->item->target_row
    = tally_jobs_target_choose_row (context->target, identity,
                                    publication != NULL ? publication->target_row : 0);
  if (placed->item->target_row == 0)
    {
      context->run->counts.n_missing_on_target++;
      return;
    }
  reconciliation->n_doubled += rows->len > 1 ? 1 : 0;
  if (tally_jobs_known_is_ambiguous (reconciliation->known, identity, rows))
    tally_jobs_context_hold (context, placed->item->entry, TALLY_HOLD_AMBIGUOUS_TARGET);
  else
    place_on_row (reconciliation, placed);
}

static void
place_entry (Reconciliation *reconciliation,
             TallyPlanEntry *entry)
{
  TallyJobsContext *context = reconciliation->context;
  Placed *placed;

  if (entry->action == TALLY_PLAN_HELD || entry->action == TALLY_PLAN_VANISHED)
    {
      tally_jobs_context_hold (context, entry, entry->hold != TALLY_HOLD_NONE ? entry->hold
                                                                              : TALLY_HOLD_VANISHED);
      return;
    }
  placed = g_new0 (Placed, 1);
  placed->item = tally_jobs_item_new (entry);
  g_ptr_array_add (reconciliation->placed, placed);
  if (context->target != NULL)
    place (reconciliation, placed);
}

/* What follows from a file that the store does not know. */
static TallyHold
settle_other (Reconciliation *reconciliation,
              Placed         *placed)
{
  TallyJobsContext *context = reconciliation->context;
  TallyPlanEntry *entry = placed->item->entry;
  g_autofree char *key = tally_identity_dup_key (entry->identity);
  const TallyJobsPrecedent precedent = {
    .entry = entry,
    .key = key,
    .examined = tally_jobs_adopter_find (reconciliation->adopter, placed->other),
    .is_current_form = placed->other->name->form == TALLY_FILE_NAME_CURRENT,
    .is_published = tally_jobs_known_find (reconciliation->known, entry->identity) != NULL,
    .only_reads = strcmp (tally_config_get_text (context->config, "target", "publish"), "never") == 0,
    .take_over = context->options->take_over,
    .max_change_share = tally_config_get_ratio (context->config, "publish", "max-change-share"),
    .installation = reconciliation->head.installation,
    .read_sheets = reconciliation->read_sheets,
  };
  gboolean is_ours = is_same (reconciliation, placed);
  TallyHold hold = is_ours ? TALLY_HOLD_NONE : tally_jobs_precedent_judge (&precedent, &is_ours);

  if (is_ours)
    tally_jobs_adopter_add (reconciliation->adopter, entry, placed->other);
  else if (hold == TALLY_HOLD_NONE)
    tally_jobs_supersede_overrule (context, placed->files);
  return hold;
}

/* Whether what was published still hangs on the row that has the work request now. */
static gboolean
still_hangs (Reconciliation *reconciliation,
             const Placed   *placed)
{
  const TallyStorePublication *publication
    = tally_jobs_known_find (reconciliation->known, placed->item->entry->identity);
  const TallyJobsFile *file;

  if (placed->other != NULL && tally_jobs_adopter_has (reconciliation->adopter, placed->other))
    return TRUE;
  file = publication != NULL ? tally_jobs_target_find_file (reconciliation->context->target,
                                                            publication->attachment_id) : NULL;
  return file != NULL && file->attachment->row_id == placed->item->target_row;
}

static TallyHold
find_hold (Reconciliation *reconciliation,
           Placed         *placed)
{
  const TallyPlanEntry *entry = placed->item->entry;

  /* What the recovery could not complete is not begun anew; a dry run recovers nothing. */
  if (reconciliation->context->gateway != NULL && entry->action != TALLY_PLAN_UNCHANGED
      && tally_jobs_known_is_open (reconciliation->known, entry->identity))
    return TALLY_HOLD_UNVERIFIED;
  return placed->other != NULL ? settle_other (reconciliation, placed) : TALLY_HOLD_NONE;
}

static void
settle (Reconciliation *reconciliation,
        Placed         *placed)
{
  TallyJobsContext *context = reconciliation->context;
  TallyPlanEntry *entry = placed->item->entry;
  TallyHold hold = find_hold (reconciliation, placed);

  if (hold != TALLY_HOLD_NONE)
    {
      tally_jobs_context_hold (context, entry, hold);
      return;
    }
  if (entry->action != TALLY_PLAN_UNCHANGED)
    return;
  if (still_hangs (reconciliation, placed))
    placed->item->has_leftovers = placed->files->len > 1;
  else if (tally_config_get_bool (context->config, "publish", "attachment-required"))
    entry->action = TALLY_PLAN_CHANGED;
}

static gboolean
needs_work (const TallyJobsItem *item)
{
  TallyPlanAction action = item->entry->action;

  return action == TALLY_PLAN_NEW || action == TALLY_PLAN_CHANGED || item->has_leftovers;
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

/* Sheets whose rows this run knows: a workbook that draws on another one says more than we do. */
static gboolean
load_read_sheets (Reconciliation  *reconciliation,
                  GError         **error)
{
  TallyJobsContext *context = reconciliation->context;
  g_autoptr (GPtrArray) sheets = tally_store_sheets_list (context->store, error);

  if (sheets == NULL)
    return FALSE;
  for (guint i = 0; i < sheets->len; i++)
    {
      const TallyStoreSheet *sheet = sheets->pdata[i];
      if (sheet->state == TALLY_STORE_SHEET_OK
          && !g_hash_table_contains (context->lost_sheets, &sheet->sheet_id))
        g_hash_table_add (reconciliation->read_sheets,
                          g_memdup2 (&sheet->sheet_id, sizeof sheet->sheet_id));
    }
  return TRUE;
}

static gboolean
begin (Reconciliation  *reconciliation,
       GError         **error)
{
  TallyJobsContext *context = reconciliation->context;

  reconciliation->placed = g_ptr_array_new_with_free_func ((GDestroyNotify) placed_free);
  reconciliation->read_sheets = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  reconciliation->adopter = tally_jobs_adopter_new (context);
  reconciliation->known = tally_jobs_known_new (context, error);
  return reconciliation->known != NULL && load_read_sheets (reconciliation, error)
         && tally_store_head_ensure (context->store, &reconciliation->head, error);
}

static void
hand_on (Reconciliation *reconciliation,
         Placed         *placed)
{
  if (needs_work (placed->item))
    g_ptr_array_add (reconciliation->context->items, g_steal_pointer (&placed->item));
}

static void
settle_all (Reconciliation *reconciliation)
{
  for (guint i = 0; i < reconciliation->placed->len; i++)
    {
      Placed *placed = reconciliation->placed->pdata[i];
      if (placed->files != NULL)
        settle (reconciliation, placed);
      hand_on (reconciliation, placed);
    }
}

gboolean
tally_jobs_reconcile (TallyJobsContext  *context,
                      GError           **error)
{
  g_auto (Reconciliation) reconciliation = { .context = context };
  GPtrArray *entries;

  g_return_val_if_fail (context != NULL && context->run->plan != NULL, FALSE);
  if (!begin (&reconciliation, error))
    return FALSE;
  entries = context->run->plan->entries;
  for (guint i = 0; i < entries->len; i++)
    place_entry (&reconciliation, entries->pdata[i]);
  if (context->target != NULL)
    tally_jobs_generators_want (context, reconciliation.known, reconciliation.adopter);
  if (!tally_jobs_adopter_examine (reconciliation.adopter, error))
    return FALSE;
  settle_all (&reconciliation);
  if (context->target != NULL)
    tally_jobs_generators_check (context, reconciliation.known, reconciliation.adopter);
  report (&reconciliation);
  return tally_jobs_adopter_commit (reconciliation.adopter,
                                    tally_jobs_known_is_empty (reconciliation.known), error);
}
