/* test-record.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-column-map.h"
#include "tally-group.h"
#include "tally-plan.h"
#include "tally-table.h"

#include "tally-test.h"

static void
test_ids (void)
{
  for (guint i = 0; i < TALLY_N_FIELDS; i++)
    {
      TallyField field = TALLY_N_FIELDS;
      g_assert_true (tally_field_find (tally_field_get_id ((TallyField) i), &field));
      g_assert_cmpint (field, ==, i);
      g_assert_cmpstr (tally_field_get_title (field), !=, "");
    }
  for (guint i = 0; i < TALLY_N_REASONS; i++)
    {
      TallyReason reason = TALLY_N_REASONS;
      g_assert_true (tally_reason_find (tally_reason_get_id ((TallyReason) i), &reason));
      g_assert_cmpint (reason, ==, i);
      g_assert_cmpstr (tally_reason_get_title (reason), !=, "");
    }
  for (guint i = 0; i < TALLY_N_ISSUES; i++)
    g_assert_cmpstr (tally_issue_get_id (i), !=, "");
  for (guint i = 0; i < TALLY_N_PLAN_ACTIONS; i++)
    g_assert_cmpstr (tally_plan_action_get_id ((TallyPlanAction) i), !=, "");
  for (guint i = TALLY_HOLD_NONE + 1; i < TALLY_N_HOLDS; i++)
    {
      g_assert_cmpstr (tally_hold_get_id ((TallyHold) i), !=, "");
      g_assert_cmpstr (tally_hold_get_remedy ((TallyHold) i), !=, "");
    }
}

static void
test_unknown_ids (void)
{
  TallyField field = TALLY_FIELD_CU;
  TallyReason reason = TALLY_REASON_CLASH;

  g_assert_false (tally_field_find ("CU", &field) || tally_field_find (NULL, &field));
  g_assert_cmpint (field, ==, TALLY_FIELD_CU);
  g_assert_false (tally_reason_find ("", &reason) || tally_reason_find (NULL, &reason));
  g_assert_cmpint (reason, ==, TALLY_REASON_CLASH);
  g_assert_cmpstr (tally_field_get_id (TALLY_N_FIELDS), ==, "");
  g_assert_cmpstr (tally_reason_get_id (TALLY_N_REASONS), ==, "");
  g_assert_cmpstr (tally_issue_get_id (TALLY_N_ISSUES), ==, "");
}

static void
test_column_map (void)
{
  g_autoptr (TallyColumnMap) a = tally_column_map_new (5);
  g_autoptr (TallyColumnMap) b = tally_column_map_new (5);
  TallyField fields[TALLY_N_FIELDS];
  gint64 ids[TALLY_N_FIELDS];

  g_assert_cmpuint (tally_column_map_list_ids (a, fields, ids), ==, 0);
  tally_column_map_set (a, TALLY_FIELD_PRICE, 9, "Price", 90);
  tally_column_map_set (a, TALLY_FIELD_CU, 8, "CU", 100);
  g_assert_false (tally_column_map_equal (a, b));
  g_assert_cmpuint (tally_column_map_list_ids (a, fields, ids), ==, 2);
  g_assert_true (fields[0] == TALLY_FIELD_CU && ids[0] == 8);
  g_assert_true (fields[1] == TALLY_FIELD_PRICE && ids[1] == 9);
  tally_column_map_set (b, TALLY_FIELD_CU, 8, "cu", 95);
  tally_column_map_set (b, TALLY_FIELD_PRICE, 9, "Price", 90);
  g_assert_true (tally_column_map_equal (a, b));
}

static void
test_line_order (void)
{
  TallyLine a, b;

  tally_line_clear (&a);
  tally_line_clear (&b);
  g_assert_true (tally_line_equal (&a, &b) && tally_line_compare (&a, &b) == 0);
  b.row_id = 1;
  g_assert_cmpint (tally_line_compare (&a, &b), <, 0);
  a.row_number = 1;
  g_assert_cmpint (tally_line_compare (&a, &b), >, 0);
  b.sheet_id = G_MAXINT64;
  a.sheet_id = G_MININT64;
  g_assert_cmpint (tally_line_compare (&a, &b), <, 0);
}

static void
test_line_equality (void)
{
  TallyLine plain, edited;

  tally_line_clear (&plain);
  edited = plain;
  edited.row_number = 4;
  edited.modified_by = "x";
  edited.modified_utc_usec = 1;
  g_assert_true (tally_line_equal (&plain, &edited));
  for (guint i = 0; i < TALLY_N_TEXT_FIELDS; i++)
    {
      edited = plain;
      edited.text[i] = "x";
      g_assert_false (tally_line_equal (&plain, &edited));
    }
  edited = plain;
  edited.completed = TRUE;
  g_assert_false (tally_line_equal (&plain, &edited));
  edited = plain;
  edited.detail = "x";
  g_assert_false (tally_line_equal (&plain, &edited));
}

static void
test_group (void)
{
  g_autoptr (TallyIdentity) identity = tally_identity_new ("1", tally_day_new (2025, 7, 13),
                                                           TALLY_VARIANT_PRIMARY, NULL);
  g_autoptr (TallyGroup) group = tally_group_new (identity);
  char cu[] = "ANC-M";
  TallyLine line;

  tally_line_clear (&line);
  line.text[TALLY_FIELD_CU] = cu;
  line.row_number = 2;
  line.price_cents = 5;
  g_assert_true (tally_group_add (group, &line));
  cu[0] = 'X'; /* the group has its own copy */
  line.row_number = 1;
  g_assert_true (tally_group_add (group, &line));
  tally_group_sort (group);
  g_assert_cmpstr (tally_group_get_line (group, 0)->text[TALLY_FIELD_CU], ==, "XNC-M");
  g_assert_cmpstr (tally_group_get_line (group, 1)->text[TALLY_FIELD_CU], ==, "ANC-M");
  line.price_cents = G_MAXINT64;
  g_assert_false (tally_group_add (group, &line));
  g_assert_cmpuint (group->lines->len, ==, 2);
  g_assert_cmpint (group->total_cents, ==, 10);
}

