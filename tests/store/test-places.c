/* test-places.c
 *
 * Part of a sheet is written: what was not put stays, and what is said of other rows holds.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "store-fixture.h"
#include "tally-store-changes.h"
#include "tally-store-lines.h"
#include "tally-store-places.h"
#include "tally-store-sheets.h"
#include "tally-test.h"

#define SHEET 7301

/* "row:number", "-" behind a blank row, a space between. */
static char *
dup_places (StoreFixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) places = tally_store_places_list (f->store, SHEET, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < places->len; i++)
    {
      const TallyStorePlace *place = &g_array_index (places, TallyStorePlace, i);
      g_string_append_printf (text, "%s%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT "%s", i > 0 ? " " : "",
                              place->row_id, place->row_number, place->is_blank ? "-" : "");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_places (StoreFixture *f,
               const char   *expected)
{
  g_autofree char *places = dup_places (f);

  g_assert_cmpstr (places, ==, expected);
}

static void
put_line (StoreFixture *f,
          gint64        row_id,
          gint64        row_number)
{
  g_autoptr (GError) error = NULL;
  TallyLine line;

  store_fixture_line (&line, SHEET, 1);
  line.row_id = row_id;
  line.row_number = row_number;
  g_assert_true (tally_store_lines_put (f->store, &line, &error));
}

static void
put_blank (StoreFixture *f,
           gint64        row_id,
           gint64        row_number)
{
  const TallyStorePlace place = { row_id, row_number, STORE_FIXTURE_START, TRUE };
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_places_put_blank (f->store, &place, &error));
}

static void
renumber (StoreFixture *f,
          gint64        row_id,
          gint64        row_number,
          gboolean      is_blank)
{
  const TallyStorePlace place = { row_id, row_number, STORE_FIXTURE_START, is_blank };
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_places_renumber (f->store, &place, &error));
}

static void
begin (StoreFixture *f,
       gint64        run_id,
       gboolean      is_part)
{
  g_autoptr (GError) error = NULL;

  if (is_part)
    g_assert_true (tally_store_lines_begin_part (f->store, run_id, SHEET, &error));
  else
    g_assert_true (tally_store_lines_begin_sheet (f->store, run_id, SHEET, &error));
}

static TallyStoreLineStats
end (StoreFixture *f)
{
  g_autoptr (GError) error = NULL;
  TallyStoreLineStats stats = { 0 };

  g_assert_true (tally_store_lines_end_sheet (f->store, &stats, &error));
  return stats;
}

/* Lines 11, 12 and 13, blank rows 21 and 22. */
static void
write_whole (StoreFixture *f)
{
  begin (f, 1, FALSE);
  put_line (f, 11, 1);
  put_blank (f, 21, 2);
  put_line (f, 12, 3);
  put_line (f, 13, 4);
  put_blank (f, 22, 5);
  end (f);
}

static gboolean
count_change_cb (const TallyStoreChange  *change,
                 gpointer                 data,
                 GError                 **error)
{
  ((guint *) data)[change->kind]++;
  return TRUE;
}

static void
assert_changes (StoreFixture *f,
                guint         n_field,
                guint         n_gone,
                guint         n_back)
{
  const TallyStoreChangeFilter all = { 0 };
  g_autoptr (GError) error = NULL;
  guint n[TALLY_STORE_CHANGE_BACK + 1] = { 0 };

  g_assert_true (tally_store_changes_foreach (f->store, &all, count_change_cb, n, NULL, &error));
  g_assert_cmpuint (n[TALLY_STORE_CHANGE_FIELD], ==, n_field);
  g_assert_cmpuint (n[TALLY_STORE_CHANGE_GONE], ==, n_gone);
  g_assert_cmpuint (n[TALLY_STORE_CHANGE_BACK], ==, n_back);
}

static void
test_blank_rows_of_a_whole_sheet_are_told_anew (StoreFixture  *f,
                                                gconstpointer  data)
{
  write_whole (f);
  assert_places (f, "11:1 12:3 13:4 21:2- 22:5-");
  begin (f, 2, FALSE);
  put_line (f, 12, 1);
  put_line (f, 22, 2);
  put_blank (f, 11, 3);
  end (f);
  assert_places (f, "11:3- 12:1 22:2");
  begin (f, 3, FALSE);
  end (f);
  assert_places (f, "");
}

