/* test-server.c
 *
 * The server over real HTTP: authorisation, reading, writing, files, limits, faults, kills.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sandbox-fixture.h"
#include "tally-sandbox-error.h"
#include "tally-sandbox-world-files.h"
#include "tally-test.h"

static void
test_token_is_needed (SandboxFixture       *fixture,
                      gconstpointer  data)
{
  sandbox_fixture_ask_as (fixture, "/users/me", NULL);
  g_assert_cmpuint (fixture->status, ==, 401);
  sandbox_fixture_assert_has (fixture, "\"errorCode\":1001");
  sandbox_fixture_ask_as (fixture, "/users/me", "no");
  g_assert_cmpuint (fixture->status, ==, 401);
  sandbox_fixture_assert_has (fixture, "\"errorCode\":1002");
  sandbox_fixture_ask_as (fixture, "/serverinfo", NULL);
  g_assert_cmpuint (fixture->status, ==, 200);
}

static void
test_requests_get_their_status (SandboxFixture       *fixture,
                                gconstpointer  data)
{
  static const struct { const char *method; const char *path; guint status; guint code; } cases[] =
    {
      { "GET", "/users/me", 200, 0 },
      { "GET", "/sheets", 200, 0 },
      { "GET", "/sheets?includeAll=True", 200, 0 },
      { "GET", "/sheets?page=0", 400, 1018 },
      { "GET", "/sheets?modifiedSince=yesterday", 400, 1018 },
      { "GET", "/sheets/{s}", 200, 0 },
      { "GET", "/sheets/{s}?columnIds={c}", 200, 0 },
      { "GET", "/sheets/{s}?columnIds=5", 400, 1036 },
      { "GET", "/sheets/{s}?pageSize=x", 400, 1018 },
      { "GET", "/sheets/5", 404, 1006 },
      { "GET", "/sheets/{s}/version", 200, 0 },
      { "GET", "/sheets/{s}/path", 200, 0 },
      { "GET", "/sheets/{s}/columns", 200, 0 },
      { "GET", "/sheets/{s}/columns/{c}", 200, 0 },
      { "GET", "/sheets/{s}/columns/5", 404, 1006 },
      { "GET", "/sheets/{s}/rows/{r}", 200, 0 },
      { "GET", "/sheets/{s}/rows/{r}?include=columns", 200, 0 },
      { "GET", "/sheets/{s}/rows/5", 404, 1006 },
      { "GET", "/sheets/{s}/rows/{r}/columns/{c}/history", 200, 0 },
      { "GET", "/sheets/{s}/attachments", 200, 0 },
      { "GET", "/sheets/{s}/rows/{r}/attachments", 200, 0 },
      { "GET", "/sheets/{s}/attachments/5", 404, 1006 },
      { "GET", "/sheets/{s}/discussions?include=comments", 200, 0 },
      { "GET", "/sheets/{s}/rows/{r}/discussions", 200, 0 },
      { "GET", "/workspaces?paginationType=token", 200, 0 },
      { "GET", "/workspaces", 200, 0 },
      { "GET", "/workspaces?maxItems=5", 400, 1018 },
      { "GET", "/workspaces?lastKey=what", 400, 1018 },
      { "GET", "/workspaces/5/children", 404, 1006 },
      { "GET", "/home", 200, 0 },
      { "GET", "/folders/personal", 200, 0 },
      { "GET", "/reports", 200, 0 },
      { "GET", "/nothing", 404, 1006 },
      { "PUT", "/sheets", 405, 1010 },
      { "DELETE", "/sheets/{s}/rows", 400, 1009 },
      { "DELETE", "/sheets/{s}/rows?ids=5", 404, 1006 },
      { "DELETE", "/sheets/{s}/rows?ids=5&ignoreRowsNotFound=true", 200, 0 },
    };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *code = g_strdup_printf ("\"errorCode\":%u,", cases[i].code);

      g_test_message ("%s %s", cases[i].method, cases[i].path);
      sandbox_fixture_ask (fixture, cases[i].method, cases[i].path, NULL);
      g_assert_cmpuint (fixture->status, ==, cases[i].status);
      if (cases[i].code != 0)
        sandbox_fixture_assert_has (fixture, code);
    }
}

static void
test_sheet_pages (SandboxFixture       *fixture,
                  gconstpointer  data)
{
  static const struct { const char *query; guint n_rows; } cases[] = {
    { "", SANDBOX_FIXTURE_ROWS }, { "?page=1", 100 }, { "?page=3", 50 }, { "?page=9", 50 },
    { "?pageSize=10", 10 }, { "?page=2&pageSize=200", 50 }, { "?rowNumbers=1,2,999", 2 },
    { "?rowIds={r}", 1 }, { "?rowsModifiedSince=2025-06-15T15:06:40Z", SANDBOX_FIXTURE_ROWS },
    { "?rowsModifiedSince=2025-06-15T15:06:41Z", 0 },
    { "?exclude=nonexistentCells&pageSize=7", 7 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/sheets/{s}", cases[i].query, NULL);

      g_test_message ("%s", path);
      sandbox_fixture_ask (fixture, "GET", path, NULL);
      g_assert_cmpuint (sandbox_fixture_count (fixture, "\"rowNumber\":"), ==, cases[i].n_rows);
      sandbox_fixture_assert_has (fixture, "\"totalRowCount\":250");
    }
  sandbox_fixture_assert_has (fixture, "\"value\":1234.10,\"displayValue\":\"1234.10\"}]");
}

static void
test_unchanged_sheet_is_a_version (SandboxFixture       *fixture,
                                   gconstpointer  data)
{
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}?ifVersionAfter=2", NULL);
  g_assert_cmpstr (fixture->body, ==, "{\"version\":2}");
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}?ifVersionAfter=1&pageSize=1", NULL);
  sandbox_fixture_assert_has (fixture, "\"rows\":[");
}

static void
test_edit_shows_in_history (SandboxFixture       *fixture,
                            gconstpointer  data)
{
  g_autofree char *body =
    g_strdup_printf ("{\"id\":%" G_GINT64_FORMAT ",\"cells\":[{\"columnId\":%" G_GINT64_FORMAT
                     ",\"value\":7}]}", fixture->row, fixture->column);

  sandbox_fixture_ask (fixture, "PUT", "/sheets/{s}/rows", body);
  g_assert_cmpuint (fixture->status, ==, 200);
  sandbox_fixture_assert_has (fixture, "\"message\":\"SUCCESS\",\"resultCode\":0,\"version\":3");
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}/rows/{r}/columns/{c}/history", NULL);
  sandbox_fixture_assert_has (fixture, "\"totalCount\":2");
  g_assert_true (strstr (fixture->body, "\"value\":7,") <
                 strstr (fixture->body, "\"value\":1234.10,"));
  sandbox_fixture_assert_has (fixture, "\"modifiedBy\":{\"email\":\"sandbox@tallyman.example\"");
}

static void
test_wrong_rows_are_refused (SandboxFixture       *fixture,
                             gconstpointer  data)
{
  static const struct { const char *method; const char *body; guint code; } cases[] = {
    { "POST", "{", 1008 }, { "POST", "{}{}", 1008 }, { "POST", "[7]", 1008 }, { "PUT", "[{\"cells\":[]}]", 1012 },
    { "PUT", "[{\"id\":5}]", 1006 }, { "POST", "[{\"id\":5}]", 1032 },
    { "POST", "[{\"toTop\":true},{\"toBottom\":true}]", 1123 },
    { "POST", "[{\"parentId\":5}]", 1034 },
    { "POST", "[{\"cells\":[{\"columnId\":5,\"value\":1}]}]", 1036 },
    { "POST", "[{\"cells\":[{\"value\":1}]}]", 1012 },
    { "POST", "[{\"cells\":[{\"columnId\":{c}}]}]", 1012 },
    { "POST", "[{\"cells\":[{\"columnId\":{c},\"value\":{}}]}]", 1038 },
    { "POST", "[{\"cells\":[{\"columnId\":{c},\"value\":1e300}]}]", 1148 },
    { "POST", "[{\"cells\":[{\"columnId\":{c},\"value\":1},{\"columnId\":{c},\"value\":2}]}]",
      1037 },
    { "POST", "[{\"cells\":[{\"columnId\":{c},\"value\":1,\"linkInFromCell\":{}}]}]", 1032 },
    { "PUT", "[{\"id\":{r},\"cells\":[{\"columnId\":{c},\"value\":1,\"linkInFromCell\":{}}]}]",
      1115 },
    { "POST", "[{\"cells\":[{\"columnId\":{c},\"formula\":5}]}]", 1031 },
    { "POST", "[{\"cells\":[{\"columnId\":{c},\"objectValue\":[]}]}]", 1031 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) body = g_string_new (cases[i].body);
      g_autofree char *row = g_strdup_printf ("%" G_GINT64_FORMAT, fixture->row);
      g_autofree char *column = g_strdup_printf ("%" G_GINT64_FORMAT, fixture->column);
      g_autofree char *code = g_strdup_printf ("\"errorCode\":%u,", cases[i].code);

      g_string_replace (body, "{r}", row, 0);
      g_string_replace (body, "{c}", column, 0);
      g_test_message ("%s", body->str);
      sandbox_fixture_ask (fixture, cases[i].method, "/sheets/{s}/rows", body->str);
      sandbox_fixture_assert_has (fixture, code);
    }
  g_assert_cmpint (tally_sandbox_server_lock_world (fixture->server)->n_mutations, ==, 0);
  tally_sandbox_server_unlock_world (fixture->server);
}

/* What is wrong before the rows are looked at. */
static void
test_wrong_requests_are_refused (SandboxFixture *fixture,
                                 gconstpointer   data)
{
  const char *token = tally_sandbox_server_get_token (fixture->server);
  g_autoptr (GString) many = g_string_new ("[{}");
  g_autoptr (GError) error = NULL;

  error = sandbox_fixture_send_message (fixture, "POST", "/sheets/{s}/rows", token, "text/csv", "1,2");
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->status, ==, 415);
  sandbox_fixture_assert_has (fixture, "\"errorCode\":1124,");
  sandbox_fixture_ask (fixture, "POST", "/sheets/{s}/rows", NULL);
  g_assert_cmpuint (fixture->status, ==, 400);
  sandbox_fixture_assert_has (fixture, "\"errorCode\":1024,");
  for (guint i = 0; i < 500; i++)
    g_string_append (many, ",{}");
  g_string_append_c (many, ']');
  sandbox_fixture_ask (fixture, "POST", "/sheets/{s}/rows", many->str);
  g_assert_cmpuint (fixture->status, ==, 400);
  sandbox_fixture_assert_has (fixture, "\"errorCode\":1160,");
  g_assert_cmpint (tally_sandbox_server_lock_world (fixture->server)->n_mutations, ==, 0);
  tally_sandbox_server_unlock_world (fixture->server);
}

