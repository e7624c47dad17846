/* tally-billing-variants.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-billing-variants.h"

#include "tally-billing-error.h"

#define AVAILABLE (1u << TALLY_VARIANT_PRIMARY)

gboolean
tally_billing_parse_variants (const char *const  *names,
                              guint              *out_variants,
                              GError            **error)
{
  guint variants = 0;

  g_return_val_if_fail (out_variants != NULL && (error == NULL || *error == NULL), FALSE);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      TallyVariant variant;
      if (!tally_variant_find (names[i], &variant))
        {
          g_set_error (error, TALLY_BILLING_ERROR, TALLY_BILLING_ERROR_VARIANT,
                       "[billing] variants: \"%s\" is no kind of workbook; \"primary\" is", names[i]);
          return FALSE;
        }
      if ((AVAILABLE & 1u << variant) == 0)
        {
          g_set_error (error, TALLY_BILLING_ERROR, TALLY_BILLING_ERROR_VARIANT,
                       "[billing] variants: \"%s\" is not available yet; leave it out, \"primary\" "
                       "alone can be made",
                       names[i]);
          return FALSE;
        }
      variants |= 1u << variant;
    }
  *out_variants = variants != 0 ? variants : AVAILABLE;
  return TRUE;
}
