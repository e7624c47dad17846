/* tally-store-examine.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-examine.h"

#include <glib/gstdio.h>

#include "tally-db-admin.h"
#include "tally-store-private.h"

static guint64
get_size (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 ? (guint64) status.st_size : 0;
}

gboolean
tally_store_examine (TallyStore             *store,
                     TallyStoreExamination  *out_found,
                     GError                **error)
{
  TallyStoreExamination found = { 0 };
  g_autofree char *log = NULL;

  g_return_val_if_fail (store != NULL && out_found != NULL, FALSE);
  log = g_strconcat (store->path, "-wal", NULL);
  if (!tally_db_get_version (store->db, &found.schema, error)
      || !tally_db_check_deeply (store->db, error)
      || !tally_store_trail_verify (store, NULL, &found.trail, error))
    return FALSE;
  found.size_bytes = get_size (store->path);
  found.log_bytes = get_size (log);
  *out_found = found;
  return TRUE;
}
