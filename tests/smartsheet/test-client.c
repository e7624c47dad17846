/* test-client.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-script-client.h"
#include "tally-smartsheet-error.h"
#include "tally-smartsheet-sheet.h"
#include "tally-smartsheet-url.h"
#include "tally-smartsheet-user.h"

#define GOOD { .status = 200, .body = "{\"version\":41}" }
#define VERSION 41

typedef struct {
  const char       *name;
  TallyScriptReply  replies[8];
  guint             n_replies;
  int               code;       /* -1: it works in the end */
  gint64            least_secs; /* waited */
  gint64            most_secs;
  const char       *calls;
} Case;

#define FAULT(a, b) { .status = a, .body = b }

static const Case cases[] = {
  { "works at once", { GOOD }, 1, -1, 0, 0, "get-version 1 200 ok\n" },
  { "compressed", { { 200, "{\"version\":41}", NULL, TALLY_SCRIPT_GZIP } }, 1, -1, 0, 0,
    "get-version 1 200 ok\n" },
  { "too many requests, told how long",
    { { 429, "{\"errorCode\":4003,\"message\":\"Rate limit exceeded.\"}", "Retry-After: 7" }, GOOD },
    2, -1, 7, 7, "get-version 1 429 throttled\nget-version 2 200 ok\n" },
  { "too many requests, told until when",
    { { 429, "", "Date: Tue, 24 Nov 2026 15:00:00 GMT\nRetry-After: Tue, 24 Nov 2026 15:00:20 GMT" },
      GOOD }, 2, -1, 20, 20, "get-version 1 429 throttled\nget-version 2 200 ok\n" },
  { "too many requests, told until when by a clock that is hours ahead",
    { { 429, "", "Date: Tue, 24 Nov 2026 20:00:00 GMT\nRetry-After: Tue, 24 Nov 2026 20:00:20 GMT" },
      GOOD }, 2, -1, 20, 20, "get-version 1 429 throttled\nget-version 2 200 ok\n" },
  { "told until when by a clock that is behind, and has passed",
    { { 503, "", "Date: Mon, 23 Nov 2026 20:00:00 GMT\nRetry-After: Mon, 23 Nov 2026 19:00:00 GMT" },
      GOOD }, 2, -1, 0, 0, "get-version 1 503 transient\nget-version 2 200 ok\n" },
  { "told nonsense", { { 503, "", "Retry-After: soon" }, GOOD }, 2, -1, 0, 1,
    "get-version 1 503 transient\nget-version 2 200 ok\n" },
  { "too many requests, for ever",
    { FAULT (429, "{\"errorCode\":4003}"), FAULT (429, "{}"), FAULT (429, ""), FAULT (429, "<html>"),
      FAULT (429, "{\"errorCode\":4003}") }, 5, TALLY_SMARTSHEET_ERROR_THROTTLED, 165, 182,
    "get-version 1 429 throttled\nget-version 2 429 throttled\nget-version 3 429 throttled\n"
    "get-version 4 429 throttled\nget-version 5 429 throttled\n" },
  { "two unexpected errors, then success",
    { FAULT (500, "{\"errorCode\":4000}"), FAULT (500, "{\"errorCode\":4002}"), GOOD }, 3, -1, 0, 2,
    "get-version 1 500 transient\nget-version 2 500 transient\nget-version 3 200 ok\n" },
  { "bodies that can't be read: the status wins",
    { FAULT (502, "<html>Bad Gateway</html>"), FAULT (503, ""), FAULT (504, "{\"errorCode\":0}"), GOOD },
    4, -1, 0, 4, "get-version 1 502 transient\nget-version 2 503 transient\n"
    "get-version 3 504 transient\nget-version 4 200 ok\n" },
  { "unexpected errors for ever",
    { FAULT (500, "{\"errorCode\":4000,\"refId\":\"abc1\"}"), FAULT (500, "{\"errorCode\":4000}"),
      FAULT (500, "{\"errorCode\":4000}"), FAULT (500, "{\"errorCode\":4000}") }, 4,
    TALLY_SMARTSHEET_ERROR_TRANSIENT, 0, 4, "get-version 1 500 transient\nget-version 2 500 transient\n"
    "get-version 3 500 transient\nget-version 4 500 transient\n" },
  { "maintenance passes",
    { FAULT (503, "{\"errorCode\":4001}"), GOOD }, 2, -1, 60, 66,
    "get-version 1 503 maintenance\nget-version 2 200 ok\n" },
  { "connection reset", { { .fault = TALLY_SCRIPT_RESET }, GOOD }, 2, -1, 0, 1,
    "get-version 1 0 transient\nget-version 2 200 ok\n" },
  { "body cut", { { 200, "{\"version\":41}", NULL, TALLY_SCRIPT_CUT }, GOOD }, 2, -1, 0, 1,
    "get-version 1 200 transient\nget-version 2 200 ok\n" },
  { "body cut where it looks whole, on a connection that was to be closed",
    { { 200, "{\"version\":41}              ", "Connection: close", TALLY_SCRIPT_CUT }, GOOD }, 2, -1,
    0, 1, "get-version 1 200 transient\nget-version 2 200 ok\n" },
  { "compressed body cut", { { 200, "{\"version\":41}", NULL, TALLY_SCRIPT_CUT_GZIP }, GOOD }, 2, -1,
    0, 1, "get-version 1 200 transient\nget-version 2 200 ok\n" },
  { "no JSON", { FAULT (200, "{\"version\":"), FAULT (200, ""), FAULT (200, "[]"), GOOD }, 4, -1, 0, 4,
    "get-version 1 200 transient\nget-version 2 200 transient\nget-version 3 200 transient\n"
    "get-version 4 200 ok\n" },
  { "JSON nested too deep", { FAULT (200, "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["), GOOD }, 2, -1, 0, 1,
    "get-version 1 200 transient\nget-version 2 200 ok\n" },
  { "silence, then an answer", { { .fault = TALLY_SCRIPT_SILENT }, GOOD }, 2, -1, 0, 1,
    "get-version 1 0 transient\nget-version 2 200 ok\n" },
  { "stalled in the body", { { 200, "{\"version\":41}", NULL, TALLY_SCRIPT_STALL }, GOOD }, 2, -1, 0, 1,
    "get-version 1 200 transient\nget-version 2 200 ok\n" },
  { "token refused", { FAULT (401, "{\"errorCode\":1002}"), FAULT (401, "{\"errorCode\":1002}") }, 2,
    TALLY_SMARTSHEET_ERROR_AUTH, 0, 0, "get-version 1 401 auth\nget-me 1 401 auth\n" },
  { "not shared", { FAULT (403, "{\"errorCode\":1004}"), FAULT (200, "{\"id\":1}") }, 2,
    TALLY_SMARTSHEET_ERROR_FORBIDDEN, 0, 0, "get-version 1 403 permanent\nget-me 1 200 ok\n" },
  { "gone", { FAULT (404, "{\"errorCode\":1006}") }, 1, TALLY_SMARTSHEET_ERROR_NOT_FOUND, 0, 0,
    "get-version 1 404 permanent\n" },
  { "wrong request", { FAULT (400, "{\"errorCode\":1018}") }, 1, TALLY_SMARTSHEET_ERROR_REJECTED, 0, 0,
    "get-version 1 400 permanent\n" },
  { "version of the API retired", { FAULT (410, "{\"errorCode\":4005}") }, 1,
    TALLY_SMARTSHEET_ERROR_REJECTED, 0, 0, "get-version 1 410 permanent\n" },
  { "points elsewhere", { { 302, "", "Location: http://127.0.0.2:1/2.0/x" } }, 1,
    TALLY_SMARTSHEET_ERROR_REJECTED, 0, 0, "get-version 1 302 permanent\n" },
};

