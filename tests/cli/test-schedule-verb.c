/* test-schedule-verb.c
 *
 * "tallyman schedule" as people and scripts use it, and a batch that an outer scheduler started.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-starts.h"
#include "tally-test-cli.h"
#include "tally-test.h"
#include "tally-text.h"

#define LOCAL \
  "[schedule]\njitter-secs=0\n[schedule-weekend]\nat=never\n[schedule-weekly]\nat=never\n" \
  "[schedule-weekdays]\nat=30 1,2 * * *\n"
#define HOUR ((gint64) G_TIME_SPAN_HOUR)

/* tallyman schedule ARGUMENT… */
static TallyTestProcess *
run_schedule (const char *folder,
              const char *settings,
              int         exit_code,
              const char *first,
              ...)
{
  g_autofree char *program = tally_test_program_path ();
  g_autofree char *config = g_build_filename (folder, "schedule.conf", NULL);
  g_autofree char *data_dir = g_build_filename (folder, "data", NULL);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  TallyTestProcess *process;
  va_list more;

  g_ptr_array_add (argv, program);
  g_ptr_array_add (argv, (gpointer) "schedule");
  va_start (more, first);
  for (const char *argument = first; argument != NULL; argument = va_arg (more, const char *))
    g_ptr_array_add (argv, (gpointer) argument);
  va_end (more);
  if (settings != NULL)
    {
      g_assert_true (g_file_set_contents (config, settings, -1, NULL));
      g_ptr_array_add (argv, (gpointer) "--config");
      g_ptr_array_add (argv, config);
      g_ptr_array_add (argv, (gpointer) "--data-dir");
      g_ptr_array_add (argv, data_dir);
    }
  g_ptr_array_add (argv, NULL);
  process = tally_test_process_run ((const char *const *) argv->pdata, folder, NULL);
  tally_test_cli_finish (process, exit_code);
  return process;
}

static void
assert_has (const char *text,
            const char *part)
{
  if (strstr (text, part) == NULL)
    g_test_message ("'%s' is missing in: %s", part, text);
  g_assert_nonnull (strstr (text, part));
}

/* The predecessor's three schedules, in UTC. */
static void
test_defaults_are_the_predecessors (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autoptr (TallyTestProcess) list = run_schedule (folder, "", 0, "list", "--json", NULL);
  g_autoptr (TallyTestProcess) github = run_schedule (folder, "", 0, "install", "--github", NULL);
  g_autoptr (JsonObject) object = tally_test_cli_parse (list);
  JsonArray *schedules = json_object_get_array_member (object, "schedules");
  JsonObject *first = json_array_get_object_element (schedules, 0);

  g_assert_cmpuint (json_array_get_length (schedules), ==, 4);
  g_assert_cmpint (json_object_get_int_member (object, "schema"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (first, "name"), ==, "weekdays");
  g_assert_cmpint (json_object_get_int_member (first, "margin_seconds"), ==, 3600);
  g_assert_true (json_object_get_null_member (first, "last"));
  g_assert_cmpstr (tally_test_process_get_stdout (github), ==,
                   "on:\n  schedule:\n"
                   "    - cron: '0 1,13,15,17,19,21,23 * * 1-5' # weekdays\n"
                   "    - cron: '0 15,19,23 * * 0,6' # weekend\n"
                   "    - cron: '0 5 * * 1' # weekly\n");
}

static void
test_next_across_the_nights_when_clocks_change (void)
{
  static const struct { const char *after; const char *local; } nights[] = {
    { "2027-03-14T05:00:00Z", "2027-03-14T07:30:00Z  Sun 2027-03-14 01:30:00 CST  America/Chicago  weekdays\n"
                              "2027-03-14T08:00:00Z  Sun 2027-03-14 03:00:00 CDT  America/Chicago  weekdays\n"
                              "2027-03-15T06:30:00Z  Mon 2027-03-15 01:30:00 CDT  America/Chicago  weekdays\n" },
    { "2026-11-01T05:00:00Z", "2026-11-01T06:30:00Z  Sun 2026-11-01 01:30:00 CDT  America/Chicago  weekdays\n"
                              "2026-11-01T08:30:00Z  Sun 2026-11-01 02:30:00 CST  America/Chicago  weekdays\n"
                              "2026-11-02T07:30:00Z  Mon 2026-11-02 01:30:00 CST  America/Chicago  weekdays\n" },
  };
  g_autofree char *folder = tally_test_make_dir ();

  for (guint i = 0; i < G_N_ELEMENTS (nights); i++)
    {
      g_autoptr (TallyTestProcess) next = run_schedule (folder, LOCAL, 0, "next", "--count", "3", "--after",
                                                        nights[i].after, NULL);
      assert_has (tally_test_process_get_stdout (next), nights[i].local);
    }
}

static void
test_check_explains_or_says_where (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autoptr (TallyTestProcess) good = run_schedule (folder, "", 0, "check", "0 */2 * * 1-5", NULL);
  g_autoptr (TallyTestProcess) words = run_schedule (folder, "", 0, "check", "--json", "Mon", "23:00", "UTC", NULL);
  g_autoptr (TallyTestProcess) bad = run_schedule (folder, "", 2, "check", "0 25 * * *", NULL);
  g_autoptr (TallyTestProcess) json = run_schedule (folder, "", 2, "check", "0 25 * * *", "--json", NULL);
  g_autoptr (JsonObject) object = tally_test_cli_parse (words);
  g_autoptr (JsonObject) error = tally_test_cli_parse (json);

  assert_has (tally_test_process_get_stdout (good), "OnCalendar:  Mon..Fri *-*-* 0/2:00:00 America/Chicago\n");
  assert_has (tally_test_process_get_stdout (good), "follows real time");
  g_assert_cmpint (json_object_get_int_member (object, "schema"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (object, "cron"), ==, "0 23 * * 1");
  g_assert_cmpstr (json_object_get_string_member (object, "time_zone"), ==, "UTC");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "next")), ==, 10);
  assert_has (tally_test_process_get_stderr (bad), "schedule \"0 25 * * *\": '25' is no hour; write 0 … 23");
  g_assert_cmpint (json_object_get_int_member (error, "exit_code"), ==, 2);
}

