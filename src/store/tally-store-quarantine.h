/* tally-store-quarantine.h
 *
 * Sheets and workbooks that failed by their own fault in run after run. Those that did so often
 * enough are set aside until a time, so that the rest goes on without them; success forgets them.
 * Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-store-act.h"

G_BEGIN_DECLS

/* A source sheet; its subject is its id. */
#define TALLY_STORE_QUARANTINE_SHEET "sheet"

/* A workbook; its subject is the opaque id that logs name. */
#define TALLY_STORE_QUARANTINE_GROUP "group"

/**
 * TallyStoreQuarantine:
 * @kind: (owned): %TALLY_STORE_QUARANTINE_SHEET or %TALLY_STORE_QUARANTINE_GROUP
 * @subject: (owned): which one
 * @n_failures: how many runs, one after the other, it failed in
 * @first_run_id: the first of them
 * @last_run_id: the last of them
 * @since_utc_usec: when it failed first, µs since 1970 UTC
 * @until_utc_usec: set aside until then, µs since 1970 UTC; 0 = it is not
 * @reason: (owned): stable name of what happened last, "smartsheet-rejected"
 * @detail: (owned): what happened last, in full; private
 */
typedef struct {
  char   *kind;
  char   *subject;
  guint   n_failures;
  gint64  first_run_id;
  gint64  last_run_id;
  gint64  since_utc_usec;
  gint64  until_utc_usec;
  char   *reason;
  char   *detail;
} TallyStoreQuarantine;

/**
 * tally_store_quarantine_free:
 * @self: (nullable): a record
 *
 * Frees it.
 */
void                  tally_store_quarantine_free    (TallyStoreQuarantine        *self);

/**
 * tally_store_quarantine_find:
 * @store: a store
 * @kind: its kind
 * @subject: which one
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (nullable): the record; %NULL without an error if there is none
 */
TallyStoreQuarantine *tally_store_quarantine_find    (TallyStore                  *store,
                                                      const char                  *kind,
                                                      const char                  *subject,
                                                      GError                     **error);

/**
 * tally_store_quarantine_list:
 * @store: a store
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyStoreQuarantine) (nullable): all records, by kind and
 *   subject
 */
GPtrArray            *tally_store_quarantine_list    (TallyStore                  *store,
                                                      GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

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
gboolean              tally_store_quarantine_put     (TallyStore                  *store,
                                                      const TallyStoreQuarantine  *record,
                                                      GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

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
gboolean              tally_store_quarantine_release (TallyStore                  *store,
                                                      const TallyStoreQuarantine  *record,
                                                      const TallyStoreAct         *act,
                                                      GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_quarantine_remove:
 * @store: a store opened for writing
 * @record: a record
 * @act: who and why; goes into the trail with it
 * @error: return location, or %NULL
 *
 * Forgets the record with its count.
 *
 * Returns: %TRUE if it is gone
 */
gboolean              tally_store_quarantine_remove  (TallyStore                  *store,
                                                      const TallyStoreQuarantine  *record,
                                                      const TallyStoreAct         *act,
                                                      GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyStoreQuarantine, tally_store_quarantine_free)

G_END_DECLS
