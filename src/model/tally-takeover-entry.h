/* tally-takeover-entry.h
 *
 * One identity of a comparison before a takeover: what hangs on the target beside ours, and the
 * lines in which they differ. Plain values, one owner at a time. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-plan.h"

G_BEGIN_DECLS

/**
 * TallyTakeoverStatus:
 * @TALLY_TAKEOVER_SAME: same total, same lines
 * @TALLY_TAKEOVER_LINES: same total, other lines
 * @TALLY_TAKEOVER_DIFFERS: another total
 * @TALLY_TAKEOVER_MISSING: nothing hangs there, ours would be added
 * @TALLY_TAKEOVER_NO_ROW: the work request has no row on the target
 * @TALLY_TAKEOVER_EXTRA: a workbook hangs there for which we have no lines
 * @TALLY_TAKEOVER_UNREADABLE: what hangs there can't be read
 * @TALLY_N_TAKEOVER_STATUSES: how many there are
 */
typedef enum {
  TALLY_TAKEOVER_SAME,
  TALLY_TAKEOVER_LINES,
  TALLY_TAKEOVER_DIFFERS,
  TALLY_TAKEOVER_MISSING,
  TALLY_TAKEOVER_NO_ROW,
  TALLY_TAKEOVER_EXTRA,
  TALLY_TAKEOVER_UNREADABLE,
  TALLY_N_TAKEOVER_STATUSES,
} TallyTakeoverStatus;

/**
 * TallyTakeoverChange:
 * @TALLY_TAKEOVER_ADDED: only we have the line
 * @TALLY_TAKEOVER_REMOVED: only the file there has it
 * @TALLY_TAKEOVER_CHANGED: its price or quantity is another one
 */
typedef enum {
  TALLY_TAKEOVER_ADDED,
  TALLY_TAKEOVER_REMOVED,
  TALLY_TAKEOVER_CHANGED,
} TallyTakeoverChange;

/**
 * TallyTakeoverLine:
 * @change: what became of it
 * @point: (owned): point number
 * @unit_code: (owned): billable unit code
 * @work_type: (owned): work type
 * @our_cents: our price, 0 for a removed one
 * @their_cents: the price there, 0 for an added one
 *
 * A line in which the two differ.
 */
typedef struct {
  TallyTakeoverChange  change;
  char                *point;
  char                *unit_code;
  char                *work_type;
  TallyMoney           our_cents;
  TallyMoney           their_cents;
} TallyTakeoverLine;

/**
 * TallyTakeoverEntry:
 * @identity: (owned): which workbook
 * @status: what came out
 * @hold: why ours would be held, as far as it is not for what hangs there; but
 *   %TALLY_HOLD_TAKEOVER_SHRINKS tells that not even a take-over would replace that
 * @our_lines: our lines
 * @our_cents: our total
 * @their_lines: lines in the blocks of the newest file there
 * @their_cents: its total as shown, 0 if there is none or it can't be read
 * @n_hidden: lines of ours that its total counts and its blocks leave out, as the predecessor does
 *   with lines without a day of the week
 * @n_files: files of this identity there; more than one is one too many
 * @attachment_id: the newest, 0 = none
 * @created_utc_usec: when that was attached
 * @file_name: (owned): its name, "" = none
 * @is_ours: it was written by this program
 * @remark: (owned): why it can't be read, "" = nothing to remark; public text
 * @lines: (owned) (element-type TallyTakeoverLine): where they differ
 *
 * An identity.
 */
typedef struct {
  TallyIdentity       *identity;
  TallyTakeoverStatus  status;
  TallyHold            hold;
  guint                our_lines;
  TallyMoney           our_cents;
  guint                their_lines;
  TallyMoney           their_cents;
  guint                n_hidden;
  guint                n_files;
  gint64               attachment_id;
  gint64               created_utc_usec;
  char                *file_name;
  gboolean             is_ours;
  char                *remark;
  GPtrArray           *lines;
} TallyTakeoverEntry;

/**
 * tally_takeover_entry_new:
 * @identity: which workbook; copied
 *
 * Returns: (transfer full): an entry, %TALLY_TAKEOVER_MISSING
 */
TallyTakeoverEntry *tally_takeover_entry_new      (const TallyIdentity     *identity);

/**
 * tally_takeover_entry_free:
 * @self: (nullable): an entry
 *
 * Frees it.
 */
void                tally_takeover_entry_free     (TallyTakeoverEntry      *self);

/**
 * tally_takeover_entry_add_line:
 * @self: an entry
 * @line: a line; its texts are copied
 *
 * Notes a line in which the two differ.
 */
void                tally_takeover_entry_add_line (TallyTakeoverEntry      *self,
                                                   const TallyTakeoverLine *line);

/**
 * tally_takeover_status_get_id:
 * @status: a status
 *
 * Returns: (transfer none): its stable id: "same", "lines", "differs", "missing", "no_row", "extra",
 *   "unreadable"
 */
const char         *tally_takeover_status_get_id  (TallyTakeoverStatus   status);

/**
 * tally_takeover_status_get_title:
 * @status: a status
 *
 * Returns: (transfer none): a few words for people
 */
const char         *tally_takeover_status_get_title (TallyTakeoverStatus status);

/**
 * tally_takeover_change_get_id:
 * @change: a change
 *
 * Returns: (transfer none): "added", "removed" or "changed"
 */
const char         *tally_takeover_change_get_id  (TallyTakeoverChange   change);

G_END_DECLS
