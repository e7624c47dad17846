/* tally-store-finding-sums.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-finding-sums.h"

#include "tally-store-exceptions.h"
#include "tally-store-private.h"
#include "tally-text.h"

/* One group of findings joins those of other statuses. */
static void
add_group (TallyDbStatement  *row,
           TallyStoreOpenSum *sum)
{
  gint64 since_utc_usec = tally_db_column_int64 (row, 4);

  sum->n += (guint64) tally_db_column_int64 (row, 2);
  sum->exposure_cents += tally_db_column_int64 (row, 3);
  if (sum->since_utc_usec == 0 || since_utc_usec < sum->since_utc_usec)
    sum->since_utc_usec = since_utc_usec;
  sum->n_overdue += (guint64) tally_db_column_int64 (row, 5);
}

static TallyStoreOpenSum *
get_sum (TallyStoreOpenSums *sums,
         gint64              severity,
         gboolean            is_trial)
{
  if (severity < 0 || severity >= TALLY_N_RISKS)
    return NULL;
  return is_trial ? &sums->trial : &sums->counting[severity];
}

static gboolean
add_status (TallyStore          *store,
            TallyFindingStatus   status,
            TallyDay             today,
            TallyStoreOpenSums  *sums,
            GError             **error)
{
  g_autoptr (TallyDbStatement) list = tally_db_prepare (store->db, "sum-open-findings", error);
  gboolean has_row = FALSE;

  if (list == NULL)
    return FALSE;
  tally_db_bind_int64 (list, 1, status);
  tally_db_bind_int64 (list, 2, today);
  for (;;)
    {
      TallyStoreOpenSum *sum;
      if (!tally_db_step (list, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      sum = get_sum (sums, tally_db_column_int64 (list, 0), tally_db_column_int64 (list, 1) != 0);
      if (sum == NULL)
        return tally_store_fail_corrupt (store, "a finding", error);
      add_group (list, sum);
    }
}

static gpointer
read_candidate (TallyStore        *store,
                TallyDbStatement  *row,
                GError           **error)
{
  TallyFinding *finding = tally_finding_new ();

  tally_text_set (&finding->id, tally_db_column_text (row, 0));
  tally_text_set (&finding->detector, tally_db_column_text (row, 1));
  tally_text_set (&finding->work_request, tally_db_column_text (row, 2));
  finding->severity = (TallyRisk) tally_db_column_int64 (row, 3);
  finding->is_trial = tally_db_column_int64 (row, 4) != 0;
  finding->exposure_cents = tally_db_column_int64 (row, 5);
  finding->due = (TallyDay) tally_db_column_int64 (row, 6);
  return finding;
}

/* Since when is kept: it is that of a group, and one of it that is covered makes it no younger. */
static void
take_away (TallyStoreOpenSums *sums,
           const TallyFinding *finding,
           TallyDay            today)
{
  TallyStoreOpenSum *sum = get_sum (sums, finding->severity, finding->is_trial);

  sum->n--;
  sum->exposure_cents -= finding->exposure_cents;
  if (finding->due != TALLY_DAY_NONE && finding->due < today)
    sum->n_overdue--;
}

/* What is not left of the candidates is covered; the array that is thinned out only borrows them. */
static gboolean
take_covered_away (TallyStore          *store,
                   TallyFindingStatus   status,
                   TallyDay             today,
                   TallyStoreOpenSums  *sums,
                   GError             **error)
{
  g_autoptr (TallyDbStatement) list = tally_db_prepare (store->db, "list-findings-that-may-be-excepted", error);
  g_autoptr (GPtrArray) candidates = NULL;
  g_autoptr (GPtrArray) left = g_ptr_array_new ();
  guint next = 0;

  if (list != NULL)
    {
      tally_db_bind_int64 (list, 1, status);
      tally_db_bind_int64 (list, 2, today);
    }
  candidates = tally_store_read_all (store, list, read_candidate, (GDestroyNotify) tally_finding_free, error);
  if (candidates == NULL)
    return FALSE;
  g_ptr_array_extend (left, candidates, NULL, NULL);
  if (!tally_store_exceptions_leave_out (store, left, today, error))
    return FALSE;
  for (guint i = 0; i < candidates->len; i++)
    if (next < left->len && left->pdata[next] == candidates->pdata[i])
      next++;
    else
      take_away (sums, candidates->pdata[i], today);
  return TRUE;
}

gboolean
tally_store_finding_sums_open (TallyStore          *store,
                                TallyDay             today,
                                TallyStoreOpenSums  *out_sums,
                                GError             **error)
{
  TallyStoreOpenSums sums = { 0 };
  g_autoptr (GPtrArray) exceptions = NULL;

  g_return_val_if_fail (store != NULL && today != TALLY_DAY_NONE && out_sums != NULL, FALSE);
  exceptions = tally_store_exceptions_list (store, today, error);
  if (exceptions == NULL)
    return FALSE;
  for (guint i = 0; i < TALLY_N_FINDING_STATUSES; i++)
    {
      if (!tally_finding_status_is_open ((TallyFindingStatus) i))
        continue;
      if (!add_status (store, (TallyFindingStatus) i, today, &sums, error)
          || (exceptions->len > 0 && !take_covered_away (store, (TallyFindingStatus) i, today, &sums, error)))
        return FALSE;
    }
  *out_sums = sums;
  return TRUE;
}

static gboolean
add_move (TallyStore             *store,
          TallyDbStatement       *row,
          TallyStoreFindingNews  *news,
          GError                **error)
{
  gint64 to = tally_db_column_int64 (row, 0);
  gint64 source = tally_db_column_int64 (row, 1);
  TallyStoreMoveSum *sum;

  if (to < 0 || to >= TALLY_N_FINDING_STATUSES)
    return tally_store_fail_corrupt (store, "a verdict", error);
  if (source == TALLY_FINDING_SOURCE_OVERRULED)
    return TRUE;
  sum = source == TALLY_FINDING_SOURCE_RUN ? &news->by_runs[to] : &news->by_people[to];
  sum->n += (guint64) tally_db_column_int64 (row, 2);
  sum->exposure_cents += tally_db_column_int64 (row, 3);
  sum->recovered_cents += tally_db_column_int64 (row, 4);
  return TRUE;
}

static gboolean
add_moves (TallyStore             *store,
           gint64                  since_utc_usec,
           TallyStoreFindingNews  *news,
           GError                **error)
{
  g_autoptr (TallyDbStatement) list = tally_db_prepare (store->db, "sum-verdicts", error);
  gboolean has_row = FALSE;

  if (list == NULL)
    return FALSE;
  tally_db_bind_int64 (list, 1, since_utc_usec);
  for (;;)
    {
      if (!tally_db_step (list, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (!add_move (store, list, news, error))
        return FALSE;
    }
}

gboolean
tally_store_finding_sums_news (TallyStore             *store,
                               gint64                  since_utc_usec,
                               TallyStoreFindingNews  *out_news,
                               GError                **error)
{
  g_autoptr (TallyDbStatement) sum = NULL;
  TallyStoreFindingNews news = { 0 };
  gboolean has_row = FALSE;

  g_return_val_if_fail (store != NULL && out_news != NULL, FALSE);
  sum = tally_db_prepare (store->db, "sum-new-findings", error);
  if (sum == NULL)
    return FALSE;
  tally_db_bind_int64 (sum, 1, since_utc_usec);
  if (!tally_db_step (sum, &has_row, error))
    return FALSE;
  g_assert (has_row);
  news.n_new = (guint64) tally_db_column_int64 (sum, 0);
  news.new_cents = tally_db_column_int64 (sum, 1);
  if (!add_moves (store, since_utc_usec, &news, error))
    return FALSE;
  *out_news = news;
  return TRUE;
}
