/* test-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-billing-columns.h"
#include "tally-billing-error.h"

#include "tally-test.h"

#define WEEK "Weekly Reference Logged Date"

/* Columns are written as their type, 'd' date, 't' text or 'c' check box, and their title. */
static TallySheet *
sheet_of (const char *const *written)
{
  TallySheet *sheet = tally_sheet_new (5, "Billing");

  for (guint i = 0; written[i] != NULL; i++)
    {
      TallyColumnType type = written[i][0] == 'd'   ? TALLY_COLUMN_DATE
                             : written[i][0] == 'c' ? TALLY_COLUMN_CHECKBOX
                                                    : TALLY_COLUMN_TEXT_NUMBER;
      g_ptr_array_add (sheet->columns, tally_column_new (100 + i, i, type, written[i] + 1));
    }
  return sheet;
}

static TallyColumnMap *
map_of (const char *const    *written,
        const TallyColumnMap *previous)
{
  g_autoptr (TallySheet) sheet = sheet_of (written);
  g_autoptr (GError) error = NULL;
  TallyColumnMap *map = tally_billing_map_columns (sheet, previous, &error);

  g_assert_no_error (error);
  g_assert_nonnull (map);
  return map;
}

static gboolean
has_note (const TallyColumnMap *map,
          const char           *part,
          const char           *other_part)
{
  for (guint i = 0; i < map->notes->len; i++)
    {
      const char *note = g_ptr_array_index (map->notes, i);
      if (strstr (note, part) != NULL && strstr (note, other_part) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
test_week_by_title (void)
{
  static const char *const titles[] = {
    "d" WEEK, "t" WEEK, "d  weekly reference LOGGED date ", "tWeekly-Reference\302\240Logged  Date?",
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      const char *columns[] = { "tForeman", titles[i], NULL };
      g_autoptr (TallyColumnMap) map = map_of (columns, NULL);
      g_assert_cmpint (map->matches[TALLY_FIELD_WEEK_ENDING].column_id, ==, 101);
    }
}

static void
assert_no_source (const char *column,
                  const char *part)
{
  const char *columns[] = { "tWork Request #", column, NULL };
  g_autoptr (TallySheet) sheet = sheet_of (columns);
  g_autoptr (GError) error = NULL;

  g_assert_null (tally_billing_map_columns (sheet, NULL, &error));
  g_assert_error (error, TALLY_BILLING_ERROR, TALLY_BILLING_ERROR_NOT_A_SOURCE);
  g_assert_nonnull (strstr (error->message, part));
  g_assert_nonnull (strstr (error->message, WEEK));
}

static void
test_no_week (void)
{
  assert_no_source ("dStart Date", "take the sheet out of [sources]");
  assert_no_source ("tWeek Ending Date", "\"Week Ending Date\" is not of type Date");
}

static void
test_week_by_type (void)
{
  static const char *const columns[] = { "tWeek Ending Date", "dWeek Ending Date", "dLogged Date", NULL };
  static const char *const exact[] = { "dLogged Date", "t" WEEK, NULL };
  g_autoptr (TallyColumnMap) guessed = map_of (columns, NULL);
  g_autoptr (TallyColumnMap) by_title = map_of (exact, NULL);

  g_assert_cmpint (guessed->matches[TALLY_FIELD_WEEK_ENDING].column_id, ==, 101);
  g_assert_cmpuint (guessed->matches[TALLY_FIELD_WEEK_ENDING].confidence_percent, <, 80);
  g_assert_true (has_note (guessed, "Week Ending Date", "because of its type"));
  g_assert_cmpint (by_title->matches[TALLY_FIELD_WEEK_ENDING].column_id, ==, 101);
}

static void
test_snapshot (void)
{
  static const char *const columns[] = { "dWeekly Snapshot Date", "dSnapshot  Taken Date", "d" WEEK, NULL };
  g_autoptr (TallyColumnMap) map = map_of (columns, NULL);

  g_assert_cmpint (map->matches[TALLY_FIELD_WEEK_ENDING].column_id, ==, 102);
  g_assert_cmpint (map->matches[TALLY_FIELD_SNAPSHOT].column_id, ==, 100);
}

static void
test_synonyms (void)
{
  static const struct {
    const char *title;
    TallyField  field;
  } cases[] = {
    { "tPoint Number", TALLY_FIELD_POLE }, { "tPoint #", TALLY_FIELD_POLE },
    { "tBillable Unit Code", TALLY_FIELD_CU }, { "tUnit Description", TALLY_FIELD_CU_DESCRIPTION },
    { "tUOM", TALLY_FIELD_UOM }, { "t# Units", TALLY_FIELD_QUANTITY }, { "tQty", TALLY_FIELD_QUANTITY },
    { "tRedlined Total Price", TALLY_FIELD_PRICE }, { "tScope ID", TALLY_FIELD_SCOPE },
    { "cUnits Completed", TALLY_FIELD_COMPLETED }, { "cunits completed ?", TALLY_FIELD_COMPLETED },
    { "tWORK-REQUEST#", TALLY_FIELD_WORK_REQUEST }, { "t job # ", TALLY_FIELD_JOB },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *columns[] = { "d" WEEK, cases[i].title, NULL };
      g_autoptr (TallyColumnMap) map = map_of (columns, NULL);
      g_test_message ("%s", cases[i].title + 1);
      g_assert_cmpint (map->matches[cases[i].field].column_id, ==, 101);
      g_assert_cmpuint (map->matches[cases[i].field].confidence_percent, >, 0);
      g_assert_cmpstr (map->matches[cases[i].field].title, ==, cases[i].title + 1);
    }
}

static void
test_usual_titles_are_certain (void)
{
  for (guint i = 0; i < TALLY_N_FIELDS; i++)
    {
      gboolean is_date = i == TALLY_FIELD_WEEK_ENDING || i == TALLY_FIELD_SNAPSHOT;
      g_autofree char *title = g_strconcat (is_date ? "d" : "t", tally_field_get_title ((TallyField) i), NULL);
      const char *columns[] = { "dWeek ending date", title, NULL };
      g_autoptr (TallyColumnMap) map = map_of (columns, NULL);
      g_assert_cmpint (map->matches[i].column_id, ==, 101);
      g_assert_cmpuint (map->matches[i].confidence_percent, ==, 100);
    }
}

static void
test_ambiguity (void)
{
  static const char *const columns[] = { "d" WEEK, "tTotal Price", "tUnits Total Price", NULL };
  static const char *const variants[] = { "d" WEEK, "ttotal price", "tTotal Price", NULL };
  g_autoptr (TallyColumnMap) map = map_of (columns, NULL);
  g_autoptr (TallyColumnMap) exact = map_of (variants, NULL);

  g_assert_cmpint (map->matches[TALLY_FIELD_PRICE].column_id, ==, 101);
  g_assert_true (has_note (map, "\"Total Price\" and \"Units Total Price\"", "both fit"));
  g_assert_cmpint (exact->matches[TALLY_FIELD_PRICE].column_id, ==, 102);
}

static void
test_drift (void)
{
  static const char *const before[] = { "d" WEEK, "tTotal Price", "tQty", "tForeman", "tCU", NULL };
  static const char *const after[] = { "d" WEEK, "tUnits Total Price", "tCU", "tQuantity", NULL };
  g_autoptr (TallyColumnMap) old = map_of (before, NULL);
  g_autoptr (TallyColumnMap) same = map_of (before, old);
  g_autoptr (TallyColumnMap) now = map_of (after, old);

  g_assert_true (tally_column_map_equal (old, same));
  g_assert_cmpuint (same->notes->len, ==, old->notes->len);
  g_assert_false (tally_column_map_equal (old, now));
  g_assert_true (has_note (now, "\"Foreman\"", "has vanished"));
  g_assert_true (has_note (now, "\"Total Price\" was renamed", "\"Units Total Price\""));
  g_assert_true (has_note (now, "\"CU\"", "was made anew"));
  g_assert_true (has_note (now, "\"Quantity\"", "instead of \"Qty\""));
}

static void
test_unmapped (void)
{
  static const char *const columns[] = { "d" WEEK, "tWork Reqest #", "tRemarks", NULL };
  g_autoptr (TallyColumnMap) map = map_of (columns, NULL);

  g_assert_cmpint (map->matches[TALLY_FIELD_WORK_REQUEST].column_id, ==, 0);
  g_assert_true (has_note (map, "\"Work Reqest #\"", "rename it \"Work Request #\""));
  g_assert_true (has_note (map, "Not used:", "\"Remarks\""));
  g_assert_true (has_note (map, "No column \"Work Request #\"", "no row"));
}

int
main (int   argc,
      char *argv[])
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/billing/columns/week-by-its-title-whatever-the-type", test_week_by_title);
  g_test_add_func ("/billing/columns/no-week-no-source", test_no_week);
  g_test_add_func ("/billing/columns/week-by-type-and-title", test_week_by_type);
  g_test_add_func ("/billing/columns/snapshot-by-type-and-title", test_snapshot);
  g_test_add_func ("/billing/columns/synonyms", test_synonyms);
  g_test_add_func ("/billing/columns/usual-titles-are-certain", test_usual_titles_are_certain);
  g_test_add_func ("/billing/columns/ambiguity-is-noted", test_ambiguity);
  g_test_add_func ("/billing/columns/drift-is-noted", test_drift);
  g_test_add_func ("/billing/columns/unmapped-and-mistyped-titles-are-noted", test_unmapped);
  return g_test_run ();
}
