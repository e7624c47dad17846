/* tally-audit-context.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-context.h"

#include "tally-audit-context-private.h"
#include "tally-audit-facts-values.h"
#include "tally-audit-risk.h"

/* What detectors share, with what frees it. */
typedef struct {
  gpointer       value;
  GDestroyNotify free;
} Shared;

static void
shared_free (Shared *shared)
{
  if (shared->free != NULL)
    shared->free (shared->value);
  g_free (shared);
}

static void
hit_free (TallyAuditHit *hit)
{
  tally_finding_free (hit->finding);
  g_free (hit);
}

TallyAuditContext *
tally_audit_context_new (const TallyAuditInput  *input,
                         const TallyAuditPolicy *policy,
                         GCancellable           *cancellable)
{
  TallyAuditContext *self = g_new0 (TallyAuditContext, 1);

  self->input = input;
  self->policy = policy;
  self->cancellable = cancellable;
  self->hits = g_ptr_array_new_with_free_func ((GDestroyNotify) hit_free);
  self->ids = g_hash_table_new (g_str_hash, g_str_equal);
  self->found = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_hash_table_unref);
  self->shared = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) shared_free);
  return self;
}

void
tally_audit_context_free (TallyAuditContext *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->ids);
  g_ptr_array_unref (self->hits);
  g_hash_table_unref (self->found);
  g_hash_table_unref (self->shared);
  g_free (self);
}

const TallyAuditInput *
tally_audit_context_get_input (TallyAuditContext *self)
{
  return self->input;
}

const TallyAuditPolicy *
tally_audit_context_get_policy (TallyAuditContext *self)
{
  return self->policy;
}

void
tally_audit_context_count (TallyAuditContext *self,
                           const char        *reason,
                           guint64            n_lines,
                           TallyMoney         cents)
{
  GArray *counts = self->scope->counts;
  TallyAuditCount added = { reason, n_lines, cents };

  for (guint i = 0; i < counts->len; i++)
    {
      TallyAuditCount *count = &g_array_index (counts, TallyAuditCount, i);
      if (count->reason != reason && strcmp (count->reason, reason) != 0)
        continue;
      count->n_lines += n_lines;
      count->cents += cents;
      return;
    }
  g_array_append_val (counts, added);
}

void
tally_audit_context_add_tests (TallyAuditContext *self,
                               guint64            n_tests)
{
  self->scope->n_tests += n_tests;
}

gpointer
tally_audit_context_get_shared (TallyAuditContext *self,
                                const char        *key,
                                gpointer         (*make) (TallyAuditContext *self),
                                GDestroyNotify     free_func)
{
  Shared *shared = g_hash_table_lookup (self->shared, key);

  if (shared == NULL)
    {
      shared = g_new0 (Shared, 1);
      shared->value = make (self);
      shared->free = free_func;
      g_hash_table_insert (self->shared, (gpointer) key, shared);
    }
  return shared->value;
}

