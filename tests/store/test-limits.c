/* test-limits.c
 *
 * limits.db: what processes leave there for each other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>

#include "tally-db-admin.h"
#include "tally-store-limits.h"
#include "tally-test.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

static TallyStoreLimits *
open_limits (const char *path)
{
  g_autoptr (GError) error = NULL;
  TallyStoreLimits *limits = tally_store_limits_open (path, &error);

  g_assert_no_error (error);
  return limits;
}

static char *
make_path (void)
{
  g_autofree char *folder = tally_test_make_dir ();

  return g_build_filename (folder, "limits.db", NULL);
}

/* What was handed out. */
typedef struct {
  GArray *blocks;    /* (owned) TallyStoreBlock */
  guint   n_foreign;
} Seen;

static void
see_cb (const TallyStoreBlock *block,
        gboolean               is_foreign,
        gpointer               data)
{
  Seen *seen = data;

  g_array_append_val (seen->blocks, *block);
  seen->n_foreign += is_foreign ? 1 : 0;
}

static Seen
look (TallyStoreLimits *limits,
      gint64            now_usec)
{
  g_autoptr (GError) error = NULL;
  Seen seen = { .blocks = g_array_new (FALSE, FALSE, sizeof (TallyStoreBlock)) };

  g_assert_true (tally_store_limits_begin (limits, &error));
  g_assert_true (tally_store_limits_foreach_block (limits, now_usec, 60 * SECOND, see_cb, &seen, &error));
  g_assert_true (tally_store_limits_end (limits, TRUE, &error));
  g_assert_no_error (error);
  return seen;
}

static void
put (TallyStoreLimits *limits,
     TallyStoreBlock  *block)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_limits_begin (limits, &error));
  g_assert_true (tally_store_limits_put_block (limits, block, &error));
  g_assert_true (tally_store_limits_end (limits, TRUE, &error));
  g_assert_no_error (error);
}

static void
test_others_see_what_one_wrote (void)
{
  g_autofree char *path = make_path ();
  g_autoptr (TallyStoreLimits) first = open_limits (path);
  g_autoptr (TallyStoreLimits) second = open_limits (path);
  TallyStoreBlock block = { .until_usec = 90 * SECOND, .n_units = 10 };
  TallyStoreBlock later = { .until_usec = 95 * SECOND, .n_units = 3 };
  g_autoptr (GError) error = NULL;
  Seen seen;

  put (first, &later);
  put (first, &block);
  g_assert_cmpint (block.id, !=, later.id);
  seen = look (second, 60 * SECOND);
  g_assert_cmpuint (seen.blocks->len, ==, 2);
  g_assert_cmpint (g_array_index (seen.blocks, TallyStoreBlock, 0).id, ==, block.id);
  g_assert_cmpuint (g_array_index (seen.blocks, TallyStoreBlock, 1).n_units, ==, 3);
  g_assert_cmpuint (seen.n_foreign, ==, 0);
  g_array_unref (seen.blocks);
  block.n_units = 4;
  put (second, &block);
  g_assert_true (tally_store_limits_begin (second, &error));
  g_assert_true (tally_store_limits_delete_block (second, later.id, &error));
  g_assert_true (tally_store_limits_end (second, TRUE, &error));
  seen = look (first, 60 * SECOND);
  g_assert_cmpuint (seen.blocks->len, ==, 1);
  g_assert_cmpuint (g_array_index (seen.blocks, TallyStoreBlock, 0).n_units, ==, 4);
  g_array_unref (seen.blocks);
}

static void
test_what_is_dropped_is_not_there (void)
{
  g_autofree char *path = make_path ();
  g_autoptr (TallyStoreLimits) limits = open_limits (path);
  TallyStoreBlock block = { .until_usec = SECOND, .n_units = 10 };
  g_autoptr (GError) error = NULL;
  Seen seen;

  g_assert_true (tally_store_limits_begin (limits, &error));
  g_assert_true (tally_store_limits_put_block (limits, &block, &error));
  g_assert_false (tally_store_limits_end (limits, FALSE, &error));
  g_assert_no_error (error);
  seen = look (limits, 0);
  g_assert_cmpuint (seen.blocks->len, ==, 0);
  g_array_unref (seen.blocks);
}

