/* tally-sandbox-compact.h
 *
 * Shortens a journal: uploads whose file was deleted again leave nothing but the sheet's version
 * and spent ids, so they are replaced by one line that says so. What shows (rows, histories, files
 * that are there) stays line by line; that is what a start has to do again. Called by the state
 * alone, on bytes; touches no file. Depends on json-glib.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tally_sandbox_compact_journal:
 * @journal: whole lines, as tally_sandbox_world_commit() made them
 * @length: bytes
 *
 * Replaying what is returned gives the same world as replaying @journal. A line that is not
 * understood is kept, so that restoring names it.
 *
 * Returns: (transfer full): the shorter journal
 */
GString *tally_sandbox_compact_journal (const char *journal,
                                        gsize       length);

G_END_DECLS
