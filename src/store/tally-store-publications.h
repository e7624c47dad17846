/* tally-store-publications.h
 *
 * What hangs on the target and is ours: one current publication of each identity, with the lines
 * as they were published. Recorded only after the attachment was verified, durable when the call
 * returns. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-group.h"
#include "tally-store-intents.h"
#include "tally-store-lines.h"

G_BEGIN_DECLS

/**
 * TallyStorePublicationState:
 * @TALLY_STORE_PUBLICATION_CURRENT: hangs there now
 * @TALLY_STORE_PUBLICATION_SUPERSEDED: a later one took its place
 * @TALLY_STORE_PUBLICATION_REMOVED: was found gone, or was taken back
 * @TALLY_STORE_PUBLICATION_PREPARED: about to be published; no function hands such a one out
 */
typedef enum {
  TALLY_STORE_PUBLICATION_CURRENT,
  TALLY_STORE_PUBLICATION_SUPERSEDED,
  TALLY_STORE_PUBLICATION_REMOVED,
  TALLY_STORE_PUBLICATION_PREPARED,
} TallyStorePublicationState;

/**
 * TallyStorePublication:
 * @publication_id: its number
 * @run_id: the run that recorded it
 * @state: whether it is current
 * @identity: (owned): which workbook
 * @target_sheet: where it hangs
 * @target_row: on which row
 * @attachment_id: the attachment
 * @attachment_created_utc_usec: when the peer made it, µs since 1970 UTC
 * @generated_utc_usec: what "Report Generated On" shows
 * @published_utc_usec: when it was recorded
 * @size_bytes: size of the file
 * @n_lines: lines that it shows
 * @total_cents: their sum
 * @fingerprint: (owned): of its content
 * @file_name: (owned): its name
 * @sha256: (owned): of the file, hexadecimal
 * @sheet_ids: (owned) (element-type gint64): the source sheets of its lines, ascending
 */
typedef struct {
  gint64                      publication_id;
  gint64                      run_id;
  TallyStorePublicationState  state;
  TallyIdentity              *identity;
  gint64                      target_sheet;
  gint64                      target_row;
  gint64                      attachment_id;
  gint64                      attachment_created_utc_usec;
  gint64                      generated_utc_usec;
  gint64                      published_utc_usec;
  guint64                     size_bytes;
  guint                       n_lines;
  TallyMoney                  total_cents;
  char                       *fingerprint;
  char                       *file_name;
  char                       *sha256;
  GArray                     *sheet_ids;
} TallyStorePublication;

/**
 * tally_store_publication_free:
 * @self: (nullable): a publication
 *
 * Frees it.
 */
void                   tally_store_publication_free             (TallyStorePublication  *self);

/**
 * tally_store_publications_prepare:
 * @store: a store that holds the lease
 * @intent: what is about to be published; need not be put yet
 * @group: the lines of its workbook
 * @error: return location, or %NULL
 *
 * Keeps the lines for when it is recorded, perhaps by a later run that reads other rows by then; in
 * place of what was prepared for the identity before. As durable as what is written after it.
 *
 * Returns: %TRUE if they are kept
 */
gboolean               tally_store_publications_prepare         (TallyStore              *store,
                                                                 const TallyStoreIntent  *intent,
                                                                 const TallyGroup        *group,
                                                                 GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_publications_record:
 * @store: a store that holds the lease
 * @intent: an intent whose attachment is verified; becomes %TALLY_STORE_INTENT_COMMITTED
 * @attachment_created_utc_usec: when the peer made the attachment, µs since 1970 UTC
 * @group: (nullable): the lines as they were published, %NULL = those that were prepared for this
 *   very file; none if none were
 * @error: return location, or %NULL
 *
 * Makes it the current publication of its identity on the target, supersedes the one before, and
 * commits the intent, all in one durable transaction.
 *
 * Returns: %TRUE if it is durable
 */
gboolean               tally_store_publications_record          (TallyStore             *store,
                                                                 TallyStoreIntent       *intent,
                                                                 gint64                  attachment_created_utc_usec,
                                                                 const TallyGroup       *group,
                                                                 GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_publications_find_current:
 * @store: a store
 * @target_sheet: the target
 * @identity: which workbook
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (nullable): what hangs there; %NULL without an error if nothing does
 */
TallyStorePublication *tally_store_publications_find_current    (TallyStore             *store,
                                                                 gint64                  target_sheet,
                                                                 const TallyIdentity    *identity,
                                                                 GError                **error);

/**
 * tally_store_publications_find_attachment:
 * @store: a store
 * @attachment_id: an attachment
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (nullable): the newest publication, of any state, that it is; %NULL
 *   without an error if it is none of ours
 */
TallyStorePublication *tally_store_publications_find_attachment (TallyStore             *store,
                                                                 gint64                  attachment_id,
                                                                 GError                **error);

/**
 * tally_store_publications_list_current:
 * @store: a store
 * @target_sheet: the target
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyStorePublication) (nullable): the current
 *   publications, by tally_identity_compare()
 */
GPtrArray             *tally_store_publications_list_current    (TallyStore             *store,
                                                                 gint64                  target_sheet,
                                                                 GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_publications_mark_removed:
 * @store: a store that holds the lease
 * @publication_id: a publication
 * @error: return location, or %NULL
 *
 * Notes that its attachment no longer hangs there; durable.
 *
 * Errors: %TALLY_STORE_ERROR_FAILED - there is no such publication, a bug in the caller.
 *
 * Returns: %TRUE if it is recorded
 */
gboolean               tally_store_publications_mark_removed    (TallyStore             *store,
                                                                 gint64                  publication_id,
                                                                 GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_publications_foreach_line:
 * @store: a store
 * @publication_id: a publication
 * @func: (scope call): takes its lines as they were published, in their order
 * @data: for @func
 * @error: return location, or %NULL
 *
 * Hands out the lines of a publication.
 *
 * Errors: those of @func.
 *
 * Returns: %TRUE if all were handed out
 */
gboolean               tally_store_publications_foreach_line    (TallyStore             *store,
                                                                 gint64                  publication_id,
                                                                 TallyStoreLineFunc      func,
                                                                 gpointer                data,
                                                                 GError                **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyStorePublication, tally_store_publication_free)

G_END_DECLS
