/* test-audited.c
 *
 * Whole passes find errors that were planted, know them again, let go of them when they are mended, and take
 * them up again when they come back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>

#include "tally-store-findings.h"
#include "tally-test-audited.h"
#include "tally-test-run.h"
#include "tally-test-sync.h"
#include "tally-test.h"

#define PERSON "pat@example.com"
#define AUTOMATION "automation@smartsheet.com"
#define N_ROWS 60

/* The week into which a line was moved and moved back has a workbook without lines: a person must take it away. */
#define WITH_A_HELD_WORKBOOK 3

/* What is planted, each at a line of its own. */
enum { WRONG_PRICE, DUPLICATE, PERSON_CHANGED, AUTOMATION_CHANGED, DELETED, MOVED, N_PLANTED };

static const struct {
  const char *detector; /* that finds it, or the beginning of its id */
  const char *cause;    /* "" = any */
} planted[N_PLANTED] = {
  [WRONG_PRICE] = { "rate-", "" },
  [DUPLICATE] = { "exact-duplicate", "entered-twice" },
  [PERSON_CHANGED] = { "changed-after-billing", "edited-by-person" },
  [AUTOMATION_CHANGED] = { "changed-after-billing", "edited-by-automation" },
  [DELETED] = { "deleted-after-billing", "" },
  [MOVED] = { "moved-week", "automation-self-fire" },
};

/* A world with its lines, and where what is planted. */
typedef struct {
  TallyTestEngine *engine;   /* (owned) */
  GArray          *billed;   /* (owned) TallyTestBilled */
  gint64           twin_row; /* of the duplicate */
  char            *ids[N_PLANTED]; /* (owned) of what was found */
} World;

static const TallyTestBilled *
get_line (const World *world,
          guint        index)
{
  return &g_array_index (world->billed, TallyTestBilled, index);
}

static void
set_up (World         *world,
        gconstpointer  data)
{
  world->engine = tally_test_audited_new (N_ROWS, 0);
  tally_test_sync_again (world->engine);
  world->billed = tally_test_audited_list_billed (world->engine);
  g_assert_cmpuint (world->billed->len, >, 40);
  tally_test_audited_write_rates (world->engine, world->billed);
}

static void
tear_down (World         *world,
           gconstpointer  data)
{
  for (guint i = 0; i < N_PLANTED; i++)
    g_free (world->ids[i]);
  g_array_unref (world->billed);
  tally_test_engine_free (world->engine);
}

/* A clean world is clean, and stays so. */
static void
test_a_clean_world_is_clean (World         *world,
                             gconstpointer  data)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (TallyRun) run = tally_test_audited_run (world->engine, 0);
      g_autofree char *findings = tally_test_audited_dup_findings (run);

      g_assert_cmpstr (findings, ==, "");
      g_assert_cmpuint (run->audit->risk, ==, TALLY_RISK_LOW);
      g_assert_cmpuint (run->audit->n_lines, >=, world->billed->len);
      g_assert_cmpint (run->audit->billed_cents, >, 0);
      g_assert_cmpint (run->audit->priced_cents, ==, run->audit->billed_cents);
      g_assert_cmpuint (run->audit->trend, ==, i == 0 ? TALLY_TREND_BASELINE : TALLY_TREND_STABLE);
    }
}

/* Passes that do less than all: no sum is missed that they did not look at. */
static void
test_narrowed_passes_find_nothing (World         *world,
                                   gconstpointer  data)
{
  static const char *const weeks[] = { "112226", NULL };
  static const char *const no_weeks[] = { "010126", NULL };
  static const char *const planning[] = { "sync", "plan", "audit", NULL };
  static const char *const audit_only[] = { "audit", NULL };
  const TallyBatchOptions passes[] = {
    { .dry_run = TRUE }, { .max_groups = 1 }, { .max_groups = 1 }, { .weeks = weeks }, { .weeks = no_weeks }, { .force = TRUE },
    { .resume = TRUE }, { .jobs = planning }, { .jobs = audit_only },
  };

  for (guint i = 0; i < G_N_ELEMENTS (passes); i++)
    {
      g_autoptr (TallyRun) run = NULL;
      g_autofree char *findings = NULL;

      g_test_message ("pass %u", i);
      tally_clock_advance (world->engine->clock, G_TIME_SPAN_HOUR);
      run = tally_test_engine_run (world->engine, &passes[i]);
      g_assert_nonnull (run->audit);
      findings = tally_test_audited_dup_findings (run);
      g_assert_cmpstr (findings, ==, "");
    }
}

