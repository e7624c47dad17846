/* test-takeover-check.c
 *
 * "tallyman takeover --check" as its users see it: text, JSON, exit codes, what is refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-past.h"
#include "tally-test-cli.h"
#include "tally-test-run.h"
#include "tally-test.h"

static TallyTestEngine *
make_engine (gboolean with_predecessor)
{
  TallySandboxSeed seed;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 2;
  seed.rows_per_sheet = 60;
  seed.n_work_requests = 10;
  seed.mess_ratio = 0;
  seed.with_predecessor = with_predecessor;
  return tally_test_engine_new (&seed);
}

static TallyTestProcess *
check (TallyTestEngine   *engine,
       int                exit_code,
       const char *const *extra_env,
       const char        *first,
       const char        *second)
{
  g_autofree char *program = tally_test_program_path ();
  g_autofree char *path = g_build_filename (engine->folder, "tallyman.conf", NULL);
  g_autofree char *config = tally_test_engine_dup_config (engine);
  g_autoptr (GStrvBuilder) env = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  const char *const argv[] = { program, "takeover", "--config", path, "--data-dir", engine->data_dir, first,
                               first != NULL ? second : NULL, NULL };
  TallyTestProcess *process;

  g_assert_true (g_file_set_contents (path, config, -1, NULL));
  g_strv_builder_add (env, TALLY_TEST_CLI_TOKEN);
  if (extra_env != NULL)
    g_strv_builder_addv (env, (const char **) extra_env);
  all = g_strv_builder_end (env);
  process = tally_test_process_start (argv, engine->folder, (const char *const *) all);
  tally_test_cli_finish (process, exit_code);
  return process;
}

static JsonObject *
get_counts (JsonObject *object)
{
  return json_object_get_object_member (object, "counts");
}

static void
test_json (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (TRUE);
  g_autoptr (TallyTestProcess) process = check (engine, 3, NULL, "--check", "--json");
  g_autoptr (JsonObject) object = tally_test_cli_parse (process);
  JsonArray *identities = json_object_get_array_member (object, "identities");
  GPtrArray *pasts = tally_sandbox_seed_manifest_list_past (engine->manifest);
  gint64 theirs = 0;

  g_assert_cmpint (json_object_get_int_member (object, "schema"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (object, "exit_code"), ==, 3);
  g_assert_cmpint (json_object_get_int_member (object, "mutations"), ==, 0);
  g_assert_cmpuint (json_array_get_length (identities), ==, pasts->len);
  g_assert_cmpint (json_object_get_int_member (get_counts (object), "identities"), ==, pasts->len);
  for (guint i = 0; i < pasts->len; i++)
    theirs += ((const TallySandboxPast *) pasts->pdata[i])->their_cents;
  g_assert_cmpint (json_object_get_int_member (object, "their_cents"), ==, theirs);
  g_assert_cmpint (json_object_get_int_member (object, "our_cents"), ==,
                   tally_sandbox_seed_manifest_get_count (engine->manifest, "cents"));
  g_assert_true (g_file_test (json_object_get_string_member (object, "report"), G_FILE_TEST_IS_REGULAR));
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, 0);
}

static void
assert_documented (JsonObject *object,
                   const char *section)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *at = members; at != NULL; at = at->next)
    {
      g_autofree char *quoted = g_strdup_printf ("\\b%s\\b", (const char *) at->data);

      g_test_message ("%s", (const char *) at->data);
      g_assert_true (g_regex_match_simple (quoted, section, 0, 0));
    }
}

/* tallyman(1) has every member of the object, of its counts, of an identity and of a line. */
static void
test_json_is_documented (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "man", "tallyman.1", NULL);
  g_autoptr (TallyTestEngine) engine = make_engine (TRUE);
  g_autoptr (TallyTestProcess) process = check (engine, 3, NULL, "--check", "--json");
  g_autoptr (JsonObject) object = tally_test_cli_parse (process);
  JsonArray *identities = json_object_get_array_member (object, "identities");
  g_autofree char *page = NULL;
  g_autofree char *section = NULL;
  guint n_lines = 0;

  g_assert_true (g_file_get_contents (path, &page, NULL, NULL));
  section = g_strndup (strstr (page, ".Sh TAKEOVER"),
                       (gsize) (strstr (page, ".Sh OTHER COMMANDS") - strstr (page, ".Sh TAKEOVER")));
  assert_documented (object, section);
  assert_documented (get_counts (object), section);
  for (guint i = 0; i < json_array_get_length (identities); i++)
    {
      JsonObject *identity = json_array_get_object_element (identities, i);
      JsonArray *lines = json_object_get_array_member (identity, "lines");

      assert_documented (identity, section);
      for (guint j = 0; j < json_array_get_length (lines); j++, n_lines++)
        assert_documented (json_array_get_object_element (lines, j), section);
    }
  g_assert_cmpuint (n_lines, >, 0);
}

/* In a CI whose log may be public there are counts and no names or amounts. */
static void
test_ci_shows_counts (void)
{
  static const char *const env[] = { "GITHUB_ACTIONS=true", NULL };
  g_autoptr (TallyTestEngine) engine = make_engine (TRUE);
  g_autoptr (TallyTestProcess) process = check (engine, 3, env, "--check", "--json");
  g_autoptr (JsonObject) object = tally_test_cli_parse (process);
  GPtrArray *pasts = tally_sandbox_seed_manifest_list_past (engine->manifest);

  g_assert_false (json_object_has_member (object, "identities"));
  g_assert_false (json_object_has_member (object, "our_cents"));
  g_assert_cmpint (json_object_get_int_member (get_counts (object), "differs"), >, 0);
  for (guint i = 0; i < pasts->len; i++)
    {
      const char *work_request = ((const TallySandboxPast *) pasts->pdata[i])->work_request;

      tally_test_cli_assert_absent (tally_test_process_get_stdout (process), -1, work_request, "stdout");
      tally_test_cli_assert_absent (tally_test_process_get_stderr (process), -1, work_request, "stderr");
    }
}

