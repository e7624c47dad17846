/* test-equal-lines.c
 *
 * D09 and D11: equal lines on one sheet and on several; what was taken back is none of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-audit-script.h"

#include "tally-test.h"

#define FOUND "exact-duplicate entered-twice high "
#define SENTENCE " 2 equal lines bill 1 × ANC-M at point P-1 on 2026-08-12: $100.00 may be billed twice\n"

static void
test_equal_lines (void)
{
  static const TallyTestAuditCase cases[] = {
    { "two equal lines", "|", FOUND "100.00 1:1,1:2" SENTENCE, "in-scope=2" },
    { "three", "3 * qty=2",
      FOUND "200.00 1:1,1:2,1:3 3 equal lines bill 2 × ANC-M at point P-1 on 2026-08-12: $200.00 may be billed twice\n", "in-scope=3" },
    { "prices differ: the cheaper one stays", "price=80|price=100", FOUND "100.00 1:1,1:2" SENTENCE, "in-scope=2" },
    { "without a day of completion", "2 * snapshot=",
      FOUND "100.00 1:1,1:2 2 equal lines bill 1 × ANC-M at point P-1 in the week ending 2026-08-16: $100.00 may be billed twice\n",
      "in-scope=2" },
    { "a sheet's columns in between don't matter", "dept=1|dept=2; area=N; customer=C; uom=FT; description=d", FOUND "100.00 1:1,1:2" SENTENCE, "in-scope=2" },
  };

  tally_test_audit_assert_cases ("exact-duplicate", cases, G_N_ELEMENTS (cases));
}

static void
test_other_work_is_no_duplicate (void)
{
  static const char *const others[] = {
    "wr=90000002", "pole=P-2", "cu=ANC-H", "type=Removal", "qty=2", "snapshot=2026-08-11", "week=2026-08-23", "scope=2",
    "work-order=W2", "job=J2", "foreman=Bo", "variant=helper; identifier=Bo", "identifier=Bo",
  };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *script = g_strconcat ("|", others[i], NULL);
      const TallyTestAuditCase expected = { others[i], script, "", "in-scope=2" };
      tally_test_audit_assert_cases ("exact-duplicate", &expected, 1);
    }
}

static void
test_out_of_scope (void)
{
  static const TallyTestAuditCase cases[] = {
    { "no point", "2 * pole=", "", "no-point-or-unit=2" },
    { "words for no point", "2 * pole=n/a|2 * pole=TBD|2 * pole=--|2 * pole=0|2 * pole=various", "", "no-point-or-unit=10" },
    { "no unit", "2 * cu=", "", "no-point-or-unit=2" },
    { "not billed", "|reason=units_not_completed|reason=duplicate_row", "", "in-scope=1" },
    { "a sheet that could not be read", "sheet sheet=2; lost=yes|sheet=1|sheet=2", "", "in-scope=1,sheet-not-read=1" },
    { "one that could", "sheet sheet=2; lost=no|sheet=1|sheet=2", FOUND "100.00 1:1,2:2" SENTENCE, "in-scope=2" },
    { "nothing at all", "reason=missing_work_request", "", "" },
  };

  tally_test_audit_assert_cases ("exact-duplicate", cases, G_N_ELEMENTS (cases));
}

static void
test_what_was_taken_back (void)
{
  static const TallyTestAuditCase cases[] = {
    { "one of two", "2 * qty=3|qty=3; price=-100; reason=negative_price", "", "in-scope=1,reversed=1" },
    { "a negative quantity too", "2 * qty=3|qty=-3; price=-100; reason=negative_price", "", "in-scope=1,reversed=1" },
    { "in a later week", "|price=-100; reason=negative_price; week=2026-08-23; snapshot=|", "", "in-scope=1,reversed=1" },
    { "one of three", "3 * qty=3|qty=3; price=-100; reason=negative_price",
      FOUND "100.00 1:2,1:3 2 equal lines bill 3 × ANC-M at point P-1 on 2026-08-12: $100.00 may be billed twice\n", "in-scope=2,reversed=1" },
    { "all", "2 * qty=3|2 * qty=3; price=-100; reason=negative_price", "", "reversed=2" },
    { "more than there are", "|3 * price=-100; reason=negative_price", "", "reversed=1" },
    { "another amount takes nothing back", "|price=-99.99; reason=negative_price|", FOUND "100.00 1:1,1:3" SENTENCE, "in-scope=2" },
    { "another quantity", "|qty=2; price=-100; reason=negative_price|", FOUND "100.00 1:1,1:3" SENTENCE, "in-scope=2" },
    { "another point", "|pole=P-2; price=-100; reason=negative_price|", FOUND "100.00 1:1,1:3" SENTENCE, "in-scope=2" },
    { "another work request", "|wr=1; price=-100; reason=negative_price|", FOUND "100.00 1:1,1:3" SENTENCE, "in-scope=2" },
    { "one that is not completed", "|price=-100; reason=units_not_completed|", FOUND "100.00 1:1,1:3" SENTENCE, "in-scope=2" },
  };

  tally_test_audit_assert_cases ("exact-duplicate", cases, G_N_ELEMENTS (cases));
}

/* 400 lines of the code beside the pair: 20 repeats among them are 5 %, 21 are more. */
static void
test_usual_repeats_are_no_sign (void)
{
  static const TallyTestAuditCase cases[] = {
    { "20 of 400", "380 * pole=A-%|20 * pole=A-%|pole=P|pole=P", NULL, "in-scope=402" },
    { "21 of 400", "379 * pole=A-%|21 * pole=A-%|pole=P|pole=P", "", "in-scope=402,repeats-are-usual=44" },
    { "another code's repeats weigh little", "20 * cu=HOUR; pole=%|20 * cu=HOUR; pole=%|379 * pole=A-%|pole=P|pole=P", NULL,
      "in-scope=421,repeats-are-usual=40" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
      g_autoptr (TallyAuditResult) result = NULL;
      g_autofree char *text = NULL;
      g_autofree char *scope = NULL;
      tally_test_audit_add_script (audit, cases[i].script);
      result = tally_test_audit_run (audit, "exact-duplicate");
      text = tally_test_audit_dup_text (result);
      scope = tally_test_audit_dup_scope (result, "exact-duplicate");
      g_assert_cmpstr (scope, ==, cases[i].scope);
      g_assert_cmpint (strstr (text, "at point P on") != NULL, ==, cases[i].findings == NULL);
    }
}

/* Where units are entered one by one, equal lines are no sign, whatever the code: 51 of 5,000 lines are more than 1 %. */
static void
test_what_is_common_is_no_error (void)
{
  g_assert_cmpuint (tally_test_audit_count_findings ("4000 * cu=A-%|50 * pole=B-%; cu=U-%|50 * pole=B-%; cu=U-%", "exact-duplicate"), ==, 50);
  g_assert_cmpuint (tally_test_audit_count_findings ("4000 * cu=A-%|51 * pole=B-%; cu=U-%|51 * pole=B-%; cu=U-%", "exact-duplicate"), ==, 0);
  g_assert_cmpuint (tally_test_audit_count_findings ("5100 * cu=A-%|51 * pole=B-%; cu=U-%|51 * pole=B-%; cu=U-%", "exact-duplicate"), ==, 51);
}

static void
test_subject_stays (void)
{
  static const char *const scripts[] = { "|", "||", "row=8|row=9", "price=1|price=2", "sheet=1|sheet=2" };
  g_autofree char *id = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
      g_autoptr (TallyAuditResult) result = NULL;
      tally_test_audit_add_script (audit, scripts[i]);
      result = tally_test_audit_run (audit, i == 4 ? "cross-sheet-duplicate" : "exact-duplicate");
      g_assert_cmpuint (result->findings->len, ==, 1);
      if (id == NULL)
        id = g_strdup (((const TallyFinding *) result->findings->pdata[0])->id);
      g_assert_cmpstr (((const TallyFinding *) result->findings->pdata[0])->id, ==, id);
    }
}