static void
test_sheets_are_json_only (SandboxFixture *fixture,
                           gconstpointer   data)
{
  g_autofree char *url = g_strdup_printf ("%s/sheets/%" G_GINT64_FORMAT,
                                          tally_sandbox_server_get_base_url (fixture->server), fixture->sheet);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization",
                               "Bearer sandbox-token");
  soup_message_headers_append (soup_message_get_request_headers (message), "Accept", "text/csv");
  body = soup_session_send_and_read (fixture->session, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, 406);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body),
                                  "\"errorCode\":1052,"));
}

static void
test_partial_success_names_the_failed (SandboxFixture       *fixture,
                                       gconstpointer  data)
{
  g_autofree char *body =
    g_strdup_printf ("[{\"cells\":[{\"columnId\":5,\"value\":1}]},"
                     "{\"cells\":[{\"columnId\":%" G_GINT64_FORMAT ",\"value\":1}]}]",
                     fixture->column);

  sandbox_fixture_ask (fixture, "POST", "/sheets/{s}/rows?allowPartialSuccess=true", body);
  g_assert_cmpuint (fixture->status, ==, 200);
  sandbox_fixture_assert_has (fixture, "\"message\":\"PARTIAL_SUCCESS\",\"resultCode\":3");
  sandbox_fixture_assert_has (fixture, "\"failedItems\":[{\"index\":0,\"error\":");
  g_assert_cmpuint (sandbox_fixture_count (fixture, "\"rowNumber\":251"), ==, 1);
}

