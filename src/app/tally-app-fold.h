/* tally-app-fold.h
 *
 * Widgets that are there only while a leaflet is folded, as a "back" button. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * tally_app_fold_show_with:
 * @widget: a widget
 * @leaflet: what folds; outlives @widget, or goes with it
 *
 * Shows @widget while @leaflet is folded. It folds within a layout, where nothing may become visible ("trying to
 * snapshot … without a current allocation"): @widget follows a turn of the loop later.
 */
void tally_app_fold_show_with (GtkWidget  *widget,
                               AdwLeaflet *leaflet);

G_END_DECLS
