/* test-findings.c
 *
 * The life of findings across audits: each story is a row of a table.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "store-findings.h"
#include "tally-store-audits.h"
#include "tally-store-exceptions.h"
#include "tally-store-trail.h"
#include "tally-store-verdicts.h"
#include "tally-test.h"

#define MAX_STEPS 7

/* "audit WORDS", "decide SUBJECT STATUS"; each with what the store then says. */
typedef struct {
  const char *step;
  const char *expected;
} Step;

static const struct {
  const char *name;
  Step        steps[MAX_STEPS];
} stories[] = {
  { "updated in place, not repeated",
    { { "audit A:rate:500 B:rate:90", "500 new new; 90 new new" },
      { "audit A:rate:600 B:rate:90", "600 new; 90 new" } } },
  { "nobody looked, and it is gone: closed; it recurs: open again",
    { { "audit A:rate:500", "500 new new" },
      { "audit ", "500 closed gone" },
      { "audit ", "500 closed gone" },
      { "audit A:rate:500", "500 new new" },
      { "audit A:rate:500", "500 new" } } },
  { "confirmed and gone is verified; back again it is open",
    { { "audit A:rate:500", "500 new new" },
      { "decide A confirmed", "500 confirmed new" },
      { "audit A:rate:500", "500 confirmed" },
      { "audit ", "500 verified gone" },
      { "audit A:rate:500", "500 new new" } } },
  { "what is said to be mended and still stands is open again",
    { { "audit A:rate:500", "500 new new" },
      { "decide A confirmed", "500 confirmed new" },
      { "decide A fixed", "500 fixed new" },
      { "audit A:rate:500", "500 new new" } } },
  { "what is mended and gone is verified",
    { { "audit A:rate:500", "500 new new" },
      { "decide A confirmed", "500 confirmed new" },
      { "decide A fixed", "500 fixed new" },
      { "audit ", "500 verified gone" } } },
  { "an explanation holds up to what was explained",
    { { "audit A:rate:500", "500 new new" },
      { "decide A explained", "500 explained new" },
      { "audit A:rate:500", "500 explained" },
      { "audit A:rate:400", "400 explained" },
      { "audit A:rate:500", "500 explained" },
      { "audit A:rate:501", "501 new new" } } },
  { "a false positive that comes back stays one",
    { { "audit A:rate:500", "500 new new" },
      { "decide A false-positive", "500 false-positive new" },
      { "audit ", "500 false-positive gone" },
      { "audit A:rate:500", "500 false-positive" } } },
  { "closed by a person after an explanation it stays closed",
    { { "audit A:rate:500", "500 new new" },
      { "decide A explained", "500 explained new" },
      { "decide A closed", "500 closed new" },
      { "audit A:rate:500", "500 closed" },
      { "audit A:rate:900", "900 new new" } } },
  { "a detector that did not run closes nothing",
    { { "audit A:other:500", "500 new new" },
      { "audit B:rate:90", "500 new; 90 new new" },
      { "audit B:rate:90", "500 new; 90 new" } } },
};

static void
take_step (TallyStore *store,
           gint64      run_id,
           const char *step)
{
  g_auto (GStrv) words = g_strsplit (step, " ", 3);

  if (strcmp (words[0], "decide") == 0)
    store_findings_decide (store, words[1], words[2]);
  else
    store_findings_settle (store, run_id, step + strlen ("audit "), "rate");
}

static void
test_stories (StoreFixture  *f,
              gconstpointer  data)
{
  const guint story = GPOINTER_TO_UINT (data);

  g_test_message ("%s", stories[story].name);
  for (guint i = 0; i < MAX_STEPS && stories[story].steps[i].step != NULL; i++)
    {
      g_autofree char *text = NULL;
      take_step (f->store, i + 1, stories[story].steps[i].step);
      tally_clock_advance (f->clock, G_TIME_SPAN_SECOND);
      text = store_findings_dup_text (f->store);
      g_test_message ("%s", stories[story].steps[i].step);
      g_assert_cmpstr (text, ==, stories[story].steps[i].expected);
    }
}

static TallyStoreSettled
settle_given (TallyStore                 *store,
              const TallyStoreSettlement *given,
              const char                 *words)
{
  static const char *const detectors[] = { "rate", NULL };
  g_autoptr (GPtrArray) findings = store_findings_new (words);
  TallyStoreSettlement settlement = *given;
  TallyStoreSettled settled = { 0 };
  g_autoptr (GError) error = NULL;

  settlement.findings = findings;
  settlement.detectors = detectors;
  settlement.today = STORE_FINDINGS_TODAY;
  g_assert_true (tally_store_findings_settle (store, &settlement, &settled, &error));
  g_assert_no_error (error);
  return settled;
}

