/* test-publishers.c
 *
 * Several publishers on one target: the lease lets one work, and a stale copy of a store is
 * refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <signal.h>
#include <unistd.h>

#include "tally-config-source.h"
#include "tally-jobs-marker.h"
#include "tally-test-engine.h"
#include "tally-test-run.h"
#include "tally-test-target.h"
#include "tally-test.h"

#define ENV_CONFIG "TALLY_TEST_CONFIG"
#define ENV_DATA "TALLY_TEST_DATA"
#define ENV_TOKEN "TALLY_TEST_TOKEN"

static TallyTestEngine *
make_engine (void)
{
  TallySandboxSeed seed;
  TallyTestEngine *engine;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 1;
  seed.rows_per_sheet = 20;
  seed.n_weeks = 1;
  seed.n_work_requests = 4;
  seed.mess_ratio = 0;
  engine = tally_test_engine_new (&seed);
  engine->clock = tally_clock_new_virtual (g_get_real_time ());
  return engine;
}

static const TallyNotice *
find_notice (const TallyRun *run,
             const char     *text)
{
  for (guint i = 0; i < run->notices->len; i++)
    {
      const TallyNotice *notice = run->notices->pdata[i];
      if (strstr (notice->text, text) != NULL)
        return notice;
    }
  return NULL;
}

static void
assert_exit (const TallyRun *run,
             int             exit_code)
{
  for (guint i = 0; i < run->notices->len; i++)
    {
      const TallyNotice *notice = run->notices->pdata[i];
      g_test_message ("%s %s: %s (%s)", notice->code, notice->subject, notice->text, notice->detail);
    }
  g_assert_cmpint (tally_run_get_exit_code (run), ==, exit_code);
}

static void
publish (TallyTestEngine *engine)
{
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, NULL);

  assert_exit (run, 0);
  tally_test_engine_assert_exactly_once (engine, run);
}

/* Names of the markers of a kind that hang on the target sheet itself. */
static GPtrArray *
list_markers (TallyTestEngine     *engine,
              TallyJobsMarkerKind  kind)
{
  GPtrArray *names = tally_test_target_list_sheet_files (engine);

  for (guint i = names->len; i > 0; i--)
    {
      TallyJobsMarker marker;
      g_assert_true (tally_jobs_marker_parse (names->pdata[i - 1], &marker));
      if (marker.kind != kind)
        g_ptr_array_remove_index (names, i - 1);
    }
  return names;
}

static guint
count_markers (TallyTestEngine     *engine,
               TallyJobsMarkerKind  kind)
{
  g_autoptr (GPtrArray) names = list_markers (engine, kind);

  return names->len;
}

static void
test_one_marker_is_left (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;

  publish (engine);
  first = list_markers (engine, TALLY_JOBS_MARKER_HEAD);
  g_assert_cmpuint (first->len, ==, 1);
  g_assert_cmpuint (count_markers (engine, TALLY_JOBS_MARKER_LEASE), ==, 0);
  tally_test_engine_change_a_price (engine);
  publish (engine);
  second = list_markers (engine, TALLY_JOBS_MARKER_HEAD);
  g_assert_cmpuint (second->len, ==, 1);
  g_assert_cmpstr (first->pdata[0], !=, second->pdata[0]);
  g_assert_cmpuint (count_markers (engine, TALLY_JOBS_MARKER_LEASE), ==, 0);
}

/* Another installation's pass, somewhere in the middle of ours. */
typedef struct {
  TallyTestEngine *guest;     /* (borrowed) */
  const char      *where;     /* step or phase */
  int              exit_code;
  gboolean         is_done;
} Intruder;

static void
intrude (Intruder *intruder)
{
  g_autoptr (TallyRun) run = NULL;

  if (intruder->is_done)
    return;
  intruder->is_done = TRUE;
  run = tally_test_engine_run (intruder->guest, NULL);
  assert_exit (run, intruder->exit_code);
  if (intruder->exit_code == 75)
    {
      const TallyNotice *notice = find_notice (run, "another publisher is at work: installation ");
      g_assert_nonnull (notice);
      g_assert_cmpint (notice->severity, ==, TALLY_SEVERITY_WARNING);
      g_assert_cmpuint (run->counts.n_published, ==, 0);
    }
}

static void
step_cb (const char *name,
         gpointer    data)
{
  Intruder *intruder = data;

  if (strcmp (name, intruder->where) == 0)
    intrude (intruder);
}

static void
progress_cb (const TallyProgressState *state,
             gpointer                  data)
{
  Intruder *intruder = data;

  if (g_strcmp0 (state->phase, intruder->where) == 0)
    intrude (intruder);
}

static void
test_a_second_one_is_told_to_come_back (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autoptr (TallyTestEngine) guest = tally_test_engine_new_beside (engine, "guest");
  Intruder intruder = { guest, "planned", 75, FALSE };
  const TallyBatchOptions options = { .step = step_cb, .step_data = &intruder };
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, &options);

  assert_exit (run, 0);
  g_assert_true (intruder.is_done);
  tally_test_engine_assert_exactly_once (engine, run);
  g_assert_cmpuint (count_markers (engine, TALLY_JOBS_MARKER_LEASE), ==, 0);
  g_assert_cmpuint (count_markers (engine, TALLY_JOBS_MARKER_HEAD), ==, 1);
}

