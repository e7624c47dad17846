/* tally-learn-assistant-load.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "tally-json-node.h"
#include "tally-learn-assistant-private.h"
#include "tally-learn-boost-private.h"
#include "tally-learn-error.h"
#include "tally-learn-logistic-private.h"

/* Nodes of a tree: more than any that is grown, few enough to explain it by recursion. */
#define MAX_NODES 511
#define NUMBERS_A_NODE 6

/* Rows that a tree has seen. */
#define MAX_COVER 1e9

/* Log odds, weights and the like of which sums are still numbers to reckon with. */
#define MAX_NUMBER 1e12

#define MAX_NAME_BYTES 1024

/* --- numbers ------------------------------------------------------------------------------------- */

static gboolean
read_double (const TallyJsonNode *node,
             const char          *name,
             double              *out_value)
{
  return tally_json_node_get_double (tally_json_node_find (node, name), out_value) && fabs (*out_value) <= MAX_NUMBER;
}

/* null stands for "not a number". */
static gboolean
read_figure (const TallyJsonNode *node,
             const char          *name,
             double              *out_value)
{
  const TallyJsonNode *member = tally_json_node_find (node, name);

  *out_value = (double) NAN;
  return member != NULL && (tally_json_node_get_kind (member) == TALLY_JSON_KIND_NULL || tally_json_node_get_double (member, out_value));
}

static gboolean
read_count (const TallyJsonNode *node,
            const char          *name,
            guint               *out_count)
{
  gint64 value;

  if (!tally_json_node_get_int64 (tally_json_node_find (node, name), &value) || value < 0 || value > G_MAXINT32)
    return FALSE;
  *out_count = (guint) value;
  return TRUE;
}

static gboolean
read_truth (const TallyJsonNode *node,
            const char          *name,
            gboolean            *out_is_true)
{
  TallyJsonKind kind = tally_json_node_get_kind (tally_json_node_find (node, name));

  *out_is_true = kind == TALLY_JSON_KIND_TRUE;
  return kind == TALLY_JSON_KIND_TRUE || kind == TALLY_JSON_KIND_FALSE;
}

static gboolean
read_numbers (const TallyJsonNode *node,
              const char          *name,
              guint                n,
              double               limit,
              double              *out_numbers)
{
  const TallyJsonNode *list = tally_json_node_find (node, name);

  if (tally_json_node_get_kind (list) != TALLY_JSON_KIND_ARRAY || tally_json_node_get_n_children (list) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!tally_json_node_get_double (tally_json_node_get_child (list, i), &out_numbers[i]) || fabs (out_numbers[i]) > limit)
      return FALSE;
  return TRUE;
}

/* --- ids ----------------------------------------------------------------------------------------- */

static gboolean
read_id (const TallyJsonNode  *node,
         const char           *name,
         const char         *(*get_id) (guint),
         guint                 n_ids,
         guint                *out_index)
{
  const char *id = tally_json_node_get_text (tally_json_node_find (node, name));

  for (*out_index = 0; id != NULL && *out_index < n_ids; ++*out_index)
    if (strcmp (id, get_id (*out_index)) == 0)
      return TRUE;
  return FALSE;
}

static const char *
get_learner_id (guint index)
{
  return tally_learn_learner_get_id (index);
}

static const char *
get_guard_id (guint index)
{
  return tally_learn_guard_get_id (index);
}

static const char *
get_calibration_id (guint index)
{
  return tally_learn_calibration_kind_get_id (index);
}

/* --- parts --------------------------------------------------------------------------------------- */

static gboolean
read_calibration (const TallyJsonNode   *model,
                  const char            *name,
                  TallyLearnCalibration *out_calibration)
{
  const TallyJsonNode *node = tally_json_node_find (model, name);
  guint n = tally_json_node_get_n_children (tally_json_node_find (node, "from"));
  guint kind;

  if (!read_id (node, "kind", get_calibration_id, TALLY_LEARN_N_CALIBRATIONS, &kind)
      || !read_double (node, "slope", &out_calibration->slope) || !read_double (node, "offset", &out_calibration->offset)
      || out_calibration->slope <= 0 || n > TALLY_LEARN_CALIBRATION_MAX_KNOTS
      || (kind == TALLY_LEARN_CALIBRATION_STEPS ? n < 2 : n > 0)
      || !read_numbers (node, "from", n, MAX_NUMBER, out_calibration->from) || !read_numbers (node, "to", n, MAX_NUMBER, out_calibration->to))
    return FALSE;
  for (guint i = 1; i < n; i++)
    if (out_calibration->from[i] <= out_calibration->from[i - 1] || out_calibration->to[i] <= out_calibration->to[i - 1])
      return FALSE;
  out_calibration->kind = kind;
  out_calibration->n_knots = n;
  return TRUE;
}

