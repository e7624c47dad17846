/* test-rows.c
 *
 * Fetching a sheet's rows over HTTP, page by page, whatever happens to the pages.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-script-client.h"
#include "tally-smartsheet-error.h"
#include "tally-smartsheet-sheet.h"

static const gint64 asked[] = { 102, 101 };

/* What the sink was told: "(" for begin, row ids, ")" for end. */
static gboolean
begin_cb (gpointer   data,
          GError   **error)
{
  g_string_append_c (data, '(');
  return TRUE;
}

static gboolean
row_cb (const TallyRow  *row,
        gpointer         data,
        GError         **error)
{
  g_assert_cmpstr (row->cells[0].text, ==, "b");
  g_assert_cmpstr (row->cells[1].text, ==, "a");
  g_string_append_printf (data, " %" G_GINT64_FORMAT, row->row_id);
  return TRUE;
}

static gboolean
end_cb (const TallySheet  *sheet,
        gpointer           data,
        GError           **error)
{
  g_string_append_printf (data, " )%" G_GINT64_FORMAT, sheet->version);
  return TRUE;
}

static const TallySmartsheetSink sink = { begin_cb, row_cb, end_cb };

#define COLUMNS "\"columns\":[{\"id\":101,\"index\":0,\"title\":\"A\",\"type\":\"TEXT_NUMBER\"}," \
                "{\"id\":102,\"index\":1,\"title\":\"B\",\"type\":\"DATE\"}]"
#define ROW(id) "{\"id\":" #id ",\"cells\":[{\"columnId\":101,\"value\":\"a\"}," \
                "{\"columnId\":102,\"value\":\"b\"}]}"
#define PAGE(version, total, rows) \
  "{\"id\":7,\"name\":\"S\",\"version\":" #version ",\"totalRowCount\":" #total "," COLUMNS \
  ",\"rows\":[" rows "]}"
#define OK(text) { .status = 200, .body = text }

typedef struct {
  const char       *name;
  TallyScriptReply  replies[18];
  guint             n_replies;
  gint64            version_after;
  int               code;   /* -1: it works */
  const char       *told;
  const char       *pages;  /* number of the page asked for by each request */
} Case;

