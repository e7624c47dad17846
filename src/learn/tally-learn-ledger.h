/* tally-learn-ledger.h
 *
 * What scores have been worth, with how sure that is: intervals of shares, how often what was above the line was right,
 * whether probabilities come true, how much was missed, and how far the list has to be read. Plain functions, any thread.
 * All intervals are of 95 %. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bins of a calibration plot. */
#define TALLY_LEARN_LEDGER_BINS 10

/**
 * TallyLearnInterval:
 * @estimate: what is most likely; NaN where nothing is known
 * @low: the true value is hardly below
 * @high: and hardly above
 *
 * A share and how sure it is; 0 … 1 each.
 */
typedef struct {
  double estimate;
  double low;
  double high;
} TallyLearnInterval;

/**
 * tally_learn_ledger_find_interval:
 * @n_hits: hits
 * @n: of so many, @n_hits or more
 * @out_interval: (out caller-allocates): their share; 0 … 1 if @n is 0
 *
 * The interval of Wilson 1927, which is right for few and for shares near 0 and 1.
 */
void tally_learn_ledger_find_interval    (gsize               n_hits,
                                          gsize               n,
                                          TallyLearnInterval *out_interval);

/**
 * TallyLearnConfusion:
 * @n: (array fixed-size=4): rows by label and by whether they are at or above the line: n[label][is above]
 * @precision: share of hits among those above
 * @recall: share of those above among hits
 *
 * What the line parts.
 */
typedef struct {
  gsize              n[2][2];
  TallyLearnInterval precision;
  TallyLearnInterval recall;
} TallyLearnConfusion;

/**
 * tally_learn_ledger_confuse:
 * @probabilities: (array length=n): of each row
 * @labels: (array length=n): 0, 1, or -1 = unknown: left out
 * @n: rows
 * @line: the probability from which a row is shown as a hit
 * @out_confusion: (out caller-allocates): the table
 *
 * Counts.
 */
void tally_learn_ledger_confuse          (const double        *probabilities,
                                          const gint8         *labels,
                                          gsize                n,
                                          double               line,
                                          TallyLearnConfusion *out_confusion);

/**
 * TallyLearnCalibrationBin:
 * @n: rows with a label whose probability is in the bin
 * @mean_probability: their mean; NaN without any
 * @share: of hits among them
 *
 * A bar of a calibration plot: probabilities that come true have @mean_probability within @share.
 */
typedef struct {
  gsize              n;
  double             mean_probability;
  TallyLearnInterval share;
} TallyLearnCalibrationBin;

/**
 * tally_learn_ledger_fill_bins:
 * @probabilities: (array length=n): of each row
 * @labels: (array length=n): 0, 1, or -1 = unknown: left out
 * @n: rows
 * @out_bins: (out caller-allocates) (array fixed-size=10): bins of equal width, from 0 to 1
 *
 * Counts.
 */
void tally_learn_ledger_fill_bins        (const double             *probabilities,
                                          const gint8              *labels,
                                          gsize                     n,
                                          TallyLearnCalibrationBin  out_bins[TALLY_LEARN_LEDGER_BINS]);

/**
 * tally_learn_ledger_find_recall:
 * @n_found: hits that were found so far, however they were come by
 * @n_drawn: rows that were drawn by chance from those that nobody had looked at, and then looked at
 * @n_drawn_hits: hits among them, which are in @n_found too
 * @n_left: rows that nobody has looked at
 * @out_recall: (out caller-allocates): share of all hits that was found; NaN and 0 … 1 if nothing was drawn
 *
 * What was missed, by what a random sample of it holds. The rows drawn stand for those left: draw them throughout, not from
 * the rest of a list.
 */
void tally_learn_ledger_find_recall      (gsize               n_found,
                                          gsize               n_drawn,
                                          gsize               n_drawn_hits,
                                          gsize               n_left,
                                          TallyLearnInterval *out_recall);

/**
 * TallyLearnEffort:
 * @share: share of the list that is read, highest probability first
 * @recall: share of the hits that is found by then
 *
 * A point of the curve of effort: "reviewing 12 % finds an estimated 95 %, 80 to 99 %".
 */
typedef struct {
  double             share;
  TallyLearnInterval recall;
} TallyLearnEffort;

/**
 * tally_learn_ledger_find_effort:
 * @probabilities: (array length=n): of each row, over 0 and under 1
 * @labels: (array length=n) (nullable): 0 or 1 where it is known, -1 elsewhere; %NULL = nowhere
 * @n: rows, 1 or more
 * @recall: the share of the hits that is wanted, 0 … 1
 * @out_effort: (out caller-allocates): the least share of the list that is expected to hold it, and what it holds
 *
 * The interval says how chance may deal the hits if probabilities are right; that they are, fill_bins() and find_recall()
 * tell. O(n log n).
 */
void tally_learn_ledger_find_effort      (const double       *probabilities,
                                          const gint8        *labels,
                                          gsize               n,
                                          double              recall,
                                          TallyLearnEffort   *out_effort);

/**
 * tally_learn_ledger_trace_effort:
 * @probabilities: (array length=n): of each row, over 0 and under 1
 * @labels: (array length=n) (nullable): 0 or 1 where it is known, -1 elsewhere; %NULL = nowhere
 * @n: rows, 1 or more
 * @out_points: (out caller-allocates) (array length=n_points): room for the curve
 * @n_points: how many points, the last one at the whole list, 1 or more
 *
 * The curve itself, at equal steps of the list.
 */
void tally_learn_ledger_trace_effort     (const double       *probabilities,
                                          const gint8        *labels,
                                          gsize               n,
                                          TallyLearnEffort   *out_points,
                                          guint               n_points);

G_END_DECLS
