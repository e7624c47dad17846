/* tally-jobs-rival.h
 *
 * Who publishes when several want to: the rule by which everybody who sees the same leases comes
 * to the same end. Time is the server's alone: our own lease, attached a moment ago, says what
 * time it is. Pure functions. Depends on core alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-jobs-marker.h"

G_BEGIN_DECLS

/**
 * TallyJobsMarkerFile:
 * @marker: what its name says
 * @attachment_id: the attachment
 * @created_utc_usec: when the server made it, µs since 1970 UTC
 *
 * A marker as it hangs on the target sheet.
 */
typedef struct {
  TallyJobsMarker marker;
  gint64          attachment_id;
  gint64          created_utc_usec;
} TallyJobsMarkerFile;

/**
 * TallyJobsStanding:
 * @TALLY_JOBS_STANDING_OVER: it holds no longer: anybody may remove it
 * @TALLY_JOBS_STANDING_AHEAD: it goes before ours
 * @TALLY_JOBS_STANDING_TIED: made in the same second; it gives way, unless it won before ours was
 *   there: look again until it is gone
 * @TALLY_JOBS_STANDING_BEHIND: it came after ours and gives way
 *
 * How another lease stands to ours.
 */
typedef enum {
  TALLY_JOBS_STANDING_OVER,
  TALLY_JOBS_STANDING_AHEAD,
  TALLY_JOBS_STANDING_TIED,
  TALLY_JOBS_STANDING_BEHIND,
} TallyJobsStanding;

/**
 * tally_jobs_rival_judge:
 * @other: another lease
 * @ours: our lease, just attached and not renewed
 * @dead_tokens: (nullable): tokens of our own installation whose processes are proved dead, any
 *   text between them
 *
 * The oldest goes first, of the same second the one with the lower id; a lease that was renewed is
 * at work and goes before all that were not.
 *
 * Returns: how @other stands
 */
TallyJobsStanding tally_jobs_rival_judge (const TallyJobsMarkerFile *other,
                                          const TallyJobsMarkerFile *ours,
                                          const char                *dead_tokens);

G_END_DECLS
