/* tally-app-health-sheet.h
 *
 * The page Health drawn on one sheet of paper. Any thread that owns the context.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <cairo.h>

#include "tally-app-health-view.h"

G_BEGIN_DECLS

/* Width of the sheet, px or points. */
#define TALLY_APP_HEALTH_SHEET_WIDTH 1120.0

/**
 * tally_app_health_sheet_get_height:
 * @view: what was read
 *
 * Returns: height of its sheet, px or points
 */
double tally_app_health_sheet_get_height (const TallyAppHealthView *view);

/**
 * tally_app_health_sheet_paint:
 * @view: what was read
 * @cairo: where
 *
 * Draws it, dark on light.
 */
void   tally_app_health_sheet_paint      (const TallyAppHealthView *view,
                                          cairo_t                  *cairo);

G_END_DECLS
