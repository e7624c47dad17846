/* tally-app-background.h
 *
 * Keeps the schedule when no window is open, if a person asks for it: holds the application, has it started at login (by
 * the desktop's portal in a Flatpak, by an autostart entry elsewhere), and winds up the clockwork. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "tally-app-clockwork.h"
#include "tally-app-memory.h"

G_BEGIN_DECLS

typedef struct _TallyAppBackground TallyAppBackground;

/**
 * TallyAppBackgroundOptions:
 * @application: (transfer none): gets the stateful action "keep-schedule"; registered, must outlive it
 * @session: (transfer none): whose schedules; must outlive it
 * @memory: (transfer none): knows whether it is kept; must outlive it
 * @is_confined: whether the desktop must be asked, as from within a Flatpak
 */
typedef struct {
  GtkApplication  *application;
  TallyAppSession *session;
  TallyAppMemory  *memory;
  gboolean         is_confined;
} TallyAppBackgroundOptions;

/**
 * tally_app_background_new:
 * @options: what it works with
 *
 * Goes on as it was left.
 *
 * Returns: (transfer full): the keeper of the schedule
 */
TallyAppBackground *tally_app_background_new         (const TallyAppBackgroundOptions *options);

/**
 * tally_app_background_free:
 * @self: (nullable): the keeper of the schedule
 *
 * Lets go of the application, and frees it; what was asked for is remembered.
 */
void                tally_app_background_free        (TallyAppBackground  *self);

/**
 * tally_app_background_is_kept:
 * @self: the keeper of the schedule
 *
 * Returns: whether the app stays when its last window is closed
 */
gboolean            tally_app_background_is_kept     (TallyAppBackground  *self);

/**
 * tally_app_background_get_clockwork:
 * @self: the keeper of the schedule
 *
 * Returns: (transfer none): its clockwork
 */
TallyAppClockwork  *tally_app_background_get_clockwork (TallyAppBackground *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyAppBackground, tally_app_background_free)

G_END_DECLS
