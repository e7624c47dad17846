/* test-attachment.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-script-client.h"
#include "tally-smartsheet-attachment.h"
#include "tally-smartsheet-error.h"

#define OK(text) { .status = 200, .body = text }
#define ITEM(id, row) "{\"id\":" #id ",\"name\":\"WR_1.xlsx\",\"attachmentType\":\"FILE\"," \
  "\"mimeType\":\"application/x\",\"parentType\":\"ROW\",\"parentId\":" #row ",\"sizeInKb\":12," \
  "\"createdAt\":\"2026-11-24T15:00:00Z\",\"createdBy\":{\"name\":\"A\",\"email\":\"a@b.c\"}}"
#define LIST(total, items) "{\"pageNumber\":1,\"pageSize\":2,\"totalPages\":" #total \
  ",\"totalCount\":" #total ",\"data\":[" items "]}"

static void
test_lists_all_pages (void)
{
  static const struct {
    const char       *name;
    TallyScriptReply  replies[3];
    guint             n_replies;
    guint             n_attachments; /* G_MAXUINT: an error */
  } lists[] = {
    { "none", { OK (LIST (0, "")) }, 1, 0 },
    { "one page", { OK (LIST (2, ITEM (1, 5) "," ITEM (2, 6))) }, 1, 2 },
    { "small pages", { OK (LIST (3, ITEM (1, 5) "," ITEM (2, 6))), OK (LIST (3, ITEM (3, 6))) }, 2, 3 },
    { "one moved to the next page", { OK (LIST (3, ITEM (1, 5) "," ITEM (2, 6))),
      OK (LIST (3, ITEM (2, 6) "," ITEM (3, 6))) }, 2, 3 },
    { "total not told, short page", { OK (LIST (-1, ITEM (1, 5))) }, 1, 1 },
    { "fewer than told", { OK (LIST (3, ITEM (1, 5))), OK (LIST (3, "")) }, 2, G_MAXUINT },
    { "the last page for ever", { OK (LIST (3, ITEM (1, 5))), OK (LIST (3, ITEM (1, 5))) }, 2, G_MAXUINT },
    { "no list", { OK ("{\"message\":\"SUCCESS\"}") }, 1, G_MAXUINT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (TallyScriptClient) script = tally_script_client_new (lists[i].replies,
                                                                      lists[i].n_replies);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) all = NULL;

      all = tally_smartsheet_attachment_list_sheet (script->client, 7, NULL, &error);
      g_test_message ("%s: %s", lists[i].name, error != NULL ? error->message : "");
      g_assert_cmpuint (tally_script_server_get_n_requests (script->server), ==, lists[i].n_replies);
      if (lists[i].n_attachments == G_MAXUINT)
        {
          g_assert_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_MALFORMED);
          g_assert_null (all);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpuint (all->len, ==, lists[i].n_attachments);
    }
}

static void
test_reads_every_member (void)
{
  static const TallyScriptReply replies[] = {
    OK (LIST (2, ITEM (9007199254740993, 48569348493401210)
              ",{\"id\":\"4\",\"attachmentType\":\"LINK\",\"parentType\":\"COMMENT\",\"parentId\":3}")),
  };
  g_autoptr (TallyScriptClient) script = TALLY_SCRIPT_CLIENT (replies);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = tally_smartsheet_attachment_list_row (script->client, 7, 8, NULL, &error);
  const TallyAttachment *one;

  g_assert_no_error (error);
  g_assert_cmpstr (tally_script_server_get_request (script->server, 0)->target, ==,
                   "/2.0/sheets/7/rows/8/attachments?page=1&pageSize=1000");
  one = all->pdata[0];
  g_assert_cmpint (one->attachment_id, ==, G_GINT64_CONSTANT (9007199254740993));
  g_assert_cmpint (one->row_id, ==, G_GINT64_CONSTANT (48569348493401210));
  g_assert_cmpint (one->size_kb, ==, 12);
  g_assert_cmpint (one->created_utc_usec, ==, G_GINT64_CONSTANT (1795532400000000));
  g_assert_true (one->is_file);
  g_assert_cmpstr (one->name, ==, "WR_1.xlsx");
  g_assert_cmpstr (one->mime, ==, "application/x");
  g_assert_cmpstr (one->created_by, ==, "a@b.c");
  one = all->pdata[1];
  g_assert_cmpint (one->attachment_id, ==, 4);
  g_assert_cmpint (one->row_id, ==, 0);
  g_assert_cmpint (one->size_kb, ==, -1);
  g_assert_false (one->is_file);
  g_assert_cmpstr (one->name, ==, "");
}