static void
test_tries_again_as_it_should (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *one = &cases[i];
      g_autoptr (TallyScriptClient) script = tally_script_client_new (one->replies, one->n_replies);
      g_autoptr (GError) error = NULL;
      gint64 version = tally_smartsheet_sheet_fetch_version (script->client, 7, NULL, &error);

      g_test_message ("%s: %s", one->name, error != NULL ? error->message : "");
      g_assert_cmpstr (script->calls->str, ==, one->calls);
      g_assert_cmpuint (tally_script_server_get_n_requests (script->server), ==, one->n_replies);
      g_assert_cmpint (tally_script_client_get_secs (script), >=, one->least_secs);
      g_assert_cmpint (tally_script_client_get_secs (script), <=, one->most_secs);
      if (one->code < 0)
        {
          g_assert_no_error (error);
          g_assert_cmpint (version, ==, VERSION);
          continue;
        }
      g_assert_error (error, TALLY_SMARTSHEET_ERROR, one->code);
      g_assert_cmpint (version, ==, -1);
      g_assert_nonnull (strstr (error->message, "get-version 7"));
    }
}

static void
test_sends_what_the_service_wants (void)
{
  static const TallyScriptReply replies[] = { GOOD };
  g_autoptr (TallyScriptClient) script = TALLY_SCRIPT_CLIENT (replies);
  g_autoptr (GError) error = NULL;
  const TallyScriptRequest *request;

  g_assert_cmpint (tally_smartsheet_sheet_fetch_version (script->client, 7, NULL, &error), ==, VERSION);
  request = tally_script_server_get_request (script->server, 0);
  g_assert_cmpstr (request->method, ==, "GET");
  g_assert_cmpstr (request->target, ==, "/2.0/sheets/7/version");
  g_assert_cmpstr (soup_message_headers_get_one (request->headers, "Authorization"), ==,
                   "Bearer " TALLY_SCRIPT_TOKEN);
  g_assert_cmpstr (soup_message_headers_get_one (request->headers, "User-Agent"), ==,
                   "tallyman/" TALLY_VERSION);
  g_assert_nonnull (strstr (soup_message_headers_get_list (request->headers, "Accept-Encoding"), "gzip"));
  g_assert_null (soup_message_headers_get_one (request->headers, "Accept-Language"));
}

