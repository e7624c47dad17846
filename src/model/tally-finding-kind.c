/* tally-finding-kind.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-finding-kind.h"

static const char *const risks[TALLY_N_RISKS] = { "low", "medium", "high", "critical" };

static const char *const categories[TALLY_N_FINDING_CATEGORIES] = {
  [TALLY_FINDING_PRICING] = "pricing",
  [TALLY_FINDING_QUANTITY] = "quantity",
  [TALLY_FINDING_DUPLICATE] = "duplicate",
  [TALLY_FINDING_TIMING] = "timing",
  [TALLY_FINDING_MASTER_DATA] = "master-data",
  [TALLY_FINDING_AUTHORISATION] = "authorisation",
  [TALLY_FINDING_DATA_QUALITY] = "data-quality",
  [TALLY_FINDING_PROCESS] = "process",
  [TALLY_FINDING_SYSTEM] = "system",
};

const char *
tally_risk_get_id (TallyRisk risk)
{
  g_return_val_if_fail (risk < TALLY_N_RISKS, "");
  return risks[risk];
}

gboolean
tally_risk_find (const char *id,
                 TallyRisk  *out_risk)
{
  for (guint i = 0; id != NULL && i < TALLY_N_RISKS; i++)
    if (strcmp (risks[i], id) == 0)
      {
        *out_risk = i;
        return TRUE;
      }
  return FALSE;
}

const char *
tally_finding_category_get_id (TallyFindingCategory category)
{
  g_return_val_if_fail (category < TALLY_N_FINDING_CATEGORIES, "");
  return categories[category];
}
