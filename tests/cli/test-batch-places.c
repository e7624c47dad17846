/* test-batch-places.c
 *
 * A machine without what programs take for granted, and a sandbox that keeps to itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-cli.h"
#include "tally-test-xlsx.h"
#include "tally-test.h"

/* The shell closes all three, the program's report goes nowhere, its store must be whole. */
static void
test_closed_standard_files (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autofree char *program = tally_test_program_path ();
  g_autofree char *path = g_build_filename (engine->folder, "tallyman.conf", NULL);
  g_autofree char *config = tally_test_engine_dup_config (engine);
  const char *const argv[] = { "/bin/sh", "-c", "exec \"$0\" \"$@\" <&- >&- 2>&-", program, "--batch",
                               "--config", path, "--data-dir", engine->data_dir, NULL };
  const char *const env[] = { TALLY_TEST_CLI_TOKEN, NULL };
  g_autoptr (TallyTestProcess) process = NULL;
  g_autoptr (TallyRun) next = NULL;

  g_assert_true (g_file_set_contents (path, config, -1, NULL));
  process = tally_test_process_run (argv, engine->folder, env);
  tally_test_cli_assert_status (engine, process, 0);
  next = tally_test_engine_run (engine, NULL);
  g_assert_cmpint (tally_run_get_exit_code (next), ==, 0);
  g_assert_cmpuint (next->counts.n_published, ==, 0);
  tally_test_engine_assert_exactly_once (engine, next);
}

/* What can't be written is no success. */
static void
test_full_standard_output_is_1 (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autofree char *program = tally_test_program_path ();
  const char *const argv[] = { "/bin/sh", "-c", "exec \"$0\" \"$@\" >/dev/full", program, "--batch",
                               "--sandbox", "--json", "--data-dir", engine->data_dir, NULL };
  g_autoptr (TallyTestProcess) process = tally_test_process_run (argv, engine->folder, NULL);

  g_assert_cmpint (tally_test_process_get_status (process), ==, 1);
  g_assert_nonnull (strstr (tally_test_process_get_stderr (process), "standard output can't be written"));
}

/* A disk that fills up while the program works, as a limit on the size of files: whatever could not
 * be written is named, and nothing is lost or doubled once there is room again. */
static void
test_full_disk (gconstpointer data)
{
  const char *limit = data;
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autofree char *program = tally_test_program_path ();
  g_autofree char *path = g_build_filename (engine->folder, "tallyman.conf", NULL);
  g_autofree char *config = tally_test_engine_dup_config (engine);
  const char *const argv[] = { "/bin/sh", "-c", "trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\"", limit, program,
                               "--batch", "--config", path, "--data-dir", engine->data_dir, NULL };
  const char *const env[] = { TALLY_TEST_CLI_TOKEN, NULL };
  g_autoptr (TallyTestProcess) process = NULL;
  g_autoptr (TallyRun) next = NULL;
  g_autoptr (TallyRun) last = NULL;

  g_assert_true (g_file_set_contents (path, config, -1, NULL));
  process = tally_test_process_run (argv, engine->folder, env);
  g_assert_cmpint (tally_test_process_get_status (process), >, 0);
  g_assert_cmpint (tally_test_process_get_status (process), <=, 3);
  g_assert_nonnull (strstr (tally_test_process_get_stderr (process), "whether the disk is full"));
  next = tally_test_engine_run (engine, NULL);
  g_assert_cmpint (tally_run_get_exit_code (next), ==, 0);
  tally_test_engine_assert_exactly_once (engine, next);
  last = tally_test_engine_run (engine, NULL);
  g_assert_cmpuint (last->counts.n_published, ==, 0);
}

static void
test_no_home_and_no_session (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  const char *const env[] = {
    "HOME=/dev/null", "XDG_CONFIG_HOME=/dev/null/config", "XDG_DATA_HOME=/dev/null/data",
    "XDG_CACHE_HOME=/dev/null/cache", "XDG_RUNTIME_DIR=/dev/null/run", "DISPLAY=",
    "DBUS_SESSION_BUS_ADDRESS=unix:path=/dev/null/bus", NULL,
  };
  g_autoptr (TallyTestProcess) process = tally_test_cli_start (engine, env, "--json", NULL);
  g_autoptr (JsonObject) object = NULL;

  tally_test_cli_finish (process, 0);
  object = tally_test_cli_parse (process);
  g_assert_cmpint (json_object_get_int_member (object, "exit_code"), ==, 0);
}

