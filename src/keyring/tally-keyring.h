/* tally-keyring.h
 *
 * Secrets in the keyring of the session, by the Secret Service on its bus. Each call blocks, for a named time at
 * most, and prompts nobody unless it says so. Any thread; no state between calls. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-secret.h"

G_BEGIN_DECLS

/* What items of ours are found by; part of what is kept, so it never changes. */
#define TALLY_KEYRING_SCHEMA "org.tallyman.Tallyman"
/* The only profile so far: an item names it, so that another one can come beside it. */
#define TALLY_KEYRING_DEFAULT_PROFILE "default"
/* Nobody is asked: a keyring answers within milliseconds, or not at all. */
#define TALLY_KEYRING_LIMIT_MSECS 2000
/* A person is asked for a password meanwhile. */
#define TALLY_KEYRING_PATIENT_LIMIT_MSECS (120 * 1000)

/**
 * TallyKeyring:
 * @region: what the token belongs to: "us", "eu", or the address in place of a region
 * @profile: %TALLY_KEYRING_DEFAULT_PROFILE
 * @limit_msecs: ms that a call may take, 1 and up
 *
 * Which items are ours. Strings are borrowed.
 */
typedef struct {
  const char *region;
  const char *profile;
  guint       limit_msecs;
} TallyKeyring;

/**
 * tally_keyring_is_announced:
 * @environment: (nullable) (array zero-terminated=1): NAME=VALUE
 *
 * Looks before the bus is touched, which would otherwise be looked for in ways that start processes.
 *
 * Returns: whether @environment says where a session bus is
 */
gboolean     tally_keyring_is_announced (const char * const  *environment);

/**
 * tally_keyring_lookup:
 * @self: which items
 * @name: the secret's name
 * @cancellable: (nullable): ends the wait
 * @out_secret: (out) (transfer full) (nullable): the secret, %NULL if it is not kept; untouched on failure
 * @error: return location, or %NULL
 *
 * Looks without unlocking.
 *
 * Errors: %TALLY_KEYRING_ERROR_LOCKED - it is kept, and somebody must unlock it; the others of #TallyKeyringError;
 * %G_IO_ERROR_CANCELLED.
 *
 * Returns: %TRUE if the keyring answered
 */
gboolean     tally_keyring_lookup       (const TallyKeyring  *self,
                                         const char          *name,
                                         GCancellable        *cancellable,
                                         TallySecret        **out_secret,
                                         GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_keyring_keep:
 * @self: which item
 * @name: the secret's name
 * @label: what people read in their keyring's window
 * @secret: what to keep; replaces what is kept
 * @cancellable: (nullable): ends the wait
 * @error: return location, or %NULL
 *
 * Keeps a secret in the default keyring. Prompts nobody.
 *
 * Errors: %TALLY_KEYRING_ERROR_LOCKED - the default keyring is locked or was never made: tally_keyring_unlock();
 * the others of #TallyKeyringError; %G_IO_ERROR_CANCELLED.
 *
 * Returns: %TRUE if it is kept
 */
gboolean     tally_keyring_keep         (const TallyKeyring  *self,
                                         const char          *name,
                                         const char          *label,
                                         const TallySecret   *secret,
                                         GCancellable        *cancellable,
                                         GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_keyring_forget:
 * @self: which item
 * @name: the secret's name
 * @cancellable: (nullable): ends the wait
 * @out_n_forgotten: (out): how many items there were; untouched on failure
 * @error: return location, or %NULL
 *
 * Removes a secret. Prompts nobody.
 *
 * Errors: %TALLY_KEYRING_ERROR_LOCKED - it is kept, and somebody must unlock it; the others of #TallyKeyringError;
 * %G_IO_ERROR_CANCELLED.
 *
 * Returns: %TRUE if it is not kept any more
 */
gboolean     tally_keyring_forget       (const TallyKeyring  *self,
                                         const char          *name,
                                         GCancellable        *cancellable,
                                         guint               *out_n_forgotten,
                                         GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_keyring_unlock:
 * @self: its limit counts; %TALLY_KEYRING_PATIENT_LIMIT_MSECS suits a person
 * @cancellable: (nullable): ends the wait, and the prompt
 * @error: return location, or %NULL
 *
 * Has the desktop ask a person for the password of the default keyring, if it is locked.
 *
 * Errors: %TALLY_KEYRING_ERROR_LOCKED - the person declined; the others of #TallyKeyringError;
 * %G_IO_ERROR_CANCELLED.
 *
 * Returns: %TRUE if it is open
 */
gboolean     tally_keyring_unlock       (const TallyKeyring  *self,
                                         GCancellable        *cancellable,
                                         GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_keyring_check:
 * @self: its limit counts
 * @cancellable: (nullable): ends the wait
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_KEYRING_ERROR_LOCKED - the default keyring is locked, or there is none; the others of
 * #TallyKeyringError; %G_IO_ERROR_CANCELLED.
 *
 * Returns: %TRUE if secrets can be kept and found
 */
gboolean     tally_keyring_check        (const TallyKeyring  *self,
                                         GCancellable        *cancellable,
                                         GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_keyring_look_cb:
 * @name: a secret's name
 * @keyring: a #TallyKeyring
 * @cancellable: (nullable): ends the wait
 * @error: return location, or %NULL
 *
 * The lookup of a #TallySecretSource: no keyring is as a keyring without the secret.
 *
 * Errors: those of tally_keyring_lookup() but MISSING.
 *
 * Returns: (transfer full) (nullable): the secret
 */
TallySecret *tally_keyring_look_cb      (const char          *name,
                                         gpointer             keyring,
                                         GCancellable        *cancellable,
                                         GError             **error);

G_END_DECLS
