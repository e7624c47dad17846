/* test-proposals.c
 *
 * Plans that wait: one at a time, decided once, and each step in the trail.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "store-fixture.h"
#include "tally-proposal-json.h"
#include "tally-store-proposals.h"
#include "tally-store-runs.h"
#include "tally-store-trail-verify.h"
#include "tally-test.h"

static TallyProposal *
make (guint number)
{
  TallyProposal *proposal = tally_proposal_new ();
  g_autofree char *work_request = g_strdup_printf ("%u", 90000000 + number);
  g_autoptr (TallyIdentity) identity = tally_identity_new (work_request, tally_day_new (2026, 8, 16),
                                                           TALLY_VARIANT_PRIMARY, "");
  g_autoptr (TallyPlanEntry) entry = tally_plan_entry_new (identity, TALLY_PLAN_HELD, TALLY_HOLD_APPROVAL);

  memset (entry->fingerprint, 'a', TALLY_HASH_HEX_LENGTH);
  entry->total_cents = 5;
  tally_proposal_add (proposal, entry);
  tally_proposal_seal (proposal);
  return proposal;
}

static void
begin_run (StoreFixture *f)
{
  gint64 run_id = 0;

  g_assert_true (tally_store_runs_begin (f->store, "batch", NULL, &run_id, NULL, NULL));
}

static char *
put (StoreFixture *f,
     guint         number)
{
  g_autoptr (TallyProposal) proposal = make (number);
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_proposals_put (f->store, 1, proposal, &error));
  g_assert_no_error (error);
  return g_strndup (proposal->digest, TALLY_PROPOSAL_ID_LENGTH);
}

static void
assert_state (StoreFixture            *f,
              const char              *id,
              TallyStoreProposalState  state)
{
  g_autoptr (TallyStoreProposal) proposal = tally_store_proposals_find (f->store, id, NULL);

  g_assert_nonnull (proposal);
  g_assert_cmpstr (proposal->id, ==, id);
  g_assert_cmpint (proposal->state, ==, state);
}

static gboolean
decide (StoreFixture *f,
        const char   *id,
        gboolean      approve,
        const char   *words)
{
  g_autoptr (GError) error = NULL;

  if (tally_store_proposals_decide (f->store, id, approve, "Ann", "why", &error))
    return TRUE;
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_DECIDED);
  g_assert_nonnull (strstr (error->message, words));
  return FALSE;
}

static void
test_put_waits_with_its_body (StoreFixture  *f,
                              gconstpointer  data)
{
  g_autofree char *id = NULL;
  g_autoptr (TallyStoreProposal) found = NULL;
  g_autoptr (TallyProposal) read = NULL;
  g_autoptr (GPtrArray) list = NULL;

  begin_run (f);
  id = put (f, 1);
  found = tally_store_proposals_find (f->store, id, NULL);
  g_assert_cmpint (found->state, ==, TALLY_STORE_PROPOSAL_WAITING);
  g_assert_cmpuint (found->n_waiting, ==, 1);
  g_assert_cmpint (found->created_utc_usec, ==, STORE_FIXTURE_START);
  g_assert_cmpint (found->decided_utc_usec, ==, 0);
  read = tally_proposal_from_json (found->body, strlen (found->body), NULL);
  g_assert_cmpstr (read->digest, ==, found->digest);
  list = tally_store_proposals_list (f->store, 10, NULL);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (((TallyStoreProposal *) list->pdata[0])->body, ==, "");
  g_assert_null (tally_store_proposals_find (f->store, "ffffffffffffffff", NULL));
}

static void
test_newer_plan_supersedes (StoreFixture  *f,
                            gconstpointer  data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (TallyStoreProposal) old = NULL;

  begin_run (f);
  first = put (f, 1);
  second = put (f, 2);
  assert_state (f, first, TALLY_STORE_PROPOSAL_SUPERSEDED);
  assert_state (f, second, TALLY_STORE_PROPOSAL_WAITING);
  old = tally_store_proposals_find (f->store, first, NULL);
  g_assert_cmpstr (old->body, ==, "");
  g_assert_false (decide (f, first, TRUE, "newer plan took its place"));
  g_assert_true (decide (f, second, FALSE, ""));
  third = put (f, 3);
  assert_state (f, second, TALLY_STORE_PROPOSAL_SUPERSEDED);
  open = tally_store_proposals_list_open (f->store, FALSE, NULL);
  g_assert_cmpuint (open->len, ==, 1);
  g_assert_cmpstr (((TallyStoreProposal *) open->pdata[0])->id, ==, third);
}

static void
test_approved_is_not_superseded_by_another (StoreFixture  *f,
                                            gconstpointer  data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GPtrArray) approved = NULL;
  g_autoptr (GError) error = NULL;

  begin_run (f);
  first = put (f, 1);
  g_assert_true (decide (f, first, TRUE, ""));
  second = put (f, 2);
  assert_state (f, first, TALLY_STORE_PROPOSAL_APPROVED);
  assert_state (f, second, TALLY_STORE_PROPOSAL_WAITING);
  approved = tally_store_proposals_list_open (f->store, TRUE, NULL);
  g_assert_cmpuint (approved->len, ==, 1);
  g_assert_true (tally_store_proposals_close (f->store, approved->pdata[0], TALLY_STORE_PROPOSAL_RELEASED,
                                              "published", &error));
  assert_state (f, first, TALLY_STORE_PROPOSAL_RELEASED);
  g_assert_false (decide (f, first, FALSE, "published already"));
}

static void
test_decided_once (StoreFixture  *f,
                   gconstpointer  data)
{
  g_autofree char *id = NULL;

  begin_run (f);
  g_assert_false (decide (f, "0123456789abcdef", TRUE, "there is no plan"));
  id = put (f, 1);
  g_assert_true (decide (f, id, FALSE, ""));
  g_assert_false (decide (f, id, TRUE, "rejected already"));
  g_free (put (f, 1));
  assert_state (f, id, TALLY_STORE_PROPOSAL_WAITING);
  g_assert_true (decide (f, id, TRUE, ""));
  g_assert_false (decide (f, id, FALSE, "approved already"));
}

static gboolean
list_cb (const TallyStoreTrailEntry  *entry,
         gpointer                     data,
         GError                     **error)
{
  g_string_append_printf (data, "%s(%s) ", entry->kind, entry->actor);
  return TRUE;
}

static void
test_each_step_stands_in_the_trail (StoreFixture  *f,
                                    gconstpointer  data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GString) steps = g_string_new (NULL);
  TallyStoreTrailCheck check;

  begin_run (f);
  first = put (f, 1);
  g_assert_true (decide (f, first, FALSE, ""));
  second = put (f, 2);
  g_assert_true (decide (f, second, TRUE, ""));
  g_assert_true (tally_store_trail_foreach (f->store, first, list_cb, steps, NULL));
  g_assert_cmpstr (steps->str, ==, "plan-waiting() plan-rejected(Ann) plan-superseded() ");
  g_string_truncate (steps, 0);
  g_assert_true (tally_store_trail_foreach (f->store, second, list_cb, steps, NULL));
  g_assert_cmpstr (steps->str, ==, "plan-waiting() plan-approved(Ann) ");
  g_assert_true (tally_store_trail_verify (f->store, NULL, &check, NULL));
  g_assert_cmpint (check.verdict, ==, TALLY_STORE_TRAIL_SOUND);
}

int
main (int    argc,
      char **argv)
{
  static const struct {
    const char *path;
    void (*run) (StoreFixture *, gconstpointer);
  } cases[] = {
    { "put-waits-with-its-body", test_put_waits_with_its_body },
    { "newer-plan-supersedes", test_newer_plan_supersedes },
    { "approved-is-not-superseded-by-another", test_approved_is_not_superseded_by_another },
    { "decided-once", test_decided_once },
    { "each-step-stands-in-the-trail", test_each_step_stands_in_the_trail },
  };

  tally_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/proposals/", cases[i].path, NULL);
      g_test_add (path, StoreFixture, NULL, store_fixture_set_up, cases[i].run, store_fixture_tear_down);
    }
  return g_test_run ();
}
