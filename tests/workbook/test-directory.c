/* test-directory.c
 *
 * Zip files whose directory is larger than a workbook's, or says so, and parts packed in ways that
 * a spreadsheet does not use.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test.h"
#include "tally-workbook-error.h"
#include "tally-workbook-grid.h"
#include "tally-workbook-test.h"

#define MAIN "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define SHEET_PART "xl/worksheets/a.xml"
#define END_BYTES 22

/* A workbook of one sheet, and parts that nothing refers to. */
static GByteArray *
make_book (guint n_parts)
{
  static const char *const parts[] = {
    "xl/_rels/workbook.xml.rels",
    "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/a.xml\"/></Relationships>",
    "xl/workbook.xml",
    "<workbook " MAIN " xmlns:r=\"urn:r\"><sheets><sheet name=\"S\" r:id=\"r1\"/></sheets></workbook>",
    SHEET_PART,
    "<worksheet " MAIN "><sheetData><row r=\"1\"><c r=\"A1\"><v>7</v></c></row></sheetData></worksheet>",
  };
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_ptr_array_add (list, g_strdup (parts[i]));
  for (guint i = G_N_ELEMENTS (parts) / 2; i < n_parts; i++)
    {
      g_ptr_array_add (list, g_strdup_printf ("part-%u", i));
      g_ptr_array_add (list, g_strdup (""));
    }
  return tally_workbook_test_make_zip (list);
}

static gboolean
read_book (GByteArray  *bytes,
           GError     **error)
{
  g_autoptr (GBytes) data = g_bytes_new (bytes->data, bytes->len);
  g_autoptr (TallyWorkbookBook) book = tally_workbook_book_open (data, error);
  const TallyWorkbookSheet *sheet = book != NULL ? tally_workbook_book_load_sheet (book, 0, error)
                                                 : NULL;

  if (sheet == NULL)
    return FALSE;
  g_assert_cmpstr (tally_workbook_sheet_get_text (sheet, 1, 1), ==, "7");
  return TRUE;
}

static void
assert_refused (GByteArray *bytes,
                int         code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (read_book (bytes, &error));
  g_assert_error (error, TALLY_WORKBOOK_ERROR, code);
}

static void
append_number (GByteArray *bytes,
               guint64     number,
               guint       n_bytes)
{
  for (guint i = 0; i < n_bytes; i++)
    {
      guint8 byte = (guint8) (number >> 8 * i);

      g_byte_array_append (bytes, &byte, 1);
    }
}

/* An end record right behind what is there. */
static void
append_end (GByteArray *bytes,
            guint       n_parts,
            guint32     size,
            guint32     offset,
            guint       n_comment)
{
  g_byte_array_append (bytes, (const guint8 *) "PK\5\6\0\0\0\0", 8);
  append_number (bytes, n_parts, 2);
  append_number (bytes, n_parts, 2);
  append_number (bytes, size, 4);
  append_number (bytes, offset, 4);
  append_number (bytes, n_comment, 2);
}

static void
append_zip64 (GByteArray *bytes,
              guint64     n_parts,
              guint64     size)
{
  guint64 at = bytes->len;

  g_byte_array_append (bytes, (const guint8 *) "PK\6\6", 4);
  append_number (bytes, 44, 8);
  append_number (bytes, 45, 4);
  append_number (bytes, 0, 8);
  append_number (bytes, n_parts, 8);
  append_number (bytes, n_parts, 8);
  append_number (bytes, size, 8);
  append_number (bytes, 0, 8);
  g_byte_array_append (bytes, (const guint8 *) "PK\6\7\0\0\0\0", 8);
  append_number (bytes, at, 8);
  append_number (bytes, 1, 4);
  append_end (bytes, 0xffff, 0xffffffff, 0xffffffff, 0);
}

static void
test_parts (void)
{
  g_autoptr (GByteArray) most = make_book (TALLY_WORKBOOK_MAX_PARTS);
  g_autoptr (GByteArray) more = make_book (TALLY_WORKBOOK_MAX_PARTS + 1);
  g_autoptr (GError) error = NULL;

  g_assert_true (read_book (most, &error));
  g_assert_no_error (error);
  assert_refused (more, TALLY_WORKBOOK_ERROR_LIMIT);
}

