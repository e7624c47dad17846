/* tally-learn-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-learn-table.h"

#include <csv.h>
#include <math.h>
#include <string.h>

#include "tally-learn-error.h"
#include "tally-learn-frame.h"

#define BOM "\xef\xbb\xbf"
#define LABEL "label"

/* Each text of the file is kept once; columns of numbers are read from there at the end. */
typedef struct {
  char    *name;    /* (owned) */
  GArray  *codes;   /* (owned) (element-type guint32): of each row */
  double  *numbers; /* (owned) (nullable) */
  guint32  n_codes;
} Column;

struct _TallyLearnTable {
  GArray *columns; /* (owned) (element-type Column): without the label */
  gsize   n_rows;
  gint8  *labels;  /* (owned) */
};

static void
clear_column (gpointer data)
{
  Column *column = data;

  g_free (column->name);
  g_clear_pointer (&column->codes, g_array_unref);
  g_free (column->numbers);
}

void
tally_learn_table_free (TallyLearnTable *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->columns);
  g_free (self->labels);
  g_free (self);
}

/* --- reading ------------------------------------------------------------------------------------ */

typedef struct {
  TallyLearnTable *table;
  GPtrArray       *texts;   /* (element-type GPtrArray): of each column, by code */
  GPtrArray       *codes;   /* (element-type GHashTable): of each column, text to code */
  guint            n_cells; /* of the record so far */
  guint            record;  /* 1 = the header */
  GError          *error;
} Reader;

static void
fail (Reader     *reader,
      const char *problem)
{
  if (reader->error == NULL)
    reader->error = g_error_new (TALLY_LEARN_ERROR, TALLY_LEARN_ERROR_DATA, "record %u: %s", reader->record, problem);
}

static void
add_column (Reader *reader,
            char   *name)
{
  const Column column = { .name = name, .codes = g_array_new (FALSE, FALSE, sizeof (guint32)) };
  GPtrArray *texts = g_ptr_array_new ();

  if (reader->table->columns->len > TALLY_LEARN_MAX_COLUMNS)
    fail (reader, "a table may have 4,096 columns; leave some out");
  g_array_append_val (reader->table->columns, column);
  g_ptr_array_add (reader->texts, texts);
  g_ptr_array_add (reader->codes, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL));
}

static void
add_cell (Reader *reader,
          char   *text)
{
  Column *column = &g_array_index (reader->table->columns, Column, reader->n_cells);
  GHashTable *codes = reader->codes->pdata[reader->n_cells];
  gpointer code;
  guint32 number;

  if (!g_hash_table_lookup_extended (codes, text, NULL, &code))
    {
      code = GUINT_TO_POINTER (g_hash_table_size (codes));
      g_ptr_array_add (reader->texts->pdata[reader->n_cells], text);
      g_hash_table_insert (codes, text, code);
    }
  else
    g_free (text);
  number = GPOINTER_TO_UINT (code);
  g_array_append_val (column->codes, number);
}

static void
cell_cb (void  *bytes,
         size_t length,
         void  *data)
{
  Reader *reader = data;
  char *text;

  if (reader->error != NULL)
    return;
  if (length > TALLY_LEARN_TABLE_MAX_CELL_BYTES)
    {
      fail (reader, "a cell is longer than any text; end a quote that was begun");
      return;
    }
  text = g_utf8_make_valid (bytes != NULL ? bytes : "", bytes != NULL ? (gssize) length : 0);
  if (reader->record == 1)
    add_column (reader, text);
  else if (reader->n_cells < reader->table->columns->len)
    add_cell (reader, text);
  else
    {
      g_free (text);
      fail (reader, "it has more cells than the header has titles");
    }
  reader->n_cells++;
}

static void
record_cb (int   terminator,
           void *data)
{
  Reader *reader = data;

  if (reader->error == NULL && reader->n_cells < reader->table->columns->len)
    fail (reader, "it has fewer cells than the header has titles");
  if (reader->record > 1)
    reader->table->n_rows++;
  if (reader->table->n_rows > TALLY_LEARN_TABLE_MAX_ROWS)
    fail (reader, "a table may have 5,000,000 rows; part it");
  reader->n_cells = 0;
  reader->record++;
}

