/* test-open.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store-filled.h"
#include "store-fixture.h"
#include "tally-db-admin.h"
#include "tally-store-binding.h"
#include "tally-store-lines.h"
#include "tally-test.h"

#define NOBODY 65534
#define EXIT_SKIPPED 77

static TallyStore *
open_path (const char  *path,
           gboolean     read_only,
           GError     **error)
{
  const TallyStoreOptions options = { .path = path, .read_only = read_only };

  return tally_store_open (&options, error);
}

static TallyDb *
open_db (const StoreFixture *f,
         guint               max_pages)
{
  const TallyDbOptions options = {
    .path = f->path, .busy_timeout_msecs = 10, .max_pages = max_pages,
  };
  g_autoptr (GError) error = NULL;
  TallyDb *db = tally_db_open (&options, &error);

  g_assert_no_error (error);
  return db;
}

static void
test_new_files_are_private (StoreFixture  *f,
                            gconstpointer  data)
{
  g_autofree char *folder = g_path_get_dirname (f->path);
  g_autofree char *log = g_strconcat (f->path, "-wal", NULL);
  const char *const paths[] = { f->path, log, folder };

  store_fixture_put_sheet (f, 1, 1);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      GStatBuf status;
      g_assert_cmpint (g_stat (paths[i], &status), ==, 0);
      g_assert_cmpint (status.st_mode & 077, ==, 0);
    }
}

static void
test_reader_makes_nothing (StoreFixture  *f,
                           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (f->dir, "elsewhere", "tallyman.db", NULL);
  g_autofree char *empty = g_build_filename (f->dir, "empty.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (open_path (path, TRUE, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_MISSING);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (empty, "", 0, NULL));
  g_assert_null (open_path (empty, TRUE, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_MISSING);
}

static void
test_no_database_is_corrupt (StoreFixture  *f,
                             gconstpointer  data)
{
  g_autofree char *path = g_build_filename (f->dir, "letter.db", NULL);
  g_autofree char *text = g_strnfill (8192, 'x');

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  for (guint read_only = 0; read_only <= 1; read_only++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (open_path (path, read_only != 0, &error));
      g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CORRUPT);
      g_assert_nonnull (strstr (error->message, path));
    }
}

static void
test_other_program_is_refused (StoreFixture  *f,
                               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyDb) db = NULL;

  g_clear_pointer (&f->store, tally_store_free);
  db = open_db (f, 0);
  g_assert_true (tally_db_run_text (db, "PRAGMA application_id = 252006673", &error));
  g_clear_pointer (&db, tally_db_free);
  g_assert_null (open_path (f->path, FALSE, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "another program"));
}

/* Turns pages in the middle of the file into noise: so many that rows and their indexes, whose pages
 * lie side by side, are hit whatever tables came before them. */
static void
damage (const char *path)
{
  const gsize size = 8 * 4096;
  g_autofree char *noise = g_strnfill (size, '\xa5');
  GStatBuf status;
  int fd;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  fd = g_open (path, O_RDWR | O_CLOEXEC);
  g_assert_cmpint (pwrite (fd, noise, size, status.st_size / 4096 / 2 * 4096), ==, size);
  close (fd);
}

