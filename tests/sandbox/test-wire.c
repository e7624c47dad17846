/* test-wire.c
 *
 * What only shows on the wire: overlapping writes, bodies that are too large or too short, forms,
 * delays, hanging calls, compressed bodies from the cache.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sandbox-fixture.h"
#include "tally-sandbox-bodies.h"
#include "tally-sandbox-world-files.h"
#include "tally-sandbox-world-rows.h"

#define UPLOADS "/sheets/{s}/rows/{r}/attachments"

static void
set_faults (SandboxFixture *fixture,
            const char     *json)
{
  g_autoptr (GError) error = NULL;

  tally_sandbox_server_set_faults (fixture->server, json, &error);
  g_assert_no_error (error);
}

/* A connection of which the test writes each byte. */
typedef struct
{
  GSocketConnection *connection;  /* (owned) */
  GDataInputStream  *input;       /* (owned) */
} Raw;

static Raw
open_raw (SandboxFixture *fixture)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GUri) uri = g_uri_parse (tally_sandbox_server_get_base_url (fixture->server),
                                      G_URI_FLAGS_NONE, NULL);
  g_autoptr (GError) error = NULL;
  Raw raw;

  raw.connection = g_socket_client_connect_to_host (client, "127.0.0.1",
                                                    (guint16) g_uri_get_port (uri), NULL, &error);
  g_assert_no_error (error);
  raw.input =
    g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (raw.connection)));
  g_data_input_stream_set_newline_type (raw.input, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  return raw;
}

static void
close_raw (Raw *raw)
{
  g_object_unref (raw->input);
  g_object_unref (raw->connection);
}

static void
write_raw (Raw        *raw,
           const char *text)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (raw->connection)), text,
                             strlen (text), NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Sends the head of an upload on the fixture's row, with @headers. */
static void
write_head (SandboxFixture *fixture,
            Raw            *raw,
            const char     *headers)
{
  g_autofree char *head =
    g_strdup_printf ("POST /2.0/sheets/%" G_GINT64_FORMAT "/rows/%" G_GINT64_FORMAT "/attachments "
                     "HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer sandbox-token\r\n%s"
                     "\r\n", fixture->sheet, fixture->row, headers);

  write_raw (raw, head);
}

static void
assert_line_has (Raw        *raw,
                 const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line (raw->input, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);
  g_test_message ("%s", line);
  g_assert_nonnull (strstr (line, text));
}

static void
assert_body_has (Raw        *raw,
                 const char *text)
{
  gboolean is_found = FALSE;

  while (!is_found)
    {
      g_autofree char *line = g_data_input_stream_read_upto (raw->input, "}\n", -1, NULL, NULL,
                                                             NULL);
      g_assert_nonnull (line);
      is_found = strstr (line, text) != NULL;
      g_data_input_stream_read_byte (raw->input, NULL, NULL);
    }
}

static void
start_with (SandboxFixture      *fixture,
            TallySandboxOptions *options)
{
  g_autoptr (GError) error = NULL;

  tally_sandbox_server_free (fixture->server);
  sandbox_fixture_prepare (fixture, options);
  fixture->server = tally_sandbox_server_new (options, &error);
  g_assert_no_error (error);
  g_assert_true (tally_sandbox_server_start (fixture->server, &error));
  g_assert_no_error (error);
}

/* The head of the first write has come, as "100 Continue" proves; its body has not. */
static void
test_overlapping_writes (SandboxFixture *fixture,
                         gconstpointer   data)
{
  gboolean fails = GPOINTER_TO_INT (data);
  TallySandboxOptions options;
  Raw raw;

  tally_sandbox_options_init (&options);
  options.habits.parallel_writes_fail = fails;
  start_with (fixture, &options);
  raw = open_raw (fixture);
  write_head (fixture, &raw, "Content-Type: text/plain\r\nContent-Length: 2\r\nExpect: "
              "100-continue\r\nContent-Disposition: attachment; filename=\"a\"\r\n");
  assert_line_has (&raw, " 100 ");
  sandbox_fixture_attach (fixture, "PK");
  g_assert_cmpuint (fixture->status, ==, fails ? 500 : 200);
  if (fails)
    sandbox_fixture_assert_has (fixture, "\"errorCode\":4004");
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}/version", NULL);
  g_assert_cmpuint (fixture->status, ==, 200);
  write_raw (&raw, "ab");
  assert_body_has (&raw, "\"message\":\"SUCCESS\"");
  sandbox_fixture_attach (fixture, "PK");
  g_assert_cmpuint (fixture->status, ==, 200);
  close_raw (&raw);
}

