/* tally-store-billed.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-billed.h"

#include "tally-store-body.h"
#include "tally-store-private.h"

enum { WEEK, WORK_REQUEST, VARIANT, PUBLISHED, CURRENT, BODY };

static gboolean
hand_out (TallyDbStatement      *list,
          TallyStoreBilledFunc   func,
          gpointer               data,
          GError               **error)
{
  gsize size = 0;
  gconstpointer bytes = tally_db_column_bytes (list, BODY, &size);
  TallyLine line;
  const TallyStoreBilled billed = {
    .week_ending = (TallyDay) tally_db_column_int64 (list, WEEK),
    .work_request = tally_db_column_text (list, WORK_REQUEST),
    .variant = (TallyVariant) tally_db_column_int64 (list, VARIANT),
    .published_utc_usec = tally_db_column_int64 (list, PUBLISHED),
    .publication_id = tally_db_column_int64 (list, CURRENT),
    .line = &line,
  };

  if (tally_store_body_read (bytes, size, &line))
    return func (&billed, data, error);
  g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CORRUPT,
               "a published line of work request %s can't be read", billed.work_request);
  return FALSE;
}

gboolean
tally_store_billed_foreach (TallyStore            *store,
                            gint64                 target_sheet,
                            TallyStoreBilledFunc   func,
                            gpointer               data,
                            GError               **error)
{
  g_autoptr (TallyDbStatement) list = tally_db_prepare (store->db, "list-billed-lines", error);
  gboolean has_row = TRUE;

  if (list == NULL)
    return FALSE;
  tally_db_bind_int64 (list, 1, target_sheet);
  while (has_row)
    {
      if (!tally_db_step (list, &has_row, error))
        return FALSE;
      if (has_row && !hand_out (list, func, data, error))
        return FALSE;
    }
  return TRUE;
}
