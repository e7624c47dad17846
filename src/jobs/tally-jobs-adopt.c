/* tally-jobs-adopt.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-adopt.h"

#include "tally-group.h"
#include "tally-jobs-archive.h"
#include "tally-jobs-group.h"
#include "tally-plan-weeks.h"
#include "tally-store-adoptions.h"
#include "tally-store-behind.h"
#include "tally-text.h"

#define BYTES_PER_KIB 1024

struct _TallyJobsAdopter {
  TallyJobsContext *context;  /* (borrowed) */
  GHashTable       *wanted;   /* (owned) attachment ids */
  GHashTable       *examined; /* (owned) (nullable) attachment id → TallyJobsExamined */
  GPtrArray        *added;    /* (owned) TallyStorePublication */
  GHashTable       *adopted;  /* (owned) attachment ids, borrowed from added */
};

TallyJobsAdopter *
tally_jobs_adopter_new (TallyJobsContext *context)
{
  TallyJobsAdopter *self;

  g_return_val_if_fail (context != NULL, NULL);
  self = g_new0 (TallyJobsAdopter, 1);
  self->context = context;
  self->wanted = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->added = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_store_publication_free);
  self->adopted = g_hash_table_new (g_int64_hash, g_int64_equal);
  return self;
}

void
tally_jobs_adopter_free (TallyJobsAdopter *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->wanted);
  g_clear_pointer (&self->examined, g_hash_table_unref);
  g_hash_table_unref (self->adopted);
  g_ptr_array_unref (self->added);
  g_free (self);
}

void
tally_jobs_adopter_want (TallyJobsAdopter    *self,
                         const TallyJobsFile *file)
{
  g_return_if_fail (self != NULL && file != NULL && self->examined == NULL);
  g_hash_table_add (self->wanted, g_memdup2 (&file->attachment->attachment_id, sizeof (gint64)));
}

gboolean
tally_jobs_adopter_examine (TallyJobsAdopter  *self,
                            GError           **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer id;

  g_return_val_if_fail (self != NULL && self->examined == NULL, FALSE);
  g_hash_table_iter_init (&iter, self->wanted);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_array_append_vals (ids, id, 1);
  self->examined = tally_jobs_examine (self->context, ids, error);
  return self->examined != NULL;
}

const TallyJobsExamined *
tally_jobs_adopter_find (TallyJobsAdopter    *self,
                         const TallyJobsFile *file)
{
  g_return_val_if_fail (self != NULL && self->examined != NULL && file != NULL, NULL);
  return g_hash_table_lookup (self->examined, &file->attachment->attachment_id);
}

gboolean
tally_jobs_adopter_is_same (const TallyJobsFile  *file,
                            const TallyPlanEntry *entry)
{
  g_return_val_if_fail (file != NULL && entry != NULL, FALSE);
  return file->name != NULL && file->name->form == TALLY_FILE_NAME_CURRENT
         && strncmp (file->name->fingerprint, entry->fingerprint, TALLY_FINGERPRINT_LENGTH) == 0;
}

