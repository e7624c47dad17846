/* tally-app-error.h
 *
 * What goes wrong in the desktop app itself; what the engine says passes through.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TALLY_APP_ERROR:
 *
 * The error domain of the area "app"; its codes are #TallyAppError.
 */
#define TALLY_APP_ERROR (tally_app_error_quark ())

/**
 * TallyAppError:
 * @TALLY_APP_ERROR_FAILED: anything else
 * @TALLY_APP_ERROR_USAGE: the command line can't be understood; the message says why
 */
typedef enum {
  TALLY_APP_ERROR_FAILED,
  TALLY_APP_ERROR_USAGE,
} TallyAppError;

/**
 * tally_app_error_quark:
 *
 * Returns: the quark behind %TALLY_APP_ERROR; any thread
 */
GQuark tally_app_error_quark (void);

G_END_DECLS
