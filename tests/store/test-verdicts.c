/* test-verdicts.c
 *
 * What people decide about findings, here and elsewhere: nothing is lost, nothing is taken twice.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "store-findings.h"
#include "tally-store-trail-verify.h"
#include "tally-store-verdicts.h"
#include "tally-test.h"

/* Two stores that found the same: one of an office, one of a workflow. */
typedef struct {
  StoreFixture here;
  StoreFixture there;
} Pair;

static void
set_up (Pair          *pair,
        gconstpointer  data)
{
  store_fixture_set_up (&pair->here, NULL);
  store_fixture_set_up (&pair->there, NULL);
  store_findings_settle (pair->here.store, 1, "A:rate:500 B:rate:90", "rate");
  store_findings_settle (pair->there.store, 1, "A:rate:500 B:rate:90 C:rate:1", "rate");
  tally_clock_advance (pair->here.clock, G_TIME_SPAN_MINUTE);
  tally_clock_advance (pair->there.clock, G_TIME_SPAN_HOUR);
}

static void
tear_down (Pair          *pair,
           gconstpointer  data)
{
  store_fixture_tear_down (&pair->here, NULL);
  store_fixture_tear_down (&pair->there, NULL);
}

/* What a store says about all its findings, by the file's way. */
static GPtrArray *
carry (TallyStore *store)
{
  const TallyFindingFilter filter = { .statuses = TALLY_FINDING_STATUSES_ALL };
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = tally_store_findings_list (store, &filter, &error);
  g_autofree char *text = NULL;
  GPtrArray *histories;

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_begin_array (writer, "findings");
  for (guint i = 0; i < findings->len; i++)
    {
      const TallyFinding *finding = findings->pdata[i];
      g_autoptr (GPtrArray) verdicts = tally_store_verdicts_list (store, finding->id, &error);
      tally_finding_write_json (writer, finding, TALLY_FINDING_DETAIL_FULL, verdicts);
    }
  tally_json_writer_end_array (writer);
  tally_json_writer_end_object (writer);
  text = tally_json_writer_finish (writer, FALSE);
  histories = tally_finding_history_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  return histories;
}

/* "taken known unknown conflicts" */
static char *
import (TallyStore *to,
        TallyStore *from)
{
  g_autoptr (GPtrArray) histories = carry (from);
  g_auto (TallyFindingImport) result = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean done = tally_store_verdicts_import (to, histories, "ben@example.com", &result, &error);

  g_assert_no_error (error);
  g_assert_true (done);
  return g_strdup_printf ("%u %u %u %u", result.n_taken, result.n_known, result.n_unknown, result.conflicts->len);
}

static void
assert_import (TallyStore *to,
               TallyStore *from,
               const char *expected)
{
  g_autofree char *got = import (to, from);

  g_assert_cmpstr (got, ==, expected);
}

/* "new>confirmed here" … */
static char *
dup_history (TallyStore *store,
             const char *subject)
{
  g_autofree char *id = store_findings_dup_id (subject);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) verdicts = tally_store_verdicts_list (store, id, &error);
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < verdicts->len; i++)
    {
      const TallyFindingVerdict *verdict = verdicts->pdata[i];
      g_string_append_printf (out, "%s%s>%s %s", i > 0 ? ", " : "", tally_finding_status_get_id (verdict->from),
                              tally_finding_status_get_id (verdict->to), tally_finding_source_get_id (verdict->source));
    }
  return g_strdup (out->str);
}

static void
assert_history (TallyStore *store,
                const char *subject,
                const char *expected)
{
  g_autofree char *got = dup_history (store, subject);

  g_assert_cmpstr (got, ==, expected);
}

static void
assert_all (TallyStore *store,
            const char *expected)
{
  g_autofree char *got = store_findings_dup_text (store);

  g_assert_cmpstr (got, ==, expected);
}

static void
test_verdicts_travel (Pair          *pair,
                      gconstpointer  data)
{
  store_findings_decide (pair->there.store, "A", "investigating");
  store_findings_decide (pair->there.store, "A", "confirmed");
  store_findings_decide (pair->there.store, "C", "explained");
  assert_import (pair->here.store, pair->there.store, "2 0 1 0");
  assert_all (pair->here.store, "500 confirmed new; 90 new new");
  assert_history (pair->here.store, "A", "new>investigating import, investigating>confirmed import");
  assert_import (pair->here.store, pair->there.store, "0 2 1 0");
  assert_import (pair->there.store, pair->here.store, "0 2 0 0");
}

