/* tally-learn-frame.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-learn-frame.h"

#include <math.h>

struct _TallyLearnFrame {
  gsize    n_rows;
  guint    n_columns;
  double **columns; /* (owned) (array length=n_columns) */
  char   **names;   /* (owned) (array length=n_columns): each nullable */
};

TallyLearnFrame *
tally_learn_frame_new (gsize n_rows,
                       guint n_columns)
{
  TallyLearnFrame *self;

  g_return_val_if_fail (n_columns > 0 && n_columns <= TALLY_LEARN_MAX_COLUMNS, NULL);
  self = g_new0 (TallyLearnFrame, 1);
  self->n_rows = n_rows;
  self->n_columns = n_columns;
  self->columns = g_new0 (double *, n_columns);
  self->names = g_new0 (char *, n_columns);
  for (guint c = 0; c < n_columns; c++)
    {
      self->columns[c] = g_new (double, MAX (n_rows, 1));
      for (gsize r = 0; r < n_rows; r++)
        self->columns[c][r] = (double) NAN;
    }
  return self;
}

void
tally_learn_frame_free (TallyLearnFrame *self)
{
  if (self == NULL)
    return;
  for (guint c = 0; c < self->n_columns; c++)
    {
      g_free (self->columns[c]);
      g_free (self->names[c]);
    }
  g_free (self->columns);
  g_free (self->names);
  g_free (self);
}

gsize
tally_learn_frame_get_n_rows (const TallyLearnFrame *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->n_rows;
}

guint
tally_learn_frame_get_n_columns (const TallyLearnFrame *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->n_columns;
}

void
tally_learn_frame_set_name (TallyLearnFrame *self,
                            guint            column,
                            const char      *name)
{
  g_return_if_fail (self != NULL && column < self->n_columns);
  g_free (self->names[column]);
  self->names[column] = g_strdup (name);
}

const char *
tally_learn_frame_get_name (const TallyLearnFrame *self,
                            guint                  column)
{
  g_return_val_if_fail (self != NULL && column < self->n_columns, "");
  return self->names[column] != NULL ? self->names[column] : "";
}

void
tally_learn_frame_set (TallyLearnFrame *self,
                       gsize            row,
                       guint            column,
                       double           value)
{
  g_return_if_fail (self != NULL && column < self->n_columns && row < self->n_rows);
  self->columns[column][row] = isfinite (value) ? value : (double) NAN;
}

const double *
tally_learn_frame_get_column (const TallyLearnFrame *self,
                              guint                  column)
{
  g_return_val_if_fail (self != NULL && column < self->n_columns, NULL);
  return self->columns[column];
}

const double *const *
tally_learn_frame_get_columns (const TallyLearnFrame *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return (const double *const *) self->columns;
}

void
tally_learn_frame_get_row (const TallyLearnFrame *self,
                           gsize                  row,
                           double                *out_values)
{
  g_return_if_fail (self != NULL && row < self->n_rows && out_values != NULL);
  for (guint c = 0; c < self->n_columns; c++)
    out_values[c] = self->columns[c][row];
}

TallyLearnFrame *
tally_learn_frame_select (const TallyLearnFrame *self,
                          const gsize           *rows,
                          gsize                  n_rows)
{
  TallyLearnFrame *selected;

  g_return_val_if_fail (self != NULL && (rows != NULL || n_rows == 0), NULL);
  selected = tally_learn_frame_new (n_rows, self->n_columns);
  for (guint c = 0; c < self->n_columns; c++)
    {
      selected->names[c] = g_strdup (self->names[c]);
      for (gsize r = 0; r < n_rows; r++)
        selected->columns[c][r] = self->columns[c][rows[r]];
    }
  return selected;
}
