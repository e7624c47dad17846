/* test-history-cells.c
 *
 * Of which cells it matters who wrote them. The lines are of the week that ended on Sunday 2026-08-16 and were
 * published on the Monday; weeks are closed on the Wednesday.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-history-cells.h"
#include "tally-test.h"

/* 2026-08-17T00:00:00Z */
#define MONDAY (G_GINT64_CONSTANT (1786924800) * G_USEC_PER_SEC)
#define HOUR G_TIME_SPAN_HOUR

/* A line, and a change of it. */
typedef struct {
  const char *name;
  gboolean    is_published; /* at 6 in the morning */
  guint       close_weekday;
  TallyField  field;
  gint64      hours;        /* after the Monday began: written and noticed */
  gint64      run_id;
  const char *expected;     /* fields that are wanted */
} Case;

static const Case cases[] = {
  { "changed after it was published", TRUE, 0, TALLY_FIELD_PRICE, 7, 1, "price" },
  { "before", TRUE, 0, TALLY_FIELD_PRICE, 5, 1, "" },
  { "never published", FALSE, 0, TALLY_FIELD_PRICE, 7, 1, "" },
  { "never published, closed", FALSE, 3, TALLY_FIELD_PRICE, 48, 1, "price" },
  { "never published, an hour before the closing", FALSE, 3, TALLY_FIELD_PRICE, 47, 1, "" },
  { "no billing field", TRUE, 3, TALLY_FIELD_FOREMAN, 48, 1, "" },
  { "moved at any time", FALSE, 0, TALLY_FIELD_SNAPSHOT, 1, 1, "snapshot" },
  { "the history told it itself", TRUE, 0, TALLY_FIELD_PRICE, 7, 0, "" },
};

static void
add_line (TallyAuditInput *input,
          gint64           row_id,
          TallyMoney       price_cents)
{
  TallyLine line;

  tally_line_clear (&line);
  line.sheet_id = 1;
  line.row_id = row_id;
  line.week_ending = tally_day_new (2026, 8, 16);
  line.price_cents = price_cents;
  tally_audit_input_add_line (input, &line);
}

static void
add_published (TallyAuditInput *input,
               gint64           row_id,
               TallyMoney       price_cents)
{
  const TallyAuditPublished published = {
    .sheet_id = 1, .row_id = row_id, .published_utc_usec = MONDAY + 6 * HOUR, .week_ending = tally_day_new (2026, 8, 16),
    .price_cents = price_cents, .work_request = "90000001",
  };

  tally_audit_input_add_published (input, &published);
}

static void
add_change (TallyAuditInput *input,
            gint64           row_id,
            TallyField       field,
            gint64           hours,
            gint64           run_id)
{
  const TallyLineChange change = {
    .kind = TALLY_LINE_CHANGE_FIELD, .field = field, .sheet_id = 1, .row_id = row_id, .run_id = run_id,
    .noticed_utc_usec = run_id != 0 ? MONDAY + hours * HOUR : 0, .written_utc_usec = MONDAY + hours * HOUR, .written_by = "",
    .old_value = "2026-08-16", .new_value = "2026-08-23",
  };

  tally_audit_input_add_change (input, &change);
}

/* "FIELD ROW CENTS" of each cell. */
static char *
dup_cells (GArray *cells)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < cells->len; i++)
    {
      const TallyJobsHistoryCell *cell = &g_array_index (cells, TallyJobsHistoryCell, i);
      g_string_append_printf (text, "%s%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, i > 0 ? ", " : "",
                              tally_field_get_id (cell->field), cell->row_id, cell->exposure_cents);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_changed (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyAuditInput) input = tally_audit_input_new ();
      g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (TallyJobsHistoryCell));
      const TallyAuditPolicy policy = { .close_weekday = cases[i].close_weekday };
      g_autofree char *expected = NULL;
      g_autofree char *text = NULL;

      add_line (input, 1, 100);
      if (cases[i].is_published)
        add_published (input, 1, 100);
      add_change (input, 1, cases[i].field, cases[i].hours, cases[i].run_id);
      tally_audit_input_seal (input);
      tally_jobs_history_cells_add_changed (cells, input, &policy);
      text = dup_cells (cells);
      expected = cases[i].expected[0] != '\0' ? g_strdup_printf ("%s 1 100", cases[i].expected) : g_strdup ("");
      g_test_message ("%s", cases[i].name);
      g_assert_cmpstr (text, ==, expected);
    }
}

