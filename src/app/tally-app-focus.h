/* tally-app-focus.h
 *
 * The focus for what is just about to be shown. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * tally_app_focus_when_shown:
 * @widget: a widget that is shown, or will be
 *
 * Gives it, or what takes the focus within it, the focus once it is laid out, so that what scrolls brings it into sight:
 * before, nobody knows where it stands.
 */
void tally_app_focus_when_shown (GtkWidget *widget);

G_END_DECLS