static void
test_unwritable_output_dir_is_named (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autoptr (TallyTestProcess) process = NULL;
  g_autoptr (JsonObject) object = NULL;

  process = tally_test_cli_start (engine, NULL, "--json", "--output-dir", "/dev/null/books", NULL);
  g_assert_cmpint (tally_test_process_wait (process), !=, 0);
  g_assert_nonnull (strstr (tally_test_process_get_stderr (process), "/dev/null/books"));
  object = tally_test_cli_parse (process);
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (object, "counts"), "published"),
                   ==, 0);
}

/* A dry run into folders of its own. */
static char *
make_workbooks (TallyTestEngine *engine,
                const char      *locale)
{
  g_autofree char *all = g_strconcat ("LC_ALL=", locale, NULL);
  const char *const env[] = { all, NULL };
  char *folder = g_build_filename (engine->folder, locale, NULL);
  g_autofree char *data = g_build_filename (folder, "data", NULL);
  g_autoptr (TallyTestProcess) process =
    tally_test_cli_start (engine, env, "--dry-run", "--output-dir", folder, "--data-dir", data, NULL);

  tally_test_cli_finish (process, 0);
  return folder;
}

static void
test_locale_changes_no_workbook (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autofree char *plain = make_workbooks (engine, "C.UTF-8");
  g_autofree char *other = make_workbooks (engine, "es_ES.UTF-8");
  g_autoptr (GDir) dir = g_dir_open (plain, 0, NULL);
  const char *name;
  guint n_compared = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *a = g_build_filename (plain, name, NULL);
      g_autofree char *b = g_build_filename (other, name, NULL);
      g_autoptr (GBytes) a_sheet = NULL;
      g_autoptr (GBytes) b_sheet = NULL;
      if (!g_str_has_prefix (name, "WR_"))
        continue;
      a_sheet = tally_test_xlsx_read (a, "xl/worksheets/sheet1.xml");
      b_sheet = tally_test_xlsx_read (b, "xl/worksheets/sheet1.xml");
      g_assert_cmpuint (g_bytes_get_size (a_sheet), >, 1000);
      g_assert_true (g_bytes_equal (a_sheet, b_sheet));
      n_compared++;
    }
  g_assert_cmpuint (n_compared, >, 5);
}

/* Notices but those that say how long the trail is, and which run the audit stands on: both differ from run to run. */
static JsonArray *
list_notices (JsonObject *object)
{
  JsonArray *notices = json_object_get_array_member (object, "notices");
  JsonArray *listed = json_array_new ();

  for (guint i = 0; i < json_array_get_length (notices); i++)
    {
      const char *code = json_object_get_string_member (json_array_get_object_element (notices, i), "code");
      if (strcmp (code, "trail-whole") != 0 && strcmp (code, "audit-same") != 0)
        json_array_add_element (listed, json_node_ref (json_array_get_element (notices, i)));
    }
  return listed;
}

/* The locale changes neither names nor numbers: fingerprints are those of the plan. */
static void
test_locale_changes_nothing (void)
{
  const char *const env[] = { "LC_ALL=es_ES.UTF-8", "LANG=es_ES.UTF-8", NULL };
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autoptr (TallyTestProcess) plain = NULL;
  g_autoptr (TallyTestProcess) other = NULL;
  g_autoptr (JsonObject) a = NULL;
  g_autoptr (JsonObject) b = NULL;
  g_autoptr (JsonArray) listed_a = NULL;
  g_autoptr (JsonArray) listed_b = NULL;

  tally_test_process_free (tally_test_cli_run (engine, 0, NULL));
  plain = tally_test_cli_run (engine, 0, "--json", NULL);
  other = tally_test_cli_start (engine, env, "--json", NULL);
  tally_test_cli_finish (other, 0);
  a = tally_test_cli_parse (plain);
  b = tally_test_cli_parse (other);
  g_assert_true (json_node_equal (json_object_get_member (a, "plan"), json_object_get_member (b, "plan")));
  g_assert_true (json_node_equal (json_object_get_member (a, "counts"), json_object_get_member (b, "counts")));
  listed_a = list_notices (a);
  listed_b = list_notices (b);
  g_assert_true (json_array_equal (listed_a, listed_b));
}

/* Prices were held against the sandbox's own book, and the audit's row stands in the sandbox's own sheet. */
static void
assert_audited (TallyTestProcess *process,
                const char       *sandbox_dir)
{
  g_autoptr (JsonObject) object = tally_test_cli_parse (process);
  JsonObject *audit = json_object_get_object_member (object, "audit");
  g_autofree char *path = g_build_filename (sandbox_dir, "state", "journal.jsonl", NULL);
  g_autofree char *journal = NULL;
  g_autofree char *risk = g_ascii_strup (json_object_get_string_member (audit, "risk"), -1);
  g_autofree char *cell = g_strdup_printf ("\\\"%s\\\"", risk);

  g_assert_true (json_object_get_boolean_member (audit, "has_rates"));
  g_assert_cmpint (json_object_get_int_member (audit, "priced_cents"), >, 0);
  g_assert_true (g_file_get_contents (path, &journal, NULL, NULL));
  g_assert_nonnull (strstr (journal, cell));
}

