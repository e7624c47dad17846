/* tally-test-keyring.h
 *
 * A session bus of the test's own, and on it a real keyring, a locked one, one that never answers, or none. Main thread
 * of a test, before anything else asks for the session bus.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _TallyTestKeyring TallyTestKeyring;

/**
 * tally_test_keyring_new:
 *
 * Starts a bus without a keyring, and names it in DBUS_SESSION_BUS_ADDRESS.
 *
 * Returns: (transfer full) (nullable): a bus; %NULL if this machine lacks dbus-daemon, the test is skipped then
 */
TallyTestKeyring *tally_test_keyring_new         (void);

/**
 * tally_test_keyring_free:
 * @self: (nullable): a bus
 *
 * Ends the keyring and the bus.
 */
void              tally_test_keyring_free        (TallyTestKeyring *self);

/**
 * tally_test_keyring_start:
 * @self: a bus without a keyring
 *
 * Starts gnome-keyring-daemon with an empty, open keyring.
 *
 * Returns: %FALSE if this machine lacks it; the test is skipped then
 */
gboolean          tally_test_keyring_start       (TallyTestKeyring *self);

/**
 * tally_test_keyring_lock:
 * @self: a bus with a keyring
 *
 * Locks it; only a password that nobody types would open it.
 */
void              tally_test_keyring_lock        (TallyTestKeyring *self);

/**
 * tally_test_keyring_hang:
 * @self: a bus without a keyring
 *
 * Has somebody own the keyring's name who never answers.
 */
void              tally_test_keyring_hang        (TallyTestKeyring *self);

/**
 * tally_test_keyring_get_address:
 * @self: a bus
 *
 * Returns: (transfer none): "DBUS_SESSION_BUS_ADDRESS=…", for an environment
 */
const char       *tally_test_keyring_get_address (TallyTestKeyring *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyTestKeyring, tally_test_keyring_free)

G_END_DECLS
