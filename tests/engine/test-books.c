/* test-books.c
 *
 * Where each workbook stands is told as it is: current, new, changed, held, failed, restored; its file and its row are
 * found, and a file of other bytes is no file of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>

#include "tally-engine-books.h"
#include "tally-engine-error.h"
#include "tally-engine-issued.h"
#include "tally-engine-workbooks.h"
#include "tally-file.h"
#include "tally-test-engine.h"
#include "tally-test-run.h"
#include "tally-test-target.h"
#include "tally-test.h"

/* A world of some workbooks that were published once. */
typedef struct {
  TallyTestEngine *engine;
  guint            n_books;
  char            *copies; /* a folder */
} Fixture;

static void
run (Fixture                 *f,
     const TallyBatchOptions *options,
     int                      exit_code)
{
  g_autoptr (TallyRun) run = tally_test_engine_run (f->engine, options);

  tally_test_run_assert_exit (run, exit_code);
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autoptr (GPtrArray) files = NULL;
  TallySandboxSeed seed;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 1;
  seed.rows_per_sheet = 40;
  seed.n_weeks = 2;
  seed.n_work_requests = 4;
  seed.mess_ratio = 0;
  f->engine = tally_test_engine_new (&seed);
  f->engine->clock = tally_clock_new_virtual (g_get_real_time ());
  f->copies = g_build_filename (f->engine->folder, "copies", NULL);
  run (f, NULL, 0);
  files = tally_test_target_list (f->engine);
  f->n_books = files->len;
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  tally_test_engine_free (f->engine);
  g_free (f->copies);
}

static GPtrArray *
list (Fixture *f)
{
  g_autoptr (TallyEngine) door = tally_test_engine_open (f->engine);
  g_autoptr (GError) error = NULL;
  GPtrArray *books = tally_engine_list_books (door, &error);

  g_assert_no_error (error);
  return books;
}

static guint
count (GPtrArray            *books,
       TallyEngineBookState  state)
{
  guint n = 0;

  for (guint i = 0; i < books->len; i++)
    n += ((const TallyEngineBook *) books->pdata[i])->state == state ? 1 : 0;
  return n;
}

static TallyEngineBook *
find (GPtrArray            *books,
      TallyEngineBookState  state)
{
  for (guint i = 0; i < books->len; i++)
    if (((const TallyEngineBook *) books->pdata[i])->state == state)
      return books->pdata[i];
  g_assert_not_reached ();
}

static void
change_one (Fixture *f)
{
  tally_test_engine_change_a_price (f->engine);
}

static void
test_what_is_published_is_current (Fixture       *f,
                                   gconstpointer  data)
{
  g_autoptr (GPtrArray) books = list (f);

  g_assert_cmpuint (books->len, ==, f->n_books);
  g_assert_cmpuint (count (books, TALLY_ENGINE_BOOK_CURRENT), ==, f->n_books);
  for (guint i = 0; i < books->len; i++)
    {
      const TallyEngineBook *book = books->pdata[i];
      g_assert_nonnull (book->version);
      g_assert_cmpint (book->version->run_id, ==, 1);
      g_assert_cmpint (book->hold, ==, TALLY_HOLD_NONE);
      g_assert_cmpint (book->total_cents, ==, book->version->total_cents);
      g_assert_cmpstr (book->sha256, ==, book->version->sha256);
      if (i > 0)
        g_assert_cmpuint (book->identity->week_ending, <=,
                          ((const TallyEngineBook *) books->pdata[i - 1])->identity->week_ending);
    }
  g_assert_cmpuint (((const TallyEngineBook *) books->pdata[0])->identity->week_ending, >,
                    ((const TallyEngineBook *) books->pdata[books->len - 1])->identity->week_ending);
}

static void
test_a_store_without_a_run_has_none (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autoptr (TallyEngine) door = tally_test_engine_open (engine);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) books = tally_engine_list_books (door, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (books->len, ==, 0);
}

static void
test_a_damaged_store_is_told (Fixture       *f,
                              gconstpointer  data)
{
  g_autofree char *path = g_build_filename (f->engine->data_dir, "tallyman.db", NULL);
  g_autoptr (TallyEngine) door = tally_test_engine_open (f->engine);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) books = NULL;

  g_assert_true (g_file_set_contents (path, "this is no database, and was never one, however long it may be", -1, NULL));
  books = tally_engine_list_books (door, &error);
  g_assert_null (books);
  g_assert_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_FAILED);
}

