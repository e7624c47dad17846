/* test-health.c
 *
 * The checkup: each probe in each state, by causes that happen, and that it changes nothing in
 * Smartsheet.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-run.h"

#include <glib/gstdio.h>

#include "tally-config-source.h"
#include "tally-db-admin.h"
#include "tally-engine-schedule.h"
#include "tally-run-json.h"
#include "tally-store.h"
#include "tally-test.h"

static const char *const checkup_jobs[] = { "health-check", NULL };

static TallyRun *
check (TallyTestEngine *engine)
{
  const TallyBatchOptions options = { .jobs = checkup_jobs };
  guint n_writes = tally_test_engine_count_writes (engine);
  TallyRun *run = tally_test_engine_run (engine, &options);

  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, n_writes);
  g_assert_nonnull (run->health);
  g_assert_cmpint (run->run_id, ==, 0);
  return run;
}

static void
assert_probe (const TallyRun    *run,
              const char        *id,
              TallyHealthStatus  status)
{
  const TallyHealthProbe *probe = tally_health_find_probe (run->health, id);

  g_assert_nonnull (probe);
  g_test_message ("%s: %s (%s), %s, %s", id, tally_health_status_get_id (probe->status), probe->value, probe->remedy,
                  probe->detail);
  g_assert_cmpint (probe->status, ==, status);
  g_assert_cmpstr (probe->value, !=, "");
  if (status == TALLY_HEALTH_WARN || status == TALLY_HEALTH_CRITICAL)
    {
      g_autofree char *code = g_strconcat ("health-", id, NULL);
      g_assert_cmpstr (probe->remedy, !=, "");
      g_assert_nonnull (tally_test_run_find_notice (run, code));
    }
}

static void
test_all_well (void)
{
  static const char *const well[] = {
    "network", "token", "clock", "disk", "database", "binding", "backups", "output", "target", "sources", "limits",
    "schedule", "success",
  };
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyRun) run = check (engine);
  g_autofree char *json = tally_run_to_json (run, FALSE);

  tally_test_run_assert_exit (run, 0);
  for (guint i = 0; i < G_N_ELEMENTS (well); i++)
    assert_probe (run, well[i], TALLY_HEALTH_OK);
  assert_probe (run, "keyring", TALLY_HEALTH_SKIPPED);
  g_assert_cmpuint (run->health->corrections->len, ==, 0);
  g_assert_nonnull (strstr (json, "\"health\""));
  g_assert_nonnull (strstr (json, "\"token\""));
  g_assert_null (strstr (json, "\"detail\""));
}

static void
test_before_the_first_pass (void)
{
  static const char *const skipped[] = { "database", "binding", "schedule", "success", "backups" };
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autofree char *path = g_build_filename (engine->data_dir, "tallyman.db", NULL);
  g_autoptr (TallyRun) run = check (engine);

  tally_test_run_assert_exit (run, 0);
  for (guint i = 0; i < G_N_ELEMENTS (skipped); i++)
    assert_probe (run, skipped[i], TALLY_HEALTH_SKIPPED);
  assert_probe (run, "target", TALLY_HEALTH_OK);
  assert_probe (run, "sources", TALLY_HEALTH_OK);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_refused (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyRun) run = NULL;

  tally_test_engine_set_faults (engine, "[{\"operation\": \"get-me\", \"kind\": \"revoke-token\", \"count\": 0}]");
  run = check (engine);
  tally_test_run_assert_exit (run, 5);
  assert_probe (run, "network", TALLY_HEALTH_OK);
  assert_probe (run, "token", TALLY_HEALTH_CRITICAL);
  g_assert_cmpstr (tally_health_find_probe (run->health, "token")->value, ==, "the token was refused");
  assert_probe (run, "target", TALLY_HEALTH_SKIPPED);
  assert_probe (run, "sources", TALLY_HEALTH_SKIPPED);
  assert_probe (run, "database", TALLY_HEALTH_OK);
}

/* Also with waits that are not waited for: a checkup has no half an hour. */
static void
test_closed (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  gint64 start = tally_clock_get_monotonic_usec (engine->clock);
  g_autoptr (TallyRun) run = NULL;

  tally_test_engine_set_faults (engine, "[{\"path\": \"*\", \"kind\": \"maintenance\", \"count\": 0}]");
  run = check (engine);
  tally_test_run_assert_exit (run, 75);
  assert_probe (run, "network", TALLY_HEALTH_CRITICAL);
  assert_probe (run, "token", TALLY_HEALTH_SKIPPED);
  assert_probe (run, "clock", TALLY_HEALTH_SKIPPED);
  assert_probe (run, "backups", TALLY_HEALTH_OK);
  g_assert_cmpint (tally_clock_get_monotonic_usec (engine->clock) - start, <, G_TIME_SPAN_MINUTE);
}