static void
test_file_comes_back (SandboxFixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *url = NULL;
  g_autofree char *path = NULL;
  char *start_of_url;

  sandbox_fixture_attach (fixture, "PK-bytes");
  g_assert_cmpuint (fixture->status, ==, 200);
  sandbox_fixture_assert_has (fixture, "\"name\":\"WR 1.xlsx\"");
  start_of_url = strstr (fixture->body, "\"id\":") + strlen ("\"id\":");
  path = g_strdup_printf ("/sheets/{s}/attachments/%.*s", (int) strspn (start_of_url, "0123456789"),
                          start_of_url);
  sandbox_fixture_ask (fixture, "GET", path, NULL);
  start_of_url = strstr (fixture->body, "http://");
  url = g_strndup (start_of_url, strcspn (start_of_url, "\""));
  sandbox_fixture_ask_as (fixture, url, NULL);
  g_assert_cmpstr (fixture->body, ==, "PK-bytes");
  sandbox_fixture_ask (fixture, "GET", url, NULL);
  g_assert_cmpuint (fixture->status, ==, 400);
  tally_clock_advance (fixture->clock, 121 * G_USEC_PER_SEC);
  sandbox_fixture_ask_as (fixture, url, NULL);
  g_assert_cmpuint (fixture->status, ==, 403);
  sandbox_fixture_ask (fixture, "DELETE", path, NULL);
  g_assert_cmpuint (fixture->status, ==, 200);
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}/rows/{r}/attachments", NULL);
  sandbox_fixture_assert_has (fixture, "\"totalCount\":0");
}