static void
test_redirect_does_not_take_the_token_along (void)
{
  static const TallyScriptReply none[] = { GOOD };
  g_autoptr (TallyScriptServer) other = tally_script_server_new (none, 1);
  g_autofree char *header = g_strdup_printf ("Location: %s/sheets/7/version",
                                             tally_script_server_get_url (other));
  const TallyScriptReply replies[] = { { 307, "", header } };
  g_autoptr (TallyScriptClient) script = TALLY_SCRIPT_CLIENT (replies);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (tally_smartsheet_sheet_fetch_version (script->client, 7, NULL, &error), ==, -1);
  g_assert_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_REJECTED);
  g_assert_cmpuint (tally_script_server_get_n_requests (other), ==, 0);
}

static void
test_messages_hold_no_token (void)
{
  static const TallyScriptReply replies[] = {
    { 400, "{\"errorCode\":1018,\"message\":\"bad header Bearer " TALLY_SCRIPT_TOKEN
      "\",\"refId\":\"r3f\"}" } };
  g_autoptr (TallyScriptClient) script = TALLY_SCRIPT_CLIENT (replies);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (tally_smartsheet_sheet_fetch_version (script->client, 7, NULL, &error), ==, -1);
  g_assert_null (strstr (error->message, TALLY_SCRIPT_TOKEN));
  g_assert_nonnull (strstr (error->message, "[token]"));
  g_assert_nonnull (strstr (error->message, "errorCode 1018"));
  g_assert_nonnull (strstr (error->message, "refId r3f"));
}

