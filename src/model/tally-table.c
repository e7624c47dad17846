/* tally-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-table.h"

/* What people follow is encrypted; nothing else of the service's is an address for them. */
#define SCHEME "https://"

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
  self->link = g_strdup ("");
  self->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_column_free);
  return self;
}

static gboolean
is_link (const char *bytes,
         gsize       length)
{
  if (length <= strlen (SCHEME) || length > TALLY_SHEET_MAX_LINK_BYTES || memcmp (bytes, SCHEME, strlen (SCHEME)) != 0)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isgraph (bytes[i]) || strchr ("\"<>\\^`{|}#", bytes[i]) != NULL)
      return FALSE;
  return TRUE;
}

void
tally_sheet_set_link (TallySheet *self,
                      const char *bytes,
                      gsize       length)
{
  g_return_if_fail (self != NULL && (bytes != NULL || length == 0));
  g_free (self->link);
  self->link = g_strndup (bytes, is_link (bytes, length) ? length : 0);
}

char *
tally_sheet_link_dup_row (const char *link,
                          gint64      row_id)
{
  if (link == NULL || *link == '\0')
    return g_strdup ("");
  return g_strdup_printf ("%s%crowId=%" G_GINT64_FORMAT, link, strchr (link, '?') != NULL ? '&' : '?', row_id);
}

void
tally_sheet_free (TallySheet *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->link);
  g_ptr_array_unref (self->columns);
  g_free (self);
}
