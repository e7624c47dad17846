/* tally-audit-usual.h
 *
 * What is usual where a unit has few lines: three levels on the logarithmic scale - the lines of a unit and kind
 * of work, the unit over its other kinds of work, all units of the measure - each drawn towards the next by as
 * much as the data say that they differ (empirical Bayes: Efron and Morris 1975; of variances Smyth 2004). Used by
 * detectors of unusual quantities. One thread. Depends on model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-context.h"

G_BEGIN_DECLS

/* The p-value of both tails beyond which a value is unusual: that of 3.5 sigmas (Iglewicz and Hoaglin 1993). */
#define TALLY_AUDIT_USUAL_P_VALUE 4.65e-4

/* Lines of a unit and kind of work that need no others to be judged by. */
#define TALLY_AUDIT_USUAL_MIN 26

/**
 * TallyAuditUsual:
 * @n_peers: lines of the unit and kind of work, the one in question included
 * @n_siblings: lines of the unit's other kinds of work that it was held against
 * @n_others: lines of the measure that the variation is known by; 0 = by the peers alone
 * @n_beyond: of the peers, how many lie at least as far out on the same side, or half as far (a factor of two at most)
 * @middle: logarithm of what is usual, for people: the peers' median if there are enough, else @centre
 * @centre: logarithm of what is expected of one more line, without the one in question
 * @spread: standard deviation of that one more line about @centre, before it is rounded
 * @degrees: degrees of freedom of @spread
 * @is_whole: whether all peers have whole quantities: a number stands for half a one more and less
 * @share: share of all quantities that have a digit too many or too few
 *
 * What the other lines say about one.
 */
typedef struct {
  guint  n_peers;
  guint  n_siblings;
  guint  n_others;
  guint  n_beyond;
  double middle;
  double centre;
  double spread;
  double degrees;
  double share;
  gboolean is_whole;
} TallyAuditUsual;

/**
 * TallyAuditUsualFunc:
 * @context: a context
 * @line: number of a line whose quantity is unusual
 * @usual: what the other lines say
 *
 * Submits it.
 */
typedef void (*TallyAuditUsualFunc) (TallyAuditContext *context, guint line, const TallyAuditUsual *usual);

/**
 * tally_audit_usual_scan:
 * @context: a context
 * @submit: (scope call): submits a line
 * @error: return location, or %NULL
 *
 * Holds the quantity of every billed line against what is usual, counts those of which too little is known
 * ("too-few-peers"), and hands out those that are unusual or
 * look like a slip, rare, and not taken back. O(n log n).
 *
 * Errors: %G_IO_ERROR_CANCELLED.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean tally_audit_usual_scan  (TallyAuditContext           *context,
                                  TallyAuditUsualFunc          submit,
                                  GError                     **error);

/**
 * tally_audit_usual_add:
 * @usual: what the other lines say
 * @facts: facts
 *
 * Adds it to the facts of a finding, as "usual".
 */
void     tally_audit_usual_add   (const TallyAuditUsual       *usual,
                                  TallyAuditFacts             *facts);

/**
 * tally_audit_usual_get:
 * @facts: facts
 * @out_usual: (out): what tally_audit_usual_add() wrote; set in any case
 *
 * Returns: %TRUE if a quantity can be judged by it, and is rare
 */
gboolean tally_audit_usual_get   (const TallyAuditFacts       *facts,
                                  TallyAuditUsual             *out_usual) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_audit_usual_get_tail:
 * @usual: what the other lines say
 * @quantity: a quantity, more than 0
 * @is_below: whether the lower tail is asked for; either is exact where it is small
 *
 * Returns: how likely one more line, before it is rounded, has at least that quantity, or at most
 */
double   tally_audit_usual_get_tail (const TallyAuditUsual    *usual,
                                  double                       quantity,
                                  gboolean                     is_below);

/**
 * tally_audit_usual_get_p_value:
 * @usual: what the other lines say
 * @quantity: a quantity, more than 0
 *
 * Returns: how likely one more line is at least as far out on either side
 */
double   tally_audit_usual_get_p_value (const TallyAuditUsual *usual,
                                  double                       quantity);

G_END_DECLS
