/* test-health-board.c
 *
 * How the installation stands, for faces: each state by a cause that happens, and that nothing counts as well for longer
 * than it is known.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-run.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#include "tally-engine-health.h"
#include "tally-engine-recovery.h"
#include "tally-engine-schedule.h"
#include "tally-store-breakers.h"
#include "tally-store-quarantine.h"
#include "tally-store-runs.h"
#include "tally-store.h"
#include "tally-test.h"

#define N_CELLS 24

static const char *const checkup_jobs[] = { "health-check", NULL };

static TallyHealthBoard *
read_board (TallyTestEngine *engine)
{
  g_autoptr (TallyEngine) door = tally_test_engine_open (engine);
  g_autoptr (GError) error = NULL;
  TallyHealthBoard *board = tally_engine_health_read (door, G_TIME_SPAN_DAY, N_CELLS, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (board->parts->len, ==, 10);
  return board;
}

static const TallyHealthPart *
assert_part (const TallyHealthBoard *board,
             const char             *id,
             TallyHealthState        state,
             TallyHealthReason       reason)
{
  const TallyHealthPart *part = tally_health_board_find (board, id);

  g_assert_nonnull (part);
  g_test_message ("%s: %s (was %s), %s %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT " %s", id,
                  tally_health_state_get_id (part->state), tally_health_state_get_id (part->was),
                  tally_health_reason_get_id (part->reason), part->amount, part->total, part->name);
  g_assert_cmpstr (tally_health_state_get_id (part->state), ==, tally_health_state_get_id (state));
  g_assert_cmpstr (tally_health_reason_get_id (part->reason), ==, tally_health_reason_get_id (reason));
  return part;
}

static void
check (TallyTestEngine *engine)
{
  const TallyBatchOptions options = { .jobs = checkup_jobs };
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, &options);

  g_assert_nonnull (run->health);
}

static void
decide (TallyTestEngine *engine,
        const char      *verb,
        const char      *what)
{
  const TallyEngineRecoveryAct act = { .verb = verb, .what = what, .actor = "Ann", .reason = "year-end audit" };
  g_autoptr (TallyEngine) door = tally_test_engine_open (engine);
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_engine_recovery_act (door, &act, &said, &error));
  g_assert_no_error (error);
}

static TallyStore *
open_store (TallyTestEngine *engine)
{
  g_autofree char *path = g_build_filename (engine->data_dir, "tallyman.db", NULL);
  const TallyStoreOptions options = { .path = path, .clock = engine->clock };
  TallyStore *store = tally_store_open (&options, NULL);

  g_assert_nonnull (store);
  return store;
}

static void
test_before_the_first_pass (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autofree char *path = g_build_filename (engine->data_dir, "tallyman.db", NULL);
  g_autoptr (TallyHealthBoard) board = read_board (engine);

  g_assert_false (board->has_store);
  g_assert_cmpint (board->state, ==, TALLY_HEALTH_STATE_UNKNOWN);
  g_assert_cmpint (tally_health_state_fold (board->state), ==, TALLY_HEALTH_GREY);
  assert_part (board, "service", TALLY_HEALTH_STATE_UNKNOWN, TALLY_HEALTH_REASON_NEVER);
  assert_part (board, "database", TALLY_HEALTH_STATE_UNKNOWN, TALLY_HEALTH_REASON_NEVER);
  assert_part (board, "disk", TALLY_HEALTH_STATE_OK, TALLY_HEALTH_REASON_ROOM);
  assert_part (board, "schedule", TALLY_HEALTH_STATE_OK, TALLY_HEALTH_REASON_NEXT);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_all_well (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyHealthBoard) passed = read_board (engine);
  g_autoptr (TallyHealthBoard) checked = NULL;
  const TallyHealthPart *part;

  assert_part (passed, "checkup", TALLY_HEALTH_STATE_UNKNOWN, TALLY_HEALTH_REASON_NEVER);
  g_assert_cmpint (passed->state, ==, TALLY_HEALTH_STATE_OK);
  check (engine);
  checked = read_board (engine);
  g_assert_cmpint (checked->state, ==, TALLY_HEALTH_STATE_OK);
  g_assert_null (checked->cause);
  assert_part (checked, "service", TALLY_HEALTH_STATE_OK, TALLY_HEALTH_REASON_ANSWERS);
  assert_part (checked, "rate", TALLY_HEALTH_STATE_OK, TALLY_HEALTH_REASON_RATE_OFF);
  assert_part (checked, "token", TALLY_HEALTH_STATE_OK, TALLY_HEALTH_REASON_TOKEN_TAKEN);
  part = assert_part (checked, "sources", TALLY_HEALTH_STATE_OK, TALLY_HEALTH_REASON_SHEETS_READ);
  g_assert_cmpint (part->total, ==, 1);
  part = assert_part (checked, "run", TALLY_HEALTH_STATE_OK, TALLY_HEALTH_REASON_RUN_WELL);
  g_assert_cmpuint (part->trend->samples->len, ==, 1);
  g_assert_cmpint (part->total, ==, 1);
  assert_part (checked, "guards", TALLY_HEALTH_STATE_OK, TALLY_HEALTH_REASON_QUIET);
  part = assert_part (checked, "database", TALLY_HEALTH_STATE_OK, TALLY_HEALTH_REASON_STORE_SOUND);
  g_assert_cmpint (part->amount, >, 10000);
  part = assert_part (checked, "checkup", TALLY_HEALTH_STATE_OK, TALLY_HEALTH_REASON_CHECKED);
  g_assert_cmpint (part->total, ==, part->amount);
  g_assert_cmpint (part->total, >=, 6);
  g_assert_cmpuint (checked->runs->len, ==, 1);
  g_assert_cmpuint (checked->sheets->len, ==, 1);
  g_assert_cmpuint (checked->found->len, >=, 14);
}

static TallyHealthState
get_cell (const TallyHealthPart *part,
          guint                  i)
{
  return g_array_index (part->cells, TallyHealthCell, i).state;
}

static void
test_stale_is_never_green (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyHealthBoard) day_later = NULL;
  g_autoptr (TallyHealthBoard) stale = NULL;
  const TallyHealthPart *part;

  tally_clock_advance (engine->clock, 20 * G_TIME_SPAN_HOUR);
  day_later = read_board (engine);
  part = assert_part (day_later, "service", TALLY_HEALTH_STATE_OK, TALLY_HEALTH_REASON_ANSWERS);
  g_assert_false (part->is_stale);
  /* Before the pass nothing is known; since then what it saw counts. */
  g_assert_cmpuint (part->cells->len, ==, N_CELLS);
  g_assert_cmpint (get_cell (part, 0), ==, TALLY_HEALTH_STATE_UNKNOWN);
  g_assert_cmpint (get_cell (part, 10), ==, TALLY_HEALTH_STATE_OK);
  g_assert_cmpint (get_cell (part, N_CELLS - 1), ==, TALLY_HEALTH_STATE_OK);
  tally_clock_advance (engine->clock, 40 * G_TIME_SPAN_HOUR);
  stale = read_board (engine);
  part = assert_part (stale, "service", TALLY_HEALTH_STATE_UNKNOWN, TALLY_HEALTH_REASON_ANSWERS);
  g_assert_true (part->is_stale);
  g_assert_cmpint (part->was, ==, TALLY_HEALTH_STATE_OK);
  g_assert_cmpint (get_cell (part, N_CELLS - 1), ==, TALLY_HEALTH_STATE_UNKNOWN);
  part = assert_part (stale, "run", TALLY_HEALTH_STATE_UNKNOWN, TALLY_HEALTH_REASON_RUN_WELL);
  g_assert_true (part->is_stale);
  for (guint i = 0; i < stale->parts->len; i++)
    {
      part = stale->parts->pdata[i];
      g_assert_true (!part->is_stale || tally_health_state_fold (part->state) != TALLY_HEALTH_GREEN);
    }
  g_assert_cmpint (tally_health_state_fold (stale->state), !=, TALLY_HEALTH_GREEN);
  g_assert_cmpstr (stale->cause->id, ==, "service");
}

