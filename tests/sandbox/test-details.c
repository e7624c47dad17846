/* test-details.c
 *
 * Corners of the API that a client meets: locked things, types, hierarchy, versions of files,
 * links, children of folders, faults that last.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sandbox-fixture.h"
#include "tally-sandbox-world-files.h"
#include "tally-sandbox-world-rows.h"
#include "tally-sandbox-world-tree.h"

#define BIRTH_USEC (G_GINT64_CONSTANT (1750000000) * G_USEC_PER_SEC)

/* Columns that the fixture's sheet gets beside its own. */
typedef enum
{
  COLUMN_LOCKED,
  COLUMN_SYSTEM,
  COLUMN_DAY,
  COLUMN_CHOICE,
  COLUMN_CHECK,
  COLUMN_PERSON,
  N_COLUMNS,
} Column;

static void
add_columns (SandboxFixture *fixture,
             gint64         *out_ids)
{
  static const char *const choices[] = { "red", "green", NULL };
  const TallySandboxColumnSpec specs[N_COLUMNS] = {
    [COLUMN_LOCKED] = { .title = "Locked", .locked = TRUE },
    [COLUMN_SYSTEM] = { .title = "Changed", .type = "DATETIME", .system_type = "MODIFIED_DATE" },
    [COLUMN_DAY] = { .title = "Day", .type = "DATE", .validation = TRUE },
    [COLUMN_CHOICE] = { .title = "Choice", .type = "PICKLIST", .options = choices,
                        .validation = TRUE },
    [COLUMN_CHECK] = { .title = "Check", .type = "CHECKBOX" },
    [COLUMN_PERSON] = { .title = "Person", .type = "CONTACT_LIST" },
  };
  TallySandboxWorld *world = tally_sandbox_server_lock_world (fixture->server);
  TallySandboxSheet *sheet = tally_sandbox_world_find_sheet (world, fixture->sheet);
  TallySandboxStamp stamp = { BIRTH_USEC, world->me };

  for (guint i = 0; i < N_COLUMNS; i++)
    out_ids[i] = tally_sandbox_world_add_column (world, sheet, &specs[i], &stamp)->id;
  tally_sandbox_server_unlock_world (fixture->server);
}

/* 0 = success */
static void
assert_write (SandboxFixture *fixture,
              const char     *method,
              const char     *path,
              const char     *body,
              guint           code)
{
  g_autofree char *wanted = g_strdup_printf ("\"errorCode\":%u,", code);

  g_test_message ("%s", body);
  sandbox_fixture_ask (fixture, method, path, body);
  if (code == 0)
    g_assert_cmpuint (fixture->status, ==, 200);
  else
    sandbox_fixture_assert_has (fixture, wanted);
}

static void
test_cells_are_checked (SandboxFixture *fixture,
                        gconstpointer   data)
{
  static const struct { Column column; const char *value; const char *query; guint code; } cases[] =
    {
      { COLUMN_LOCKED, "1", "", 1039 },
      { COLUMN_SYSTEM, "\"2026-01-01\"", "", 1046 },
      { COLUMN_DAY, "\"2026-01-31\"", "", 0 },
      { COLUMN_DAY, "\"2026-02-31\"", "", 1042 },
      { COLUMN_DAY, "\"soon\"", "", 1042 },
      { COLUMN_DAY, "\"soon\",\"strict\":false", "", 1042 },
      { COLUMN_DAY, "\"soon\",\"strict\":false", "?overrideValidation=true", 0 },
      { COLUMN_DAY, "\"soon\"", "?overrideValidation=true", 1042 },
      { COLUMN_DAY, "\"\"", "", 0 },
      { COLUMN_CHOICE, "\"red\"", "", 0 },
      { COLUMN_CHOICE, "\"blue\"", "", 1042 },
      { COLUMN_CHOICE, "7", "", 1042 },
      { COLUMN_CHOICE, "\"blue\",\"strict\":false", "", 1042 },
      { COLUMN_CHOICE, "\"blue\",\"strict\":false", "?overrideValidation=true", 0 },
      { COLUMN_CHECK, "true", "", 0 },
      { COLUMN_CHECK, "\"yes\"", "", 1042 },
      { COLUMN_CHECK, "\"yes\",\"strict\":false", "", 0 },
      { COLUMN_PERSON, "\"ana@x.example\"", "", 0 },
      { COLUMN_PERSON, "\"Ana\"", "", 1042 },
    };
  gint64 ids[N_COLUMNS];

  add_columns (fixture, ids);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/sheets/{s}/rows", cases[i].query, NULL);
      g_autofree char *body =
        g_strdup_printf ("[{\"id\":%" G_GINT64_FORMAT ",\"cells\":[{\"columnId\":%" G_GINT64_FORMAT
                         ",\"value\":%s}]}]", fixture->row, ids[cases[i].column], cases[i].value);

      assert_write (fixture, "PUT", path, body, cases[i].code);
    }
}

