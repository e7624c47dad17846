/* tally-learn-encode.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-learn-encode.h"

#include <math.h>
#include <stdlib.h>

/* Rows of a text from which "usual" means something, and texts of a column that stand for things. */
#define MIN_PEERS 3
#define MIN_TEXTS 12

/* Of a logarithm: a tenth more or less is no scatter to speak of. */
#define MIN_SCATTER 0.1

/* Columns of amounts that are also looked at by pairs, and columns made in all. */
#define MAX_AMOUNTS 4
#define MAX_MADE 256

/* Labels that the mean of all weighs beside those of a text; parts that the labels are dealt into. */
#define PRIOR_LABELS 10.0
#define N_FOLDS 5

typedef struct {
  char   *name;   /* (owned) */
  double *values; /* (owned) */
} Made;

typedef struct {
  const TallyLearnTable *table;
  const gint8           *labels;
  int                    ignored;
  gsize                  n_rows;
  GArray                *made; /* (element-type Made) */
} Encoder;

static void
clear_made (gpointer data)
{
  g_free (((Made *) data)->name);
  g_free (((Made *) data)->values);
}

static double *
add_column (Encoder *encoder,
            char    *name)
{
  const Made made = { name, g_new (double, encoder->n_rows) };

  g_array_append_val (encoder->made, made);
  return made.values;
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return left < right ? -1 : left > right;
}

/* --- text --------------------------------------------------------------------------------------- */

static void
add_frequency (Encoder                     *encoder,
               const TallyLearnTableColumn *column)
{
  double *values = add_column (encoder, g_strdup_printf ("how often %s occurs", column->name));
  g_autofree double *counts = g_new0 (double, column->n_codes);

  for (gsize r = 0; r < encoder->n_rows; r++)
    counts[column->codes[r]]++;
  for (gsize r = 0; r < encoder->n_rows; r++)
    values[r] = column->codes[r] == 0 ? (double) NAN : log (counts[column->codes[r]]);
}

/* Two texts, or few: which one it is says more than how often it occurs. */
static void
add_choice (Encoder                     *encoder,
            const TallyLearnTableColumn *column)
{
  double *values = add_column (encoder, g_strdup (column->name));

  for (gsize r = 0; r < encoder->n_rows; r++)
    values[r] = column->codes[r] == 0 ? (double) NAN : column->codes[r];
}

static guint
get_fold (gsize row)
{
  return (guint) ((row * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15)) >> 32) % N_FOLDS;
}

/* Rows with a label count in one of five parts, and read the other four; the others read all. */
static void
add_history (Encoder                     *encoder,
             const TallyLearnTableColumn *column)
{
  double *values = add_column (encoder, g_strdup_printf ("labels of other rows with this %s", column->name));
  g_autofree double *hits = g_new0 (double, (gsize) column->n_codes * N_FOLDS);
  g_autofree double *counts = g_new0 (double, (gsize) column->n_codes * N_FOLDS);
  double n = 1;
  double n_hits = 0.5;

  for (gsize r = 0; r < encoder->n_rows; r++)
    if (encoder->labels[r] >= 0)
      {
        gsize cell = (gsize) column->codes[r] * N_FOLDS + get_fold (r);
        hits[cell] += encoder->labels[r];
        counts[cell]++;
        n++;
        n_hits += encoder->labels[r];
      }
  for (gsize r = 0; r < encoder->n_rows; r++)
    {
      const double *own_hits = hits + (gsize) column->codes[r] * N_FOLDS;
      const double *own_counts = counts + (gsize) column->codes[r] * N_FOLDS;
      double seen = PRIOR_LABELS;
      double seen_hits = PRIOR_LABELS * n_hits / n;

      for (guint fold = 0; fold < N_FOLDS; fold++)
        if (encoder->labels[r] < 0 || fold != get_fold (r))
          {
            seen += own_counts[fold];
            seen_hits += own_hits[fold];
          }
      values[r] = log (seen_hits / (seen - seen_hits));
    }
}

/* --- amounts against what is usual ------------------------------------------------------------- */

