/* tally-jobs-known.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-known.h"

#include "tally-store-intents.h"

struct _TallyJobsKnown {
  TallyJobsContext *context;      /* (borrowed) */
  GPtrArray        *publications; /* (owned) TallyStorePublication */
  GPtrArray        *intents;      /* (owned) TallyStoreIntent */
  GHashTable       *published;    /* (owned) identity → TallyStorePublication, borrowed */
  GHashTable       *open;         /* (owned) identity → TallyStoreIntent, borrowed */
  GHashTable       *dropped;      /* (owned) attachment ids */
};

TallyJobsKnown *
tally_jobs_known_new (TallyJobsContext  *context,
                      GError           **error)
{
  g_autoptr (TallyJobsKnown) self = NULL;
  gint64 target;

  g_return_val_if_fail (context != NULL, NULL);
  target = context->options->target_sheet;
  self = g_new0 (TallyJobsKnown, 1);
  self->context = context;
  self->published = g_hash_table_new (tally_identity_hash, tally_identity_equal);
  self->open = g_hash_table_new (tally_identity_hash, tally_identity_equal);
  self->publications = tally_store_publications_list_current (context->store, target, error);
  if (self->publications == NULL)
    return NULL;
  self->intents = tally_store_intents_list_open (context->store, target, error);
  if (self->intents == NULL)
    return NULL;
  self->dropped = tally_store_intents_list_dropped (context->store, target, error);
  if (self->dropped == NULL)
    return NULL;
  for (guint i = 0; i < self->publications->len; i++)
    {
      TallyStorePublication *publication = self->publications->pdata[i];
      g_hash_table_insert (self->published, publication->identity, publication);
    }
  for (guint i = 0; i < self->intents->len; i++)
    {
      TallyStoreIntent *intent = self->intents->pdata[i];
      g_hash_table_insert (self->open, intent->identity, intent);
    }
  return g_steal_pointer (&self);
}

void
tally_jobs_known_free (TallyJobsKnown *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->published);
  g_hash_table_unref (self->open);
  g_clear_pointer (&self->publications, g_ptr_array_unref);
  g_clear_pointer (&self->intents, g_ptr_array_unref);
  g_clear_pointer (&self->dropped, g_hash_table_unref);
  g_free (self);
}

gboolean
tally_jobs_known_is_empty (TallyJobsKnown *self)
{
  g_return_val_if_fail (self != NULL, TRUE);
  return self->publications->len == 0;
}

gint64
tally_jobs_known_get_newest_utc_usec (TallyJobsKnown *self)
{
  gint64 newest = 0;

  g_return_val_if_fail (self != NULL, 0);
  for (guint i = 0; i < self->publications->len; i++)
    {
      const TallyStorePublication *publication = self->publications->pdata[i];
      newest = MAX (newest, publication->attachment_created_utc_usec);
    }
  return newest;
}

const TallyStorePublication *
tally_jobs_known_find (TallyJobsKnown      *self,
                       const TallyIdentity *identity)
{
  g_return_val_if_fail (self != NULL && identity != NULL, NULL);
  return g_hash_table_lookup (self->published, identity);
}

gboolean
tally_jobs_known_is_open (TallyJobsKnown      *self,
                          const TallyIdentity *identity)
{
  g_return_val_if_fail (self != NULL && identity != NULL, FALSE);
  return g_hash_table_contains (self->open, identity);
}

gboolean
tally_jobs_known_is_ours (TallyJobsKnown      *self,
                          const TallyIdentity *identity,
                          const TallyJobsFile *file)
{
  const TallyStoreIntent *intent;
  g_autoptr (TallyStorePublication) ours = NULL;

  g_return_val_if_fail (self != NULL && identity != NULL && file != NULL, FALSE);
  intent = g_hash_table_lookup (self->open, identity);
  if (intent != NULL && strcmp (intent->file_name, file->attachment->name) == 0)
    return TRUE;
  if (g_hash_table_contains (self->dropped, &file->attachment->attachment_id))
    return TRUE;
  ours = tally_store_publications_find_attachment (self->context->store,
                                                   file->attachment->attachment_id, NULL);
  return ours != NULL;
}

const TallyJobsFile *
tally_jobs_known_find_other (TallyJobsKnown      *self,
                             const TallyIdentity *identity,
                             GPtrArray           *files)
{
  const TallyStorePublication *publication = tally_jobs_known_find (self, identity);

  for (guint i = 0; i < files->len; i++)
    {
      const TallyJobsFile *file = files->pdata[i];
      if (publication != NULL
          && (file->attachment->attachment_id == publication->attachment_id
              || file->attachment->created_utc_usec < publication->attachment_created_utc_usec))
        continue;
      if (!tally_jobs_known_is_ours (self, identity, file))
        return file;
    }
  return NULL;
}

static gboolean
has_ours (TallyJobsKnown      *self,
          const TallyIdentity *identity,
          GPtrArray           *files)
{
  for (guint i = 0; i < files->len; i++)
    if (tally_jobs_known_is_ours (self, identity, files->pdata[i]))
      return TRUE;
  return FALSE;
}

gboolean
tally_jobs_known_is_ambiguous (TallyJobsKnown      *self,
                               const TallyIdentity *identity,
                               GArray              *rows)
{
  const TallyStorePublication *publication = tally_jobs_known_find (self, identity);
  guint n_holding = 0;

  for (guint i = 0; rows->len > 1 && i < rows->len; i++)
    {
      gint64 row = g_array_index (rows, gint64, i);
      g_autoptr (GPtrArray) files = tally_jobs_target_list_files (self->context->target, row, identity);
      if ((publication != NULL && row == publication->target_row) || has_ours (self, identity, files))
        return FALSE;
      n_holding += files->len > 0 ? 1 : 0;
    }
  return n_holding > 1;
}
