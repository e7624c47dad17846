/* test-changed-after-billing.c
 *
 * Lines that were changed, deleted or written by others after they were billed. Published on Monday 2026-08-17,
 * the week having ended the day before; today is 2026-08-20.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-audit.h"
#include "tally-test.h"

static const TallyTestAuditScene changed[] = {
  { "a person changed a price and a quantity: one finding with both",
    "line qty=2; price=200.00\npublished qty=1; price=100.00\n"
    "change field=quantity; old=1; new=2\nchange field=price; old=100.00; new=200.00; at=2026-08-18T12:00:30Z",
    "changed-after-billing edited-by-person high 100.00 1:1 Billed at $100.00 (published 2026-08-17), changed after that: "
    "price $100.00 → $200.00, quantity 1 → 2; last written 2026-08-18 by a person\n" },
  { "an automation changed it last",
    "line price=150.00\npublished\nchange old=100.00; new=150.00; by=automation@smartsheet.com",
    "changed-after-billing edited-by-automation high 50.00 1:1 Billed at $100.00 (published 2026-08-17), changed after that: "
    "price $100.00 → $150.00; last written 2026-08-18 by an automation\n" },
  { "a link changed it",
    "line price=150.00\npublished\nchange old=100.00; new=150.00; by=cell-link@smartsheet.com",
    "changed-after-billing edited-by-link high 50.00 1:1 Billed at $100.00 (published 2026-08-17), changed after that: "
    "price $100.00 → $150.00; last written 2026-08-18 by a link from another sheet\n" },
  { "who wrote it is not told; the row's writer is not the cell's",
    "line price=150.00\npublished\nchange old=100.00; new=150.00; attributed=no",
    "changed-after-billing edited medium 50.00 1:1 Billed at $100.00 (published 2026-08-17), changed after that: "
    "price $100.00 → $150.00; last written 2026-08-18 by whom is not told\n" },
  { "no run noticed it, the workbook shows it",
    "line price=150.00\npublished",
    "changed-after-billing edited medium 50.00 1:1 Billed at $100.00 (published 2026-08-17), changed after that: "
    "price $100.00 → $150.00; last written by whom is not told\n" },
  { "a run noticed one before it was published, none after",
    "line price=150.00\npublished\nchange old=90.00; new=100.00; at=2026-08-16T12:00:00Z",
    "changed-after-billing edited medium 50.00 1:1 Billed at $100.00 (published 2026-08-17), changed after that: "
    "price $100.00 → $150.00; last written by whom is not told\n" },
  { "2 cents are no change", "line price=100.02\npublished\nchange old=100.00; new=100.02", "" },
  { "3 cents are one", "line price=99.97\npublished\nchange old=100.00; new=99.97",
    "changed-after-billing edited-by-person medium 0.03 1:1 Billed at $100.00 (published 2026-08-17), changed after that: "
    "price $100.00 → $99.97; last written 2026-08-18 by a person\n" },
  { "changed and changed back", "line\npublished\nchange old=100.00; new=120.00\n"
    "change old=120.00; new=100.00; at=2026-08-19T12:00:00Z", "" },
  { "the same value written again is told by the history alone", "line\npublished\n"
    "change run=0; old=100.00; new=120.00\nchange run=0; old=120.00; new=100.00; at=2026-08-18T12:10:00Z", "" },
  { "changed twice: from what was billed to what is now", "line price=130.00\npublished\n"
    "change old=120.00; new=130.00; at=2026-08-19T12:00:00Z; by=bo@example.com\nchange old=100.00; new=120.00",
    "changed-after-billing edited-by-person medium 30.00 1:1 Billed at $100.00 (published 2026-08-17), changed after that: "
    "price $100.00 → $130.00; last written 2026-08-19 by a person\n" },
  { "before it was published", "line price=120.00\npublished price=120.00\nchange old=100.00; new=120.00; at=2026-08-17T05:00:00Z", "" },
  { "while the week ran: published early, changed on its last day",
    "line price=120.00\npublished at=2026-08-12T06:00:00Z\nchange old=100.00; new=120.00; at=2026-08-16T23:59:59Z", "" },
  { "the day after",
    "line price=120.00\npublished at=2026-08-12T06:00:00Z\nchange old=100.00; new=120.00; at=2026-08-17T00:00:00Z",
    "changed-after-billing edited-by-person medium 20.00 1:1 Billed at $100.00 (published 2026-08-12), changed after that: "
    "price $100.00 → $120.00; last written 2026-08-17 by a person\n" },
  { "moved to the next week while the first one ran, changed while the next one ran",
    "line week=2026-08-23; snapshot=2026-08-18; price=120.00\npublished at=2026-08-12T06:00:00Z\n"
    "published week=2026-08-23; at=2026-08-14T06:00:00Z\n"
    "change field=week-ending; old=2026-08-16; new=2026-08-23; at=2026-08-13T12:00:00Z\nchange old=100.00; new=120.00", "" },
  { "moved to the next week while the first one ran, not published there yet",
    "line week=2026-08-23; snapshot=2026-08-18; price=120.00\npublished at=2026-08-12T06:00:00Z\n"
    "change field=week-ending; old=2026-08-16; new=2026-08-23; at=2026-08-13T12:00:00Z\nchange old=100.00; new=120.00", "" },
  { "another quantity at the old price: what the difference was billed at",
    "line qty=3\npublished\nchange field=quantity; old=4; new=3",
    "changed-after-billing edited-by-person medium 25.00 1:1 Billed at $100.00 (published 2026-08-17), changed after that: "
    "quantity 4 → 3; last written 2026-08-18 by a person\n" },
  { "from no quantity", "line qty=3\npublished qty=0\nchange field=quantity; old=0; new=3",
    "changed-after-billing edited-by-person high 100.00 1:1 Billed at $100.00 (published 2026-08-17), changed after that: "
    "quantity 0 → 3; last written 2026-08-18 by a person\n" },
  { "another unit, kind of work, work request, point: the whole price",
    "line cu=ANC-H; type=Remove; wr=90000002; pole=P-9\npublished\nchange field=cu; old=ANC-M; new=ANC-H\n"
    "change field=work-type; old=Install; new=Remove\nchange field=work-request; old=90000001; new=90000002\n"
    "change field=pole; old=P-1; new=P-9",
    "changed-after-billing edited-by-person high 100.00 1:1 Billed at $100.00 (published 2026-08-17), changed after that: "
    "cu ANC-M → ANC-H, work-type Install → Remove, work-request 90000001 → 90000002, pole P-1 → P-9; last written "
    "2026-08-18 by a person\n" },
  { "completion withdrawn", "line completed=no; reason=units_not_completed\npublished\nchange field=completed; old=true; new=false",
    "changed-after-billing edited-by-person high 100.00 1:1 Billed at $100.00 (published 2026-08-17), changed after that: "
    "completed true → false; last written 2026-08-18 by a person\n" },
  { "what is not billed is no matter", "line foreman=Bo; week=2026-08-23; snapshot=2026-08-19\npublished\n"
    "change field=foreman; old=Ann; new=Bo\nchange field=week-ending; old=2026-08-16; new=2026-08-23\n"
    "change field=snapshot; old=2026-08-12; new=2026-08-19", "" },
  { "never billed", "line price=120.00\nchange old=100.00; new=120.00", "" },
  { "gone and back is no edit", "line\npublished\nchange kind=gone; field=\nchange kind=back; field=; at=2026-08-19T12:00:00Z", "" },
  { "odd texts", "line cu=\xe2\x80\xae\xc3\xa9\x01; price=1000000000.00\npublished price=1.00\n"
    "change field=cu; old=; new=\xe2\x80\xae\xc3\xa9\x01\nchange old=1.00; new=1000000000.00",
    "changed-after-billing edited-by-person critical 999999999.00 1:1 Billed at $1.00 (published 2026-08-17), changed after that: "
    "price $1.00 → $1,000,000,000.00, cu nothing → \xe2\x80\xae\xc3\xa9 ; last written 2026-08-18 by a person\n" },
  { "values that are no numbers", "line price=5.00\npublished price=5.00\nchange old=x; new=5.00\nchange field=quantity; old=; new=1", "" },
};

static void
test_changed (void)
{
  tally_test_audit_assert_scenes ("changed-after-billing", changed, G_N_ELEMENTS (changed), NULL);
}

/* Weeks are closed on the Wednesday after their end: 2026-08-19. */
static void
close_on_wednesday (TallyTestAudit *audit)
{
  audit->policy.close_weekday = 3;
}

