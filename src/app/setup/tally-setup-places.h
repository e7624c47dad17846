/* tally-setup-places.h
 *
 * The places that were seen or are configured, each once, and which of them are chosen: what the tree, the search and
 * the configuration have in common. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-config.h"
#include "tally-setup-item.h"

G_BEGIN_DECLS

#define TALLY_TYPE_SETUP_PLACES (tally_setup_places_get_type ())

/**
 * TallySetupPlaces:
 *
 * Signal: "changed" () somebody chose one, or not.
 */
G_DECLARE_FINAL_TYPE (TallySetupPlaces, tally_setup_places, TALLY, SETUP_PLACES, GObject)

/**
 * tally_setup_places_new:
 *
 * Returns: (transfer full): no places yet
 */
TallySetupPlaces *tally_setup_places_new           (void);

/**
 * tally_setup_places_take:
 * @self: the places
 * @found: (element-type TallyEnginePlace): what was found
 * @store: (element-type TallySetupItem): is to hold them, in place of what it holds
 *
 * Adds what was found, with its names.
 */
void              tally_setup_places_take          (TallySetupPlaces     *self,
                                                    GPtrArray            *found,
                                                    GListStore           *store);

/**
 * tally_setup_places_choose_configured:
 * @self: the places
 * @config: a configuration
 *
 * Chooses what it names, and nothing else.
 */
void              tally_setup_places_choose_configured (TallySetupPlaces *self,
                                                        TallyConfig      *config);

/**
 * tally_setup_places_dup_ids:
 * @self: the places
 * @kind: WORKSPACE, FOLDER or SHEET
 *
 * Returns: (transfer full): ids of those of that kind that are chosen, as the configuration writes them, in the order in
 *   which they became known
 */
char             *tally_setup_places_dup_ids       (TallySetupPlaces     *self,
                                                    TallyEnginePlaceKind  kind);

/**
 * tally_setup_places_count_chosen:
 * @self: the places
 * @kind: WORKSPACE, FOLDER or SHEET
 *
 * Returns: how many of that kind are chosen
 */
guint             tally_setup_places_count_chosen  (TallySetupPlaces     *self,
                                                    TallyEnginePlaceKind  kind);

G_END_DECLS
