/* tally-smartsheet-page-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-page-private.h"

#include "tally-number.h"
#include "tally-smartsheet-error.h"
#include "tally-smartsheet-value.h"

/* A sheet has 400 columns at most; a head of more is not one of ours. */
#define MAX_COLUMNS 10000

typedef struct {
  const char *name;
  gsize       length;
  Key         key;
} KeyName;

#define KEY_NAME(text, key) { text, sizeof (text) - 1, key }
#define MAX_NAMES 8

/* The members that mean something at each place, the most frequent first. */
static const KeyName key_names[N_PLACES][MAX_NAMES] = {
  [AT_SHEET] = { KEY_NAME ("id", KEY_ID), KEY_NAME ("name", KEY_NAME),
                 KEY_NAME ("version", KEY_VERSION), KEY_NAME ("totalRowCount", KEY_TOTAL),
                 KEY_NAME ("columns", KEY_COLUMNS), KEY_NAME ("rows", KEY_ROWS),
                 KEY_NAME ("modifiedAt", KEY_MODIFIED_AT), KEY_NAME ("permalink", KEY_PERMALINK) },
  [AT_COLUMN] = { KEY_NAME ("id", KEY_ID), KEY_NAME ("index", KEY_INDEX),
                  KEY_NAME ("title", KEY_TITLE), KEY_NAME ("type", KEY_TYPE) },
  [AT_ROW] = { KEY_NAME ("id", KEY_ID), KEY_NAME ("rowNumber", KEY_ROW_NUMBER),
               KEY_NAME ("cells", KEY_CELLS), KEY_NAME ("createdAt", KEY_CREATED_AT),
               KEY_NAME ("modifiedAt", KEY_MODIFIED_AT), KEY_NAME ("modifiedBy", KEY_MODIFIED_BY) },
  [AT_WRITER] = { KEY_NAME ("email", KEY_EMAIL) },
  [AT_CELL] = { KEY_NAME ("columnId", KEY_COLUMN_ID), KEY_NAME ("value", KEY_VALUE),
                KEY_NAME ("displayValue", KEY_DISPLAY_VALUE),
                KEY_NAME ("objectValue", KEY_OBJECT_VALUE), KEY_NAME ("linkInFromCell", KEY_LINK) },
  [AT_LINK] = { KEY_NAME ("status", KEY_STATUS) },
  [AT_OBJECT] = { KEY_NAME ("values", KEY_VALUES), KEY_NAME ("email", KEY_EMAIL),
                  KEY_NAME ("name", KEY_NAME), KEY_NAME ("value", KEY_VALUE) },
  [AT_CONTACT] = { KEY_NAME ("email", KEY_EMAIL), KEY_NAME ("name", KEY_NAME) },
};

/* Which bracket leads where; the inner ones first, because they are the most frequent. */
static const struct {
  Place    from;
  Key      key;
  gboolean is_array;
  Place    to;
} doors[] = {
  { AT_CELLS, KEY_NONE, FALSE, AT_CELL },
  { AT_ROWS, KEY_NONE, FALSE, AT_ROW },
  { AT_ROW, KEY_CELLS, TRUE, AT_CELLS },
  { AT_ROW, KEY_MODIFIED_BY, FALSE, AT_WRITER },
  { AT_CELL, KEY_OBJECT_VALUE, FALSE, AT_OBJECT },
  { AT_CELL, KEY_LINK, FALSE, AT_LINK },
  { AT_OBJECT, KEY_VALUES, TRUE, AT_VALUES },
  { AT_VALUES, KEY_NONE, FALSE, AT_CONTACT },
  { AT_COLUMNS, KEY_NONE, FALSE, AT_COLUMN },
  { AT_SHEET, KEY_COLUMNS, TRUE, AT_COLUMNS },
  { AT_SHEET, KEY_ROWS, TRUE, AT_ROWS },
  { AT_START, KEY_NONE, FALSE, AT_SHEET },
};

static const Place parents[N_PLACES] = {
  [AT_SHEET] = AT_END,   [AT_COLUMNS] = AT_SHEET, [AT_COLUMN] = AT_COLUMNS, [AT_ROWS] = AT_SHEET,
  [AT_ROW] = AT_ROWS,    [AT_WRITER] = AT_ROW,    [AT_CELLS] = AT_ROW,      [AT_CELL] = AT_CELLS,
  [AT_LINK] = AT_CELL,   [AT_OBJECT] = AT_CELL,   [AT_VALUES] = AT_OBJECT,  [AT_CONTACT] = AT_VALUES,
};

