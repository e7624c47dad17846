/* test-row.c
 *
 * Writing rows, and what else is small: cell history, discussions.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-script-client.h"
#include "tally-smartsheet-discussion.h"
#include "tally-smartsheet-error.h"
#include "tally-smartsheet-history.h"
#include "tally-smartsheet-row.h"

#define OK(text) { .status = 200, .body = text }

static const TallySmartsheetNewCell some_cells[] = {
  { .column_id = 101, .kind = TALLY_CELL_TEXT, .text = "a\"\\\n\xC3\xA9" },
  { .column_id = 102, .kind = TALLY_CELL_NUMBER, .text = "1234.10" },
  { .column_id = 103, .kind = TALLY_CELL_BOOLEAN, .text = "true" },
  { .column_id = 104, .kind = TALLY_CELL_EMPTY },
  { .column_id = 105, .kind = TALLY_CELL_TEXT, .text = "=SUM(A1)", .is_formula = TRUE },
};

static void
assert_body (TallyScriptClient *script,
             guint              index,
             const char        *expected)
{
  const TallyScriptRequest *request = tally_script_server_get_request (script->server, index);
  gsize size;
  const char *bytes = g_bytes_get_data (request->body, &size);
  g_autofree char *text = g_strndup (bytes, size);

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpstr (soup_message_headers_get_one (request->headers, "Content-Type"), ==,
                   "application/json");
}

static void
test_adds_rows (void)
{
  static const TallyScriptReply replies[] = {
    OK ("{\"message\":\"SUCCESS\",\"resultCode\":0,\"version\":12,\"result\":[{\"id\":48569348493401210}]}") };
  g_autoptr (TallyScriptClient) script = TALLY_SCRIPT_CLIENT (replies);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallySmartsheetWritten) written = NULL;
  TallySmartsheetNewRow row = { .to_bottom = TRUE, .cells = some_cells, .n_cells = 5 };
  TallySmartsheetWrite write = { .sheet_id = 7, .rows = &row, .n_rows = 1 };

  written = tally_smartsheet_row_add (script->client, &write, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (written->n_rows, ==, 1);
  g_assert_cmpint (written->version, ==, 12);
  g_assert_cmpint (g_array_index (written->row_ids, gint64, 0), ==, G_GINT64_CONSTANT (48569348493401210));
  g_assert_cmpstr (tally_script_server_get_request (script->server, 0)->method, ==, "POST");
  assert_body (script, 0, "[{\"toBottom\":true,\"cells\":["
               "{\"columnId\":101,\"value\":\"a\\\"\\\\\\u000a\xC3\xA9\"},"
               "{\"columnId\":102,\"value\":1234.10},{\"columnId\":103,\"value\":true},"
               "{\"columnId\":104,\"value\":\"\"},{\"columnId\":105,\"formula\":\"=SUM(A1)\"}]}]");
}

static void
test_partial_success_names_the_rows (void)
{
  static const TallyScriptReply replies[] = {
    OK ("{\"message\":\"PARTIAL_SUCCESS\",\"resultCode\":3,\"version\":84,\"result\":[{\"id\":4},"
        "{\"id\":6}],\"failedItems\":[{\"index\":1,\"rowId\":5,\"error\":{\"errorCode\":1036,"
        "\"message\":\"The columnId 3 is invalid.\",\"refId\":\"abc\"}}]}") };
  static const TallySmartsheetNewRow rows[] = {
    { .row_id = 4, .cells = some_cells, .n_cells = 1 }, { .row_id = 5 }, { .row_id = 6 } };
  g_autoptr (TallyScriptClient) script = TALLY_SCRIPT_CLIENT (replies);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallySmartsheetWritten) written = NULL;
  TallySmartsheetWrite write = { .sheet_id = 7, .rows = rows, .n_rows = 3, .is_partial = TRUE,
                                 .is_lenient = TRUE };
  const TallySmartsheetRowFailure *failure;

  written = tally_smartsheet_row_update (script->client, &write, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (written->n_rows, ==, 2);
  g_assert_cmpint (g_array_index (written->row_ids, gint64, 0), ==, 4);
  g_assert_cmpint (g_array_index (written->row_ids, gint64, 1), ==, 0);
  g_assert_cmpint (g_array_index (written->row_ids, gint64, 2), ==, 6);
  g_assert_cmpuint (written->failures->len, ==, 1);
  failure = written->failures->pdata[0];
  g_assert_cmpuint (failure->index, ==, 1);
  g_assert_cmpint (failure->error_code, ==, 1036);
  g_assert_cmpstr (failure->message, ==, "The columnId 3 is invalid.");
  g_assert_cmpstr (tally_script_server_get_request (script->server, 0)->target, ==,
                   "/2.0/sheets/7/rows?allowPartialSuccess=true");
  assert_body (script, 0, "[{\"id\":4,\"cells\":[{\"columnId\":101,\"value\":\"a\\\"\\\\\\u000a\xC3\xA9\","
               "\"strict\":false}]},{\"id\":5},{\"id\":6}]");
}

/* 1,001 rows are three requests; what failed is counted through. */
static void
test_splits_large_writes (void)
{
  static TallySmartsheetNewRow rows[1001];
  static const TallyScriptReply replies[] = {
    OK ("{\"result\":[],\"version\":1}"), OK ("{\"result\":[],\"version\":2,\"failedItems\":[{\"index\":499,"
    "\"error\":{}}]}"), OK ("{\"result\":{\"id\":77},\"version\":3}") };
  g_autoptr (TallyScriptClient) script = TALLY_SCRIPT_CLIENT (replies);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallySmartsheetWritten) written = NULL;
  TallySmartsheetWrite write = { .sheet_id = 7, .rows = rows, .n_rows = 1001 };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    rows[i].row_id = 1000 + i;
  written = tally_smartsheet_row_update (script->client, &write, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tally_script_server_get_n_requests (script->server), ==, 3);
  g_assert_cmpuint (written->n_rows, ==, 1000);
  g_assert_cmpuint (written->row_ids->len, ==, 1001);
  g_assert_cmpint (written->version, ==, 3);
  g_assert_cmpuint (((TallySmartsheetRowFailure *) written->failures->pdata[0])->index, ==, 999);
  assert_body (script, 2, "[{\"id\":2000}]");
}

