/* tally-store-samples-reach.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-samples-private.h"

#include "tally-store-meta.h"

static const char *const keys[TALLY_N_TIERS] = {
  [TALLY_TIER_RAW] = "samples-raw-from",
  [TALLY_TIER_MINUTE] = "samples-minute-from",
};

/* Where the next hour begins. */
static gint64
get_next_hour (TallyStore *store)
{
  return tally_sample_get_bucket (tally_store_now (store), G_TIME_SPAN_HOUR) + G_TIME_SPAN_HOUR;
}

gboolean
tally_store_reach_load (TallyStore       *store,
                        TallyStoreReach  *out_reach,
                        GError          **error)
{
  TallyStoreReach reach = { 0 };

  for (guint i = 0; i < TALLY_N_TIERS; i++)
    {
      g_autofree char *text = NULL;
      gint64 from = 0;
      if (keys[i] == NULL)
        continue;
      if (!tally_store_meta_get (store, keys[i], &text, error))
        return FALSE;
      if (text != NULL && !g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &from, NULL))
        return tally_store_fail_corrupt (store, keys[i], error);
      reach.from_utc_usec[i] = MIN (from, get_next_hour (store));
    }
  *out_reach = reach;
  return TRUE;
}

gboolean
tally_store_reach_save (TallyStore             *store,
                        const TallyStoreReach  *reach,
                        GError                **error)
{
  for (guint i = 0; i < TALLY_N_TIERS; i++)
    {
      g_autofree char *text = NULL;
      if (keys[i] == NULL)
        continue;
      text = g_strdup_printf ("%" G_GINT64_FORMAT, reach->from_utc_usec[i]);
      if (!tally_store_meta_set (store, keys[i], text, error))
        return FALSE;
    }
  return TRUE;
}
