/* fuzz-blackout.c
 *
 * Blackout windows from somebody's configuration: understood or refused; the end of a window lies
 * in none, and never before the moment.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-blackout.h"

/* The night before clocks change in Chicago. */
#define START ((gint64) 1804917600 * G_USEC_PER_SEC)
#define STEP (7 * (gint64) G_TIME_SPAN_HOUR)

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyJobsBlackout) blackout = tally_jobs_blackout_new (text, "America/Chicago", &error);

  if (blackout == NULL)
    {
      g_assert_nonnull (error);
      return 0;
    }
  for (gint64 utc = START; utc < START + 4 * STEP; utc += STEP)
    {
      gint64 end = tally_jobs_blackout_find_end (blackout, utc);
      g_assert_true (end == -1 || end >= utc);
      if (end >= 0)
        g_assert_cmpint (tally_jobs_blackout_find_end (blackout, end), ==, end);
    }
  return 0;
}
