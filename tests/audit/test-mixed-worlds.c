/* test-mixed-worlds.c
 *
 * Worlds thrown together from few values, odd ones among them, so that lines meet in every way: what is found
 * does not depend on the order in which things were added, is the same when judged again (the run of a test sees
 * to that), and no line is in two findings of equal lines.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-audit-script.h"

#include "tally-test.h"

#define N_WORLDS 100
#define N_LINES 30
#define QUIET_LINES "300 * row=9000%; cu=FILL; pole=F-%; snapshot=2026-08-13"

static const char *const detectors[] = {
  "cross-sheet-duplicate", "exact-duplicate", "double-variant", "billed-again", "same-but-one", "fuzzy-duplicate", "reconciliation",
  "unbilled-work", "ghost-unit", NULL,
};

static const char *const weeks[] = { "2026-08-02", "2026-08-09", "2026-08-16", NULL };

static const char *
pick (const char *const *values)
{
  return values[g_test_rand_int_range (0, (gint) g_strv_length ((char **) values))];
}

static char *
make_line (guint row)
{
  static const char *const wrs[] = { "90000001", "90000002", "9000001", NULL };
  static const char *const poles[] = { "P-1", "P-2", "P-3", "P-1", "P-2", "P-3", "", "N/A", "\xc3\xb1\xc2\xbd", "1-23", NULL };
  static const char *const cus[] = { "ANC-M", "ANC-H", "ARM", "BKT-1", "BKT-2", "GUY", "XFMR", "\xe2\x84\x96", "", NULL };
  static const char *const types[] = { "Install", "Splice", NULL };
  static const char *const quantities[] = { "1", "2", "0", "-1", "0.5", "999999999999999999", NULL };
  static const char *const prices[] = { "100", "100", "102", "0.01", "999999999.99", NULL };
  static const char *const days[] = { "", "2026-08-01", "2026-08-05", "2026-08-12", NULL };
  static const char *const variants[] = { "primary", "primary", "helper", "vac_crew", "reduced_sub", "aep_billable", NULL };
  static const char *const foremen[] = { "Ann", "Ann", "Bo", "", NULL };
  static const char *const scopes[] = { "", "", "S1", "S2", NULL };
  static const char *const ends[] = {
    "", "", "", "", "", "", "; reason=negative_price; price=-100", "; reason=price_missing_or_zero; price=0",
    "; reason=units_not_completed; completed=no", "; reason=duplicate_row", NULL,
  };

  return g_strdup_printf ("sheet=%d; row=%u; wr=%s; pole=%s; cu=%s; type=%s; qty=%s; price=%s; week=%s; snapshot=%s; variant=%s; "
                          "foreman=%s; scope=%s; at=2026-08-01T00:00:00Z%s",
                          g_test_rand_int_range (1, 4), row, pick (wrs), pick (poles), pick (cus), pick (types), pick (quantities),
                          pick (prices), pick (weeks), pick (days), pick (variants), pick (foremen), pick (scopes), pick (ends));
}

/* What the copy of a line has otherwise. */
static const char *
pick_change (void)
{
  static const char *const changes[] = {
    "", "", "; sheet=2", "; foreman=Bo", "; week=2026-08-23", "; snapshot=2026-08-06", "; variant=helper", "; variant=vac_crew; qty=3",
    "; pole=p 0l", "; type=Inst", "; wr=9000001", "; wr=90000010", "; scope=S3", "; job=J", "; price=7",
    "; price=-100; reason=negative_price", NULL,
  };

  return pick (changes);
}

/* Some lines twice or thrice, as another row, beside many that don't repeat. */
static GPtrArray *
make_world (void)
{
  GPtrArray *things = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (things, g_strdup ("sheet sheet=1"));
  g_ptr_array_add (things, g_strdup ("sheet sheet=3; lost=yes"));
  g_ptr_array_add (things, g_strdup ("total actual=99"));
  g_ptr_array_add (things, g_strdup (QUIET_LINES));
  for (guint i = 1; i <= N_LINES; i++)
    {
      char *line = make_line (i);
      g_ptr_array_add (things, line);
      for (gint copies = g_test_rand_int_range (-3, 3); copies > 0; copies--)
        g_ptr_array_add (things, g_strdup_printf ("%s; row=%u%s", line, 1000 * (guint) copies + i, pick_change ()));
      for (guint sheet = 1; sheet < 4; sheet++)
        if (g_test_rand_int_range (0, 2) == 0)
          g_ptr_array_add (things, g_strdup_printf ("published sheet=%u; row=%u; week=%s", sheet, i, pick (weeks)));
    }
  return things;
}

static TallyAuditResult *
run_world (TallyTestAudit  *audit,
           const GPtrArray *things,
           gboolean         is_reversed)
{
  for (guint i = 0; i < things->len; i++)
    tally_test_audit_add_script (audit, things->pdata[is_reversed ? things->len - 1 - i : i]);
  audit->options.only = detectors;
  return tally_test_audit_run (audit, NULL);
}

static void
assert_once (const TallyAuditResult *result)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < result->findings->len; i++)
    {
      const TallyFinding *finding = result->findings->pdata[i];
      gboolean is_of_equals = strcmp (finding->cause, "entered-twice") == 0 || strcmp (finding->cause, "on-two-sheets") == 0;
      for (guint j = 0; is_of_equals && j < finding->lines->len; j++)
        {
          const TallyFindingLine *line = &g_array_index (finding->lines, TallyFindingLine, j);
          g_assert_true (g_hash_table_add (seen, g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, line->sheet_id, line->row_id)));
        }
    }
}

static void
test_order_does_not_matter (void)
{
  guint n_findings = 0;

  for (guint i = 0; i < N_WORLDS; i++)
    {
      g_autoptr (GPtrArray) things = make_world ();
      g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
      g_autoptr (TallyTestAudit) other = tally_test_audit_new ();
      g_autoptr (TallyAuditResult) result = run_world (audit, things, FALSE);
      g_autoptr (TallyAuditResult) again = run_world (other, things, TRUE);
      g_autofree char *text = tally_test_audit_dup_text (result);
      g_autofree char *other_text = tally_test_audit_dup_text (again);
      g_assert_cmpstr (text, ==, other_text);
      assert_once (result);
      n_findings += result->findings->len;
    }
  g_assert_cmpuint (n_findings, >, N_WORLDS);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/audit/mixed-worlds/order-does-not-matter", test_order_does_not_matter);
  return g_test_run ();
}
