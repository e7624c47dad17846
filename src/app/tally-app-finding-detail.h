/* tally-app-finding-detail.h
 *
 * One finding with all that is known of it, and what a reviewer may do about it; or how many are selected. Shows what it
 * is given and tells what somebody wants; asks nobody itself. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "tally-chart.h"
#include "tally-engine-findings.h"
#include "tally-finding-remark.h"

G_BEGIN_DECLS

#define TALLY_TYPE_APP_FINDING_DETAIL (tally_app_finding_detail_get_type ())

/**
 * TallyAppFindingDetail:
 *
 * Signals: "remarked" (pointer remark) somebody made a #TallyFindingRemark, without its actor, valid during the call;
 * "attached" (GFile file) somebody adds a file; "refused" (string message) what somebody typed can't be taken.
 *
 * Actions that it refers to: "review.decide" (ss) a verdict's status and its reason.
 */
G_DECLARE_FINAL_TYPE (TallyAppFindingDetail, tally_app_finding_detail, TALLY, APP_FINDING_DETAIL, AdwBin)

/**
 * TallyAppFindingAll:
 * @found: (owned): the finding
 * @remarks: (owned) (element-type TallyFindingRemark): what was said about it
 *
 * All that is known of a finding.
 */
typedef struct {
  TallyEngineFinding *found;
  GPtrArray          *remarks;
} TallyAppFindingAll;

/**
 * tally_app_finding_all_free:
 * @self: (nullable): what is known
 *
 * Frees it.
 */
void     tally_app_finding_all_free            (TallyAppFindingAll        *self);

/**
 * tally_app_finding_detail_show_none:
 * @self: a detail
 *
 * Shows that nothing is selected.
 */
void     tally_app_finding_detail_show_none    (TallyAppFindingDetail     *self);

/**
 * tally_app_finding_detail_show_many:
 * @self: a detail
 * @n: how many are selected
 * @cents: what they amount to
 */
void     tally_app_finding_detail_show_many    (TallyAppFindingDetail     *self,
                                                guint                      n,
                                                TallyMoney                 cents);

/**
 * tally_app_finding_detail_show:
 * @self: a detail
 * @all: what to show; read during the call
 * @data_dir: where files are
 *
 * Shows a finding. What somebody is typing about the same one stays.
 */
void     tally_app_finding_detail_show         (TallyAppFindingDetail     *self,
                                                const TallyAppFindingAll  *all,
                                                const char                *data_dir);

/**
 * tally_app_finding_detail_show_peers:
 * @self: a detail
 * @chart: (transfer full) (nullable): the finding's line among others, %NULL = nothing to be seen
 */
void     tally_app_finding_detail_show_peers   (TallyAppFindingDetail     *self,
                                                TallyChart                *chart);

/**
 * tally_app_finding_detail_dup_note:
 * @self: a detail
 *
 * Returns: (transfer full): the note of the next verdict
 */
char    *tally_app_finding_detail_dup_note     (TallyAppFindingDetail     *self);

/**
 * tally_app_finding_detail_get_recovered:
 * @self: a detail
 * @out_cents: (out): what was got back, 0 if nothing is said; untouched on failure
 *
 * Returns: %FALSE if what stands there is no amount
 */
gboolean tally_app_finding_detail_get_recovered (TallyAppFindingDetail    *self,
                                                 TallyMoney               *out_cents);

/**
 * tally_app_finding_detail_clear_verdict:
 * @self: a detail
 *
 * Empties the note and the amount: they were taken.
 */
void     tally_app_finding_detail_clear_verdict (TallyAppFindingDetail    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyAppFindingAll, tally_app_finding_all_free)

G_END_DECLS
