/* tally-app-finding-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-finding-words.h"

#include <glib/gi18n.h>

#include "tally-app-format.h"
#include "tally-engine-findings-list.h"

static const TallyAppReason reasons[] = {
  { TALLY_FINDING_CONFIRMED, "wrong-price", N_("Wrong price") },
  { TALLY_FINDING_CONFIRMED, "wrong-quantity", N_("Wrong quantity") },
  { TALLY_FINDING_CONFIRMED, "billed-twice", N_("Billed twice") },
  { TALLY_FINDING_CONFIRMED, "wrong-week", N_("Wrong week") },
  { TALLY_FINDING_CONFIRMED, "not-authorised", N_("Change without authority") },
  { TALLY_FINDING_CONFIRMED, "not-billed", N_("Work not billed") },
  { TALLY_FINDING_EXPLAINED, "agreed-price", N_("Price was agreed") },
  { TALLY_FINDING_EXPLAINED, "scope-changed", N_("Scope of the work changed") },
  { TALLY_FINDING_EXPLAINED, "approved-change", N_("Change was approved") },
  { TALLY_FINDING_EXPLAINED, "credited", N_("Credited elsewhere") },
  { TALLY_FINDING_FALSE_POSITIVE, "usual-work", N_("Usual for this work") },
  { TALLY_FINDING_FALSE_POSITIVE, "rates-wrong", N_("The rate table is wrong") },
  { TALLY_FINDING_FALSE_POSITIVE, "data-misread", N_("The record was misread") },
  { TALLY_FINDING_DUPLICATE_OF, "same-line", N_("Another finding of the same line") },
  { TALLY_FINDING_DUPLICATE_OF, "same-cause", N_("Another finding of the same cause") },
  { TALLY_FINDING_WAITING, "ask-crew", N_("The crew was asked") },
  { TALLY_FINDING_WAITING, "ask-customer", N_("The customer was asked") },
  { TALLY_FINDING_WAITING, "ask-planner", N_("The planner was asked") },
};

/* Those that runs and other verdicts give. */
static const TallyAppReason other_reasons[] = {
  { TALLY_N_FINDING_STATUSES, TALLY_FINDING_REASON_UNDONE, N_("Taken back") },
  { TALLY_N_FINDING_STATUSES, TALLY_FINDING_REASON_GONE, N_("No longer found") },
  { TALLY_N_FINDING_STATUSES, TALLY_FINDING_REASON_BACK, N_("Found again") },
  { TALLY_N_FINDING_STATUSES, TALLY_FINDING_REASON_STILL, N_("Still found") },
  { TALLY_N_FINDING_STATUSES, TALLY_FINDING_REASON_GREW, N_("More is at stake") },
};

const char *
tally_app_finding_words_get_severity (TallyRisk severity)
{
  static const char *const words[TALLY_N_RISKS] = {
    [TALLY_RISK_LOW] = N_("Low"),
    [TALLY_RISK_MEDIUM] = N_("Medium"),
    [TALLY_RISK_HIGH] = N_("High"),
    [TALLY_RISK_CRITICAL] = N_("Critical"),
  };

  g_return_val_if_fail (severity < TALLY_N_RISKS, "");
  return _(words[severity]);
}

const char *
tally_app_finding_words_get_severity_style (TallyRisk severity)
{
  static const char *const styles[TALLY_N_RISKS] = {
    [TALLY_RISK_LOW] = "dim-label",
    [TALLY_RISK_MEDIUM] = "accent",
    [TALLY_RISK_HIGH] = "warning",
    [TALLY_RISK_CRITICAL] = "error",
  };

  g_return_val_if_fail (severity < TALLY_N_RISKS, "");
  return styles[severity];
}

const char *
tally_app_finding_words_get_status (TallyFindingStatus status)
{
  static const char *const words[TALLY_N_FINDING_STATUSES] = {
    [TALLY_FINDING_NEW] = N_("New"),
    [TALLY_FINDING_INVESTIGATING] = N_("Investigating"),
    [TALLY_FINDING_WAITING] = N_("Needs information"),
    [TALLY_FINDING_CONFIRMED] = N_("Confirmed error"),
    [TALLY_FINDING_EXPLAINED] = N_("Explained"),
    [TALLY_FINDING_FALSE_POSITIVE] = N_("False positive"),
    [TALLY_FINDING_DUPLICATE_OF] = N_("Duplicate"),
    [TALLY_FINDING_FIXED] = N_("Fixed"),
    [TALLY_FINDING_VERIFIED] = N_("Verified"),
    [TALLY_FINDING_CLOSED] = N_("Closed"),
  };

  g_return_val_if_fail (status < TALLY_N_FINDING_STATUSES, "");
  return _(words[status]);
}

