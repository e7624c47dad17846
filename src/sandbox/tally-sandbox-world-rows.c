/* tally-sandbox-world-rows.c
 *
 * Columns and rows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-world-rows.h"

#include "tally-sandbox-sheet-private.h"
#include "tally-sandbox-world-private.h"

static void
record_column (TallySandboxWorld            *self,
               TallySandboxSheet            *sheet,
               const TallySandboxColumnSpec *spec,
               const TallySandboxStamp      *stamp)
{
  g_autofree char *options = NULL;

  if (spec->options != NULL)
    options = g_strjoinv ("\n", (char **) spec->options);
  tally_sandbox_record_open (self, "column", stamp);
  tally_sandbox_record_number (self, "sheet", sheet->id);
  tally_sandbox_record_text (self, "title", spec->title);
  tally_sandbox_record_text (self, "type", spec->type);
  tally_sandbox_record_text (self, "system", spec->system_type);
  tally_sandbox_record_text (self, "options", options);
  tally_sandbox_record_text (self, "formula", spec->formula);
  tally_sandbox_record_text (self, "description", spec->description);
  tally_sandbox_record_text (self, "symbol", spec->symbol);
  tally_sandbox_record_number (self, "primary", spec->primary);
  tally_sandbox_record_number (self, "hidden", spec->hidden);
  tally_sandbox_record_number (self, "locked", spec->locked);
  tally_sandbox_record_number (self, "validation", spec->validation);
  tally_sandbox_record_close (self);
}

TallySandboxColumn *
tally_sandbox_world_add_column (TallySandboxWorld            *self,
                                TallySandboxSheet            *sheet,
                                const TallySandboxColumnSpec *spec,
                                const TallySandboxStamp      *stamp)
{
  TallySandboxColumn *column = g_new0 (TallySandboxColumn, 1);
  const char *type = tally_sandbox_column_type_intern (spec->type);

  tally_sandbox_world_begin (self);
  column->id = tally_sandbox_world_new_id (self);
  column->slot = sheet->n_slots++;
  column->title = g_strdup (spec->title);
  column->type = type != NULL ? type : "TEXT_NUMBER";
  column->system_type = g_strdup (spec->system_type);
  column->options = g_strdupv ((char **) spec->options);
  column->formula = g_strdup (spec->formula);
  column->description = g_strdup (spec->description);
  column->symbol = g_strdup (spec->symbol);
  column->width = 150;
  column->primary = spec->primary != FALSE;
  column->hidden = spec->hidden != FALSE;
  column->locked = spec->locked != FALSE;
  column->validation = spec->validation != FALSE;
  g_ptr_array_add (sheet->columns, column);
  tally_sandbox_world_touch (self, sheet, stamp);
  record_column (self, sheet, spec, stamp);
  tally_sandbox_world_commit (self);
  return column;
}

void
tally_sandbox_world_rename_column (TallySandboxWorld       *self,
                                   TallySandboxSheet       *sheet,
                                   TallySandboxColumn      *column,
                                   const char              *title,
                                   const TallySandboxStamp *stamp)
{
  tally_sandbox_world_begin (self);
  g_free (column->title);
  column->title = g_strdup (title);
  tally_sandbox_world_touch (self, sheet, stamp);
  tally_sandbox_record_open (self, "rename-column", stamp);
  tally_sandbox_record_number (self, "sheet", sheet->id);
  tally_sandbox_record_number (self, "column", column->id);
  tally_sandbox_record_text (self, "title", title);
  tally_sandbox_record_close (self);
  tally_sandbox_world_commit (self);
}

/* Slots are never reused, so the cells may stay where nobody finds them. */
void
tally_sandbox_world_remove_column (TallySandboxWorld       *self,
                                   TallySandboxSheet       *sheet,
                                   TallySandboxColumn      *column,
                                   const TallySandboxStamp *stamp)
{
  tally_sandbox_world_begin (self);
  tally_sandbox_world_touch (self, sheet, stamp);
  tally_sandbox_record_open (self, "remove-column", stamp);
  tally_sandbox_record_number (self, "sheet", sheet->id);
  tally_sandbox_record_number (self, "column", column->id);
  tally_sandbox_record_close (self);
  g_ptr_array_remove (sheet->columns, column);
  tally_sandbox_world_commit (self);
}

static void
number_rows (TallySandboxSheet *sheet,
             guint              first)
{
  for (guint i = first; i < sheet->rows->len; i++)
    ((TallySandboxRow *) sheet->rows->pdata[i])->index = i;
}

