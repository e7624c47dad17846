/* tally-sandbox-state.h
 *
 * A sandbox's folder: what it was started with, and every change since, so that one that was
 * killed comes back with all that it had acknowledged. The filled world is made again from its
 * options; the journal's batches are done again on top of it; attachments are files, written before
 * the batch that names them. Batches are handed to the kernel, not synced to the disk: they outlive
 * the process, which is what a test can take away, but not a power failure, which an fsync per
 * request would pay for with the speed that benchmarks need. From 4 MiB on the journal is shortened
 * when half of it may be waste. One process at a time. Depends on core alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-sandbox-world.h"

G_BEGIN_DECLS

typedef struct _TallySandboxState TallySandboxState;

/**
 * tally_sandbox_state_open:
 * @dir: the folder; made if it is missing
 * @origin: what the world is filled from, one line
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_SANDBOX_ERROR_INVALID - the folder belongs to a sandbox of another origin, name
 * another one; %TALLY_SANDBOX_ERROR_FAILED - it can't be used, or another process does.
 *
 * Returns: (transfer full) (nullable): the state
 */
TallySandboxState *tally_sandbox_state_open         (const char         *dir,
                                                     const char         *origin,
                                                     GError            **error);

/**
 * tally_sandbox_state_close:
 * @self: (nullable): a state
 *
 * Closes the folder.
 */
void               tally_sandbox_state_close        (TallySandboxState  *self);

/**
 * tally_sandbox_state_get_blob_dir:
 * @self: a state
 *
 * Returns: (transfer none): where attachments are kept
 */
const char        *tally_sandbox_state_get_blob_dir (TallySandboxState  *self);

/**
 * tally_sandbox_state_restore:
 * @self: a state
 * @world: a world that was filled from the origin
 * @error: return location, or %NULL
 *
 * Does again all that the journal holds. A last line that was cut by a kill was never
 * acknowledged and is dropped.
 *
 * Errors: %TALLY_SANDBOX_ERROR_INVALID - a line of the journal is damaged; the message names it.
 *
 * Returns: %TRUE if it was done
 */
gboolean           tally_sandbox_state_restore      (TallySandboxState  *self,
                                                     TallySandboxWorld  *world,
                                                     GError            **error);

/**
 * tally_sandbox_state_append:
 * @self: a state
 * @batch: one line without line end
 *
 * Writes a batch; it has left the process when this returns. Shortens the journal now and then.
 *
 * Returns: %FALSE if it could not be written; nothing may be acknowledged then
 */
gboolean           tally_sandbox_state_append       (TallySandboxState  *self,
                                                     const char         *batch);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallySandboxState, tally_sandbox_state_close)

G_END_DECLS