static void
parse (Reader     *reader,
       const char *bytes,
       gsize       length)
{
  struct csv_parser parser;

  if (csv_init (&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
    g_assert_not_reached ();
  csv_set_realloc_func (&parser, g_realloc);
  csv_set_free_func (&parser, g_free);
  for (gsize at = 0, n; at < length && reader->error == NULL; at += n)
    {
      n = MIN (length - at, 65536);
      if (csv_parse (&parser, bytes + at, n, cell_cb, record_cb, reader) != n)
        fail (reader, "a quote stands within a cell; write it twice, and put the cell in quotes");
    }
  if (reader->error == NULL && csv_fini (&parser, cell_cb, record_cb, reader) != 0)
    fail (reader, "a quote that was begun is never ended");
  csv_free (&parser);
}

/* --- what the columns are --------------------------------------------------------------------- */

static gboolean
parse_number (const char *text,
              double     *out_number)
{
  char *end;

  *out_number = (double) NAN;
  if (*text == '\0' || strcmp (text, "NA") == 0 || g_ascii_strcasecmp (text, "nan") == 0)
    return TRUE;
  *out_number = g_ascii_strtod (text, &end);
  if (!isfinite (*out_number))
    *out_number = (double) NAN;
  return end != text && *end == '\0';
}

static void
settle_column (Column          *column,
               const GPtrArray *texts)
{
  g_autofree double *values = g_new (double, MAX (texts->len, 1));
  g_autofree guint32 *moved = g_new (guint32, MAX (texts->len, 1));
  gboolean is_number = TRUE;
  guint32 next = 1;

  for (guint i = 0; i < texts->len; i++)
    {
      is_number = is_number && parse_number (texts->pdata[i], &values[i]);
      moved[i] = *(const char *) texts->pdata[i] == '\0' ? 0 : next++;
    }
  column->n_codes = next;
  for (guint r = 0; r < column->codes->len; r++)
    g_array_index (column->codes, guint32, r) = moved[g_array_index (column->codes, guint32, r)];
  if (!is_number)
    return;
  column->numbers = g_new (double, MAX (column->codes->len, 1));
  for (guint i = 0; i < texts->len; i++)
    if (moved[i] != 0)
      values[moved[i] - 1] = values[i]; /* never to the right of where it is read */
  for (guint r = 0; r < column->codes->len; r++)
    {
      guint32 code = g_array_index (column->codes, guint32, r);
      column->numbers[r] = code != 0 ? values[code - 1] : (double) NAN;
    }
}

/* The last column becomes the labels. */
static void
take_labels (Reader *reader)
{
  TallyLearnTable *table = reader->table;
  const guint last = table->columns->len - 1;
  const Column *column = &g_array_index (table->columns, Column, last);
  const GPtrArray *texts = reader->texts->pdata[last];

  if (strcmp (column->name, LABEL) != 0)
    {
      reader->record = 1;
      fail (reader, "the last column must be called 'label'");
      return;
    }
  table->labels = g_new (gint8, MAX (table->n_rows, 1));
  for (gsize r = 0; r < table->n_rows && reader->error == NULL; r++)
    {
      double value;

      reader->record = (guint) r + 2;
      if (!parse_number (texts->pdata[g_array_index (column->codes, guint32, r)], &value)
          || (!isnan (value) && !(value >= 0 && value <= 0) && !(value >= 1 && value <= 1)))
        fail (reader, "the label must be 0, 1 or nothing");
      else
        table->labels[r] = isnan (value) ? -1 : value > 0;
    }
  g_array_set_size (table->columns, last);
}

static void
settle (Reader *reader)
{
  TallyLearnTable *table = reader->table;

  if (table->columns->len < 2 || table->n_rows == 0)
    {
      fail (reader, "a table has a header, a column beside 'label', and rows");
      return;
    }
  take_labels (reader);
  for (guint c = 0; c < table->columns->len && reader->error == NULL; c++)
    settle_column (&g_array_index (table->columns, Column, c), reader->texts->pdata[c]);
}

TallyLearnTable *
tally_learn_table_read (const char  *bytes,
                        gsize        length,
                        GError     **error)
{
  g_autoptr (TallyLearnTable) self = g_new0 (TallyLearnTable, 1);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  Reader reader = { .table = self, .texts = texts, .codes = codes, .record = 1 };

  g_return_val_if_fail (bytes != NULL || length == 0, NULL);
  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_array_set_clear_func (self->columns, clear_column);
  if (length >= strlen (BOM) && memcmp (bytes, BOM, strlen (BOM)) == 0)
    {
      bytes += strlen (BOM);
      length -= strlen (BOM);
    }
  if (length > TALLY_LEARN_TABLE_MAX_BYTES)
    fail (&reader, "the file has more than 2 GiB; part it");
  else
    parse (&reader, bytes, length);
  if (reader.error == NULL)
    settle (&reader);
  if (reader.error == NULL)
    return g_steal_pointer (&self);
  g_propagate_error (error, reader.error);
  return NULL;
}

/* --- telling ------------------------------------------------------------------------------------ */

gsize
tally_learn_table_get_n_rows (const TallyLearnTable *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->n_rows;
}

guint
tally_learn_table_get_n_columns (const TallyLearnTable *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->columns->len;
}

void
tally_learn_table_get_column (const TallyLearnTable *self,
                              guint                  column,
                              TallyLearnTableColumn *out_column)
{
  const Column *own;

  g_return_if_fail (self != NULL && column < self->columns->len && out_column != NULL);
  own = &g_array_index (self->columns, Column, column);
  *out_column = (TallyLearnTableColumn) {
    .name = own->name,
    .numbers = own->numbers,
    .codes = own->numbers == NULL ? (const guint32 *) (gconstpointer) own->codes->data : NULL,
    .n_codes = own->n_codes,
  };
}

int
tally_learn_table_find_column (const TallyLearnTable *self,
                               const char            *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, -1);
  for (guint c = 0; c < self->columns->len; c++)
    if (strcmp (g_array_index (self->columns, Column, c).name, name) == 0)
      return (int) c;
  return -1;
}

const gint8 *
tally_learn_table_get_labels (const TallyLearnTable *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->labels;
}
