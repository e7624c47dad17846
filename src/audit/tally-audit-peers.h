/* tally-audit-peers.h
 *
 * Who is whose peer, and how far a value lies from what its peers have: robust statistics on logarithms, so
 * that a tenth and ten times are equally far. Shared by the detectors that look for what is unusual. One
 * thread. Depends on model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-context.h"
#include "tally-audit-groups.h"

G_BEGIN_DECLS

/* Peers below which a robust statistic says nothing (features 6-D, D38). */
#define TALLY_AUDIT_PEERS_MIN 26

/* The modified z-score beyond which a value is an outlier (Iglewicz and Hoaglin 1993). */
#define TALLY_AUDIT_PEERS_LIMIT 3.5

/* Of the peers, the share that may lie as far out on the same side: more of them are a habit, not an error. */
#define TALLY_AUDIT_PEERS_RARE_DIVISOR 200
#define TALLY_AUDIT_PEERS_RARE_MIN 2

/**
 * TallyAuditPeers:
 * @n_peers: lines of one unit and kind of work, the one in question included
 * @n_beyond: of these, how many lie at least as far out on the same side, or half as far (a factor of two at most)
 * @median: median of the logarithms
 * @mad: their median distance from it
 * @floor: least distance that counts
 *
 * What the peers of a value have.
 */
typedef struct {
  guint  n_peers;
  guint  n_beyond;
  double median;
  double mad;
  double floor;
} TallyAuditPeers;

/**
 * TallyAuditOutliers:
 * @value_of: (scope call): the value of a line, more than 0; 0 = the line has none
 * @floor: least distance that counts, on the logarithmic scale, more than 0
 * @submit: (scope call): submits an outlier
 * @data: for these
 *
 * What tally_audit_peers_scan() asks.
 */
typedef struct {
  double (*value_of) (TallyAuditContext *context, guint line, gpointer data);
  void   (*submit)   (TallyAuditContext *context, guint line, const TallyAuditPeers *peers);
  double   floor;
  gpointer data;
} TallyAuditOutliers;

/**
 * tally_audit_peers_get_groups:
 * @context: a context
 *
 * Returns: (transfer none): the billed lines by unit and kind of work, made once an audit
 */
const TallyAuditGroups *tally_audit_peers_get_groups (TallyAuditContext         *context);

/**
 * tally_audit_peers_get_weeks:
 * @context: a context
 *
 * Returns: (transfer none): the billed lines by work request and week, made once an audit
 */
const TallyAuditGroups *tally_audit_peers_get_weeks  (TallyAuditContext         *context);

/**
 * tally_audit_peers_scan:
 * @context: a context
 * @outliers: what to ask
 * @error: return location, or %NULL
 *
 * Holds every value against those of its peers, counts what has too few of them, and hands out those that
 * are outliers, rare, and not taken back.
 *
 * Errors: %G_IO_ERROR_CANCELLED.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean                tally_audit_peers_scan       (TallyAuditContext         *context,
                                                      const TallyAuditOutliers  *outliers,
                                                      GError                   **error);

/**
 * tally_audit_peers_add:
 * @peers: what the peers have
 * @facts: facts
 *
 * Adds them to the facts of a finding, as "peers".
 */
void                    tally_audit_peers_add        (const TallyAuditPeers     *peers,
                                                      TallyAuditFacts           *facts);

/**
 * tally_audit_peers_judge:
 * @facts: facts with "peers"
 * @value: the value, more than 0
 * @out_usual: (out): the value that its peers usually have
 * @judgement: gets the p-value of both tails, the score and the statistic
 *
 * Judges by what tally_audit_peers_add() wrote.
 *
 * Returns: %TRUE if it is an outlier and rare
 */
gboolean                tally_audit_peers_judge      (const TallyAuditFacts     *facts,
                                                      double                     value,
                                                      double                    *out_usual,
                                                      TallyAuditJudgement       *judgement) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
