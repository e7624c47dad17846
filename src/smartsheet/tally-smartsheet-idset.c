/* tally-smartsheet-idset.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-idset.h"

#define FIRST_SIZE 1024

/* Open addressing with linear probing, at most half full; 0 marks a free place. */
struct _TallySmartsheetIdset {
  gint64 *ids;    /* (owned) */
  gsize   n_ids;
  gsize   n_places; /* a power of two */
};

TallySmartsheetIdset *
tally_smartsheet_idset_new (void)
{
  TallySmartsheetIdset *self = g_new0 (TallySmartsheetIdset, 1);

  self->n_places = FIRST_SIZE;
  self->ids = g_new0 (gint64, self->n_places);
  return self;
}

void
tally_smartsheet_idset_free (TallySmartsheetIdset *self)
{
  if (self == NULL)
    return;
  g_free (self->ids);
  g_free (self);
}

void
tally_smartsheet_idset_clear (TallySmartsheetIdset *self)
{
  memset (self->ids, 0, self->n_places * sizeof *self->ids);
  self->n_ids = 0;
}

/* Fibonacci hashing (Knuth, TAOCP 3, 6.4): ids that differ in a few bits spread well. */
static gsize
find_place (TallySmartsheetIdset *self,
            gint64                id)
{
  guint64 hash = (guint64) id * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
  gsize place = (gsize) (hash >> 20) & (self->n_places - 1);

  while (self->ids[place] != 0 && self->ids[place] != id)
    place = (place + 1) & (self->n_places - 1);
  return place;
}

static void
grow (TallySmartsheetIdset *self)
{
  g_autofree gint64 *old = self->ids;
  gsize n_old = self->n_places;

  self->n_places *= 2;
  self->ids = g_new0 (gint64, self->n_places);
  for (gsize i = 0; i < n_old; i++)
    if (old[i] != 0)
      self->ids[find_place (self, old[i])] = old[i];
}

gboolean
tally_smartsheet_idset_add (TallySmartsheetIdset *self,
                            gint64                id)
{
  gsize place;

  g_return_val_if_fail (self != NULL && id != 0, FALSE);
  place = find_place (self, id);
  if (self->ids[place] == id)
    return FALSE;
  self->ids[place] = id;
  if (++self->n_ids * 2 > self->n_places)
    grow (self);
  return TRUE;
}

gboolean
tally_smartsheet_idset_has (TallySmartsheetIdset *self,
                            gint64                id)
{
  g_return_val_if_fail (self != NULL && id != 0, FALSE);
  return self->ids[find_place (self, id)] == id;
}
