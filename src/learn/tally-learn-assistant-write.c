/* tally-learn-assistant-write.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "tally-json-node.h"
#include "tally-json.h"
#include "tally-learn-assistant-private.h"
#include "tally-learn-boost-private.h"
#include "tally-learn-logistic-private.h"

/* --- parts --------------------------------------------------------------------------------------- */

static void
write_numbers (TallyJsonWriter *writer,
               const char      *name,
               const double    *numbers,
               guint            n)
{
  tally_json_writer_begin_array (writer, name);
  for (guint i = 0; i < n; i++)
    tally_json_writer_add_double (writer, NULL, numbers[i]);
  tally_json_writer_end_array (writer);
}

static void
write_calibration (TallyJsonWriter             *writer,
                   const char                  *name,
                   const TallyLearnCalibration *calibration)
{
  tally_json_writer_begin_object (writer, name);
  tally_json_writer_add_text (writer, "kind", tally_learn_calibration_kind_get_id (calibration->kind));
  tally_json_writer_add_double (writer, "slope", calibration->slope);
  tally_json_writer_add_double (writer, "offset", calibration->offset);
  write_numbers (writer, "from", calibration->from, calibration->n_knots);
  write_numbers (writer, "to", calibration->to, calibration->n_knots);
  tally_json_writer_end_object (writer);
}

static void
write_logistic (TallyJsonWriter          *writer,
                const TallyLearnLogistic *logistic)
{
  tally_json_writer_begin_object (writer, "logistic");
  tally_json_writer_add_double (writer, "constant", logistic->constant);
  write_numbers (writer, "means", logistic->means, logistic->n_columns);
  write_numbers (writer, "scales", logistic->scales, logistic->n_columns);
  write_numbers (writer, "weights", logistic->weights, logistic->n_columns);
  write_numbers (writer, "missing", logistic->missing, logistic->n_columns);
  tally_json_writer_end_object (writer);
}

/* Six numbers a node, one node behind the other: column, left, missing left, cut, value, cover. */
static void
write_tree (TallyJsonWriter *writer,
            const GArray    *tree)
{
  tally_json_writer_begin_array (writer, NULL);
  for (guint i = 0; i < tree->len; i++)
    {
      const TallyLearnTreeNode *node = &g_array_index (tree, TallyLearnTreeNode, i);

      tally_json_writer_add_int64 (writer, NULL, node->column);
      tally_json_writer_add_int64 (writer, NULL, node->left);
      tally_json_writer_add_int64 (writer, NULL, node->missing_left);
      tally_json_writer_add_double (writer, NULL, node->cut);
      tally_json_writer_add_double (writer, NULL, node->value);
      tally_json_writer_add_double (writer, NULL, node->cover);
    }
  tally_json_writer_end_array (writer);
}

static void
write_boost (TallyJsonWriter       *writer,
             const TallyLearnBoost *boost)
{
  tally_json_writer_begin_object (writer, "trees");
  tally_json_writer_add_double (writer, "base", boost->base);
  tally_json_writer_add_double (writer, "rate", boost->rate);
  tally_json_writer_begin_array (writer, "nodes");
  for (guint t = 0; t < boost->trees->len; t++)
    write_tree (writer, boost->trees->pdata[t]);
  tally_json_writer_end_array (writer);
  tally_json_writer_end_object (writer);
}

/* --- the record ---------------------------------------------------------------------------------- */

static void
write_held (TallyJsonWriter      *writer,
            const char           *name,
            const TallyLearnHeld *held)
{
  tally_json_writer_begin_object (writer, name);
  tally_json_writer_add_boolean (writer, "known", held->is_known);
  tally_json_writer_add_double (writer, "log_loss", held->log_loss);
  tally_json_writer_add_int64 (writer, "n", (gint64) held->measures.n);
  tally_json_writer_add_int64 (writer, "n_positive", (gint64) held->measures.n_positive);
  tally_json_writer_add_double (writer, "auc", held->measures.auc);
  tally_json_writer_add_double (writer, "average_precision", held->measures.average_precision);
  tally_json_writer_add_double (writer, "brier", held->measures.brier);
  tally_json_writer_add_double (writer, "ece", held->measures.ece);
  tally_json_writer_add_double (writer, "review_share_95", held->measures.review_share_95);
  tally_json_writer_end_object (writer);
}

static void
write_duel (TallyJsonWriter      *writer,
            const TallyLearnDuel *duel)
{
  tally_json_writer_begin_object (writer, "duel");
  tally_json_writer_add_int64 (writer, "n", (gint64) duel->n);
  tally_json_writer_add_int64 (writer, "n_positive", (gint64) duel->n_positive);
  tally_json_writer_add_double (writer, "gain", duel->gain);
  tally_json_writer_add_double (writer, "gain_error", duel->gain_error);
  tally_json_writer_add_double (writer, "our_auc", duel->our_auc);
  tally_json_writer_add_double (writer, "their_auc", duel->their_auc);
  tally_json_writer_add_boolean (writer, "better", duel->is_better);
  tally_json_writer_end_object (writer);
}

static void
write_record (TallyJsonWriter                 *writer,
              const TallyLearnAssistantRecord *record)
{
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, record->seed);

  tally_json_writer_begin_object (writer, "record");
  tally_json_writer_add_text (writer, "learner", tally_learn_learner_get_id (record->learner));
  tally_json_writer_add_text (writer, "guard", tally_learn_guard_get_id (record->guard));
  tally_json_writer_add_int64 (writer, "negative", record->n_negative);
  tally_json_writer_add_int64 (writer, "positive", record->n_positive);
  tally_json_writer_add_text (writer, "seed", seed);
  tally_json_writer_begin_object (writer, "held");
  for (guint l = 0; l < TALLY_LEARN_N_LEARNERS; l++)
    write_held (writer, tally_learn_learner_get_id (l), &record->held[l]);
  tally_json_writer_end_object (writer);
  write_duel (writer, &record->duel);
  tally_json_writer_end_object (writer);
}

/* --- all of it ----------------------------------------------------------------------------------- */

char *
tally_learn_assistant_write (const TallyLearnAssistant *self,
                             const char                *digest)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();
  g_autofree char *text = NULL;
  g_autoptr (TallyJsonNode) node = NULL;

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_text (writer, "kind", TALLY_LEARN_ASSISTANT_KIND);
  tally_json_writer_add_int64 (writer, "schema", TALLY_LEARN_ASSISTANT_SCHEMA);
  if (digest != NULL)
    tally_json_writer_add_text (writer, "digest", digest);
  tally_json_writer_begin_array (writer, "columns");
  for (guint c = 0; c < self->n_columns; c++)
    tally_json_writer_add_text (writer, NULL, self->names[c]);
  tally_json_writer_end_array (writer);
  tally_json_writer_add_double (writer, "usual_prior", self->usual_prior);
  tally_json_writer_add_double (writer, "shift", self->shift);
  write_calibration (writer, "start", &self->start);
  write_calibration (writer, "calibration", &self->calibration);
  if (self->logistic != NULL)
    write_logistic (writer, self->logistic);
  if (self->boost != NULL)
    write_boost (writer, self->boost);
  write_record (writer, &self->record);
  tally_json_writer_end_object (writer);
  text = tally_json_writer_finish (writer, FALSE);
  node = tally_json_node_parse (text, strlen (text), NULL);
  return node != NULL ? tally_json_node_dup_canonical (node) : NULL;
}

char *
tally_learn_assistant_save (const TallyLearnAssistant *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return tally_learn_assistant_write (self, self->record.digest);
}
