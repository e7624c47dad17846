/* tally-app-badges.h
 *
 * Keeps count of what needs somebody, for the numbers beside the names of pages: asks the engine when the store changes
 * and once a minute, for starts that don't come change no store. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-app-session.h"

G_BEGIN_DECLS

#define TALLY_TYPE_APP_BADGES (tally_app_badges_get_type ())

/**
 * TallyAppBadges:
 *
 * Signal: "counted" (gpointer needs) what needs somebody, a #TallyEngineNeeds that is valid during the call; %NULL = that
 * is not known.
 */
G_DECLARE_FINAL_TYPE (TallyAppBadges, tally_app_badges, TALLY, APP_BADGES, GObject)

/**
 * tally_app_badges_new:
 * @session: the session
 *
 * Returns: (transfer full): a count that is asked for at once, and told when it is known
 */
TallyAppBadges *tally_app_badges_new       (TallyAppSession *session);

/**
 * tally_app_badges_set_awake:
 * @self: a count
 * @is_awake: whether somebody can see it
 *
 * Stops asking meanwhile.
 */
void            tally_app_badges_set_awake (TallyAppBadges  *self,
                                            gboolean         is_awake);

G_END_DECLS