/* Values that are not missing, text by text; @starts says where each text's begin. */
static double *
deal_values (const Encoder               *encoder,
             const TallyLearnTableColumn *by,
             const double                *values,
             gsize                       *starts)
{
  double *dealt = g_new (double, MAX (encoder->n_rows, 1));
  g_autofree gsize *next = g_new (gsize, by->n_codes);

  for (gsize r = 0; r < encoder->n_rows; r++)
    starts[by->codes[r] + 1] += !isnan (values[r]);
  for (guint32 code = 0; code < by->n_codes; code++)
    {
      starts[code + 1] += starts[code];
      next[code] = starts[code];
    }
  for (gsize r = 0; r < encoder->n_rows; r++)
    if (!isnan (values[r]))
      dealt[next[by->codes[r]]++] = values[r];
  return dealt;
}

/* Medians by text, those of fewer than MIN_PEERS rows being NaN. */
static double *
find_medians (const Encoder               *encoder,
              const TallyLearnTableColumn *by,
              const double                *values)
{
  double *medians = g_new (double, by->n_codes);
  g_autofree gsize *starts = g_new0 (gsize, (gsize) by->n_codes + 1);
  g_autofree double *dealt = deal_values (encoder, by, values, starts);

  for (guint32 code = 0; code < by->n_codes; code++)
    {
      double *own = dealt + starts[code];
      gsize n = starts[code + 1] - starts[code];

      medians[code] = (double) NAN;
      if (code == 0 || n < MIN_PEERS)
        continue;
      qsort (own, n, sizeof *own, compare_doubles);
      medians[code] = (own[(n - 1) / 2] + own[n / 2]) / 2;
    }
  return medians;
}

/* How widely a thing's amounts scatter says what a distance is worth: as usual ones, and never finer than a tenth. */
static void
add_scatter (Encoder                     *encoder,
             const TallyLearnTableColumn *by,
             const char                  *what,
             guint                        column)
{
  double *scatters = add_column (encoder, g_strdup_printf ("how widely %s scatters within its %s", what, by->name));
  double *multiples = add_column (encoder, g_strdup_printf ("%s against the usual of its %s, in multiples of what it scatters",
                                                            what, by->name));
  const double *values = g_array_index (encoder->made, Made, column).values;
  const double *distances = g_array_index (encoder->made, Made, column + 1).values;
  g_autofree double *medians = find_medians (encoder, by, distances);

  for (gsize r = 0; r < encoder->n_rows; r++)
    {
      scatters[r] = medians[by->codes[r]];
      multiples[r] = values[r] / (scatters[r] + MIN_SCATTER);
    }
}

static void
add_against_usual (Encoder                     *encoder,
                   const TallyLearnTableColumn *by,
                   const char                  *what,
                   const double                *logs)
{
  g_autofree double *medians = find_medians (encoder, by, logs);
  guint column = encoder->made->len;
  double *values = add_column (encoder, g_strdup_printf ("%s against the usual of its %s", what, by->name));
  double *distances = add_column (encoder, g_strdup_printf ("how far %s is from the usual of its %s", what, by->name));

  for (gsize r = 0; r < encoder->n_rows; r++)
    {
      values[r] = logs[r] - medians[by->codes[r]];
      distances[r] = fabs (values[r]);
    }
  if (encoder->labels != NULL) /* without, one column more to be unusual in drowns the others */
    add_scatter (encoder, by, what, column);
}

/* --- all of it ---------------------------------------------------------------------------------- */

/* Logarithms, NaN for what has none; NULL if the column is none of amounts: most values must lie above 0. */
static double *
dup_logs (const Encoder               *encoder,
          const TallyLearnTableColumn *column)
{
  double *logs;
  gsize n = 0;
  gsize n_positive = 0;

  if (column->numbers == NULL || column->n_codes <= MIN_TEXTS)
    return NULL;
  logs = g_new (double, MAX (encoder->n_rows, 1));
  for (gsize r = 0; r < encoder->n_rows; r++)
    {
      n += !isnan (column->numbers[r]);
      n_positive += column->numbers[r] > 0;
      logs[r] = column->numbers[r] > 0 ? log (column->numbers[r]) : (double) NAN;
    }
  if (n_positive * 10 >= n * 9 && n > 0)
    return logs;
  g_free (logs);
  return NULL;
}

/* Texts that stand for things which come again, as products do. */
static gboolean
stands_for_things (const Encoder               *encoder,
                   const TallyLearnTableColumn *column)
{
  return column->codes != NULL && column->n_codes > MIN_TEXTS && column->n_codes < encoder->n_rows / MIN_PEERS;
}

