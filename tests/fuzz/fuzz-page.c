/* fuzz-page.c
 *
 * Any bytes as a page of a sheet: read in one piece and in small ones it must give the same rows and
 * the same verdict, and every row handed out must be sound.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-page.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static const gint64 asked[] = { 102, 101, 48569348493401210 };

static void
add_number (GChecksum *checksum,
            gint64     number)
{
  g_checksum_update (checksum, (const guchar *) &number, sizeof number);
}

static gboolean
row_cb (const TallyRow  *row,
        gpointer         data,
        GError         **error)
{
  GChecksum *checksum = data;

  g_assert_cmpint (row->row_id, >, 0);
  g_assert_cmpuint (row->n_cells, ==, G_N_ELEMENTS (asked));
  add_number (checksum, row->row_id);
  add_number (checksum, row->row_number);
  add_number (checksum, row->created_utc_usec);
  add_number (checksum, row->modified_utc_usec);
  if (row->modified_by != NULL)
    g_checksum_update (checksum, (const guchar *) row->modified_by, -1);
  for (guint i = 0; i < row->n_cells; i++)
    {
      const TallyCell *cell = &row->cells[i];

      g_assert_cmpuint (strlen (cell->text), ==, cell->length);
      g_assert_true (g_utf8_validate (cell->text, -1, NULL));
      g_assert_true (cell->kind != TALLY_CELL_EMPTY || cell->length == 0);
      g_assert_true (cell->kind != TALLY_CELL_NUMBER || cell->length > 0);
      add_number (checksum, (gint64) cell->kind * 4 + cell->is_display * 2 + cell->is_stale);
      g_checksum_update (checksum, (const guchar *) cell->text, (gssize) cell->length + 1);
    }
  return TRUE;
}

/* Returns what was read, or NULL if it is no page. */
static char *
read_in_pieces (const guint8 *data,
                gsize         size,
                gsize         piece)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallySmartsheetPage) page =
    tally_smartsheet_page_new (asked, G_N_ELEMENTS (asked), row_cb, checksum);
  gboolean good = TRUE;

  for (gsize at = 0; good && at < size; at += piece)
    good = tally_smartsheet_page_feed (page, (const char *) data + at, MIN (piece, size - at), &error);
  good = good && tally_smartsheet_page_finish (page, &error);
  g_assert_true (good == (error == NULL));
  if (!good)
    return NULL;
  if (!tally_smartsheet_page_is_unchanged (page))
    g_assert_cmpint (tally_smartsheet_page_get_sheet (page)->n_rows, >=, 0);
  add_number (checksum, tally_smartsheet_page_get_n_rows (page));
  return g_strdup (g_checksum_get_string (checksum));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autofree char *whole = read_in_pieces (data, size, MAX (size, 1));
  g_autofree char *bytewise = read_in_pieces (data, size, 1);
  g_autofree char *by_seven = read_in_pieces (data, size, 7);

  g_assert_cmpstr (bytewise, ==, whole);
  g_assert_cmpstr (by_seven, ==, whole);
  return 0;
}