static void
test_wrong_uploads (SandboxFixture *fixture,
                    gconstpointer   data)
{
  static const struct { const char *headers; const char *body; const char *wanted; } cases[] = {
    { "Content-Type: a/b\r\nContent-Length: 1\r\n", "x", "\"errorCode\":1338" },
    { "Content-Type: a/b\r\nContent-Length: 1\r\nContent-Disposition: attachment\r\n", "x",
      "\"errorCode\":1338" },
    { ("Content-Type: a/b\r\nTransfer-Encoding: chunked\r\n"
       "Content-Disposition: attachment; filename=\"a\"\r\n"), "1\r\nx\r\n0\r\n\r\n",
      "\"errorCode\":1011" },
    { ("Content-Type: a/b\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n"
       "Content-Disposition: attachment; filename=\"a\"\r\n"), "1\r\nx\r\n0\r\n\r\n",
      "\"errorCode\":1075" },
    { "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 5\r\n", "--b--",
      "\"errorCode\":1009" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Raw raw = open_raw (fixture);

      write_head (fixture, &raw, cases[i].headers);
      write_raw (&raw, cases[i].body);
      assert_body_has (&raw, cases[i].wanted);
      close_raw (&raw);
    }
}

/* The limit is far below what is sent; the head alone decides, or the chunks while they come. */
static void
test_too_large_uploads (SandboxFixture *fixture,
                        gconstpointer   data)
{
  static const gsize sizes[] = { 1001, 100000, 500000 };
  TallySandboxOptions options;
  Raw raw;

  tally_sandbox_options_init (&options);
  options.habits.max_upload_bytes = 1000;
  start_with (fixture, &options);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *bytes = g_strnfill (sizes[i], 'x');

      sandbox_fixture_attach (fixture, bytes);
      g_assert_cmpuint (fixture->status, ==, 400);
      sandbox_fixture_assert_has (fixture, "\"errorCode\":1074");
    }
  raw = open_raw (fixture);
  write_head (fixture, &raw, "Content-Type: a/b\r\nTransfer-Encoding: chunked\r\n");
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *bytes = g_strnfill (0x8000, 'x');
      g_autofree char *chunk = g_strconcat ("8000\r\n", bytes, "\r\n", NULL);

      write_raw (&raw, chunk);
    }
  write_raw (&raw, "0\r\n\r\n");
  assert_body_has (&raw, "\"errorCode\":1074");
  close_raw (&raw);
  sandbox_fixture_attach (fixture, "x");
  g_assert_cmpuint (fixture->status, ==, 200);
}

static void
test_form (SandboxFixture *fixture,
           gconstpointer   data)
{
  g_autoptr (GError) error = NULL;

  error = sandbox_fixture_send_message (
    fixture, "POST", UPLOADS, "sandbox-token", "multipart/form-data; boundary=xyz",
    "--xyz\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nno\r\n"
    "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"WR 9.txt\"\r\n"
    "Content-Type: text/x-own\r\n\r\nhello\r\n--xyz--\r\n");
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->status, ==, 200);
  sandbox_fixture_assert_has (fixture, "\"name\":\"WR 9.txt\"");
  sandbox_fixture_assert_has (fixture, "\"mimeType\":\"text/x-own\"");
}

static void
test_delayed_answer_is_right (SandboxFixture *fixture,
                              gconstpointer   data)
{
  gint64 before = g_get_monotonic_time ();

  set_faults (fixture, "[{\"kind\":\"delay\",\"delayMs\":40}]");
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}/version", NULL);
  g_assert_cmpint (g_get_monotonic_time () - before, >=, 40000);
  g_assert_cmpstr (fixture->body, ==, "{\"version\":2}");
}

static void
finished_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

