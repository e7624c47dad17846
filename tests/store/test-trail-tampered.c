/* test-trail-tampered.c
 *
 * Trails at random, and whatever somebody who has the file may do to them at random: edit, remove, reorder, repeat, cut
 * off, write anew. Against a head that was kept elsewhere, all of it is noticed. The seed is GLib's: --seed repeats a
 * series.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "store-fixture.h"
#include "tally-db-admin.h"
#include "tally-store-trail-verify.h"
#include "tally-test.h"
#include "tally-text.h"

#define N_TRAILS 4
#define N_ACTS 20
#define MAX_ENTRIES 15
#define WITHOUT_TRIGGERS \
  "DROP TRIGGER trail_no_update; DROP TRIGGER trail_no_delete; DROP TRIGGER trail_only_append;"
#define NOTE_THE_END \
  ";UPDATE meta SET value = (SELECT sequence || ':' || hash FROM trail ORDER BY sequence DESC LIMIT 1) WHERE key = 'trail-head'"

/* A trail, as it was, and what it holds. */
typedef struct {
  StoreFixture        *f;       /* (borrowed) */
  char                *content; /* (owned) the file */
  gsize                size;
  gint32               n_entries;
  TallyStoreTrailHead  head;
} Trail;

static void
append (StoreFixture *f)
{
  static const char *const kinds[] = { "publication", "removal", "verdict", "run", "audit" };
  g_autofree char *actor = g_strdup_printf ("person%d@example.com", g_test_rand_int_range (0, 4));
  g_autofree char *subject = g_strdup_printf ("s%d", g_test_rand_int_range (0, 100));
  g_autofree char *payload = g_strdup_printf ("{\"n\":%d,\"t\":\"%x\"}", g_test_rand_int_range (0, 1000), (guint) g_test_rand_int ());
  const TallyStoreTrailEntry entry = {
    .kind = kinds[g_test_rand_int_range (0, G_N_ELEMENTS (kinds))], .actor = actor, .subject = subject, .payload = payload,
  };
  g_autoptr (GError) error = NULL;

  tally_clock_advance (f->clock, g_test_rand_int_range (1, 1000000));
  g_assert_true (tally_store_trail_append_entry (f->store, &entry, &error));
  g_assert_no_error (error);
}

static void
run_sql (StoreFixture *f,
         const char   *sql)
{
  const TallyDbOptions options = { .path = f->path, .busy_timeout_msecs = 1000 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyDb) db = tally_db_open (&options, &error);

  if (db == NULL || !tally_db_run_text (db, sql, &error))
    g_assert_no_error (error);
}

static gboolean
add_entry_cb (const TallyStoreTrailEntry  *entry,
              gpointer                     data,
              GError                     **error)
{
  g_string_append_printf (data, "%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT "|%s|%s|%s|%s|%s|%s\n", entry->sequence,
                          entry->utc_usec, entry->kind, entry->actor, entry->subject, entry->payload, entry->previous_hash,
                          entry->hash);
  return TRUE;
}

static char *
dup_trail (StoreFixture *f)
{
  g_autoptr (TallyStore) reader = store_fixture_open (f, TRUE);
  GString *out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_trail_foreach (reader, NULL, add_entry_cb, out, &error));
  g_assert_no_error (error);
  return tally_text_steal (out);
}

static gint32
choose (const Trail *trail)
{
  return g_test_rand_int_range (1, trail->n_entries + 1);
}

/* --- what may be done to it --------------------------------------------------------------------- */

static char *
edit_text (const Trail *trail)
{
  static const char *const columns[] = { "kind", "actor", "subject", "payload", "previous_hash", "hash" };
  const char *column = columns[g_test_rand_int_range (0, G_N_ELEMENTS (columns))];
  gint32 at = g_test_rand_int_range (0, 20);

  return g_strdup_printf ("UPDATE trail SET %s = substr (%s, 1, %d) || char (%d) || substr (%s, %d) WHERE sequence = %d", column,
                          column, at, g_test_rand_int_range (32, 127), column, at + 2, choose (trail));
}

static char *
edit_time (const Trail *trail)
{
  return g_strdup_printf ("UPDATE trail SET utc_usec = utc_usec + %d WHERE sequence = %d", g_test_rand_int_range (-1000, 1000),
                          choose (trail));
}

static char *
remove_some (const Trail *trail)
{
  gint32 first = choose (trail);

  return g_strdup_printf ("DELETE FROM trail WHERE sequence BETWEEN %d AND %d", first, first + g_test_rand_int_range (0, 3));
}

