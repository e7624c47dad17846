/* test-finding-history.c
 *
 * What comes back from another store is read strictly, and refused with its place.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-finding-history.h"
#include "tally-model-error.h"
#include "tally-test.h"

#define ID "00112233445566aa"
#define STEP "\"utc_usec\":1,\"from\":\"new\",\"to\":\"confirmed\""
#define ONE(verdict) "{\"findings\":[{\"id\":\"" ID "\",\"verdicts\":[{" verdict "}]}]}"

static const struct {
  const char *text;
  const char *message;
} refusals[] = {
  { "", "it is no JSON of findings" },
  { "[]", "\"findings\" is no list" },
  { "{\"findings\":{}}", "\"findings\" is no list" },
  { "{\"findings\":[{}]}", "finding 1: \"id\"" },
  { "{\"findings\":[{\"id\":\"00112233445566AA\"}]}", "finding 1: \"id\"" },
  { "{\"findings\":[{\"id\":\"" ID "\"},{\"id\":\"" ID "\"}]}", "finding 2: a finding stands twice" },
  { "{\"findings\":[{\"id\":\"" ID "\",\"verdicts\":7}]}", "finding 1: \"verdicts\" is no list" },
  { ONE (STEP), "finding 1, verdict 1: \"source\"" },
  { ONE ("\"source\":\"here\",\"actor\":\"a\",\"from\":\"new\",\"to\":\"confirmed\""), "verdict 1: \"utc_usec\"" },
  { ONE ("\"source\":\"here\",\"actor\":\"a\",\"utc_usec\":1.5,\"from\":\"new\",\"to\":\"confirmed\""), "\"utc_usec\"" },
  { ONE ("\"source\":\"here\",\"actor\":\"a\",\"utc_usec\":1,\"from\":\"old\",\"to\":\"confirmed\""), "\"from\" or \"to\"" },
  { ONE ("\"source\":\"here\",\"actor\":\"a\",\"utc_usec\":1,\"from\":\"new\",\"to\":\"verified\""), "can't become" },
  { ONE ("\"source\":\"here\"," STEP), "who decides" },
  { ONE ("\"source\":\"here\",\"actor\":null," STEP), "who decides" },
  { ONE ("\"source\":\"here\",\"actor\":\"a\\u0007\"," STEP), "who decides" },
  { ONE ("\"source\":\"here\",\"actor\":\"a\",\"reason\":\"No id\"," STEP), "short id" },
  { ONE ("\"source\":\"here\",\"actor\":\"a\",\"recovered_cents\":-1," STEP), "\"recovered_cents\"" },
  { ONE ("\"source\":\"here\",\"actor\":\"a\",\"exposure_cents\":1.5," STEP), "\"exposure_cents\"" },
  { ONE ("\"source\":\"here\",\"actor\":\"a\",\"detector_version\":99999999999," STEP), "\"detector_version\"" },
  { "{\"id\":\"" ID "\"}\n{\"id\":\"x\"}\n", "line 2: \"id\"" },
  { "{\"id\":\"" ID "\"}\n{\"id\":\n", "line 2: " },
};

static void
test_refusals_name_the_place (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (tally_finding_history_parse (refusals[i].text, strlen (refusals[i].text), &error));
      g_assert_error (error, TALLY_MODEL_ERROR, TALLY_MODEL_ERROR_INVALID);
      g_test_message ("%s: %s", refusals[i].text, error->message);
      g_assert_nonnull (strstr (error->message, refusals[i].message));
    }
}

static void
test_long_notes_are_refused (void)
{
  g_autofree char *note = g_strnfill (TALLY_FINDING_VERDICT_MAX_NOTE_BYTES + 1, 'x');
  g_autofree char *text = g_strconcat ("{\"id\":\"" ID "\",\"verdicts\":[{\"source\":\"here\",\"actor\":\"a\"," STEP
                                       ",\"note\":\"", note, "\"}]}", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (tally_finding_history_parse (text, strlen (text), &error));
  g_assert_error (error, TALLY_MODEL_ERROR, TALLY_MODEL_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "line 1, verdict 1: the note is longer"));
}

/* What runs saw elsewhere is theirs; findings that nobody decided about say nothing. */
static void
test_people_alone_are_heard (void)
{
  static const char text[] =
    "{\"findings\":[{\"id\":\"" ID "\",\"verdicts\":[{\"source\":\"here\",\"actor\":\"ann\",\"note\":\"Straße\"," STEP "},"
    "{\"source\":\"run\",\"utc_usec\":2,\"from\":\"confirmed\",\"to\":\"verified\"}]},{\"id\":\"00112233445566ab\"}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) histories = tally_finding_history_parse (text, strlen (text), &error);
  const TallyFindingHistory *history;
  const TallyFindingVerdict *verdict;

  g_assert_no_error (error);
  g_assert_cmpuint (histories->len, ==, 1);
  history = histories->pdata[0];
  g_assert_cmpuint (history->verdicts->len, ==, 1);
  verdict = history->verdicts->pdata[0];
  g_assert_cmpstr (verdict->note, ==, "Straße");
  g_assert_cmpint (verdict->to, ==, TALLY_FINDING_CONFIRMED);
  g_assert_cmpuint (strlen (verdict->digest), ==, TALLY_HASH_HEX_LENGTH);
}