TallySandboxRow *
tally_sandbox_world_add_row (TallySandboxWorld       *self,
                             TallySandboxSheet       *sheet,
                             gint                     index,
                             gint64                   parent_id,
                             const TallySandboxStamp *stamp)
{
  TallySandboxRow *row = g_new0 (TallySandboxRow, 1);

  if (index < 0 || (guint) index > sheet->rows->len)
    index = (gint) sheet->rows->len;
  tally_sandbox_world_begin (self);
  row->id = tally_sandbox_world_new_id (self);
  row->parent_id = parent_id;
  row->created_utc_usec = row->modified_utc_usec = stamp->at_utc_usec;
  row->created_by = row->modified_by = stamp->by;
  if (sheet->n_slots > 0)
    row->cells = g_new0 (TallySandboxCell, sheet->n_slots);
  row->n_cells = (guint16) sheet->n_slots;
  g_ptr_array_insert (sheet->rows, index, row);
  number_rows (sheet, index);
  g_hash_table_insert (sheet->rows_by_id, &row->id, row);
  tally_sandbox_world_touch (self, sheet, stamp);
  tally_sandbox_record_open (self, "row", stamp);
  tally_sandbox_record_number (self, "sheet", sheet->id);
  tally_sandbox_record_number (self, "index", index);
  tally_sandbox_record_number (self, "parent", parent_id);
  tally_sandbox_record_close (self);
  tally_sandbox_world_commit (self);
  return row;
}

static void
mark_modified (TallySandboxRow         *row,
               const TallySandboxStamp *stamp)
{
  row->modified_utc_usec = MAX (row->modified_utc_usec, stamp->at_utc_usec);
  row->modified_by = stamp->by;
}

void
tally_sandbox_world_move_row (TallySandboxWorld       *self,
                              TallySandboxSheet       *sheet,
                              TallySandboxRow         *row,
                              gint                     index,
                              gint64                   parent_id,
                              const TallySandboxStamp *stamp)
{
  guint old_index = row->index;

  tally_sandbox_world_begin (self);
  g_ptr_array_steal_index (sheet->rows, old_index);
  if (index < 0 || (guint) index > sheet->rows->len)
    index = (gint) sheet->rows->len;
  g_ptr_array_insert (sheet->rows, index, row);
  number_rows (sheet, MIN (old_index, (guint) index));
  row->parent_id = parent_id;
  mark_modified (row, stamp);
  tally_sandbox_world_touch (self, sheet, stamp);
  tally_sandbox_record_open (self, "move-row", stamp);
  tally_sandbox_record_number (self, "sheet", sheet->id);
  tally_sandbox_record_number (self, "row", row->id);
  tally_sandbox_record_number (self, "index", index);
  tally_sandbox_record_number (self, "parent", parent_id);
  tally_sandbox_record_close (self);
  tally_sandbox_world_commit (self);
}

static void
lift_children (TallySandboxSheet *sheet,
               TallySandboxRow   *row)
{
  for (guint i = row->index + 1; i < sheet->rows->len; i++)
    {
      TallySandboxRow *child = sheet->rows->pdata[i];
      if (child->parent_id == row->id)
        child->parent_id = row->parent_id;
    }
}

static void
remove_discussions (TallySandboxSheet *sheet,
                    TallySandboxRow   *row)
{
  for (guint i = sheet->discussions->len; i > 0; i--)
    {
      TallySandboxDiscussion *discussion = sheet->discussions->pdata[i - 1];
      if (discussion->row == row)
        g_ptr_array_remove_index (sheet->discussions, i - 1);
    }
}

void
tally_sandbox_world_remove_row (TallySandboxWorld       *self,
                                TallySandboxSheet       *sheet,
                                TallySandboxRow         *row,
                                const TallySandboxStamp *stamp)
{
  guint index = row->index;

  tally_sandbox_world_begin (self);
  while (row->attachments != NULL && row->attachments->len > 0)
    tally_sandbox_world_remove_attachment (self, row->attachments->pdata[0], stamp);
  tally_sandbox_world_touch (self, sheet, stamp);
  tally_sandbox_record_open (self, "remove-row", stamp);
  tally_sandbox_record_number (self, "sheet", sheet->id);
  tally_sandbox_record_number (self, "row", row->id);
  tally_sandbox_record_close (self);
  remove_discussions (sheet, row);
  lift_children (sheet, row);
  g_hash_table_remove (sheet->rows_by_id, &row->id);
  g_ptr_array_remove_index (sheet->rows, index);
  number_rows (sheet, index);
  tally_sandbox_world_commit (self);
}

void
tally_sandbox_world_set_row_flags (TallySandboxWorld       *self,
                                   TallySandboxSheet       *sheet,
                                   TallySandboxRow         *row,
                                   gboolean                 locked,
                                   gboolean                 collapsed,
                                   const TallySandboxStamp *stamp)
{
  tally_sandbox_world_begin (self);
  row->locked = locked != FALSE;
  row->collapsed = collapsed != FALSE;
  mark_modified (row, stamp);
  tally_sandbox_world_touch (self, sheet, stamp);
  tally_sandbox_record_open (self, "row-flags", stamp);
  tally_sandbox_record_number (self, "sheet", sheet->id);
  tally_sandbox_record_number (self, "row", row->id);
  tally_sandbox_record_number (self, "locked", locked != FALSE);
  tally_sandbox_record_number (self, "collapsed", collapsed != FALSE);
  tally_sandbox_record_close (self);
  tally_sandbox_world_commit (self);
}

