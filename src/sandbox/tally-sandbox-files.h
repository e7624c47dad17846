/* tally-sandbox-files.h
 *
 * How attachments and discussions look in answers, and the short-lived URLs that files are
 * fetched by. Called by handlers under the world's lock.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-sandbox-render.h"

G_BEGIN_DECLS

/* Path of the URLs of files, outside of the API: no token there. */
#define TALLY_SANDBOX_FILES_PREFIX "/_files/"

/**
 * tally_sandbox_files_append:
 * @call: the call being answered
 * @attachment: an attachment
 * @with_url: whether url and urlExpiresInMillis are told
 *
 * Appends an Attachment.
 */
void tally_sandbox_files_append           (TallySandboxCall        *call,
                                           TallySandboxAttachment  *attachment,
                                           gboolean                 with_url);

/**
 * tally_sandbox_files_append_to_row:
 * @call: the call being answered
 * @sheet: a sheet
 * @row: one of its rows
 * @style: whether attachments and discussions are wanted
 *
 * Appends the members attachments and discussions of a row, each with a comma before it.
 */
void tally_sandbox_files_append_to_row    (TallySandboxCall        *call,
                                           TallySandboxSheet       *sheet,
                                           TallySandboxRow         *row,
                                           const TallySandboxStyle *style);

/**
 * tally_sandbox_files_append_to_sheet:
 * @call: the call being answered
 * @sheet: a sheet
 * @style: whether attachments and discussions are wanted
 *
 * Appends the members attachments and discussions of a sheet, each with a comma before it.
 */
void tally_sandbox_files_append_to_sheet  (TallySandboxCall        *call,
                                           TallySandboxSheet       *sheet,
                                           const TallySandboxStyle *style);

/**
 * tally_sandbox_files_append_discussion:
 * @call: the call being answered
 * @sheet: a sheet
 * @discussion: one of its discussions
 * @with_comments: whether its comments are told
 * @with_attachments: whether their attachments are told
 *
 * Appends a Discussion.
 */
void tally_sandbox_files_append_discussion (TallySandboxCall       *call,
                                            TallySandboxSheet      *sheet,
                                            TallySandboxDiscussion *discussion,
                                            gboolean                with_comments,
                                            gboolean                with_attachments);

/**
 * tally_sandbox_files_append_comment:
 * @call: the call being answered
 * @sheet: a sheet
 * @discussion: one of its discussions
 * @comment: one of its comments
 * @with_attachments: whether its attachments are told
 *
 * Appends a Comment.
 */
void tally_sandbox_files_append_comment    (TallySandboxCall       *call,
                                            TallySandboxSheet      *sheet,
                                            TallySandboxDiscussion *discussion,
                                            TallySandboxComment    *comment,
                                            gboolean                with_attachments);

/**
 * tally_sandbox_files_serve:
 * @call: a GET below %TALLY_SANDBOX_FILES_PREFIX
 *
 * Answers with the bytes of a file: 403 when the URL has expired or was tampered with, 400 when
 * an Authorization header came along, which the storage behind the service refuses too.
 */
void tally_sandbox_files_serve             (TallySandboxCall       *call);

G_END_DECLS
