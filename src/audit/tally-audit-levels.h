/* tally-audit-levels.h
 *
 * Values in kinds, kinds in units, units in measures; how much they vary within and between, and what the others
 * say about one of them. Pure arithmetic on logarithms that others sorted; made by tally-audit-usual.c. One owner
 * at a time. Depends on no area.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _TallyAuditLevels TallyAuditLevels;

/**
 * TallyAuditForecast:
 * @n_siblings: values of the unit's other kinds that it draws on
 * @n_others: values of the measure that it draws on
 * @centre: what is expected of one more value
 * @spread: its standard deviation before it is rounded, more than 0
 * @degrees: degrees of freedom of @spread, more than 0
 *
 * What the others say about a value.
 */
typedef struct {
  guint  n_siblings;
  guint  n_others;
  double centre;
  double spread;
  double degrees;
} TallyAuditForecast;

/**
 * tally_audit_levels_new:
 *
 * Returns: (transfer full): levels without a value
 */
TallyAuditLevels *tally_audit_levels_new      (void);

/**
 * tally_audit_levels_free:
 * @self: (nullable): levels
 *
 * Frees them.
 */
void              tally_audit_levels_free     (TallyAuditLevels        *self);

/**
 * tally_audit_levels_add_kind:
 * @self: levels that are not sealed
 * @measure: name of the measure; must live as long as @self
 * @is_new_unit: whether it belongs to another unit than the kind before
 * @is_whole: whether its values are the logarithms of whole numbers: what rounding adds to their variance is taken off
 * @sorted: (array length=n_values): logarithms of its values, the smallest first; must live as long as @self
 * @n_values: how many, 0 or more
 *
 * Adds the next kind; the measure of a unit is that of its first kind.
 */
void              tally_audit_levels_add_kind (TallyAuditLevels        *self,
                                               const char              *measure,
                                               gboolean                 is_new_unit,
                                               gboolean                 is_whole,
                                               const double            *sorted,
                                               guint                    n_values);

/**
 * tally_audit_levels_seal:
 * @self: levels with all kinds
 *
 * Works out how much values, kinds and units vary. O(n log n).
 */
void              tally_audit_levels_seal     (TallyAuditLevels        *self);

/**
 * tally_audit_levels_forecast:
 * @self: sealed levels
 * @kind: number of a kind, 0 for the first one
 * @index: which of its sorted values is in question: the others speak
 * @out_forecast: (out): what they say; untouched on failure
 *
 * O(1).
 *
 * Returns: %FALSE if too little is known: fewer than 26 values in the kind, and in its measure no 26 values in five
 *   kinds of five values each, or of these each varies in its own way; or the few others of the kind are unlike unit
 *   and measure
 */
gboolean          tally_audit_levels_forecast (const TallyAuditLevels  *self,
                                               guint                    kind,
                                               guint                    index,
                                               TallyAuditForecast      *out_forecast) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyAuditLevels, tally_audit_levels_free)

G_END_DECLS
