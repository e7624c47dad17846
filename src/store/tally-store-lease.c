/* tally-store-lease.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store.h"

#include "tally-store-owner.h"
#include "tally-store-private.h"

/* Far below the expiry, far above the time between two transactions. */
#define RENEW_USEC G_TIME_SPAN_MINUTE

/* The lease as it stands. */
typedef struct {
  gboolean         is_held;
  TallyStoreOwner  owner;
  gint64           taken_utc_usec;
  gint64           renewed_utc_usec;
  gint64           renewed_monotonic_usec;
} Lease;

static void
lease_clear (Lease *self)
{
  tally_store_owner_clear (&self->owner);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lease, lease_clear)

static gboolean
read_lease (TallyStore  *self,
            Lease       *out_lease,
            GError     **error)
{
  g_autoptr (TallyDbStatement) statement = tally_db_prepare (self->db, "get-lease", error);

  if (statement == NULL || !tally_db_step (statement, &out_lease->is_held, error))
    return FALSE;
  if (!out_lease->is_held)
    return TRUE;
  out_lease->owner.host = g_strdup (tally_db_column_text (statement, 1));
  out_lease->owner.place = g_strdup (tally_db_column_text (statement, 2));
  out_lease->owner.pid = tally_db_column_int64 (statement, 3);
  out_lease->owner.process_start = tally_db_column_int64 (statement, 4);
  out_lease->taken_utc_usec = tally_db_column_int64 (statement, 5);
  out_lease->renewed_utc_usec = tally_db_column_int64 (statement, 6);
  out_lease->renewed_monotonic_usec = tally_db_column_int64 (statement, 7);
  return TRUE;
}

/* A live process beats; one that does not is stopped or stuck for good. The clock is the one that does not
 * run while the machine sleeps, so that nobody is robbed who has just woken up. */
static gboolean
is_hung (TallyStore  *self,
         const Lease *lease)
{
  gint64 silent_usec = tally_clock_get_monotonic_usec (self->clock) - lease->renewed_monotonic_usec;

  return lease->renewed_monotonic_usec != 0 && silent_usec > TALLY_STORE_LEASE_EXPIRY_USEC;
}

/* A clock that was set back must not keep a dead owner for long: both directions count. */
static gboolean
is_stale (TallyStore  *self,
          const Lease *lease)
{
  gint64 silent_usec = tally_store_now (self) - lease->renewed_utc_usec;

  switch (tally_store_owner_get_life (&lease->owner))
    {
    case TALLY_STORE_LIFE_ALIVE:
      return is_hung (self, lease);
    case TALLY_STORE_LIFE_DEAD:
      return TRUE;
    case TALLY_STORE_LIFE_UNKNOWN:
    default:
      return silent_usec > TALLY_STORE_LEASE_EXPIRY_USEC
             || silent_usec < -TALLY_STORE_LEASE_EXPIRY_USEC;
    }
}

gboolean
tally_store_lease_was_left (TallyStore  *self,
                            gboolean    *out_left,
                            GError     **error)
{
  g_auto (Lease) lease = { 0 };

  if (!read_lease (self, &lease, error))
    return FALSE;
  *out_left = lease.is_held && is_stale (self, &lease);
  return TRUE;
}

gboolean
tally_store_is_locked (TallyStore  *self,
                       gboolean    *out_is_locked,
                       GError     **error)
{
  g_auto (Lease) lease = { 0 };

  g_return_val_if_fail (self != NULL && out_is_locked != NULL, FALSE);
  if (!read_lease (self, &lease, error))
    return FALSE;
  *out_is_locked = lease.is_held && !is_stale (self, &lease);
  return TRUE;
}

gboolean
tally_store_lease_clear (TallyDb  *db,
                         GError  **error)
{
  g_autoptr (TallyDbStatement) statement = tally_db_prepare (db, "clear-lease", error);

  return statement != NULL && tally_db_run (statement, error);
}

static gboolean
fail_busy (const Lease  *lease,
           GError      **error)
{
  g_autofree char *taken = tally_clock_format_utc (lease->taken_utc_usec);
  g_autofree char *renewed = tally_clock_format_utc (lease->renewed_utc_usec);

  g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_BUSY,
               "another run is at work: process %" G_GINT64_FORMAT " on %s since %s, last seen %s; "
               "try again later", lease->owner.pid, lease->owner.host, taken, renewed);
  return FALSE;
}

