/* tally-app-chart.h
 *
 * A chart on the screen: in the colours of the theme, with its values under the pointer and the keyboard, as a table for
 * those who want one, and as a file. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tally-chart-describe.h"

G_BEGIN_DECLS

#define TALLY_TYPE_APP_CHART (tally_app_chart_get_type ())

/**
 * TallyAppChart:
 *
 * Properties: "as-table" (boolean) whether its values stand there as rows; "content-height" (int) its least height in
 * px, 0 = what suits its kind; "has-menu-button" (boolean) whether its menu has a button in the corner.
 *
 * Signals: "activated" (guint series, guint point) somebody chose a value, by click or Enter. While nobody is
 * connected, values can't be chosen.
 *
 * Actions: "chart.as-table"; "chart.save" (string) asks where to save it as "png", "svg", "pdf" or "csv"; "chart.menu".
 */
G_DECLARE_FINAL_TYPE (TallyAppChart, tally_app_chart, TALLY, APP_CHART, GtkWidget)

/**
 * tally_app_chart_new:
 *
 * Returns: (transfer floating): a chart of nothing
 */
GtkWidget        *tally_app_chart_new        (void);

/**
 * tally_app_chart_set_chart:
 * @self: a widget
 * @chart: (transfer full) (nullable): what it shows; nobody changes it any more
 *
 * Its title and the sentence that sums it up are what assistive tools read.
 */
void              tally_app_chart_set_chart  (TallyAppChart          *self,
                                              TallyChart             *chart);

/**
 * tally_app_chart_get_chart:
 * @self: a widget
 *
 * Returns: (transfer none) (nullable): what it shows
 */
const TallyChart *tally_app_chart_get_chart  (TallyAppChart          *self);

/**
 * tally_app_chart_set_zone:
 * @self: a widget
 * @zone: (transfer none) (nullable): whose days and hours charts set from now on show; %NULL = UTC
 *
 * Until then it is the computer's time zone.
 */
void              tally_app_chart_set_zone   (TallyAppChart          *self,
                                              GTimeZone              *zone);

/**
 * tally_app_chart_get_cursor:
 * @self: a widget
 * @out_cursor: (out): the value that the keyboard is at; untouched if there is none
 *
 * Returns: %FALSE if there is none
 */
gboolean          tally_app_chart_get_cursor (TallyAppChart          *self,
                                              TallyChartCursor       *out_cursor);

/**
 * tally_app_chart_move:
 * @self: a widget
 * @move: where to
 *
 * What the arrow keys do: goes to another value, shows it and has it spoken.
 *
 * Returns: %FALSE if there is nothing that way
 */
gboolean          tally_app_chart_move       (TallyAppChart          *self,
                                              TallyChartMove          move);

/**
 * tally_app_chart_choose:
 * @self: a widget
 *
 * What Enter does: chooses the value that the keyboard is at.
 *
 * Returns: %FALSE if it is at none, or nobody is connected to "activated"
 */
gboolean          tally_app_chart_choose     (TallyAppChart          *self);

/**
 * tally_app_chart_save_to:
 * @self: a widget
 * @kind: "png", "svg", "pdf" or "csv"
 * @file: where
 *
 * Saves it without asking; how it went is told by a toast.
 */
void              tally_app_chart_save_to    (TallyAppChart          *self,
                                              const char             *kind,
                                              GFile                  *file);

G_END_DECLS