/* A dry run tells what it would find, and leaves findings and audits as they are. */
static void
test_a_dry_run_settles_nothing (World         *world,
                                gconstpointer  data)
{
  const TallyBatchOptions dry = { .dry_run = TRUE };
  const TallyTestBilled *wrong = get_line (world, WRONG_PRICE);

  tally_test_audited_edit_price (world->engine, wrong, PERSON, 2 * wrong->price_cents);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (TallyRun) run = NULL;
      g_autoptr (TallyStore) store = NULL;
      g_autoptr (GPtrArray) findings = NULL;
      const TallyFindingFilter all = { .statuses = TALLY_FINDING_STATUSES_ALL };

      tally_clock_advance (world->engine->clock, G_TIME_SPAN_HOUR);
      run = tally_test_engine_run (world->engine, &dry);
      g_assert_nonnull (run->audit);
      g_assert_cmpuint (run->audit->n_new, ==, 1);
      g_assert_cmpuint (run->audit->trend, ==, TALLY_TREND_BASELINE);
      g_assert_nonnull (tally_test_audited_find (run, "rate-", wrong));
      g_assert_nonnull (tally_test_run_find_notice (run, "audit-rehearsed"));
      store = tally_test_sync_open_store (world->engine);
      findings = tally_store_findings_list (store, &all, NULL);
      g_assert_cmpuint (findings->len, ==, 0);
    }
  tally_run_free (tally_test_audited_run (world->engine, 0));
}

/* However messy the rows: what is left out is left out with a reason, and the sums agree. */
static void
test_messy_worlds_add_up (void)
{
  for (guint64 seed_number = 1; seed_number <= (g_test_slow () ? 40 : 4); seed_number++)
    {
      g_autoptr (TallyTestEngine) engine = tally_test_sync_new_engine (4, 150, seed_number, 1);
      g_autoptr (TallyRun) first = NULL;
      g_autoptr (TallyRun) second = NULL;

      g_test_message ("seed %" G_GUINT64_FORMAT, seed_number);
      first = tally_test_engine_run (engine, NULL);
      tally_clock_advance (engine->clock, G_TIME_SPAN_HOUR);
      second = tally_test_engine_run (engine, NULL);
      g_assert_nonnull (second->audit);
      g_assert_null (tally_test_audited_find (first, "reconciliation", NULL));
      g_assert_null (tally_test_audited_find (second, "reconciliation", NULL));
      g_assert_cmpuint (second->audit->n_new, ==, 0);
      g_assert_cmpuint (second->audit->n_open, ==, first->audit->n_open);
    }
}

/* Wrong from the start: a price that the rates don't explain, and a row that stands twice. */
static void
plant_before_billing (World *world)
{
  const TallyTestBilled *wrong = get_line (world, WRONG_PRICE);
  TallyTestEngine *engine = world->engine;

  tally_test_audited_edit_price (engine, wrong, PERSON, 2 * wrong->price_cents);
  world->twin_row = tally_test_audited_do (engine, "duplicate-row", get_line (world, DUPLICATE));
}

static void
move_week (World *world,
           guint  days)
{
  const TallyTestBilled *row = get_line (world, MOVED);
  char day[TALLY_DAY_BUFFER_SIZE];
  g_autofree char *week = g_strdup_printf ("\"%s\"", tally_day_format_iso (row->week_ending + days, day, sizeof day));
  g_autofree char *snapshot = g_strdup_printf ("\"%s\"", tally_day_format_iso (row->week_ending + days - 3, day, sizeof day));

  tally_test_audited_edit (world->engine, row, TALLY_SANDBOX_FIELD_SNAPSHOT, AUTOMATION, snapshot);
  tally_test_audited_edit (world->engine, row, TALLY_SANDBOX_FIELD_WEEK, AUTOMATION, week);
}

static void
plant_after_billing (World *world)
{
  const TallyTestBilled *by_person = get_line (world, PERSON_CHANGED);
  const TallyTestBilled *by_automation = get_line (world, AUTOMATION_CHANGED);

  tally_test_audited_edit_price (world->engine, by_person, PERSON, by_person->price_cents + 5000);
  tally_test_audited_edit_price (world->engine, by_automation, AUTOMATION, by_automation->price_cents + 7000);
  tally_test_audited_do (world->engine, "remove-row", get_line (world, DELETED));
  move_week (world, 7);
}