static void
test_locked_row_is_unlocked_first (SandboxFixture *fixture,
                                   gconstpointer   data)
{
  static const struct { const char *members; guint code; } cases[] = {
    { "\"locked\":true", 0 }, { "\"expanded\":false", 1050 }, { "\"locked\":false", 0 },
    { "\"expanded\":false", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"id\":%" G_GINT64_FORMAT ",%s}", fixture->row,
                                               cases[i].members);

      assert_write (fixture, "PUT", "/sheets/{s}/rows", body, cases[i].code);
    }
}

static void
get_row_ids (SandboxFixture *fixture,
             gint64          out_ids[3])
{
  TallySandboxWorld *world = tally_sandbox_server_lock_world (fixture->server);
  TallySandboxSheet *sheet = tally_sandbox_world_find_sheet (world, fixture->sheet);

  for (guint i = 0; i < 3; i++)
    out_ids[i] = ((TallySandboxRow *) sheet->rows->pdata[i])->id;
  tally_sandbox_server_unlock_world (fixture->server);
}

/* @wanted: for the first three rows, which of them is the parent, 0-based; -1 = none */
static void
assert_parents (SandboxFixture *fixture,
                const gint64    ids[3],
                const int       wanted[3])
{
  TallySandboxWorld *world = tally_sandbox_server_lock_world (fixture->server);
  TallySandboxSheet *sheet = tally_sandbox_world_find_sheet (world, fixture->sheet);

  for (guint i = 0; i < 3; i++)
    {
      TallySandboxRow *row = sheet->rows->pdata[i];

      g_assert_cmpint (row->id, ==, ids[i]);
      g_assert_cmpint (row->parent_id, ==, wanted[i] < 0 ? 0 : ids[wanted[i]]);
    }
  tally_sandbox_server_unlock_world (fixture->server);
}

static void
test_rows_are_indented (SandboxFixture *fixture,
                        gconstpointer   data)
{
  static const struct { guint row; const char *members; guint code; int parents[3]; } cases[] = {
    { 0, "\"indent\":1", 1062, { -1, -1, -1 } },
    { 0, "\"outdent\":1", 1062, { -1, -1, -1 } },
    { 1, "\"indent\":2", 1062, { -1, -1, -1 } },
    { 1, "\"indent\":1,\"outdent\":1", 1123, { -1, -1, -1 } },
    { 1, "\"indent\":1,\"toTop\":true", 1123, { -1, -1, -1 } },
    { 1, "\"indent\":1", 0, { -1, 0, -1 } },
    { 1, "\"indent\":1", 1062, { -1, 0, -1 } },
    { 2, "\"indent\":1", 0, { -1, 0, 0 } },
    { 2, "\"indent\":1", 0, { -1, 0, 1 } },
    { 2, "\"outdent\":1", 0, { -1, 0, 0 } },
    { 1, "\"outdent\":1", 0, { -1, -1, 1 } },
  };
  gint64 ids[3];

  get_row_ids (fixture, ids);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"id\":%" G_GINT64_FORMAT ",%s}",
                                               ids[cases[i].row], cases[i].members);

      assert_write (fixture, "PUT", "/sheets/{s}/rows", body, cases[i].code);
      assert_parents (fixture, ids, cases[i].parents);
    }
  assert_write (fixture, "POST", "/sheets/{s}/rows", "[{\"indent\":1}]", 1123);
}

