/* test-restored.c
 *
 * Every version of a workbook is listed, compared and can be put back: once, with its own bytes,
 * and held until it is released or its rows change. A restore that is killed leaves one workbook.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <unistd.h>

#include "tally-config-source.h"
#include "tally-db-admin.h"
#include "tally-engine-error.h"
#include "tally-engine-workbooks.h"
#include "tally-test-engine.h"
#include "tally-test-run.h"
#include "tally-test-target.h"
#include "tally-test.h"

#define MAX_STEPS 60
#define ENV_STEP "TALLY_TEST_KILL_AT"
#define ENV_CONFIG "TALLY_TEST_CONFIG"
#define ENV_DATA "TALLY_TEST_DATA"
#define ENV_TOKEN "TALLY_TEST_TOKEN"
#define ENV_VERSION "TALLY_TEST_VERSION"

/* A world in which one workbook was issued three times. */
typedef struct {
  TallyTestEngine *engine;
  TallyTestFile   *first;    /* its first version, as it hung there */
  TallyFileName   *name;
  const char      *lists[4]; /* work request and week, for the filter */
  char             week[TALLY_DAY_BUFFER_SIZE];
} Fixture;

static void
run_pass (Fixture *f,
          int      exit_code)
{
  g_autoptr (TallyRun) run = tally_test_engine_run (f->engine, NULL);

  g_assert_cmpint (tally_run_get_exit_code (run), ==, exit_code);
  if (exit_code == 0)
    tally_test_engine_assert_exactly_once (f->engine, run);
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  TallySandboxSeed seed;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 1;
  seed.rows_per_sheet = 30;
  seed.n_weeks = 1;
  seed.n_work_requests = 3;
  seed.mess_ratio = 0;
  f->engine = tally_test_engine_new (&seed);
  run_pass (f, 0);
  tally_test_engine_change_a_price (f->engine);
  f->first = tally_test_target_get_changed (f->engine);
  run_pass (f, 0);
  tally_test_engine_change_a_price (f->engine);
  run_pass (f, 0);
  f->name = tally_identity_parse_file_name (f->first->name);
  tally_week_format (f->name->identity->week_ending, f->week, sizeof f->week);
  f->lists[0] = f->name->identity->work_request;
  f->lists[2] = f->week;
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  tally_test_engine_free (f->engine);
  tally_test_file_free (f->first);
  tally_file_name_free (f->name);
}

static TallyWorkbookFilter
make_filter (Fixture *f)
{
  return (TallyWorkbookFilter) { .work_requests = f->lists, .weeks = f->lists + 2 };
}

static GPtrArray *
list_versions (Fixture *f)
{
  TallyWorkbookFilter filter = make_filter (f);
  g_autoptr (TallyEngine) engine = tally_test_engine_open (f->engine);
  g_autoptr (GError) error = NULL;
  GPtrArray *versions = tally_engine_list_versions (engine, &filter, &error);

  g_assert_no_error (error);
  return versions;
}

static gint64
get_number (Fixture *f,
            guint    index)
{
  g_autoptr (GPtrArray) versions = list_versions (f);

  g_assert_cmpuint (index, <, versions->len);
  return ((const TallyVersion *) versions->pdata[index])->version;
}

static void
assert_states (Fixture           *f,
               const char *const *states)
{
  g_autoptr (GPtrArray) versions = list_versions (f);

  g_assert_cmpuint (versions->len, ==, g_strv_length ((char **) states));
  for (guint i = 0; i < versions->len; i++)
    {
      const TallyVersion *version = versions->pdata[i];
      g_assert_cmpstr (tally_version_get_state (version), ==, states[i]);
      g_assert_cmpint (version->bytes, ==, TALLY_VERSION_BYTES_KEPT);
      g_assert_true (version->has_lines);
    }
}

static TallyTestFile *
find_attached (Fixture *f)
{
  return tally_test_target_find (f->engine, f->name->identity);
}

static TallyRun *
restore (Fixture *f,
         gint64   version,
         gboolean dry_run)
{
  const TallyBatchOptions options = { .restore = version, .dry_run = dry_run };

  return tally_test_engine_run (f->engine, &options);
}

static void
restore_first (Fixture *f)
{
  g_autoptr (TallyRun) run = restore (f, get_number (f, 0), FALSE);
  g_autoptr (TallyTestFile) attached = NULL;

  g_assert_cmpint (tally_run_get_exit_code (run), ==, 0);
  g_assert_cmpuint (run->counts.n_published, ==, 1);
  g_assert_cmpuint (run->counts.n_removed, ==, 1);
  attached = find_attached (f);
  g_assert_cmpstr (attached->sha256, ==, f->first->sha256);
  g_assert_cmpstr (attached->name, ==, f->first->name);
}

