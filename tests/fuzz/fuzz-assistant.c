/* fuzz-assistant.c
 *
 * A stored model from anywhere, without a digest, which it gets here: else nothing that was changed would be looked into.
 * Read or refused with a reason in UTF-8. What was read is written again the same, scores between 0 and 1, and says why.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "tally-digest.h"
#include "tally-json-node.h"
#include "tally-learn-assistant.h"

#define MAX_TRIED_COLUMNS 64

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static TallyLearnAssistant *
load (const char *text,
      gsize       length)
{
  g_autoptr (GError) error = NULL;
  TallyLearnAssistant *model = tally_learn_assistant_load (text, length, &error);

  g_assert_true ((model == NULL) == (error != NULL));
  g_assert_true (error == NULL || g_utf8_validate (error->message, -1, NULL));
  return model;
}

/* NULL if it is no object with something in it. */
static char *
dup_sealed (const char *text,
            gsize       length)
{
  g_autoptr (TallyJsonNode) node = tally_json_node_parse (text, length, NULL);
  g_autofree char *canonical = NULL;
  g_autofree char *digest = NULL;

  if (tally_json_node_get_kind (node) != TALLY_JSON_KIND_OBJECT || tally_json_node_get_n_children (node) == 0)
    return NULL;
  canonical = tally_json_node_dup_canonical (node);
  digest = tally_digest_dup_hex (canonical, strlen (canonical));
  return g_strdup_printf ("{\"digest\":\"%s\",%s", digest, canonical + 1);
}

/* The number of columns is not told: one fits. */
static void
try_columns (const TallyLearnAssistant *model,
             guint                      n_columns,
             const char *const         *names)
{
  static const double values[] = { 0, 1, -1, 1e308, (double) NAN };
  g_autoptr (TallyLearnFrame) frame = tally_learn_frame_new (G_N_ELEMENTS (values), n_columns);
  const TallyLearnAssistantRows rows = { frame, values, NULL };
  double scores[G_N_ELEMENTS (values)];
  g_autofree double *shares = g_new (double, n_columns + 1);

  for (guint c = 0; c < n_columns; c++)
    {
      tally_learn_frame_set_name (frame, c, names[c]);
      for (gsize r = 0; r < G_N_ELEMENTS (values); r++)
        tally_learn_frame_set (frame, r, c, values[(r + c) % G_N_ELEMENTS (values)]);
    }
  g_assert_true (tally_learn_assistant_fits (model, frame));
  tally_learn_assistant_score (model, &rows, 1, scores);
  for (gsize r = 0; r < G_N_ELEMENTS (values); r++)
    {
      TallyLearnAssistantReason reason;

      g_assert_true (scores[r] > 0 && scores[r] < 1);
      tally_learn_assistant_explain (model, &rows, r, &reason, shares);
      g_assert_false (reason.probability < scores[r] || reason.probability > scores[r]);
      for (guint c = 0; c <= n_columns; c++)
        g_assert_true (isfinite (shares[c]));
    }
}

static void
try_model (const TallyLearnAssistant *model,
           const char                *text)
{
  g_autoptr (TallyJsonNode) node = tally_json_node_parse (text, strlen (text), NULL);
  const TallyJsonNode *columns = tally_json_node_find (node, "columns");
  const char *names[MAX_TRIED_COLUMNS];
  guint n_columns = tally_json_node_get_n_children (columns);

  for (guint c = 0; c < n_columns && n_columns <= MAX_TRIED_COLUMNS; c++)
    names[c] = tally_json_node_get_text (tally_json_node_get_child (columns, c));
  if (n_columns <= MAX_TRIED_COLUMNS)
    try_columns (model, n_columns, names);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autofree char *sealed = dup_sealed ((const char *) data, size);
  g_autoptr (TallyLearnAssistant) model = sealed != NULL ? load (sealed, strlen (sealed)) : NULL;
  g_autoptr (TallyLearnAssistant) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *twice = NULL;

  tally_learn_assistant_free (load ((const char *) data, size));
  if (model == NULL)
    return 0;
  text = tally_learn_assistant_save (model);
  try_model (model, text);
  again = load (text, strlen (text));
  g_assert_nonnull (again);
  twice = tally_learn_assistant_save (again);
  g_assert_cmpstr (text, ==, twice);
  return 0;
}