/* A sheet that was lost, what was left out, and what an exception covers: nothing follows from their absence, but
 * that they are no longer new. */
static void
test_nothing_is_mended_in_silence (StoreFixture  *f,
                                   gconstpointer  data)
{
  g_autoptr (GHashTable) lost = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) left_out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const TallyStoreSettlement settlement = { .run_id = 2, .lost_sheets = lost, .left_out = left_out };
  const TallyFindingException by_cu = {
    .work_request = "90000001", .cu = "ANC-M", .until = STORE_FINDINGS_TODAY, .made_by = "ann", .reason = "agreed",
  };
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  g_autoptr (GError) error = NULL;
  TallyStoreSettled settled;
  gint64 sheet_id = 8, id = 0;

  store_findings_settle (f->store, 1, "A:rate:500@8 B:rate:90@9 C:rate:80@9", "rate");
  g_hash_table_add (lost, g_memdup2 (&sheet_id, sizeof sheet_id));
  g_hash_table_add (left_out, store_findings_dup_id ("B"));
  settled = settle_given (f->store, &settlement, "");
  g_assert_cmpuint (settled.n_left, ==, 2);
  g_assert_cmpuint (settled.n_closed, ==, 1);
  a = store_findings_dup_text (f->store);
  g_assert_cmpstr (a, ==, "500 new; 90 new; 80 closed gone");
  g_assert_true (tally_store_exceptions_add (f->store, &by_cu, &id, &error));
  g_hash_table_remove_all (lost);
  g_hash_table_remove_all (left_out);
  settled = settle_given (f->store, &settlement, "");
  g_assert_cmpuint (settled.n_left, ==, 2);
  g_assert_true (tally_store_exceptions_revoke (f->store, id, "ben", "it ended", &error));
  settled = settle_given (f->store, &settlement, "");
  g_assert_cmpuint (settled.n_closed, ==, 2);
  b = store_findings_dup_text (f->store);
  g_assert_cmpstr (b, ==, "500 closed gone; 90 closed gone; 80 closed gone");
}

static void
test_a_repeated_run_changes_nothing (StoreFixture  *f,
                                     gconstpointer  data)
{
  TallyStoreTrailHead before, after;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  store_findings_settle (f->store, 1, "A:rate:500 B:rate:90", "rate");
  g_assert_true (tally_store_trail_get_head (f->store, &before, &error));
  g_assert_cmpint (before.sequence, ==, 1);
  store_findings_settle (f->store, 1, "A:rate:500 B:rate:90", "rate");
  g_assert_true (tally_store_trail_get_head (f->store, &after, &error));
  g_assert_cmpint (after.sequence, ==, 1);
  text = store_findings_dup_text (f->store);
  g_assert_cmpstr (text, ==, "500 new new; 90 new new");
}

static void
test_what_is_known_is_told (StoreFixture  *f,
                            gconstpointer  data)
{
  static const char *const detectors[] = { "rate", NULL };
  g_autoptr (GPtrArray) findings = NULL;
  TallyStoreSettlement settlement = { .run_id = 3, .detectors = detectors, .today = STORE_FINDINGS_TODAY };
  TallyStoreSettled settled;
  g_autoptr (GError) error = NULL;
  const TallyFinding *finding;

  store_findings_settle (f->store, 1, "A:rate:500", "rate");
  store_findings_decide (f->store, "A", "waiting");
  tally_clock_advance (f->clock, G_TIME_SPAN_HOUR);
  findings = store_findings_new ("A:rate:510 B:rate:1");
  settlement.findings = findings;
  g_assert_true (tally_store_findings_settle (f->store, &settlement, &settled, &error));
  finding = findings->pdata[0];
  g_assert_cmpint (finding->status, ==, TALLY_FINDING_WAITING);
  g_assert_cmpint (finding->first_run, ==, 1);
  g_assert_cmpint (finding->last_run, ==, 3);
  g_assert_cmpint (finding->first_utc_usec, ==, STORE_FIXTURE_START);
  g_assert_cmpint (finding->last_utc_usec, ==, STORE_FIXTURE_START + G_TIME_SPAN_HOUR);
  g_assert_cmpuint (finding->n_verdicts, ==, 1);
  g_assert_false (finding->is_new);
  g_assert_true (((const TallyFinding *) findings->pdata[1])->is_new);
}