static gboolean
read_logistic (const TallyJsonNode *model,
               TallyLearnAssistant *self)
{
  const TallyJsonNode *node = tally_json_node_find (model, "logistic");
  TallyLearnLogistic *logistic;
  guint n = self->n_columns + 1;

  if (node == NULL)
    return TRUE;
  self->logistic = logistic = g_new0 (TallyLearnLogistic, 1);
  logistic->n_columns = n;
  logistic->means = g_new0 (double, n);
  logistic->scales = g_new0 (double, n);
  logistic->weights = g_new0 (double, n);
  logistic->missing = g_new0 (double, n);
  if (!read_double (node, "constant", &logistic->constant) || !read_numbers (node, "means", n, DBL_MAX, logistic->means)
      || !read_numbers (node, "scales", n, DBL_MAX, logistic->scales) || !read_numbers (node, "weights", n, MAX_NUMBER, logistic->weights)
      || !read_numbers (node, "missing", n, MAX_NUMBER, logistic->missing))
    return FALSE;
  for (guint c = 0; c < n; c++)
    if (logistic->scales[c] < 0)
      return FALSE;
  return TRUE;
}

static gboolean
read_node (const TallyJsonNode *list,
           guint                at,
           TallyLearnTreeNode  *out_node)
{
  gint64 whole[3];

  for (guint i = 0; i < G_N_ELEMENTS (whole); i++)
    if (!tally_json_node_get_int64 (tally_json_node_get_child (list, at + i), &whole[i]))
      return FALSE;
  if (whole[0] < -1 || whole[0] >= TALLY_LEARN_MAX_COLUMNS || whole[1] < 0 || whole[1] > MAX_NODES || whole[2] < 0 || whole[2] > 1)
    return FALSE;
  out_node->column = (gint32) whole[0];
  out_node->left = (guint32) whole[1];
  out_node->missing_left = (gboolean) whole[2];
  return tally_json_node_get_double (tally_json_node_get_child (list, at + 3), &out_node->cut)
         && tally_json_node_get_double (tally_json_node_get_child (list, at + 4), &out_node->value)
         && tally_json_node_get_double (tally_json_node_get_child (list, at + 5), &out_node->cover)
         && fabs (out_node->value) <= MAX_NUMBER && out_node->cover >= 1 && out_node->cover <= MAX_COVER;
}

static double
get_cover (const GArray *tree,
           guint         index)
{
  return g_array_index (tree, TallyLearnTreeNode, index).cover;
}

/* Each node but the root is the child of exactly one that stands before it, and rows go to one child or the other. */
static gboolean
is_tree (const GArray *tree,
         guint         n_columns)
{
  guint8 n_parents[MAX_NODES] = { 0 };

  for (guint i = 0; i < tree->len; i++)
    {
      const TallyLearnTreeNode *node = &g_array_index (tree, TallyLearnTreeNode, i);

      if ((i > 0) != (n_parents[i] == 1))
        return FALSE;
      if (node->column < 0)
        continue;
      if ((guint) node->column >= n_columns || node->left <= i || node->left + 1 >= tree->len
          || n_parents[node->left]++ > 0 || n_parents[node->left + 1]++ > 0
          || fabs (get_cover (tree, node->left) + get_cover (tree, node->left + 1) - node->cover) > 1e-3)
        return FALSE;
    }
  return TRUE;
}

