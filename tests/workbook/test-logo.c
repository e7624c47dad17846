/* test-logo.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test.h"
#include "tally-test-xlsx.h"
#include "tally-workbook-test.h"

static GBytes *
make_jpeg (gsize size)
{
  guint8 *bytes = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    bytes[i] = (guint8) g_test_rand_int_range (0, 256);
  memcpy (bytes, "\xff\xd8\xff\xe0", 4);
  return g_bytes_new_take (bytes, size);
}

/* A workbook whose lines are those of no other @number. */
static GBytes *
write_book (TallyWorkbookWriter *writer,
            const char          *folder,
            const char          *number,
            char               **out_path)
{
  g_autoptr (TallyGroup) group = tally_workbook_test_make_group (TALLY_VARIANT_PRIMARY, NULL);
  TallyWorkbookOrder order = { .group = group, .folder = folder };
  g_auto (TallyWorkbookFile) file = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *sha256 = NULL;
  GBytes *book;
  char *bytes;
  gsize size;
  gboolean ok;

  tally_workbook_test_add (group, tally_day_new (2025, 7, 9), 67218, number);
  ok = tally_workbook_writer_write (writer, &order, NULL, &file, &error);
  g_assert_no_error (error);
  g_assert_true (ok);
  g_assert_true (g_file_get_contents (file.path, &bytes, &size, NULL));
  book = g_bytes_new_take (bytes, size);
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, book);
  g_assert_cmpstr (file.sha256, ==, sha256);
  *out_path = g_steal_pointer (&file.path);
  return book;
}

static gsize
count_alike (GBytes *a,
             GBytes *b)
{
  const guint8 *bytes_a = g_bytes_get_data (a, NULL);
  const guint8 *bytes_b = g_bytes_get_data (b, NULL);
  gsize n = 0;

  while (n < MIN (g_bytes_get_size (a), g_bytes_get_size (b)) && bytes_a[n] == bytes_b[n])
    n++;
  return n;
}

/* Of one block of a deflate stream, of exactly one or two, of several. */
static void
test_sizes (void)
{
  static const gsize sizes[] = { 500, 65534, 65535, 65536, 131070, 131071, 300000 };
  g_autofree char *folder = tally_test_make_dir ();

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GBytes) jpeg = make_jpeg (sizes[i]);
      g_autoptr (TallyWorkbookLogo) logo = tally_workbook_logo_new (jpeg, NULL);
      TallyWorkbookStyle style = { .company = "Linetec", .logo = logo };
      g_autoptr (TallyWorkbookWriter) writer = tally_workbook_writer_new (&style);
      g_autofree char *path = NULL;
      g_autoptr (GBytes) book = write_book (writer, folder, "a", &path);
      g_autoptr (GBytes) media = tally_test_xlsx_read (path, "xl/media/image1.jpeg");

      g_assert_true (g_bytes_equal (media, jpeg));
      g_assert_cmpuint (g_bytes_get_size (book), >, sizes[i]);
    }
}

static void
test_beginning (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autoptr (GBytes) jpeg = make_jpeg (100000);
  g_autoptr (TallyWorkbookLogo) logo = tally_workbook_logo_new (jpeg, NULL);
  TallyWorkbookStyle style = { .company = "Linetec", .logo = logo };
  g_autoptr (TallyWorkbookWriter) writer = tally_workbook_writer_new (&style);
  g_autoptr (GBytes) before = NULL;

  for (char number[] = "a"; *number <= 'd'; ++*number)
    {
      g_autofree char *path = NULL;
      g_autoptr (GBytes) book = write_book (writer, folder, number, &path);

      if (before != NULL)
        {
          g_assert_false (g_bytes_equal (book, before));
          g_assert_cmpuint (count_alike (book, before), >, 100000);
        }
      g_clear_pointer (&before, g_bytes_unref);
      before = g_bytes_ref (book);
    }
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/workbook/logo/any-size-comes-back-whole", test_sizes);
  g_test_add_func ("/workbook/logo/workbooks-begin-with-it", test_beginning);
  return g_test_run ();
}
