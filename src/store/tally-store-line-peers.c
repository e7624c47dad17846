/* tally-store-line-peers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-line-peers.h"

#include "tally-store-private.h"

/* Columns of list-line-peers.sql. */
enum { WEEK, COEFFICIENT, EXPONENT, PRICE, IS_OWN };

GArray *
tally_store_line_peers_list (TallyStore  *store,
                             gint64       sheet_id,
                             gint64       row_id,
                             guint        n_max,
                             GError     **error)
{
  g_autoptr (GArray) peers = g_array_new (FALSE, FALSE, sizeof (TallyLinePeer));
  g_autoptr (TallyDbStatement) list = NULL;
  gboolean has_row = FALSE;

  g_return_val_if_fail (store != NULL, NULL);
  list = tally_db_prepare (store->db, "list-line-peers", error);
  if (list == NULL)
    return NULL;
  tally_db_bind_int64 (list, 1, sheet_id);
  tally_db_bind_int64 (list, 2, row_id);
  tally_db_bind_int64 (list, 3, n_max);
  for (;;)
    {
      TallyLinePeer peer;
      if (!tally_db_step (list, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&peers);
      peer = (TallyLinePeer) {
        .week_ending = (TallyDay) tally_db_column_int64 (list, WEEK),
        .quantity = { tally_db_column_int64 (list, COEFFICIENT), (gint32) tally_db_column_int64 (list, EXPONENT) },
        .price_cents = tally_db_column_int64 (list, PRICE),
        .is_own = tally_db_column_int64 (list, IS_OWN) != 0,
      };
      g_array_append_val (peers, peer);
    }
}
