/* tally-learn-forest.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-learn-forest.h"

#include <math.h>

#include "tally-learn-parallel.h"
#include "tally-learn-sample.h"

#define DEFAULT_TREES 100
#define MAX_TREES 10000
#define DEFAULT_SAMPLES 256
#define MAX_SAMPLES 65536
#define EULER 0.57721566490153286

#define LEAF G_MAXUINT16

/* A cut, or a leaf. Twelve bytes, so that a tree of 256 rows stays in the first cache. */
typedef struct {
  float   cut;          /* values below go left */
  guint16 column;       /* LEAF = a leaf */
  guint16 missing_left; /* whether missing values go left */
  guint32 left;         /* the node on the left, the one on the right follows it */
} Node;

typedef struct {
  Node  *nodes;  /* (owned) */
  float *depths; /* (owned): of each node, the mean depth of what the tree saw below it */
} Tree;

struct _TallyLearnForest {
  guint  n_columns;
  guint  n_trees;
  guint  n_samples; /* rows that each tree saw */
  Tree  *trees;     /* (owned) */
};

/* Mean depth of an unsuccessful search in a binary tree of so many (Liu 2008, equation 1). */
static double
usual_depth (gsize n)
{
  if (n <= 1)
    return 0;
  if (n == 2)
    return 1;
  return 2 * (log ((double) n - 1) + EULER) - 2 * ((double) n - 1) / (double) n;
}

/* --- growing ------------------------------------------------------------------------------------ */

typedef struct {
  const TallyLearnFrame *frame;
  TallyRandom           *random;
  GArray                *nodes;   /* (element-type Node) */
  GArray                *depths;  /* (element-type float) */
  gsize                 *rows;    /* of the sample, parted by the cuts */
  guint                 *columns; /* all of them, shuffled as far as needed */
  guint                  max_depth;
} Grower;

static gboolean
find_range (const double *column,
            const gsize  *rows,
            gsize         n_rows,
            float        *out_low,
            float        *out_high)
{
  float low = INFINITY;
  float high = -INFINITY;

  for (gsize i = 0; i < n_rows; i++)
    {
      float value = (float) column[rows[i]];
      low = value < low ? value : low;
      high = value > high ? value : high;
    }
  *out_low = low;
  *out_high = high;
  return low < high && isfinite (low) && isfinite (high);
}

/* A random column that can be cut, at a random place; FALSE if all rows are alike. */
static gboolean
draw_cut (Grower      *grower,
          const gsize *rows,
          gsize        n_rows,
          Node        *out_node)
{
  guint n_columns = tally_learn_frame_get_n_columns (grower->frame);

  for (guint i = 0; i < n_columns; i++)
    {
      guint j = i + (guint) tally_random_below (grower->random, n_columns - i);
      guint column = grower->columns[j];
      float low;
      float high;

      grower->columns[j] = grower->columns[i];
      grower->columns[i] = column;
      if (!find_range (tally_learn_frame_get_column (grower->frame, column), rows, n_rows, &low, &high))
        continue;
      out_node->column = (guint16) column;
      out_node->missing_left = tally_random_below (grower->random, 2) == 1;
      out_node->cut = low + (float) tally_random_ratio (grower->random) * (high - low);
      if (out_node->cut <= low) /* the lowest value goes left in any case */
        out_node->cut = nextafterf (low, high);
      return TRUE;
    }
  return FALSE;
}

static inline gboolean
goes_left (const Node *node,
           float       value)
{
  return value < node->cut || (node->missing_left && isnan (value));
}

static gsize
part_rows (const Grower *grower,
           const Node   *node,
           gsize        *rows,
           gsize         n_rows)
{
  const double *column = tally_learn_frame_get_column (grower->frame, node->column);
  gsize n_left = 0;

  for (gsize i = 0; i < n_rows; i++)
    if (goes_left (node, (float) column[rows[i]]))
      {
        gsize row = rows[i];
        rows[i] = rows[n_left];
        rows[n_left++] = row;
      }
  return n_left;
}

static void
set_node (Grower     *grower,
          guint       index,
          const Node *node,
          float       depth)
{
  g_array_index (grower->nodes, Node, index) = *node;
  g_array_index (grower->depths, float, index) = depth;
}

/* Returns the sum of the depths of the rows. Recursive: no deeper than the logarithm of the sample. */
static double
grow (Grower *grower,
      guint   index,
      gsize  *rows,
      gsize   n_rows,
      guint   depth)
{
  Node node = { .column = LEAF };
  gsize n_left;
  double sum;

  if (n_rows <= 1 || depth >= grower->max_depth || !draw_cut (grower, rows, n_rows, &node))
    {
      sum = (double) n_rows * (depth + usual_depth (n_rows));
      set_node (grower, index, &node, (float) (depth + usual_depth (n_rows)));
      return sum;
    }
  node.left = grower->nodes->len;
  g_array_set_size (grower->nodes, node.left + 2);
  g_array_set_size (grower->depths, node.left + 2);
  n_left = part_rows (grower, &node, rows, n_rows);
  sum = grow (grower, node.left, rows, n_left, depth + 1);
  sum += grow (grower, node.left + 1, rows + n_left, n_rows - n_left, depth + 1);
  set_node (grower, index, &node, (float) (sum / (double) n_rows));
  return sum;
}

