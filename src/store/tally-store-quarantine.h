/* tally-store-quarantine.h
 *
 * Sheets and workbooks that failed by their own fault in run after run. Those that did so often
 * enough are set aside until a time, so that the rest goes on without them; success forgets them.
 * Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-recovery-state.h"
#include "tally-store-act.h"

G_BEGIN_DECLS

/**
 * tally_store_quarantine_find:
 * @store: a store
 * @kind: its kind
 * @subject: which one
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (nullable): the record; %NULL without an error if there is none
 */
TallyRecoveryQuarantine *tally_store_quarantine_find    (TallyStore  *store,
                                                         const char  *kind,
                                                         const char  *subject,
                                                         GError     **error);

/**
 * tally_store_quarantine_list:
 * @store: a store
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyRecoveryQuarantine) (nullable): all records, by kind and
 *   subject
 */
GPtrArray               *tally_store_quarantine_list    (TallyStore  *store,
                                                         GError     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_quarantine_put:
 * @store: a store opened for writing
 * @record: what to record in place of what stood there
 * @error: return location, or %NULL
 *
 * Records a failure; one that sets the subject aside goes into the trail too.
 *
 * Returns: %TRUE if it is recorded
 */
gboolean                 tally_store_quarantine_put     (TallyStore                     *store,
                                                         const TallyRecoveryQuarantine  *record,
                                                         GError                        **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_quarantine_release:
 * @store: a store opened for writing
 * @record: a record that is set aside
 * @act: who and why; goes into the trail with it
 * @error: return location, or %NULL
 *
 * Lets it be tried by the next run; its failures stay counted, so that one more sets it aside again.
 *
 * Returns: %TRUE if it is recorded
 */
gboolean                 tally_store_quarantine_release (TallyStore                     *store,
                                                         const TallyRecoveryQuarantine  *record,
                                                         const TallyStoreAct            *act,
                                                         GError                        **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_quarantine_remove:
 * @store: a store opened for writing
 * @record: a record
 * @act: (nullable): who and why; goes into the trail with it; %NULL = nobody has to know
 * @error: return location, or %NULL
 *
 * Forgets the record with its count.
 *
 * Returns: %TRUE if it is gone
 */
gboolean                 tally_store_quarantine_remove  (TallyStore                     *store,
                                                         const TallyRecoveryQuarantine  *record,
                                                         const TallyStoreAct            *act,
                                                         GError                        **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
