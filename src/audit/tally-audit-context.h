/* tally-audit-context.h
 *
 * What a detector gets while it collects: the input, the policy, what detectors share, and the places
 * where it leaves what it found, how much it looked at and why not at the rest. Made by
 * tally-audit-run.h. One thread. Depends on model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "tally-audit-detector.h"
#include "tally-audit-input.h"
#include "tally-audit-policy.h"

G_BEGIN_DECLS

/* The count of lines that a detector did look at. */
#define TALLY_AUDIT_IN_SCOPE "in-scope"

/**
 * TallyAuditSubmission:
 * @facts: (transfer full): what to judge it by
 * @subject: what it is about, the same in every run whatever the values: keys of rows, of a group
 * @lines: (array length=n_lines) (nullable): numbers of the lines that it is about, in the input
 * @n_lines: how many
 * @gone: (array length=n_gone) (nullable): rows that it is about and that are no lines any more
 * @n_gone: how many
 * @work_request: (nullable): the work request; %NULL = that of the lines, if they share one
 * @week_ending: the billing week; %TALLY_DAY_NONE = that of the lines, if they share one
 *
 * What a detector submits.
 */
typedef struct {
  TallyAuditFacts *facts;
  const char      *subject;
  const guint     *lines;
  guint            n_lines;
  const TallyFindingLine *gone;
  guint            n_gone;
  const char      *work_request;
  TallyDay         week_ending;
} TallyAuditSubmission;

/**
 * tally_audit_context_get_input:
 * @self: a context
 *
 * Returns: (transfer none): what is looked at, sealed
 */
const TallyAuditInput  *tally_audit_context_get_input   (TallyAuditContext           *self);

/**
 * tally_audit_context_get_policy:
 * @self: a context
 *
 * Returns: (transfer none): what is right
 */
const TallyAuditPolicy *tally_audit_context_get_policy  (TallyAuditContext           *self);

/**
 * tally_audit_context_submit:
 * @self: a context
 * @submission: what to judge; its facts are taken
 *
 * Has it judged by the detector that is at work, and keeps it if it is a finding. A subject that another
 * detector of the family has found already is left alone.
 *
 * Returns: %TRUE if it is kept
 */
gboolean                tally_audit_context_submit      (TallyAuditContext           *self,
                                                         const TallyAuditSubmission  *submission);

/**
 * tally_audit_context_has_found:
 * @self: a context
 * @family: a family of detectors
 * @line: number of a line
 *
 * Returns: %TRUE if an earlier detector of that family found something about the line
 */
gboolean                tally_audit_context_has_found   (TallyAuditContext           *self,
                                                         const char                  *family,
                                                         guint                        line);

/**
 * tally_audit_context_count:
 * @self: a context
 * @reason: %TALLY_AUDIT_IN_SCOPE, or the stable id of why it was not looked at: "no-rate-table",
 *   "other-era", "too-few-peers"; static
 * @n_lines: how many lines
 * @cents: their amount
 *
 * Counts what was looked at, and what was not and why: nothing is left out in silence.
 */
void                    tally_audit_context_count       (TallyAuditContext           *self,
                                                         const char                  *reason,
                                                         guint64                      n_lines,
                                                         TallyMoney                   cents);

/**
 * tally_audit_context_add_tests:
 * @self: a context
 * @n_tests: how many tests with a p-value were made, those that were not submitted included
 *
 * What the control of false discoveries needs to know.
 */
void                    tally_audit_context_add_tests   (TallyAuditContext           *self,
                                                         guint64                      n_tests);

/**
 * tally_audit_context_get_shared:
 * @self: a context
 * @key: names it; static
 * @make: (scope call): makes it at the first call
 * @free: frees it when the audit ends
 *
 * What several detectors compute from the same input: an index, groups of peers.
 *
 * Returns: (transfer none): what @make made
 */
gpointer                tally_audit_context_get_shared  (TallyAuditContext           *self,
                                                         const char                  *key,
                                                         gpointer                   (*make) (TallyAuditContext *self),
                                                         GDestroyNotify               free);

/**
 * tally_audit_context_is_cancelled:
 * @self: a context
 * @error: return location, or %NULL
 *
 * To be asked every some thousand lines.
 *
 * Errors: %G_IO_ERROR_CANCELLED.
 *
 * Returns: %TRUE if it was stopped
 */
gboolean                tally_audit_context_is_cancelled (TallyAuditContext          *self,
                                                         GError                     **error);

G_END_DECLS
