/* test-review.c
 *
 * What a reviewer does at a desk: many decisions at once, each of which can be taken back, and remarks. Nothing is ever
 * erased.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "store-findings.h"
#include "tally-finding-query.h"
#include "tally-store-findings-query.h"
#include "tally-store-line-peers.h"
#include "tally-store-remarks.h"
#include "tally-store-trail-verify.h"
#include "tally-store-verdicts-many.h"
#include "tally-store-verdicts.h"
#include "tally-test.h"

#define ANN "ann@example.com"

/* A remark owns its texts; those of a test are literals. */
#define SAID(words) ((char *) (words))

static GArray *
list_keys (TallyStore *store)
{
  static const char *const detectors[] = { "rate", NULL };
  const TallyFindingQuery query = { .filter = { .statuses = TALLY_FINDING_STATUSES_ALL }, .sort = "" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = tally_store_findings_query (store, &query, STORE_FINDINGS_TODAY, detectors, &error);
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    g_array_append_val (keys, g_array_index (rows, TallyQueryRow, i).key);
  return keys;
}

static GArray *
decide (StoreFixture       *f,
        GArray             *keys,
        TallyFindingStatus  to,
        GError            **error)
{
  const TallyFindingDecision decision = { .to = to, .actor = ANN, .reason = "agreed", .note = "by phone" };

  tally_clock_advance (f->clock, G_TIME_SPAN_SECOND);
  return tally_store_verdicts_add_many (f->store, (const gint64 *) (gpointer) keys->data, keys->len, &decision, error);
}

static void
assert_text (StoreFixture *f,
             const char   *expected)
{
  g_autofree char *text = store_findings_dup_text (f->store);

  g_assert_cmpstr (text, ==, expected);
}

static guint
take_back (StoreFixture *f,
           GArray       *steps)
{
  g_autoptr (GError) error = NULL;
  guint n = 99;

  tally_clock_advance (f->clock, G_TIME_SPAN_SECOND);
  g_assert_true (tally_store_verdicts_take_back (f->store, steps, ANN, &n, &error));
  g_assert_no_error (error);
  return n;
}

/* Each is again what it was, whatever it was; and the history says all of it. */
static void
test_many_are_decided_and_taken_back (StoreFixture  *f,
                                      gconstpointer  data)
{
  g_autoptr (GArray) keys = NULL;
  g_autoptr (GError) error = NULL;
  TallyStoreTrailCheck check;

  store_findings_settle (f->store, 1, "A:rate:500 B:rate:90 C:rate:80 D:rate:70", "rate");
  tally_clock_advance (f->clock, G_TIME_SPAN_SECOND);
  store_findings_decide (f->store, "B", "explained");
  store_findings_decide (f->store, "C", "confirmed");
  store_findings_decide (f->store, "D", "explained");
  store_findings_decide (f->store, "D", "closed");
  assert_text (f, "500 new new; 90 explained new; 80 confirmed new; 70 closed new");
  keys = list_keys (f->store);
  for (guint to = 0; to < TALLY_N_FINDING_STATUSES; to++)
    {
      g_autoptr (GArray) steps = NULL;
      if (to == TALLY_FINDING_NEW || to == TALLY_FINDING_INVESTIGATING
          || to == TALLY_FINDING_VERIFIED || to == TALLY_FINDING_FIXED || to == TALLY_FINDING_CLOSED)
        continue;
      g_test_message ("%s", tally_finding_status_get_id (to));
      steps = decide (f, keys, to, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (steps->len, >=, 2);
      g_assert_cmpuint (take_back (f, steps), ==, steps->len);
      assert_text (f, "500 new new; 90 explained new; 80 confirmed new; 70 closed new");
      g_assert_cmpuint (take_back (f, steps), ==, 0); /* once */
    }
  /* What was explained up to 90 still is, and no further. */
  store_findings_settle (f->store, 2, "A:rate:500 B:rate:90 C:rate:80 D:rate:70", "rate");
  assert_text (f, "500 new; 90 explained; 80 confirmed; 70 closed");
  g_assert_true (tally_store_trail_verify (f->store, NULL, &check, &error));
  g_assert_cmpint (check.verdict, ==, TALLY_STORE_TRAIL_SOUND);
}

static void
test_what_was_decided_again_stays (StoreFixture  *f,
                                   gconstpointer  data)
{
  g_autoptr (GArray) keys = NULL;
  g_autoptr (GArray) steps = NULL;
  g_autoptr (GPtrArray) verdicts = NULL;
  g_autofree char *id = store_findings_dup_id ("B");
  g_autoptr (GError) error = NULL;

  store_findings_settle (f->store, 1, "A:rate:500 B:rate:90", "rate");
  keys = list_keys (f->store);
  steps = decide (f, keys, TALLY_FINDING_EXPLAINED, &error);
  g_assert_no_error (error);
  tally_clock_advance (f->clock, G_TIME_SPAN_SECOND);
  store_findings_decide (f->store, "A", "confirmed");
  g_assert_cmpuint (take_back (f, steps), ==, 1);
  assert_text (f, "500 confirmed new; 90 new new");
  verdicts = tally_store_verdicts_list (f->store, id, &error);
  g_assert_cmpuint (verdicts->len, ==, 2);
  g_assert_cmpstr (((const TallyFindingVerdict *) verdicts->pdata[0])->note, ==, "by phone");
  g_assert_cmpstr (((const TallyFindingVerdict *) verdicts->pdata[1])->reason, ==, TALLY_FINDING_REASON_UNDONE);
}

/* What was done is opened again, and nobody may say by hand that it is done: that way leads back by a decision alone. */
static void
test_a_way_without_return_stays (StoreFixture  *f,
                                 gconstpointer  data)
{
  g_autoptr (GArray) keys = NULL;
  g_autoptr (GArray) steps = NULL;
  g_autoptr (GError) error = NULL;

  store_findings_settle (f->store, 1, "A:rate:500", "rate");
  store_findings_decide (f->store, "A", "explained");
  store_findings_decide (f->store, "A", "closed");
  keys = list_keys (f->store);
  steps = decide (f, keys, TALLY_FINDING_INVESTIGATING, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (take_back (f, steps), ==, 0);
  assert_text (f, "500 investigating new");
}

static void
test_all_or_none (StoreFixture  *f,
                  gconstpointer  data)
{
  const TallyFindingDecision nobody = { .to = TALLY_FINDING_EXPLAINED, .actor = "" };
  g_autofree gint64 *too_many = g_new0 (gint64, TALLY_FINDING_DECISIONS_MAX + 1);
  g_autoptr (GArray) keys = NULL;
  g_autoptr (GError) error = NULL;

  store_findings_settle (f->store, 1, "A:rate:500 B:rate:90", "rate");
  keys = list_keys (f->store);
  g_assert_null (tally_store_verdicts_add_many (f->store, (const gint64 *) (gpointer) keys->data, keys->len, &nobody, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_assert_null (decide (f, keys, TALLY_FINDING_FIXED, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_DECIDED);
  g_assert_cmpstr (error->message, ==, "none of the 2 findings can become fixed");
  g_clear_error (&error);
  g_assert_null (tally_store_verdicts_add_many (f->store, too_many, TALLY_FINDING_DECISIONS_MAX + 1, &nobody, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CONSTRAINT);
  assert_text (f, "500 new new; 90 new new");
}

static gboolean
remark (StoreFixture              *f,
        const TallyFindingRemark  *said,
        GError                   **error)
{
  g_autofree char *id = store_findings_dup_id ("A");

  tally_clock_advance (f->clock, G_TIME_SPAN_SECOND);
  return tally_store_remarks_add (f->store, id, said, error);
}

static void
test_remarks_are_kept (StoreFixture  *f,
                       gconstpointer  data)
{
  const TallyFindingRemark note = { .kind = TALLY_FINDING_REMARK_NOTE, .actor = SAID (ANN), .text = SAID ("Ask the crew.\nTwice.") };
  const TallyFindingRemark assigned = {
    .kind = TALLY_FINDING_REMARK_ASSIGNED, .actor = SAID (ANN), .text = SAID ("bob@example.com"), .due = STORE_FINDINGS_TODAY + 3,
  };
  g_autofree char *id = store_findings_dup_id ("A");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) remarks = NULL;
  g_autoptr (TallyFinding) finding = NULL;
  const TallyFindingRemark *read;

  store_findings_settle (f->store, 1, "A:rate:500", "rate");
  g_assert_true (remark (f, &note, &error) && remark (f, &assigned, &error));
  g_assert_no_error (error);
  remarks = tally_store_remarks_list (f->store, id, &error);
  g_assert_cmpuint (remarks->len, ==, 2);
  read = remarks->pdata[0];
  g_assert_cmpstr (read->text, ==, note.text);
  g_assert_cmpstr (read->actor, ==, ANN);
  g_assert_cmpint (read->utc_usec, >, 0);
  read = remarks->pdata[1];
  g_assert_cmpint (read->kind, ==, TALLY_FINDING_REMARK_ASSIGNED);
  g_assert_cmpuint (read->due, ==, assigned.due);
  finding = tally_store_findings_find (f->store, id, &error);
  g_assert_cmpstr (finding->assignee, ==, "bob@example.com");
  g_assert_cmpuint (finding->due, ==, assigned.due);
  g_assert_cmpint (finding->status, ==, TALLY_FINDING_NEW);
}

static void
test_remarks_are_bounded (StoreFixture  *f,
                          gconstpointer  data)
{
  g_autofree char *lengthy = g_strnfill (TALLY_FINDING_REMARK_MAX_TEXT_BYTES + 1, 'x');
  const TallyFindingRemark wrong[] = {
    { .kind = TALLY_FINDING_REMARK_NOTE, .actor = SAID (ANN), .text = SAID ("") },
    { .kind = TALLY_FINDING_REMARK_NOTE, .actor = SAID (ANN), .text = lengthy },
    { .kind = TALLY_FINDING_REMARK_NOTE, .actor = SAID (""), .text = SAID ("who?") },
    { .kind = TALLY_FINDING_REMARK_ASSIGNED, .actor = SAID (ANN), .text = SAID ("bob\n") },
    { .kind = TALLY_FINDING_REMARK_FILE, .actor = SAID (ANN), .text = SAID ("photo.jpg"), .size_bytes = 5 },
    { .kind = TALLY_FINDING_REMARK_FILE, .actor = SAID (ANN), .text = SAID ("photo.jpg"), .sha256 = "ab", .size_bytes = 5 },
  };
  TallyFindingRemark file = { .kind = TALLY_FINDING_REMARK_FILE, .actor = SAID (ANN), .text = SAID ("photo.jpg"), .size_bytes = 5 };
  g_autoptr (GError) error = NULL;

  store_findings_settle (f->store, 1, "A:rate:500", "rate");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_test_message ("%u", i);
      g_assert_false (remark (f, &wrong[i], &error));
      g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CONSTRAINT);
      g_clear_error (&error);
    }
  memset (file.sha256, 'a', TALLY_HASH_HEX_LENGTH);
  for (guint i = 0; i < TALLY_FINDING_REMARK_MAX_FILES; i++)
    g_assert_true (remark (f, &file, &error));
  g_assert_false (remark (f, &file, &error));
  g_assert_cmpstr (error->message, ==, "a finding has at most 50 files; take one away first");
  file.kind = TALLY_FINDING_REMARK_FILE_GONE;
  g_clear_error (&error);
  g_assert_true (remark (f, &file, &error));
  file.kind = TALLY_FINDING_REMARK_FILE;
  g_assert_true (remark (f, &file, &error));
  g_assert_false (tally_store_remarks_add (f->store, "0000000000000000", &file, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_DECIDED);
}

/* A line among those of its unit and kind of work: itself first, the newest of the others next. */
static void
test_a_line_has_peers (StoreFixture  *f,
                       gconstpointer  data)
{
  TallyLine own = { 0 };
  TallyLine line = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) peers = NULL;
  g_autoptr (GArray) few = NULL;
  g_autoptr (GArray) unknown = NULL;
  guint n_expected = 0;

  store_fixture_put_sheet (f, 7, 80);
  store_fixture_line (&own, 7, 11);
  for (gint64 number = 1; number <= 80; number++)
    {
      store_fixture_line (&line, 7, number);
      n_expected += strcmp (line.text[TALLY_FIELD_CU], own.text[TALLY_FIELD_CU]) == 0
                    && strcmp (line.text[TALLY_FIELD_WORK_TYPE], own.text[TALLY_FIELD_WORK_TYPE]) == 0
                    && line.quantity.coefficient > 0;
    }
  g_assert_cmpuint (n_expected, >, 3);
  peers = tally_store_line_peers_list (f->store, 7, own.row_id, 1000, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (peers->len, ==, n_expected);
  g_assert_true (g_array_index (peers, TallyLinePeer, 0).is_own);
  g_assert_cmpint (g_array_index (peers, TallyLinePeer, 0).price_cents, ==, own.price_cents);
  for (guint i = 1; i < peers->len; i++)
    {
      const TallyLinePeer *peer = &g_array_index (peers, TallyLinePeer, i);
      g_assert_false (peer->is_own);
      g_assert_cmpuint (peer->week_ending, <=, g_array_index (peers, TallyLinePeer, MAX (i - 1, 1)).week_ending);
    }
  few = tally_store_line_peers_list (f->store, 7, own.row_id, 2, &error);
  g_assert_cmpuint (few->len, ==, 2);
  g_assert_true (g_array_index (few, TallyLinePeer, 0).is_own);
  unknown = tally_store_line_peers_list (f->store, 7, 1, 1000, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (unknown->len, ==, 0);
}

static guint
count_like (StoreFixture *f,
            const char   *id)
{
  static const char *const detectors[] = { "rate", "other", NULL };
  const TallyFindingQuery query = { .like = id, .sort = "" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = tally_store_findings_query (f->store, &query, STORE_FINDINGS_TODAY, detectors, &error);

  g_assert_no_error (error);
  return rows->len;
}

static guint
count_like_subject (StoreFixture *f,
                    const char   *subject)
{
  g_autofree char *id = store_findings_dup_id (subject);

  return count_like (f, id);
}

/* The unit counts where the line is known; what is decided about may be asked for, and is not among the open ones. */
static void
test_findings_of_one_kind (StoreFixture  *f,
                           gconstpointer  data)
{
  store_fixture_put_sheet (f, 7, 80);
  store_findings_settle (f->store, 1, "A:rate:500@7#1 B:rate:90 C:other:80@7#1 D:rate:70@7#5 E:rate:60@7#2", "rate other");
  g_assert_cmpuint (count_like_subject (f, "A"), ==, 2);
  g_assert_cmpuint (count_like_subject (f, "B"), ==, 4);
  g_assert_cmpuint (count_like_subject (f, "C"), ==, 1);
  store_findings_decide (f->store, "D", "false-positive");
  g_assert_cmpuint (count_like_subject (f, "A"), ==, 1);
  g_assert_cmpuint (count_like_subject (f, "D"), ==, 1);
  g_assert_cmpuint (count_like (f, "0123456789abcdef"), ==, 0);
}

#define ADD(path, function) g_test_add (path, StoreFixture, NULL, store_fixture_set_up, function, store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  ADD ("/store/review/many-are-decided-and-taken-back", test_many_are_decided_and_taken_back);
  ADD ("/store/review/what-was-decided-again-stays", test_what_was_decided_again_stays);
  ADD ("/store/review/a-way-without-return-stays", test_a_way_without_return_stays);
  ADD ("/store/review/all-or-none", test_all_or_none);
  ADD ("/store/review/remarks-are-kept", test_remarks_are_kept);
  ADD ("/store/review/remarks-are-bounded", test_remarks_are_bounded);
  ADD ("/store/review/findings-of-one-kind", test_findings_of_one_kind);
  ADD ("/store/review/a-line-has-peers", test_a_line_has_peers);
  return g_test_run ();
}
