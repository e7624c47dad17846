/* fuzz-calendar.c
 *
 * A schedule from somebody's configuration: understood or refused; the moments of one that is
 * understood come in order.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-calendar.h"

/* The night before clocks change in Chicago. */
#define START ((gint64) 1804917600 * G_USEC_PER_SEC)

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyJobsCalendar) calendar = NULL;
  gint64 utc = START;

  calendar = tally_jobs_calendar_new (text, "America/Chicago", &error);
  if (calendar == NULL)
    {
      g_assert_nonnull (error);
      return 0;
    }
  for (guint i = 0; i < 4 && utc >= 0; i++)
    {
      gint64 next = tally_jobs_calendar_next (calendar, utc);
      g_assert_true (next == -1 || (next > utc && next % G_USEC_PER_SEC == 0));
      utc = next;
    }
  return 0;
}
