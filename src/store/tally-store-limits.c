/* tally-store-limits.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-limits.h"

#include <glib/gstdio.h>

#include "tally-db-admin.h"
#include "tally-db-statement.h"
#include "tally-store-owner.h"

#define VERSION 1

/* A transaction of another process takes a fraction of a millisecond. */
#define BUSY_TIMEOUT_MSECS 2000

struct _TallyStoreLimits {
  TallyDb *db;    /* (owned) */
  char    *place; /* (owned) whose monotonic time is meant */
};

static gboolean
make_tables (TallyDb   *db,
             GError   **error)
{
  guint version = 0;
  gboolean made;

  if (!tally_db_begin (db, TALLY_DB_NORMAL, error))
    return FALSE;
  made = tally_db_get_version (db, &version, error)
         && (version == VERSION
             || (tally_db_run_script (db, "schema-limits-1", error)
                 && tally_db_set_version (db, VERSION, error)));
  return tally_db_end (db, made, error);
}

static TallyDb *
open_version (const char  *path,
              guint       *out_version,
              GError     **error)
{
  const TallyDbOptions options = { .path = path, .busy_timeout_msecs = BUSY_TIMEOUT_MSECS };
  g_autoptr (TallyDb) db = tally_db_open (&options, error);

  if (db == NULL || !tally_db_get_version (db, out_version, error))
    return NULL;
  return g_steal_pointer (&db);
}

static void
remove_file (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *index = g_strconcat (path, "-shm", NULL);

  g_unlink (path);
  g_unlink (log);
  g_unlink (index);
}

TallyStoreLimits *
tally_store_limits_open (const char  *path,
                         GError     **error)
{
  g_autoptr (TallyStoreLimits) self = NULL;
  g_auto (TallyStoreOwner) owner = { 0 };
  guint version = 0;

  g_return_val_if_fail (path != NULL, NULL);
  self = g_new0 (TallyStoreLimits, 1);
  self->db = open_version (path, &version, error);
  if (self->db != NULL && version > VERSION)
    {
      g_clear_pointer (&self->db, tally_db_free);
      remove_file (path);
      self->db = open_version (path, &version, error);
    }
  if (self->db == NULL || (version != VERSION && !make_tables (self->db, error)))
    return NULL;
  tally_store_owner_init (&owner);
  self->place = g_strconcat (owner.host, " ", owner.place, NULL);
  return g_steal_pointer (&self);
}

void
tally_store_limits_free (TallyStoreLimits *self)
{
  if (self == NULL)
    return;
  tally_db_free (self->db);
  g_free (self->place);
  g_free (self);
}

gboolean
tally_store_limits_begin (TallyStoreLimits  *self,
                          GError           **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return tally_db_begin (self->db, TALLY_DB_NORMAL, error);
}

gboolean
tally_store_limits_end (TallyStoreLimits  *self,
                        gboolean           success,
                        GError           **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return tally_db_end (self->db, success, error);
}

