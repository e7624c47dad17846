/* tally-audit-billed.h
 *
 * From when on a line should have stayed as it is: because a workbook showed it, or because its week was
 * closed. What detectors of changes share. Plain values; borrowed from the input. Depends on model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-facts.h"
#include "tally-audit-input.h"
#include "tally-audit-policy.h"

G_BEGIN_DECLS

/* Bytes of a cell's text that a sentence shows. */
#define TALLY_AUDIT_WORDS_MAX_BYTES 60

/**
 * TallyAuditBilledState:
 * @TALLY_AUDIT_BILLED_NOT: it may still change: no workbook showed it, and its week is not closed
 * @TALLY_AUDIT_BILLED_PUBLISHED: a workbook showed it
 * @TALLY_AUDIT_BILLED_CLOSED: no workbook showed it, but its week is closed
 * @TALLY_AUDIT_BILLED_LATER: its week was closed before it became complete enough to be billed
 */
typedef enum {
  TALLY_AUDIT_BILLED_NOT,
  TALLY_AUDIT_BILLED_PUBLISHED,
  TALLY_AUDIT_BILLED_CLOSED,
  TALLY_AUDIT_BILLED_LATER,
} TallyAuditBilledState;

/**
 * TallyAuditBilled:
 * @state: whether it should have stayed, and why
 * @policy: (borrowed): what is right
 * @published: (borrowed) (nullable): how it was published first, if it was
 * @changes: (borrowed) (array length=n_changes) (nullable): what changed on it, oldest first
 * @n_changes: how many
 * @week_ending: the week in which it was published or closed
 * @from_day: the first day, in the billing zone, on which a change counts: the day after the week's end, or
 *   that on which the week was closed
 *
 * What is known of a line that was billed.
 */
typedef struct {
  TallyAuditBilledState       state;
  const TallyAuditPolicy     *policy;
  const TallyAuditPublished  *published;
  const TallyLineChange      *changes;
  guint                       n_changes;
  TallyDay                    week_ending;
  TallyDay                    from_day;
} TallyAuditBilled;

/**
 * tally_audit_billed_find:
 * @self: (out caller-allocates): what is known
 * @input: a sealed input
 * @policy: what is right
 * @line: a line of it
 *
 * Looks up how a line was billed. O(log n + its changes).
 *
 * Returns: %TRUE if it was published, or its week closed: changes of it count
 */
gboolean               tally_audit_billed_find         (TallyAuditBilled         *self,
                                                        const TallyAuditInput    *input,
                                                        const TallyAuditPolicy   *policy,
                                                        const TallyLine          *line);

/**
 * tally_audit_billed_is_later:
 * @self: what is known of a line
 * @change: a change of it
 *
 * A published line: noticed after that, and written after the end of its week: while a week runs, its work is
 * still being written down. Another: written when its week was closed.
 *
 * Returns: %TRUE if the change counts
 */
gboolean               tally_audit_billed_is_later     (const TallyAuditBilled   *self,
                                                        const TallyLineChange    *change);

/**
 * tally_audit_billed_find_change:
 * @self: what is known of a line
 * @field: a field
 * @is_last: whether the last one is meant, else the first one
 *
 * Returns: (nullable) (transfer none): the change of that field that counts and that a run noticed
 */
const TallyLineChange *tally_audit_billed_find_change  (const TallyAuditBilled   *self,
                                                        TallyField                field,
                                                        gboolean                  is_last);

/**
 * tally_audit_billed_get_price:
 * @self: what is known of a line
 * @line: the line
 *
 * Returns: cents: the price at which it was billed, 0 or more
 */
TallyMoney             tally_audit_billed_get_price    (const TallyAuditBilled   *self,
                                                        const TallyLine          *line);

/**
 * tally_audit_billed_get_time:
 * @change: a change
 *
 * Returns: when it was written, or noticed if that was not told, µs since 1970 UTC
 */
gint64                 tally_audit_billed_get_time     (const TallyLineChange    *change);

/**
 * tally_audit_billed_add_writing:
 * @facts: where to add it
 * @policy: the billing zone
 * @change: (nullable): a change
 *
 * Adds "writer", "written_by", "written_utc_usec", "written_day" and "is_attributed" of it; a change that is
 * not told by its cell's history has no writer.
 */
void                   tally_audit_billed_add_writing  (TallyAuditFacts          *facts,
                                                        const TallyAuditPolicy   *policy,
                                                        const TallyLineChange    *change);

/**
 * tally_audit_billed_add:
 * @self: what is known of a line
 * @facts: where to add it
 *
 * Adds "billed_as", "published" or "closed", "billed_day", since when, and "billed_week".
 */
void                   tally_audit_billed_add          (const TallyAuditBilled   *self,
                                                        TallyAuditFacts          *facts);

/**
 * tally_audit_words_of_writer:
 * @writer: id of a #TallyWriter
 *
 * Returns: (transfer none): "by a person", "by an automation", "by a link from another sheet", or "by whom is
 *   not told"
 */
const char            *tally_audit_words_of_writer     (const char               *writer);

/**
 * tally_audit_words_dup_value:
 * @text: a cell's text
 *
 * Returns: (transfer full): what a sentence shows of it: without control characters, cut after
 *   %TALLY_AUDIT_WORDS_MAX_BYTES, "nothing" if it is empty
 */
char                  *tally_audit_words_dup_value     (const char               *text);

G_END_DECLS
