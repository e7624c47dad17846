/* test-exactly.c
 *
 * Exactly once when calls of publishing go wrong and people change the target meanwhile.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>

#include "tally-test-engine.h"
#include "tally-test-run.h"
#include "tally-test-target.h"
#include "tally-test.h"

#define UPLOAD "\"operation\": \"attach\""
#define BYTES "\"operation\": \"get-attachment\""
#define DELETION "\"operation\": \"delete-attachment\""
#define LIST "\"operation\": \"list-attachments\""

static void
print_notices (const TallyRun *run)
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
  print_notices (run);
  g_assert_cmpint (tally_run_get_exit_code (run), ==, exit_code);
}

static gboolean
has_notice (const TallyRun *run,
            const char     *code)
{
  for (guint i = 0; i < run->notices->len; i++)
    if (strcmp (((const TallyNotice *) run->notices->pdata[i])->code, code) == 0)
      return TRUE;
  return FALSE;
}

/* A world of one sheet and few workbooks. */
static TallyTestEngine *
make_small_engine (void)
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
  engine->clock = tally_clock_new_virtual (g_get_real_time ()); /* nobody waits for a retry */
  return engine;
}

static TallyTestEngine *
make_published_engine (void)
{
  TallyTestEngine *engine = make_small_engine ();
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, NULL);

  assert_exit (run, 0);
  g_assert_cmpuint (run->counts.n_published, >=, 2);
  return engine;
}

/* One more pass: everything is right and nothing more is written. */
static void
assert_settled (TallyTestEngine *engine)
{
  guint n_writes = tally_test_engine_count_writes (engine);
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, NULL);

  assert_exit (run, 0);
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, n_writes);
  tally_test_engine_assert_exactly_once (engine, run);
}

/* A case of the table: what goes wrong with a pass of a changed workbook, and how that ends. */
typedef struct {
  const char *path;
  const char *faults;
  int         exit_code;
  guint       n_published;
  const char *notice; /* (nullable) */
} FaultCase;

static const FaultCase fault_cases[] = {
  { "upload-stored-but-answered-500",
    "[{" UPLOAD ", \"kind\": \"status\", \"status\": 500, \"stored\": true}]", 0, 1, NULL },
  { "upload-stored-but-reset", "[{" UPLOAD ", \"kind\": \"reset\", \"stored\": true}]", 0, 1, NULL },
  { "upload-not-stored-and-500", "[{" UPLOAD ", \"kind\": \"status\", \"status\": 500}]", 0, 1, NULL },
  { "upload-not-stored-and-reset", "[{" UPLOAD ", \"kind\": \"reset\"}]", 0, 1, NULL },
  { "upload-throttled", "[{" UPLOAD ", \"kind\": \"throttle\", \"retryAfter\": \"0\"}]", 0, 1, NULL },
  { "upload-never-arrives", "[{" UPLOAD ", \"kind\": \"reset\", \"count\": 0}]", 3, 0,
    "publish-failed" },
  { "upload-forbidden", "[{" UPLOAD ", \"kind\": \"forbid\", \"count\": 0}]", 3, 0, "publish-failed" },
  { "upload-truncated-once", "[{" UPLOAD ", \"kind\": \"truncate-upload\"}]", 0, 1, NULL },
  { "upload-always-truncated", "[{" UPLOAD ", \"kind\": \"truncate-upload\", \"count\": 0}]", 3, 0,
    "publish-failed" },
  { "upload-truncated-and-not-withdrawn",
    "[{" UPLOAD ", \"kind\": \"truncate-upload\"}, {" DELETION ", \"kind\": \"forbid\", \"count\": 0}]",
    3, 0, "publish-failed" },
  { "upload-truncated-and-denied-while-verified",
    "[{" UPLOAD ", \"kind\": \"truncate-upload\"}, {" BYTES ", \"kind\": \"vanish\"}]", 3, 0, "publish-failed" },
  { "upload-doubtful-and-denied-while-verified",
    "[{" UPLOAD ", \"kind\": \"reset\", \"stored\": true}, {" BYTES ", \"kind\": \"vanish\"}]", 3, 0,
    "publish-failed" },
  { "upload-truncated-and-its-deletion-answered-404",
    "[{" UPLOAD ", \"kind\": \"truncate-upload\"}, {" DELETION ", \"kind\": \"vanish\"}]", 3, 1,
    "not-exactly-once" },
  { "upload-always-truncated-and-its-deletion-answered-404",
    "[{" UPLOAD ", \"kind\": \"truncate-upload\", \"count\": 0}, "
    "{" DELETION ", \"kind\": \"vanish\", \"count\": 0}]",
    3, 0, "publish-failed" },
  { "answer-lost-and-the-row-not-listed",
    "[{" UPLOAD ", \"kind\": \"reset\", \"stored\": true}, "
    "{" LIST ", \"path\": \"*/rows/*\", \"kind\": \"forbid\", \"count\": 0}]",
    3, 0, "publish-failed" },
  { "upload-truncated-and-the-last-list-forbidden",
    "[{" UPLOAD ", \"kind\": \"truncate-upload\", \"count\": 0}, {" LIST ", \"first\": 3, \"kind\": \"forbid\"}]",
    3, 0, "publish-failed" },
  { "the-last-list-forbidden", "[{" LIST ", \"first\": 3, \"kind\": \"forbid\"}]", 3, 1, "not-proved" },
  { "deletion-answered-500-once", "[{" DELETION ", \"kind\": \"status\", \"status\": 500}]", 0, 1, NULL },
  { "deletion-done-but-answered-500",
    "[{" DELETION ", \"kind\": \"status\", \"status\": 500, \"stored\": true}]", 0, 1, NULL },
  { "deletion-done-but-reset", "[{" DELETION ", \"kind\": \"reset\", \"stored\": true}]", 0, 1, NULL },
  { "deletion-answered-404-for-it-was-gone",
    "[{" DELETION ", \"kind\": \"vanish\", \"stored\": true}]", 0, 1, NULL },
  { "deletion-answered-404-although-it-is-there", "[{" DELETION ", \"kind\": \"vanish\"}]", 3, 1,
    "not-exactly-once" },
  { "deletion-forbidden", "[{" DELETION ", \"kind\": \"forbid\", \"count\": 0}]", 3, 1,
    "cleanup-failed" },
};

