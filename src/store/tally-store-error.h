/* tally-store-error.h
 *
 * The error domain of the area "store". Codes exist only for failures that a caller tells apart.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TALLY_STORE_ERROR:
 *
 * The error domain of the area "store"; its codes are #TallyStoreError.
 */
#define TALLY_STORE_ERROR (tally_store_error_quark ())

/**
 * TallyStoreError:
 * @TALLY_STORE_ERROR_FAILED: anything else
 * @TALLY_STORE_ERROR_BUSY: another process holds the lock or the lease; try again later
 * @TALLY_STORE_ERROR_CORRUPT: the database file is damaged; restore a backup
 * @TALLY_STORE_ERROR_NEWER: the schema is newer than this program; install the version named
 * @TALLY_STORE_ERROR_OTHER_BINDING: the data directory belongs to another account, region or target
 * @TALLY_STORE_ERROR_CONSTRAINT: a row breaks a rule of the schema; a bug in the caller
 * @TALLY_STORE_ERROR_READ_ONLY: the file or its folder can't be written; change its permissions
 * @TALLY_STORE_ERROR_FULL: the disk or the quota is full; make room and run again
 * @TALLY_STORE_ERROR_DECIDED: a plan can't be decided any more; the message says why
 * @TALLY_STORE_ERROR_MISSING: there is no database yet, and a reader makes none
 * @TALLY_STORE_ERROR_PASSPHRASE: a pack is sealed and there is no passphrase, or is not and there is
 *   one; give it or take it away
 * @TALLY_STORE_ERROR_AMBIGUOUS: several records begin as was asked; give more of the id
 */
typedef enum {
  TALLY_STORE_ERROR_FAILED,
  TALLY_STORE_ERROR_BUSY,
  TALLY_STORE_ERROR_CORRUPT,
  TALLY_STORE_ERROR_NEWER,
  TALLY_STORE_ERROR_OTHER_BINDING,
  TALLY_STORE_ERROR_CONSTRAINT,
  TALLY_STORE_ERROR_READ_ONLY,
  TALLY_STORE_ERROR_FULL,
  TALLY_STORE_ERROR_MISSING,
  TALLY_STORE_ERROR_PASSPHRASE,
  TALLY_STORE_ERROR_DECIDED,
  TALLY_STORE_ERROR_AMBIGUOUS,
} TallyStoreError;

/**
 * tally_store_error_quark:
 *
 * Returns: the quark behind %TALLY_STORE_ERROR; any thread
 */
GQuark tally_store_error_quark (void);

G_END_DECLS
