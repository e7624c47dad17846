/* test-histories.c
 *
 * Histories of cells are kept, and put names on the changes of lines.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "store-fixture.h"
#include "tally-store-histories.h"
#include "tally-store-line-changes.h"
#include "tally-store-lines.h"
#include "tally-test.h"

#define SHEET 7401
#define MINUTE (G_GINT64_CONSTANT (60) * G_USEC_PER_SEC)

/* Reads the sheet: a row 11, if there is one, at a price, written by ann at a time. */
static void
read_sheet (StoreFixture *f,
            gint64        run_id,
            TallyMoney    price_cents,
            gint64        written_utc_usec)
{
  g_autoptr (GError) error = NULL;
  TallyStoreLineStats stats;
  TallyLine line;

  store_fixture_line (&line, SHEET, 1);
  line.row_id = 11;
  line.price_cents = price_cents;
  line.modified_utc_usec = written_utc_usec;
  line.modified_by = "ann@example.com";
  g_assert_true (tally_store_lines_begin_sheet (f->store, run_id, SHEET, &error));
  if (price_cents > 0)
    g_assert_true (tally_store_lines_put (f->store, &line, &error));
  g_assert_true (tally_store_lines_end_sheet (f->store, &stats, &error));
  g_assert_no_error (error);
}

static TallyCellHistory *
make_history (TallyField  field,
              const char *state)
{
  TallyCellHistory *history = tally_cell_history_new (SHEET, 11, field, state);

  history->column_id = 5;
  history->sheet_version = 9;
  history->fetched_utc_usec = STORE_FIXTURE_START;
  return history;
}

static void
put (StoreFixture     *f,
     TallyCellHistory *history)
{
  g_autoptr (GError) error = NULL;

  tally_cell_history_sort (history);
  g_assert_true (tally_store_histories_put (f->store, history, &error));
  g_assert_no_error (error);
}

static gboolean
add_change_cb (const TallyLineChange  *change,
               gpointer                data,
               GError                **error)
{
  g_string_append_printf (data, "%d %s %s→%s %s %s %" G_GINT64_FORMAT "%s\n", change->kind, tally_field_get_id (change->field),
                          change->old_value, change->new_value, tally_writer_get_id (change->writer), change->written_by,
                          (change->written_utc_usec - STORE_FIXTURE_START) / MINUTE, change->is_attributed ? " told" : "");
  return TRUE;
}

