/* tally-jobs-approval-keep.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-approval-private.h"

#include <glib/gstdio.h>

#include "tally-file.h"
#include "tally-jobs-approval.h"
#include "tally-proposal-json.h"
#include "tally-store-sheets.h"
#include "tally-text.h"

#define PLAN_FILE_MODE 0600

gboolean
tally_jobs_settling_is_filtered (TallyJobsSettling *self)
{
  const TallyJobsOptions *options = self->context->options;

  return (options->work_requests != NULL && options->work_requests[0] != NULL)
         || (options->weeks != NULL && options->weeks[0] != NULL);
}

gboolean
tally_jobs_settling_has_same_effect (const TallyPlanEntry *a,
                                     const TallyPlanEntry *b)
{
  return strcmp (a->fingerprint, b->fingerprint) == 0
         && strcmp (a->published_fingerprint, b->published_fingerprint) == 0
         && a->total_cents == b->total_cents && a->published_cents == b->published_cents;
}

gboolean
tally_jobs_settling_stands_earlier (TallyJobsSettling    *self,
                                    const TallyPlanEntry *entry)
{
  if (*entry->fingerprint == '\0' || strcmp (entry->fingerprint, entry->published_fingerprint) == 0)
    return FALSE;
  for (guint i = 0; i < self->earlier->len; i++)
    {
      const TallyPlanEntry *other = tally_proposal_find (self->earlier->pdata[i], entry->identity);
      if (other != NULL && other->hold == TALLY_HOLD_APPROVAL)
        return TRUE;
    }
  return FALSE;
}

gboolean
tally_jobs_settling_close (TallyJobsSettling        *self,
                           TallyStoreProposal       *record,
                           TallyStoreProposalState   state,
                           const char               *why,
                           GError                  **error)
{
  return self->context->options->dry_run
         || tally_store_proposals_close (self->context->store, record, state, why, error);
}

static gboolean
add_inputs (TallyJobsSettling       *self,
            TallyProposal  *proposal,
            GError        **error)
{
  g_autoptr (GPtrArray) sheets = tally_store_sheets_list (self->context->store, error);

  if (sheets == NULL)
    return FALSE;
  for (guint i = 0; i < sheets->len; i++)
    {
      const TallyStoreSheet *sheet = sheets->pdata[i];
      const TallyProposalInput input = {
        .sheet_id = sheet->sheet_id,
        .version = sheet->version,
        .is_lost = sheet->state == TALLY_STORE_SHEET_LOST,
      };
      if (sheet->state == TALLY_STORE_SHEET_OK || sheet->state == TALLY_STORE_SHEET_LOST)
        g_array_append_val (proposal->inputs, input);
    }
  return TRUE;
}

/* What waited before and can't be decided in this run waits on: this run was not asked for it, or
 * holds it for another reason. */
static void
add_earlier (TallyJobsSettling *self,
             TallyProposal     *proposal)
{
  g_autoptr (GHashTable) added = g_hash_table_new (tally_identity_hash, tally_identity_equal);

  for (guint i = self->earlier->len; i > 0 && tally_jobs_settling_is_filtered (self); i--)
    {
      GPtrArray *entries = ((TallyProposal *) self->earlier->pdata[i - 1])->entries;
      for (guint j = 0; j < entries->len; j++)
        {
          TallyPlanEntry *entry = entries->pdata[j];
          if (entry->hold != TALLY_HOLD_APPROVAL || g_hash_table_contains (self->entries, entry->identity)
              || !g_hash_table_add (added, entry->identity))
            continue;
          tally_proposal_add (proposal, entry);
          proposal->totals.causes |= TALLY_PROPOSAL_CAUSE_EARLIER;
        }
    }
}

static void
add_entry (TallyJobsSettling    *self,
           TallyProposal        *proposal,
           const TallyPlanEntry *entry)
{
  TallyPlanEntry copy = *entry;

  if (entry->action != TALLY_PLAN_UNCHANGED && !g_hash_table_contains (self->released, entry)
      && tally_jobs_settling_stands_earlier (self, entry))
    copy.hold = TALLY_HOLD_APPROVAL;
  if (copy.hold != TALLY_HOLD_NONE)
    tally_proposal_add (proposal, &copy);
}

