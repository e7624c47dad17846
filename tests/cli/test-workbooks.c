/* test-workbooks.c
 *
 * 'tallyman workbooks' as its users see it: tables, objects, refusals, and what a public log may
 * show.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-identity-subject.h"
#include "tally-test-cli.h"
#include "tally-test-run.h"
#include "tally-test-target.h"
#include "tally-test.h"

/* A world in which one workbook was issued twice. */
typedef struct {
  TallyTestEngine *engine;
  TallyTestFile   *first; /* its first version, as it hung there */
  TallyFileName   *name;
  char             week[TALLY_DAY_BUFFER_SIZE];
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autoptr (TallyRun) before = NULL;
  g_autoptr (TallyRun) after = NULL;

  f->engine = tally_test_engine_new (NULL);
  before = tally_test_engine_run (f->engine, NULL);
  tally_test_engine_change_a_price (f->engine);
  f->first = tally_test_target_get_changed (f->engine);
  after = tally_test_engine_run (f->engine, NULL);
  g_assert_cmpuint (after->counts.n_published, ==, 1);
  f->name = tally_identity_parse_file_name (f->first->name);
  tally_week_format (f->name->identity->week_ending, f->week, sizeof f->week);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  tally_test_engine_free (f->engine);
  tally_test_file_free (f->first);
  tally_file_name_free (f->name);
}

/* tallyman workbooks with these arguments, separated by blanks. */
static TallyTestProcess *
run (Fixture    *f,
     gboolean    in_ci,
     int         exit_code,
     const char *arguments)
{
  const char *const env[] = { TALLY_TEST_CLI_TOKEN, in_ci ? "GITHUB_ACTIONS=true" : NULL, NULL };
  g_autofree char *program = tally_test_program_path ();
  g_autofree char *path = g_build_filename (f->engine->folder, "tallyman.conf", NULL);
  g_autofree char *config = tally_test_engine_dup_config (f->engine);
  g_auto (GStrv) words = g_strsplit (arguments, " ", -1);
  g_autoptr (GStrvBuilder) out = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  TallyTestProcess *process;

  g_assert_true (g_file_set_contents (path, config, -1, NULL));
  g_strv_builder_add_many (out, program, "workbooks", "--config", path, "--data-dir", f->engine->data_dir,
                           NULL);
  g_strv_builder_addv (out, (const char **) words);
  argv = g_strv_builder_end (out);
  process = tally_test_process_run ((const char *const *) argv, f->engine->folder, env);
  tally_test_cli_finish (process, exit_code);
  return process;
}

/* The same for this workbook: "VERB WR WEEK OPTIONS". */
static TallyTestProcess *
run_on (Fixture    *f,
        gboolean    in_ci,
        int         exit_code,
        const char *verb,
        const char *options)
{
  g_autofree char *arguments = g_strdup_printf ("%s %s %s%s", verb, f->name->identity->work_request,
                                                f->week, options);

  return run (f, in_ci, exit_code, arguments);
}

static JsonObject *
get_version (JsonObject *object,
             guint       index)
{
  JsonArray *versions = json_object_get_array_member (object, "versions");

  g_assert_cmpuint (index, <, json_array_get_length (versions));
  return json_array_get_object_element (versions, index);
}

