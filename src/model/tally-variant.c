/* tally-variant.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-variant.h"

static const char *const ids[TALLY_N_VARIANTS] = {
  "primary", "helper", "vac_crew", "reduced_sub", "aep_billable", "reduced_sub_helper",
  "aep_billable_helper",
};

const char *
tally_variant_get_id (TallyVariant variant)
{
  return (guint) variant < TALLY_N_VARIANTS ? ids[variant] : "";
}

gboolean
tally_variant_find (const char   *id,
                    TallyVariant *out_variant)
{
  g_return_val_if_fail (out_variant != NULL, FALSE);
  for (guint i = 0; i < TALLY_N_VARIANTS; i++)
    if (g_strcmp0 (ids[i], id) == 0)
      {
        *out_variant = (TallyVariant) i;
        return TRUE;
      }
  return FALSE;
}

gboolean
tally_variant_needs_identifier (TallyVariant variant)
{
  return variant > TALLY_VARIANT_VAC_CREW && (guint) variant < TALLY_N_VARIANTS;
}
