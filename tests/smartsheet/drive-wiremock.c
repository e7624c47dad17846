/* drive-wiremock.c
 *
 * drive-wiremock BASE-URL: plays the vendor's own scenarios against the server there, which compares
 * each request with what the vendor expects and answers what the vendor wrote. run-wiremock.py
 * starts the server and this.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-error.h"
#include "tally-smartsheet-row.h"
#include "tally-smartsheet-sheet.h"
#include "tally-smartsheet-user.h"

typedef struct {
  const char                  *scenario;
  gboolean                     is_update;
  const TallySmartsheetNewRow *rows;
  guint                        n_rows;
  gint64                       version;
} Scenario;

#define TEXT(id, value) { .column_id = id, .kind = TALLY_CELL_TEXT, .text = value }
#define NUMBER(id, value) { .column_id = id, .kind = TALLY_CELL_NUMBER, .text = value }
#define BOOLEAN(id, value) { .column_id = id, .kind = TALLY_CELL_BOOLEAN, .text = value }
#define FORMULA(id, value) { .column_id = id, .kind = TALLY_CELL_TEXT, .text = value, .is_formula = TRUE }
#define CELLS(array) .cells = array, .n_cells = G_N_ELEMENTS (array)

static const TallySmartsheetNewCell apple[] = { TEXT (101, "Apple"), TEXT (102, "Red Fruit") };
static const TallySmartsheetNewCell banana[] = { TEXT (101, "Banana"), TEXT (102, "Yellow Fruit") };
static const TallySmartsheetNewCell hundred[] = { NUMBER (101, "100"), TEXT (102, "One Hundred") };
static const TallySmartsheetNewCell two_one[] = { NUMBER (101, "2.1"), TEXT (102, "Two Point One") };
static const TallySmartsheetNewCell yes[] = { BOOLEAN (101, "true"), TEXT (102, "This is True") };
static const TallySmartsheetNewCell no[] = { BOOLEAN (101, "false"), TEXT (102, "This is False") };
static const TallySmartsheetNewCell sums[] = { FORMULA (101, "=SUM([Column2]3, [Column2]4)*2"),
                                               FORMULA (102, "=SUM([Column2]3, [Column2]3, [Column2]4)") };
static const TallySmartsheetNewCell cleared[] = { { .column_id = 101, .kind = TALLY_CELL_EMPTY } };
static const TallySmartsheetNewCell some[] = { TEXT (2, "Some Value") };
static const TallySmartsheetNewCell other[] = { TEXT (3, "Some Value") };

static const TallySmartsheetNewRow new_text[] = { { CELLS (apple) }, { CELLS (banana) } };
static const TallySmartsheetNewRow new_number[] = { { CELLS (hundred) }, { CELLS (two_one) } };
static const TallySmartsheetNewRow new_boolean[] = { { CELLS (yes) }, { CELLS (no) } };
static const TallySmartsheetNewRow new_formula[] = { { CELLS (sums) } };
static const TallySmartsheetNewRow new_top[] = { { .to_top = TRUE, CELLS (apple) } };
static const TallySmartsheetNewRow new_bottom[] = { { .to_bottom = TRUE, CELLS (apple) } };
static const TallySmartsheetNewRow old_text[] = { { .row_id = 10, CELLS (apple) },
                                                  { .row_id = 11, CELLS (banana) } };
static const TallySmartsheetNewRow old_number[] = { { .row_id = 10, CELLS (hundred) },
                                                    { .row_id = 11, CELLS (two_one) } };
static const TallySmartsheetNewRow old_boolean[] = { { .row_id = 10, CELLS (yes) },
                                                     { .row_id = 11, CELLS (no) } };
static const TallySmartsheetNewRow old_formula[] = { { .row_id = 11, CELLS (sums) } };
static const TallySmartsheetNewRow old_top[] = { { .row_id = 10, .to_top = TRUE } };
static const TallySmartsheetNewRow old_bottom[] = { { .row_id = 10, .to_bottom = TRUE } };
static const TallySmartsheetNewRow old_cleared[] = { { .row_id = 10, CELLS (cleared) } };
static const TallySmartsheetNewRow bulk[] = { { .to_bottom = TRUE, CELLS (some) },
                                              { .to_bottom = TRUE, CELLS (other) } };

#define ROWS(array) array, G_N_ELEMENTS (array)

static const Scenario scenarios[] = {
  { "Add Rows - Assign Values - String", FALSE, ROWS (new_text), 14 },
  { "Add Rows - Assign Values - Int", FALSE, ROWS (new_number), 7 },
  { "Add Rows - Assign Values - Bool", FALSE, ROWS (new_boolean), 7 },
  { "Add Rows - Assign Formulae", FALSE, ROWS (new_formula), 8 },
  { "Add Rows - Location - Top", FALSE, ROWS (new_top), 14 },
  { "Add Rows - Location - Bottom", FALSE, ROWS (new_bottom), 14 },
  { "Update Rows - Assign Values - String", TRUE, ROWS (old_text), 7 },
  { "Update Rows - Assign Values - Int", TRUE, ROWS (old_number), 7 },
  { "Update Rows - Assign Values - Bool", TRUE, ROWS (old_boolean), 7 },
  { "Update Rows - Assign Formulae", TRUE, ROWS (old_formula), 8 },
  { "Update Rows - Location - Top", TRUE, ROWS (old_top), 14 },
  { "Update Rows - Location - Bottom", TRUE, ROWS (old_bottom), 14 },
  { "Update Rows - Clear Value - Text Number", TRUE, ROWS (old_cleared), 8 },
  { "Update Rows - Clear Value - Checkbox", TRUE, ROWS (old_cleared), 8 },
};

static const char *base_url;

static TallySmartsheetClient *
make_client (TallyClock *clock,
             const char *scenario)
{
  const char *const headers[] = { "Api-Scenario", scenario, "Assume-User", "john.doe%40smartsheet.com",
                                  NULL };
  g_autoptr (GError) error = NULL;
  TallySmartsheetClient *client;
  TallySmartsheetOptions options;

  tally_smartsheet_options_init (&options, base_url, "a-token", clock);
  options.extra_headers = headers;
  client = tally_smartsheet_client_new (&options, &error);
  g_assert_no_error (error);
  return client;
}

static void
test_rows (gconstpointer data)
{
  const Scenario *scenario = data;
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (0);
  g_autoptr (TallySmartsheetClient) client = make_client (clock, scenario->scenario);
  g_autoptr (TallySmartsheetWritten) written = NULL;
  g_autoptr (GError) error = NULL;
  TallySmartsheetWrite write = { .sheet_id = 1, .rows = scenario->rows, .n_rows = scenario->n_rows };

  written = scenario->is_update ? tally_smartsheet_row_update (client, &write, NULL, &error)
                                : tally_smartsheet_row_add (client, &write, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (written->n_rows, ==, scenario->n_rows);
  g_assert_cmpuint (written->failures->len, ==, 0);
  g_assert_cmpint (written->version, ==, scenario->version);
  for (guint i = 0; i < scenario->n_rows; i++)
    {
      gint64 id = g_array_index (written->row_ids, gint64, i);

      g_assert_cmpint (id, >, 0);
      if (scenario->is_update)
        g_assert_cmpint (id, ==, scenario->rows[i].row_id);
    }
}

static void
test_bulk_failure (void)
{
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (0);
  g_autoptr (TallySmartsheetClient) client = make_client (clock, "Serialization - BulkFailure");
  g_autoptr (TallySmartsheetWritten) written = NULL;
  g_autoptr (GError) error = NULL;
  TallySmartsheetWrite write = { .sheet_id = 1, .rows = bulk, .n_rows = 2, .is_partial = TRUE };
  const TallySmartsheetRowFailure *failure;

  written = tally_smartsheet_row_add (client, &write, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (written->n_rows, ==, 1);
  g_assert_cmpint (g_array_index (written->row_ids, gint64, 0), ==, 4);
  g_assert_cmpint (written->version, ==, 84);
  failure = written->failures->pdata[0];
  g_assert_cmpuint (failure->index, ==, 1);
  g_assert_cmpint (failure->error_code, ==, 1036);
}

static void
test_profile (void)
{
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (0);
  g_autoptr (TallySmartsheetClient) client = make_client (clock, "Serialization - UserProfile");
  g_autoptr (TallySmartsheetUser) me = NULL;
  g_autoptr (GError) error = NULL;

  me = tally_smartsheet_user_fetch_me (client, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (me->user_id, ==, 1);
  g_assert_cmpint (me->account_id, ==, 2);
  g_assert_cmpstr (me->email, ==, "john.doe@smartsheet.com");
  g_assert_cmpstr (me->time_zone, ==, "US/Pacific");
}

static gboolean
row_cb (const TallyRow  *row,
        gpointer         data,
        GError         **error)
{
  guint *n_rows = data;

  g_assert_cmpint (row->row_id, ==, 345);
  g_assert_cmpint (row->row_number, ==, 1);
  g_assert_cmpstr (row->cells[0].text, ==, "Some Value");
  ++*n_rows;
  return TRUE;
}

/* The vendor's sheet says that it has six rows and holds one: that must not pass as a whole sheet. */
static void
test_sheet_with_missing_rows (void)
{
  static const TallySmartsheetSink sink = { NULL, row_cb, NULL };
  static const gint64 columns[] = { 234 };
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (0);
  g_autoptr (TallySmartsheetClient) client = make_client (clock, "Assume User - Can Be Set");
  g_autoptr (GError) error = NULL;
  TallySmartsheetQuery query = { .sheet_id = 123, .column_ids = columns, .n_columns = 1 };
  guint n_rows = 0;

  g_assert_null (tally_smartsheet_sheet_fetch_rows (client, &query, &sink, &n_rows, NULL, &error));
  g_assert_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_MALFORMED);
  g_assert_cmpuint (n_rows, ==, 1);
}

