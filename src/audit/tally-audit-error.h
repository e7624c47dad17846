/* tally-audit-error.h
 *
 * The error domain of the area "audit". Codes exist only for failures that a caller tells apart.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TALLY_AUDIT_ERROR:
 *
 * The error domain of the area "audit"; its codes are #TallyAuditError.
 */
#define TALLY_AUDIT_ERROR (tally_audit_error_quark ())

/**
 * TallyAuditError:
 * @TALLY_AUDIT_ERROR_FAILED: anything else
 * @TALLY_AUDIT_ERROR_UNKNOWN_DETECTOR: this program has no such detector, or another version of it
 * @TALLY_AUDIT_ERROR_FACTS: stored facts can't be read, or a value that the detector needs is missing
 */
typedef enum {
  TALLY_AUDIT_ERROR_FAILED,
  TALLY_AUDIT_ERROR_UNKNOWN_DETECTOR,
  TALLY_AUDIT_ERROR_FACTS,
} TallyAuditError;

/**
 * tally_audit_error_quark:
 *
 * Returns: the quark behind %TALLY_AUDIT_ERROR; any thread
 */
GQuark tally_audit_error_quark (void);

G_END_DECLS
