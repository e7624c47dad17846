/* tally-workbook-folder.h
 *
 * Puts a finished file into a folder: all of it or nothing, whatever happens. Called by the writers
 * of this area, and by jobs when a run starts. Any thread. Depends on GIO alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TallyWorkbookCheckFunc:
 * @data: what was read back
 * @user_data: as given
 * @error: return location, or %NULL
 *
 * Returns: %FALSE to refuse the file
 */
typedef gboolean (*TallyWorkbookCheckFunc) (GBytes    *data,
                                            gpointer   user_data,
                                            GError   **error);

/**
 * TallyWorkbookCheck:
 * @func: (nullable): sees what was read back before the file gets its name
 * @user_data: for @func
 *
 * What a file must stand before it appears.
 */
typedef struct {
  TallyWorkbookCheckFunc  func;
  gpointer                user_data;
} TallyWorkbookCheck;

/**
 * tally_workbook_folder_put:
 * @path: where the file is to stand; its folder is made if missing
 * @data: its bytes
 * @check: what was read back must stand it
 * @out_was_there: (out) (optional): the same bytes stood there already; untouched on failure
 * @error: return location, or %NULL
 *
 * Writes beside, fsyncs, reads back, renames. A file of the same bytes is left. Whole or not there
 * after a power cut; surely there after tally_workbook_folder_sync() only.
 *
 * Errors: %TALLY_WORKBOOK_ERROR_IO - free space or fix permissions; %TALLY_WORKBOOK_ERROR_MISMATCH -
 * the disk gave back other bytes; those of @check.
 *
 * Returns: %TRUE if @data stands at @path
 */
gboolean tally_workbook_folder_put   (const char              *path,
                                      GBytes                  *data,
                                      TallyWorkbookCheck       check,
                                      gboolean                *out_was_there,
                                      GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_workbook_folder_sync:
 * @folder: an output folder that files were put into
 * @error: return location, or %NULL
 *
 * Fsyncs the folder, so that a power cut leaves the files their names. Once after many.
 *
 * Errors: %TALLY_WORKBOOK_ERROR_IO - check the disk.
 *
 * Returns: %TRUE if the names are on the disk
 */
gboolean tally_workbook_folder_sync  (const char              *folder,
                                      GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_workbook_folder_count_parts:
 * @folder: an output folder; may be missing
 *
 * Returns: how many files tally_workbook_folder_clean() would remove
 */
guint    tally_workbook_folder_count_parts (const char        *folder);

/**
 * tally_workbook_folder_clean:
 * @folder: an output folder; may be missing
 * @out_n_removed: (out) (optional): number of files removed
 * @error: return location, or %NULL
 *
 * Removes what a killed run left half-written; nothing else. Not while another run writes there.
 *
 * Errors: %TALLY_WORKBOOK_ERROR_IO - fix permissions.
 *
 * Returns: %TRUE if none is left
 */
gboolean tally_workbook_folder_clean (const char              *folder,
                                      guint                   *out_n_removed,
                                      GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