static void
test_a_part_leaves_the_rest (StoreFixture  *f,
                             gconstpointer  data)
{
  TallyStoreLineStats stats;

  write_whole (f);
  begin (f, 2, TRUE);
  put_line (f, 12, 3);
  put_line (f, 14, 6);
  stats = end (f);
  g_assert_cmpuint (stats.n_same, ==, 1);
  g_assert_cmpuint (stats.n_new, ==, 1);
  g_assert_cmpuint (stats.n_gone, ==, 0);
  assert_places (f, "11:1 12:3 13:4 14:6 21:2- 22:5-");
  assert_changes (f, 0, 0, 0);
}

static void
test_lines_become_blank_and_blank_rows_lines (StoreFixture  *f,
                                              gconstpointer  data)
{
  TallyStoreLineStats stats;

  write_whole (f);
  begin (f, 2, TRUE);
  put_blank (f, 12, 3);
  put_line (f, 21, 2);
  stats = end (f);
  g_assert_cmpuint (stats.n_new, ==, 1);
  g_assert_cmpuint (stats.n_gone, ==, 1);
  assert_places (f, "11:1 12:3- 13:4 21:2 22:5-");
  begin (f, 3, TRUE);
  put_line (f, 12, 3);
  stats = end (f);
  g_assert_cmpuint (stats.n_back, ==, 1);
  assert_places (f, "11:1 12:3 13:4 21:2 22:5-");
  assert_changes (f, 0, 1, 1);
}

static void
test_rows_go_and_move (StoreFixture  *f,
                       gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  TallyStoreLineStats stats;

  write_whole (f);
  begin (f, 2, TRUE);
  g_assert_true (tally_store_places_drop (f->store, 11, &error));
  g_assert_true (tally_store_places_drop (f->store, 11, &error)); /* it is gone already */
  g_assert_true (tally_store_places_drop (f->store, 99, &error)); /* it never was there */
  g_assert_true (tally_store_places_drop (f->store, 21, &error));
  renumber (f, 12, 1, FALSE);
  renumber (f, 13, 2, FALSE);
  renumber (f, 22, 3, TRUE);
  stats = end (f);
  g_assert_cmpuint (stats.n_gone, ==, 1);
  g_assert_cmpuint (stats.n_changed, ==, 0);
  assert_places (f, "12:1 13:2 22:3-");
  assert_changes (f, 0, 1, 0);
}

static void
test_abort_leaves_what_was (StoreFixture  *f,
                            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  write_whole (f);
  begin (f, 2, TRUE);
  g_assert_true (tally_store_places_drop (f->store, 11, &error));
  renumber (f, 13, 1, FALSE);
  put_blank (f, 12, 2);
  tally_store_lines_abort_sheet (f->store);
  assert_places (f, "11:1 12:3 13:4 21:2- 22:5-");
  assert_changes (f, 0, 0, 0);
}

static void
test_a_doubt_is_about_all_sheets (StoreFixture  *f,
                                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  for (gint64 id = 1; id <= 2; id++)
    {
      g_autoptr (TallyStoreSheet) head = tally_store_sheet_new (id);

      head->swept_utc_usec = STORE_FIXTURE_START + id;
      g_free (head->columns_key);
      head->columns_key = g_strdup ("k");
      g_assert_true (tally_store_sheets_put (f->store, head, &error));
    }
  for (guint doubted = 0; doubted <= 1; doubted++)
    {
      for (gint64 id = 1; id <= 2; id++)
        {
          g_autoptr (TallyStoreSheet) head = tally_store_sheets_find (f->store, id, &error);

          g_assert_cmpint (head->swept_utc_usec, ==, doubted != 0 ? 0 : STORE_FIXTURE_START + id);
          g_assert_cmpstr (head->columns_key, ==, "k");
        }
      g_assert_true (tally_store_sheets_doubt (f->store, &error));
    }
}

int
main (int    argc,
      char **argv)
{
  static const struct {
    const char *path;
    void (*run) (StoreFixture *, gconstpointer);
  } cases[] = {
    { "blank-rows-of-a-whole-sheet-are-told-anew", test_blank_rows_of_a_whole_sheet_are_told_anew },
    { "a-part-leaves-the-rest", test_a_part_leaves_the_rest },
    { "lines-become-blank-and-blank-rows-lines", test_lines_become_blank_and_blank_rows_lines },
    { "rows-go-and-move", test_rows_go_and_move },
    { "abort-leaves-what-was", test_abort_leaves_what_was },
    { "a-doubt-is-about-all-sheets", test_a_doubt_is_about_all_sheets },
  };

  tally_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/places/", cases[i].path, NULL);
      g_test_add (path, StoreFixture, NULL, store_fixture_set_up, cases[i].run,
                  store_fixture_tear_down);
    }
  return g_test_run ();
}