static void
test_a_trickle_ends_at_the_total_limit (void)
{
  static const TallyScriptReply replies[] = { { 200, "{}", NULL, TALLY_SCRIPT_TRICKLE } };
  g_autoptr (TallyScriptServer) server = tally_script_server_new (replies, 1);
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (0);
  g_autoptr (TallySmartsheetClient) client = NULL;
  g_autoptr (GError) error = NULL;
  TallySmartsheetOptions options;
  TallyResiliencePolicy once = { .max_attempts = { 0 } };

  tally_smartsheet_options_init (&options, tally_script_server_get_url (server), "t", clock);
  options.total_usec = G_USEC_PER_SEC / 10;
  options.policy = &once;
  client = tally_smartsheet_client_new (&options, &error);
  g_assert_no_error (error);
  g_assert_cmpint (tally_smartsheet_sheet_fetch_version (client, 7, NULL, &error), ==, -1);
  g_assert_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_TRANSIENT);
  g_assert_nonnull (strstr (error->message, "no whole answer within 0.1 s"));
}

static void
test_refused_connection_is_transient (void)
{
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (0);
  g_autoptr (TallySmartsheetClient) client = NULL;
  g_autoptr (GError) error = NULL;
  TallySmartsheetOptions options;

  /* Port 1 is tcpmux, which nobody runs. */
  tally_smartsheet_options_init (&options, "http://127.0.0.1:1/2.0", "t", clock);
  client = tally_smartsheet_client_new (&options, &error);
  g_assert_no_error (error);
  g_assert_cmpint (tally_smartsheet_sheet_fetch_version (client, 7, NULL, &error), ==, -1);
  g_assert_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_TRANSIENT);
  g_assert_true (tally_smartsheet_error_is_transient (error));
  g_assert_nonnull (strstr (error->message, "failed 4 times"));
}

static gpointer
cancel_worker (gpointer data)
{
  TallyScriptServer *server = ((gpointer *) data)[0];

  while (tally_script_server_get_n_requests (server) == 0)
    g_thread_yield ();
  g_cancellable_cancel (((gpointer *) data)[1]);
  return NULL;
}

static void
test_cancel_ends_a_silent_call (void)
{
  static const TallyScriptReply replies[] = { { .fault = TALLY_SCRIPT_SILENT } };
  g_autoptr (TallyScriptServer) server = tally_script_server_new (replies, 1);
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (0);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (TallySmartsheetClient) client = NULL;
  g_autoptr (GError) error = NULL;
  gpointer both[] = { server, cancellable };
  TallySmartsheetOptions options;
  GThread *thread;

  tally_smartsheet_options_init (&options, tally_script_server_get_url (server), "t", clock);
  client = tally_smartsheet_client_new (&options, &error);
  thread = g_thread_new ("cancel", cancel_worker, both);
  g_assert_cmpint (tally_smartsheet_sheet_fetch_version (client, 7, cancellable, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  g_assert_cmpuint (tally_script_server_get_n_requests (server), ==, 1);
}

static void
test_the_run_deadline_ends_the_tries (void)
{
  static const TallyScriptReply replies[] = { { 503, "{\"errorCode\":4001}" }, GOOD };
  g_autoptr (TallyScriptServer) server = tally_script_server_new (replies, 2);
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (0);
  g_autoptr (TallySmartsheetClient) client = NULL;
  g_autoptr (GError) error = NULL;
  TallySmartsheetOptions options;

  tally_smartsheet_options_init (&options, tally_script_server_get_url (server), "t", clock);
  options.run_deadline_usec = 30 * (gint64) G_USEC_PER_SEC;
  client = tally_smartsheet_client_new (&options, &error);
  g_assert_cmpint (tally_smartsheet_sheet_fetch_version (client, 7, NULL, &error), ==, -1);
  g_assert_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_MAINTENANCE);
  g_assert_cmpint (tally_clock_get_monotonic_usec (clock), ==, 0);
}

/* An hour is asked for, half an hour is left: the call ends at once instead of waiting in vain. */
static void
test_a_wish_beyond_the_deadline_ends_the_call (void)
{
  static const TallyScriptReply replies[] = { { 429, "", "Retry-After: 3600" }, GOOD };
  g_autoptr (TallyScriptClient) script = TALLY_SCRIPT_CLIENT (replies);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (tally_smartsheet_sheet_fetch_version (script->client, 7, NULL, &error), ==, -1);
  g_assert_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_THROTTLED);
  g_assert_cmpint (tally_script_client_get_secs (script), ==, 0);
  g_assert_cmpuint (tally_script_server_get_n_requests (script->server), ==, 1);
}

