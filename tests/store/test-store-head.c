/* test-store-head.c
 *
 * Which installation a store is, and how far its publications are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "store-filled.h"
#include "store-fixture.h"
#include "tally-store-behind.h"
#include "tally-store-head.h"
#include "tally-store-meta.h"
#include "tally-store-publications.h"
#include "tally-store-runs.h"
#include "tally-test.h"

#define TARGET 9900

static gint64
read_counter (TallyStore *store)
{
  g_autoptr (GError) error = NULL;
  TallyStoreHead head = { "", -1 };

  g_assert_true (tally_store_head_read (store, &head, &error));
  g_assert_no_error (error);
  return head.counter;
}

static void
test_drawn_once_and_kept (StoreFixture  *f,
                          gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStore) again = NULL;
  TallyStoreHead head, second, third;

  g_assert_true (tally_store_head_read (f->store, &head, &error));
  g_assert_cmpstr (head.installation, ==, "");
  g_assert_cmpint (head.counter, ==, 0);
  g_assert_true (tally_store_head_ensure (f->store, &head, &error));
  g_assert_cmpuint (strlen (head.installation), ==, TALLY_STORE_INSTALLATION_DIGITS);
  g_assert_cmpuint (strspn (head.installation, "0123456789abcdef"), ==,
                    TALLY_STORE_INSTALLATION_DIGITS);
  g_assert_true (tally_store_head_ensure (f->store, &second, &error));
  g_assert_cmpstr (second.installation, ==, head.installation);
  again = store_fixture_open (f, TRUE);
  g_assert_true (tally_store_head_read (again, &third, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (third.installation, ==, head.installation);
}

static void
test_each_store_is_another (StoreFixture  *f,
                            gconstpointer  data)
{
  StoreFixture other = { NULL };
  g_autoptr (GError) error = NULL;
  TallyStoreHead head, second;

  store_fixture_set_up (&other, NULL);
  g_assert_true (tally_store_head_ensure (f->store, &head, &error));
  g_assert_true (tally_store_head_ensure (other.store, &second, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (head.installation, !=, second.installation);
  store_fixture_tear_down (&other, NULL);
}

static void
test_a_reader_draws_none (StoreFixture  *f,
                          gconstpointer  data)
{
  g_autoptr (TallyStore) reader = store_fixture_open (f, TRUE);
  g_autoptr (GError) error = NULL;
  TallyStoreHead head = { "untouched", 7 };

  g_assert_false (tally_store_head_ensure (reader, &head, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_READ_ONLY);
  g_assert_cmpstr (head.installation, ==, "untouched");
}

static TallyStoreIntent *
put_intent (StoreFixture        *f,
            const TallyIdentity *identity)
{
  g_autoptr (GError) error = NULL;
  TallyStoreIntent *intent = tally_store_intent_new (identity);

  intent->run_id = 1;
  intent->target_sheet = TARGET;
  intent->target_row = 41;
  intent->attachment_id = 8001;
  g_assert_true (tally_store_intents_put (f->store, intent, &error));
  g_assert_no_error (error);
  return intent;
}

static void
test_grows_with_publications_alone (StoreFixture  *f,
                                    gconstpointer  data)
{
  g_autoptr (TallyGroup) group = store_filled_group (3);
  g_autoptr (TallyStoreIntent) intent = NULL;
  g_autoptr (TallyStorePublication) current = NULL;
  g_autoptr (GError) error = NULL;
  gint64 run_id = 0;

  g_assert_true (tally_store_runs_begin (f->store, "batch", NULL, &run_id, NULL, &error));
  store_fixture_put_sheet (f, 7, 20);
  intent = put_intent (f, group->identity);
  g_assert_true (tally_store_intents_advance (f->store, intent, TALLY_STORE_INTENT_ATTACHED, &error));
  g_assert_cmpint (read_counter (f->store), ==, 0);
  g_assert_true (tally_store_publications_record (f->store, intent, 1, group, &error));
  g_assert_cmpint (read_counter (f->store), ==, 1);
  g_assert_true (tally_store_intents_advance (f->store, intent, TALLY_STORE_INTENT_DONE, &error));
  g_assert_cmpint (read_counter (f->store), ==, 1);
  current = tally_store_publications_find_current (f->store, TARGET, group->identity, &error);
  g_assert_true (tally_store_publications_mark_removed (f->store, current->publication_id, &error));
  g_assert_no_error (error);
  g_assert_cmpint (read_counter (f->store), ==, 2);
  g_assert_false (tally_store_publications_mark_removed (f->store, 4711, NULL));
  g_assert_cmpint (read_counter (f->store), ==, 2);
}

static gboolean
is_behind (StoreFixture *f,
           gint64        counter)
{
  g_autoptr (GError) error = NULL;
  gboolean known = FALSE;

  g_assert_true (tally_store_behind_is_known (f->store, counter, &known, &error));
  g_assert_no_error (error);
  return known;
}

/* A copy knows nothing; a killed run and what is noted beside tell of a loss; a restored one says so. */
static void
test_who_may_catch_up (StoreFixture  *f,
                       gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  TallyStoreHead head;

  g_assert_true (tally_store_head_ensure (f->store, &head, &error));
  head.counter = 5;
  g_assert_true (tally_store_behind_note (f->store, &head, &error));
  g_assert_false (is_behind (f, 5));
  g_assert_true (tally_store_behind_suspect (f->store, &error));
  g_assert_true (is_behind (f, 5));
  g_assert_false (is_behind (f, 6));
  head.installation[0] = head.installation[0] == '0' ? '1' : '0';
  g_assert_true (tally_store_behind_note (f->store, &head, &error));
  g_assert_false (is_behind (f, 5));
  g_assert_true (tally_store_behind_settle (f->store, &error));
  g_assert_true (tally_store_behind_declare (f->store, &error));
  g_assert_true (tally_store_behind_suspect (f->store, &error));
  g_assert_true (is_behind (f, 6));
  g_assert_true (tally_store_behind_catch_up (f->store, 6, &error));
  g_assert_no_error (error);
  g_assert_cmpint (read_counter (f->store), ==, 6);
  g_assert_false (is_behind (f, 7));
}

