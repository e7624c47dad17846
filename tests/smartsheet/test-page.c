/* test-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-core-error.h"
#include "tally-smartsheet-error.h"
#include "tally-smartsheet-page.h"

static const gint64 asked[] = { 48569348493401210, 102, 103 };

static const char *const kind_names[] = { "empty", "text", "number", "boolean" };

/* One line a row: id, number, times, writer, then kind:text for each cell, marks behind it. */
static gboolean
print_row (const TallyRow  *row,
           gpointer         data,
           GError         **error)
{
  GString *text = data;

  g_assert_cmpuint (row->n_cells, ==, G_N_ELEMENTS (asked));
  g_string_append_printf (text, "%" G_GINT64_FORMAT " #%" G_GINT64_FORMAT " c%" G_GINT64_FORMAT
                          " m%" G_GINT64_FORMAT " %s", row->row_id, row->row_number,
                          row->created_utc_usec, row->modified_utc_usec,
                          row->modified_by != NULL ? row->modified_by : "-");
  for (guint i = 0; i < row->n_cells; i++)
    {
      const TallyCell *cell = &row->cells[i];

      g_assert_cmpuint (strlen (cell->text), ==, cell->length);
      g_string_append_printf (text, " | %s:%s%s%s", kind_names[cell->kind], cell->text,
                              cell->is_display ? " (display)" : "", cell->is_stale ? " (stale)" : "");
    }
  g_string_append_c (text, '\n');
  return TRUE;
}

#define HEAD "\"id\":7,\"name\":\"S\",\"version\":3,\"totalRowCount\":1,\"columns\":[" \
             "{\"id\":48569348493401210,\"index\":0,\"title\":\"A\",\"type\":\"TEXT_NUMBER\"}," \
             "{\"id\":102,\"index\":1,\"title\":\"B\",\"type\":\"MULTI_CONTACT_LIST\"}," \
             "{\"id\":103,\"index\":2,\"title\":\"C\",\"type\":\"DATE\"},{\"id\":104,\"index\":3}]"
#define PAGE(row) "{" HEAD ",\"rows\":[" row "]}"

typedef struct {
  const char *name;
  const char *page;
  const char *rows;
} Case;

static const Case cases[] = {
  { "whole row",
    PAGE ("{\"id\":9007199254740993,\"rowNumber\":5,\"createdAt\":\"2026-11-24T15:00:00Z\","
          "\"modifiedAt\":\"2024-02-29T23:59:59Z\",\"modifiedBy\":{\"email\":\"a@b.c\",\"name\":\"A\"},"
          "\"cells\":[{\"columnId\":48569348493401210,\"value\":1234.10,\"displayValue\":\"$1,234.10\"},"
          "{\"columnId\":102,\"value\":\"x\"},{\"columnId\":103,\"value\":true}]}"),
    "9007199254740993 #5 c1795532400000000 m1709251199000000 a@b.c | number:1234.10 | text:x | "
    "boolean:true\n" },
  { "members in any order, cells before id, value before column",
    PAGE ("{\"cells\":[{\"displayValue\":\"d\",\"value\":\"v\",\"columnId\":103},"
          "{\"value\":-1e3,\"columnId\":48569348493401210}],\"rowNumber\":1,\"id\":2}"),
    "2 #1 c0 m0 - | number:-1e3 | empty: | text:v\n" },
  { "rows before columns",
    "{\"version\":3,\"totalRowCount\":1,\"rows\":[{\"id\":2,\"cells\":[{\"columnId\":102,\"value\":1}]}],"
    "\"columns\":[{\"id\":103},{\"id\":102},{\"id\":48569348493401210}],\"id\":7}",
    "2 #0 c0 m0 - | empty: | number:1 | empty:\n" },
  { "value missing or null: what is shown",
    PAGE ("{\"id\":2,\"cells\":[{\"columnId\":102,\"displayValue\":\"Ann, Bob\"},"
          "{\"columnId\":103,\"value\":null,\"displayValue\":\"soon\"},"
          "{\"columnId\":48569348493401210,\"displayValue\":12.50}]}"),
    "2 #0 c0 m0 - | text:12.50 (display) | text:Ann, Bob (display) | text:soon (display)\n" },
  { "only an object: contacts and choices joined",
    PAGE ("{\"id\":2,\"cells\":[{\"columnId\":102,\"objectValue\":{\"objectType\":\"MULTI_CONTACT\","
          "\"values\":[{\"objectType\":\"CONTACT\",\"email\":\"a@b\",\"name\":\"Ann\"},"
          "{\"objectType\":\"CONTACT\",\"name\":\"Bob\"},{\"email\":\"\",\"name\":\"Cy\"}]}},"
          "{\"columnId\":103,\"objectValue\":{\"objectType\":\"MULTI_PICKLIST\",\"values\":[\"a\",\"b\"]}},"
          "{\"columnId\":48569348493401210,\"objectValue\":\"text\"}]}"),
    "2 #0 c0 m0 - | text:text (display) | text:a@b, Bob, Cy (display) | text:a, b (display)\n" },
  { "value wins over object",
    PAGE ("{\"id\":2,\"cells\":[{\"columnId\":102,\"objectValue\":{\"values\":[\"a\"]},\"value\":\"v\"},"
          "{\"columnId\":103,\"value\":\"\",\"displayValue\":\"d\"}]}"),
    "2 #0 c0 m0 - | empty: | text:v | text:\n" },
  { "broken link is stale, a good one is not",
    PAGE ("{\"id\":2,\"cells\":[{\"columnId\":102,\"value\":1,\"linkInFromCell\":{\"status\":\"BROKEN\","
          "\"sheetId\":null}},{\"columnId\":103,\"value\":2,\"linkInFromCell\":{\"status\":\"OK\"}}]}"),
    "2 #0 c0 m0 - | empty: | number:1 (stale) | number:2\n" },
  { "columns not asked for, and unknown members, are passed over",
    PAGE ("{\"id\":2,\"x\":{\"cells\":[{\"columnId\":102,\"value\":9}]},\"cells\":[{\"columnId\":104,"
          "\"value\":\"no\"},{\"columnId\":102,\"value\":\"yes\",\"hyperlink\":{\"value\":\"no\"}}],"
          "\"discussions\":[{\"id\":5,\"cells\":[]}]}"),
    "2 #0 c0 m0 - | empty: | text:yes | empty:\n" },
  { "NUL becomes U+FFFD, escapes and non-ASCII stay",
    PAGE ("{\"id\":2,\"cells\":[{\"columnId\":102,\"value\":\"a\\u0000b\\n\\u00e9\xC3\xA9\\ud83d\\ude00\"}]}"),
    "2 #0 c0 m0 - | empty: | text:a\xEF\xBF\xBD" "b\n\xC3\xA9\xC3\xA9\xF0\x9F\x98\x80 | empty:\n" },
  { "times as ms, with offset, with fraction",
    PAGE ("{\"id\":2,\"createdAt\":1795532400000,\"modifiedAt\":\"2026-11-24T07:00:00.5-08:00\","
          "\"cells\":[]}"),
    "2 #0 c1795532400000000 m1795532400500000 - | empty: | empty: | empty:\n" },
  { "numbers keep their lexeme",
    PAGE ("{\"id\":2,\"cells\":[{\"columnId\":102,\"value\":0.10},{\"columnId\":103,\"value\":"
          "123456789012345678901234567890.000}]}"),
    "2 #0 c0 m0 - | empty: | number:0.10 | number:123456789012345678901234567890.000\n" },
};

