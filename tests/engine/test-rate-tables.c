/* test-rate-tables.c
 *
 * The tables of rates in use are told as an audit reads them; a file that somebody wants to use is previewed with what would
 * change, imported with its terms, and units that are billed without a rate are listed, the dearest first.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>

#include "tally-engine-error.h"
#include "tally-engine-rates-preview.h"
#include "tally-engine-rates.h"
#include "tally-engine-unrated.h"
#include "tally-test-engine.h"
#include "tally-test-run.h"
#include "tally-test.h"

#define OLD_TABLE "CU,Install Price,Removal Price,Transfer Price\nA-1,10.00,5.00,\nA-2,20.00,,\nA-3,0,,\n"
#define NEW_TABLE "Title of the list\nCU,Note,Install Price,Removal Price,Transfer Price\n" \
                  "A-1,\"a, b\",12.50,5.00,\nA-4,x,7,,\nA-5,x,seven,,\n"

typedef struct {
  TallyTestEngine *engine;
  char            *old_path;
  char            *new_path;
} Fixture;

static char *
write_file (Fixture    *f,
            const char *name,
            const char *text)
{
  char *path = g_build_filename (f->engine->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
set_files (Fixture    *f,
           const char *files)
{
  g_free (f->engine->settings);
  f->engine->settings = g_strdup_printf ("[rates]\nfiles=%s\n", files);
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  TallySandboxSeed seed;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 1;
  seed.rows_per_sheet = 40;
  seed.n_weeks = 1;
  seed.n_work_requests = 4;
  seed.mess_ratio = 0;
  f->engine = tally_test_engine_new (&seed);
  f->old_path = write_file (f, "old.csv", OLD_TABLE);
  f->new_path = write_file (f, "new list.csv", NEW_TABLE);
  set_files (f, f->old_path);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  tally_test_engine_free (f->engine);
  g_free (f->old_path);
  g_free (f->new_path);
}

static TallyEngineRates *
list (Fixture *f)
{
  g_autoptr (TallyEngine) door = tally_test_engine_open (f->engine);

  return tally_engine_rates_list (door);
}

static TallyEngineRatesPreview *
preview (Fixture                      *f,
         const char                   *path,
         const TallyEngineRatesTerms  *terms,
         GError                      **error)
{
  g_autoptr (TallyEngine) door = tally_test_engine_open (f->engine);

  return tally_engine_rates_preview (door, path, terms, error);
}

static char *
import (Fixture                      *f,
        const char                   *path,
        const TallyEngineRatesTerms  *terms,
        GError                      **error)
{
  g_autoptr (TallyEngine) door = tally_test_engine_open (f->engine);

  return tally_engine_rates_import (door, path, terms, error);
}

static void
test_tables_in_use_are_told (Fixture       *f,
                             gconstpointer  data)
{
  g_autofree char *dated = write_file (f, "dated.csv",
                                       "CU,Contract,Valid From,Valid To,Install Price,Removal Price,Transfer Price\n"
                                       "B-1,Union,2025-01-01,2025-12-31,3,,\n"
                                       "B-2,Union,2025-02-01,2026-06-30,4,,\nB-3,Union,2025-02-01,,oops,,\n");
  g_autofree char *missing = g_build_filename (f->engine->folder, "missing.csv", NULL);
  g_autofree char *files = g_strjoin (";", f->old_path, dated, missing, NULL);
  g_autoptr (TallyEngineRates) rates = NULL;
  const TallyEngineRatesFile *file;

  set_files (f, files);
  rates = list (f);
  g_assert_cmpuint (rates->files->len, ==, 3);
  file = rates->files->pdata[0];
  g_assert_cmpstr (file->path, ==, f->old_path);
  g_assert_cmpstr (file->failure, ==, "");
  g_assert_cmpuint (file->n_rows, ==, 3);
  g_assert_cmpuint (file->n_rates, ==, 3);
  g_assert_cmpuint (file->n_zero_rows, ==, 1);
  g_assert_cmpstr (file->contracts[0], ==, "standard");
  g_assert_cmpuint (file->valid_from, ==, TALLY_DAY_NONE);
  file = rates->files->pdata[1];
  g_assert_cmpstr (file->contracts[0], ==, "union");
  g_assert_cmpuint (file->valid_from, ==, tally_day_new (2025, 1, 1));
  g_assert_cmpuint (file->valid_to, ==, tally_day_new (2026, 6, 30));
  g_assert_cmpuint (file->n_problems, ==, 1);
  g_assert_true (g_str_has_prefix (file->problems->pdata[0], "dated.csv:4: "));
  file = rates->files->pdata[2];
  g_assert_cmpstr (file->failure, !=, "");
  g_assert_cmpstr (file->fingerprint, ==, "");
  g_assert_cmpuint (rates->n_clashes, ==, 0);
  g_assert_cmpuint (strlen (rates->fingerprint), ==, 64);
}

static void
test_contradictions_are_told (Fixture       *f,
                              gconstpointer  data)
{
  g_autofree char *other = write_file (f, "other.csv", "CU,Install Price\nA-1,11.00\n");
  g_autofree char *files = g_strjoin (";", f->old_path, other, NULL);
  g_autoptr (TallyEngineRates) rates = NULL;

  set_files (f, files);
  rates = list (f);
  g_assert_cmpuint (rates->n_clashes, ==, 1);
  g_assert_nonnull (strstr (rates->clashes->pdata[0], "old.csv:2"));
  g_assert_nonnull (strstr (rates->clashes->pdata[0], "other.csv:2"));
}

static void
assert_change (const TallyEngineRatesPreview *shown,
               guint                          index,
               const char                    *expected)
{
  const TallyEngineRatesChange *change = shown->changes->pdata[index];
  g_autofree char *text = g_strjoin (" ", change->cu, tally_work_kind_get_id (change->work), change->before, "to", change->after,
                                     NULL);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_a_preview_tells_what_would_change (Fixture       *f,
                                        gconstpointer  data)
{
  const TallyEngineRatesTerms terms = { .replaces = f->old_path };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyEngineRatesPreview) shown = preview (f, f->new_path, &terms, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (shown->columns->len, ==, 5);
  g_assert_cmpstr (((TallyEngineRatesColumn *) shown->columns->pdata[0])->meaning, ==, "cu");
  g_assert_cmpstr (((TallyEngineRatesColumn *) shown->columns->pdata[1])->meaning, ==, "");
  g_assert_cmpstr (((TallyEngineRatesColumn *) shown->columns->pdata[1])->title, ==, "Note");
  g_assert_cmpuint (shown->samples->len, ==, 3);
  g_assert_cmpstr (((char **) shown->samples->pdata[0])[1], ==, "a, b");
  g_assert_false (shown->has_contract);
  g_assert_cmpuint (shown->file->n_problems, ==, 1);
  g_assert_true (g_str_has_prefix (shown->file->problems->pdata[0], "new list.csv:5: "));
  g_assert_cmpuint (shown->n_changed, ==, 1);
  g_assert_cmpuint (shown->n_gone, ==, 1);
  g_assert_cmpuint (shown->n_new, ==, 1);
  g_assert_cmpuint (shown->n_same, ==, 1);
  g_assert_cmpuint (shown->changes->len, ==, 3);
  assert_change (shown, 0, "A-1 install 10.00 to 12.50");
  assert_change (shown, 1, "A-2 install 20.00 to ");
  assert_change (shown, 2, "A-4 install  to 7.00");
  g_assert_cmpuint (shown->n_clashes, ==, 0);
}

/* Beside a table of the same contract and days, what differs would be used of neither. */
static void
test_a_preview_tells_contradictions (Fixture       *f,
                                     gconstpointer  data)
{
  const TallyEngineRatesTerms beside = { .contract = "" };
  const TallyEngineRatesTerms another = { .contract = "Union" };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyEngineRatesPreview) shown = preview (f, f->new_path, &beside, &error);
  g_autoptr (TallyEngineRatesPreview) apart = preview (f, f->new_path, &another, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (shown->n_clashes, ==, 1);
  g_assert_nonnull (strstr (shown->clashes->pdata[0], "A-1"));
  g_assert_cmpuint (apart->n_clashes, ==, 0);
  g_assert_cmpstr (apart->file->contracts[0], ==, "union");
  g_assert_cmpuint (apart->n_new, ==, 3);
}

