/* tally-app-clockwork.h
 *
 * The schedules at work in the app: starts passes on the session's desk when they are due, as the service does. At work only
 * while it is asked to be, on the user's own data, and where the configuration says that the schedule runs here. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-app-session.h"

G_BEGIN_DECLS

typedef struct _TallyAppClockwork TallyAppClockwork;

/**
 * tally_app_clockwork_new:
 * @session: (transfer none): whose desk; must outlive it
 *
 * Returns: (transfer full): the clockwork, at rest
 */
TallyAppClockwork *tally_app_clockwork_new           (TallyAppSession    *session);

/**
 * tally_app_clockwork_free:
 * @self: (nullable): a clockwork
 *
 * Stops and frees it; a pass at work goes on.
 */
void               tally_app_clockwork_free          (TallyAppClockwork  *self);

/**
 * tally_app_clockwork_set_wanted:
 * @self: a clockwork
 * @is_wanted: whether it is to start passes
 *
 * Starts or stops it.
 */
void               tally_app_clockwork_set_wanted    (TallyAppClockwork  *self,
                                                      gboolean            is_wanted);

/**
 * tally_app_clockwork_is_running:
 * @self: a clockwork
 *
 * Returns: whether it waits for starts, or is at one
 */
gboolean           tally_app_clockwork_is_running    (TallyAppClockwork  *self);

/**
 * tally_app_clockwork_get_problem:
 * @self: a clockwork
 *
 * Returns: (transfer none) (nullable): why it is wanted and not running, for people; %NULL if it is, or is not wanted
 */
const char        *tally_app_clockwork_get_problem   (TallyAppClockwork  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyAppClockwork, tally_app_clockwork_free)

G_END_DECLS
