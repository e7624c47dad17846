/* test-compact.c
 *
 * A shortened journal gives the same world as the long one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>

#include "tally-random.h"
#include "tally-sandbox-compact.h"
#include "tally-sandbox-state.h"
#include "tally-sandbox-world-files.h"
#include "tally-sandbox-world-rows.h"
#include "tally-sandbox-world-tree.h"
#include "tally-test.h"

#define BIRTH_USEC (G_GINT64_CONSTANT (1750000000) * G_USEC_PER_SEC)
#define N_SHEETS 3

static void
take_batch_cb (const char *batch,
               gpointer    user_data)
{
  g_string_append (user_data, batch);
  g_string_append_c (user_data, '\n');
}

static TallySandboxWorld *
make_world (void)
{
  TallySandboxWorld *world = tally_sandbox_world_new (7, NULL);
  TallySandboxStamp birth = { BIRTH_USEC, world->me };

  for (guint i = 0; i < N_SHEETS; i++)
    tally_sandbox_world_add_sheet (world, NULL, "Crew", &birth);
  return world;
}

static TallySandboxAttachment *
attach (TallySandboxWorld *world,
        TallySandboxSheet *sheet,
        const char        *description,
        TallySandboxStamp *stamp)
{
  TallySandboxAttachmentSpec spec = {
    .name = "a", .link_url = "https://x.example/", .description = description, .sheet = sheet,
    .row = sheet->rows->len == 0 ? NULL : sheet->rows->pdata[0],
  };

  return tally_sandbox_world_add_attachment (world, &spec, stamp, NULL);
}

static void
remove_some (TallySandboxWorld *world,
             TallySandboxSheet *sheet,
             TallyRandom       *random,
             TallySandboxStamp *stamp)
{
  guint64 i;

  if (sheet->attachments->len == 0)
    return;
  i = tally_random_below (random, sheet->attachments->len);
  tally_sandbox_world_remove_attachment (world, sheet->attachments->pdata[i], stamp);
}

/* An upload and its removal, or half of it, inside a larger batch. */
static void
mix (TallySandboxWorld *world,
     TallySandboxSheet *sheet,
     TallyRandom       *random,
     TallySandboxStamp *stamp)
{
  tally_sandbox_world_begin (world);
  attach (world, sheet, NULL, stamp);
  remove_some (world, sheet, random, stamp);
  tally_sandbox_world_rename_sheet (world, sheet, "Crew", stamp);
  tally_sandbox_world_commit (world);
}

static void
change_once (TallySandboxWorld *world,
             TallyRandom       *random,
             guint              i)
{
  TallySandboxStamp stamp = { BIRTH_USEC + (gint64) i * G_USEC_PER_SEC, world->me };
  TallySandboxSheet *sheet = world->sheets->pdata[tally_random_below (random,
                                                                      world->sheets->len)];

  switch (tally_random_below (random, 10))
    {
    case 0:
      tally_sandbox_world_add_row (world, sheet, 0, 0, &stamp);
      break;
    case 1:
      if (sheet->rows->len > 0)
        tally_sandbox_world_remove_row (world, sheet, sheet->rows->pdata[0], &stamp);
      break;
    case 2:
      mix (world, sheet, random, &stamp);
      break;
    case 3:
      stamp.by = tally_sandbox_world_ensure_user (world, i % 2 ? "ana@x.example" : "li@x.example",
                                                  NULL);
      attach (world, sheet, NULL, &stamp);
      break;
    case 4:
    case 5:
    case 6:
      attach (world, sheet, NULL, &stamp);
      break;
    default:
      remove_some (world, sheet, random, &stamp);
    }
}

/* All that shows. */
static char *
describe (TallySandboxWorld *world)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "%" G_GINT64_FORMAT " mutations, %u users\n", world->n_mutations,
                          world->users->len);
  for (guint i = 0; i < world->sheets->len; i++)
    {
      TallySandboxSheet *sheet = world->sheets->pdata[i];

      g_string_append_printf (out, "sheet %" G_GINT64_FORMAT " v%" G_GINT64_FORMAT " at %"
                              G_GINT64_FORMAT "\n", sheet->id, sheet->version,
                              sheet->modified_utc_usec);
      for (guint j = 0; j < sheet->rows->len; j++)
        g_string_append_printf (out, "  row %" G_GINT64_FORMAT "\n",
                                ((TallySandboxRow *) sheet->rows->pdata[j])->id);
      for (guint j = 0; j < sheet->attachments->len; j++)
        {
          TallySandboxAttachment *attachment = sheet->attachments->pdata[j];

          g_string_append_printf (out, "  file %" G_GINT64_FORMAT " on %" G_GINT64_FORMAT
                                  " by %s\n", attachment->id, attachment->parent_id,
                                  attachment->created_by->email);
        }
    }
  return g_string_free (out, FALSE);
}