static void
test_history_knows_every_version (Fixture       *f,
                                  gconstpointer  data)
{
  static const char *const states[] = { "replaced", "replaced", "current", NULL };
  g_autoptr (GPtrArray) versions = NULL;
  const TallyVersion *first, *last;

  assert_states (f, states);
  versions = list_versions (f);
  first = versions->pdata[0];
  last = versions->pdata[2];
  g_assert_cmpstr (first->sha256, ==, f->first->sha256);
  g_assert_cmpstr (first->file_name, ==, f->first->name);
  g_assert_cmpint (first->attachment_id, ==, f->first->attachment_id);
  g_assert_cmpint (last->total_cents, ==, first->total_cents + 200);
  g_assert_cmpuint (last->n_lines, ==, first->n_lines);
  g_assert_cmpint (first->until_utc_usec, >, first->from_utc_usec);
  g_assert_cmpint (last->until_utc_usec, ==, 0);
}

static void
test_list_shows_what_hangs_there (Fixture       *f,
                                  gconstpointer  data)
{
  const TallyWorkbookFilter all = { 0 };
  const char *const helpers[] = { "helper", NULL };
  const char *const wrong[] = { "nothing", NULL };
  TallyWorkbookFilter filter = make_filter (f);
  g_autoptr (TallyEngine) engine = tally_test_engine_open (f->engine);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) every = tally_engine_list_workbooks (engine, &all, &error);
  g_autoptr (GPtrArray) one = tally_engine_list_workbooks (engine, &filter, &error);
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) files = tally_test_target_list (f->engine);

  g_assert_no_error (error);
  g_assert_cmpuint (every->len, ==, files->len);
  g_assert_cmpuint (every->len, >, 1);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpstr (((TallyVersion *) one->pdata[0])->identity->work_request, ==, f->lists[0]);
  filter.variants = helpers;
  none = tally_engine_list_workbooks (engine, &filter, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
  filter.variants = wrong;
  g_assert_null (tally_engine_list_workbooks (engine, &filter, &error));
  g_assert_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG);
}

static void
assert_price_diff (const TallyVersionDiff *diff,
                   TallyMoney              cents)
{
  const TallyDiffLine *line;
  const TallyDiffField *field;

  g_assert_false (diff->is_by_cells);
  g_assert_cmpuint (diff->lines->len, ==, 1);
  line = diff->lines->pdata[0];
  g_assert_cmpint (line->kind, ==, TALLY_DIFF_CHANGED);
  g_assert_cmpint (line->row_id, !=, 0);
  g_assert_cmpint (line->after_cents - line->before_cents, ==, cents);
  g_assert_cmpint (diff->after_cents - diff->before_cents, ==, cents);
  g_assert_cmpint (diff->before_cents, ==, diff->before->total_cents);
  g_assert_cmpint (diff->after_cents, ==, diff->after->total_cents);
  g_assert_cmpuint (diff->n_unchanged, ==, diff->after->n_lines - 1);
  g_assert_cmpuint (line->fields->len, ==, 1);
  field = line->fields->pdata[0];
  g_assert_cmpstr (field->field, ==, "price");
}

static void
test_diff_is_right_to_the_cent (Fixture       *f,
                                gconstpointer  data)
{
  TallyWorkbookFilter filter = make_filter (f);
  gint64 first = get_number (f, 0);
  gint64 last = get_number (f, 2);
  g_autoptr (TallyEngine) engine = tally_test_engine_open (f->engine);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyVersionDiff) whole = tally_engine_diff_versions (engine, first, last, &error);
  g_autoptr (TallyVersionDiff) back = tally_engine_diff_versions (engine, last, first, &error);
  g_autoptr (TallyVersionDiff) newest = tally_engine_diff_workbook (engine, &filter, &error);
  g_autoptr (TallyVersionDiff) previous = tally_engine_diff_versions (engine, 0, last, &error);

  g_assert_no_error (error);
  assert_price_diff (whole, 200);
  assert_price_diff (back, -200);
  assert_price_diff (newest, 100);
  assert_price_diff (previous, 100);
  g_assert_null (tally_engine_diff_versions (engine, 0, first, &error));
  g_assert_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (tally_engine_diff_versions (engine, 0, 9999, &error));
  g_assert_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_NOT_FOUND);
}

