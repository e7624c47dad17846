/* test-audit-values.c
 *
 * What the row of an audit says, and whether cells that were read back say the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-audit-values.h"

#include "tally-test.h"

/* 2026-11-24T12:00:00Z */
#define WHEN G_GINT64_CONSTANT (1795521600000000)

static TallyAudit *
make_audit (void)
{
  TallyAudit *audit = tally_audit_new ();

  audit->run_id = 17;
  audit->utc_usec = WHEN;
  audit->risk = TALLY_RISK_HIGH;
  audit->n_open = 12;
  audit->n_sheets = 3;
  audit->n_lines = G_GUINT64_CONSTANT (200000);
  audit->n_by_category[TALLY_FINDING_AUTHORISATION] = 4;
  audit->n_by_category[TALLY_FINDING_DATA_QUALITY] = 3;
  audit->n_by_category[TALLY_FINDING_PRICING] = 5;
  audit->trend = TALLY_TREND_WORSENING;
  audit->risk_delta = 1;
  audit->open_delta = 4;
  audit->before_open = 8;
  audit->n_histories = 9;
  return audit;
}

/* Billing rule 1.13.1, 8; the run's number comes on top, for sheets that have a column for it. */
static const struct {
  const char    *title;
  TallyCellKind  kind;
  const char    *text;
  gboolean       is_optional;
} expected[] = {
  { "Audit Timestamp", TALLY_CELL_TEXT, "2026-11-24T12:00:00Z", FALSE },
  { "Risk Level", TALLY_CELL_TEXT, "HIGH", FALSE },
  { "Total Issues", TALLY_CELL_NUMBER, "12", FALSE },
  { "Sheets Audited", TALLY_CELL_NUMBER, "3", FALSE },
  { "Rows Audited", TALLY_CELL_NUMBER, "200000", FALSE },
  { "Anomalies", TALLY_CELL_NUMBER, "5", FALSE },
  { "Unauthorized Changes", TALLY_CELL_NUMBER, "4", FALSE },
  { "Data Issues", TALLY_CELL_NUMBER, "3", FALSE },
  { "Risk Direction", TALLY_CELL_TEXT, "worsening", FALSE },
  { "Risk Level Δ", TALLY_CELL_NUMBER, "1", FALSE },
  { "Issues Δ", TALLY_CELL_NUMBER, "4", FALSE },
  { "Issues Δ %", TALLY_CELL_TEXT, "50.0%", FALSE },
  { "Enriched Rows", TALLY_CELL_NUMBER, "9", FALSE },
  { "Run", TALLY_CELL_NUMBER, "17", TRUE },
};

static void
test_the_row_has_thirteen_values_and_the_run (void)
{
  g_autoptr (TallyAudit) audit = make_audit ();
  g_autoptr (GPtrArray) values = tally_jobs_audit_values_new (audit);

  g_assert_cmpuint (values->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < values->len; i++)
    {
      const TallyJobsAuditValue *value = values->pdata[i];
      g_assert_cmpstr (value->title, ==, expected[i].title);
      g_assert_cmpuint (value->kind, ==, expected[i].kind);
      g_assert_cmpstr (value->text, ==, expected[i].text);
      g_assert_cmpint (value->is_optional, ==, expected[i].is_optional);
    }
}

/* What is neither a change without leave nor a data issue is an anomaly: the three add up to the total. */
static void
test_an_empty_audit_says_so (void)
{
  static const char *const texts[] = {
    "1970-01-01T00:00:00Z", "LOW", "0", "0", "0", "0", "0", "0", "baseline", "0", "0", "0%", "0", "0",
  };
  g_autoptr (TallyAudit) audit = tally_audit_new ();
  g_autoptr (GPtrArray) values = tally_jobs_audit_values_new (audit);

  for (guint i = 0; i < values->len; i++)
    g_assert_cmpstr (((const TallyJobsAuditValue *) values->pdata[i])->text, ==, texts[i]);
}

static void
test_what_went_down_is_negative (void)
{
  g_autoptr (TallyAudit) audit = make_audit ();
  g_autoptr (GPtrArray) values = NULL;

  audit->risk_delta = -2;
  audit->open_delta = -4;
  values = tally_jobs_audit_values_new (audit);
  g_assert_cmpstr (((const TallyJobsAuditValue *) values->pdata[9])->text, ==, "-2");
  g_assert_cmpstr (((const TallyJobsAuditValue *) values->pdata[10])->text, ==, "-4");
  g_assert_cmpstr (((const TallyJobsAuditValue *) values->pdata[11])->text, ==, "-50.0%");
}

static const struct {
  const char *ours;
  const char *theirs;
  gboolean    is_same;
} cells[] = {
  { "HIGH", "HIGH", TRUE },
  { "HIGH", "high", FALSE },
  { "HIGH", "", FALSE },
  { "3", "3", TRUE },
  { "3", "3.0", TRUE },
  { "3", "3e0", TRUE },
  { "3", "4", FALSE },
  { "3", "", FALSE },
  { "3", "true", FALSE },
  { "-3", "3", FALSE },
  { "0", "-0", TRUE },
  { "200000", "2E5", TRUE },
  { "50.0%", "50.0%", TRUE },
  { "50.0%", "50%", TRUE },
  { "50.0%", "0.5", TRUE },
  { "50.0%", "50", FALSE },
  { "50.0%", "0.05", FALSE },
  { "-33.3%", "-0.333", TRUE },
  { "-33.3%", "-0.3333", FALSE },
  { "0%", "0", TRUE },
  { "0%", "%", FALSE },
  { "100.0%", "1", TRUE },
  { "199999999900.0%", "1999999999", TRUE },
  { "2026-11-24T12:00:00Z", "2026-11-24T12:00:00Z", TRUE },
  { "2026-11-24T12:00:00Z", "2026-11-24T12:00:01Z", FALSE },
  { "2026-11-24T12:00:00Z", "2026", FALSE },
};

static void
test_cells_are_compared_by_what_they_say (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      const TallyJobsAuditValue value = { .title = "", .kind = TALLY_CELL_TEXT, .text = (char *) cells[i].ours };
      const TallyCell cell = { .kind = TALLY_CELL_TEXT, .text = cells[i].theirs, .length = (guint32) strlen (cells[i].theirs) };

      g_test_message ("%s and %s", cells[i].ours, cells[i].theirs);
      g_assert_cmpint (tally_jobs_audit_value_is (&value, &cell), ==, cells[i].is_same);
    }
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/jobs/audit-values/the-row-has-thirteen-values-and-the-run", test_the_row_has_thirteen_values_and_the_run);
  g_test_add_func ("/jobs/audit-values/an-empty-audit-says-so", test_an_empty_audit_says_so);
  g_test_add_func ("/jobs/audit-values/what-went-down-is-negative", test_what_went_down_is_negative);
  g_test_add_func ("/jobs/audit-values/cells-are-compared-by-what-they-say", test_cells_are_compared_by_what_they_say);
  return g_test_run ();
}
