/* test-many.c
 *
 * 500,000 lines of 25 sheets: they come back in order, and memory does not grow with them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <sys/resource.h>

#include "store-fixture.h"
#include "tally-store-lines.h"
#include "tally-test.h"

#define N_SHEETS 25
#define N_LINES_PER_SHEET 20000

/* The page cache is 16 MiB; half a million lines would be above 100. */
#define MAX_GROWTH_KIB (40 * 1024)

/* The line before, with the texts that order it. */
typedef struct {
  TallyIdentity *identity;
  TallyLine      line;
  guint          n_lines;
  gint64         cents;
} Before;

static long
get_peak_kib (void)
{
  struct rusage usage;

  g_assert_cmpint (getrusage (RUSAGE_SELF, &usage), ==, 0);
  return usage.ru_maxrss;
}

static gboolean
check_order (const TallyLine  *line,
             gpointer          data,
             GError          **error)
{
  g_autoptr (TallyIdentity) identity = tally_identity_new (line->text[TALLY_FIELD_WORK_REQUEST],
                                                           line->week_ending, line->variant,
                                                           line->identifier);
  Before *before = data;
  int order = before->identity != NULL ? tally_identity_compare (before->identity, identity) : -1;

  g_assert_true (order < 0 || (order == 0 && tally_line_compare (&before->line, line) < 0));
  g_clear_pointer (&before->identity, tally_identity_free);
  before->identity = g_steal_pointer (&identity);
  before->line = *line;
  before->n_lines++;
  before->cents += line->price_cents;
  return TRUE;
}

static void
test_order_and_memory (StoreFixture  *f,
                       gconstpointer  data)
{
  const TallyStoreLineFilter all = { .accepted_only = TRUE };
  g_autoptr (TallyPlan) plan = tally_plan_new ();
  g_autoptr (GError) error = NULL;
  long start_kib = get_peak_kib ();
  Before before = { 0 };

  for (gint64 sheet = N_SHEETS; sheet > 0; sheet--)
    store_fixture_put_sheet (f, sheet, N_LINES_PER_SHEET);
  g_assert_true (tally_store_lines_foreach (f->store, &all, check_order, &before, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (before.n_lines, ==, N_SHEETS * N_LINES_PER_SHEET);
  tally_identity_free (before.identity);
  g_assert_true (tally_store_lines_count (f->store, plan, &error));
  g_assert_cmpuint (plan->n_rows, ==, N_SHEETS * N_LINES_PER_SHEET);
  g_assert_cmpint (plan->cents_by_reason[TALLY_REASON_ACCEPTED], ==, before.cents);
  if (!TALLY_TEST_IS_SANITIZED)
    g_assert_cmpint (get_peak_kib () - start_kib, <, MAX_GROWTH_KIB);
  g_test_message ("grew by %ld KiB", get_peak_kib () - start_kib);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add ("/store/many/order-and-memory", StoreFixture, NULL, store_fixture_set_up,
              test_order_and_memory, store_fixture_tear_down);
  return g_test_run ();
}