static TallySmartsheetPage *
read_pieces (const char  *text,
             gsize        piece,
             GString     *rows,
             GError     **error)
{
  g_autoptr (TallySmartsheetPage) page =
    tally_smartsheet_page_new (asked, G_N_ELEMENTS (asked), print_row, rows);
  gsize length = strlen (text);

  for (gsize at = 0; at < length; at += piece)
    if (!tally_smartsheet_page_feed (page, text + at, MIN (piece, length - at), error))
      return NULL;
  return tally_smartsheet_page_finish (page, error) ? g_steal_pointer (&page) : NULL;
}

static void
test_reads_rows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gsize piece = 1; piece <= 4096; piece = piece * 2 + 1)
      {
        g_autoptr (GString) rows = g_string_new (NULL);
        g_autoptr (GError) error = NULL;
        g_autoptr (TallySmartsheetPage) page = read_pieces (cases[i].page, piece, rows, &error);

        g_test_message ("%s, pieces of %" G_GSIZE_FORMAT, cases[i].name, piece);
        g_assert_no_error (error);
        g_assert_cmpstr (rows->str, ==, cases[i].rows);
        g_assert_cmpuint (tally_smartsheet_page_get_n_rows (page), ==, 1);
        g_assert_false (tally_smartsheet_page_is_unchanged (page));
      }
}

static void
test_keeps_the_head (void)
{
  static const char text[] = "{" HEAD ",\"rows\":[],\"modifiedAt\":\"2026-11-24T15:00:00Z\","
                             "\"permalink\":\"https:\\/\\/app.smartsheet.com\\/sheets\\/x\"}";
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallySmartsheetPage) page = read_pieces (text, 100, rows, &error);
  g_autoptr (TallySheet) sheet = NULL;
  TallyColumn *column;

  g_assert_no_error (error);
  sheet = tally_smartsheet_page_take_sheet (page);
  g_assert_cmpint (sheet->sheet_id, ==, 7);
  g_assert_cmpstr (sheet->name, ==, "S");
  g_assert_cmpint (sheet->version, ==, 3);
  g_assert_cmpint (sheet->n_rows, ==, 1);
  g_assert_cmpint (sheet->modified_utc_usec, ==, G_GINT64_CONSTANT (1795532400000000));
  g_assert_cmpstr (sheet->link, ==, "https://app.smartsheet.com/sheets/x");
  g_assert_cmpuint (sheet->columns->len, ==, 4);
  column = sheet->columns->pdata[1];
  g_assert_cmpint (column->column_id, ==, 102);
  g_assert_cmpint (column->type, ==, TALLY_COLUMN_CONTACT);
  g_assert_cmpstr (column->title, ==, "B");
}