/* A child takes the lease and dies with it. */
static void
leave_lease (StoreFixture *f)
{
  pid_t child = fork ();
  int status = 0;

  if (child == 0)
    {
      g_autoptr (TallyStore) store = open_path (f->path, FALSE, NULL);
      if (store != NULL && tally_store_lock (store, NULL))
        raise (SIGKILL);
      _exit (1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
}

static void
test_damage_is_found_after_a_kill (StoreFixture  *f,
                                   gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  store_fixture_put_sheet (f, 1, 3000);
  g_clear_pointer (&f->store, tally_store_free);
  leave_lease (f);
  f->store = open_path (f->path, FALSE, &error);
  g_assert_no_error (error);
  g_clear_pointer (&f->store, tally_store_free);
  damage (f->path);
  g_assert_null (open_path (f->path, FALSE, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CORRUPT);
}

static gboolean
take_line (const TallyLine  *line,
           gpointer          data,
           GError          **error)
{
  return TRUE;
}

static void
test_damage_is_an_error_when_read (StoreFixture  *f,
                                   gconstpointer  data)
{
  const TallyStoreLineFilter all = { 0 };
  g_autoptr (GError) error = NULL;

  store_fixture_put_sheet (f, 1, 3000);
  g_clear_pointer (&f->store, tally_store_free);
  damage (f->path);
  f->store = store_fixture_open (f, TRUE);
  g_assert_false (tally_store_lines_foreach (f->store, &all, take_line, NULL, NULL, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CORRUPT);
}

/* Runs a test's part as somebody who may not write everywhere; returns its exit status. */
static int
run_as_nobody (int (*run) (const StoreFixture *f),
               const StoreFixture *f)
{
  pid_t child = fork ();
  int status = 0;

  if (child == 0)
    {
      if (geteuid () == 0 && (setresgid (NOBODY, NOBODY, NOBODY) != 0
                              || setresuid (NOBODY, NOBODY, NOBODY) != 0))
        _exit (EXIT_SKIPPED);
      _exit (g_access (f->path, R_OK) != 0 ? EXIT_SKIPPED : run (f));
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static int
write_where_none_may (const StoreFixture *f)
{
  g_autofree char *other = g_build_filename (f->dir, "data", "other.db", NULL);
  g_autoptr (GError) first = NULL;
  g_autoptr (GError) second = NULL;

  if (open_path (f->path, FALSE, &first) != NULL
      || !g_error_matches (first, TALLY_STORE_ERROR, TALLY_STORE_ERROR_READ_ONLY))
    return 1;
  if (open_path (other, FALSE, &second) != NULL
      || !g_error_matches (second, TALLY_STORE_ERROR, TALLY_STORE_ERROR_READ_ONLY))
    return 2;
  return strstr (second->message, other) != NULL ? 0 : 3;
}

static int
read_where_none_may_write (const StoreFixture *f)
{
  const TallyStoreLineFilter all = { 0 };
  g_autoptr (TallyStore) store = open_path (f->path, TRUE, NULL);

  return store != NULL && tally_store_lines_foreach (store, &all, take_line, NULL, NULL, NULL) ? 0 : 1;
}

static void
test_folder_that_none_may_write (StoreFixture  *f,
                                 gconstpointer  data)
{
  g_autofree char *folder = g_path_get_dirname (f->path);
  int written, read;

  store_fixture_put_sheet (f, 1, 3);
  g_clear_pointer (&f->store, tally_store_free);
  g_assert_cmpint (g_chmod (f->path, 0444), ==, 0);
  g_assert_cmpint (g_chmod (folder, 0555), ==, 0);
  g_assert_cmpint (g_chmod (f->dir, 0755), ==, 0);
  written = run_as_nobody (write_where_none_may, f);
  read = run_as_nobody (read_where_none_may_write, f);
  g_assert_cmpint (g_chmod (folder, 0700), ==, 0);
  if (written == EXIT_SKIPPED)
    {
      g_test_skip ("the temporary folder can't be reached by another user");
      return;
    }
  g_assert_cmpint (written, ==, 0);
  g_assert_cmpint (read, ==, 0);
}

static void
test_folder_that_is_a_file (StoreFixture  *f,
                            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (f->path, "tallyman.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (open_path (path, FALSE, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_READ_ONLY);
}

static void
test_full_disk_keeps_what_was (StoreFixture  *f,
                               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyDb) db = NULL;

  store_filled_write (f->store);
  g_clear_pointer (&f->store, tally_store_free);
  db = open_db (f, 1);
  g_assert_true (tally_db_begin (db, TALLY_DB_FULL, &error));
  g_assert_false (tally_db_run_text (db, "CREATE TABLE big (b BLOB);"
                                         "INSERT INTO big VALUES (zeroblob (5000000))", &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FULL);
  g_assert_false (tally_db_end (db, FALSE, NULL));
  g_clear_pointer (&db, tally_db_free);
  f->store = store_fixture_open (f, FALSE);
  store_filled_assert (f->store);
}

static void
test_another_writer_is_busy (StoreFixture  *f,
                             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyDb) db = open_db (f, 0);

  g_assert_true (tally_store_lines_begin_sheet (f->store, 1, 1, &error));
  g_assert_false (tally_db_begin (db, TALLY_DB_NORMAL, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_BUSY);
  g_clear_error (&error);
  tally_store_lines_abort_sheet (f->store);
  g_assert_true (tally_db_begin (db, TALLY_DB_NORMAL, &error));
  g_assert_true (tally_db_end (db, TRUE, &error));
}

static void
test_transactions_nest (StoreFixture  *f,
                        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyDb) db = NULL;

  g_clear_pointer (&f->store, tally_store_free);
  db = open_db (f, 0);
  g_assert_true (tally_db_begin (db, TALLY_DB_NORMAL, &error));
  g_assert_false (tally_db_begin (db, TALLY_DB_FULL, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_true (tally_db_begin (db, TALLY_DB_NORMAL, &error));
  g_assert_true (tally_db_run_text (db, "INSERT INTO meta VALUES ('a', 'b')", &error));
  g_assert_false (tally_db_end (db, FALSE, &error));
  g_assert_no_error (error);
  g_assert_false (tally_db_end (db, TRUE, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_true (tally_db_run_text (db, "INSERT INTO meta VALUES ('a', 'b')", &error));
  g_assert_false (tally_db_run_text (db, "INSERT INTO meta VALUES ('a', 'b')", &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CONSTRAINT);
}

static void
test_binding (StoreFixture  *f,
              gconstpointer  data)
{
  static const struct {
    TallyStoreBinding binding;
    gboolean          fits;
  } steps[] = {
    { { 0, "us", 0 }, TRUE },      { { 0, "us", 9900 }, TRUE },   { { 5, "us", 9900 }, TRUE },
    { { 0, "", 0 }, TRUE },        { { 5, "eu", 9900 }, FALSE },  { { 6, "us", 9900 }, FALSE },
    { { 5, "us", 9901 }, FALSE },  { { 5, "us", 9900 }, TRUE },
  };

  /* Nothing was read yet: what a start with a mistake left is put right by the next one. */
  g_assert_true (tally_store_bind (f->store, &(TallyStoreBinding) { 0, "eu", 77 }, NULL));
  g_assert_true (tally_store_bind (f->store, &(TallyStoreBinding) { 0, "us", 9900 }, NULL));
  store_fixture_put_sheet (f, 1, 1);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean bound = tally_store_bind (f->store, &steps[i].binding, &error);

      g_assert_cmpint (bound, ==, steps[i].fits);
      if (!steps[i].fits)
        g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_OTHER_BINDING);
      g_clear_pointer (&f->store, tally_store_free);
      f->store = store_fixture_open (f, FALSE);
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
    { "new-files-are-private", test_new_files_are_private },
    { "reader-makes-nothing", test_reader_makes_nothing },
    { "no-database-is-corrupt", test_no_database_is_corrupt },
    { "other-program-is-refused", test_other_program_is_refused },
    { "damage-is-found-after-a-kill", test_damage_is_found_after_a_kill },
    { "damage-is-an-error-when-read", test_damage_is_an_error_when_read },
    { "folder-that-none-may-write", test_folder_that_none_may_write },
    { "folder-that-is-a-file", test_folder_that_is_a_file },
    { "full-disk-keeps-what-was", test_full_disk_keeps_what_was },
    { "another-writer-is-busy", test_another_writer_is_busy },
    { "transactions-nest", test_transactions_nest },
    { "binding", test_binding },
  };

  tally_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/open/", cases[i].path, NULL);
      g_test_add (path, StoreFixture, NULL, store_fixture_set_up, cases[i].run,
                  store_fixture_tear_down);
    }
  return g_test_run ();
}
