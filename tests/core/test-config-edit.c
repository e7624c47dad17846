/* test-config-edit.c
 *
 * Keys that are changed in a file as a person would change them, and what is refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <sys/stat.h>
#include <unistd.h>

#include "tally-config-edit.h"
#include "tally-config-source.h"
#include "tally-core-error.h"
#include "tally-test.h"

#define PATH "/etc/tallyman.conf"

static void
assert_edited (const char *text,
               const char *group,
               const char *key,
               const char *value,
               const char *expected)
{
  const TallyConfigChange change = { group, key, value };
  g_autoptr (GError) error = NULL;
  g_autofree char *result = tally_config_edit_text (text, -1, PATH, &change, 1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (result, ==, expected);
}

static void
assert_refused (const char *text,
                const char *group,
                const char *key,
                const char *value,
                const char *said)
{
  const TallyConfigChange change = { group, key, value };
  g_autoptr (GError) error = NULL;
  g_autofree char *result = tally_config_edit_text (text, -1, PATH, &change, 1, &error);

  g_assert_null (result);
  g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_CONFIG);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, said));
}

static void
test_in_place (void)
{
  assert_edited ("# mine\n[target]\n  sheet = 12  \n; why\npublish=ask\n", "target", "sheet", " 34 ",
                 "# mine\n[target]\n  sheet = 34  \n; why\npublish=ask\n");
  assert_edited ("[target]\r\nsheet=12\r\n", "target", "sheet", "34", "[target]\r\nsheet=34\r\n");
  assert_edited ("[target]\nsheet=", "target", "sheet", "34", "[target]\nsheet=34");
  assert_edited ("\xEF\xBB\xBF[target]\nsheet=12\n", "target", "sheet", "34", "\xEF\xBB\xBF[target]\nsheet=34\n");
  assert_edited ("[workbook]\ncompany=a=b\n", "workbook", "company", "c = d # e", "[workbook]\ncompany=c = d # e\n");
}

/* A comment that looks like the key is a comment, and the same key of another group is another key. */
static void
test_the_right_line (void)
{
  assert_edited ("[audit]\nsheet=1\n[target]\n#sheet=2\n;sheet=3\nsheet=4\n", "target", "sheet", "5",
                 "[audit]\nsheet=1\n[target]\n#sheet=2\n;sheet=3\nsheet=5\n");
  assert_edited ("[target]\npublish=ask\n[audit]\nsheet=1\n[ target ]\nsheet=2\n", "target", "sheet", "5",
                 "[target]\npublish=ask\n[audit]\nsheet=1\n[ target ]\nsheet=5\n");
}

static void
test_a_new_key (void)
{
  assert_edited ("", "target", "sheet", "5", "[target]\nsheet=5\n");
  assert_edited ("[target]\n\n# the end", "target", "sheet", "5", "[target]\nsheet=5\n\n# the end");
  assert_edited ("[target]\npublish=ask\n\n[audit]\nsheet=1", "target", "sheet", "5",
                 "[target]\npublish=ask\nsheet=5\n\n[audit]\nsheet=1");
  assert_edited ("[audit]\nsheet=1", "target", "sheet", "5", "[audit]\nsheet=1\n\n[target]\nsheet=5\n");
  assert_edited ("[audit]\r\nsheet=1", "audit", "close-day", "monday", "[audit]\r\nsheet=1\r\nclose-day=monday\r\n");
}

static void
test_back_to_the_default (void)
{
  assert_edited ("[target]\n# keep me\nsheet=5\npublish=ask\n", "target", "sheet", NULL, "[target]\n# keep me\npublish=ask\n");
  assert_edited ("[target]\nsheet=5\n", "target", "sheet", " \t", "[target]\n");
  assert_edited ("[target]\n", "target", "sheet", NULL, "[target]\n");
}