static void
test_units_run_out_and_come_back (SandboxFixture       *fixture,
                                  gconstpointer  data)
{
  for (guint i = 0; i < 30; i++)
    {
      sandbox_fixture_ask (fixture, "GET", "/sheets/{s}/rows/{r}/columns/{c}/history", NULL);
      g_assert_cmpuint (fixture->status, ==, 200);
    }
  sandbox_fixture_ask (fixture, "GET", "/users/me", NULL);
  g_assert_cmpuint (fixture->status, ==, 429);
  sandbox_fixture_assert_has (fixture, "\"errorCode\":4003");
  tally_clock_advance (fixture->clock, G_USEC_PER_SEC);
  sandbox_fixture_ask (fixture, "GET", "/users/me", NULL);
  g_assert_cmpuint (fixture->status, ==, 200);
}

static void
test_calls_are_counted (SandboxFixture       *fixture,
                        gconstpointer  data)
{
  TallySandboxCalls *calls = tally_sandbox_server_get_calls (fixture->server);

  sandbox_fixture_ask (fixture, "GET", "/users/me", NULL);
  sandbox_fixture_attach (fixture, "PK");
  g_assert_cmpuint (tally_sandbox_calls_count (calls, "get-me"), ==, 1);
  g_assert_cmpuint (tally_sandbox_calls_count_writes (calls), ==, 1);
  tally_sandbox_calls_clear (calls);
  g_assert_cmpuint (tally_sandbox_calls_count (calls, NULL), ==, 0);
}

static void
control (SandboxFixture *fixture,
         const char     *method,
         const char     *path,
         const char     *body)
{
  const char *base = tally_sandbox_server_get_base_url (fixture->server);
  g_autofree char *url = g_strdup_printf ("%.*s/_sandbox/%s",
                                          (int) (strlen (base) - strlen ("/2.0")), base, path);

  sandbox_fixture_ask (fixture, method, url, body);
}

