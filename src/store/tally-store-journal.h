/* tally-store-journal.h
 *
 * The steps of publishing, append only: what was done to which attachment of which row, when and
 * by which run. Intents and superseded attachments write theirs themselves. Thread of the
 * connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-identity.h"
#include "tally-store.h"

G_BEGIN_DECLS

/**
 * TallyStoreStep:
 * @journal_id: rises with each step; 0 before it was appended
 * @run_id: the run, 0 = none
 * @utc_usec: when, µs since 1970 UTC; set by the store
 * @identity: (nullable): which workbook
 * @step: stable id of the step, e.g. "attached"
 * @target_sheet: the target, 0 = none
 * @target_row: its row, 0 = none
 * @attachment_id: the attachment, 0 = none
 * @size_bytes: size of the file
 * @file_name: (nullable): its name
 * @sha256: (nullable): of the file, hexadecimal
 * @note: (nullable): what else is to be known; no secret
 */
typedef struct {
  gint64               journal_id;
  gint64               run_id;
  gint64               utc_usec;
  const TallyIdentity *identity;
  const char          *step;
  gint64               target_sheet;
  gint64               target_row;
  gint64               attachment_id;
  guint64              size_bytes;
  const char          *file_name;
  const char          *sha256;
  const char          *note;
} TallyStoreStep;

/**
 * TallyStoreStepFunc:
 * @step: (transfer none): the next step; it and its texts live during the call only
 * @data: of the caller
 * @error: return location, or %NULL
 *
 * Takes steps.
 *
 * Returns: %FALSE with @error set to stop
 */
typedef gboolean (*TallyStoreStepFunc) (const TallyStoreStep *step, gpointer data, GError **error);

/**
 * tally_store_journal_append:
 * @store: a store that holds the lease
 * @step: a step; its id and time are ignored
 * @error: return location, or %NULL
 *
 * Writes down a step.
 *
 * Returns: %TRUE if it is durable
 */
gboolean tally_store_journal_append  (TallyStore            *store,
                                      const TallyStoreStep  *step,
                                      GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_journal_foreach:
 * @store: a store
 * @run_id: only steps of this run, 0 = of all
 * @func: (scope call): takes them, oldest first
 * @data: for @func
 * @error: return location, or %NULL
 *
 * Hands out steps.
 *
 * Errors: those of @func.
 *
 * Returns: %TRUE if all were handed out
 */
gboolean tally_store_journal_foreach (TallyStore            *store,
                                      gint64                 run_id,
                                      TallyStoreStepFunc     func,
                                      gpointer               data,
                                      GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
