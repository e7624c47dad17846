/* tally-chart-export-svg.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "tally-chart-export-private.h"
#include "tally-chart-svg.h"

gboolean
tally_chart_export_check (const TallyChart        *chart,
                          const TallyChartExport  *how,
                          double                   scale,
                          GError                 **error)
{
  if (how->width >= 1 && how->height >= 1 && how->width * scale <= TALLY_CHART_MAX_PX
      && how->height * scale <= TALLY_CHART_MAX_PX && how->width * how->height * scale * scale <= TALLY_CHART_MAX_PIXELS)
    return TRUE;
  g_set_error (error, TALLY_CHART_ERROR, TALLY_CHART_ERROR_SIZE,
               "chart \"%s\" can't be %g × %g px large: sides of 1 to %g px and %g pixels in all are allowed; choose a smaller picture",
               chart->title, how->width * scale, how->height * scale, TALLY_CHART_MAX_PX, TALLY_CHART_MAX_PIXELS);
  return FALSE;
}

/* Takes the reason. */
gboolean
tally_chart_export_fail (const TallyChart  *chart,
                         GError            *reason,
                         GError           **error)
{
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, reason);
      return FALSE;
    }
  g_set_error (error, TALLY_CHART_ERROR, TALLY_CHART_ERROR_FAILED, "chart \"%s\" can't be written: %s", chart->title,
               reason->message);
  g_error_free (reason);
  return FALSE;
}

TallyChartLayoutOptions
tally_chart_export_get_options (const TallyChartExport *how)
{
  return (TallyChartLayoutOptions) {
    .width = how->width,
    .height = how->height,
    .text_scale = how->text_scale,
    .font_px = how->theme->font_px,
    .line_width = how->theme->line_width,
    .device_scale = how->device_scale,
    .is_rtl = how->is_rtl,
    .format = how->format,
  };
}

gboolean
tally_chart_export_svg (const TallyChart        *chart,
                        const TallyChartExport  *how,
                        GOutputStream           *stream,
                        GCancellable            *cancellable,
                        GError                 **error)
{
  TallyChartLayoutOptions options;
  TallyChartMeasurer measurer;
  g_autoptr(TallyChartLayout) layout = NULL;
  g_autofree char *svg = NULL;
  GError *reason = NULL;

  if (!tally_chart_export_check (chart, how, 1, error))
    return FALSE;
  options = tally_chart_export_get_options (how);
  tally_chart_measurer_init_plain (&measurer);
  options.measurer = &measurer;
  options.has_values = TRUE;
  layout = tally_chart_layout_new (chart, &options);
  svg = tally_chart_svg_write (tally_chart_layout_get_display (layout), how->theme, how->id_prefix ? how->id_prefix : "chart");
  if (!g_cancellable_set_error_if_cancelled (cancellable, &reason)
      && g_output_stream_write_all (stream, svg, strlen (svg), NULL, cancellable, &reason))
    return TRUE;
  return tally_chart_export_fail (chart, reason, error);
}
