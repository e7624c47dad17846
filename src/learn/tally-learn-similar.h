/* tally-learn-similar.h
 *
 * What was judged before and is most like a row: "the three findings most like this one were confirmed". Columns count by
 * their standard deviation among the labelled rows; rows without a label leave no trace. The same rows give the same
 * answer, also where several are as near. Once made, read by any thread. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-learn-frame.h"

G_BEGIN_DECLS

/* Rows that can be asked for at once. */
#define TALLY_LEARN_SIMILAR_MAX 100

typedef struct _TallyLearnSimilar TallyLearnSimilar;

/**
 * TallyLearnSimilarRow:
 * @row: its number in the frame
 * @label: 0 or 1
 * @distance: how far it is: root of the mean square over columns, in standard deviations; 0 = equal
 *
 * A row that is like another.
 */
typedef struct {
  gsize  row;
  gint8  label;
  double distance;
} TallyLearnSimilarRow;

/**
 * tally_learn_similar_new:
 * @frame: rows, labelled or not; not kept
 * @labels: (array): of each row 0, 1, or -1 = none
 *
 * O(labels · columns).
 *
 * Returns: (transfer full): the labelled rows
 */
TallyLearnSimilar *tally_learn_similar_new  (const TallyLearnFrame   *frame,
                                             const gint8             *labels);

/**
 * tally_learn_similar_free:
 * @self: (nullable): labelled rows
 *
 * Frees them.
 */
void               tally_learn_similar_free (TallyLearnSimilar       *self);

/**
 * tally_learn_similar_find:
 * @self: labelled rows
 * @values: (array): a row, a value of each column
 * @label: 0 or 1 = only rows of this label, -1 = of either
 * @ignored: number of a row that is left out, as the one in question may be among them; %G_MAXSIZE = none
 * @out_rows: (out caller-allocates) (array length=n): room for the rows, the most similar first, of several as near the
 *   first in the frame
 * @n: how many are wanted, at most %TALLY_LEARN_SIMILAR_MAX
 *
 * Two values that are both missing are equal; one that is missing is a standard deviation away from any other. A value
 * counts as six standard deviations from the mean at most. O(labels · columns).
 *
 * Returns: how many there are
 */
guint              tally_learn_similar_find (const TallyLearnSimilar *self,
                                             const double            *values,
                                             gint8                    label,
                                             gsize                    ignored,
                                             TallyLearnSimilarRow    *out_rows,
                                             guint                    n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyLearnSimilar, tally_learn_similar_free)

G_END_DECLS