static void
test_token_refused (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyHealthBoard) board = NULL;
  g_autoptr (TallyHealthBoard) later = NULL;

  tally_test_engine_set_faults (engine, "[{\"operation\": \"get-me\", \"kind\": \"revoke-token\", \"count\": 0}]");
  check (engine);
  board = read_board (engine);
  assert_part (board, "token", TALLY_HEALTH_STATE_FAILED, TALLY_HEALTH_REASON_TOKEN_REFUSED);
  assert_part (board, "service", TALLY_HEALTH_STATE_OK, TALLY_HEALTH_REASON_ANSWERS);
  g_assert_cmpint (tally_health_state_fold (board->state), ==, TALLY_HEALTH_RED);
  g_assert_cmpstr (board->cause->id, ==, "token");
  /* What is not well stays so, however old. */
  tally_clock_advance (engine->clock, 30 * G_TIME_SPAN_DAY);
  later = read_board (engine);
  assert_part (later, "token", TALLY_HEALTH_STATE_FAILED, TALLY_HEALTH_REASON_TOKEN_REFUSED);
}

static void
test_checkup (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyHealthBoard) board = NULL, later = NULL;
  const TallyHealthPart *part;

  tally_test_engine_set_faults (engine, "[{\"path\": \"/serverinfo*\", \"kind\": \"clock-skew\", \"skewSecs\": 600, "
                                        "\"count\": 0}]");
  check (engine);
  board = read_board (engine);
  part = assert_part (board, "checkup", TALLY_HEALTH_STATE_DEGRADED, TALLY_HEALTH_REASON_CHECKED_BAD);
  g_assert_cmpstr (part->name, ==, "clock");
  g_assert_cmpint (tally_health_state_fold (board->state), ==, TALLY_HEALTH_YELLOW);
  tally_test_engine_set_faults (engine, "[]");
  check (engine);
  tally_clock_advance (engine->clock, 9 * G_TIME_SPAN_DAY);
  later = read_board (engine);
  part = assert_part (later, "checkup", TALLY_HEALTH_STATE_UNKNOWN, TALLY_HEALTH_REASON_CHECKED);
  g_assert_true (part->is_stale);
}

