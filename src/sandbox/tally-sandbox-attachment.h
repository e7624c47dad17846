/* tally-sandbox-attachment.h
 *
 * Attachments with their versions, discussions with their comments. Plain structs that the world
 * owns and changes; guarded by its lock. Depends on core alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-sandbox-sheet.h"

G_BEGIN_DECLS

/* A world keeps small files in memory; with a state folder all of them are files there. */
typedef struct
{
  gint64             id;
  gint64             family;           /* id of its first version, the same for all versions */
  char              *name;             /* (owned) */
  char              *mime_type;        /* (owned) */
  char              *link_url;         /* (owned) (nullable): set = attachmentType LINK */
  char              *description;      /* (owned) (nullable) */
  const char        *parent_type;      /* static: "SHEET", "ROW", "COMMENT" */
  gint64             parent_id;
  TallySandboxSheet *sheet;            /* (borrowed) */
  TallySandboxRow   *row;              /* (borrowed) (nullable): its row, also of a row's comment */
  gint64             created_utc_usec;
  TallySandboxUser  *created_by;       /* (borrowed) */
  gint64             size_bytes;
  GBytes            *bytes;            /* (owned) (nullable): %NULL if they are in a file or a link */
} TallySandboxAttachment;

typedef struct
{
  gint64            id;
  char             *text;              /* (owned) */
  gint64            created_utc_usec;
  gint64            modified_utc_usec;
  TallySandboxUser *by;                /* (borrowed) */
} TallySandboxComment;

typedef struct
{
  gint64           id;
  TallySandboxRow *row;                /* (borrowed) (nullable): %NULL = on the sheet */
  GPtrArray       *comments;           /* (owned) (element-type TallySandboxComment), oldest first */
} TallySandboxDiscussion;

/**
 * tally_sandbox_attachment_free:
 * @self: (nullable): an attachment
 *
 * Frees it. Called by the world alone.
 */
void                    tally_sandbox_attachment_free (TallySandboxAttachment *self);

/**
 * tally_sandbox_discussion_new:
 *
 * Returns: (transfer full): a discussion without comments. Called by the world alone.
 */
TallySandboxDiscussion *tally_sandbox_discussion_new  (void);

/**
 * tally_sandbox_discussion_free:
 * @self: (nullable): a discussion
 *
 * Frees it with its comments. Called by the world alone.
 */
void                    tally_sandbox_discussion_free (TallySandboxDiscussion *self);

G_END_DECLS
