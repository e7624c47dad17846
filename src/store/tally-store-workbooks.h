/* tally-store-workbooks.h
 *
 * The workbooks that lie in the output folder: which content, how large, which bytes. A later run
 * that needs the same content takes the file instead of making it. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-identity.h"
#include "tally-money.h"
#include "tally-store.h"

G_BEGIN_DECLS

/**
 * TallyStoreWorkbook:
 * @identity: (owned): which workbook
 * @run_id: the run that made it
 * @n_lines: lines that it shows
 * @total_cents: their sum
 * @size_bytes: size of the file
 * @created_utc_usec: when it was made, µs since 1970 UTC
 * @fingerprint: (owned): of its content
 * @file_name: (owned): its name in the output folder
 * @sha256: (owned): of the file, hexadecimal
 */
typedef struct {
  TallyIdentity *identity;
  gint64         run_id;
  guint          n_lines;
  TallyMoney     total_cents;
  guint64        size_bytes;
  gint64         created_utc_usec;
  char          *fingerprint;
  char          *file_name;
  char          *sha256;
} TallyStoreWorkbook;

/**
 * tally_store_workbook_free:
 * @self: (nullable): a workbook
 *
 * Frees it.
 */
void                tally_store_workbook_free    (TallyStoreWorkbook        *self);

/**
 * tally_store_workbooks_put:
 * @store: a store opened for writing
 * @workbook: what was made
 * @error: return location, or %NULL
 *
 * Records a file; one of the same identity and fingerprint is replaced.
 *
 * Returns: %TRUE if it is recorded
 */
gboolean            tally_store_workbooks_put    (TallyStore                *store,
                                                  const TallyStoreWorkbook  *workbook,
                                                  GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_workbooks_find:
 * @store: a store
 * @identity: which workbook
 * @fingerprint: of its content
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (nullable): the file; %NULL without an error if there is none
 */
TallyStoreWorkbook *tally_store_workbooks_find   (TallyStore                *store,
                                                  const TallyIdentity       *identity,
                                                  const char                *fingerprint,
                                                  GError                   **error);

/**
 * tally_store_workbooks_list:
 * @store: a store
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyStoreWorkbook) (nullable): all files, by week, work
 *   request, variant, identifier, oldest first
 */
GPtrArray          *tally_store_workbooks_list   (TallyStore                *store,
                                                  GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_workbooks_forget:
 * @store: a store opened for writing
 * @identity: which workbook
 * @fingerprint: of its content
 * @error: return location, or %NULL
 *
 * Forgets a file that is no longer there.
 *
 * Returns: %TRUE if nothing is recorded of it
 */
gboolean            tally_store_workbooks_forget (TallyStore                *store,
                                                  const TallyIdentity       *identity,
                                                  const char                *fingerprint,
                                                  GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyStoreWorkbook, tally_store_workbook_free)

G_END_DECLS