static gboolean
refuse (GError     **error,
        const char  *what,
        gint64       id)
{
  g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_MALFORMED,
               "the page can't be understood: %s %" G_GINT64_FORMAT, what, id);
  return FALSE;
}

static gboolean
take_part (TallySmartsheetPage  *self,
           TallySmartsheetPart   part,
           const char           *bytes,
           gsize                 length,
           GError              **error)
{
  if (tally_smartsheet_rowbuf_take_text (self->rowbuf, part, TALLY_CELL_TEXT, bytes, length))
    return TRUE;
  g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_LIMIT,
               "row %" G_GINT64_FORMAT " is larger than %d bytes", self->row->row_id,
               TALLY_SMARTSHEET_MAX_ROW_BYTES);
  return FALSE;
}

static gboolean
take_value (TallySmartsheetPage  *self,
            TallyCellKind         kind,
            const char           *bytes,
            gsize                 length,
            GError              **error)
{
  if (tally_smartsheet_rowbuf_take_text (self->rowbuf, TALLY_SMARTSHEET_PART_VALUE, kind, bytes,
                                         length))
    return TRUE;
  return take_part (self, TALLY_SMARTSHEET_PART_VALUE, bytes, length, error);
}

static gboolean
take_cell_text (TallySmartsheetPage  *self,
                const char           *bytes,
                gsize                 length,
                GError              **error)
{
  if (self->key == KEY_VALUE)
    return take_value (self, TALLY_CELL_TEXT, bytes, length, error);
  if (self->key == KEY_DISPLAY_VALUE)
    return take_part (self, TALLY_SMARTSHEET_PART_DISPLAY, bytes, length, error);
  if (self->key == KEY_OBJECT_VALUE)
    return take_part (self, TALLY_SMARTSHEET_PART_OBJECT, bytes, length, error);
  return TRUE;
}

/* Of a contact the first of name and address that is not empty. */
static gboolean
take_contact_text (TallySmartsheetPage  *self,
                   const char           *bytes,
                   gsize                 length,
                   GError              **error)
{
  if ((self->key != KEY_NAME && self->key != KEY_EMAIL) || length == 0 || self->has_contact)
    return TRUE;
  self->has_contact = TRUE;
  return take_part (self, TALLY_SMARTSHEET_PART_OBJECT, bytes, length, error);
}

static void
take_column_text (TallySmartsheetPage *self,
                  const char          *bytes,
                  gsize                length)
{
  if (self->key == KEY_TITLE)
    {
      g_free (self->column->title);
      self->column->title = g_strndup (bytes, length);
    }
  else if (self->key == KEY_TYPE)
    self->column->type = tally_smartsheet_value_parse_column_type (bytes, length);
}

static void
take_row_text (TallySmartsheetPage *self,
               const char          *bytes,
               gsize                length)
{
  if (self->key == KEY_CREATED_AT)
    self->row->created_utc_usec = tally_smartsheet_value_parse_time (bytes, length);
  else if (self->key == KEY_MODIFIED_AT)
    self->row->modified_utc_usec = tally_smartsheet_value_parse_time (bytes, length);
}

static void
take_sheet_text (TallySmartsheetPage *self,
                 const char          *bytes,
                 gsize                length)
{
  if (self->key == KEY_MODIFIED_AT)
    self->sheet->modified_utc_usec = tally_smartsheet_value_parse_time (bytes, length);
  else if (self->key == KEY_PERMALINK)
    tally_sheet_set_link (self->sheet, bytes, length);
  else if (self->key == KEY_NAME)
    {
      g_free (self->sheet->name);
      self->sheet->name = g_strndup (bytes, length);
    }
}

