/* test-runs.c
 *
 * The runs of the store as people see them: in pages, by what they search for, and the story of one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-error.h"
#include "tally-engine-run-story.h"
#include "tally-store-runs.h"
#include "tally-test-run.h"
#include "tally-test-target.h"
#include "tally-test.h"

#define UPLOAD_FORBIDDEN "[{\"operation\": \"attach\", \"first\": 2, \"kind\": \"forbid\", \"count\": 0}]"
#define SHEET_FAILS_ONCE "[{\"operation\": \"get-sheet\", \"kind\": \"status\", \"status\": 500, \"count\": 1}]"

static TallyEngineRunsPage *
list_runs (TallyTestEngine            *engine,
           const TallyEngineRunsQuery *query)
{
  g_autoptr (TallyEngine) door = tally_test_engine_open (engine);
  g_autoptr (GError) error = NULL;
  TallyEngineRunsPage *page = tally_engine_runs_list (door, query, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (page);
  return page;
}

static TallyEngineRunStory *
find_story (TallyTestEngine *engine,
            gint64           run_id)
{
  g_autoptr (TallyEngine) door = tally_test_engine_open (engine);
  g_autoptr (GError) error = NULL;
  TallyEngineRunStory *story = tally_engine_runs_find (door, run_id, &error);

  g_assert_no_error (error);
  g_assert_nonnull (story);
  return story;
}

static void
assert_found (TallyTestEngine *engine,
              const char      *text,
              gboolean         only_failed,
              const char      *expected)
{
  const TallyEngineRunsQuery query = { .n_max = 50, .text = text, .only_failed = only_failed };
  g_autoptr (TallyEngineRunsPage) page = list_runs (engine, &query);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < page->runs->len; i++)
    g_string_append_printf (ids, "%" G_GINT64_FORMAT " ", ((const TallyEngineRun *) page->runs->pdata[i])->run_id);
  g_test_message ("'%s'", text != NULL ? text : "");
  g_assert_cmpstr (ids->str, ==, expected);
  g_assert_cmpint (page->next_before, ==, 0);
}

/* 1 done, 2 dry and asked for by a person, 3 in part, 4 cancelled. */
static TallyTestEngine *
make_four (void)
{
  static const char *const weeks[] = { "010525", NULL };
  const TallyBatchOptions dry = { .dry_run = TRUE, .actor = "Jo@Example.com", .weeks = weeks };
  const TallyBatchOptions forced = { .force = TRUE };
  TallyTestEngine *engine = tally_test_engine_new_small ();
  g_autoptr (TallyRun) first = tally_test_engine_run (engine, NULL);
  g_autoptr (TallyRun) second = tally_test_engine_run (engine, &dry);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (TallyRun) third = NULL;
  g_autoptr (TallyRun) fourth = NULL;

  tally_test_run_assert_exit (first, 0);
  tally_test_run_assert_exit (second, 0);
  tally_test_engine_set_faults (engine, UPLOAD_FORBIDDEN);
  third = tally_test_engine_run (engine, &forced);
  tally_test_run_assert_exit (third, 3);
  tally_test_engine_set_faults (engine, "[]");
  g_cancellable_cancel (cancellable);
  fourth = tally_test_engine_run_watched (engine, NULL, NULL, cancellable);
  tally_test_run_assert_exit (fourth, 3);
  return engine;
}

static void
assert_end (const TallyEngineRunsPage *page,
            guint                      index,
            TallyEngineRunEnd          end)
{
  const TallyEngineRun *run = page->runs->pdata[index];

  g_assert_cmpstr (tally_engine_run_end_get_id (run->end), ==, tally_engine_run_end_get_id (end));
}

static void
test_runs_are_listed_newest_first (void)
{
  const TallyEngineRunsQuery query = { .n_max = 50 };
  g_autoptr (TallyTestEngine) engine = make_four ();
  g_autoptr (TallyEngineRunsPage) page = list_runs (engine, &query);
  const TallyEngineRun *done;
  const TallyEngineRun *dry;

  g_assert_cmpuint (page->runs->len, ==, 4);
  assert_end (page, 0, TALLY_ENGINE_RUN_CANCELLED);
  assert_end (page, 1, TALLY_ENGINE_RUN_PARTIAL);
  assert_end (page, 2, TALLY_ENGINE_RUN_DONE);
  assert_end (page, 3, TALLY_ENGINE_RUN_DONE);
  done = page->runs->pdata[3];
  dry = page->runs->pdata[2];
  g_assert_cmpint (done->n_rows, >, 0);
  g_assert_cmpint (done->n_groups, >, 0);
  g_assert_cmpint (done->n_published, ==, done->n_groups);
  g_assert_true (done->has_plan && done->has_audit);
  g_assert_cmpint (done->finished_utc_usec, >=, done->started_utc_usec);
  g_assert_cmpstr (done->request->origin, ==, TALLY_RUN_ORIGIN_COMMAND);
  g_assert_cmpstr (((const TallyEngineRun *) page->runs->pdata[1])->problem, !=, "");
  g_assert_true (dry->request->is_dry);
  g_assert_cmpstr (dry->request->actor, ==, "Jo@Example.com");
  g_assert_cmpstr (dry->request->weeks[0], ==, "010525");
  g_assert_cmpstr (dry->request->jobs[0], ==, "recover");
}

