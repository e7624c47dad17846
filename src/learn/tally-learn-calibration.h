/* tally-learn-calibration.h
 *
 * From log odds that a learner believes in to log odds that come true: a line (two numbers), or, where there are labels
 * enough, steps joined by lines. Both rise everywhere, so that the order of rows stays. A plain value: copied, read by any
 * thread. Depends on GLib alone.
 *
 * Sources: Platt 1999, "Probabilistic outputs for support vector machines"; Zadrozny, Elkan 2002, "Transforming classifier
 * scores into accurate multiclass probability estimates" (isotonic regression).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Labels of the rarer class from which a line, and from which steps, say more than they guess. */
#define TALLY_LEARN_CALIBRATION_MIN_LINE 20
#define TALLY_LEARN_CALIBRATION_MIN_STEPS 400

#define TALLY_LEARN_CALIBRATION_MAX_KNOTS 48

/**
 * TallyLearnCalibrationKind:
 * @TALLY_LEARN_CALIBRATION_NONE: log odds stay as they are
 * @TALLY_LEARN_CALIBRATION_LINE: slope · log odds + offset
 * @TALLY_LEARN_CALIBRATION_STEPS: knots, joined by lines
 * @TALLY_LEARN_N_CALIBRATIONS: how many there are
 *
 * How log odds are corrected.
 */
typedef enum {
  TALLY_LEARN_CALIBRATION_NONE,
  TALLY_LEARN_CALIBRATION_LINE,
  TALLY_LEARN_CALIBRATION_STEPS,
  TALLY_LEARN_N_CALIBRATIONS,
} TallyLearnCalibrationKind;

/**
 * TallyLearnCalibration:
 * @kind: how
 * @slope: of the line, over 0; beyond the knots that of the steps
 * @offset: of the line
 * @n_knots: knots, 2 or more for steps, else 0
 * @from: (array length=n_knots): log odds before, each greater than the one in front
 * @to: (array length=n_knots): log odds after, each greater than the one in front
 *
 * A correction.
 */
typedef struct {
  TallyLearnCalibrationKind kind;
  double                    slope;
  double                    offset;
  guint                     n_knots;
  double                    from[TALLY_LEARN_CALIBRATION_MAX_KNOTS];
  double                    to[TALLY_LEARN_CALIBRATION_MAX_KNOTS];
} TallyLearnCalibration;

/**
 * tally_learn_calibration_init:
 * @self: (out caller-allocates): a correction
 * @kind: how
 * @margins: (array length=n): finite log odds of rows that the learner has not seen
 * @labels: (array length=n): of each 0, 1, or -1 = unknown: left out
 * @n: how many
 *
 * Learns a correction. What has too few labels, or would turn the order around, stays
 * %TALLY_LEARN_CALIBRATION_NONE. O(n log n).
 */
void        tally_learn_calibration_init     (TallyLearnCalibration       *self,
                                              TallyLearnCalibrationKind    kind,
                                              const double                *margins,
                                              const gint8                 *labels,
                                              gsize                        n);

/**
 * tally_learn_calibration_apply:
 * @self: a correction
 * @margin: log odds
 *
 * Returns: log odds, corrected
 */
double      tally_learn_calibration_apply    (const TallyLearnCalibration *self,
                                              double                       margin);

/**
 * tally_learn_calibration_kind_get_id:
 * @kind: how
 *
 * Returns: (transfer none): its stable id: "none", "line", "steps"
 */
const char *tally_learn_calibration_kind_get_id (TallyLearnCalibrationKind kind);

G_END_DECLS
