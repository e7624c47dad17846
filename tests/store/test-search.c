/* test-search.c
 *
 * What is written is found by its words, what is changed or gone no longer, whichever way it was written; and the index
 * says of every line what reading all of them says.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "store-findings.h"
#include "tally-finding-query.h"
#include "tally-random.h"
#include "tally-store-findings-query.h"
#include "tally-store-lines.h"
#include "tally-store-remarks.h"
#include "tally-store-search.h"
#include "tally-store-verdicts.h"
#include "tally-test-database.h"
#include "tally-test.h"

#define SHEET 7
#define N_LINES 400
#define ANN "ann@example.com"

static GPtrArray *
search (StoreFixture    *f,
        TallySearchKind  kind,
        const char      *text,
        guint            n_max)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallySearchQuery) query = tally_search_query_parse (text, &error);
  GPtrArray *hits;

  g_assert_no_error (error);
  hits = tally_store_search (f->store, query, kind, n_max, &error);
  g_assert_no_error (error);
  return hits;
}

static guint
count (StoreFixture    *f,
       TallySearchKind  kind,
       const char      *text)
{
  g_autoptr (GPtrArray) hits = search (f, kind, text, 10000);

  return hits->len;
}

static void
put (StoreFixture *f,
     gint64        first,
     gint64        last,
     gint64        renamed)
{
  g_autoptr (GError) error = NULL;
  TallyStoreLineStats stats;
  TallyLine line = { 0 };

  g_assert_true (tally_store_lines_begin_sheet (f->store, 1, SHEET, &error));
  for (gint64 i = first; i <= last; i++)
    {
      store_fixture_line (&line, SHEET, i);
      if (i == renamed)
        line.text[TALLY_FIELD_FOREMAN] = "Wilhelmina";
      g_assert_true (tally_store_lines_put (f->store, &line, &error));
    }
  g_assert_true (tally_store_lines_end_sheet (f->store, &stats, &error));
  g_assert_no_error (error);
}

/* How many of the lines a query means, one by one. */
static guint
count_by_hand (const char *text,
               gint64      last)
{
  g_autoptr (TallySearchQuery) query = tally_search_query_parse (text, NULL);
  TallySearchText texts[TALLY_N_TEXT_FIELDS];
  TallyLine line = { 0 };
  guint n = 0;

  for (gint64 i = 1; i <= last; i++)
    {
      store_fixture_line (&line, SHEET, i);
      for (int t = 0; t < TALLY_N_TEXT_FIELDS; t++)
        texts[t] = (TallySearchText) { t, line.text[t] != NULL ? line.text[t] : "" };
      n += tally_search_query_matches (query, texts, G_N_ELEMENTS (texts)) ? 1 : 0;
    }
  return n;
}

static void
test_lines_are_found (StoreFixture  *f,
                      gconstpointer  data)
{
  static const char *const texts[] = {
    "anchor", "nunez", "JOSÉ", "xfr", "XFR-25-1PH", "\"pole 40\"", "cu:pole", "pole:p -cu:anc", "zurich", "foreman:doe 100",
    "request:90411722 cu:cnd", "\"manta ray\" o'brien", "nothing-of-that",
  };

  put (f, 1, N_LINES, 0);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("%s", texts[i]);
      g_assert_cmpuint (count (f, TALLY_SEARCH_LINES, texts[i]), ==, count_by_hand (texts[i], N_LINES));
    }
  g_assert_cmpuint (count_by_hand ("nunez", N_LINES), >, 0);
}

