/* tally-column-map.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-column-map.h"

#include "tally-text.h"

TallyColumnMap *
tally_column_map_new (gint64 sheet_id)
{
  TallyColumnMap *self = g_new0 (TallyColumnMap, 1);

  self->sheet_id = sheet_id;
  self->notes = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < TALLY_N_FIELDS; i++)
    self->matches[i].title = g_strdup ("");
  return self;
}

void
tally_column_map_free (TallyColumnMap *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < TALLY_N_FIELDS; i++)
    g_free (self->matches[i].title);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

void
tally_column_map_set (TallyColumnMap *self,
                      TallyField      field,
                      gint64          column_id,
                      const char     *title,
                      guint           confidence_percent)
{
  g_return_if_fail (self != NULL && (guint) field < TALLY_N_FIELDS && title != NULL);
  self->matches[field].column_id = column_id;
  self->matches[field].confidence_percent = confidence_percent;
  tally_text_set (&self->matches[field].title, title);
}

guint
tally_column_map_list_ids (const TallyColumnMap *self,
                           TallyField            out_fields[TALLY_N_FIELDS],
                           gint64                out_ids[TALLY_N_FIELDS])
{
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);
  for (guint i = 0; i < TALLY_N_FIELDS; i++)
    if (self->matches[i].column_id != 0)
      {
        out_fields[n] = (TallyField) i;
        out_ids[n++] = self->matches[i].column_id;
      }
  return n;
}

gboolean
tally_column_map_equal (const TallyColumnMap *a,
                        const TallyColumnMap *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);
  for (guint i = 0; i < TALLY_N_FIELDS; i++)
    if (a->matches[i].column_id != b->matches[i].column_id)
      return FALSE;
  return TRUE;
}
