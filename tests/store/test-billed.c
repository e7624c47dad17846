/* test-billed.c
 *
 * What was ever billed of each line: each form once, since when, and whether it still hangs there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "store-fixture.h"
#include "tally-store-billed.h"
#include "tally-store-publications.h"
#include "tally-store-runs.h"
#include "tally-test.h"

#define TARGET 9900
#define SHEET 7301
#define MINUTE (G_GINT64_CONSTANT (60) * G_USEC_PER_SEC)

/* A workbook with lines "ROW=CENTS". */
typedef struct {
  guint        week;   /* 0 = the first one */
  TallyVariant variant;
  const char  *lines;
} Book;

static void
begin_run (StoreFixture *f)
{
  g_autoptr (GError) error = NULL;
  gint64 run_id = 0;

  g_assert_true (tally_store_runs_begin (f->store, "batch", NULL, &run_id, NULL, &error));
  g_assert_no_error (error);
}

static TallyGroup *
make_group (const Book *book)
{
  TallyDay week = tally_day_new (2025, 8, 17) + 7 * book->week;
  g_autoptr (TallyIdentity) identity = tally_identity_new ("89708709", week, book->variant, "");
  TallyGroup *group = tally_group_new (identity);
  g_auto (GStrv) items = g_strsplit (book->lines, " ", -1);

  for (guint i = 0; items[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (items[i], "=", 2);
      TallyLine line;
      store_fixture_line (&line, SHEET, g_ascii_strtoll (parts[0], NULL, 10));
      line.row_id = line.row_number;
      line.row_number += 100 * (gint64) group->lines->len; /* no part of a form */
      line.price_cents = g_ascii_strtoll (parts[1], NULL, 10);
      g_assert_true (tally_group_add (group, &line));
    }
  group->generated_utc_usec = STORE_FIXTURE_START;
  return group;
}

static TallyStoreIntent *
plan (StoreFixture     *f,
      const TallyGroup *group,
      gint64            target_sheet)
{
  g_autoptr (GError) error = NULL;
  TallyStoreIntent *intent = tally_store_intent_new (group->identity);

  intent->run_id = 1;
  intent->target_sheet = target_sheet;
  intent->target_row = 41;
  g_assert_true (tally_store_intents_put (f->store, intent, &error));
  g_assert_no_error (error);
  return intent;
}

/* A minute after the one before. */
static gint64
publish_to (StoreFixture *f,
            const Book   *book,
            gint64        attachment_id,
            gint64        target_sheet)
{
  g_autoptr (TallyGroup) group = make_group (book);
  g_autoptr (TallyStoreIntent) intent = plan (f, group, target_sheet);
  g_autoptr (TallyStorePublication) publication = NULL;
  g_autoptr (GError) error = NULL;

  tally_clock_advance (f->clock, MINUTE);
  intent->attachment_id = attachment_id;
  g_assert_true (tally_store_publications_record (f->store, intent, 5, group, &error));
  g_assert_true (tally_store_intents_advance (f->store, intent, TALLY_STORE_INTENT_DONE, &error));
  publication = tally_store_publications_find_attachment (f->store, attachment_id, &error);
  g_assert_no_error (error);
  return publication->publication_id;
}

static gint64
publish (StoreFixture *f,
         const Book   *book,
         gint64        attachment_id)
{
  return publish_to (f, book, attachment_id, TARGET);
}

static gboolean
tell_cb (const TallyStoreBilled  *billed,
         gpointer                 data,
         GError                 **error)
{
  char week[TALLY_DAY_BUFFER_SIZE];

  g_assert_cmpint (billed->line->sheet_id, ==, SHEET);
  g_assert_cmpint (billed->line->row_number, ==, 0);
  g_assert_cmpint (billed->line->modified_utc_usec, ==, 0);
  g_assert_cmpstr (billed->work_request, ==, "89708709");
  g_ptr_array_add (data, g_strdup_printf ("%s %s %" G_GINT64_FORMAT "=%" G_GINT64_FORMAT " minute %" G_GINT64_FORMAT
                                          " in %" G_GINT64_FORMAT,
                                          tally_day_format_iso (billed->week_ending, week, sizeof week) + 5,
                                          tally_variant_get_id (billed->variant), billed->line->row_id,
                                          billed->line->price_cents,
                                          (billed->published_utc_usec - STORE_FIXTURE_START) / MINUTE,
                                          billed->publication_id));
  return TRUE;
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Everything billed, sorted: they come in no order. */
static void
assert_billed (StoreFixture *f,
               const char   *expected)
{
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_billed_foreach (f->store, TARGET, tell_cb, told, &error));
  g_assert_no_error (error);
  g_ptr_array_sort (told, compare_texts);
  g_ptr_array_add (told, NULL);
  text = g_strjoinv ("; ", (char **) told->pdata);
  g_assert_cmpstr (text, ==, expected);
}

/* A line that stays the same is billed since the first workbook that showed it; a form that came later, since then. */
static void
test_each_form_is_told_since_when (StoreFixture  *f,
                                   gconstpointer  data)
{
  static const Book first = { 0, TALLY_VARIANT_PRIMARY, "1=100 2=200" };
  static const Book second = { 0, TALLY_VARIANT_PRIMARY, "1=100 2=250 3=300" };
  static const Book third = { 0, TALLY_VARIANT_PRIMARY, "1=100 2=200" };
  g_autofree char *expected = NULL;
  gint64 id;

  begin_run (f);
  assert_billed (f, "");
  g_assert_cmpint (publish (f, &first, 8001), >, 0);
  g_assert_cmpint (publish (f, &second, 8002), >, 0);
  id = publish (f, &third, 8003);
  expected = g_strdup_printf ("08-17 primary 1=100 minute 1 in %" G_GINT64_FORMAT "; 08-17 primary 2=200 minute 1 in %"
                              G_GINT64_FORMAT "; 08-17 primary 2=250 minute 2 in 0; 08-17 primary 3=300 minute 2 in 0",
                              id, id);
  assert_billed (f, expected);
}

/* The same line in another week or in another kind of workbook is another bill. */
static void
test_each_workbook_is_a_bill_of_its_own (StoreFixture  *f,
                                         gconstpointer  data)
{
  static const Book week = { 0, TALLY_VARIANT_PRIMARY, "1=100" };
  static const Book next = { 1, TALLY_VARIANT_PRIMARY, "1=100" };
  static const Book other = { 0, TALLY_VARIANT_VAC_CREW, "1=100" };
  g_autofree char *expected = NULL;
  gint64 ids[3];

  begin_run (f);
  ids[0] = publish (f, &week, 8001);
  ids[1] = publish (f, &next, 8002);
  ids[2] = publish (f, &other, 8003);
  expected = g_strdup_printf ("08-17 primary 1=100 minute 1 in %" G_GINT64_FORMAT "; 08-17 vac_crew 1=100 minute 3 in %"
                              G_GINT64_FORMAT "; 08-24 primary 1=100 minute 2 in %" G_GINT64_FORMAT, ids[0], ids[2], ids[1]);
  assert_billed (f, expected);
}

/* What was taken from the target was billed all the same, and hangs there no more. */
static void
test_what_was_removed_was_billed (StoreFixture  *f,
                                  gconstpointer  data)
{
  static const Book book = { 0, TALLY_VARIANT_PRIMARY, "1=100" };
  g_autoptr (GError) error = NULL;
  gint64 id;

  begin_run (f);
  id = publish (f, &book, 8001);
  g_assert_true (tally_store_publications_mark_removed (f->store, id, &error));
  g_assert_no_error (error);
  assert_billed (f, "08-17 primary 1=100 minute 1 in 0");
}

/* Nobody saw what was only prepared; nor is another target's bill this one's. */
static void
test_what_was_prepared_was_not_billed (StoreFixture  *f,
                                       gconstpointer  data)
{
  static const Book shown = { 0, TALLY_VARIANT_PRIMARY, "1=100" };
  static const Book prepared = { 0, TALLY_VARIANT_PRIMARY, "1=150 2=200" };
  static const Book foreign = { 1, TALLY_VARIANT_PRIMARY, "3=300" };
  g_autoptr (TallyGroup) group = make_group (&prepared);
  g_autoptr (TallyStoreIntent) intent = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *expected = NULL;
  gint64 id;

  begin_run (f);
  id = publish (f, &shown, 8001);
  publish_to (f, &foreign, 8002, TARGET + 1);
  intent = plan (f, group, TARGET);
  g_assert_true (tally_store_publications_prepare (f->store, intent, group, &error));
  g_assert_no_error (error);
  expected = g_strdup_printf ("08-17 primary 1=100 minute 1 in %" G_GINT64_FORMAT, id);
  assert_billed (f, expected);
}

static gboolean
stop_cb (const TallyStoreBilled  *billed,
         gpointer                 data,
         GError                 **error)
{
  *(guint *) data += 1;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "enough");
  return FALSE;
}

static void
test_the_taker_may_stop_it (StoreFixture  *f,
                            gconstpointer  data)
{
  static const Book book = { 0, TALLY_VARIANT_PRIMARY, "1=100 2=200 3=300" };
  g_autoptr (GError) error = NULL;
  guint n = 0;

  begin_run (f);
  publish (f, &book, 8001);
  g_assert_false (tally_store_billed_foreach (f->store, TARGET, stop_cb, &n, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (n, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
#define ADD(name, func) \
  g_test_add ("/store/billed/" name, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)
  ADD ("each-form-is-told-since-when", test_each_form_is_told_since_when);
  ADD ("each-workbook-is-a-bill-of-its-own", test_each_workbook_is_a_bill_of_its_own);
  ADD ("what-was-removed-was-billed", test_what_was_removed_was_billed);
  ADD ("what-was-prepared-was-not-billed", test_what_was_prepared_was_not_billed);
  ADD ("the-taker-may-stop-it", test_the_taker_may_stop_it);
  return g_test_run ();
}
