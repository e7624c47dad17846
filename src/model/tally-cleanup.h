/* tally-cleanup.h
 *
 * What the cleanup of a run took away, or would take in a dry run: each thing with its place and
 * its reason. The job fills it, faces show it. One owner at a time. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-json.h"

G_BEGIN_DECLS

/**
 * TallyCleanupPlace:
 * @TALLY_CLEANUP_OUTPUT: a workbook of the output folder, moved to the trash
 * @TALLY_CLEANUP_TRASH: a file of the output folder's own trash, deleted
 * @TALLY_CLEANUP_FOLDER: an empty folder of a week, removed
 * @TALLY_CLEANUP_TARGET: a superseded attachment, deleted from the target
 * @TALLY_CLEANUP_ARCHIVE: a content of the archive, deleted
 * @TALLY_N_CLEANUP_PLACES: how many there are
 */
typedef enum {
  TALLY_CLEANUP_OUTPUT,
  TALLY_CLEANUP_TRASH,
  TALLY_CLEANUP_FOLDER,
  TALLY_CLEANUP_TARGET,
  TALLY_CLEANUP_ARCHIVE,
  TALLY_N_CLEANUP_PLACES,
} TallyCleanupPlace;

/**
 * TallyCleanupItem:
 * @place: where it was
 * @name: (owned): file name, SHA-256 or id; private
 * @reason: why it may go, a few words, static
 * @size_bytes: its size, 0 = not known
 */
typedef struct {
  TallyCleanupPlace  place;
  char              *name;
  const char        *reason;
  guint64            size_bytes;
} TallyCleanupItem;

/**
 * TallyCleanup:
 * @is_preview: nothing was taken away, it was a dry run
 * @items: (owned) (element-type TallyCleanupItem): what went, in the order of places
 * @n_kept: files of the output folder that may not go: of current, held or skipped workbooks
 * @n_foreign: files that are not ours by name and store, or were changed; never touched
 */
typedef struct {
  gboolean   is_preview;
  GPtrArray *items;
  guint      n_kept;
  guint      n_foreign;
} TallyCleanup;

/**
 * tally_cleanup_new:
 * @is_preview: whether nothing will be taken away
 *
 * Returns: (transfer full): a cleanup that found nothing yet
 */
TallyCleanup *tally_cleanup_new            (gboolean             is_preview);

/**
 * tally_cleanup_free:
 * @self: (nullable): a cleanup
 *
 * Frees it.
 */
void          tally_cleanup_free           (TallyCleanup        *self);

/**
 * tally_cleanup_add:
 * @self: a cleanup
 * @place: where it was
 * @name: its name; copied
 * @reason: why it may go, static
 * @size_bytes: its size, 0 = not known
 *
 * Adds what went.
 */
void          tally_cleanup_add            (TallyCleanup        *self,
                                            TallyCleanupPlace    place,
                                            const char          *name,
                                            const char          *reason,
                                            guint64              size_bytes);

/**
 * tally_cleanup_count:
 * @self: a cleanup
 * @place: a place
 * @out_bytes: (out) (optional): their size
 *
 * Returns: how many went from there
 */
guint         tally_cleanup_count          (const TallyCleanup  *self,
                                            TallyCleanupPlace    place,
                                            guint64             *out_bytes);

/**
 * tally_cleanup_place_get_id:
 * @place: a place
 *
 * Returns: (transfer none): "output", "trash", "folders", "target" or "archive"
 */
const char   *tally_cleanup_place_get_id   (TallyCleanupPlace    place);

/**
 * tally_cleanup_write_json:
 * @self: a cleanup
 * @writer: a writer in an object
 * @reveal: whether names may be shown
 *
 * Adds the member "cleanup".
 */
void          tally_cleanup_write_json     (const TallyCleanup  *self,
                                            TallyJsonWriter     *writer,
                                            gboolean             reveal);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyCleanup, tally_cleanup_free)

G_END_DECLS