#define N_THREADS 8
#define N_CALLS 20

static gpointer
call_worker (gpointer data)
{
  for (guint i = 0; i < N_CALLS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_cmpint (tally_smartsheet_sheet_fetch_version (data, 7, NULL, &error), ==, VERSION);
      g_assert_no_error (error);
    }
  return NULL;
}

static void
test_threads_share_one_client (void)
{
  static TallyScriptReply replies[N_THREADS * N_CALLS];
  g_autoptr (TallyScriptClient) script = NULL;
  GThread *threads[N_THREADS];

  for (guint i = 0; i < G_N_ELEMENTS (replies); i++)
    replies[i] = (TallyScriptReply) GOOD;
  script = TALLY_SCRIPT_CLIENT (replies);
  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("call", call_worker, script->client);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  g_assert_cmpuint (tally_script_server_get_n_requests (script->server), ==, N_THREADS * N_CALLS);
}

static void
test_base_urls (void)
{
  static const char *const good[][2] = {
    { "https://api.smartsheet.com/2.0", "https://api.smartsheet.com/2.0" },
    { "https://api.smartsheet.eu/2.0/", "https://api.smartsheet.eu/2.0" },
    { "http://127.0.0.1:8080", "http://127.0.0.1:8080" },
    { "http://localhost:1/2.0//", "http://localhost:1/2.0" },
    { "http://[::1]:9/2.0", "http://[::1]:9/2.0" },
  };
  static const char *const bad[] = {
    "", "api.smartsheet.com", "http://api.smartsheet.com/2.0", "https://u:p@api.smartsheet.com/2.0",
    "https://api.smartsheet.com/2.0?x=y", "https://api.smartsheet.com/#x", "ftp://127.0.0.1/",
    "http://127.0.0.1.evil.com/2.0", "http://10.0.0.1/2.0", "https:///2.0",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *url = tally_smartsheet_url_parse_base (good[i][0], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (url, ==, good[i][1]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", bad[i]);
      g_assert_null (tally_smartsheet_url_parse_base (bad[i], &error));
      g_assert_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_REJECTED);
    }
  g_assert_cmpstr (tally_smartsheet_url_find_region ("EU"), ==, "https://api.smartsheet.eu/2.0");
  g_assert_cmpstr (tally_smartsheet_url_find_region ("gov"), ==, "https://api.smartsheetgov.com/2.0");
  g_assert_null (tally_smartsheet_url_find_region ("mars"));
}

static void
test_download_urls (void)
{
  static const struct {
    const char *url;
    const char *base;
    gboolean    good;
  } urls[] = {
    { "https://s3.amazonaws.com/x?Signature=y", "https://api.smartsheet.com/2.0", TRUE },
    { "http://s3.amazonaws.com/x", "https://api.smartsheet.com/2.0", FALSE },
    { "https://127.0.0.1/x", "https://api.smartsheet.com/2.0", FALSE },
    { "https://169.254.169.254/latest", "https://api.smartsheet.com/2.0", FALSE },
    { "https://localhost/x", "https://api.smartsheet.com/2.0", FALSE },
    { "https://intranet/x", "https://api.smartsheet.com/2.0", FALSE },
    { "file:///etc/passwd", "https://api.smartsheet.com/2.0", FALSE },
    { "https://u@s3.amazonaws.com/x", "https://api.smartsheet.com/2.0", FALSE },
    { "http://127.0.0.1:99/x", "http://127.0.0.1:8080/2.0", TRUE },
    { "http://10.1.1.1/x", "http://127.0.0.1:8080/2.0", FALSE },
    { NULL, "http://127.0.0.1:8080/2.0", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", urls[i].url);
      g_assert_cmpint (tally_smartsheet_url_check_download (urls[i].url, urls[i].base, &error), ==,
                       urls[i].good);
      g_assert_true (urls[i].good == (error == NULL));
    }
}

static void
test_bad_tokens (void)
{
  static const char *const tokens[] = { NULL, "", "a b", "a\nX-Evil: 1", "\xC3\xA9" };
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (0);

  for (gsize i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autoptr (GError) error = NULL;
      TallySmartsheetOptions options;

      tally_smartsheet_options_init (&options, "http://127.0.0.1:1", tokens[i], clock);
      g_assert_null (tally_smartsheet_client_new (&options, &error));
      g_assert_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_AUTH);
    }
}

static void
test_me (void)
{
  static const TallyScriptReply replies[] = {
    { 200, "{\"id\":48569348493401210,\"email\":\"a@b.c\",\"timeZone\":\"US/Pacific\","
      "\"account\":{\"id\":\"5\"}}" },
    { 403, "{\"errorCode\":1004,\"message\":\"You are not authorized\"}" },
    { 200, "{\"supportedLocales\":[]}" },
  };
  g_autoptr (TallyScriptClient) script = TALLY_SCRIPT_CLIENT (replies);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallySmartsheetUser) user = tally_smartsheet_user_fetch_me (script->client, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (user->user_id, ==, G_GINT64_CONSTANT (48569348493401210));
  g_assert_cmpint (user->account_id, ==, 5);
  g_assert_cmpstr (user->email, ==, "a@b.c");
  g_assert_cmpstr (user->time_zone, ==, "US/Pacific");
  g_assert_null (tally_smartsheet_user_fetch_me (script->client, NULL, &error));
  g_assert_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_AUTH);
  g_clear_error (&error);
  g_assert_true (tally_smartsheet_user_probe_server (script->client, NULL, &error));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/smartsheet/client/tries-again-as-it-should", test_tries_again_as_it_should);
  g_test_add_func ("/smartsheet/client/sends-what-the-service-wants", test_sends_what_the_service_wants);
  g_test_add_func ("/smartsheet/client/redirect-does-not-take-the-token-along",
                   test_redirect_does_not_take_the_token_along);
  g_test_add_func ("/smartsheet/client/messages-hold-no-token", test_messages_hold_no_token);
  g_test_add_func ("/smartsheet/client/trickle-ends-at-the-total-limit",
                   test_a_trickle_ends_at_the_total_limit);
  g_test_add_func ("/smartsheet/client/refused-connection-is-transient",
                   test_refused_connection_is_transient);
  g_test_add_func ("/smartsheet/client/cancel-ends-a-silent-call", test_cancel_ends_a_silent_call);
  g_test_add_func ("/smartsheet/client/run-deadline-ends-the-tries", test_the_run_deadline_ends_the_tries);
  g_test_add_func ("/smartsheet/client/wish-beyond-the-deadline-ends-the-call",
                   test_a_wish_beyond_the_deadline_ends_the_call);
  g_test_add_func ("/smartsheet/client/threads-share-one-client", test_threads_share_one_client);
  g_test_add_func ("/smartsheet/client/base-urls", test_base_urls);
  g_test_add_func ("/smartsheet/client/download-urls", test_download_urls);
  g_test_add_func ("/smartsheet/client/bad-tokens", test_bad_tokens);
  g_test_add_func ("/smartsheet/client/me", test_me);
  return g_test_run ();
}
