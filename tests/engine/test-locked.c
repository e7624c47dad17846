/* test-locked.c
 *
 * Another process writes to the database, and does not end: a pass waits as long as it is told to, ends
 * with 75, and changes nothing on the target; the next one is done with everything. The test program
 * runs itself as that process.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <signal.h>
#include <unistd.h>

#include "tally-db.h"
#include "tally-test-process.h"
#include "tally-test-run.h"
#include "tally-test.h"

#define ENV_DATABASE "TALLY_TEST_LOCKED_DATABASE"

/* The other process: holds a transaction until it is killed. */
static int
hold_database (const char *path)
{
  const TallyDbOptions options = { .path = path, .busy_timeout_msecs = 1000 };
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  TallyDb *db = tally_db_open (&options, &error);

  g_assert_no_error (error);
  g_assert_true (tally_db_begin (db, TALLY_DB_NORMAL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (write (STDOUT_FILENO, "held\n", 5), ==, 5);
  g_main_loop_run (loop);
  return 0;
}

static TallyTestProcess *
start_holder (TallyTestEngine *engine)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *path = g_build_filename (engine->data_dir, "tallyman.db", NULL);
  g_autofree char *database = g_strdup_printf (ENV_DATABASE "=%s", path);
  const char *const argv[] = { program, NULL };
  const char *const env[] = { database, NULL };
  TallyTestProcess *holder = tally_test_process_start (argv, NULL, env);
  g_autofree char *line = tally_test_process_wait_line (holder);

  g_assert_cmpstr (line, ==, "held");
  return holder;
}

static void
test_a_pass_gives_up_and_the_next_is_well (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  guint n_writes = tally_test_engine_count_writes (engine);
  g_autoptr (GPtrArray) before = tally_test_engine_list_files (engine);
  g_autoptr (GPtrArray) expected = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (TallyTestProcess) holder = NULL;
  g_autoptr (TallyRun) refused = NULL;
  g_autoptr (TallyRun) next = NULL;

  tally_test_engine_change_a_price (engine);
  expected = tally_test_engine_list_expected (engine, "twin");
  holder = start_holder (engine);
  refused = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (refused, 75);
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, n_writes);
  after = tally_test_engine_list_files (engine);
  g_assert_cmpuint (after->len, ==, before->len);
  for (guint i = 0; i < after->len; i++)
    g_assert_cmpstr (after->pdata[i], ==, before->pdata[i]);
  tally_test_process_signal (holder, SIGKILL);
  g_assert_cmpint (tally_test_process_wait (holder), ==, -SIGKILL);
  next = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (next, 0);
  g_assert_cmpuint (next->counts.n_published, ==, 1);
  g_assert_true (tally_test_engine_holds (engine, expected, next->counts.n_missing_on_target));
  tally_test_engine_assert_settled (engine);
}

int
main (int    argc,
      char **argv)
{
  const char *database = g_getenv (ENV_DATABASE);

  if (database != NULL)
    return hold_database (database);
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/locked/a-pass-gives-up-and-the-next-is-well",
                   test_a_pass_gives_up_and_the_next_is_well);
  return g_test_run ();
}