const char *
tally_app_finding_words_get_category (TallyFindingCategory category)
{
  static const char *const words[TALLY_N_FINDING_CATEGORIES] = {
    [TALLY_FINDING_PRICING] = N_("Price"),
    [TALLY_FINDING_QUANTITY] = N_("Quantity"),
    [TALLY_FINDING_DUPLICATE] = N_("The same work twice"),
    [TALLY_FINDING_TIMING] = N_("Week and day"),
    [TALLY_FINDING_MASTER_DATA] = N_("Units, rates and names"),
    [TALLY_FINDING_AUTHORISATION] = N_("Authority to change"),
    [TALLY_FINDING_DATA_QUALITY] = N_("Quality of the data"),
    [TALLY_FINDING_PROCESS] = N_("Course of the work"),
    [TALLY_FINDING_SYSTEM] = N_("Sums that do not add up"),
  };

  g_return_val_if_fail (category < TALLY_N_FINDING_CATEGORIES, "");
  return _(words[category]);
}

const char *
tally_app_finding_words_get_detector (const char *id)
{
  const TallyEngineDetector *detector = tally_engine_findings_find_detector (id);

  return detector != NULL ? _(detector->title) : id;
}

static const char *
find_reason (const TallyAppReason *list,
             guint                 n,
             const char           *id)
{
  for (guint i = 0; i < n; i++)
    if (strcmp (list[i].id, id) == 0)
      return _(list[i].title);
  return NULL;
}

const char *
tally_app_finding_words_get_reason (const char *id)
{
  const char *title;

  g_return_val_if_fail (id != NULL, "");
  title = find_reason (reasons, G_N_ELEMENTS (reasons), id);
  if (title == NULL)
    title = find_reason (other_reasons, G_N_ELEMENTS (other_reasons), id);
  return title != NULL ? title : id;
}

const TallyAppReason *
tally_app_finding_words_list_reasons (guint *out_n_reasons)
{
  g_return_val_if_fail (out_n_reasons != NULL, NULL);
  *out_n_reasons = G_N_ELEMENTS (reasons);
  return reasons;
}

char *
tally_app_finding_words_dup_status (const TallyFinding *finding)
{
  const char *status;

  g_return_val_if_fail (finding != NULL, NULL);
  status = tally_app_finding_words_get_status (finding->status);
  /* Translators: a status, of a finding whose detector is on trial. */
  return finding->is_trial ? g_strdup_printf (_("%s, on trial"), status) : g_strdup (status);
}

char *
tally_app_finding_words_dup_sentence (const TallyFinding *finding)
{
  char first[7] = { 0 };

  g_return_val_if_fail (finding != NULL, NULL);
  if (*finding->sentence == '\0')
    return g_strdup ("");
  g_unichar_to_utf8 (g_unichar_toupper (g_utf8_get_char (finding->sentence)), first);
  return g_strconcat (first, g_utf8_next_char (finding->sentence), NULL);
}

char *
tally_app_finding_words_dup_share (gint64 micros)
{
  const gint64 percent = TALLY_FINDING_SCORE_ONE / 100;

  /* Translators: a share in percent; "%%" stands for the sign. */
  return g_strdup_printf (_("%d %%"), (int) (CLAMP (micros, 0, TALLY_FINDING_SCORE_ONE) / percent));
}

char *
tally_app_finding_words_dup_why (const TallyFinding *finding)
{
  g_autofree char *score = NULL;
  g_autofree char *confidence = NULL;
  g_autofree char *exposure = NULL;

  g_return_val_if_fail (finding != NULL, NULL);
  score = tally_app_finding_words_dup_share (finding->score_micros);
  confidence = tally_app_finding_words_dup_share (finding->confidence_micros);
  exposure = tally_app_format_dup_money (finding->exposure_cents);
  return g_strdup_printf (_("Severity: %s, as its detector is set. Score: %s sure that this is no chance. Confidence: %s, how "
                            "well the evidence stands. Exposure: %s may be at stake.\n\nThe list shows the severest first, "
                            "then by score times exposure."),
                          tally_app_finding_words_get_severity (finding->severity), score, confidence, exposure);
}