/* What the vendor does not expect is answered by 404: the scenarios above can fail. */
static void
test_an_unexpected_request_is_refused (void)
{
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (0);
  g_autoptr (TallySmartsheetClient) client = make_client (clock, "Add Rows - Assign Values - String");
  g_autoptr (GError) error = NULL;
  TallySmartsheetWrite write = { .sheet_id = 1, .rows = new_number, .n_rows = 2 };

  g_assert_null (tally_smartsheet_row_add (client, &write, NULL, &error));
  g_assert_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_NOT_FOUND);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (argc != 2)
    return 2;
  base_url = argv[1];
  for (gsize i = 0; i < G_N_ELEMENTS (scenarios); i++)
    {
      g_autofree char *path = g_strdelimit (g_strdup_printf ("/smartsheet/wiremock/%s",
                                                             scenarios[i].scenario), " ", '-');
      g_test_add_data_func (path, &scenarios[i], test_rows);
    }
  g_test_add_func ("/smartsheet/wiremock/bulk-failure", test_bulk_failure);
  g_test_add_func ("/smartsheet/wiremock/profile", test_profile);
  g_test_add_func ("/smartsheet/wiremock/sheet-with-missing-rows", test_sheet_with_missing_rows);
  g_test_add_func ("/smartsheet/wiremock/unexpected-request", test_an_unexpected_request_is_refused);
  return g_test_run ();
}
