/* tally-test-target.h
 *
 * What people do to the target of a test engine: files and rows added, removed, changed. Main
 * thread of a test.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-test-changes.h"

G_BEGIN_DECLS

/**
 * TallyTestFile:
 * @attachment_id: its id
 * @row_id: the row that it hangs on
 * @name: (owned): its name
 * @sha256: (owned) (nullable): of its bytes, hexadecimal; %NULL for a link
 *
 * A file on a row of the target.
 */
typedef struct {
  gint64  attachment_id;
  gint64  row_id;
  char   *name;
  char   *sha256;
} TallyTestFile;

/**
 * tally_test_target_list:
 * @engine: a test engine
 *
 * Returns: (transfer full) (element-type TallyTestFile): the files on its rows, oldest first
 */
GPtrArray     *tally_test_target_list       (TallyTestEngine *engine);

/**
 * tally_test_target_get_first:
 * @engine: a test engine
 * @index: 0 = the first
 *
 * Returns: (transfer full): the workbook of this index; fails if there is none
 */
TallyTestFile *tally_test_target_get_first  (TallyTestEngine *engine,
                                             guint            index);

/**
 * tally_test_target_find:
 * @engine: a test engine
 * @identity: which workbook
 *
 * Returns: (transfer full): what hangs there of it; fails if it is not exactly one
 */
TallyTestFile *tally_test_target_find       (TallyTestEngine     *engine,
                                             const TallyIdentity *identity);

/**
 * tally_test_target_get_changed:
 * @engine: a test engine after tally_test_engine_change_a_price()
 *
 * Finds out by a dry run which workbook is to be replaced.
 *
 * Returns: (transfer full): what hangs there of it; fails if it is not exactly one
 */
TallyTestFile *tally_test_target_get_changed (TallyTestEngine *engine);

/**
 * tally_test_file_free:
 * @self: (nullable): a file
 *
 * Frees it.
 */
void           tally_test_file_free         (TallyTestFile   *self);

/**
 * tally_test_target_has:
 * @engine: a test engine
 * @attachment_id: an attachment
 *
 * Returns: whether it hangs there
 */
gboolean       tally_test_target_has        (TallyTestEngine *engine,
                                             gint64           attachment_id);

/**
 * tally_test_target_attach:
 * @engine: a test engine
 * @row_id: a row
 * @name: name of the file
 * @created: (nullable): RFC 3339, %NULL = now
 *
 * Attaches a file, as another program would.
 *
 * Returns: its id
 */
gint64         tally_test_target_attach     (TallyTestEngine *engine,
                                             gint64           row_id,
                                             const char      *name,
                                             const char      *created);

/**
 * tally_test_target_attach_file:
 * @engine: a test engine
 * @row_id: a row
 * @name: name of the file
 * @path: its content
 * @created: (nullable): RFC 3339, %NULL = now
 *
 * Attaches a file of this machine, as another program would.
 *
 * Returns: its id
 */
gint64         tally_test_target_attach_file (TallyTestEngine *engine,
                                              gint64           row_id,
                                              const char      *name,
                                              const char      *path,
                                              const char      *created);

/**
 * tally_test_target_attach_to_sheet:
 * @engine: a test engine
 * @name: name of the file
 * @created: RFC 3339
 *
 * Attaches a file to the sheet itself.
 *
 * Returns: its id
 */
gint64         tally_test_target_attach_to_sheet (TallyTestEngine *engine,
                                                  const char      *name,
                                                  const char      *created);

/**
 * tally_test_target_list_sheet_files:
 * @engine: a test engine
 *
 * Returns: (transfer full) (element-type utf8): names of the files on the sheet itself
 */
GPtrArray     *tally_test_target_list_sheet_files (TallyTestEngine *engine);

/**
 * tally_test_target_copy_row:
 * @engine: a test engine
 * @row_id: a row
 *
 * Adds a row with the same cells and no files at the end.
 *
 * Returns: the new row's id
 */
gint64         tally_test_target_copy_row   (TallyTestEngine *engine,
                                             gint64           row_id);

/**
 * tally_test_target_remove_row:
 * @engine: a test engine
 * @row_id: a row
 *
 * Deletes a row with its files.
 */
void           tally_test_target_remove_row (TallyTestEngine *engine,
                                             gint64           row_id);

/**
 * tally_test_target_set_work_request:
 * @engine: a test engine
 * @row_id: a row
 * @work_request: its new work request
 *
 * Writes over the work request of a row.
 */
void           tally_test_target_set_work_request (TallyTestEngine *engine,
                                                   gint64           row_id,
                                                   const char      *work_request);

/**
 * tally_test_target_assert_complete:
 * @engine: a test engine after a run
 *
 * Fails unless each workbook on the target that lies in the output folder too has the same bytes
 * there, and at least one does.
 */
void           tally_test_target_assert_complete (TallyTestEngine   *engine);

/**
 * tally_test_target_find_column:
 * @engine: a test engine
 * @sheet_id: a sheet
 * @titles: (array zero-terminated=1): titles it may have
 *
 * Returns: id of the column; fails if there is none
 */
gint64         tally_test_target_find_column (TallyTestEngine   *engine,
                                              gint64             sheet_id,
                                              const char *const *titles);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyTestFile, tally_test_file_free)

G_END_DECLS
