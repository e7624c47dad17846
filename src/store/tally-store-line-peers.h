/* tally-store-line-peers.h
 *
 * What lines of the same unit and kind of work were billed with, to see one among them. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-line.h"
#include "tally-line-peer.h"
#include "tally-store.h"

G_BEGIN_DECLS

/**
 * tally_store_line_peers_list:
 * @store: a store
 * @sheet_id: a line's sheet
 * @row_id: its row
 * @n_max: at most so many
 * @error: return location, or %NULL
 *
 * Reads all lines.
 *
 * Returns: (transfer full) (element-type TallyLinePeer) (nullable): the line itself first, if the store knows it, then
 *   accepted ones of its unit and kind of work, the newest first
 */
GArray *tally_store_line_peers_list (TallyStore  *store,
                                     gint64       sheet_id,
                                     gint64       row_id,
                                     guint        n_max,
                                     GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