static const struct {
  TallyFindingFilter filter;
  const char             *expected; /* first letters */
} filters[] = {
  { { 0 }, "ACD" },
  { { .statuses = TALLY_FINDING_STATUSES_ALL }, "ABCD" },
  { { .statuses = 1u << TALLY_FINDING_EXPLAINED }, "B" },
  { { .detector = "other" }, "D" },
  { { .severity = TALLY_RISK_CRITICAL }, "" },
  { { .n_max = 2 }, "AC" },
  { { .text = "STRASSE c" }, "C" },
  { { .work_request = "1" }, "" },
  { { .week_ending = 7 }, "" },
  { { .trial = TALLY_FINDING_TRIAL_YES }, "" },
  { { .trial = TALLY_FINDING_TRIAL_NO, .work_request = "90000001" }, "ACD" },
};

static void
test_lists_are_filtered (StoreFixture  *f,
                         gconstpointer  data)
{
  store_findings_settle (f->store, 1, "D:other:70 C:rate:80 B:rate:90 A:rate:500", "rate");
  store_findings_decide (f->store, "B", "explained");
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) findings = tally_store_findings_list (f->store, &filters[i].filter, &error);
      g_autoptr (GString) got = g_string_new (NULL);
      g_assert_no_error (error);
      for (guint j = 0; j < findings->len; j++)
        {
          const TallyFinding *finding = findings->pdata[j];
          g_assert_cmpuint (finding->lines->len, ==, 1);
          g_assert_cmpint (g_array_index (finding->lines, TallyFindingLine, 0).row_number, ==, 5);
          g_string_append_c (got, finding->sentence[strlen (finding->sentence) - 1]);
        }
      g_test_message ("filter %u", i);
      g_assert_cmpstr (got->str, ==, filters[i].expected);
    }
}

