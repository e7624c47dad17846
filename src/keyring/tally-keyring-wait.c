/* tally-keyring-wait.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-keyring-error.h"
#include "tally-keyring-private.h"

static gboolean
late_cb (gpointer data)
{
  TallyKeyringWait *self = data;

  self->is_late = TRUE;
  g_cancellable_cancel (self->limit);
  return G_SOURCE_REMOVE;
}

static void
caller_cancelled_cb (GCancellable *caller,
                     gpointer      limit)
{
  g_cancellable_cancel (limit);
}

void
tally_keyring_wait_begin (TallyKeyringWait *self,
                          guint             limit_msecs,
                          GCancellable     *cancellable)
{
  g_return_if_fail (self != NULL && limit_msecs > 0);
  *self = (TallyKeyringWait) {
    .context = g_main_context_new (), .limit = g_cancellable_new (), .caller = cancellable, .limit_msecs = limit_msecs,
  };
  g_main_context_push_thread_default (self->context);
  self->timer = g_timeout_source_new (limit_msecs);
  g_source_set_callback (self->timer, late_cb, self, NULL);
  g_source_attach (self->timer, self->context);
  if (cancellable != NULL)
    self->caller_handler = g_cancellable_connect (cancellable, G_CALLBACK (caller_cancelled_cb),
                                                  g_object_ref (self->limit), g_object_unref);
}

void
tally_keyring_wait_end (TallyKeyringWait *self)
{
  if (self->context == NULL)
    return;
  if (self->caller_handler != 0)
    g_cancellable_disconnect (self->caller, self->caller_handler);
  g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
  /* What libsecret and GDBus let go of is freed by the context that they were made in. */
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  g_clear_object (&self->result);
  g_clear_object (&self->limit);
  g_clear_pointer (&self->context, g_main_context_unref);
}

void
tally_keyring_wait_told_cb (GObject      *source,
                            GAsyncResult *result,
                            gpointer      data)
{
  TallyKeyringWait *self = data;

  g_assert (self->result == NULL);
  self->result = g_object_ref (result);
}

GAsyncResult *
tally_keyring_wait_for_result (TallyKeyringWait *self)
{
  g_return_val_if_fail (self != NULL && self->context != NULL, NULL);
  g_clear_object (&self->result);
  while (self->result == NULL)
    g_main_context_iteration (self->context, TRUE);
  return self->result;
}

/* The bus knows of nobody who keeps secrets, or there is no bus. */
static gboolean
says_missing (const GError *failure)
{
  static const GDBusError codes[] = {
    G_DBUS_ERROR_SERVICE_UNKNOWN, G_DBUS_ERROR_NAME_HAS_NO_OWNER, G_DBUS_ERROR_NO_SERVER, G_DBUS_ERROR_DISCONNECTED,
    G_DBUS_ERROR_SPAWN_CHILD_EXITED, G_DBUS_ERROR_SPAWN_CHILD_SIGNALED, G_DBUS_ERROR_SPAWN_EXEC_FAILED,
    G_DBUS_ERROR_SPAWN_FAILED, G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND, G_DBUS_ERROR_SPAWN_FILE_INVALID,
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (failure, G_DBUS_ERROR, (int) codes[i]))
      return TRUE;
  return failure->domain == G_IO_ERROR && failure->code != G_IO_ERROR_DBUS_ERROR
         && failure->code != G_IO_ERROR_TIMED_OUT;
}

gboolean
tally_keyring_wait_translate (TallyKeyringWait  *self,
                              GError            *failure,
                              GError           **error)
{
  g_autoptr (GError) owned = failure;
  gboolean is_cancelled;

  g_return_val_if_fail (self != NULL && failure != NULL, FALSE);
  is_cancelled = g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_dbus_error_strip_remote_error (owned);
  if (is_cancelled && !self->is_late)
    g_propagate_error (error, g_steal_pointer (&owned));
  else if (is_cancelled || g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    g_set_error (error, TALLY_KEYRING_ERROR, TALLY_KEYRING_ERROR_TIMED_OUT,
                 "the keyring did not answer within %u ms; see whether it asks for a password, or log in anew",
                 self->limit_msecs);
  else if (says_missing (owned))
    g_set_error (error, TALLY_KEYRING_ERROR, TALLY_KEYRING_ERROR_MISSING,
                 "there is no keyring in this session (%s); start one, such as gnome-keyring, or keep the secret in a "
                 "file or the environment", owned->message);
  else
    g_set_error (error, TALLY_KEYRING_ERROR, TALLY_KEYRING_ERROR_FAILED, "the keyring refused: %s", owned->message);
  return FALSE;
}
