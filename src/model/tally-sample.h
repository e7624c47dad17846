/* tally-sample.h
 *
 * One value of a figure, or what several of them come to: how many, their sum, the least, the
 * greatest, the last. Whole numbers, so that merging in any grouping gives the same. Plain values,
 * any thread. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* 31 years in µs, a thousand terabytes: what is beyond is cut to it, so that the sum of all that one
 * hour can hold stays within 64 bits. */
#define TALLY_SAMPLE_MAX_VALUE G_GINT64_CONSTANT (1000000000000000)

/**
 * TallySampleScope:
 * @TALLY_SAMPLE_FULL: a pass over everything, or a figure that no filter changes
 * @TALLY_SAMPLE_PART: a pass with filters, a limit, chosen jobs or force, one that goes on with
 *   another, a restore, a comparison: no measure for full ones
 * @TALLY_SAMPLE_DRY: a pass over everything that publishes nothing
 * @TALLY_N_SAMPLE_SCOPES: how many there are
 *
 * What kind of pass a figure comes from. The numbers are stored.
 */
typedef enum {
  TALLY_SAMPLE_FULL,
  TALLY_SAMPLE_PART,
  TALLY_SAMPLE_DRY,
  TALLY_N_SAMPLE_SCOPES,
} TallySampleScope;

/**
 * TallySample:
 * @utc_usec: when, or where its stretch of time begins, µs since 1970 UTC
 * @n: how many values, 1 and up; 0 = none
 * @total: their sum
 * @lowest: the least of them
 * @highest: the greatest of them
 * @last: the latest of them
 */
typedef struct {
  gint64 utc_usec;
  gint64 n;
  gint64 total;
  gint64 lowest;
  gint64 highest;
  gint64 last;
} TallySample;

/**
 * tally_sample_init:
 * @self: (out caller-allocates): a sample
 * @utc_usec: when, µs since 1970 UTC
 * @value: its one value, cut to ± %TALLY_SAMPLE_MAX_VALUE
 *
 * Makes the sample of one value.
 */
void        tally_sample_init          (TallySample       *self,
                                        gint64             utc_usec,
                                        gint64             value);

/**
 * tally_sample_merge:
 * @self: a sample, perhaps without values; keeps its time
 * @later: what is added; its last value counts as the later one
 *
 * Adds the values of another sample.
 */
void        tally_sample_merge         (TallySample       *self,
                                        const TallySample *later);

/**
 * tally_sample_get_mean:
 * @self: a sample
 *
 * Returns: the mean of its values, rounded half away from zero; 0 if it has none
 */
gint64      tally_sample_get_mean      (const TallySample *self);

/**
 * tally_sample_get_bucket:
 * @utc_usec: a time, µs since 1970 UTC
 * @width_usec: width of a bucket, µs, 1 and up
 *
 * Returns: where the bucket begins that the time falls into, counted from 1970 UTC: zones and
 *   summer time change nothing; also right before 1970
 */
gint64      tally_sample_get_bucket    (gint64             utc_usec,
                                        gint64             width_usec);

/**
 * tally_sample_scope_get_id:
 * @scope: a scope
 *
 * Returns: (transfer none): its stable id: "full", "part" or "dry"
 */
const char *tally_sample_scope_get_id  (TallySampleScope   scope);

/**
 * tally_sample_scope_find:
 * @id: (nullable): an id
 * @out_scope: (out): the scope; untouched if there is none
 *
 * Returns: %TRUE if @id is the id of a scope
 */
gboolean    tally_sample_scope_find    (const char        *id,
                                        TallySampleScope  *out_scope) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