static TallyAttachment *
upload (TallyScriptClient  *script,
        const char         *name,
        gsize               size,
        GError            **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (size), size);
  TallySmartsheetUpload what = { .sheet_id = 7, .row_id = 8, .name = name, .bytes = bytes };

  return tally_smartsheet_attachment_upload (script->client, &what, NULL, error);
}

static void
test_uploads (void)
{
  static const TallyScriptReply replies[] = {
    OK ("{\"message\":\"SUCCESS\",\"resultCode\":0,\"version\":9,\"result\":" ITEM (3, 8) "}") };
  g_autoptr (TallyScriptClient) script = TALLY_SCRIPT_CLIENT (replies);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyAttachment) done = upload (script, "WR 1 \"\xC3\xA9\"\r\n.xlsx", 1000, &error);
  const TallyScriptRequest *request = tally_script_server_get_request (script->server, 0);

  g_assert_no_error (error);
  g_assert_cmpint (done->attachment_id, ==, 3);
  g_assert_cmpstr (request->method, ==, "POST");
  g_assert_cmpstr (request->target, ==, "/2.0/sheets/7/rows/8/attachments");
  g_assert_cmpstr (soup_message_headers_get_one (request->headers, "Content-Disposition"), ==,
                   "attachment; filename=\"WR%201%20%22%C3%A9%22%0D%0A.xlsx\"");
  g_assert_cmpstr (soup_message_headers_get_one (request->headers, "Content-Type"), ==,
                   TALLY_SMARTSHEET_XLSX_TYPE);
  g_assert_cmpstr (soup_message_headers_get_one (request->headers, "Content-Length"), ==, "1000");
  g_assert_cmpuint (g_bytes_get_size (request->body), ==, 1000);
  g_assert_cmpstr (script->calls->str, ==, "attach-file 1 200 ok\n");
}

/* What may have stored the file is never sent again; what surely has not, is. */
static void
test_uploads_are_never_sent_twice_blindly (void)
{
  static const struct {
    TallyScriptReply reply;
    int              code; /* -1: tried again */
  } faults[] = {
    { { 500, "{\"errorCode\":4000}" }, TALLY_SMARTSHEET_ERROR_AMBIGUOUS },
    { { 500, "{\"errorCode\":4002}" }, TALLY_SMARTSHEET_ERROR_AMBIGUOUS },
    { { 500, "{\"errorCode\":4004,\"message\":\"An unexpected error has occurred. Please retry your "
        "request.\"}" }, TALLY_SMARTSHEET_ERROR_AMBIGUOUS },
    { { 502, "<html>" }, TALLY_SMARTSHEET_ERROR_AMBIGUOUS },
    { { 503, "" }, TALLY_SMARTSHEET_ERROR_AMBIGUOUS },
    { { 200, "{\"message\":" }, TALLY_SMARTSHEET_ERROR_AMBIGUOUS },
    { { 200, "{\"message\":\"SUCCESS\"}" }, TALLY_SMARTSHEET_ERROR_AMBIGUOUS },
    { { .fault = TALLY_SCRIPT_RESET }, TALLY_SMARTSHEET_ERROR_AMBIGUOUS },
    { { .fault = TALLY_SCRIPT_SILENT }, TALLY_SMARTSHEET_ERROR_AMBIGUOUS },
    { { 200, "{\"message\":\"SUCCESS\"}", NULL, TALLY_SCRIPT_CUT }, TALLY_SMARTSHEET_ERROR_AMBIGUOUS },
    { { 400, "{\"errorCode\":1128}" }, TALLY_SMARTSHEET_ERROR_REJECTED },
    { { 403, "{\"errorCode\":1050}" }, TALLY_SMARTSHEET_ERROR_FORBIDDEN },
    { { 429, "{\"errorCode\":4003}" }, -1 },
    { { 503, "{\"errorCode\":4001}" }, -1 },
    { { 500, "{\"errorCode\":4004,\"message\":\"Request failed because sheetId 7 is currently being "
        "updated by another request that uses the same access token.\"}" }, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      TallyScriptReply replies[] = { faults[i].reply,
        OK ("{\"message\":\"SUCCESS\",\"resultCode\":0,\"result\":" ITEM (3, 8) "}") };
      g_autoptr (TallyScriptClient) script = TALLY_SCRIPT_CLIENT (replies);
      g_autoptr (GError) error = NULL;
      g_autoptr (TallyAttachment) done = upload (script, "a.xlsx", 10, &error);

      g_test_message ("%u: %s", (guint) i, error != NULL ? error->message : "");
      g_assert_true ((done != NULL) == (faults[i].code < 0));
      if (faults[i].code < 0)
        {
          g_assert_no_error (error);
          g_assert_cmpuint (tally_script_server_get_n_requests (script->server), ==, 2);
          continue;
        }
      g_assert_error (error, TALLY_SMARTSHEET_ERROR, faults[i].code);
      g_assert_cmpuint (tally_script_server_get_n_requests (script->server), ==, 1);
    }
}

/* On a connection that was used before, libsoup itself repeats what it takes for safe to repeat. */
static void
test_uploads_share_a_connection_and_are_not_repeated (void)
{
  static const TallyScriptReply replies[] = {
    OK ("{\"message\":\"SUCCESS\",\"resultCode\":0,\"result\":" ITEM (3, 8) "}"),
    { .fault = TALLY_SCRIPT_RESET },
  };
  g_autoptr (TallyScriptClient) script = TALLY_SCRIPT_CLIENT (replies);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyAttachment) first = upload (script, "a.xlsx", 200000, &error);
  g_autoptr (TallyAttachment) second = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (first);
  second = upload (script, "b.xlsx", 200000, &error);
  g_assert_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_AMBIGUOUS);
  g_assert_null (second);
  g_assert_cmpuint (tally_script_server_get_n_requests (script->server), ==, 2);
  g_assert_cmpuint (tally_script_server_get_request (script->server, 0)->peer_port, ==,
                    tally_script_server_get_request (script->server, 1)->peer_port);
}

