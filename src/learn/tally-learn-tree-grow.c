/* tally-learn-tree-grow.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-learn-tree.h"

/* Sums of the rows of one bin. */
typedef struct {
  double slope;
  double curvature;
  double n;
} Sums;

typedef struct {
  double   gain; /* 0 = none */
  guint    column;
  guint    bin; /* the last one that goes left */
  gboolean missing_left;
} Cut;

typedef struct {
  guint  node;
  gsize  first; /* in the rows of the input */
  gsize  n_rows;
  Sums   sums;
  Sums  *histogram; /* (owned) (nullable): 256 bins a column that is looked at */
  Cut    cut;
} Leaf;

typedef struct {
  const TallyLearnTreeInput   *input;
  const TallyLearnTreeOptions *options;
  guint                       *columns; /* (owned): those that are looked at */
  guint                        n_columns;
  gsize                       *starts; /* (owned): where each column's bins begin; that of the missing ones first */
  gsize                        n_bins; /* of all columns */
  GArray                      *tree;
  Leaf                        *leaves; /* (owned) */
  guint                        n_leaves;
} Grower;

static inline Sums
add (Sums a,
     Sums b)
{
  return (Sums) { a.slope + b.slope, a.curvature + b.curvature, a.n + b.n };
}

static inline Sums
subtract (Sums a,
          Sums b)
{
  return (Sums) { a.slope - b.slope, a.curvature - b.curvature, a.n - b.n };
}

static inline double
get_worth (Sums   sums,
           double penalty)
{
  return sums.slope * sums.slope / (sums.curvature + penalty);
}

static void
fill_histogram (const Grower *grower,
                Leaf         *leaf)
{
  const TallyLearnTreeInput *input = grower->input;
  const gsize *rows = input->rows + leaf->first;

  leaf->histogram = g_new0 (Sums, grower->n_bins);
  for (guint i = 0; i < grower->n_columns; i++)
    {
      const guint8 *bins = tally_learn_bins_get_column (input->bins, grower->columns[i]);
      Sums *sums = leaf->histogram + grower->starts[i];

      for (gsize r = 0; r < leaf->n_rows; r++)
        {
          Sums *bin = &sums[(guint8) (bins[rows[r]] + 1)]; /* TALLY_LEARN_BIN_MISSING becomes 0 */
          bin->slope += input->slopes[rows[r]];
          bin->curvature += input->curvatures[rows[r]];
          bin->n++;
        }
    }
}

static void
consider (const Grower *grower,
          Leaf         *leaf,
          Sums          left,
          const Cut    *cut)
{
  const TallyLearnTreeOptions *options = grower->options;
  Sums right = subtract (leaf->sums, left);
  double gain;

  if (left.n < options->min_rows || right.n < options->min_rows)
    return;
  gain = get_worth (left, options->penalty) + get_worth (right, options->penalty) - get_worth (leaf->sums, options->penalty);
  if (gain <= MAX (leaf->cut.gain, options->min_gain))
    return;
  leaf->cut = *cut;
  leaf->cut.gain = gain;
}

static void
find_cut (const Grower *grower,
          Leaf         *leaf)
{
  leaf->cut.gain = 0;
  for (guint i = 0; i < grower->n_columns; i++)
    {
      const Sums *sums = leaf->histogram + grower->starts[i] + 1;
      const Sums missing = sums[-1];
      guint n_bins = tally_learn_bins_get_n (grower->input->bins, grower->columns[i]);
      Sums left = { 0 };

      for (guint bin = 0; bin + 1 < n_bins; bin++)
        {
          Cut cut = { .column = grower->columns[i], .bin = bin };

          left = add (left, sums[bin]);
          consider (grower, leaf, left, &cut);
          if (missing.n < 1)
            continue;
          cut.missing_left = TRUE;
          consider (grower, leaf, add (left, missing), &cut);
        }
    }
}

static gsize
part_rows (const TallyLearnTreeInput *input,
           const Leaf                *leaf)
{
  const guint8 *bins = tally_learn_bins_get_column (input->bins, leaf->cut.column);
  gsize *rows = input->rows + leaf->first;
  g_autofree gsize *right = g_new (gsize, leaf->n_rows);
  gsize n_left = 0;
  gsize n_right = 0;

  for (gsize r = 0; r < leaf->n_rows; r++)
    {
      guint8 bin = bins[rows[r]];
      if (bin == TALLY_LEARN_BIN_MISSING ? leaf->cut.missing_left : bin <= leaf->cut.bin)
        rows[n_left++] = rows[r];
      else
        right[n_right++] = rows[r];
    }
  for (gsize r = 0; r < n_right; r++)
    rows[n_left + r] = right[r];
  return n_left;
}

static void
set_leaf (Grower     *grower,
          const Leaf *leaf)
{
  TallyLearnTreeNode *node = &g_array_index (grower->tree, TallyLearnTreeNode, leaf->node);

  node->column = -1;
  node->value = -leaf->sums.slope / (leaf->sums.curvature + grower->options->penalty);
  node->cover = leaf->sums.n;
}

