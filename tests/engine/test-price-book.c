/* test-price-book.c
 *
 * The sandbox's prices follow its price book but where the generator planted an error: an audit finds all that is
 * planted and nothing else, whatever else is wrong with the rows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-findings.h"
#include "tally-test-engine.h"
#include "tally-test-run.h"
#include "tally-test.h"

#define RATE_FAMILY "rate-"

/* Worlds, each with its number of planted prices above 0 or without any. */
static const struct {
  guint64 seed;
  guint   n_sheets;
  guint   rows_per_sheet;
  guint   n_weeks;
  double  mess_ratio;
} worlds[] = {
  { 1, 9, 60, 0, 1 }, { 2, 4, 150, 0, 1 }, { 3, 3, 700, 7, 1 }, { 4, 4, 300, 2, 1 }, { 5, 2, 250, 0, 0 },
};

static GPtrArray *
list_findings (TallyTestEngine *engine)
{
  g_autofree char *path = g_build_filename (engine->data_dir, "tallyman.db", NULL);
  const TallyStoreOptions options = { .path = path };
  const TallyFindingFilter all = { .statuses = TALLY_FINDING_STATUSES_ALL };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStore) store = tally_store_open (&options, &error);
  GPtrArray *findings;

  g_assert_no_error (error);
  findings = tally_store_findings_list (store, &all, &error);
  g_assert_no_error (error);
  return findings;
}

static void
set_rates (TallyTestEngine        *engine,
           const TallySandboxSeed *seed)
{
  g_autofree char *path = g_build_filename (engine->folder, "rates.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *rates = tally_sandbox_seed_describe_rates (seed, &error);

  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (path, rates, -1, &error));
  g_free (engine->settings);
  engine->settings = g_strdup_printf ("[rates]\nfiles=%s\n", path);
}

/* How many of them are about a price; each is about one row. */
static guint
count_price_errors (GPtrArray *findings)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      const TallyFinding *finding = findings->pdata[i];
      if (!g_str_has_prefix (finding->detector, RATE_FAMILY))
        continue;
      g_test_message ("%s: %s", finding->detector, finding->sentence);
      g_assert_cmpuint (finding->lines->len, ==, 1);
      n++;
    }
  return n;
}

static void
test_what_is_planted_is_found (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  g_autoptr (TallyTestEngine) engine = NULL;
  g_autoptr (TallyRun) run = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  TallySandboxSeed seed;
  gint64 n_planted;

  tally_sandbox_seed_init (&seed);
  seed.seed = worlds[index].seed;
  seed.n_sheets = worlds[index].n_sheets;
  seed.rows_per_sheet = worlds[index].rows_per_sheet;
  seed.n_weeks = worlds[index].n_weeks;
  seed.mess_ratio = worlds[index].mess_ratio;
  engine = tally_test_engine_new (&seed);
  set_rates (engine, &seed);
  run = tally_test_engine_run (engine, NULL);
  g_assert_null (tally_test_run_find_notice (run, "rates-row"));
  g_assert_null (tally_test_run_find_notice (run, "rates-clash"));
  g_assert_cmpint (run->audit->priced_cents, >, run->audit->billed_cents * 9 / 10);
  findings = list_findings (engine);
  n_planted = tally_sandbox_seed_manifest_get_count (engine->manifest, "mess:stale-price");
  g_assert_cmpint (n_planted > 0, ==, seed.mess_ratio > 0);
  g_assert_cmpuint (count_price_errors (findings), ==, n_planted);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (worlds); i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/price-book/what-is-planted-is-found/%u", i + 1);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_what_is_planted_is_found);
    }
  return g_test_run ();
}