static void
test_rows_are_placed (SandboxFixture *fixture,
                      gconstpointer   data)
{
  static const struct { const char *members; guint number; } cases[] = {
    { "\"toTop\":true", 1 }, { "\"toBottom\":true", 252 },
    { "\"parentId\":%" G_GINT64_FORMAT, 3 },
    { "\"parentId\":%" G_GINT64_FORMAT ",\"toBottom\":true", 4 },
    { "\"siblingId\":%" G_GINT64_FORMAT ",\"above\":true", 2 },
    { "\"siblingId\":%" G_GINT64_FORMAT, 4 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, fixture->row);
      g_autofree char *wanted = g_strdup_printf ("\"rowNumber\":%u,", cases[i].number);
      g_autoptr (GString) body = g_string_new (cases[i].members);

      g_string_replace (body, "%" G_GINT64_FORMAT, id, 0);
      g_string_prepend (body, "{");
      g_string_append (body, "}");
      assert_write (fixture, "POST", "/sheets/{s}/rows", body->str, 0);
      sandbox_fixture_assert_has (fixture, wanted);
    }
}

static void
test_links_show_as_asked (SandboxFixture *fixture,
                          gconstpointer   data)
{
  g_autofree char *body =
    g_strdup_printf ("{\"id\":%" G_GINT64_FORMAT ",\"cells\":[{\"columnId\":%" G_GINT64_FORMAT
                     ",\"value\":null,\"linkInFromCell\":{\"sheetId\":11,\"sheetName\":\"X\","
                     "\"rowId\":22,\"columnId\":33,\"status\":\"OK\"}}]}", fixture->row,
                     fixture->column);

  assert_write (fixture, "PUT", "/sheets/{s}/rows", body, 0);
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}?rowIds={r}", NULL);
  sandbox_fixture_assert_has (fixture, "\"status\":\"OK\"");
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}?rowIds={r}&exclude=linkInFromCellDetails,"
                       "linksOutToCellsDetails,filteredOutRows&include=format,source", NULL);
  sandbox_fixture_assert_has (fixture,
                              "\"linkInFromCell\":{\"sheetId\":11,\"sheetName\":\"X\"}");
}

/* The id of what was made last. */
static char *
cut_id (SandboxFixture *fixture)
{
  const char *start = strstr (fixture->body, "\"id\":");

  g_assert_nonnull (start);
  start += strlen ("\"id\":");
  return g_strndup (start, strspn (start, "0123456789"));
}

static void
test_file_versions (SandboxFixture *fixture,
                    gconstpointer   data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;

  sandbox_fixture_attach (fixture, "one");
  id = cut_id (fixture);
  path = g_strconcat ("/sheets/{s}/attachments/", id, "/versions", NULL);
  for (guint i = 0; i < 2; i++)
    {
      error = sandbox_fixture_send_message (fixture, "POST", path, "sandbox-token",
                                            "application/x-sheet", "two");
      g_assert_no_error (error);
      g_assert_cmpuint (fixture->status, ==, 200);
    }
  sandbox_fixture_ask (fixture, "GET", path, NULL);
  sandbox_fixture_assert_has (fixture, "\"totalCount\":3");
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}/rows/{r}/attachments", NULL);
  sandbox_fixture_assert_has (fixture, "\"totalCount\":1");
  assert_write (fixture, "DELETE", path, NULL, 0);
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}/attachments", NULL);
  sandbox_fixture_assert_has (fixture, "\"totalCount\":0");
  assert_write (fixture, "DELETE", path, NULL, 1006);
  assert_write (fixture, "POST", path, "{}", 1006);
}

