/* tally-cell-history.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cell-history.h"

/* The service tells times in whole seconds: all of the second belongs to it. */
#define REST_OF_SECOND_USEC (G_USEC_PER_SEC - 1)

#define NOT_FOUND (-1)

static void
revision_free (TallyCellRevision *revision)
{
  g_free (revision->written_by);
  g_free (revision->value);
  g_free (revision);
}

TallyCellHistory *
tally_cell_history_new (gint64      sheet_id,
                        gint64      row_id,
                        TallyField  field,
                        const char *state)
{
  TallyCellHistory *self = g_new0 (TallyCellHistory, 1);

  self->sheet_id = sheet_id;
  self->row_id = row_id;
  self->field = field;
  self->state = g_strdup (state);
  self->revisions = g_ptr_array_new_with_free_func ((GDestroyNotify) revision_free);
  return self;
}

void
tally_cell_history_free (TallyCellHistory *self)
{
  if (self == NULL)
    return;
  g_free (self->state);
  g_ptr_array_unref (self->revisions);
  g_free (self);
}

void
tally_cell_history_add (TallyCellHistory *self,
                        gint64            written_utc_usec,
                        const char       *written_by,
                        const char       *value)
{
  TallyCellRevision *revision = g_new0 (TallyCellRevision, 1);

  revision->written_utc_usec = MAX (written_utc_usec, 0);
  revision->written_by = g_strdup (written_by);
  revision->value = g_strdup (value);
  g_ptr_array_add (self->revisions, revision);
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 left = (*(const TallyCellRevision *const *) a)->written_utc_usec;
  gint64 right = (*(const TallyCellRevision *const *) b)->written_utc_usec;

  return (left > right) - (left < right);
}

void
tally_cell_history_sort (TallyCellHistory *self)
{
  gpointer *values = self->revisions->pdata;

  for (guint i = 0, n = self->revisions->len; i < n / 2; i++)
    {
      gpointer value = values[i];
      values[i] = values[n - 1 - i];
      values[n - 1 - i] = value;
    }
  g_ptr_array_sort (self->revisions, compare_times); /* a merge sort: stable */
}

gboolean
tally_cell_history_is_complete (const TallyCellHistory *self)
{
  return strcmp (self->state, TALLY_CELL_HISTORY_COMPLETE) == 0;
}

static const TallyCellRevision *
get (const TallyCellHistory *self,
     gint                    index)
{
  return self->revisions->pdata[index];
}

/* The value that precedes another one in time, or "": before the first one there was none. */
static const char *
get_value_before (const TallyCellHistory *self,
                  gint                    index)
{
  return index > 0 && get (self, index - 1)->written_utc_usec > 0 ? get (self, index - 1)->value : "";
}

/* The last value written by then. */
static gint
find_until (const TallyCellHistory *self,
            gint64                  until_utc_usec)
{
  gint i = (gint) self->revisions->len - 1;

  while (i >= 0 && get (self, i)->written_utc_usec > until_utc_usec + REST_OF_SECOND_USEC)
    i--;
  return i >= 0 && get (self, i)->written_utc_usec > 0 ? i : NOT_FOUND;
}

/* Whether the cell held the value then, and since which writing. */
static gint
find_held (const TallyCellHistory *self,
           const char             *value,
           gint64                  utc_usec)
{
  gint i = find_until (self, utc_usec);

  if (i == NOT_FOUND || strcmp (get (self, i)->value, value) != 0)
    return NOT_FOUND;
  while (i > 0 && get (self, i - 1)->written_utc_usec > 0 && strcmp (get (self, i - 1)->value, value) == 0)
    i--;
  return i;
}

static gint
find_only_passage (const TallyCellHistory *self,
                   const TallyLineChange  *change)
{
  gint found = NOT_FOUND;

  for (gint i = 1; i < (gint) self->revisions->len; i++)
    {
      if (get (self, i - 1)->written_utc_usec == 0 || strcmp (get (self, i - 1)->value, change->old_value) != 0
          || strcmp (get (self, i)->value, change->new_value) != 0)
        continue;
      if (found != NOT_FOUND)
        return NOT_FOUND;
      found = i;
    }
  return found;
}

gboolean
tally_cell_history_find_writing (const TallyCellHistory *self,
                                 const TallyLineChange  *change,
                                 guint                  *out_index)
{
  gint index = NOT_FOUND;

  if (change->written_utc_usec > 0)
    index = find_held (self, change->new_value, change->written_utc_usec);
  if (index == NOT_FOUND)
    index = find_held (self, change->new_value, change->noticed_utc_usec);
  if (index == NOT_FOUND)
    index = find_only_passage (self, change);
  if (index == NOT_FOUND)
    return FALSE;
  *out_index = (guint) index;
  return TRUE;
}

gboolean
tally_cell_history_get_change (const TallyCellHistory *self,
                               guint                   index,
                               TallyLineChange        *out_change)
{
  const TallyCellRevision *revision = get (self, (gint) index);
  const char *before = get_value_before (self, (gint) index);

  if (revision->is_matched || revision->written_utc_usec == 0 || strcmp (revision->value, before) == 0)
    return FALSE;
  *out_change = (TallyLineChange) {
    .kind = TALLY_LINE_CHANGE_FIELD,
    .field = self->field,
    .writer = tally_writer_of (revision->written_by),
    .is_attributed = TRUE,
    .sheet_id = self->sheet_id,
    .row_id = self->row_id,
    .written_utc_usec = revision->written_utc_usec,
    .written_by = revision->written_by,
    .old_value = before,
    .new_value = revision->value,
  };
  return TRUE;
}