static void
test_a_file_too_large_is_not_sent (void)
{
  static const TallyScriptReply replies[] = { OK ("{}") };
  g_autoptr (TallyScriptClient) script = TALLY_SCRIPT_CLIENT (replies);
  g_autoptr (GError) error = NULL;

  g_assert_null (upload (script, "a.xlsx", TALLY_SMARTSHEET_MAX_FILE_BYTES + 1, &error));
  g_assert_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_LIMIT);
  g_assert_cmpuint (tally_script_server_get_n_requests (script->server), ==, 0);
}

static void
test_deletes (void)
{
  static const struct {
    TallyScriptReply       replies[2];
    guint                  n_replies;
    TallySmartsheetDelete  result;
  } deletions[] = {
    { { OK ("{\"message\":\"SUCCESS\",\"resultCode\":0}") }, 1, TALLY_SMARTSHEET_DELETE_DONE },
    { { { 404, "{\"errorCode\":1006}" } }, 1, TALLY_SMARTSHEET_DELETE_WAS_GONE },
    { { { .fault = TALLY_SCRIPT_RESET }, { 404, "{\"errorCode\":1006}" } }, 2,
      TALLY_SMARTSHEET_DELETE_WAS_GONE },
    { { { 403, "{\"errorCode\":1004}" }, OK ("{\"id\":1}") }, 2, TALLY_SMARTSHEET_DELETE_FAILED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (deletions); i++)
    {
      g_autoptr (TallyScriptClient) script = tally_script_client_new (deletions[i].replies,
                                                                      deletions[i].n_replies);
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (tally_smartsheet_attachment_delete (script->client, 7, 3, NULL, &error), ==,
                       deletions[i].result);
      g_assert_true ((error != NULL) == (deletions[i].result == TALLY_SMARTSHEET_DELETE_FAILED));
      g_assert_cmpuint (tally_script_server_get_n_requests (script->server), ==,
                        deletions[i].n_replies);
      g_assert_cmpstr (tally_script_server_get_request (script->server, 0)->method, ==, "DELETE");
    }
}

/* The metadata of attachment 3 with a URL on @files. */
static char *
make_metadata (TallyScriptServer *files)
{
  return g_strdup_printf ("{\"id\":3,\"name\":\"a.xlsx\",\"url\":\"%s/bytes?Signature=x\","
                          "\"urlExpiresInMillis\":120000}", tally_script_server_get_url (files));
}

static void
test_downloads_without_the_token (void)
{
  static const TallyScriptReply file[] = { { 403, "<Error>expired</Error>" }, OK ("PK-bytes") };
  g_autoptr (TallyScriptServer) files = tally_script_server_new (file, 2);
  g_autofree char *metadata = make_metadata (files);
  const TallyScriptReply replies[] = { OK (metadata), OK (metadata) };
  g_autoptr (TallyScriptClient) script = TALLY_SCRIPT_CLIENT (replies);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tally_smartsheet_attachment_download (script->client, 7, 3, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "PK-bytes", 8);
  g_assert_cmpuint (tally_script_server_get_n_requests (script->server), ==, 2);
  g_assert_cmpuint (tally_script_server_get_n_requests (files), ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_null (soup_message_headers_get_one (
      tally_script_server_get_request (files, i)->headers, "Authorization"));
  g_assert_nonnull (soup_message_headers_get_one (
    tally_script_server_get_request (script->server, 0)->headers, "Authorization"));
}

static void
test_a_url_refused_twice_is_no_refused_token (void)
{
  static const TallyScriptReply file[] = { { 401, "" }, { 401, "" } };
  g_autoptr (TallyScriptServer) files = tally_script_server_new (file, 2);
  g_autofree char *metadata = make_metadata (files);
  const TallyScriptReply replies[] = { OK (metadata), OK (metadata) };
  g_autoptr (TallyScriptClient) script = TALLY_SCRIPT_CLIENT (replies);
  g_autoptr (GError) error = NULL;

  g_assert_null (tally_smartsheet_attachment_download (script->client, 7, 3, NULL, &error));
  g_assert_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_EXPIRED);
  g_assert_null (strstr (error->message, "Signature"));
}

static void
test_untrusted_urls_are_not_fetched (void)
{
  static const TallyScriptReply replies[] = {
    OK ("{\"id\":3,\"url\":\"http://169.254.169.254/latest\"}"), OK ("{\"id\":3}"),
    OK ("{\"id\":3,\"attachmentType\":\"LINK\",\"url\":\"file:///etc/passwd\"}"),
  };
  g_autoptr (TallyScriptClient) script = TALLY_SCRIPT_CLIENT (replies);

  for (guint i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (tally_smartsheet_attachment_download (script->client, 7, 3, NULL, &error));
      g_assert_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_REJECTED);
      g_assert_null (strstr (error->message, "latest"));
    }
}

