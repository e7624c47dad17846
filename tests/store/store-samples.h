/* store-samples.h
 *
 * What the tests of samples share: writing and reading that must work. Main thread of a test only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store-fixture.h"
#include "tally-db-statement.h"
#include "tally-store-samples.h"

G_BEGIN_DECLS

/* The figure that is written where it does not matter which. */
#define STORE_SAMPLES_KEY TALLY_METRIC_RUN_DURATION

/**
 * store_samples_put:
 * @f: a fixture
 * @batch: what to write; emptied
 *
 * Writes a batch.
 */
void               store_samples_put        (StoreFixture      *f,
                                             TallySampleBatch  *batch);

/**
 * store_samples_write:
 * @f: a fixture
 * @utc_usec: when
 * @value: the value
 *
 * Writes one sample of %STORE_SAMPLES_KEY.
 */
void               store_samples_write      (StoreFixture      *f,
                                             gint64             utc_usec,
                                             gint64             value);

/**
 * store_samples_settle:
 * @f: a fixture
 *
 * Settles what waits.
 */
void               store_samples_settle     (StoreFixture      *f);

/**
 * store_samples_prune:
 * @f: a fixture
 *
 * Forgets what is old.
 */
void               store_samples_prune      (StoreFixture      *f);

/**
 * store_samples_read:
 * @f: a fixture
 * @key: a figure without a subject
 * @from: from when on, µs since 1970 UTC
 * @to: until when, µs since 1970 UTC
 * @max_points: at most so many samples
 *
 * Returns: (transfer full): its samples
 */
TallySeries       *store_samples_read       (StoreFixture      *f,
                                             TallyMetricKey     key,
                                             gint64             from,
                                             gint64             to,
                                             guint              max_points);

/**
 * store_samples_chart:
 * @f: a fixture
 * @from: from when on, µs since 1970 UTC
 * @to: until when, µs since 1970 UTC
 * @max_points: at most so many samples
 *
 * Returns: (transfer full): samples of %STORE_SAMPLES_KEY
 */
TallySeries       *store_samples_chart      (StoreFixture      *f,
                                             gint64             from,
                                             gint64             to,
                                             guint              max_points);

/**
 * store_samples_get:
 * @series: a series
 * @index: number of a sample; the test fails if it is not there
 *
 * Returns: (transfer none): the sample
 */
const TallySample *store_samples_get        (TallySeries       *series,
                                             guint              index);

/**
 * store_samples_assert:
 * @actual: a sample
 * @expected: what it must be
 * @is_settled: whether the last value counts: what waits is the later by definition
 *
 * Fails the test unless they are the same.
 */
void               store_samples_assert     (const TallySample *actual,
                                             const TallySample *expected,
                                             gboolean           is_settled);

/**
 * store_samples_open_db:
 * @f: a fixture
 *
 * Returns: (transfer full): a connection beside the store's
 */
TallyDb           *store_samples_open_db    (StoreFixture      *f);

/**
 * store_samples_count_rows:
 * @f: a fixture
 * @tier: a tier
 *
 * Returns: its rows, of the first three series that there are
 */
gint64             store_samples_count_rows (StoreFixture      *f,
                                             TallyTier          tier);

G_END_DECLS
