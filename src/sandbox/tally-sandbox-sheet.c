/* tally-sandbox-sheet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-sheet.h"

#include "tally-sandbox-attachment.h"
#include "tally-sandbox-sheet-private.h"

static void
free_extras (TallySandboxExtra *extra)
{
  while (extra != NULL)
    {
      TallySandboxExtra *next = extra->next;

      g_clear_pointer (&extra->history, g_array_unref);
      g_free (extra);
      extra = next;
    }
}

void
tally_sandbox_row_free (TallySandboxRow *self)
{
  if (self == NULL)
    return;
  free_extras (self->extras);
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  g_free (self->cells);
  g_free (self);
}

void
tally_sandbox_column_free (TallySandboxColumn *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->system_type);
  g_strfreev (self->options);
  g_free (self->formula);
  g_free (self->description);
  g_free (self->symbol);
  g_free (self);
}

TallySandboxSheet *
tally_sandbox_sheet_new (void)
{
  TallySandboxSheet *self = g_new0 (TallySandboxSheet, 1);

  self->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_sandbox_column_free);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_sandbox_row_free);
  self->rows_by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->attachments =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tally_sandbox_attachment_free);
  self->discussions =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tally_sandbox_discussion_free);
  return self;
}

void
tally_sandbox_sheet_free (TallySandboxSheet *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->rows_by_id);
  g_ptr_array_unref (self->discussions);
  g_ptr_array_unref (self->attachments);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->columns);
  g_free (self->name);
  g_free (self);
}

TallySandboxRow *
tally_sandbox_sheet_find_row (TallySandboxSheet *self,
                              gint64             id)
{
  return g_hash_table_lookup (self->rows_by_id, &id);
}

TallySandboxColumn *
tally_sandbox_sheet_find_column (TallySandboxSheet *self,
                                 gint64             id)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      TallySandboxColumn *column = self->columns->pdata[i];
      if (column->id == id)
        return column;
    }
  return NULL;
}

TallySandboxColumn *
tally_sandbox_sheet_find_title (TallySandboxSheet *self,
                                const char        *title)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      TallySandboxColumn *column = self->columns->pdata[i];
      if (g_strcmp0 (column->title, title) == 0)
        return column;
    }
  return NULL;
}

TallySandboxCell
tally_sandbox_row_get_cell (const TallySandboxRow    *self,
                            const TallySandboxColumn *column)
{
  TallySandboxCell empty = { NULL, NULL };

  return column->slot < self->n_cells ? self->cells[column->slot] : empty;
}

TallySandboxExtra *
tally_sandbox_row_find_extra (const TallySandboxRow    *self,
                              const TallySandboxColumn *column)
{
  for (TallySandboxExtra *extra = self->extras; extra != NULL; extra = extra->next)
    if (extra->slot == column->slot)
      return extra;
  return NULL;
}

TallySandboxExtra *
tally_sandbox_row_ensure_extra (TallySandboxRow          *self,
                                const TallySandboxColumn *column)
{
  TallySandboxExtra *extra = tally_sandbox_row_find_extra (self, column);

  if (extra != NULL)
    return extra;
  extra = g_new0 (TallySandboxExtra, 1);
  extra->slot = column->slot;
  extra->next = self->extras;
  self->extras = extra;
  return extra;
}

void
tally_sandbox_row_fill (TallySandboxRow          *self,
                        const TallySandboxColumn *column,
                        TallySandboxCell          cell)
{
  if (column->slot >= self->n_cells)
    {
      self->cells = g_renew (TallySandboxCell, self->cells, column->slot + 1);
      memset (self->cells + self->n_cells, 0,
              (column->slot + 1 - self->n_cells) * sizeof (TallySandboxCell));
      self->n_cells = (guint16) (column->slot + 1);
    }
  self->cells[column->slot] = cell;
}

const char *
tally_sandbox_column_type_intern (const char *type)
{
  static const char *const types[] = {
    "ABSTRACT_DATETIME", "CHECKBOX", "CONTACT_LIST", "DATE", "DATETIME", "DURATION",
    "MULTI_CONTACT_LIST", "MULTI_PICKLIST", "PICKLIST", "PREDECESSOR", "TEXT_NUMBER",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_strcmp0 (types[i], type) == 0)
      return types[i];
  return NULL;
}
