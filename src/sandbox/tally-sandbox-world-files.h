/* tally-sandbox-world-files.h
 *
 * Attachments, discussions and comments of a sheet: finding and changing them. Handlers and the
 * generator call it under the server's lock.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-sandbox-world.h"

G_BEGIN_DECLS

/* What a new attachment is; copied. */
typedef struct
{
  const char             *name;
  const char             *mime_type;    /* NULL = guessed from the name */
  GBytes                 *bytes;        /* NULL = a link */
  const char             *link_url;     /* (nullable) */
  const char             *description;  /* (nullable) */
  TallySandboxSheet      *sheet;
  TallySandboxRow        *row;          /* (nullable) */
  TallySandboxComment    *comment;      /* (nullable) */
  TallySandboxAttachment *version_of;   /* (nullable) */
} TallySandboxAttachmentSpec;

/**
 * tally_sandbox_world_add_attachment:
 * @self: a world
 * @spec: what it is and where it hangs
 * @stamp: who, when
 * @error: return location, or %NULL
 *
 * Adds an attachment, or a new version of one.
 *
 * Errors: %TALLY_SANDBOX_ERROR_FAILED - its file can't be written below the state folder.
 *
 * Returns: (transfer none) (nullable): the attachment
 */
TallySandboxAttachment *tally_sandbox_world_add_attachment (TallySandboxWorld                 *self,
                                                            const TallySandboxAttachmentSpec  *spec,
                                                            const TallySandboxStamp           *stamp,
                                                            GError                           **error);

/**
 * tally_sandbox_world_find_attachment:
 * @self: a world
 * @id: an attachment's id
 *
 * Returns: (transfer none) (nullable): the attachment
 */
TallySandboxAttachment *tally_sandbox_world_find_attachment (TallySandboxWorld *self,
                                                             gint64             id);

/**
 * tally_sandbox_world_load_bytes:
 * @self: a world
 * @attachment: a file, not a link
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_SANDBOX_ERROR_FAILED - its file can't be read.
 *
 * Returns: (transfer full) (nullable): its bytes
 */
GBytes *tally_sandbox_world_load_bytes (TallySandboxWorld       *self,
                                        TallySandboxAttachment  *attachment,
                                        GError                 **error);

/**
 * tally_sandbox_world_remove_attachment:
 * @self: a world
 * @attachment: an attachment; gone afterwards with its file
 * @stamp: who, when
 *
 * Removes one version of an attachment.
 */
void tally_sandbox_world_remove_attachment (TallySandboxWorld       *self,
                                            TallySandboxAttachment  *attachment,
                                            const TallySandboxStamp *stamp);

/**
 * tally_sandbox_world_add_discussion:
 * @self: a world
 * @sheet: a sheet
 * @row: (nullable): one of its rows
 * @text: the first comment
 * @stamp: who, when
 *
 * Returns: (transfer none): the discussion
 */
TallySandboxDiscussion *tally_sandbox_world_add_discussion (TallySandboxWorld       *self,
                                                            TallySandboxSheet       *sheet,
                                                            TallySandboxRow         *row,
                                                            const char              *text,
                                                            const TallySandboxStamp *stamp);

/**
 * tally_sandbox_world_add_comment:
 * @self: a world
 * @sheet: a sheet
 * @discussion: one of its discussions
 * @text: what is said
 * @stamp: who, when
 *
 * Returns: (transfer none): the comment
 */
TallySandboxComment *tally_sandbox_world_add_comment (TallySandboxWorld       *self,
                                                      TallySandboxSheet       *sheet,
                                                      TallySandboxDiscussion  *discussion,
                                                      const char              *text,
                                                      const TallySandboxStamp *stamp);

/**
 * tally_sandbox_world_find_comment:
 * @sheet: a sheet
 * @id: a comment's id
 * @out_discussion: (out) (optional) (transfer none): its discussion; untouched if there is none
 *
 * Returns: (transfer none) (nullable): the comment
 */
TallySandboxComment *tally_sandbox_world_find_comment (TallySandboxSheet       *sheet,
                                                       gint64                   id,
                                                       TallySandboxDiscussion **out_discussion);

G_END_DECLS