static GArray *
read_tree (const TallyJsonNode *list,
           guint                n_columns)
{
  guint n = tally_json_node_get_n_children (list);
  g_autoptr (GArray) tree = g_array_new (FALSE, TRUE, sizeof (TallyLearnTreeNode));

  if (tally_json_node_get_kind (list) != TALLY_JSON_KIND_ARRAY || n == 0 || n % NUMBERS_A_NODE != 0
      || n / NUMBERS_A_NODE > MAX_NODES)
    return NULL;
  g_array_set_size (tree, n / NUMBERS_A_NODE);
  for (guint i = 0; i < tree->len; i++)
    if (!read_node (list, i * NUMBERS_A_NODE, &g_array_index (tree, TallyLearnTreeNode, i)))
      return NULL;
  return is_tree (tree, n_columns) ? g_steal_pointer (&tree) : NULL;
}

static gboolean
read_boost (const TallyJsonNode *model,
            TallyLearnAssistant *self)
{
  const TallyJsonNode *node = tally_json_node_find (model, "trees");
  const TallyJsonNode *trees = tally_json_node_find (node, "nodes");
  guint n = tally_json_node_get_n_children (trees);

  if (node == NULL)
    return TRUE;
  self->boost = g_new0 (TallyLearnBoost, 1);
  self->boost->n_columns = self->n_columns + 1;
  self->boost->trees = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  if (!read_double (node, "base", &self->boost->base) || !read_double (node, "rate", &self->boost->rate)
      || tally_json_node_get_kind (trees) != TALLY_JSON_KIND_ARRAY || n > TALLY_LEARN_BOOST_MAX_TREES)
    return FALSE;
  for (guint t = 0; t < n; t++)
    {
      GArray *tree = read_tree (tally_json_node_get_child (trees, t), self->n_columns + 1);

      if (tree == NULL)
        return FALSE;
      g_ptr_array_add (self->boost->trees, tree);
    }
  return TRUE;
}

/* --- the record ---------------------------------------------------------------------------------- */

static gboolean
read_held (const TallyJsonNode *list,
           guint                learner,
           TallyLearnHeld      *out_held)
{
  const TallyJsonNode *node = tally_json_node_find (list, tally_learn_learner_get_id (learner));
  TallyLearnMeasures *measures = &out_held->measures;
  guint n;
  guint n_positive;

  if (!read_truth (node, "known", &out_held->is_known) || !read_double (node, "log_loss", &out_held->log_loss)
      || !read_count (node, "n", &n) || !read_count (node, "n_positive", &n_positive) || n_positive > n)
    return FALSE;
  measures->n = n;
  measures->n_positive = n_positive;
  return read_figure (node, "auc", &measures->auc) && read_figure (node, "average_precision", &measures->average_precision)
         && read_figure (node, "brier", &measures->brier) && read_figure (node, "ece", &measures->ece)
         && read_figure (node, "review_share_95", &measures->review_share_95);
}

static gboolean
read_duel (const TallyJsonNode *record,
           TallyLearnDuel      *out_duel)
{
  const TallyJsonNode *node = tally_json_node_find (record, "duel");
  guint n;
  guint n_positive;

  if (!read_count (node, "n", &n) || !read_count (node, "n_positive", &n_positive) || n_positive > n)
    return FALSE;
  out_duel->n = n;
  out_duel->n_positive = n_positive;
  return read_double (node, "gain", &out_duel->gain) && read_double (node, "gain_error", &out_duel->gain_error)
         && read_figure (node, "our_auc", &out_duel->our_auc) && read_figure (node, "their_auc", &out_duel->their_auc)
         && read_truth (node, "better", &out_duel->is_better);
}

static gboolean
read_seed (const TallyJsonNode *record,
           guint64             *out_seed)
{
  const char *text = tally_json_node_get_text (tally_json_node_find (record, "seed"));

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, out_seed, NULL);
}

static gboolean
read_record (const TallyJsonNode       *model,
             TallyLearnAssistantRecord *out_record)
{
  const TallyJsonNode *node = tally_json_node_find (model, "record");
  guint learner;
  guint guard;

  if (!read_id (node, "learner", get_learner_id, TALLY_LEARN_N_LEARNERS, &learner)
      || !read_id (node, "guard", get_guard_id, TALLY_LEARN_N_GUARDS, &guard)
      || !read_count (node, "negative", &out_record->n_negative) || !read_count (node, "positive", &out_record->n_positive)
      || !read_seed (node, &out_record->seed) || !read_duel (node, &out_record->duel))
    return FALSE;
  for (guint l = 0; l < TALLY_LEARN_N_LEARNERS; l++)
    if (!read_held (tally_json_node_find (node, "held"), l, &out_record->held[l]))
      return FALSE;
  out_record->learner = learner;
  out_record->guard = guard;
  return TRUE;
}

