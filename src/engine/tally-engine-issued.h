/* tally-engine-issued.h
 *
 * The door from a workbook to what people open: its file, from the output folder or the archive, and its row in
 * Smartsheet. Blocking; one thread at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine.h"

G_BEGIN_DECLS

/**
 * tally_engine_find_file:
 * @self: an engine
 * @file_name: name of a workbook's file
 * @sha256: of its bytes, hexadecimal
 * @folder: where a copy may be put; made if missing, for this user alone
 * @error: return location, or %NULL
 *
 * Finds the file of a workbook: the one in the output folder if it has these bytes, else a copy from the archive, which
 * can't be written to, so that nobody takes changes of it for the workbook. Copies older than a day are removed.
 *
 * Errors: %TALLY_ENGINE_ERROR_NOT_FOUND - neither folder has these bytes, the message says why;
 * %TALLY_ENGINE_ERROR_FAILED - @folder can't be written, or @file_name is none.
 *
 * Returns: (transfer full) (nullable): where it is
 */
char *tally_engine_find_file     (TallyEngine   *self,
                                  const char    *file_name,
                                  const char    *sha256,
                                  const char    *folder,
                                  GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_find_row_link:
 * @self: an engine
 * @sheet_id: a sheet
 * @row_id: a row of it
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Finds the address under which people see a row: from what is known of its sheet, else by one call to the service.
 *
 * Errors: %TALLY_ENGINE_ERROR_NOT_FOUND - the service does not have that row, or shows it not to this token;
 * %TALLY_ENGINE_ERROR_FAILED - it could not be asked, the message says why; %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (nullable): an address that begins with "https://"
 */
char *tally_engine_find_row_link (TallyEngine   *self,
                                  gint64         sheet_id,
                                  gint64         row_id,
                                  GCancellable  *cancellable,
                                  GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