static void
test_ids_may_be_cut (StoreFixture  *f,
                     gconstpointer  data)
{
  g_autofree char *id = store_findings_dup_id ("A");
  g_autofree char *other = g_strndup (id, 4);
  g_autoptr (TallyFinding) whole = NULL;
  g_autoptr (TallyFinding) cut = NULL;
  g_autoptr (GPtrArray) findings = store_findings_new ("A:rate:500 B:rate:90");
  static const char *const detectors[] = { "rate", NULL };
  const TallyStoreSettlement settlement = {
    .run_id = 1, .findings = findings, .detectors = detectors, .today = STORE_FINDINGS_TODAY,
  };
  TallyFinding *second = findings->pdata[1];
  TallyStoreSettled settled;
  g_autoptr (GError) error = NULL;

  /* one that begins with the same four digits */
  memcpy (second->id, id, 4);
  g_assert_true (tally_store_findings_settle (f->store, &settlement, &settled, &error));
  whole = tally_store_findings_find (f->store, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (whole->id, ==, id);
  g_assert_null (tally_store_findings_find (f->store, other, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_AMBIGUOUS);
  g_clear_error (&error);
  id[9] = '\0';
  cut = tally_store_findings_find (f->store, id, &error);
  g_assert_no_error (error);
  g_assert_nonnull (cut);
  g_assert_null (tally_store_findings_find (f->store, "abc", &error));
  g_assert_no_error (error);
  g_assert_null (tally_store_findings_find (f->store, "'; DROP", &error));
  g_assert_no_error (error);
}

static void
test_detectors_have_records (StoreFixture  *f,
                             gconstpointer  data)
{
  static const char *const decisions[][3] = {
    { "A", "confirmed", "fixed" }, { "B", "false-positive", NULL }, { "C", "explained", NULL },
    { "D", "confirmed", "new" }, { "E", "false-positive", "confirmed" },
  };
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;
  const TallyStoreFindingRecord *other, *rate;

  store_findings_settle (f->store, 1, "A:rate:1 B:rate:1 C:rate:1 D:rate:1 E:other:1 F:rate:1", "rate");
  for (guint i = 0; i < G_N_ELEMENTS (decisions); i++)
    for (guint j = 1; j < 3 && decisions[i][j] != NULL; j++)
      store_findings_decide (f->store, decisions[i][0], decisions[i][j]);
  store_findings_settle (f->store, 2, "", "rate other");
  records = tally_store_findings_list_records (f->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 2);
  other = records->pdata[0];
  rate = records->pdata[1];
  g_assert_cmpstr (other->detector, ==, "other");
  g_assert_cmpuint (other->n_right, ==, 1);
  g_assert_cmpuint (other->n_wrong, ==, 0);
  g_assert_cmpuint (rate->n_right, ==, 1);
  g_assert_cmpuint (rate->n_wrong, ==, 1);
}

static void
test_exceptions_end (StoreFixture  *f,
                     gconstpointer  data)
{
  TallyFindingException exception = {
    .detector = "rate", .until = STORE_FINDINGS_TODAY, .made_by = "ann@example.com", .reason = "agreed",
  };
  g_autoptr (GPtrArray) today = NULL;
  g_autoptr (GPtrArray) tomorrow = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  g_assert_true (tally_store_exceptions_add (f->store, &exception, &id, &error));
  today = tally_store_exceptions_list (f->store, STORE_FINDINGS_TODAY, &error);
  tomorrow = tally_store_exceptions_list (f->store, STORE_FINDINGS_TODAY + 1, &error);
  g_assert_cmpuint (today->len, ==, 1);
  g_assert_cmpuint (tomorrow->len, ==, 0);
  g_assert_true (tally_store_exceptions_revoke (f->store, id, "ben@example.com", "wrong unit", &error));
  g_assert_false (tally_store_exceptions_revoke (f->store, id, "ben@example.com", "again", &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_DECIDED);
  g_clear_error (&error);
  all = tally_store_exceptions_list (f->store, TALLY_DAY_NONE, &error);
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_cmpstr (((const TallyFindingExceptionRecord *) all->pdata[0])->revoked_why, ==, "wrong unit");
  exception.detector = NULL;
  g_assert_false (tally_store_exceptions_add (f->store, &exception, &id, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CONSTRAINT);
}

static void
test_audits_are_kept (StoreFixture  *f,
                      gconstpointer  data)
{
  const TallyStoreAuditDetector detectors[] = { { "rate", 2 }, { "other", 1 } };
  TallyStoreAudit audit = {
    .run_id = 1, .risk = TALLY_RISK_HIGH, .n_lines = 900, .n_open = 3, .n_by_severity = { 4, 5, 6, 7 },
    .exposure_cents = 12345, .rates_key = (char *) "ab", .scopes = (char *) "{}",
  };
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *large = g_strnfill (TALLY_STORE_AUDITS_MAX_SCOPES_BYTES + 1, 'x');
  const TallyStoreAudit *read;

  g_assert_true (tally_store_audits_put (f->store, &audit, detectors, 2, &error));
  audit.run_id = 2;
  g_assert_true (tally_store_audits_put (f->store, &audit, detectors, 2, &error));
  audit.n_open = 4;
  g_assert_true (tally_store_audits_put (f->store, &audit, detectors, 2, &error));
  all = tally_store_audits_list (f->store, G_MAXINT64, 10, &error);
  before = tally_store_audits_list (f->store, 2, 10, &error);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpuint (before->len, ==, 1);
  read = all->pdata[0];
  g_assert_cmpint (read->run_id, ==, 2);
  g_assert_cmpuint (read->n_open, ==, 4);
  g_assert_cmpuint (read->n_lines, ==, 900);
  g_assert_cmpuint (read->n_by_severity[TALLY_RISK_CRITICAL], ==, 7);
  g_assert_cmpuint (read->n_by_severity[TALLY_RISK_LOW], ==, 4);
  g_assert_cmpint (read->exposure_cents, ==, 12345);
  g_assert_cmpstr (read->rates_key, ==, "ab");
  g_assert_cmpstr (read->policy_key, ==, "");
  audit.scopes = large;
  g_assert_false (tally_store_audits_put (f->store, &audit, detectors, 2, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CONSTRAINT);
}

int
main (int    argc,
      char **argv)
{
  static const struct {
    const char *path;
    void (*run) (StoreFixture *, gconstpointer);
  } cases[] = {
    { "nothing-is-mended-in-silence", test_nothing_is_mended_in_silence },
    { "a-repeated-run-changes-nothing", test_a_repeated_run_changes_nothing },
    { "what-is-known-is-told", test_what_is_known_is_told },
    { "lists-are-filtered", test_lists_are_filtered },
    { "ids-may-be-cut", test_ids_may_be_cut },
    { "detectors-have-records", test_detectors_have_records },
    { "exceptions-end", test_exceptions_end },
    { "audits-are-kept", test_audits_are_kept },
  };

  tally_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (stories); i++)
    {
      g_autofree char *path = g_strdup_printf ("/store/findings/story-%u", i + 1);
      g_test_add (path, StoreFixture, GUINT_TO_POINTER (i), store_fixture_set_up, test_stories, store_fixture_tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/findings/", cases[i].path, NULL);
      g_test_add (path, StoreFixture, NULL, store_fixture_set_up, cases[i].run, store_fixture_tear_down);
    }
  return g_test_run ();
}
