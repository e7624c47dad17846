/* test-audit-same.c
 *
 * A pass of which nothing changed that the audit looks at keeps what the last one found; whatever may change what an
 * audit finds wakes it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>

#include "tally-engine-findings-except.h"
#include "tally-engine-findings.h"
#include "tally-run-json.h"
#include "tally-test-audited.h"
#include "tally-test-run.h"
#include "tally-test-sync.h"
#include "tally-test.h"

#define PERSON "pat@example.com"
#define N_ROWS 30

/* A world with one wrong price, which an audit has found. */
typedef struct {
  TallyTestEngine *engine; /* (owned) */
  GArray          *billed; /* (owned) TallyTestBilled */
  char            *id;     /* (owned) of the finding */
} World;

static const TallyTestBilled *
get_line (const World *world,
          guint        index)
{
  return &g_array_index (world->billed, TallyTestBilled, index);
}

static TallyRun *
run_pass (const World *world,
          gboolean     is_same)
{
  TallyRun *run = tally_test_audited_run (world->engine, 0);

  g_assert_cmpint (tally_test_run_find_notice (run, "audit-same") != NULL, ==, is_same);
  return run;
}

/* Passes until nothing is left to look at; then there was one that kept what was found. */
static void
settle (const World *world)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (TallyRun) run = tally_test_audited_run (world->engine, 0);
      if (tally_test_run_find_notice (run, "audit-same") != NULL)
        return;
    }
  g_assert_not_reached ();
}

static void
set_up (World         *world,
        gconstpointer  data)
{
  g_autoptr (TallyRun) run = NULL;
  const TallyTestBilled *wrong;

  world->engine = tally_test_audited_new (N_ROWS, 0);
  tally_test_sync_again (world->engine);
  world->billed = tally_test_audited_list_billed (world->engine);
  tally_test_audited_write_rates (world->engine, world->billed);
  wrong = get_line (world, 0);
  tally_test_audited_edit_price (world->engine, wrong, PERSON, 2 * wrong->price_cents);
  run = run_pass (world, FALSE);
  world->id = g_strdup (tally_test_audited_find (run, "rate-", wrong)->id);
  settle (world);
}

static void
tear_down (World         *world,
           gconstpointer  data)
{
  g_free (world->id);
  g_array_unref (world->billed);
  tally_test_engine_free (world->engine);
}

static char *
dup_audit (const TallyRun *run)
{
  g_autofree char *findings = tally_test_audited_dup_findings (run);
  const TallyAudit *audit = run->audit;

  return g_strdup_printf ("%s, %s, %u new of %u, %u on trial, %u sheets, %" G_GUINT64_FORMAT " lines, %s, %" G_GINT64_FORMAT
                          " of %" G_GINT64_FORMAT " priced, %" G_GINT64_FORMAT " at stake, %u cards, %s", findings,
                          tally_risk_get_id (audit->risk), audit->n_new, audit->n_open, audit->n_trial, audit->n_sheets,
                          audit->n_lines, audit->reason, audit->priced_cents, audit->billed_cents, audit->exposure_cents,
                          audit->cards->len, tally_trend_get_id (audit->trend));
}

/* What is kept says what an audit would say that is made again because of a setting that changes nothing. */
static void
test_what_is_kept_is_what_would_be_found (World         *world,
                                          gconstpointer  data)
{
  g_autoptr (TallyRun) kept = run_pass (world, TRUE);
  g_autoptr (TallyRun) again = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *kept_text = dup_audit (kept);
  g_autofree char *again_text = NULL;
  g_autofree char *kept_json = tally_run_to_json (kept, TRUE);

  tally_test_audited_configure (world->engine, "[backup]\nkeep=3\n");
  again = run_pass (world, FALSE);
  again_text = dup_audit (again);
  g_assert_cmpstr (kept_text, ==, again_text);
  g_assert_nonnull (strstr (kept_text, "rate-quantity, "));
  g_assert_cmpuint (kept->audit->n_sheets, ==, 2);
  g_assert_cmpint (((const TallyFinding *) kept->audit->findings->pdata[0])->last_run, ==, kept->run_id);
  g_assert_nonnull (strstr (kept_json, "\"rate-mismatch\""));
  rows = tally_test_audited_list_rows (world->engine);
  for (guint i = 0; i < rows->len; i++)
    g_assert_nonnull (strstr (rows->pdata[i], "|Sheets Audited=2|Rows Audited=60|"));
}

/* A finding is new once. */
static void
test_what_is_kept_is_not_new (World         *world,
                              gconstpointer  data)
{
  const TallyTestBilled *row = get_line (world, 1);
  g_autoptr (TallyRun) found = NULL;
  g_autoptr (TallyRun) kept = NULL;

  tally_test_audited_edit_price (world->engine, row, PERSON, 3 * row->price_cents);
  found = run_pass (world, FALSE);
  g_assert_true (tally_test_audited_find (found, "rate-", row)->is_new);
  settle (world);
  kept = run_pass (world, TRUE);
  g_assert_false (tally_test_audited_find (kept, "rate-", row)->is_new);
  g_assert_cmpuint (kept->audit->n_new, ==, 0);
}

/* --- what wakes it ------------------------------------------------------------------------------ */