static void
test_what_is_no_table_is_refused (Fixture       *f,
                                  gconstpointer  data)
{
  static const char *const texts[] = { "", "no,table\n1,2\n", "CU,Note\nA-1,x\n", "PK\003\004broken" };
  const TallyEngineRatesTerms terms = { 0 };
  g_autofree char *missing = g_build_filename (f->engine->folder, "missing.csv", NULL);

  for (guint i = 0; i <= G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *path = i < G_N_ELEMENTS (texts) ? write_file (f, "bad.csv", texts[i]) : g_strdup (missing);
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) again = NULL;
      g_assert_null (preview (f, path, &terms, &error));
      g_assert_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_FAILED);
      g_test_message ("%s", error->message);
      g_assert_null (import (f, path, &terms, &again));
      g_assert_error (again, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_FAILED);
    }
}

static void
test_an_import_is_a_copy_with_its_terms (Fixture       *f,
                                         gconstpointer  data)
{
  const TallyEngineRatesTerms terms = {
    .contract = "Union", .valid_from = tally_day_new (2026, 1, 1), .valid_to = tally_day_new (2026, 12, 31),
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = import (f, f->new_path, &terms, &error);
  g_autofree char *again = import (f, f->new_path, &terms, &error);
  g_autofree char *folder = g_build_filename (f->engine->data_dir, "rates", NULL);
  g_autoptr (TallyEngineRates) rates = NULL;
  const TallyEngineRatesFile *file;
  GStatBuf status;

  g_assert_no_error (error);
  g_assert_cmpstr (copy, ==, again);
  g_assert_true (g_str_has_prefix (copy, folder));
  g_assert_cmpint (g_stat (copy, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  set_files (f, copy);
  rates = list (f);
  file = rates->files->pdata[0];
  g_assert_cmpstr (file->failure, ==, "");
  g_assert_cmpstr (file->contracts[0], ==, "union");
  g_assert_null (file->contracts[1]);
  g_assert_cmpuint (file->valid_from, ==, terms.valid_from);
  g_assert_cmpuint (file->valid_to, ==, terms.valid_to);
  g_assert_cmpuint (file->n_rates, ==, 3);
  g_assert_cmpuint (file->n_problems, ==, 1);
  g_assert_nonnull (strstr (file->problems->pdata[0], ":5: ")); /* each row on its line */
}

static void
test_a_workbook_is_imported_as_values (Fixture       *f,
                                       gconstpointer  data)
{
  const TallyEngineRatesTerms terms = { .contract = "standard", .valid_from = tally_day_new (2000, 1, 1) };
  g_autofree char *path = tally_test_data_path ("jobs/rates.xlsx");
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyEngineRatesPreview) shown = preview (f, path, &terms, &error);
  g_autofree char *copy = import (f, path, &terms, &error);
  g_autoptr (TallyEngineRates) rates = NULL;

  g_assert_no_error (error);
  g_assert_true (shown->has_valid_from);
  g_assert_true (g_str_has_suffix (copy, ".csv"));
  set_files (f, copy);
  rates = list (f);
  g_assert_cmpuint (((TallyEngineRatesFile *) rates->files->pdata[0])->n_rates, ==, 3);
  /* What the file says counts more than what a person says. */
  g_assert_cmpuint (((TallyEngineRatesFile *) rates->files->pdata[0])->valid_from, ==, tally_day_new (2026, 1, 1));
}

static GPtrArray *
list_unrated (Fixture *f)
{
  g_autoptr (TallyEngine) door = tally_test_engine_open (f->engine);
  g_autoptr (GError) error = NULL;
  GPtrArray *units = tally_engine_list_unrated (door, NULL, &error);

  g_assert_no_error (error);
  return units;
}

static void
test_what_is_billed_without_a_rate_is_listed (Fixture       *f,
                                              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *book = tally_sandbox_seed_describe_rates (&f->engine->seed, &error);
  g_autofree char *whole = write_file (f, "book.csv", book);
  g_autoptr (GPtrArray) before = list_unrated (f);
  g_autoptr (GPtrArray) none = NULL, all = NULL;
  g_autoptr (TallyRun) run = tally_test_engine_run (f->engine, NULL);
  TallyMoney cents = 0;

  tally_test_run_assert_exit (run, 0);
  g_assert_cmpuint (before->len, ==, 0);
  all = list_unrated (f); /* held against three units that nobody bills */
  g_assert_cmpuint (all->len, >, 1);
  for (guint i = 0; i < all->len; i++)
    {
      const TallyEngineUnrated *unit = all->pdata[i];
      g_assert_cmpstr (unit->reason, ==, "unit-not-listed");
      g_assert_cmpuint (unit->n_lines, >, 0);
      g_assert_cmpuint (unit->last_day, >, TALLY_DAY_NONE);
      cents += unit->cents;
      if (i > 0)
        g_assert_cmpint (unit->cents, <=, ((const TallyEngineUnrated *) all->pdata[i - 1])->cents);
    }
  g_assert_cmpint (cents, ==, run->plan->cents_by_reason[TALLY_REASON_ACCEPTED]);
  set_files (f, whole);
  none = list_unrated (f);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  static const struct {
    const char *path;
    void      (*func) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/engine/rate-tables/tables-in-use-are-told", test_tables_in_use_are_told },
    { "/engine/rate-tables/contradictions-are-told", test_contradictions_are_told },
    { "/engine/rate-tables/a-preview-tells-what-would-change", test_a_preview_tells_what_would_change },
    { "/engine/rate-tables/a-preview-tells-contradictions", test_a_preview_tells_contradictions },
    { "/engine/rate-tables/what-is-no-table-is-refused", test_what_is_no_table_is_refused },
    { "/engine/rate-tables/an-import-is-a-copy-with-its-terms", test_an_import_is_a_copy_with_its_terms },
    { "/engine/rate-tables/a-workbook-is-imported-as-values", test_a_workbook_is_imported_as_values },
    { "/engine/rate-tables/what-is-billed-without-a-rate-is-listed", test_what_is_billed_without_a_rate_is_listed },
  };

  tally_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