/* --- all of it ----------------------------------------------------------------------------------- */

static gboolean
read_names (const TallyJsonNode *model,
            TallyLearnAssistant *self)
{
  const TallyJsonNode *list = tally_json_node_find (model, "columns");
  guint n = tally_json_node_get_n_children (list);

  if (tally_json_node_get_kind (list) != TALLY_JSON_KIND_ARRAY || n == 0 || n >= TALLY_LEARN_MAX_COLUMNS)
    return FALSE;
  self->n_columns = n;
  self->names = g_new0 (char *, n);
  for (guint c = 0; c < n; c++)
    {
      const char *name = tally_json_node_get_text (tally_json_node_get_child (list, c));

      if (name == NULL || strlen (name) > MAX_NAME_BYTES)
        return FALSE;
      self->names[c] = g_strdup (name);
    }
  return TRUE;
}

/* The name of what is wrong, NULL if nothing is. */
static const char *
read_model (const TallyJsonNode *model,
            TallyLearnAssistant *self)
{
  const char *kind = tally_json_node_get_text (tally_json_node_find (model, "kind"));
  gint64 schema;

  if (kind == NULL || strcmp (kind, TALLY_LEARN_ASSISTANT_KIND) != 0)
    return "kind";
  if (!tally_json_node_get_int64 (tally_json_node_find (model, "schema"), &schema) || schema != TALLY_LEARN_ASSISTANT_SCHEMA)
    return "schema";
  if (!read_names (model, self))
    return "columns";
  if (!read_double (model, "usual_prior", &self->usual_prior))
    return "usual_prior";
  if (!read_double (model, "shift", &self->shift))
    return "shift";
  if (!read_calibration (model, "start", &self->start))
    return "start";
  if (!read_calibration (model, "calibration", &self->calibration))
    return "calibration";
  if (!read_logistic (model, self))
    return "logistic";
  if (!read_boost (model, self))
    return "trees";
  return read_record (model, &self->record) ? NULL : "record";
}

static gboolean
is_whole (TallyLearnAssistant *self,
          const TallyJsonNode *model)
{
  const char *digest = tally_json_node_get_text (tally_json_node_find (model, "digest"));

  self->record.calibration = self->calibration.kind;
  if ((self->record.learner == TALLY_LEARN_LEARNER_LOGISTIC) != (self->logistic != NULL)
      || (self->record.learner == TALLY_LEARN_LEARNER_TREES) != (self->boost != NULL))
    return FALSE;
  tally_learn_assistant_seal (self);
  return digest != NULL && strcmp (digest, self->record.digest) == 0;
}

TallyLearnAssistant *
tally_learn_assistant_load (const char  *text,
                            gsize        length,
                            GError     **error)
{
  g_autoptr (TallyJsonNode) model = NULL;
  g_autoptr (TallyLearnAssistant) self = NULL;
  g_autoptr (GError) reason = NULL;
  const char *where;

  g_return_val_if_fail (text != NULL || length == 0, NULL);
  if (length > TALLY_LEARN_ASSISTANT_MAX_BYTES)
    {
      g_set_error (error, TALLY_LEARN_ERROR, TALLY_LEARN_ERROR_MODEL,
                   "the model has more than %d bytes: it is none of this program's; retrain", TALLY_LEARN_ASSISTANT_MAX_BYTES);
      return NULL;
    }
  model = tally_json_node_parse (text, length, &reason);
  if (model == NULL)
    {
      g_set_error (error, TALLY_LEARN_ERROR, TALLY_LEARN_ERROR_MODEL, "the model is no JSON: %s; retrain", reason->message);
      return NULL;
    }
  self = g_new0 (TallyLearnAssistant, 1);
  where = read_model (model, self);
  if (where == NULL && !is_whole (self, model))
    where = "digest";
  if (where == NULL)
    return g_steal_pointer (&self);
  g_set_error (error, TALLY_LEARN_ERROR, TALLY_LEARN_ERROR_MODEL,
               "the model is damaged, changed or of another version: '%s' is missing or not what it should be; retrain", where);
  return NULL;
}