static TallyRun *
check_with (const char *text,
            const char *token,
            const char *data_dir)
{
  const TallyConfigSource source = { .text = text, .text_length = -1 };
  const TallyBatchOptions options = { .jobs = checkup_jobs };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyConfig) config = tally_config_new (&source, &error);
  const TallyEngineOptions engine_options = { .config = config, .data_dir = data_dir, .token = token };
  g_autoptr (TallyEngine) engine = NULL;

  g_assert_no_error (error);
  engine = tally_engine_new (&engine_options, &error);
  g_assert_no_error (error);
  return tally_engine_run_batch (engine, &options, NULL, NULL);
}

static void
test_nobody_there (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autoptr (TallyRun) run = check_with ("[smartsheet]\nbase-url=http://127.0.0.1:1/2.0\n[sources]\nsheets=1\n",
                                         "a-token-of-no-use-at-all", folder);

  tally_test_run_assert_exit (run, 75);
  assert_probe (run, "network", TALLY_HEALTH_CRITICAL);
  assert_probe (run, "sources", TALLY_HEALTH_SKIPPED);
}

static void
test_no_token (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autofree char *text = tally_test_engine_dup_config (engine);
  g_autoptr (TallyRun) run = check_with (text, NULL, engine->data_dir);

  tally_test_run_assert_exit (run, 1);
  assert_probe (run, "token", TALLY_HEALTH_CRITICAL);
  assert_probe (run, "network", TALLY_HEALTH_OK);
  assert_probe (run, "target", TALLY_HEALTH_SKIPPED);
}

/* A store that no pass has worked with yet: nothing could have made a backup. */
static void
test_store_without_a_pass (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autofree char *path = g_build_filename (engine->data_dir, "tallyman.db", NULL);
  const TallyStoreOptions options = { .path = path };
  g_autoptr (TallyStore) store = tally_store_open (&options, NULL);
  g_autoptr (TallyRun) run = NULL;

  g_assert_nonnull (store);
  g_clear_pointer (&store, tally_store_free);
  run = check (engine);
  assert_probe (run, "database", TALLY_HEALTH_OK);
  assert_probe (run, "binding", TALLY_HEALTH_SKIPPED);
  assert_probe (run, "backups", TALLY_HEALTH_SKIPPED);
}

/* The configuration was changed to another target: the next pass would refuse the store, the checkup says so
 * before, and binds nothing. */
static void
test_other_binding (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  gint64 target = engine->target;
  g_autoptr (TallyRun) other = NULL;
  g_autoptr (TallyRun) pass = NULL;
  g_autoptr (TallyRun) again = NULL;

  engine->target = g_ascii_strtoll (engine->sources, NULL, 10);
  other = check (engine);
  assert_probe (other, "binding", TALLY_HEALTH_CRITICAL);
  assert_probe (other, "database", TALLY_HEALTH_OK);
  pass = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (pass, 2);
  tally_test_run_assert_exit (other, 2);
  engine->target = target;
  again = check (engine);
  tally_test_run_assert_exit (again, 0);
  assert_probe (again, "binding", TALLY_HEALTH_OK);
}

static void
test_slow (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autoptr (TallyRun) run = NULL;

  /* A virtual clock passes while a repeat is waited for: twelve seconds for one answer. */
  tally_test_engine_set_faults (engine, "[{\"path\": \"/serverinfo*\", \"kind\": \"throttle\", "
                                        "\"retryAfter\": \"12\"}]");
  run = check (engine);
  tally_test_run_assert_exit (run, 0);
  assert_probe (run, "network", TALLY_HEALTH_WARN);
}

static void
test_clock (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autoptr (TallyRun) warned = NULL;
  g_autoptr (TallyRun) critical = NULL;

  tally_test_engine_set_faults (engine, "[{\"path\": \"/serverinfo*\", \"kind\": \"clock-skew\", "
                                        "\"skewSecs\": 600, \"count\": 0}]");
  warned = check (engine);
  tally_test_run_assert_exit (warned, 0);
  assert_probe (warned, "clock", TALLY_HEALTH_WARN);
  tally_test_engine_set_faults (engine, "[{\"path\": \"/serverinfo*\", \"kind\": \"clock-skew\", "
                                        "\"skewSecs\": -7200, \"count\": 0}]");
  critical = check (engine);
  tally_test_run_assert_exit (critical, 1);
  assert_probe (critical, "clock", TALLY_HEALTH_CRITICAL);
}