static const TallyTestAuditScene closed[] = {
  { "a line that no workbook showed, on the day of the closing",
    "line price=120.00\nchange old=100.00; new=120.00; at=2026-08-19T00:00:00Z",
    "changed-after-billing edited-by-person medium 20.00 1:1 Billed at $120.00 (closed 2026-08-19), changed after that: "
    "price $100.00 → $120.00; last written 2026-08-19 by a person\n" },
  { "the day before", "line price=120.00\nchange old=100.00; new=120.00; at=2026-08-18T23:59:59Z", "" },
  { "a week that is not closed yet", "line week=2026-08-23; price=120.00\nchange old=100.00; new=120.00; at=2026-08-19T12:00:00Z", "" },
  { "completed after the closing: it was no bill before",
    "line price=120.00\nchange field=completed; old=false; new=true; at=2026-08-19T11:00:00Z\n"
    "change old=100.00; new=120.00; at=2026-08-19T12:00:00Z", "" },
  { "priced after the closing", "line price=120.00\nchange old=0.00; new=120.00; at=2026-08-19T12:00:00Z", "" },
  { "not billed at all", "line price=120.00; reason=units_not_completed\nchange old=100.00; new=120.00; at=2026-08-19T12:00:00Z", "" },
};

static void
test_closed (void)
{
  tally_test_audit_assert_scenes ("changed-after-billing", closed, G_N_ELEMENTS (closed), close_on_wednesday);
}

