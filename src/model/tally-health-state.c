/* tally-health-state.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-health-state.h"

const char *
tally_health_state_get_id (TallyHealthState state)
{
  static const char *const ids[TALLY_N_HEALTH_STATES] = {
    "ok", "maintenance", "paused", "unknown", "late", "degraded", "failed",
  };

  g_return_val_if_fail (state < TALLY_N_HEALTH_STATES, "unknown");
  return ids[state];
}

TallyHealthColor
tally_health_state_fold (TallyHealthState state)
{
  switch (state)
    {
    case TALLY_HEALTH_STATE_OK:
      return TALLY_HEALTH_GREEN;
    case TALLY_HEALTH_STATE_LATE:
    case TALLY_HEALTH_STATE_DEGRADED:
      return TALLY_HEALTH_YELLOW;
    case TALLY_HEALTH_STATE_FAILED:
      return TALLY_HEALTH_RED;
    case TALLY_HEALTH_STATE_MAINTENANCE:
    case TALLY_HEALTH_STATE_PAUSED:
    case TALLY_HEALTH_STATE_UNKNOWN:
    case TALLY_N_HEALTH_STATES:
    default:
      return TALLY_HEALTH_GREY;
    }
}

const char *
tally_health_reason_get_id (TallyHealthReason reason)
{
  static const char *const ids[TALLY_N_HEALTH_REASONS] = {
    [TALLY_HEALTH_REASON_NEVER] = "never",
    [TALLY_HEALTH_REASON_ANSWERS] = "answers",
    [TALLY_HEALTH_REASON_SLOW] = "slow",
    [TALLY_HEALTH_REASON_AWAY] = "away",
    [TALLY_HEALTH_REASON_MAINTENANCE] = "maintenance",
    [TALLY_HEALTH_REASON_CIRCUIT] = "circuit",
    [TALLY_HEALTH_REASON_CLOSED] = "closed",
    [TALLY_HEALTH_REASON_RATE_FREE] = "rate-free",
    [TALLY_HEALTH_REASON_RATE_SLOWED] = "rate-slowed",
    [TALLY_HEALTH_REASON_RATE_OFF] = "rate-off",
    [TALLY_HEALTH_REASON_TOKEN_TAKEN] = "token-taken",
    [TALLY_HEALTH_REASON_TOKEN_DOUBTFUL] = "token-doubtful",
    [TALLY_HEALTH_REASON_TOKEN_REFUSED] = "token-refused",
    [TALLY_HEALTH_REASON_SHEETS_READ] = "sheets-read",
    [TALLY_HEALTH_REASON_SHEETS_LOST] = "sheets-lost",
    [TALLY_HEALTH_REASON_RUN_WELL] = "run-well",
    [TALLY_HEALTH_REASON_RUN_PART] = "run-part",
    [TALLY_HEALTH_REASON_RUN_LATER] = "run-later",
    [TALLY_HEALTH_REASON_RUN_FAILED] = "run-failed",
    [TALLY_HEALTH_REASON_RUN_KILLED] = "run-killed",
    [TALLY_HEALTH_REASON_NEXT] = "next",
    [TALLY_HEALTH_REASON_MISSED] = "missed",
    [TALLY_HEALTH_REASON_NO_SCHEDULE] = "no-schedule",
    [TALLY_HEALTH_REASON_SCHEDULE_BROKEN] = "schedule-broken",
    [TALLY_HEALTH_REASON_PAUSED] = "paused",
    [TALLY_HEALTH_REASON_ASIDE] = "aside",
    [TALLY_HEALTH_REASON_QUIET] = "quiet",
    [TALLY_HEALTH_REASON_STORE_SOUND] = "store-sound",
    [TALLY_HEALTH_REASON_STORE_DOUBTFUL] = "store-doubtful",
    [TALLY_HEALTH_REASON_STORE_BROKEN] = "store-broken",
    [TALLY_HEALTH_REASON_ROOM] = "room",
    [TALLY_HEALTH_REASON_ROOM_LOW] = "room-low",
    [TALLY_HEALTH_REASON_ROOM_SHORT] = "room-short",
    [TALLY_HEALTH_REASON_CHECKED] = "checked",
    [TALLY_HEALTH_REASON_CHECKED_BAD] = "checked-bad",
  };

  g_return_val_if_fail (reason < TALLY_N_HEALTH_REASONS, "never");
  return ids[reason];
}
