/* tally-sample-batch.h
 *
 * Samples on their way to the store: recorders gather them in memory, the store writes them in one
 * transaction. Adding one takes some nanoseconds. One owner at a time. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-series.h"

G_BEGIN_DECLS

typedef struct _TallySampleBatch TallySampleBatch;

/**
 * TallySampleBatchEntry:
 * @series: number of its series in the batch, 0 and up
 * @utc_usec: when, µs since 1970 UTC
 * @value: the value
 */
typedef struct {
  guint  series;
  gint64 utc_usec;
  gint64 value;
} TallySampleBatchEntry;

/**
 * tally_sample_batch_new:
 *
 * Returns: (transfer full): a batch of samples to be stored, empty
 */
TallySampleBatch *tally_sample_batch_new      (void);

/**
 * tally_sample_batch_free:
 * @self: (nullable): a batch
 *
 * Frees it.
 */
void              tally_sample_batch_free     (TallySampleBatch       *self);

/**
 * tally_sample_batch_find_series:
 * @self: a batch
 * @key: the figure
 * @subject: (nullable): what it is about, an id; %NULL = nothing
 * @scope: what kind of pass it comes from
 *
 * Finds or begins a series; who records much of one series asks once.
 *
 * Returns: its number in the batch
 */
guint             tally_sample_batch_find_series (TallySampleBatch    *self,
                                               TallyMetricKey          key,
                                               const char             *subject,
                                               TallySampleScope        scope);

/**
 * tally_sample_batch_add:
 * @self: a batch
 * @series: number of a series
 * @utc_usec: when, µs since 1970 UTC
 * @value: the value
 *
 * Adds a sample; some nanoseconds.
 */
void              tally_sample_batch_add      (TallySampleBatch       *self,
                                               guint                   series,
                                               gint64                  utc_usec,
                                               gint64                  value);

/**
 * tally_sample_batch_get_n_series:
 * @self: a batch
 *
 * Returns: how many series it knows
 */
guint             tally_sample_batch_get_n_series (const TallySampleBatch *self);

/**
 * tally_sample_batch_get_series:
 * @self: a batch
 * @index: number of a series
 *
 * Returns: (transfer none): its metric, subject and scope; its samples are empty
 */
const TallySeries *tally_sample_batch_get_series (const TallySampleBatch *self,
                                               guint                   index);

/**
 * tally_sample_batch_get_n_samples:
 * @self: a batch
 *
 * Returns: how many samples it holds
 */
guint             tally_sample_batch_get_n_samples (const TallySampleBatch *self);

/**
 * tally_sample_batch_sort:
 * @self: a batch
 *
 * Orders its samples by series and time; those of one time stay in the order they came in.
 *
 * Returns: (transfer none) (array): the samples; valid until the batch changes
 */
const TallySampleBatchEntry *tally_sample_batch_sort (TallySampleBatch *self);

/**
 * tally_sample_batch_clear:
 * @self: a batch
 *
 * Drops its samples; the series keep their numbers.
 */
void              tally_sample_batch_clear    (TallySampleBatch       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallySampleBatch, tally_sample_batch_free)

G_END_DECLS
