/* tally-variant.h
 *
 * The kinds of workbook that one work request and week can have. Profile "classic" makes the
 * primary one alone; all seven have their place in keys and file names. Pure functions, any
 * thread. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TallyVariant:
 * @TALLY_VARIANT_PRIMARY: the crew's own units; identifier "" or the foreman's name
 * @TALLY_VARIANT_HELPER: units of a helping foreman; identifier = the name
 * @TALLY_VARIANT_VAC_CREW: units of a vacuum crew; identifier "" or the name
 * @TALLY_VARIANT_REDUCED_SUB: subcontractor at reduced rates
 * @TALLY_VARIANT_AEP_BILLABLE: subcontractor at the customer's rates
 * @TALLY_VARIANT_REDUCED_SUB_HELPER: a subcontractor's helper at reduced rates
 * @TALLY_VARIANT_AEP_BILLABLE_HELPER: a subcontractor's helper at the customer's rates
 * @TALLY_N_VARIANTS: how many there are
 */
typedef enum {
  TALLY_VARIANT_PRIMARY,
  TALLY_VARIANT_HELPER,
  TALLY_VARIANT_VAC_CREW,
  TALLY_VARIANT_REDUCED_SUB,
  TALLY_VARIANT_AEP_BILLABLE,
  TALLY_VARIANT_REDUCED_SUB_HELPER,
  TALLY_VARIANT_AEP_BILLABLE_HELPER,
  TALLY_N_VARIANTS,
} TallyVariant;

/**
 * tally_variant_get_id:
 * @variant: a variant
 *
 * Returns: (transfer none): its stable id, "primary" … "aep_billable_helper"
 */
const char *tally_variant_get_id           (TallyVariant  variant);

/**
 * tally_variant_find:
 * @id: (nullable): an id
 * @out_variant: (out): the variant; untouched if there is none
 *
 * Returns: %TRUE if @id is the id of a variant
 */
gboolean    tally_variant_find             (const char   *id,
                                            TallyVariant *out_variant) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_variant_needs_identifier:
 * @variant: a variant
 *
 * Returns: %TRUE if a workbook of it without a name would look like another one (rule 5.6/56)
 */
gboolean    tally_variant_needs_identifier (TallyVariant  variant);

G_END_DECLS
