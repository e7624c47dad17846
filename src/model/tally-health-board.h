/* tally-health-board.h
 *
 * How the whole installation stands, as the engine reads it for faces: its parts with their history, its last passes, its
 * sheets, what the checkup found. Plain values, one owner at a time. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-health-state.h"
#include "tally-health.h"
#include "tally-series.h"

G_BEGIN_DECLS

/**
 * TallyHealthCell:
 * @from_utc_usec: where its stretch of time begins, µs since 1970 UTC
 * @state: the worst that was seen in it; what stood before counts until it is stale
 */
typedef struct {
  gint64           from_utc_usec;
  TallyHealthState state;
} TallyHealthCell;

/**
 * TallyHealthPart:
 * @id: stable name: "service", "rate", "token", "sources", "run", "schedule", "guards", "database", "disk", "checkup"
 * @state: how it stands
 * @was: how it stood when it was last known; @state may differ if @is_stale
 * @reason: why @was
 * @is_required: whether nothing goes without it; others make the whole yellow at most
 * @is_stale: whether what is known is too old to count
 * @amount: see #TallyHealthReason
 * @total: see #TallyHealthReason
 * @when_utc_usec: see #TallyHealthReason, µs since 1970 UTC
 * @name: (owned): see #TallyHealthReason; may be private
 * @as_of_utc_usec: when that was so, µs since 1970 UTC, 0 = never looked
 * @cells: (owned) (element-type TallyHealthCell): how it stood, the oldest first
 * @trend: (owned) (nullable): the figure behind it, within the time asked for
 */
typedef struct {
  const char        *id;
  TallyHealthState   state;
  TallyHealthState   was;
  TallyHealthReason  reason;
  gboolean           is_required;
  gboolean           is_stale;
  gint64             amount;
  gint64             total;
  gint64             when_utc_usec;
  char              *name;
  gint64             as_of_utc_usec;
  GArray            *cells;
  TallySeries       *trend;
} TallyHealthPart;

/**
 * TallyHealthRun:
 * @run_id: its number
 * @state: how it ended
 * @begin_utc_usec: µs since 1970 UTC
 * @end_utc_usec: µs since 1970 UTC; of one at work now
 * @is_open: whether it is at work
 * @was_killed: whether it did not end by itself
 * @exit_code: what it ended with, -1 = it did not
 * @kind: (owned): what it was asked to do
 */
typedef struct {
  gint64            run_id;
  TallyHealthState  state;
  gint64            begin_utc_usec;
  gint64            end_utc_usec;
  gboolean          is_open;
  gboolean          was_killed;
  int               exit_code;
  char             *kind;
} TallyHealthRun;

/**
 * TallyHealthSheet:
 * @sheet_id: its id
 * @is_lost: whether it could not be read the last time
 * @read_utc_usec: when its lines were read, µs since 1970 UTC, 0 = never
 * @modified_utc_usec: when it was last written, µs since 1970 UTC, 0 = not known
 * @n_rows: its rows, -1 = not known
 * @name: (owned): private
 *
 * How fresh a source sheet is.
 */
typedef struct {
  gint64    sheet_id;
  gboolean  is_lost;
  gint64    read_utc_usec;
  gint64    modified_utc_usec;
  gint64    n_rows;
  char     *name;
} TallyHealthSheet;

/**
 * TallyHealthFound:
 * @id: stable name of the probe
 * @title: what people call it, English
 * @status: what it found when it was not skipped
 * @as_of_utc_usec: when, µs since 1970 UTC, 0 = never
 *
 * What a probe of the checkup found last.
 */
typedef struct {
  const char        *id;
  const char        *title;
  TallyHealthStatus  status;
  gint64             as_of_utc_usec;
} TallyHealthFound;

/**
 * TallyHealthBoard:
 * @now_utc_usec: when it was read, µs since 1970 UTC
 * @from_utc_usec: where its history begins
 * @state: of the whole
 * @cause: (nullable): the part that makes it so; %NULL if all is well
 * @is_running: whether a pass is at work
 * @has_store: whether there is a store to read; else only what the machine says is known
 * @parts: (owned) (element-type TallyHealthPart): in the order shown
 * @runs: (owned) (element-type TallyHealthRun): of that time, and the two newest in any case; the oldest first
 * @sheets: (owned) (element-type TallyHealthSheet): lost ones first, then by the time they were read
 * @found: (owned) (element-type TallyHealthFound): by the registry's order
 *
 * The whole.
 */
typedef struct {
  gint64                 now_utc_usec;
  gint64                 from_utc_usec;
  TallyHealthState       state;
  const TallyHealthPart *cause;
  gboolean               is_running;
  gboolean               has_store;
  GPtrArray             *parts;
  GPtrArray             *runs;
  GPtrArray             *sheets;
  GArray                *found;
} TallyHealthBoard;

/**
 * tally_health_part_new:
 * @id: its name, static
 * @is_required: whether nothing goes without it
 *
 * Returns: (transfer full): a part of which nothing is known
 */
TallyHealthPart       *tally_health_part_new       (const char              *id,
                                                    gboolean                 is_required);

/**
 * tally_health_board_new:
 *
 * Returns: (transfer full): a board without parts
 */
TallyHealthBoard      *tally_health_board_new      (void);

/**
 * tally_health_board_roll_up:
 * @self: a board whose parts are judged
 *
 * Judges the whole: the worst of what is required; of the rest what is late or worse, which counts as
 * %TALLY_HEALTH_STATE_DEGRADED at most.
 */
void                   tally_health_board_roll_up  (TallyHealthBoard        *self);

/**
 * tally_health_board_free:
 * @self: (nullable): a board
 *
 * Frees it.
 */
void                   tally_health_board_free     (TallyHealthBoard        *self);

/**
 * tally_health_board_find:
 * @self: a board
 * @id: name of a part
 *
 * Returns: (transfer none) (nullable): the part
 */
const TallyHealthPart *tally_health_board_find     (const TallyHealthBoard  *self,
                                                    const char              *id);

/**
 * tally_health_board_write_json:
 * @self: a board
 *
 * Writes what a program can read of it: states, reasons, history and figures by their ids; names of sheets are left out.
 *
 * Returns: (transfer full): a JSON object
 */
char                  *tally_health_board_write_json (const TallyHealthBoard *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyHealthBoard, tally_health_board_free)

G_END_DECLS