static void
test_refusals (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autoptr (TallyTestProcess) verb = run_schedule (folder, "", 2, "dance", NULL);
  g_autoptr (TallyTestProcess) count = run_schedule (folder, "", 2, "next", "--count", "0", NULL);
  g_autoptr (TallyTestProcess) after = run_schedule (folder, "", 2, "next", "--after", "noon", NULL);
  g_autoptr (TallyTestProcess) which = run_schedule (folder, "", 2, "install", NULL);
  g_autoptr (TallyTestProcess) elsewhere = run_schedule (folder, "[schedule]\nruns-on=github\n", 2, "install", "--cron", NULL);
  g_autoptr (TallyTestProcess) blackout = run_schedule (folder, "[schedule]\nblackout=2026-02-30\n", 2, "list", NULL);

  assert_has (tally_test_process_get_stderr (verb), "schedule takes: list, next");
  assert_has (tally_test_process_get_stderr (count), "--count takes 1 to 1000");
  assert_has (tally_test_process_get_stderr (after), "--after takes a time");
  assert_has (tally_test_process_get_stderr (which), "one of --systemd, --cron, --github");
  assert_has (tally_test_process_get_stderr (elsewhere), "two places would publish");
  assert_has (tally_test_process_get_stderr (blackout), "schedule.conf:2: [schedule] blackout: '2026-02-30' is no blackout");
}

/* What is installed with the package is what the program writes for the default schedules. */
static void
test_units_are_those_of_the_package (void)
{
  static const char *const names[] = {
    "tallyman-serve.service", "tallyman-batch@.service", "tallyman-batch@weekdays.timer",
    "tallyman-batch@weekend.timer", "tallyman-batch@weekly.timer",
  };
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *units = g_build_filename (folder, "units", NULL);
  g_autofree char *program = tally_test_program_path ();
  g_autofree char *real = g_canonicalize_filename (program, NULL);
  g_autoptr (TallyTestProcess) install = run_schedule (folder, NULL, 0, "install", "--systemd", "--to", units, NULL);

  assert_has (tally_test_process_get_stdout (install), "enable --now tallyman-serve.service");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (units, names[i], NULL);
      g_autofree char *packaged = g_test_build_filename (G_TEST_DIST, "..", "data", "systemd", names[i], NULL);
      g_autofree char *text = NULL;
      g_autofree char *wanted = NULL;
      g_autoptr (GString) made = NULL;
      g_test_message ("%s", names[i]);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_true (g_file_get_contents (packaged, &wanted, NULL, NULL));
      made = g_string_new (text);
      g_string_replace (made, real, "/usr/bin/tallyman", 0);
      g_assert_cmpstr (made->str, ==, wanted);
    }
}

static void
test_units_are_valid (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *units = g_build_filename (folder, "units", NULL);
  g_autofree char *serve = g_build_filename (units, "tallyman-serve.service", NULL);
  g_autofree char *batch = g_build_filename (units, "tallyman-batch@weekdays.service", NULL);
  g_autofree char *timer = g_build_filename (units, "tallyman-batch@weekdays.timer", NULL);
  g_autofree char *analyze = g_find_program_in_path ("systemd-analyze");
  g_autoptr (TallyTestProcess) install = NULL;
  g_autoptr (TallyTestProcess) verify = NULL;
  const char *const argv[] = { analyze, "verify", "--user", "--man=no", serve, batch, timer, NULL };

  if (analyze == NULL)
    {
      g_test_skip ("systemd-analyze is not installed");
      return;
    }
  install = run_schedule (folder, "", 0, "install", "--systemd", "--to", units, NULL);
  verify = tally_test_process_run (argv, folder, NULL);
  g_assert_cmpstr (tally_test_process_get_stderr (verify), ==, "");
  g_assert_cmpint (tally_test_process_get_status (verify), ==, 0);
}

