/* tally-app-health-tile.h
 *
 * A card of the page Health: one part of the installation with its state, what was measured, how old that is, how it
 * stood before, the figure behind it, and what to do next. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "tally-health-board.h"

G_BEGIN_DECLS

#define TALLY_TYPE_APP_HEALTH_TILE (tally_app_health_tile_get_type ())

/**
 * TallyAppHealthTile:
 *
 * Its style class of a state is that of the card's icon; assistive tools read part, state, value and age as its label.
 */
G_DECLARE_FINAL_TYPE (TallyAppHealthTile, tally_app_health_tile, TALLY, APP_HEALTH_TILE, GtkFlowBoxChild)

/**
 * tally_app_health_tile_new:
 * @id: of the part, static
 *
 * Returns: (transfer floating): a tile that shows nothing yet
 */
GtkWidget  *tally_app_health_tile_new    (const char             *id);

/**
 * tally_app_health_tile_get_id:
 * @self: a tile
 *
 * Returns: (transfer none): of its part
 */
const char *tally_app_health_tile_get_id (TallyAppHealthTile     *self);

/**
 * tally_app_health_tile_show:
 * @self: a tile
 * @part: its part
 * @now_usec: the time it is told at, µs since 1970 UTC
 *
 * Shows how the part stands.
 */
void        tally_app_health_tile_show   (TallyAppHealthTile     *self,
                                          const TallyHealthPart  *part,
                                          gint64                  now_usec);

G_END_DECLS