/* Its directory is rubbish: had libzip read it, the file would be damaged, not too large. */
static void
test_ends (void)
{
  static const struct {
    guint   n_parts;
    guint32 size;
    int     code;
  } ends[] = {
    { 60000, 0, TALLY_WORKBOOK_ERROR_LIMIT },
    { 513, 1000, TALLY_WORKBOOK_ERROR_LIMIT },
    { 3, 1000000, TALLY_WORKBOOK_ERROR_LIMIT }, /* libzip reads as much as there is */
    { 3, 1000, TALLY_WORKBOOK_ERROR_INVALID },
    { 60000, 2000000, TALLY_WORKBOOK_ERROR_INVALID }, /* more than stands before it: not read */
  };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();

      g_test_message ("%u parts, %u bytes", ends[i].n_parts, ends[i].size);
      g_byte_array_set_size (bytes, 1000000);
      memset (bytes->data, 'x', bytes->len);
      append_end (bytes, ends[i].n_parts, ends[i].size, 0, 0);
      assert_refused (bytes, ends[i].code);
    }
}

static void
test_zip64 (void)
{
  static const guint64 n_parts[] = { 513, 1400000, G_MAXUINT64 };

  for (guint i = 0; i < G_N_ELEMENTS (n_parts); i++)
    {
      g_autoptr (GByteArray) bytes = make_book (3);

      append_zip64 (bytes, n_parts[i], 100);
      assert_refused (bytes, TALLY_WORKBOOK_ERROR_LIMIT);
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GByteArray) bytes = make_book (3);

      append_zip64 (bytes, 3, i == 0 ? 1000000 : G_MAXUINT64);
      assert_refused (bytes, TALLY_WORKBOOK_ERROR_LIMIT);
    }
}

/* A modest record at the very end, and the one with the great number in its place or its comment. */
static void
test_a_second_end (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GByteArray) bytes = make_book (3);
      guint end = bytes->len - END_BYTES;
      guint32 size = bytes->data[end + 12] | (guint32) bytes->data[end + 13] << 8;
      guint32 offset = bytes->data[end + 16] | (guint32) bytes->data[end + 17] << 8;

      g_byte_array_set_size (bytes, end);
      append_end (bytes, i == 0 ? 3 : 60000, size, offset, END_BYTES);
      append_end (bytes, i == 0 ? 60000 : 3, size, offset, 0);
      assert_refused (bytes, TALLY_WORKBOOK_ERROR_LIMIT);
    }
}

/* The sheet's entry, in the directory and at its own place: another method or flag. */
static void
patch_sheet (GByteArray *bytes,
             guint       flags,
             guint       method)
{
  for (guint at = 0; at + 46 + strlen (SHEET_PART) <= bytes->len; at++)
    {
      guint8 *entry = bytes->data + at;
      gboolean is_local = memcmp (entry, "PK\3\4", 4) == 0;
      guint name = is_local ? 30 : 46;

      if ((!is_local && memcmp (entry, "PK\1\2", 4) != 0)
          || memcmp (entry + name, SHEET_PART, strlen (SHEET_PART)) != 0)
        continue;
      entry[is_local ? 6 : 8] |= (guint8) flags;
      entry[is_local ? 8 : 10] = (guint8) method;
    }
}

static void
test_packing (void)
{
  static const struct {
    guint flags;
    guint method;
  } ways[] = { { 0, 12 /* bzip2 */ }, { 0, 14 /* LZMA */ }, { 1 /* encrypted */, 8 } };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (GByteArray) bytes = make_book (3);
      g_autoptr (GError) error = NULL;

      g_assert_true (read_book (bytes, NULL));
      patch_sheet (bytes, ways[i].flags, ways[i].method);
      g_assert_false (read_book (bytes, &error));
      g_assert_error (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, SHEET_PART));
    }
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/workbook/directory/512-parts-and-no-more", test_parts);
  g_test_add_func ("/workbook/directory/refused-by-what-its-end-says", test_ends);
  g_test_add_func ("/workbook/directory/refused-by-what-zip64-says", test_zip64);
  g_test_add_func ("/workbook/directory/a-second-end-hides-nothing", test_a_second_end);
  g_test_add_func ("/workbook/directory/odd-packing-is-refused", test_packing);
  return g_test_run ();
}