static void
set_access (TallyTestEngine *engine,
            const char      *access_level)
{
  TallySandboxWorld *world = tally_sandbox_server_lock_world (engine->server);

  for (guint i = 0; i < world->sheets->len; i++)
    {
      TallySandboxSheet *sheet = world->sheets->pdata[i];
      if (sheet->id == engine->target)
        sheet->access_level = access_level;
    }
  tally_sandbox_server_unlock_world (engine->server);
}

static void
test_target (void)
{
  static const char *const faults[] = { "vanish", "forbid" };
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autoptr (TallyRun) viewer = NULL;
  g_autoptr (TallyRun) reader = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *rule = g_strdup_printf ("[{\"path\": \"/sheets/%" G_GINT64_FORMAT "*\", \"kind\": \"%s\", "
                                               "\"count\": 0}]", engine->target, faults[i]);
      g_autoptr (TallyRun) run = NULL;
      tally_test_engine_set_faults (engine, rule);
      run = check (engine);
      tally_test_run_assert_exit (run, 1);
      assert_probe (run, "target", TALLY_HEALTH_CRITICAL);
    }
  tally_test_engine_set_faults (engine, "[]");
  set_access (engine, "VIEWER");
  viewer = check (engine);
  tally_test_run_assert_exit (viewer, 1);
  assert_probe (viewer, "target", TALLY_HEALTH_CRITICAL);
  g_free (engine->settings);
  engine->settings = g_strdup ("[target]\npublish=never\n");
  reader = check (engine);
  tally_test_run_assert_exit (reader, 0);
  assert_probe (reader, "target", TALLY_HEALTH_OK);
}

static void
test_target_without_its_column (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autoptr (TallyRun) run = NULL;
  TallySandboxWorld *world = tally_sandbox_server_lock_world (engine->server);

  for (guint i = 0; i < world->sheets->len; i++)
    {
      TallySandboxSheet *sheet = world->sheets->pdata[i];
      for (guint j = 0; sheet->id == engine->target && j < sheet->columns->len; j++)
        {
          TallySandboxColumn *column = sheet->columns->pdata[j];
          if (strcmp (column->title, "Work Request #") == 0)
            {
              g_free (column->title);
              column->title = g_strdup ("Something else");
            }
        }
    }
  tally_sandbox_server_unlock_world (engine->server);
  run = check (engine);
  tally_test_run_assert_exit (run, 1);
  assert_probe (run, "target", TALLY_HEALTH_CRITICAL);
}

static void
test_source_lost (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autofree char *rule = g_strdup_printf ("[{\"path\": \"/sheets/%s*\", \"kind\": \"vanish\", \"count\": 0}]",
                                           engine->sources);
  g_autoptr (TallyRun) run = NULL;

  tally_test_engine_set_faults (engine, rule);
  run = check (engine);
  tally_test_run_assert_exit (run, 3);
  assert_probe (run, "sources", TALLY_HEALTH_CRITICAL);
  assert_probe (run, "limits", TALLY_HEALTH_SKIPPED);
  assert_probe (run, "target", TALLY_HEALTH_OK);
}

/* Whoever runs the test may write anywhere: what can't be a folder can't be one for root either. */
static void
test_output (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autoptr (TallyRun) run = NULL;

  g_assert_true (g_file_set_contents (engine->output_dir, "a file", -1, NULL));
  run = check (engine);
  tally_test_run_assert_exit (run, 1);
  assert_probe (run, "output", TALLY_HEALTH_CRITICAL);
}

/* A row that the audit sheet refused, until it has it. */
static void
test_owed_row (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyRun) none = check (engine);
  TallySandboxWorld *world = tally_sandbox_server_lock_world (engine->server);
  g_autoptr (TallyRun) owed = NULL;
  g_autoptr (TallyRun) paid = NULL;

  g_free (engine->settings);
  engine->settings = g_strdup_printf ("[audit]\nsheet=%" G_GINT64_FORMAT "\n", world->audit_sheet);
  tally_sandbox_server_unlock_world (engine->server);
  assert_probe (none, "audit", TALLY_HEALTH_SKIPPED);
  tally_test_engine_set_faults (engine, "[{\"operation\":\"add-rows\",\"kind\":\"forbid\",\"count\":0}]");
  tally_run_free (tally_test_engine_run (engine, NULL));
  owed = check (engine);
  assert_probe (owed, "audit", TALLY_HEALTH_WARN);
  g_assert_cmpstr (tally_health_find_probe (owed->health, "audit")->value, ==, "1 row is owed to the audit sheet");
  tally_test_engine_set_faults (engine, "[]");
  tally_run_free (tally_test_engine_run (engine, NULL));
  paid = check (engine);
  assert_probe (paid, "audit", TALLY_HEALTH_OK);
}

