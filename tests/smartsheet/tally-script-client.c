/* tally-script-client.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-script-client.h"

static void
note_call (const TallySmartsheetCall *call,
           gpointer                   data)
{
  TallyScriptClient *self = data;

  g_mutex_lock (&self->mutex);
  g_string_append_printf (self->calls, "%s %u %u %s\n", call->operation, call->attempt, call->status,
                          tally_resilience_class_get_name (call->error_class));
  g_string_append_printf (self->told, "%" G_GINT64_FORMAT " %s %" G_GINT64_FORMAT "\n", call->subject,
                          call->strategy != NULL ? call->strategy : "-",
                          call->wait_usec < 0 ? -1 : call->wait_usec / G_USEC_PER_SEC);
  g_mutex_unlock (&self->mutex);
}

TallyScriptClient *
tally_script_client_new_with (const TallyScriptReply *replies,
                              guint                   n_replies,
                              TallyScriptSetUp        set_up,
                              gpointer                data)
{
  TallyScriptClient *self = g_new0 (TallyScriptClient, 1);
  TallySmartsheetOptions options;
  g_autoptr (GError) error = NULL;

  g_mutex_init (&self->mutex);
  self->calls = g_string_new (NULL);
  self->told = g_string_new (NULL);
  self->server = tally_script_server_new (replies, n_replies);
  self->clock = tally_clock_new_virtual (G_GINT64_CONSTANT (1795532400000000));
  self->limiter = tally_resilience_limiter_new (self->clock, 300);
  tally_smartsheet_options_init (&options, tally_script_server_get_url (self->server),
                                 TALLY_SCRIPT_TOKEN, self->clock);
  options.limiter = self->limiter;
  options.idle_usec = G_USEC_PER_SEC / 2;
  options.total_usec = G_USEC_PER_SEC * 10;
  options.on_call = note_call;
  options.on_call_data = self;
  if (set_up != NULL)
    set_up (&options, data);
  self->client = tally_smartsheet_client_new (&options, &error);
  g_assert_no_error (error);
  return self;
}

TallyScriptClient *
tally_script_client_new (const TallyScriptReply *replies,
                         guint                   n_replies)
{
  return tally_script_client_new_with (replies, n_replies, NULL, NULL);
}

void
tally_script_client_free (TallyScriptClient *self)
{
  if (self == NULL)
    return;
  tally_smartsheet_client_unref (self->client);
  tally_script_server_free (self->server);
  tally_resilience_limiter_unref (self->limiter);
  tally_clock_unref (self->clock);
  g_string_free (self->calls, TRUE);
  g_string_free (self->told, TRUE);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

gint64
tally_script_client_get_secs (TallyScriptClient *self)
{
  return tally_clock_get_monotonic_usec (self->clock) / G_USEC_PER_SEC;
}