static gboolean
take_other_text (TallySmartsheetPage  *self,
                 const char           *bytes,
                 gsize                 length,
                 GError              **error)
{
  if (self->place == AT_WRITER && self->key == KEY_EMAIL)
    return take_part (self, TALLY_SMARTSHEET_PART_WRITER, bytes, length, error);
  if (self->place == AT_VALUES || (self->place == AT_OBJECT && self->key == KEY_VALUE))
    return take_part (self, TALLY_SMARTSHEET_PART_OBJECT, bytes, length, error);
  if (self->place == AT_LINK && self->key == KEY_STATUS
      && !(length == 2 && memcmp (bytes, "OK", 2) == 0))
    tally_smartsheet_rowbuf_set_stale (self->rowbuf);
  if (self->place == AT_SHEET)
    take_sheet_text (self, bytes, length);
  return TRUE;
}

static gboolean
string_cb (gpointer     data,
           const char  *bytes,
           gsize        length,
           GError     **error)
{
  TallySmartsheetPage *self = data;

  if (self->n_skipped > 0)
    return TRUE;
  if (self->place == AT_CELL)
    return take_cell_text (self, bytes, length, error);
  if (self->place == AT_CONTACT || (self->place == AT_OBJECT && self->key != KEY_VALUE))
    return take_contact_text (self, bytes, length, error);
  if (self->place == AT_ROW)
    take_row_text (self, bytes, length);
  else if (self->place == AT_COLUMN)
    take_column_text (self, bytes, length);
  else
    return take_other_text (self, bytes, length, error);
  return TRUE;
}

static void
take_head_number (TallySmartsheetPage *self,
                  gint64               value)
{
  if (self->place == AT_SHEET && self->key == KEY_ID)
    self->sheet->sheet_id = value;
  else if (self->place == AT_SHEET && self->key == KEY_VERSION)
    self->sheet->version = value;
  else if (self->place == AT_SHEET && self->key == KEY_TOTAL)
    self->sheet->n_rows = value;
  else if (self->place == AT_SHEET && self->key == KEY_MODIFIED_AT)
    self->sheet->modified_utc_usec = tally_smartsheet_value_from_msec (value);
  else if (self->place == AT_COLUMN && self->key == KEY_ID)
    self->column->column_id = value;
  else if (self->place == AT_COLUMN && self->key == KEY_INDEX)
    self->column->index = (guint) CLAMP (value, 0, MAX_COLUMNS);
}

static void
take_row_number (TallySmartsheetPage *self,
                 gint64               value)
{
  gint64 usec = tally_smartsheet_value_from_msec (value);

  if (self->key == KEY_ID)
    self->row->row_id = value;
  else if (self->key == KEY_ROW_NUMBER)
    self->row->row_number = value;
  else if (self->key == KEY_CREATED_AT)
    self->row->created_utc_usec = usec;
  else if (self->key == KEY_MODIFIED_AT)
    self->row->modified_utc_usec = usec;
}

static gboolean
number_cb (gpointer     data,
           const char  *bytes,
           gsize        length,
           GError     **error)
{
  TallySmartsheetPage *self = data;
  gint64 value;

  if (self->n_skipped > 0 || (self->key == KEY_NONE && self->place != AT_VALUES))
    return TRUE;
  if (self->place == AT_CELL && self->key == KEY_VALUE)
    return take_value (self, TALLY_CELL_NUMBER, bytes, length, error);
  if (self->place == AT_CELL && self->key != KEY_COLUMN_ID)
    return take_cell_text (self, bytes, length, error);
  if (self->place == AT_VALUES || (self->place == AT_OBJECT && self->key == KEY_VALUE))
    return take_part (self, TALLY_SMARTSHEET_PART_OBJECT, bytes, length, error);
  if (!tally_number_parse_int64 (bytes, length, &value))
    return refuse (error, "a number is not whole, in row", self->row != NULL ? self->row->row_id : 0);
  if (self->place == AT_CELL)
    tally_smartsheet_rowbuf_set_column (self->rowbuf, value);
  else if (self->place == AT_ROW)
    take_row_number (self, value);
  else
    take_head_number (self, value);
  return TRUE;
}

static gboolean
literal_cb (gpointer           data,
            TallyJsonLiteral   literal,
            GError           **error)
{
  TallySmartsheetPage *self = data;

  if (self->n_skipped > 0 || literal == TALLY_JSON_NULL || self->place != AT_CELL
      || self->key != KEY_VALUE)
    return TRUE;
  if (literal == TALLY_JSON_TRUE)
    return take_value (self, TALLY_CELL_BOOLEAN, "true", 4, error);
  return take_value (self, TALLY_CELL_BOOLEAN, "false", 5, error);
}

