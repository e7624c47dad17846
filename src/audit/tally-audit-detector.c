/* tally-audit-detector.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-detector.h"

const TallyAuditDetector *
tally_audit_find_detector (const char *id)
{
  guint n;
  const TallyAuditDetector *const *detectors = tally_audit_list_detectors (&n);

  for (guint i = 0; id != NULL && i < n; i++)
    if (strcmp (detectors[i]->id, id) == 0)
      return detectors[i];
  return NULL;
}

void
tally_audit_judgement_clear (TallyAuditJudgement *self)
{
  g_clear_pointer (&self->sentence, g_free);
  g_clear_pointer (&self->derived, tally_audit_facts_free);
}

/* The derived values get what every judgement has; then all of it is one canonical text. */
static char *
judgement_to_json (TallyAuditJudgement *judgement)
{
  TallyAuditFacts *derived = judgement->derived;

  tally_audit_facts_add_int64 (derived, "score_micros", judgement->score_micros);
  tally_audit_facts_add_int64 (derived, "confidence_micros", judgement->confidence_micros);
  tally_audit_facts_add_int64 (derived, "exposure_cents", judgement->exposure_cents);
  if (judgement->p_value >= 0)
    tally_audit_facts_add_double (derived, "p_value", judgement->p_value);
  if (judgement->chance >= 0)
    tally_audit_facts_add_double (derived, "chance", judgement->chance);
  tally_audit_facts_add_text (derived, "cause", judgement->cause);
  tally_audit_facts_add_text (derived, "sentence", judgement->sentence);
  return tally_audit_facts_to_json (derived);
}

gboolean
tally_audit_judge (const TallyAuditDetector  *detector,
                   const TallyAuditFacts     *facts,
                   TallyAuditJudgement       *out_judgement,
                   char                     **out_json)
{
  *out_judgement = (TallyAuditJudgement) {
    .score_micros = TALLY_FINDING_SCORE_ONE,
    .confidence_micros = TALLY_FINDING_SCORE_ONE,
    .p_value = -1,
    .chance = -1,
    .cause = "",
    .derived = tally_audit_facts_new (),
  };
  if (!detector->judge (facts, out_judgement))
    return FALSE;
  g_assert (out_judgement->sentence != NULL);
  if (out_judgement->exposure_cents < 0) /* only facts that were tampered with give one */
    return FALSE;
  if (out_json != NULL)
    *out_json = judgement_to_json (out_judgement);
  return TRUE;
}
