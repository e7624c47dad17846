/* tally-sandbox-world.c
 *
 * People, workspaces, folders, sheets, ids and batches.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-world.h"

#include "tally-sandbox-sheet-private.h"
#include "tally-sandbox-world-private.h"

/* 2005-06-01, the year the service was founded: when the home and the first user were made. */
#define EPOCH_UTC_USEC (G_GINT64_CONSTANT (1117584000) * G_USEC_PER_SEC)

static void
free_user (TallySandboxUser *self)
{
  g_free (self->email);
  g_free (self->name);
  g_free (self);
}

static void
free_container (TallySandboxContainer *self)
{
  g_free (self->name);
  g_ptr_array_unref (self->folders);
  g_ptr_array_unref (self->sheets);
  g_free (self);
}

static TallySandboxContainer *
create_container (TallySandboxWorld *self,
                  const char        *name,
                  gint64             at_utc_usec)
{
  TallySandboxContainer *container = g_new0 (TallySandboxContainer, 1);

  container->id = tally_sandbox_world_new_id (self);
  container->name = g_strdup (name);
  container->folders = g_ptr_array_new_with_free_func ((GDestroyNotify) free_container);
  container->sheets = g_ptr_array_new ();
  container->created_utc_usec = container->modified_utc_usec = at_utc_usec;
  g_hash_table_insert (self->priv->containers_by_id, &container->id, container);
  return container;
}

TallySandboxWorld *
tally_sandbox_world_new (guint64     seed,
                         const char *blob_dir)
{
  TallySandboxWorld *self = g_new0 (TallySandboxWorld, 1);

  self->priv = g_new0 (TallySandboxWorldPrivate, 1);
  self->priv->id_seed = seed;
  self->priv->sheets_by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->priv->containers_by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->priv->attachments_by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->priv->users_by_email = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->priv->blob_dir = g_strdup (blob_dir);
  self->priv->doomed = g_ptr_array_new_with_free_func (g_free);
  self->priv->batch = g_string_new (NULL);
  self->pool = tally_sandbox_pool_new ();
  self->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_sandbox_sheet_free);
  self->workspaces = g_ptr_array_new_with_free_func ((GDestroyNotify) free_container);
  self->users = g_ptr_array_new_with_free_func ((GDestroyNotify) free_user);
  self->source_sheets = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->home = create_container (self, "Sheets", EPOCH_UTC_USEC);
  self->me = tally_sandbox_world_ensure_user (self, "sandbox@tallyman.example", "Sandbox Owner");
  return self;
}

void
tally_sandbox_world_free (TallySandboxWorld *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->sheets);
  g_ptr_array_unref (self->workspaces);
  g_ptr_array_unref (self->users);
  g_array_unref (self->source_sheets);
  free_container (self->home);
  tally_sandbox_pool_free (self->pool);
  g_hash_table_unref (self->priv->sheets_by_id);
  g_hash_table_unref (self->priv->containers_by_id);
  g_hash_table_unref (self->priv->attachments_by_id);
  g_hash_table_unref (self->priv->users_by_email);
  g_ptr_array_unref (self->priv->doomed);
  g_string_free (self->priv->batch, TRUE);
  g_free (self->priv->blob_dir);
  g_free (self->priv);
  g_free (self);
}

/* A permutation of the 55-bit numbers (odd multiplications and xor-shifts are invertible), so that
 * counting never meets an id twice and ids still look like the service's. */
gint64
tally_sandbox_world_new_id (TallySandboxWorld *self)
{
  const guint64 mask = (G_GUINT64_CONSTANT (1) << 55) - 1;
  guint64 x = (self->priv->id_counter++ + self->priv->id_seed * 0x9e3779b9u) & mask;

  x = (x * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) & mask;
  x ^= x >> 29;
  x = (x * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9)) & mask;
  x ^= x >> 31;
  return G_GINT64_CONSTANT (1000000000000000) + (gint64) x;
}

TallySandboxUser *
tally_sandbox_world_ensure_user (TallySandboxWorld *self,
                                 const char        *email,
                                 const char        *name)
{
  g_autofree char *key = g_utf8_strdown (email, -1);
  TallySandboxUser *user = g_hash_table_lookup (self->priv->users_by_email, key);

  if (user != NULL)
    return user;
  tally_sandbox_world_begin (self);
  user = g_new0 (TallySandboxUser, 1);
  user->id = tally_sandbox_world_new_id (self);
  user->email = g_strdup (email);
  user->name = g_strdup (name != NULL ? name : email);
  g_ptr_array_add (self->users, user);
  g_hash_table_insert (self->priv->users_by_email, g_steal_pointer (&key), user);
  tally_sandbox_record_open (self, "user", NULL);
  tally_sandbox_record_text (self, "email", email);
  tally_sandbox_record_text (self, "name", name);
  tally_sandbox_record_close (self);
  tally_sandbox_world_commit (self);
  return user;
}

TallySandboxContainer *
tally_sandbox_world_add_container (TallySandboxWorld     *self,
                                   TallySandboxContainer *parent,
                                   const char            *name,
                                   gint64                 at_utc_usec)
{
  TallySandboxContainer *container;

  tally_sandbox_world_begin (self);
  container = create_container (self, name, at_utc_usec);
  container->is_workspace = parent == NULL;
  container->parent = parent;
  g_ptr_array_add (parent == NULL ? self->workspaces : parent->folders, container);
  tally_sandbox_record_open (self, "container", NULL);
  tally_sandbox_record_number (self, "at", at_utc_usec);
  tally_sandbox_record_number (self, "parent", parent == NULL ? 0 : parent->id);
  tally_sandbox_record_text (self, "name", name);
  tally_sandbox_record_close (self);
  tally_sandbox_world_commit (self);
  return container;
}