static void
test_a_fault_is_survived (gconstpointer data)
{
  const FaultCase *fault = data;
  g_autoptr (TallyTestEngine) engine = make_published_engine ();
  g_autoptr (TallyTestFile) before = NULL;
  g_autoptr (TallyRun) run = NULL;
  g_autoptr (TallyRun) next = NULL;

  tally_test_engine_change_a_price (engine);
  before = tally_test_target_get_changed (engine);
  tally_test_engine_set_faults (engine, fault->faults);
  run = tally_test_engine_run (engine, NULL);
  assert_exit (run, fault->exit_code);
  g_assert_cmpuint (run->counts.n_published, ==, fault->n_published);
  if (fault->notice != NULL)
    g_assert_true (has_notice (run, fault->notice));
  if (fault->n_published == 0) /* what was published before stays until the new one is sure */
    g_assert_true (tally_test_target_has (engine, before->attachment_id));
  tally_test_engine_set_faults (engine, "[]");
  next = tally_test_engine_run (engine, NULL);
  assert_exit (next, 0);
  tally_test_engine_assert_exactly_once (engine, next);
  g_assert_false (tally_test_target_has (engine, before->attachment_id));
  assert_settled (engine);
}

/* The same at the first publication, where nothing hangs there yet. */
static void
test_a_first_upload_is_not_doubled (void)
{
  g_autoptr (TallyTestEngine) engine = make_small_engine ();
  g_autoptr (TallyRun) run = NULL;

  tally_test_engine_set_faults (engine,
                                "[{" UPLOAD ", \"kind\": \"reset\", \"stored\": true, \"count\": 0}]");
  run = tally_test_engine_run (engine, NULL);
  assert_exit (run, 0);
  g_assert_cmpuint (run->counts.n_published, >=, 2);
  tally_test_engine_assert_exactly_once (engine, run);
  tally_test_engine_set_faults (engine, "[]");
  assert_settled (engine);
}