static const Case cases[] = {
  { "one page", { OK (PAGE (1, 2, ROW (1) "," ROW (2))) }, 1, 0, -1, "( 1 2 )1", "1" },
  { "no rows", { OK (PAGE (1, 0, "")) }, 1, 0, -1, "( )1", "1" },
  { "unchanged", { OK ("{\"version\":5}") }, 1, 5, -1, "", "1" },
  { "changed after all", { OK (PAGE (6, 1, ROW (1))) }, 1, 5, -1, "( 1 )6", "1" },
  { "two pages", { OK (PAGE (1, 3, ROW (1) "," ROW (2))), OK (PAGE (1, 3, ROW (3))) }, 2, 0, -1,
    "( 1 2 3 )1", "12" },
  { "the version moved between the pages: all again",
    { OK (PAGE (1, 3, ROW (1) "," ROW (2))), OK (PAGE (2, 3, ROW (3))),
      OK (PAGE (2, 3, ROW (9) "," ROW (2))), OK (PAGE (2, 3, ROW (3))) }, 4, 0, -1,
    "( 1 2( 9 2 3 )2", "1212" },
  { "the version moved, and is told behind the rows",
    { OK (PAGE (1, 3, ROW (1) "," ROW (2))),
      OK ("{\"id\":7,\"rows\":[" ROW (3) "],\"totalRowCount\":3,\"version\":2," COLUMNS "}"),
      OK (PAGE (2, 3, ROW (1) "," ROW (2))), OK (PAGE (2, 3, ROW (3))) }, 4, 0, -1,
    "( 1 2 3( 1 2 3 )2", "1212" },
  { "the number of rows moved", { OK (PAGE (1, 3, ROW (1) "," ROW (2))), OK (PAGE (1, 4, ROW (3))),
      OK (PAGE (1, 2, ROW (1) "," ROW (2))) }, 3, 0, -1, "( 1 2 3( 1 2 )1", "121" },
  { "a page is repeated once: asked for again",
    { OK (PAGE (1, 4, ROW (1) "," ROW (2))), OK (PAGE (1, 4, ROW (1) "," ROW (2))),
      OK (PAGE (1, 4, ROW (3) "," ROW (4))) }, 3, 0, -1, "( 1 2 3 4 )1", "122" },
  { "a page is repeated for ever",
    { OK (PAGE (1, 4, ROW (1) "," ROW (2))), OK (PAGE (1, 4, ROW (1) "," ROW (2))),
      OK (PAGE (1, 4, ROW (1) "," ROW (2))), OK (PAGE (1, 4, ROW (1) "," ROW (2))),
      OK (PAGE (1, 4, ROW (1) "," ROW (2))) }, 5, 0, TALLY_SMARTSHEET_ERROR_MALFORMED, "( 1 2",
    "12222" },
  { "rows are missing",
    { OK (PAGE (1, 3, ROW (1) "," ROW (2))), OK (PAGE (1, 3, "")), OK (PAGE (1, 3, "")),
      OK (PAGE (1, 3, "")), OK (PAGE (1, 3, "")) }, 5, 0, TALLY_SMARTSHEET_ERROR_MALFORMED, "( 1 2",
    "12222" },
  { "more rows than it says",
    { OK (PAGE (1, 1, ROW (1) "," ROW (2))), OK (PAGE (1, 1, ROW (1) "," ROW (2))),
      OK (PAGE (1, 1, ROW (1) "," ROW (2))), OK (PAGE (1, 1, ROW (1) "," ROW (2))) }, 4, 0,
    TALLY_SMARTSHEET_ERROR_MALFORMED, "( 1 2", "1111" },
  { "another sheet's page",
    { OK ("{\"id\":8,\"version\":1,\"totalRowCount\":0," COLUMNS ",\"rows\":[]}"),
      OK (PAGE (1, 1, ROW (1))) }, 2, 0, -1, "( 1 )1", "11" },
  { "a bare version though none was named", { OK ("{\"version\":5}"), OK (PAGE (5, 1, ROW (1))) }, 2, 0,
    -1, "( 1 )5", "11" },
  { "a page breaks off: no row twice",
    { { 200, "{\"id\":7,\"version\":1,\"totalRowCount\":2,\"rows\":[" ROW (1) "," ROW (2) "],"
        COLUMNS "}", NULL, TALLY_SCRIPT_CUT },
      OK (PAGE (1, 2, ROW (1) "," ROW (2))) }, 2, 0, -1, "( 1 2 )1", "11" },
  { "moves for ever",
    { OK (PAGE (1, 3, ROW (1) "," ROW (2))), OK (PAGE (2, 3, ROW (3))),
      OK (PAGE (2, 3, ROW (1) "," ROW (2))), OK (PAGE (3, 3, ROW (3))),
      OK (PAGE (3, 3, ROW (1) "," ROW (2))), OK (PAGE (4, 3, ROW (3))),
      OK (PAGE (4, 3, ROW (1) "," ROW (2))), OK (PAGE (5, 3, ROW (3))) }, 8, 0,
    TALLY_SMARTSHEET_ERROR_MOVED, "( 1 2( 1 2( 1 2( 1 2", "12121212" },
  { "a column is gone",
    { OK ("{\"id\":7,\"version\":1,\"totalRowCount\":0,\"columns\":[{\"id\":101}],\"rows\":[]}") }, 1, 0,
    TALLY_SMARTSHEET_ERROR_MOVED, "", "1" },
  { "gone", { { 404, "{\"errorCode\":1006}" } }, 1, 0, TALLY_SMARTSHEET_ERROR_NOT_FOUND, "", "1" },
};

static void
test_whatever_happens_to_the_pages (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *one = &cases[i];
      g_autoptr (TallyScriptClient) script = tally_script_client_new (one->replies, one->n_replies);
      g_autoptr (GString) told = g_string_new (NULL);
      g_autoptr (GString) pages = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (TallySheet) head = NULL;
      TallySmartsheetQuery query = { .sheet_id = 7, .column_ids = asked, .n_columns = 2,
                                     .page_rows = 2, .version_after = one->version_after };

      head = tally_smartsheet_sheet_fetch_rows (script->client, &query, &sink, told, NULL, &error);
      g_test_message ("%s: %s", one->name, error != NULL ? error->message : "");
      for (guint j = 0; j < tally_script_server_get_n_requests (script->server); j++)
        {
          const char *page = strstr (tally_script_server_get_request (script->server, j)->target,
                                     "&page=");
          g_string_append_c (pages, page[6]);
        }
      g_assert_cmpstr (pages->str, ==, one->pages);
      g_assert_true (g_str_has_prefix (told->str, one->told));
      if (one->code >= 0)
        {
          g_assert_error (error, TALLY_SMARTSHEET_ERROR, one->code);
          g_assert_null (head);
          g_assert_null (strchr (told->str, ')'));
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (told->str, ==, one->told);
      g_assert_cmpint (head->sheet_id, ==, 7);
      g_assert_cmpuint (head->columns->len, ==, *one->told == '\0' ? 0 : 2);
    }
}

