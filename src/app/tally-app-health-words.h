/* tally-app-health-words.h
 *
 * The health of the installation in people's words: what a part is called, how it stands, why, and what to do next. Pure
 * functions of what they are given; any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-health-board.h"

G_BEGIN_DECLS

/**
 * TallyAppHealthStep:
 * @label: what a button says, translated
 * @action: (owned): a detailed action name, as "win.page(('runs', ''))"
 *
 * What to do next about a part.
 */
typedef struct {
  const char *label;
  char       *action;
} TallyAppHealthStep;

/**
 * tally_app_health_get_title:
 * @id: of a part, or of a probe of the checkup
 *
 * Returns: (transfer none): what people call it; @id if this version knows none of that name
 */
const char *tally_app_health_get_title      (const char               *id);

/**
 * tally_app_health_state_get_title:
 * @state: a state
 *
 * Returns: (transfer none): its name
 */
const char *tally_app_health_state_get_title (TallyHealthState         state);

/**
 * tally_app_health_state_get_icon:
 * @state: a state
 *
 * Returns: (transfer none): name of a symbolic icon; each state has its own, so that colour is not needed
 */
const char *tally_app_health_state_get_icon (TallyHealthState          state);

/**
 * tally_app_health_state_get_style:
 * @state: a state
 *
 * Returns: (transfer none): the style class of its colour
 */
const char *tally_app_health_state_get_style (TallyHealthState         state);

/**
 * tally_app_health_dup_value:
 * @part: a part
 * @now_usec: the time it is told at, µs since 1970 UTC
 *
 * Returns: (transfer full): how it stands, in a few words
 */
char       *tally_app_health_dup_value      (const TallyHealthPart    *part,
                                             gint64                    now_usec);

/**
 * tally_app_health_dup_why:
 * @part: a part
 * @now_usec: the time it is told at, µs since 1970 UTC
 *
 * Returns: (transfer full): why it stands as it does, and what to do; "" if it is well
 */
char       *tally_app_health_dup_why        (const TallyHealthPart    *part,
                                             gint64                    now_usec);

/**
 * tally_app_health_dup_as_of:
 * @utc_usec: when that was known, µs since 1970 UTC, 0 = never
 * @now_usec: the time it is told at, µs since 1970 UTC
 *
 * Returns: (transfer full): "as of 12 min ago"
 */
char       *tally_app_health_dup_as_of      (gint64                    utc_usec,
                                             gint64                    now_usec);

/**
 * tally_app_health_find_step:
 * @part: a part
 * @out_step: (out caller-allocates): the next step; untouched if there is none
 *
 * Returns: %FALSE if there is nothing to do
 */
gboolean    tally_app_health_find_step      (const TallyHealthPart    *part,
                                             TallyAppHealthStep       *out_step);

/**
 * tally_app_health_get_headline:
 * @board: a board
 *
 * Returns: (transfer none): how the whole stands, in a few words
 */
const char *tally_app_health_get_headline   (const TallyHealthBoard   *board);

G_END_DECLS
