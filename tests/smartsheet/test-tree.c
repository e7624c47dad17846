/* test-tree.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-script-client.h"
#include "tally-smartsheet-error.h"
#include "tally-smartsheet-tree.h"

#define OK(text) { .status = 200, .body = text }
#define SHEET(id) "{\"id\":" #id ",\"name\":\"S\",\"resourceType\":\"sheet\"}"
#define FOLDER(id) "{\"id\":" #id ",\"name\":\"F\",\"resourceType\":\"folder\"}"
#define REPORT(id) "{\"id\":" #id ",\"resourceType\":\"report\"}"
#define CHILDREN(items) OK ("{\"data\":[" items "]}")
#define MORE(items, key) OK ("{\"data\":[" items "],\"lastKey\":\"" key "\"}")

typedef struct {
  const char       *name;
  TallyScriptReply  replies[6];
  guint             n_replies;
  int               code;   /* -1: it works */
  const char       *found;
} Case;

static const Case cases[] = {
  { "empty", { CHILDREN ("") }, 1, -1, "" },
  { "sheets, others passed over", { CHILDREN (SHEET (1) "," REPORT (5) "," SHEET (2)) }, 1, -1, " 1 2" },
  { "folders in folders", { CHILDREN (FOLDER (11) "," SHEET (1)), CHILDREN (FOLDER (12)),
      CHILDREN (SHEET (2)) }, 3, -1, " 1 2" },
  { "pages, even empty ones", { MORE (SHEET (1), "k 1&"), MORE ("", "k2"), CHILDREN (SHEET (2)) }, 3, -1,
    " 1 2" },
  { "key null is the end", { OK ("{\"data\":[" SHEET (1) "],\"lastKey\":null}") }, 1, -1, " 1" },
  { "a folder that contains itself", { CHILDREN (FOLDER (11)), CHILDREN (FOLDER (11) "," FOLDER (10)
      "," SHEET (1)) }, 2, -1, " 1" },
  { "the same sheet twice", { CHILDREN (SHEET (1) "," FOLDER (11)), CHILDREN (SHEET (1)) }, 2, -1, " 1" },
  { "a key that comes again", { MORE (SHEET (1), "k"), MORE (SHEET (2), "k") }, 2,
    TALLY_SMARTSHEET_ERROR_MALFORMED, NULL },
  { "old style", { { 404, "{\"errorCode\":1006}" },
      OK ("{\"id\":10,\"sheets\":[{\"id\":1}],\"folders\":[{\"id\":11}],\"reports\":[{\"id\":9}]}"),
      { 405, "{\"errorCode\":1010}" }, OK ("{\"id\":11,\"sheets\":[{\"id\":2}]}") }, 4, -1, " 1 2" },
  { "old style, retired", { { 410, "" }, OK ("{\"id\":10}") }, 2, -1, "" },
  { "neither style", { { 404, "{\"errorCode\":1006}" }, { 404, "{\"errorCode\":1006}" } }, 2,
    TALLY_SMARTSHEET_ERROR_NOT_FOUND, NULL },
  { "a folder below is forbidden", { CHILDREN (SHEET (1) "," FOLDER (11)),
      { 403, "{\"errorCode\":1004}" }, OK ("{\"id\":1}") }, 3, TALLY_SMARTSHEET_ERROR_FORBIDDEN, NULL },
  { "an item without id", { CHILDREN ("{\"resourceType\":\"sheet\"}") }, 1,
    TALLY_SMARTSHEET_ERROR_MALFORMED, NULL },
  { "no list", { OK ("{\"id\":10}") }, 1, TALLY_SMARTSHEET_ERROR_MALFORMED, NULL },
  { "old style about another folder", { { 404, "" }, OK ("{\"id\":99,\"sheets\":[]}") }, 2,
    TALLY_SMARTSHEET_ERROR_MALFORMED, NULL },
};

static char *
print_found (GPtrArray *found)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (text, " %" G_GINT64_FORMAT,
                            ((TallySmartsheetFound *) found->pdata[i])->sheet_id);
  return g_string_free (text, FALSE);
}

static void
test_finds_every_sheet_or_fails (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *one = &cases[i];
      g_autoptr (TallyScriptClient) script = tally_script_client_new (one->replies, one->n_replies);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) found = NULL;
      g_autofree char *text = NULL;

      found = tally_smartsheet_tree_list_folder (script->client, 10, NULL, &error);
      g_test_message ("%s: %s", one->name, error != NULL ? error->message : "");
      g_assert_cmpuint (tally_script_server_get_n_requests (script->server), ==, one->n_replies);
      if (one->code >= 0)
        {
          g_assert_error (error, TALLY_SMARTSHEET_ERROR, one->code);
          g_assert_null (found);
          continue;
        }
      g_assert_no_error (error);
      text = print_found (found);
      g_assert_cmpstr (text, ==, one->found);
    }
}

static void
test_asks_as_the_service_wants (void)
{
  static const TallyScriptReply replies[] = { MORE (SHEET (1), "k 1&"), CHILDREN (FOLDER (11)),
                                              CHILDREN ("") };
  static const char *const targets[] = {
    "/2.0/workspaces/10/children?childrenResourceTypes=sheets,folders&maxItems=1000",
    "/2.0/workspaces/10/children?childrenResourceTypes=sheets,folders&maxItems=1000&lastKey=k%201%26",
    "/2.0/folders/11/children?childrenResourceTypes=sheets,folders&maxItems=1000",
  };
  g_autoptr (TallyScriptClient) script = TALLY_SCRIPT_CLIENT (replies);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found =
    tally_smartsheet_tree_list_workspace (script->client, 10, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    g_assert_cmpstr (tally_script_server_get_request (script->server, i)->target, ==, targets[i]);
}

static void
test_depth_is_bounded (void)
{
  static TallyScriptReply replies[TALLY_SMARTSHEET_MAX_TREE_DEPTH + 2];
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (TallyScriptClient) script = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_ptr_array_add (texts, g_strdup_printf ("{\"data\":[{\"id\":%u,\"resourceType\":\"folder\"}]}",
                                               100 + i));
      replies[i] = (TallyScriptReply) { .status = 200, .body = texts->pdata[i] };
    }
  script = TALLY_SCRIPT_CLIENT (replies);
  g_assert_null (tally_smartsheet_tree_list_folder (script->client, 10, NULL, &error));
  g_assert_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_LIMIT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/smartsheet/tree/finds-every-sheet-or-fails", test_finds_every_sheet_or_fails);
  g_test_add_func ("/smartsheet/tree/asks-as-the-service-wants", test_asks_as_the_service_wants);
  g_test_add_func ("/smartsheet/tree/depth-is-bounded", test_depth_is_bounded);
  return g_test_run ();
}
