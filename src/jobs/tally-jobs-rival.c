/* tally-jobs-rival.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-rival.h"

static gboolean
is_over (const TallyJobsMarkerFile *other,
         const TallyJobsMarkerFile *ours,
         const char                *dead_tokens)
{
  gint64 age_usec = ours->created_utc_usec - other->created_utc_usec;

  if (dead_tokens != NULL
      && strcmp (other->marker.installation, ours->marker.installation) == 0
      && strstr (dead_tokens, other->marker.token) != NULL)
    return TRUE;
  return age_usec >= (gint64) other->marker.ttl_secs * G_USEC_PER_SEC;
}

TallyJobsStanding
tally_jobs_rival_judge (const TallyJobsMarkerFile *other,
                        const TallyJobsMarkerFile *ours,
                        const char                *dead_tokens)
{
  g_return_val_if_fail (other != NULL && ours != NULL, TALLY_JOBS_STANDING_AHEAD);
  if (is_over (other, ours, dead_tokens))
    return TALLY_JOBS_STANDING_OVER;
  if (other->marker.n_renewals > 0 || other->created_utc_usec < ours->created_utc_usec)
    return TALLY_JOBS_STANDING_AHEAD;
  if (other->created_utc_usec > ours->created_utc_usec)
    return TALLY_JOBS_STANDING_BEHIND;
  /* Who of the same second listed first saw nobody and is at work, whatever its id: the one with
   * the lower id must see the other one go before it begins. */
  return other->attachment_id < ours->attachment_id ? TALLY_JOBS_STANDING_AHEAD
                                                    : TALLY_JOBS_STANDING_TIED;
}
