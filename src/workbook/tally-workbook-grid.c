/* tally-workbook-grid.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-workbook-grid.h"

#include "tally-workbook-error.h"
#include "tally-workbook-text.h"
#include "tally-workbook-zip-private.h"

#include "tally-number.h"

#define MAX_ROW 1048576
#define MAX_COLUMN 16384

struct _TallyWorkbookBook {
  TallyWorkbookZip *zip;     /* (owned) */
  GPtrArray        *sheets;  /* (owned) of TallyWorkbookSheet */
  GHashTable       *targets; /* (owned) relationship id → part */
  GPtrArray        *shared;  /* (owned) of texts in @strings */
  GStringChunk     *strings; /* (owned) */
  GString          *text;    /* (owned) of the element that is read */
  GString          *scratch; /* (owned) */
};

static void
sheet_free (gpointer data)
{
  TallyWorkbookSheet *self = data;

  g_free (self->name);
  g_free (self->part);
  g_clear_pointer (&self->cells, g_array_unref);
  g_clear_pointer (&self->strings, g_string_chunk_free);
  g_free (self);
}

void
tally_workbook_book_free (TallyWorkbookBook *self)
{
  if (self == NULL)
    return;
  tally_workbook_zip_free (self->zip);
  g_ptr_array_unref (self->sheets);
  g_hash_table_unref (self->targets);
  g_ptr_array_unref (self->shared);
  g_string_chunk_free (self->strings);
  g_string_free (self->text, TRUE);
  g_string_free (self->scratch, TRUE);
  g_free (self);
}

static const char *
get_attribute (const char **attributes,
               const char  *name)
{
  for (; *attributes != NULL; attributes += 2)
    if (strcmp (attributes[0], name) == 0)
      return attributes[1];
  return "";
}

static void
ignore_end (gpointer    user_data,
            const char *name)
{
}

static void
ignore_text (gpointer    user_data,
             const char *text,
             int         length)
{
}

/* --- the list of sheets ----------------------------------------------------------------------- */

static void
start_relation (gpointer     user_data,
                const char  *name,
                const char **attributes)
{
  TallyWorkbookBook *self = user_data;
  const char *target = get_attribute (attributes, "Target");

  if (strcmp (name, "Relationship") == 0)
    g_hash_table_replace (self->targets, g_strdup (get_attribute (attributes, "Id")),
                          *target == '/' ? g_strdup (target + 1)
                                         : g_strconcat ("xl/", target, NULL));
}

static void
start_sheet (gpointer     user_data,
             const char  *name,
             const char **attributes)
{
  TallyWorkbookBook *self = user_data;
  TallyWorkbookSheet *sheet;
  const char *state = get_attribute (attributes, "state");

  if (strcmp (name, "sheet") != 0)
    return;
  sheet = g_new0 (TallyWorkbookSheet, 1);
  sheet->name = g_strdup (get_attribute (attributes, "name"));
  sheet->part = g_strdup (g_hash_table_lookup (self->targets, get_attribute (attributes, "id")));
  sheet->is_very_hidden = strcmp (state, "veryHidden") == 0;
  sheet->is_visible = !sheet->is_very_hidden && strcmp (state, "hidden") != 0;
  g_ptr_array_add (self->sheets, sheet);
}

/* --- shared texts ----------------------------------------------------------------------------- */

typedef struct {
  TallyWorkbookBook *book;
  gboolean           in_text;
  gboolean           in_phonetic;
} Shared;

static void
start_shared (gpointer     user_data,
              const char  *name,
              const char **attributes)
{
  Shared *shared = user_data;

  if (strcmp (name, "si") == 0)
    g_string_truncate (shared->book->text, 0);
  else if (strcmp (name, "rPh") == 0)
    shared->in_phonetic = TRUE;
  else if (strcmp (name, "t") == 0)
    shared->in_text = !shared->in_phonetic;
}

static void
end_shared (gpointer    user_data,
            const char *name)
{
  Shared *shared = user_data;
  TallyWorkbookBook *book = shared->book;

  if (strcmp (name, "t") == 0)
    shared->in_text = FALSE;
  else if (strcmp (name, "rPh") == 0)
    shared->in_phonetic = FALSE;
  else if (strcmp (name, "si") == 0)
    g_ptr_array_add (book->shared,
                     g_string_chunk_insert (book->strings,
                                            tally_workbook_text_unescape (book->text->str,
                                                                          book->scratch)));
}