static void
test_what_changed_waits (Fixture       *f,
                         gconstpointer  data)
{
  static const char *const jobs[] = { "sync", "plan", "workbooks", NULL };
  const TallyBatchOptions made = { .jobs = jobs };
  g_autoptr (GPtrArray) books = NULL;
  g_autoptr (GPtrArray) after = NULL;
  const TallyEngineBook *book;

  change_one (f);
  run (f, &made, 0);
  books = list (f);
  g_assert_cmpuint (count (books, TALLY_ENGINE_BOOK_CHANGED), ==, 1);
  g_assert_cmpuint (count (books, TALLY_ENGINE_BOOK_CURRENT), ==, f->n_books - 1);
  book = find (books, TALLY_ENGINE_BOOK_CHANGED);
  g_assert_cmpint (book->total_cents, ==, book->version->total_cents + 100);
  g_assert_cmpstr (book->sha256, !=, book->version->sha256);
  run (f, NULL, 0);
  after = list (f);
  g_assert_cmpuint (count (after, TALLY_ENGINE_BOOK_CURRENT), ==, f->n_books);
}

static void
test_what_waits_for_approval_is_held (Fixture       *f,
                                      gconstpointer  data)
{
  g_autoptr (GPtrArray) books = NULL;

  change_one (f);
  g_free (f->engine->settings);
  f->engine->settings = g_strdup ("[target]\npublish=ask\n");
  run (f, NULL, 3);
  books = list (f);
  g_assert_cmpuint (count (books, TALLY_ENGINE_BOOK_HELD), ==, 1);
  g_assert_cmpint (find (books, TALLY_ENGINE_BOOK_HELD)->hold, ==, TALLY_HOLD_APPROVAL);
}

static void
test_what_is_refused_has_failed (Fixture       *f,
                                 gconstpointer  data)
{
  g_autoptr (GPtrArray) books = NULL;
  const TallyEngineBook *book;

  change_one (f);
  tally_test_engine_set_faults (f->engine, "[{\"path\": \"*/rows/*/attachments\", \"method\": \"POST\", \"kind\": \"status\", "
                                           "\"status\": 400, \"errorCode\": 1008, \"count\": 0}]");
  run (f, NULL, 3);
  books = list (f);
  g_assert_cmpuint (count (books, TALLY_ENGINE_BOOK_FAILED), ==, 1);
  book = find (books, TALLY_ENGINE_BOOK_FAILED);
  g_assert_cmpuint (book->n_failures, ==, 1);
  g_assert_cmpstr (book->failure, !=, "");
  g_assert_cmpint (book->aside_utc_usec, ==, 0);
}

static void
test_what_was_restored_is_told_until_released (Fixture       *f,
                                               gconstpointer  data)
{
  g_autoptr (GPtrArray) before = list (f);
  g_autoptr (GPtrArray) books = NULL, after = NULL;
  g_autoptr (TallyEngine) door = NULL;
  g_autoptr (TallyVersion) released = NULL;
  g_autoptr (GError) error = NULL;
  TallyBatchOptions options = { .actor = "Ann" };
  char week[TALLY_DAY_BUFFER_SIZE];
  const char *lists[4] = { NULL };
  const TallyEngineBook *book;

  change_one (f);
  run (f, NULL, 0);
  for (guint i = 0; i < before->len; i++)
    {
      g_autoptr (TallyTestFile) now = tally_test_target_find (f->engine, ((TallyEngineBook *) before->pdata[i])->identity);
      if (strcmp (now->sha256, ((TallyEngineBook *) before->pdata[i])->sha256) != 0)
        options.restore = ((TallyEngineBook *) before->pdata[i])->version->version;
    }
  g_assert_cmpint (options.restore, !=, 0);
  run (f, &options, 0);
  books = list (f);
  g_assert_cmpuint (count (books, TALLY_ENGINE_BOOK_RESTORED), ==, 1);
  book = find (books, TALLY_ENGINE_BOOK_RESTORED);
  g_assert_cmpint (book->total_cents, ==, book->version->total_cents);
  tally_week_format (book->identity->week_ending, week, sizeof week);
  lists[0] = book->identity->work_request;
  lists[2] = week;
  door = tally_test_engine_open (f->engine);
  released = tally_engine_release_workbook (door, &(TallyWorkbookFilter) { .work_requests = lists, .weeks = lists + 2 },
                                            "Ann", &error);
  g_assert_no_error (error);
  after = list (f);
  g_assert_cmpuint (count (after, TALLY_ENGINE_BOOK_CHANGED), ==, 1);
}

static char *
find_file (Fixture                *f,
           const TallyEngineBook  *book,
           GError                **error)
{
  g_autoptr (TallyEngine) door = tally_test_engine_open (f->engine);

  return tally_engine_find_file (door, book->file_name, book->sha256, f->copies, error);
}

