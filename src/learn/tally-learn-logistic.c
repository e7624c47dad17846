/* tally-learn-logistic.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-learn-logistic.h"

#include <float.h>
#include <math.h>

#include "tally-learn-error.h"
#include "tally-learn-logistic-private.h"

#define MAX_STEPS 30
#define ENOUGH 1e-7 /* step of the largest coefficient */

/* Standard deviations beyond which a value counts no more: one slip of the keyboard must not bend the line. */
#define MAX_DEVIATION 6.0

/* A coefficient: of a column's value, or of its being missing. */
typedef struct {
  guint    column;
  gboolean is_missing;
} Term;

/* What is solved in each step: the terms that say something, and the constant. */
typedef struct {
  const TallyLearnFrame  *frame;
  const TallyLearnLabels *labels;
  TallyLearnLogistic     *model;
  double                  penalty;
  Term                   *terms;    /* (owned) (array length=n - 1) */
  double                 *at;       /* (owned): the coefficients */
  double                 *slopes;   /* (owned) */
  double                 *matrix;   /* (owned): of second derivatives, the lower half */
  double                 *row;      /* (owned) */
  guint                   n;
} Solver;

static double
get_weight (const TallyLearnLabels *labels,
            gsize                   row)
{
  if (labels->labels[row] < 0)
    return 0;
  return labels->weights != NULL ? labels->weights[row] : 1;
}

static double
bring_to_scale (const TallyLearnLogistic *self,
                guint                     column,
                double                    value)
{
  if (isnan (value) || self->scales[column] <= 0)
    return 0;
  return CLAMP ((value - self->means[column]) * self->scales[column], -MAX_DEVIATION, MAX_DEVIATION);
}

static void
find_scale (TallyLearnLogistic     *self,
            const TallyLearnFrame  *frame,
            const TallyLearnLabels *labels,
            guint                   column)
{
  const double *values = tally_learn_frame_get_column (frame, column);
  double mean = 0;
  double squares = 0;
  double sum = 0;

  for (gsize r = 0; r < tally_learn_frame_get_n_rows (frame); r++)
    {
      double weight = get_weight (labels, r);
      double step;
      if (weight <= 0 || isnan (values[r]))
        continue;
      sum += weight;
      step = values[r] - mean;
      mean += step * weight / sum;
      squares += weight * step * (values[r] - mean);
    }
  if (!(sum > 0 && squares > 0 && isfinite (squares) && isfinite (mean))) /* says nothing, or more than can be reckoned with */
    return;
  self->means[column] = mean;
  self->scales[column] = MIN (1 / sqrt (squares / sum), DBL_MAX);
}

static void
find_terms (Solver *solver)
{
  guint n_columns = solver->model->n_columns;

  solver->terms = g_new (Term, 2 * (gsize) n_columns);
  for (guint c = 0; c < n_columns; c++)
    if (solver->model->scales[c] > 0)
      solver->terms[solver->n++] = (Term) { c, FALSE };
  for (guint c = 0; c < n_columns; c++)
    {
      const double *values = tally_learn_frame_get_column (solver->frame, c);
      gsize r = 0;

      while (r < tally_learn_frame_get_n_rows (solver->frame) && !(isnan (values[r]) && get_weight (solver->labels, r) > 0))
        r++;
      if (r < tally_learn_frame_get_n_rows (solver->frame))
        solver->terms[solver->n++] = (Term) { c, TRUE };
    }
  solver->n++;
}

static void
fill_row (Solver *solver,
          gsize   row)
{
  const double *const *columns = tally_learn_frame_get_columns (solver->frame);

  for (guint i = 0; i + 1 < solver->n; i++)
    {
      const Term *term = &solver->terms[i];
      double value = columns[term->column][row];
      solver->row[i] = term->is_missing ? isnan (value) : bring_to_scale (solver->model, term->column, value);
    }
  solver->row[solver->n - 1] = 1;
}

static void
add_row (Solver *solver,
         gsize   row,
         double  weight)
{
  double margin = solver->labels->margins != NULL ? solver->labels->margins[row] : 0;
  double p;
  double curvature;

  fill_row (solver, row);
  for (guint i = 0; i < solver->n; i++)
    margin += solver->at[i] * solver->row[i];
  p = 1 / (1 + exp (-margin));
  curvature = weight * MAX (p * (1 - p), 1e-9);
  for (guint i = 0; i < solver->n; i++)
    {
      double part = curvature * solver->row[i];
      solver->slopes[i] += weight * (solver->labels->labels[row] - p) * solver->row[i];
      for (guint j = 0; j <= i; j++)
        solver->matrix[i * solver->n + j] += part * solver->row[j];
    }
}

/* The penalty keeps the matrix positive, so that the decomposition (Cholesky) has no zero to divide by. */
static void
decompose (double *matrix,
           guint   n)
{
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j <= i; j++)
      {
        double sum = matrix[i * n + j];
        for (guint k = 0; k < j; k++)
          sum -= matrix[i * n + k] * matrix[j * n + k];
        matrix[i * n + j] = i == j ? sqrt (MAX (sum, 1e-12)) : sum / matrix[j * n + j];
      }
}

