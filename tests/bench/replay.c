/* replay.c
 *
 * What a pass at least costs: the workbooks in ./books drawn again, cell by cell, with bare
 * libxlsxwriter calls (./logo.png inserted the ordinary way, if it is there), and the answers in
 * ./pages read by bare yajl. pass.py starts it in the folder of the pass it has just measured.
 * Formats are fewer and empty cells are left out, so it is rather too little.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <xlsxwriter.h>

#include "tally-bench-yajl.h"
#include "tally-bench.h"
#include "tally-workbook-grid.h"

#define SCRATCH_FOLDER "/dev/shm"
#define REPLAYED_FILE "replayed.xlsx"

enum { COLUMN_A = 1, COLUMN_D = 4, COLUMN_F = 6, COLUMN_G = 7, COLUMN_I = 9 };

/* --- workbooks -------------------------------------------------------------------------------- */

typedef struct {
  lxw_worksheet *sheet;
  lxw_format    *bold;
  lxw_format    *bar;
  lxw_format    *money;
} Bare;

static GBytes *
load (const char *path)
{
  char *text = NULL;
  gsize length = 0;

  return g_file_get_contents (path, &text, &length, NULL) ? g_bytes_new_take (text, length) : NULL;
}

/* The last column of the merged range that a text begins; its own column if it is not merged. */
static guint32
find_range_end (const TallyWorkbookSheet *sheet,
                const TallyWorkbookCell  *cell)
{
  if (cell->row <= 5)
    return cell->column == COLUMN_D ? COLUMN_I : cell->column;
  if (cell->row == 7)
    return cell->column == COLUMN_F ? COLUMN_I : COLUMN_D;
  if (cell->row <= 13)
    return cell->column == COLUMN_G ? COLUMN_I : cell->column;
  if (cell->column == COLUMN_A && strcmp (cell->value, "TOTAL") == 0)
    return COLUMN_G;
  return cell->column == COLUMN_A
             && tally_workbook_sheet_find (sheet, cell->row, COLUMN_F) == NULL
           ? COLUMN_I - 1
           : cell->column;
}

static void
draw_text (const Bare               *bare,
           const TallyWorkbookSheet *sheet,
           const TallyWorkbookCell  *cell)
{
  guint32 end = sheet->is_visible ? find_range_end (sheet, cell) : cell->column;
  lxw_row_t row = cell->row - 1;
  lxw_col_t column = (lxw_col_t) (cell->column - 1);

  if (end > cell->column)
    worksheet_merge_range (bare->sheet, row, column, row, (lxw_col_t) (end - 1), cell->value,
                           bare->bar);
  else
    worksheet_write_string (bare->sheet, row, column, cell->value,
                            cell->row < 14 ? bare->bold : NULL);
}

static void
draw_cell (const Bare               *bare,
           const TallyWorkbookSheet *sheet,
           const TallyWorkbookCell  *cell)
{
  lxw_row_t row = cell->row - 1;
  lxw_col_t column = (lxw_col_t) (cell->column - 1);

  if (cell->is_text)
    draw_text (bare, sheet, cell);
  else if (*cell->formula != '\0')
    worksheet_write_formula_num (bare->sheet, row, column, cell->formula, bare->money,
                                 g_ascii_strtod (cell->value, NULL));
  else
    worksheet_write_number (bare->sheet, row, column, g_ascii_strtod (cell->value, NULL),
                            cell->column == COLUMN_F ? NULL : bare->money);
}

static void
draw_sheet (lxw_workbook             *book,
            const Bare               *formats,
            const TallyWorkbookSheet *sheet,
            GBytes                   *logo)
{
  static const double widths[] = { 15, 20, 25, 45, 20, 10, 15, 15, 15 };
  lxw_image_options scale = { .x_scale = 0.5, .y_scale = 0.5 };
  Bare bare = *formats;

  bare.sheet = workbook_add_worksheet (book, sheet->name);
  if (!sheet->is_visible)
    worksheet_hide (bare.sheet);
  for (guint i = 0; sheet->is_visible && i < G_N_ELEMENTS (widths); i++)
    worksheet_set_column (bare.sheet, (lxw_col_t) i, (lxw_col_t) i, widths[i], NULL);
  if (sheet->is_visible && logo != NULL)
    worksheet_insert_image_buffer_opt (bare.sheet, 0, 0, g_bytes_get_data (logo, NULL),
                                       g_bytes_get_size (logo), &scale);
  for (guint i = 0; i < sheet->cells->len; i++)
    draw_cell (&bare, sheet, &g_array_index (sheet->cells, TallyWorkbookCell, i));
}

static void
draw_book (TallyBench *bench,
           GPtrArray  *sheets,
           GBytes     *logo)
{
  lxw_workbook_options options = { .tmpdir = (char *) SCRATCH_FOLDER };
  lxw_workbook *book;
  Bare formats;
  lxw_error error;

  tally_bench_start (bench);
  book = workbook_new_opt (REPLAYED_FILE, &options);
  formats = (Bare) { NULL, workbook_add_format (book), workbook_add_format (book),
                     workbook_add_format (book) };
  format_set_bold (formats.bold);
  format_set_bg_color (formats.bar, 0xC00000);
  format_set_num_format (formats.money, "\"$\"#,##0.00_-");
  for (guint i = 0; i < sheets->len; i++)
    draw_sheet (book, &formats, sheets->pdata[i], logo);
  error = workbook_close (book);
  tally_bench_stop (bench, 1, 0);
  g_assert_cmpint (error, ==, LXW_NO_ERROR);
}

static void
replay_book (TallyBench *bench,
             const char *path,
             GBytes     *logo)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) data = load (path);
  g_autoptr (TallyWorkbookBook) book = NULL;
  g_autoptr (GPtrArray) sheets = g_ptr_array_new ();

  g_assert_nonnull (data);
  book = tally_workbook_book_open (data, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < tally_workbook_book_get_n_sheets (book); i++)
    {
      g_ptr_array_add (sheets, tally_workbook_book_load_sheet (book, i, &error));
      g_assert_no_error (error);
    }
  draw_book (bench, sheets, logo);
}

/* --- both ------------------------------------------------------------------------------------- */

typedef void (*FileFunc) (TallyBench *bench, const char *path, GBytes *logo);

static void
for_each_file (TallyBench *bench,
               const char *folder,
               const char *suffix,
               FileFunc    func)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GBytes) logo = load ("logo.png");
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, suffix))
        func (bench, path, logo);
    }
}

static void
run_books (TallyBench *bench)
{
  for_each_file (bench, "books", ".xlsx", replay_book);
  g_unlink (REPLAYED_FILE);
}

static void
replay_page (TallyBench *bench,
             const char *path,
             GBytes     *logo)
{
  g_autoptr (GBytes) page = load (path);
  gsize length;
  const char *text;

  g_assert_nonnull (page);
  text = g_bytes_get_data (page, &length);
  tally_bench_start (bench);
  tally_bench_yajl_parse (text, length);
  tally_bench_stop (bench, 1, length);
}

static void
run_pages (TallyBench *bench)
{
  for_each_file (bench, "pages", ".json", replay_page);
}

int
main (int    argc,
      char **argv)
{
  static const TallyBenchVariant variants[] = { { "books", run_books }, { "pages", run_pages } };

  return tally_bench_main (argc, argv, variants, G_N_ELEMENTS (variants));
}
