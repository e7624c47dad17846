/* tally-smartsheet-user.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-user.h"

#include "tally-smartsheet-call-private.h"
#include "tally-smartsheet-error.h"
#include "tally-smartsheet-json.h"

void
tally_smartsheet_user_free (TallySmartsheetUser *self)
{
  if (self == NULL)
    return;
  g_free (self->email);
  g_free (self->name);
  g_free (self->time_zone);
  g_free (self);
}

static char *
dup_text (JsonObject *object,
          const char *name)
{
  const char *text = tally_smartsheet_json_get_text (object, name);

  return g_strdup (text != NULL ? text : "");
}

static char *
dup_name (JsonObject *user)
{
  g_autofree char *first = dup_text (user, "firstName");
  g_autofree char *last = dup_text (user, "lastName");
  char *name = g_strconcat (first, " ", last, NULL);

  return g_strstrip (name);
}

TallySmartsheetUser *
tally_smartsheet_user_fetch_me (TallySmartsheetClient  *client,
                                GCancellable           *cancellable,
                                GError                **error)
{
  TallySmartsheetRequest request = {
    .operation = "get-me", .path = "/users/me", .is_probe = TRUE,
  };
  g_autoptr (GError) local = NULL;
  g_autoptr (JsonNode) root = NULL;
  TallySmartsheetUser *user;
  JsonObject *answer;

  g_return_val_if_fail (client != NULL, NULL);
  root = tally_smartsheet_client_call (client, &request, cancellable, &local);
  if (root == NULL)
    {
      if (g_error_matches (local, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_FORBIDDEN))
        local->code = TALLY_SMARTSHEET_ERROR_AUTH;
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  answer = json_node_get_object (root);
  user = g_new0 (TallySmartsheetUser, 1);
  user->user_id = tally_smartsheet_json_get_int (answer, "id", 0);
  user->account_id = tally_smartsheet_json_get_int (
    tally_smartsheet_json_get_object (answer, "account"), "id", 0);
  user->email = dup_text (answer, "email");
  user->name = dup_name (answer);
  user->time_zone = dup_text (answer, "timeZone");
  return user;
}

gboolean
tally_smartsheet_user_probe_server (TallySmartsheetClient  *client,
                                    GCancellable           *cancellable,
                                    GError                **error)
{
  TallySmartsheetRequest request = {
    .operation = "get-server-info", .path = "/serverinfo", .is_open = TRUE,
  };
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (client != NULL, FALSE);
  root = tally_smartsheet_client_call (client, &request, cancellable, error);
  return root != NULL;
}
