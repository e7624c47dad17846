/* tally-line-change.h
 *
 * What changed on a billing line, when, and who wrote it. The store remembers the changes, the cell
 * history of the service puts names on those that matter, the audit judges them. Plain values; texts
 * are borrowed from whoever hands them out. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-field.h"
#include "tally-types.h"

G_BEGIN_DECLS

/**
 * TallyWriter:
 * @TALLY_WRITER_UNKNOWN: nobody told, or what was told can't be read
 * @TALLY_WRITER_PERSON: a person
 * @TALLY_WRITER_AUTOMATION: a workflow of the service (automation@smartsheet.com)
 * @TALLY_WRITER_CELL_LINK: a link from another sheet (cell-link@smartsheet.com)
 * @TALLY_N_WRITERS: how many there are
 *
 * Who wrote a value (billing rule 1.14).
 */
typedef enum {
  TALLY_WRITER_UNKNOWN,
  TALLY_WRITER_PERSON,
  TALLY_WRITER_AUTOMATION,
  TALLY_WRITER_CELL_LINK,
  TALLY_N_WRITERS,
} TallyWriter;

/**
 * TallyLineChangeKind:
 * @TALLY_LINE_CHANGE_FIELD: a field got another value
 * @TALLY_LINE_CHANGE_GONE: the row is gone
 * @TALLY_LINE_CHANGE_BACK: the row, once gone, is there again
 */
typedef enum {
  TALLY_LINE_CHANGE_FIELD = 1,
  TALLY_LINE_CHANGE_GONE = 2,
  TALLY_LINE_CHANGE_BACK = 3,
} TallyLineChangeKind;

/**
 * TallyLineChange:
 * @kind: what happened
 * @field: which field; %TALLY_N_FIELDS when it is the whole row
 * @writer: who wrote it
 * @is_attributed: whether @writer, @written_by and @written_utc_usec are those of this very cell, from
 *   its history; else they are those of the row's last writing
 * @sheet_id: the line's sheet
 * @row_id: the line's row
 * @run_id: the run that noticed it
 * @noticed_utc_usec: when, µs since 1970 UTC
 * @written_utc_usec: when it was written, µs since 1970 UTC, 0 if not told
 * @written_by: e-mail address of who wrote it, "" if not told
 * @old_value: canonical text: ISO days, dollars with two decimals, exact numbers; "" = none
 * @new_value: likewise
 *
 * One change of one field of one line.
 */
struct _TallyLineChange {
  TallyLineChangeKind  kind;
  TallyField           field;
  TallyWriter          writer;
  gboolean             is_attributed;
  gint64               sheet_id;
  gint64               row_id;
  gint64               run_id;
  gint64               noticed_utc_usec;
  gint64               written_utc_usec;
  const char          *written_by;
  const char          *old_value;
  const char          *new_value;
};

/**
 * tally_writer_of:
 * @address: (nullable): e-mail address of who wrote a value
 *
 * Tells the service's own writers from people; letters' case does not matter.
 *
 * Returns: who it is
 */
TallyWriter  tally_writer_of         (const char             *address);

/**
 * tally_writer_get_id:
 * @writer: who
 *
 * Returns: (transfer none): "unknown", "person", "automation", "cell-link"
 */
const char  *tally_writer_get_id     (TallyWriter             writer);

/**
 * tally_line_change_compare:
 * @a: a change
 * @b: a change
 *
 * Orders by sheet id, row id, time of writing (of noticing if not told), field.
 *
 * Returns: less than, equal to or more than 0
 */
int          tally_line_change_compare (const TallyLineChange *a,
                                        const TallyLineChange *b);

G_END_DECLS