static gboolean
write_lease (TallyStore  *self,
             const char  *key,
             gint64       now_utc_usec,
             GError     **error)
{
  g_autoptr (TallyDbStatement) statement = tally_db_prepare (self->db, "put-lease", error);
  g_auto (TallyStoreOwner) owner = { 0 };

  if (statement == NULL)
    return FALSE;
  tally_store_owner_init (&owner);
  tally_db_bind_text (statement, 1, key);
  tally_db_bind_text (statement, 2, owner.host);
  tally_db_bind_text (statement, 3, owner.place);
  tally_db_bind_int64 (statement, 4, owner.pid);
  tally_db_bind_int64 (statement, 5, owner.process_start);
  tally_db_bind_int64 (statement, 6, now_utc_usec);
  tally_db_bind_int64 (statement, 7, tally_clock_get_monotonic_usec (self->clock));
  return tally_db_run (statement, error);
}

static gboolean
take_lease (TallyStore  *self,
            const char  *key,
            gint64       now_utc_usec,
            GError     **error)
{
  g_auto (Lease) lease = { 0 };

  if (!read_lease (self, &lease, error))
    return FALSE;
  if (lease.is_held && !is_stale (self, &lease))
    return fail_busy (&lease, error);
  return write_lease (self, key, now_utc_usec, error);
}

gboolean
tally_store_lock (TallyStore  *self,
                  GError     **error)
{
  g_autofree char *key = NULL;
  gint64 now_utc_usec;

  g_return_val_if_fail (self != NULL, FALSE);
  if (self->owner != NULL)
    return tally_store_renew_lock (self, error);
  key = g_uuid_string_random ();
  now_utc_usec = tally_store_now (self);
  if (!tally_db_begin (self->db, TALLY_DB_FULL, error)
      || !tally_db_end (self->db, take_lease (self, key, now_utc_usec, error), error))
    return FALSE;
  self->owner = g_steal_pointer (&key);
  self->renewed_utc_usec = now_utc_usec;
  return TRUE;
}

gboolean
tally_store_renew_in_transaction (TallyStore  *self,
                                  GError     **error)
{
  g_autoptr (TallyDbStatement) statement = NULL;
  gint64 now_utc_usec = tally_store_now (self);

  if (self->owner == NULL || ABS (now_utc_usec - self->renewed_utc_usec) < RENEW_USEC)
    return TRUE;
  statement = tally_db_prepare (self->db, "renew-lease", error);
  if (statement == NULL)
    return FALSE;
  tally_db_bind_text (statement, 1, self->owner);
  tally_db_bind_int64 (statement, 2, now_utc_usec);
  tally_db_bind_int64 (statement, 3, tally_clock_get_monotonic_usec (self->clock));
  if (!tally_db_run (statement, error))
    return FALSE;
  if (tally_db_get_n_changes (self->db) == 1)
    {
      self->renewed_utc_usec = now_utc_usec;
      return TRUE;
    }
  g_set_error_literal (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_BUSY,
                       "another run took over while this one was silent; nothing more is written");
  return FALSE;
}

gboolean
tally_store_renew_lock (TallyStore  *self,
                        GError     **error)
{
  g_return_val_if_fail (self != NULL && self->owner != NULL, FALSE);
  if (ABS (tally_store_now (self) - self->renewed_utc_usec) < RENEW_USEC)
    return TRUE;
  return tally_store_begin (self, TALLY_DB_NORMAL, error) && tally_store_end (self, TRUE, error);
}

void
tally_store_unlock (TallyStore *self)
{
  g_autoptr (TallyDbStatement) statement = NULL;

  g_return_if_fail (self != NULL);
  if (self->owner == NULL)
    return;
  if (!self->is_heart)
    statement = tally_db_prepare (self->db, "delete-lease", NULL);
  if (statement != NULL && tally_db_begin (self->db, TALLY_DB_NORMAL, NULL))
    {
      tally_db_bind_text (statement, 1, self->owner);
      tally_db_end (self->db, tally_db_run (statement, NULL), NULL);
    }
  g_clear_pointer (&self->owner, g_free);
}

char *
tally_store_dup_lease_key (TallyStore *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return g_strdup (self->owner);
}

TallyStore *
tally_store_open_heart (const TallyStoreOptions  *options,
                        const char               *lease_key,
                        GError                  **error)
{
  TallyStore *self;

  g_return_val_if_fail (options != NULL && !options->read_only && lease_key != NULL, NULL);
  self = tally_store_open (options, error);
  if (self == NULL)
    return NULL;
  self->owner = g_strdup (lease_key);
  self->is_heart = TRUE;
  return self;
}
