/* tally-store-weeks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-weeks.h"

#include "tally-store-private.h"

gboolean
tally_store_weeks_find (TallyStore  *store,
                        guint64      n_max,
                        TallyDay    *out_week,
                        guint64     *out_n_older,
                        GError     **error)
{
  g_autoptr (TallyDbStatement) list = tally_db_prepare (store->db, "list-week-sizes", error);
  TallyDay week = TALLY_DAY_NONE;
  guint64 n_fit = 0, n_older = 0;
  gboolean has_row = TRUE;

  if (list == NULL)
    return FALSE;
  while (has_row)
    {
      guint64 n;
      if (!tally_db_step (list, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      n = (guint64) tally_db_column_int64 (list, 1);
      if (n_older == 0 && n_fit + n <= n_max)
        {
          n_fit += n;
          week = (TallyDay) tally_db_column_int64 (list, 0);
        }
      else
        n_older += n;
    }
  *out_week = n_older == 0 ? TALLY_DAY_NONE : week != TALLY_DAY_NONE ? week : G_MAXUINT32;
  *out_n_older = n_older;
  return TRUE;
}