static void
test_nothing_is_deleted_without_an_archive (void)
{
  g_autoptr (TallyTestEngine) engine = make_published_engine ();
  g_autoptr (TallyTestFile) before = NULL;
  g_autoptr (TallyRun) run = NULL;
  g_autoptr (TallyRun) next = NULL;
  g_autofree char *aside = g_strconcat (engine->archive_dir, ".aside", NULL);

  g_assert_cmpint (g_rename (engine->archive_dir, aside), ==, 0);
  g_assert_true (g_file_set_contents (engine->archive_dir, "in the way", -1, NULL));
  tally_test_engine_change_a_price (engine);
  before = tally_test_target_get_changed (engine);
  run = tally_test_engine_run (engine, NULL);
  assert_exit (run, 3);
  g_assert_true (has_notice (run, "cleanup-failed"));
  g_assert_true (has_notice (run, "archive-failed"));
  g_assert_cmpuint (run->counts.n_removed, ==, 0);
  g_assert_cmpuint (run->counts.n_published, ==, 1);
  g_assert_cmpuint (run->counts.n_upload_failed, ==, 0);
  g_assert_true (tally_test_target_has (engine, before->attachment_id));
  g_assert_cmpint (g_unlink (engine->archive_dir), ==, 0);
  next = tally_test_engine_run (engine, NULL);
  assert_exit (next, 0);
  g_assert_false (tally_test_target_has (engine, before->attachment_id));
  tally_test_engine_assert_exactly_once (engine, next);
  assert_settled (engine);
}

static char *
dup_old_name (const TallyTestFile *file,
              guint                number)
{
  g_autoptr (TallyFileName) name = tally_identity_parse_file_name (file->name);
  const char *end = strstr (file->name, "_WeekEnding_");
  g_autofree char *start = g_strndup (file->name, (gsize) (end - file->name)
                                                    + strlen ("_WeekEnding_") + 6);

  g_assert_nonnull (name);
  return g_strdup_printf ("%s_%016x.xlsx", start, 0xabc00u + number);
}

static void
test_three_old_ones_go_and_others_stay (void)
{
  g_autoptr (TallyTestEngine) engine = make_published_engine ();
  g_autoptr (TallyTestFile) file = tally_test_target_get_first (engine, 0);
  g_autoptr (TallyRun) run = NULL;
  gint64 old[3], scan, odd, other_week;

  for (guint i = 0; i < G_N_ELEMENTS (old); i++)
    {
      g_autofree char *name = dup_old_name (file, i);
      old[i] = tally_test_target_attach (engine, file->row_id, name, "2024-01-05T10:00:00Z");
    }
  scan = tally_test_target_attach (engine, file->row_id, "scan.pdf", "2024-01-05T10:00:00Z");
  odd = tally_test_target_attach (engine, file->row_id, "WR_x_WeekEnding_no.xlsx", NULL);
  other_week = tally_test_target_attach (engine, file->row_id,
                                         "WR_1_WeekEnding_010120_0123456789abcdef.xlsx",
                                         "2024-01-05T10:00:00Z");
  run = tally_test_engine_run (engine, NULL);
  assert_exit (run, 0);
  for (guint i = 0; i < G_N_ELEMENTS (old); i++)
    g_assert_false (tally_test_target_has (engine, old[i]));
  g_assert_cmpuint (run->counts.n_removed, ==, G_N_ELEMENTS (old));
  g_assert_true (tally_test_target_has (engine, file->attachment_id));
  g_assert_true (tally_test_target_has (engine, scan));
  g_assert_true (tally_test_target_has (engine, odd));
  g_assert_true (tally_test_target_has (engine, other_week));
  assert_settled (engine);
}

/* Names carry no order: a file made just after midnight is newer, whatever its name says. */
static void
test_times_decide_around_midnight (void)
{
  g_autoptr (TallyTestEngine) engine = make_published_engine ();
  g_autoptr (TallyTestFile) file = tally_test_target_get_first (engine, 0);
  g_autofree char *high = dup_old_name (file, 0xfff);
  g_autofree char *low = dup_old_name (file, 0);
  g_autoptr (TallyRun) run = NULL;
  gint64 before = tally_test_target_attach (engine, file->row_id, high, "2024-12-31T23:59:59Z");
  gint64 after = tally_test_target_attach (engine, file->row_id, low, "2025-01-01T00:00:01Z");

  run = tally_test_engine_run (engine, NULL);
  assert_exit (run, 0);
  g_assert_false (tally_test_target_has (engine, before));
  g_assert_false (tally_test_target_has (engine, after));
  g_assert_true (tally_test_target_has (engine, file->attachment_id));
  assert_settled (engine);
}