/* Nothing of the real configuration reaches the sandbox. */
static void
test_sandbox_keeps_to_itself (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autofree char *program = tally_test_program_path ();
  g_autofree char *dir = g_build_filename (engine->folder, "config", "tallyman", NULL);
  g_autofree char *path = g_build_filename (dir, "tallyman.conf", NULL);
  g_autofree char *config = tally_test_engine_dup_config (engine);
  g_autofree char *store = g_build_filename (engine->data_dir, "tallyman.db", NULL);
  g_autofree char *sandbox_store = g_build_filename (engine->data_dir, "sandbox", "tallyman.db", NULL);
  const char *const argv[] = { program, "--batch", "--sandbox", "--json", "--data-dir", engine->data_dir, NULL };
  const char *const env[] = { TALLY_TEST_CLI_TOKEN, "TALLYMAN_SOURCES_FOLDERS=4242", "TARGET_SHEET_ID=4242", NULL };
  g_autoptr (TallyTestProcess) process = NULL;
  g_autoptr (TallyTestProcess) refused = NULL;
  g_autoptr (TallyTestProcess) crossed = NULL;
  g_autofree char *sandbox_dir = g_build_filename (engine->data_dir, "sandbox", NULL);

  g_assert_cmpint (g_mkdir_with_parents (dir, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, config, -1, NULL));
  process = tally_test_process_run (argv, engine->folder, env);
  tally_test_cli_finish (process, 0);
  g_assert_cmpuint (tally_sandbox_calls_count (tally_sandbox_server_get_calls (engine->server), NULL), ==, 0);
  g_assert_false (g_file_test (store, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (engine->output_dir, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (engine->archive_dir, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (sandbox_store, G_FILE_TEST_EXISTS));
  assert_audited (process, sandbox_dir);
  g_free (engine->settings);
  engine->settings = g_strdup ("[sources]\nfolders=4242\n");
  g_free (engine->sources);
  engine->sources = g_strdup ("");
  refused = tally_test_cli_run (engine, 2, "--sandbox", NULL);
  g_assert_nonnull (strstr (tally_test_process_get_stderr (refused), "[sources] folders does not go with"));
  /* and the other way round: a real run doesn't take the sandbox's store */
  g_free (engine->data_dir);
  engine->data_dir = g_steal_pointer (&sandbox_dir);
  crossed = tally_test_cli_run (engine, 2, NULL);
  g_assert_nonnull (strstr (tally_test_process_get_stderr (crossed), "target"));
}

/* What separates files in the configuration may stand in the name of the data directory. */
static void
test_sandbox_in_an_odd_place (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autofree char *program = tally_test_program_path ();
  g_autofree char *data_dir = g_build_filename (engine->folder, "a;b, c\\d", NULL);
  g_autofree char *sandbox_dir = g_build_filename (data_dir, "sandbox", NULL);
  const char *const argv[] = { program, "--batch", "--sandbox", "--json", "--data-dir", data_dir, NULL };
  g_autoptr (TallyTestProcess) process = tally_test_process_run (argv, engine->folder, NULL);

  tally_test_cli_finish (process, 0);
  assert_audited (process, sandbox_dir);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/cli/batch-places/closed-standard-files", test_closed_standard_files);
  g_test_add_func ("/cli/batch-places/full-standard-output-is-1", test_full_standard_output_is_1);
  g_test_add_data_func ("/cli/batch-places/full-disk/at-once", "4", test_full_disk);
  g_test_add_data_func ("/cli/batch-places/full-disk/before-the-first-row", "40", test_full_disk);
  g_test_add_data_func ("/cli/batch-places/full-disk/later", "400", test_full_disk);
  g_test_add_func ("/cli/batch-places/no-home-and-no-session", test_no_home_and_no_session);
  g_test_add_func ("/cli/batch-places/unwritable-output-dir-is-named", test_unwritable_output_dir_is_named);
  g_test_add_func ("/cli/batch-places/locale-changes-nothing", test_locale_changes_nothing);
  g_test_add_func ("/cli/batch-places/locale-changes-no-workbook", test_locale_changes_no_workbook);
  g_test_add_func ("/cli/batch-places/sandbox-keeps-to-itself", test_sandbox_keeps_to_itself);
  g_test_add_func ("/cli/batch-places/sandbox-in-an-odd-place", test_sandbox_in_an_odd_place);
  return g_test_run ();
}