static void
change_rates (World *world)
{
  g_autofree char *path = g_build_filename (world->engine->folder, "rates.csv", NULL);
  g_autofree char *table = NULL;
  g_autofree char *longer = NULL;

  g_assert_true (g_file_get_contents (path, &table, NULL, NULL));
  longer = g_strconcat (table, "ANOTHER,1.00,1.00,1.00\n", NULL);
  g_assert_true (g_file_set_contents (path, longer, -1, NULL));
}

static void
change_policy (World *world)
{
  tally_test_audited_configure (world->engine, "[audit]\nmateriality=123.45\n");
}

static void
confirm (World *world)
{
  tally_test_audited_confirm (world->engine, world->id);
}

static void
except (World *world)
{
  const TallyFindingException exception = {
    .finding = world->id, .until = tally_day_new (2026, 11, 25), .made_by = "Pat", .reason = "agreed",
  };
  g_autoptr (TallyEngine) opened = tally_test_engine_open (world->engine);
  g_autoptr (GError) error = NULL;
  gint64 id;

  g_assert_true (tally_engine_findings_except (opened, &exception, &id, &error));
  g_assert_no_error (error);
}

static void
pass_a_day (World *world)
{
  tally_clock_advance (world->engine->clock, G_TIME_SPAN_DAY);
}

static void
change_line (World *world)
{
  tally_test_audited_edit_price (world->engine, get_line (world, 2), PERSON, get_line (world, 2)->price_cents + 100);
}

static void
add_line (World *world)
{
  tally_test_audited_do (world->engine, "duplicate-row", get_line (world, 3));
}

static void
remove_line (World *world)
{
  tally_test_audited_do (world->engine, "remove-row", get_line (world, 4));
}

static void
remove_workbook (World *world)
{
  g_autofree char *path = g_build_filename (world->engine->output_dir, "Billing_Audit.xlsx", NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

static const struct {
  const char *name;
  void      (*change) (World *world);
} changes[] = {
  { "rates", change_rates },         { "policy", change_policy }, { "a-verdict", confirm },
  { "an-exception", except },        { "a-day", pass_a_day },     { "a-line", change_line },
  { "a-new-line", add_line },        { "a-line-that-is-gone", remove_line },
  { "a-workbook-that-is-gone", remove_workbook },
};

static void
test_a_change_wakes_it (World         *world,
                        gconstpointer  data)
{
  changes[GPOINTER_TO_UINT (data)].change (world);
  tally_run_free (run_pass (world, FALSE));
  settle (world);
}

/* The day after its last, an exception holds no more: what it covered is there again. */
static void
test_an_exception_ends (World         *world,
                        gconstpointer  data)
{
  g_autoptr (TallyRun) covered = NULL;
  g_autoptr (TallyRun) kept = NULL;
  g_autoptr (TallyRun) ended = NULL;

  except (world);
  covered = run_pass (world, FALSE);
  g_assert_cmpuint (covered->audit->n_open, ==, 0);
  kept = run_pass (world, TRUE);
  g_assert_cmpuint (kept->audit->n_open, ==, 0);
  pass_a_day (world);
  pass_a_day (world);
  ended = run_pass (world, FALSE);
  g_assert_cmpuint (ended->audit->n_open, ==, 1);
}

/* A dry pass keeps nothing and spoils nothing. */
static void
test_a_dry_pass_between (World         *world,
                         gconstpointer  data)
{
  const TallyBatchOptions dry = { .dry_run = TRUE };
  g_autoptr (TallyRun) run = NULL;

  tally_clock_advance (world->engine->clock, G_TIME_SPAN_HOUR);
  run = tally_test_engine_run (world->engine, &dry);
  g_assert_cmpuint (run->audit->n_open, ==, 1);
  tally_run_free (run_pass (world, TRUE));
}

/* An audit of other lines that was not told to the end is no ground to stand on, though the lines are back. */
static void
test_only_the_last_audit_counts (World         *world,
                                 gconstpointer  data)
{
  const TallyTestBilled *row = get_line (world, 5);
  g_autoptr (TallyRun) broken = NULL;
  g_autofree char *path = g_build_filename (world->engine->output_dir, "Billing_Audit.xlsx", NULL);

  tally_test_audited_edit_price (world->engine, row, PERSON, 2 * row->price_cents);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  broken = tally_test_audited_run (world->engine, 3);
  g_assert_nonnull (tally_test_run_find_notice (broken, "audit-workbook"));
  g_assert_cmpint (g_rmdir (path), ==, 0);
  tally_run_free (run_pass (world, FALSE));
  settle (world);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
#define ADD(name, func) g_test_add ("/engine/audit-same/" name, World, NULL, set_up, func, tear_down)
  ADD ("what-is-kept-is-what-would-be-found", test_what_is_kept_is_what_would_be_found);
  ADD ("what-is-kept-is-not-new", test_what_is_kept_is_not_new);
  ADD ("an-exception-ends", test_an_exception_ends);
  ADD ("a-dry-pass-between", test_a_dry_pass_between);
  ADD ("only-the-last-audit-counts", test_only_the_last_audit_counts);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *path = g_strconcat ("/engine/audit-same/woken-by-", changes[i].name, NULL);
      g_test_add (path, World, GUINT_TO_POINTER (i), set_up, test_a_change_wakes_it, tear_down);
    }
  return g_test_run ();
}