/* A file that grows has a finding again with all that was said before, and then more. */
static void
test_lines_may_say_more_of_a_finding (void)
{
#define FIRST "{\"source\":\"here\",\"actor\":\"ann\"," STEP "}"
#define SECOND "{\"source\":\"here\",\"actor\":\"bob\",\"utc_usec\":2,\"from\":\"confirmed\",\"to\":\"fixed\"}"
  static const char text[] = "{\"id\":\"" ID "\",\"verdicts\":[" FIRST "]}\n{\"id\":\"00112233445566ab\"}\n"
                             "{\"id\":\"" ID "\",\"verdicts\":[" FIRST "," SECOND "]}\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) histories = tally_finding_history_parse (text, strlen (text), &error);
  const TallyFindingHistory *history;

  g_assert_no_error (error);
  g_assert_cmpuint (histories->len, ==, 1);
  history = histories->pdata[0];
  g_assert_cmpuint (history->verdicts->len, ==, 2);
  g_assert_cmpstr (((const TallyFindingVerdict *) history->verdicts->pdata[1])->actor, ==, "bob");
}

static char *
write_json (const TallyFinding *finding,
            TallyFindingDetail  detail)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();

  tally_json_writer_begin_array (writer, NULL);
  tally_finding_write_json (writer, finding, detail, NULL);
  tally_json_writer_end_array (writer);
  return tally_json_writer_finish (writer, FALSE);
}

static void
test_names_and_amounts_are_for_those_who_may (void)
{
  g_autoptr (TallyFinding) finding = tally_finding_new ();
  const TallyFindingLine line = { .sheet_id = 7, .row_id = 8 };
  g_autofree char *ids = NULL;
  g_autofree char *list = NULL;

  finding->exposure_cents = 17052;
  finding->score_micros = TALLY_FINDING_SCORE_ONE / 2;
  finding->week_ending = tally_day_new (2026, 11, 22);
  g_free (finding->sentence);
  finding->sentence = g_strdup ("$170.52 too much");
  g_array_append_val (finding->lines, line);
  ids = write_json (finding, TALLY_FINDING_DETAIL_IDS);
  list = write_json (finding, TALLY_FINDING_DETAIL_LIST);
  g_assert_null (strstr (ids, "170"));
  g_assert_nonnull (strstr (ids, "\"exposure_cents\":null"));
  g_assert_nonnull (strstr (list, "\"score\":0.5,\"exposure_cents\":17052,\"work_request\":\"\",\"week_ending\":\"2026-11-22\","
                                  "\"lines\":[{\"sheet_id\":7,\"row_id\":8}],\"sentence\":\"$170.52 too much\",\"trial\":false"));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/model/finding-history/refusals-name-the-place", test_refusals_name_the_place);
  g_test_add_func ("/model/finding-history/long-notes-are-refused", test_long_notes_are_refused);
  g_test_add_func ("/model/finding-history/people-alone-are-heard", test_people_alone_are_heard);
  g_test_add_func ("/model/finding-history/lines-may-say-more-of-a-finding", test_lines_may_say_more_of_a_finding);
  g_test_add_func ("/model/finding-history/names-and-amounts-are-for-those-who-may",
                   test_names_and_amounts_are_for_those_who_may);
  return g_test_run ();
}