static void
take_id (World                 *world,
         guint                  index,
         const TallyTestBilled *row,
         const TallyRun        *run)
{
  const TallyFinding *finding = tally_test_audited_find (run, planted[index].detector, row);

  g_test_message ("planted %u: %s", index, finding != NULL ? finding->sentence : "not found");
  g_assert_nonnull (finding);
  g_assert_true (finding->is_new);
  g_assert_false (finding->is_trial);
  g_assert_cmpuint (finding->status, ==, TALLY_FINDING_NEW);
  if (planted[index].cause[0] != '\0')
    g_assert_cmpstr (finding->cause, ==, planted[index].cause);
  world->ids[index] = g_strdup (finding->id);
}

/* Known again under its id, and no longer new. */
static void
assert_known (World          *world,
              guint           index,
              const TallyRun *run)
{
  const TallyFinding *finding = tally_test_audited_find (run, planted[index].detector, get_line (world, index));

  g_test_message ("planted %u", index);
  g_assert_nonnull (finding);
  g_assert_cmpstr (finding->id, ==, world->ids[index]);
  g_assert_false (finding->is_new);
}

static void
find_planted (World *world)
{
  g_autoptr (TallyRun) first = NULL;
  g_autoptr (TallyRun) second = NULL;
  g_autofree char *findings = NULL;

  plant_before_billing (world);
  first = tally_test_audited_run (world->engine, 0);
  findings = tally_test_audited_dup_findings (first);
  g_assert_cmpstr (findings, ==, "exact-duplicate rate-quantity");
  for (guint i = 0; i < PERSON_CHANGED; i++)
    take_id (world, i, get_line (world, i), first);
  plant_after_billing (world);
  second = tally_test_audited_run (world->engine, 0);
  for (guint i = 0; i < N_PLANTED; i++)
    if (i < PERSON_CHANGED)
      assert_known (world, i, second);
    else
      take_id (world, i, get_line (world, i), second);
}

/* What was planted is found, with nothing beside it but the prices that no longer follow the rates; the next
 * pass knows all of it again. */
static void
test_planted_errors_are_found_once (World         *world,
                                    gconstpointer  data)
{
  g_autoptr (TallyRun) run = NULL;
  g_autofree char *findings = NULL;

  find_planted (world);
  run = tally_test_audited_run (world->engine, 0);
  findings = tally_test_audited_dup_findings (run);
  for (guint i = 0; i < N_PLANTED; i++)
    assert_known (world, i, run);
  g_assert_cmpstr (findings, ==, "changed-after-billing changed-after-billing deleted-after-billing exact-duplicate "
                                 "moved-week rate-mismatch rate-mismatch rate-quantity");
  g_assert_cmpuint (run->audit->n_new, ==, 0);
  g_assert_cmpuint (run->audit->n_open, ==, 8);
  g_assert_cmpuint (run->audit->trend, ==, TALLY_TREND_STABLE);
}

static void
mend (World *world)
{
  TallyTestBilled twin = *get_line (world, DUPLICATE);

  twin.row_id = world->twin_row;
  tally_test_audited_do (world->engine, "remove-row", &twin);
  for (guint i = 0; i < DELETED; i++)
    if (i != DUPLICATE)
      tally_test_audited_edit_price (world->engine, get_line (world, i), PERSON, get_line (world, i)->price_cents);
  move_week (world, 0);
}

static void
assert_statuses (World             *world,
                 const char *const *expected)
{
  for (guint i = 0; i < N_PLANTED; i++)
    {
      g_test_message ("planted %u", i);
      g_assert_cmpstr (tally_test_audited_get_status (world->engine, world->ids[i]), ==, expected[i]);
    }
}

/* What a person confirmed is verified once it is gone, the rest is closed; what stays, stays; what comes back is
 * new again under the same id. */
