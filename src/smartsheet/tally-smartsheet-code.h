/* tally-smartsheet-code.h
 *
 * The service's error codes: the HTTP status each comes with, and what kind of failure it is. Facts
 * as a table; tally-smartsheet-fault reads it. Pure functions, any thread. Depends on resilience.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-resilience-retry.h"
#include "tally-smartsheet-error.h"

G_BEGIN_DECLS

/**
 * TallySmartsheetCode:
 * @status: HTTP status that it is documented with
 * @error_class: what kind of failure it is
 * @code: how it is told to callers
 *
 * What is known of an errorCode.
 */
typedef struct {
  guint                status;
  TallyResilienceClass error_class;
  TallySmartsheetError code;
} TallySmartsheetCode;

/**
 * tally_smartsheet_code_find:
 * @error_code: an errorCode
 * @out_code: (out caller-allocates): what is known of it; untouched when nothing is
 *
 * Returns: %TRUE if it is a documented code, those of account state (5000 … 5999) included
 */
gboolean tally_smartsheet_code_find  (gint64               error_code,
                                      TallySmartsheetCode *out_code) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_smartsheet_code_count:
 *
 * Returns: how many codes the table knows one by one
 */
guint    tally_smartsheet_code_count (void);

G_END_DECLS
