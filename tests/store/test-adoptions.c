/* test-adoptions.c
 *
 * What hangs on the target and the store did not know becomes published before.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "store-filled.h"
#include "store-fixture.h"
#include "tally-store-adoptions.h"
#include "tally-store-head.h"
#include "tally-store-runs.h"
#include "tally-store-trail.h"
#include "tally-test.h"

#define TARGET 9900
#define SHEET 77
#define FINGERPRINT "abababababababababababababababababababababababababababababababab"

static void
begin_run (StoreFixture *f)
{
  g_autoptr (GError) error = NULL;
  gint64 run_id = 0;

  g_assert_true (tally_store_runs_begin (f->store, "batch", NULL, &run_id, NULL, &error));
  g_assert_no_error (error);
}

static TallyStorePublication *
make_publication (const TallyGroup *group,
                  gint64            attachment_id)
{
  TallyStorePublication *publication = g_new0 (TallyStorePublication, 1);
  const gint64 sheets[] = { SHEET, SHEET + 1, SHEET };

  publication->run_id = 1;
  publication->identity = tally_identity_copy (group->identity);
  publication->target_sheet = TARGET;
  publication->target_row = 41;
  publication->attachment_id = attachment_id;
  publication->attachment_created_utc_usec = attachment_id * 10;
  publication->generated_utc_usec = 4711;
  publication->size_bytes = 2048;
  publication->n_lines = 12;
  publication->total_cents = 123456;
  publication->fingerprint = g_strdup (FINGERPRINT);
  publication->file_name = g_strdup ("WR_1.xlsx");
  publication->sha256 = g_strdup ("");
  publication->sheet_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (publication->sheet_ids, sheets, G_N_ELEMENTS (sheets));
  return publication;
}

static gboolean
adopt (StoreFixture     *f,
       const TallyGroup *group,
       gint64            attachment_id,
       gboolean          with_lines,
       gboolean          keep)
{
  g_autoptr (TallyStorePublication) publication = make_publication (group, attachment_id);
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_adoptions_begin (f->store, &error));
  g_assert_true (tally_store_adoptions_add (f->store, publication, with_lines ? group : NULL, &error));
  g_assert_no_error (error);
  return tally_store_adoptions_end (f->store, keep, NULL);
}

static TallyStorePublication *
find_current (StoreFixture     *f,
              const TallyGroup *group)
{
  g_autoptr (GError) error = NULL;
  TallyStorePublication *current;

  current = tally_store_publications_find_current (f->store, TARGET, group->identity, &error);
  g_assert_no_error (error);
  return current;
}

static void
test_without_lines_it_says_what_the_file_said (StoreFixture  *f,
                                               gconstpointer  data)
{
  g_autoptr (TallyGroup) group = store_filled_group (3);
  g_autoptr (TallyStorePublication) current = NULL;

  begin_run (f);
  g_assert_true (adopt (f, group, 8001, FALSE, TRUE));
  current = find_current (f, group);
  g_assert_cmpint (current->attachment_id, ==, 8001);
  g_assert_cmpint (current->attachment_created_utc_usec, ==, 80010);
  g_assert_cmpint (current->generated_utc_usec, ==, 4711);
  g_assert_cmpuint (current->n_lines, ==, 12);
  g_assert_cmpint (current->total_cents, ==, 123456);
  g_assert_cmpstr (current->fingerprint, ==, FINGERPRINT);
  g_assert_cmpstr (current->sha256, ==, "");
  g_assert_cmpuint (current->sheet_ids->len, ==, 2);
}

static gboolean
count_line_cb (const TallyLine  *line,
               gpointer          data,
               GError          **error)
{
  (*(guint *) data)++;
  return TRUE;
}

static void
test_with_lines_it_keeps_them (StoreFixture  *f,
                               gconstpointer  data)
{
  g_autoptr (TallyGroup) group = store_filled_group (6);
  g_autoptr (TallyStorePublication) current = NULL;
  g_autoptr (GError) error = NULL;
  guint n_lines = 0;

  begin_run (f);
  g_assert_true (adopt (f, group, 8001, TRUE, TRUE));
  current = find_current (f, group);
  g_assert_cmpuint (current->n_lines, ==, 6);
  g_assert_cmpint (current->total_cents, ==, group->total_cents);
  g_assert_true (tally_store_publications_foreach_line (f->store, current->publication_id, count_line_cb,
                                                        &n_lines, &error));
  g_assert_cmpuint (n_lines, ==, 6);
}

static void
test_it_takes_the_place_of_the_one_before (StoreFixture  *f,
                                           gconstpointer  data)
{
  g_autoptr (TallyGroup) group = store_filled_group (3);
  g_autoptr (TallyStorePublication) current = NULL;
  g_autoptr (TallyStorePublication) old = NULL;
  g_autoptr (GError) error = NULL;

  begin_run (f);
  g_assert_true (adopt (f, group, 8001, FALSE, TRUE));
  g_assert_true (adopt (f, group, 8002, FALSE, TRUE));
  current = find_current (f, group);
  g_assert_cmpint (current->attachment_id, ==, 8002);
  old = tally_store_publications_find_attachment (f->store, 8001, &error);
  g_assert_cmpint (old->state, ==, TALLY_STORE_PUBLICATION_SUPERSEDED);
}

static gboolean
count_adopt_cb (const TallyStoreTrailEntry  *entry,
                gpointer                     data,
                GError                     **error)
{
  *(guint *) data += strcmp (entry->kind, "adopt") == 0 ? 1 : 0;
  return TRUE;
}

static void
test_head_and_trail_count_it (StoreFixture  *f,
                              gconstpointer  data)
{
  g_autoptr (TallyGroup) group = store_filled_group (3);
  g_autoptr (GError) error = NULL;
  TallyStoreHead head;
  guint n = 0;

  begin_run (f);
  g_assert_true (adopt (f, group, 8001, FALSE, TRUE));
  g_assert_true (tally_store_head_read (f->store, &head, &error));
  g_assert_cmpint (head.counter, ==, 1);
  g_assert_true (tally_store_trail_foreach (f->store, NULL, count_adopt_cb, &n, &error));
  g_assert_cmpuint (n, ==, 1);
}

static void
test_given_up_it_leaves_nothing (StoreFixture  *f,
                                 gconstpointer  data)
{
  g_autoptr (TallyGroup) group = store_filled_group (3);
  g_autoptr (TallyStorePublication) current = NULL;
  g_autoptr (GError) error = NULL;
  TallyStoreHead head;
  guint n = 0;

  begin_run (f);
  g_assert_false (adopt (f, group, 8001, FALSE, FALSE));
  current = find_current (f, group);
  g_assert_null (current);
  g_assert_true (tally_store_head_read (f->store, &head, &error));
  g_assert_cmpint (head.counter, ==, 0);
  g_assert_true (tally_store_trail_foreach (f->store, NULL, count_adopt_cb, &n, &error));
  g_assert_cmpuint (n, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  static const struct {
    const char *path;
    void (*run) (StoreFixture *, gconstpointer);
  } cases[] = {
    { "without-lines-it-says-what-the-file-said", test_without_lines_it_says_what_the_file_said },
    { "with-lines-it-keeps-them", test_with_lines_it_keeps_them },
    { "it-takes-the-place-of-the-one-before", test_it_takes_the_place_of_the_one_before },
    { "head-and-trail-count-it", test_head_and_trail_count_it },
    { "given-up-it-leaves-nothing", test_given_up_it_leaves_nothing },
  };

  tally_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/adoptions/", cases[i].path, NULL);
      g_test_add (path, StoreFixture, NULL, store_fixture_set_up, cases[i].run,
                  store_fixture_tear_down);
    }
  return g_test_run ();
}
