/* test-config-manual.c
 *
 * tallyman.conf(5) says of each key what the table of keys says.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <gio/gio.h>

#include "tally-config-key.h"
#include "tally-config-old-name.h"

static char *
read_manual (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "man", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
assert_has (const char *page,
            const char *paragraph)
{
  if (strstr (page, paragraph) != NULL)
    return;
  g_test_message ("the page lacks:\n%s", paragraph);
  g_test_fail ();
}

/* The paragraph of a key, up to its default. */
static char *
dup_paragraph (const TallyConfigKey *key)
{
  g_autofree char *accepted = tally_config_key_dup_accepted (key);
  g_autofree char *unit = key->unit != NULL ? g_strconcat (", in ", key->unit, NULL) : g_strdup ("");

  if (*key->fallback == '\0')
    return g_strdup_printf ("Accepts %s%s.\nNo default.\n", accepted, unit);
  return g_strdup_printf ("Accepts %s%s.\nDefault:\n.Ql %s .\n", accepted, unit, key->fallback);
}

static void
test_keys (void)
{
  g_autofree char *page = read_manual ("tallyman.conf.5");
  gsize n_keys;
  const TallyConfigKey *keys = tally_config_key_get_all (&n_keys);
  const char *section = NULL;

  for (gsize i = 0; i < n_keys; i++)
    {
      g_autofree char *heading = g_strdup_printf (".Ss [%s]\n", keys[i].group);
      g_autofree char *item = g_strdup_printf (".It Cm %s\n%c%s.\n", keys[i].name,
                                               g_ascii_toupper (keys[i].summary[0]), keys[i].summary + 1);
      g_autofree char *paragraph = dup_paragraph (&keys[i]);
      g_autofree char *text = NULL;
      const char *start;
      const char *end;

      section = strstr (page, heading);
      g_test_message ("[%s] %s", keys[i].group, keys[i].name);
      g_assert_nonnull (section);
      start = strstr (section, item);
      g_assert_nonnull (start);
      end = strstr (start + 1, ".It Cm ");
      text = end != NULL ? g_strndup (start, (gsize) (end - start)) : g_strdup (start);
      assert_has (text, paragraph);
    }
}

static void
test_no_others (void)
{
  g_autofree char *page = read_manual ("tallyman.conf.5");
  g_auto (GStrv) lines = g_strsplit (page, "\n", -1);
  g_autofree char *group = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_str_has_prefix (lines[i], ".Ss ["))
        {
          g_free (group);
          group = g_strndup (lines[i] + 5, strlen (lines[i]) - 6);
        }
      else if (g_str_has_prefix (lines[i], ".It Cm "))
        {
          g_assert_nonnull (group);
          g_test_message ("[%s] %s", group, lines[i] + 7);
          g_assert_nonnull (tally_config_key_find (group, lines[i] + 7));
        }
    }
}

/* The line of a variable: the first one of ".It Ev" that names it. */
static const char *
find_variable (const char *page,
               const char *name)
{
  for (const char *line = strstr (page, "\n.It Ev "); line != NULL; line = strstr (line + 1, "\n.It Ev "))
    {
      const char *end = strchr (line + 1, '\n');
      g_autofree char *item = g_strndup (line + 8, (gsize) (end - line - 8));
      g_auto (GStrv) words = g_strsplit_set (item, " ", -1);

      if (g_strv_contains ((const char *const *) words, name))
        return line + 1;
    }
  return NULL;
}

/* What the page says of a variable: its key, or the sentence of what to do instead. */
static char *
dup_old_name (const TallyConfigOldName *old)
{
  if (old->group != NULL)
    return g_strdup_printf (" Ta [%s] %s", old->group, old->key);
  return g_strdup_printf ("\n%c%s.\n", g_ascii_toupper (old->note[0]), old->note + 1);
}

static void
test_old_names (void)
{
  g_autofree char *page = read_manual ("tallyman.conf.5");
  gsize n_names;
  const TallyConfigOldName *names = tally_config_old_name_get_all (&n_names);

  for (gsize i = 0; i < n_names; i++)
    {
      g_autofree char *expected = NULL;
      const char *line;
      const char *found;

      if (names[i].group == NULL && names[i].note == NULL)
        {
          expected = g_strdup_printf (".Ev %s\n", names[i].name);
          assert_has (page, expected);
          continue;
        }
      g_test_message ("%s", names[i].name);
      expected = dup_old_name (&names[i]);
      line = find_variable (page, names[i].name);
      g_assert_nonnull (line);
      found = strstr (line, expected);
      g_assert_nonnull (found);
      /* in its own line, or in the one below it */
      g_assert_cmpint (found - line, <=, strchr (line, '\n') - line);
    }
}

static void
test_lint (gconstpointer data)
{
  g_autofree char *mandoc = g_find_program_in_path ("mandoc");
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "man", data, NULL);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;

  if (mandoc == NULL)
    {
      g_test_skip ("mandoc is not installed");
      return;
    }
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error,
                              mandoc, "-Tlint", "-Wwarning", path, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (output, ==, "");
  g_assert_true (g_subprocess_get_successful (process));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/config-manual/has-every-key-with-its-default", test_keys);
  g_test_add_func ("/core/config-manual/has-no-others", test_no_others);
  g_test_add_func ("/core/config-manual/has-the-predecessors-names", test_old_names);
  g_test_add_data_func ("/core/config-manual/lint-of-the-format", "tallyman.conf.5", test_lint);
  g_test_add_data_func ("/core/config-manual/lint-of-the-program", "tallyman.1", test_lint);
  return g_test_run ();
}