/* The smaller half is added up, the other one is what remains. */
static void
share_histogram (Grower *grower,
                 Leaf   *parent,
                 Leaf   *left,
                 Leaf   *right)
{
  Leaf *small = left->n_rows <= right->n_rows ? left : right;
  Leaf *large = small == left ? right : left;

  fill_histogram (grower, small);
  large->histogram = g_steal_pointer (&parent->histogram);
  for (gsize i = 0; i < grower->n_bins; i++)
    large->histogram[i] = subtract (large->histogram[i], small->histogram[i]);
}

static void
sum_up (const TallyLearnTreeInput *input,
        Leaf                      *leaf)
{
  leaf->sums = (Sums) { 0 };
  for (gsize r = 0; r < leaf->n_rows; r++)
    {
      gsize row = input->rows[leaf->first + r];
      leaf->sums.slope += input->slopes[row];
      leaf->sums.curvature += input->curvatures[row];
      leaf->sums.n++;
    }
}

static void
cut_leaf (Grower *grower,
          guint   index)
{
  Leaf parent = grower->leaves[index];
  gsize n_left = part_rows (grower->input, &parent);
  TallyLearnTreeNode *node;
  Leaf *left = &grower->leaves[index];
  Leaf *right = &grower->leaves[grower->n_leaves++];
  guint below = grower->tree->len;

  g_array_set_size (grower->tree, below + 2);
  node = &g_array_index (grower->tree, TallyLearnTreeNode, parent.node);
  node->column = (gint32) parent.cut.column;
  node->left = below;
  node->missing_left = parent.cut.missing_left;
  node->cut = tally_learn_bins_get_cut (grower->input->bins, parent.cut.column, parent.cut.bin);
  *left = (Leaf) { .node = below, .first = parent.first, .n_rows = n_left };
  *right = (Leaf) { .node = below + 1, .first = parent.first + n_left, .n_rows = parent.n_rows - n_left };
  sum_up (grower->input, left);
  sum_up (grower->input, right);
  share_histogram (grower, &parent, left, right);
  set_leaf (grower, left);
  set_leaf (grower, right);
  find_cut (grower, left);
  find_cut (grower, right);
}

static Leaf *
find_best (Grower *grower)
{
  Leaf *best = NULL;

  for (guint i = 0; i < grower->n_leaves; i++)
    if (grower->leaves[i].cut.gain > (best != NULL ? best->cut.gain : 0))
      best = &grower->leaves[i];
  return best;
}

static void
draw_columns (Grower      *grower,
              TallyRandom *random)
{
  guint n_all = tally_learn_frame_get_n_columns (grower->input->frame);

  grower->columns = g_new (guint, n_all);
  grower->n_columns = (guint) CLAMP (grower->options->column_share * n_all + 0.5, 1, n_all);
  for (guint i = 0; i < n_all; i++)
    grower->columns[i] = i;
  for (guint i = 0; i < grower->n_columns && grower->n_columns < n_all; i++)
    {
      guint j = i + (guint) tally_random_below (random, n_all - i);
      guint column = grower->columns[j];
      grower->columns[j] = grower->columns[i];
      grower->columns[i] = column;
    }
  grower->starts = g_new (gsize, grower->n_columns);
  for (guint i = 0; i < grower->n_columns; i++)
    {
      grower->starts[i] = grower->n_bins;
      grower->n_bins += tally_learn_bins_get_n (grower->input->bins, grower->columns[i]) + 1;
    }
}

GArray *
tally_learn_tree_grow (const TallyLearnTreeInput   *input,
                       const TallyLearnTreeOptions *options,
                       TallyRandom                 *random)
{
  Grower grower = { .input = input, .options = options };
  Leaf *best;

  g_return_val_if_fail (input != NULL && options != NULL && random != NULL && input->n_rows > 0, NULL);
  g_return_val_if_fail (options->max_leaves >= 2, NULL);
  draw_columns (&grower, random);
  grower.tree = g_array_new (FALSE, TRUE, sizeof (TallyLearnTreeNode));
  grower.leaves = g_new0 (Leaf, options->max_leaves);
  grower.n_leaves = 1;
  g_array_set_size (grower.tree, 1);
  grower.leaves[0].n_rows = input->n_rows;
  sum_up (input, &grower.leaves[0]);
  set_leaf (&grower, &grower.leaves[0]);
  fill_histogram (&grower, &grower.leaves[0]);
  find_cut (&grower, &grower.leaves[0]);
  while (grower.n_leaves < options->max_leaves && (best = find_best (&grower)) != NULL)
    cut_leaf (&grower, (guint) (best - grower.leaves));
  for (guint i = 0; i < grower.n_leaves; i++)
    g_free (grower.leaves[i].histogram);
  g_free (grower.leaves);
  g_free (grower.columns);
  g_free (grower.starts);
  return grower.tree;
}