static void
test_text_has_a_next_step (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (TRUE);
  g_autoptr (TallyTestProcess) process = check (engine, 3, NULL, "--check", NULL);
  const char *text = tally_test_process_get_stdout (process);

  g_assert_nonnull (strstr (text, "\nTotal differs "));
  g_assert_nonnull (strstr (text, "\nOur total                $"));
  g_assert_nonnull (strstr (text, "Takeover_Comparison.xlsx\n"));
  g_assert_nonnull (strstr (text, "\n\nNext: open the unreadable files"));
}

/* After a takeover all is ours and the same: nobody is told to take over what is taken over. */
static void
test_all_the_same_is_0 (void)
{
  static const char done[] = "nothing is left to take over: what hangs there is ours already";
  g_autoptr (TallyTestEngine) engine = make_engine (FALSE);
  g_autoptr (TallyTestProcess) batch = tally_test_cli_run (engine, 0, NULL);
  g_autoptr (TallyTestProcess) process = check (engine, 0, NULL, "--check", "--json");
  g_autoptr (JsonObject) object = tally_test_cli_parse (process);

  g_assert_cmpint (tally_test_process_get_status (batch), ==, 0);
  g_assert_cmpint (json_object_get_int_member (get_counts (object), "same"), >, 3);
  g_assert_cmpint (json_object_get_int_member (get_counts (object), "same"), ==,
                   json_object_get_int_member (get_counts (object), "ours_already"));
  g_assert_true (g_str_has_prefix (json_object_get_string_member (object, "next_step"), done));
}

/* Done, or in part: some may be held. */
static TallyTestProcess *
take_over_two (TallyTestEngine *engine,
               const char      *more)
{
  TallyTestProcess *process = tally_test_cli_start (engine, NULL, "--take-over", "--max-groups", "2", more, NULL);
  int status = tally_test_process_wait (process);

  g_assert_true (status == 0 || status == 3);
  return process;
}

/* A limited pass says how many are left, to people and programs. */
static void
test_a_limited_pass_says_what_is_left (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (TRUE);
  g_autoptr (TallyTestProcess) first = take_over_two (engine, NULL);
  g_autoptr (TallyTestProcess) second = take_over_two (engine, "--json");
  g_autoptr (JsonObject) object = tally_test_cli_parse (second);
  const char *line = strstr (tally_test_process_get_stdout (first), "\nLeft       ");
  gint64 n_left = 0;

  g_assert_nonnull (line);
  n_left = g_ascii_strtoll (line + strlen ("\nLeft       "), NULL, 10);
  g_assert_cmpint (n_left, >, 2);
  g_assert_cmpint (json_object_get_int_member (get_counts (object), "left"), ==, n_left - 2);
}

static void
test_refusals (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (FALSE);
  g_autoptr (TallyTestProcess) nothing = check (engine, 2, NULL, "--json", NULL);
  g_autoptr (TallyTestProcess) word = check (engine, 2, NULL, "--check", "now");
  g_autoptr (TallyTestProcess) unknown = check (engine, 2, NULL, "--chek", NULL);
  g_autoptr (JsonObject) object = tally_test_cli_parse (nothing);

  g_assert_cmpint (json_object_get_int_member (object, "exit_code"), ==, 2);
  g_assert_nonnull (strstr (tally_test_process_get_stderr (word), "--batch --take-over"));
  g_assert_nonnull (strstr (tally_test_process_get_stderr (unknown), "--chek"));
}

/* A target of which nothing is known yet. */
static void
test_failures_are_told (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (FALSE);
  g_autoptr (TallyTestProcess) process = NULL;
  g_autoptr (JsonObject) object = NULL;

  tally_test_engine_set_faults (engine, "[{\"operation\": \"list-attachments\", \"kind\": \"forbid\", \"count\": 0}]");
  process = check (engine, 1, NULL, "--check", "--json");
  object = tally_test_cli_parse (process);
  g_assert_cmpint (json_object_get_int_member (object, "exit_code"), ==, 1);
  g_assert_nonnull (strstr (json_object_get_string_member (object, "error"), "smartsheet-forbidden"));
}

int
main (int   argc,
      char *argv[])
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/cli/takeover-check/json", test_json);
  g_test_add_func ("/cli/takeover-check/json-is-documented", test_json_is_documented);
  g_test_add_func ("/cli/takeover-check/ci-shows-counts", test_ci_shows_counts);
  g_test_add_func ("/cli/takeover-check/text-has-a-next-step", test_text_has_a_next_step);
  g_test_add_func ("/cli/takeover-check/all-the-same-is-0", test_all_the_same_is_0);
  g_test_add_func ("/cli/takeover-check/a-limited-pass-says-what-is-left", test_a_limited_pass_says_what_is_left);
  g_test_add_func ("/cli/takeover-check/refusals", test_refusals);
  g_test_add_func ("/cli/takeover-check/failures-are-told", test_failures_are_told);
  return g_test_run ();
}
