/* tally-app-line.h
 *
 * A line of a page for somebody in a hurry: how urgent, what, the figures, and the one thing to do about it. Made of
 * facts of the engine by tally-app-need.h and tally-app-news.h; shown as a row. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TALLY_TYPE_APP_LINE (tally_app_line_get_type ())

/**
 * TallyAppLine:
 *
 * Properties, notified: "title" (string) and "detail" (string), both plain text.
 */
G_DECLARE_FINAL_TYPE (TallyAppLine, tally_app_line, TALLY, APP_LINE, GObject)

/**
 * TallyAppTone:
 * @TALLY_APP_TONE_NOW: it can't wait
 * @TALLY_APP_TONE_SOON: it should not wait for long
 * @TALLY_APP_TONE_LATER: it can wait
 * @TALLY_APP_TONE_NEWS: nobody has to do anything
 *
 * How a line looks; each tone has an icon, a colour and a word.
 */
typedef enum {
  TALLY_APP_TONE_NOW,
  TALLY_APP_TONE_SOON,
  TALLY_APP_TONE_LATER,
  TALLY_APP_TONE_NEWS,
} TallyAppTone;

/**
 * TallyAppLineTarget:
 * @page: id of the page that has more of it
 * @wish: what to show there, "" = nothing particular
 * @button: (nullable): what the button says; %NULL = there is no button, an arrow instead
 * @action: (nullable): what the button does, %NULL = it goes to @page
 *
 * Where a line leads.
 */
typedef struct {
  const char *page;
  const char *wish;
  const char *button;
  const char *action;
} TallyAppLineTarget;

/**
 * tally_app_line_new:
 * @key: what the line is about: one of another reading with the same key is the same line
 * @tone: how it looks
 * @target: where it leads
 *
 * Returns: (transfer full): a line that says nothing yet
 */
TallyAppLine *tally_app_line_new        (const char               *key,
                                         TallyAppTone              tone,
                                         const TallyAppLineTarget *target);

/**
 * tally_app_line_take_title:
 * @self: a line
 * @title: (transfer full): what it is about
 *
 * Sets its first line.
 */
void          tally_app_line_take_title (TallyAppLine             *self,
                                         char                     *title);

/**
 * tally_app_line_take_part:
 * @self: a line
 * @part: (transfer full) (nullable): a figure or a sentence; nothing is added if it is empty
 *
 * Adds to its second line.
 */
void          tally_app_line_take_part  (TallyAppLine             *self,
                                         char                     *part);

/**
 * tally_app_line_get_title:
 * @self: a line
 *
 * Returns: (transfer none): its first line
 */
const char   *tally_app_line_get_title  (TallyAppLine             *self);

/**
 * tally_app_line_get_detail:
 * @self: a line
 *
 * Returns: (transfer none): its second line
 */
const char   *tally_app_line_get_detail (TallyAppLine             *self);

/**
 * tally_app_line_get_tone:
 * @self: a line
 *
 * Returns: how it looks
 */
TallyAppTone  tally_app_line_get_tone   (TallyAppLine             *self);

/**
 * tally_app_line_get_target:
 * @self: a line
 *
 * Returns: (transfer none): where it leads
 */
const TallyAppLineTarget *tally_app_line_get_target (TallyAppLine *self);

/**
 * tally_app_line_row_new:
 * @self: a line
 *
 * Returns: (transfer floating): a row that shows it and follows it
 */
GtkWidget    *tally_app_line_row_new    (TallyAppLine             *self);

/**
 * tally_app_lines_replace:
 * @store: (element-type TallyAppLine): lines that are shown
 * @lines: (element-type TallyAppLine): those of a new reading
 *
 * Shows the new ones. Lines whose key stays where it is keep their row, so that nobody who is on it loses it.
 */
void          tally_app_lines_replace   (GListStore               *store,
                                         GPtrArray                *lines);

G_END_DECLS
