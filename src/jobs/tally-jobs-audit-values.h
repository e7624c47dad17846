/* tally-jobs-audit-values.h
 *
 * What the row of an audit says, column by column, in the order and under the titles that people know from
 * before (billing rule 1.13.1, 8). Pure functions, any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit.h"
#include "tally-json-node.h"
#include "tally-table.h"

G_BEGIN_DECLS

/**
 * TallyJobsAuditValue:
 * @title: title of its column
 * @kind: text or number
 * @text: (owned): the text, or the number's digits
 * @is_optional: whether it is no matter if the sheet lacks the column
 */
typedef struct {
  const char    *title;
  TallyCellKind  kind;
  char          *text;
  gboolean       is_optional;
} TallyJobsAuditValue;

/**
 * tally_jobs_audit_values_new:
 * @audit: an audit
 *
 * Returns: (transfer full) (element-type TallyJobsAuditValue): its values; the first one, the time of the
 *   audit to the second, and the optional ones tell its row from others
 */
GPtrArray *tally_jobs_audit_values_new (const TallyAudit           *audit);

/**
 * tally_jobs_audit_values_new_from_json:
 * @object: an object: texts of values, by their titles
 *
 * Titles that this version does not know are left out.
 *
 * Returns: (transfer full) (element-type TallyJobsAuditValue) (nullable): the values, in the order of
 *   tally_jobs_audit_values_new(); %NULL if one is no text, or the first is missing
 */
GPtrArray *tally_jobs_audit_values_new_from_json (const TallyJsonNode *object);

/**
 * tally_jobs_audit_values_get_title:
 * @index: a column's place, 0 and up; that of the first one a sheet must have
 * @out_is_optional: (out) (optional): whether it is no matter if a sheet lacks it; untouched at the end
 *
 * Returns: (transfer none) (nullable): the column's title, %NULL behind the last
 */
const char *tally_jobs_audit_values_get_title (guint     index,
                                               gboolean *out_is_optional);

/**
 * tally_jobs_audit_value_is:
 * @self: a value
 * @cell: a cell as it was read
 *
 * Returns: %TRUE if the cell says the same; 3 and 3.0 are the same, 50.0% and 0.5 too
 */
gboolean   tally_jobs_audit_value_is   (const TallyJobsAuditValue  *self,
                                        const TallyCell            *cell);

G_END_DECLS