static void
test_times_of_another_start_become_now (void)
{
  g_autofree char *path = make_path ();
  g_autoptr (TallyStoreLimits) limits = open_limits (path);
  const TallyStorePace pace = { .limit = 75, .halved_usec = 5, .grown_usec = 6, .hold_usec = 7 * SECOND };
  TallyStoreBlock block = { .until_usec = 900 * SECOND, .n_units = 10 };
  TallyStorePace read = { 0 };
  g_autoptr (GError) error = NULL;
  Seen seen;

  put (limits, &block);
  seen = look (limits, 100 * SECOND); /* the machine was started anew: its time is less */
  g_assert_cmpuint (seen.n_foreign, ==, 1);
  g_assert_cmpint (g_array_index (seen.blocks, TallyStoreBlock, 0).until_usec, ==, 100 * SECOND);
  g_array_unref (seen.blocks);
  g_assert_true (tally_store_limits_begin (limits, &error));
  g_assert_true (tally_store_limits_get_pace (limits, 9, &read, &error));
  g_assert_cmpuint (read.limit, ==, 0);
  g_assert_true (tally_store_limits_put_pace (limits, &pace, &error));
  g_assert_true (tally_store_limits_get_pace (limits, 9, &read, &error));
  g_assert_true (tally_store_limits_end (limits, TRUE, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (read.limit, ==, 75);
  g_assert_cmpint (read.halved_usec, ==, 5);
  g_assert_cmpint (read.grown_usec, ==, 6);
  g_assert_cmpint (read.hold_usec, ==, 7 * SECOND);
}

static void
test_another_place_is_foreign (void)
{
  g_autofree char *path = make_path ();
  g_autoptr (TallyStoreLimits) limits = open_limits (path);
  const TallyDbOptions options = { .path = path };
  TallyStoreBlock block = { .until_usec = 10 * SECOND, .n_units = 10 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyDb) db = NULL;
  Seen seen;

  put (limits, &block);
  db = tally_db_open (&options, &error);
  g_assert_no_error (error);
  g_assert_true (tally_db_run_text (db, "UPDATE block SET place = 'another boot'", &error));
  g_assert_no_error (error);
  seen = look (limits, 11 * SECOND);
  g_assert_cmpuint (seen.n_foreign, ==, 1);
  g_assert_cmpint (g_array_index (seen.blocks, TallyStoreBlock, 0).until_usec, ==, 11 * SECOND);
  g_array_unref (seen.blocks);
}

static void
test_damage_and_other_versions (void)
{
  g_autofree char *path = make_path ();
  g_autoptr (TallyStoreLimits) limits = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *junk = g_strnfill (8192, 'x');

  g_assert_true (g_file_set_contents (path, junk, -1, NULL));
  g_assert_null (tally_store_limits_open (path, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CORRUPT);
  g_assert_cmpint (g_unlink (path), ==, 0);
  {
    const TallyDbOptions options = { .path = path };
    g_autoptr (TallyDb) db = tally_db_open (&options, NULL);
    g_assert_nonnull (db);
    g_assert_true (tally_db_run_text (db, "CREATE TABLE block (odd TEXT); PRAGMA user_version = 9", NULL));
  }
  limits = open_limits (path);
  {
    TallyStoreBlock block = { .until_usec = 1, .n_units = 10 };
    put (limits, &block);
    g_assert_cmpint (block.id, >, 0);
  }
}

static void
test_a_second_writer_waits_then_is_told (void)
{
  g_autofree char *path = make_path ();
  g_autoptr (TallyStoreLimits) first = open_limits (path);
  g_autoptr (TallyStoreLimits) second = open_limits (path);
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_limits_begin (first, &error));
  g_assert_false (tally_store_limits_begin (second, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_BUSY);
  g_assert_false (tally_store_limits_end (first, FALSE, NULL));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/store/limits/others-see-what-one-wrote", test_others_see_what_one_wrote);
  g_test_add_func ("/store/limits/what-is-dropped-is-not-there", test_what_is_dropped_is_not_there);
  g_test_add_func ("/store/limits/times-of-another-start-become-now", test_times_of_another_start_become_now);
  g_test_add_func ("/store/limits/another-place-is-foreign", test_another_place_is_foreign);
  g_test_add_func ("/store/limits/damage-and-other-versions", test_damage_and_other_versions);
  g_test_add_func ("/store/limits/a-second-writer-waits-then-is-told", test_a_second_writer_waits_then_is_told);
  return g_test_run ();
}
