/* tally-serve-error.h
 *
 * The error domain of the area "serve". Codes exist only for failures that a caller tells apart.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TALLY_SERVE_ERROR:
 *
 * The error domain of the area "serve"; its codes are #TallyServeError.
 */
#define TALLY_SERVE_ERROR (tally_serve_error_quark ())

/**
 * TallyServeError:
 * @TALLY_SERVE_ERROR_FAILED: anything else
 * @TALLY_SERVE_ERROR_USAGE: the command line is wrong, the message says what is accepted
 */
typedef enum {
  TALLY_SERVE_ERROR_FAILED,
  TALLY_SERVE_ERROR_USAGE,
} TallyServeError;

/**
 * tally_serve_error_quark:
 *
 * Returns: the quark behind %TALLY_SERVE_ERROR; any thread
 */
GQuark tally_serve_error_quark (void);

G_END_DECLS