static void
test_maintenance (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyHealthBoard) board = NULL;

  tally_test_engine_set_faults (engine, "[{\"path\": \"*\", \"kind\": \"maintenance\", \"count\": 0}]");
  check (engine);
  board = read_board (engine);
  assert_part (board, "service", TALLY_HEALTH_STATE_MAINTENANCE, TALLY_HEALTH_REASON_MAINTENANCE);
  g_assert_cmpint (tally_health_state_fold (board->state), ==, TALLY_HEALTH_GREY);
}

static void
test_passes_that_end_badly (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autofree char *rule = g_strdup_printf ("[{\"path\": \"/sheets/%s*\", \"kind\": \"vanish\", \"count\": 0}]",
                                           engine->sources);
  g_autoptr (TallyRun) run = NULL;
  g_autoptr (TallyHealthBoard) board = NULL;
  const TallyHealthPart *part;

  tally_test_engine_set_faults (engine, rule);
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 3);
  board = read_board (engine);
  assert_part (board, "run", TALLY_HEALTH_STATE_DEGRADED, TALLY_HEALTH_REASON_RUN_PART);
  part = assert_part (board, "sources", TALLY_HEALTH_STATE_FAILED, TALLY_HEALTH_REASON_SHEETS_LOST);
  g_assert_cmpint (part->amount, ==, 1);
  g_assert_true (((const TallyHealthSheet *) board->sheets->pdata[0])->is_lost);
  g_assert_cmpuint (board->runs->len, ==, 2);
  g_assert_cmpint (((const TallyHealthRun *) board->runs->pdata[1])->state, ==, TALLY_HEALTH_STATE_DEGRADED);
}

static void
test_killed (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyHealthBoard) at_work = NULL, killed = NULL;
  g_autoptr (TallyStore) store = open_store (engine);
  g_autoptr (GError) error = NULL;
  gint64 run_id;

  g_assert_true (tally_store_lock (store, &error) && tally_store_runs_begin (store, "batch", NULL, &run_id, NULL, &error));
  at_work = read_board (engine);
  g_assert_true (at_work->is_running);
  assert_part (at_work, "run", TALLY_HEALTH_STATE_OK, TALLY_HEALTH_REASON_RUN_WELL);
  g_clear_pointer (&store, tally_store_free); /* gives the lease back, and leaves the run open */
  killed = read_board (engine);
  g_assert_false (killed->is_running);
  assert_part (killed, "run", TALLY_HEALTH_STATE_FAILED, TALLY_HEALTH_REASON_RUN_KILLED);
}