static void
test_plan_and_sheet (void)
{
  g_autoptr (TallyIdentity) identity = tally_identity_new ("1", tally_day_new (2025, 7, 13),
                                                           TALLY_VARIANT_PRIMARY, NULL);
  g_autoptr (TallyPlan) plan = tally_plan_new ();
  g_autoptr (TallySheet) sheet = tally_sheet_new (5, "S");

  g_ptr_array_add (plan->entries, tally_plan_entry_new (identity, TALLY_PLAN_HELD, TALLY_HOLD_CLASH));
  g_assert_cmpuint (tally_plan_count (plan, TALLY_PLAN_HELD), ==, 1);
  g_assert_cmpuint (tally_plan_count (plan, TALLY_PLAN_NEW), ==, 0);
  g_assert_cmpint (sheet->version, ==, -1);
  g_ptr_array_add (sheet->columns, tally_column_new (7, 0, TALLY_COLUMN_DATE, "T"));
  g_assert_cmpuint (sheet->columns->len, ==, 1);
}

/* Addresses of sheets as peers may write them, and where row 8 is then. */
static const struct {
  const char *link;
  const char *row;
} links[] = {
  { "https://app.smartsheet.com/sheets/Ab9_-x", "https://app.smartsheet.com/sheets/Ab9_-x?rowId=8" },
  { "https://app.smartsheet.com/b/home?lx=Ab9", "https://app.smartsheet.com/b/home?lx=Ab9&rowId=8" },
  { "", "" },
  { "https://", "" },
  { "http://app.smartsheet.com/sheets/x", "" },
  { "HTTPS://app.smartsheet.com/sheets/x", "" },
  { "javascript:alert(1)//https://app.smartsheet.com", "" },
  { " https://app.smartsheet.com/sheets/x", "" },
  { "https://app.smartsheet.com/sheets/x y", "" },
  { "https://app.smartsheet.com/sheets/x\nhttps://other.example", "" },
  { "https://app.smartsheet.com/sheets/\"><b>", "" },
  { "https://app.smartsheet.com/sheets/x#top", "" },
  { "https://app.smartsheet.com/sheets/\303\251", "" },
};

static void
test_links_of_rows (void)
{
  g_autofree char *unknown = tally_sheet_link_dup_row (NULL, 8);
  g_autofree char *longest = g_strnfill (TALLY_SHEET_MAX_LINK_BYTES + 1, 'x');
  g_autoptr (TallySheet) sheet = tally_sheet_new (5, "S");

  g_assert_cmpstr (sheet->link, ==, "");
  for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_autofree char *row = NULL;
      tally_sheet_set_link (sheet, links[i].link, strlen (links[i].link));
      row = tally_sheet_link_dup_row (sheet->link, 8);
      g_test_message ("%s", links[i].link);
      g_assert_cmpstr (row, ==, links[i].row);
    }
  memcpy (longest, "https://", strlen ("https://"));
  tally_sheet_set_link (sheet, longest, TALLY_SHEET_MAX_LINK_BYTES);
  g_assert_cmpuint (strlen (sheet->link), ==, TALLY_SHEET_MAX_LINK_BYTES);
  tally_sheet_set_link (sheet, longest, TALLY_SHEET_MAX_LINK_BYTES + 1);
  g_assert_cmpstr (sheet->link, ==, "");
  g_assert_cmpstr (unknown, ==, "");
}

int
main (int   argc,
      char *argv[])
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/model/record/ids-are-found-again", test_ids);
  g_test_add_func ("/model/record/unknown-ids", test_unknown_ids);
  g_test_add_func ("/model/record/column-map", test_column_map);
  g_test_add_func ("/model/record/line-order", test_line_order);
  g_test_add_func ("/model/record/line-equality", test_line_equality);
  g_test_add_func ("/model/record/group", test_group);
  g_test_add_func ("/model/record/plan-and-sheet", test_plan_and_sheet);
  g_test_add_func ("/model/record/links-of-rows", test_links_of_rows);
  return g_test_run ();
}