static void
test_what_changes_is_found_as_it_is (StoreFixture  *f,
                                     gconstpointer  data)
{
  put (f, 1, N_LINES, 0);
  g_assert_cmpuint (count (f, TALLY_SEARCH_LINES, "wilhelmina"), ==, 0);
  put (f, 1, N_LINES, 33);
  g_assert_cmpuint (count (f, TALLY_SEARCH_LINES, "wilhelm"), ==, 1);
  put (f, 1, N_LINES, 0);
  g_assert_cmpuint (count (f, TALLY_SEARCH_LINES, "wilhelm"), ==, 0);
  g_assert_cmpuint (count (f, TALLY_SEARCH_LINES, "nunez"), ==, count_by_hand ("nunez", N_LINES));
  put (f, 1, N_LINES / 2, 0); /* the others are gone */
  g_assert_cmpuint (count (f, TALLY_SEARCH_LINES, "nunez"), ==, count_by_hand ("nunez", N_LINES / 2));
  put (f, 1, N_LINES, 0); /* and back */
  g_assert_cmpuint (count (f, TALLY_SEARCH_LINES, "anchor"), ==, N_LINES);
}

/* The proof of SQLite itself: the index has what the table has, and nothing else. */
static void
assert_sound (StoreFixture *f)
{
  g_autofree char *lines = NULL;
  g_autofree char *findings = NULL;

  g_clear_pointer (&f->store, tally_store_free);
  lines = tally_test_database_query (f->path, "INSERT INTO line_word (line_word, rank) VALUES ('integrity-check', 1)");
  findings = tally_test_database_query (f->path,
                                        "INSERT INTO finding_word (finding_word, rank) VALUES ('integrity-check', 1)");
  f->store = store_fixture_open (f, FALSE);
}

static void
test_random_edits_keep_it_sound (StoreFixture  *f,
                                 gconstpointer  data)
{
  g_autoptr (TallyRandom) random = tally_random_new (20261201);
  gint64 first = 1, last = 1;

  for (guint i = 0; i < 40; i++)
    {
      first = 1 + (gint64) tally_random_below (random, 100);
      last = first + (gint64) tally_random_below (random, 100);
      put (f, first, last, first + (gint64) tally_random_below (random, 100));
    }
  put (f, first, last, 0);
  assert_sound (f);
  g_assert_cmpuint (count (f, TALLY_SEARCH_LINES, "anchor"), ==, last - first + 1);
  g_assert_cmpuint (count (f, TALLY_SEARCH_LINES, "wilhelmina"), ==, 0);
}

static void
test_the_newest_come_first (StoreFixture  *f,
                            gconstpointer  data)
{
  g_autoptr (GPtrArray) hits = NULL;

  put (f, 1, N_LINES, 0);
  hits = search (f, TALLY_SEARCH_LINES, "anchor", 20);
  g_assert_cmpuint (hits->len, ==, 21); /* there are more */
  for (guint i = 1; i < hits->len; i++)
    g_assert_cmpuint (((const TallySearchHit *) hits->pdata[i])->week_ending, <=,
                      ((const TallySearchHit *) hits->pdata[i - 1])->week_ending);
  g_assert_nonnull (strstr (((const TallySearchHit *) hits->pdata[0])->text, " · Anchor, manta ray, installed in rock · "));
}

/* --- findings and notes --------------------------------------------------------------------------- */

static void
note (StoreFixture *f,
      const char   *subject,
      const char   *text)
{
  g_autofree char *id = store_findings_dup_id (subject);
  g_autoptr (GError) error = NULL;
  const TallyFindingRemark remark = { .kind = TALLY_FINDING_REMARK_NOTE, .actor = (char *) ANN, .text = (char *) text };

  tally_clock_advance (f->clock, G_TIME_SPAN_SECOND);
  g_assert_true (tally_store_remarks_add (f->store, id, &remark, &error));
  g_assert_no_error (error);
}

static void
decide (StoreFixture *f,
        const char   *subject)
{
  g_autofree char *id = store_findings_dup_id (subject);
  g_autoptr (GError) error = NULL;
  const TallyFindingDecision decision = {
    .finding_id = id, .to = TALLY_FINDING_EXPLAINED, .actor = ANN, .reason = "agreed", .note = "the customer said so",
    .assignee = "zoe@example.com",
  };

  tally_clock_advance (f->clock, G_TIME_SPAN_SECOND);
  g_assert_true (tally_store_verdicts_add (f->store, &decision, &error));
  g_assert_no_error (error);
}

