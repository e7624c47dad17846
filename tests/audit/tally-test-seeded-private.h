/* tally-test-seeded-private.h
 *
 * The world in the making, for tally-test-seeded*.c alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-test-seeded.h"

G_BEGIN_DECLS

/**
 * TallyTestUnit:
 * @cu: (owned): its code
 * @rates: cents of install, removal, transfer; 0 = hours, whose price is made up each time
 * @median: its usual quantity
 * @spread: how much its quantity varies: sigma of the logarithm
 */
typedef struct {
  char       *cu;
  TallyMoney  rates[3];
  double      median;
  double      spread;
} TallyTestUnit;

/**
 * TallyTestWorld:
 * @made: what becomes of it
 * @random: (owned): chance
 * @units: (owned) (element-type TallyTestUnit): units of work
 * @lines: (owned) (element-type TallyLine): lines so far, their texts interned
 * @taken: (owned): which lines carry an error already
 * @told: (owned): of which lines what was billed is said already
 * @dropped: (owned): which lines are gone
 * @gone: (owned) (element-type TallyLine): lines that are gone, which were billed
 * @last_week: the last billing week; it is not billed yet
 * @next_row: the next row id
 * @n_errors: how many of each kind to plant
 */
typedef struct {
  TallyTestSeeded *made;
  TallyRandom     *random;
  GArray          *units;
  GArray          *lines;
  GHashTable      *taken;
  GHashTable      *told;
  GHashTable      *dropped;
  GArray          *gone;
  TallyDay         last_week;
  gint64           next_row;
  guint            n_errors;
} TallyTestWorld;

/**
 * tally_test_world_pick:
 * @self: a world
 * @is_fit: (scope call): whether a line will do
 * @out_index: (out): a line without an error; it has one from now on
 *
 * Returns: %FALSE if none was found
 */
gboolean         tally_test_world_pick   (TallyTestWorld        *self,
                                          gboolean             (*is_fit) (TallyTestWorld *self, const TallyLine *line),
                                          guint                 *out_index);

/**
 * tally_test_world_add:
 * @self: a world
 * @line: a line; it gets a row of its own
 *
 * Returns: its number
 */
guint            tally_test_world_add    (TallyTestWorld        *self,
                                          const TallyLine       *line);

/**
 * tally_test_world_get_unit:
 * @self: a world
 * @line: a line
 *
 * Returns: (transfer none) (nullable): what it is about
 */
const TallyTestUnit *tally_test_world_get_unit (TallyTestWorld  *self,
                                          const TallyLine       *line);

/**
 * tally_test_world_note:
 * @self: a world
 * @kind: what was planted
 * @line: where
 * @exposure_cents: what it costs, 0 for further lines of the same one
 */
void             tally_test_world_note   (TallyTestWorld        *self,
                                          TallyTestError         kind,
                                          const TallyLine       *line,
                                          TallyMoney             exposure_cents);

/**
 * tally_test_world_is_billed:
 * @self: a world
 * @line: a line
 *
 * Returns: %TRUE if its week was billed
 */
gboolean         tally_test_world_is_billed (TallyTestWorld     *self,
                                          const TallyLine       *line);

/**
 * tally_test_world_bill:
 * @self: a world
 * @line: a line as it was billed
 *
 * Says that it was billed so.
 */
void             tally_test_world_bill   (TallyTestWorld        *self,
                                          const TallyLine       *line);

/**
 * tally_test_world_get_billed_time:
 * @week: a billing week
 *
 * Returns: when it was billed, µs since 1970 UTC: on Tuesday after it
 */
gint64           tally_test_world_get_billed_time (TallyDay      week);

/**
 * tally_test_world_plant:
 * @self: a world of honest lines
 *
 * Plants errors of all kinds.
 */
void             tally_test_world_plant  (TallyTestWorld        *self);

G_END_DECLS
