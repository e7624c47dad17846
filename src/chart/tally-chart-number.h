/* tally-chart-number.h
 *
 * Pixels as text: two decimal places, the same bytes in every locale. Pure functions, any thread. Depends
 * on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tally_chart_number_append:
 * @text: (inout): a text
 * @number: a number; beyond ±1e9, or not finite, it is the nearest one within
 *
 * Appends it, without zeros that say nothing: "12", "0.5", "-3.25".
 */
void tally_chart_number_append (GString *text,
                                double   number);

G_END_DECLS
