/* tally-learn-error.h
 *
 * The error domain of the area "learn". Codes exist only for failures that a caller tells apart.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TALLY_LEARN_ERROR:
 *
 * The error domain of the area "learn"; its codes are #TallyLearnError.
 */
#define TALLY_LEARN_ERROR (tally_learn_error_quark ())

/**
 * TallyLearnError:
 * @TALLY_LEARN_ERROR_DATA: there is nothing to learn from: no rows, no columns, labels of one class only; the message
 *   says which
 * @TALLY_LEARN_ERROR_MODEL: a stored model is damaged or of another version: learn anew
 */
typedef enum {
  TALLY_LEARN_ERROR_DATA,
  TALLY_LEARN_ERROR_MODEL,
} TallyLearnError;

/**
 * tally_learn_error_quark:
 *
 * Returns: the quark behind %TALLY_LEARN_ERROR; any thread
 */
GQuark tally_learn_error_quark (void);

G_END_DECLS