/* In place: forward, then back. */
static void
solve (const double *matrix,
       guint         n,
       double       *values)
{
  for (guint i = 0; i < n; i++)
    {
      for (guint k = 0; k < i; k++)
        values[i] -= matrix[i * n + k] * values[k];
      values[i] /= matrix[i * n + i];
    }
  for (guint i = n; i-- > 0;)
    {
      for (guint k = i + 1; k < n; k++)
        values[i] -= matrix[k * n + i] * values[k];
      values[i] /= matrix[i * n + i];
    }
}

/* One of Newton's steps; returns how far the largest coefficient went. */
static double
step (Solver *solver)
{
  double far = 0;

  for (guint i = 0; i < solver->n; i++)
    {
      gboolean is_constant = i + 1 == solver->n;
      for (guint j = 0; j < i; j++)
        solver->matrix[i * solver->n + j] = 0;
      solver->matrix[i * solver->n + i] = is_constant ? 1e-6 : solver->penalty;
      solver->slopes[i] = is_constant ? 0 : -solver->penalty * solver->at[i];
    }
  for (gsize r = 0; r < tally_learn_frame_get_n_rows (solver->frame); r++)
    {
      double weight = get_weight (solver->labels, r);
      if (weight > 0)
        add_row (solver, r, weight);
    }
  decompose (solver->matrix, solver->n);
  solve (solver->matrix, solver->n, solver->slopes);
  for (guint i = 0; i < solver->n; i++)
    far = MAX (far, fabs (solver->slopes[i]));
  for (guint i = 0; i < solver->n; i++) /* a long way is gone in short steps: it may curve */
    solver->at[i] += solver->slopes[i] * (far > 2 ? 2 / far : 1);
  return far;
}

static void
learn (TallyLearnLogistic     *self,
       const TallyLearnFrame  *frame,
       const TallyLearnLabels *labels,
       double                  penalty)
{
  Solver solver = { .frame = frame, .labels = labels, .model = self, .penalty = penalty };

  find_terms (&solver);
  solver.at = g_new0 (double, solver.n);
  solver.slopes = g_new0 (double, solver.n);
  solver.row = g_new0 (double, solver.n);
  solver.matrix = g_new0 (double, (gsize) solver.n * solver.n);
  for (guint i = 0; i < MAX_STEPS && step (&solver) > ENOUGH; i++)
    ;
  for (guint i = 0; i + 1 < solver.n; i++)
    (solver.terms[i].is_missing ? self->missing : self->weights)[solver.terms[i].column] = solver.at[i];
  self->constant = solver.at[solver.n - 1];
  g_free (solver.terms);
  g_free (solver.at);
  g_free (solver.slopes);
  g_free (solver.row);
  g_free (solver.matrix);
}

static gboolean
has_both (const TallyLearnFrame   *frame,
          const TallyLearnLabels  *labels,
          GError                 **error)
{
  gboolean has[2] = { FALSE, FALSE };

  for (gsize r = 0; r < tally_learn_frame_get_n_rows (frame); r++)
    if (get_weight (labels, r) > 0)
      has[labels->labels[r]] = TRUE;
  if (has[0] && has[1])
    return TRUE;
  g_set_error (error, TALLY_LEARN_ERROR, TALLY_LEARN_ERROR_DATA,
               "there are %s labels only: rows of both classes are needed", has[1] ? "positive" : "negative");
  return FALSE;
}

TallyLearnLogistic *
tally_learn_logistic_new (const TallyLearnFrame   *frame,
                          const TallyLearnLabels  *labels,
                          double                   penalty,
                          GError                 **error)
{
  TallyLearnLogistic *self;

  g_return_val_if_fail (frame != NULL && labels != NULL && labels->labels != NULL && penalty > 0, NULL);
  g_return_val_if_fail (tally_learn_frame_get_n_columns (frame) <= TALLY_LEARN_LOGISTIC_MAX_COLUMNS, NULL);
  if (!has_both (frame, labels, error))
    return NULL;
  self = g_new0 (TallyLearnLogistic, 1);
  self->n_columns = tally_learn_frame_get_n_columns (frame);
  self->means = g_new0 (double, self->n_columns);
  self->scales = g_new0 (double, self->n_columns);
  self->weights = g_new0 (double, self->n_columns);
  self->missing = g_new0 (double, self->n_columns);
  for (guint c = 0; c < self->n_columns; c++)
    find_scale (self, frame, labels, c);
  learn (self, frame, labels, penalty);
  return self;
}

void
tally_learn_logistic_free (TallyLearnLogistic *self)
{
  if (self == NULL)
    return;
  g_free (self->means);
  g_free (self->scales);
  g_free (self->weights);
  g_free (self->missing);
  g_free (self);
}

double
tally_learn_logistic_explain (const TallyLearnLogistic *self,
                              const double             *values,
                              double                   *out_shares)
{
  double margin;

  g_return_val_if_fail (self != NULL && values != NULL, 0);
  margin = self->constant;
  for (guint c = 0; c < self->n_columns; c++)
    {
      double share = isnan (values[c]) ? self->missing[c] : self->weights[c] * bring_to_scale (self, c, values[c]);
      margin += share;
      if (out_shares != NULL)
        out_shares[c] = share;
    }
  return margin;
}