static void
assert_corrupt (StoreFixture *f,
                const char   *key,
                const char   *value)
{
  g_autoptr (GError) error = NULL;
  TallyStoreHead head;

  g_assert_true (tally_store_meta_set (f->store, key, value, &error));
  g_assert_false (tally_store_head_read (f->store, &head, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CORRUPT);
  g_assert_true (tally_store_meta_set (f->store, key, NULL, NULL));
}

static void
test_a_damaged_head_is_corrupt (StoreFixture  *f,
                                gconstpointer  data)
{
  assert_corrupt (f, "installation", "");
  assert_corrupt (f, "installation", "0123456789abcdef0123456789abcdeg");
  assert_corrupt (f, "installation", "0123456789abcdef0123456789abcdef0");
  assert_corrupt (f, "head-counter", "-1");
  assert_corrupt (f, "head-counter", "many");
}

int
main (int    argc,
      char **argv)
{
  static const struct {
    const char *path;
    void (*run) (StoreFixture *, gconstpointer);
  } cases[] = {
    { "drawn-once-and-kept", test_drawn_once_and_kept },
    { "each-store-is-another", test_each_store_is_another },
    { "a-reader-draws-none", test_a_reader_draws_none },
    { "grows-with-publications-alone", test_grows_with_publications_alone },
    { "a-damaged-head-is-corrupt", test_a_damaged_head_is_corrupt },
    { "a-loss-may-catch-up-a-copy-may-not", test_who_may_catch_up },
  };

  tally_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/head/", cases[i].path, NULL);
      g_test_add (path, StoreFixture, NULL, store_fixture_set_up, cases[i].run,
                  store_fixture_tear_down);
    }
  return g_test_run ();
}