static void
test_hostile_values (void)
{
  static const TallyTestAuditCase cases[] = {
    { "huge", "2 * qty=999999999999999999; price=999999999.99",
      "exact-duplicate entered-twice critical 999999999.99 1:1,1:2 2 equal lines bill 999999999999999999 × ANC-M at point P-1 on "
      "2026-08-12: $999,999,999.99 may be billed twice\n", "in-scope=2" },
    { "no quantity", "2 * qty=0",
      FOUND "100.00 1:1,1:2 2 equal lines bill 0 × ANC-M at point P-1 on 2026-08-12: $100.00 may be billed twice\n", "in-scope=2" },
    { "odd letters", "2 * pole=Ñandú № ½ \xf0\x9f\x98\x80",
      FOUND "100.00 1:1,1:2 2 equal lines bill 1 × ANC-M at point Ñandú № ½ \xf0\x9f\x98\x80 on 2026-08-12: $100.00 may be billed twice\n",
      "in-scope=2" },
  };
  g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
  g_autoptr (TallyAuditResult) result = NULL;

  tally_test_audit_assert_cases ("exact-duplicate", cases, G_N_ELEMENTS (cases));
  tally_test_audit_add_script (audit, "20000 * qty=1");
  result = tally_test_audit_run (audit, "exact-duplicate");
  g_assert_cmpuint (result->findings->len, ==, 1);
  g_assert_cmpint (((const TallyFinding *) result->findings->pdata[0])->exposure_cents, ==, 199990000);
}