static void
assert_foreign_is_held (TallyTestEngine     *engine,
                        const TallyTestFile *file)
{
  g_autofree char *name = dup_old_name (file, 7);
  gint64 foreign = tally_test_target_attach (engine, file->row_id, name, "2199-01-01T00:00:00Z");
  guint n_writes = tally_test_engine_count_writes (engine);
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, NULL);
  guint n_held = 0;

  assert_exit (run, 3);
  for (guint i = 0; i < run->plan->entries->len; i++)
    n_held += ((const TallyPlanEntry *) run->plan->entries->pdata[i])->hold
                  == TALLY_HOLD_FOREIGN_PUBLISHER ? 1 : 0;
  g_assert_cmpuint (n_held, ==, 1);
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, n_writes);
  g_assert_true (tally_test_target_has (engine, foreign));
}

static void
test_another_publishers_newer_workbook_is_held (void)
{
  g_autoptr (TallyTestEngine) engine = make_published_engine ();
  g_autoptr (TallyTestFile) file = tally_test_target_get_first (engine, 0);

  assert_foreign_is_held (engine, file);
  g_assert_true (tally_test_target_has (engine, file->attachment_id));
}

static void
test_another_publishers_workbook_holds_a_changed_one (void)
{
  g_autoptr (TallyTestEngine) engine = make_published_engine ();
  g_autoptr (TallyTestFile) file = NULL;

  tally_test_engine_change_a_price (engine);
  file = tally_test_target_get_changed (engine);
  assert_foreign_is_held (engine, file);
  g_assert_true (tally_test_target_has (engine, file->attachment_id));
}

/* Ours is gone, older ones of others hang there, and it need not be attached again. */
static void
test_without_ours_the_others_stay (void)
{
  g_autoptr (TallyTestEngine) engine = make_published_engine ();
  g_autoptr (TallyTestFile) file = tally_test_target_get_first (engine, 0);
  g_autoptr (TallyRun) run = NULL;
  gint64 old[2];

  for (guint i = 0; i < G_N_ELEMENTS (old); i++)
    {
      g_autofree char *name = dup_old_name (file, i);
      old[i] = tally_test_target_attach (engine, file->row_id, name, "2024-01-05T10:00:00Z");
    }
  tally_test_engine_delete_a_file (engine);
  g_assert_false (tally_test_target_has (engine, file->attachment_id));
  g_free (engine->settings);
  engine->settings = g_strdup ("[publish]\nattachment-required=false\n");
  run = tally_test_engine_run (engine, NULL);
  assert_exit (run, 0);
  g_assert_true (tally_test_target_has (engine, old[0]));
  g_assert_true (tally_test_target_has (engine, old[1]));
  g_assert_cmpuint (run->counts.n_removed, ==, 0);
}

static void
test_a_row_made_anew_gets_its_workbooks (void)
{
  g_autoptr (TallyTestEngine) engine = make_published_engine ();
  g_autoptr (TallyTestFile) file = tally_test_target_get_first (engine, 0);
  g_autoptr (TallyRun) run = NULL;

  tally_test_target_copy_row (engine, file->row_id);
  tally_test_target_remove_row (engine, file->row_id);
  run = tally_test_engine_run (engine, NULL);
  assert_exit (run, 0);
  g_assert_cmpuint (run->counts.n_published, >=, 1);
  tally_test_engine_assert_exactly_once (engine, run);
  assert_settled (engine);
}

static void
test_a_deleted_row_is_missing_on_the_target (void)
{
  g_autoptr (TallyTestEngine) engine = make_published_engine ();
  g_autoptr (TallyTestFile) file = tally_test_target_get_first (engine, 0);
  g_autoptr (TallyRun) run = NULL;

  tally_test_target_remove_row (engine, file->row_id);
  run = tally_test_engine_run (engine, NULL);
  assert_exit (run, 0);
  g_assert_true (has_notice (run, "missing-on-target"));
  g_assert_cmpuint (run->counts.n_missing_on_target, >=, 1);
  g_assert_cmpuint (run->counts.n_published, ==, 0);
}

