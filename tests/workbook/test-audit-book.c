/* test-audit-book.c
 *
 * The audit's workbook: its pages, foreign text that stays text, links, the same bytes for the same audit.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-xlsx.h"
#include "tally-test.h"
#include "tally-workbook-audit.h"
#include "tally-workbook-grid.h"

static void
set (char       **place,
     const char  *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

static TallyFinding *
make_finding (guint     number,
              TallyRisk severity)
{
  const TallyFindingLine line = { 11, 1000 + number, 7 + number };
  TallyFinding *finding = tally_finding_new ();

  g_free (finding->id);
  finding->id = g_strdup_printf ("%016u", number);
  set (&finding->detector, "rate-mismatch");
  set (&finding->work_request, "=9001");
  set (&finding->sentence, "$341.04 billed, $170.52 expected: 3 × $56.84");
  set (&finding->cause, "stale-quantity");
  set (&finding->facts, "{\"line\":{\"cu\":\"ANC-M\",\"price_cents\":34104},\"peers\":[1,2,3]}");
  set (&finding->judgement, "{\"expected_cents\":17052}");
  finding->severity = severity;
  finding->week_ending = tally_day_new (2026, 8, 16);
  finding->exposure_cents = 17052;
  finding->score_micros = TALLY_FINDING_SCORE_ONE;
  finding->confidence_micros = TALLY_FINDING_SCORE_ONE / 2;
  finding->is_new = number == 1;
  g_array_append_val (finding->lines, line);
  return finding;
}

static TallyAuditCard *
make_card (void)
{
  TallyAuditCard *card = tally_audit_card_new ();
  TallyAuditReason *reason = g_new0 (TallyAuditReason, 1);

  set (&card->detector, "rate-mismatch");
  set (&card->code, "D01");
  set (&card->method, "price against rate × quantity");
  card->version = 1;
  card->n_findings = 2;
  reason->reason = g_strdup ("in-scope");
  reason->n_lines = 120;
  reason->cents = 1234567;
  g_ptr_array_add (card->reasons, reason);
  return card;
}

static TallyAudit *
make_audit (void)
{
  TallyAudit *audit = tally_audit_new ();

  audit->run_id = 42;
  audit->utc_usec = G_GINT64_CONSTANT (1787227200) * G_USEC_PER_SEC;
  audit->risk = TALLY_RISK_HIGH;
  set (&audit->reason, "2 findings of $341.04 in all");
  set (&audit->rates_fingerprint, "abc");
  audit->n_lines = 120;
  audit->n_sheets = 1;
  audit->n_open = 2;
  audit->n_by_risk[TALLY_RISK_HIGH] = 1;
  audit->n_by_risk[TALLY_RISK_MEDIUM] = 1;
  audit->n_by_category[TALLY_FINDING_PRICING] = 2;
  audit->exposure_cents = 34104;
  audit->billed_cents = 2000000;
  audit->priced_cents = 1234567;
  audit->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_finding_free);
  g_ptr_array_add (audit->findings, make_finding (1, TALLY_RISK_HIGH));
  g_ptr_array_add (audit->findings, make_finding (2, TALLY_RISK_MEDIUM));
  g_ptr_array_add (audit->cards, make_card ());
  return audit;
}

static char *
write_book (const TallyAudit *audit)
{
  static const TallyWorkbookAuditSheet sheets[] = { { 11, "Crew & Co", "https://app.smartsheet.com/sheets/x" } };
  static const TallyWorkbookAuditUnit units[] = { { "=9001", 739844, TALLY_RISK_HIGH, 2, 34104, "because" } };
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (TallyLineChange));
  const TallyLineChange change = {
    .kind = TALLY_LINE_CHANGE_FIELD, .field = TALLY_FIELD_PRICE, .writer = TALLY_WRITER_PERSON, .is_attributed = TRUE,
    .sheet_id = 11, .row_id = 1001, .written_utc_usec = audit->utc_usec, .written_by = "pat@example.com",
    .old_value = "170.52", .new_value = "341.04",
  };
  const TallyWorkbookAudit book = {
    .audit = audit, .units = units, .n_units = 1, .sheets = sheets, .n_sheets = 1, .changes = changes, .n_changes_left = 7,
    .trail_head = "7:abc", .generator = "Tallyman",
  };
  g_autofree char *keep = g_strdup (g_getenv ("TALLY_TEST_KEEP"));
  g_autofree char *folder = keep != NULL ? g_strdup (keep) : tally_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "Audit.xlsx", NULL);
  g_autoptr (GError) error = NULL;

  g_array_append_val (changes, change);
  g_assert_true (tally_workbook_audit_write (&book, path, &error));
  g_assert_no_error (error);
  return g_steal_pointer (&path);
}

static GBytes *
write_audit (const TallyAudit *audit)
{
  g_autofree char *path = write_book (audit);
  char *bytes = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  return g_bytes_new_take (bytes, size);
}

static void
assert_has (GBytes     *part,
            const char *text,
            gboolean    is_there)
{
  gsize size = 0;
  const char *bytes = g_bytes_get_data (part, &size);
  g_autofree char *whole = g_strndup (bytes, size);

  g_test_message ("%s", text);
  g_assert_cmpint (strstr (whole, text) != NULL, ==, is_there);
}

static const TallyWorkbookSheet *
load (TallyWorkbookBook *book,
      guint              index,
      const char        *name)
{
  g_autoptr (GError) error = NULL;
  const TallyWorkbookSheet *sheet = tally_workbook_book_load_sheet (book, index, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (sheet->name, ==, name);
  return sheet;
}

static void
assert_text (const TallyWorkbookSheet *sheet,
             guint                     row,
             guint                     column,
             const char               *text)
{
  g_assert_cmpstr (tally_workbook_sheet_get_text (sheet, row + 1, column + 1), ==, text);
}

static void
test_says_it_all (void)
{
  g_autoptr (TallyAudit) audit = make_audit ();
  g_autoptr (GBytes) bytes = write_audit (audit);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyWorkbookBook) book = tally_workbook_book_open (bytes, &error);
  const TallyWorkbookSheet *sheet;

  g_assert_no_error (error);
  sheet = load (book, 0, "Executive Summary");
  assert_text (sheet, 2, 1, "HIGH");
  sheet = load (book, 1, "Findings");
  assert_text (sheet, 0, 0, "Finding");
  assert_text (sheet, 1, 0, "0000000000000001");
  assert_text (sheet, 1, 3, "=9001");
  assert_text (sheet, 1, 6, "$341.04 billed, $170.52 expected: 3 × $56.84");
  assert_text (sheet, 1, 7, "Crew & Co");
  assert_text (sheet, 1, 8, "row 8");
  sheet = load (book, 3, "Sheets");
  assert_text (sheet, 0, 0, "Sheet");
  assert_text (sheet, 0, 1, "Risk Level");
  sheet = load (book, 4, "Evidence");
  assert_text (sheet, 1, 1, "Line: Unit");
  assert_text (sheet, 2, 1, "Line: Price");
  assert_text (sheet, 2, 2, "$341.04");
  assert_text (sheet, 3, 2, "1; 2; 3");
  sheet = load (book, 5, "Changes");
  assert_text (sheet, 1, 2, "pat@example.com");
  assert_text (sheet, 1, 5, "Units Total Price");
  load (book, 6, "Detectors");
  load (book, 7, "Scope");
  sheet = load (book, 9, "Provenance");
  assert_text (sheet, 5, 0, "Left out");
  g_assert_true (g_str_has_prefix (tally_workbook_sheet_get_text (sheet, 6, 2), "7 older changes than those of the page"));
}

/* A finding on a sheet whose address is not known names its rows all the same. */
static void
test_rows_are_linked (void)
{
  g_autoptr (TallyAudit) audit = make_audit ();
  TallyFinding *elsewhere = audit->findings->pdata[1];
  g_autofree char *path = NULL;
  g_autoptr (GBytes) sheet = NULL;
  g_autoptr (GBytes) relations = NULL;

  g_array_index (elsewhere->lines, TallyFindingLine, 0).sheet_id = 12;
  path = write_book (audit);
  sheet = tally_test_xlsx_read (path, "xl/worksheets/sheet2.xml");
  relations = tally_test_xlsx_read (path, "xl/worksheets/_rels/sheet2.xml.rels");
  assert_has (sheet, "<hyperlink ref=\"I2\"", TRUE);
  assert_has (sheet, "<hyperlink ref=\"I3\"", FALSE);
  assert_has (relations, "Target=\"https://app.smartsheet.com/sheets/x?rowId=1001\"", TRUE);
}

