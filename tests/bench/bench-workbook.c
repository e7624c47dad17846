/* bench-workbook.c
 *
 * 200 workbooks of 60 lines with a logo of 108 kB: ours, written, re-read and verified, against bare
 * libxlsxwriter calls for the same cells with the logo inserted the ordinary way.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <xlsxwriter.h>

#include "tally-bench.h"
#include "tally-workbook-writer.h"

#define N_BOOKS 200
#define N_LINES 60
#define LOGO_BYTES 108000

static TallyGroup *
make_group (guint number)
{
  g_autofree char *name = g_strdup_printf ("%u", 89000000 + number);
  g_autoptr (TallyIdentity) identity
    = tally_identity_new (name, tally_day_new (2025, 7, 13), TALLY_VARIANT_PRIMARY, NULL);
  TallyGroup *group = tally_group_new (identity);
  TallyLine line;

  memset (group->fingerprint, 'a', TALLY_HASH_HEX_LENGTH);
  for (guint i = 0; i < N_LINES; i++)
    {
      char pole[16];
      char cu[16];
      gboolean fits;

      g_snprintf (pole, sizeof pole, "P-%u", number * 7 + i);
      g_snprintf (cu, sizeof cu, "CU%u", i % 23);
      tally_line_clear (&line);
      line.sheet_id = 1;
      line.row_id = line.row_number = i + 1;
      line.text[TALLY_FIELD_WORK_REQUEST] = identity->work_request;
      line.week_ending = identity->week_ending;
      line.snapshot = tally_day_new (2025, 7, 7 + i / 9);
      line.quantity = tally_decimal_new (i % 5 + 1, 0);
      line.price_cents = 10000 + i * 37;
      line.text[TALLY_FIELD_POLE] = pole;
      line.text[TALLY_FIELD_CU] = cu;
      line.text[TALLY_FIELD_WORK_TYPE] = "Install";
      line.text[TALLY_FIELD_CU_DESCRIPTION] = "Pole, 40 ft, class 5";
      line.text[TALLY_FIELD_UOM] = "EA";
      fits = tally_group_add (group, &line);
      g_assert_true (fits);
    }
  return group;
}

/* A picture's header and bytes that don't compress, as a picture's. */
static GBytes *
make_logo (void)
{
  static const guint8 head[] = {
    0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 1, 0x8c,
    0, 0, 0, 0xc6, 8, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0xa5, 0x80, 'I', 'D', 'A', 'T',
  };
  static const guint8 tail[] = { 0, 0, 0, 0, 0, 0, 0, 0, 'I', 'E', 'N', 'D', 0, 0, 0, 0 };
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  guint8 *bytes = g_malloc (LOGO_BYTES + sizeof head + sizeof tail);

  memcpy (bytes, head, sizeof head);
  for (guint i = 0; i < LOGO_BYTES; i++)
    bytes[sizeof head + i] = (guint8) g_rand_int (random);
  memcpy (bytes + sizeof head + LOGO_BYTES, tail, sizeof tail);
  return g_bytes_new_take (bytes, LOGO_BYTES + sizeof head + sizeof tail);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static char *
make_folder (void)
{
  char *folder = g_strdup ("/dev/shm/tally-bench-XXXXXX");

  if (g_mkdtemp (folder) == NULL)
    {
      g_free (folder);
      folder = g_dir_make_tmp (NULL, NULL);
    }
  g_assert_nonnull (folder);
  return folder;
}

static void
run_ours (TallyBench *bench)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_group_free);
  g_autofree char *folder = make_folder ();
  g_autoptr (GBytes) image = make_logo ();
  g_autoptr (TallyWorkbookLogo) logo = NULL;
  g_autoptr (TallyWorkbookWriter) writer = NULL;

  for (guint i = 0; i < N_BOOKS; i++)
    g_ptr_array_add (groups, make_group (i));
  tally_bench_start (bench);
  logo = tally_workbook_logo_new (image, NULL);
  writer = tally_workbook_writer_new (&(TallyWorkbookStyle) { .logo = logo });
  for (guint i = 0; i < N_BOOKS; i++)
    {
      TallyWorkbookOrder order = { groups->pdata[i], NULL, 0, folder };
      g_auto (TallyWorkbookFile) file = { NULL };
      gboolean ok = tally_workbook_writer_write (writer, &order, NULL, &file, NULL);

      g_assert_true (ok);
    }
  tally_bench_stop (bench, N_BOOKS, 0);
  remove_folder (folder);
}

typedef struct {
  lxw_worksheet *sheet;
  lxw_format    *bold;
  lxw_format    *bar;
  lxw_format    *money;
} Bare;

