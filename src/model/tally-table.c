/* tally-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-table.h"

TallyColumn *
tally_column_new (gint64           column_id,
                  guint            index,
                  TallyColumnType  type,
                  const char      *title)
{
  TallyColumn *self = g_new0 (TallyColumn, 1);

  self->column_id = column_id;
  self->index = index;
  self->type = type;
  self->title = g_strdup (title != NULL ? title : "");
  return self;
}

void
tally_column_free (TallyColumn *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self);
}

TallySheet *
tally_sheet_new (gint64      sheet_id,
                 const char *name)
{
  TallySheet *self = g_new0 (TallySheet, 1);

  self->sheet_id = sheet_id;
  self->version = -1;
  self->n_rows = -1;
  self->name = g_strdup (name != NULL ? name : "");
  self->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_column_free);
  return self;
}

void
tally_sheet_free (TallySheet *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_ptr_array_unref (self->columns);
  g_free (self);
}
