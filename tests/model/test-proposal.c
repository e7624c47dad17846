/* test-proposal.c
 *
 * A plan that waits: its digest names exactly what would be done, and plan.json comes back as it
 * was written or not at all.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-model-error.h"
#include "tally-proposal-json.h"
#include "tally-test.h"
#include "tally-text.h"

#define OLD "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define NEW "ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100"

static TallyPlanEntry *
add (TallyProposal *proposal,
     const char    *work_request,
     TallyHold      hold,
     const char    *old_fingerprint)
{
  g_autoptr (TallyIdentity) identity = tally_identity_new (work_request, tally_day_new (2026, 8, 16),
                                                           TALLY_VARIANT_HELPER, "Jos\303\251 \"X\"");
  g_autoptr (TallyPlanEntry) entry = tally_plan_entry_new (identity, TALLY_PLAN_HELD, hold);

  g_strlcpy (entry->published_fingerprint, old_fingerprint, sizeof entry->published_fingerprint);
  g_strlcpy (entry->fingerprint, NEW, sizeof entry->fingerprint);
  entry->published_cents = *old_fingerprint != '\0' ? 1234 : 0;
  entry->total_cents = -5678;
  entry->n_lines = 3;
  return tally_proposal_add (proposal, entry);
}

static TallyProposal *
make (void)
{
  TallyProposal *proposal = tally_proposal_new ();
  const TallyProposalInput inputs[] = { { 8, -1, TRUE }, { 7, 42, FALSE } };

  proposal->target_sheet = 9900;
  proposal->totals = (TallyProposalTotals) {
    .causes = TALLY_PROPOSAL_CAUSE_WORKBOOKS | TALLY_PROPOSAL_CAUSE_SOURCE_LOST,
    .n_published = 9, .n_changed = 2, .n_vanished = 1, .published_cents = 100000, .changed_cents = 6912,
    .moved_cents = 5,
  };
  g_array_append_vals (proposal->inputs, inputs, G_N_ELEMENTS (inputs));
  add (proposal, "90000002", TALLY_HOLD_APPROVAL, OLD);
  add (proposal, "90000003", TALLY_HOLD_SOURCE_LOST, OLD);
  add (proposal, "90000001", TALLY_HOLD_APPROVAL, "");
  return proposal;
}

static void
test_what_waits_is_new_or_changed (void)
{
  g_autoptr (TallyProposal) proposal = make ();
  const TallyPlanEntry *entry;

  tally_proposal_seal (proposal);
  g_assert_cmpuint (tally_proposal_count_waiting (proposal), ==, 2);
  entry = proposal->entries->pdata[0];
  g_assert_cmpstr (entry->identity->work_request, ==, "90000001");
  g_assert_cmpint (entry->action, ==, TALLY_PLAN_NEW);
  entry = tally_proposal_find (proposal, ((TallyPlanEntry *) proposal->entries->pdata[1])->identity);
  g_assert_cmpstr (entry->identity->work_request, ==, "90000002");
  g_assert_cmpint (entry->action, ==, TALLY_PLAN_CHANGED);
}

static char *
dup_digest (void (*change) (TallyProposal *proposal))
{
  g_autoptr (TallyProposal) proposal = make ();

  if (change != NULL)
    change (proposal);
  tally_proposal_seal (proposal);
  return g_strdup (proposal->digest);
}

static void
change_target (TallyProposal *proposal)
{
  proposal->target_sheet++;
}

static void
change_cents (TallyProposal *proposal)
{
  ((TallyPlanEntry *) proposal->entries->pdata[0])->total_cents++;
}

static void
change_old_cents (TallyProposal *proposal)
{
  ((TallyPlanEntry *) proposal->entries->pdata[0])->published_cents++;
}

static void
change_fingerprint (TallyProposal *proposal)
{
  ((TallyPlanEntry *) proposal->entries->pdata[0])->fingerprint[5] = '7';
}

static void
change_old_fingerprint (TallyProposal *proposal)
{
  ((TallyPlanEntry *) proposal->entries->pdata[0])->published_fingerprint[5] = '7';
}

static void
change_identity (TallyProposal *proposal)
{
  ((TallyPlanEntry *) proposal->entries->pdata[0])->identity->week_ending += 7;
}

static void
change_hold (TallyProposal *proposal)
{
  ((TallyPlanEntry *) proposal->entries->pdata[1])->hold = TALLY_HOLD_APPROVAL;
}

static void
change_lines (TallyProposal *proposal)
{
  ((TallyPlanEntry *) proposal->entries->pdata[0])->n_lines++;
}

static void
test_digest_names_exactly_what_waits (void)
{
  static void (*const changes[]) (TallyProposal *) = {
    change_target, change_cents, change_old_cents, change_fingerprint, change_old_fingerprint,
    change_identity, change_hold, change_lines,
  };
  g_autofree char *digest = dup_digest (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *other = dup_digest (changes[i]);
      g_assert_cmpstr (other, !=, digest);
    }
}

static void
change_versions (TallyProposal *proposal)
{
  g_array_index (proposal->inputs, TallyProposalInput, 0).version++;
  proposal->totals.n_published++;
  proposal->totals.causes = TALLY_PROPOSAL_CAUSE_EARLIER;
  ((TallyPlanEntry *) proposal->entries->pdata[1])->total_cents++;
  add (proposal, "90000004", TALLY_HOLD_VANISHED, OLD);
}

/* An edit that no workbook of the plan shows must not undo an approval. */
static void
test_digest_leaves_out_what_does_not_wait (void)
{
  g_autofree char *digest = dup_digest (NULL);
  g_autofree char *other = dup_digest (change_versions);

  g_assert_cmpstr (other, ==, digest);
}