TallySandboxContainer *
tally_sandbox_world_find_container (TallySandboxWorld *self,
                                    gint64             id)
{
  return g_hash_table_lookup (self->priv->containers_by_id, &id);
}

TallySandboxSheet *
tally_sandbox_world_add_sheet (TallySandboxWorld       *self,
                               TallySandboxContainer   *container,
                               const char              *name,
                               const TallySandboxStamp *stamp)
{
  TallySandboxSheet *sheet = tally_sandbox_sheet_new ();

  tally_sandbox_world_begin (self);
  sheet->id = tally_sandbox_world_new_id (self);
  sheet->name = g_strdup (name);
  sheet->version = 1;
  sheet->created_utc_usec = sheet->modified_utc_usec = stamp->at_utc_usec;
  sheet->owner = stamp->by;
  sheet->container = container != NULL ? container : self->home;
  g_ptr_array_add (sheet->container->sheets, sheet);
  g_ptr_array_add (self->sheets, sheet);
  g_hash_table_insert (self->priv->sheets_by_id, &sheet->id, sheet);
  tally_sandbox_record_open (self, "sheet", stamp);
  tally_sandbox_record_number (self, "container", container == NULL ? 0 : container->id);
  tally_sandbox_record_text (self, "name", name);
  tally_sandbox_record_close (self);
  tally_sandbox_world_commit (self);
  return sheet;
}

TallySandboxSheet *
tally_sandbox_world_find_sheet (TallySandboxWorld *self,
                                gint64             id)
{
  return g_hash_table_lookup (self->priv->sheets_by_id, &id);
}

void
tally_sandbox_world_rename_sheet (TallySandboxWorld       *self,
                                  TallySandboxSheet       *sheet,
                                  const char              *name,
                                  const TallySandboxStamp *stamp)
{
  tally_sandbox_world_begin (self);
  g_free (sheet->name);
  sheet->name = g_strdup (name);
  tally_sandbox_world_touch (self, sheet, stamp);
  tally_sandbox_record_open (self, "rename-sheet", stamp);
  tally_sandbox_record_number (self, "sheet", sheet->id);
  tally_sandbox_record_text (self, "name", name);
  tally_sandbox_record_close (self);
  tally_sandbox_world_commit (self);
}

void
tally_sandbox_world_remove_sheet (TallySandboxWorld       *self,
                                  TallySandboxSheet       *sheet,
                                  const TallySandboxStamp *stamp)
{
  tally_sandbox_world_begin (self);
  while (sheet->attachments->len > 0)
    tally_sandbox_world_remove_attachment (self, sheet->attachments->pdata[0], stamp);
  tally_sandbox_record_open (self, "remove-sheet", stamp);
  tally_sandbox_record_number (self, "sheet", sheet->id);
  tally_sandbox_record_close (self);
  g_hash_table_remove (self->priv->sheets_by_id, &sheet->id);
  g_ptr_array_remove (sheet->container->sheets, sheet);
  g_ptr_array_remove (self->sheets, sheet);
  tally_sandbox_world_commit (self);
}

void
tally_sandbox_world_touch (TallySandboxWorld       *self,
                           TallySandboxSheet       *sheet,
                           const TallySandboxStamp *stamp)
{
  if (sheet == NULL || stamp == NULL)
    return;
  sheet->changed = TRUE;
  sheet->modified_utc_usec = MAX (sheet->modified_utc_usec, stamp->at_utc_usec);
}

void
tally_sandbox_world_begin (TallySandboxWorld *self)
{
  if (self->priv->depth++ > 0)
    return;
  self->priv->batch_counter = self->priv->id_counter;
  g_string_truncate (self->priv->batch, 0);
}

static void
raise_versions (TallySandboxWorld *self)
{
  for (guint i = 0; i < self->sheets->len; i++)
    {
      TallySandboxSheet *sheet = self->sheets->pdata[i];

      if (sheet->changed)
        sheet->version++;
      sheet->changed = FALSE;
    }
}

static void
hand_to_journal (TallySandboxWorld *self)
{
  g_autoptr (GString) line = g_string_sized_new (self->priv->batch->len + 64);

  g_string_append_printf (line, "{\"ids\":%" G_GUINT64_FORMAT ",\"ops\":[",
                          self->priv->batch_counter);
  g_string_append_len (line, self->priv->batch->str, self->priv->batch->len);
  g_string_append (line, "]}");
  self->n_mutations++;
  self->priv->journal (line->str, self->priv->journal_data);
}

static void
remove_doomed (TallySandboxWorld *self)
{
  for (guint i = 0; i < self->priv->doomed->len; i++)
    g_unlink (self->priv->doomed->pdata[i]);
  g_ptr_array_set_size (self->priv->doomed, 0);
}

void
tally_sandbox_world_commit (TallySandboxWorld *self)
{
  g_return_if_fail (self->priv->depth > 0);

  if (--self->priv->depth > 0)
    return;
  raise_versions (self);
  if (self->priv->journal != NULL && self->priv->batch->len > 0)
    hand_to_journal (self);
  remove_doomed (self);
}

void
tally_sandbox_world_set_journal (TallySandboxWorld       *self,
                                 TallySandboxJournalFunc  func,
                                 gpointer                 user_data)
{
  self->priv->journal = func;
  self->priv->journal_data = user_data;
}