static void
test_control_edits_the_world (SandboxFixture *fixture,
                              gconstpointer   data)
{
  static const char *const edits[] = {
    "\"op\":\"set-cell\",\"value\":\"new\",\"by\":\"robot@x.example\"",
    "\"op\":\"duplicate-row\"", "\"op\":\"rename-column\",\"name\":\"WR\"",
    "\"op\":\"rename-sheet\",\"name\":\"Crew 9\"",
    ("\"op\":\"add-attachment\",\"name\":\"old.xlsx\",\"text\":\"x\","
     "\"createdAt\":\"2020-01-01T00:00:00Z\""),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autofree char *body =
        g_strdup_printf ("{%s,\"sheetId\":%" G_GINT64_FORMAT ",\"rowId\":%" G_GINT64_FORMAT
                         ",\"columnId\":%" G_GINT64_FORMAT "}", edits[i], fixture->sheet,
                         fixture->row, fixture->column);

      control (fixture, "POST", "edit", body);
      g_assert_cmpuint (fixture->status, ==, 200);
    }
  control (fixture, "POST", "edit", "{\"op\":\"remove-attachment\"}");
  g_assert_cmpuint (fixture->status, ==, 400);
  control (fixture, "GET", "counters", NULL);
  sandbox_fixture_assert_has (fixture, "\"counters\":{\"calls\":0");
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}?rowNumbers=1,251&include=attachments", NULL);
  sandbox_fixture_assert_has (fixture, "\"name\":\"Crew 9\"");
  sandbox_fixture_assert_has (fixture, "\"title\":\"WR\"");
  sandbox_fixture_assert_has (fixture, "\"createdAt\":\"2020-01-01T00:00:00Z\"");
  g_assert_cmpuint (sandbox_fixture_count (fixture, "\"value\":\"new\""), ==, 2);
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}/rows/{r}/columns/{c}/history", NULL);
  sandbox_fixture_assert_has (fixture, "robot@x.example");
}

static void
test_state_survives (SandboxFixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *dir = tally_test_make_dir ();
  g_autofree char *journal = g_build_filename (dir, "journal.jsonl", NULL);
  g_autofree char *torn = NULL;
  g_autofree char *whole = NULL;

  tally_sandbox_server_free (fixture->server);
  sandbox_fixture_start (fixture, dir, 0);
  sandbox_fixture_attach (fixture, "PK-bytes");
  sandbox_fixture_ask (fixture, "POST", "/sheets/{s}/discussions", "{\"comment\":{\"text\":\"why?\"}}");
  g_assert_cmpuint (fixture->status, ==, 200);
  tally_sandbox_server_free (fixture->server);
  g_assert_true (g_file_get_contents (journal, &whole, NULL, NULL));
  torn = g_strconcat (whole, "{\"ids\":99,\"op", NULL);
  g_assert_true (g_file_set_contents (journal, torn, -1, NULL));
  sandbox_fixture_start (fixture, dir, 0);
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}/rows/{r}/attachments", NULL);
  sandbox_fixture_assert_has (fixture, "\"totalCount\":1");
  sandbox_fixture_assert_has (fixture, "WR 1.xlsx");
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}/discussions", NULL);
  sandbox_fixture_assert_has (fixture, "why?");
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}/version", NULL);
  g_assert_cmpstr (fixture->body, ==, "{\"version\":4}");
}

#define ADD(path, func) \
  g_test_add ("/sandbox/server/" path, SandboxFixture, NULL, sandbox_fixture_set_up, func, \
              sandbox_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("token-is-needed", test_token_is_needed);
  ADD ("requests-get-their-status", test_requests_get_their_status);
  ADD ("sheet-pages", test_sheet_pages);
  ADD ("unchanged-sheet-is-a-version", test_unchanged_sheet_is_a_version);
  ADD ("edit-shows-in-history", test_edit_shows_in_history);
  ADD ("wrong-rows-are-refused", test_wrong_rows_are_refused);
  ADD ("wrong-requests-are-refused", test_wrong_requests_are_refused);
  ADD ("sheets-are-json-only", test_sheets_are_json_only);
  ADD ("partial-success-names-the-failed", test_partial_success_names_the_failed);
  ADD ("file-comes-back", test_file_comes_back);
  ADD ("units-run-out-and-come-back", test_units_run_out_and_come_back);
  ADD ("calls-are-counted", test_calls_are_counted);
  ADD ("control-edits-the-world", test_control_edits_the_world);
  ADD ("state-survives", test_state_survives);
  return g_test_run ();
}
