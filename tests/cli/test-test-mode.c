/* test-test-mode.c
 *
 * The predecessor's TEST_MODE on the real program: without a token the sandbox, offline and in its
 * own folders; with one a dry run against the real target.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-cli.h"
#include "tally-test-run.h"
#include "tally-test.h"

/* A place where nobody listens: whatever asks there fails. */
#define NOWHERE "http://127.0.0.1:1/2.0"

static TallyTestProcess *
run (const char        *folder,
     const char *const *env,
     const char        *config)
{
  g_autofree char *program = tally_test_program_path ();
  g_autofree char *data = g_build_filename (folder, "data", NULL);
  const char *const argv[] = { program, "--batch", "--json", "--data-dir", data,
                               config != NULL ? "--config" : NULL, config, NULL };

  return tally_test_process_run (argv, folder, env);
}

static gint64
get_count (JsonObject *object,
           const char *name)
{
  return json_object_get_int_member (json_object_get_object_member (object, "counts"), name);
}

static gboolean
has_notice (JsonObject *object,
            const char *code)
{
  JsonArray *notices = json_object_get_array_member (object, "notices");

  for (guint i = 0; i < json_array_get_length (notices); i++)
    if (strcmp (json_object_get_string_member (json_array_get_object_element (notices, i), "code"), code) == 0)
      return TRUE;
  return FALSE;
}

static void
test_without_a_token (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "real.conf", NULL);
  g_autofree char *store = g_build_filename (folder, "data", "sandbox", "tallyman.db", NULL);
  g_autofree char *real_store = g_build_filename (folder, "data", "tallyman.db", NULL);
  const char *const env[] = {
    "TEST_MODE=true", "MAX_GROUPS=3", "SMARTSHEET_API_TOKEN=", "TARGET_SHEET_ID=5723337641643908",
    "SUBCONTRACTOR_FOLDER_IDS=4232010517505924", "TALLYMAN_SMARTSHEET_BASE_URL=" NOWHERE, NULL,
  };
  g_autoptr (TallyTestProcess) process = NULL;
  g_autoptr (JsonObject) object = NULL;

  g_assert_true (g_file_set_contents (path, "[smartsheet]\nbase-url=" NOWHERE "\n[sources]\nfolders=7\n", -1,
                                      NULL));
  process = run (folder, env, path);
  tally_test_cli_finish (process, 0);
  object = tally_test_cli_parse (process);
  g_assert_true (has_notice (object, "test-mode"));
  g_assert_cmpint (get_count (object, "workbooks_written"), ==, 3);
  g_assert_cmpint (get_count (object, "published"), >=, 1); /* into the sandbox */
  g_assert_true (g_file_test (store, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (real_store, G_FILE_TEST_EXISTS));
}

static void
test_with_a_token (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  const char *const env[] = { "TEST_MODE=yes", NULL };
  g_autoptr (TallyTestProcess) process = tally_test_cli_start (engine, env, "--json", NULL);
  g_autoptr (JsonObject) object = NULL;

  tally_test_cli_finish (process, 0);
  object = tally_test_cli_parse (process);
  g_assert_true (json_object_get_boolean_member (object, "dry_run"));
  g_assert_false (has_notice (object, "test-mode"));
  g_assert_cmpint (get_count (object, "workbooks_written"), >, 0);
  g_assert_cmpint (get_count (object, "mutations"), ==, 0);
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, 0);
}

/* Ways in which nobody asked for the sandbox: each must say what is wrong instead. */
static void
test_mistakes_are_told (void)
{
  static const struct {
    const char *env[3];
    const char *message;
  } cases[] = {
    { { "TEST_MODE=perhaps" }, "TEST_MODE: the value is not accepted" },
    { { "TEST_MODE=true", "SMARTSHEET_API_TOKEN=a\tb" }, "the secret in SMARTSHEET_API_TOKEN has a control" },
    { { "TEST_MODE=false" }, "no secret smartsheet-token" },
    { { "TEST_MODE=" }, "no secret smartsheet-token" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folder = tally_test_make_dir ();
      g_autoptr (TallyTestProcess) process = run (folder, cases[i].env, NULL);

      tally_test_cli_finish (process, 2);
      g_assert_nonnull (strstr (tally_test_process_get_stderr (process), cases[i].message));
    }
}

int
main (int   argc,
      char *argv[])
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/cli/test-mode/without-a-token-is-the-sandbox", test_without_a_token);
  g_test_add_func ("/cli/test-mode/with-a-token-is-a-dry-run", test_with_a_token);
  g_test_add_func ("/cli/test-mode/mistakes-are-told", test_mistakes_are_told);
  return g_test_run ();
}