static void
test_history_is_a_table_and_an_object (Fixture       *f,
                                       gconstpointer  data)
{
  g_autoptr (TallyTestProcess) text = run_on (f, FALSE, 0, "history", "");
  g_autoptr (TallyTestProcess) json = run_on (f, FALSE, 0, "history", " --json");
  g_autoptr (JsonObject) object = tally_test_cli_parse (json);
  JsonObject *first = get_version (object, 0);
  JsonObject *second = get_version (object, 1);

  g_assert_true (g_str_has_prefix (tally_test_process_get_stdout (text), "VERSION"));
  g_assert_nonnull (strstr (tally_test_process_get_stdout (text), f->first->sha256));
  g_assert_nonnull (strstr (tally_test_process_get_stdout (text), "replaced"));
  g_assert_cmpstr (json_object_get_string_member (first, "sha256"), ==, f->first->sha256);
  g_assert_cmpstr (json_object_get_string_member (first, "state"), ==, "replaced");
  g_assert_cmpstr (json_object_get_string_member (first, "bytes"), ==, "kept");
  g_assert_cmpstr (json_object_get_string_member (second, "state"), ==, "current");
  g_assert_cmpint (json_object_get_int_member (second, "cents"), ==,
                   json_object_get_int_member (first, "cents") + 100);
  g_assert_true (json_object_get_null_member (second, "until"));
}

static void
test_diff_shows_the_field (Fixture       *f,
                           gconstpointer  data)
{
  g_autoptr (TallyTestProcess) text = run_on (f, FALSE, 0, "diff", "");
  g_autoptr (TallyTestProcess) json = run_on (f, FALSE, 0, "diff", " --json");
  g_autoptr (JsonObject) object = tally_test_cli_parse (json);
  JsonArray *lines = json_object_get_array_member (object, "lines");
  JsonObject *line = json_array_get_object_element (lines, 0);

  g_assert_nonnull (strstr (tally_test_process_get_stdout (text), "0 added, 0 removed, 1 changed"));
  g_assert_nonnull (strstr (tally_test_process_get_stdout (text), "  price"));
  g_assert_cmpuint (json_array_get_length (lines), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (object, "compared"), ==, "lines");
  g_assert_cmpint (json_object_get_int_member (line, "after_cents"), ==,
                   json_object_get_int_member (line, "before_cents") + 100);
  g_assert_cmpint (json_object_get_int_member (object, "after_cents"), ==,
                   json_object_get_int_member (object, "before_cents") + 100);
}

static void
test_a_public_log_shows_no_names (Fixture       *f,
                                  gconstpointer  data)
{
  static const char *const verbs[] = { "history", "diff" };
  static const char *const options[] = { "", " --json" };
  const char *work_request = f->name->identity->work_request;

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    for (guint j = 0; j < G_N_ELEMENTS (options); j++)
      {
        g_autoptr (TallyTestProcess) process = run_on (f, TRUE, 0, verbs[i], options[j]);
        const char *out = tally_test_process_get_stdout (process);
        tally_test_cli_assert_absent (out, -1, work_request, verbs[i]);
        g_assert_null (strstr (out, "cents"));
        g_assert_null (strchr (out, '$'));
      }
  for (guint j = 0; j < G_N_ELEMENTS (options); j++)
    {
      g_autofree char *arguments = g_strconcat ("list", options[j], NULL);
      g_autoptr (TallyTestProcess) process = run (f, TRUE, 0, arguments);
      g_autofree char *subject = tally_identity_dup_subject (f->name->identity);
      tally_test_cli_assert_absent (tally_test_process_get_stdout (process), -1, work_request, "list");
      g_assert_nonnull (strstr (tally_test_process_get_stdout (process), subject));
    }
}

static void
test_list_takes_filters (Fixture       *f,
                         gconstpointer  data)
{
  g_autofree char *one = g_strdup_printf ("list --json --work-request %s --week %s",
                                          f->name->identity->work_request, f->week);
  g_autoptr (TallyTestProcess) all = run (f, FALSE, 0, "list --json");
  g_autoptr (TallyTestProcess) filtered = run (f, FALSE, 0, one);
  g_autoptr (TallyTestProcess) none = run (f, FALSE, 0, "list --variant helper");
  g_autoptr (JsonObject) all_object = tally_test_cli_parse (all);
  g_autoptr (JsonObject) one_object = tally_test_cli_parse (filtered);

  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (all_object, "versions")), >, 1);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (one_object, "versions")), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (get_version (one_object, 0), "work_request"), ==,
                   f->name->identity->work_request);
  g_assert_nonnull (strstr (tally_test_process_get_stdout (none), "No workbook"));
}