static void
test_pages_join_without_a_gap (void)
{
  TallyEngineRunsQuery query = { .n_max = 3 };
  g_autoptr (TallyTestEngine) engine = make_four ();
  g_autoptr (TallyEngineRunsPage) first = list_runs (engine, &query);
  g_autoptr (TallyEngineRunsPage) second = NULL;

  g_assert_cmpuint (first->runs->len, ==, 3);
  g_assert_cmpint (first->next_before, ==, ((const TallyEngineRun *) first->runs->pdata[2])->run_id);
  query.before_run_id = first->next_before;
  second = list_runs (engine, &query);
  g_assert_cmpuint (second->runs->len, ==, 1);
  g_assert_cmpint (((const TallyEngineRun *) second->runs->pdata[0])->run_id, ==, 1);
  g_assert_cmpint (second->next_before, ==, 0);
}

static void
test_runs_are_found_by_what_people_remember (void)
{
  g_autoptr (TallyTestEngine) engine = make_four ();

  assert_found (engine, NULL, TRUE, "4 3 ");
  assert_found (engine, "JO@example", FALSE, "2 ");
  assert_found (engine, "010525", FALSE, "2 ");
  assert_found (engine, "#3", FALSE, "3 ");
  assert_found (engine, "the run was STOPPED", FALSE, "4 ");
  assert_found (engine, "nothing says this", FALSE, "");
}

static void
test_a_story_has_its_steps_and_its_journal (void)
{
  g_autoptr (TallyTestEngine) engine = make_four ();
  g_autoptr (TallyEngineRunStory) done = find_story (engine, 1);
  g_autoptr (TallyEngineRunStory) part = find_story (engine, 3);
  g_autoptr (TallyEngineRunStory) stopped = find_story (engine, 4);

  g_assert_cmpuint (done->steps->len, ==, g_strv_length (done->run->request->jobs));
  for (guint i = 0; i < done->steps->len; i++)
    {
      const TallyRunStep *step = done->steps->pdata[i];
      g_assert_cmpstr (step->job, ==, done->run->request->jobs[i]);
      g_assert_cmpint (step->state, ==, TALLY_RUN_STEP_DONE);
      g_assert_cmpint (step->started_utc_usec, >=, done->run->started_utc_usec);
      g_assert_cmpint (step->duration_usec, >=, 0);
    }
  g_assert_cmpuint (done->n_lines, >, done->run->n_published);
  g_assert_cmpuint (done->lines->len, ==, done->n_lines);
  g_assert_cmpstr (((const TallyEngineRunLine *) done->lines->pdata[0])->work_request, !=, "");
  g_assert_cmpuint (done->n_left, ==, 0);
  g_assert_cmpuint (part->attempts->len, >, 0);
  g_assert_cmpuint (part->notices->len, >, 0);
  g_assert_cmpint (((const TallyRunStep *) stopped->steps->pdata[0])->state, ==, TALLY_RUN_STEP_LEFT_OUT);
  g_assert_cmpuint (stopped->steps->len, ==, g_strv_length (stopped->run->request->jobs));
}

static void
test_a_story_says_what_is_left (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autoptr (TallyRun) run = NULL;
  g_autoptr (TallyEngineRunStory) story = NULL;

  tally_test_engine_set_faults (engine, UPLOAD_FORBIDDEN);
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 3);
  story = find_story (engine, run->run_id);
  g_assert_cmpuint (story->n_left, ==, run->counts.n_upload_failed);
}

static void
test_recoveries_are_told_in_order (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autoptr (TallyRun) run = NULL;
  g_autoptr (TallyEngineRunStory) story = NULL;
  const TallyRecoveryAttempt *first;
  const TallyRecoveryAttempt *last;

  engine->clock = tally_clock_new_virtual (g_get_real_time ());
  tally_test_engine_set_faults (engine, SHEET_FAILS_ONCE);
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 0);
  story = find_story (engine, run->run_id);
  g_assert_cmpuint (story->attempts->len, >=, 2);
  first = story->attempts->pdata[0];
  last = story->attempts->pdata[story->attempts->len - 1];
  g_assert_cmpstr (first->outcome, ==, TALLY_RECOVERY_REPEATED);
  g_assert_cmpstr (last->outcome, ==, TALLY_RECOVERY_RECOVERED);
  g_assert_cmpint (first->utc_usec, <=, last->utc_usec);
}

