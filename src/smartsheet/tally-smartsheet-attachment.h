/* tally-smartsheet-attachment.h
 *
 * Files attached to rows and sheets: list, look up, download, upload, delete. The publishing tasks call it;
 * any thread. Attaching is not idempotent: after TALLY_SMARTSHEET_ERROR_AMBIGUOUS list the row's
 * files before attaching again. Depends on the client.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-attachment.h"
#include "tally-smartsheet-client.h"

G_BEGIN_DECLS

/* The service's own limit for a file (developers.smartsheet.com, "Attachments"). */
#define TALLY_SMARTSHEET_MAX_FILE_BYTES (30 * 1024 * 1024)

/* The media type of a workbook. */
#define TALLY_SMARTSHEET_XLSX_TYPE \
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

/**
 * TallySmartsheetDelete:
 * @TALLY_SMARTSHEET_DELETE_FAILED: the error says why
 * @TALLY_SMARTSHEET_DELETE_DONE: it is gone now
 * @TALLY_SMARTSHEET_DELETE_WAS_GONE: it was gone before
 *
 * How a deletion ended.
 */
typedef enum {
  TALLY_SMARTSHEET_DELETE_FAILED,
  TALLY_SMARTSHEET_DELETE_DONE,
  TALLY_SMARTSHEET_DELETE_WAS_GONE,
} TallySmartsheetDelete;

/**
 * TallySmartsheetUpload:
 * @sheet_id: a sheet
 * @row_id: a row of it, 0 = the sheet itself
 * @name: file name, UTF-8, not empty
 * @content_type: (nullable): media type; %NULL = %TALLY_SMARTSHEET_XLSX_TYPE
 * @bytes: the file
 *
 * A file to attach.
 */
typedef struct {
  gint64      sheet_id;
  gint64      row_id;
  const char *name;
  const char *content_type;
  GBytes     *bytes;
} TallySmartsheetUpload;

/**
 * tally_smartsheet_attachment_list_sheet:
 * @client: a client
 * @sheet_id: a sheet
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Lists everything attached to the sheet, its rows and its comments; each once, over all pages.
 *
 * Errors: any #TallySmartsheetError but AMBIGUOUS; %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (element-type TallyAttachment): the list; %NULL on error, never for
 * "none"
 */
GPtrArray             *tally_smartsheet_attachment_list_sheet (TallySmartsheetClient        *client,
                                                               gint64                        sheet_id,
                                                               GCancellable                 *cancellable,
                                                               GError                      **error);

/**
 * tally_smartsheet_attachment_list_row:
 * @client: a client
 * @sheet_id: a sheet
 * @row_id: a row of it
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * As tally_smartsheet_attachment_list_sheet() for one row and its comments.
 *
 * Returns: (transfer full) (element-type TallyAttachment): the list; %NULL on error
 */
GPtrArray             *tally_smartsheet_attachment_list_row   (TallySmartsheetClient        *client,
                                                               gint64                        sheet_id,
                                                               gint64                        row_id,
                                                               GCancellable                 *cancellable,
                                                               GError                      **error);

/**
 * tally_smartsheet_attachment_fetch:
 * @client: a client
 * @sheet_id: a sheet
 * @attachment_id: an attachment in it
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Looks one attachment up.
 *
 * Errors: %TALLY_SMARTSHEET_ERROR_NOT_FOUND - it is gone; others as for the lists.
 *
 * Returns: (transfer full): the attachment, %NULL on error
 */
TallyAttachment       *tally_smartsheet_attachment_fetch      (TallySmartsheetClient        *client,
                                                               gint64                        sheet_id,
                                                               gint64                        attachment_id,
                                                               GCancellable                 *cancellable,
                                                               GError                      **error);

/**
 * tally_smartsheet_attachment_download:
 * @client: a client
 * @sheet_id: a sheet
 * @attachment_id: a file in it
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Fetches a file's bytes, through the short-lived URL that the service hands out; the token is not
 * sent there. A URL that has expired meanwhile is asked for again, once.
 *
 * Errors: %TALLY_SMARTSHEET_ERROR_LIMIT - larger than %TALLY_SMARTSHEET_MAX_FILE_BYTES;
 * %TALLY_SMARTSHEET_ERROR_REJECTED - it is a link, or its URL is not to be trusted; others as
 * tally_smartsheet_attachment_fetch().
 *
 * Returns: (transfer full): the bytes, %NULL on error
 */
GBytes                *tally_smartsheet_attachment_download   (TallySmartsheetClient        *client,
                                                               gint64                        sheet_id,
                                                               gint64                        attachment_id,
                                                               GCancellable                 *cancellable,
                                                               GError                      **error);

/**
 * tally_smartsheet_attachment_upload:
 * @client: a client
 * @upload: what to attach to which row
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Attaches a file. Costs ten units of the rate limit.
 *
 * Errors: %TALLY_SMARTSHEET_ERROR_AMBIGUOUS - it may be attached: list the row's files;
 * %TALLY_SMARTSHEET_ERROR_LIMIT - larger than %TALLY_SMARTSHEET_MAX_FILE_BYTES, not sent; any other
 * #TallySmartsheetError: it was not attached; %G_IO_ERROR_CANCELLED: it may be attached.
 *
 * Returns: (transfer full): the attachment as the service answered, %NULL on error
 */
TallyAttachment       *tally_smartsheet_attachment_upload     (TallySmartsheetClient        *client,
                                                               const TallySmartsheetUpload  *upload,
                                                               GCancellable                 *cancellable,
                                                               GError                      **error);

/**
 * tally_smartsheet_attachment_delete:
 * @client: a client
 * @sheet_id: a sheet
 * @attachment_id: an attachment in it
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Deletes an attachment. Deleting an id twice does what deleting it once does, so a lost answer is
 * simply asked for again.
 *
 * Errors: any #TallySmartsheetError but NOT_FOUND and AMBIGUOUS; %G_IO_ERROR_CANCELLED.
 *
 * Returns: how it ended; %TALLY_SMARTSHEET_DELETE_FAILED, which is 0, with @error set
 */
TallySmartsheetDelete  tally_smartsheet_attachment_delete     (TallySmartsheetClient        *client,
                                                               gint64                        sheet_id,
                                                               gint64                        attachment_id,
                                                               GCancellable                 *cancellable,
                                                               GError                      **error);

G_END_DECLS
