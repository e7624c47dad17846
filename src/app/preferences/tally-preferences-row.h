/* tally-preferences-row.h
 *
 * One key of the configuration: what it is for, its value in a widget of its kind, what is wrong with what is typed,
 * where the value comes from, and the way back to the default. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "tally-app-session.h"

G_BEGIN_DECLS

#define TALLY_TYPE_PREFERENCES_ROW (tally_preferences_row_get_type ())

G_DECLARE_FINAL_TYPE (TallyPreferencesRow, tally_preferences_row, TALLY, PREFERENCES_ROW, AdwPreferencesRow)

/**
 * tally_preferences_row_new:
 * @key: (transfer none): a key
 * @session: a session
 *
 * Returns: (transfer floating): a row that shows the session's value
 */
TallyPreferencesRow  *tally_preferences_row_new     (const TallyConfigKey *key,
                                                     TallyAppSession      *session);

/**
 * tally_preferences_row_get_key:
 * @self: a row
 *
 * Returns: (transfer none): its key
 */
const TallyConfigKey *tally_preferences_row_get_key (TallyPreferencesRow  *self);

/**
 * tally_preferences_row_show:
 * @self: a row
 *
 * Shows the session's value as it is now; what is being typed stays.
 */
void                  tally_preferences_row_show    (TallyPreferencesRow  *self);

/**
 * tally_preferences_row_keep:
 * @self: a row
 *
 * Keeps what was typed, if it is accepted.
 */
void                  tally_preferences_row_keep    (TallyPreferencesRow  *self);

G_END_DECLS