/* Paths with signs of systemd in them. */
static void
test_commands_are_quoted (void)
{
  g_autofree char *parent = tally_test_make_dir ();
  g_autofree char *folder = g_build_filename (parent, "50% $of it", NULL);
  g_autofree char *units = g_build_filename (parent, "units", NULL);
  g_autofree char *path = g_build_filename (units, "tallyman-serve.service", NULL);
  g_autofree char *text = NULL;
  g_autoptr (TallyTestProcess) install = NULL;
  g_autoptr (TallyTestProcess) cron = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  install = run_schedule (folder, "", 0, "install", "--systemd", "--to", units, NULL);
  cron = run_schedule (folder, "", 0, "install", "--cron", NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  assert_has (text, "/50%% $$of it/schedule.conf' --data-dir '");
  assert_has (tally_test_process_get_stdout (cron), "0 5 * * 1 /");
  assert_has (tally_test_process_get_stdout (cron), "/50\\% $of it/schedule.conf' --data-dir '");
}

/* An outer scheduler starts passes: they are seen, late as they are, and missed ones are told. */
static void
test_a_batch_of_a_schedule_is_seen (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autoptr (TallyTestProcess) run = NULL;
  g_autoptr (TallyTestProcess) unknown = NULL;
  g_autoptr (TallyTestProcess) list = NULL;
  g_autoptr (JsonObject) object = NULL;
  JsonObject *extra;
  JsonObject *last;
  g_autofree char *program = tally_test_program_path ();
  g_autofree char *config = g_build_filename (engine->folder, "tallyman.conf", NULL);
  const char *const argv[] = { program, "schedule", "list", "--json", "--config", config, "--data-dir",
                               engine->data_dir, NULL };
  g_autoptr (GPtrArray) files = NULL;

  tally_text_set (&engine->settings, "[schedule-extra]\nat=*-*-* *:00:00\njobs=sync;plan\n");
  run = tally_test_cli_run (engine, 0, "--schedule", "extra", "--json", NULL);
  unknown = tally_test_cli_run (engine, 2, "--schedule", "nobody", NULL);
  assert_has (tally_test_process_get_stderr (unknown),
              "there is no schedule 'nobody'; there are weekdays, weekend, weekly, extra");
  list = tally_test_process_run (argv, engine->folder, NULL);
  object = tally_test_cli_parse (list);
  extra = json_array_get_object_element (json_object_get_array_member (object, "schedules"), 3);
  last = json_object_get_object_member (extra, "last");
  g_assert_cmpint (json_object_get_int_member (extra, "seen"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (last, "run"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (last, "late_seconds"), <, 3600);
  g_assert_true (g_str_has_suffix (json_object_get_string_member (last, "due"), ":00:00Z"));
  /* the schedule's own jobs: nothing was published */
  files = tally_test_engine_list_files (engine);
  g_assert_cmpuint (files->len, ==, 0);
}

/* Nobody was there since this morning: said without a scheduler at work. */
static void
test_list_tells_what_is_missed (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *data_dir = g_build_filename (folder, "data", NULL);
  g_autofree char *path = g_build_filename (data_dir, "tallyman.db", NULL);
  const TallyStoreOptions options = { .path = path };
  g_autoptr (TallyStore) store = NULL;
  g_autoptr (TallyTestProcess) list = NULL;

  g_assert_cmpint (g_mkdir_with_parents (data_dir, 0700), ==, 0);
  store = tally_store_open (&options, NULL);
  g_assert_true (tally_store_starts_put_mark (store, "extra", "*-*-* *:00:00 in America/Chicago",
                                              g_get_real_time () - 6 * HOUR, NULL));
  g_clear_pointer (&store, tally_store_free);
  list = run_schedule (folder, "[schedule-extra]\nat=*-*-* *:00:00\n", 0, "list", NULL);
  assert_has (tally_test_process_get_stdout (list), "starts of the schedule extra from ");
  assert_has (tally_test_process_get_stdout (list), "not seen within 1 h; look whether the scheduler ran then");
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/cli/schedule-verb/defaults-are-the-predecessors", test_defaults_are_the_predecessors);
  g_test_add_func ("/cli/schedule-verb/next-across-the-nights-when-clocks-change",
                   test_next_across_the_nights_when_clocks_change);
  g_test_add_func ("/cli/schedule-verb/check-explains-or-says-where", test_check_explains_or_says_where);
  g_test_add_func ("/cli/schedule-verb/refusals", test_refusals);
  g_test_add_func ("/cli/schedule-verb/units-are-those-of-the-package", test_units_are_those_of_the_package);
  g_test_add_func ("/cli/schedule-verb/units-are-valid", test_units_are_valid);
  g_test_add_func ("/cli/schedule-verb/commands-are-quoted", test_commands_are_quoted);
  g_test_add_func ("/cli/schedule-verb/a-batch-of-a-schedule-is-seen", test_a_batch_of_a_schedule_is_seen);
  g_test_add_func ("/cli/schedule-verb/list-tells-what-is-missed", test_list_tells_what_is_missed);
  return g_test_run ();
}
