/* tally-engine-error.h
 *
 * The error domain of the area "engine". Codes exist only for failures that a caller tells apart.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TALLY_ENGINE_ERROR:
 *
 * The error domain of the area "engine"; its codes are #TallyEngineError.
 */
#define TALLY_ENGINE_ERROR (tally_engine_error_quark ())

/**
 * TallyEngineError:
 * @TALLY_ENGINE_ERROR_FAILED: anything else
 * @TALLY_ENGINE_ERROR_CONFIG: the configuration is incomplete; the message names the key
 * @TALLY_ENGINE_ERROR_NOT_FOUND: what was asked for is not in the store
 * @TALLY_ENGINE_ERROR_SEVERAL: what was asked for is more than one; the message says how to choose
 * @TALLY_ENGINE_ERROR_BUSY: another process is at work with it; try again later
 * @TALLY_ENGINE_ERROR_LOCKED: the keyring is locked, or does not answer; a person can unlock it
 * @TALLY_ENGINE_ERROR_NO_KEYRING: this session has no keyring; keep the token elsewhere
 * @TALLY_ENGINE_ERROR_REFUSED: the service refuses the token
 * @TALLY_ENGINE_ERROR_AWAY: the service can't be reached; try again later
 * @TALLY_ENGINE_ERROR_PASSPHRASE: a pack is sealed and there is no passphrase, another one, or one too many: ask for it
 */
typedef enum {
  TALLY_ENGINE_ERROR_FAILED,
  TALLY_ENGINE_ERROR_CONFIG,
  TALLY_ENGINE_ERROR_NOT_FOUND,
  TALLY_ENGINE_ERROR_SEVERAL,
  TALLY_ENGINE_ERROR_BUSY,
  TALLY_ENGINE_ERROR_LOCKED,
  TALLY_ENGINE_ERROR_NO_KEYRING,
  TALLY_ENGINE_ERROR_REFUSED,
  TALLY_ENGINE_ERROR_AWAY,
  TALLY_ENGINE_ERROR_PASSPHRASE,
} TallyEngineError;

/**
 * tally_engine_error_quark:
 *
 * Returns: the quark behind %TALLY_ENGINE_ERROR; any thread
 */
GQuark tally_engine_error_quark (void);

G_END_DECLS
