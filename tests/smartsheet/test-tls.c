/* test-tls.c
 *
 * The client over TLS, as the real service wants it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-script-server.h"
#include "tally-smartsheet-attachment.h"
#include "tally-smartsheet-error.h"
#include "tally-smartsheet-sheet.h"
#include "tally-test.h"

static char *certificate_file;
static char *key_file;

/* A certificate of our own for this run, since one in the tree would run out one day. */
static gboolean
make_certificate (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  const char *command[] = { "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", NULL,
                            "-out", NULL, "-days", "2", "-subj", "/CN=test", "-addext",
                            "subjectAltName=IP:127.0.0.1", NULL };
  int status = -1;

  certificate_file = g_build_filename (folder, "certificate.pem", NULL);
  key_file = g_build_filename (folder, "key.pem", NULL);
  command[7] = key_file;
  command[9] = certificate_file;
  return g_spawn_sync (NULL, (char **) command, NULL,
                       G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                       NULL, NULL, NULL, NULL, &status, NULL)
         && g_spawn_check_wait_status (status, NULL);
}

typedef struct {
  TallyScriptServer     *server;
  TallySmartsheetClient *client;
  TallyClock            *clock;
} Fixture;

#define N_REPLIES 400

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static TallyScriptReply replies[N_REPLIES];
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_trusted = GPOINTER_TO_INT (data);
  TallySmartsheetOptions options;

  for (guint i = 0; i < N_REPLIES; i++)
    replies[i] = (TallyScriptReply) {
      .status = 200, .body = "{\"version\":41,\"result\":{\"id\":3}}", .fault = i % 2 == 0
                                                             ? TALLY_SCRIPT_NONE : TALLY_SCRIPT_GZIP };
  certificate = g_tls_certificate_new_from_files (certificate_file, key_file, &error);
  g_assert_no_error (error);
  fixture->server = tally_script_server_new_tls (replies, N_REPLIES, certificate);
  fixture->clock = tally_clock_new_virtual (0);
  tally_smartsheet_options_init (&options, tally_script_server_get_url (fixture->server), "t",
                                 fixture->clock);
  options.ca_file = is_trusted ? certificate_file : NULL;
  options.idle_usec = 5 * G_USEC_PER_SEC;
  fixture->client = tally_smartsheet_client_new (&options, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  tally_smartsheet_client_unref (fixture->client);
  tally_script_server_free (fixture->server);
  tally_clock_unref (fixture->clock);
}

static void
test_one_connection_for_many_calls (Fixture       *fixture,
                                    gconstpointer  data)
{
  guint n_connections = 0;
  guint last_port = 0;

  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (tally_smartsheet_sheet_fetch_version (fixture->client, 7, NULL, &error), ==, 41);
      g_assert_no_error (error);
    }
  g_assert_cmpuint (tally_script_server_get_n_requests (fixture->server), ==, 50);
  for (guint i = 0; i < 50; i++)
    {
      guint port = tally_script_server_get_request (fixture->server, i)->peer_port;
      n_connections += port != last_port ? 1 : 0;
      last_port = port;
    }
  g_assert_cmpuint (n_connections, ==, 1);
}

static gpointer
ask_worker (gpointer data)
{
  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (50000), 50000);
      TallySmartsheetUpload upload = { .sheet_id = 7, .row_id = 8, .name = "a", .bytes = bytes };
      g_autoptr (TallyAttachment) attachment = NULL;

      g_assert_cmpint (tally_smartsheet_sheet_fetch_version (data, 7, NULL, &error), ==, 41);
      g_assert_no_error (error);
      if (i % 10 != 0)
        continue;
      attachment = tally_smartsheet_attachment_upload (data, &upload, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (attachment->attachment_id, ==, 3);
    }
  return NULL;
}

static void
test_several_threads (Fixture       *fixture,
                      gconstpointer  data)
{
  GThread *threads[6];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("ask", ask_worker, fixture->client);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpuint (tally_script_server_get_n_requests (fixture->server), ==, 6 * 33);
}

