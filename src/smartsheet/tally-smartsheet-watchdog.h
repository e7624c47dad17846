/* tally-smartsheet-watchdog.h
 *
 * Cancels what takes too long. Synchronous calls of libsoup know one limit, a socket's silence, in
 * whole seconds; a peer that trickles bytes would hold a worker for ever. The one thread of this
 * area: it sleeps until the next deadline and does nothing but cancel. A client has one; its
 * exchanges, in any thread, set and move their deadlines. Depends on GIO alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _TallySmartsheetWatchdog TallySmartsheetWatchdog;

/**
 * TallySmartsheetWatch:
 * @cancellable: (borrowed): cancelled when the deadline has passed
 * @deadline_usec: monotonic µs, see g_get_monotonic_time(); belongs to the watchdog while it watches
 * @is_late: out: whether the deadline has passed; to be read after tally_smartsheet_watchdog_end()
 *
 * A deadline. Zeroed but for @cancellable at first; the caller keeps it.
 */
typedef struct {
  GCancellable *cancellable;
  gint64        deadline_usec;
  gboolean      is_late;
} TallySmartsheetWatch;

/**
 * tally_smartsheet_watchdog_new:
 *
 * Returns: (transfer full): a watchdog with nothing to watch; starts its thread
 */
TallySmartsheetWatchdog *tally_smartsheet_watchdog_new  (void);

/**
 * tally_smartsheet_watchdog_free:
 * @self: (nullable): a watchdog with nothing left to watch
 *
 * Ends its thread and frees it.
 */
void                     tally_smartsheet_watchdog_free (TallySmartsheetWatchdog *self);

/**
 * tally_smartsheet_watchdog_set:
 * @self: a watchdog
 * @watch: a deadline, new or watched already
 * @deadline_usec: monotonic µs
 *
 * Begins to watch, or moves the deadline. One that has passed stays passed. O(deadlines watched).
 */
void                     tally_smartsheet_watchdog_set  (TallySmartsheetWatchdog *self,
                                                         TallySmartsheetWatch    *watch,
                                                         gint64                   deadline_usec);

/**
 * tally_smartsheet_watchdog_end:
 * @self: a watchdog
 * @watch: a deadline, watched or not
 *
 * Forgets it: @watch is the caller's alone again, and its cancellable is not cancelled any more.
 */
void                     tally_smartsheet_watchdog_end  (TallySmartsheetWatchdog *self,
                                                         TallySmartsheetWatch    *watch);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallySmartsheetWatchdog, tally_smartsheet_watchdog_free)

G_END_DECLS