static void
test_what_cant_be_written_is_refused (void)
{
  static const TallySmartsheetNewCell bad[] = {
    { .column_id = 1, .kind = TALLY_CELL_NUMBER, .text = "1,5" },
    { .column_id = 1, .kind = TALLY_CELL_NUMBER, .text = "" },
    { .column_id = 1, .kind = TALLY_CELL_NUMBER, .text = "NaN" },
    { .column_id = 1, .kind = TALLY_CELL_NUMBER, .text = "007" },
    { .column_id = 1, .kind = TALLY_CELL_NUMBER, .text = ".5" },
    { .column_id = 1, .kind = TALLY_CELL_NUMBER, .text = "5." },
    { .column_id = 1, .kind = TALLY_CELL_NUMBER, .text = "+5" },
    { .column_id = 1, .kind = TALLY_CELL_NUMBER, .text = "1.e5" },
    { .column_id = 1, .kind = TALLY_CELL_NUMBER },
    { .column_id = 1, .kind = TALLY_CELL_BOOLEAN, .text = "yes" },
    { .column_id = 1, .kind = TALLY_CELL_TEXT, .text = "\xFF" },
  };
  static const TallyScriptReply replies[] = { OK ("{}") };
  g_autoptr (TallyScriptClient) script = TALLY_SCRIPT_CLIENT (replies);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      TallySmartsheetNewRow row = { .cells = &bad[i], .n_cells = 1 };
      TallySmartsheetWrite write = { .sheet_id = 7, .rows = &row, .n_rows = 1 };
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", bad[i].text);
      g_assert_null (tally_smartsheet_row_add (script->client, &write, NULL, &error));
      g_assert_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_REJECTED);
    }
  g_assert_cmpuint (tally_script_server_get_n_requests (script->server), ==, 0);
}

