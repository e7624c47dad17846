/* test-approval.c
 *
 * What changes too much of what was published waits for a person, and nothing else does.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-config-source.h"
#include "tally-engine-plan.h"
#include "tally-proposal-json.h"
#include "tally-store-lines.h"
#include "tally-store-maps.h"
#include "tally-test-engine.h"
#include "tally-test-run.h"
#include "tally-test-target.h"
#include "tally-test.h"

#define DOLLAR 100

static void
tell (const TallyRun *run)
{
  for (guint i = 0; i < run->notices->len; i++)
    {
      const TallyNotice *notice = run->notices->pdata[i];
      g_test_message ("%s %s: %s (%s)", notice->code, notice->subject, notice->text, notice->detail);
    }
}

static void
assert_exit (const TallyRun *run,
             int             exit_code)
{
  if (tally_run_get_exit_code (run) != exit_code)
    tell (run);
  g_assert_cmpint (tally_run_get_exit_code (run), ==, exit_code);
}

static const TallyNotice *
find_notice (const TallyRun *run,
             const char     *code)
{
  for (guint i = 0; i < run->notices->len; i++)
    if (strcmp (((const TallyNotice *) run->notices->pdata[i])->code, code) == 0)
      return run->notices->pdata[i];
  return NULL;
}

static guint
count_held (const TallyRun *run,
            TallyHold       hold)
{
  guint n = 0;

  for (guint i = 0; i < run->plan->entries->len; i++)
    n += ((const TallyPlanEntry *) run->plan->entries->pdata[i])->hold == hold ? 1 : 0;
  return n;
}

static void
configure (TallyTestEngine *engine,
           const char      *settings)
{
  g_free (engine->settings);
  engine->settings = g_strdup (settings);
}

static TallyTestEngine *
make_published (void)
{
  TallyTestEngine *engine = tally_test_engine_new (NULL);
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, NULL);

  assert_exit (run, 0);
  g_assert_cmpuint (run->counts.n_published, >=, 10);
  return engine;
}

/* The faces' door, as "tallyman plan" uses it. */
static TallyEngine *
open_engine (TallyTestEngine *engine)
{
  g_autofree char *text = tally_test_engine_dup_config (engine);
  const TallyConfigSource source = { .text = text, .text_length = -1 };
  g_autoptr (TallyConfig) config = tally_config_new (&source, NULL);
  const TallyEngineOptions options = { .config = config, .data_dir = engine->data_dir, .token = "x" };
  g_autoptr (GError) error = NULL;
  TallyEngine *self = tally_engine_new (&options, &error);

  g_assert_no_error (error);
  return self;
}

static char *
dup_state (TallyTestEngine *engine,
           const char      *id)
{
  g_autoptr (TallyEngine) door = open_engine (engine);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyEnginePlan) plan = tally_engine_plan_find (door, id, &error);

  g_assert_no_error (error);
  return g_strdup (plan->state);
}

static void
assert_state (TallyTestEngine *engine,
              const char      *id,
              const char      *state)
{
  g_autofree char *actual = dup_state (engine, id);

  g_assert_cmpstr (actual, ==, state);
}

static gboolean
decide (TallyTestEngine *engine,
        const char      *id,
        gboolean         approve)
{
  g_autoptr (TallyEngine) door = open_engine (engine);
  const TallyEngineDecision decision = { .id = id, .approve = approve, .actor = "Ann", .reason = "seen" };
  g_autoptr (GError) error = NULL;
  gboolean decided = tally_engine_plan_decide (door, &decision, &error);

  g_assert_true (decided == (error == NULL));
  return decided;
}

static char *
dup_plan_path (TallyTestEngine *engine)
{
  return g_build_filename (engine->output_dir, "plan.json", NULL);
}

static TallyProposal *
load_plan_file (TallyTestEngine *engine)
{
  g_autofree char *path = dup_plan_path (engine);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  TallyProposal *proposal;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, &error));
  proposal = tally_proposal_from_json (text, length, &error);
  g_assert_no_error (error);
  return proposal;
}

