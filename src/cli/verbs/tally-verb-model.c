/* tally-verb-model.c
 *
 * The learner of the audit assistant: tried on a table of anybody's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "tally-cli-printer.h"
#include "tally-cli-session.h"
#include "tally-engine-model.h"
#include "tally-json.h"
#include "tally-verbs.h"

#define EXIT_USAGE 2
#define MAX_FOLDS 100
#define MAX_VERDICTS 100000

/* JSON has no number for what can't be told. */
static void
add_number (TallyJsonWriter *writer,
            const char      *name,
            double           value)
{
  if (isfinite (value))
    tally_json_writer_add_double (writer, name, value);
  else
    tally_json_writer_add_text (writer, name, NULL);
}

/* The share after so many verdicts, by their number; rows from 0, as the scores. */
static void
add_curve (TallyJsonWriter             *writer,
           const TallyEngineModelTrial *trial)
{
  tally_json_writer_begin_object (writer, "review_share_95");
  for (guint i = 0; i < TALLY_ENGINE_MODEL_N_MARKS; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", trial->marks[i]);
      add_number (writer, name, trial->shares[i]);
    }
  tally_json_writer_end_object (writer);
  tally_json_writer_begin_array (writer, "queue");
  for (guint i = 0; i < trial->queue->len; i++)
    tally_json_writer_add_int64 (writer, NULL, (gint64) g_array_index (trial->queue, gsize, i));
  tally_json_writer_end_array (writer);
}

static void
print_json (const TallyEngineModelTrial        *trial,
            const TallyEngineModelTrialOptions *options)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();
  g_autofree char *text = NULL;

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_int64 (writer, "schema", 1);
  tally_json_writer_add_text (writer, "mode", options->mode);
  tally_json_writer_add_int64 (writer, "rows", (gint64) trial->n_rows);
  tally_json_writer_add_int64 (writer, "labelled", (gint64) trial->n_labelled);
  tally_json_writer_add_int64 (writer, "positive", (gint64) trial->n_positive);
  add_number (writer, "auc", trial->auc);
  add_number (writer, "average_precision", trial->average_precision);
  add_number (writer, "brier", trial->brier);
  add_number (writer, "ece", trial->ece);
  add_number (writer, "seconds", trial->seconds);
  if (strcmp (options->mode, "feedback") == 0)
    add_curve (writer, trial);
  else
    add_number (writer, "review_share_95", trial->review_share_95);
  tally_json_writer_begin_array (writer, "scores");
  for (gsize r = 0; r < trial->n_rows; r++)
    tally_json_writer_add_double (writer, NULL, trial->scores[r]);
  tally_json_writer_end_array (writer);
  tally_json_writer_end_object (writer);
  text = tally_json_writer_finish (writer, FALSE);
  tally_cli_print ("%s\n", text);
}

static void
print_figure (const char *title,
              double      value)
{
  if (isfinite (value))
    tally_cli_print ("%-18s  %.4f\n", title, value);
  else
    tally_cli_print ("%-18s  can't be told from these labels\n", title);
}

static void
print_text (const TallyEngineModelTrial        *trial,
            const TallyEngineModelTrialOptions *options)
{
  tally_cli_print ("%" G_GSIZE_FORMAT " rows, %" G_GSIZE_FORMAT " with a label, %" G_GSIZE_FORMAT " of these hits; %s, %.2f s\n",
                   trial->n_rows, trial->n_labelled, trial->n_positive, options->mode, trial->seconds);
  print_figure ("ROC-AUC", trial->auc);
  print_figure ("Average precision", trial->average_precision);
  print_figure ("Brier score", trial->brier);
  print_figure ("Calibration error", trial->ece);
  print_figure ("Review for 95 %", trial->review_share_95);
  for (guint i = 0; i < TALLY_ENGINE_MODEL_N_MARKS && strcmp (options->mode, "feedback") == 0; i++)
    if (isfinite (trial->shares[i]))
      tally_cli_print ("  after %3u verdicts  %.4f\n", trial->marks[i], trial->shares[i]);
}

static int
evaluate (TallyCliSession                    *session,
          const TallyEngineModelTrialOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyEngineModelTrial) trial = tally_engine_model_try (session->arguments[1], options, &error);

  if (trial == NULL)
    return tally_cli_session_fail (session, EXIT_USAGE, error->message);
  if (session->json)
    print_json (trial, options);
  else
    print_text (trial, options);
  return tally_cli_session_finish (session, 0);
}

static int
run_model (int    argc,
           char **argv)
{
  g_autofree char *mode = NULL;
  g_autofree char *group = NULL;
  int n_folds = 5;
  int n_verdicts = 100;
  gint64 seed = 1;
  const GOptionEntry entries[] = {
    { "mode", 0, 0, G_OPTION_ARG_STRING, &mode, "What the learner may see: unsupervised, crossval or feedback", "MODE" },
    { "group", 0, 0, G_OPTION_ARG_STRING, &group, "Column whose rows stay together in a fold", "COLUMN" },
    { "folds", 0, 0, G_OPTION_ARG_INT, &n_folds, "Folds of crossval, 2 to 100", "N" },
    { "verdicts", 0, 0, G_OPTION_ARG_INT, &n_verdicts, "Answers of feedback, 0 to 100000", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "Decides about all draws", "N" },
    { NULL },
  };
  const TallyCliUsage usage = {
    .arguments = "evaluate FILE",
    .summary = "Tries the learner of the audit assistant on a table: a header, columns of numbers or text, the last one "
               "'label' with 0, 1 or nothing.",
    .entries = entries,
  };
  g_auto (TallyCliSession) session = { 0 };
  g_autoptr (GError) error = NULL;

  if (!tally_cli_session_open (&session, &usage, argc, argv, &error))
    return tally_cli_session_fail (&session, EXIT_USAGE, error->message);
  if (g_strv_length (session.arguments) != 2 || strcmp (session.arguments[0], "evaluate") != 0)
    return tally_cli_session_fail (&session, EXIT_USAGE, "say 'tallyman model evaluate FILE'");
  if (n_folds < 2 || n_folds > MAX_FOLDS)
    return tally_cli_session_fail (&session, EXIT_USAGE, "--folds must be 2 to 100");
  if (n_verdicts < 0 || n_verdicts > MAX_VERDICTS)
    return tally_cli_session_fail (&session, EXIT_USAGE, "--verdicts must be 0 to 100000");
  return evaluate (&session, &(TallyEngineModelTrialOptions) {
    .mode = mode != NULL ? mode : "unsupervised", .group = group, .n_folds = (guint) n_folds,
    .n_verdicts = (guint) n_verdicts, .seed = (guint64) seed,
  });
}

const TallyCliVerb tally_verb_model = {
  .id = "model",
  .summary = "try the learner of the audit assistant on a table",
  .run = run_model,
};