static void
test_several_at_once (void)
{
  const char *const names[] = { "Smith, Jones", "back\\slash", "semi;colon", NULL };
  g_autofree char *joined = tally_config_join_items (names);
  const TallyConfigChange changes[] = {
    { "target", "sheet", "5" }, { "audit", "editors", joined }, { "target", "sheet", "6" },
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *result = tally_config_edit_text ("", 0, PATH, changes, G_N_ELEMENTS (changes), &error);
  const TallyConfigSource source = { .path = PATH, .text = result, .text_length = -1 };
  g_autoptr (TallyConfig) config = NULL;

  g_assert_no_error (error);
  config = tally_config_new (&source, &error);
  g_assert_no_error (error);
  g_assert_cmpint (tally_config_get_int (config, "target", "sheet"), ==, 6);
  g_assert_true (g_strv_equal (tally_config_get_list (config, "audit", "editors"), names));
}

static void
test_refused (void)
{
  assert_refused ("", "target", "sheet", "-1", "[target] sheet: accepted: an id, a whole number above 0");
  assert_refused ("", "target", "publish", "nevr", "did you mean never?");
  assert_refused ("", "target", "sheets", "1", "there is no key sheets");
  assert_refused ("", "workbook", "company", "a\n[target]\nsheet=5", "a text of one line");
  assert_refused ("", "workbook", "company", "a\rb", "a text of one line");
  assert_refused ("", "workbook", "company", "\xff\xfe", "a text of one line");
  assert_refused ("", "sources", "sheets", "1;2;x", "ids, whole numbers");
  assert_refused ("[smartsheet]\nmax-in-flight=0\n", "target", "sheet", "1", "max-in-flight");
  assert_refused ("[target]\nsheet=1\nsheet=2\n", "target", "sheet", "1", "line 2 already");
}

/* A file that can't be read because of this key can be mended by it. */
static void
test_mended (void)
{
  assert_edited ("[target]\nsheet=x\n", "target", "sheet", "5", "[target]\nsheet=5\n");
  assert_edited ("[target]\nsheet=x\n", "target", "sheet", NULL, "[target]\n");
}

static void
test_check_as_typed (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_config_check_text (tally_config_key_find ("target", "sheet"), "", &error));
  g_assert_true (tally_config_check_text (tally_config_key_find ("target", "sheet"), " 12 ", &error));
  g_assert_no_error (error);
  g_assert_false (tally_config_check_text (tally_config_key_find ("smartsheet", "page-rows"), "10001", &error));
  g_assert_cmpstr (error->message, ==, "accepted: a whole number from 1 to 10000");
}

static void
edit_ok (const char *path,
         const char *group,
         const char *key,
         const char *value)
{
  const TallyConfigChange change = { group, key, value };
  g_autoptr (GError) error = NULL;
  gboolean is_edited = tally_config_edit (path, &change, 1, &error);

  g_assert_no_error (error);
  g_assert_true (is_edited);
}

static void
assert_file (const char *path,
             const char *text,
             guint       mode)
{
  g_autofree char *found = NULL;
  struct stat info;

  g_assert_true (g_file_get_contents (path, &found, NULL, NULL));
  g_assert_cmpstr (found, ==, text);
  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, mode);
}

static void
test_files (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "deep", "tallyman.conf", NULL);
  g_autofree char *link = g_build_filename (folder, "link.conf", NULL);
  struct stat before, after;

  edit_ok (path, "target", "sheet", "5");
  assert_file (path, "[target]\nsheet=5\n", 0600);
  g_assert_cmpint (chmod (path, 0640), ==, 0);
  g_assert_cmpint (symlink (path, link), ==, 0);
  edit_ok (link, "target", "sheet", "6");
  assert_file (path, "[target]\nsheet=6\n", 0640);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpint (stat (path, &before), ==, 0);
  edit_ok (path, "target", "sheet", "6");
  g_assert_cmpint (stat (path, &after), ==, 0);
  g_assert_cmpuint (before.st_ino, ==, after.st_ino);
}

static void
test_a_refused_change_leaves_the_file (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "tallyman.conf", NULL);
  const TallyConfigChange changes[] = { { "target", "sheet", "5" }, { "audit", "sheet", "six" } };
  g_autoptr (GError) error = NULL;

  g_assert_false (tally_config_edit (path, changes, 2, &error));
  g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_CONFIG);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  g_assert_false (tally_config_edit (folder, changes, 1, &error));
  g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_LIMIT);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/core/config-edit/in-place", test_in_place);
  g_test_add_func ("/core/config-edit/the-right-line", test_the_right_line);
  g_test_add_func ("/core/config-edit/a-new-key", test_a_new_key);
  g_test_add_func ("/core/config-edit/back-to-the-default", test_back_to_the_default);
  g_test_add_func ("/core/config-edit/several-at-once", test_several_at_once);
  g_test_add_func ("/core/config-edit/refused", test_refused);
  g_test_add_func ("/core/config-edit/mended", test_mended);
  g_test_add_func ("/core/config-edit/check-as-typed", test_check_as_typed);
  g_test_add_func ("/core/config-edit/files", test_files);
  g_test_add_func ("/core/config-edit/a-refused-change-leaves-the-file", test_a_refused_change_leaves_the_file);
  return g_test_run ();
}
