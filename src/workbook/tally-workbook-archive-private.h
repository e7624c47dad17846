/* tally-workbook-archive-private.h
 *
 * A zip file in memory, by libzip, with this area's errors. Of the area alone; one owner at a time.
 * Depends on GLib and libzip.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <zip.h>

#include <glib.h>

G_BEGIN_DECLS

/**
 * tally_workbook_archive_open:
 * @data: (nullable): a zip file; stays with the caller, longer than what is returned; %NULL begins
 *   an empty one
 * @flags: of zip_open()
 * @out_source: (optional) (out) (transfer full): where tally_workbook_archive_close() finds the
 *   new file
 * @error: return location, or %NULL
 *
 * Opens a zip file. Nothing is ever written into @data.
 *
 * Errors: %TALLY_WORKBOOK_ERROR_INVALID - @data is no zip file; %TALLY_WORKBOOK_ERROR_FAILED - there
 * is no memory.
 *
 * Returns: (transfer full): the archive; free with zip_discard()
 */
zip_t  *tally_workbook_archive_open  (GBytes         *data,
                                      int             flags,
                                      zip_source_t  **out_source,
                                      GError        **error);

/**
 * tally_workbook_archive_close:
 * @archive: (transfer full): an archive
 * @source: what tally_workbook_archive_open() gave out with it; stays with the caller
 * @error: return location, or %NULL
 *
 * Writes the changes.
 *
 * Errors: %TALLY_WORKBOOK_ERROR_FAILED - an entry is not as its headers say, or there is no memory.
 *
 * Returns: (transfer full): the new zip file, or %NULL
 */
GBytes *tally_workbook_archive_close (zip_t          *archive,
                                      zip_source_t   *source,
                                      GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (zip_t, zip_discard)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (zip_source_t, zip_source_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (zip_file_t, zip_fclose)

G_END_DECLS