static TallySandboxWorld *
replay (const char *journal)
{
  TallySandboxWorld *world = make_world ();
  g_auto (GStrv) lines = g_strsplit (journal, "\n", -1);

  for (guint i = 0; lines[i][0] != '\0'; i++)
    {
      g_autoptr (GError) error = NULL;

      tally_sandbox_world_replay (world, lines[i], &error);
      g_assert_no_error (error);
    }
  return world;
}

static void
assert_gives (const char        *journal,
              TallySandboxWorld *world)
{
  g_autoptr (TallySandboxWorld) other = replay (journal);
  g_autofree char *wanted = describe (world);
  g_autofree char *got = describe (other);

  g_assert_cmpstr (got, ==, wanted);
}

static void
test_short_is_as_good_as_long (void)
{
  for (guint seed = 1; seed <= 4; seed++)
    {
      g_autoptr (TallySandboxWorld) world = make_world ();
      g_autoptr (TallySandboxWorld) last = NULL;
      g_autoptr (TallyRandom) random = tally_random_new (seed);
      g_autoptr (GString) journal = g_string_new (NULL);
      g_autoptr (GString) once = NULL;
      g_autoptr (GString) twice = NULL;
      TallySandboxStamp stamp = { BIRTH_USEC, world->me };

      tally_sandbox_world_set_journal (world, take_batch_cb, journal);
      for (guint i = 0; i < 150; i++)
        change_once (world, random, i);
      tally_sandbox_world_remove_sheet (world, world->sheets->pdata[0], &stamp);
      once = tally_sandbox_compact_journal (journal->str, journal->len);
      g_assert_cmpuint (once->len, <, journal->len);
      assert_gives (once->str, world);
      g_string_assign (journal, once->str);
      for (guint i = 150; i < 300; i++)
        change_once (world, random, i);
      twice = tally_sandbox_compact_journal (journal->str, journal->len);
      assert_gives (twice->str, world);
      last = replay (twice->str);
      g_assert_cmpint (tally_sandbox_world_new_id (last), ==, tally_sandbox_world_new_id (world));
    }
}

static void
test_what_is_not_understood_stays (void)
{
  const char *journal = "what\n[]\n{\"ids\":5,\"ops\":[7]}\n"
                        "{\"ids\":5,\"ops\":[{\"op\":\"remove-attachment\",\"attachment\":9}]}\n";
  g_autoptr (GString) shorter = tally_sandbox_compact_journal (journal, strlen (journal));

  g_assert_cmpstr (shorter->str, ==, journal);
}

static void
append_cb (const char *batch,
           gpointer    user_data)
{
  g_assert_true (tally_sandbox_state_append (user_data, batch));
}

static void
test_folder_does_not_grow_for_ever (void)
{
  g_autofree char *dir = tally_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "journal.jsonl", NULL);
  g_autofree char *description = g_strnfill (50000, 'x');
  g_autoptr (TallySandboxWorld) world = make_world ();
  g_autoptr (TallySandboxWorld) other = make_world ();
  g_autoptr (TallySandboxState) state = tally_sandbox_state_open (dir, "test", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *wanted = NULL;
  g_autofree char *got = NULL;
  TallySandboxStamp stamp = { BIRTH_USEC, world->me };
  GStatBuf info;

  g_assert_nonnull (state);
  tally_sandbox_world_set_journal (world, append_cb, state);
  for (guint i = 0; i < 200; i++)
    {
      TallySandboxAttachment *attachment = attach (world, world->sheets->pdata[0], description,
                                                   &stamp);

      if (i % 50 != 0)
        tally_sandbox_world_remove_attachment (world, attachment, &stamp);
    }
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_size, <, 200 * 50000 / 2);
  wanted = describe (world);
  g_clear_pointer (&state, tally_sandbox_state_close);
  state = tally_sandbox_state_open (dir, "test", &error);
  g_assert_no_error (error);
  g_assert_true (tally_sandbox_state_restore (state, other, &error));
  g_assert_no_error (error);
  got = describe (other);
  g_assert_cmpstr (got, ==, wanted);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/compact/short-is-as-good-as-long", test_short_is_as_good_as_long);
  g_test_add_func ("/sandbox/compact/what-is-not-understood-stays",
                   test_what_is_not_understood_stays);
  g_test_add_func ("/sandbox/compact/folder-does-not-grow-for-ever",
                   test_folder_does_not_grow_for_ever);
  return g_test_run ();
}