static gboolean
key_cb (gpointer     data,
        const char  *bytes,
        gsize        length,
        GError     **error)
{
  TallySmartsheetPage *self = data;
  const KeyName *names = key_names[self->place];

  self->key = KEY_NONE;
  if (self->n_skipped > 0)
    return TRUE;
  for (guint i = 0; i < MAX_NAMES && names[i].name != NULL; i++)
    if (names[i].length == length && memcmp (names[i].name, bytes, length) == 0)
      {
        self->key = names[i].key;
        break;
      }
  return TRUE;
}

static gboolean
add_column (TallySmartsheetPage  *self,
            GError              **error)
{
  if (self->sheet->columns->len >= MAX_COLUMNS)
    {
      g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_LIMIT,
                   "the sheet has more than %d columns", MAX_COLUMNS);
      return FALSE;
    }
  self->column = tally_column_new (0, self->sheet->columns->len, TALLY_COLUMN_OTHER, NULL);
  g_ptr_array_add (self->sheet->columns, self->column);
  return TRUE;
}

static gboolean
set_once (gboolean    *flag,
          const char  *what,
          GError     **error)
{
  if (*flag)
    return refuse (error, what, 2);
  *flag = TRUE;
  return TRUE;
}

static gboolean
arrive (TallySmartsheetPage  *self,
        Place                 place,
        GError              **error)
{
  self->place = place;
  self->key = KEY_NONE;
  if (place == AT_CELL)
    tally_smartsheet_rowbuf_begin_cell (self->rowbuf);
  else if (place == AT_ROW)
    self->row = tally_smartsheet_rowbuf_begin_row (self->rowbuf);
  else if (place == AT_COLUMN)
    return add_column (self, error);
  else if (place == AT_COLUMNS)
    return set_once (&self->has_columns, "lists of columns:", error);
  else if (place == AT_ROWS)
    return set_once (&self->has_rows, "lists of rows:", error);
  else if (place == AT_CONTACT || place == AT_OBJECT)
    self->has_contact = FALSE;
  return TRUE;
}

static gboolean
enter (TallySmartsheetPage  *self,
       gboolean              is_array,
       GError              **error)
{
  if (self->n_skipped == 0)
    for (gsize i = 0; i < G_N_ELEMENTS (doors); i++)
      if (doors[i].from == self->place && doors[i].key == self->key && doors[i].is_array == is_array)
        return arrive (self, doors[i].to, error);
  if (self->place == AT_START)
    return refuse (error, "it is a list, not a sheet; elements:", 0);
  self->n_skipped++;
  return TRUE;
}

static gboolean
end_row (TallySmartsheetPage  *self,
         GError              **error)
{
  const TallyRow *row = tally_smartsheet_rowbuf_end_row (self->rowbuf);

  if (row->row_id <= 0)
    return refuse (error, "a row without an id behind row number", row->row_number);
  self->n_rows++;
  self->row = NULL;
  return self->func (row, self->data, error);
}

static gboolean
leave (TallySmartsheetPage  *self,
       GError              **error)
{
  Place left = self->place;

  if (self->n_skipped > 0)
    {
      self->n_skipped--;
      return TRUE;
    }
  self->place = parents[left];
  self->key = KEY_NONE;
  if (left == AT_CELL && !tally_smartsheet_rowbuf_end_cell (self->rowbuf))
    return refuse (error, "two cells of one column in row", self->row->row_id);
  if (left == AT_ROW)
    return end_row (self, error);
  return TRUE;
}

static gboolean
object_start_cb (gpointer   data,
                 GError   **error)
{
  return enter (data, FALSE, error);
}

static gboolean
array_start_cb (gpointer   data,
                GError   **error)
{
  return enter (data, TRUE, error);
}

static gboolean
end_cb (gpointer   data,
        GError   **error)
{
  return leave (data, error);
}

const TallyJsonHandler tally_smartsheet_page_handler = {
  .object_start = object_start_cb,
  .object_end = end_cb,
  .array_start = array_start_cb,
  .array_end = end_cb,
  .key = key_cb,
  .string = string_cb,
  .number = number_cb,
  .literal = literal_cb,
};