/* The other one's whole pass fits between our plan and our lease: its files are not doubled. */
static void
test_a_pass_between_plan_and_lease_is_noticed (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autoptr (TallyTestEngine) guest = tally_test_engine_new_beside (engine, "guest");
  Intruder intruder = { guest, "workbooks", 0, FALSE };
  g_autoptr (TallyProgress) progress = tally_progress_new (progress_cb, &intruder, NULL, NULL);
  g_autoptr (TallyRun) run = tally_test_engine_run_watched (engine, NULL, progress, NULL);
  g_autoptr (GPtrArray) files = tally_test_target_list (engine);

  assert_exit (run, 3);
  g_assert_true (intruder.is_done);
  g_assert_cmpuint (run->counts.n_published, ==, 0);
  g_assert_cmpuint (run->counts.n_removed, ==, 0);
  for (guint i = 0; i < run->plan->entries->len; i++)
    g_assert_cmpint (((const TallyPlanEntry *) run->plan->entries->pdata[i])->hold, ==,
                     TALLY_HOLD_FOREIGN_PUBLISHER);
  g_assert_cmpuint (files->len, ==, run->plan->entries->len);
}

static gint64
attach_lease (TallyTestEngine *engine,
              gint64           age_usec)
{
  g_autofree char *created = tally_clock_format_utc (g_get_real_time () - age_usec);

  return tally_test_target_attach_to_sheet (engine, "tallyman-lease_a1b2c3d4e5f6_deadbeef_900.txt",
                                            created);
}

static void
test_a_live_lease_is_respected (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  gint64 lease = attach_lease (engine, 14 * G_TIME_SPAN_MINUTE);
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, NULL);
  g_autoptr (GPtrArray) files = tally_test_engine_list_files (engine);

  assert_exit (run, 75);
  g_assert_nonnull (find_notice (run, "installation a1b2c3d4e5f6 since "));
  g_assert_cmpuint (files->len, ==, 0);
  g_assert_cmpuint (count_markers (engine, TALLY_JOBS_MARKER_LEASE), ==, 1);
  g_assert_cmpint (lease, !=, 0);
}

static void
test_a_lease_that_ran_out_is_swept (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();

  attach_lease (engine, 16 * G_TIME_SPAN_MINUTE);
  publish (engine);
  g_assert_cmpuint (count_markers (engine, TALLY_JOBS_MARKER_LEASE), ==, 0);
}

/* Nothing to change, nothing to lease: reading goes on beside another publisher. */
static void
test_an_unchanged_pass_needs_no_lease (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  guint n_writes;

  publish (engine);
  attach_lease (engine, G_TIME_SPAN_MINUTE);
  n_writes = tally_test_engine_count_writes (engine);
  publish (engine);
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, n_writes);
}

static void
kill_cb (const char *name,
         gpointer    data)
{
  if (strcmp (name, "planned") == 0)
    kill (getpid (), SIGKILL);
}

/* The child: one pass that dies with its lease. */
static int
run_child (void)
{
  const TallyBatchOptions options = { .step = kill_cb };
  const TallyConfigSource source = { .path = g_getenv (ENV_CONFIG), .path_required = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyConfig) config = tally_config_new (&source, &error);
  const TallyEngineOptions engine_options = {
    .config = config, .data_dir = g_getenv (ENV_DATA), .token = g_getenv (ENV_TOKEN),
  };
  g_autoptr (TallyEngine) engine = NULL;
  g_autoptr (TallyRun) run = NULL;

  g_assert_no_error (error);
  engine = tally_engine_new (&engine_options, &error);
  g_assert_no_error (error);
  run = tally_engine_run_batch (engine, &options, NULL, NULL);
  return tally_run_get_exit_code (run);
}

static void
kill_a_holder (TallyTestEngine *engine)
{
  g_autofree char *config = g_build_filename (engine->folder, "child.conf", NULL);
  g_autofree char *text = tally_test_engine_dup_config (engine);
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (config, text, -1, &error));
  g_subprocess_launcher_setenv (launcher, ENV_CONFIG, config, TRUE);
  g_subprocess_launcher_setenv (launcher, ENV_DATA, engine->data_dir, TRUE);
  g_subprocess_launcher_setenv (launcher, ENV_TOKEN, tally_sandbox_server_get_token (engine->server), TRUE);
  child = g_subprocess_launcher_spawn (launcher, &error, self, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (child, NULL, &error));
  g_assert_true (g_subprocess_get_if_signaled (child));
}

static void
test_a_killed_holder_gives_way_to_its_own_store_at_once (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autoptr (TallyTestEngine) guest = tally_test_engine_new_beside (engine, "guest");
  g_autoptr (TallyRun) other = NULL;

  kill_a_holder (engine);
  g_assert_cmpuint (count_markers (engine, TALLY_JOBS_MARKER_LEASE), ==, 1);
  other = tally_test_engine_run (guest, NULL);
  assert_exit (other, 75);
  publish (engine);
  g_assert_cmpuint (count_markers (engine, TALLY_JOBS_MARKER_LEASE), ==, 0);
}

