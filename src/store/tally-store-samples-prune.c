/* tally-store-samples-prune.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-samples-private.h"

static const struct {
  const char *statement;
  gint64      kept_usec;
  gint64      unit_usec; /* in which the table counts */
} tiers[TALLY_N_TIERS] = {
  [TALLY_TIER_RAW] = { "delete-raw-samples", TALLY_STORE_RAW_KEPT_USEC, 1 },
  [TALLY_TIER_MINUTE] = { "delete-minute-samples", TALLY_STORE_MINUTES_KEPT_USEC, G_TIME_SPAN_MINUTE },
  [TALLY_TIER_HOUR] = { "delete-hour-samples", TALLY_STORE_HOURS_KEPT_USEC, G_TIME_SPAN_HOUR },
};

static GArray *
list_series_ids (TallyStore  *store,
                 GError     **error)
{
  g_autoptr (TallyDbStatement) list = tally_db_prepare (store->db, "list-series-ids", error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean has_row = TRUE;

  if (list == NULL)
    return NULL;
  while (has_row)
    {
      gint64 id;
      if (!tally_db_step (list, &has_row, error))
        return NULL;
      if (!has_row)
        break;
      id = tally_db_column_int64 (list, 0);
      g_array_append_val (ids, id);
    }
  return g_steal_pointer (&ids);
}

/* By series, along the key: what is kept is not looked at. */
static gboolean
prune_tier (TallyStore  *store,
            TallyTier    tier,
            GArray      *ids,
            gint64       before_utc_usec,
            GError     **error)
{
  g_autoptr (TallyDbStatement) drop = tally_db_prepare (store->db, tiers[tier].statement, error);

  if (drop == NULL)
    return FALSE;
  tally_db_bind_int64 (drop, 2, before_utc_usec / tiers[tier].unit_usec);
  for (guint i = 0; i < ids->len; i++)
    {
      tally_db_bind_int64 (drop, 1, g_array_index (ids, gint64, i));
      if (!tally_db_run (drop, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
drop_empty_series (TallyStore  *store,
                   GError     **error)
{
  g_autoptr (TallyDbStatement) drop = tally_db_prepare (store->db, "delete-empty-series", error);

  return drop != NULL && tally_db_run (drop, error);
}

static gboolean
prune (TallyStore       *store,
       TallyStoreReach  *reach,
       gint64            hour_utc_usec,
       GError          **error)
{
  g_autoptr (GArray) ids = list_series_ids (store, error);

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < TALLY_N_TIERS; i++)
    {
      gint64 before = MAX (hour_utc_usec - tiers[i].kept_usec, 0);
      if (!prune_tier (store, (TallyTier) i, ids, before, error))
        return FALSE;
      reach->from_utc_usec[i] = MAX (reach->from_utc_usec[i], before);
    }
  return drop_empty_series (store, error) && tally_store_reach_save (store, reach, error);
}

gboolean
tally_store_samples_prune (TallyStore  *store,
                           GError     **error)
{
  TallyStoreReach reach;
  gint64 hour;

  g_return_val_if_fail (store != NULL, FALSE);
  hour = tally_sample_get_bucket (tally_store_now (store), G_TIME_SPAN_HOUR);
  if (!tally_store_reach_load (store, &reach, error))
    return FALSE;
  if (reach.from_utc_usec[TALLY_TIER_RAW] >= hour - TALLY_STORE_RAW_KEPT_USEC)
    return TRUE;
  return tally_store_begin (store, TALLY_DB_NORMAL, error)
         && tally_store_end (store, prune (store, &reach, hour, error), error);
}
