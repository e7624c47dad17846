/* tally-store-audit-state.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-audit-state.h"

#include "tally-finding-verdict.h"
#include "tally-store-exceptions.h"
#include "tally-store-head.h"
#include "tally-store-private.h"
#include "tally-store-sheets.h"

/* Columns of the statements. */
#define N_NUMBERS 8
#define N_HISTORY_NUMBERS 2

static gboolean
add_numbers (TallyDbStatement  *find,
             guint              n_numbers,
             TallyHash         *hash,
             GError           **error)
{
  gboolean has_row = FALSE;

  if (!tally_db_step (find, &has_row, error))
    return FALSE;
  for (guint i = 0; has_row && i < n_numbers; i++)
    tally_hash_add_int64 (hash, tally_db_column_int64 (find, i));
  return TRUE;
}

static gboolean
add_sheets (TallyStore  *store,
            TallyHash   *hash,
            GError     **error)
{
  g_autoptr (GPtrArray) sheets = tally_store_sheets_list (store, error);

  if (sheets == NULL)
    return FALSE;
  tally_hash_add_int64 (hash, sheets->len);
  for (guint i = 0; i < sheets->len; i++)
    {
      const TallyStoreSheet *sheet = sheets->pdata[i];
      tally_hash_add_int64 (hash, sheet->sheet_id);
      tally_hash_add_int64 (hash, sheet->state);
      tally_hash_add_int64 (hash, sheet->version);
      tally_hash_add_text (hash, sheet->name);
      tally_hash_add_text (hash, sheet->link);
      tally_hash_add_text (hash, sheet->origin);
      tally_hash_add_text (hash, sheet->map_key);
    }
  return TRUE;
}

static gboolean
add_exceptions (TallyStore  *store,
                TallyHash   *hash,
                GError     **error)
{
  g_autoptr (GPtrArray) exceptions = tally_store_exceptions_list (store, TALLY_DAY_NONE, error);

  if (exceptions == NULL)
    return FALSE;
  tally_hash_add_int64 (hash, exceptions->len);
  for (guint i = 0; i < exceptions->len; i++)
    {
      const TallyFindingExceptionRecord *record = exceptions->pdata[i];
      tally_hash_add_int64 (hash, record->exception.exception_id);
      tally_hash_add_int64 (hash, record->revoked_utc_usec);
    }
  return TRUE;
}

gboolean
tally_store_audit_state_add (TallyStore  *store,
                             TallyHash   *hash,
                             GError     **error)
{
  g_autoptr (TallyDbStatement) find = NULL;
  TallyStoreHead head;

  g_return_val_if_fail (store != NULL && hash != NULL, FALSE);
  if (!tally_store_head_read (store, &head, error))
    return FALSE;
  tally_hash_add_int64 (hash, head.counter);
  find = tally_db_prepare (store->db, "find-audit-state", error);
  if (find == NULL)
    return FALSE;
  tally_db_bind_int64 (find, 1, TALLY_FINDING_SOURCE_RUN);
  return add_numbers (find, N_NUMBERS, hash, error) && add_sheets (store, hash, error)
         && add_exceptions (store, hash, error);
}

gboolean
tally_store_audit_state_add_histories (TallyStore  *store,
                                       TallyHash   *hash,
                                       GError     **error)
{
  g_autoptr (TallyDbStatement) find = NULL;

  g_return_val_if_fail (store != NULL && hash != NULL, FALSE);
  find = tally_db_prepare (store->db, "find-history-state", error);
  return find != NULL && add_numbers (find, N_HISTORY_NUMBERS, hash, error);
}
