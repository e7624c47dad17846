/* test-check-config.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-check-config.h"
#include "tally-config-source.h"
#include "tally-test.h"

static TallyConfig *
load (void)
{
  static const char *const environment[] = { "TALLYMAN_LOG_LEVEL=quiet", "RES_GROUPING_MODE=both", NULL };
  TallyConfigSource source = {
    .path = "/etc/tallyman.conf", .text = "[target]\nsheet=42\n", .text_length = -1, .environment = environment
  };
  g_autoptr (GError) error = NULL;
  TallyConfig *config = tally_config_new (&source, &error);

  g_assert_no_error (error);
  return config;
}

static void
test_text (void)
{
  g_autoptr (TallyConfig) config = load ();
  g_autoptr (TallySecret) token = tally_secret_new ("hunter2", 7, "SMARTSHEET_API_TOKEN");
  g_autofree char *text = tally_cli_check_config_dup_text (config, token);
  g_autofree char *without = tally_cli_check_config_dup_text (config, NULL);

  g_assert_null (strstr (text, "hunter2"));
  g_assert_nonnull (strstr (text, "# file: /etc/tallyman.conf\n"
                                  "# smartsheet-token: ******** from SMARTSHEET_API_TOKEN\n\n"
                                  "[smartsheet]\n# default\nregion=us\n"));
  g_assert_nonnull (strstr (text, "\n\n[target]\n# /etc/tallyman.conf:2\nsheet=42\n# default\npublish=yes\n"));
  g_assert_nonnull (strstr (text, "\n# TALLYMAN_LOG_LEVEL\nlevel=quiet\n"));
  g_assert_nonnull (strstr (without, "# smartsheet-token: not found\n"));
}

static void
test_text_is_a_key_file (void)
{
  g_autoptr (TallyConfig) config = load ();
  g_autofree char *text = tally_cli_check_config_dup_text (config, NULL);
  TallyConfigSource source = { .text = text, .text_length = -1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyConfig) again = tally_config_new (&source, &error);

  g_assert_no_error (error);
  g_assert_cmpint (tally_config_get_int (again, "target", "sheet"), ==, 42);
}

static void
test_json (void)
{
  g_autoptr (TallyConfig) config = load ();
  g_autoptr (TallySecret) token = tally_secret_new ("hunter2", 7, "SMARTSHEET_API_TOKEN");
  g_autofree char *json = tally_cli_check_config_dup_json (config, token);
  g_autofree char *without = tally_cli_check_config_dup_json (config, NULL);

  g_assert_null (strstr (json, "hunter2"));
  g_assert_true (g_regex_match_simple ("\"smartsheet-token\" : \"SMARTSHEET_API_TOKEN\"", json, 0, 0));
  g_assert_true (g_regex_match_simple ("\"key\" : \"sheet\",\\s*\"value\" : \"42\",\\s*\"origin\" : \"file\",\\s*"
                                       "\"place\" : \"/etc/tallyman.conf:2\"", json, 0, 0));
  g_assert_true (g_regex_match_simple ("\"warnings\" : \\[\\s*\"RES_GROUPING_MODE has no effect", json, 0, 0));
  g_assert_true (g_regex_match_simple ("\"smartsheet-token\" : null", without, 0, 0));
}

static int
run (const char *option,
     const char *value)
{
  char *argv[] = { (char *) "check-config", (char *) option, (char *) value, NULL };

  return tally_cli_check_config (value != NULL ? 3 : 2, argv);
}

static void
test_exit_codes (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "a.conf", NULL);

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      g_test_trap_assert_stdout ("*target]*sheet=7*\"value\" : \"7\"*");
      g_test_trap_assert_stderr ("*target] has no key shet; did you mean sheet*");
      return;
    }
  g_assert_true (g_file_set_contents (path, "[target]\nsheet=7\n", -1, NULL));
  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
  g_assert_cmpint (run ("--config", path), ==, 0);
  g_assert_cmpint (run ("--no-such-option", NULL), ==, 2);
  g_assert_cmpint (run ("extra", NULL), ==, 2);
  g_assert_cmpint (run ("--config", folder), ==, 2);
  g_setenv ("TALLYMAN_TARGET_SHEET", "7", TRUE);
  g_assert_cmpint (run ("--json", NULL), ==, 0);
  g_assert_true (g_file_set_contents (path, "[target]\nshet=7\n", -1, NULL));
  g_assert_cmpint (run ("--config", path), ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/check-config/values-with-their-places", test_text);
  g_test_add_func ("/cli/check-config/text-is-a-key-file", test_text_is_a_key_file);
  g_test_add_func ("/cli/check-config/json", test_json);
  g_test_add_func ("/cli/check-config/exit-codes", test_exit_codes);
  return g_test_run ();
}