static gboolean
has_plan_file (TallyTestEngine *engine)
{
  g_autofree char *path = dup_plan_path (engine);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* A run that must stop at the guard; returns the id of the plan. */
static char *
run_stopped (TallyTestEngine *engine)
{
  guint n_writes = tally_test_engine_count_writes (engine);
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, NULL);
  const TallyNotice *notice = find_notice (run, "plan-waiting");
  g_autoptr (TallyProposal) proposal = NULL;

  assert_exit (run, 3);
  g_assert_nonnull (notice);
  g_assert_nonnull (strstr (notice->text, "tallyman plan approve"));
  g_assert_cmpint (notice->severity, ==, TALLY_SEVERITY_WARNING);
  g_assert_cmpuint (run->counts.n_published, ==, 0);
  g_assert_cmpuint (run->counts.n_removed, ==, 0);
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, n_writes);
  proposal = load_plan_file (engine);
  g_assert_true (g_str_has_prefix (proposal->digest, notice->subject));
  g_assert_cmpuint (tally_proposal_count_waiting (proposal), ==, count_held (run, TALLY_HOLD_APPROVAL));
  assert_state (engine, notice->subject, "waiting");
  return g_strdup (notice->subject);
}

static void
test_a_price_list_waits_and_is_published_as_approved (void)
{
  g_autoptr (TallyTestEngine) engine = make_published ();
  g_autoptr (TallyRun) release = NULL;
  g_autoptr (TallyRun) quiet = NULL;
  g_autoptr (TallyProposal) proposal = NULL;
  g_autofree char *id = NULL;
  g_autofree char *again = NULL;

  g_assert_cmpuint (tally_test_engine_change_prices (engine, 30, DOLLAR), >, 10);
  id = run_stopped (engine);
  again = run_stopped (engine);
  g_assert_cmpstr (again, ==, id);
  proposal = load_plan_file (engine);
  g_assert_true (decide (engine, id, TRUE));
  g_assert_false (decide (engine, id, TRUE));
  g_assert_false (decide (engine, id, FALSE));
  release = tally_test_engine_run (engine, NULL);
  assert_exit (release, 0);
  g_assert_cmpuint (release->counts.n_published, ==, tally_proposal_count_waiting (proposal));
  tally_test_engine_assert_exactly_once (engine, release);
  assert_state (engine, id, "released");
  g_assert_false (has_plan_file (engine));
  quiet = tally_test_engine_run (engine, NULL);
  assert_exit (quiet, 0);
  g_assert_cmpuint (quiet->counts.n_published, ==, 0);
}

/* New work on rows that nobody has billed yet is no change of what was published. */
static void
test_new_work_is_published_while_the_rest_waits (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autoptr (TallyRun) all = NULL;
  g_autoptr (TallyRun) run = NULL;
  const TallyBatchOptions some = { .max_groups = 6 };
  g_autoptr (TallyRun) first = tally_test_engine_run (engine, &some);

  assert_exit (first, 0);
  g_assert_cmpuint (first->counts.n_published, ==, 6);
  tally_test_engine_change_prices (engine, 100, DOLLAR);
  run = tally_test_engine_run (engine, NULL);
  assert_exit (run, 3);
  g_assert_cmpuint (count_held (run, TALLY_HOLD_APPROVAL), ==, first->counts.n_published);
  g_assert_cmpuint (run->counts.n_published, >, 0);
  g_assert_cmpuint (run->counts.n_removed, ==, 0);
  g_assert_cmpuint (tally_plan_count (run->plan, TALLY_PLAN_CHANGED), ==, 0);
  /* The new ones count as published now, so that the share is smaller; what waits waits on. */
  all = tally_test_engine_run (engine, NULL);
  assert_exit (all, 3);
  g_assert_cmpstr (find_notice (all, "plan-waiting")->subject, ==, find_notice (run, "plan-waiting")->subject);
  g_assert_cmpuint (all->counts.n_published, ==, 0);
}