static void
text_shared (gpointer    user_data,
             const char *text,
             int         length)
{
  Shared *shared = user_data;

  if (shared->in_text)
    g_string_append_len (shared->book->text, text, length);
}

TallyWorkbookBook *
tally_workbook_book_open (GBytes  *data,
                          GError **error)
{
  static const TallyWorkbookXml relations = { start_relation, ignore_end, ignore_text };
  static const TallyWorkbookXml sheets = { start_sheet, ignore_end, ignore_text };
  static const TallyWorkbookXml texts = { start_shared, end_shared, text_shared };
  TallyWorkbookZip *zip;
  g_autoptr (TallyWorkbookBook) self = NULL;
  Shared shared = { NULL };

  g_return_val_if_fail (data != NULL, NULL);
  zip = tally_workbook_zip_open (data, error);
  if (zip == NULL)
    return NULL;
  self = g_new0 (TallyWorkbookBook, 1);
  self->zip = zip;
  self->sheets = g_ptr_array_new_with_free_func (sheet_free);
  self->targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->shared = g_ptr_array_new ();
  self->strings = g_string_chunk_new (4096);
  self->text = g_string_new (NULL);
  self->scratch = g_string_new (NULL);
  shared.book = self;
  if (!tally_workbook_zip_parse (zip, "xl/_rels/workbook.xml.rels", &relations, self, error)
      || !tally_workbook_zip_parse (zip, "xl/workbook.xml", &sheets, self, error)
      || (tally_workbook_zip_has (zip, "xl/sharedStrings.xml")
          && !tally_workbook_zip_parse (zip, "xl/sharedStrings.xml", &texts, &shared, error)))
    return NULL;
  return g_steal_pointer (&self);
}

guint
tally_workbook_book_get_n_sheets (const TallyWorkbookBook *self)
{
  return self->sheets->len;
}

/* --- cells ------------------------------------------------------------------------------------ */

typedef struct {
  TallyWorkbookBook  *book;
  TallyWorkbookSheet *sheet;
  TallyWorkbookCell   cell;
  char                type; /* 's' shared, 'i' inline, 't' text of a formula, 'n' number, '?' other */
  gboolean            takes_text;
  gboolean            in_cell;
  const char         *refusal;
} Cells;

static gboolean
parse_reference (const char *reference,
                 guint32    *out_row,
                 guint32    *out_column)
{
  guint32 column = 0;
  gint64 row = 0;
  const char *p = reference;

  for (; g_ascii_isupper (*p) && column <= MAX_COLUMN; p++)
    column = column * 26 + (guint32) (*p - 'A' + 1);
  if (column == 0 || column > MAX_COLUMN || !g_ascii_isdigit (*p)
      || !tally_number_parse_int64 (p, strlen (p), &row) || row < 1 || row > MAX_ROW)
    return FALSE;
  *out_row = (guint32) row;
  *out_column = column;
  return TRUE;
}

static char
get_type (const char *type)
{
  if (*type == '\0' || strcmp (type, "n") == 0)
    return 'n';
  if (strcmp (type, "s") == 0)
    return 's';
  if (strcmp (type, "inlineStr") == 0)
    return 'i';
  return strcmp (type, "str") == 0 ? 't' : '?';
}

static void
start_cell (gpointer     user_data,
            const char  *name,
            const char **attributes)
{
  Cells *cells = user_data;

  if (strcmp (name, "c") == 0)
    {
      cells->cell = (TallyWorkbookCell) { .value = "", .formula = "" };
      cells->type = get_type (get_attribute (attributes, "t"));
      cells->in_cell = TRUE;
      if (!parse_reference (get_attribute (attributes, "r"), &cells->cell.row,
                            &cells->cell.column))
        cells->refusal = "a cell without a place";
      return;
    }
  cells->takes_text = cells->in_cell
                      && (strcmp (name, "v") == 0 || strcmp (name, "f") == 0
                          || strcmp (name, "t") == 0);
  if (cells->takes_text && !(strcmp (name, "t") == 0 && *cells->cell.value != '\0'))
    g_string_truncate (cells->book->text, 0);
}