static void
edit_store (Fixture    *f,
            const char *sql)
{
  g_autofree char *path = g_build_filename (f->engine->data_dir, "tallyman.db", NULL);
  const TallyDbOptions options = { .path = path, .busy_timeout_msecs = 1000 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyDb) db = tally_db_open (&options, &error);

  g_assert_no_error (error);
  if (!tally_db_run_text (db, sql, &error))
    g_assert_no_error (error);
}

static void
test_without_lines_the_cells_are_compared (Fixture       *f,
                                           gconstpointer  data)
{
  gint64 first = get_number (f, 0);
  gint64 last = get_number (f, 2);
  g_autofree char *sql = g_strdup_printf ("DELETE FROM published_line WHERE publication_id = %"
                                          G_GINT64_FORMAT, first);
  g_autoptr (TallyEngine) engine = tally_test_engine_open (f->engine);
  g_autoptr (TallyVersionDiff) diff = NULL;
  g_autoptr (GError) error = NULL;

  edit_store (f, sql);
  diff = tally_engine_diff_versions (engine, first, last, &error);
  g_assert_no_error (error);
  g_assert_true (diff->is_by_cells);
  g_assert_cmpint (diff->after_cents - diff->before_cents, ==, 200);
  g_assert_cmpuint (tally_version_diff_count (diff, TALLY_DIFF_ADDED), ==, 1);
  g_assert_cmpuint (tally_version_diff_count (diff, TALLY_DIFF_REMOVED), ==, 1);
  g_assert_cmpuint (diff->lines->len, ==, 2);
  g_assert_cmpuint (diff->n_unchanged, ==, diff->after->n_lines - 1);
}

static void
test_a_dry_restore_changes_nothing (Fixture       *f,
                                    gconstpointer  data)
{
  static const char *const states[] = { "replaced", "replaced", "current", NULL };
  guint n_writes = tally_test_engine_count_writes (f->engine);
  g_autoptr (TallyRun) run = restore (f, get_number (f, 0), TRUE);

  g_assert_cmpint (tally_run_get_exit_code (run), ==, 0);
  g_assert_cmpuint (tally_test_engine_count_writes (f->engine), ==, n_writes);
  assert_states (f, states);
  run_pass (f, 0);
}

static void
test_a_restored_version_is_held (Fixture       *f,
                                 gconstpointer  data)
{
  static const char *const states[] = { "replaced", "replaced", "superseded", "restored", NULL };
  g_autoptr (TallyTestFile) attached = NULL;
  g_autoptr (TallyRun) run = NULL;
  guint n_held = 0;

  restore_first (f);
  assert_states (f, states);
  run = tally_test_engine_run (f->engine, NULL);
  g_assert_cmpint (tally_run_get_exit_code (run), ==, 3);
  for (guint i = 0; i < run->plan->entries->len; i++)
    {
      const TallyPlanEntry *entry = run->plan->entries->pdata[i];
      if (entry->hold != TALLY_HOLD_RESTORED)
        continue;
      n_held++;
      g_assert_true (tally_identity_equal (entry->identity, f->name->identity));
    }
  g_assert_cmpuint (n_held, ==, 1);
  g_assert_cmpuint (run->counts.n_published, ==, 0);
  attached = find_attached (f);
  g_assert_cmpstr (attached->sha256, ==, f->first->sha256);
}

static void
test_an_edit_ends_the_hold (Fixture       *f,
                            gconstpointer  data)
{
  static const char *const states[] = {
    "replaced", "replaced", "superseded", "replaced", "current", NULL,
  };
  g_autoptr (GPtrArray) versions = NULL;
  const TallyVersion *first, *newest;

  restore_first (f);
  run_pass (f, 3);
  tally_test_engine_change_a_price (f->engine);
  run_pass (f, 0);
  assert_states (f, states);
  versions = list_versions (f);
  first = versions->pdata[0];
  newest = versions->pdata[4];
  g_assert_cmpint (newest->total_cents, ==, first->total_cents + 300);
  run_pass (f, 0);
}