static void
test_links_and_comments_have_no_versions (SandboxFixture *fixture,
                                          gconstpointer   data)
{
  static const char *const link = "{\"attachmentType\":\"LINK\",\"name\":\"n\","
                                  "\"url\":\"https://x.example/\",\"description\":\"d\"}";
  g_autofree char *link_id = NULL;
  g_autofree char *file_id = NULL;
  g_autofree char *path = NULL;
  TallySandboxWorld *world;
  TallySandboxSheet *sheet;

  assert_write (fixture, "POST", "/sheets/{s}/attachments", "[]", 1008);
  assert_write (fixture, "POST", "/sheets/{s}/attachments", "{\"name\":\"n\"}", 1012);
  assert_write (fixture, "POST", "/sheets/{s}/attachments", "{\"url\":\"https://x\"}", 1012);
  assert_write (fixture, "POST", "/sheets/{s}/attachments", "{\"attachmentType\":\"FILE\"}", 1051);
  assert_write (fixture, "POST", "/sheets/{s}/attachments", link, 0);
  sandbox_fixture_assert_has (fixture, "\"url\":\"https://x.example/\"");
  sandbox_fixture_assert_has (fixture, "\"description\":\"d\"");
  link_id = cut_id (fixture);
  path = g_strconcat ("/sheets/{s}/attachments/", link_id, "/versions", NULL);
  assert_write (fixture, "POST", path, link, 1100);
  assert_write (fixture, "POST", "/sheets/{s}/rows/{r}/discussions",
                "{\"comment\":{\"text\":\"why?\"}}", 0);
  world = tally_sandbox_server_lock_world (fixture->server);
  sheet = tally_sandbox_world_find_sheet (world, fixture->sheet);
  g_free (path);
  path = g_strdup_printf ("/sheets/{s}/comments/%" G_GINT64_FORMAT "/attachments",
                          ((TallySandboxComment *) ((TallySandboxDiscussion *)
                            sheet->discussions->pdata[0])->comments->pdata[0])->id);
  tally_sandbox_server_unlock_world (fixture->server);
  assert_write (fixture, "POST", "/sheets/{s}/comments/5/attachments", link, 1006);
  {
    g_autoptr (GError) error = sandbox_fixture_send_message (fixture, "POST", path,
                                                             "sandbox-token",
                                                             "application/x-sheet", "PK");
    g_assert_no_error (error);
  }
  file_id = cut_id (fixture);
  g_free (path);
  path = g_strconcat ("/sheets/{s}/attachments/", file_id, "/versions", NULL);
  assert_write (fixture, "POST", path, link, 1101);
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}/discussions?include=comments,attachments",
                       NULL);
  sandbox_fixture_assert_has (fixture, "\"name\":\"WR 1.xlsx\"");
}

static void
test_children_of_a_workspace (SandboxFixture *fixture,
                              gconstpointer   data)
{
  TallySandboxWorld *world = tally_sandbox_server_lock_world (fixture->server);
  TallySandboxContainer *workspace = world->workspaces->pdata[0];
  TallySandboxContainer *folder = tally_sandbox_world_add_container (world, workspace, "East",
                                                                     BIRTH_USEC);
  g_autofree char *children = g_strdup_printf ("/workspaces/%" G_GINT64_FORMAT "/children",
                                               workspace->id);
  g_autofree char *folders = g_strconcat (children, "?childrenResourceTypes=folders", NULL);
  g_autofree char *inner = g_strdup_printf ("/folders/%" G_GINT64_FORMAT "/children", folder->id);

  tally_sandbox_server_unlock_world (fixture->server);
  sandbox_fixture_ask (fixture, "GET", children, NULL);
  sandbox_fixture_assert_has (fixture, "\"name\":\"Crew 1\"");
  sandbox_fixture_assert_has (fixture, "\"resourceType\":\"sheet\"");
  sandbox_fixture_assert_has (fixture, "\"resourceType\":\"folder\"");
  sandbox_fixture_ask (fixture, "GET", folders, NULL);
  sandbox_fixture_assert_has (fixture, "\"name\":\"East\"");
  g_assert_null (strstr (fixture->body, "Crew 1"));
  sandbox_fixture_ask (fixture, "GET", inner, NULL);
  g_assert_cmpuint (fixture->status, ==, 200);
  g_assert_null (strstr (fixture->body, "resourceType"));
}

static void
set_faults (SandboxFixture *fixture,
            const char     *json)
{
  g_autoptr (GError) error = NULL;

  tally_sandbox_server_set_faults (fixture->server, json, &error);
  g_assert_no_error (error);
}

static const char *
get_header (SandboxFixture *fixture,
            const char     *name)
{
  return soup_message_headers_get_one (soup_message_get_response_headers (fixture->message), name);
}

static void
test_faults_in_headers (SandboxFixture *fixture,
                        gconstpointer   data)
{
  set_faults (fixture, "[{\"kind\":\"throttle\",\"retryAfter\":\"date:60\"},"
                       "{\"kind\":\"clock-skew\",\"skewSecs\":-3600},"
                       "{\"kind\":\"clock-skew\",\"skewSecs\":86400}]");
  sandbox_fixture_ask (fixture, "GET", "/users/me", NULL);
  g_assert_cmpstr (get_header (fixture, "Retry-After"), ==, "Sun, 15 Jun 2025 15:07:41 GMT");
  sandbox_fixture_ask (fixture, "GET", "/users/me", NULL);
  g_assert_cmpstr (get_header (fixture, "Date"), ==, "Sun, 15 Jun 2025 14:06:41 GMT");
  sandbox_fixture_ask (fixture, "GET", "/users/me", NULL);
  g_assert_cmpstr (get_header (fixture, "Date"), ==, "Mon, 16 Jun 2025 15:06:41 GMT");
}