/* The first audit has a trend too: a point is seen where there is no line yet. */
static void
test_one_audit_is_seen_in_the_trend (void)
{
  g_autoptr (TallyAudit) audit = make_audit ();
  g_autofree char *path = write_book (audit);
  g_autoptr (GBytes) bars = tally_test_xlsx_read (path, "xl/charts/chart2.xml");
  g_autoptr (GBytes) trend = tally_test_xlsx_read (path, "xl/charts/chart3.xml");

  assert_has (trend, "<c:lineChart>", TRUE);
  assert_has (trend, "<c:symbol val=\"circle\"/>", TRUE);
  assert_has (bars, "<c:symbol", FALSE);
}

static void
test_nothing_found (void)
{
  g_autoptr (TallyAudit) audit = tally_audit_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyWorkbookBook) book = NULL;

  audit->findings = g_ptr_array_new ();
  bytes = write_audit (audit);
  book = tally_workbook_book_open (bytes, &error);
  g_assert_no_error (error);
  assert_text (load (book, 0, "Executive Summary"), 10, 1, "not audited: no table of [rates] files could be used");
}

static void
test_same_audit_same_bytes (void)
{
  g_autoptr (TallyAudit) audit = make_audit ();
  g_autoptr (GBytes) one = write_audit (audit);
  g_autoptr (GBytes) two = write_audit (audit);

  g_assert_true (g_bytes_equal (one, two));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/workbook/audit-book/says-it-all", test_says_it_all);
  g_test_add_func ("/workbook/audit-book/rows-are-linked", test_rows_are_linked);
  g_test_add_func ("/workbook/audit-book/one-audit-is-seen-in-the-trend", test_one_audit_is_seen_in_the_trend);
  g_test_add_func ("/workbook/audit-book/nothing-found", test_nothing_found);
  g_test_add_func ("/workbook/audit-book/same-audit-same-bytes", test_same_audit_same_bytes);
  return g_test_run ();
}
