/* bench-store.c
 *
 * 200,000 lines of ten sheets, one transaction a sheet: ours put into a new database, put again
 * unchanged, put again with every hundredth line changed, read in the order of workbooks, packed
 * into one file, sealed or not, and unpacked with all proofs; against the barest loop that writes
 * the same rows into the same tables with one prepared statement.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <sqlite3.h>

#include "tally-bench.h"
#include "tally-random.h"
#include "tally-store-lines.h"
#include "tally-store-pack.h"

#define N_SHEETS 10
#define N_LINES_PER_SHEET 20000
#define N_LINES (N_SHEETS * N_LINES_PER_SHEET)
#define N_VALUES 30

/* A new database in a folder that vanishes, and the lines to be put. */
typedef struct {
  char         *dir;
  char         *path;
  TallyStore   *store;
  GArray       *lines;
  GStringChunk *strings;
} Work;

static const char *
pick (Work        *work,
      TallyRandom *random,
      const char  *word,
      guint        n_choices)
{
  g_autofree char *text = g_strdup_printf ("%s %u", word, (guint) tally_random_below (random, n_choices));

  return g_string_chunk_insert_const (work->strings, text);
}

static void
make_line (Work        *work,
           TallyRandom *random,
           guint        number,
           TallyLine   *line)
{
  static const struct {
    TallyField  field;
    const char *word;
    guint       n_choices;
  } texts[] = {
    { TALLY_FIELD_WORK_REQUEST, "897087", 600 }, { TALLY_FIELD_FOREMAN, "Foreman Someone", 60 },
    { TALLY_FIELD_DEPT, "5", 10 },               { TALLY_FIELD_CUSTOMER, "Electric Cooperative", 8 },
    { TALLY_FIELD_WORK_ORDER, "WO-88", 900 },    { TALLY_FIELD_AREA, "North", 12 },
    { TALLY_FIELD_POLE, "P", 9000 },             { TALLY_FIELD_CU, "ANC-M", 400 },
    { TALLY_FIELD_WORK_TYPE, "Install", 3 },     { TALLY_FIELD_CU_DESCRIPTION, "Anchor, manta ray, type", 400 },
    { TALLY_FIELD_UOM, "EA", 2 },                { TALLY_FIELD_SCOPE, "Scope", 50 },
    { TALLY_FIELD_JOB, "J", 80 },
  };

  tally_line_clear (line);
  line->sheet_id = 4000000000000000 + number / N_LINES_PER_SHEET;
  line->row_id = (gint64) (tally_random_next (random) >> 11);
  line->row_number = number % N_LINES_PER_SHEET + 1;
  line->modified_utc_usec = 1795521600000000 + (gint64) tally_random_below (random, 1000000000);
  line->modified_by = pick (work, random, "someone@example.com", 30);
  line->week_ending = 739480 + 7 * (TallyDay) tally_random_below (random, 8);
  line->snapshot = line->week_ending - (TallyDay) tally_random_below (random, 7);
  line->quantity = tally_decimal_new ((gint64) tally_random_below (random, 400), -1);
  line->price_cents = (gint64) tally_random_below (random, 500000);
  line->completed = TRUE;
  line->reason = tally_random_below (random, 4) == 0 ? TALLY_REASON_NOT_COMPLETED : TALLY_REASON_ACCEPTED;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    line->text[texts[i].field] = pick (work, random, texts[i].word, texts[i].n_choices);
}

static void
work_begin (Work *work)
{
  g_autoptr (TallyRandom) random = tally_random_new (7);
  TallyStoreOptions options = { 0 };

  work->dir = g_dir_make_tmp ("tally-bench-XXXXXX", NULL);
  work->path = g_build_filename (work->dir, "tallyman.db", NULL);
  work->strings = g_string_chunk_new (1 << 16);
  work->lines = g_array_sized_new (FALSE, FALSE, sizeof (TallyLine), N_LINES);
  for (guint i = 0; i < N_LINES; i++)
    {
      TallyLine line;
      make_line (work, random, i, &line);
      g_array_append_val (work->lines, line);
    }
  options.path = work->path;
  work->store = tally_store_open (&options, NULL);
  g_assert_nonnull (work->store);
}

static void
work_end (Work *work)
{
  tally_store_free (work->store);
  g_unlink (work->path);
  g_rmdir (work->dir);
  g_free (work->path);
  g_free (work->dir);
  g_array_unref (work->lines);
  g_string_chunk_free (work->strings);
}

static void
put_all (Work *work)
{
  for (guint sheet = 0; sheet < N_SHEETS; sheet++)
    {
      const TallyLine *lines = &g_array_index (work->lines, TallyLine, sheet * N_LINES_PER_SHEET);
      TallyStoreLineStats stats;

      g_assert_true (tally_store_lines_begin_sheet (work->store, 1, lines->sheet_id, NULL));
      for (guint i = 0; i < N_LINES_PER_SHEET; i++)
        g_assert_true (tally_store_lines_put (work->store, &lines[i], NULL));
      g_assert_true (tally_store_lines_end_sheet (work->store, &stats, NULL));
    }
}

static void
run_put (TallyBench *bench)
{
  Work work = { 0 };

  work_begin (&work);
  tally_bench_start (bench);
  put_all (&work);
  tally_bench_stop (bench, N_LINES, 0);
  work_end (&work);
}

static void
run_put_unchanged (TallyBench *bench)
{
  Work work = { 0 };

  work_begin (&work);
  put_all (&work);
  tally_bench_start (bench);
  put_all (&work);
  tally_bench_stop (bench, N_LINES, 0);
  work_end (&work);
}