static void
test_what_is_held_back (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyHealthBoard) aside = NULL, paused = NULL, closed = NULL;
  g_autoptr (TallyStore) store = open_store (engine);
  g_autoptr (GError) error = NULL;
  gint64 now = tally_clock_get_utc_usec (engine->clock);
  const TallyRecoveryQuarantine record = {
    .kind = (char *) TALLY_RECOVERY_SHEET, .subject = (char *) "1", .n_failures = 5, .first_run_id = 1, .last_run_id = 1,
    .since_utc_usec = now, .until_utc_usec = now + G_TIME_SPAN_DAY, .reason = (char *) "smartsheet-rejected",
    .detail = (char *) "",
  };
  const TallyHealthPart *part;

  g_assert_true (tally_store_quarantine_put (store, &record, &error));
  g_assert_no_error (error);
  aside = read_board (engine);
  part = assert_part (aside, "guards", TALLY_HEALTH_STATE_DEGRADED, TALLY_HEALTH_REASON_ASIDE);
  g_assert_cmpint (part->amount, ==, 1);
  decide (engine, "pause", "all");
  paused = read_board (engine);
  part = assert_part (paused, "guards", TALLY_HEALTH_STATE_PAUSED, TALLY_HEALTH_REASON_PAUSED);
  g_assert_cmpstr (part->name, ==, "all");
  g_assert_cmpint (tally_health_state_fold (paused->state), ==, TALLY_HEALTH_GREY);
  decide (engine, "open", NULL);
  closed = read_board (engine);
  assert_part (closed, "service", TALLY_HEALTH_STATE_PAUSED, TALLY_HEALTH_REASON_CLOSED);
}

static void
test_circuit (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyHealthBoard) open = NULL, over = NULL;
  g_autoptr (TallyStore) store = open_store (engine);
  g_autoptr (GError) error = NULL;
  gint64 now = tally_clock_get_utc_usec (engine->clock);
  g_autoptr (TallyRecoveryBreaker) known = tally_store_breakers_find (store, TALLY_RECOVERY_SMARTSHEET, &error);
  const TallyRecoveryBreaker breaker = {
    .dependency = (char *) TALLY_RECOVERY_SMARTSHEET, .state = (char *) "open", .n_openings = 1, .since_utc_usec = now,
    .until_utc_usec = now + G_TIME_SPAN_MINUTE, .revision = known != NULL ? known->revision : 0,
    .actor = (char *) "", .reason = (char *) "",
  };
  gboolean saved = FALSE;
  const TallyHealthPart *part;

  g_assert_true (tally_store_breakers_save (store, &breaker, &saved, &error) && saved);
  open = read_board (engine);
  part = assert_part (open, "service", TALLY_HEALTH_STATE_FAILED, TALLY_HEALTH_REASON_CIRCUIT);
  g_assert_cmpint (part->when_utc_usec, ==, breaker.until_utc_usec);
  g_assert_cmpint (get_cell (part, N_CELLS - 1), ==, TALLY_HEALTH_STATE_FAILED);
  tally_clock_advance (engine->clock, 2 * G_TIME_SPAN_MINUTE);
  over = read_board (engine);
  assert_part (over, "service", TALLY_HEALTH_STATE_DEGRADED, TALLY_HEALTH_REASON_CIRCUIT);
}

static void
test_schedules (void)
{
  static const char off[] = "[schedule]\njitter-secs=0\n[schedule-weekdays]\nat=never\n[schedule-weekend]\nat=never\n"
                            "[schedule-weekly]\nat=never\n";
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyHealthBoard) none = NULL;
  const TallyHealthPart *part;

  g_free (engine->settings);
  engine->settings = g_strdup (off);
  none = read_board (engine);
  part = assert_part (none, "schedule", TALLY_HEALTH_STATE_PAUSED, TALLY_HEALTH_REASON_NO_SCHEDULE);
  g_assert_false (part->is_required);
  g_assert_cmpint (none->state, ==, TALLY_HEALTH_STATE_OK);
}

/* A pass that a schedule started, on time. */
static void
run_scheduled (TallyTestEngine *engine)
{
  g_autoptr (TallyEngine) scheduler = tally_test_engine_open (engine);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyScheduleStart) start = tally_engine_schedule_find_start (scheduler, "extra", &error);
  const TallyBatchOptions options = { .start = start };
  g_autoptr (TallyRun) run = NULL;

  g_assert_no_error (error);
  run = tally_engine_run_batch (scheduler, &options, NULL, NULL);
  tally_test_run_assert_exit (run, 0);
}