static void
test_an_approval_is_void_when_its_rows_change (void)
{
  g_autoptr (TallyTestEngine) engine = make_published ();
  g_autoptr (TallyRun) run = NULL;
  g_autofree char *id = NULL;
  const TallyNotice *notice;
  guint n_writes;

  tally_test_engine_change_prices (engine, 30, DOLLAR);
  id = run_stopped (engine);
  g_assert_true (decide (engine, id, TRUE));
  tally_test_engine_change_prices (engine, 100, 7);
  n_writes = tally_test_engine_count_writes (engine);
  run = tally_test_engine_run (engine, NULL);
  assert_exit (run, 3);
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, n_writes);
  g_assert_cmpstr (find_notice (run, "plan-void")->subject, ==, id);
  notice = find_notice (run, "plan-waiting");
  g_assert_cmpstr (notice->subject, !=, id);
  assert_state (engine, id, "superseded");
  assert_state (engine, notice->subject, "waiting");
  g_assert_false (decide (engine, id, TRUE));
}

/* One row of one of its workbooks is enough; the others wait anew with it. */
static void
test_one_edited_row_voids_the_whole_approval (void)
{
  g_autoptr (TallyTestEngine) engine = make_published ();
  g_autoptr (TallyRun) run = NULL;
  g_autofree char *id = NULL;
  guint n_waiting;

  tally_test_engine_change_prices (engine, 100, DOLLAR);
  id = run_stopped (engine);
  g_assert_true (decide (engine, id, TRUE));
  tally_test_engine_change_a_price (engine);
  run = tally_test_engine_run (engine, NULL);
  assert_exit (run, 3);
  g_assert_nonnull (find_notice (run, "plan-void"));
  g_assert_cmpuint (run->counts.n_published, ==, 0);
  n_waiting = count_held (run, TALLY_HOLD_APPROVAL);
  g_assert_cmpuint (n_waiting, >=, 10);
}

/* A sync alone has brought other rows: that is said before anybody waits for a run. */
static void
test_an_approval_after_a_sync_of_other_rows_is_refused (void)
{
  g_autoptr (TallyTestEngine) engine = make_published ();
  static const char *const jobs[] = { "sync", NULL };
  const TallyBatchOptions sync = { .jobs = jobs };
  g_autoptr (TallyRun) run = NULL;
  g_autofree char *id = NULL;

  tally_test_engine_change_prices (engine, 100, DOLLAR);
  id = run_stopped (engine);
  tally_test_engine_change_a_price (engine);
  run = tally_test_engine_run (engine, &sync);
  assert_exit (run, 0);
  g_assert_false (decide (engine, id, TRUE));
  assert_state (engine, id, "waiting");
  g_assert_true (decide (engine, id, FALSE));
}

/* Rows of all weeks move to the next one: the same money in new workbooks is no new money. */
static void
test_rows_that_move_to_another_week_are_not_new (void)
{
  g_autoptr (TallyTestEngine) engine = make_published ();
  g_autoptr (TallyProposal) proposal = NULL;
  g_autofree char *id = NULL;

  tally_test_engine_move_weeks (engine, 7 * 52);
  id = run_stopped (engine);
  proposal = load_plan_file (engine);
  g_assert_cmpuint (proposal->totals.n_vanished, ==, proposal->totals.n_published);
  g_assert_cmpint (proposal->totals.moved_cents, ==, proposal->totals.published_cents);
  g_assert_cmpuint (proposal->totals.causes & TALLY_PROPOSAL_CAUSE_MOVED, !=, 0);
  g_assert_cmpuint (tally_proposal_count_waiting (proposal), >=, 10);
}

static void
test_a_lost_input_writes_the_plan_too (void)
{
  g_autoptr (TallyTestEngine) engine = make_published ();
  g_autofree char *first = g_strndup (engine->sources, strcspn (engine->sources, ";"));
  g_autofree char *edit = g_strdup_printf ("{\"op\": \"remove-sheet\", \"sheetId\": %s}", first);
  g_autoptr (TallyProposal) proposal = NULL;
  g_autoptr (TallyRun) run = NULL;

  tally_test_engine_edit (engine, edit);
  run = tally_test_engine_run (engine, NULL);
  assert_exit (run, 3);
  proposal = load_plan_file (engine);
  g_assert_cmpuint (proposal->totals.causes, ==, TALLY_PROPOSAL_CAUSE_SOURCE_LOST);
  g_assert_cmpuint (tally_proposal_count_waiting (proposal), ==, 0);
  g_assert_cmpuint (proposal->entries->len, ==, count_held (run, TALLY_HOLD_SOURCE_LOST));
  g_assert_null (find_notice (run, "plan-waiting"));
}

