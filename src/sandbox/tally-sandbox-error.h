/* tally-sandbox-error.h
 *
 * The error domain of the area "sandbox". Codes exist only for failures that a caller tells apart.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TALLY_SANDBOX_ERROR:
 *
 * The error domain of the area "sandbox"; its codes are #TallySandboxError.
 */
#define TALLY_SANDBOX_ERROR (tally_sandbox_error_quark ())

/**
 * TallySandboxError:
 * @TALLY_SANDBOX_ERROR_FAILED: anything else
 * @TALLY_SANDBOX_ERROR_INVALID: a scenario, fault or state file is malformed
 */
typedef enum {
  TALLY_SANDBOX_ERROR_FAILED,
  TALLY_SANDBOX_ERROR_INVALID,
} TallySandboxError;

/**
 * tally_sandbox_error_quark:
 *
 * Returns: the quark behind %TALLY_SANDBOX_ERROR; any thread
 */
GQuark tally_sandbox_error_quark (void);

G_END_DECLS
