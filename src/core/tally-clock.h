/* tally-clock.h
 *
 * Where time comes from. Everything that asks for the time, or waits, is given a clock, so that
 * tests and replays run on a virtual one without sleeping. Thread-safe. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _TallyClock TallyClock;

/**
 * tally_clock_new_system:
 *
 * Returns: (transfer full): the machine's clock
 */
TallyClock *tally_clock_new_system            (void);

/**
 * tally_clock_new_virtual:
 * @start_utc_usec: its first reading, µs since 1970-01-01 UTC
 *
 * Makes a clock that moves only by tally_clock_advance() and tally_clock_wait().
 *
 * Returns: (transfer full): the clock
 */
TallyClock *tally_clock_new_virtual           (gint64         start_utc_usec);

/**
 * tally_clock_ref:
 * @self: a clock
 *
 * Returns: (transfer full): @self with one more reference
 */
TallyClock *tally_clock_ref                   (TallyClock    *self);

/**
 * tally_clock_unref:
 * @self: (nullable): a clock
 *
 * Gives one reference back.
 */
void        tally_clock_unref                 (TallyClock    *self);

/**
 * tally_clock_get_utc_usec:
 * @self: a clock
 *
 * Returns: µs since 1970-01-01 UTC; may jump when the machine's clock is set
 */
gint64      tally_clock_get_utc_usec          (TallyClock    *self);

/**
 * tally_clock_get_monotonic_usec:
 * @self: a clock
 *
 * Returns: µs since an arbitrary start; never goes back
 */
gint64      tally_clock_get_monotonic_usec    (TallyClock    *self);

/**
 * tally_clock_wait:
 * @self: a clock
 * @duration_usec: µs to wait; 0 or less returns at once
 * @cancellable: (nullable): ends the wait early
 * @error: return location, or %NULL
 *
 * Blocks the calling thread. A virtual clock advances by @duration_usec and returns at once.
 *
 * Errors: %G_IO_ERROR_CANCELLED - stop.
 *
 * Returns: %TRUE when the time has passed
 */
gboolean    tally_clock_wait                  (TallyClock    *self,
                                               gint64         duration_usec,
                                               GCancellable  *cancellable,
                                               GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_clock_advance:
 * @self: a virtual clock
 * @duration_usec: µs, 0 or more
 *
 * Moves a virtual clock forward; a bug in the caller on the machine's clock.
 */
void        tally_clock_advance               (TallyClock    *self,
                                               gint64         duration_usec);

/**
 * tally_clock_jump:
 * @self: a virtual clock
 * @shift_usec: µs, negative to set it back
 *
 * Moves the time of day of a virtual clock and not its monotonic time: a clock that was set, or,
 * forward, a machine that was suspended. A bug in the caller on the machine's clock.
 */
void        tally_clock_jump                  (TallyClock    *self,
                                               gint64         shift_usec);

/**
 * tally_clock_format_utc:
 * @utc_usec: µs since 1970-01-01 UTC
 *
 * Returns: (transfer full): RFC 3339 text to the second, "2026-11-24T15:00:00Z"
 */
char       *tally_clock_format_utc            (gint64         utc_usec);

/**
 * tally_clock_parse_utc:
 * @text: (nullable): an RFC 3339 time with zone, a fraction allowed
 * @out_utc_usec: (out): µs since 1970-01-01 UTC; untouched on failure
 *
 * Returns: %TRUE if @text is such a time
 */
gboolean    tally_clock_parse_utc             (const char    *text,
                                               gint64        *out_utc_usec) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyClock, tally_clock_unref)

G_END_DECLS
