/* tally-workbook-audit.h
 *
 * The audit as a workbook for people: the level and why, findings with their evidence and a link to each
 * row, changes with who and when, how each detector decides and did, what could not be looked at, the trend,
 * and where it all comes from. Called by the audit task. Any thread. Depends on core and model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit.h"
#include "tally-line-change.h"

G_BEGIN_DECLS

/**
 * TallyWorkbookAuditUnit:
 * @work_request: (borrowed): a work request, "" = several, or the name of a sheet
 * @week_ending: its billing week; none for a sheet
 * @risk: its level
 * @n_findings: findings that count for it
 * @exposure_cents: what they may cost
 * @reason: (borrowed): why that level
 *
 * What findings of one work request and week, or of one sheet, add up to.
 */
typedef struct {
  const char *work_request;
  TallyDay    week_ending;
  TallyRisk   risk;
  guint       n_findings;
  TallyMoney  exposure_cents;
  const char *reason;
} TallyWorkbookAuditUnit;

/**
 * TallyWorkbookAuditCrew:
 * @name: (borrowed): a crew or a job
 * @n_lines: billed lines
 * @n_found: of these, lines that a finding is about
 * @lower: lower limit of chance for the share, 0 … 1
 * @upper: upper limit
 * @is_outside: whether the share is outside of them
 */
typedef struct {
  const char *name;
  guint       n_lines;
  guint       n_found;
  double      lower;
  double      upper;
  gboolean    is_outside;
} TallyWorkbookAuditCrew;

/**
 * TallyWorkbookAuditSheet:
 * @sheet_id: a source sheet
 * @name: (borrowed): its name
 * @link: (borrowed): its address in the service, "" = not known
 */
typedef struct {
  gint64      sheet_id;
  const char *name;
  const char *link;
} TallyWorkbookAuditSheet;

/**
 * TallyWorkbookAudit:
 * @audit: (borrowed): the audit, with its findings
 * @units: (array length=n_units) (nullable): the highest risk first
 * @n_units: their number
 * @sheet_units: (array length=n_sheet_units) (nullable): the same of sheets
 * @n_sheet_units: their number
 * @sheets: (array length=n_sheets) (nullable): the source sheets
 * @n_sheets: their number
 * @crews: (nullable) (element-type TallyWorkbookAuditCrew): crews, by name; %NULL = nothing is said of people
 * @jobs: (nullable) (element-type TallyWorkbookAuditCrew): jobs, by name, likewise
 * @changes: (nullable) (element-type TallyLineChange): changes to show, in the order shown
 * @n_changes_left: how many older ones are left out of @changes
 * @history: (nullable) (element-type TallyAudit): earlier audits, oldest first
 * @trail_head: (borrowed): where the trail ends, "" = not known
 * @generator: (borrowed): program and version
 *
 * What to write.
 */
typedef struct {
  const TallyAudit              *audit;
  const TallyWorkbookAuditUnit  *units;
  guint                          n_units;
  const TallyWorkbookAuditUnit  *sheet_units;
  guint                          n_sheet_units;
  const TallyWorkbookAuditSheet *sheets;
  guint                          n_sheets;
  const GArray                  *crews;
  const GArray                  *jobs;
  const GArray                  *changes;
  guint                          n_changes_left;
  GPtrArray                     *history;
  const char                    *trail_head;
  const char                    *generator;
} TallyWorkbookAudit;

/**
 * tally_workbook_audit_write:
 * @self: what to write
 * @path: where the file is to stand; replaced if it is there
 * @error: return location, or %NULL
 *
 * Writes it; a failure leaves what was there. The same audit gives the same bytes.
 *
 * Errors: %TALLY_WORKBOOK_ERROR_LIMIT - more findings or changes than a sheet holds;
 * %TALLY_WORKBOOK_ERROR_IO - free space or fix permissions.
 *
 * Returns: %TRUE if it stands at @path
 */
gboolean tally_workbook_audit_write (const TallyWorkbookAudit  *self,
                                     const char                *path,
                                     GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