/* Both decided differently: the own one stands, both are kept, and both sides agree after the way back. */
static void
test_conflicts_lose_nothing (Pair          *pair,
                             gconstpointer  data)
{
  store_findings_decide (pair->here.store, "A", "confirmed");
  store_findings_decide (pair->there.store, "A", "false-positive");
  assert_import (pair->here.store, pair->there.store, "1 0 0 1");
  assert_all (pair->here.store, "500 confirmed new; 90 new new");
  assert_history (pair->here.store, "A", "new>confirmed here, new>false-positive overruled");
  assert_import (pair->here.store, pair->there.store, "0 1 0 0");
  assert_import (pair->there.store, pair->here.store, "1 1 0 0");
  assert_all (pair->there.store, "500 confirmed new; 90 new new; 1 new new");
}

static void
test_the_same_on_both_sides_is_no_conflict (Pair          *pair,
                                            gconstpointer  data)
{
  store_findings_decide (pair->here.store, "A", "confirmed");
  store_findings_decide (pair->there.store, "A", "confirmed");
  assert_import (pair->here.store, pair->there.store, "1 0 0 0");
  assert_all (pair->here.store, "500 confirmed new; 90 new new");
  assert_import (pair->here.store, pair->there.store, "0 1 0 0");
}

/* Decided there, gone here meanwhile: verified. And what was decided here later than the other side knows stands. */
static void
test_what_is_gone_stays_gone (Pair          *pair,
                              gconstpointer  data)
{
  store_findings_settle (pair->here.store, 2, "B:rate:90", "rate");
  store_findings_decide (pair->there.store, "A", "confirmed");
  assert_import (pair->here.store, pair->there.store, "1 0 0 0");
  assert_all (pair->here.store, "500 verified gone; 90 new");
  assert_history (pair->here.store, "A", "new>closed run, new>confirmed import, confirmed>verified run");
  store_findings_decide (pair->here.store, "B", "confirmed");
  assert_import (pair->there.store, pair->here.store, "1 1 0 0");
  store_findings_decide (pair->there.store, "B", "fixed");
  assert_import (pair->here.store, pair->there.store, "1 2 0 0");
  assert_history (pair->here.store, "B", "new>confirmed here, confirmed>fixed import");
}

static gboolean
add_entry_cb (const TallyStoreTrailEntry  *entry,
              gpointer                     data,
              GError                     **error)
{
  GString *out = data;

  if (strcmp (entry->kind, "finding-opened") != 0)
    g_string_append_printf (out, "%s by %s; ", entry->kind, entry->actor);
  return TRUE;
}

static void
test_the_trail_has_them (Pair          *pair,
                         gconstpointer  data)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  TallyStoreTrailCheck check;

  store_findings_decide (pair->there.store, "A", "confirmed");
  store_findings_decide (pair->here.store, "B", "explained");
  assert_import (pair->here.store, pair->there.store, "1 0 0 0");
  g_assert_true (tally_store_trail_foreach (pair->here.store, NULL, add_entry_cb, out, &error));
  g_assert_cmpstr (out->str, ==, "verdict by ann@example.com; verdict by ann@example.com; ");
  g_assert_true (tally_store_trail_verify (pair->here.store, NULL, &check, &error));
  g_assert_cmpint (check.verdict, ==, TALLY_STORE_TRAIL_SOUND);
}

