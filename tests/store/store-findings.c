/* store-findings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "store-findings.h"

#include "tally-store-verdicts.h"
#include "tally-text.h"

#define FAMILY "test"
#define CENTS 100

char *
store_findings_dup_id (const char *subject)
{
  return tally_finding_dup_id (FAMILY, subject);
}

static TallyFinding *
make_finding (const char *word)
{
  g_auto (GStrv) parts = g_strsplit_set (word, ":@#", -1);
  guint n = g_strv_length (parts);
  TallyFinding *self = tally_finding_new ();
  TallyFindingLine line = { .row_id = 77, .row_number = 5 };
  TallyLine of_sheet = { 0 };

  g_assert_cmpuint (n, >=, 3);
  g_free (self->id);
  self->id = store_findings_dup_id (parts[0]);
  tally_text_set (&self->detector, parts[1]);
  tally_text_set (&self->work_request, "90000001");
  self->detector_version = 1;
  self->exposure_cents = g_ascii_strtoll (parts[2], NULL, 10) * CENTS;
  self->severity = TALLY_RISK_HIGH;
  self->score_micros = TALLY_FINDING_SCORE_ONE;
  self->week_ending = STORE_FINDINGS_TODAY;
  g_free (self->sentence);
  g_free (self->judgement);
  self->sentence = g_strdup_printf ("$%s.00 of Straße %s", parts[2], parts[0]);
  self->judgement = g_strdup_printf ("{\"exposure_cents\":%" G_GINT64_FORMAT "}", self->exposure_cents);
  tally_text_set (&self->facts, "{}");
  line.sheet_id = n > 3 ? g_ascii_strtoll (parts[3], NULL, 10) : 1;
  if (n > 4)
    {
      store_fixture_line (&of_sheet, line.sheet_id, g_ascii_strtoll (parts[4], NULL, 10));
      line.row_id = of_sheet.row_id;
    }
  g_array_append_val (self->lines, line);
  return self;
}

GPtrArray *
store_findings_new (const char *words)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_finding_free);

  for (guint i = 0; list[i] != NULL; i++)
    if (*list[i] != '\0')
      g_ptr_array_add (findings, make_finding (list[i]));
  return findings;
}

TallyStoreSettled
store_findings_settle (TallyStore *store,
                       gint64      run_id,
                       const char *words,
                       const char *ran)
{
  g_autoptr (GPtrArray) findings = store_findings_new (words);
  g_auto (GStrv) detectors = g_strsplit (ran, " ", -1);
  const TallyStoreSettlement settlement = {
    .run_id = run_id,
    .findings = findings,
    .detectors = (const char *const *) detectors,
    .today = STORE_FINDINGS_TODAY,
  };
  TallyStoreSettled settled = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean done = tally_store_findings_settle (store, &settlement, &settled, &error);

  g_assert_no_error (error);
  g_assert_true (done);
  return settled;
}

char *
store_findings_dup_text (TallyStore *store)
{
  const TallyFindingFilter filter = { .statuses = TALLY_FINDING_STATUSES_ALL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = tally_store_findings_list (store, &filter, &error);
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    {
      const TallyFinding *finding = findings->pdata[i];
      g_string_append_printf (out, "%s%" G_GINT64_FORMAT " %s%s%s", i > 0 ? "; " : "", finding->exposure_cents / CENTS,
                              tally_finding_status_get_id (finding->status), finding->is_new ? " new" : "",
                              finding->gone_run != 0 ? " gone" : "");
    }
  return tally_text_steal (out);
}

void
store_findings_decide (TallyStore *store,
                       const char *subject,
                       const char *status)
{
  g_autofree char *id = store_findings_dup_id (subject);
  TallyFindingDecision decision = { .finding_id = id, .actor = "ann@example.com" };
  g_autoptr (GError) error = NULL;
  gboolean decided;

  g_assert_true (tally_finding_status_find (status, &decision.to));
  decided = tally_store_verdicts_add (store, &decision, &error);
  g_assert_no_error (error);
  g_assert_true (decided);
}