static void
test_scope (void)
{
  g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
  g_autoptr (TallyAuditResult) result = NULL;
  g_autofree char *scope = NULL;

  close_on_wednesday (audit);
  tally_test_audit_add (audit, "line\npublished\nline week=2026-08-23\nline\n"
                               "line\nchange row=4; old=0.00; new=100.00; at=2026-08-19T12:00:00Z");
  result = tally_test_audit_run (audit, "changed-after-billing");
  scope = tally_test_audit_dup_scope (result, "changed-after-billing");
  g_assert_cmpstr (scope, ==, "in-scope=2,not-billed=1,not-billed-then=1");
}

/* The addresses are for those who may see the facts. */
static void
test_no_address_in_a_sentence (void)
{
  static const char *const detectors[] = { "changed-after-billing", "editor", "moved-week", "stale-formula" };
  static const char *const editors[] = { "ed@example.com", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (detectors); i++)
    {
      g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
      g_autoptr (TallyAuditResult) result = NULL;
      g_autofree char *text = NULL;
      const TallyFinding *finding;
      audit->policy.editors = editors;
      tally_test_audit_add (audit, "line qty=3; week=2026-08-23; snapshot=2026-08-19\npublished\nline price=50.00\n"
                                   "change field=quantity; old=2; new=3\nchange field=week-ending; old=2026-08-16; new=2026-08-23");
      result = tally_test_audit_run (audit, detectors[i]);
      g_assert_cmpuint (result->findings->len, ==, 1);
      finding = result->findings->pdata[0];
      g_assert_null (strstr (finding->sentence, "pat@"));
      g_assert_nonnull (strstr (finding->facts, "pat@example.com"));
      text = tally_test_audit_dup_text (result);
      g_assert_null (strstr (text, "pat@"));
    }
}

#define TRAIL_OF_GONE "sheet\npublished\nchange kind=gone; field="

