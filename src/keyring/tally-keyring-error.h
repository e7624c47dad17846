/* tally-keyring-error.h
 *
 * The error domain of the area "keyring". Codes exist only for failures that a caller tells apart.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TALLY_KEYRING_ERROR:
 *
 * The error domain of the area "keyring"; its codes are #TallyKeyringError.
 */
#define TALLY_KEYRING_ERROR (tally_keyring_error_quark ())

/**
 * TallyKeyringError:
 * @TALLY_KEYRING_ERROR_FAILED: anything else
 * @TALLY_KEYRING_ERROR_MISSING: there is no session bus, or no keyring on it; keep the secret elsewhere
 * @TALLY_KEYRING_ERROR_LOCKED: a person must unlock it
 * @TALLY_KEYRING_ERROR_TIMED_OUT: it did not answer in time; look whether it waits for a person
 */
typedef enum {
  TALLY_KEYRING_ERROR_FAILED,
  TALLY_KEYRING_ERROR_MISSING,
  TALLY_KEYRING_ERROR_LOCKED,
  TALLY_KEYRING_ERROR_TIMED_OUT,
} TallyKeyringError;

/**
 * tally_keyring_error_quark:
 *
 * Returns: the quark behind %TALLY_KEYRING_ERROR; any thread
 */
GQuark tally_keyring_error_quark (void);

G_END_DECLS