static void
test_faults_that_last (SandboxFixture *fixture,
                       gconstpointer   data)
{
  set_faults (fixture, "[{\"operation\":\"get-me\",\"kind\":\"maintenance\",\"count\":0},"
                       "{\"operation\":\"get-version\",\"kind\":\"forbid\",\"first\":2,"
                       "\"count\":2}]");
  for (guint i = 0; i < 5; i++)
    {
      static const guint statuses[] = { 200, 403, 403, 200, 200 };

      sandbox_fixture_ask (fixture, "GET", "/users/me", NULL);
      g_assert_cmpuint (fixture->status, ==, 503);
      sandbox_fixture_ask (fixture, "GET", "/sheets/{s}/version", NULL);
      g_assert_cmpuint (fixture->status, ==, statuses[i]);
    }
}

static char *
fetch_file (SandboxFixture *fixture,
            const char     *id)
{
  g_autofree char *path = g_strconcat ("/sheets/{s}/attachments/", id, NULL);
  g_autofree char *url = NULL;
  const char *start;

  sandbox_fixture_ask (fixture, "GET", path, NULL);
  start = strstr (fixture->body, "http://");
  g_assert_nonnull (start);
  url = g_strndup (start, strcspn (start, "\""));
  sandbox_fixture_ask_as (fixture, url, NULL);
  return g_strdup (fixture->body);
}

static void
test_upload_is_cut (SandboxFixture *fixture,
                    gconstpointer   data)
{
  g_autofree char *id = NULL;
  g_autofree char *file = NULL;

  set_faults (fixture, "[{\"kind\":\"truncate-upload\"}]");
  sandbox_fixture_attach (fixture, "12345678");
  g_assert_cmpuint (fixture->status, ==, 200);
  id = cut_id (fixture);
  file = fetch_file (fixture, id);
  g_assert_cmpstr (file, ==, "1234");
}

static void
test_file_by_request_of_control (SandboxFixture *fixture,
                                 gconstpointer   data)
{
  static const struct { const char *base64; guint status; } cases[] = {
    { "aGVsbG8=", 200 }, { "aGVsbG8", 400 }, { "aGVs*G8=", 400 },
  };
  const char *base = tally_sandbox_server_get_base_url (fixture->server);
  g_autofree char *url = g_strdup_printf ("%.*s/_sandbox/edit",
                                          (int) (strlen (base) - strlen ("/2.0")), base);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body =
        g_strdup_printf ("{\"op\":\"add-attachment\",\"sheetId\":%" G_GINT64_FORMAT
                         ",\"name\":\"old.xlsx\",\"base64\":\"%s\","
                         "\"createdAt\":\"2020-01-01T00:00:00Z\"}", fixture->sheet,
                         cases[i].base64);

      sandbox_fixture_ask (fixture, "POST", url, body);
      g_assert_cmpuint (fixture->status, ==, cases[i].status);
      if (cases[i].status == 200)
        {
          g_autofree char *id = cut_id (fixture);
          g_autofree char *file = fetch_file (fixture, id);

          g_assert_cmpstr (file, ==, "hello");
        }
    }
}

#define ADD(path, func) \
  g_test_add ("/sandbox/details/" path, SandboxFixture, NULL, sandbox_fixture_set_up, func, \
              sandbox_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("cells-are-checked", test_cells_are_checked);
  ADD ("locked-row-is-unlocked-first", test_locked_row_is_unlocked_first);
  ADD ("rows-are-indented", test_rows_are_indented);
  ADD ("rows-are-placed", test_rows_are_placed);
  ADD ("links-show-as-asked", test_links_show_as_asked);
  ADD ("file-versions", test_file_versions);
  ADD ("links-and-comments-have-no-versions", test_links_and_comments_have_no_versions);
  ADD ("children-of-a-workspace", test_children_of_a_workspace);
  ADD ("faults-in-headers", test_faults_in_headers);
  ADD ("faults-that-last", test_faults_that_last);
  ADD ("upload-is-cut", test_upload_is_cut);
  ADD ("file-by-request-of-control", test_file_by_request_of_control);
  return g_test_run ();
}