static void
test_rejected_stays_until_the_rows_are_as_published (void)
{
  g_autoptr (TallyTestEngine) engine = make_published ();
  g_autoptr (TallyRun) rejected = NULL;
  g_autoptr (TallyRun) mended = NULL;
  g_autofree char *id = NULL;
  guint n_writes;

  tally_test_engine_change_prices (engine, 100, DOLLAR);
  id = run_stopped (engine);
  g_assert_true (decide (engine, id, FALSE));
  n_writes = tally_test_engine_count_writes (engine);
  rejected = tally_test_engine_run (engine, NULL);
  assert_exit (rejected, 3);
  g_assert_nonnull (find_notice (rejected, "plan-rejected"));
  g_assert_null (find_notice (rejected, "plan-waiting"));
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, n_writes);
  assert_state (engine, id, "rejected");
  tally_test_engine_change_prices (engine, 100, -DOLLAR);
  mended = tally_test_engine_run (engine, NULL);
  assert_exit (mended, 0);
  g_assert_cmpuint (mended->counts.n_published, ==, 0);
  assert_state (engine, id, "superseded");
  g_assert_false (has_plan_file (engine));
}

/* What was put off does not slip through in a run that is asked for less or that lost an input. */
static void
test_a_filtered_run_keeps_the_plan_whole (void)
{
  g_autoptr (TallyTestEngine) engine = make_published ();
  const char *const wanted[] = { "1", NULL };
  const TallyBatchOptions filtered = { .work_requests = wanted };
  g_autoptr (TallyRun) run = NULL;
  g_autofree char *id = NULL;

  tally_test_engine_change_prices (engine, 30, DOLLAR);
  id = run_stopped (engine);
  run = tally_test_engine_run (engine, &filtered);
  assert_exit (run, 3);
  assert_state (engine, id, "waiting");
  g_assert_true (decide (engine, id, TRUE));
  g_clear_pointer (&run, tally_run_free);
  run = tally_test_engine_run (engine, &filtered);
  assert_exit (run, 0);
  assert_state (engine, id, "approved");
  g_clear_pointer (&run, tally_run_free);
  run = tally_test_engine_run (engine, NULL);
  assert_exit (run, 0);
  assert_state (engine, id, "released");
}

static void
test_another_time_zone_stops_at_the_guard (void)
{
  g_autoptr (TallyTestEngine) engine = make_published ();
  g_autoptr (TallyProposal) proposal = NULL;
  g_autofree char *id = NULL;

  configure (engine, "[billing]\ntime-zone=America/Denver\n");
  id = run_stopped (engine);
  proposal = load_plan_file (engine);
  g_assert_cmpuint (proposal->totals.n_changed, ==, proposal->totals.n_published);
  g_assert_cmpuint (proposal->totals.causes, ==, TALLY_PROPOSAL_CAUSE_WORKBOOKS);
  g_assert_cmpint (proposal->totals.changed_cents, ==, 0);
}

static gboolean
take_excluded_cb (const TallyLine  *line,
                  gpointer          data,
                  GError          **error)
{
  if (line->reason != TALLY_REASON_ACCEPTED && line->reason != TALLY_REASON_CLASH)
    g_array_append_val ((GArray *) data, *line);
  return TRUE;
}