/* A batch whose steps take long, and what it sees of its own lease. */
typedef struct {
  TallyTestEngine *engine;     /* (borrowed) */
  gint64           delay_usec; /* of each workbook */
  guint            n_steps;
  guint            n_renewals;
} Delay;

static void
delay_cb (const char *name,
          gpointer    data)
{
  Delay *delay = data;
  g_autoptr (GPtrArray) names = NULL;
  TallyJobsMarker marker;

  if (strcmp (name, "committed") == 0)
    {
      names = list_markers (delay->engine, TALLY_JOBS_MARKER_LEASE);
      g_assert_cmpuint (names->len, ==, 1);
      g_assert_true (tally_jobs_marker_parse (names->pdata[0], &marker));
      delay->n_renewals = marker.n_renewals;
    }
  if (strcmp (name, "planned") == 0)
    {
      delay->n_steps++;
      tally_clock_advance (delay->engine->clock, delay->delay_usec);
    }
}

static void
test_a_long_batch_renews_its_lease (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  Delay delay = { engine, 8 * G_TIME_SPAN_MINUTE, 0, 0 };
  const TallyBatchOptions options = { .step = delay_cb, .step_data = &delay };
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, &options);

  assert_exit (run, 0);
  g_assert_cmpuint (delay.n_steps, >=, 2);
  g_assert_cmpuint (delay.n_renewals, ==, delay.n_steps);
  g_assert_cmpuint (count_markers (engine, TALLY_JOBS_MARKER_LEASE), ==, 0);
  tally_test_engine_assert_exactly_once (engine, run);
}

/* A machine that slept: whoever took over meanwhile is not disturbed. */
static void
test_a_lease_that_may_have_run_out_stops_the_run (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  Delay delay = { engine, 11 * G_TIME_SPAN_MINUTE, 0, 0 };
  const TallyBatchOptions options = { .step = delay_cb, .step_data = &delay };
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, &options);

  assert_exit (run, 75);
  g_assert_cmpuint (delay.n_steps, ==, 1);
  g_assert_cmpuint (run->counts.n_published, ==, 0);
  g_assert_nonnull (find_notice (run, "could not be renewed in time"));
  publish (engine);
}

static void
copy_store (TallyTestEngine *engine,
            const char      *from,
            const char      *to)
{
  g_autofree char *source = g_build_filename (engine->data_dir, from, NULL);
  g_autofree char *destination = g_build_filename (engine->data_dir, to, NULL);
  g_autofree char *wal = g_strconcat (destination, "-wal", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (source, &content, &size, &error));
  g_assert_true (g_file_set_contents (destination, content, (gssize) size, &error));
  unlink (wal);
}

static void
test_a_stale_store_is_refused (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autoptr (TallyRun) run = NULL;
  guint n_writes;

  publish (engine);
  copy_store (engine, "tallyman.db", "older.db");
  tally_test_engine_change_a_price (engine);
  publish (engine);
  copy_store (engine, "tallyman.db", "newer.db");
  copy_store (engine, "older.db", "tallyman.db");
  n_writes = tally_test_engine_count_writes (engine);
  run = tally_test_engine_run (engine, NULL);
  assert_exit (run, 1);
  g_assert_nonnull (find_notice (run, "the store is an older copy"));
  g_assert_nonnull (find_notice (run, "empty data directory"));
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, n_writes);
  copy_store (engine, "newer.db", "tallyman.db");
  publish (engine);
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, n_writes);
}

int
main (int    argc,
      char **argv)
{
  if (g_getenv (ENV_DATA) != NULL)
    return run_child ();
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/publishers/one-marker-is-left", test_one_marker_is_left);
  g_test_add_func ("/engine/publishers/a-second-one-is-told-to-come-back",
                   test_a_second_one_is_told_to_come_back);
  g_test_add_func ("/engine/publishers/a-pass-between-plan-and-lease-is-noticed",
                   test_a_pass_between_plan_and_lease_is_noticed);
  g_test_add_func ("/engine/publishers/a-live-lease-is-respected", test_a_live_lease_is_respected);
  g_test_add_func ("/engine/publishers/a-lease-that-ran-out-is-swept",
                   test_a_lease_that_ran_out_is_swept);
  g_test_add_func ("/engine/publishers/an-unchanged-pass-needs-no-lease",
                   test_an_unchanged_pass_needs_no_lease);
  g_test_add_func ("/engine/publishers/a-killed-holder-gives-way-to-its-own-store-at-once",
                   test_a_killed_holder_gives_way_to_its_own_store_at_once);
  g_test_add_func ("/engine/publishers/a-long-batch-renews-its-lease",
                   test_a_long_batch_renews_its_lease);
  g_test_add_func ("/engine/publishers/a-lease-that-may-have-run-out-stops-the-run",
                   test_a_lease_that_may_have_run_out_stops_the_run);
  g_test_add_func ("/engine/publishers/a-stale-store-is-refused", test_a_stale_store_is_refused);
  return g_test_run ();
}
