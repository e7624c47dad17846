/* test-tampered-facts.c
 *
 * Stored facts that were tampered with: whatever stands in them, judging them again ends, and says something
 * else than before or that they can't be judged.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-audit.h"

#include <math.h>

#include "tally-random.h"
#include "tally-test.h"

/* A world in which what looks for the unusual finds something. */
static TallyTestAudit *
make_world (void)
{
  TallyTestAudit *audit = tally_test_audit_new ();
  g_autoptr (TallyRandom) random = tally_random_new (11);

  audit->policy.approval_limit_cents = 500000;
  for (guint i = 0; i < 1500; i++)
    {
      guint quantity = i == 700 ? 900 : 1 + i % 7;
      double price = i % 50 == 9 ? 4800 + i / 10 : i % 3 == 0 ? pow (10, 1 + 3 * tally_random_ratio (random)) : quantity * 12.34;
      g_autofree char *values = g_strdup_printf ("wr=%u; pole=P-%u; cu=U-%u; qty=%u; price=%.2f; snapshot=2026-0%u-%02u; week=2026-0%u-%02u; "
                                                 "foreman=Crew %u; dept=%u", 90000000 + i % 400, i + i / 60, i % 12, quantity, price,
                                                 5 + i % 3, 1 + i % 28, 5 + i % 3, 1 + i % 28, i % 4, i % 12 < 6 ? i % 2 : 3);
      tally_test_audit_add_line (audit, values);
    }
  for (guint i = 0; i < 24; i++)
    tally_test_audit_add_line (audit, i % 2 == 0 ? "wr=90000001; pole=X-1; cu=U-1; qty=2; price=700; issues=no_foreman"
                                                 : "wr=90000001; pole=X-2; cu=U-2; qty=3; price=2600");
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *values = g_strdup_printf ("wr=90000009; pole=Z-%u; cu=U-%u; price=900; foreman=Crew 1; snapshot=2026-07-12",
                                                 i < 30 ? i : i + 1, i % 12);
      tally_test_audit_add_line (audit, values);
    }
  /* a sum that does not agree, a unit under two kinds of workbook, one under another spelling, a price far above the next */
  tally_test_audit_add_total (audit, "wr=90000001; n-expected=3; expected=1200; actual=900");
  tally_test_audit_add_line (audit, "wr=90000500; pole=V-1; cu=U-3; qty=4; price=612; variant=primary");
  tally_test_audit_add_line (audit, "wr=90000500; pole=V-1; cu=U-3; qty=4; price=612; variant=helper; identifier=Al");
  tally_test_audit_add_line (audit, "wr=90000501; pole=T-0071; cu=U-4; qty=4; price=612");
  tally_test_audit_add_line (audit, "wr=90000501; pole=T 71; cu=U-4; qty=4; price=612");
  for (guint i = 0; i < 5; i++)
    tally_test_audit_add_line (audit, i < 4 ? "wr=90000502; pole=R-1; cu=REL; price=10" : "wr=90000502; pole=R-1; cu=REL; price=900");
  return audit;
}

/* Replaces the value of @length bytes at @start. */
static char *
replace (const char *text,
         gsize       start,
         gsize       length,
         const char *value)
{
  return g_strdup_printf ("%.*s%s%s", (int) start, text, value, text + start + length);
}

static void
judge_with (TallyFinding *finding,
            char         *facts)
{
  g_autofree char *kept = finding->facts, *again = NULL;
  g_autoptr (GError) error = NULL;

  finding->facts = facts;
  if (tally_audit_replay (finding, &again, &error))
    g_assert_nonnull (again);
  else
    g_assert_nonnull (error);
  g_free (finding->facts);
  finding->facts = g_steal_pointer (&kept);
}

/* Whole numbers stand bare, statistics and texts in quotes. */
static void
tamper (TallyFinding *finding)
{
  static const char *const numbers[] = { "0", "-1", "1", "100000000000", "-100000000000", "4294967270",
                                         "100000000000000", "-100000000000000", "100000000000001", "4611686018427387904",
                                         "9223372036854775807", "-9223372036854775808" };
  static const char *const texts[] = { "\"\"", "\"nan\"", "\"inf\"", "\"-1\"", "\"1e300\"", "\"0\"", "7" };
  const char *facts = finding->facts;

  for (const char *at = strchr (facts, ':'); at != NULL; at = strchr (at + 1, ':'))
    {
      const char *value = at[1] == '[' ? at + 2 : at + 1;
      gboolean is_text = *value == '"';
      gsize length = is_text ? strcspn (value + 1, "\"") + 2 : strcspn (value, ",]}");
      guint n_values = is_text ? G_N_ELEMENTS (texts) : G_N_ELEMENTS (numbers);
      if (*value == '{')
        continue;
      for (guint i = 0; i < n_values; i++)
        judge_with (finding, replace (facts, value - facts, length, is_text ? texts[i] : numbers[i]));
    }
}

static void
test_every_value (void)
{
  static const char *const reckoning[] = {
    "reconciliation", "double-variant", "fuzzy-duplicate", "round-amounts", "sequence-gap", "quantity-outlier", "off-day",
    "flurry", "relative-size", "price-outlier", "threshold-hugging",
  };
  g_autoptr (TallyTestAudit) audit = make_world ();
  g_autoptr (TallyAuditResult) result = tally_test_audit_run (audit, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < result->findings->len + result->reports->len; i++)
    {
      TallyFinding *finding = i < result->findings->len ? result->findings->pdata[i] : result->reports->pdata[i - result->findings->len];
      if (g_hash_table_add (seen, finding->detector))
        tamper (finding);
    }
  g_test_message ("%u detectors", g_hash_table_size (seen));
  for (guint i = 0; i < G_N_ELEMENTS (reckoning); i++)
    g_assert_true (g_hash_table_contains (seen, reckoning[i]));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/audit/tampered-facts/every-value", test_every_value);
  return g_test_run ();
}
