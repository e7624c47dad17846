/* tally-test-world.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-world.h"

#include "tally-store-lines.h"
#include "tally-store-maps.h"
#include "tally-store.h"

void
tally_test_world_control (TallyTestApp *app,
                          const char   *method,
                          const char   *path,
                          const char   *json)
{
  TallyConfig *config = tally_app_session_get_config (tally_test_app_get_session (app));
  g_autoptr (GUri) uri = g_uri_parse (tally_config_get_text (config, "smartsheet", "base-url"), G_URI_FLAGS_NONE, NULL);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection = NULL;
  g_autofree char *request = g_strdup_printf ("%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nContent-Type: application/json\r\n"
                                              "Content-Length: %zu\r\n\r\n%s", method, path, g_uri_get_host (uri),
                                              strlen (json), json);
  char answer[64] = "";

  connection = g_socket_client_connect_to_host (client, g_uri_get_host (uri), (guint16) g_uri_get_port (uri), NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request, strlen (request), NULL, NULL, &error);
  g_assert_no_error (error);
  g_input_stream_read_all (g_io_stream_get_input_stream (G_IO_STREAM (connection)), answer, sizeof answer - 1, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 200"));
}

/* A row that is looked for, and what is found of it. */
typedef struct {
  const TallyIdentity *identity;
  gint64               sheet_id;
  gint64               row_id;
  TallyMoney           price_cents;
} Row;

static gboolean
take_first_cb (const TallyLine  *line,
               gpointer          data,
               GError          **error)
{
  Row *row = data;

  if (row->row_id != 0 || line->week_ending != row->identity->week_ending
      || strcmp (line->text[TALLY_FIELD_WORK_REQUEST], row->identity->work_request) != 0)
    return TRUE;
  row->sheet_id = line->sheet_id;
  row->row_id = line->row_id;
  row->price_cents = line->price_cents;
  return TRUE;
}

void
tally_test_world_change_a_price (TallyTestApp        *app,
                                 const TallyIdentity *identity)
{
  g_autofree char *path = g_build_filename (tally_test_app_get_data_dir (app), "tallyman.db", NULL);
  const TallyStoreOptions options = { .path = path, .read_only = TRUE };
  const TallyStoreLineFilter filter = { .accepted_only = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStore) store = tally_store_open (&options, &error);
  g_autoptr (TallyColumnMap) map = NULL;
  g_autofree char *edit = NULL;
  char amount[TALLY_MONEY_BUFFER_SIZE];
  Row row = { .identity = identity };

  g_assert_no_error (error);
  g_assert_true (tally_store_lines_foreach (store, &filter, take_first_cb, &row, NULL, &error));
  g_assert_cmpint (row.row_id, !=, 0);
  map = tally_store_maps_find (store, row.sheet_id, &error);
  g_assert_nonnull (map);
  tally_money_format (row.price_cents + 100, amount, sizeof amount);
  edit = g_strdup_printf ("{\"op\": \"set-cell\", \"sheetId\": %" G_GINT64_FORMAT ", \"rowId\": %" G_GINT64_FORMAT
                          ", \"columnId\": %" G_GINT64_FORMAT ", \"value\": %s}", row.sheet_id, row.row_id,
                          map->matches[TALLY_FIELD_PRICE].column_id, amount);
  tally_test_world_control (app, "POST", "/_sandbox/edit", edit);
}