static char *
remove_and_close_the_gap (const Trail *trail)
{
  gint32 gone = choose (trail);

  return g_strdup_printf ("DELETE FROM trail WHERE sequence = %d; UPDATE trail SET sequence = - sequence WHERE sequence > %d; "
                          "UPDATE trail SET sequence = - sequence - 1 WHERE sequence < 0" NOTE_THE_END, gone, gone);
}

static char *
swap (const Trail *trail)
{
  gint32 a = choose (trail), b = choose (trail);

  return g_strdup_printf ("UPDATE trail SET sequence = -1 WHERE sequence = %d; UPDATE trail SET sequence = %d WHERE sequence = %d; "
                          "UPDATE trail SET sequence = %d WHERE sequence = -1" NOTE_THE_END, a, a, b, b);
}

static char *
repeat (const Trail *trail)
{
  return g_strdup_printf ("INSERT INTO trail SELECT %d, utc_usec, kind, actor, subject, payload, previous_hash, hash FROM trail "
                          "WHERE sequence = %d" NOTE_THE_END, trail->n_entries + 1, choose (trail));
}

static char *
cut_off (const Trail *trail)
{
  return g_strdup_printf ("DELETE FROM trail WHERE sequence >= %d", choose (trail));
}

static char *
cut_off_and_note (const Trail *trail)
{
  return g_strdup_printf ("DELETE FROM trail WHERE sequence >= %d" NOTE_THE_END, 1 + choose (trail));
}

static char *(*const acts[]) (const Trail *trail) = {
  edit_text, edit_time, remove_some, remove_and_close_the_gap, swap, repeat, cut_off, cut_off_and_note,
};

/* Writes other entries with right hashes in the place of those that were cut off. */
static void
write_anew (const Trail *trail)
{
  gint32 first = choose (trail);
  g_autofree char *whole = g_strdup_printf (WITHOUT_TRIGGERS "DELETE FROM trail WHERE sequence >= %d%s", first,
                                            first > 1 ? NOTE_THE_END : "; DELETE FROM meta WHERE key = 'trail-head'");

  run_sql (trail->f, whole);
  trail->f->store = store_fixture_open (trail->f, FALSE);
  for (gint32 i = 0; i < trail->n_entries; i++)
    append (trail->f);
  g_clear_pointer (&trail->f->store, tally_store_free);
}

static void
tamper (const Trail *trail)
{
  gint32 act = g_test_rand_int_range (0, G_N_ELEMENTS (acts) + 1);
  g_autofree char *sql = NULL;
  g_autofree char *whole = NULL;

  if (act == G_N_ELEMENTS (acts))
    {
      g_test_message ("written anew");
      write_anew (trail);
      return;
    }
  sql = acts[act](trail);
  whole = g_strconcat (WITHOUT_TRIGGERS, sql, NULL);
  g_test_message ("%s", sql);
  run_sql (trail->f, whole);
}

static void
assert_noticed (const Trail *trail,
                const char  *before)
{
  g_autofree char *after = dup_trail (trail->f);
  g_autoptr (TallyStore) reader = store_fixture_open (trail->f, TRUE);
  g_autoptr (GError) error = NULL;
  TallyStoreTrailCheck check;

  g_assert_true (tally_store_trail_verify (reader, &trail->head, &check, &error));
  g_assert_no_error (error);
  g_assert_cmpint (check.verdict == TALLY_STORE_TRAIL_SOUND, ==, strcmp (before, after) == 0);
}

static void
test_tampering_is_noticed (StoreFixture  *f,
                           gconstpointer  data)
{
  for (guint i = 0; i < N_TRAILS; i++)
    {
      Trail trail = { .f = f, .n_entries = g_test_rand_int_range (2, MAX_ENTRIES + 1) };
      g_autofree char *before = NULL;
      g_autoptr (GError) error = NULL;

      store_fixture_tear_down (f, NULL);
      store_fixture_set_up (f, NULL);
      for (gint32 n = 0; n < trail.n_entries; n++)
        append (f);
      g_assert_true (tally_store_trail_get_head (f->store, &trail.head, &error));
      g_clear_pointer (&f->store, tally_store_free);
      before = dup_trail (f);
      g_assert_true (g_file_get_contents (f->path, &trail.content, &trail.size, NULL));
      for (guint act = 0; act < N_ACTS; act++)
        {
          g_assert_true (g_file_set_contents (f->path, trail.content, (gssize) trail.size, NULL));
          tamper (&trail);
          assert_noticed (&trail, before);
        }
      g_free (trail.content);
    }
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add ("/store/trail-tampered/tampering-is-noticed", StoreFixture, NULL, store_fixture_set_up, test_tampering_is_noticed,
              store_fixture_tear_down);
  return g_test_run ();
}