static TallyStorePublication *
make_publication (TallyJobsContext     *context,
                  const TallyPlanEntry *entry,
                  const TallyJobsFile  *file)
{
  TallyStorePublication *self = g_new0 (TallyStorePublication, 1);

  self->run_id = context->run->run_id;
  self->identity = tally_identity_copy (entry->identity);
  self->target_sheet = context->options->target_sheet;
  self->target_row = file->attachment->row_id;
  self->attachment_id = file->attachment->attachment_id;
  self->attachment_created_utc_usec = file->attachment->created_utc_usec;
  self->generated_utc_usec = file->attachment->created_utc_usec;
  self->file_name = g_strdup (file->attachment->name);
  self->sheet_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

/* The list tells sizes in KiB, and no sum: both are verified when somebody reads the bytes. */
static void
fill_from_plan (TallyStorePublication *self,
                const TallyPlanEntry  *entry,
                const TallyJobsFile   *file)
{
  self->size_bytes = (guint64) MAX (file->attachment->size_kb, 0) * BYTES_PER_KIB;
  self->n_lines = entry->n_lines;
  self->total_cents = entry->total_cents;
  self->generated_utc_usec = entry->generated_utc_usec;
  self->fingerprint = g_strdup (entry->fingerprint);
  self->sha256 = g_strdup ("");
}

static void
fill_from_file (TallyStorePublication   *self,
                const TallyJobsExamined *examined)
{
  self->size_bytes = examined->size_bytes;
  self->n_lines = examined->n_lines;
  self->total_cents = examined->total_cents;
  self->fingerprint = g_strdup (examined->fingerprint);
  self->sha256 = g_strdup (examined->sha256);
  g_array_append_vals (self->sheet_ids, examined->sheet_ids->data, examined->sheet_ids->len);
}

/* What is adopted was published before: the guard's shares are of that too. */
static void
count_published (TallyPlan                   *plan,
                 TallyPlanEntry              *entry,
                 const TallyStorePublication *publication)
{
  gboolean was_known = *entry->published_fingerprint != '\0';
  TallyMoney known_cents = was_known ? entry->published_cents : 0;

  tally_plan_weeks_count (plan, entry->identity->week_ending, !was_known,
                              publication->total_cents - known_cents);
  entry->published_cents = publication->total_cents;
  entry->published_lines = publication->n_lines;
  g_strlcpy (entry->published_fingerprint, publication->fingerprint, sizeof entry->published_fingerprint);
}

void
tally_jobs_adopter_add (TallyJobsAdopter    *self,
                        TallyPlanEntry      *entry,
                        const TallyJobsFile *file)
{
  const TallyJobsExamined *examined = tally_jobs_adopter_find (self, file);
  TallyStorePublication *publication = make_publication (self->context, entry, file);
  gboolean is_same;

  if (examined != NULL)
    fill_from_file (publication, examined);
  else
    fill_from_plan (publication, entry, file);
  is_same = strcmp (publication->fingerprint, entry->fingerprint) == 0;
  entry->action = is_same && !self->context->options->force ? TALLY_PLAN_UNCHANGED : TALLY_PLAN_CHANGED;
  count_published (self->context->run->plan, entry, publication);
  g_ptr_array_add (self->added, publication);
  g_hash_table_add (self->adopted, &publication->attachment_id);
}

gboolean
tally_jobs_adopter_has (TallyJobsAdopter    *self,
                        const TallyJobsFile *file)
{
  g_return_val_if_fail (self != NULL && file != NULL, FALSE);
  return g_hash_table_contains (self->adopted, &file->attachment->attachment_id);
}

static void
take_sheets (TallyStorePublication *publication,
             const TallyGroup      *group)
{
  g_array_set_size (publication->sheet_ids, 0);
  for (guint i = 0; i < group->lines->len; i++)
    {
      gint64 id = tally_group_get_line (group, i)->sheet_id;
      guint n = publication->sheet_ids->len;
      if (n == 0 || g_array_index (publication->sheet_ids, gint64, n - 1) != id)
        g_array_append_val (publication->sheet_ids, id);
    }
}

/* What hangs there with the fingerprint of the lines of now shows just those. */
static gboolean
record (TallyJobsAdopter       *self,
        TallyStorePublication  *publication,
        GError                **error)
{
  g_autoptr (TallyGroup) group = tally_jobs_load_group (self->context, publication->identity, error);
  gboolean is_same;

  if (group == NULL)
    return FALSE;
  is_same = strcmp (group->fingerprint, publication->fingerprint) == 0;
  if (is_same)
    take_sheets (publication, group);
  return tally_store_adoptions_add (self->context->store, publication, is_same ? group : NULL, error);
}

static gboolean
record_all (TallyJobsAdopter  *self,
            GError           **error)
{
  for (guint i = 0; i < self->added->len; i++)
    if (!record (self, self->added->pdata[i], error))
      return FALSE;
  return TRUE;
}

#define BLIND "the history of lines, the lines of workbooks that have changed since, runs, plans and approvals, " \
              "the trail, the list of the archive"

/* A new store looks like one that was lost: what tells them apart is what a lost one left behind here. */
static gboolean
was_lost (TallyJobsContext *context)
{
  const TallyJobsArchive *archive = context->options->archive;

  return tally_store_behind_stood_another (context->store)
         || (archive != NULL && archive->vault != NULL && !tally_store_vault_is_empty (archive->vault));
}

static void
report_blind (TallyJobsContext *context)
{
  gboolean only_reads = strcmp (tally_config_get_text (context->config, "target", "publish"), "never") == 0;

  if (was_lost (context))
    tally_run_add_notice (context->run, TALLY_SEVERITY_WARNING, "starts-blind", NULL,
                          "the store was lost and was rebuilt from what hangs on the target; what starts blind: "
                          BLIND "; restore a backup or a state file to have them back");
  else
    tally_run_add_notice (context->run, only_reads ? TALLY_SEVERITY_INFO : TALLY_SEVERITY_WARNING, "starts-new", NULL,
                          "this store is new, and another one has published on the target before; what it does not "
                          "know: " BLIND "; if that one was here or was carried, bring back its backup or its state "
                          "file; if it is still in use elsewhere, let one of the two publish");
}

static void
report (TallyJobsAdopter *self,
        gboolean          was_empty)
{
  TallyRun *run = self->context->run;
  g_autofree char *text = NULL;

  text = tally_text_dup_count (self->added->len,
                               "workbook on the target was not in the store and was adopted as published "
                               "before, without attaching it again",
                               "workbooks on the target were not in the store and were adopted as "
                               "published before, without attaching them again");
  tally_run_add_notice (run, TALLY_SEVERITY_INFO, "adopted", NULL, text);
  if (was_empty)
    report_blind (self->context);
}

gboolean
tally_jobs_adopter_commit (TallyJobsAdopter  *self,
                           gboolean           was_empty,
                           GError           **error)
{
  TallyStore *store = self->context->store;
  gboolean recorded;

  g_return_val_if_fail (self != NULL, FALSE);
  if (self->added->len == 0)
    return TRUE;
  if (!tally_store_adoptions_begin (store, error))
    return FALSE;
  recorded = record_all (self, error);
  if (!tally_store_adoptions_end (store, recorded, recorded ? error : NULL))
    return FALSE;
  self->context->run->counts.n_adopted += self->added->len;
  report (self, was_empty);
  return TRUE;
}
