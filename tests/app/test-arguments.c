/* test-arguments.c: which command lines are the desktop app's, and what they say. Needs no display.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-arguments.h"
#include "tally-app-error.h"
#include "tally-app-memory.h"
#include "tally-app.h"
#include "tally-test.h"

static gboolean
fits (const char *line)
{
  g_auto (GStrv) argv = g_strsplit (line, " ", -1);

  return tally_app_is_asked_for (argv);
}

static void
test_whose_it_is (void)
{
  g_assert_true (fits ("tallyman"));
  g_assert_true (fits ("tallyman --sandbox"));
  g_assert_true (fits ("tallyman --config a.conf --data-dir=/d --page review"));
  g_assert_true (fits ("tallyman --gapplication-service"));
  g_assert_true (fits ("tallyman --pack nightly.state"));
  g_assert_false (fits ("tallyman --batch"));
  g_assert_false (fits ("tallyman --sandbox --batch"));
  g_assert_false (fits ("tallyman --help"));
  g_assert_false (fits ("tallyman --version"));
  g_assert_false (fits ("tallyman findings list"));
  g_assert_false (fits ("tallyman --data-dir"));
  g_assert_false (fits ("tallyman --sandboxes"));
  g_assert_false (fits ("tallyman --page=today --json"));
}

static void
test_what_it_says (void)
{
  g_auto (GStrv) argv = g_strsplit ("tallyman --sandbox --data-dir /d --page=runs", " ", -1);
  g_auto (GStrv) both = g_strsplit ("tallyman --sandbox --state pack.tally", " ", -1);
  g_auto (TallyAppArguments) arguments = { 0 };
  g_auto (TallyAppArguments) refused = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_app_arguments_parse (&arguments, argv, &error));
  g_assert_no_error (error);
  g_assert_true (arguments.sandbox);
  g_assert_cmpstr (arguments.data_dir, ==, "/d");
  g_assert_cmpstr (arguments.page, ==, "runs");
  g_assert_true (tally_app_arguments_is_alone (&arguments));
  g_assert_false (tally_app_arguments_parse (&refused, both, &error));
  g_assert_error (error, TALLY_APP_ERROR, TALLY_APP_ERROR_USAGE);
}

static void
test_memory (void)
{
  g_autoptr (TallyAppMemory) memory = tally_app_memory_new ();
  g_autofree char *page = NULL;
  g_autofree char *none = NULL;

  none = tally_app_memory_get_text (memory, "window", "page");
  g_assert_null (none);
  tally_app_memory_set_text (memory, "window", "page", "runs");
  tally_app_memory_set_number (memory, "window", "width", 900);
  tally_app_memory_free (g_steal_pointer (&memory));
  memory = tally_app_memory_new ();
  page = tally_app_memory_get_text (memory, "window", "page");
  g_assert_cmpstr (page, ==, "runs");
  g_assert_cmpint (tally_app_memory_get_number (memory, "window", "width", 1), ==, 900);
  g_assert_cmpint (tally_app_memory_get_number (memory, "window", "height", 7), ==, 7);
  tally_app_memory_set_text (memory, "window", "page", NULL);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/app/arguments/whose-it-is", test_whose_it_is);
  g_test_add_func ("/app/arguments/what-it-says", test_what_it_says);
  g_test_add_func ("/app/memory/outlives-the-process", test_memory);
  return g_test_run ();
}