static void
assert_changes (StoreFixture *f,
                gint64        since_utc_usec,
                const char   *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_line_changes_foreach (f->store, since_utc_usec, add_change_cb, text, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_a_history_comes_back (StoreFixture  *f,
                           gconstpointer  data)
{
  g_autoptr (TallyCellHistory) history = make_history (TALLY_FIELD_PRICE, TALLY_CELL_HISTORY_COMPLETE);
  g_autoptr (TallyCellHistory) empty = make_history (TALLY_FIELD_COMPLETED, TALLY_CELL_HISTORY_COMPLETE);
  g_autoptr (TallyCellHistory) again = NULL;
  g_autoptr (GPtrArray) of_row = NULL;
  g_autoptr (GPtrArray) all = NULL;

  tally_cell_history_add (history, 20, "bob@example.com", "2.00");
  tally_cell_history_add (history, 0, "", "1.00");
  put (f, history);
  put (f, history);
  put (f, empty);
  again = tally_store_histories_find (f->store, SHEET, 11, TALLY_FIELD_PRICE, NULL);
  g_assert_cmpint (again->column_id, ==, 5);
  g_assert_cmpint (again->sheet_version, ==, 9);
  g_assert_cmpint (again->fetched_utc_usec, ==, STORE_FIXTURE_START);
  g_assert_true (tally_cell_history_is_complete (again));
  g_assert_cmpuint (again->revisions->len, ==, 2);
  g_assert_cmpstr (((TallyCellRevision *) again->revisions->pdata[1])->written_by, ==, "bob@example.com");
  g_assert_cmpstr (((TallyCellRevision *) again->revisions->pdata[0])->value, ==, "1.00");
  of_row = tally_store_histories_list_of_row (f->store, SHEET, 11, NULL);
  g_assert_cmpuint (of_row->len, ==, 2);
  g_assert_cmpuint (((TallyCellHistory *) of_row->pdata[0])->revisions->len, ==, 0);
  all = tally_store_histories_list (f->store, NULL);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_null (tally_store_histories_find (f->store, SHEET, 12, TALLY_FIELD_PRICE, NULL));
}

/* A cell that can no longer be asked for keeps what it told. */
static void
test_what_was_told_stays_told (StoreFixture  *f,
                               gconstpointer  data)
{
  g_autoptr (TallyCellHistory) history = make_history (TALLY_FIELD_PRICE, TALLY_CELL_HISTORY_COMPLETE);
  g_autoptr (TallyCellHistory) refused = make_history (TALLY_FIELD_PRICE, "not-found");
  g_autoptr (TallyCellHistory) again = NULL;

  tally_cell_history_add (history, 20, "bob@example.com", "2.00");
  put (f, history);
  put (f, refused);
  again = tally_store_histories_find (f->store, SHEET, 11, TALLY_FIELD_PRICE, NULL);
  g_assert_cmpstr (again->state, ==, "not-found");
  g_assert_cmpuint (again->revisions->len, ==, 1);
}

static void
test_old_histories_are_forgotten (StoreFixture  *f,
                                  gconstpointer  data)
{
  g_autoptr (TallyCellHistory) old = make_history (TALLY_FIELD_PRICE, TALLY_CELL_HISTORY_COMPLETE);
  g_autoptr (TallyCellHistory) young = make_history (TALLY_FIELD_QUANTITY, TALLY_CELL_HISTORY_COMPLETE);
  g_autoptr (GPtrArray) left = NULL;

  tally_cell_history_add (old, 20, "", "2.00");
  tally_cell_history_add (young, 20, "", "2");
  young->fetched_utc_usec++;
  put (f, old);
  put (f, young);
  g_assert_true (tally_store_histories_prune (f->store, STORE_FIXTURE_START + 1, NULL));
  left = tally_store_histories_list (f->store, NULL);
  g_assert_cmpuint (left->len, ==, 1);
  g_assert_cmpint (((TallyCellHistory *) left->pdata[0])->field, ==, TALLY_FIELD_QUANTITY);
  g_assert_cmpuint (((TallyCellHistory *) left->pdata[0])->revisions->len, ==, 1);
}

static void
test_names_are_put_on_changes (StoreFixture  *f,
                               gconstpointer  data)
{
  g_autoptr (TallyCellHistory) history = make_history (TALLY_FIELD_PRICE, TALLY_CELL_HISTORY_COMPLETE);

  read_sheet (f, 1, 100, STORE_FIXTURE_START);
  tally_clock_advance (f->clock, 10 * MINUTE);
  read_sheet (f, 2, 200, STORE_FIXTURE_START + 9 * MINUTE);
  assert_changes (f, 0, "1 price 1.00→2.00 person ann@example.com 9\n");
  tally_cell_history_add (history, STORE_FIXTURE_START + 8 * MINUTE, "automation@smartsheet.com", "2.00");
  tally_cell_history_add (history, STORE_FIXTURE_START + 7 * MINUTE, "bob@example.com", "7.00");
  tally_cell_history_add (history, STORE_FIXTURE_START - MINUTE, "bob@example.com", "1.00");
  put (f, history);
  assert_changes (f, 0, "1 price 1.00→2.00 automation automation@smartsheet.com 8 told\n"
                        "1 price →1.00 person bob@example.com -1 told\n"
                        "1 price 1.00→7.00 person bob@example.com 7 told\n");
  assert_changes (f, STORE_FIXTURE_START, "1 price 1.00→2.00 automation automation@smartsheet.com 8 told\n"
                                          "1 price 1.00→7.00 person bob@example.com 7 told\n");
  assert_changes (f, STORE_FIXTURE_START + 11 * MINUTE, "");
}

static void
test_gone_rows_are_told (StoreFixture  *f,
                         gconstpointer  data)
{
  read_sheet (f, 1, 100, STORE_FIXTURE_START);
  read_sheet (f, 2, 0, 0);
  assert_changes (f, 0, "2  → person ann@example.com 0\n");
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
#define ADD(name, func) \
  g_test_add ("/store/histories/" name, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)
  ADD ("a-history-comes-back", test_a_history_comes_back);
  ADD ("what-was-told-stays-told", test_what_was_told_stays_told);
  ADD ("old-histories-are-forgotten", test_old_histories_are_forgotten);
  ADD ("names-are-put-on-changes", test_names_are_put_on_changes);
  ADD ("gone-rows-are-told", test_gone_rows_are_told);
  return g_test_run ();
}
