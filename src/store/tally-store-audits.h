/* tally-store-audits.h
 *
 * What each audit came to: one row a run, for the trend and the audit workbook, and its entry of
 * the trail with what it was made with. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-finding-kind.h"
#include "tally-money.h"
#include "tally-store.h"

G_BEGIN_DECLS

/* Bound of the scopes: some hundred detectors with a score of counts each. */
#define TALLY_STORE_AUDITS_MAX_SCOPES_BYTES (1024 * 1024)

/**
 * TallyStoreAudit:
 * @run_id: the run
 * @utc_usec: when it was recorded, µs since 1970 UTC; set by the store
 * @risk: what it comes to
 * @n_sheets: sheets that were looked at
 * @n_lines: lines that were looked at
 * @n_enriched: changes with a person's, an automation's or a link's name on them
 * @n_open: findings that count and ask for somebody's time
 * @n_new: of these, those that were not there in the run before
 * @n_trial: findings on trial that are open
 * @n_anomalies: open findings of statistical detectors that count
 * @n_unauthorised: changes by those who may not
 * @n_data_issues: values that are missing or can't be read
 * @n_by_severity: open findings that count, by severity
 * @exposure_cents: what they may cost, each line once
 * @audited_cents: amount of the lines whose price was compared with a rate
 * @unaudited_cents: amount of those without a rate
 * @rates_key: (owned): fingerprint of the rate tables, "" = none
 * @policy_key: (owned): fingerprint of what is right
 * @reason: (owned): why the risk is what it is; private
 * @scopes: (owned): JSON: what each detector looked at, and what not
 */
typedef struct {
  gint64       run_id;
  gint64       utc_usec;
  TallyRisk    risk;
  guint64      n_sheets;
  guint64      n_lines;
  guint64      n_enriched;
  guint64      n_open;
  guint64      n_new;
  guint64      n_trial;
  guint64      n_anomalies;
  guint64      n_unauthorised;
  guint64      n_data_issues;
  guint64      n_by_severity[TALLY_N_RISKS];
  TallyMoney   exposure_cents;
  TallyMoney   audited_cents;
  TallyMoney   unaudited_cents;
  char        *rates_key;
  char        *policy_key;
  char        *reason;
  char        *scopes;
} TallyStoreAudit;

/**
 * TallyStoreAuditDetector:
 * @id: id of a detector
 * @version: its version
 */
typedef struct {
  const char  *id;
  guint        version;
} TallyStoreAuditDetector;

/**
 * tally_store_audit_free:
 * @self: (nullable): what an audit came to
 *
 * Frees it and its texts.
 */
void tally_store_audit_free (TallyStoreAudit *self);

/**
 * tally_store_audits_put:
 * @store: a store opened for writing
 * @audit: what the run's audit came to; %NULL texts are ""
 * @detectors: (array length=n_detectors): what it was made with, for the trail
 * @n_detectors: how many
 * @error: return location, or %NULL
 *
 * Records it in place of an earlier one of the run, with an entry "audit" of the trail, in one
 * transaction.
 *
 * Errors: %TALLY_STORE_ERROR_CONSTRAINT - the scopes are too large, a bug in the caller.
 *
 * Returns: %TRUE if it is durable
 */
gboolean tally_store_audits_put (TallyStore                     *store,
                                 const TallyStoreAudit          *audit,
                                 const TallyStoreAuditDetector  *detectors,
                                 guint                           n_detectors,
                                 GError                        **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_audits_list:
 * @store: a store
 * @before_run: only those of earlier runs, %G_MAXINT64 = all
 * @n_max: at most so many
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyStoreAudit) (nullable): what audits came to, newest
 *   first
 */
GPtrArray *tally_store_audits_list (TallyStore  *store,
                                    gint64       before_run,
                                    guint        n_max,
                                    GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyStoreAudit, tally_store_audit_free)

G_END_DECLS