static void
draw_bare_head (Bare *bare)
{
  static const double widths[] = { 15, 20, 25, 45, 20, 10, 15, 15, 15 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    worksheet_set_column (bare->sheet, (lxw_col_t) i, (lxw_col_t) i, widths[i], NULL);
  worksheet_merge_range (bare->sheet, 1, 3, 3, 8, "WEEKLY UNITS COMPLETED PER SCOPE ID", bare->bold);
  worksheet_merge_range (bare->sheet, 4, 3, 4, 8, "Report Generated On: 07/13/2025", bare->bold);
  worksheet_merge_range (bare->sheet, 6, 1, 6, 3, "REPORT SUMMARY", bare->bar);
  worksheet_merge_range (bare->sheet, 6, 5, 6, 8, "REPORT DETAILS", bare->bar);
  worksheet_write_number (bare->sheet, 7, 2, 1332.66, bare->money);
  worksheet_write_string (bare->sheet, 9, 2, "07/07/2025 to 07/13/25", bare->bold);
  for (lxw_row_t row = 7; row < 13; row++)
    {
      worksheet_write_string (bare->sheet, row, 5, "Work Request #:", bare->bold);
      worksheet_merge_range (bare->sheet, row, 6, row, 8, "89708709", bare->bold);
    }
}

static void
draw_bare_line (Bare            *bare,
                lxw_row_t        row,
                const TallyLine *line)
{
  static const TallyField fields[] = { TALLY_FIELD_POLE, TALLY_FIELD_CU, TALLY_FIELD_WORK_TYPE,
                                       TALLY_FIELD_CU_DESCRIPTION, TALLY_FIELD_UOM };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    worksheet_write_string (bare->sheet, row, (lxw_col_t) i, line->text[fields[i]], NULL);
  worksheet_write_number (bare->sheet, row, 5, tally_decimal_to_double (line->quantity), NULL);
  worksheet_write_number (bare->sheet, row, 7, tally_money_to_double (line->price_cents),
                          bare->money);
}

static void
draw_bare_blocks (Bare             *bare,
                  const TallyGroup *group)
{
  lxw_row_t row = 13;
  TallyDay day = TALLY_DAY_NONE;

  for (guint i = 0; i < N_LINES; i++)
    {
      const TallyLine *line = tally_group_get_line (group, i);

      if (line->snapshot != day)
        {
          day = line->snapshot;
          row += i > 0 ? 3 : 0;
          worksheet_merge_range (bare->sheet, row, 0, row, 7, "Tuesday (07/08/2025)", bare->bar);
          for (lxw_col_t column = 0; column < 8; column++)
            worksheet_write_string (bare->sheet, row + 1, column, "Unit Description", bare->bar);
          row += 2;
        }
      draw_bare_line (bare, row++, line);
      worksheet_write_number (bare->sheet, row, 7, 1, bare->money);
    }
}

static void
run_bare (TallyBench *bench)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_group_free);
  g_autofree char *folder = make_folder ();
  g_autoptr (GBytes) image = make_logo ();

  for (guint i = 0; i < N_BOOKS; i++)
    g_ptr_array_add (groups, make_group (i));
  tally_bench_start (bench);
  for (guint i = 0; i < N_BOOKS; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u.xlsx", folder, i);
      lxw_workbook_options options = { .tmpdir = (char *) "/dev/shm" };
      lxw_image_options scale = { .x_scale = 0.5, .y_scale = 0.5 };
      lxw_workbook *book = workbook_new_opt (path, &options);
      Bare bare = { workbook_add_worksheet (book, "Work Report"), workbook_add_format (book),
                    workbook_add_format (book), workbook_add_format (book) };
      lxw_error error;

      format_set_bold (bare.bold);
      format_set_bg_color (bare.bar, 0xC00000);
      format_set_num_format (bare.money, "\"$\"#,##0.00_-");
      worksheet_insert_image_buffer_opt (bare.sheet, 0, 0, g_bytes_get_data (image, NULL),
                                         g_bytes_get_size (image), &scale);
      draw_bare_head (&bare);
      draw_bare_blocks (&bare, groups->pdata[i]);
      error = workbook_close (book);
      g_assert_cmpint (error, ==, LXW_NO_ERROR);
    }
  tally_bench_stop (bench, N_BOOKS, 0);
  remove_folder (folder);
}

int
main (int    argc,
      char **argv)
{
  static const TallyBenchVariant variants[] = { { "ours", run_ours }, { "libxlsxwriter", run_bare } };

  return tally_bench_main (argc, argv, variants, G_N_ELEMENTS (variants));
}