/* The work request goes to another row: its workbooks follow, none stays behind. */
static void
test_workbooks_follow_their_work_request (void)
{
  g_autoptr (TallyTestEngine) engine = make_published_engine ();
  g_autoptr (TallyTestFile) file = tally_test_target_get_first (engine, 0);
  g_autoptr (TallyRun) run = NULL;

  tally_test_target_copy_row (engine, file->row_id);
  tally_test_target_set_work_request (engine, file->row_id, "11111");
  run = tally_test_engine_run (engine, NULL);
  assert_exit (run, 0);
  g_assert_false (tally_test_target_has (engine, file->attachment_id));
  tally_test_engine_assert_exactly_once (engine, run);
  assert_settled (engine);
}

static void
test_twin_rows_get_one_workbook (void)
{
  TallySandboxSeed seed;
  g_autoptr (TallyTestEngine) engine = NULL;
  g_autoptr (TallyRun) run = NULL;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 2;
  seed.rows_per_sheet = 40;
  seed.mess_ratio = 0;
  seed.with_twin_targets = TRUE;
  engine = tally_test_engine_new (&seed);
  run = tally_test_engine_run (engine, NULL);
  assert_exit (run, 0);
  g_assert_true (has_notice (run, "doubled-on-target"));
  tally_test_engine_assert_exactly_once (engine, run);
  assert_settled (engine);
}

static void
test_a_target_without_work_requests_is_an_error (void)
{
  static const char *const titles[] = { "Work Request #", NULL };
  g_autoptr (TallyTestEngine) engine = make_small_engine ();
  gint64 column_id = tally_test_target_find_column (engine, engine->target, titles);
  g_autofree char *edit = NULL;
  g_autoptr (TallyRun) run = NULL;
  gboolean names_it = FALSE;

  edit = g_strdup_printf ("{\"op\": \"rename-column\", \"sheetId\": %" G_GINT64_FORMAT
                          ", \"columnId\": %" G_GINT64_FORMAT ", \"name\": \"Number\"}",
                          engine->target, column_id);
  tally_test_engine_edit (engine, edit);
  run = tally_test_engine_run (engine, NULL);
  assert_exit (run, 1);
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, 0);
  for (guint i = 0; i < run->notices->len; i++)
    names_it = names_it || strstr (((const TallyNotice *) run->notices->pdata[i])->text,
                                   "no column 'Work Request #'") != NULL
               || strstr (((const TallyNotice *) run->notices->pdata[i])->detail,
                          "no column 'Work Request #'") != NULL;
  g_assert_true (names_it);
}

static void
test_force_replaces_equal_workbooks (void)
{
  const TallyBatchOptions force = { .force = TRUE };
  g_autoptr (TallyTestEngine) engine = make_published_engine ();
  g_autoptr (TallyTestFile) file = tally_test_target_get_first (engine, 0);
  g_autofree char *path = g_build_filename (engine->output_dir, file->name, NULL);
  g_autoptr (GPtrArray) before = tally_test_engine_list_files (engine);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, &force);

  assert_exit (run, 0);
  after = tally_test_engine_list_files (engine);
  g_assert_cmpuint (run->counts.n_published, ==, before->len);
  g_assert_cmpuint (after->len, ==, before->len);
  g_assert_false (tally_test_target_has (engine, file->attachment_id));
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  tally_test_engine_assert_exactly_once (engine, run);
  assert_settled (engine);
}

static void
assert_filter (TallyTestEngine         *engine,
               const TallyBatchOptions *options)
{
  guint n_writes = tally_test_engine_count_writes (engine);
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, options);

  assert_exit (run, 0);
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, n_writes);
  g_assert_cmpuint (tally_plan_count (run->plan, TALLY_PLAN_VANISHED), ==, 0);
  g_assert_cmpuint (tally_plan_count (run->plan, TALLY_PLAN_HELD), ==, 0);
}