static void
test_an_unknown_authority_ends_the_call (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (tally_smartsheet_sheet_fetch_version (fixture->client, 7, NULL, &error), ==, -1);
  g_assert_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_FAILED);
  g_assert_cmpuint (tally_script_server_get_n_requests (fixture->server), ==, 0);
  g_assert_cmpint (tally_clock_get_monotonic_usec (fixture->clock), ==, 0);
}

/* A server that prefers HTTP/2 and notes what was agreed on; one connection, one answer. */
typedef struct {
  GSocketListener *listener;
  guint16          port;
  char            *agreed;
} Chooser;

static gpointer
choose_worker (gpointer data)
{
  static const char *const protocols[] = { "h2", "http/1.1", NULL };
  static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                               "Content-Length: 14\r\nConnection: close\r\n\r\n{\"version\":41}";
  Chooser *chooser = data;
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GSocketConnection) plain = NULL;
  g_autoptr (GIOStream) stream = NULL;
  char request[4096];

  certificate = g_tls_certificate_new_from_files (certificate_file, key_file, NULL);
  plain = g_socket_listener_accept (chooser->listener, NULL, NULL, NULL);
  stream = g_tls_server_connection_new (G_IO_STREAM (plain), certificate, NULL);
  g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (stream), protocols);
  if (g_tls_connection_handshake (G_TLS_CONNECTION (stream), NULL, NULL))
    {
      chooser->agreed = g_strdup (g_tls_connection_get_negotiated_protocol (G_TLS_CONNECTION (stream)));
      if (g_input_stream_read (g_io_stream_get_input_stream (stream), request, sizeof request, NULL,
                               NULL) > 0)
        g_output_stream_write_all (g_io_stream_get_output_stream (stream), answer, sizeof answer - 1,
                                   NULL, NULL, NULL);
    }
  g_io_stream_close (stream, NULL, NULL);
  return NULL;
}

/* libsoup 3.2 can't carry an HTTP/2 connection from one main context to the next; the real service
 * offers it, so that we must not ask for it. */
static void
test_http2_is_not_asked_for (void)
{
  Chooser chooser = { .listener = g_socket_listener_new () };
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (0);
  g_autoptr (TallySmartsheetClient) client = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;
  TallySmartsheetOptions options;
  GThread *thread;

  chooser.port = g_socket_listener_add_any_inet_port (chooser.listener, NULL, &error);
  g_assert_no_error (error);
  url = g_strdup_printf ("https://127.0.0.1:%u/2.0", chooser.port);
  tally_smartsheet_options_init (&options, url, "t", clock);
  options.ca_file = certificate_file;
  client = tally_smartsheet_client_new (&options, &error);
  g_assert_no_error (error);
  thread = g_thread_new ("choose", choose_worker, &chooser);
  g_assert_cmpint (tally_smartsheet_sheet_fetch_version (client, 7, NULL, &error), ==, 41);
  g_assert_no_error (error);
  g_thread_join (thread);
  g_assert_cmpstr (chooser.agreed, ==, "http/1.1");
  g_free (chooser.agreed);
  g_object_unref (chooser.listener);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  if (!make_certificate () || !g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    {
      puts ("1..0 # SKIP openssl or glib-networking is missing");
      return 0;
    }
  g_test_add ("/smartsheet/tls/one-connection-for-many-calls", Fixture, GINT_TO_POINTER (TRUE), set_up,
              test_one_connection_for_many_calls, tear_down);
  g_test_add ("/smartsheet/tls/several-threads", Fixture, GINT_TO_POINTER (TRUE), set_up,
              test_several_threads, tear_down);
  g_test_add ("/smartsheet/tls/unknown-authority-ends-the-call", Fixture, GINT_TO_POINTER (FALSE),
              set_up, test_an_unknown_authority_ends_the_call, tear_down);
  g_test_add_func ("/smartsheet/tls/http2-is-not-asked-for", test_http2_is_not_asked_for);
  status = g_test_run ();
  g_free (certificate_file);
  g_free (key_file);
  return status;
}
