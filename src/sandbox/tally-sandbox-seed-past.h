/* tally-sandbox-seed-past.h
 *
 * What the predecessor left on the target: a workbook for each work request and week, with its
 * forms of names and with what goes wrong in its life, each kind in its turn. The truth about each
 * is noted in the manifest. For the generator. Depends on the world and on core.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-sandbox-past.h"
#include "tally-sandbox-seed-private.h"

G_BEGIN_DECLS

/**
 * tally_sandbox_seed_past_new:
 * @root: decides about hashes and amounts
 *
 * Returns: (transfer full): what collects billed rows until the target is made
 */
TallySandboxSeedPast *tally_sandbox_seed_past_new     (TallyRandom             *root);

/**
 * tally_sandbox_seed_past_free:
 * @self: (nullable): a collection
 *
 * Frees it.
 */
void                  tally_sandbox_seed_past_free    (TallySandboxSeedPast    *self);

/**
 * tally_sandbox_seed_past_take:
 * @self: a collection
 * @seeder: the generator
 * @draft: a row of a source sheet
 *
 * Notes a billed row; others are passed over.
 */
void                  tally_sandbox_seed_past_take    (TallySandboxSeedPast    *self,
                                                       TallySandboxSeeder      *seeder,
                                                       const TallySandboxDraft *draft);

/**
 * tally_sandbox_seed_past_attach:
 * @self: a collection
 * @seeder: the generator
 * @sheet: the target
 * @row: its row
 * @number: the row's work request
 * @error: return location, or %NULL
 *
 * Hangs there what the predecessor left.
 *
 * Errors: %TALLY_SANDBOX_ERROR_FAILED - a file can't be written.
 *
 * Returns: %TRUE if it hangs
 */
gboolean              tally_sandbox_seed_past_attach  (TallySandboxSeedPast    *self,
                                                       TallySandboxSeeder      *seeder,
                                                       TallySandboxSheet       *sheet,
                                                       TallySandboxRow         *row,
                                                       guint                    number,
                                                       GError                 **error);

G_END_DECLS
