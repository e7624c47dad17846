/* tally-smartsheet-rowbuf.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-rowbuf.h"

#define FIRST_BYTES 4096
#define NO_COLUMN G_MAXUINT

/* Where a text stands in the buffer. */
typedef struct {
  guint32 at;
  guint32 length;
  guint   is_set : 1;
} Span;

typedef struct {
  gint64        column_id;
  TallyCellKind kind;
  gboolean      is_stale;
  Span          value;
  Span          display;
  Span          object;
} Draft;

struct _TallySmartsheetRowbuf {
  guint    n_columns;
  gint64  *column_ids;  /* (owned) */
  guint   *follower;    /* (owned) which column came after this one last time */
  guint   *row_stamps;  /* (owned) the row in which this column was last set */
  Span    *spans;       /* (owned) */
  TallyCell *cells;     /* (owned) */
  TallyRow row;
  Span     writer;
  Draft    draft;
  guint    last_slot;   /* column of the cell before, n_columns at the start of a row */
  guint    stamp;
  char    *bytes;       /* (owned) */
  gsize    n_used;
  gsize    n_bytes;
};

TallySmartsheetRowbuf *
tally_smartsheet_rowbuf_new (const gint64 *column_ids,
                             guint         n_columns)
{
  TallySmartsheetRowbuf *self = g_new0 (TallySmartsheetRowbuf, 1);

  self->n_columns = n_columns;
  self->column_ids = g_new (gint64, MAX (n_columns, 1));
  self->follower = g_new (guint, n_columns + 1);
  self->row_stamps = g_new0 (guint, n_columns + 1);
  self->spans = g_new0 (Span, n_columns + 1);
  self->cells = g_new0 (TallyCell, n_columns + 1);
  for (guint i = 0; i < n_columns; i++)
    {
      self->column_ids[i] = column_ids[i];
      self->follower[i] = i + 1;
    }
  self->follower[n_columns] = 0;
  self->n_bytes = FIRST_BYTES;
  self->bytes = g_malloc (self->n_bytes);
  return self;
}

void
tally_smartsheet_rowbuf_free (TallySmartsheetRowbuf *self)
{
  if (self == NULL)
    return;
  g_free (self->column_ids);
  g_free (self->follower);
  g_free (self->row_stamps);
  g_free (self->spans);
  g_free (self->cells);
  g_free (self->bytes);
  g_free (self);
}

TallyRow *
tally_smartsheet_rowbuf_begin_row (TallySmartsheetRowbuf *self)
{
  self->stamp++;
  self->n_used = 0;
  self->last_slot = self->n_columns;
  self->writer = (Span) { 0 };
  self->row = (TallyRow) { .n_cells = self->n_columns, .cells = self->cells };
  for (guint i = 0; i < self->n_columns; i++)
    self->cells[i] = (TallyCell) { .kind = TALLY_CELL_EMPTY, .text = "" };
  return &self->row;
}

void
tally_smartsheet_rowbuf_begin_cell (TallySmartsheetRowbuf *self)
{
  self->draft = (Draft) { .column_id = 0 };
}

void
tally_smartsheet_rowbuf_set_column (TallySmartsheetRowbuf *self,
                                    gint64                 column_id)
{
  self->draft.column_id = column_id;
}

void
tally_smartsheet_rowbuf_set_stale (TallySmartsheetRowbuf *self)
{
  self->draft.is_stale = TRUE;
}

static gboolean
ensure_room (TallySmartsheetRowbuf *self,
             gsize                  n_more)
{
  gsize wanted = self->n_bytes;

  if (n_more > TALLY_SMARTSHEET_MAX_ROW_BYTES
      || self->n_used + n_more > TALLY_SMARTSHEET_MAX_ROW_BYTES)
    return FALSE;
  while (wanted < self->n_used + n_more)
    wanted *= 2;
  if (wanted > self->n_bytes)
    self->bytes = g_realloc (self->bytes, wanted);
  self->n_bytes = wanted;
  return TRUE;
}

/* Room for a text was made: NULs become U+FFFD, three bytes each. */
static void
append_without_nul (TallySmartsheetRowbuf *self,
                    const char            *bytes,
                    gsize                  length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (bytes[i] != '\0')
        self->bytes[self->n_used++] = bytes[i];
      else
        {
          memcpy (self->bytes + self->n_used, "\xEF\xBF\xBD", 3);
          self->n_used += 3;
        }
    }
}

