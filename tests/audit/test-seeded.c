/* test-seeded.c
 *
 * What the audit finds of errors planted at known places, and what else: recall of each kind, precision and
 * share of the exposure within what people can look at, and how much less there is to look at than by the
 * predecessor's rules.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-seeded.h"

#include "tally-test.h"

#define BUDGET_A_WEEK 25
#define PRECISION_PERCENT 80
#define EXPOSURE_PERCENT 95
#define RECALL_PERCENT 100
#define STATISTICAL_RECALL_PERCENT 80
#define FEWER_PERCENT 70

/* From so many lines on the predecessor's rules show that much more. */
#define FEWER_LINES 20000

/* How audits did. */
typedef struct {
  guint      n_found[TALLY_N_TEST_ERRORS];
  guint      n_of_kind[TALLY_N_TEST_ERRORS];
  guint      n_lines;
  guint      n_findings;
  guint      n_predecessor;
  guint      n_shown;
  guint      n_true;
  TallyMoney exposure;
  TallyMoney found_exposure;
} Score;

static char *
dup_key (gint64 sheet_id,
         gint64 row_id)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, sheet_id, row_id);
}

/* Rows that a finding of the shown ones is about. */
static GHashTable *
list_rows (GPtrArray *findings,
           guint      n_shown)
{
  GHashTable *rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < n_shown; i++)
    {
      const TallyFinding *finding = findings->pdata[i];
      for (guint j = 0; j < finding->lines->len; j++)
        {
          const TallyFindingLine *line = &g_array_index (finding->lines, TallyFindingLine, j);
          g_hash_table_add (rows, dup_key (line->sheet_id, line->row_id));
        }
    }
  return rows;
}

static GHashTable *
list_planted (const TallyTestSeeded *seeded)
{
  GHashTable *rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < seeded->planted->len; i++)
    {
      const TallyTestPlanted *planted = &g_array_index (seeded->planted, TallyTestPlanted, i);
      g_hash_table_add (rows, dup_key (planted->sheet_id, planted->row_id));
    }
  return rows;
}

static gboolean
is_true (const TallyFinding *finding,
         GHashTable         *planted)
{
  for (guint i = 0; i < finding->lines->len; i++)
    {
      const TallyFindingLine *line = &g_array_index (finding->lines, TallyFindingLine, i);
      g_autofree char *key = dup_key (line->sheet_id, line->row_id);
      if (g_hash_table_contains (planted, key))
        return TRUE;
    }
  return FALSE;
}

/* An error of several lines is found with any of them. */
static void
count_found (const TallyTestSeeded *seeded,
             GHashTable            *rows,
             Score                 *score)
{
  g_autoptr (GHashTable) counted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < seeded->planted->len; i++)
    {
      const TallyTestPlanted *planted = &g_array_index (seeded->planted, TallyTestPlanted, i);
      g_autofree char *key = dup_key (planted->sheet_id, planted->row_id);
      score->exposure += planted->exposure_cents;
      if (!g_hash_table_contains (rows, key))
        continue;
      score->found_exposure += planted->exposure_cents;
      if (g_hash_table_add (counted, g_strdup_printf ("%d %u", planted->kind, planted->number)))
        score->n_found[planted->kind]++;
    }
}

/* Prices of one work request: the rule compares the lowest and the highest with the mean. */
typedef struct {
  TallyMoney lowest;
  TallyMoney highest;
  TallyMoney sum;
  guint      n;
} Prices;

static void
add_price (GHashTable      *requests,
           const TallyLine *line)
{
  Prices *prices = g_hash_table_lookup (requests, line->text[TALLY_FIELD_WORK_REQUEST]);

  if (prices == NULL)
    {
      prices = g_new0 (Prices, 1);
      prices->lowest = G_MAXINT64;
      g_hash_table_insert (requests, (gpointer) line->text[TALLY_FIELD_WORK_REQUEST], prices);
    }
  prices->lowest = MIN (prices->lowest, line->price_cents);
  prices->highest = MAX (prices->highest, line->price_cents);
  prices->sum += line->price_cents;
  prices->n++;
}

static guint
count_variances (GHashTable *requests)
{
  GHashTableIter iter;
  gpointer value;
  guint n = 0;

  g_hash_table_iter_init (&iter, requests);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Prices *prices = value;
      n += prices->n >= 2 && 2 * (prices->highest - prices->lowest) * prices->n > prices->sum;
    }
  return n;
}

