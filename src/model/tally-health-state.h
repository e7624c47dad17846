/* tally-health-state.h
 *
 * How a part of the installation stands, and why, by names that last. Pure functions over constant tables, any thread.
 * Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TallyHealthState:
 * @TALLY_HEALTH_STATE_OK: as it should be
 * @TALLY_HEALTH_STATE_MAINTENANCE: closed by whoever runs it, until a time
 * @TALLY_HEALTH_STATE_PAUSED: someone switched it off
 * @TALLY_HEALTH_STATE_UNKNOWN: nothing is known, or it was too long ago
 * @TALLY_HEALTH_STATE_LATE: it did not come when it was due
 * @TALLY_HEALTH_STATE_DEGRADED: it works, with something lost
 * @TALLY_HEALTH_STATE_FAILED: it does not work
 * @TALLY_N_HEALTH_STATES: how many there are
 *
 * How a part stands; the worse one is the greater one. The numbers are stored.
 */
typedef enum {
  TALLY_HEALTH_STATE_OK,
  TALLY_HEALTH_STATE_MAINTENANCE,
  TALLY_HEALTH_STATE_PAUSED,
  TALLY_HEALTH_STATE_UNKNOWN,
  TALLY_HEALTH_STATE_LATE,
  TALLY_HEALTH_STATE_DEGRADED,
  TALLY_HEALTH_STATE_FAILED,
  TALLY_N_HEALTH_STATES,
} TallyHealthState;

/**
 * TallyHealthColor:
 * @TALLY_HEALTH_GREEN: well, and known to be
 * @TALLY_HEALTH_YELLOW: somebody should look
 * @TALLY_HEALTH_RED: it does not work
 * @TALLY_HEALTH_GREY: not known, or switched off
 */
typedef enum {
  TALLY_HEALTH_GREEN,
  TALLY_HEALTH_YELLOW,
  TALLY_HEALTH_RED,
  TALLY_HEALTH_GREY,
} TallyHealthColor;

/**
 * TallyHealthReason:
 * @TALLY_HEALTH_REASON_NEVER: nobody looked yet
 * @TALLY_HEALTH_REASON_ANSWERS: the service answers, @amount = µs it took, 0 = not measured
 * @TALLY_HEALTH_REASON_SLOW: it is slow, or calls have to be repeated; @amount as above
 * @TALLY_HEALTH_REASON_AWAY: it did not answer
 * @TALLY_HEALTH_REASON_MAINTENANCE: the service is in maintenance
 * @TALLY_HEALTH_REASON_CIRCUIT: calls are held back after failures, @when = until when
 * @TALLY_HEALTH_REASON_CLOSED: a person holds calls back, @when = until when, 0 = for good
 * @TALLY_HEALTH_REASON_RATE_FREE: @amount of @total calls a minute are free
 * @TALLY_HEALTH_REASON_RATE_SLOWED: the service complained: @amount calls a minute instead of @total
 * @TALLY_HEALTH_REASON_RATE_OFF: no limit is set
 * @TALLY_HEALTH_REASON_TOKEN_TAKEN: the service takes the token
 * @TALLY_HEALTH_REASON_TOKEN_DOUBTFUL: it takes it, and something about it is to be looked at
 * @TALLY_HEALTH_REASON_TOKEN_REFUSED: there is none, or it is refused
 * @TALLY_HEALTH_REASON_SHEETS_READ: all @total source sheets are read
 * @TALLY_HEALTH_REASON_SHEETS_LOST: @amount of @total can't be read
 * @TALLY_HEALTH_REASON_RUN_WELL: the last pass ended well, @amount = µs it took; of all passes @total = its number
 * @TALLY_HEALTH_REASON_RUN_PART: it did a part of its work, @amount as above
 * @TALLY_HEALTH_REASON_RUN_LATER: it has to be tried again later
 * @TALLY_HEALTH_REASON_RUN_FAILED: it failed, @amount = its exit code
 * @TALLY_HEALTH_REASON_RUN_KILLED: it was killed
 * @TALLY_HEALTH_REASON_NEXT: the next pass of schedule @name comes at @when
 * @TALLY_HEALTH_REASON_MISSED: @amount starts of schedule @name did not come, the last at @when
 * @TALLY_HEALTH_REASON_NO_SCHEDULE: no schedule is on
 * @TALLY_HEALTH_REASON_SCHEDULE_BROKEN: the schedules can't be read, @name = why
 * @TALLY_HEALTH_REASON_PAUSED: a person paused @name until @when, 0 = for good
 * @TALLY_HEALTH_REASON_ASIDE: @amount sheets or workbooks are set aside
 * @TALLY_HEALTH_REASON_QUIET: nothing is held back
 * @TALLY_HEALTH_REASON_STORE_SOUND: the store opens, @amount = its bytes
 * @TALLY_HEALTH_REASON_STORE_DOUBTFUL: the last checkup found something about it
 * @TALLY_HEALTH_REASON_STORE_BROKEN: it can't be read, @name = why
 * @TALLY_HEALTH_REASON_ROOM: @amount bytes are free, @total are needed
 * @TALLY_HEALTH_REASON_ROOM_LOW: as above, and that is little
 * @TALLY_HEALTH_REASON_ROOM_SHORT: as above, and that is too little
 * @TALLY_HEALTH_REASON_CHECKED: @amount of @total probes of the last checkup were well, those of other parts left out
 * @TALLY_HEALTH_REASON_CHECKED_BAD: as above, and probe @name was the worst
 * @TALLY_N_HEALTH_REASONS: how many there are
 *
 * Why a part stands as it does. A face has the words.
 */
