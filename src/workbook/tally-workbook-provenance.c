/* tally-workbook-provenance.c
 *
 * Rows of a key in column A and its value in B; a source has its id in B, its name in C, the rows
 * used in D, those excluded as "reason=n" from E on. All are texts, so that ids stay exact.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-workbook-layout-private.h"

#include "tally-text.h"
#include "tally-workbook-text.h"

typedef struct {
  lxw_worksheet *sheet;
  GString       *scratch;
  lxw_error      error;
  lxw_row_t      row;
} Notes;

static void
put (Notes      *notes,
     lxw_col_t   column,
     const char *text)
{
  lxw_error error;

  if (tally_text_is_empty (text))
    return;
  error = worksheet_write_string (notes->sheet, notes->row, column,
                                  tally_workbook_text_escape (text, notes->scratch), NULL);
  if (notes->error == LXW_NO_ERROR)
    notes->error = error;
}

static void
put_pair (Notes      *notes,
          const char *key,
          const char *value)
{
  if (tally_text_is_empty (value))
    return;
  put (notes, 0, key);
  put (notes, 1, value);
  notes->row++;
}

static void
put_source (Notes                     *notes,
            const TallyWorkbookSource *source,
            TallyWorkbookDetail        detail)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, source->sheet_id);
  g_autofree char *n_used = g_strdup_printf ("%u", source->n_rows_used);
  lxw_col_t column = 4;

  put (notes, 0, "source");
  put (notes, 1, id);
  put (notes, 3, n_used);
  if (detail == TALLY_WORKBOOK_DETAIL_FULL)
    put (notes, 2, source->name);
  for (guint i = TALLY_REASON_ACCEPTED + 1; i < TALLY_N_REASONS; i++)
    {
      g_autofree char *excluded
        = g_strdup_printf ("%s=%u", tally_reason_get_id ((TallyReason) i), source->n_excluded[i]);

      if (detail == TALLY_WORKBOOK_DETAIL_FULL && source->n_excluded[i] > 0)
        put (notes, column++, excluded);
    }
  notes->row++;
}

lxw_error
tally_workbook_layout_add_provenance (lxw_workbook             *book,
                                      const TallyWorkbookStyle *style,
                                      const TallyWorkbookOrder *order)
{
  g_autoptr (GString) scratch = NULL;
  g_autofree char *key = NULL;
  g_autofree char *layout = NULL;
  Notes notes = { NULL };

  if (style->provenance == TALLY_WORKBOOK_DETAIL_OFF)
    return LXW_NO_ERROR;
  scratch = g_string_new (NULL);
  key = tally_identity_dup_key (order->group->identity);
  layout = g_strdup_printf ("%d", TALLY_WORKBOOK_LAYOUT_VERSION);
  notes.scratch = scratch;
  notes.sheet = workbook_add_worksheet (book, TALLY_WORKBOOK_PROVENANCE_SHEET);
  if (notes.sheet == NULL)
    return LXW_ERROR_MEMORY_MALLOC_FAILED;
  worksheet_hide (notes.sheet);
  put_pair (&notes, "generator", style->generator);
  put_pair (&notes, "installation", style->installation);
  put_pair (&notes, "layout", layout);
  put_pair (&notes, "identity", key);
  put_pair (&notes, "fingerprint", order->group->fingerprint);
  for (guint i = 0; i < order->n_sources; i++)
    put_source (&notes, &order->sources[i], style->provenance);
  return notes.error;
}