static const struct {
  TallyFindingStatus to;
  const char        *actor;
  const char        *reason;
  gint64             recovered_cents;
  TallyStoreError    code;
  const char        *text;
} refusals[] = {
  { TALLY_FINDING_FIXED, "ann", NULL, 0, TALLY_STORE_ERROR_DECIDED, "it can become: investigating, waiting, confirmed" },
  { TALLY_FINDING_VERIFIED, "ann", NULL, 0, TALLY_STORE_ERROR_DECIDED, "can't become verified" },
  { TALLY_FINDING_CONFIRMED, "", NULL, 0, TALLY_STORE_ERROR_CONSTRAINT, "who decides" },
  { TALLY_FINDING_CONFIRMED, "a\nb", NULL, 0, TALLY_STORE_ERROR_CONSTRAINT, "who decides" },
  { TALLY_FINDING_CONFIRMED, "ann", "Not an id", 0, TALLY_STORE_ERROR_CONSTRAINT, "short id" },
  { TALLY_FINDING_CONFIRMED, "ann", NULL, -1, TALLY_STORE_ERROR_CONSTRAINT, "recovered" },
};

static void
test_refusals_change_nothing (Pair          *pair,
                              gconstpointer  data)
{
  g_autofree char *id = store_findings_dup_id ("A");
  g_autofree char *other = store_findings_dup_id ("nothing");
  TallyStore *store = pair->here.store;
  g_autoptr (GError) error = NULL;
  const TallyFindingDecision unknown = { .finding_id = other, .to = TALLY_FINDING_CONFIRMED, .actor = "ann" };

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      const TallyFindingDecision decision = {
        .finding_id = id, .to = refusals[i].to, .actor = refusals[i].actor, .reason = refusals[i].reason,
        .recovered_cents = refusals[i].recovered_cents,
      };
      g_assert_false (tally_store_verdicts_add (store, &decision, &error));
      g_assert_error (error, TALLY_STORE_ERROR, (int) refusals[i].code);
      g_assert_nonnull (strstr (error->message, refusals[i].text));
      g_clear_error (&error);
    }
  g_assert_false (tally_store_verdicts_add (store, &unknown, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_DECIDED);
  assert_history (store, "A", "");
  assert_all (store, "500 new new; 90 new new");
}

static void
test_who_looks_at_it_is_kept (Pair          *pair,
                              gconstpointer  data)
{
  g_autofree char *id = store_findings_dup_id ("A");
  TallyFindingDecision decision = {
    .finding_id = id, .to = TALLY_FINDING_WAITING, .actor = "ann", .assignee = "ben", .due = STORE_FINDINGS_TODAY + 7,
    .note = "asked the crew", .reason = "needs-info",
  };
  g_autoptr (TallyFinding) later = NULL;
  g_autoptr (GPtrArray) verdicts = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_verdicts_add (pair->here.store, &decision, &error));
  decision = (TallyFindingDecision) { .finding_id = id, .to = TALLY_FINDING_CONFIRMED, .actor = "ann", .recovered_cents = 700 };
  g_assert_true (tally_store_verdicts_add (pair->here.store, &decision, &error));
  store_findings_settle (pair->here.store, 2, "A:rate:500 B:rate:90", "rate");
  later = tally_store_findings_find (pair->here.store, id, &error);
  g_assert_cmpstr (later->assignee, ==, "ben");
  g_assert_cmpuint (later->due, ==, STORE_FINDINGS_TODAY + 7);
  g_assert_cmpuint (later->n_verdicts, ==, 2);
  verdicts = tally_store_verdicts_list (pair->here.store, id, &error);
  g_assert_cmpstr (((const TallyFindingVerdict *) verdicts->pdata[0])->note, ==, "asked the crew");
  g_assert_cmpint (((const TallyFindingVerdict *) verdicts->pdata[1])->recovered_cents, ==, 700);
}

int
main (int    argc,
      char **argv)
{
  static const struct {
    const char *path;
    void (*run) (Pair *, gconstpointer);
  } cases[] = {
    { "verdicts-travel", test_verdicts_travel },
    { "conflicts-lose-nothing", test_conflicts_lose_nothing },
    { "the-same-on-both-sides-is-no-conflict", test_the_same_on_both_sides_is_no_conflict },
    { "what-is-gone-stays-gone", test_what_is_gone_stays_gone },
    { "the-trail-has-them", test_the_trail_has_them },
    { "refusals-change-nothing", test_refusals_change_nothing },
    { "who-looks-at-it-is-kept", test_who_looks_at_it_is_kept },
  };

  tally_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/verdicts/", cases[i].path, NULL);
      g_test_add (path, Pair, NULL, set_up, cases[i].run, tear_down);
    }
  return g_test_run ();
}
