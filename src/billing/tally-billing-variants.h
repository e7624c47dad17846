/* tally-billing-variants.h
 *
 * Which kinds of workbook a configuration asks for ([billing] variants). Called once when a run
 * starts. Pure function, any thread. Depends on core and model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-variant.h"

G_BEGIN_DECLS

/**
 * tally_billing_parse_variants:
 * @names: (nullable) (array zero-terminated=1): ids of variants; none = profile "classic"
 * @out_variants: (out): a bit 1 << #TallyVariant for each; untouched on failure
 * @error: return location, or %NULL
 *
 * All seven ids are known; those other than "primary" have their place in keys and file names but
 * are not made yet.
 *
 * Errors: %TALLY_BILLING_ERROR_VARIANT - an id is unknown or not available yet; the configuration
 * has to be corrected.
 *
 * Returns: %TRUE if all can be made
 */
gboolean tally_billing_parse_variants (const char *const  *names,
                                       guint              *out_variants,
                                       GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
