/* tally-chart-measure.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-chart-measure.h"

#include <string.h>

/* Widths of an em, and what is at most so wide. */
static const struct { double width; const char *characters; } widths[] = {
  { 0.34, " .,:;'|!ijl/\\I" },
  { 0.42, "-()[]frtJ`\"" },
  { 0.56, "csz?*^_" },
  { 0.64, "0123456789abdeghknopquvxy$L{}" },
  { 0.70, "ABEFKPRSTVXYZCZ" },
  { 0.85, "DGHNOQUw+=<>~&#" },
  { 1.01, "mMW%@" },
};

static double
get_width (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;
  if (g_unichar_iswide (c) || c > 0xffff)
    return 1.3;
  for (guint i = 0; c < 128 && i < G_N_ELEMENTS (widths); i++)
    if (strchr (widths[i].characters, (int) c))
      return widths[i].width;
  return c == 0x2026 ? 1.0 : 0.9;
}

static void
measure (const TallyChartMeasurer *self,
         const char               *text,
         double                    size_px,
         gboolean                  is_bold,
         TallyChartExtents        *out_extents)
{
  double width = 0;

  for (const char *at = text; *at; at = g_utf8_next_char (at))
    width += get_width (g_utf8_get_char (at));
  out_extents->width = width * size_px * (is_bold ? 1.12 : 1);
  out_extents->height = size_px * 1.2;
  out_extents->baseline = size_px * 0.94;
}

void
tally_chart_measurer_init_plain (TallyChartMeasurer *self)
{
  *self = (TallyChartMeasurer) { .measure = measure };
}