static void
test_a_release_ends_the_hold (Fixture       *f,
                              gconstpointer  data)
{
  TallyWorkbookFilter filter = make_filter (f);
  g_autoptr (TallyEngine) engine = tally_test_engine_open (f->engine);
  g_autoptr (TallyVersion) released = NULL;
  g_autoptr (TallyTestFile) third = find_attached (f);
  g_autoptr (TallyTestFile) attached = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (tally_engine_release_workbook (engine, &filter, NULL, &error));
  g_assert_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  restore_first (f);
  run_pass (f, 3);
  released = tally_engine_release_workbook (engine, &filter, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (released->sha256, ==, f->first->sha256);
  run_pass (f, 0);
  attached = find_attached (f);
  g_assert_cmpstr (attached->sha256, ==, third->sha256);
}

static void
assert_refused (Fixture    *f,
                gint64      version,
                const char *words)
{
  guint n_writes = tally_test_engine_count_writes (f->engine);
  g_autoptr (TallyRun) run = restore (f, version, FALSE);
  const TallyNotice *last;

  g_assert_cmpint (tally_run_get_exit_code (run), ==, 1);
  last = run->notices->pdata[run->notices->len - 1];
  g_assert_nonnull (strstr (last->detail, words));
  g_assert_cmpuint (tally_test_engine_count_writes (f->engine), ==, n_writes);
}

static void
test_what_can_not_be_restored_is_refused (Fixture       *f,
                                          gconstpointer  data)
{
  g_autofree char *kept = g_strdup_printf ("%s/%.2s/%s.xlsx", f->engine->archive_dir, f->first->sha256,
                                           f->first->sha256);
  gint64 first = get_number (f, 0);

  assert_refused (f, 9999, "there is none");
  assert_refused (f, get_number (f, 2), "hangs on the target now");
  g_assert_true (g_file_set_contents (kept, "damaged", -1, NULL));
  assert_refused (f, first, "damaged");
  g_assert_cmpint (g_unlink (kept), ==, 0);
  assert_refused (f, first, "does not hold");
  run_pass (f, 0);
}

static void
test_publishing_that_is_off_stays_off (Fixture       *f,
                                       gconstpointer  data)
{
  g_autoptr (TallyRun) refused = NULL;
  g_autoptr (TallyRun) asked = NULL;
  gint64 first = get_number (f, 0);

  g_free (f->engine->settings);
  f->engine->settings = g_strdup ("[target]\npublish=never\n");
  refused = restore (f, first, FALSE);
  g_assert_cmpint (tally_run_get_exit_code (refused), ==, 2);
  g_free (f->engine->settings);
  f->engine->settings = g_strdup ("[target]\npublish=ask\n");
  asked = restore (f, first, FALSE);
  g_assert_cmpint (tally_run_get_exit_code (asked), ==, 0);
  g_assert_cmpuint (asked->counts.n_published, ==, 1);
}

static gint64 n_steps_left;

static void
kill_at_step (const char *name,
              gpointer    data)
{
  if (--n_steps_left == 0)
    kill (getpid (), SIGKILL);
}

/* The child: a restore that dies at a step. */
static int
run_child (void)
{
  const TallyBatchOptions options = {
    .step = kill_at_step,
    .restore = g_ascii_strtoll (g_getenv (ENV_VERSION), NULL, 10),
  };
  const TallyConfigSource source = { .path = g_getenv (ENV_CONFIG), .path_required = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyConfig) config = tally_config_new (&source, &error);
  const TallyEngineOptions engine_options = {
    .config = config,
    .data_dir = g_getenv (ENV_DATA),
    .token = g_getenv (ENV_TOKEN),
  };
  g_autoptr (TallyEngine) engine = NULL;
  g_autoptr (TallyRun) run = NULL;

  g_assert_no_error (error);
  n_steps_left = g_ascii_strtoll (g_getenv (ENV_STEP), NULL, 10);
  engine = tally_engine_new (&engine_options, &error);
  g_assert_no_error (error);
  run = tally_engine_run_batch (engine, &options, NULL, NULL);
  return tally_run_get_exit_code (run);
}

static gboolean
child_was_killed (Fixture *f,
                  gint64   version,
                  guint    step)
{
  g_autofree char *config = g_build_filename (f->engine->folder, "child.conf", NULL);
  g_autofree char *text = tally_test_engine_dup_config (f->engine);
  g_autofree char *number = g_strdup_printf ("%u", step);
  g_autofree char *restored = g_strdup_printf ("%" G_GINT64_FORMAT, version);
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (config, text, -1, &error));
  g_subprocess_launcher_setenv (launcher, ENV_STEP, number, TRUE);
  g_subprocess_launcher_setenv (launcher, ENV_CONFIG, config, TRUE);
  g_subprocess_launcher_setenv (launcher, ENV_DATA, f->engine->data_dir, TRUE);
  g_subprocess_launcher_setenv (launcher, ENV_TOKEN, tally_sandbox_server_get_token (f->engine->server), TRUE);
  g_subprocess_launcher_setenv (launcher, ENV_VERSION, restored, TRUE);
  child = g_subprocess_launcher_spawn (launcher, &error, self, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (child, NULL, &error));
  return g_subprocess_get_if_signaled (child);
}

