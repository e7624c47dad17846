/* test-funnel.c
 *
 * Nothing is said of few lines, chance stays within the funnel, and nobody is ranked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-funnel.h"
#include "tally-test-audit.h"
#include "tally-test.h"

/* @n lines of one crew, of which findings are about the first @n_found. */
static void
add_crew (TallyTestAudit *audit,
          GPtrArray      *findings,
          const char     *foreman,
          guint           n,
          guint           n_found)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *values = g_strdup_printf ("foreman=%s", foreman);
      TallyFinding *finding;
      TallyFindingLine line = { .sheet_id = 1 };
      tally_test_audit_add_line (audit, values);
      if (i >= n_found)
        continue;
      finding = tally_finding_new ();
      line.row_id = audit->n_lines;
      g_array_append_val (finding->lines, line);
      g_ptr_array_add (findings, finding);
    }
}

static void
test_funnel (void)
{
  g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_finding_free);
  g_autoptr (GArray) rows = NULL;
  static const struct { const char *name; guint n_lines, n_found; gboolean is_outside; } expected[] = {
    { "Bea", 20, 1, FALSE }, { "Cy", 400, 20, FALSE }, { "Di", 100, 40, TRUE }, { "Ed", 1000, 0, TRUE },
  };

  add_crew (audit, findings, "Al", 19, 19);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    add_crew (audit, findings, expected[i].name, expected[i].n_lines, expected[i].n_found);
  tally_audit_input_seal (audit->input);
  rows = tally_audit_funnel (audit->input, findings, TALLY_FIELD_FOREMAN);
  g_assert_cmpuint (rows->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < rows->len; i++)
    {
      const TallyAuditFunnelRow *row = &g_array_index (rows, TallyAuditFunnelRow, i);
      g_assert_cmpstr (row->name, ==, expected[i].name);
      g_assert_cmpuint (row->n_lines, ==, expected[i].n_lines);
      g_assert_cmpuint (row->n_found, ==, expected[i].n_found);
      g_assert_cmpint (row->is_outside, ==, expected[i].is_outside);
      g_assert_true (row->lower <= row->upper);
    }
}

static void
test_trial_and_done_count_for_nothing (void)
{
  g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_finding_free);
  g_autoptr (GArray) rows = NULL;

  add_crew (audit, findings, "Al", 20, 2);
  ((TallyFinding *) findings->pdata[0])->is_trial = TRUE;
  ((TallyFinding *) findings->pdata[1])->status = TALLY_FINDING_EXPLAINED;
  tally_audit_input_seal (audit->input);
  rows = tally_audit_funnel (audit->input, findings, TALLY_FIELD_FOREMAN);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpuint (g_array_index (rows, TallyAuditFunnelRow, 0).n_found, ==, 0);
  g_assert_false (g_array_index (rows, TallyAuditFunnelRow, 0).is_outside);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/audit/funnel/funnel", test_funnel);
  g_test_add_func ("/audit/funnel/trial-and-done-count-for-nothing", test_trial_and_done_count_for_nothing);
  return g_test_run ();
}
