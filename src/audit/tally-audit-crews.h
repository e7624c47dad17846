/* tally-audit-crews.h
 *
 * What each crew billed on each day, in order: made once an audit for the detectors that look for unusual
 * days. One thread. Depends on model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-context.h"
#include "tally-audit-groups.h"

G_BEGIN_DECLS

/* Other days that a crew must have before anything can be called unusual for it by itself. */
#define TALLY_AUDIT_CREWS_MIN_DAYS 20

/**
 * TallyAuditCrewDay:
 * @crew: whose day it is, a text of the input
 * @day: the day
 * @lines: (array length=n_lines) (borrowed): numbers of the lines that were completed on it
 * @n_lines: how many, 1 or more
 * @cents: their amount
 */
typedef struct {
  const char  *crew;
  TallyDay     day;
  const guint *lines;
  guint        n_lines;
  TallyMoney   cents;
} TallyAuditCrewDay;

/**
 * tally_audit_crews_get_days:
 * @context: a context
 *
 * Lines without a crew or a day are in none of them.
 *
 * Returns: (transfer none) (element-type TallyAuditCrewDay): all days of all crews, by crew and day
 */
const GArray *tally_audit_crews_get_days   (TallyAuditContext  *context);

/**
 * tally_audit_crews_find_end:
 * @days: days of crews
 * @start: first day of a crew
 *
 * Returns: the number after the last day of that crew
 */
guint         tally_audit_crews_find_end   (const GArray       *days,
                                            guint               start);

/**
 * tally_audit_crews_count_scope:
 * @context: a context
 * @min_days: other days that a crew must have
 *
 * Counts the billed lines: in scope, "no-crew-or-day", or "too-few-days" if their crew has no more than
 * @min_days.
 */
void          tally_audit_crews_count_scope (TallyAuditContext  *context,
                                            guint               min_days);

G_END_DECLS