/* Edits that no workbook shows publish nothing and stop nothing. */
static void
test_edits_of_excluded_rows_trip_nothing (void)
{
  g_autoptr (TallyTestEngine) engine = make_published ();
  g_autofree char *path = g_build_filename (engine->data_dir, "tallyman.db", NULL);
  const TallyStoreOptions options = { .path = path, .read_only = TRUE };
  const TallyStoreLineFilter all = { 0 };
  g_autoptr (TallyStore) store = tally_store_open (&options, NULL);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (TallyLine));
  g_autoptr (TallyRun) run = NULL;
  guint n_writes = tally_test_engine_count_writes (engine);

  g_assert_true (tally_store_lines_foreach (store, &all, take_excluded_cb, rows, NULL, NULL));
  g_assert_cmpuint (rows->len, >, 5);
  for (guint i = 0; i < 500; i++)
    {
      const TallyLine *line = &g_array_index (rows, TallyLine, i % rows->len);
      g_autofree char *edit = NULL;
      g_autoptr (TallyColumnMap) map = tally_store_maps_find (store, line->sheet_id, NULL);
      edit = g_strdup_printf ("{\"op\": \"set-cell\", \"sheetId\": %" G_GINT64_FORMAT ", \"rowId\": %"
                              G_GINT64_FORMAT ", \"columnId\": %" G_GINT64_FORMAT ", \"value\": \"P%u\"}",
                              line->sheet_id, line->row_id, map->matches[TALLY_FIELD_POLE].column_id, i);
      tally_test_engine_edit (engine, edit);
    }
  run = tally_test_engine_run (engine, NULL);
  assert_exit (run, 0);
  g_assert_cmpuint (run->counts.n_lines_changed, >, 5);
  g_assert_cmpuint (run->counts.n_published, ==, 0);
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, n_writes);
  g_assert_false (has_plan_file (engine));
}

static void
test_ask_lets_every_plan_wait (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autoptr (TallyRun) run = NULL;
  g_autofree char *id = NULL;
  g_autofree char *next = NULL;

  configure (engine, "[target]\npublish=ask\n");
  id = run_stopped (engine);
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, 0);
  g_assert_true (decide (engine, id, TRUE));
  run = tally_test_engine_run (engine, NULL);
  assert_exit (run, 0);
  g_assert_cmpuint (run->counts.n_published, >=, 10);
  tally_test_engine_assert_exactly_once (engine, run);
  assert_state (engine, id, "released");
  tally_test_engine_change_a_price (engine);
  next = run_stopped (engine);
  g_assert_cmpstr (next, !=, id);
  g_clear_pointer (&run, tally_run_free);
  configure (engine, "[target]\npublish=never\n");
  run = tally_test_engine_run (engine, NULL);
  g_assert_cmpuint (run->counts.n_published, ==, 0);
}

static void
test_a_dry_run_tells_and_keeps_nothing (void)
{
  g_autoptr (TallyTestEngine) engine = make_published ();
  const TallyBatchOptions dry = { .dry_run = TRUE };
  g_autoptr (TallyEngine) door = open_engine (engine);
  g_autoptr (GPtrArray) plans = NULL;
  g_autoptr (TallyRun) run = NULL;
  g_autofree char *id = NULL;

  tally_test_engine_change_prices (engine, 50, DOLLAR);
  run = tally_test_engine_run (engine, &dry);
  assert_exit (run, 3);
  g_assert_nonnull (strstr (find_notice (run, "plan-waiting")->text, "would wait"));
  plans = tally_engine_plan_list (door, NULL);
  g_assert_cmpuint (plans->len, ==, 0);
  id = run_stopped (engine);
  g_assert_cmpstr (id, ==, find_notice (run, "plan-waiting")->subject);
}