static void
test_a_file_is_found_or_copied (Fixture       *f,
                                gconstpointer  data)
{
  g_autoptr (GPtrArray) books = list (f);
  const TallyEngineBook *book = books->pdata[0];
  g_autoptr (GError) error = NULL;
  g_autofree char *made = find_file (f, book, &error);
  g_autofree char *folder = g_path_get_dirname (made);
  g_autofree char *copy = NULL, *actual = NULL, *none = NULL, *archived = NULL, *prefix = NULL;
  GStatBuf status;

  g_assert_no_error (error);
  g_assert_cmpstr (folder, ==, f->engine->output_dir);
  g_assert_true (g_file_set_contents (made, "somebody edited it", -1, NULL));
  copy = find_file (f, book, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (copy, f->copies));
  actual = tally_file_hash (copy, NULL, NULL, NULL);
  g_assert_cmpstr (actual, ==, book->sha256);
  g_assert_cmpint (g_stat (copy, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0400);
  prefix = g_strndup (book->sha256, 2);
  archived = g_strdup_printf ("%s/%s/%s.xlsx", f->engine->archive_dir, prefix, book->sha256);
  g_assert_cmpint (g_unlink (archived), ==, 0);
  none = find_file (f, book, &error);
  g_assert_null (none);
  g_assert_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_NOT_FOUND);
}

static void
test_an_old_copy_goes (Fixture       *f,
                       gconstpointer  data)
{
  g_autoptr (GPtrArray) books = list (f);
  const TallyEngineBook *book = books->pdata[0];
  g_autofree char *made = g_build_filename (f->engine->output_dir, book->file_name, NULL);
  g_autofree char *old = g_build_filename (f->copies, "old.xlsx", NULL);
  g_autofree char *copy = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (old);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (f->copies, 0755), ==, 0);
  g_assert_true (g_file_set_contents (old, "x", 1, NULL));
  g_assert_true (g_file_set_attribute_uint64 (file, G_FILE_ATTRIBUTE_TIME_MODIFIED, 1000, 0, NULL, NULL));
  g_assert_cmpint (g_unlink (made), ==, 0);
  copy = find_file (f, book, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (copy, G_FILE_TEST_EXISTS));
}

static void
test_a_name_never_leads_out (Fixture       *f,
                             gconstpointer  data)
{
  g_autoptr (GPtrArray) books = list (f);
  TallyEngineBook *book = books->pdata[0];
  g_autofree char *made = g_build_filename (f->engine->output_dir, book->file_name, NULL);
  g_autofree char *outside = g_build_filename (f->engine->folder, "outside.xlsx", NULL);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_rename (made, outside), ==, 0);
  g_free (book->file_name);
  book->file_name = g_strdup ("../outside.xlsx");
  path = find_file (f, book, &error);
  g_assert_null (path);
  g_assert_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_FAILED);
}

static void
test_a_row_is_found (Fixture       *f,
                     gconstpointer  data)
{
  g_autoptr (GPtrArray) books = list (f);
  const TallyVersion *version = ((const TallyEngineBook *) books->pdata[0])->version;
  g_autoptr (TallyEngine) door = tally_test_engine_open (f->engine);
  g_autoptr (GError) error = NULL;
  g_autofree char *row = g_strdup_printf ("rowId=%" G_GINT64_FORMAT, version->target_row);
  g_autofree char *link = tally_engine_find_row_link (door, version->target_sheet, version->target_row, NULL, &error);
  g_autofree char *none = NULL;

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (link, "https://"));
  g_assert_true (g_str_has_suffix (link, row));
  none = tally_engine_find_row_link (door, version->target_sheet, 1, NULL, &error);
  g_assert_null (none);
  g_assert_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_NOT_FOUND);
}

int
main (int    argc,
      char **argv)
{
  static const struct {
    const char *path;
    void      (*func) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/engine/books/what-is-published-is-current", test_what_is_published_is_current },
    { "/engine/books/what-changed-waits", test_what_changed_waits },
    { "/engine/books/what-waits-for-approval-is-held", test_what_waits_for_approval_is_held },
    { "/engine/books/what-is-refused-has-failed", test_what_is_refused_has_failed },
    { "/engine/books/what-was-restored-is-told-until-released", test_what_was_restored_is_told_until_released },
    { "/engine/books/a-file-is-found-or-copied", test_a_file_is_found_or_copied },
    { "/engine/books/an-old-copy-goes", test_an_old_copy_goes },
    { "/engine/books/a-name-never-leads-out", test_a_name_never_leads_out },
    { "/engine/books/a-row-is-found", test_a_row_is_found },
    { "/engine/books/a-damaged-store-is-told", test_a_damaged_store_is_told },
  };

  tally_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  g_test_add_func ("/engine/books/a-store-without-a-run-has-none", test_a_store_without_a_run_has_none);
  return g_test_run ();
}