typedef enum {
  TALLY_HEALTH_REASON_NEVER,
  TALLY_HEALTH_REASON_ANSWERS,
  TALLY_HEALTH_REASON_SLOW,
  TALLY_HEALTH_REASON_AWAY,
  TALLY_HEALTH_REASON_MAINTENANCE,
  TALLY_HEALTH_REASON_CIRCUIT,
  TALLY_HEALTH_REASON_CLOSED,
  TALLY_HEALTH_REASON_RATE_FREE,
  TALLY_HEALTH_REASON_RATE_SLOWED,
  TALLY_HEALTH_REASON_RATE_OFF,
  TALLY_HEALTH_REASON_TOKEN_TAKEN,
  TALLY_HEALTH_REASON_TOKEN_DOUBTFUL,
  TALLY_HEALTH_REASON_TOKEN_REFUSED,
  TALLY_HEALTH_REASON_SHEETS_READ,
  TALLY_HEALTH_REASON_SHEETS_LOST,
  TALLY_HEALTH_REASON_RUN_WELL,
  TALLY_HEALTH_REASON_RUN_PART,
  TALLY_HEALTH_REASON_RUN_LATER,
  TALLY_HEALTH_REASON_RUN_FAILED,
  TALLY_HEALTH_REASON_RUN_KILLED,
  TALLY_HEALTH_REASON_NEXT,
  TALLY_HEALTH_REASON_MISSED,
  TALLY_HEALTH_REASON_NO_SCHEDULE,
  TALLY_HEALTH_REASON_SCHEDULE_BROKEN,
  TALLY_HEALTH_REASON_PAUSED,
  TALLY_HEALTH_REASON_ASIDE,
  TALLY_HEALTH_REASON_QUIET,
  TALLY_HEALTH_REASON_STORE_SOUND,
  TALLY_HEALTH_REASON_STORE_DOUBTFUL,
  TALLY_HEALTH_REASON_STORE_BROKEN,
  TALLY_HEALTH_REASON_ROOM,
  TALLY_HEALTH_REASON_ROOM_LOW,
  TALLY_HEALTH_REASON_ROOM_SHORT,
  TALLY_HEALTH_REASON_CHECKED,
  TALLY_HEALTH_REASON_CHECKED_BAD,
  TALLY_N_HEALTH_REASONS,
} TallyHealthReason;

/**
 * tally_health_state_get_id:
 * @state: a state
 *
 * Returns: (transfer none): its stable id: "ok", "maintenance", "paused", "unknown", "late", "degraded" or "failed"
 */
const char            *tally_health_state_get_id   (TallyHealthState   state);

/**
 * tally_health_state_fold:
 * @state: a state
 *
 * Returns: its colour: only what is known to be well is green
 */
TallyHealthColor       tally_health_state_fold     (TallyHealthState   state);

/**
 * tally_health_reason_get_id:
 * @reason: a reason
 *
 * Returns: (transfer none): its stable id, "circuit"
 */
const char            *tally_health_reason_get_id  (TallyHealthReason  reason);

G_END_DECLS