#define ACROSS "cross-sheet-duplicate on-two-sheets high 100.00 "
#define ACROSS_SENTENCE " 2 lines on different sheets, equal in every value, bill 1 × ANC-M at point P-1 on 2026-08-12: $100.00 may be billed twice\n"

static void
test_rows_on_two_sheets (void)
{
  static const TallyTestAuditCase cases[] = {
    { "one row", "sheet=1|sheet=2", ACROSS "1:1,2:2" ACROSS_SENTENCE, "in-scope=2" },
    { "one of many", "15 * sheet=1; pole=A-%|15 * sheet=2; pole=B-%|sheet=1|sheet=2", ACROSS "1:31,2:32" ACROSS_SENTENCE, "in-scope=32" },
    { "on one sheet: not ours", "sheet=1|sheet=1", "", "in-scope=2" },
    { "another price", "sheet=1|sheet=2; price=99.99", "", "in-scope=2" },
    { "another department", "sheet=1; dept=1|sheet=2; dept=2", "", "in-scope=2" },
    { "another crew", "sheet=1|sheet=2; foreman=Bo", "", "in-scope=2" },
    { "taken back", "sheet=1|sheet=2|sheet=2; price=-100; reason=negative_price", "", "in-scope=1,reversed=1" },
    { "the same row sent twice", "sheet=1; row=7|sheet=2; row=7; reason=duplicate_row", "", "in-scope=1" },
    { "rows of a sheet not read may have moved", "sheet sheet=1; lost=yes|sheet=1|sheet=2", "", "in-scope=1,sheet-not-read=1" },
    { "no point", "sheet=1; pole=|sheet=2; pole=", "", "no-point-or-unit=2" },
  };

  tally_test_audit_assert_cases ("cross-sheet-duplicate", cases, G_N_ELEMENTS (cases));
}

static char *
dup_head (const char *script,
          const char *detector)
{
  g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
  g_autoptr (TallyAuditResult) result = NULL;
  GString *out = g_string_new (NULL);

  tally_test_audit_add_script (audit, script);
  result = tally_test_audit_run (audit, detector);
  for (guint i = 0; i < result->findings->len; i++)
    {
      const TallyFinding *finding = result->findings->pdata[i];
      g_string_append_printf (out, "%s %" G_GINT64_FORMAT " %u|", finding->cause, finding->exposure_cents, finding->lines->len);
    }
  return g_string_free (out, FALSE);
}

