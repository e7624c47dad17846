/* test-world.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-error.h"
#include "tally-sandbox-world-files.h"
#include "tally-sandbox-world-rows.h"
#include "tally-sandbox-world-tree.h"

#define BIRTH_USEC (G_GINT64_CONSTANT (1750000000) * G_USEC_PER_SEC)
#define MINUTE_USEC (60 * G_USEC_PER_SEC)

typedef struct
{
  TallySandboxWorld  *world;
  TallySandboxSheet  *sheet;
  TallySandboxColumn *title;
  TallySandboxColumn *price;
  TallySandboxRow    *row;
  TallySandboxStamp   birth;
  GString            *journal;
} Fixture;

static void
fill (Fixture *fixture)
{
  TallySandboxColumnSpec title = { .title = "Work Request #", .primary = TRUE };
  TallySandboxColumnSpec price = { .title = "Units Total Price" };
  TallySandboxWorld *world = fixture->world;

  fixture->birth.at_utc_usec = BIRTH_USEC;
  fixture->birth.by = tally_sandbox_world_ensure_user (world, "ana@utility.example", "Ana Ruiz");
  fixture->sheet = tally_sandbox_world_add_sheet (world, NULL, "Crew 1", &fixture->birth);
  fixture->title = tally_sandbox_world_add_column (world, fixture->sheet, &title, NULL);
  fixture->price = tally_sandbox_world_add_column (world, fixture->sheet, &price, NULL);
  fixture->row = tally_sandbox_world_add_row (world, fixture->sheet, -1, 0, &fixture->birth);
  tally_sandbox_row_fill (fixture->row, fixture->price,
                          tally_sandbox_world_make_cell (world, fixture->price,
                                                         tally_sandbox_pool_number (world->pool,
                                                                                    "12.50")));
}

static void
take_batch_cb (const char *batch,
               gpointer    user_data)
{
  GString *journal = user_data;

  g_string_append (journal, batch);
  g_string_append_c (journal, '\n');
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->world = tally_sandbox_world_new (7, NULL);
  fixture->journal = g_string_new (NULL);
  fill (fixture);
  tally_sandbox_world_set_journal (fixture->world, take_batch_cb, fixture->journal);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  tally_sandbox_world_free (fixture->world);
  g_string_free (fixture->journal, TRUE);
}

static void
set_price (Fixture    *fixture,
           const char *lexeme,
           const char *email,
           gint64      after_usec)
{
  TallySandboxStamp stamp = { BIRTH_USEC + after_usec, NULL };
  TallySandboxEdit edit = { { NULL, NULL } };

  stamp.by = tally_sandbox_world_ensure_user (fixture->world, email, NULL);
  edit.cell = tally_sandbox_world_make_cell (fixture->world, fixture->price,
                                             tally_sandbox_pool_number (fixture->world->pool,
                                                                        lexeme));
  tally_sandbox_world_set_cell (fixture->world, fixture->sheet, fixture->row, fixture->price,
                                &edit, &stamp);
}

static void
test_numbers_keep_their_lexeme (Fixture       *fixture,
                                gconstpointer  data)
{
  TallySandboxPool *pool = fixture->world->pool;

  g_assert_cmpstr (tally_sandbox_pool_number (pool, "1234.10")->json, ==, "1234.10");
  g_assert_true (tally_sandbox_pool_number (pool, "1e3") ==
                 tally_sandbox_pool_number (pool, "1e3"));
  g_assert_null (tally_sandbox_pool_number (pool, "01"));
  g_assert_null (tally_sandbox_pool_number (pool, "1."));
  g_assert_null (tally_sandbox_pool_number (pool, "NaN"));
  g_assert_null (tally_sandbox_pool_number (pool, ""));
  g_assert_null (tally_sandbox_pool_number (pool, "1e"));
}

static void
test_text_survives_escaping (Fixture       *fixture,
                             gconstpointer  data)
{
  const char *text = "a\"b\\c\n\td\x01 Ñ 🧾";
  const TallySandboxLexeme *lexeme = tally_sandbox_pool_text (fixture->world->pool, text);
  g_autofree char *back = tally_sandbox_lexeme_dup_text (lexeme);

  g_assert_cmpstr (lexeme->json, ==, "\"a\\\"b\\\\c\\n\\td\\u0001 Ñ 🧾\"");
  g_assert_cmpstr (back, ==, text);
}

static void
test_unedited_cells_have_no_history (Fixture       *fixture,
                                     gconstpointer  data)
{
  g_assert_null (tally_sandbox_row_find_extra (fixture->row, fixture->price));
  g_assert_cmpstr (tally_sandbox_row_get_cell (fixture->row, fixture->price).display->json, ==,
                   "\"12.50\"");
  g_assert_null (tally_sandbox_row_get_cell (fixture->row, fixture->title).value);
}

static void
test_edit_writes_history_and_version (Fixture       *fixture,
                                      gconstpointer  data)
{
  gint64 version = fixture->sheet->version;
  TallySandboxExtra *extra;
  TallySandboxChange *changes;

  set_price (fixture, "13.00", "bob@utility.example", MINUTE_USEC);
  set_price (fixture, "13.00", "bob@utility.example", 2 * MINUTE_USEC);
  set_price (fixture, "14", "ana@utility.example", 3 * MINUTE_USEC);
  g_assert_cmpint (fixture->sheet->version, ==, version + 3);
  g_assert_cmpint (fixture->row->modified_utc_usec, ==, BIRTH_USEC + 3 * MINUTE_USEC);
  extra = tally_sandbox_row_find_extra (fixture->row, fixture->price);
  g_assert_cmpuint (extra->history->len, ==, 3);
  changes = (TallySandboxChange *) (gpointer) extra->history->data;
  g_assert_cmpstr (changes[0].cell.value->json, ==, "12.50");
  g_assert_cmpstr (changes[0].by->email, ==, "ana@utility.example");
  g_assert_cmpstr (changes[1].by->email, ==, "bob@utility.example");
  g_assert_cmpint (changes[2].at_utc_usec, ==, BIRTH_USEC + 3 * MINUTE_USEC);
}

static void
test_batch_costs_one_version (Fixture       *fixture,
                              gconstpointer  data)
{
  gint64 version = fixture->sheet->version;

  tally_sandbox_world_begin (fixture->world);
  set_price (fixture, "1", "ana@utility.example", MINUTE_USEC);
  set_price (fixture, "2", "ana@utility.example", MINUTE_USEC);
  tally_sandbox_world_commit (fixture->world);
  g_assert_cmpint (fixture->sheet->version, ==, version + 1);
  g_assert_cmpint (fixture->world->n_mutations, ==, 1);
}

static void
test_ids_are_large_and_distinct (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  guint n_beyond_double = 0;

  for (guint i = 0; i < 20000; i++)
    {
      gint64 id = tally_sandbox_world_new_id (fixture->world);

      g_assert_cmpint (id, >=, G_GINT64_CONSTANT (1000000000000000));
      n_beyond_double += id > (G_GINT64_CONSTANT (1) << 53);
      g_assert_true (g_hash_table_add (seen, g_memdup2 (&id, sizeof id)));
    }
  g_assert_cmpuint (n_beyond_double, >, 5000);
}

static void
test_rows_keep_their_order (Fixture       *fixture,
                            gconstpointer  data)
{
  TallySandboxWorld *world = fixture->world;
  TallySandboxRow *last = tally_sandbox_world_add_row (world, fixture->sheet, -1, 0,
                                                       &fixture->birth);
  TallySandboxRow *first = tally_sandbox_world_add_row (world, fixture->sheet, 0, 0,
                                                        &fixture->birth);

  g_assert_cmpuint (first->index, ==, 0);
  g_assert_cmpuint (fixture->row->index, ==, 1);
  g_assert_cmpuint (last->index, ==, 2);
  tally_sandbox_world_move_row (world, fixture->sheet, first, -1, 0, &fixture->birth);
  g_assert_cmpuint (first->index, ==, 2);
  g_assert_cmpuint (fixture->row->index, ==, 0);
  tally_sandbox_world_remove_row (world, fixture->sheet, last, &fixture->birth);
  g_assert_cmpuint (first->index, ==, 1);
  g_assert_cmpuint (fixture->sheet->rows->len, ==, 2);
}

static void
change_everything (Fixture *fixture)
{
  TallySandboxWorld *world = fixture->world;
  TallySandboxStamp stamp = { BIRTH_USEC + MINUTE_USEC, NULL };
  TallySandboxColumnSpec spec = { .title = "Extra", .type = "PICKLIST" };
  g_autoptr (GBytes) bytes = g_bytes_new_static ("PK", 2);
  TallySandboxAttachmentSpec file = { .name = "a.xlsx", .bytes = bytes };
  TallySandboxRow *row;
  TallySandboxColumn *column;
  TallySandboxDiscussion *discussion;
  TallySandboxAttachment *attachment;

  stamp.by = tally_sandbox_world_ensure_user (world, "new@utility.example", "New \"Person\"");
  tally_sandbox_world_begin (world);
  column = tally_sandbox_world_add_column (world, fixture->sheet, &spec, &stamp);
  row = tally_sandbox_world_add_row (world, fixture->sheet, 0, 0, &stamp);
  tally_sandbox_world_commit (world);
  set_price (fixture, "99.00", "new@utility.example", 2 * MINUTE_USEC);
  tally_sandbox_world_rename_column (world, fixture->sheet, column, "Extra 2", &stamp);
  tally_sandbox_world_set_row_flags (world, fixture->sheet, row, TRUE, FALSE, &stamp);
  file.sheet = fixture->sheet;
  file.row = row;
  attachment = tally_sandbox_world_add_attachment (world, &file, &stamp, NULL);
  file.version_of = attachment;
  tally_sandbox_world_add_attachment (world, &file, &stamp, NULL);
  tally_sandbox_world_remove_attachment (world, attachment, &stamp);
  discussion = tally_sandbox_world_add_discussion (world, fixture->sheet, row, "why?", &stamp);
  tally_sandbox_world_add_comment (world, fixture->sheet, discussion, "because", &stamp);
  tally_sandbox_world_move_row (world, fixture->sheet, row, -1, 0, &stamp);
  tally_sandbox_world_rename_sheet (world, fixture->sheet, "Crew 1b", &stamp);
  tally_sandbox_world_remove_column (world, fixture->sheet, column, &stamp);
}

static void
assert_same (TallySandboxSheet *one,
             TallySandboxSheet *other)
{
  TallySandboxRow *row = one->rows->pdata[1];
  TallySandboxRow *twin = other->rows->pdata[1];
  TallySandboxAttachment *file = row->attachments->pdata[0];
  TallySandboxAttachment *file_twin = twin->attachments->pdata[0];
  TallySandboxDiscussion *discussion = one->discussions->pdata[0];
  TallySandboxDiscussion *discussion_twin = other->discussions->pdata[0];

  g_assert_cmpstr (one->name, ==, other->name);
  g_assert_cmpint (one->version, ==, other->version);
  g_assert_cmpint (one->modified_utc_usec, ==, other->modified_utc_usec);
  g_assert_cmpint (row->id, ==, twin->id);
  g_assert_true (twin->locked);
  g_assert_cmpstr (row->created_by->name, ==, twin->created_by->name);
  g_assert_cmpint (file->id, ==, file_twin->id);
  g_assert_cmpint (file->family, ==, file_twin->family);
  g_assert_cmpint (file->size_bytes, ==, file_twin->size_bytes);
  g_assert_cmpint (discussion->id, ==, discussion_twin->id);
  g_assert_cmpuint (discussion_twin->comments->len, ==, 2);
  g_assert_cmpuint (one->columns->len, ==, other->columns->len);
}

static void
test_replay_makes_the_same_world (Fixture       *fixture,
                                  gconstpointer  data)
{
  Fixture other = { .world = tally_sandbox_world_new (7, NULL) };
  g_auto (GStrv) batches = NULL;
  g_autoptr (GError) error = NULL;
  TallySandboxExtra *extra;

  fill (&other);
  change_everything (fixture);
  batches = g_strsplit (fixture->journal->str, "\n", -1);
  for (guint i = 0; batches[i][0] != '\0'; i++)
    {
      tally_sandbox_world_replay (other.world, batches[i], &error);
      g_assert_no_error (error);
    }
  assert_same (fixture->sheet, other.sheet);
  extra = tally_sandbox_row_find_extra (other.row, other.price);
  g_assert_cmpuint (extra->history->len, ==, 2);
  g_assert_cmpint (tally_sandbox_world_new_id (fixture->world), ==,
                   tally_sandbox_world_new_id (other.world));
  tally_sandbox_world_free (other.world);
}

static void
test_foreign_batches_are_refused (Fixture       *fixture,
                                  gconstpointer  data)
{
  const char *const batches[] = {
    "", "[]", "{\"ids\":\"x\"}", "{\"ids\":0,\"ops\":[]}", "{\"ids\":99999999,\"ops\":[1]}",
    "{\"ids\":99999999,\"ops\":[{\"op\":\"explode\"}]}",
    "{\"ids\":99999999,\"ops\":[{\"op\":\"cell\",\"by\":\"a@b\",\"sheet\":1}]}",
    "{\"ids\":99999999,\"ops\":[{\"op\":\"row\",\"at\":1}]}",
    "{\"ids\":99999999,\"ops\":[{\"op\":\"cell\",\"at\":1,\"by\":\"a@b\"}]}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (batches); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (tally_sandbox_world_replay (fixture->world, batches[i], &error));
      g_assert_error (error, TALLY_SANDBOX_ERROR, TALLY_SANDBOX_ERROR_INVALID);
    }
}

static void
test_removed_sheet_is_gone (Fixture       *fixture,
                            gconstpointer  data)
{
  gint64 id = fixture->sheet->id;

  tally_sandbox_world_remove_sheet (fixture->world, fixture->sheet, &fixture->birth);
  g_assert_null (tally_sandbox_world_find_sheet (fixture->world, id));
  g_assert_cmpuint (fixture->world->home->sheets->len, ==, 0);
}

#define ADD(path, func) g_test_add ("/sandbox/world/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("numbers-keep-their-lexeme", test_numbers_keep_their_lexeme);
  ADD ("text-survives-escaping", test_text_survives_escaping);
  ADD ("unedited-cells-have-no-history", test_unedited_cells_have_no_history);
  ADD ("edit-writes-history-and-version", test_edit_writes_history_and_version);
  ADD ("batch-costs-one-version", test_batch_costs_one_version);
  ADD ("ids-are-large-and-distinct", test_ids_are_large_and_distinct);
  ADD ("rows-keep-their-order", test_rows_keep_their_order);
  ADD ("replay-makes-the-same-world", test_replay_makes_the_same_world);
  ADD ("foreign-batches-are-refused", test_foreign_batches_are_refused);
  ADD ("removed-sheet-is-gone", test_removed_sheet_is_gone);
  return g_test_run ();
}
