/* tally-meter.h
 *
 * Counters and timers by name: API calls, rows read, seconds in a phase. Every area is given one
 * and adds to it; jobs and faces read a snapshot. Thread-safe; add once a batch, not once a row.
 * Every function takes %NULL for a meter and then does nothing. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _TallyMeter TallyMeter;

/**
 * TallyMeterReading:
 * @name: "area.noun", e.g. "smartsheet.calls"
 * @count: sum of what was counted, or the number of times measured
 * @total_usec: sum of the times measured, µs; 0 for a counter
 * @max: largest single time, µs, or the highest level raised to
 *
 * What one counter, timer or level reads.
 */
typedef struct {
  const char *name;
  guint64     count;
  gint64      total_usec;
  gint64      max;
} TallyMeterReading;

/**
 * tally_meter_new:
 *
 * Returns: (transfer full): a meter with nothing on it
 */
TallyMeter *tally_meter_new      (void);

/**
 * tally_meter_ref:
 * @self: a meter
 *
 * Returns: (transfer full): @self with one more reference
 */
TallyMeter *tally_meter_ref      (TallyMeter *self);

/**
 * tally_meter_unref:
 * @self: (nullable): a meter
 *
 * Gives one reference back.
 */
void        tally_meter_unref    (TallyMeter *self);

/**
 * tally_meter_count:
 * @self: (nullable): a meter
 * @name: a counter; public text, a constant
 * @n_more: how many more
 *
 * Adds to a counter.
 */
void        tally_meter_count    (TallyMeter *self,
                                  const char *name,
                                  guint64     n_more);

/**
 * tally_meter_time:
 * @self: (nullable): a meter
 * @name: a timer; public text, a constant
 * @duration_usec: how long it took, µs; less than 0 counts as 0
 *
 * Adds one measured time.
 */
void        tally_meter_time     (TallyMeter *self,
                                  const char *name,
                                  gint64      duration_usec);

/**
 * tally_meter_raise:
 * @self: (nullable): a meter
 * @name: a level; public text, a constant
 * @level: what it is now: bytes in use, requests under way
 *
 * Remembers the highest level.
 */
void        tally_meter_raise    (TallyMeter *self,
                                  const char *name,
                                  gint64      level);

/**
 * tally_meter_get_count:
 * @self: (nullable): a meter
 * @name: a counter or timer
 *
 * Returns: its count; 0 if nothing was counted
 */
guint64     tally_meter_get_count (TallyMeter *self,
                                  const char *name);

/**
 * tally_meter_dup_readings:
 * @self: (nullable): a meter
 *
 * Takes a snapshot, sorted by name. The names stay valid as long as the meter.
 *
 * Returns: (transfer full) (element-type TallyMeterReading): the readings
 */
GArray     *tally_meter_dup_readings (TallyMeter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyMeter, tally_meter_unref)

G_END_DECLS