static void
test_findings_and_notes_are_found (StoreFixture  *f,
                                   gconstpointer  data)
{
  store_findings_settle (f->store, 1, "A:rate:500 B:rate:90", "rate");
  g_assert_cmpuint (count (f, TALLY_SEARCH_FINDINGS, "straße"), ==, 2);
  g_assert_cmpuint (count (f, TALLY_SEARCH_FINDINGS, "finding:500"), ==, 1);
  g_assert_cmpuint (count (f, TALLY_SEARCH_FINDINGS, "assignee:zoe"), ==, 0);
  note (f, "A", "José was asked by phone");
  decide (f, "B");
  g_assert_cmpuint (count (f, TALLY_SEARCH_FINDINGS, "assignee:zoe"), ==, 1);
  g_assert_cmpuint (count (f, TALLY_SEARCH_NOTES, "jose phone"), ==, 1);
  g_assert_cmpuint (count (f, TALLY_SEARCH_NOTES, "\"customer said\" by:ann"), ==, 1);
  store_findings_settle (f->store, 2, "A:rate:700 B:rate:90", "rate"); /* its sentence is another one */
  g_assert_cmpuint (count (f, TALLY_SEARCH_FINDINGS, "finding:500"), ==, 0);
  g_assert_cmpuint (count (f, TALLY_SEARCH_FINDINGS, "finding:700"), ==, 1);
  g_assert_cmpuint (count (f, TALLY_SEARCH_FINDINGS, "assignee:zoe"), ==, 1);
  assert_sound (f);
}

static guint
count_listed (StoreFixture *f,
              const char   *text)
{
  static const char *const detectors[] = { "rate", NULL };
  const TallyFindingQuery query = { .filter = { .statuses = TALLY_FINDING_STATUSES_ALL, .text = text }, .sort = "" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = tally_store_findings_query (f->store, &query, STORE_FINDINGS_TODAY, detectors, &error);

  g_assert_no_error (error);
  return rows->len;
}

/* A list of findings is chosen from by what they say, by their lines and by what was noted. */
static void
test_words_lead_to_findings (StoreFixture  *f,
                             gconstpointer  data)
{
  put (f, 1, N_LINES, 3);
  store_findings_settle (f->store, 1, "A:rate:500@7#3 B:rate:90@7#4 C:rate:80", "rate");
  note (f, "C", "wilhelmina knows");
  g_assert_cmpuint (count_listed (f, "wilhelmina"), ==, 2);
  g_assert_cmpuint (count_listed (f, "foreman:wilhelmina"), ==, 1);
  g_assert_cmpuint (count_listed (f, "\"manta ray\""), ==, 2);
  g_assert_cmpuint (count_listed (f, "raße B"), ==, 1); /* as it stands, not as words */
  g_assert_cmpuint (count_listed (f, "-nothing"), ==, 0);
  g_assert_cmpuint (count_listed (f, "colour:red"), ==, 0);
}

#define ADD(path, function) g_test_add (path, StoreFixture, NULL, store_fixture_set_up, function, store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  ADD ("/store/search/lines-are-found", test_lines_are_found);
  ADD ("/store/search/what-changes-is-found-as-it-is", test_what_changes_is_found_as_it_is);
  ADD ("/store/search/random-edits-keep-it-sound", test_random_edits_keep_it_sound);
  ADD ("/store/search/the-newest-come-first", test_the_newest_come_first);
  ADD ("/store/search/findings-and-notes-are-found", test_findings_and_notes_are_found);
  ADD ("/store/search/words-lead-to-findings", test_words_lead_to_findings);
  return g_test_run ();
}