static void
test_restore_and_release (Fixture       *f,
                          gconstpointer  data)
{
  g_autoptr (TallyTestProcess) history = run_on (f, FALSE, 0, "history", " --json");
  g_autoptr (JsonObject) object = tally_test_cli_parse (history);
  g_autofree char *restore = g_strdup_printf ("restore v%" G_GINT64_FORMAT,
                                              json_object_get_int_member (get_version (object, 0), "version"));
  g_autofree char *preview = g_strconcat (restore, " --dry-run", NULL);
  guint n_writes = tally_test_engine_count_writes (f->engine);
  g_autoptr (TallyTestProcess) dry = run (f, FALSE, 0, preview);
  g_autoptr (TallyTestProcess) restored = NULL;
  g_autoptr (TallyTestProcess) batch = NULL;
  g_autoptr (TallyTestProcess) released = NULL;
  g_autoptr (TallyTestProcess) again = NULL;
  g_autoptr (TallyTestProcess) last = NULL;

  g_assert_cmpuint (tally_test_engine_count_writes (f->engine), ==, n_writes);
  g_assert_nonnull (strstr (tally_test_process_get_stdout (dry), "nothing was changed"));
  restored = run (f, FALSE, 0, restore);
  g_assert_nonnull (strstr (tally_test_process_get_stdout (restored), "Restored v"));
  batch = tally_test_cli_run (f->engine, 3, NULL);
  g_assert_nonnull (strstr (tally_test_process_get_stderr (batch), "restored"));
  g_assert_nonnull (strstr (tally_test_process_get_stderr (batch), "tallyman workbooks release"));
  released = run_on (f, FALSE, 0, "release", "");
  g_assert_nonnull (strstr (tally_test_process_get_stdout (released), "Released v"));
  again = run_on (f, FALSE, 1, "release", "");
  last = tally_test_cli_run (f->engine, 0, NULL);
}

static void
test_mistakes_are_named (Fixture       *f,
                         gconstpointer  data)
{
  static const struct {
    const char *arguments;
    int         exit_code;
    const char *words;
  } cases[] = {
    { "", 2, "workbooks takes list, history, diff, restore or release" },
    { "burn", 2, "workbooks takes" },
    { "list more", 2, "list takes options only" },
    { "history 123", 2, "MMDDYY" },
    { "history 123 20250101", 2, "MMDDYY" },
    { "history no-such-request 010525", 1, "no workbook was issued for it" },
    { "diff", 2, "diff takes" },
    { "diff v0", 2, "diff takes" },
    { "diff v1 v2 v3", 2, "diff takes" },
    { "diff v999999", 1, "there is no version v999999" },
    { "restore", 2, "restore takes one version" },
    { "restore v1x", 2, "restore takes one version" },
    { "restore v999999", 1, "there is none" },
    { "list --variant burnt", 2, "a variant is one of" },
    { "list --week 1", 2, "MMDDYY" },
    { "list --no-such-option", 2, "--help" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyTestProcess) process = run (f, FALSE, cases[i].exit_code, cases[i].arguments);
      g_assert_nonnull (strstr (tally_test_process_get_stderr (process), cases[i].words));
    }
}

#define ADD(name, func) \
  g_test_add ("/cli/workbooks/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  ADD ("history-is-a-table-and-an-object", test_history_is_a_table_and_an_object);
  ADD ("diff-shows-the-field", test_diff_shows_the_field);
  ADD ("a-public-log-shows-no-names", test_a_public_log_shows_no_names);
  ADD ("list-takes-filters", test_list_takes_filters);
  ADD ("restore-and-release", test_restore_and_release);
  ADD ("mistakes-are-named", test_mistakes_are_named);
  return g_test_run ();
}
