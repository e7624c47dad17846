/* tally-core-error.h
 *
 * The error domain of the area "core". Codes exist only for failures that a caller tells apart.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TALLY_CORE_ERROR:
 *
 * The error domain of the area "core"; its codes are #TallyCoreError.
 */
#define TALLY_CORE_ERROR (tally_core_error_quark ())

/**
 * TallyCoreError:
 * @TALLY_CORE_ERROR_FAILED: anything else
 * @TALLY_CORE_ERROR_PARSE: foreign text is malformed; fix the input
 * @TALLY_CORE_ERROR_LIMIT: foreign input is larger than a named bound; fix the input
 * @TALLY_CORE_ERROR_CONFIG: a configuration value is wrong; fix the file or variable that the message names
 * @TALLY_CORE_ERROR_SECRET: a secret is missing or can't be read; the message says where it was looked for
 * @TALLY_CORE_ERROR_BUSY: another process is at work with it; try again later
 */
typedef enum {
  TALLY_CORE_ERROR_FAILED,
  TALLY_CORE_ERROR_PARSE,
  TALLY_CORE_ERROR_LIMIT,
  TALLY_CORE_ERROR_CONFIG,
  TALLY_CORE_ERROR_SECRET,
  TALLY_CORE_ERROR_BUSY,
} TallyCoreError;

/**
 * tally_core_error_quark:
 *
 * Returns: the quark behind %TALLY_CORE_ERROR; any thread
 */
GQuark tally_core_error_quark (void);

G_END_DECLS
