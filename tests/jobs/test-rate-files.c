/* test-rate-files.c
 *
 * The tables of rates that the configuration names, as one; what is wrong with them is told.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-rates.h"

#include "tally-config-source.h"
#include "tally-test.h"

#define HEAD "CU,Install Price,Removal Price,Transfer Price\n"

typedef struct {
  char     *folder; /* (owned) */
  GString  *files;  /* (owned) */
  TallyRun *run;    /* (owned) */
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->folder = tally_test_make_dir ();
  f->files = g_string_new (NULL);
  f->run = tally_run_new ();
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_free (f->folder);
  g_string_free (f->files, TRUE);
  tally_run_free (f->run);
}

/* Names a file in the configuration, and writes it if there is a text. */
static void
add_file (Fixture    *f,
          const char *name,
          const char *text)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);

  g_string_append_printf (f->files, "%s;", path);
  if (text != NULL)
    g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static TallyConfig *
make_config (const char *text)
{
  const TallyConfigSource source = { .text = text, .text_length = -1 };
  g_autoptr (GError) error = NULL;
  TallyConfig *config = tally_config_new (&source, &error);

  g_assert_no_error (error);
  return config;
}

static TallyRateTable *
load (Fixture    *f,
      const char *more)
{
  g_autofree char *text = g_strdup_printf ("[rates]\nfiles=%s\n%s", f->files->str, more);
  g_autoptr (TallyConfig) config = make_config (text);

  return tally_jobs_rates_load (config, f->run);
}

static void
assert_notice (Fixture       *f,
               guint          index,
               TallySeverity  severity,
               const char    *words)
{
  const TallyNotice *notice;
  g_autofree char *text = NULL;

  g_assert_cmpuint (index, <, f->run->notices->len);
  notice = f->run->notices->pdata[index];
  g_assert_cmpint (notice->severity, ==, severity);
  g_assert_null (strstr (notice->text, f->folder));
  text = g_strjoin ("|", notice->code, notice->subject, notice->text, notice->detail, NULL);
  g_test_message ("%s", text);
  g_assert_nonnull (strstr (text, words));
}

static void
test_none (Fixture       *f,
           gconstpointer  data)
{
  g_assert_null (load (f, ""));
  g_assert_cmpuint (f->run->notices->len, ==, 0);
  g_assert_cmpuint (f->run->outcome, ==, 0);
}

static void
test_several_are_one (Fixture       *f,
                      gconstpointer  data)
{
  g_autoptr (TallyRateTable) table = NULL;

  add_file (f, "matrix.csv", "CU,Install Price (New Rates),Removal Price (New Rates),Transfer Price (New Rates)\n"
                             "ANC-M,224.06,29.46,0\n");
  add_file (f, "original.csv", "CU,Contract,Install Price,Removal Price,Transfer Price\nANC-M,Original,200,20,0\n");
  table = load (f, "new-from=2026-04-12\n");
  g_assert_cmpuint (f->run->notices->len, ==, 0);
  g_assert_cmpuint (tally_rate_table_get_n_rates (table), ==, 6);
  g_assert_true (tally_rate_table_has_contract (table, "original", 1));
  g_assert_false (tally_rate_table_has_contract (table, "standard", tally_day_new (2026, 4, 11)));
  g_assert_true (tally_rate_table_has_contract (table, "standard", tally_day_new (2026, 4, 12)));
}

static void
test_unread (Fixture       *f,
             gconstpointer  data)
{
  g_autoptr (TallyRateTable) table = NULL;

  add_file (f, "none.csv", NULL);
  add_file (f, ".", NULL);
  add_file (f, "other.csv", "a,b\n1,2\n");
  add_file (f, "empty.csv", "");
  table = load (f, "");
  g_assert_null (table);
  g_assert_cmpuint (f->run->outcome, ==, TALLY_OUTCOME_PARTIAL);
  g_assert_cmpuint (f->run->notices->len, ==, 4);
  assert_notice (f, 0, TALLY_SEVERITY_ERROR, "rates-unread|rates:1|a table of rates could not be read; no price is held against "
                                             "it (io-not-found: it is not there; correct the configuration)|");
  assert_notice (f, 1, TALLY_SEVERITY_ERROR, "rates-unread|rates:2|");
  assert_notice (f, 2, TALLY_SEVERITY_ERROR, "(billing-rates: correct the file; the detail says what is wrong with it)");
  assert_notice (f, 2, TALLY_SEVERITY_ERROR, "/other.csv: other.csv: none of the first 11 rows has the title \"CU\"");
  assert_notice (f, 3, TALLY_SEVERITY_ERROR, "rates-unread|rates:4|");
}

static void
test_rows_and_clashes (Fixture       *f,
                       gconstpointer  data)
{
  g_autoptr (TallyRateTable) table = NULL;

  add_file (f, "a.csv", HEAD "ANC-M,224.06,29.46,0\nANC-H,1,x,2\n");
  add_file (f, "b.csv", HEAD "ANC-M,224.60,29.46,0\n");
  table = load (f, "");
  g_assert_cmpuint (f->run->outcome, ==, 0);
  g_assert_cmpuint (f->run->notices->len, ==, 2);
  assert_notice (f, 0, TALLY_SEVERITY_WARNING, "rates-row|rates:1|1 place of a table of rates can't be used; the detail names "
                                               "them, correct them (2 rows, 4 rates, 0 units that are not paid for were read)|"
                                               "a.csv:3: column \"Removal Price\": \"x\" is no price");
  assert_notice (f, 1, TALLY_SEVERITY_WARNING, "rates-clash||1 unit has rates that contradict each other on the same days");
  assert_notice (f, 1, TALLY_SEVERITY_WARNING, "ANC-M, install, standard: 224.6 at b.csv:2, 224.06 at a.csv:2");
  g_assert_null (tally_rate_table_find (table, "ANC-M", TALLY_WORK_INSTALL, "standard", 1));
  g_assert_nonnull (tally_rate_table_find (table, "ANC-M", TALLY_WORK_REMOVAL, "standard", 1));
}

static void
test_contracts_of_sheets (Fixture       *f,
                          gconstpointer  data)
{
  static const struct { gint64 sheet_id; const char *origin; const char *contract; } cases[] = {
    { 1, "sheet", "standard" }, { 1, "folder:9", "standard" }, { 1, "workspace:7", "standard" }, { 1, "folder:7", "subcontractor" },
    { 1, "folder:8", "original" }, { 1, "folder:77", "standard" }, { 1, "", "" }, { 5, "folder:7", "special" }, { 5, "", "special" },
    { 55, "sheet", "standard" },
  };
  g_autoptr (TallyConfig) config = make_config ("[sources]\nsubcontractor-folders=6;7\noriginal-contract-folders=8;7\n"
                                                "[rates]\ncontracts=5=Special;555=x\n");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyStoreSheet) sheet = tally_store_sheet_new (cases[i].sheet_id);
      g_autofree char *contract = NULL;
      g_free (sheet->origin);
      sheet->origin = g_strdup (cases[i].origin);
      contract = tally_jobs_rates_dup_contract (config, sheet);
      g_assert_cmpstr (contract, ==, cases[i].contract);
    }
}

#define ADD(name, func) g_test_add ("/jobs/rate-files/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  ADD ("none", test_none);
  ADD ("several-are-one", test_several_are_one);
  ADD ("unread", test_unread);
  ADD ("rows-and-clashes", test_rows_and_clashes);
  ADD ("contracts-of-sheets", test_contracts_of_sheets);
  return g_test_run ();
}