/* What the predecessor shows: work requests of varying prices, and each row with something odd (rule 1.13.1). */
static guint
count_predecessor (const TallyTestSeeded *seeded)
{
  const guint odd = TALLY_ISSUE_NO_QUANTITY | TALLY_ISSUE_BAD_QUANTITY | TALLY_ISSUE_NOT_POSITIVE_QUANTITY | TALLY_ISSUE_NO_CU;
  g_autoptr (GHashTable) requests = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  guint n_odd = 0;

  for (guint i = 0; i < seeded->input->lines->len; i++)
    {
      const TallyLine *line = tally_audit_input_get_line (seeded->input, i);
      if (line->reason != TALLY_REASON_ACCEPTED)
        continue;
      n_odd += (line->issues & odd) != 0;
      add_price (requests, line);
    }
  return n_odd + count_variances (requests);
}

static void
tell_false (const TallyFinding *finding)
{
  g_test_message ("false: %s%s %s", finding->is_trial ? "(trial) " : "", finding->detector, finding->sentence);
}

static void
measure (const TallyTestSeeded  *seeded,
         const TallyAuditResult *result,
         Score                  *score)
{
  guint n_shown = MIN (result->findings->len, BUDGET_A_WEEK * seeded->n_weeks);
  g_autoptr (GHashTable) rows = list_rows (result->findings, n_shown);
  g_autoptr (GHashTable) planted = list_planted (seeded);

  count_found (seeded, rows, score);
  for (guint kind = 0; kind < TALLY_N_TEST_ERRORS; kind++)
    score->n_of_kind[kind] += seeded->n_of_kind[kind];
  score->n_lines += seeded->input->lines->len;
  score->n_findings += result->findings->len;
  score->n_predecessor += count_predecessor (seeded);
  score->n_shown += n_shown;
  for (guint i = 0; i < n_shown; i++)
    if (is_true (result->findings->pdata[i], planted))
      score->n_true++;
    else if (g_test_verbose ())
      tell_false (result->findings->pdata[i]);
}

static void
report (const Score *score)
{
  for (guint kind = 0; kind < TALLY_N_TEST_ERRORS; kind++)
    g_test_message ("%-16s %3u of %3u", tally_test_error_get_id (kind), score->n_found[kind], score->n_of_kind[kind]);
  g_test_message ("%u lines: %u findings, %u shown, %u true: precision %.3f, exposure %.3f; the predecessor shows %u",
                  score->n_lines, score->n_findings, score->n_shown, score->n_true, (double) score->n_true / MAX (score->n_shown, 1),
                  (double) score->found_exposure / (double) MAX (score->exposure, 1), score->n_predecessor);
}

static void
assert_recall (const Score *score,
               gboolean     is_statistical,
               guint        percent)
{
  guint n_found = 0, n = 0;

  for (guint kind = 0; kind < TALLY_N_TEST_ERRORS; kind++)
    if (tally_test_error_is_statistical (kind) == is_statistical)
      {
        g_assert_cmpuint (score->n_of_kind[kind], >, 0);
        g_assert_cmpuint (2 * score->n_found[kind], >=, score->n_of_kind[kind]);
        n_found += score->n_found[kind];
        n += score->n_of_kind[kind];
      }
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (100 * n_found, >=, percent * n);
}

/* A size, and how many worlds of it. */
typedef struct {
  guint n_lines;
  guint n_worlds;
} Case;

static void
test_finds_what_was_planted (gconstpointer data)
{
  const Case *test = data;
  Score score = { 0 };

  for (guint seed = 1; seed <= test->n_worlds; seed++)
    {
      g_autoptr (TallyTestSeeded) seeded = tally_test_seeded_new (seed, test->n_lines);
      g_autoptr (GError) error = NULL;
      g_autoptr (TallyAuditResult) result = tally_audit_run (seeded->input, &seeded->policy, NULL, NULL, &error);
      g_assert_no_error (error);
      measure (seeded, result, &score);
    }
  report (&score);
  assert_recall (&score, FALSE, RECALL_PERCENT);
  g_assert_cmpuint (100 * score.n_true, >=, PRECISION_PERCENT * score.n_shown);
  assert_recall (&score, TRUE, STATISTICAL_RECALL_PERCENT);
  g_assert_cmpint (100 * score.found_exposure, >=, EXPOSURE_PERCENT * score.exposure);
  if (test->n_lines >= FEWER_LINES)
    g_assert_cmpuint (100 * score.n_findings, <=, (100 - FEWER_PERCENT) * score.n_predecessor);
}

int
main (int    argc,
      char **argv)
{
  static const Case cases[] = { { 5000, 12 }, { 20000, 8 }, { 200000, 1 } };

  tally_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/audit/seeded/%u", cases[i].n_lines);
      if (cases[i].n_lines < 100000 || g_test_slow ())
        g_test_add_data_func (path, &cases[i], test_finds_what_was_planted);
    }
  return g_test_run ();
}