gboolean
tally_store_limits_foreach_block (TallyStoreLimits     *self,
                                  gint64                now_usec,
                                  gint64                longest_usec,
                                  TallyStoreBlockFunc   func,
                                  gpointer              data,
                                  GError              **error)
{
  g_autoptr (TallyDbStatement) statement = NULL;
  gboolean has_row = FALSE;

  g_return_val_if_fail (self != NULL && func != NULL, FALSE);
  statement = tally_db_prepare (self->db, "list-blocks", error);
  if (statement == NULL || !tally_db_step (statement, &has_row, error))
    return FALSE;
  while (has_row)
    {
      gint64 n_units = tally_db_column_int64 (statement, 3);
      TallyStoreBlock block = {
        .id = tally_db_column_int64 (statement, 0),
        .until_usec = tally_db_column_int64 (statement, 2),
        .n_units = (guint) CLAMP (n_units, 0, G_MAXINT),
      };
      gboolean is_foreign = strcmp (tally_db_column_text (statement, 1), self->place) != 0
                            || block.until_usec > now_usec + longest_usec;
      if (is_foreign)
        block.until_usec = now_usec;
      func (&block, is_foreign, data);
      if (!tally_db_step (statement, &has_row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert_block (TallyStoreLimits  *self,
              TallyStoreBlock   *block,
              GError           **error)
{
  g_autoptr (TallyDbStatement) statement = tally_db_prepare (self->db, "insert-block", error);

  if (statement == NULL)
    return FALSE;
  tally_db_bind_text (statement, 1, self->place);
  tally_db_bind_int64 (statement, 2, block->until_usec);
  tally_db_bind_int64 (statement, 3, block->n_units);
  if (!tally_db_run (statement, error))
    return FALSE;
  block->id = tally_db_get_last_id (self->db);
  return TRUE;
}

gboolean
tally_store_limits_put_block (TallyStoreLimits  *self,
                              TallyStoreBlock   *block,
                              GError           **error)
{
  g_autoptr (TallyDbStatement) statement = NULL;

  g_return_val_if_fail (self != NULL && block != NULL, FALSE);
  if (block->id == 0)
    return insert_block (self, block, error);
  statement = tally_db_prepare (self->db, "update-block", error);
  if (statement == NULL)
    return FALSE;
  tally_db_bind_int64 (statement, 1, block->id);
  tally_db_bind_text (statement, 2, self->place);
  tally_db_bind_int64 (statement, 3, block->until_usec);
  tally_db_bind_int64 (statement, 4, block->n_units);
  return tally_db_run (statement, error);
}

gboolean
tally_store_limits_delete_block (TallyStoreLimits  *self,
                                 gint64             id,
                                 GError           **error)
{
  g_autoptr (TallyDbStatement) statement = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  statement = tally_db_prepare (self->db, "delete-block", error);
  if (statement == NULL)
    return FALSE;
  tally_db_bind_int64 (statement, 1, id);
  return tally_db_run (statement, error);
}

gboolean
tally_store_limits_get_pace (TallyStoreLimits  *self,
                             gint64             now_usec,
                             TallyStorePace    *out_pace,
                             GError           **error)
{
  g_autoptr (TallyDbStatement) statement = NULL;
  gboolean has_row = FALSE;

  g_return_val_if_fail (self != NULL && out_pace != NULL, FALSE);
  statement = tally_db_prepare (self->db, "get-pace", error);
  if (statement == NULL || !tally_db_step (statement, &has_row, error))
    return FALSE;
  *out_pace = (TallyStorePace) { .halved_usec = now_usec, .grown_usec = now_usec,
                                 .hold_usec = now_usec };
  if (!has_row)
    return TRUE;
  out_pace->limit = (guint) CLAMP (tally_db_column_int64 (statement, 1), 0, G_MAXINT);
  if (strcmp (tally_db_column_text (statement, 0), self->place) == 0)
    {
      out_pace->halved_usec = MIN (tally_db_column_int64 (statement, 2), now_usec);
      out_pace->grown_usec = MIN (tally_db_column_int64 (statement, 3), now_usec);
      out_pace->hold_usec = tally_db_column_int64 (statement, 4);
    }
  tally_db_reset (statement);
  return TRUE;
}

gboolean
tally_store_limits_put_pace (TallyStoreLimits      *self,
                             const TallyStorePace  *pace,
                             GError               **error)
{
  g_autoptr (TallyDbStatement) statement = NULL;

  g_return_val_if_fail (self != NULL && pace != NULL, FALSE);
  statement = tally_db_prepare (self->db, "put-pace", error);
  if (statement == NULL)
    return FALSE;
  tally_db_bind_text (statement, 1, self->place);
  tally_db_bind_int64 (statement, 2, pace->limit);
  tally_db_bind_int64 (statement, 3, pace->halved_usec);
  tally_db_bind_int64 (statement, 4, pace->grown_usec);
  tally_db_bind_int64 (statement, 5, pace->hold_usec);
  return tally_db_run (statement, error);
}
