/* test-batch-trail.c
 *
 * The trail as the program's users see it: its head after each run, verify-trail without a token
 * and without a call, and what a broken or replaced trail comes to.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-db-admin.h"
#include "tally-test-changes.h"
#include "tally-test-cli.h"
#include "tally-test.h"

static char *
run_for_head (TallyTestEngine *engine,
              int              exit_code,
              const char      *job)
{
  g_autoptr (TallyTestProcess) process = tally_test_cli_run (engine, exit_code, "--json", job, NULL);
  g_autoptr (JsonObject) object = tally_test_cli_parse (process);

  return g_strdup (json_object_get_string_member (object, "trail_head"));
}

static void
spoil (TallyTestEngine *engine,
       const char      *sql)
{
  g_autofree char *path = g_build_filename (engine->data_dir, "tallyman.db", NULL);
  const TallyDbOptions options = { .path = path, .busy_timeout_msecs = 1000 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyDb) db = tally_db_open (&options, &error);

  g_assert_no_error (error);
  if (!tally_db_run_text (db, sql, &error))
    g_assert_no_error (error);
}

static void
test_each_run_prints_the_head (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autofree char *first = run_for_head (engine, 0, NULL);
  g_autofree char *again = run_for_head (engine, 0, NULL);
  g_autofree char *later = NULL;
  g_autoptr (TallyTestProcess) text = NULL;

  g_assert_true (g_regex_match_simple ("^[1-9][0-9]*:[0-9a-f]{64}$", first, 0, 0));
  g_assert_cmpstr (again, !=, first); /* each audit leaves an entry */
  tally_test_engine_change_a_price (engine);
  later = run_for_head (engine, 0, NULL);
  g_assert_cmpstr (later, !=, first);
  text = tally_test_cli_run (engine, 0, NULL);
  g_assert_true (g_regex_match_simple ("^Trail +[1-9][0-9]*:[0-9a-f]{64}$", tally_test_process_get_stdout (text),
                                       G_REGEX_MULTILINE, 0));
}

static void
test_verify_trail_asks_nobody (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autofree char *head = run_for_head (engine, 0, NULL);
  g_autofree char *program = tally_test_program_path ();
  g_autofree char *config = g_build_filename (engine->folder, "tallyman.conf", NULL);
  const char *const argv[] = {
    program, "--batch", "--config", config, "--data-dir", engine->data_dir, "--json", "verify-trail", NULL
  };
  g_autoptr (TallyTestProcess) process = NULL;
  g_autoptr (JsonObject) object = NULL;

  process = tally_test_process_run (argv, engine->folder, NULL); /* no token */
  tally_test_cli_finish (process, 0);
  object = tally_test_cli_parse (process);
  g_assert_cmpstr (json_object_get_string_member (object, "trail_head"), ==, head);
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (object, "counts"), "calls"), ==, 0);
  g_assert_nonnull (strstr (tally_test_process_get_stdout (process), " entries is whole"));
}

static void
test_a_broken_trail_is_1_and_named (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autofree char *head = run_for_head (engine, 0, NULL);
  g_autoptr (TallyTestProcess) process = NULL;

  spoil (engine, "DROP TRIGGER trail_no_update;"
                 "UPDATE trail SET payload = replace (payload, '\"cents\":', '\"cents\":1') WHERE sequence = 2");
  process = tally_test_cli_run (engine, 1, "--json", "verify-trail", NULL);
  g_assert_nonnull (strstr (tally_test_process_get_stdout (process), "trail-broken"));
  g_assert_nonnull (strstr (tally_test_process_get_stdout (process), "entry 2 was changed"));
  g_assert_cmpstr (head, !=, "");
}

static void
test_an_expected_head_finds_a_cut_trail (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autofree char *head = run_for_head (engine, 0, NULL);
  g_autoptr (TallyTestProcess) sound = NULL;
  g_autoptr (TallyTestProcess) blind = NULL;
  g_autoptr (TallyTestProcess) cut = NULL;
  g_autoptr (TallyTestProcess) nonsense = NULL;

  sound = tally_test_cli_run (engine, 0, "--expect-head", head, "verify-trail", NULL);
  g_assert_nonnull (strstr (tally_test_process_get_stdout (sound), head));
  spoil (engine, "DROP TRIGGER trail_no_delete; DELETE FROM trail WHERE sequence > 3;"
                 "UPDATE meta SET value = (SELECT '3:' || hash FROM trail WHERE sequence = 3)"
                 " WHERE key = 'trail-head'");
  blind = tally_test_cli_run (engine, 0, "verify-trail", NULL);
  cut = tally_test_cli_run (engine, 1, "--expect-head", head, "verify-trail", NULL);
  g_assert_nonnull (strstr (tally_test_process_get_stderr (cut), "its end is missing"));
  nonsense = tally_test_cli_run (engine, 2, "--expect-head", "7", "verify-trail", NULL);
  g_assert_nonnull (strstr (tally_test_process_get_stderr (nonsense), "NUMBER:HASH"));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/cli/batch-trail/each-run-prints-the-head", test_each_run_prints_the_head);
  g_test_add_func ("/cli/batch-trail/verify-trail-asks-nobody", test_verify_trail_asks_nobody);
  g_test_add_func ("/cli/batch-trail/a-broken-trail-is-1-and-named", test_a_broken_trail_is_1_and_named);
  g_test_add_func ("/cli/batch-trail/an-expected-head-finds-a-cut-trail", test_an_expected_head_finds_a_cut_trail);
  return g_test_run ();
}