static const TallyTestAuditScene deleted[] = {
  { "a billed row is gone", TRAIL_OF_GONE,
    "deleted-after-billing row-deleted high 100.00 1:1 A row billed at $100.00 in week 2026-08-16 (published 2026-08-17) is gone "
    "from its sheet; noticed on 2026-08-18\n" },
  { "it is there", "sheet\nline\npublished", "" },
  { "it is back", "sheet\nline\npublished\nchange kind=gone; field=\nchange kind=back; field=; at=2026-08-19T12:00:00Z", "" },
  { "its sheet could not be read", "sheet lost=yes\npublished\nchange kind=gone; field=", "" },
  { "its sheet is no source any more", "published\nchange kind=gone; field=", "" },
  { "no run noticed it", "sheet\npublished", "" },
  { "gone before it was published", "sheet\npublished\nchange kind=gone; field=; at=2026-08-17T05:00:00Z", "" },
  { "gone while the week ran", "sheet\npublished at=2026-08-12T06:00:00Z\nchange kind=gone; field=; at=2026-08-16T12:00:00Z", "" },
  { "it stands in another row that was not billed before", TRAIL_OF_GONE "\nline row=2", "" },
  { "that row is billed by now", TRAIL_OF_GONE "\nline row=2\npublished row=2; at=2026-08-18T12:05:00Z", "" },
  { "another row was billed beside it", TRAIL_OF_GONE "\nline row=2\npublished row=2",
    "deleted-after-billing row-deleted high 100.00 1:1 A row billed at $100.00 in week 2026-08-16 (published 2026-08-17) is gone "
    "from its sheet; noticed on 2026-08-18\n" },
  { "one row can't stand in for two", TRAIL_OF_GONE "\nline row=3\npublished row=2\nchange row=2; kind=gone; field=",
    "deleted-after-billing row-deleted high 100.00 1:2 A row billed at $100.00 in week 2026-08-16 (published 2026-08-17) is gone "
    "from its sheet; noticed on 2026-08-18\n" },
  { "a dearer row is another one", TRAIL_OF_GONE "\nline row=2; price=100.01",
    "deleted-after-billing row-deleted high 100.00 1:1 A row billed at $100.00 in week 2026-08-16 (published 2026-08-17) is gone "
    "from its sheet; noticed on 2026-08-18\n" },
  { "published in two workbooks: one finding", TRAIL_OF_GONE "\npublished variant=reduced_sub; price=60.00; at=2026-08-17T07:00:00Z",
    "deleted-after-billing row-deleted high 100.00 1:1 A row billed at $100.00 in week 2026-08-16 (published 2026-08-17) is gone "
    "from its sheet; noticed on 2026-08-18\n" },
};

static void
test_deleted (void)
{
  tally_test_audit_assert_scenes ("deleted-after-billing", deleted, G_N_ELEMENTS (deleted), NULL);
}

/* A row that was changed, and then deleted, is one subject: what people said of it stays. */
static void
test_changed_and_deleted_are_one_subject (void)
{
  g_autoptr (TallyTestAudit) before = tally_test_audit_new ();
  g_autoptr (TallyTestAudit) after = tally_test_audit_new ();
  g_autoptr (TallyAuditResult) edited = NULL;
  g_autoptr (TallyAuditResult) gone = NULL;

  tally_test_audit_add (before, "line price=150.00\npublished\nchange old=100.00; new=150.00");
  tally_test_audit_add (after, TRAIL_OF_GONE);
  edited = tally_test_audit_run (before, "changed-after-billing");
  gone = tally_test_audit_run (after, "deleted-after-billing");
  g_assert_cmpstr (((TallyFinding *) edited->findings->pdata[0])->id, ==, ((TallyFinding *) gone->findings->pdata[0])->id);
  g_assert_cmpstr (((TallyFinding *) gone->findings->pdata[0])->work_request, ==, "90000001");
  g_assert_cmpuint (((TallyFinding *) gone->findings->pdata[0])->week_ending, ==, tally_day_new (2026, 8, 16));
}

static void
allow_ed (TallyTestAudit *audit)
{
  static const char *const editors[] = { "ed@example.com", NULL };

  audit->policy.editors = editors;
}