static void
test_late (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyRun) late = NULL;
  g_autoptr (TallyRun) missed = NULL;

  tally_clock_advance (engine->clock, 30 * G_TIME_SPAN_HOUR);
  late = check (engine);
  assert_probe (late, "schedule", TALLY_HEALTH_WARN);
  assert_probe (late, "backups", TALLY_HEALTH_OK);
  tally_clock_advance (engine->clock, 30 * G_TIME_SPAN_HOUR);
  missed = check (engine);
  assert_probe (missed, "schedule", TALLY_HEALTH_CRITICAL);
  assert_probe (missed, "backups", TALLY_HEALTH_WARN);
  g_assert_cmpint (tally_run_get_exit_code (missed), ==, 1);
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

/* An hourly schedule that stands still is noticed within hours, not when a day has passed; passes that people
 * start meanwhile don't hide it. */
static void
test_missed_starts (void)
{
  static const struct {
    guint             hours;
    TallyHealthStatus status;
  } steps[] = { { 0, TALLY_HEALTH_OK }, { 2, TALLY_HEALTH_WARN }, { 3, TALLY_HEALTH_CRITICAL } };
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyRun) by_hand = NULL;
  g_autoptr (TallyRun) after = NULL;

  g_free (engine->settings);
  engine->settings = g_strdup ("[schedule]\njitter-secs=0\n[schedule-weekdays]\nat=never\n[schedule-weekend]\n"
                               "at=never\n[schedule-weekly]\nat=never\n[schedule-extra]\nat=hourly\n");
  run_scheduled (engine);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (TallyRun) run = NULL;
      tally_clock_advance (engine->clock, steps[i].hours * G_TIME_SPAN_HOUR);
      run = check (engine);
      assert_probe (run, "schedule", steps[i].status);
    }
  by_hand = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (by_hand, 0);
  after = check (engine);
  assert_probe (after, "schedule", TALLY_HEALTH_CRITICAL);
  run_scheduled (engine);
  g_clear_pointer (&after, tally_run_free);
  after = check (engine);
  assert_probe (after, "schedule", TALLY_HEALTH_OK);
}

static void
test_mistaken_schedule (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyRun) run = NULL;

  g_free (engine->settings);
  engine->settings = g_strdup ("[schedule-extra]\nat=0 25 * * *\n");
  run = check (engine);
  tally_test_run_assert_exit (run, 1);
  assert_probe (run, "schedule", TALLY_HEALTH_CRITICAL);
  g_assert_nonnull (strstr (tally_health_find_probe (run->health, "schedule")->detail, "'25' is no hour"));
}

/* Passes come, and none of them ends well. */
static void
test_no_success (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autofree char *rule = g_strdup_printf ("[{\"path\": \"/sheets/%s*\", \"kind\": \"vanish\", \"count\": 0}]",
                                           engine->sources);

  tally_test_engine_set_faults (engine, rule);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (TallyRun) run = NULL;
      g_autoptr (TallyRun) found = NULL;
      tally_clock_advance (engine->clock, 2 * G_TIME_SPAN_DAY);
      run = tally_test_engine_run (engine, NULL);
      tally_test_run_assert_exit (run, 3);
      found = check (engine);
      assert_probe (found, "success", i == 0 ? TALLY_HEALTH_WARN : TALLY_HEALTH_CRITICAL);
    }
}

static char *
dup_backup (TallyTestEngine *engine)
{
  g_autofree char *stamp = tally_clock_format_utc (tally_clock_get_utc_usec (engine->clock));
  g_autofree char *name = g_strdup_printf ("tallyman-%.10s.state", stamp);

  return g_build_filename (engine->data_dir, "backups", name, NULL);
}