static void
append (TallySmartsheetRowbuf *self,
        const char            *bytes,
        gsize                  length)
{
  if (memchr (bytes, '\0', length) == NULL)
    {
      memcpy (self->bytes + self->n_used, bytes, length);
      self->n_used += length;
    }
  else
    append_without_nul (self, bytes, length);
}

static Span *
find_span (TallySmartsheetRowbuf *self,
           TallySmartsheetPart    part)
{
  Span *spans[] = {
    [TALLY_SMARTSHEET_PART_VALUE] = &self->draft.value,
    [TALLY_SMARTSHEET_PART_DISPLAY] = &self->draft.display,
    [TALLY_SMARTSHEET_PART_OBJECT] = &self->draft.object,
    [TALLY_SMARTSHEET_PART_WRITER] = &self->writer,
  };

  return spans[part];
}

/* The members of an objectValue follow each other with nothing between them but the terminating
 * NUL, so that joining is overwriting that; anything else begins a new text. */
static void
begin_text (TallySmartsheetRowbuf *self,
            TallySmartsheetPart    part,
            Span                  *span)
{
  if (part == TALLY_SMARTSHEET_PART_OBJECT && span->is_set
      && span->at + span->length + 1 == self->n_used)
    {
      self->n_used--;
      append (self, ", ", 2);
    }
  else
    span->at = (guint32) self->n_used;
}

gboolean
tally_smartsheet_rowbuf_take_text (TallySmartsheetRowbuf *self,
                                   TallySmartsheetPart    part,
                                   TallyCellKind          kind,
                                   const char            *bytes,
                                   gsize                  length)
{
  Span *span = find_span (self, part);

  if (part == TALLY_SMARTSHEET_PART_DISPLAY && self->draft.value.is_set)
    return TRUE;
  if (length > TALLY_SMARTSHEET_MAX_ROW_BYTES || !ensure_room (self, 3 * length + 4))
    return FALSE;
  begin_text (self, part, span);
  append (self, bytes, length);
  span->length = (guint32) (self->n_used - span->at);
  span->is_set = TRUE;
  self->bytes[self->n_used++] = '\0';
  if (part == TALLY_SMARTSHEET_PART_VALUE)
    self->draft.kind = kind;
  return TRUE;
}

/* Cells come in the sheet's order, whatever order was asked for; so the column that followed last
 * time is nearly always the right guess. */
static guint
find_slot (TallySmartsheetRowbuf *self,
           gint64                 column_id)
{
  guint guess = self->follower[self->last_slot];

  if (guess < self->n_columns && self->column_ids[guess] == column_id)
    return guess;
  for (guint i = 0; i < self->n_columns; i++)
    if (self->column_ids[i] == column_id)
      {
        self->follower[self->last_slot] = i;
        return i;
      }
  return NO_COLUMN;
}

static void
settle_cell (const Draft *draft,
             TallyCell   *cell,
             Span        *span)
{
  const Span *used = &draft->value;

  if (!used->is_set)
    used = draft->display.is_set ? &draft->display : &draft->object;
  cell->is_stale = draft->is_stale;
  if (!used->is_set)
    return;
  cell->kind = draft->value.is_set ? draft->kind : TALLY_CELL_TEXT;
  cell->is_display = !draft->value.is_set;
  cell->length = used->length;
  *span = *used;
}

gboolean
tally_smartsheet_rowbuf_end_cell (TallySmartsheetRowbuf *self)
{
  guint slot = find_slot (self, self->draft.column_id);

  if (slot == NO_COLUMN)
    return TRUE;
  if (self->row_stamps[slot] == self->stamp)
    return FALSE;
  self->row_stamps[slot] = self->stamp;
  self->last_slot = slot;
  settle_cell (&self->draft, &self->cells[slot], &self->spans[slot]);
  return TRUE;
}

const TallyRow *
tally_smartsheet_rowbuf_end_row (TallySmartsheetRowbuf *self)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (self->cells[i].kind != TALLY_CELL_EMPTY)
      self->cells[i].text = self->bytes + self->spans[i].at;
  if (self->writer.is_set)
    self->row.modified_by = self->bytes + self->writer.at;
  return &self->row;
}
