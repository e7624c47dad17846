/* tally-store-fingerprints.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-fingerprints.h"

#include "tally-store-identities.h"
#include "tally-store-private.h"

/* 0 = never planned. */
static gboolean
find_time (TallyStore  *store,
           gint64       identity_id,
           const char  *fingerprint,
           gint64      *out_utc_usec,
           GError     **error)
{
  g_autoptr (TallyDbStatement) find = tally_db_prepare (store->db, "find-fingerprint", error);
  gboolean has_row = FALSE;

  if (find == NULL)
    return FALSE;
  tally_db_bind_int64 (find, 1, identity_id);
  tally_db_bind_text (find, 2, fingerprint);
  if (!tally_db_step (find, &has_row, error))
    return FALSE;
  *out_utc_usec = has_row ? tally_db_column_int64 (find, 0) : 0;
  return TRUE;
}

static gboolean
ensure (TallyStore           *store,
        const TallyIdentity  *identity,
        const char           *fingerprint,
        gint64               *out_utc_usec,
        GError              **error)
{
  g_autoptr (TallyDbStatement) insert = NULL;
  gint64 id = 0;

  if (!tally_store_identities_ensure (store, identity, &id, error)
      || !find_time (store, id, fingerprint, out_utc_usec, error))
    return FALSE;
  if (*out_utc_usec != 0)
    return TRUE;
  insert = tally_db_prepare (store->db, "insert-fingerprint", error);
  if (insert == NULL)
    return FALSE;
  *out_utc_usec = tally_store_now (store);
  tally_db_bind_int64 (insert, 1, id);
  tally_db_bind_text (insert, 2, fingerprint);
  tally_db_bind_int64 (insert, 3, *out_utc_usec);
  return tally_db_run (insert, error);
}

gboolean
tally_store_fingerprints_ensure_planned (TallyStore           *store,
                                         const TallyIdentity  *identity,
                                         const char           *fingerprint,
                                         gint64               *out_generated_utc_usec,
                                         GError              **error)
{
  gint64 generated = 0;

  g_return_val_if_fail (store != NULL && identity != NULL && fingerprint != NULL, FALSE);
  g_return_val_if_fail (out_generated_utc_usec != NULL, FALSE);
  if (!tally_store_begin (store, TALLY_DB_NORMAL, error)
      || !tally_store_end (store, ensure (store, identity, fingerprint, &generated, error), error))
    return FALSE;
  *out_generated_utc_usec = generated;
  return TRUE;
}

gboolean
tally_store_fingerprints_begin (TallyStore  *store,
                                GError     **error)
{
  g_return_val_if_fail (store != NULL, FALSE);
  return tally_store_begin (store, TALLY_DB_NORMAL, error);
}

gboolean
tally_store_fingerprints_end (TallyStore  *store,
                              gboolean     success,
                              GError     **error)
{
  g_return_val_if_fail (store != NULL, FALSE);
  return tally_store_end (store, success, error);
}
