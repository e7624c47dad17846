/* tally-audit-moves.h
 *
 * Billed lines that were moved to another week: by whom, when, and whether an automation did it by itself
 * (billing rule 1.14). What the detector of moved weeks collects. Plain values; depends on model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-billed.h"

G_BEGIN_DECLS

/* Changes of a unit's completion so near to the stamp of an automation caused it (billing incident 43: the
 * service batches them for up to 4 min 22 s). */
#define TALLY_AUDIT_MOVES_CAUSE_SECS (15 * 60)

/**
 * TallyAuditMove:
 * @line: number of the line
 * @sheet_id: its sheet
 * @stamp_utc_usec: when the automation wrote its day or week, 0 = it did not, or that is not told
 * @moved_utc_usec: when it was moved, by whomever, as far as that is told, 0 = it is not
 * @is_standing: whether the line is in another week now: else it was moved back
 * @is_self_fired: whether an automation moved it and nothing else explains that
 * @is_untold: whether it is not known who moved it, or what made the automation do so
 * @day: (borrowed) (nullable): the change of its day that moved it
 * @week: (borrowed) (nullable): the change of its week that moved it
 * @gap_secs: seconds between the stamp and the nearest change of its completion, -1 = there is none
 * @is_completion_known: whether all changes of its completion are known
 * @billed: what is known of the line
 *
 * One line that was moved.
 */
typedef struct {
  guint                   line;
  gint64                  sheet_id;
  gint64                  stamp_utc_usec;
  gint64                  moved_utc_usec;
  gboolean                is_standing;
  gboolean                is_self_fired;
  gboolean                is_untold;
  const TallyLineChange  *day;
  const TallyLineChange  *week;
  gint64                  gap_secs;
  gboolean                is_completion_known;
  TallyAuditBilled        billed;
} TallyAuditMove;

/**
 * tally_audit_moves_find:
 * @self: (out caller-allocates): the move
 * @input: a sealed input
 * @billed: what is known of a billed line
 * @index: number of the line
 *
 * Looks whether a line stands in another week than that in which it was billed, by its week or by its day,
 * or did so once.
 *
 * Returns: %TRUE if it does, or did
 */
gboolean tally_audit_moves_find  (TallyAuditMove          *self,
                                  const TallyAuditInput   *input,
                                  const TallyAuditBilled  *billed,
                                  guint                    index);

G_END_DECLS