static const TallyTestAuditScene written[] = {
  { "somebody else wrote a price, twice, and a quantity",
    "line price=100.00\npublished\nchange old=100.00; new=90.00\nchange old=90.00; new=100.00; at=2026-08-18T13:00:00Z\n"
    "change field=quantity; old=2; new=1; at=2026-08-19T12:00:00Z",
    "editor not-an-editor high 100.00 1:1 Billed at $100.00 (published 2026-08-17), then written 3 times from an address that is not "
    "among the editors (price, quantity; last on 2026-08-19)\n" },
  { "what came and went between two runs counts", "line\npublished\nchange run=0; old=100.00; new=90.00",
    "editor not-an-editor high 100.00 1:1 Billed at $100.00 (published 2026-08-17), then written 1 time from an address that is not "
    "among the editors (price; last on 2026-08-18)\n" },
  { "an editor wrote it, in other letters", "line\npublished\nchange old=90.00; new=100.00; by=Ed@Example.com", "" },
  { "an automation wrote it", "line\npublished\nchange old=90.00; new=100.00; by=automation@smartsheet.com", "" },
  { "a link wrote it", "line\npublished\nchange old=90.00; new=100.00; by=cell-link@smartsheet.com", "" },
  { "who wrote it is not told", "line\npublished\nchange old=90.00; new=100.00; attributed=no", "" },
  { "nobody is told", "line\npublished\nchange old=90.00; new=100.00; by=", "" },
  { "before it was published", "line\npublished\nchange old=90.00; new=100.00; at=2026-08-17T05:00:00Z", "" },
  { "what is not billed", "line\npublished\nchange field=foreman; old=Bo; new=Ann", "" },
  { "never billed", "line\nchange old=90.00; new=100.00", "" },
};

static void
test_written_by_others (void)
{
  tally_test_audit_assert_scenes ("editor", written, G_N_ELEMENTS (written), allow_ed);
}

/* A row that was made after its week was closed was written to by nobody since. */
static void
test_a_birth_is_no_writing (void)
{
  g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();

  allow_ed (audit);
  close_on_wednesday (audit);
  tally_test_audit_add (audit, "line\nchange run=0; old=; new=100.00; at=2026-08-19T12:00:00Z");
  tally_test_audit_assert (audit, "editor", "");
}

static void
assert_editor_scope (gboolean    has_list,
                     const char *expected)
{
  g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
  g_autoptr (TallyAuditResult) result = NULL;
  g_autofree char *scope = NULL;

  if (has_list)
    allow_ed (audit);
  tally_test_audit_add (audit, "line\nline\nline\nline\nline\npublished row=1\npublished row=2\npublished row=3\npublished row=4\n"
                               "change row=1; attributed=no\nchange row=2; by=automation@smartsheet.com\n"
                               "change row=3; by=cell-link@smartsheet.com\nchange row=4; by=ed@example.com");
  result = tally_test_audit_run (audit, "editor");
  scope = tally_test_audit_dup_scope (result, "editor");
  g_assert_cmpuint (result->findings->len, ==, 0);
  g_assert_cmpstr (scope, ==, expected);
}

static void
test_scope_of_editors (void)
{
  assert_editor_scope (FALSE, "no-editor-list=5");
  assert_editor_scope (TRUE, "not-attributed=1,automation=1,cell-link=1,in-scope=1,not-billed=1");
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
#define ADD(name, func) g_test_add_func ("/audit/changed-after-billing/" name, func)
  ADD ("changed", test_changed);
  ADD ("closed", test_closed);
  ADD ("scope", test_scope);
  ADD ("no-address-in-a-sentence", test_no_address_in_a_sentence);
  ADD ("deleted", test_deleted);
  ADD ("changed-and-deleted-are-one-subject", test_changed_and_deleted_are_one_subject);
  ADD ("written-by-others", test_written_by_others);
  ADD ("a-birth-is-no-writing", test_a_birth_is_no_writing);
  ADD ("scope-of-editors", test_scope_of_editors);
  return g_test_run ();
}
