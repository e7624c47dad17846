/* tally-keyring-private.h
 *
 * A call to the keyring that blocks, but never for longer than it may: libsecret's own blocking functions wait as
 * long as a prompt that nobody sees. Any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TallyKeyringWait:
 * @context: (owned): where the answers of this thread arrive meanwhile
 * @limit: (owned): cancelled when the time is up or the caller's is
 * @caller: (borrowed) (nullable): the caller's cancellable
 * @caller_handler: connected to @caller, 0 = not
 * @timer: (owned): ends the wait
 * @result: (owned) (nullable): what the call under way came to
 * @limit_msecs: ms it may take
 * @is_late: the time is up
 *
 * A blocking spell.
 */
typedef struct {
  GMainContext *context;
  GCancellable *limit;
  GCancellable *caller;
  gulong        caller_handler;
  GSource      *timer;
  GAsyncResult *result;
  guint         limit_msecs;
  gboolean      is_late;
} TallyKeyringWait;

/**
 * tally_keyring_wait_begin:
 * @self: a spell to fill
 * @limit_msecs: ms that all of it may take, 1 and up
 * @cancellable: (nullable): ends it earlier
 *
 * From here on to tally_keyring_wait_end() asynchronous calls of this thread answer within the spell.
 */
void          tally_keyring_wait_begin    (TallyKeyringWait  *self,
                                           guint              limit_msecs,
                                           GCancellable      *cancellable);

/**
 * tally_keyring_wait_end:
 * @self: a spell
 *
 * Ends it; freed with it is the result.
 */
void          tally_keyring_wait_end      (TallyKeyringWait  *self);

/**
 * tally_keyring_wait_told_cb:
 * @source: (nullable): what was asked
 * @result: what it came to
 * @data: the spell
 *
 * The callback of each call within a spell.
 */
void          tally_keyring_wait_told_cb  (GObject           *source,
                                           GAsyncResult      *result,
                                           gpointer           data);

/**
 * tally_keyring_wait_for_result:
 * @self: a spell with a call under way
 *
 * Blocks until tally_keyring_wait_told_cb() was called, which cancelling @limit brings about.
 *
 * Returns: (transfer none): for the call's finish function
 */
GAsyncResult *tally_keyring_wait_for_result (TallyKeyringWait *self);

/**
 * tally_keyring_wait_translate:
 * @self: a spell
 * @failure: (transfer full): what a finish function said
 * @error: return location, or %NULL
 *
 * Errors: those of #TallyKeyringError; %G_IO_ERROR_CANCELLED - the caller's cancellable was.
 *
 * Returns: %FALSE
 */
gboolean      tally_keyring_wait_translate (TallyKeyringWait  *self,
                                            GError            *failure,
                                            GError           **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TallyKeyringWait, tally_keyring_wait_end)

G_END_DECLS