static void
test_json_comes_back (void)
{
  g_autoptr (TallyProposal) proposal = make ();
  g_autoptr (TallyProposal) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *twice = NULL;
  g_autoptr (GError) error = NULL;

  tally_proposal_seal (proposal);
  text = tally_proposal_to_json (proposal);
  again = tally_proposal_from_json (text, strlen (text), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->digest, ==, proposal->digest);
  g_assert_cmpmem (&again->totals, sizeof again->totals, &proposal->totals, sizeof proposal->totals);
  g_assert_cmpuint (again->inputs->len, ==, 2);
  g_assert_cmpint (g_array_index (again->inputs, TallyProposalInput, 0).sheet_id, ==, 7);
  twice = tally_proposal_to_json (again);
  g_assert_cmpstr (twice, ==, text);
}

static void
test_altered_json_is_refused (void)
{
  static const char *const changes[][2] = {
    { "tallyman-plan", "tallyman-plane" }, { "\"schema\" : 1", "\"schema\" : 2" },
    { "\"schema\" : 1", "\"schema\" : \"1\"" }, { "\"cents\" : -5678", "\"cents\" : -5679" },
    { "\"old_cents\" : 1234", "\"old_cents\" : 12.5" }, { "\"lines\" : 3", "\"lines\" : -1" },
    { "90000001", "90000009" }, { "90000001", "" }, { "2026-08-16", "16/08/2026" }, { "2026-08-16", "2026-8-16" },
    { "\"helper\"", "\"nobody\"" }, { "\"approval\"", "\"\"" }, { "\"approval\"", "\"whim\"" },
    { "\"action\" : \"new\"", "\"action\" : \"changed\"" }, { "\"workbooks\"", "\"wednesday\"" },
    { "\"lost\" : true", "\"lost\" : 1" }, { NEW, "ffee" }, { "\"entries\"", "\"entrees\"" },
    { "\"inputs\"", "\"outputs\"" }, { "\"totals\"", "\"sums\"" }, { "9900", "9901" }, { "}\n", "\n" },
    { "\"digest\" : \"", "\"digest\" : \"0" },
  };
  g_autoptr (TallyProposal) proposal = make ();
  g_autofree char *text = NULL;

  tally_proposal_seal (proposal);
  text = tally_proposal_to_json (proposal);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      const char *at = g_strrstr (text, changes[i][0]);
      g_autoptr (GString) altered = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", changes[i][0]);
      g_assert_nonnull (at);
      at = strstr (text, changes[i][0]);
      g_string_append_len (altered, text, at - text);
      g_string_append (altered, changes[i][1]);
      g_string_append (altered, at + strlen (changes[i][0]));
      g_assert_null (tally_proposal_from_json (altered->str, altered->len, &error));
      g_assert_error (error, TALLY_MODEL_ERROR, TALLY_MODEL_ERROR_INVALID);
    }
}

static void
test_entry_twice_is_refused (void)
{
  g_autoptr (TallyProposal) proposal = make ();
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  add (proposal, "90000002", TALLY_HOLD_APPROVAL, OLD);
  tally_proposal_seal (proposal);
  text = tally_proposal_to_json (proposal);
  g_assert_null (tally_proposal_from_json (text, strlen (text), &error));
  g_assert_nonnull (strstr (error->message, "entry 3"));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/model/proposal/what-waits-is-new-or-changed", test_what_waits_is_new_or_changed);
  g_test_add_func ("/model/proposal/digest-names-exactly-what-waits", test_digest_names_exactly_what_waits);
  g_test_add_func ("/model/proposal/digest-leaves-out-what-does-not-wait", test_digest_leaves_out_what_does_not_wait);
  g_test_add_func ("/model/proposal/json-comes-back", test_json_comes_back);
  g_test_add_func ("/model/proposal/altered-json-is-refused", test_altered_json_is_refused);
  g_test_add_func ("/model/proposal/entry-twice-is-refused", test_entry_twice_is_refused);
  return g_test_run ();
}
