/* test-stale-formula.c
 *
 * Quantities that were changed while the price stayed. Today is noon of 2026-08-20.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-audit.h"
#include "tally-test.h"

/* A line of 3 units that was one of 6, at the price of 6; other lines bill the unit at $56.84. */
#define LINE "line qty=3; price=341.04\n"
#define PEERS "line pole=P-2; price=56.84\nline pole=P-3; qty=2; price=113.68\n"
#define QUANTITY "change field=quantity; old=6; new=3"
#define STALE(sure) \
  "stale-formula stale-formula high 170.52 1:1 $341.04 billed, $170.52 expected: quantity 6 → 3 on 2026-08-18 (" sure "), " \
  "the price was not computed again\n"

static const TallyTestAuditScene stale[] = {
  { "a person changed the quantity", LINE PEERS QUANTITY, STALE ("by a person") },
  { "who did is not told", LINE PEERS QUANTITY "; attributed=no", STALE ("by whom is not told") },
  { "the price was computed 60 s before", LINE PEERS QUANTITY "; at=2026-08-18T12:01:00Z\nchange old=1.00; new=341.04", "" },
  { "61 s before", LINE PEERS QUANTITY "; at=2026-08-18T12:01:01Z\nchange old=1.00; new=341.04", STALE ("by a person") },
  { "the price was computed after it", LINE PEERS QUANTITY "\nchange old=1.00; new=341.04; at=2026-08-18T12:00:02Z", "" },
  { "changed a minute ago: it may still be computed", LINE PEERS QUANTITY "; at=2026-08-20T11:59:00Z", "" },
  { "changed a minute and a second ago",
    LINE PEERS QUANTITY "; at=2026-08-20T11:58:59Z",
    "stale-formula stale-formula high 170.52 1:1 $341.04 billed, $170.52 expected: quantity 6 → 3 on 2026-08-20 (by a person), the "
    "price was not computed again\n" },
  { "changed twice: against the quantity that the price is of",
    LINE PEERS "change field=quantity; old=6; new=5\nchange field=quantity; old=5; new=3; at=2026-08-18T13:00:00Z", STALE ("by a person") },
  { "changed and changed back", "line qty=6; price=341.04\n" PEERS QUANTITY "\nchange field=quantity; old=3; new=6; at=2026-08-18T13:00:00Z", "" },
  { "the price is right for the new quantity: that was wrong before", "line qty=3; price=170.52\n" PEERS QUANTITY, "" },
  { "other lines bill it as the new quantity does", LINE "line pole=P-2; price=113.68\n" QUANTITY, "" },
  { "other lines bill it otherwise", LINE "line pole=P-2; price=99.00\n" QUANTITY, "" },
  { "as many as the old one as as the new one", LINE "line pole=P-2; price=113.68\nline pole=P-3; price=56.84\n" QUANTITY, "" },
  { "billed too little",
    "line qty=6; price=170.52\n" PEERS "change field=quantity; old=3; new=6",
    "stale-formula stale-formula high 170.52 1:1 $170.52 billed, $341.04 expected: quantity 3 → 6 on 2026-08-18 (by a person), the price "
    "was not computed again\n" },
  { "fractions of a unit, rounded to cents",
    "line qty=0.5; price=18.95\nline pole=P-2; qty=3; price=170.52\nchange field=quantity; old=0.3333; new=0.5",
    "stale-formula stale-formula medium 9.48 1:1 $18.95 billed, $28.43 expected: quantity 0.3333 → 0.5 on 2026-08-18 (by a person), the "
    "price was not computed again\n" },
  { "no other line, and whole cents for one unit of the old quantity alone", "line qty=9; price=341.04\nchange field=quantity; old=6; new=9",
    "stale-formula stale-formula high 170.52 1:1 $341.04 billed, $511.56 expected: quantity 6 → 9 on 2026-08-18 (by a person), the price "
    "was not computed again\n" },
  { "no other line, and whole cents for both", LINE QUANTITY, "" },
  { "an automation put the price back within ten seconds",
    LINE "line pole=P-2; price=99.00\n" QUANTITY "\nchange run=0; old=341.04; new=170.52; at=2026-08-18T12:00:03Z\n"
    "change run=0; old=170.52; new=341.04; at=2026-08-18T12:00:13Z; by=automation@smartsheet.com",
    "stale-formula reverted-by-automation high 170.52 1:1 $341.04 billed, $170.52 expected: quantity 6 → 3 on 2026-08-18 (by a person), "
    "the price was computed and put back by an automation\n" },
  { "eleven seconds later is another matter",
    LINE "line pole=P-2; price=99.00\n" QUANTITY "\nchange run=0; old=341.04; new=170.52; at=2026-08-18T12:00:03Z\n"
    "change run=0; old=170.52; new=341.04; at=2026-08-18T12:00:14Z; by=automation@smartsheet.com", "" },
  { "a person put it back: that was meant",
    LINE "line pole=P-2; price=99.00\n" QUANTITY "\nchange run=0; old=341.04; new=170.52; at=2026-08-18T12:00:03Z\n"
    "change run=0; old=170.52; new=341.04; at=2026-08-18T12:00:05Z", "" },
  { "from no quantity", LINE PEERS "change field=quantity; old=0; new=3", "" },
  { "to no quantity", "line qty=0; price=341.04\n" PEERS "change field=quantity; old=6; new=0", "" },
  { "a quantity that is none", LINE PEERS "change field=quantity; old=six; new=3", "" },
  { "beyond all bounds", "line qty=1e15; price=1000000000.00\n" PEERS "change field=quantity; old=1; new=1e15", "" },
  { "not billed", "line qty=3; price=341.04; reason=units_not_completed\n" PEERS QUANTITY, "" },
  { "unchanged", LINE PEERS, "" },
};

static void
test_stale (void)
{
  tally_test_audit_assert_scenes ("stale-formula", stale, G_N_ELEMENTS (stale), NULL);
}

static void
test_scope (void)
{
  g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
  g_autoptr (TallyAuditResult) result = NULL;
  g_autofree char *scope = NULL;

  tally_test_audit_add (audit, LINE PEERS "line reason=price_missing_or_zero\nchange field=quantity; old=six; new=3");
  result = tally_test_audit_run (audit, "stale-formula");
  scope = tally_test_audit_dup_scope (result, "stale-formula");
  g_assert_cmpstr (scope, ==, "no-quantity=1,in-scope=2,not-billed=1");
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/audit/stale-formula/stale", test_stale);
  g_test_add_func ("/audit/stale-formula/scope", test_scope);
  return g_test_run ();
}
