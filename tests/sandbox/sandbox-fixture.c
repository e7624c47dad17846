/* sandbox-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sandbox-fixture.h"

#include "tally-sandbox-world-rows.h"
#include "tally-sandbox-world-tree.h"

#define BIRTH_USEC (G_GINT64_CONSTANT (1750000000) * G_USEC_PER_SEC)

/* What the tests need to know about the filled world. */
static struct
{
  gint64 sheet;
  gint64 row;
  gint64 column;
} known;

static gboolean
fill_cb (TallySandboxWorld  *world,
         gpointer            user_data,
         GError            **error)
{
  TallySandboxStamp birth = { BIRTH_USEC, world->me };
  TallySandboxColumnSpec title = { .title = "Work Request #", .primary = TRUE };
  TallySandboxColumnSpec day = { .title = "Snapshot Date", .type = "DATE" };
  TallySandboxContainer *workspace = tally_sandbox_world_add_container (world, NULL, "Crews",
                                                                        BIRTH_USEC);
  TallySandboxSheet *sheet;
  TallySandboxColumn *column;

  tally_sandbox_world_begin (world);
  sheet = tally_sandbox_world_add_sheet (world, workspace, "Crew 1", &birth);
  column = tally_sandbox_world_add_column (world, sheet, &title, NULL);
  tally_sandbox_world_add_column (world, sheet, &day, NULL);
  for (guint i = 0; i < SANDBOX_FIXTURE_ROWS; i++)
    {
      TallySandboxRow *row = tally_sandbox_world_add_row (world, sheet, -1, 0, &birth);
      const TallySandboxLexeme *value = tally_sandbox_pool_number (world->pool, "1234.10");
      tally_sandbox_row_fill (row, column, tally_sandbox_world_make_cell (world, column, value));
      if (i == 0)
        known.row = row->id;
    }
  known.sheet = sheet->id;
  known.column = column->id;
  tally_sandbox_world_commit (world);
  return TRUE;
}

void
sandbox_fixture_prepare (SandboxFixture      *fixture,
                         TallySandboxOptions *options)
{
  options->fill = fill_cb;
  options->origin = "test";
  options->clock = fixture->clock;
}

void
sandbox_fixture_start (SandboxFixture    *fixture,
                       const char *state_dir,
                       gint64      units)
{
  TallySandboxOptions options;
  g_autoptr (GError) error = NULL;

  tally_sandbox_options_init (&options);
  sandbox_fixture_prepare (fixture, &options);
  options.state_dir = state_dir;
  options.units_per_minute = units;
  fixture->server = tally_sandbox_server_new (&options, &error);
  g_assert_no_error (error);
  g_assert_true (tally_sandbox_server_start (fixture->server, &error));
  g_assert_no_error (error);
  fixture->sheet = known.sheet;
  fixture->row = known.row;
  fixture->column = known.column;
}

void
sandbox_fixture_set_up (SandboxFixture       *fixture,
                        gconstpointer  data)
{
  fixture->clock = tally_clock_new_virtual (BIRTH_USEC + G_USEC_PER_SEC);
  fixture->session = soup_session_new ();
  sandbox_fixture_start (fixture, NULL, 300);
}

void
sandbox_fixture_tear_down (SandboxFixture       *fixture,
                           gconstpointer  data)
{
  g_object_unref (fixture->session);
  tally_sandbox_server_free (fixture->server);
  tally_clock_unref (fixture->clock);
  g_free (fixture->body);
  g_clear_object (&fixture->message);
}

/* "%s", "%r", "%c" in a path stand for the ids of sheet, row and column. */
static char *
make_url (SandboxFixture    *fixture,
          const char *path)
{
  GString *url = g_string_new (path);
  g_autofree char *sheet = g_strdup_printf ("%" G_GINT64_FORMAT, fixture->sheet);
  g_autofree char *row = g_strdup_printf ("%" G_GINT64_FORMAT, fixture->row);
  g_autofree char *column = g_strdup_printf ("%" G_GINT64_FORMAT, fixture->column);

  g_string_replace (url, "{s}", sheet, 0);
  g_string_replace (url, "{r}", row, 0);
  g_string_replace (url, "{c}", column, 0);
  if (!g_str_has_prefix (path, "http"))
    g_string_prepend (url, tally_sandbox_server_get_base_url (fixture->server));
  return g_string_free (url, FALSE);
}

/* Returns what went wrong on the way, or NULL. */
GError *
sandbox_fixture_send_message (SandboxFixture     *fixture,
                              const char  *method,
                              const char  *path,
                              const char  *token,
                              const char  *type,
                              const char  *body)
{
  g_autofree char *url = make_url (fixture, path);
  g_autoptr (GBytes) sent = body == NULL ? NULL : g_bytes_new (body, strlen (body));
  g_autoptr (GBytes) got = NULL;
  GError *error = NULL;

  g_clear_object (&fixture->message);
  g_clear_pointer (&fixture->body, g_free);
  fixture->message = soup_message_new (method, url);
  if (token != NULL)
    {
      g_autofree char *value = g_strconcat ("Bearer ", token, NULL);
      soup_message_headers_replace (soup_message_get_request_headers (fixture->message),
                                    "Authorization", value);
    }
  if (sent != NULL)
    soup_message_set_request_body_from_bytes (fixture->message, type, sent);
  if (type != NULL && strstr (type, "sheet") != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (fixture->message),
                                  "Content-Disposition",
                                  "attachment; filename=\"WR%201.xlsx\"");
  got = soup_session_send_and_read (fixture->session, fixture->message, NULL, &error);
  fixture->status = soup_message_get_status (fixture->message);
  if (got != NULL)
    fixture->body = g_bytes_get_size (got) == 0
                      ? g_strdup ("")
                      : g_strndup (g_bytes_get_data (got, NULL), g_bytes_get_size (got));
  return error;
}

void
sandbox_fixture_ask (SandboxFixture    *fixture,
                     const char *method,
                     const char *path,
                     const char *body)
{
  g_autoptr (GError) error =
    sandbox_fixture_send_message (fixture, method, path, tally_sandbox_server_get_token (fixture->server),
                                  body == NULL ? NULL : "application/json", body);

  g_assert_no_error (error);
}

void
sandbox_fixture_ask_as (SandboxFixture    *fixture,
                        const char *path,
                        const char *token)
{
  g_autoptr (GError) error = sandbox_fixture_send_message (fixture, "GET", path, token, NULL, NULL);

  g_assert_no_error (error);
}

void
sandbox_fixture_attach (SandboxFixture    *fixture,
                        const char *bytes)
{
  g_autoptr (GError) error =
    sandbox_fixture_send_message (fixture, "POST", "/sheets/{s}/rows/{r}/attachments",
                                  tally_sandbox_server_get_token (fixture->server), "application/x-sheet", bytes);

  g_assert_no_error (error);
}

void
sandbox_fixture_assert_has (SandboxFixture    *fixture,
                            const char *text)
{
  if (strstr (fixture->body, text) == NULL)
    g_test_message ("no “%s” in %.400s", text, fixture->body);
  g_assert_nonnull (strstr (fixture->body, text));
}

guint
sandbox_fixture_count (SandboxFixture    *fixture,
                       const char *text)
{
  guint n = 0;

  for (const char *p = fixture->body; (p = strstr (p, text)) != NULL; p++)
    n++;
  return n;
}

