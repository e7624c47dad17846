/* tally-workbook-audit-private.h
 *
 * The pages of the audit workbook, for tally-workbook-audit*.c alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-workbook-audit.h"
#include "tally-workbook-page-private.h"

G_BEGIN_DECLS

/**
 * tally_workbook_audit_draw_front:
 * @pages: the workbook
 * @self: what to write
 *
 * Adds the executive page: level, figures, charts, which read the pages of tally_workbook_audit_draw_data().
 */
void tally_workbook_audit_draw_front     (TallyWorkbookPages        *pages,
                                          const TallyWorkbookAudit  *self);

/**
 * tally_workbook_audit_draw_findings:
 * @pages: the workbook
 * @self: what to write
 *
 * Adds findings, their evidence, and what they add up to by work request.
 */
void tally_workbook_audit_draw_findings  (TallyWorkbookPages        *pages,
                                          const TallyWorkbookAudit  *self);

/**
 * tally_workbook_audit_draw_detectors:
 * @pages: the workbook
 * @self: what to write
 *
 * Adds changes, detectors, scope with the coverage of rates, reports, and provenance.
 */
void tally_workbook_audit_draw_detectors (TallyWorkbookPages        *pages,
                                          const TallyWorkbookAudit  *self);

/**
 * tally_workbook_audit_draw_data:
 * @pages: the workbook
 * @self: what to write
 *
 * Adds "By Severity", "By Category" and "Trend".
 */
void tally_workbook_audit_draw_data      (TallyWorkbookPages        *pages,
                                          const TallyWorkbookAudit  *self);

G_END_DECLS
