/* tally-billing-plan.h
 *
 * From all lines and all that was published to the plan of a run. The task that plans feeds first
 * what was published, then every line, once, those of one workbook together; memory grows with the
 * number of workbooks, not of lines. One owner at a time. No store, no network: depends on core and
 * model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-billing-group.h"
#include "tally-plan.h"

G_BEGIN_DECLS

typedef struct _TallyBillingPlanBuilder TallyBillingPlanBuilder;

/**
 * TallyBillingGeneratedFunc:
 * @identity: a workbook to make
 * @fingerprint: 64 hexadecimal digits
 * @data: of the caller
 *
 * Fixes what "Report Generated On" shows: the time stored for this pair, else now, stored.
 *
 * Returns: µs since 1970 UTC
 */
typedef gint64 (*TallyBillingGeneratedFunc) (const TallyIdentity *identity,
                                             const char          *fingerprint,
                                             gpointer             data);

/**
 * TallyBillingPlanOptions:
 * @layout: the layout of the workbooks
 * @lost_sheets: (array length=n_lost_sheets): sources that were not read in this run
 * @n_lost_sheets: how many
 * @work_requests: (nullable) (array zero-terminated=1): only these, matched whole; none = all
 * @excluded: (nullable) (array zero-terminated=1): not these work requests, matched whole
 * @only: (nullable) (element-type TallyIdentity): a set, only these workbooks; %NULL = all
 * @weeks: (array length=n_weeks): only weeks that end on these days; none = all
 * @n_weeks: how many
 * @force_weeks: (array length=n_force_weeks): weeks to make again although nothing changed
 * @n_force_weeks: how many
 * @force: whether to make all again although nothing changed
 * @generated: (nullable): fixes the time of a workbook; %NULL leaves it 0
 * @data: for @generated
 *
 * Everything is borrowed until the builder is freed.
 */
typedef struct {
  TallyBillingLayout         layout;
  const gint64              *lost_sheets;
  gsize                      n_lost_sheets;
  const char *const         *work_requests;
  const char *const         *excluded;
  GHashTable                *only;
  const TallyDay            *weeks;
  gsize                      n_weeks;
  const TallyDay            *force_weeks;
  gsize                      n_force_weeks;
  gboolean                   force;
  TallyBillingGeneratedFunc  generated;
  gpointer                   data;
} TallyBillingPlanOptions;

/**
 * TallyBillingPublished:
 * @identity: which workbook
 * @fingerprint: of its current publication
 * @total_cents: what it says
 * @n_lines: its lines
 * @generated_utc_usec: what its "Report Generated On" shows
 * @sheets: (array length=n_sheets): the sources that it drew on
 * @n_sheets: how many
 *
 * One published workbook; everything is borrowed for the call.
 */
typedef struct {
  const TallyIdentity *identity;
  const char          *fingerprint;
  TallyMoney           total_cents;
  guint                n_lines;
  gint64               generated_utc_usec;
  const gint64        *sheets;
  gsize                n_sheets;
} TallyBillingPublished;

/**
 * tally_billing_plan_builder_new:
 * @options: what to plan; copied, what it points to is borrowed
 *
 * Returns: (transfer full): a builder
 */
TallyBillingPlanBuilder *tally_billing_plan_builder_new           (const TallyBillingPlanOptions *options);

/**
 * tally_billing_plan_builder_free:
 * @self: (nullable): a builder
 *
 * Frees it.
 */
void                     tally_billing_plan_builder_free          (TallyBillingPlanBuilder       *self);

/**
 * tally_billing_plan_builder_add_published:
 * @self: a builder that has no lines yet
 * @published: a published workbook, once for each identity
 *
 * Adds what was published.
 */
void                     tally_billing_plan_builder_add_published (TallyBillingPlanBuilder       *self,
                                                                   const TallyBillingPublished   *published);

/**
 * tally_billing_plan_builder_add_line:
 * @self: a builder
 * @line: a line; lines that are not billed may come at any place, those of one identity (work
 *   request, week, variant, identifier) come one after the other, in any order
 * @error: return location, or %NULL
 *
 * Adds a line. After an error the builder can only be freed.
 *
 * Errors: %TALLY_BILLING_ERROR_ORDER - the identity came before (bug in the caller);
 * %TALLY_BILLING_ERROR_OVERFLOW - a sum is too large, the rows have to be corrected.
 *
 * Returns: %TRUE if it was added
 */
gboolean                 tally_billing_plan_builder_add_line      (TallyBillingPlanBuilder       *self,
                                                                   const TallyLine               *line,
                                                                   GError                       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_billing_plan_builder_finish:
 * @self: a builder with all lines; it can only be freed afterwards
 *
 * Decides about each workbook, in this order: work requests that look alike → held, rows excluded
 * with %TALLY_REASON_CLASH; a variant that needs a name without one → held; equal to what was
 * published → unchanged, or changed when forced (never when a source was lost); drawing on a lost
 * source, now or when it was published → held; else new or changed. Published and without any
 * line → vanished, or held when it drew on a lost source. Workbooks left out by a filter are not
 * in the plan and never vanish.
 *
 * Returns: (transfer full): the plan
 */
TallyPlan               *tally_billing_plan_builder_finish        (TallyBillingPlanBuilder       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyBillingPlanBuilder, tally_billing_plan_builder_free)

G_END_DECLS
