/* tally-sandbox-seed-plan.h
 *
 * Who works where and when: work requests with their foremen, weeks and sheets, and how many lines
 * each has on each sheet in each week. Group sizes follow the real thing (median 36, mean 57,
 * at most 439 lines where the sheets are full), in whole numbers only. For the generator;
 * immutable once made. Depends on core.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint number;     /* eight digits */
  guint foreman;    /* index into the foremen */
  guint dept;
  guint customer;
  guint area;
  guint job;
  guint work_order;
  guint scope;
} TallySandboxRequest;

/* The lines of one work request in one week on one sheet. */
typedef struct
{
  guint request; /* index */
  guint week;    /* 0 = the oldest */
  guint n_rows;
} TallySandboxChunk;

/* How big the plan is. */
typedef struct
{
  guint64 seed;
  guint   n_sheets;
  guint   rows_per_sheet;
  guint   n_weeks;         /* 0 = natural */
  guint   n_work_requests; /* 0 = natural */
} TallySandboxPlanSize;

typedef struct
{
  guint      n_weeks;
  GArray    *requests; /* (owned) (element-type TallySandboxRequest) */
  GPtrArray *sheets;   /* (owned) (element-type GArray of TallySandboxChunk): rows_per_sheet each */
} TallySandboxPlan;

/**
 * tally_sandbox_seed_plan_new:
 * @size: how big
 *
 * Returns: (transfer full): the plan
 */
TallySandboxPlan *tally_sandbox_seed_plan_new  (const TallySandboxPlanSize *size);

/**
 * tally_sandbox_seed_plan_free:
 * @self: (nullable): a plan
 *
 * Frees it.
 */
void              tally_sandbox_seed_plan_free (TallySandboxPlan           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallySandboxPlan, tally_sandbox_seed_plan_free)

G_END_DECLS