static void
test_copied_sheets (void)
{
  static const struct { const char *script; const char *found; } cases[] = {
    { "10 * sheet=1; pole=A-%|10 * sheet=2; pole=A-%", "sheet-copied 100000 20|" },
    { "10 * sheet=1; pole=A-%|10 * sheet=2; pole=A-%|10 * sheet=2; pole=B-%|10 * sheet=1; pole=C-%", "sheet-copied 100000 20|" },
    /* ten of 21 are less than half of the smaller sheet */
    { "10 * sheet=1; pole=A-%|10 * sheet=2; pole=A-%|11 * sheet=2; pole=B-%|11 * sheet=1; pole=C-%|400 * sheet=3; pole=Z-%",
      "on-two-sheets 10000 2|on-two-sheets 10000 2|on-two-sheets 10000 2|on-two-sheets 10000 2|on-two-sheets 10000 2|"
      "on-two-sheets 10000 2|on-two-sheets 10000 2|on-two-sheets 10000 2|on-two-sheets 10000 2|on-two-sheets 10000 2|" },
    /* nine lines are no sheet; their code repeats too often to say more */
    { "9 * sheet=1; pole=A-%|9 * sheet=2; pole=A-%", "" },
    /* the smaller sheet counts */
    { "10 * sheet=1; pole=A-%|500 * sheet=1; pole=B-%|10 * sheet=2; pole=A-%", "sheet-copied 100000 20|" },
    { "10 * sheet=1; pole=A-%|10 * sheet=2; pole=A-%|10 * sheet=3; pole=A-%", "sheet-copied 100000 20|sheet-copied 100000 20|" },
    /* a copy in which every pole is spelled otherwise and every unit described otherwise is one copy */
    { "10 * sheet=1; pole=A-%|10 * sheet=2; pole=a %; description=guy", "sheet-copied 100000 20|" },
    /* another point, day, quantity or price is other work */
    { "10 * sheet=1; pole=A-%|10 * sheet=2; pole=B-%", "" },
    { "20 * sheet=1; pole=A-%|20 * sheet=2; pole=a %; snapshot=2026-08-11", "" },
    { "20 * sheet=1; pole=A-%; qty=1|20 * sheet=2; pole=a %; qty=2", "" },
    { "20 * sheet=1; pole=A-%|20 * sheet=2; pole=a %; price=99", "" },
    /* two sheets of the same poles by other crews */
    { "50 * sheet=1; pole=A-%|50 * sheet=2; pole=A-%; foreman=Bo", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = dup_head (cases[i].script, "cross-sheet-duplicate");
      g_assert_cmpstr (found, ==, cases[i].found);
    }
}

static void
test_copied_sheet_in_words (void)
{
  static const TallyTestAuditCase cases[] = {
    { "one finding, and it leaves the rest alone", "sheet sheet=1; name=Crew 7|10 * sheet=1; pole=%|10 * sheet=2; pole=%|10 * sheet=2; pole=B-%",
      "cross-sheet-duplicate sheet-copied high 1000.00 1:1,1:2,1:3,1:4,1:5,1:6,1:7,1:8,1:9,1:10,2:11,2:12,2:13,2:14,2:15,2:16,2:17,2:18,"
      "2:19,2:20 10 lines stand on sheet “Crew 7” (10 lines) and, equal in every value, on sheet “2” (20 lines): $1,000.00 may be "
      "billed twice\n", "in-scope=30" },
    { "some lines spelled otherwise", "6 * sheet=1; pole=%|4 * sheet=1; pole=B-%|6 * sheet=2; pole=%|4 * sheet=2; pole=b %",
      "cross-sheet-duplicate sheet-copied high 1000.00 1:1,1:2,1:3,1:4,1:5,1:6,1:7,1:8,1:9,1:10,2:11,2:12,2:13,2:14,2:15,2:16,2:17,2:18,"
      "2:19,2:20 10 lines stand on sheet “1” (10 lines) and, 4 of them spelled or described otherwise, on sheet “2” (10 lines): "
      "$1,000.00 may be billed twice\n", "in-scope=20" },
  };
  g_autofree char *all = dup_head ("10 * sheet=1; pole=%|10 * sheet=2; pole=%", NULL);
  g_autofree char *near = dup_head ("30 * sheet=1; pole=A-%|30 * sheet=2; pole=a.%; description=other|300 * cu=U-%; sheet=3; pole=C-%", NULL);

  tally_test_audit_assert_cases ("cross-sheet-duplicate", cases, G_N_ELEMENTS (cases));
  g_assert_true (g_str_has_prefix (all, "sheet-copied 100000 20|"));
  g_assert_null (strstr (all, "entered-twice"));
  g_assert_cmpstr (near, ==, "sheet-copied 300000 60|"); /* one root cause, one finding */
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/audit/equal-lines/equal-lines", test_equal_lines);
  g_test_add_func ("/audit/equal-lines/other-work-is-no-duplicate", test_other_work_is_no_duplicate);
  g_test_add_func ("/audit/equal-lines/out-of-scope", test_out_of_scope);
  g_test_add_func ("/audit/equal-lines/what-was-taken-back", test_what_was_taken_back);
  g_test_add_func ("/audit/equal-lines/usual-repeats-are-no-sign", test_usual_repeats_are_no_sign);
  g_test_add_func ("/audit/equal-lines/what-is-common-is-no-error", test_what_is_common_is_no_error);
  g_test_add_func ("/audit/equal-lines/subject-stays", test_subject_stays);
  g_test_add_func ("/audit/equal-lines/hostile-values", test_hostile_values);
  g_test_add_func ("/audit/equal-lines/rows-on-two-sheets", test_rows_on_two_sheets);
  g_test_add_func ("/audit/equal-lines/copied-sheets", test_copied_sheets);
  g_test_add_func ("/audit/equal-lines/copied-sheet-in-words", test_copied_sheet_in_words);
  return g_test_run ();
}