/* An hourly schedule that ran once, and not again. */
static void
test_starts_that_did_not_come (void)
{
  static const struct {
    guint             hours;
    TallyHealthState  state;
    TallyHealthReason reason;
    TallyHealthColor  whole;
  } steps[] = {
    { 0, TALLY_HEALTH_STATE_OK, TALLY_HEALTH_REASON_NEXT, TALLY_HEALTH_GREEN },
    { 2, TALLY_HEALTH_STATE_LATE, TALLY_HEALTH_REASON_MISSED, TALLY_HEALTH_YELLOW },
    { 3, TALLY_HEALTH_STATE_FAILED, TALLY_HEALTH_REASON_MISSED, TALLY_HEALTH_YELLOW },
  };
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();

  g_free (engine->settings);
  engine->settings = g_strdup ("[schedule]\njitter-secs=0\n[schedule-weekdays]\nat=never\n[schedule-weekend]\n"
                               "at=never\n[schedule-weekly]\nat=never\n[schedule-extra]\nat=hourly\n");
  run_scheduled (engine);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (TallyHealthBoard) board = NULL;
      tally_clock_advance (engine->clock, steps[i].hours * G_TIME_SPAN_HOUR);
      board = read_board (engine);
      assert_part (board, "schedule", steps[i].state, steps[i].reason);
      g_assert_cmpint (tally_health_state_fold (board->state), ==, steps[i].whole);
    }
}

static void
test_schedule_cannot_be_read (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyHealthBoard) board = NULL;
  const TallyHealthPart *part;

  g_free (engine->settings);
  engine->settings = g_strdup ("[schedule-weekdays]\nat=whenever\n");
  board = read_board (engine);
  part = assert_part (board, "schedule", TALLY_HEALTH_STATE_FAILED, TALLY_HEALTH_REASON_SCHEDULE_BROKEN);
  g_assert_nonnull (strstr (part->name, "whenever"));
  g_assert_cmpint (tally_health_state_fold (board->state), ==, TALLY_HEALTH_YELLOW);
}

static void
test_store_is_broken (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autofree char *path = g_build_filename (engine->data_dir, "tallyman.db", NULL);
  g_autoptr (TallyHealthBoard) board = NULL;
  const TallyHealthPart *part;

  g_assert_true (g_file_set_contents (path, "this is no database, whatever its name says", -1, NULL));
  board = read_board (engine);
  g_assert_false (board->has_store);
  part = assert_part (board, "database", TALLY_HEALTH_STATE_FAILED, TALLY_HEALTH_REASON_STORE_BROKEN);
  g_assert_cmpstr (part->name, !=, "");
  g_assert_cmpint (tally_health_state_fold (board->state), ==, TALLY_HEALTH_RED);
}

static void
test_json (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyHealthBoard) board = read_board (engine);
  g_autofree char *json = tally_health_board_write_json (board);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root, *part;

  g_assert_true (json_parser_load_from_data (parser, json, -1, NULL));
  root = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpstr (json_object_get_string_member (root, "state"), ==, "ok");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "parts")), ==, 10);
  part = json_array_get_object_element (json_object_get_array_member (root, "parts"), 0);
  g_assert_cmpstr (json_object_get_string_member (part, "id"), ==, "service");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (part, "history")), ==, N_CELLS);
  g_assert_null (strstr (json, ((const TallyHealthSheet *) board->sheets->pdata[0])->name));
}

static void
test_cancelled (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyEngine) door = tally_test_engine_open (engine);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (tally_engine_health_read (door, G_TIME_SPAN_DAY, N_CELLS, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/health-board/before-the-first-pass", test_before_the_first_pass);
  g_test_add_func ("/engine/health-board/all-well", test_all_well);
  g_test_add_func ("/engine/health-board/stale-is-never-green", test_stale_is_never_green);
  g_test_add_func ("/engine/health-board/token-refused", test_token_refused);
  g_test_add_func ("/engine/health-board/checkup", test_checkup);
  g_test_add_func ("/engine/health-board/maintenance", test_maintenance);
  g_test_add_func ("/engine/health-board/passes-that-end-badly", test_passes_that_end_badly);
  g_test_add_func ("/engine/health-board/killed", test_killed);
  g_test_add_func ("/engine/health-board/what-is-held-back", test_what_is_held_back);
  g_test_add_func ("/engine/health-board/circuit", test_circuit);
  g_test_add_func ("/engine/health-board/schedules", test_schedules);
  g_test_add_func ("/engine/health-board/starts-that-did-not-come", test_starts_that_did_not_come);
  g_test_add_func ("/engine/health-board/schedule-cannot-be-read", test_schedule_cannot_be_read);
  g_test_add_func ("/engine/health-board/store-is-broken", test_store_is_broken);
  g_test_add_func ("/engine/health-board/json", test_json);
  g_test_add_func ("/engine/health-board/cancelled", test_cancelled);
  return g_test_run ();
}
