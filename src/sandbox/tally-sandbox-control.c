/* tally-sandbox-control.c
 *
 * The requests of control below /_sandbox/.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <json-glib/json-glib.h>

#include "tally-sandbox-edit.h"
#include "tally-sandbox-json.h"
#include "tally-sandbox-server-private.h"

static void
show_calls (TallySandboxServer *self,
            TallySandboxCall   *call)
{
  gint64 after = 0;

  if (!tally_sandbox_call_get_number (call, "after", 0, &after))
    return;
  g_string_append (call->out, "{\"calls\":");
  tally_sandbox_calls_append_json (self->calls, call->out, after);
  g_string_append_c (call->out, '}');
}

static void
show_counters (TallySandboxServer *self,
               TallySandboxCall   *call)
{
  g_string_append_printf (call->out, "{\"mutations\":%" G_GINT64_FORMAT ",\"counters\":",
                          self->world->n_mutations);
  tally_sandbox_calls_append_counters (self->calls, call->out);
  g_string_append_c (call->out, '}');
}

static void
clear_calls (TallySandboxServer *self,
             TallySandboxCall   *call)
{
  tally_sandbox_calls_clear (self->calls);
  g_string_append (call->out, "{}");
}

static void
load_faults (TallySandboxServer *self,
             TallySandboxCall   *call,
             const char         *json,
             gsize               length)
{
  g_autoptr (GError) error = NULL;

  tally_sandbox_faults_set_time (self->faults, tally_sandbox_server_get_time (self));
  if (tally_sandbox_faults_load (self->faults, json, (gssize) length, &error))
    g_string_append (call->out, "{}");
  else
    tally_sandbox_call_fail (call, 1008, error->message);
}

static void
set_faults (TallySandboxServer *self,
            TallySandboxCall   *call)
{
  gsize length = 0;
  const char *json = g_bytes_get_data (call->body, &length);

  load_faults (self, call, json != NULL ? json : "", length);
}

static void
clear_faults (TallySandboxServer *self,
              TallySandboxCall   *call)
{
  load_faults (self, call, "[]", 2);
}

/* Reads {"advanceSecs": N}; answers with an error if that is not what was sent. */
static gboolean
read_advance (TallySandboxCall *call,
              gint64           *out_usec)
{
  gsize length = 0;
  const char *json = g_bytes_get_data (call->body, &length);
  g_autoptr (JsonNode) root = tally_sandbox_json_parse (json, (gssize) length, NULL);
  JsonNode *node = root;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    node = json_object_get_member (json_node_get_object (node), "advanceSecs");
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_int (node) < 0 ||
      json_node_get_int (node) > G_MAXINT32)
    {
      tally_sandbox_call_fail (call, 1012, "advanceSecs");
      return FALSE;
    }
  *out_usec = json_node_get_int (node) * G_USEC_PER_SEC;
  return TRUE;
}

static void
advance_clock (TallySandboxServer *self,
               TallySandboxCall   *call)
{
  gint64 advance_usec = 0;

  if (!read_advance (call, &advance_usec))
    return;
  self->offset_usec += advance_usec;
  g_string_append (call->out, "{}");
}

static void
live_on (TallySandboxServer *self,
         TallySandboxCall   *call)
{
  gint64 advance_usec = 0;

  if (read_advance (call, &advance_usec))
    g_string_append_printf (call->out, "{\"changes\":%u}",
                            tally_sandbox_server_live_on (self, advance_usec));
}

static void
edit_world (TallySandboxServer *self,
            TallySandboxCall   *call)
{
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  const char *json = g_bytes_get_data (call->body, &length);
  gint64 id;

  if (tally_sandbox_edit_apply (self->world, json != NULL ? json : "", (gssize) length,
                                call->now.at_utc_usec, &id, &error))
    g_string_append_printf (call->out, "{\"id\":%" G_GINT64_FORMAT "}", id);
  else
    tally_sandbox_call_fail (call, 1008, error->message);
}

static const struct
{
  const char  *method;
  const char  *path;
  void       (*handle) (TallySandboxServer *self,
                        TallySandboxCall   *call);
} controls[] = {
  { "GET", "/_sandbox/calls", show_calls },
  { "DELETE", "/_sandbox/calls", clear_calls },
  { "GET", "/_sandbox/counters", show_counters },
  { "PUT", "/_sandbox/faults", set_faults },
  { "DELETE", "/_sandbox/faults", clear_faults },
  { "POST", "/_sandbox/clock", advance_clock },
  { "POST", "/_sandbox/live", live_on },
  { "POST", "/_sandbox/edit", edit_world },
};

void
tally_sandbox_control_handle (TallySandboxServer *self,
                              TallySandboxCall   *call)
{
  for (gsize i = 0; i < G_N_ELEMENTS (controls); i++)
    {
      if (strcmp (controls[i].path, call->path) != 0 ||
          strcmp (controls[i].method, call->method) != 0)
        continue;
      controls[i].handle (self, call);
      return;
    }
  tally_sandbox_call_fail (call, 1006, NULL);
}