static void
text_cell (gpointer    user_data,
           const char *text,
           int         length)
{
  Cells *cells = user_data;

  if (cells->takes_text)
    g_string_append_len (cells->book->text, text, length);
}

static const char *
look_up_shared (Cells *cells)
{
  gint64 index = -1;
  const GString *text = cells->book->text;

  if (tally_number_parse_int64 (text->str, text->len, &index) && index >= 0
      && index < cells->book->shared->len)
    return cells->book->shared->pdata[index];
  cells->refusal = "a cell's text is missing";
  return "";
}

static const char *
keep_text (Cells *cells)
{
  TallyWorkbookBook *book = cells->book;

  return g_string_chunk_insert (cells->sheet->strings,
                                tally_workbook_text_unescape (book->text->str, book->scratch));
}

static void
add_cell (Cells *cells)
{
  GArray *all = cells->sheet->cells;
  const TallyWorkbookCell *last = all->len > 0
                                    ? &g_array_index (all, TallyWorkbookCell, all->len - 1)
                                    : NULL;

  cells->in_cell = FALSE;
  cells->cell.is_text = cells->type != 'n';
  if (last != NULL && (last->row > cells->cell.row || (last->row == cells->cell.row
                                                       && last->column >= cells->cell.column)))
    cells->refusal = "cells are out of order";
  if (all->len >= TALLY_WORKBOOK_MAX_CELLS)
    cells->refusal = "more than 10,000,000 cells";
  else if (*cells->cell.value != '\0' || *cells->cell.formula != '\0')
    g_array_append_val (all, cells->cell);
}

static void
end_cell (gpointer    user_data,
          const char *name)
{
  Cells *cells = user_data;

  cells->takes_text = FALSE;
  if (cells->refusal != NULL || !cells->in_cell)
    return;
  if (strcmp (name, "v") == 0)
    cells->cell.value = cells->type == 's' ? look_up_shared (cells) : keep_text (cells);
  else if (strcmp (name, "t") == 0)
    cells->cell.value = keep_text (cells);
  else if (strcmp (name, "f") == 0)
    cells->cell.formula = keep_text (cells);
  else if (strcmp (name, "c") == 0)
    add_cell (cells);
}

TallyWorkbookSheet *
tally_workbook_book_load_sheet (TallyWorkbookBook  *self,
                                guint               index,
                                GError            **error)
{
  static const TallyWorkbookXml xml = { start_cell, end_cell, text_cell };
  TallyWorkbookSheet *sheet;
  Cells cells = { .book = self };

  g_return_val_if_fail (self != NULL && index < self->sheets->len, NULL);
  sheet = self->sheets->pdata[index];
  if (sheet->cells != NULL)
    return sheet;
  sheet->cells = g_array_new (FALSE, FALSE, sizeof (TallyWorkbookCell));
  sheet->strings = g_string_chunk_new (4096);
  cells.sheet = sheet;
  if (!tally_workbook_zip_parse (self->zip, sheet->part != NULL ? sheet->part : "", &xml, &cells,
                                 error))
    return NULL;
  if (cells.refusal != NULL)
    {
      g_set_error (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_INVALID, "%s: %s",
                   sheet->part, cells.refusal);
      return NULL;
    }
  return sheet;
}

const TallyWorkbookCell *
tally_workbook_sheet_find (const TallyWorkbookSheet *self,
                           guint32                   row,
                           guint32                   column)
{
  guint low = 0;
  guint high = self->cells->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const TallyWorkbookCell *cell = &g_array_index (self->cells, TallyWorkbookCell, middle);

      if (cell->row == row && cell->column == column)
        return cell;
      if (cell->row < row || (cell->row == row && cell->column < column))
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

const char *
tally_workbook_sheet_get_text (const TallyWorkbookSheet *self,
                               guint32                   row,
                               guint32                   column)
{
  const TallyWorkbookCell *cell = tally_workbook_sheet_find (self, row, column);

  return cell != NULL ? cell->value : "";
}