static gboolean
shows_itself (const char *type)
{
  return strcmp (type, "TEXT_NUMBER") == 0 || strcmp (type, "PICKLIST") == 0 ||
         strcmp (type, "DURATION") == 0 || strcmp (type, "PREDECESSOR") == 0;
}

TallySandboxCell
tally_sandbox_world_make_cell (TallySandboxWorld        *self,
                               const TallySandboxColumn *column,
                               const TallySandboxLexeme *value)
{
  TallySandboxCell cell = { value, NULL };

  if (value == NULL)
    return cell;
  if (shows_itself (column->type))
    cell.display = tally_sandbox_lexeme_is_text (value)
                     ? value : tally_sandbox_pool_text (self->pool, value->json);
  if (strcmp (column->type, "CONTACT_LIST") == 0 && tally_sandbox_lexeme_is_text (value))
    {
      g_autofree char *email = tally_sandbox_lexeme_dup_text (value);
      g_autofree char *key = g_utf8_strdown (email, -1);
      TallySandboxUser *user = g_hash_table_lookup (self->priv->users_by_email, key);
      cell.display = user == NULL ? value : tally_sandbox_pool_text (self->pool, user->name);
    }
  return cell;
}

static void
append_change (TallySandboxExtra *extra,
               TallySandboxCell   cell,
               gint64             at_utc_usec,
               TallySandboxUser  *by)
{
  TallySandboxChange change = { cell, at_utc_usec, by };

  if (extra->history == NULL)
    extra->history = g_array_new (FALSE, FALSE, sizeof (TallySandboxChange));
  g_array_append_val (extra->history, change);
}

/* The first edit after the birth of a row also makes the entry for the value at birth. */
static void
remember_change (TallySandboxRow         *row,
                 TallySandboxColumn      *column,
                 TallySandboxCell         cell,
                 const TallySandboxStamp *stamp)
{
  TallySandboxCell old = tally_sandbox_row_get_cell (row, column);
  TallySandboxExtra *extra;

  if (old.value == cell.value || stamp->at_utc_usec == row->created_utc_usec)
    return;
  extra = tally_sandbox_row_ensure_extra (row, column);
  if (extra->history == NULL && old.value != NULL)
    append_change (extra, old, row->created_utc_usec, row->created_by);
  append_change (extra, cell, stamp->at_utc_usec, stamp->by);
}

static void
set_extras (TallySandboxRow        *row,
            TallySandboxColumn     *column,
            const TallySandboxEdit *edit)
{
  TallySandboxExtra *extra = tally_sandbox_row_find_extra (row, column);

  if (extra == NULL && edit->formula == NULL && edit->hyperlink == NULL &&
      edit->link_in == NULL && edit->object_value == NULL)
    return;
  extra = tally_sandbox_row_ensure_extra (row, column);
  extra->formula = edit->formula;
  extra->hyperlink = edit->hyperlink;
  extra->link_in = edit->link_in;
  extra->object_value = edit->object_value;
}

void
tally_sandbox_world_set_cell (TallySandboxWorld       *self,
                              TallySandboxSheet       *sheet,
                              TallySandboxRow         *row,
                              TallySandboxColumn      *column,
                              const TallySandboxEdit  *edit,
                              const TallySandboxStamp *stamp)
{
  tally_sandbox_world_begin (self);
  remember_change (row, column, edit->cell, stamp);
  tally_sandbox_row_fill (row, column, edit->cell);
  set_extras (row, column, edit);
  mark_modified (row, stamp);
  tally_sandbox_world_touch (self, sheet, stamp);
  tally_sandbox_record_open (self, "cell", stamp);
  tally_sandbox_record_number (self, "sheet", sheet->id);
  tally_sandbox_record_number (self, "row", row->id);
  tally_sandbox_record_number (self, "column", column->id);
  tally_sandbox_record_lexeme (self, "value", edit->cell.value);
  tally_sandbox_record_lexeme (self, "display", edit->cell.display);
  tally_sandbox_record_lexeme (self, "formula", edit->formula);
  tally_sandbox_record_lexeme (self, "hyperlink", edit->hyperlink);
  tally_sandbox_record_lexeme (self, "link", edit->link_in);
  tally_sandbox_record_lexeme (self, "object", edit->object_value);
  tally_sandbox_record_close (self);
  tally_sandbox_world_commit (self);
}
