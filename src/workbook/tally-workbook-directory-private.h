/* tally-workbook-directory-private.h
 *
 * A look at the end of a zip file, before libzip reads its whole directory into memory. Of the area
 * alone; pure function, any thread. Depends on GLib only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A directory of 512 parts takes some 50 kB; names and extra fields of 1,000 bytes each fit too. */
#define TALLY_WORKBOOK_MAX_DIRECTORY_BYTES (512 * 1024)

/**
 * tally_workbook_directory_check:
 * @data: a file's bytes
 * @error: return location, or %NULL
 *
 * Reads each record that libzip may take for the end of the directory, zip64 too. A number of parts
 * above %TALLY_WORKBOOK_MAX_PARTS or a directory above %TALLY_WORKBOOK_MAX_DIRECTORY_BYTES in any of
 * them is refused, as a file may hold several and say small numbers in one of them. Looks at the last
 * 64 KiB; a file without such a record passes, since libzip refuses it at once.
 *
 * Errors: %TALLY_WORKBOOK_ERROR_LIMIT - leave the file alone.
 *
 * Returns: %TRUE if libzip may read the directory
 */
gboolean tally_workbook_directory_check (GBytes  *data,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
