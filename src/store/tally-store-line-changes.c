/* tally-store-line-changes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-line-changes.h"

#include "tally-store-changes.h"
#include "tally-store-histories.h"
#include "tally-store-private.h"

/* One pass over the changes. */
typedef struct {
  GPtrArray                *histories;  /* (owned): by key, so that they are found */
  gint64                    since_utc_usec;
  TallyStoreLineChangeFunc  func;
  gpointer                  data;
} Pass;

static int
compare_int64 (gint64 a,
               gint64 b)
{
  return (a > b) - (a < b);
}

static int
compare_histories (gconstpointer a,
                   gconstpointer b)
{
  const TallyCellHistory *left = *(const TallyCellHistory *const *) a;
  const TallyCellHistory *right = *(const TallyCellHistory *const *) b;
  int order = compare_int64 (left->sheet_id, right->sheet_id);

  if (order == 0)
    order = compare_int64 (left->row_id, right->row_id);
  return order != 0 ? order : (int) left->field - (int) right->field;
}

static TallyCellHistory *
find_history (const Pass            *pass,
              const TallyLineChange *change)
{
  TallyCellHistory wanted = { .sheet_id = change->sheet_id, .row_id = change->row_id, .field = change->field };
  const TallyCellHistory *key = &wanted;
  guint low = 0, high = pass->histories->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      int order = compare_histories (&pass->histories->pdata[middle], &key);
      if (order == 0)
        return pass->histories->pdata[middle];
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

static void
attribute (const Pass      *pass,
           TallyLineChange *change)
{
  TallyCellHistory *history = find_history (pass, change);
  TallyCellRevision *revision;
  guint index;

  if (history == NULL || !tally_cell_history_find_writing (history, change, &index))
    return;
  revision = history->revisions->pdata[index];
  revision->is_matched = TRUE;
  change->is_attributed = TRUE;
  change->writer = tally_writer_of (revision->written_by);
  change->written_by = revision->written_by;
  change->written_utc_usec = revision->written_utc_usec;
}

/* The kinds of both have the same numbers. */
G_STATIC_ASSERT ((int) TALLY_STORE_CHANGE_FIELD == (int) TALLY_LINE_CHANGE_FIELD);
G_STATIC_ASSERT ((int) TALLY_STORE_CHANGE_GONE == (int) TALLY_LINE_CHANGE_GONE);
G_STATIC_ASSERT ((int) TALLY_STORE_CHANGE_BACK == (int) TALLY_LINE_CHANGE_BACK);

/* FALSE if it is no change of a line's field, or of the whole line. */
static gboolean
read_change (TallyDbStatement *list,
             TallyLineChange  *out_change)
{
  TallyField field = TALLY_N_FIELDS;

  *out_change = (TallyLineChange) {
    .kind = (TallyLineChangeKind) tally_db_column_int64 (list, 1),
    .sheet_id = tally_db_column_int64 (list, 2),
    .row_id = tally_db_column_int64 (list, 3),
    .run_id = tally_db_column_int64 (list, 4),
    .noticed_utc_usec = tally_db_column_int64 (list, 5),
    .written_utc_usec = tally_db_column_int64 (list, 6),
    .written_by = tally_db_column_text (list, 7),
    .old_value = tally_db_column_text (list, 9),
    .new_value = tally_db_column_text (list, 10),
  };
  out_change->writer = tally_writer_of (out_change->written_by);
  if (out_change->kind == TALLY_LINE_CHANGE_FIELD && !tally_field_find (tally_db_column_text (list, 8), &field))
    return FALSE;
  out_change->field = field;
  return TRUE;
}

static gboolean
hand_out_noticed (TallyStore    *store,
                  Pass          *pass,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr (TallyDbStatement) list = tally_db_prepare (store->db, "list-changes-since", error);
  gboolean has_row = FALSE;
  TallyLineChange change;

  if (list == NULL)
    return FALSE;
  tally_db_bind_int64 (list, 1, pass->since_utc_usec);
  for (;;)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !tally_db_step (list, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (!read_change (list, &change))
        continue;
      if (change.kind == TALLY_LINE_CHANGE_FIELD)
        attribute (pass, &change);
      if (!pass->func (&change, pass->data, error))
        return FALSE;
    }
}

static gboolean
hand_out_told (const Pass             *pass,
               const TallyCellHistory *history,
               GError                **error)
{
  TallyLineChange change;

  for (guint i = 0; i < history->revisions->len; i++)
    if (tally_cell_history_get_change (history, i, &change) && change.written_utc_usec >= pass->since_utc_usec
        && !pass->func (&change, pass->data, error))
      return FALSE;
  return TRUE;
}

gboolean
tally_store_line_changes_foreach (TallyStore                *store,
                                  gint64                     since_utc_usec,
                                  TallyStoreLineChangeFunc   func,
                                  gpointer                   data,
                                  GCancellable              *cancellable,
                                  GError                   **error)
{
  g_autoptr (GPtrArray) histories = NULL;
  Pass pass = { .since_utc_usec = since_utc_usec, .func = func, .data = data };

  g_return_val_if_fail (store != NULL && func != NULL, FALSE);
  histories = tally_store_histories_list (store, error);
  if (histories == NULL)
    return FALSE;
  g_ptr_array_sort (histories, compare_histories);
  pass.histories = histories;
  if (!hand_out_noticed (store, &pass, cancellable, error))
    return FALSE;
  for (guint i = 0; i < histories->len; i++)
    if (!hand_out_told (&pass, histories->pdata[i], error))
      return FALSE;
  return TRUE;
}
