/* tally-sandbox-world.h
 *
 * Everything the sandbox knows: workspaces, folders, sheets, people, attachments, discussions.
 * Handlers and the generator change it through these functions alone. Not thread-safe: the server
 * holds its lock around every use. Sees core alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-sandbox-attachment.h"

G_BEGIN_DECLS

/* A workspace, a folder, or the user's own "Sheets" folder (the home). */
struct _TallySandboxContainer
{
  gint64                 id;
  char                  *name;              /* (owned) */
  gboolean               is_workspace;
  TallySandboxContainer *parent;            /* (borrowed) (nullable): %NULL = workspace or home */
  GPtrArray             *folders;           /* (owned) (element-type TallySandboxContainer) */
  GPtrArray             *sheets;            /* (borrowed) (element-type TallySandboxSheet) */
  gint64                 created_utc_usec;
  gint64                 modified_utc_usec;
};

/* How a generator fills a world, in tally_sandbox_seed_world (). The functions stand in
 * tally-sandbox-world-tree.h, -rows.h and -files.h:
 *   1. people: tally_sandbox_world_ensure_user (world, "ana@x.example", "Ana Ruiz");
 *   2. tree: tally_sandbox_world_add_container () for workspaces and folders, then
 *      tally_sandbox_world_add_sheet () in one of them (NULL = the user's own "Sheets" folder);
 *   3. columns: tally_sandbox_world_add_column (), in order, the primary one first;
 *   4. rows: tally_sandbox_world_add_row () at the time and by the author of their birth, then
 *      tally_sandbox_row_fill () for each non-empty cell, with lexemes of world->pool. Hold a
 *      lexeme that is used again; tally_sandbox_world_make_cell () makes the display value;
 *   5. life: tally_sandbox_world_set_cell () with a later time and another author: it writes the
 *      history (the value at birth becomes its oldest entry), the row's modifiedAt/By and the
 *      sheet's version. Wrap a person's or automation's sitting in tally_sandbox_world_begin ()
 *      and _commit (), so that it costs one version;
 *   6. tell what people need: world->source_sheets, world->target_sheet, world->root.
 * Wrap the making of a sheet in _begin () and _commit () too: else each row is a version of its own.
 * The same calls at run time (a living sandbox) are journalled, so that they survive a kill.
 */

typedef struct _TallySandboxWorldPrivate TallySandboxWorldPrivate;

typedef struct
{
  TallySandboxPool         *pool;          /* (owned): where lexemes come from */
  GPtrArray                *sheets;        /* (owned) (element-type TallySandboxSheet) */
  GPtrArray                *workspaces;    /* (owned) (element-type TallySandboxContainer) */
  GPtrArray                *users;         /* (owned) (element-type TallySandboxUser) */
  TallySandboxContainer    *home;          /* (owned) */
  TallySandboxUser         *me;            /* (borrowed): whose token it is; the first user */
  GArray                   *source_sheets; /* (owned) (element-type gint64): for people to use */
  gint64                    target_sheet;  /* 0 = none */
  gint64                    audit_sheet;   /* 0 = none */
  gint64                    root;          /* id of the folder or workspace with the sources, 0 */
  gint64                    n_mutations;   /* batches committed since the world was filled */
  TallySandboxWorldPrivate *priv;          /* (owned) */
} TallySandboxWorld;

/* Who changes something, and when. */
typedef struct
{
  gint64            at_utc_usec;
  TallySandboxUser *by;
} TallySandboxStamp;

/**
 * TallySandboxJournalFunc:
 * @batch: one line of JSON, without line end: what a committed batch did
 * @user_data: as given
 *
 * Takes what must survive a kill; called by tally_sandbox_world_commit().
 */
typedef void (*TallySandboxJournalFunc) (const char *batch,
                                         gpointer    user_data);

/**
 * tally_sandbox_world_new:
 * @seed: decides about the ids
 * @blob_dir: (nullable): where bytes of attachments are kept as files; %NULL = in memory
 *
 * Returns: (transfer full): a world with one user ("sandbox@tallyman.example") and no sheets
 */
TallySandboxWorld *tally_sandbox_world_new (guint64     seed,
                                            const char *blob_dir);

/**
 * tally_sandbox_world_free:
 * @self: (nullable): a world
 *
 * Frees it with everything in it; files stay.
 */
void tally_sandbox_world_free (TallySandboxWorld *self);

/**
 * tally_sandbox_world_new_id:
 * @self: a world
 *
 * Returns: a new id, 10^15 … 3.8 × 10^16, so that most exceed 2^53; never given twice
 */
gint64 tally_sandbox_world_new_id (TallySandboxWorld *self);

/**
 * tally_sandbox_world_begin:
 * @self: a world
 *
 * Opens a batch: what follows up to tally_sandbox_world_commit() raises each touched sheet's
 * version by one and survives a kill as a whole or not at all. Without it each call is a batch.
 */
void tally_sandbox_world_begin (TallySandboxWorld *self);

/**
 * tally_sandbox_world_commit:
 * @self: a world with an open batch
 *
 * Closes the batch and hands it to the journal.
 */
void tally_sandbox_world_commit (TallySandboxWorld *self);

/**
 * tally_sandbox_world_set_journal:
 * @self: a world
 * @func: (nullable) (scope notified): takes each committed batch
 * @user_data: for @func
 *
 * Starts to journal; called when the world is filled.
 */
void tally_sandbox_world_set_journal (TallySandboxWorld       *self,
                                      TallySandboxJournalFunc  func,
                                      gpointer                 user_data);

/**
 * tally_sandbox_world_replay:
 * @self: a world in the state before @batch
 * @batch: what the journal was given
 * @error: return location, or %NULL
 *
 * Does again what a batch did, with the same ids.
 *
 * Errors: %TALLY_SANDBOX_ERROR_INVALID - @batch is malformed or from another world.
 *
 * Returns: %TRUE if it was done
 */
gboolean tally_sandbox_world_replay (TallySandboxWorld  *self,
                                     const char         *batch,
                                     GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallySandboxWorld, tally_sandbox_world_free)

G_END_DECLS