static void
grow_tree (TallyLearnForest      *self,
           Tree                  *tree,
           const TallyLearnFrame *frame,
           TallyRandom           *random)
{
  g_autofree gsize *rows = g_new (gsize, self->n_samples);
  g_autofree guint *columns = g_new (guint, self->n_columns);
  Grower grower = {
    .frame = frame, .random = random, .rows = rows, .columns = columns,
    .nodes = g_array_sized_new (FALSE, TRUE, sizeof (Node), 2 * self->n_samples),
    .depths = g_array_sized_new (FALSE, TRUE, sizeof (float), 2 * self->n_samples),
    .max_depth = (guint) ceil (log2 (MAX (self->n_samples, 2))),
  };

  for (guint c = 0; c < self->n_columns; c++)
    columns[c] = c;
  tally_learn_sample_rows (random, tally_learn_frame_get_n_rows (frame), rows, self->n_samples);
  g_array_set_size (grower.nodes, 1);
  g_array_set_size (grower.depths, 1);
  grow (&grower, 0, rows, self->n_samples, 0);
  tree->nodes = (Node *) (gpointer) g_array_free (grower.nodes, FALSE);
  tree->depths = (float *) (gpointer) g_array_free (grower.depths, FALSE);
}

TallyLearnForest *
tally_learn_forest_new (const TallyLearnFrame         *frame,
                        const TallyLearnForestOptions *options)
{
  g_autoptr (TallyRandom) random = NULL;
  TallyLearnForest *self;
  gsize n_rows;

  g_return_val_if_fail (frame != NULL && options != NULL && tally_learn_frame_get_n_rows (frame) > 0, NULL);
  g_return_val_if_fail (options->n_trees <= MAX_TREES && options->n_samples <= MAX_SAMPLES, NULL);
  n_rows = tally_learn_frame_get_n_rows (frame);
  random = tally_random_new (options->seed);
  self = g_new0 (TallyLearnForest, 1);
  self->n_columns = tally_learn_frame_get_n_columns (frame);
  self->n_trees = options->n_trees != 0 ? options->n_trees : DEFAULT_TREES;
  self->n_samples = (guint) MIN (options->n_samples != 0 ? options->n_samples : DEFAULT_SAMPLES, n_rows);
  self->trees = g_new0 (Tree, self->n_trees);
  for (guint t = 0; t < self->n_trees; t++)
    {
      g_autofree char *label = g_strdup_printf ("tree %u", t);
      g_autoptr (TallyRandom) own = tally_random_split (random, label);
      grow_tree (self, &self->trees[t], frame, own);
    }
  return self;
}

void
tally_learn_forest_free (TallyLearnForest *self)
{
  if (self == NULL)
    return;
  for (guint t = 0; t < self->n_trees; t++)
    {
      g_free (self->trees[t].nodes);
      g_free (self->trees[t].depths);
    }
  g_free (self->trees);
  g_free (self);
}

/* --- scoring ------------------------------------------------------------------------------------ */

double
tally_learn_forest_score_depth (const TallyLearnForest *self,
                                double                  depth)
{
  double usual;

  g_return_val_if_fail (self != NULL, 0);
  usual = usual_depth (self->n_samples);
  return usual > 0 ? exp2 (-depth / usual) : 0.5;
}

static float
find_depth (const Tree  *tree,
            const float *values)
{
  const Node *node = tree->nodes;

  while (node->column != LEAF)
    node = &tree->nodes[node->left + !goes_left (node, values[node->column])];
  return tree->depths[node - tree->nodes];
}

typedef struct {
  const TallyLearnForest *forest;
  const TallyLearnFrame  *frame;
  double                 *scores;
} Scoring;

/* Trees in the outer loop: one stays in the cache while all rows of the block go through it. */
static void
score_block (gsize    first,
             gsize    n_rows,
             gpointer data)
{
  Scoring *scoring = data;
  const TallyLearnForest *self = scoring->forest;
  g_autofree float *values = g_new (float, n_rows * self->n_columns);
  double *sums = scoring->scores + first;

  for (guint c = 0; c < self->n_columns; c++)
    {
      const double *column = tally_learn_frame_get_column (scoring->frame, c) + first;
      for (gsize r = 0; r < n_rows; r++)
        values[r * self->n_columns + c] = (float) column[r];
    }
  for (gsize r = 0; r < n_rows; r++)
    sums[r] = 0;
  for (guint t = 0; t < self->n_trees; t++)
    for (gsize r = 0; r < n_rows; r++)
      sums[r] += find_depth (&self->trees[t], values + r * self->n_columns);
  for (gsize r = 0; r < n_rows; r++)
    sums[r] = tally_learn_forest_score_depth (self, sums[r] / self->n_trees);
}

void
tally_learn_forest_score (const TallyLearnForest *self,
                          const TallyLearnFrame  *frame,
                          guint                   n_threads,
                          double                 *out_scores)
{
  Scoring scoring = { self, frame, out_scores };

  g_return_if_fail (self != NULL && frame != NULL && out_scores != NULL);
  g_return_if_fail (tally_learn_frame_get_n_columns (frame) == self->n_columns);
  tally_learn_parallel_rows (tally_learn_frame_get_n_rows (frame), n_threads, score_block, &scoring);
}

double
tally_learn_forest_explain (const TallyLearnForest *self,
                            const double           *values,
                            double                 *out_shares)
{
  double mean = 0;

  g_return_val_if_fail (self != NULL && values != NULL && out_shares != NULL, 0);
  for (guint c = 0; c < self->n_columns; c++)
    out_shares[c] = 0;
  for (guint t = 0; t < self->n_trees; t++)
    {
      const Tree *tree = &self->trees[t];
      guint at = 0;

      mean += tree->depths[0];
      while (tree->nodes[at].column != LEAF)
        {
          const Node *node = &tree->nodes[at];
          guint next = node->left + !goes_left (node, (float) values[node->column]);
          out_shares[node->column] += tree->depths[at] - tree->depths[next];
          at = next;
        }
    }
  for (guint c = 0; c < self->n_columns; c++)
    out_shares[c] /= self->n_trees;
  return mean / self->n_trees;
}
