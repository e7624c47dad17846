/* tally-smartsheet-idset.h
 *
 * A set of 64-bit ids, to tell what was seen already: 16 bytes an id at most, no allocation an id.
 * One owner at a time. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _TallySmartsheetIdset TallySmartsheetIdset;

/**
 * tally_smartsheet_idset_new:
 *
 * Returns: (transfer full): an empty set
 */
TallySmartsheetIdset *tally_smartsheet_idset_new   (void);

/**
 * tally_smartsheet_idset_free:
 * @self: (nullable): a set
 *
 * Frees it.
 */
void                  tally_smartsheet_idset_free  (TallySmartsheetIdset *self);

/**
 * tally_smartsheet_idset_clear:
 * @self: a set
 *
 * Makes it empty.
 */
void                  tally_smartsheet_idset_clear (TallySmartsheetIdset *self);

/**
 * tally_smartsheet_idset_add:
 * @self: a set
 * @id: an id, not 0
 *
 * Returns: %FALSE if it was there already
 */
gboolean              tally_smartsheet_idset_add   (TallySmartsheetIdset *self,
                                                    gint64                id);

/**
 * tally_smartsheet_idset_has:
 * @self: a set
 * @id: an id, not 0
 *
 * Returns: whether it is there
 */
gboolean              tally_smartsheet_idset_has   (TallySmartsheetIdset *self,
                                                    gint64                id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallySmartsheetIdset, tally_smartsheet_idset_free)

G_END_DECLS