static void
test_mended_errors_end_and_come_back (World         *world,
                                      gconstpointer  data)
{
  static const char *const mended[N_PLANTED] = { "verified", "closed", "closed", "verified", "new", "closed" };
  static const char *const back[N_PLANTED] = { "new", "closed", "new", "verified", "new", "closed" };
  const TallyTestBilled *wrong = get_line (world, WRONG_PRICE);
  const TallyTestBilled *changed = get_line (world, PERSON_CHANGED);
  g_autoptr (TallyRun) run = NULL;
  const TallyFinding *again;

  find_planted (world);
  tally_test_audited_confirm (world->engine, world->ids[WRONG_PRICE]);
  tally_test_audited_confirm (world->engine, world->ids[AUTOMATION_CHANGED]);
  mend (world);
  run = tally_test_audited_run (world->engine, WITH_A_HELD_WORKBOOK);
  assert_statuses (world, mended);
  g_assert_cmpuint (run->audit->trend, ==, TALLY_TREND_IMPROVING);
  g_clear_pointer (&run, tally_run_free);
  tally_test_audited_edit_price (world->engine, wrong, PERSON, 2 * wrong->price_cents);
  tally_test_audited_edit_price (world->engine, changed, PERSON, changed->price_cents + 5000);
  run = tally_test_audited_run (world->engine, WITH_A_HELD_WORKBOOK);
  assert_statuses (world, back);
  again = tally_test_audited_find (run, "rate-", wrong);
  g_assert_cmpstr (again->id, ==, world->ids[WRONG_PRICE]);
  g_assert_true (again->is_new);
  g_assert_cmpuint (again->n_verdicts, ==, 1);
}

static void
write_table (World      *world,
             const char *text)
{
  g_autofree char *path = g_build_filename (world->engine->folder, "rates.csv", NULL);
  g_autoptr (GError) error = NULL;

  if (text == NULL)
    g_assert_cmpint (g_unlink (path), ==, 0);
  else
    g_assert_true (g_file_set_contents (path, text, -1, &error));
}

/* A pass with a table that says nothing of the line: the finding stands, and what is held against rates is told. */
static void
assert_kept (World *world,
             int    exit_code)
{
  g_autoptr (TallyRun) run = tally_test_audited_run (world->engine, exit_code);

  g_assert_cmpstr (tally_test_audited_get_status (world->engine, world->ids[WRONG_PRICE]), ==, "confirmed");
  g_assert_cmpuint (run->audit->n_open, ==, 1);
  g_assert_cmpuint (run->audit->trend, ==, TALLY_TREND_STABLE);
  g_assert_cmpint (run->audit->priced_cents, ==, 0);
}

/* Without its rates a line can't be looked at, which mends nothing; with them it can. */
static void
test_a_lost_table_mends_nothing (World         *world,
                                 gconstpointer  data)
{
  const TallyTestBilled *wrong = get_line (world, WRONG_PRICE);
  g_autofree char *path = g_build_filename (world->engine->folder, "rates.csv", NULL);
  g_autofree char *table = NULL;
  g_autoptr (TallyRun) run = NULL;

  g_assert_true (g_file_get_contents (path, &table, NULL, NULL));
  tally_test_audited_edit_price (world->engine, wrong, PERSON, 2 * wrong->price_cents);
  run = tally_test_audited_run (world->engine, 0);
  take_id (world, WRONG_PRICE, wrong, run);
  tally_test_audited_confirm (world->engine, world->ids[WRONG_PRICE]);
  write_table (world, "CU,Install Price,Removal Price,Transfer Price\nANOTHER,1.00,1.00,1.00\n");
  assert_kept (world, 0);
  assert_kept (world, 0);
  write_table (world, NULL);
  assert_kept (world, 3);
  write_table (world, table);
  g_clear_pointer (&run, tally_run_free);
  run = tally_test_audited_run (world->engine, 0);
  g_assert_cmpuint (run->audit->n_new, ==, 0);
  tally_test_audited_edit_price (world->engine, wrong, PERSON, wrong->price_cents);
  g_clear_pointer (&run, tally_run_free);
  run = tally_test_audited_run (world->engine, 0);
  g_assert_cmpstr (tally_test_audited_get_status (world->engine, world->ids[WRONG_PRICE]), ==, "verified");
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
#define ADD(name, func) g_test_add ("/engine/audited/" name, World, NULL, set_up, func, tear_down)
  ADD ("a-clean-world-is-clean", test_a_clean_world_is_clean);
  ADD ("narrowed-passes-find-nothing", test_narrowed_passes_find_nothing);
  ADD ("a-dry-run-settles-nothing", test_a_dry_run_settles_nothing);
  ADD ("planted-errors-are-found-once", test_planted_errors_are_found_once);
  ADD ("mended-errors-end-and-come-back", test_mended_errors_end_and_come_back);
  ADD ("a-lost-table-mends-nothing", test_a_lost_table_mends_nothing);
  g_test_add_func ("/engine/audited/messy-worlds-add-up", test_messy_worlds_add_up);
  return g_test_run ();
}
