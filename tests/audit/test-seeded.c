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

/* Which detectors speak of a kind of error: that another one happens to name the line too is no merit, least of all
 * where it only says that it can't look at it. */
static gboolean
speaks_of (const TallyFinding *finding,
           TallyTestError      kind)
{
  static const char *const prices[] = {
    "rate-work-type", "rate-other", "rate-decimal-shift", "rate-quantity", "rate-transposed", "rate-mismatch", NULL,
  };
  static const char *const others[TALLY_N_TEST_ERRORS][4] = {
    [TALLY_TEST_UNKNOWN_CU] = { "rate-unit" },
    [TALLY_TEST_TWIN] = { "exact-duplicate" },
    [TALLY_TEST_OTHER_SHEET] = { "cross-sheet-duplicate" },
    [TALLY_TEST_TWO_VARIANTS] = { "double-variant" },
    [TALLY_TEST_SPLIT] = { "split-under-limit" },
    [TALLY_TEST_MOVED] = { "moved-week" },
    [TALLY_TEST_EDITED] = { "changed-after-billing" },
    [TALLY_TEST_DELETED] = { "deleted-after-billing" },
    [TALLY_TEST_GHOST] = { "ghost-unit", "data-consistency" },
    [TALLY_TEST_UNBILLED] = { "unbilled-work" },
    [TALLY_TEST_TENFOLD] = { "quantity-outlier" },
    [TALLY_TEST_ROUND] = { "round-by-crew", "round-amounts", "number-duplication" },
    [TALLY_TEST_WEEKEND] = { "off-day" },
  };

  return g_strv_contains (kind <= TALLY_TEST_WRONG_RATE ? prices : others[kind], finding->detector);
}

static char *
dup_key (TallyTestError kind,
         gint64         sheet_id,
         gint64         row_id)
{
  return g_strdup_printf ("%d:%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, kind, sheet_id, row_id);
}

/* The rows of a finding, with each kind of error that it speaks of. */
static GHashTable *
list_rows_of (const TallyFinding *finding)
{
  GHashTable *rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint kind = 0; kind < TALLY_N_TEST_ERRORS; kind++)
    for (guint i = 0; speaks_of (finding, kind) && i < finding->lines->len; i++)
      {
        const TallyFindingLine *line = &g_array_index (finding->lines, TallyFindingLine, i);
        g_hash_table_add (rows, dup_key (kind, line->sheet_id, line->row_id));
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
      g_hash_table_add (rows, dup_key (planted->kind, planted->sheet_id, planted->row_id));
    }
  return rows;
}

/* Adds to @found the planted rows that a finding tells; %FALSE = it tells none. */
static gboolean
add_found (const TallyFinding *finding,
           GHashTable         *planted,
           GHashTable         *found)
{
  g_autoptr (GHashTable) rows = list_rows_of (finding);
  GHashTableIter iter;
  gpointer key;
  gboolean is_true = FALSE;

  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (g_hash_table_contains (planted, key))
      {
        g_hash_table_add (found, g_strdup (key));
        is_true = TRUE;
      }
  return is_true;
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
      g_autofree char *key = dup_key (planted->kind, planted->sheet_id, planted->row_id);
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
  g_autoptr (GHashTable) planted = list_planted (seeded);
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < n_shown; i++)
    if (add_found (result->findings->pdata[i], planted, found))
      score->n_true++;
    else if (g_test_verbose ())
      tell_false (result->findings->pdata[i]);
  count_found (seeded, found, score);
  for (guint kind = 0; kind < TALLY_N_TEST_ERRORS; kind++)
    score->n_of_kind[kind] += seeded->n_of_kind[kind];
  score->n_lines += seeded->input->lines->len;
  score->n_findings += result->findings->len;
  score->n_predecessor += count_predecessor (seeded);
  score->n_shown += n_shown;
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
        g_assert_cmpuint (100 * score->n_found[kind], >=, percent * score->n_of_kind[kind]);
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