/* The decision and who made it stand in the trail, and nowhere else. */
static void
test_the_trail_knows_who_decided (void)
{
  g_autoptr (TallyTestEngine) engine = make_published ();
  g_autoptr (TallyEngine) door = open_engine (engine);
  g_autoptr (TallyEnginePlan) plan = NULL;
  g_autoptr (TallyRun) run = NULL;
  g_autofree char *id = NULL;
  const TallyEnginePlanStep *step;

  tally_test_engine_change_prices (engine, 50, DOLLAR);
  id = run_stopped (engine);
  g_assert_true (decide (engine, id, TRUE));
  run = tally_test_engine_run (engine, NULL);
  plan = tally_engine_plan_find (door, id, NULL);
  g_assert_cmpuint (plan->steps->len, ==, 3);
  step = plan->steps->pdata[0];
  g_assert_cmpstr (step->kind, ==, "plan-waiting");
  step = plan->steps->pdata[1];
  g_assert_cmpstr (step->kind, ==, "plan-approved");
  g_assert_cmpstr (step->actor, ==, "Ann");
  g_assert_cmpstr (step->reason, ==, "seen");
  step = plan->steps->pdata[2];
  g_assert_cmpstr (step->kind, ==, "plan-released");
  g_assert_cmpstr (step->actor, ==, "");
  for (guint i = 0; i < run->notices->len; i++)
    g_assert_null (strstr (((const TallyNotice *) run->notices->pdata[i])->text, "Ann"));
}

/* A run that was stopped half-way through an approved plan: the next one goes on with it. */
static void
test_an_approval_outlives_a_failed_upload (void)
{
  g_autoptr (TallyTestEngine) engine = make_published ();
  g_autoptr (TallyRun) half = NULL;
  g_autoptr (TallyRun) rest = NULL;
  g_autoptr (TallyProposal) proposal = NULL;
  g_autofree char *id = NULL;

  tally_test_engine_change_prices (engine, 50, DOLLAR);
  id = run_stopped (engine);
  proposal = load_plan_file (engine);
  g_assert_true (decide (engine, id, TRUE));
  tally_test_engine_set_faults (engine, "[{\"operation\": \"attach\", \"kind\": \"status\", \"status\": 403,"
                                        " \"errorCode\": 1004, \"first\": 3, \"count\": 0}]");
  half = tally_test_engine_run (engine, NULL);
  g_assert_cmpuint (half->counts.n_published, <, tally_proposal_count_waiting (proposal));
  assert_state (engine, id, "approved");
  tally_test_engine_set_faults (engine, "[]");
  rest = tally_test_engine_run (engine, NULL);
  assert_exit (rest, 0);
  g_assert_cmpuint (half->counts.n_published + rest->counts.n_published + rest->counts.n_recovered, ==,
                    tally_proposal_count_waiting (proposal));
  assert_state (engine, id, "released");
}

int
main (int    argc,
      char **argv)
{
  static const struct {
    const char *path;
    void      (*run) (void);
  } cases[] = {
    { "a-price-list-waits-and-is-published-as-approved", test_a_price_list_waits_and_is_published_as_approved },
    { "new-work-is-published-while-the-rest-waits", test_new_work_is_published_while_the_rest_waits },
    { "an-approval-is-void-when-its-rows-change", test_an_approval_is_void_when_its_rows_change },
    { "one-edited-row-voids-the-whole-approval", test_one_edited_row_voids_the_whole_approval },
    { "an-approval-after-a-sync-of-other-rows-is-refused", test_an_approval_after_a_sync_of_other_rows_is_refused },
    { "rows-that-move-to-another-week-are-not-new", test_rows_that_move_to_another_week_are_not_new },
    { "a-lost-input-writes-the-plan-too", test_a_lost_input_writes_the_plan_too },
    { "rejected-stays-until-the-rows-are-as-published", test_rejected_stays_until_the_rows_are_as_published },
    { "a-filtered-run-keeps-the-plan-whole", test_a_filtered_run_keeps_the_plan_whole },
    { "another-time-zone-stops-at-the-guard", test_another_time_zone_stops_at_the_guard },
    { "edits-of-excluded-rows-trip-nothing", test_edits_of_excluded_rows_trip_nothing },
    { "ask-lets-every-plan-wait", test_ask_lets_every_plan_wait },
    { "a-dry-run-tells-and-keeps-nothing", test_a_dry_run_tells_and_keeps_nothing },
    { "the-trail-knows-who-decided", test_the_trail_knows_who_decided },
    { "an-approval-outlives-a-failed-upload", test_an_approval_outlives_a_failed_upload },
  };

  tally_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/engine/approval/", cases[i].path, NULL);
      g_test_add_func (path, cases[i].run);
    }
  return g_test_run ();
}
