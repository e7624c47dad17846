/* tally-app-health-found.h
 *
 * What the last checkup found, a row for each probe, folded away until somebody asks. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "tally-health-board.h"

G_BEGIN_DECLS

#define TALLY_TYPE_APP_HEALTH_FOUND (tally_app_health_found_get_type ())

/**
 * TallyAppHealthFound:
 *
 * Of a checkup of this session it has the words too; of an earlier one only how each probe stood is kept.
 */
G_DECLARE_FINAL_TYPE (TallyAppHealthFound, tally_app_health_found, TALLY, APP_HEALTH_FOUND, AdwBin)

/**
 * tally_app_health_found_show:
 * @self: the rows
 * @board: what is known
 */
void tally_app_health_found_show       (TallyAppHealthFound     *self,
                                        const TallyHealthBoard  *board);

/**
 * tally_app_health_found_tell:
 * @self: the rows
 * @health: (nullable): what a checkup said just now; copied. %NULL forgets it
 *
 * Its words are shown from the next tally_app_health_found_show() on.
 */
void tally_app_health_found_tell       (TallyAppHealthFound     *self,
                                        const TallyHealth       *health);

/**
 * tally_app_health_found_show_probe:
 * @self: the rows
 * @id: of a probe
 *
 * Unfolds the rows and gives this one the focus.
 */
void tally_app_health_found_show_probe (TallyAppHealthFound     *self,
                                        const char              *id);

G_END_DECLS
