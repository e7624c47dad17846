/* test-reader.c
 *
 * Files that are no workbooks, damaged or hostile.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test.h"
#include "tally-workbook-error.h"
#include "tally-workbook-reader.h"
#include "tally-workbook-test.h"

#define MAIN "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define RELS "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/a.xml\"/></Relationships>"
#define BOOK "<workbook " MAIN " xmlns:r=\"urn:r\"><sheets><sheet name=\"Work Report\"" \
             " r:id=\"r1\"/></sheets></workbook>"
#define TEXT(place, text) "<c r=\"" place "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"

static TallyWorkbookContents *
read_sheet (const char  *sheet,
            GError     **error)
{
  const char *parts[] = { "xl/_rels/workbook.xml.rels", RELS, "xl/workbook.xml", BOOK,
                          "xl/worksheets/a.xml", sheet };
  GPtrArray list = { (gpointer *) parts, G_N_ELEMENTS (parts) };
  g_autoptr (GBytes) data = g_byte_array_free_to_bytes (tally_workbook_test_make_zip (&list));

  return tally_workbook_read (data, error);
}

/* As the predecessor writes: plain sums, a seventh detail. */
static void
test_predecessor (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyWorkbookContents) read = read_sheet (
    "<worksheet " MAIN "><sheetData>"
    "<row r=\"8\">" TEXT ("B8", "Total Billed Amount:") "<c r=\"C8\"><v>12.340000000000001</v></c>"
      TEXT ("F8", "Foreman:") TEXT ("G8", "Al &amp; Bo") "</row>"
    "<row r=\"9\">" TEXT ("B9", "Total Line Items:") "<c r=\"C9\" t=\"n\"><v>1</v></c></row>"
    "<row r=\"10\">" TEXT ("B10", "Billing Period:") TEXT ("C10", "07/07/2025 to 07/13/25") "</row>"
    "<row r=\"14\">" TEXT ("A14", "Tuesday (07/08/2025)") TEXT ("F14", "Job #:")
      TEXT ("G14", "J") "</row>"
    "<row r=\"15\">" TEXT ("A15", "Point Number") TEXT ("H15", "Pricing") "</row>"
    "<row r=\"16\">" TEXT ("A16", "P") "<c r=\"F16\"><v>2</v></c><c r=\"H16\"><v>12.34</v></c></row>"
    "<row r=\"17\">" TEXT ("A17", "TOTAL") "<c r=\"H17\"><v>1.234E1</v></c></row>"
    "</sheetData></worksheet>", &error);

  g_assert_no_error (error);
  g_assert_cmpint (read->total_cents, ==, 1234);
  g_assert_cmpstr (read->foreman, ==, "Al & Bo");
  g_assert_cmpstr (read->job, ==, "J");
  g_assert_cmpuint (read->blocks->len, ==, 1);
  g_assert_cmpint (g_array_index (read->blocks, TallyWorkbookReadBlock, 0).total_cents, ==, 1234);
  g_assert_cmpuint (read->n_formulas, ==, 0);
  g_assert_false (read->has_provenance);
}

static void
test_hostile (void)
{
  static const char *const sheets[] = {
    "",
    "no XML",
    "<worksheet " MAIN "><sheetData>",
    "<worksheet " MAIN "/>",
    "<!DOCTYPE x [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><x>&b;</x>",
    "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><x/>",
    "<worksheet " MAIN "><sheetData><row><c t=\"s\" r=\"A1\"><v>0</v></c></row></sheetData>"
    "</worksheet>",
    "<worksheet " MAIN "><sheetData><row><c r=\"ZZZZ1\"><v>0</v></c></row></sheetData></worksheet>",
    "<worksheet " MAIN "><sheetData><row><c r=\"A9999999\"><v>0</v></c></row></sheetData>"
    "</worksheet>",
    "<worksheet " MAIN "><sheetData><row><c r=\"B1\"><v>0</v></c><c r=\"A1\"><v>0</v></c></row>"
    "</sheetData></worksheet>",
  };
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GError) deep_error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", sheets[i]);
      g_assert_null (read_sheet (sheets[i], &error));
      g_assert_error (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_INVALID);
    }
  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "<a>");
  g_assert_null (read_sheet (deep->str, &deep_error));
  g_assert_error (deep_error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_INVALID);
}

static void
test_bomb (void)
{
  g_autofree char *blanks = g_strnfill (TALLY_WORKBOOK_MAX_PART_BYTES + 1000, ' ');
  g_autoptr (GError) error = NULL;

  memcpy (blanks, "<worksheet>", 11);
  g_assert_null (read_sheet (blanks, &error));
  g_assert_error (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_LIMIT);
}

static void
test_any_damage (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autoptr (TallyGroup) group = tally_workbook_test_make_group (TALLY_VARIANT_PRIMARY, NULL);
  TallyWorkbookStyle style = { NULL };
  TallyWorkbookOrder order = { group, NULL, 0, folder };
  g_autoptr (TallyWorkbookWriter) writer = tally_workbook_writer_new (&style);
  g_auto (TallyWorkbookFile) file = { NULL };
  g_autofree char *bytes = NULL;
  gsize size = 0;
  guint n_read = 0;

  tally_workbook_test_add (group, group->identity->week_ending, 1, "x");
  g_assert_true (tally_workbook_writer_write (writer, &order, NULL, &file, NULL));
  g_assert_true (g_file_get_contents (file.path, &bytes, &size, NULL));
  for (gsize at = 0; at < size; at += 3)
    {
      g_autoptr (GBytes) cut = g_bytes_new (bytes, at);
      g_autofree char *copy = g_memdup2 (bytes, size);
      g_autoptr (GBytes) flipped = NULL;
      g_autoptr (TallyWorkbookContents) read = NULL;

      copy[at] = (char) (copy[at] ^ 0x55);
      flipped = g_bytes_new (copy, size);
      read = tally_workbook_read (flipped, NULL);
      n_read += read != NULL ? 1 : 0;
      if (at + 2 < size) /* the last two bytes say that there is no comment */
        g_assert_null (tally_workbook_read (cut, NULL));
    }
  g_assert_cmpuint (n_read, <, size / 3); /* what nothing depends on (attributes, theme) may differ */
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/workbook/reader/predecessors-workbook", test_predecessor);
  g_test_add_func ("/workbook/reader/hostile-sheets-are-refused", test_hostile);
  g_test_add_func ("/workbook/reader/bomb-is-refused", test_bomb);
  g_test_add_func ("/workbook/reader/damage-anywhere-is-survived", test_any_damage);
  return g_test_run ();
}
