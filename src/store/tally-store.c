/* tally-store.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store.h"

#include "tally-db-admin.h"
#include "tally-number.h"
#include "tally-store-lines.h"
#include "tally-store-meta.h"
#include "tally-store-private.h"
#include "tally-store-schema.h"
#include "tally-text.h"

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
  gboolean kept = tally_db_end (self->db, success, error);

  leave_transaction (self);
  return kept;
}

/* A start that failed before anything was read has bound nobody to its mistake. */
static gboolean
is_blank (TallyStore  *self,
          gboolean    *out_blank,
          GError     **error)
{
  g_autoptr (TallyDbStatement) statement = tally_db_prepare (self->db, "find-contents", error);
  gboolean has_row = FALSE;

  if (statement == NULL || !tally_db_step (statement, &has_row, error))
    return FALSE;
  *out_blank = !has_row;
  return TRUE;
}

/* Whether a part is bound to something else; one that nothing of an account came into is bound to
 * nothing. @out_bound: (out) (transfer full) (nullable): to what */
static gboolean
check_part (TallyStore  *self,
            const char  *key,
            const char  *value,
            char       **out_bound,
            GError     **error)
{
  g_autofree char *bound = NULL;
  gboolean blank = FALSE;

  *out_bound = NULL;
  if (!tally_store_meta_get (self, key, &bound, error))
    return FALSE;
  if (bound == NULL || tally_text_is_empty (value) || strcmp (bound, value) == 0)
    {
      *out_bound = g_steal_pointer (&bound);
      return TRUE;
    }
  if (!is_blank (self, &blank, error))
    return FALSE;
  if (blank)
    return TRUE;
  g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_OTHER_BINDING,
               "%s belongs to %s %s, this is %s; use another data directory for it",
               self->path, key + strlen ("bound-"), bound, value);
  return FALSE;
}

/* One part of the binding: kept when it was known, filled in when it was not. */
static gboolean
bind_part (TallyStore  *self,
           const char  *key,
           const char  *value,
           GError     **error)
{
  g_autofree char *bound = NULL;

  if (tally_text_is_empty (value))
    return TRUE;
  if (!check_part (self, key, value, &bound, error))
    return FALSE;
  return bound != NULL || tally_store_meta_set (self, key, value, error);
}

static char *
format_id (gint64 id)
{
  return id == 0 ? g_strdup ("") : g_strdup_printf ("%" G_GINT64_FORMAT, id);
}

gboolean
tally_store_bind (TallyStore               *self,
                  const TallyStoreBinding  *binding,
                  GError                  **error)
{
  g_autofree char *account = NULL;
  g_autofree char *target = NULL;
  gboolean bound;

  g_return_val_if_fail (self != NULL && binding != NULL, FALSE);
  account = format_id (binding->account_id);
  target = format_id (binding->target_sheet);
  if (!tally_store_begin (self, TALLY_DB_FULL, error))
    return FALSE;
  bound = bind_part (self, "bound-region", binding->region, error)
          && bind_part (self, "bound-account", account, error)
          && bind_part (self, "bound-target", target, error);
  return tally_store_end (self, bound, error);
}

gboolean
tally_store_check_binding (TallyStore               *self,
                           const TallyStoreBinding  *binding,
                           gboolean                 *out_is_bound,
                           GError                  **error)
{
  g_autofree char *account = NULL;
  g_autofree char *target = NULL;
  g_autofree char *bound_region = NULL;
  g_autofree char *bound_account = NULL;
  g_autofree char *bound_target = NULL;

  g_return_val_if_fail (self != NULL && binding != NULL && out_is_bound != NULL, FALSE);
  account = format_id (binding->account_id);
  target = format_id (binding->target_sheet);
  if (!check_part (self, "bound-region", binding->region, &bound_region, error)
      || !check_part (self, "bound-account", account, &bound_account, error)
      || !check_part (self, "bound-target", target, &bound_target, error))
    return FALSE;
  *out_is_bound = bound_region != NULL || bound_account != NULL || bound_target != NULL;
  return TRUE;
}
