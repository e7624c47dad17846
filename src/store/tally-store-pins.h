/* tally-store-pins.h
 *
 * Restored workbooks that are held: a person put an earlier version back, so that no run replaces
 * it before it is released or the lines change from what they were then. A pin counts only while
 * its version hangs on the target. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-identity.h"
#include "tally-store.h"

G_BEGIN_DECLS

/**
 * TallyStorePin:
 * @identity: (owned): which workbook
 * @target_sheet: where it hangs
 * @version: number of the version that was restored
 * @run_id: the run that restores it; published by another one it is not pinned
 * @pinned_utc_usec: when, µs since 1970 UTC; set by the store
 * @fingerprint: (owned): of what was restored
 * @lines_hash: (owned): tally_store_pins_dup_lines_hash() when it was restored
 * @actor: (owned) (nullable): who restored it, for the trail; not read back
 */
typedef struct {
  TallyIdentity *identity;
  gint64         target_sheet;
  gint64         version;
  gint64         run_id;
  gint64         pinned_utc_usec;
  char          *fingerprint;
  char          *lines_hash;
  char          *actor;
} TallyStorePin;

/**
 * tally_store_pin_free:
 * @self: (nullable): a pin
 *
 * Frees it.
 */
void       tally_store_pin_free            (TallyStorePin        *self);

/**
 * tally_store_pins_dup_lines_hash:
 * @store: a store
 * @identity: which workbook
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (nullable): SHA-256 in hexadecimal of the accepted lines that the store
 *   holds of it now, whatever they look like on paper
 */
char      *tally_store_pins_dup_lines_hash (TallyStore           *store,
                                            const TallyIdentity  *identity,
                                            GCancellable         *cancellable,
                                            GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_pins_put:
 * @store: a store that holds the lease
 * @pin: what to hold, before it is published
 * @error: return location, or %NULL
 *
 * Writes a pin in place of an earlier one of that workbook, and "restore" into the trail; durable.
 *
 * Returns: %TRUE if it is recorded
 */
gboolean   tally_store_pins_put            (TallyStore           *store,
                                            const TallyStorePin  *pin,
                                            GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_pins_list:
 * @store: a store
 * @target_sheet: the target
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyStorePin) (nullable): the pins whose version hangs
 *   there
 */
GPtrArray *tally_store_pins_list           (TallyStore           *store,
                                            gint64                target_sheet,
                                            GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_pins_delete:
 * @store: a store that holds the lease
 * @target_sheet: the target
 * @identity: which workbook
 * @actor: (nullable): who releases it, for the trail
 * @error: return location, or %NULL
 *
 * Releases it, and writes "release" into the trail if it was pinned; durable.
 *
 * Returns: %TRUE if there is no pin
 */
gboolean   tally_store_pins_delete         (TallyStore           *store,
                                            gint64                target_sheet,
                                            const TallyIdentity  *identity,
                                            const char           *actor,
                                            GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyStorePin, tally_store_pin_free)

G_END_DECLS
