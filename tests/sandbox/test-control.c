/* test-control.c
 *
 * What is asked of the sandbox beside the API; conversations and folders; a state folder that
 * can't be used.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sandbox-fixture.h"
#include "tally-sandbox-error.h"
#include "tally-sandbox-world-files.h"
#include "tally-sandbox-world-rows.h"
#include "tally-sandbox-world-tree.h"
#include "tally-test.h"

#define BIRTH_USEC (G_GINT64_CONSTANT (1750000000) * G_USEC_PER_SEC)

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
test_calls_are_told (SandboxFixture *fixture,
                     gconstpointer   data)
{
  sandbox_fixture_ask (fixture, "GET", "/users/me?x=1", NULL);
  sandbox_fixture_ask (fixture, "GET", "/sheets/5", NULL);
  sandbox_fixture_attach (fixture, "PK");
  control (fixture, "GET", "calls", NULL);
  g_assert_cmpuint (sandbox_fixture_count (fixture, "\"method\":"), ==, 3);
  sandbox_fixture_assert_has (fixture, "\"path\":\"/users/me\"");
  sandbox_fixture_assert_has (fixture, "\"status\":404");
  control (fixture, "GET", "calls?after=2", NULL);
  g_assert_cmpuint (sandbox_fixture_count (fixture, "\"method\":\"POST\""), ==, 1);
  g_assert_cmpuint (sandbox_fixture_count (fixture, "\"method\":"), ==, 1);
  control (fixture, "GET", "calls?after=x", NULL);
  g_assert_cmpuint (fixture->status, ==, 400);
  control (fixture, "GET", "counters", NULL);
  sandbox_fixture_assert_has (fixture, "\"mutations\":1,\"counters\":{\"calls\":3,\"writes\":1,"
                              "\"units\":12,");
  sandbox_fixture_assert_has (fixture, "\"operations\":{\"attach\":1,\"get-me\":1,"
                              "\"get-sheet\":1}");
  control (fixture, "DELETE", "calls", NULL);
  control (fixture, "GET", "calls", NULL);
  g_assert_cmpstr (fixture->body, ==, "{\"calls\":[]}");
}

static void
test_faults_are_set (SandboxFixture *fixture,
                     gconstpointer   data)
{
  control (fixture, "PUT", "faults", "[{\"kind\":\"maintenance\",\"count\":0}]");
  g_assert_cmpuint (fixture->status, ==, 200);
  sandbox_fixture_ask (fixture, "GET", "/users/me", NULL);
  g_assert_cmpuint (fixture->status, ==, 503);
  control (fixture, "PUT", "faults", "[{\"kind\":\"explode\"}]");
  g_assert_cmpuint (fixture->status, ==, 400);
  sandbox_fixture_assert_has (fixture, "kind");
  sandbox_fixture_ask (fixture, "GET", "/users/me", NULL);
  g_assert_cmpuint (fixture->status, ==, 503);
  control (fixture, "DELETE", "faults", NULL);
  sandbox_fixture_ask (fixture, "GET", "/users/me", NULL);
  g_assert_cmpuint (fixture->status, ==, 200);
  control (fixture, "GET", "nothing", NULL);
  g_assert_cmpuint (fixture->status, ==, 404);
}

static void
test_clock_is_advanced (SandboxFixture *fixture,
                        gconstpointer   data)
{
  static const char *const wrong[] = { "", "[]", "{}", "{\"advanceSecs\":-1}",
                                       "{\"advanceSecs\":[]}" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      control (fixture, "POST", "clock", wrong[i]);
      g_assert_cmpuint (fixture->status, ==, 400);
    }
  control (fixture, "POST", "clock", "{\"advanceSecs\":86400}");
  g_assert_cmpuint (fixture->status, ==, 200);
  sandbox_fixture_attach (fixture, "PK");
  sandbox_fixture_assert_has (fixture, "\"createdAt\":\"2025-06-16T15:06:41Z\"");
}

static void
test_edits_remove_things (SandboxFixture *fixture,
                          gconstpointer   data)
{
  static const struct { const char *edit; guint status; } cases[] = {
    { "\"op\":\"remove-row\"", 200 }, { "\"op\":\"remove-row\"", 400 },
    { "\"op\":\"duplicate-row\"", 400 }, { "\"op\":\"set-cell\",\"value\":1", 400 },
    { "\"op\":\"add-attachment\",\"name\":\"a\",\"text\":\"x\",\"createdAt\":\"never\"", 400 },
    { "\"op\":\"rename-column\"", 400 }, { "\"op\":\"rename-sheet\"", 400 },
    { "\"op\":\"remove-column\"", 200 }, { "\"op\":\"remove-column\"", 400 },
    { "\"op\":\"remove-sheet\"", 200 }, { "\"op\":\"remove-sheet\"", 400 },
    { "\"op\":\"explode\"", 400 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body =
        g_strdup_printf ("{%s,\"sheetId\":%" G_GINT64_FORMAT ",\"rowId\":%" G_GINT64_FORMAT
                         ",\"columnId\":%" G_GINT64_FORMAT "}", cases[i].edit, fixture->sheet,
                         fixture->row, fixture->column);

      g_test_message ("%s", cases[i].edit);
      control (fixture, "POST", "edit", body);
      g_assert_cmpuint (fixture->status, ==, cases[i].status);
    }
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}", NULL);
  g_assert_cmpuint (fixture->status, ==, 404);
}

static void
test_edit_removes_a_file (SandboxFixture *fixture,
                          gconstpointer   data)
{
  g_autofree char *body = NULL;
  const char *id;

  sandbox_fixture_attach (fixture, "PK");
  id = strstr (fixture->body, "\"id\":") + strlen ("\"id\":");
  body = g_strdup_printf ("{\"op\":\"remove-attachment\",\"attachmentId\":%.*s}",
                          (int) strspn (id, "0123456789"), id);
  control (fixture, "POST", "edit", body);
  g_assert_cmpuint (fixture->status, ==, 200);
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}/attachments", NULL);
  sandbox_fixture_assert_has (fixture, "\"totalCount\":0");
}

static void
test_conversation (SandboxFixture *fixture,
                   gconstpointer   data)
{
  TallySandboxWorld *world;
  TallySandboxSheet *sheet;
  TallySandboxDiscussion *discussion;
  g_autofree char *comments = NULL;
  g_autofree char *path = NULL;
  g_autofree char *comment = NULL;

  sandbox_fixture_ask (fixture, "POST", "/sheets/{s}/rows/{r}/discussions",
                       "{\"comment\":{\"text\":\"why?\"}}");
  g_assert_cmpuint (fixture->status, ==, 200);
  world = tally_sandbox_server_lock_world (fixture->server);
  sheet = tally_sandbox_world_find_sheet (world, fixture->sheet);
  discussion = sheet->discussions->pdata[0];
  path = g_strdup_printf ("/sheets/{s}/discussions/%" G_GINT64_FORMAT, discussion->id);
  comment = g_strdup_printf ("/sheets/{s}/comments/%" G_GINT64_FORMAT,
                             ((TallySandboxComment *) discussion->comments->pdata[0])->id);
  tally_sandbox_server_unlock_world (fixture->server);
  comments = g_strconcat (path, "/comments", NULL);
  sandbox_fixture_ask (fixture, "POST", comments, "{\"text\":\"because\"}");
  g_assert_cmpuint (fixture->status, ==, 200);
  sandbox_fixture_ask (fixture, "GET", path, NULL);
  sandbox_fixture_assert_has (fixture, "\"text\":\"because\"");
  sandbox_fixture_assert_has (fixture, "\"commentCount\":2");
  sandbox_fixture_ask (fixture, "GET", comment, NULL);
  sandbox_fixture_assert_has (fixture, "\"text\":\"why?\"");
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}?include=discussions,attachments&rowIds={r}",
                       NULL);
  sandbox_fixture_assert_has (fixture, "\"title\":\"why?\"");
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}/discussions/5", NULL);
  g_assert_cmpuint (fixture->status, ==, 404);
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}/comments/5", NULL);
  g_assert_cmpuint (fixture->status, ==, 404);
  sandbox_fixture_ask (fixture, "POST", "/sheets/{s}/discussions/5/comments", "{\"text\":\"x\"}");
  g_assert_cmpuint (fixture->status, ==, 404);
  sandbox_fixture_ask (fixture, "POST", comments, "{}");
  g_assert_cmpuint (fixture->status, ==, 400);
}

static void
test_folders (SandboxFixture *fixture,
              gconstpointer   data)
{
  static const char *const kinds[] = { "", "/folders", "/metadata", "/children?include=ownerInfo" };
  TallySandboxWorld *world = tally_sandbox_server_lock_world (fixture->server);
  TallySandboxContainer *workspace = world->workspaces->pdata[0];
  TallySandboxContainer *folder = tally_sandbox_world_add_container (world, workspace, "East",
                                                                     BIRTH_USEC);
  gint64 ids[2] = { workspace->id, folder->id };

  tally_sandbox_world_add_container (world, folder, "Inner", BIRTH_USEC);
  tally_sandbox_server_unlock_world (fixture->server);
  for (guint i = 0; i < 2 * G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/%s/%" G_GINT64_FORMAT "%s", i % 2 ? "folders" : "workspaces",
                         ids[i % 2], kinds[i / 2]);

      g_test_message ("%s", path);
      sandbox_fixture_ask (fixture, "GET", path, NULL);
      g_assert_cmpuint (fixture->status, ==, 200);
      if (i / 2 == 2)
        sandbox_fixture_assert_has (fixture, "\"createdAt\":\"2025-06-15T15:06:40Z\"");
      else
        sandbox_fixture_assert_has (fixture, i % 2 ? "\"name\":\"Inner\"" : "\"name\":\"East\"");
    }
}

/* Multi values look like text below their level, and are objects when asked for. */
static void
test_many_values_in_a_cell (SandboxFixture *fixture,
                            gconstpointer   data)
{
  TallySandboxWorld *world = tally_sandbox_server_lock_world (fixture->server);
  TallySandboxSheet *sheet = tally_sandbox_world_find_sheet (world, fixture->sheet);
  TallySandboxStamp stamp = { BIRTH_USEC, world->me };
  TallySandboxColumnSpec spec = { .title = "People", .type = "MULTI_CONTACT_LIST" };
  gint64 column = tally_sandbox_world_add_column (world, sheet, &spec, &stamp)->id;
  g_autofree char *body =
    g_strdup_printf ("[{\"id\":%" G_GINT64_FORMAT ",\"cells\":[{\"columnId\":%" G_GINT64_FORMAT
                     ",\"objectValue\":{\"objectType\":\"MULTI_CONTACT\",\"values\":["
                     "{\"email\":\"ana@x.example\"},{\"email\":\"li@x.example\"}]}}]}]",
                     fixture->row, column);

  tally_sandbox_server_unlock_world (fixture->server);
  sandbox_fixture_ask (fixture, "PUT", "/sheets/{s}/rows", body);
  g_assert_cmpuint (fixture->status, ==, 200);
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}?rowIds={r}&level=0&include=columnType", NULL);
  sandbox_fixture_assert_has (fixture, "\"value\":\"ana@x.example, li@x.example\"");
  g_assert_null (strstr (fixture->body, "MULTI_CONTACT"));
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}?rowIds={r}&level=2&include=objectValue,"
                       "writerInfo,rowPermalink&numericDates=true", NULL);
  sandbox_fixture_assert_has (fixture, "\"objectType\":\"MULTI_CONTACT\"");
  sandbox_fixture_assert_has (fixture, "\"createdAt\":1750000000000");
  sandbox_fixture_assert_has (fixture, "\"permalink\":");
}