/* What a run is asked is known from its first moment: a killed one can be told too. */
static void
test_a_killed_run_says_what_it_was_asked (void)
{
  const TallyEngineRunsQuery query = { .n_max = 1 };
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autofree char *path = g_build_filename (engine->data_dir, "tallyman.db", NULL);
  const TallyStoreOptions options = { .path = path };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStore) store = tally_store_open (&options, &error);
  g_autoptr (TallyEngineRunsPage) at_work = NULL;
  g_autoptr (TallyEngineRunsPage) cut = NULL;
  gint64 run_id = 0;

  g_assert_no_error (error);
  g_assert_true (tally_store_lock (store, &error));
  g_assert_true (tally_store_runs_begin (store, "batch", "{\"request\": {\"actor\": \"Ann\", \"origin\": \"app\"}}",
                                         &run_id, NULL, &error));
  at_work = list_runs (engine, &query);
  assert_end (at_work, 0, TALLY_ENGINE_RUN_AT_WORK);
  g_clear_pointer (&store, tally_store_free); /* gives the lease back, as the death of its owner does */
  cut = list_runs (engine, &query);
  assert_end (cut, 0, TALLY_ENGINE_RUN_CUT);
  g_assert_cmpstr (((const TallyEngineRun *) cut->runs->pdata[0])->request->actor, ==, "Ann");
  assert_found (engine, "ann", TRUE, "2 ");
}

/* What stands behind the list of workbooks is found whatever their names are; what can't be read says nothing. */
static void
test_odd_summaries (void)
{
  static const struct {
    const char *summary;
    const char *problem;
    gint64      n_groups;
  } cases[] = {
    { "{\"plan\": {\"new\": 2, \"workbooks\": [{\"key\": \"a\\\"]}[\", \"x\": [[]]}], \"held\": 1},"
      " \"notices\": [{\"severity\": \"error\", \"text\": \"it broke\"}]}", "it broke", 3 },
    { "{\"note\": \"\\\"workbooks\\\": [\", \"plan\": {\"new\": 4}}", "", 4 },
    { "{\"plan\": {\"workbooks\": [{\"key\": \"cut", "", 0 },
    { "", "", 0 },
  };
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autofree char *path = g_build_filename (engine->data_dir, "tallyman.db", NULL);
  const TallyStoreOptions options = { .path = path };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStore) store = tally_store_open (&options, &error);

  g_assert_no_error (error);
  g_assert_true (tally_store_lock (store, &error));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const TallyEngineRunsQuery query = { .n_max = 1 };
      TallyStoreRun record = { .summary = (char *) cases[i].summary };
      g_autoptr (TallyEngineRunsPage) page = NULL;
      g_assert_true (tally_store_runs_begin (store, "batch", NULL, &record.run_id, NULL, &error));
      g_assert_true (tally_store_runs_finish (store, &record, &error));
      page = list_runs (engine, &query);
      g_assert_cmpstr (((const TallyEngineRun *) page->runs->pdata[0])->problem, ==, cases[i].problem);
      g_assert_cmpint (((const TallyEngineRun *) page->runs->pdata[0])->n_groups, ==, cases[i].n_groups);
    }
}

static void
test_what_is_not_there (void)
{
  const TallyEngineRunsQuery query = { .n_max = 10 };
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autoptr (TallyEngineRunsPage) none = list_runs (engine, &query);
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, NULL);
  g_autoptr (TallyEngine) door = tally_test_engine_open (engine);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (none->runs->len, ==, 0);
  g_assert_null (tally_engine_runs_find (door, run->run_id + 1, &error));
  g_assert_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_NOT_FOUND);
}

static void
test_a_search_can_be_ended (void)
{
  const TallyEngineRunsQuery query = { .n_max = 10, .text = "x" };
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyEngine) door = tally_test_engine_open (engine);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (tally_engine_runs_list (door, &query, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/runs/newest-first", test_runs_are_listed_newest_first);
  g_test_add_func ("/engine/runs/pages-join-without-a-gap", test_pages_join_without_a_gap);
  g_test_add_func ("/engine/runs/found-by-what-people-remember", test_runs_are_found_by_what_people_remember);
  g_test_add_func ("/engine/runs/a-story-has-steps-and-journal", test_a_story_has_its_steps_and_its_journal);
  g_test_add_func ("/engine/runs/a-story-says-what-is-left", test_a_story_says_what_is_left);
  g_test_add_func ("/engine/runs/recoveries-are-told-in-order", test_recoveries_are_told_in_order);
  g_test_add_func ("/engine/runs/a-killed-run-says-what-it-was-asked", test_a_killed_run_says_what_it_was_asked);
  g_test_add_func ("/engine/runs/odd-summaries", test_odd_summaries);
  g_test_add_func ("/engine/runs/what-is-not-there", test_what_is_not_there);
  g_test_add_func ("/engine/runs/a-search-can-be-ended", test_a_search_can_be_ended);
  return g_test_run ();
}
