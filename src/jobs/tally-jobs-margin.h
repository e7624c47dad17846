/* tally-jobs-margin.h
 *
 * How late a start may be before it counts as missed. Machines of a CI start 25 to 57 minutes late
 * on an ordinary day, and a margin below that is a false alarm each time. So it is an hour until
 * %TALLY_JOBS_MARGIN_MIN_STARTS starts were seen; then half as much again as the lateness that 95 of
 * 100 starts stayed within (nearest rank, newest %TALLY_JOBS_MARGIN_MAX_STARTS), and five minutes.
 * Starts that made up for a time in which nobody was there do not count. Pure; depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TALLY_JOBS_MARGIN_MIN_STARTS 20
#define TALLY_JOBS_MARGIN_MAX_STARTS 100
#define TALLY_JOBS_MARGIN_FIRST_USEC (60 * (gint64) G_TIME_SPAN_MINUTE)
#define TALLY_JOBS_MARGIN_LEAST_USEC (5 * (gint64) G_TIME_SPAN_MINUTE)

/**
 * tally_jobs_margin_learn:
 * @lateness_usec: (element-type gint64): µs between when starts were to happen and when they did,
 *   oldest first; one before its time counts as 0
 *
 * Returns: µs that a start may be late, %TALLY_JOBS_MARGIN_LEAST_USEC and up
 */
gint64 tally_jobs_margin_learn (GArray *lateness_usec);

G_END_DECLS