/* Thirty megabytes may stand still for a while on a machine that has other work. */
static void
be_patient_cb (TallySmartsheetOptions *options,
               gpointer                data)
{
  options->idle_usec = options->total_usec = 60 * (gint64) G_USEC_PER_SEC;
}

static void
test_a_file_that_grows_too_large_is_cut_off (void)
{
  g_autofree char *large = g_strnfill (TALLY_SMARTSHEET_MAX_FILE_BYTES + 1, 'x');
  const TallyScriptReply file[] = { OK (large) };
  g_autoptr (TallyScriptServer) files = tally_script_server_new (file, 1);
  g_autofree char *metadata = make_metadata (files);
  const TallyScriptReply replies[] = { OK (metadata) };
  g_autoptr (TallyScriptClient) script = tally_script_client_new_with (replies, 1, be_patient_cb, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (tally_smartsheet_attachment_download (script->client, 7, 3, NULL, &error));
  g_assert_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_LIMIT);
}

static void
test_fetches_one (void)
{
  static const TallyScriptReply replies[] = { OK (ITEM (3, 8)), OK (ITEM (4, 8)),
                                              { 404, "{\"errorCode\":1006}" } };
  static const int codes[] = { -1, TALLY_SMARTSHEET_ERROR_MALFORMED, TALLY_SMARTSHEET_ERROR_NOT_FOUND };
  g_autoptr (TallyScriptClient) script = TALLY_SCRIPT_CLIENT (replies);

  for (guint i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TallyAttachment) one =
        tally_smartsheet_attachment_fetch (script->client, 7, 3, NULL, &error);

      if (codes[i] >= 0)
        g_assert_error (error, TALLY_SMARTSHEET_ERROR, codes[i]);
      else
        g_assert_cmpint (one->attachment_id, ==, 3);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/smartsheet/attachment/lists-all-pages", test_lists_all_pages);
  g_test_add_func ("/smartsheet/attachment/reads-every-member", test_reads_every_member);
  g_test_add_func ("/smartsheet/attachment/uploads", test_uploads);
  g_test_add_func ("/smartsheet/attachment/never-sent-twice-blindly",
                   test_uploads_are_never_sent_twice_blindly);
  g_test_add_func ("/smartsheet/attachment/uploads-share-a-connection",
                   test_uploads_share_a_connection_and_are_not_repeated);
  g_test_add_func ("/smartsheet/attachment/too-large-is-not-sent", test_a_file_too_large_is_not_sent);
  g_test_add_func ("/smartsheet/attachment/deletes", test_deletes);
  g_test_add_func ("/smartsheet/attachment/downloads-without-the-token",
                   test_downloads_without_the_token);
  g_test_add_func ("/smartsheet/attachment/url-refused-twice", test_a_url_refused_twice_is_no_refused_token);
  g_test_add_func ("/smartsheet/attachment/untrusted-urls-are-not-fetched",
                   test_untrusted_urls_are_not_fetched);
  g_test_add_func ("/smartsheet/attachment/grows-too-large", test_a_file_that_grows_too_large_is_cut_off);
  g_test_add_func ("/smartsheet/attachment/fetches-one", test_fetches_one);
  return g_test_run ();
}
