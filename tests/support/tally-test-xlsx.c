/* tally-test-xlsx.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-xlsx.h"

#include <minizip/unzip.h>

#define MAX_PARTS 4096
#define MAX_PART_BYTES (256 * 1024 * 1024)
#define MAX_NAME_BYTES 512

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static unzFile
open_zip (const char *path)
{
  unzFile zip = unzOpen64 (path);

  if (zip == NULL)
    g_test_message ("%s is no zip file", path);
  g_assert_nonnull (zip);
  return zip;
}

static GBytes *
read_current (unzFile     zip,
              const char *name)
{
  unz_file_info64 info;
  guint8 *bytes;
  int n_read;

  g_assert_cmpint (unzGetCurrentFileInfo64 (zip, &info, NULL, 0, NULL, 0, NULL, 0), ==, UNZ_OK);
  g_assert_cmpuint (info.uncompressed_size, <=, MAX_PART_BYTES);
  g_assert_cmpint (unzOpenCurrentFile (zip), ==, UNZ_OK);
  bytes = g_malloc (info.uncompressed_size + 1);
  n_read = unzReadCurrentFile (zip, bytes, (unsigned int) info.uncompressed_size + 1);
  if (n_read < 0 || (guint64) n_read != info.uncompressed_size)
    g_test_message ("part %s is broken", name);
  g_assert_cmpuint ((guint64) n_read, ==, info.uncompressed_size);
  g_assert_cmpint (unzCloseCurrentFile (zip), ==, UNZ_OK); /* checks the CRC */
  return g_bytes_new_take (bytes, info.uncompressed_size);
}

char **
tally_test_xlsx_list (const char *path)
{
  unzFile zip = open_zip (path);
  GPtrArray *names = g_ptr_array_new ();
  int status = unzGoToFirstFile (zip);

  for (; status == UNZ_OK; status = unzGoToNextFile (zip))
    {
      char name[MAX_NAME_BYTES];
      g_autoptr (GBytes) content = NULL;

      g_assert_cmpuint (names->len, <, MAX_PARTS);
      g_assert_cmpint (unzGetCurrentFileInfo64 (zip, NULL, name, sizeof name, NULL, 0, NULL, 0), ==,
                       UNZ_OK);
      content = read_current (zip, name);
      g_ptr_array_add (names, g_strdup (name));
    }
  g_assert_cmpint (status, ==, UNZ_END_OF_LIST_OF_FILE);
  unzClose (zip);
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

GBytes *
tally_test_xlsx_read (const char *path,
                      const char *part)
{
  unzFile zip = open_zip (path);
  GBytes *content;

  if (unzLocateFile (zip, part, 1) != UNZ_OK)
    {
      g_test_message ("%s has no part %s", path, part);
      g_assert_not_reached ();
    }
  content = read_current (zip, part);
  unzClose (zip);
  return content;
}

static gboolean
is_ignored (const char *const *ignored,
            const char        *part,
            const char        *line)
{
  for (guint i = 0; ignored != NULL && ignored[i] != NULL; i++)
    {
      g_auto (GStrv) rule = g_strsplit (ignored[i], "|", 2);
      g_autofree char *start = rule[1] != NULL ? g_strconcat ("<", rule[1], NULL) : NULL;

      if (!g_pattern_match_simple (rule[0], part))
        continue;
      if (start == NULL || (line != NULL && g_str_has_prefix (line, start)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_xml (const char *part)
{
  return g_str_has_suffix (part, ".xml") || g_str_has_suffix (part, ".rels")
         || g_str_has_suffix (part, ".vml");
}

/* One element a line: a line ends where one tag ends and the next begins. */
static void
append_xml (GString           *out,
            const char        *part,
            GBytes            *content,
            const char *const *ignored)
{
  gsize size = 0;
  const char *bytes = g_bytes_get_data (content, &size);
  g_autoptr (GString) line = g_string_new (NULL);

  for (gsize i = 0; i < size; i++)
    {
      gboolean ends = bytes[i] == '>' && (i + 1 == size || bytes[i + 1] == '<');

      if (bytes[i] != '\n' && bytes[i] != '\r')
        g_string_append_c (line, bytes[i]);
      if (!ends && i + 1 < size)
        continue;
      if (!is_ignored (ignored, part, line->str))
        g_string_append_printf (out, "%s\n", line->str);
      g_string_truncate (line, 0);
    }
}

char *
tally_test_xlsx_dump (const char        *path,
                      const char *const *ignored)
{
  g_auto (GStrv) names = tally_test_xlsx_list (path);
  GString *out = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GBytes) content = tally_test_xlsx_read (path, names[i]);

      g_string_append_printf (out, "== %s\n", names[i]);
      if (is_ignored (ignored, names[i], NULL))
        g_string_append (out, "(ignored)\n");
      else if (is_xml (names[i]))
        append_xml (out, names[i], content, ignored);
      else
        {
          g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
          g_string_append_printf (out, "%" G_GSIZE_FORMAT " bytes, sha256 %s\n",
                                  g_bytes_get_size (content), sum);
        }
    }
  return g_string_free (out, FALSE);
}

void
tally_test_xlsx_assert_equal (const char        *path,
                              const char        *expected_path,
                              const char *const *ignored)
{
  g_autofree char *actual = tally_test_xlsx_dump (path, ignored);
  g_autofree char *expected = tally_test_xlsx_dump (expected_path, ignored);
  g_auto (GStrv) actual_lines = g_strsplit (actual, "\n", -1);
  g_auto (GStrv) expected_lines = g_strsplit (expected, "\n", -1);
  const char *part = "";

  for (guint i = 0; actual_lines[i] != NULL || expected_lines[i] != NULL; i++)
    {
      if (actual_lines[i] != NULL && g_str_has_prefix (actual_lines[i], "== "))
        part = actual_lines[i] + 3;
      if (g_strcmp0 (actual_lines[i], expected_lines[i]) != 0)
        g_test_message ("%s and %s differ in part %s", path, expected_path, part);
      g_assert_cmpstr (actual_lines[i], ==, expected_lines[i]);
    }
}
