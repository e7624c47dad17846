/* tally-store-publishing-private.h
 *
 * What the repositories of publishing share: steps that become part of the caller's transaction.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-store-intents.h"
#include "tally-group.h"
#include "tally-store-journal.h"
#include "tally-store-private.h"
#include "tally-store-superseded.h"

G_BEGIN_DECLS

/**
 * tally_store_write_step:
 * @store: a store in a transaction
 * @step: a step
 * @error: return location, or %NULL
 *
 * Appends it to the journal.
 *
 * Returns: %FALSE if it failed
 */
gboolean tally_store_write_step         (TallyStore              *store,
                                         const TallyStoreStep    *step,
                                         GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_write_intent_state:
 * @store: a store in a transaction
 * @intent: an intent that was put
 * @state: its new state
 * @error: return location, or %NULL
 *
 * Writes an intent's state, and the step into the journal; @intent stays as it is.
 *
 * Returns: %FALSE if it failed
 */
gboolean tally_store_write_intent_state (TallyStore              *store,
                                         const TallyStoreIntent  *intent,
                                         TallyStoreIntentState    state,
                                         GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_promote_prepared:
 * @store: a store in a durable transaction
 * @publication_id: what was prepared
 * @intent: what was attached where
 * @attachment_created_utc_usec: when the peer made the attachment, µs since 1970 UTC
 * @error: return location, or %NULL
 *
 * Makes it the current publication of its identity on the target, in place of the one before, and
 * writes its version.
 *
 * Returns: %FALSE if it failed
 */
gboolean tally_store_promote_prepared   (TallyStore              *store,
                                         gint64                   publication_id,
                                         const TallyStoreIntent  *intent,
                                         gint64                   attachment_created_utc_usec,
                                         GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_advance_head:
 * @store: a store in a durable transaction that changes publications
 * @error: return location, or %NULL
 *
 * Counts the change, see tally-store-head.h.
 *
 * Returns: %FALSE if it failed
 */
gboolean tally_store_advance_head       (TallyStore              *store,
                                         GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * TallyStorePrepared:
 * @publication_id: number of a publication without an attachment, 0 = none
 * @n_lines: its lines
 * @total_cents: their sum
 */
typedef struct {
  gint64     publication_id;
  gint64     n_lines;
  TallyMoney total_cents;
} TallyStorePrepared;

/**
 * tally_store_write_prepared:
 * @store: a store in a transaction
 * @identity_id: number of the identity
 * @intent: what is about to be published
 * @group: (nullable): its lines, %NULL = nobody knows them
 * @out_prepared: (out): what was written
 * @error: return location, or %NULL
 *
 * Writes a publication without an attachment in place of the one prepared before.
 *
 * Returns: %FALSE if it failed
 */
gboolean tally_store_write_prepared     (TallyStore              *store,
                                         gint64                   identity_id,
                                         const TallyStoreIntent  *intent,
                                         const TallyGroup        *group,
                                         TallyStorePrepared      *out_prepared,
                                         GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_find_prepared:
 * @store: a store
 * @identity_id: number of the identity
 * @intent: what is about to be published
 * @out_prepared: (out): what was prepared for just this file; its number is 0 if nothing was
 * @error: return location, or %NULL
 *
 * Returns: %FALSE if it failed
 */
gboolean tally_store_find_prepared      (TallyStore              *store,
                                         gint64                   identity_id,
                                         const TallyStoreIntent  *intent,
                                         TallyStorePrepared      *out_prepared,
                                         GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_drop_prepared:
 * @store: a store in a transaction
 * @identity_id: number of the identity
 * @target_sheet: the target
 * @error: return location, or %NULL
 *
 * Forgets what was prepared, if anything was.
 *
 * Returns: %FALSE if it failed
 */
gboolean tally_store_drop_prepared      (TallyStore              *store,
                                         gint64                   identity_id,
                                         gint64                   target_sheet,
                                         GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_write_issued:
 * @store: a store in a transaction
 * @identity_id: number of the identity
 * @intent: what was published
 * @attachment_created_utc_usec: when the peer made the attachment, µs since 1970 UTC
 * @error: return location, or %NULL
 *
 * Ends the version that hung there, writes the new one, and drops a pin on anything else.
 *
 * Returns: %FALSE if it failed
 */
gboolean tally_store_write_issued       (TallyStore              *store,
                                         gint64                   identity_id,
                                         const TallyStoreIntent  *intent,
                                         gint64                   attachment_created_utc_usec,
                                         GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_write_lost:
 * @store: a store in a transaction
 * @publication_id: a publication whose attachment is gone
 * @error: return location, or %NULL
 *
 * Ends its version.
 *
 * Returns: %FALSE if it failed
 */
gboolean tally_store_write_lost         (TallyStore              *store,
                                         gint64                   publication_id,
                                         GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_write_foreign:
 * @store: a store in a transaction
 * @identity_id: number of the identity whose place it took
 * @superseded: an attachment whose bytes are in the archive
 * @error: return location, or %NULL
 *
 * Writes another program's version; nothing if it is one of ours.
 *
 * Returns: %FALSE if it failed
 */
gboolean tally_store_write_foreign      (TallyStore                  *store,
                                         gint64                       identity_id,
                                         const TallyStoreSuperseded  *superseded,
                                         GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
