/* tally-learn-logistic-private.h
 *
 * What a logistic regression consists of, for those that write and read it. For the area alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-learn-logistic.h"

G_BEGIN_DECLS

struct _TallyLearnLogistic {
  guint   n_columns;
  double *means;
  double *scales;   /* 1 / standard deviation, 0 for a column that says nothing */
  double *weights;  /* of each column, brought to scale */
  double *missing;  /* of each column's being missing */
  double  constant;
};

G_END_DECLS
