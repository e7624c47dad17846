/* tally-sandbox-world-private.h
 *
 * What the files of the world share: its inner state and the writing of journal records. Included
 * by tally-sandbox-world*.c alone; guarded by the world's lock.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-sandbox-world-files.h"
#include "tally-sandbox-world-rows.h"
#include "tally-sandbox-world-tree.h"

G_BEGIN_DECLS

struct _TallySandboxWorldPrivate
{
  guint64                  id_seed;
  guint64                  id_counter;
  GHashTable              *sheets_by_id;      /* (owned): &sheet->id → sheet */
  GHashTable              *containers_by_id;  /* (owned): &container->id → container */
  GHashTable              *attachments_by_id; /* (owned): &attachment->id → attachment */
  GHashTable              *users_by_email;    /* (owned): folded address → user */
  char                    *blob_dir;          /* (owned) (nullable) */
  GPtrArray               *doomed;            /* (owned): paths to remove after the commit */
  TallySandboxJournalFunc  journal;           /* (nullable) */
  gpointer                 journal_data;
  GString                 *batch;             /* (owned): records of the open batch */
  guint64                  batch_counter;     /* id_counter when the batch was opened */
  guint                    depth;             /* open begins */
  gint64                   changed_at_utc_usec;
  gboolean                 is_replaying;
};

/**
 * tally_sandbox_world_touch:
 * @self: a world with an open batch
 * @sheet: (nullable): what changes
 * @stamp: (nullable): when; %NULL while the world is filled
 *
 * Notes that @sheet's version rises when the batch is committed.
 */
void     tally_sandbox_world_touch    (TallySandboxWorld       *self,
                                       TallySandboxSheet       *sheet,
                                       const TallySandboxStamp *stamp);

/**
 * tally_sandbox_record_open:
 * @self: a world with an open batch
 * @op: what is done, a name that tally_sandbox_world_replay() knows
 * @stamp: (nullable): who, when
 *
 * Starts a journal record; nothing is written while there is no journal.
 */
void     tally_sandbox_record_open    (TallySandboxWorld       *self,
                                       const char              *op,
                                       const TallySandboxStamp *stamp);

/**
 * tally_sandbox_record_number:
 * @self: a world with an open record
 * @name: a member's name
 * @value: an id, a count, µs
 *
 * Adds a number.
 */
void     tally_sandbox_record_number  (TallySandboxWorld       *self,
                                       const char              *name,
                                       gint64                   value);

/**
 * tally_sandbox_record_text:
 * @self: a world with an open record
 * @name: a member's name
 * @value: (nullable): a text; %NULL leaves the member out
 *
 * Adds a text.
 */
void     tally_sandbox_record_text    (TallySandboxWorld       *self,
                                       const char              *name,
                                       const char              *value);

/**
 * tally_sandbox_record_lexeme:
 * @self: a world with an open record
 * @name: a member's name
 * @value: (nullable): a lexeme; %NULL leaves the member out
 *
 * Adds a lexeme, as text, so that it is replayed byte by byte.
 */
void     tally_sandbox_record_lexeme  (TallySandboxWorld        *self,
                                       const char               *name,
                                       const TallySandboxLexeme *value);

/**
 * tally_sandbox_record_close:
 * @self: a world with an open record
 *
 * Ends the record.
 */
void     tally_sandbox_record_close   (TallySandboxWorld       *self);

/**
 * tally_sandbox_world_blob_path:
 * @self: a world with a state folder
 * @id: an attachment's id
 *
 * Returns: (transfer full): where its bytes are
 */
char    *tally_sandbox_world_blob_path (TallySandboxWorld      *self,
                                        gint64                  id);

G_END_DECLS