static void
run_put_changed (TallyBench *bench)
{
  Work work = { 0 };

  work_begin (&work);
  put_all (&work);
  for (guint i = 0; i < N_LINES; i += 100)
    g_array_index (work.lines, TallyLine, i).price_cents++;
  tally_bench_start (bench);
  put_all (&work);
  tally_bench_stop (bench, N_LINES, 0);
  work_end (&work);
}

static gboolean
add_price (const TallyLine  *line,
           gpointer          data,
           GError          **error)
{
  *(gint64 *) data += line->price_cents;
  return TRUE;
}

static void
run_read (TallyBench *bench)
{
  const TallyStoreLineFilter all = { 0 };
  Work work = { 0 };
  gint64 cents = 0;

  work_begin (&work);
  put_all (&work);
  tally_bench_start (bench);
  g_assert_true (tally_store_lines_foreach (work.store, &all, add_price, &cents, NULL, NULL));
  tally_bench_stop (bench, N_LINES, 0);
  work_end (&work);
}

static void
pack_or_extract (TallyBench *bench,
                 const char *passphrase,
                 gboolean    is_extracted)
{
  Work work = { 0 };
  TallyStorePackFile file = { .passphrase = passphrase };
  TallyStorePackInfo info;
  g_autofree char *path = NULL;
  g_autofree char *again = NULL;

  work_begin (&work);
  put_all (&work);
  path = g_build_filename (work.dir, "store.pack", NULL);
  again = g_build_filename (work.dir, "again.db", NULL);
  file.path = path;
  if (!is_extracted)
    tally_bench_start (bench);
  g_assert_true (tally_store_pack_write (work.store, &file, &info, NULL));
  if (is_extracted)
    {
      tally_bench_start (bench);
      g_assert_true (tally_store_pack_extract (&file, again, &info, NULL));
    }
  tally_bench_stop (bench, N_LINES, info.pack_bytes);
  g_unlink (path);
  g_unlink (again);
  work_end (&work);
}

static void
run_pack (TallyBench *bench)
{
  pack_or_extract (bench, NULL, FALSE);
}

static void
run_pack_sealed (TallyBench *bench)
{
  pack_or_extract (bench, "correct horse", FALSE);
}

static void
run_unpack (TallyBench *bench)
{
  pack_or_extract (bench, NULL, TRUE);
}

static void
bind_all (sqlite3_stmt    *insert,
          const TallyLine *line)
{
  const gint64 numbers[] = {
    line->sheet_id, line->row_id, line->row_number, line->modified_utc_usec, line->reason,
    line->issues, line->week_ending, line->snapshot, line->quantity.coefficient,
    line->quantity.exponent, line->price_cents, line->completed, line->variant, 1,
  };
  int n = 1;

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    sqlite3_bind_int64 (insert, n++, numbers[i]);
  sqlite3_bind_text (insert, n++, line->modified_by, -1, SQLITE_STATIC);
  sqlite3_bind_text (insert, n++, line->identifier, -1, SQLITE_STATIC);
  sqlite3_bind_text (insert, n++, line->detail, -1, SQLITE_STATIC);
  for (guint i = 0; i < TALLY_N_TEXT_FIELDS; i++)
    sqlite3_bind_text (insert, n++, line->text[i], -1, SQLITE_STATIC);
  g_assert_cmpint (n, ==, N_VALUES + 1);
}

static void
insert_all (Work         *work,
            sqlite3      *db,
            sqlite3_stmt *insert)
{
  for (guint i = 0; i < N_LINES; i++)
    {
      if (i % N_LINES_PER_SHEET == 0)
        sqlite3_exec (db, i == 0 ? "BEGIN" : "COMMIT; BEGIN", NULL, NULL, NULL);
      bind_all (insert, &g_array_index (work->lines, TallyLine, i));
      g_assert_cmpint (sqlite3_step (insert), ==, SQLITE_DONE);
      sqlite3_reset (insert);
    }
  g_assert_cmpint (sqlite3_exec (db, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
}

static void
run_bare (TallyBench *bench)
{
  static const char sql[] =
    "INSERT INTO line (sheet_id, row_id, row_number, modified_utc_usec, reason, issues, week_ending,"
    " snapshot, quantity_coefficient, quantity_exponent, price_cents, completed, variant,"
    " noticed_run, modified_by, identifier, detail, work_request, foreman, dept, customer,"
    " work_order, area, pole, cu, work_type, cu_description, uom, scope, job)"
    " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
  Work work = { 0 };
  sqlite3 *db = NULL;
  sqlite3_stmt *insert = NULL;

  work_begin (&work);
  g_assert_cmpint (sqlite3_open (work.path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16384", NULL, NULL, NULL);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &insert, NULL), ==, SQLITE_OK);
  tally_bench_start (bench);
  insert_all (&work, db, insert);
  tally_bench_stop (bench, N_LINES, 0);
  sqlite3_finalize (insert);
  sqlite3_close (db);
  work_end (&work);
}

int
main (int    argc,
      char **argv)
{
  static const TallyBenchVariant variants[] = {
    { "put", run_put },
    { "bare-insert", run_bare },
    { "put-unchanged", run_put_unchanged },
    { "put-1%-changed", run_put_changed },
    { "read-in-order", run_read },
    { "pack", run_pack },
    { "pack-sealed", run_pack_sealed },
    { "unpack", run_unpack },
  };

  return tally_bench_main (argc, argv, variants, G_N_ELEMENTS (variants));
}
