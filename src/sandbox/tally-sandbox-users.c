/* tally-sandbox-users.c
 *
 * The caller, the server, the list of reports.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-page.h"
#include "tally-sandbox-route.h"

static void
get_me (TallySandboxCall *call)
{
  const TallySandboxUser *me = call->world->me;
  g_auto (GStrv) names = g_strsplit (me->name, " ", 2);

  g_string_append_printf (call->out, "{\"id\":%" G_GINT64_FORMAT ",\"email\":", me->id);
  tally_sandbox_append_json_text (call->out, me->email);
  g_string_append (call->out, ",\"firstName\":");
  tally_sandbox_append_json_text (call->out, names[0] != NULL ? names[0] : "");
  g_string_append (call->out, ",\"lastName\":");
  tally_sandbox_append_json_text (call->out, names[0] != NULL && names[1] != NULL ? names[1] : "");
  g_string_append_printf (call->out, ",\"locale\":\"en_US\",\"timeZone\":\"US/Central\""
                          ",\"account\":{\"id\":%" G_GINT64_FORMAT ",\"name\":\"Sandbox\"}"
                          ",\"admin\":true,\"licensedSheetCreator\":true"
                          ",\"groupAdmin\":true,\"resourceViewer\":true}",
                          call->world->home->id);
}

static void
get_server_info (TallySandboxCall *call)
{
  g_string_append (call->out,
                   "{\"supportedLocales\":[\"en_US\",\"es_ES\"],\"formats\":{\"defaults\":\"0\","
                   "\"fontFamily\":[{\"name\":\"Arial\",\"traits\":[\"sans-serif\"]}],"
                   "\"fontSize\":[\"8\",\"9\",\"10\"],\"bold\":[\"none\",\"on\"],"
                   "\"currency\":[{\"code\":\"none\"},{\"code\":\"USD\",\"symbol\":\"$\"}],"
                   "\"numberFormat\":[\"none\",\"NUMBER\",\"CURRENCY\",\"PERCENT\"]}}");
}

static void
append_nothing (TallySandboxCall *call,
                gpointer          item,
                gpointer          user_data)
{
}

static void
list_reports (TallySandboxCall *call)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  tally_sandbox_page_write (call, none, append_nothing, NULL);
}

const TallySandboxRoute tally_sandbox_routes_users[] = {
  { "GET", "/users/me", "get-me", 1, FALSE, FALSE, get_me },
  { "GET", "/serverinfo", "get-serverinfo", 1, TRUE, FALSE, get_server_info },
  { "GET", "/reports", "list-reports", 1, FALSE, FALSE, list_reports },
  { NULL },
};
