/* tally-finding-kind.h
 *
 * How much a finding matters, and what is wrong with the record. Numbers stand in the database: only
 * append. Pure functions, any thread. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TallyRisk:
 * @TALLY_RISK_LOW: nothing that matters
 * @TALLY_RISK_MEDIUM: worth a look
 * @TALLY_RISK_HIGH: to be looked at before the accounts are closed
 * @TALLY_RISK_CRITICAL: to be looked at now
 * @TALLY_N_RISKS: how many there are
 *
 * Severity of a finding, and level of what it adds up to.
 */
typedef enum {
  TALLY_RISK_LOW,
  TALLY_RISK_MEDIUM,
  TALLY_RISK_HIGH,
  TALLY_RISK_CRITICAL,
  TALLY_N_RISKS,
} TallyRisk;

/**
 * TallyFindingCategory:
 * @TALLY_FINDING_PRICING: the price
 * @TALLY_FINDING_QUANTITY: the quantity
 * @TALLY_FINDING_DUPLICATE: the same work twice
 * @TALLY_FINDING_TIMING: the week, the day
 * @TALLY_FINDING_MASTER_DATA: unit codes, rates, names
 * @TALLY_FINDING_AUTHORISATION: who may change or approve what
 * @TALLY_FINDING_DATA_QUALITY: a value that is missing or can't be read
 * @TALLY_FINDING_PROCESS: work that is not billed, or not documented
 * @TALLY_FINDING_SYSTEM: totals that don't add up
 * @TALLY_N_FINDING_CATEGORIES: how many there are
 *
 * What is wrong with the record (features 6.5).
 */
typedef enum {
  TALLY_FINDING_PRICING,
  TALLY_FINDING_QUANTITY,
  TALLY_FINDING_DUPLICATE,
  TALLY_FINDING_TIMING,
  TALLY_FINDING_MASTER_DATA,
  TALLY_FINDING_AUTHORISATION,
  TALLY_FINDING_DATA_QUALITY,
  TALLY_FINDING_PROCESS,
  TALLY_FINDING_SYSTEM,
  TALLY_N_FINDING_CATEGORIES,
} TallyFindingCategory;

/**
 * tally_risk_get_id:
 * @risk: a level
 *
 * Returns: (transfer none): "low", "medium", "high", "critical"
 */
const char   *tally_risk_get_id                 (TallyRisk             risk);

/**
 * tally_risk_find:
 * @id: (nullable): an id
 * @out_risk: (out): the level; untouched if there is none
 *
 * Returns: %TRUE if @id is the id of a level
 */
gboolean      tally_risk_find                   (const char           *id,
                                                 TallyRisk            *out_risk) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_finding_category_get_id:
 * @category: a category
 *
 * Returns: (transfer none): its stable id, "pricing" … "system"
 */
const char   *tally_finding_category_get_id     (TallyFindingCategory  category);

G_END_DECLS
