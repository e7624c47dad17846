/* tally-audit-rate-scope.h
 *
 * Whether one line can be held against a contract's rates: contract, day, unit, kind of work, quantity, in
 * this order, each with the reason why not. For what is shared by detectors of prices. Depends on model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-input.h"

G_BEGIN_DECLS

/* The reason of a line whose unit the contract lists with a rate of 0. */
#define TALLY_AUDIT_RATE_NOT_PAID_FOR "not-paid-for"

/**
 * TallyAuditRateScope:
 * @input: (borrowed): what is looked at, with rates
 * @today: the day of the audit
 * @line: (borrowed): the line
 * @sheet: (borrowed) (nullable): its sheet, %NULL = nothing is known of it
 * @contract: (out) (nullable): the contract that it follows
 * @day: (out): the day of its work
 * @work: (out): what was done
 * @rates: (out) (array length=n_rates) (nullable): all rates of its unit
 * @n_rates: (out): how many
 * @rate: (out) (nullable): what a unit costs
 * @is_listed: (out): whether the contract lists the unit on that day
 * @unit_reason: (out) (nullable): why it says nothing about its unit, %NULL = it does
 *
 * One line at a time; what is known before the reason is set.
 */
typedef struct {
  const TallyAuditInput *input;
  TallyDay               today;
  const TallyLine       *line;
  const TallyAuditSheet *sheet;
  const char            *contract;
  TallyDay               day;
  TallyWorkKind          work;
  const TallyRate       *rates;
  guint                  n_rates;
  const TallyRate       *rate;
  gboolean               is_listed;
  const char            *unit_reason;
} TallyAuditRateScope;

/**
 * tally_audit_rate_scope_look:
 * @self: (inout): a line
 *
 * Returns: (nullable): why no rate can be held against it, a stable id; %NULL if @self->rate can
 */
const char *tally_audit_rate_scope_look (TallyAuditRateScope *self);

G_END_DECLS
