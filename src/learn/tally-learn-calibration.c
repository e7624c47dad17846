/* tally-learn-calibration.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-learn-calibration.h"

#include <math.h>

#include "tally-learn-measure.h"

/* Labels that the wish to leave log odds as they are weighs in the slope. */
#define STAY 2.0

#define MAX_STEPS 50
#define ENOUGH 1e-10

/* Less would be no order any more. */
#define MIN_SLOPE 0.02
#define MIN_RISE 1e-6

/* --- a line -------------------------------------------------------------------------------------- */

typedef struct {
  double slopes[2];
  double curvatures[3]; /* slope by slope, slope by offset, offset by offset */
} Derivatives;

static void
count (const gint8 *labels,
       gsize        n,
       double      *out_counts)
{
  out_counts[0] = out_counts[1] = 0;
  for (gsize i = 0; i < n; i++)
    if (labels[i] >= 0)
      out_counts[labels[i]]++;
}

static void
derive (const TallyLearnCalibration *self,
        const double                *margins,
        const gint8                 *labels,
        gsize                        n,
        const double                *targets,
        Derivatives                 *out)
{
  *out = (Derivatives) { .slopes = { STAY * (self->slope - 1), 0 }, .curvatures = { STAY, 0, 1e-9 } };
  for (gsize i = 0; i < n; i++)
    {
      double p;
      double curvature;
      if (labels[i] < 0)
        continue;
      p = 1 / (1 + exp (-(self->slope * margins[i] + self->offset)));
      curvature = MAX (p * (1 - p), 1e-12);
      out->slopes[0] += (p - targets[labels[i]]) * margins[i];
      out->slopes[1] += p - targets[labels[i]];
      out->curvatures[0] += curvature * margins[i] * margins[i];
      out->curvatures[1] += curvature * margins[i];
      out->curvatures[2] += curvature;
    }
}

/* Newton's steps, never longer than 2. */
static void
find_line (TallyLearnCalibration *self,
           const double          *margins,
           const gint8           *labels,
           gsize                  n,
           const double          *targets)
{
  for (guint i = 0; i < MAX_STEPS; i++)
    {
      Derivatives at;
      double determinant;
      double steps[2];
      double far;

      derive (self, margins, labels, n, targets, &at);
      determinant = at.curvatures[0] * at.curvatures[2] - at.curvatures[1] * at.curvatures[1];
      if (!(determinant > 0))
        return;
      steps[0] = (at.curvatures[2] * at.slopes[0] - at.curvatures[1] * at.slopes[1]) / determinant;
      steps[1] = (at.curvatures[0] * at.slopes[1] - at.curvatures[1] * at.slopes[0]) / determinant;
      far = MAX (fabs (steps[0]), fabs (steps[1]));
      self->slope -= steps[0] * (far > 2 ? 2 / far : 1);
      self->offset -= steps[1] * (far > 2 ? 2 / far : 1);
      if (far < ENOUGH)
        return;
    }
}

/* Platt's targets: no label is quite certain. */
static gboolean
init_line (TallyLearnCalibration *self,
           const double          *margins,
           const gint8           *labels,
           gsize                  n,
           const double          *counts)
{
  const double targets[2] = { 1 / (counts[0] + 2), (counts[1] + 1) / (counts[1] + 2) };

  if (MIN (counts[0], counts[1]) < TALLY_LEARN_CALIBRATION_MIN_LINE)
    return FALSE;
  find_line (self, margins, labels, n, targets);
  return isfinite (self->slope) && isfinite (self->offset) && self->slope >= MIN_SLOPE;
}

/* --- steps --------------------------------------------------------------------------------------- */

/* Rows next to each other in the order of their log odds. */
typedef struct {
  double margins; /* sum */
  double hits;
  double n;
} Pool;

static double
get_share (const Pool *pool)
{
  return pool->hits / pool->n;
}

/* As many pools as there are knots at most, ties never parted, in rising order; then those that fall are merged
 * (pool adjacent violators). */
static guint
find_pools (const double *margins,
            const gint8  *labels,
            gsize         n,
            double        n_known,
            Pool         *pools)
{
  g_autofree gsize *order = tally_learn_order (margins, n);
  guint n_pools = 0;
  double begun = 0;

  for (gsize i = n; i-- > 0;)
    {
      gboolean is_tie = i + 1 < n && margins[order[i]] <= margins[order[i + 1]];

      if (labels[order[i]] < 0)
        continue;
      if (n_pools == 0 || (!is_tie && begun * TALLY_LEARN_CALIBRATION_MAX_KNOTS >= n_pools * n_known))
        pools[n_pools++] = (Pool) { 0 };
      pools[n_pools - 1].margins += margins[order[i]];
      pools[n_pools - 1].hits += labels[order[i]];
      pools[n_pools - 1].n++;
      begun++;
    }
  return n_pools;
}

