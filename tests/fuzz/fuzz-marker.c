/* fuzz-marker.c
 *
 * Any name of an attachment: what is taken for a marker is written the same again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-marker.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autofree char *name = g_strndup ((const char *) data, size);
  g_autofree char *again = NULL;
  TallyJobsMarker marker;

  if (!tally_jobs_marker_parse (name, &marker))
    return 0;
  again = tally_jobs_marker_dup_name (&marker);
  g_assert_cmpstr (again, ==, name);
  g_assert_true (marker.kind == TALLY_JOBS_MARKER_HEAD
                 || (marker.ttl_secs >= 1 && marker.ttl_secs <= TALLY_JOBS_MARKER_MAX_TTL_SECS));
  g_assert_cmpint (marker.counter, >=, 0);
  return 0;
}
