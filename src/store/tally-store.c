/* tally-store.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store.h"

#include "tally-db-admin.h"
#include "tally-store-lines.h"
#include "tally-store-private.h"
#include "tally-store-schema.h"

/* How long to wait for another process's transaction; the longest is one sheet's lines. */
#define BUSY_TIMEOUT_MSECS 20000

gint64
tally_store_now (TallyStore *self)
{
  return tally_clock_get_utc_usec (self->clock);
}

gboolean
tally_store_fail_corrupt (TallyStore  *self,
                          const char  *what,
                          GError     **error)
{
  g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CORRUPT,
               "the database %s holds %s that can't be read; restore a backup", self->path, what);
  return FALSE;
}

/* After a kill the file is read whole once, before anything is built on it. */
static gboolean
prepare_writer (TallyStore  *self,
                GError     **error)
{
  guint n_steps = 0;
  const TallyStoreSchemaStep *steps = tally_store_schema_get_steps (&n_steps);

  return tally_store_schema_upgrade (self->db, self->path, steps, n_steps, error)
         && tally_store_lease_was_left (self, &self->was_left, error)
         && (!self->was_left || tally_db_check (self->db, error));
}

TallyStore *
tally_store_open (const TallyStoreOptions  *options,
                  GError                  **error)
{
  g_autoptr (TallyStore) self = NULL;
  TallyDbOptions db_options = { 0 };

  g_return_val_if_fail (options != NULL && options->path != NULL, NULL);
  self = g_new0 (TallyStore, 1);
  self->clock = options->clock != NULL ? tally_clock_ref (options->clock) : tally_clock_new_system ();
  self->path = g_canonicalize_filename (options->path, NULL);
  self->read_only = options->read_only;
  db_options.path = self->path;
  db_options.read_only = options->read_only;
  db_options.busy_timeout_msecs = BUSY_TIMEOUT_MSECS;
  self->db = tally_db_open (&db_options, error);
  if (self->db == NULL)
    return NULL;
  if (options->read_only ? !tally_store_schema_check (self->db, self->path, error)
                         : !prepare_writer (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
tally_store_free (TallyStore *self)
{
  if (self == NULL)
    return;
  tally_store_lines_abort_sheet (self);
  tally_store_unlock (self);
  tally_db_free (self->db);
  tally_clock_unref (self->clock);
  g_free (self->path);
  g_free (self->owner);
  g_free (self);
}

const char *
tally_store_get_path (TallyStore *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->path;
}

static void
leave_transaction (TallyStore *self)
{
  if (--self->n_open == 0)
    self->busy_usec += tally_clock_get_monotonic_usec (self->clock) - self->begun_usec;
}

gint64
tally_store_get_busy_usec (TallyStore *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->busy_usec;
}

gboolean
tally_store_get_data_version (TallyStore  *self,
                              gint64      *out_number,
                              GError     **error)
{
  g_autoptr (TallyDbStatement) statement = NULL;
  gboolean has_row = FALSE;

  g_return_val_if_fail (self != NULL && out_number != NULL, FALSE);
  statement = tally_db_prepare (self->db, "get-data-version", error);
  if (statement == NULL || !tally_db_step (statement, &has_row, error))
    return FALSE;
  *out_number = has_row ? tally_db_column_int64 (statement, 0) : 0;
  return TRUE;
}

gboolean
tally_store_was_left (TallyStore *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->was_left;
}

gboolean
tally_store_is_damaged (TallyStore *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return tally_db_is_damaged (self->db);
}

gboolean
tally_store_begin (TallyStore         *self,
                   TallyDbDurability   durability,
                   GError            **error)
{
  if (self->read_only)
    {
      g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_READ_ONLY,
                   "the database %s is open for reading only", self->path);
      return FALSE;
    }
  if (self->n_open++ == 0)
    self->begun_usec = tally_clock_get_monotonic_usec (self->clock);
  if (!tally_db_begin (self->db, durability, error))
    {
      leave_transaction (self);
      return FALSE;
    }
  if (tally_store_renew_in_transaction (self, error))
    return TRUE;
  tally_db_end (self->db, FALSE, NULL);
  leave_transaction (self);
  return FALSE;
}

gboolean
tally_store_end (TallyStore  *self,
                 gboolean     success,
                 GError     **error)
{
  gboolean is_witnessed = !success || self->n_open > 1 || tally_store_tell_witness (self, error);
  gboolean kept = tally_db_end (self->db, success && is_witnessed, is_witnessed ? error : NULL);

  leave_transaction (self);
  return kept && is_witnessed;
}
