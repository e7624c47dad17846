/* test-settled-together.c
 *
 * Findings and what follows from them are kept together or not at all: undone, rehearsed, and killed in between.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <signal.h>
#include <unistd.h>

#include "store-findings.h"
#include "tally-store-audits.h"
#include "tally-store-trail.h"
#include "tally-test.h"

#define ENV_PATH "TALLY_TEST_STORE"
#define CHILD "/store/settled-together/subprocess/killed"

/* What is to become of a settlement once its findings stand. */
typedef enum { KEEP, FAIL, DIE } Ending;

typedef struct {
  TallyStore *store;
  Ending      ending;
} Ended;

static gboolean
record_audit_cb (gpointer   data,
                 GError   **error)
{
  const Ended *ended = data;
  const TallyStoreAudit audit = { .run_id = 2, .risk = TALLY_RISK_HIGH };

  if (!tally_store_audits_put (ended->store, &audit, NULL, 0, error))
    return FALSE;
  if (ended->ending == DIE)
    kill (getpid (), SIGKILL);
  if (ended->ending == KEEP)
    return TRUE;
  g_set_error_literal (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED, "planned");
  return FALSE;
}

static gboolean
settle (TallyStore  *store,
        Ending       ending,
        gboolean     is_rehearsal,
        GError     **error)
{
  static const char *const detectors[] = { "rate", NULL };
  g_autoptr (GPtrArray) findings = store_findings_new ("A:rate:500 C:rate:70");
  Ended ended = { store, ending };
  const TallyStoreSettlement settlement = {
    .run_id = 2,
    .findings = findings,
    .detectors = detectors,
    .today = STORE_FINDINGS_TODAY,
    .is_rehearsal = is_rehearsal,
    .then = record_audit_cb,
    .then_data = &ended,
  };
  TallyStoreSettled settled = { 0 };
  gboolean done = tally_store_findings_settle (store, &settlement, &settled, error);

  if (done)
    {
      g_assert_cmpuint (settled.n_new, ==, 1);
      g_assert_cmpuint (settled.n_closed, ==, 1);
      g_assert_true (((const TallyFinding *) findings->pdata[1])->is_new);
    }
  return done;
}

static void
assert_store (TallyStore *store,
              const char *findings,
              guint       n_audits)
{
  g_autofree char *text = store_findings_dup_text (store);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) audits = tally_store_audits_list (store, G_MAXINT64, 10, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, findings);
  g_assert_cmpuint (audits->len, ==, n_audits);
}

static void
test_kept_together (StoreFixture  *f,
                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  store_findings_settle (f->store, 1, "A:rate:500 B:rate:90", "rate");
  g_assert_true (settle (f->store, KEEP, FALSE, &error));
  g_assert_no_error (error);
  assert_store (f->store, "500 new; 90 closed gone; 70 new new", 1);
}

static void
test_undone_together (StoreFixture  *f,
                      gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  store_findings_settle (f->store, 1, "A:rate:500 B:rate:90", "rate");
  g_assert_false (settle (f->store, FAIL, FALSE, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED);
  assert_store (f->store, "500 new new; 90 new new", 0);
}

/* A rehearsal tells what it would come to and leaves nothing, not even in the trail. */
static void
test_rehearsed (StoreFixture  *f,
                gconstpointer  data)
{
  TallyStoreTrailHead before, after;
  g_autoptr (GError) error = NULL;

  store_findings_settle (f->store, 1, "A:rate:500 B:rate:90", "rate");
  g_assert_true (tally_store_trail_get_head (f->store, &before, &error));
  g_assert_true (settle (f->store, KEEP, TRUE, &error));
  g_assert_no_error (error);
  assert_store (f->store, "500 new new; 90 new new", 0);
  g_assert_true (tally_store_trail_get_head (f->store, &after, &error));
  g_assert_cmpint (before.sequence, ==, after.sequence);
  g_assert_false (settle (f->store, FAIL, TRUE, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED);
}

/* What was found again without being looked at: of this run, and new no more; what was gone stays so. */
static void
test_renewed (StoreFixture  *f,
              gconstpointer  data)
{
  Ended ended = { f->store, KEEP };
  const TallyStoreSettlement settlement = {
    .run_id = 2, .same_as_run = 3, .then = record_audit_cb, .then_data = &ended,
  };
  const TallyFindingFilter all = { .statuses = TALLY_FINDING_STATUSES_ALL };
  TallyStoreSettled settled = { 0 };
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;

  store_findings_settle (f->store, 1, "A:rate:500 B:rate:90", "rate");
  store_findings_settle (f->store, 3, "A:rate:500 C:other:70", "rate");
  assert_store (f->store, "500 new; 90 closed gone; 70 new new", 0);
  g_assert_true (tally_store_findings_settle (f->store, &settlement, &settled, &error));
  g_assert_no_error (error);
  assert_store (f->store, "500 new; 90 closed gone; 70 new", 1);
  findings = tally_store_findings_list (f->store, &all, &error);
  for (guint i = 0; i < findings->len; i++)
    {
      const TallyFinding *finding = findings->pdata[i];
      g_assert_cmpint (finding->last_run, ==, finding->gone_run != 0 ? 1 : 2);
    }
}

/* The process that is killed when both are written and neither is committed. */
static void
run_killed (void)
{
  const TallyStoreOptions options = { .path = g_getenv (ENV_PATH) };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStore) store = NULL;

  if (options.path == NULL)
    return;
  store = tally_store_open (&options, &error);
  g_assert_no_error (error);
  settle (store, DIE, FALSE, &error);
  g_assert_not_reached ();
}

static void
test_a_kill_leaves_neither (StoreFixture  *f,
                            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  store_findings_settle (f->store, 1, "A:rate:500 B:rate:90", "rate");
  g_clear_pointer (&f->store, tally_store_free);
  g_setenv (ENV_PATH, f->path, TRUE);
  g_test_trap_subprocess (CHILD, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_assert_false (g_test_trap_has_passed ());
  g_test_trap_assert_stderr_unmatched ("*ERROR*");
  f->store = store_fixture_open (f, FALSE);
  assert_store (f->store, "500 new new; 90 new new", 0);
  g_assert_true (settle (f->store, KEEP, FALSE, &error));
  assert_store (f->store, "500 new; 90 closed gone; 70 new new", 1);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
#define ADD(name, func) \
  g_test_add ("/store/settled-together/" name, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)
  ADD ("kept-together", test_kept_together);
  ADD ("undone-together", test_undone_together);
  ADD ("rehearsed", test_rehearsed);
  ADD ("renewed", test_renewed);
  ADD ("a-kill-leaves-neither", test_a_kill_leaves_neither);
  g_test_add_func (CHILD, run_killed);
  return g_test_run ();
}
