/* tally-learn-boost-private.h
 *
 * What boosted trees consist of, for those that write and read them. For the area alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-learn-boost.h"

G_BEGIN_DECLS

#define TALLY_LEARN_BOOST_MAX_TREES 10000

struct _TallyLearnBoost {
  guint      n_columns;
  double     base;
  double     rate;
  GPtrArray *trees; /* (owned) (element-type GArray) */
};

G_END_DECLS
