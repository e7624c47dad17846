/* tally-takeover.h
 *
 * What hangs on the target beside what would be published: one entry an identity, in cents, with the
 * lines in which they differ. Jobs fills it, workbook and faces show it; nothing of it changes
 * anything. One owner at a time. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-takeover-entry.h"

G_BEGIN_DECLS

/**
 * TallyTakeover:
 * @entries: (owned) (element-type TallyTakeoverEntry): by tally_identity_compare() once finished
 * @n_by_status: how many entries have each status
 * @n_doubled: entries with more than one file
 * @n_ours: entries whose newest file is ours already
 * @n_shrinks: entries whose file there a take-over would leave alone, as ours has less
 * @n_foreign: files on the rows that are no workbooks by their name; they are never touched
 * @n_filtered: files of work requests and weeks that were not asked for
 * @our_cents: sum of our totals
 * @their_cents: sum of the totals there
 * @cache_dir: (owned) (nullable): where what was fetched is kept until it is complete
 * @report_path: (owned) (nullable): the workbook that tells all this
 *
 * A comparison.
 */
typedef struct _TallyTakeover {
  GPtrArray  *entries;
  guint       n_by_status[TALLY_N_TAKEOVER_STATUSES];
  guint       n_doubled;
  guint       n_ours;
  guint       n_shrinks;
  guint       n_foreign;
  guint       n_filtered;
  TallyMoney  our_cents;
  TallyMoney  their_cents;
  char       *cache_dir;
  char       *report_path;
} TallyTakeover;

/**
 * tally_takeover_new:
 *
 * Returns: (transfer full): an empty comparison
 */
TallyTakeover      *tally_takeover_new            (void);

/**
 * tally_takeover_free:
 * @self: (nullable): a comparison
 *
 * Frees it.
 */
void                tally_takeover_free           (TallyTakeover        *self);

/**
 * tally_takeover_add:
 * @self: a comparison
 * @identity: which workbook; copied
 *
 * Returns: (transfer none): a new entry of it, %TALLY_TAKEOVER_MISSING
 */
TallyTakeoverEntry *tally_takeover_add            (TallyTakeover        *self,
                                                   const TallyIdentity  *identity);

/**
 * tally_takeover_finish:
 * @self: a comparison with all its entries
 *
 * Puts the entries in order and sums up.
 *
 * Returns: %FALSE if a sum does not fit into 64 bits
 */
gboolean            tally_takeover_finish         (TallyTakeover        *self) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_takeover_is_settled:
 * @self: a finished comparison
 *
 * Returns: whether all is the same and nothing is doubled
 */
gboolean            tally_takeover_is_settled     (const TallyTakeover  *self);

/**
 * tally_takeover_get_next_step:
 * @self: a finished comparison
 *
 * Returns: (transfer none): one sentence: what a person does next, without a full stop; public text
 */
const char         *tally_takeover_get_next_step  (const TallyTakeover  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyTakeover, tally_takeover_free)

G_END_DECLS
