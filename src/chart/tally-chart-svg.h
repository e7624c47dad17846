/* tally-chart-svg.h
 *
 * A display list as SVG 1.1, for pages and mail: text stays text, each shape has the class of its role, what
 * has a value says it in a <title>. No script, no style attribute, no link: it may stand in a page
 * under the strictest content security policy. Colours are presentation attributes, which a page's own
 * style sheet overrides. The same list gives the same bytes. Pure function, any thread. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-chart-display.h"
#include "tally-chart-theme.h"

G_BEGIN_DECLS

/**
 * tally_chart_svg_write:
 * @display: what is painted
 * @theme: its colours
 * @id_prefix: what ids begin with, so that several pictures have room in one page; other characters than
 *   letters, digits, '-' and '_' become '_'
 *
 * Returns: (transfer full): the document's text, UTF-8, without an XML declaration, so that it can stand in HTML
 */
char *tally_chart_svg_write (const TallyChartDisplay *display,
                             const TallyChartTheme   *theme,
                             const char              *id_prefix);

G_END_DECLS