static void
assert_refused (SandboxFixture      *fixture,
                TallySandboxOptions *options,
                int                  code)
{
  g_autoptr (GError) error = NULL;

  sandbox_fixture_prepare (fixture, options);
  g_assert_null (tally_sandbox_server_new (options, &error));
  g_assert_error (error, TALLY_SANDBOX_ERROR, code);
}

static void
test_bad_folders_are_refused (SandboxFixture *fixture,
                              gconstpointer   data)
{
  g_autofree char *dir = tally_test_make_dir ();
  g_autofree char *journal = g_build_filename (dir, "journal.jsonl", NULL);
  g_autofree char *origin = g_build_filename (dir, "origin", NULL);
  g_autofree char *below_file = g_build_filename (origin, "x", NULL);
  TallySandboxOptions options;

  tally_sandbox_server_free (fixture->server);
  sandbox_fixture_start (fixture, dir, 0);
  tally_sandbox_options_init (&options);
  options.state_dir = dir;
  assert_refused (fixture, &options, TALLY_SANDBOX_ERROR_FAILED);
  g_clear_pointer (&fixture->server, tally_sandbox_server_free);
  options.state_dir = below_file;
  assert_refused (fixture, &options, TALLY_SANDBOX_ERROR_FAILED);
  options.state_dir = dir;
  options.faults = "[7]";
  assert_refused (fixture, &options, TALLY_SANDBOX_ERROR_INVALID);
  options.faults = NULL;
  g_assert_true (g_file_set_contents (journal, "what\n", -1, NULL));
  assert_refused (fixture, &options, TALLY_SANDBOX_ERROR_INVALID);
  g_assert_true (g_file_set_contents (journal, "", -1, NULL));
  g_assert_true (g_file_set_contents (origin, "another", -1, NULL));
  assert_refused (fixture, &options, TALLY_SANDBOX_ERROR_INVALID);
}