static void
test_asks_for_the_columns_in_one_value (void)
{
  static const TallyScriptReply replies[] = { OK (PAGE (1, 0, "")), OK (PAGE (1, 0, "")) };
  g_autoptr (TallyScriptClient) script = TALLY_SCRIPT_CLIENT (replies);
  g_autoptr (GString) told = g_string_new (NULL);
  TallySmartsheetQuery query = { .sheet_id = 7, .column_ids = asked, .n_columns = 2 };

  tally_sheet_free (tally_smartsheet_sheet_fetch_rows (script->client, &query, &sink, told, NULL, NULL));
  g_assert_cmpstr (tally_script_server_get_request (script->server, 0)->target, ==,
                   "/2.0/sheets/7?level=2&exclude=nonexistentCells&columnIds=102,101&pageSize=5000"
                   "&page=1");
  query.want_writer = TRUE;
  query.want_objects = TRUE;
  query.version_after = 9;
  tally_sheet_free (tally_smartsheet_sheet_fetch_rows (script->client, &query, &sink, told, NULL, NULL));
  g_assert_cmpstr (tally_script_server_get_request (script->server, 1)->target, ==,
                   "/2.0/sheets/7?level=2&exclude=nonexistentCells&columnIds=102,101&pageSize=5000"
                   "&page=1&include=objectValue,writerInfo&ifVersionAfter=9");
}

static char *
make_page (guint first,
           guint n)
{
  GString *text = g_string_new ("{\"id\":7,\"version\":1,\"totalRowCount\":500," COLUMNS ",\"rows\":[");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s{\"id\":%u,\"cells\":[{\"columnId\":101,\"value\":\"a\"},"
                            "{\"columnId\":102,\"value\":\"b\"}]}", i > 0 ? "," : "", first + i);
  g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}

/* 500 rows; the service can make no page of more than 125 rows, and says so in three ways. */
static void
test_halves_pages_that_are_too_heavy (void)
{
  g_autofree char *first = make_page (1, 125);
  g_autofree char *second = make_page (126, 125);
  g_autofree char *third = make_page (251, 125);
  g_autofree char *fourth = make_page (376, 125);
  const TallyScriptReply replies[] = {
    { 504, "" }, { 504, "" }, { 500, "{\"errorCode\":4002}" }, { 500, "{\"errorCode\":4000}" },
    OK (first), OK (second), OK (third), OK (fourth),
  };
  g_autoptr (TallyScriptClient) script = TALLY_SCRIPT_CLIENT (replies);
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallySheet) head = NULL;
  TallySmartsheetQuery query = { .sheet_id = 7, .column_ids = asked, .n_columns = 2, .page_rows = 500 };

  head = tally_smartsheet_sheet_fetch_rows (script->client, &query, &sink, told, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (told->str, " 499 500 )1"));
  g_assert_nonnull (strstr (tally_script_server_get_request (script->server, 7)->target,
                            "pageSize=125&page=4"));
}

/* The second page of 201 rows is too heavy. 201 is no multiple of 100: row 201 is read again, and
 * passed over. */
static void
test_halves_in_the_middle (void)
{
  g_autofree char *first = make_page (1, 201);
  g_autofree char *overlap = make_page (201, 100);
  g_autofree char *next = make_page (301, 100);
  g_autofree char *last = make_page (401, 100);
  const TallyScriptReply replies[] = {
    OK (first), { 504, "" }, { 504, "" }, OK (overlap), OK (next), OK (last),
  };
  g_autoptr (TallyScriptClient) script = TALLY_SCRIPT_CLIENT (replies);
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallySheet) head = NULL;
  TallySmartsheetQuery query = { .sheet_id = 7, .column_ids = asked, .n_columns = 2, .page_rows = 201 };

  head = tally_smartsheet_sheet_fetch_rows (script->client, &query, &sink, told, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (told->str, "( 1 2 "));
  g_assert_nonnull (strstr (told->str, " 200 201 202 203 "));
  g_assert_true (g_str_has_suffix (told->str, " 499 500 )1"));
  g_assert_nonnull (strstr (tally_script_server_get_request (script->server, 3)->target,
                            "pageSize=100&page=3"));
}

static gboolean
stop_cb (const TallyRow  *row,
         gpointer         data,
         GError         **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "the sink is full");
  return FALSE;
}

