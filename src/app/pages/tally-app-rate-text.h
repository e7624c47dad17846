/* tally-app-rate-text.h
 *
 * How pages tell people of tables of rates. Pure functions. Depends on engine and model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-rates-preview.h"
#include "tally-engine-unrated.h"

G_BEGIN_DECLS

/**
 * tally_app_rate_text_dup_file:
 * @file: a table
 *
 * Returns: (transfer full): contracts, days and sizes, "standard · since Jan 1, 2026 · 5,120 rates"; why it can't be used if
 *   that is so
 */
char       *tally_app_rate_text_dup_file    (const TallyEngineRatesFile   *file);

/**
 * tally_app_rate_text_dup_days:
 * @from: first day, %TALLY_DAY_NONE = ever since
 * @to: last day, %TALLY_DAY_NONE = until further notice
 *
 * Returns: (transfer full): when something holds
 */
char       *tally_app_rate_text_dup_days    (TallyDay                      from,
                                             TallyDay                      to);

/**
 * tally_app_rate_text_get_meaning:
 * @meaning: id of what a column is
 *
 * Returns: (transfer none): it for people
 */
const char *tally_app_rate_text_get_meaning (const char                   *meaning);

/**
 * tally_app_rate_text_dup_change:
 * @change: a rate that would change
 *
 * Returns: (transfer full): "10.00 → 12.50 (+25.0 %)", "new: 7.00", "gone: 20.00"
 */
char       *tally_app_rate_text_dup_change  (const TallyEngineRatesChange *change);

/**
 * tally_app_rate_text_dup_counts:
 * @preview: a preview
 *
 * Returns: (transfer full): how many rates would change, and how
 */
char       *tally_app_rate_text_dup_counts  (const TallyEngineRatesPreview *preview);

/**
 * tally_app_rate_text_get_reason:
 * @reason: id of why a unit has no rate
 *
 * Returns: (transfer none): it for people
 */
const char *tally_app_rate_text_get_reason  (const char                   *reason);

/**
 * tally_app_rate_text_get_work:
 * @work: what is done with a unit
 *
 * Returns: (transfer none): it for people
 */
const char *tally_app_rate_text_get_work    (TallyWorkKind                 work);

G_END_DECLS