static guint
merge_pools (Pool  *pools,
             guint  n_pools)
{
  guint n = 0;

  for (guint i = 0; i < n_pools; i++)
    {
      pools[n++] = pools[i];
      for (; n > 1 && get_share (&pools[n - 2]) >= get_share (&pools[n - 1]); n--)
        {
          pools[n - 2].margins += pools[n - 1].margins;
          pools[n - 2].hits += pools[n - 1].hits;
          pools[n - 2].n += pools[n - 1].n;
        }
    }
  return n;
}

/* The line stays as what goes on beyond the knots. */
static gboolean
init_steps (TallyLearnCalibration *self,
            const double          *margins,
            const gint8           *labels,
            gsize                  n,
            const double          *counts)
{
  Pool pools[TALLY_LEARN_CALIBRATION_MAX_KNOTS + 1];
  guint n_pools;

  if (MIN (counts[0], counts[1]) < TALLY_LEARN_CALIBRATION_MIN_STEPS || !init_line (self, margins, labels, n, counts))
    return FALSE;
  n_pools = merge_pools (pools, find_pools (margins, labels, n, counts[0] + counts[1], pools));
  for (guint i = 0; i < n_pools; i++)
    {
      double from = pools[i].margins / pools[i].n;
      double to = log ((pools[i].hits + 0.5) / (pools[i].n - pools[i].hits + 0.5));
      guint at = self->n_knots;

      if (at > 0 && !(from > self->from[at - 1] + MIN_RISE && to > self->to[at - 1] + MIN_RISE))
        continue;
      self->from[at] = from;
      self->to[at] = to;
      self->n_knots++;
    }
  return self->n_knots >= 2;
}

/* --- both ---------------------------------------------------------------------------------------- */

void
tally_learn_calibration_init (TallyLearnCalibration     *self,
                              TallyLearnCalibrationKind  kind,
                              const double              *margins,
                              const gint8               *labels,
                              gsize                      n)
{
  double counts[2];
  gboolean is_good = FALSE;

  g_return_if_fail (self != NULL && (n == 0 || (margins != NULL && labels != NULL)));
  *self = (TallyLearnCalibration) { .kind = kind, .slope = 1 };
  count (labels, n, counts);
  if (kind == TALLY_LEARN_CALIBRATION_LINE)
    is_good = init_line (self, margins, labels, n, counts);
  else if (kind == TALLY_LEARN_CALIBRATION_STEPS)
    is_good = init_steps (self, margins, labels, n, counts);
  if (!is_good)
    *self = (TallyLearnCalibration) { .kind = TALLY_LEARN_CALIBRATION_NONE, .slope = 1 };
}

static double
apply_steps (const TallyLearnCalibration *self,
             double                       margin)
{
  guint last = self->n_knots - 1;
  guint at = 0;

  if (margin <= self->from[0])
    return self->to[0] + self->slope * (margin - self->from[0]);
  if (margin >= self->from[last])
    return self->to[last] + self->slope * (margin - self->from[last]);
  while (margin > self->from[at + 1])
    at++;
  return self->to[at] + (self->to[at + 1] - self->to[at]) * (margin - self->from[at]) / (self->from[at + 1] - self->from[at]);
}

double
tally_learn_calibration_apply (const TallyLearnCalibration *self,
                               double                       margin)
{
  g_return_val_if_fail (self != NULL, margin);
  if (self->kind == TALLY_LEARN_CALIBRATION_LINE)
    return self->slope * margin + self->offset;
  if (self->kind == TALLY_LEARN_CALIBRATION_STEPS && self->n_knots >= 2)
    return apply_steps (self, margin);
  return margin;
}

const char *
tally_learn_calibration_kind_get_id (TallyLearnCalibrationKind kind)
{
  static const char *const ids[TALLY_LEARN_N_CALIBRATIONS] = { "none", "line", "steps" };

  g_return_val_if_fail (kind < TALLY_LEARN_N_CALIBRATIONS, ids[0]);
  return ids[kind];
}