static void
test_taken_port_is_refused (SandboxFixture *fixture,
                            gconstpointer   data)
{
  g_autoptr (TallySandboxServer) other = NULL;
  g_autoptr (GError) error = NULL;
  TallySandboxOptions options;
  const char *port = strrchr (tally_sandbox_server_get_base_url (fixture->server), ':') + 1;

  tally_sandbox_options_init (&options);
  sandbox_fixture_prepare (fixture, &options);
  options.port = (guint16) g_ascii_strtoull (port, NULL, 10);
  other = tally_sandbox_server_new (&options, &error);
  g_assert_no_error (error);
  g_assert_false (tally_sandbox_server_start (other, &error));
  g_assert_error (error, TALLY_SANDBOX_ERROR, TALLY_SANDBOX_ERROR_FAILED);
}

#define ADD(path, func) \
  g_test_add ("/sandbox/control/" path, SandboxFixture, NULL, sandbox_fixture_set_up, func, \
              sandbox_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("calls-are-told", test_calls_are_told);
  ADD ("faults-are-set", test_faults_are_set);
  ADD ("clock-is-advanced", test_clock_is_advanced);
  ADD ("edits-remove-things", test_edits_remove_things);
  ADD ("edit-removes-a-file", test_edit_removes_a_file);
  ADD ("conversation", test_conversation);
  ADD ("folders", test_folders);
  ADD ("many-values-in-a-cell", test_many_values_in_a_cell);
  ADD ("bad-folders-are-refused", test_bad_folders_are_refused);
  ADD ("taken-port-is-refused", test_taken_port_is_refused);
  return g_test_run ();
}
