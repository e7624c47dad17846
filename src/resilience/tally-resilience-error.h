/* tally-resilience-error.h
 *
 * The error domain of the area "resilience". Codes exist only for failures that a caller tells apart.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TALLY_RESILIENCE_ERROR:
 *
 * The error domain of the area "resilience"; its codes are #TallyResilienceError.
 */
#define TALLY_RESILIENCE_ERROR (tally_resilience_error_quark ())

/**
 * TallyResilienceError:
 * @TALLY_RESILIENCE_ERROR_FAILED: anything else
 * @TALLY_RESILIENCE_ERROR_TOO_LARGE: more was asked for than can ever be granted; a bug in the caller
 * @TALLY_RESILIENCE_ERROR_EXHAUSTED: attempts or time are used up; retry in a later run
 */
typedef enum {
  TALLY_RESILIENCE_ERROR_FAILED,
  TALLY_RESILIENCE_ERROR_TOO_LARGE,
  TALLY_RESILIENCE_ERROR_EXHAUSTED,
} TallyResilienceError;

/**
 * tally_resilience_error_quark:
 *
 * Returns: the quark behind %TALLY_RESILIENCE_ERROR; any thread
 */
GQuark tally_resilience_error_quark (void);

G_END_DECLS
