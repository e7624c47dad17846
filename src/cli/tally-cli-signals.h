/* tally-cli-signals.h
 *
 * Turns SIGINT and SIGTERM into a cancelled GCancellable while a run is at work in the main
 * thread. A second signal ends the process at once: whatever the moment, the next run repairs it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _TallyCliSignals TallyCliSignals;

/**
 * tally_cli_signals_new:
 * @cancellable: what to cancel
 *
 * Starts to watch, on a thread of its own.
 *
 * Returns: (transfer full): the watch
 */
TallyCliSignals *tally_cli_signals_new  (GCancellable    *cancellable);

/**
 * tally_cli_signals_free:
 * @self: (nullable): a watch
 *
 * Ends it and restores the signals.
 */
void             tally_cli_signals_free (TallyCliSignals *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyCliSignals, tally_cli_signals_free)

G_END_DECLS
