/* store-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "store-fixture.h"

#include "tally-store-lines.h"
#include "tally-test.h"

TallyStore *
store_fixture_open (StoreFixture *self,
                    gboolean      read_only)
{
  const TallyStoreOptions options = {
    .path = self->path, .read_only = read_only, .clock = self->clock,
  };
  g_autoptr (GError) error = NULL;
  TallyStore *store = tally_store_open (&options, &error);

  g_assert_no_error (error);
  g_assert_nonnull (store);
  return store;
}

void
store_fixture_set_up (StoreFixture  *self,
                      gconstpointer  data)
{
  self->dir = tally_test_make_dir ();
  self->path = g_build_filename (self->dir, "data", "tallyman.db", NULL);
  self->clock = tally_clock_new_virtual (STORE_FIXTURE_START);
  self->store = store_fixture_open (self, FALSE);
}

void
store_fixture_tear_down (StoreFixture  *self,
                         gconstpointer  data)
{
  tally_store_free (self->store);
  tally_clock_unref (self->clock);
  g_free (self->path);
  g_free (self->dir);
}

void
store_fixture_line (TallyLine *line,
                    gint64     sheet_id,
                    gint64     number)
{
  static const char *const requests[] = { "89708709", "90411722", "Zürich 7", "WR'x", "100" };
  static const char *const foremen[] = { "Jane Doe", "José Núñez", "", "O\"Brien" };
  static const char *const cus[] = { "ANC-M", "XFR-25-1PH", "POLE-40-5", "CND-1/0" };

  tally_line_clear (line);
  line->sheet_id = sheet_id;
  line->row_id = sheet_id * 1000003 + (number * 7919) % 1000003;
  line->row_number = number;
  line->modified_utc_usec = STORE_FIXTURE_START - number * G_TIME_SPAN_MINUTE;
  line->modified_by = number % 3 == 0 ? "jane.doe@example.com" : "robot@example.com";
  line->week_ending = tally_day_new (2025, 8, 17) + 7 * (TallyDay) (number % 9);
  line->snapshot = line->week_ending - (TallyDay) (number % 7);
  line->quantity = tally_decimal_new (number % 40 + 1, -1);
  line->price_cents = number * 1237 % 500000 + 1;
  line->completed = TRUE;
  line->text[TALLY_FIELD_WORK_REQUEST] = requests[number % G_N_ELEMENTS (requests)];
  line->text[TALLY_FIELD_FOREMAN] = foremen[number % G_N_ELEMENTS (foremen)];
  line->text[TALLY_FIELD_CU] = cus[number % G_N_ELEMENTS (cus)];
  line->text[TALLY_FIELD_CU_DESCRIPTION] = "Anchor, manta ray, installed in rock";
  line->text[TALLY_FIELD_CUSTOMER] = "Example Electric Cooperative";
  line->text[TALLY_FIELD_POLE] = "P-1204";
  line->text[TALLY_FIELD_UOM] = "EA";
}

void
store_fixture_put_sheet (StoreFixture *self,
                         gint64        sheet_id,
                         gint64        n_lines)
{
  g_autoptr (GError) error = NULL;
  TallyStoreLineStats stats;
  TallyLine line;

  g_assert_true (tally_store_lines_begin_sheet (self->store, 1, sheet_id, &error));
  for (gint64 i = 1; i <= n_lines; i++)
    {
      store_fixture_line (&line, sheet_id, i);
      g_assert_true (tally_store_lines_put (self->store, &line, &error));
    }
  g_assert_true (tally_store_lines_end_sheet (self->store, &stats, &error));
  g_assert_no_error (error);
}

void
store_fixture_assert_lines_equal (const TallyLine *a,
                                  const TallyLine *b)
{
  g_assert_true (tally_line_equal (a, b));
  g_assert_cmpint (a->row_number, ==, b->row_number);
  g_assert_cmpint (a->modified_utc_usec, ==, b->modified_utc_usec);
  g_assert_cmpstr (a->modified_by, ==, b->modified_by);
}
