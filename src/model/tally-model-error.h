/* tally-model-error.h
 *
 * The error domain of the area "model". Codes exist only for failures that a caller tells apart.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TALLY_MODEL_ERROR:
 *
 * The error domain of the area "model"; its codes are #TallyModelError.
 */
#define TALLY_MODEL_ERROR (tally_model_error_quark ())

/**
 * TallyModelError:
 * @TALLY_MODEL_ERROR_FAILED: anything else
 * @TALLY_MODEL_ERROR_INVALID: a value breaks a rule of its type; fix the input
 */
typedef enum {
  TALLY_MODEL_ERROR_FAILED,
  TALLY_MODEL_ERROR_INVALID,
} TallyModelError;

/**
 * tally_model_error_quark:
 *
 * Returns: the quark behind %TALLY_MODEL_ERROR; any thread
 */
GQuark tally_model_error_quark (void);

G_END_DECLS