static void
test_the_sink_can_stop_it (void)
{
  static const TallyScriptReply replies[] = { OK (PAGE (1, 2, ROW (1) "," ROW (2))) };
  static const TallySmartsheetSink stopping = { NULL, stop_cb, NULL };
  g_autoptr (TallyScriptClient) script = TALLY_SCRIPT_CLIENT (replies);
  g_autoptr (GError) error = NULL;
  TallySmartsheetQuery query = { .sheet_id = 7, .column_ids = asked, .n_columns = 2 };

  g_assert_null (tally_smartsheet_sheet_fetch_rows (script->client, &query, &stopping, NULL, NULL,
                                                    &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_cmpuint (tally_script_server_get_n_requests (script->server), ==, 1);
}

typedef struct {
  const char       *name;
  TallyScriptReply  replies[4];
  guint             n_replies;
  int               code;   /* -1: it works */
  const char       *told;
  guint             n_columns;
  gint64            n_rows;
} ChangedCase;

#define MORE_COLUMNS "\"columns\":[{\"id\":103,\"index\":2,\"title\":\"C\",\"type\":\"DATE\"}," \
                     "{\"id\":102,\"index\":1,\"title\":\"B\",\"type\":\"DATE\"}," \
                     "{\"id\":101,\"index\":0,\"title\":\"A\",\"type\":\"TEXT_NUMBER\"}]"
#define WIDE_ROW(id) "{\"id\":" #id ",\"cells\":[{\"columnId\":103,\"value\":\"c\"}," \
                     "{\"columnId\":101,\"value\":\"a\"},{\"columnId\":102,\"value\":\"b\"}]}"
#define CHANGES(id, total, rows) \
  "{\"id\":" #id ",\"name\":\"S\",\"version\":9,\"totalRowCount\":" #total "," MORE_COLUMNS \
  ",\"rows\":[" rows "]}"

static const ChangedCase changed_cases[] = {
  { "two of many rows, and a column more", { OK (CHANGES (7, 900, WIDE_ROW (5) "," WIDE_ROW (2))) }, 1, -1,
    "( 5 2", 3, 900 },
  { "the version alone", { OK (CHANGES (7, 900, "")) }, 1, -1, "(", 3, 900 },
  { "unchanged", { OK ("{\"version\":8}") }, 1, -1, "(", 0, -1 },
  { "older", { OK ("{\"version\":3}") }, 1, -1, "(", 0, -1 },
  { "breaks off: all again",
    { OK ("{\"id\":7,\"version\":9,\"totalRowCount\":3," MORE_COLUMNS ",\"rows\":[" WIDE_ROW (1) ",{"),
      OK (CHANGES (7, 3, WIDE_ROW (1) "," WIDE_ROW (2))) }, 2, -1,
    "( 1( 1 2", 3, 3 },
  { "a row twice", { OK (CHANGES (7, 3, WIDE_ROW (1) "," WIDE_ROW (1))), OK (CHANGES (7, 3, WIDE_ROW (1))) },
    2, -1, "( 1( 1", 3, 3 },
  { "more than there are", { OK (CHANGES (7, 1, WIDE_ROW (1) "," WIDE_ROW (2))), OK (CHANGES (7, 2, "")) },
    2, -1, "( 1 2(", 3, 2 },
  { "another sheet", { OK (CHANGES (8, 1, "")), OK (CHANGES (7, 1, "")) }, 2, -1, "((", 3, 1 },
  { "a column is gone", { OK ("{\"id\":7,\"version\":9,\"totalRowCount\":0,\"columns\":[{\"id\":101}],"
                              "\"rows\":[]}") }, 1, TALLY_SMARTSHEET_ERROR_MOVED, NULL, 0, 0 },
  { "too many", { { 504, "" }, { 500, "{\"errorCode\":4002}" } }, 2, TALLY_SMARTSHEET_ERROR_LIMIT, NULL, 0, 0 },
  { "gone", { { 404, "{\"errorCode\":1006}" } }, 1, TALLY_SMARTSHEET_ERROR_NOT_FOUND, NULL, 0, 0 },
  { "refused", { { 400, "{\"errorCode\":1018}" } }, 1, TALLY_SMARTSHEET_ERROR_REJECTED, NULL, 0, 0 },
};

static void
test_what_changed_comes_in_one_call (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (changed_cases); i++)
    {
      const ChangedCase *one = &changed_cases[i];
      g_autoptr (TallyScriptClient) script = tally_script_client_new (one->replies, one->n_replies);
      g_autoptr (GString) told = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (TallySheet) head = NULL;
      const TallySmartsheetQuery query = {
        .sheet_id = 7, .column_ids = asked, .n_columns = 2, .version_after = 8,
        .modified_since_utc_usec = G_GINT64_CONSTANT (1795521600999999),
      };

      head = tally_smartsheet_sheet_fetch_changed (script->client, &query, &sink, told, NULL, &error);
      g_test_message ("%s: %s", one->name, error != NULL ? error->message : "");
      g_assert_cmpuint (tally_script_server_get_n_requests (script->server), ==, one->n_replies);
      g_assert_cmpstr (tally_script_server_get_request (script->server, 0)->target, ==,
                       "/2.0/sheets/7?level=2&exclude=nonexistentCells&ifVersionAfter=8"
                       "&rowsModifiedSince=2026-11-24T12:00:00Z");
      if (one->code >= 0)
        {
          g_assert_error (error, TALLY_SMARTSHEET_ERROR, one->code);
          g_assert_null (head);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (told->str, ==, one->told);
      g_assert_cmpint (head->sheet_id, ==, 7);
      g_assert_cmpint (head->n_rows, ==, one->n_rows);
      g_assert_cmpuint (head->columns->len, ==, one->n_columns);
      for (guint j = 0; j < head->columns->len; j++)
        g_assert_cmpuint (((TallyColumn *) head->columns->pdata[j])->index, ==, j);
    }
}

#define COLUMN(id, index) "{\"id\":" #id ",\"index\":" #index ",\"title\":\"T\",\"type\":\"CHECKBOX\"}"
#define LIST(total, pages, items) \
  "{\"pageNumber\":1,\"pageSize\":2,\"totalPages\":" #pages ",\"totalCount\":" #total \
  ",\"data\":[" items "]}"

static void
test_columns (void)
{
  static const struct {
    TallyScriptReply replies[3];
    guint            n_replies;
    guint            n_columns; /* 0: an error */
  } lists[] = {
    { { OK (LIST (2, 1, COLUMN (102, 1) "," COLUMN (101, 0))) }, 1, 2 },
    { { OK ("{\"data\":[" COLUMN (101, 0) "]}") }, 1, 1 },
    { { OK (LIST (-1, -1, COLUMN (101, 0))) }, 1, 1 },
    /* includeAll is ignored: the rest is on a second page. */
    { { OK (LIST (3, 2, COLUMN (101, 0) "," COLUMN (102, 1))), OK (LIST (3, 2, COLUMN (103, 2))) }, 2, 3 },
    { { OK (LIST (3, 2, COLUMN (101, 0) "," COLUMN (102, 1))),
        OK (LIST (3, 2, COLUMN (101, 0) "," COLUMN (102, 1))) }, 2, 0 },
    { { OK (LIST (0, 1, "")) }, 1, 0 },
    { { OK ("{\"data\":[{\"title\":\"T\"}]}") }, 1, 0 },
    { { OK ("{\"data\":[7]}") }, 1, 0 },
    { { OK ("{}") }, 1, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (TallyScriptClient) script = tally_script_client_new (lists[i].replies,
                                                                      lists[i].n_replies);
      g_autoptr (GError) error = NULL;
      g_autoptr (TallySheet) sheet = NULL;

      sheet = tally_smartsheet_sheet_fetch_columns (script->client, 7, NULL, &error);
      g_test_message ("%u: %s", (guint) i, error != NULL ? error->message : "");
      g_assert_cmpuint (tally_script_server_get_n_requests (script->server), ==, lists[i].n_replies);
      if (lists[i].n_columns == 0)
        {
          g_assert_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_MALFORMED);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpuint (sheet->columns->len, ==, lists[i].n_columns);
      g_assert_cmpint (((TallyColumn *) sheet->columns->pdata[0])->column_id, ==, 101);
      g_assert_cmpint (((TallyColumn *) sheet->columns->pdata[0])->type, ==, TALLY_COLUMN_CHECKBOX);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/smartsheet/rows/whatever-happens-to-the-pages", test_whatever_happens_to_the_pages);
  g_test_add_func ("/smartsheet/rows/asks-for-the-columns-in-one-value",
                   test_asks_for_the_columns_in_one_value);
  g_test_add_func ("/smartsheet/rows/halves-pages-that-are-too-heavy",
                   test_halves_pages_that_are_too_heavy);
  g_test_add_func ("/smartsheet/rows/halves-in-the-middle", test_halves_in_the_middle);
  g_test_add_func ("/smartsheet/rows/sink-can-stop-it", test_the_sink_can_stop_it);
  g_test_add_func ("/smartsheet/rows/what-changed-comes-in-one-call", test_what_changed_comes_in_one_call);
  g_test_add_func ("/smartsheet/rows/columns", test_columns);
  return g_test_run ();
}