gboolean
tally_audit_context_is_cancelled (TallyAuditContext  *self,
                                  GError            **error)
{
  return g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

gboolean
tally_audit_context_has_found (TallyAuditContext *self,
                               const char        *family,
                               guint              line)
{
  GHashTable *lines = g_hash_table_lookup (self->found, family);

  return lines != NULL && g_hash_table_contains (lines, GUINT_TO_POINTER (line));
}

static void
note_lines (TallyAuditContext          *self,
            const TallyAuditSubmission *submission)
{
  GHashTable *lines = g_hash_table_lookup (self->found, self->detector->family);

  if (lines == NULL)
    {
      lines = g_hash_table_new (NULL, NULL);
      g_hash_table_insert (self->found, (gpointer) self->detector->family, lines);
    }
  for (guint i = 0; i < submission->n_lines; i++)
    g_hash_table_add (lines, GUINT_TO_POINTER (submission->lines[i]));
}

/* The work request, week and unit of its lines, where they share them. */
static void
describe_lines (TallyAuditContext          *self,
                const TallyAuditSubmission *submission,
                TallyAuditHit              *hit)
{
  const char *work_request = NULL, *cu = NULL;
  TallyDay week = TALLY_DAY_NONE;

  for (guint i = 0; i < submission->n_lines; i++)
    {
      const TallyLine *line = tally_audit_input_get_line (self->input, submission->lines[i]);
      const TallyFindingLine place = { line->sheet_id, line->row_id, line->row_number };
      g_array_append_val (hit->finding->lines, place);
      if (i == 0)
        week = line->week_ending;
      work_request = i == 0 || work_request == line->text[TALLY_FIELD_WORK_REQUEST] ? line->text[TALLY_FIELD_WORK_REQUEST] : "";
      cu = i == 0 || cu == line->text[TALLY_FIELD_CU] ? line->text[TALLY_FIELD_CU] : "";
      week = week == line->week_ending ? week : TALLY_DAY_NONE;
    }
  if (submission->n_gone > 0)
    g_array_append_vals (hit->finding->lines, submission->gone, submission->n_gone);
  if (submission->work_request != NULL)
    work_request = submission->work_request;
  g_free (hit->finding->work_request);
  hit->finding->work_request = g_strdup (work_request != NULL ? work_request : "");
  hit->finding->week_ending = submission->week_ending != TALLY_DAY_NONE ? submission->week_ending : week;
  hit->cu = cu != NULL ? cu : "";
}

static void
describe_judgement (TallyFinding              *finding,
                    const TallyAuditDetector  *detector,
                    const TallyAuditJudgement *judgement)
{
  g_free (finding->detector);
  g_free (finding->cause);
  g_free (finding->sentence);
  finding->detector = g_strdup (detector->id);
  finding->detector_version = detector->version;
  finding->category = detector->category;
  finding->cause = g_strdup (judgement->cause);
  finding->sentence = g_strdup (judgement->sentence);
  finding->score_micros = judgement->score_micros;
  finding->confidence_micros = judgement->confidence_micros;
  finding->exposure_cents = judgement->exposure_cents;
}

static void
keep (TallyAuditContext          *self,
      const TallyAuditSubmission *submission,
      const TallyAuditJudgement  *judgement,
      TallyFinding               *finding)
{
  TallyAuditHit *hit = g_new0 (TallyAuditHit, 1);

  hit->detector = self->detector;
  hit->scope = self->scope;
  hit->finding = finding;
  hit->p_value = judgement->p_value;
  hit->chance = judgement->chance;
  describe_judgement (finding, self->detector, judgement);
  describe_lines (self, submission, hit);
  finding->severity = tally_audit_risk_rate (self->policy, self->detector->severity, finding);
  note_lines (self, submission);
  g_hash_table_add (self->ids, finding->id);
  g_ptr_array_add (self->hits, hit);
}

gboolean
tally_audit_context_submit (TallyAuditContext          *self,
                            const TallyAuditSubmission *submission)
{
  g_autoptr (TallyAuditFacts) facts = submission->facts;
  g_auto (TallyAuditJudgement) judgement = { 0 };
  g_autoptr (TallyFinding) finding = tally_finding_new ();
  g_autofree char *json = NULL;

  g_free (finding->id);
  finding->id = tally_finding_dup_id (self->detector->family, submission->subject);
  if (g_hash_table_contains (self->ids, finding->id)
      || !tally_audit_judge (self->detector, facts, &judgement, &json))
    return FALSE;
  if (!tally_audit_facts_is_complete (facts))
    g_critical ("detector %s judges by facts that it did not submit", self->detector->id);
  g_free (finding->facts);
  g_free (finding->judgement);
  finding->facts = tally_audit_facts_to_json (facts);
  finding->judgement = g_steal_pointer (&json);
  keep (self, submission, &judgement, g_steal_pointer (&finding));
  return TRUE;
}
