/* tally-learn-tree.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-learn-tree.h"

#include <math.h>

static inline guint
find_next_of (const TallyLearnTreeNode *node,
              double                    value)
{
  gboolean is_left = isnan (value) ? node->missing_left : value <= node->cut;

  return node->left + !is_left;
}

static inline guint
find_next (const TallyLearnTreeNode *node,
           const double             *values)
{
  return find_next_of (node, values[node->column]);
}

static inline const TallyLearnTreeNode *
get_node (const GArray *tree,
          guint         index)
{
  return &g_array_index (tree, TallyLearnTreeNode, index);
}

double
tally_learn_tree_read (const GArray *tree,
                       const double *values)
{
  const TallyLearnTreeNode *node;

  g_return_val_if_fail (tree != NULL && tree->len > 0 && values != NULL, 0);
  node = get_node (tree, 0);
  while (node->column >= 0)
    node = get_node (tree, find_next (node, values));
  return node->value;
}

double
tally_learn_tree_read_at (const GArray        *tree,
                          const double *const *columns,
                          gsize                row)
{
  const TallyLearnTreeNode *node;

  g_return_val_if_fail (tree != NULL && tree->len > 0 && columns != NULL, 0);
  node = get_node (tree, 0);
  while (node->column >= 0)
    node = get_node (tree, find_next_of (node, columns[node->column][row]));
  return node->value;
}

/* --- Shapley values (Lundberg 2020, algorithm 2) -------------------------------------------------- */

/* A column on the way to a leaf: the share of rows that comes this way if the column is not known (zero), if it is
 * (one), and the weight of the sets of so many columns. */
typedef struct {
  gint32 column;
  double zero;
  double one;
  double weight;
} Step;

typedef struct {
  const GArray *tree;
  const double *values;
  double       *shares;
} Explainer;

static void
extend (Step   *path,
        guint   depth,
        double  zero,
        double  one,
        gint32  column)
{
  path[depth] = (Step) { column, zero, one, depth == 0 ? 1 : 0 };
  for (guint i = depth; i-- > 0;)
    {
      path[i + 1].weight += one * path[i].weight * (i + 1) / (depth + 1);
      path[i].weight = zero * path[i].weight * (depth - i) / (depth + 1);
    }
}

static void
unwind (Step  *path,
        guint  depth,
        guint  index)
{
  double one = path[index].one;
  double zero = path[index].zero;
  double next = path[depth].weight;

  for (guint i = depth; i-- > 0;)
    {
      if (one > 0)
        {
          double weight = path[i].weight;
          path[i].weight = next * (depth + 1) / ((i + 1) * one);
          next = weight - path[i].weight * zero * (depth - i) / (depth + 1);
        }
      else
        path[i].weight = path[i].weight * (depth + 1) / (zero * (depth - i));
    }
  for (guint i = index; i < depth; i++)
    {
      path[i].column = path[i + 1].column;
      path[i].zero = path[i + 1].zero;
      path[i].one = path[i + 1].one;
    }
}

static double
sum_unwound (const Step *path,
             guint       depth,
             guint       index)
{
  double one = path[index].one;
  double zero = path[index].zero;
  double next = path[depth].weight;
  double total = 0;

  for (guint i = depth; i-- > 0;)
    {
      if (one > 0)
        {
          double weight = next * (depth + 1) / ((i + 1) * one);
          total += weight;
          next = path[i].weight - weight * zero * (depth - i) / (depth + 1);
        }
      else
        total += path[i].weight * (depth + 1) / (zero * (depth - i));
    }
  return total;
}

static void
explain_leaf (Explainer *explainer,
              const Step *path,
              guint       depth,
              double      value)
{
  for (guint i = 1; i <= depth; i++)
    explainer->shares[path[i].column] += sum_unwound (path, depth, i) * (path[i].one - path[i].zero) * value;
}

/* Recursive: as deep as the tree, which has few leaves. @above is the path of the parent, copied. */
static void
explain_node (Explainer  *explainer,
              guint       index,
              const Step *above,
              guint       depth,
              const Step *step)
{
  const TallyLearnTreeNode *node = get_node (explainer->tree, index);
  g_autofree Step *path = g_new (Step, depth + 2);
  double zero = 1;
  double one = 1;
  double cover;
  guint hot;

  for (guint i = 0; i < depth; i++)
    path[i] = above[i];
  extend (path, depth, step->zero, step->one, step->column);
  if (node->column < 0)
    {
      explain_leaf (explainer, path, depth, node->value);
      return;
    }
  for (guint i = 1; i <= depth; i++)
    if (path[i].column == node->column)
      {
        zero = path[i].zero;
        one = path[i].one;
        unwind (path, depth, i);
        depth--;
        break;
      }
  hot = find_next (node, explainer->values);
  cover = get_node (explainer->tree, node->left)->cover + get_node (explainer->tree, node->left + 1)->cover;
  for (guint next = node->left; next <= node->left + 1; next++)
    {
      const Step below = {
        .column = node->column,
        .zero = zero * get_node (explainer->tree, next)->cover / cover,
        .one = next == hot ? one : 0,
      };
      explain_node (explainer, next, path, depth + 1, &below);
    }
}

static double
get_mean (const GArray *tree,
          guint         index)
{
  const TallyLearnTreeNode *node = get_node (tree, index);
  const TallyLearnTreeNode *left;
  const TallyLearnTreeNode *right;

  if (node->column < 0)
    return node->value;
  left = get_node (tree, node->left);
  right = get_node (tree, node->left + 1);
  return (get_mean (tree, node->left) * left->cover + get_mean (tree, node->left + 1) * right->cover) / (left->cover + right->cover);
}

double
tally_learn_tree_explain (const GArray *tree,
                          const double *values,
                          double       *inout_shares)
{
  Explainer explainer = { tree, values, inout_shares };
  const Step root = { .column = -1, .zero = 1, .one = 1 };

  g_return_val_if_fail (tree != NULL && tree->len > 0 && values != NULL && inout_shares != NULL, 0);
  explain_node (&explainer, 0, NULL, 0, &root);
  return get_mean (tree, 0);
}