static void
test_filters_leave_the_others_alone (void)
{
  static const char *const work_requests[] = { "4711", NULL };
  static const char *const weeks[] = { "010624", NULL };
  const TallyBatchOptions by_work_request = { .work_requests = work_requests };
  const TallyBatchOptions by_week = { .weeks = weeks };
  const TallyBatchOptions by_number = { .max_groups = 1 };
  g_autoptr (TallyTestEngine) engine = make_published_engine ();
  g_autoptr (TallyTestFile) file = tally_test_target_get_first (engine, 0);
  char *const *parts = g_strsplit (file->name, "_", 3);

  assert_filter (engine, &by_work_request);
  assert_filter (engine, &by_week);
  assert_filter (engine, &by_number);
  g_free (engine->settings);
  engine->settings = g_strdup_printf ("[billing]\nexclude-work-requests=%s\n", parts[1]);
  assert_filter (engine, NULL);
  g_strfreev ((char **) parts);
}

/* A changed copy in the output folder is never attached under a name that promises another one. */
static void
test_a_changed_local_file_is_made_anew (void)
{
  const TallyBatchOptions dry = { .dry_run = TRUE };
  g_autoptr (TallyTestEngine) engine = make_small_engine ();
  g_autoptr (TallyRun) first = tally_test_engine_run (engine, &dry);
  g_autoptr (TallyRun) run = NULL;
  g_autoptr (GDir) folder = g_dir_open (engine->output_dir, 0, NULL);
  g_autofree char *path = g_build_filename (engine->output_dir, g_dir_read_name (folder), NULL);
  g_autofree char *content = NULL;
  gsize size;

  assert_exit (first, 0);
  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  content[size / 2] ^= 1;
  g_assert_true (g_file_set_contents (path, content, (gssize) size, NULL));
  run = tally_test_engine_run (engine, NULL);
  assert_exit (run, 0);
  g_assert_cmpuint (run->counts.n_workbooks_written, ==, 1);
  assert_settled (engine);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (fault_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/exactly/%s", fault_cases[i].path);
      g_test_add_data_func (path, &fault_cases[i], test_a_fault_is_survived);
    }
  g_test_add_func ("/engine/exactly/a-first-upload-is-not-doubled", test_a_first_upload_is_not_doubled);
  g_test_add_func ("/engine/exactly/nothing-is-deleted-without-an-archive",
                   test_nothing_is_deleted_without_an_archive);
  g_test_add_func ("/engine/exactly/three-old-ones-go-and-others-stay",
                   test_three_old_ones_go_and_others_stay);
  g_test_add_func ("/engine/exactly/times-decide-around-midnight", test_times_decide_around_midnight);
  g_test_add_func ("/engine/exactly/another-publishers-newer-workbook-is-held",
                   test_another_publishers_newer_workbook_is_held);
  g_test_add_func ("/engine/exactly/another-publishers-workbook-holds-a-changed-one",
                   test_another_publishers_workbook_holds_a_changed_one);
  g_test_add_func ("/engine/exactly/without-ours-the-others-stay", test_without_ours_the_others_stay);
  g_test_add_func ("/engine/exactly/a-row-made-anew-gets-its-workbooks",
                   test_a_row_made_anew_gets_its_workbooks);
  g_test_add_func ("/engine/exactly/a-deleted-row-is-missing-on-the-target",
                   test_a_deleted_row_is_missing_on_the_target);
  g_test_add_func ("/engine/exactly/workbooks-follow-their-work-request",
                   test_workbooks_follow_their_work_request);
  g_test_add_func ("/engine/exactly/twin-rows-get-one-workbook", test_twin_rows_get_one_workbook);
  g_test_add_func ("/engine/exactly/a-target-without-work-requests-is-an-error",
                   test_a_target_without_work_requests_is_an_error);
  g_test_add_func ("/engine/exactly/force-replaces-equal-workbooks",
                   test_force_replaces_equal_workbooks);
  g_test_add_func ("/engine/exactly/filters-leave-the-others-alone",
                   test_filters_leave_the_others_alone);
  g_test_add_func ("/engine/exactly/a-changed-local-file-is-made-anew",
                   test_a_changed_local_file_is_made_anew);
  return g_test_run ();
}
