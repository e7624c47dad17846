/* tally-workbook-writer.h
 *
 * Writes one Excel workbook per group, in the predecessor's layout cell by cell (billing rules
 * 1.12.1), plus a last block for undated and out-of-week lines so that blocks sum to the total.
 * Written beside, fsynced, re-read and re-summed by our own reader, renamed in. The same input gives
 * the same bytes. One writer a thread; writers share a logo. Called by the tasks of jobs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "tally-group.h"
#include "tally-workbook-logo.h"

G_BEGIN_DECLS

/* Part of fingerprints: a change of the layout makes every workbook new. */
#define TALLY_WORKBOOK_LAYOUT_VERSION 1

typedef struct _TallyWorkbookWriter TallyWorkbookWriter;

/**
 * TallyWorkbookDetail:
 * @TALLY_WORKBOOK_DETAIL_FULL: sources with names, rows used and excluded by reason
 * @TALLY_WORKBOOK_DETAIL_MINIMAL: ids of sources and rows used
 * @TALLY_WORKBOOK_DETAIL_OFF: no provenance sheet
 *
 * What the very hidden provenance sheet says ([workbook] provenance).
 */
typedef enum {
  TALLY_WORKBOOK_DETAIL_FULL,
  TALLY_WORKBOOK_DETAIL_MINIMAL,
  TALLY_WORKBOOK_DETAIL_OFF,
} TallyWorkbookDetail;

/**
 * TallyWorkbookStyle:
 * @company: (nullable): stands where the logo would; %NULL or "" = "Work Report"
 * @logo: (nullable): shown at 198 × 99 pixels
 * @time_zone: (nullable): of "Report Generated On"; %NULL = UTC
 * @provenance: what the provenance sheet says
 * @generator: (nullable): who writes, e.g. "Tallyman 0.1.0"
 * @installation: (nullable): opaque id of the installation that writes; tells nothing of the
 *   machine or a person, and is in no fingerprint
 *
 * What is the same for all workbooks of a run.
 */
typedef struct {
  const char          *company;
  TallyWorkbookLogo   *logo;
  GTimeZone           *time_zone;
  TallyWorkbookDetail  provenance;
  const char          *generator;
  const char          *installation;
} TallyWorkbookStyle;

/**
 * TallyWorkbookSource:
 * @sheet_id: the sheet
 * @name: (nullable): its name
 * @n_rows_used: rows of it in this workbook
 * @n_excluded: rows of it in no workbook, by #TallyReason
 *
 * Where a workbook's lines came from.
 */
typedef struct {
  gint64      sheet_id;
  const char *name;
  guint       n_rows_used;
  guint       n_excluded[TALLY_N_REASONS];
} TallyWorkbookSource;

/**
 * TallyWorkbookOrder:
 * @group: (borrowed): what to write, with its fingerprint
 * @sources: (array length=n_sources) (nullable): where it came from
 * @n_sources: their number
 * @folder: where to
 *
 * One workbook to write.
 */
typedef struct {
  const TallyGroup          *group;
  const TallyWorkbookSource *sources;
  guint                      n_sources;
  const char                *folder;
} TallyWorkbookOrder;

/**
 * TallyWorkbookFile:
 * @file_name: (owned): tally_identity_dup_file_name()
 * @path: (owned): the folder's path and @file_name
 * @size_bytes: size
 * @sha256: of its bytes, hexadecimal
 * @n_lines: number of lines
 * @total_cents: total billed
 * @was_there: the same bytes stood there already and were left
 *
 * A workbook that was written and verified.
 */
typedef struct {
  char       *file_name;
  char       *path;
  gint64      size_bytes;
  char        sha256[TALLY_HASH_HEX_LENGTH + 1];
  guint       n_lines;
  TallyMoney  total_cents;
  gboolean    was_there;
} TallyWorkbookFile;

/**
 * tally_workbook_writer_new:
 * @style: copied, with references
 *
 * Returns: (transfer full): a writer for one thread
 */
TallyWorkbookWriter *tally_workbook_writer_new  (const TallyWorkbookStyle  *style);

/**
 * tally_workbook_writer_free:
 * @self: (nullable): a writer
 *
 * Frees it.
 */
void                 tally_workbook_writer_free (TallyWorkbookWriter       *self);

/**
 * tally_workbook_writer_write:
 * @self: a writer
 * @order: what and where to
 * @cancellable: (nullable): tested before the file appears
 * @out_file: (out caller-allocates): what was written; clear with tally_workbook_file_clear();
 *   untouched on failure
 * @error: return location, or %NULL
 *
 * Writes one workbook; a failure leaves the folder as it was.
 *
 * Errors: %TALLY_WORKBOOK_ERROR_NAME - variant without its name, no week, no fingerprint (fix the
 * input); %TALLY_WORKBOOK_ERROR_MISMATCH - what was read back differs from the group (bug or bad
 * disk, hold the group); %TALLY_WORKBOOK_ERROR_LIMIT - more lines than a sheet has rows;
 * %TALLY_WORKBOOK_ERROR_IO - free space or fix permissions, then run again;
 * %G_IO_ERROR_CANCELLED.
 *
 * Returns: %TRUE if the workbook stands in the folder
 */
gboolean             tally_workbook_writer_write (TallyWorkbookWriter       *self,
                                                  const TallyWorkbookOrder  *order,
                                                  GCancellable              *cancellable,
                                                  TallyWorkbookFile         *out_file,
                                                  GError                   **error)
                                                  G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_workbook_file_clear:
 * @self: a file
 *
 * Frees what it owns.
 */
void                 tally_workbook_file_clear  (TallyWorkbookFile         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyWorkbookWriter, tally_workbook_writer_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TallyWorkbookFile, tally_workbook_file_clear)

G_END_DECLS
