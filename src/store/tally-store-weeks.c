/* tally-store-weeks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-weeks.h"

#include "tally-store-private.h"

/* Lines of one week, or of none. */
typedef struct {
  TallyDay week;
  guint64  n_lines;
} Size;

static GArray *
list_sizes (TallyStore  *store,
            GError     **error)
{
  g_autoptr (TallyDbStatement) list = tally_db_prepare (store->db, "list-week-sizes", error);
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (Size));
  gboolean has_row = TRUE;

  if (list == NULL)
    return NULL;
  while (has_row)
    {
      Size size;
      if (!tally_db_step (list, &has_row, error))
        return NULL;
      if (!has_row)
        break;
      size.week = tally_db_column_int64 (list, 0) > 0 ? (TallyDay) tally_db_column_int64 (list, 0) : TALLY_DAY_NONE;
      size.n_lines = (guint64) tally_db_column_int64 (list, 1);
      g_array_append_val (sizes, size);
    }
  return g_steal_pointer (&sizes);
}

gboolean
tally_store_weeks_find (TallyStore  *store,
                        guint64      n_max,
                        TallyDay    *out_week,
                        guint64     *out_n_older,
                        GError     **error)
{
  g_autoptr (GArray) sizes = list_sizes (store, error);
  TallyDay week = TALLY_DAY_NONE;
  guint64 n_fit = 0, n_older = 0;

  if (sizes == NULL)
    return FALSE;
  for (guint i = 0; i < sizes->len; i++)
    if (g_array_index (sizes, Size, i).week == TALLY_DAY_NONE)
      n_fit += MIN (g_array_index (sizes, Size, i).n_lines, n_max);
  for (guint i = 0; i < sizes->len; i++)
    {
      const Size *size = &g_array_index (sizes, Size, i);
      if (size->week == TALLY_DAY_NONE)
        continue;
      if (n_older == 0 && n_fit + size->n_lines <= n_max)
        {
          n_fit += size->n_lines;
          week = size->week;
        }
      else
        n_older += size->n_lines;
    }
  *out_week = n_older == 0 ? TALLY_DAY_NONE : week != TALLY_DAY_NONE ? week : G_MAXUINT32;
  *out_n_older = n_older;
  return TRUE;
}