static void
test_an_answer_that_does_not_add_up_is_ambiguous (void)
{
  static const TallyScriptReply replies[] = {
    OK ("{\"result\":[{\"id\":1},{\"id\":2}]}"), OK ("{\"failedItems\":[{\"index\":1}]}"),
    OK ("{\"failedItems\":[{\"index\":0},{\"index\":0}]}"), { 500, "{\"errorCode\":4000}" },
  };
  g_autoptr (TallyScriptClient) script = TALLY_SCRIPT_CLIENT (replies);
  TallySmartsheetNewRow row = { .row_id = 1 };
  TallySmartsheetWrite write = { .sheet_id = 7, .rows = &row, .n_rows = 1 };

  for (guint i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (tally_smartsheet_row_update (script->client, &write, NULL, &error));
      g_assert_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_AMBIGUOUS);
    }
  g_assert_cmpuint (tally_script_server_get_n_requests (script->server), ==, 4);
}

static void
test_deletes_in_batches (void)
{
  static const TallyScriptReply replies[] = { OK ("{\"result\":[]}"), { .fault = TALLY_SCRIPT_RESET },
                                              OK ("{\"result\":[]}") };
  g_autoptr (TallyScriptClient) script = TALLY_SCRIPT_CLIENT (replies);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;

  for (gint64 i = 1; i <= 201; i++)
    g_array_append_val (ids, i);
  g_assert_true (tally_smartsheet_row_delete (script->client, 7, ids, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (tally_script_server_get_n_requests (script->server), ==, 3);
  g_assert_cmpstr (tally_script_server_get_request (script->server, 2)->target, ==,
                   "/2.0/sheets/7/rows?ignoreRowsNotFound=true&ids=201");
}

static void
test_history (void)
{
  static const TallyScriptReply replies[] = {
    OK ("{\"pageNumber\":1,\"totalPages\":2,\"totalCount\":7,\"data\":["
        "{\"columnId\":3,\"value\":1234.1,\"modifiedAt\":\"2026-11-24T15:00:00Z\","
        "\"modifiedBy\":{\"email\":\"a@b.c\"}},{\"value\":0.07},{\"value\":-12345678.99},"
        "{\"value\":48569348493401210},{\"value\":\"x\",\"displayValue\":\"y\"}]}"),
    OK ("{\"pageNumber\":2,\"totalPages\":2,\"totalCount\":7,\"data\":[{\"value\":false},"
        "{\"value\":null,\"displayValue\":\"y\"}]}"),
    OK ("{\"totalCount\":0,\"totalPages\":0,\"data\":[]}"),
  };
  static const char *const texts[] = { "1234.1", "0.07", "-12345678.99", "48569348493401210", "x",
                                       "false", "y" };
  g_autoptr (TallyScriptClient) script = TALLY_SCRIPT_CLIENT (replies);
  g_autoptr (GError) error = NULL;
  TallySmartsheetCellRef cell = { 7, 8, 3 };
  g_autoptr (GPtrArray) values = tally_smartsheet_history_fetch (script->client, &cell, NULL, &error);
  g_autoptr (GPtrArray) none = NULL;
  const TallySmartsheetRevision *newest;

  g_assert_no_error (error);
  g_assert_cmpuint (values->len, ==, G_N_ELEMENTS (texts));
  for (guint i = 0; i < values->len; i++)
    g_assert_cmpstr (((TallySmartsheetRevision *) values->pdata[i])->text, ==, texts[i]);
  newest = values->pdata[0];
  g_assert_cmpint (newest->kind, ==, TALLY_CELL_NUMBER);
  g_assert_cmpint (newest->modified_utc_usec, ==, G_GINT64_CONSTANT (1795532400000000));
  g_assert_cmpstr (newest->modified_by, ==, "a@b.c");
  g_assert_cmpstr (tally_script_server_get_request (script->server, 0)->target, ==,
                   "/2.0/sheets/7/rows/8/columns/3/history?level=2&page=1&pageSize=1000");
  none = tally_smartsheet_history_fetch (script->client, &cell, NULL, &error);
  g_assert_cmpuint (none->len, ==, 0);
}

/* Who wrote a value comes as an object, as a text, as null or not at all; so does when. */
static void
test_history_in_other_forms (void)
{
  static const TallyScriptReply replies[] = {
    OK ("{\"totalCount\":6,\"totalPages\":1,\"data\":["
        "{\"value\":1,\"modifiedBy\":\"a@b.c\",\"modifiedAt\":\"yesterday\"},"
        "{\"value\":2,\"modifiedBy\":{\"name\":\"A\"}},{\"value\":3,\"modifiedBy\":null,\"modifiedAt\":null},"
        "{\"value\":4,\"modifiedBy\":7},{\"value\":5},{\"value\":null,\"modifiedBy\":{\"email\":\"d@e.f\"}}]}") };
  static const char *const writers[] = { "a@b.c", "", "", "", "", "d@e.f" };
  g_autoptr (TallyScriptClient) script = TALLY_SCRIPT_CLIENT (replies);
  g_autoptr (GError) error = NULL;
  TallySmartsheetCellRef cell = { 7, 8, 3 };
  g_autoptr (GPtrArray) values = tally_smartsheet_history_fetch (script->client, &cell, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (values->len, ==, G_N_ELEMENTS (writers));
  for (guint i = 0; i < G_N_ELEMENTS (writers); i++)
    {
      const TallySmartsheetRevision *revision = values->pdata[i];
      g_assert_cmpstr (revision->modified_by, ==, writers[i]);
      g_assert_cmpint (revision->modified_utc_usec, ==, 0);
    }
}

static void
test_discussions (void)
{
  static const TallyScriptReply replies[] = {
    OK ("{\"totalCount\":2,\"totalPages\":1,\"data\":[{\"id\":1,\"parentType\":\"ROW\",\"parentId\":8,"
        "\"comments\":[{\"id\":2,\"text\":\"late\",\"createdBy\":{\"email\":\"a@b.c\"},"
        "\"createdAt\":\"2026-11-24T15:00:00Z\"},{\"id\":3}]},{\"id\":4,\"parentType\":\"SHEET\","
        "\"comments\":[{\"id\":5,\"text\":\"x\"}]}]}") };
  g_autoptr (TallyScriptClient) script = TALLY_SCRIPT_CLIENT (replies);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) comments = tally_smartsheet_discussion_list (script->client, 7, NULL, &error);
  const TallySmartsheetComment *first;

  g_assert_no_error (error);
  g_assert_cmpuint (comments->len, ==, 3);
  first = comments->pdata[0];
  g_assert_cmpint (first->comment_id, ==, 2);
  g_assert_cmpint (first->discussion_id, ==, 1);
  g_assert_cmpint (first->row_id, ==, 8);
  g_assert_cmpstr (first->text, ==, "late");
  g_assert_cmpstr (first->author, ==, "a@b.c");
  g_assert_cmpint (((TallySmartsheetComment *) comments->pdata[2])->row_id, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/smartsheet/row/adds-rows", test_adds_rows);
  g_test_add_func ("/smartsheet/row/partial-success-names-the-rows", test_partial_success_names_the_rows);
  g_test_add_func ("/smartsheet/row/splits-large-writes", test_splits_large_writes);
  g_test_add_func ("/smartsheet/row/what-cant-be-written-is-refused", test_what_cant_be_written_is_refused);
  g_test_add_func ("/smartsheet/row/answer-that-does-not-add-up",
                   test_an_answer_that_does_not_add_up_is_ambiguous);
  g_test_add_func ("/smartsheet/row/deletes-in-batches", test_deletes_in_batches);
  g_test_add_func ("/smartsheet/history/newest-first-exact", test_history);
  g_test_add_func ("/smartsheet/row/history-in-other-forms", test_history_in_other_forms);
  g_test_add_func ("/smartsheet/discussion/lists-comments", test_discussions);
  return g_test_run ();
}