/* After a pass: the restored version hangs there and is held, or the one of now does. */
static void
assert_settled (Fixture *f)
{
  g_autoptr (TallyRun) run = tally_test_engine_run (f->engine, NULL);
  g_autoptr (TallyTestFile) attached = find_attached (f);
  g_autoptr (GPtrArray) versions = list_versions (f);
  const TallyVersion *last = versions->pdata[versions->len - 1];
  gboolean restored = strcmp (attached->sha256, f->first->sha256) == 0;
  guint n_writes = tally_test_engine_count_writes (f->engine);
  g_autoptr (TallyRun) next = tally_test_engine_run (f->engine, NULL);

  g_assert_cmpint (tally_run_get_exit_code (run), ==, restored ? 3 : 0);
  g_assert_cmpint (tally_run_get_exit_code (next), ==, restored ? 3 : 0);
  g_assert_cmpstr (tally_version_get_state (last), ==, restored ? "restored" : "current");
  g_assert_true (last->has_lines);
  g_assert_cmpstr (last->sha256, ==, attached->sha256);
  g_assert_cmpuint (tally_test_engine_count_writes (f->engine), ==, n_writes);
}

static void
test_a_kill_at_every_step_is_repaired (Fixture       *f,
                                       gconstpointer  data)
{
  TallyWorkbookFilter filter = make_filter (f);
  gint64 first = get_number (f, 0);
  gboolean killed = TRUE;
  guint step;

  for (step = 1; killed && step < MAX_STEPS; step++)
    {
      g_autoptr (TallyEngine) engine = tally_test_engine_open (f->engine);
      g_autoptr (TallyVersion) released = NULL;

      killed = child_was_killed (f, first, step);
      g_test_message ("step %u: %s", step, killed ? "killed" : "came through");
      assert_settled (f);
      released = tally_engine_release_workbook (engine, &filter, NULL, NULL);
      run_pass (f, 0);
    }
  g_assert_cmpuint (step, >, 8);
  g_assert_false (killed);
}

/* What was put back opens in another program, with its own total. */
static void
test_a_restored_one_opens_elsewhere (Fixture       *f,
                                     gconstpointer  data)
{
  g_autofree char *office = g_find_program_in_path ("soffice");
  g_autofree char *profile = g_strdup_printf ("-env:UserInstallation=file://%s/profile", f->engine->folder);
  g_autofree char *kept = NULL;
  g_autofree char *csv = g_strdup_printf ("%s/%s.csv", f->engine->folder, f->first->sha256);
  g_autofree char *text = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GError) error = NULL;

  if (office == NULL)
    {
      g_test_skip ("soffice is missing: install libreoffice-calc-nogui");
      return;
    }
  restore_first (f);
  versions = list_versions (f);
  g_assert_cmpstr (((const TallyVersion *) versions->pdata[3])->sha256, ==, f->first->sha256);
  kept = g_strdup_printf ("%s/%.2s/%s.xlsx", f->engine->archive_dir, f->first->sha256, f->first->sha256);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
                              office, profile, "--headless", "--convert-to", "csv", "--outdir",
                              f->engine->folder, kept, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  g_assert_true (g_file_get_contents (csv, &text, NULL, &error));
  g_assert_nonnull (strstr (text, "Total Billed Amount:"));
}

#define ADD(name, func) \
  g_test_add ("/engine/restored/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  if (g_getenv (ENV_STEP) != NULL)
    return run_child ();
  tally_test_init (&argc, &argv);
  ADD ("history-knows-every-version", test_history_knows_every_version);
  ADD ("list-shows-what-hangs-there", test_list_shows_what_hangs_there);
  ADD ("diff-is-right-to-the-cent", test_diff_is_right_to_the_cent);
  ADD ("without-lines-the-cells-are-compared", test_without_lines_the_cells_are_compared);
  ADD ("a-dry-restore-changes-nothing", test_a_dry_restore_changes_nothing);
  ADD ("a-restored-version-is-held", test_a_restored_version_is_held);
  ADD ("an-edit-ends-the-hold", test_an_edit_ends_the_hold);
  ADD ("a-release-ends-the-hold", test_a_release_ends_the_hold);
  ADD ("what-can-not-be-restored-is-refused", test_what_can_not_be_restored_is_refused);
  ADD ("publishing-that-is-off-stays-off", test_publishing_that_is_off_stays_off);
  ADD ("a-kill-at-every-step-is-repaired", test_a_kill_at_every_step_is_repaired);
  ADD ("a-restored-one-opens-elsewhere", test_a_restored_one_opens_elsewhere);
  return g_test_run ();
}