/* The second call is answered while the first one hangs. */
static void
test_hanging_call_ends_by_cancel (SandboxFixture *fixture,
                                  gconstpointer   data)
{
  const char *base = tally_sandbox_server_get_base_url (fixture->server);
  g_autofree char *url = g_strconcat (base, "/serverinfo", NULL);
  g_autoptr (SoupMessage) hanging = soup_message_new ("GET", url);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  set_faults (fixture, "[{\"operation\":\"get-serverinfo\",\"kind\":\"hang\"}]");
  soup_session_send_and_read_async (fixture->session, hanging, 0, cancellable, finished_cb,
                                    &result);
  while (tally_sandbox_calls_count (tally_sandbox_server_get_calls (fixture->server), NULL) == 0)
    g_main_context_iteration (NULL, FALSE);
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}/version", NULL);
  g_assert_cmpuint (fixture->status, ==, 200);
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  bytes = soup_session_send_and_read_finish (fixture->session, result, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_cached_sheet_is_the_current_one (SandboxFixture *fixture,
                                      gconstpointer   data)
{
  g_autofree char *first = NULL;
  g_autofree char *edit =
    g_strdup_printf ("[{\"id\":%" G_GINT64_FORMAT ",\"cells\":[{\"columnId\":%" G_GINT64_FORMAT
                     ",\"value\":\"other\"}]}]", fixture->row, fixture->column);

  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}?level=2", NULL);
  first = g_strdup (fixture->body);
  for (guint i = 0; i < 2; i++)
    {
      sandbox_fixture_ask (fixture, "GET", "/sheets/{s}?level=2", NULL);
      g_assert_cmpstr (fixture->body, ==, first);
    }
  g_assert_cmpstr (soup_message_headers_get_content_type (
                     soup_message_get_response_headers (fixture->message), NULL), ==,
                   "application/json");
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}?level=2&pageSize=1", NULL);
  g_assert_cmpuint (sandbox_fixture_count (fixture, "\"rowNumber\":"), ==, 1);
  sandbox_fixture_ask (fixture, "PUT", "/sheets/{s}/rows", edit);
  g_assert_cmpuint (fixture->status, ==, 200);
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}?level=2", NULL);
  sandbox_fixture_assert_has (fixture, "\"value\":\"other\"");
  set_faults (fixture, "[{\"kind\":\"ignore-columns\"}]");
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}?columnIds={c}", NULL);
  sandbox_fixture_assert_has (fixture, "Snapshot Date");
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}?columnIds={c}", NULL);
  g_assert_null (strstr (fixture->body, "Snapshot Date"));
}

static void
test_bodies_are_bounded (void)
{
  g_autoptr (TallySandboxBodies) bodies = tally_sandbox_bodies_new (1000);
  g_autofree char *text = g_strnfill (501, 'x');
  g_autoptr (GBytes) small = g_bytes_new (text, 400);
  g_autoptr (GBytes) large = g_bytes_new (text, 501);
  g_autoptr (GBytes) found = NULL;
  g_autoptr (GBytes) empty = tally_sandbox_bodies_compress (small);
  gboolean is_compressed = TRUE;

  g_assert_cmpuint (g_bytes_get_size (empty), <, 100);
  tally_sandbox_bodies_put (bodies, "large", large, FALSE);
  g_assert_cmpuint (tally_sandbox_bodies_get_size (bodies), ==, 0);
  tally_sandbox_bodies_put (bodies, "a", small, FALSE);
  tally_sandbox_bodies_put (bodies, "b", small, FALSE);
  tally_sandbox_bodies_put (bodies, "b", small, FALSE);
  found = tally_sandbox_bodies_find (bodies, "a", &is_compressed);
  g_assert_true (found == small);
  g_assert_false (is_compressed);
  tally_sandbox_bodies_put (bodies, "c", small, TRUE);
  g_assert_cmpuint (tally_sandbox_bodies_get_size (bodies), ==, 800);
  g_assert_null (tally_sandbox_bodies_find (bodies, "b", &is_compressed));
}

/* Noise does not get smaller, so the room has to grow. */
static void
test_compressed_noise_is_whole (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autofree guint32 *noise = g_new (guint32, 50000);
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GBytes) compressed = NULL;
  g_autoptr (GConverter) decompressor =
    G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GError) error = NULL;
  g_autofree char *back = g_malloc (200001);
  gsize n_read = 0;
  gsize n_written = 0;

  for (guint i = 0; i < 50000; i++)
    noise[i] = g_rand_int (rand);
  plain = g_bytes_new (noise, 200000);
  compressed = tally_sandbox_bodies_compress (plain);
  g_converter_convert (decompressor, g_bytes_get_data (compressed, NULL),
                       g_bytes_get_size (compressed), back, 200001, G_CONVERTER_INPUT_AT_END,
                       &n_read, &n_written, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (back, n_written, noise, 200000);
}

#define ADD(path, data, func) \
  g_test_add ("/sandbox/wire/" path, SandboxFixture, data, sandbox_fixture_set_up, func, \
              sandbox_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("overlapping-writes-fail", GINT_TO_POINTER (TRUE), test_overlapping_writes);
  ADD ("overlapping-writes-pass", GINT_TO_POINTER (FALSE), test_overlapping_writes);
  ADD ("wrong-uploads", NULL, test_wrong_uploads);
  ADD ("too-large-uploads", NULL, test_too_large_uploads);
  ADD ("form", NULL, test_form);
  ADD ("delayed-answer-is-right", NULL, test_delayed_answer_is_right);
  ADD ("hanging-call-ends-by-cancel", NULL, test_hanging_call_ends_by_cancel);
  ADD ("cached-sheet-is-the-current-one", NULL, test_cached_sheet_is_the_current_one);
  g_test_add_func ("/sandbox/wire/bodies-are-bounded", test_bodies_are_bounded);
  g_test_add_func ("/sandbox/wire/compressed-noise-is-whole", test_compressed_noise_is_whole);
  return g_test_run ();
}