static void
add_against_things (Encoder      *encoder,
                    const char   *what,
                    const double *logs)
{
  for (guint c = 0; c < tally_learn_table_get_n_columns (encoder->table) && encoder->made->len < MAX_MADE; c++)
    {
      TallyLearnTableColumn by;

      tally_learn_table_get_column (encoder->table, c, &by);
      if (stands_for_things (encoder, &by))
        add_against_usual (encoder, &by, what, logs);
    }
}

static void
add_pair (Encoder      *encoder,
          const char   *name,
          const char   *other,
          const double *logs,
          const double *other_logs)
{
  g_autofree char *what = g_strdup_printf ("%s by %s", other, name);
  double *values = add_column (encoder, g_strdup (what));

  for (gsize r = 0; r < encoder->n_rows; r++)
    values[r] = other_logs[r] - logs[r];
  add_against_things (encoder, what, values);
}

static gboolean
has_things (const Encoder *encoder)
{
  for (guint c = 0; c < tally_learn_table_get_n_columns (encoder->table); c++)
    {
      TallyLearnTableColumn column;

      tally_learn_table_get_column (encoder->table, c, &column);
      if (stands_for_things (encoder, &column))
        return TRUE;
    }
  return FALSE;
}

/* Only where texts stand for things: then amounts are theirs, and comparable by them. */
static void
add_amounts (Encoder *encoder)
{
  double *logs[MAX_AMOUNTS];
  const char *names[MAX_AMOUNTS];
  guint n = 0;

  for (guint c = 0; c < tally_learn_table_get_n_columns (encoder->table) && n < MAX_AMOUNTS; c++)
    {
      TallyLearnTableColumn column;

      tally_learn_table_get_column (encoder->table, c, &column);
      if ((int) c == encoder->ignored)
        continue;
      logs[n] = dup_logs (encoder, &column);
      names[n] = column.name;
      n += logs[n] != NULL;
    }
  for (guint i = 0; i < n; i++)
    {
      add_against_things (encoder, names[i], logs[i]);
      for (guint j = i + 1; j < n && encoder->made->len < MAX_MADE; j++)
        add_pair (encoder, names[i], names[j], logs[i], logs[j]);
    }
  for (guint i = 0; i < n; i++)
    g_free (logs[i]);
}

static void
add_own (Encoder                     *encoder,
         const TallyLearnTableColumn *column)
{
  if (column->numbers != NULL)
    {
      double *values = add_column (encoder, g_strdup (column->name));
      for (gsize r = 0; r < encoder->n_rows; r++)
        values[r] = column->numbers[r];
      return;
    }
  if (column->n_codes <= 3)
    add_choice (encoder, column);
  else
    add_frequency (encoder, column);
  if (encoder->labels != NULL && column->n_codes > 3)
    add_history (encoder, column);
}

TallyLearnFrame *
tally_learn_encode (const TallyLearnTable *table,
                    const gint8           *labels,
                    int                    ignored)
{
  Encoder encoder = { .table = table, .labels = labels, .ignored = ignored };
  TallyLearnFrame *frame;

  g_return_val_if_fail (table != NULL, NULL);
  encoder.n_rows = tally_learn_table_get_n_rows (table);
  encoder.made = g_array_new (FALSE, FALSE, sizeof (Made));
  g_array_set_clear_func (encoder.made, clear_made);
  for (guint c = 0; c < tally_learn_table_get_n_columns (table) && encoder.made->len < TALLY_LEARN_MAX_COLUMNS - 1; c++)
    {
      TallyLearnTableColumn column;

      tally_learn_table_get_column (table, c, &column);
      if ((int) c != ignored)
        add_own (&encoder, &column);
    }
  if (has_things (&encoder))
    add_amounts (&encoder);
  if (encoder.made->len == 0)
    add_column (&encoder, g_strdup ("nothing"));
  frame = tally_learn_frame_new (encoder.n_rows, encoder.made->len);
  for (guint c = 0; c < encoder.made->len; c++)
    {
      const Made *made = &g_array_index (encoder.made, Made, c);
      tally_learn_frame_set_name (frame, c, made->name);
      for (gsize r = 0; r < encoder.n_rows; r++)
        tally_learn_frame_set (frame, r, c, made->values[r]);
    }
  g_array_unref (encoder.made);
  return frame;
}