/* Of anything else than an address for people, nothing is kept; what belongs to a row is the row's. */
static void
test_no_other_link_is_kept (void)
{
  static const char *const texts[] = {
    "{" HEAD ",\"rows\":[]}",
    "{" HEAD ",\"rows\":[],\"permalink\":\"ftp://a.example\"}",
    "{" HEAD ",\"rows\":[],\"permalink\":null}",
    "{" HEAD ",\"rows\":[],\"permalink\":{\"url\":\"https://a.example\"}}",
    "{" HEAD ",\"rows\":[{\"id\":2,\"permalink\":\"https://a.example\",\"cells\":[]}]}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GString) rows = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (TallySmartsheetPage) page = read_pieces (texts[i], 11, rows, &error);

      g_assert_no_error (error);
      g_test_message ("%s", texts[i]);
      g_assert_cmpstr (tally_smartsheet_page_get_sheet (page)->link, ==, "");
    }
}

static void
test_bare_version_is_unchanged (void)
{
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallySmartsheetPage) page = read_pieces ("{\"version\": 41}", 5, rows, &error);

  g_assert_no_error (error);
  g_assert_true (tally_smartsheet_page_is_unchanged (page));
  g_assert_cmpint (tally_smartsheet_page_get_sheet (page)->version, ==, 41);
}

typedef struct {
  const char *page;
  int         code; /* -1: of core */
} BadCase;

static const BadCase bad_cases[] = {
  { "", -1 },
  { "[]", TALLY_SMARTSHEET_ERROR_MALFORMED },
  { "{}", TALLY_SMARTSHEET_ERROR_MALFORMED },
  { "<html>", -1 },
  { "{" HEAD "}", TALLY_SMARTSHEET_ERROR_MALFORMED },
  { "{" HEAD ",\"rows\":[]", -1 },
  { "{" HEAD ",\"rows\":[],\"rows\":[]}", TALLY_SMARTSHEET_ERROR_MALFORMED },
  { PAGE ("{\"cells\":[]}"), TALLY_SMARTSHEET_ERROR_MALFORMED },
  { PAGE ("{\"id\":2.5,\"cells\":[]}"), TALLY_SMARTSHEET_ERROR_MALFORMED },
  { PAGE ("{\"id\":99999999999999999999,\"cells\":[]}"), TALLY_SMARTSHEET_ERROR_MALFORMED },
  { PAGE ("{\"id\":2,\"cells\":[{\"columnId\":102},{\"columnId\":102}]}"),
    TALLY_SMARTSHEET_ERROR_MALFORMED },
  { "{\"id\":7,\"version\":1,\"totalRowCount\":0,\"columns\":[{\"id\":102}],\"rows\":[]}",
    TALLY_SMARTSHEET_ERROR_MOVED },
};

static void
test_refuses_what_is_no_page (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad_cases); i++)
    {
      g_autoptr (GString) rows = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (read_pieces (bad_cases[i].page, 7, rows, &error));
      g_test_message ("%s", error->message);
      if (bad_cases[i].code >= 0)
        g_assert_error (error, TALLY_SMARTSHEET_ERROR, bad_cases[i].code);
      else
        g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_PARSE);
    }
}

static void
test_refuses_a_giant_row (void)
{
  g_autofree char *text = g_malloc (1000001);
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallySmartsheetPage) page =
    tally_smartsheet_page_new (asked, G_N_ELEMENTS (asked), print_row, rows);
  static const char start[] = "{\"rows\":[{\"id\":1,\"cells\":[{\"columnId\":102,\"objectValue\":"
                              "{\"values\":[\"\"";

  memset (text, 'x', 1000000);
  memcpy (text, ",\"", 2);
  text[999999] = '"';
  g_assert_true (tally_smartsheet_page_feed (page, start, strlen (start), &error));
  for (guint i = 0; error == NULL; i++)
    {
      g_assert_cmpuint (i, <, 20);
      if (!tally_smartsheet_page_feed (page, text, 1000000, &error))
        break;
    }
  g_assert_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_LIMIT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/smartsheet/page/reads-rows", test_reads_rows);
  g_test_add_func ("/smartsheet/page/keeps-the-head", test_keeps_the_head);
  g_test_add_func ("/smartsheet/page/no-other-link-is-kept", test_no_other_link_is_kept);
  g_test_add_func ("/smartsheet/page/bare-version-is-unchanged", test_bare_version_is_unchanged);
  g_test_add_func ("/smartsheet/page/refuses-what-is-no-page", test_refuses_what_is_no_page);
  g_test_add_func ("/smartsheet/page/refuses-a-giant-row", test_refuses_a_giant_row);
  return g_test_run ();
}
