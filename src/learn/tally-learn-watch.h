/* tally-learn-watch.h
 *
 * What keeps an eye on learning: whether findings are still like those it learnt from, and whether verdicts can be trusted
 * to learn from. Plain functions, any thread. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-learn-frame.h"

G_BEGIN_DECLS

/* Drift as the field reads it: below the first nothing happened, from the second on a model should be learnt anew. */
#define TALLY_LEARN_WATCH_DRIFT_SOME 0.1
#define TALLY_LEARN_WATCH_DRIFT_MUCH 0.25

/* Rows this near are nearly the same (tally-learn-similar.h). */
#define TALLY_LEARN_WATCH_NEAR 0.05

/* Labels that are searched for contradictions, the last ones; each is held against all of the other class. */
#define TALLY_LEARN_WATCH_MAX_LABELS 10000

/* Verdicts of one reviewer, all the same, that came faster than anybody can read. */
#define TALLY_LEARN_WATCH_BULK_MIN 10
#define TALLY_LEARN_WATCH_BULK_GAP_USEC (2 * G_USEC_PER_SEC)

/**
 * tally_learn_watch_find_drift:
 * @before: (array length=n_before): values of a column when it was learnt from, NaN where one is missing
 * @n_before: how many
 * @now: (array length=n_now): its values now
 * @n_now: how many
 *
 * Population stability index over ten parts that held as many values each before, and one of missing values (Siddiqi
 * 2006); half a row more in each keeps it finite. O(n log n).
 *
 * Returns: 0 = the same, %TALLY_LEARN_WATCH_DRIFT_SOME, %TALLY_LEARN_WATCH_DRIFT_MUCH; 0 without rows
 */
double  tally_learn_watch_find_drift          (const double          *before,
                                               gsize                  n_before,
                                               const double          *now,
                                               gsize                  n_now);

/**
 * TallyLearnContradiction:
 * @positive: number of a row with label 1
 * @negative: number of the row with label 0 that is nearest
 * @distance: how far they are apart, at most %TALLY_LEARN_WATCH_NEAR
 *
 * Two rows that are nearly the same and were judged differently.
 */
typedef struct {
  gsize  positive;
  gsize  negative;
  double distance;
} TallyLearnContradiction;

/**
 * tally_learn_watch_find_contradictions:
 * @frame: rows
 * @labels: (array): of each row 0, 1, or -1 = none
 *
 * Looks at the last %TALLY_LEARN_WATCH_MAX_LABELS labels. O(labels of one class · labels of the other · columns).
 *
 * Returns: (transfer full) (element-type TallyLearnContradiction): one a positive row at most, nearest first
 */
GArray *tally_learn_watch_find_contradictions (const TallyLearnFrame *frame,
                                               const gint8           *labels);

/**
 * TallyLearnVerdict:
 * @utc_usec: when it was given, µs
 * @reviewer: number of who gave it
 * @label: 0 or 1; -1 = one that teaches nothing
 *
 * A verdict.
 */
typedef struct {
  gint64 utc_usec;
  guint  reviewer;
  gint8  label;
} TallyLearnVerdict;

/**
 * TallyLearnBulk:
 * @reviewer: number of who gave them
 * @label: the label that all have
 * @n: how many, %TALLY_LEARN_WATCH_BULK_MIN or more
 * @from_utc_usec: the first, µs
 * @to_utc_usec: the last
 *
 * Verdicts that came in bulk.
 */
typedef struct {
  guint  reviewer;
  gint8  label;
  guint  n;
  gint64 from_utc_usec;
  gint64 to_utc_usec;
} TallyLearnBulk;

/**
 * tally_learn_watch_find_bulks:
 * @verdicts: (array length=n): in any order
 * @n: how many
 *
 * Finds runs of equal verdicts of one reviewer, each at most %TALLY_LEARN_WATCH_BULK_GAP_USEC after the one before.
 *
 * Returns: (transfer full) (element-type TallyLearnBulk): by reviewer, then by time
 */
GArray *tally_learn_watch_find_bulks          (const TallyLearnVerdict *verdicts,
                                               gsize                    n);

/**
 * tally_learn_watch_find_kappa:
 * @ours: (array length=n): labels of one reviewer: 0, 1, or -1 = none
 * @theirs: (array length=n): labels of another
 * @n: rows
 * @out_n_both: (out) (optional): rows that both have judged
 *
 * How much two reviewers agree beyond chance (Cohen 1960).
 *
 * Returns: 1 = always, 0 = as by chance; NaN if there is no row that both judged, or both always said the same one thing
 */
double  tally_learn_watch_find_kappa          (const gint8             *ours,
                                               const gint8             *theirs,
                                               gsize                    n,
                                               gsize                   *out_n_both);

G_END_DECLS
