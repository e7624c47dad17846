/* tally-cleanup.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cleanup.h"

static const char *const place_ids[TALLY_N_CLEANUP_PLACES] = {
  "output", "trash", "folders", "target", "archive",
};

static void
item_free (TallyCleanupItem *item)
{
  g_free (item->name);
  g_free (item);
}

TallyCleanup *
tally_cleanup_new (gboolean is_preview)
{
  TallyCleanup *self = g_new0 (TallyCleanup, 1);

  self->is_preview = is_preview;
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  return self;
}

void
tally_cleanup_free (TallyCleanup *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->items);
  g_free (self);
}

void
tally_cleanup_add (TallyCleanup      *self,
                   TallyCleanupPlace  place,
                   const char        *name,
                   const char        *reason,
                   guint64            size_bytes)
{
  TallyCleanupItem *item;

  g_return_if_fail (self != NULL && name != NULL && reason != NULL);
  item = g_new0 (TallyCleanupItem, 1);
  item->place = place;
  item->name = g_strdup (name);
  item->reason = reason;
  item->size_bytes = size_bytes;
  g_ptr_array_add (self->items, item);
}

guint
tally_cleanup_count (const TallyCleanup *self,
                     TallyCleanupPlace   place,
                     guint64            *out_bytes)
{
  guint64 bytes = 0;
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);
  for (guint i = 0; i < self->items->len; i++)
    {
      const TallyCleanupItem *item = self->items->pdata[i];
      if (item->place != place)
        continue;
      bytes += item->size_bytes;
      n++;
    }
  if (out_bytes != NULL)
    *out_bytes = bytes;
  return n;
}

const char *
tally_cleanup_place_get_id (TallyCleanupPlace place)
{
  return (guint) place < TALLY_N_CLEANUP_PLACES ? place_ids[place] : "";
}

static void
write_items (const TallyCleanup *self,
             TallyJsonWriter    *writer)
{
  tally_json_writer_begin_array (writer, "items");
  for (guint i = 0; i < self->items->len; i++)
    {
      const TallyCleanupItem *item = self->items->pdata[i];
      tally_json_writer_begin_object (writer, NULL);
      tally_json_writer_add_text (writer, "place", tally_cleanup_place_get_id (item->place));
      tally_json_writer_add_text (writer, "name", item->name);
      tally_json_writer_add_text (writer, "reason", item->reason);
      tally_json_writer_add_int64 (writer, "size", (gint64) item->size_bytes);
      tally_json_writer_end_object (writer);
    }
  tally_json_writer_end_array (writer);
}

void
tally_cleanup_write_json (const TallyCleanup *self,
                          TallyJsonWriter    *writer,
                          gboolean            reveal)
{
  guint64 total = 0;

  g_return_if_fail (self != NULL && writer != NULL);
  tally_json_writer_begin_object (writer, "cleanup");
  tally_json_writer_add_boolean (writer, "preview", self->is_preview);
  for (guint i = 0; i < TALLY_N_CLEANUP_PLACES; i++)
    {
      guint64 bytes;
      guint n = tally_cleanup_count (self, (TallyCleanupPlace) i, &bytes);
      tally_json_writer_add_int64 (writer, place_ids[i], n);
      total += bytes;
    }
  tally_json_writer_add_int64 (writer, "bytes", (gint64) total);
  tally_json_writer_add_int64 (writer, "kept", self->n_kept);
  tally_json_writer_add_int64 (writer, "foreign", self->n_foreign);
  if (reveal)
    write_items (self, writer);
  tally_json_writer_end_object (writer);
}