static void
test_backups (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autofree char *newest = dup_backup (engine);
  g_autofree char *older = g_build_filename (engine->data_dir, "backups", "tallyman-2020-01-01.state", NULL);
  g_autofree char *content = NULL;
  g_autoptr (TallyRun) one = NULL;
  g_autoptr (TallyRun) none = NULL;
  g_autoptr (TallyRun) empty = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (newest, &content, &length, NULL));
  g_assert_true (g_file_set_contents (older, content, (gssize) length, NULL));
  g_assert_true (g_file_set_contents (newest, content, (gssize) length / 2, NULL));
  one = check (engine);
  assert_probe (one, "backups", TALLY_HEALTH_WARN);
  content[length / 2] ^= 1;
  g_assert_true (g_file_set_contents (older, content, (gssize) length, NULL));
  none = check (engine);
  assert_probe (none, "backups", TALLY_HEALTH_CRITICAL);
  tally_test_run_assert_exit (none, 1);
  g_assert_cmpint (g_unlink (older) + g_unlink (newest), ==, 0);
  empty = check (engine);
  assert_probe (empty, "backups", TALLY_HEALTH_WARN);
  tally_test_run_assert_exit (empty, 0);
}

/* A trail whose pages are sound and whose chain is not. */
static void
test_trail (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autofree char *path = g_build_filename (engine->data_dir, "tallyman.db", NULL);
  const TallyDbOptions options = { .path = path, .busy_timeout_msecs = 1000 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyDb) db = tally_db_open (&options, &error);
  g_autoptr (TallyRun) run = NULL;

  g_assert_no_error (error);
  g_assert_true (tally_db_run_text (db, "DROP TRIGGER trail_no_update", &error));
  g_assert_true (tally_db_run_text (db, "UPDATE trail SET payload = '{}' WHERE sequence = 2", &error));
  g_assert_no_error (error);
  g_clear_pointer (&db, tally_db_free);
  run = check (engine);
  tally_test_run_assert_exit (run, 1);
  assert_probe (run, "database", TALLY_HEALTH_CRITICAL);
}

/* Among other jobs it looks at the end, with the run's own store and client, and is recorded. */
static void
test_in_the_pipeline (void)
{
  static const char *const jobs[] = { "sync", "plan", "health-check", NULL };
  const TallyBatchOptions options = { .jobs = jobs };
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, &options);
  g_autoptr (TallyRun) everything = tally_test_engine_run (engine, NULL);

  tally_test_run_assert_exit (run, 0);
  g_assert_cmpint (run->run_id, >, 0);
  assert_probe (run, "database", TALLY_HEALTH_OK);
  assert_probe (run, "token", TALLY_HEALTH_OK);
  tally_test_run_assert_exit (everything, 0);
  g_assert_null (everything->health);
}

int
main (int   argc,
      char *argv[])
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/health/all-well", test_all_well);
  g_test_add_func ("/engine/health/before-the-first-pass-nothing-is-made", test_before_the_first_pass);
  g_test_add_func ("/engine/health/a-refused-token-is-5", test_refused);
  g_test_add_func ("/engine/health/a-store-without-a-pass", test_store_without_a_pass);
  g_test_add_func ("/engine/health/a-store-of-another-target", test_other_binding);
  g_test_add_func ("/engine/health/a-closed-service-is-75-at-once", test_closed);
  g_test_add_func ("/engine/health/nobody-at-the-address", test_nobody_there);
  g_test_add_func ("/engine/health/no-token", test_no_token);
  g_test_add_func ("/engine/health/a-slow-service", test_slow);
  g_test_add_func ("/engine/health/a-clock-that-is-off", test_clock);
  g_test_add_func ("/engine/health/a-target-that-can-not-be-changed", test_target);
  g_test_add_func ("/engine/health/a-target-without-its-column", test_target_without_its_column);
  g_test_add_func ("/engine/health/a-lost-source-is-3", test_source_lost);
  g_test_add_func ("/engine/health/an-output-that-is-no-folder", test_output);
  g_test_add_func ("/engine/health/a-row-is-owed", test_owed_row);
  g_test_add_func ("/engine/health/passes-that-do-not-come", test_late);
  g_test_add_func ("/engine/health/starts-that-do-not-come", test_missed_starts);
  g_test_add_func ("/engine/health/a-schedule-that-can-not-be-read", test_mistaken_schedule);
  g_test_add_func ("/engine/health/passes-that-do-not-end-well", test_no_success);
  g_test_add_func ("/engine/health/damaged-and-missing-backups", test_backups);
  g_test_add_func ("/engine/health/a-broken-trail", test_trail);
  g_test_add_func ("/engine/health/among-other-jobs", test_in_the_pipeline);
  return g_test_run ();
}