/* The dearest first, each cell once; the day of a line that moved, not its week as well. */
static void
test_order (void)
{
  g_autoptr (TallyAuditInput) input = tally_audit_input_new ();
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (TallyJobsHistoryCell));
  const TallyAuditPolicy policy = { 0 };
  g_autofree char *text = NULL;

  for (gint64 row = 1; row <= 3; row++)
    {
      add_line (input, row, 100 * row);
      add_published (input, row, row == 1 ? 900 : 50);
      add_change (input, row, TALLY_FIELD_PRICE, 7, 1);
      add_change (input, row, TALLY_FIELD_PRICE, 9, 2);
    }
  add_change (input, 2, TALLY_FIELD_WEEK_ENDING, 7, 1);
  add_change (input, 2, TALLY_FIELD_SNAPSHOT, 7, 1);
  add_change (input, 3, TALLY_FIELD_WEEK_ENDING, 7, 1);
  tally_audit_input_seal (input);
  tally_jobs_history_cells_add_changed (cells, input, &policy);
  tally_jobs_history_cells_add_changed (cells, input, &policy);
  tally_jobs_history_cells_sort (cells);
  text = dup_cells (cells);
  g_assert_cmpstr (text, ==, "price 1 900, week-ending 3 300, price 3 300, snapshot 2 200, price 2 200");
  g_assert_cmpint (g_array_index (cells, TallyJobsHistoryCell, 0).noticed_utc_usec, ==, MONDAY + 9 * HOUR);
}

/* A row that is gone counts with what it was billed at. */
static void
test_gone (void)
{
  g_autoptr (TallyAuditInput) input = tally_audit_input_new ();
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (TallyJobsHistoryCell));
  const TallyAuditPolicy policy = { 0 };
  g_autofree char *text = NULL;

  add_published (input, 1, 900);
  add_change (input, 1, TALLY_FIELD_QUANTITY, 7, 1);
  tally_audit_input_seal (input);
  tally_jobs_history_cells_add_changed (cells, input, &policy);
  text = dup_cells (cells);
  g_assert_cmpstr (text, ==, "quantity 1 900");
}

/* What a finding is about, whenever it changed. */
static void
test_findings (void)
{
  g_autoptr (TallyAuditInput) input = tally_audit_input_new ();
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (TallyJobsHistoryCell));
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_finding_free);
  const TallyFindingLine places[] = { { 1, 1, 0 }, { 1, 7, 0 } };
  g_autofree char *text = NULL;

  add_line (input, 1, 100);
  add_line (input, 2, 100);
  for (gint64 row = 1; row <= 2; row++)
    {
      add_change (input, row, TALLY_FIELD_CU, -100, 1);
      add_change (input, row, TALLY_FIELD_FOREMAN, -100, 1);
    }
  tally_audit_input_seal (input);
  g_ptr_array_add (findings, tally_finding_new ());
  g_array_append_vals (((TallyFinding *) findings->pdata[0])->lines, places, G_N_ELEMENTS (places));
  tally_jobs_history_cells_add_findings (cells, input, findings);
  text = dup_cells (cells);
  g_assert_cmpstr (text, ==, "cu 1 100");
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/jobs/history-cells/changed", test_changed);
  g_test_add_func ("/jobs/history-cells/order", test_order);
  g_test_add_func ("/jobs/history-cells/gone", test_gone);
  g_test_add_func ("/jobs/history-cells/findings", test_findings);
  return g_test_run ();
}