static TallyProposal *
make_proposal (TallyJobsSettling  *self,
               GError            **error)
{
  g_autoptr (TallyProposal) proposal = tally_proposal_new ();
  GPtrArray *entries = self->context->run->plan->entries;

  proposal->target_sheet = self->context->options->target_sheet;
  proposal->totals = self->totals;
  for (guint i = 0; i < entries->len; i++)
    add_entry (self, proposal, entries->pdata[i]);
  add_earlier (self, proposal);
  if (!add_inputs (self, proposal, error))
    return NULL;
  tally_proposal_seal (proposal);
  return g_steal_pointer (&proposal);
}

/* The file tells of a pass that was not published as a whole; of any other there is none. */
static gboolean
write_file (TallyJobsSettling             *self,
            const TallyProposal  *proposal,
            GError              **error)
{
  const char *folder = self->context->options->output_dir;
  g_autofree char *path = g_build_filename (folder, TALLY_JOBS_APPROVAL_FILE, NULL);
  g_autofree char *text = NULL;

  if (proposal->totals.causes == 0)
    {
      (void) g_remove (path);
      return TRUE;
    }
  text = tally_proposal_to_json (proposal);
  return tally_file_ensure_folder (folder, error)
         && tally_file_write (path, text, strlen (text), PLAN_FILE_MODE, error);
}

static char *
dup_causes (guint causes)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < TALLY_PROPOSAL_N_CAUSES; i++)
    if ((causes & (1u << i)) != 0)
      g_string_append_printf (out, "%s%s", out->len > 0 ? "; " : "", tally_proposal_cause_get_title (i));
  return tally_text_steal (out);
}

static void
tell_waiting (TallyJobsSettling            *self,
              const TallyProposal *proposal,
              gboolean             is_rejected)
{
  g_autofree char *id = g_strndup (proposal->digest, TALLY_PROPOSAL_ID_LENGTH);
  g_autofree char *causes = dup_causes (proposal->totals.causes);
  g_autofree char *text = NULL;
  guint n = tally_proposal_count_waiting (proposal);

  self->context->run->outcome |= TALLY_OUTCOME_PARTIAL;
  if (is_rejected)
    text = g_strdup_printf ("%u workbooks stay as they are: plan %s was rejected; change their rows, or see "
                            "'tallyman plan show %s'", n, id, id);
  else if (self->context->options->dry_run)
    text = g_strdup_printf ("%u workbooks would wait for approval as plan %s (%s); run without --dry-run, "
                            "then see 'tallyman plan show %s'", n, id, causes, id);
  else
    text = g_strdup_printf ("%u workbooks wait for approval (%s); see 'tallyman plan show %s', then run "
                            "'tallyman plan approve %s' or 'tallyman plan reject %s'", n, causes, id, id, id);
  tally_run_add_notice (self->context->run, TALLY_SEVERITY_WARNING,
                        is_rejected ? "plan-rejected" : "plan-waiting", id, text);
}

static gboolean
keep_proposal (TallyJobsSettling             *self,
               const TallyProposal  *proposal,
               GError              **error)
{
  TallyJobsContext *context = self->context;
  gboolean is_same = self->open != NULL && strcmp (self->open->digest, proposal->digest) == 0;

  if (tally_proposal_count_waiting (proposal) == 0)
    return self->open == NULL
           || tally_jobs_settling_close (self, self->open, TALLY_STORE_PROPOSAL_SUPERSEDED, "nothing-waits", error);
  tell_waiting (self, proposal, is_same && self->open->state == TALLY_STORE_PROPOSAL_REJECTED);
  return is_same || context->options->dry_run
         || tally_store_proposals_put (context->store, context->run->run_id, proposal, error);
}

gboolean
tally_jobs_settling_keep (TallyJobsSettling  *self,
                          GError            **error)
{
  g_autoptr (TallyProposal) proposal = make_proposal (self, error);

  if (proposal == NULL || !write_file (self, proposal, error))
    return FALSE;
  return self->context->is_unbalanced || keep_proposal (self, proposal, error);
}
