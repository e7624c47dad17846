/* tally-chart-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-chart-export.h"

#include <cairo-pdf.h>
#include <cairo.h>
#include <math.h>
#include <string.h>

#include "tally-chart-cairo.h"
#include "tally-chart-export-private.h"

/* A surface's bytes on their way; cairo only knows that writing failed, not why. */
typedef struct {
  GOutputStream *stream;
  GCancellable  *cancellable;
  GError        *error;
} Sink;

static cairo_status_t
write_cb (void                *closure,
          const unsigned char *data,
          unsigned int         length)
{
  Sink *sink = closure;

  if (sink->error == NULL && !g_cancellable_set_error_if_cancelled (sink->cancellable, &sink->error)
      && g_output_stream_write_all (sink->stream, data, length, NULL, sink->cancellable, &sink->error))
    return CAIRO_STATUS_SUCCESS;
  return CAIRO_STATUS_WRITE_ERROR;
}

/* Hands over what went wrong; TRUE if nothing did. */
static gboolean
finish (const TallyChart  *chart,
        cairo_status_t     status,
        Sink              *sink,
        GError           **error)
{
  if (sink->error)
    return tally_chart_export_fail (chart, sink->error, error);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, TALLY_CHART_ERROR, TALLY_CHART_ERROR_FAILED, "chart \"%s\" can't be drawn: %s", chart->title,
               cairo_status_to_string (status));
  return FALSE;
}

static TallyChartLayout *
lay_out (const TallyChart       *chart,
         const TallyChartExport *how)
{
  TallyChartLayoutOptions options = tally_chart_export_get_options (how);
  TallyChartMeasurer *measurer = tally_chart_cairo_measurer_new (how->theme);
  TallyChartLayout *layout;

  options.measurer = measurer;
  layout = tally_chart_layout_new (chart, &options);
  tally_chart_cairo_measurer_free (measurer);
  return layout;
}

static cairo_status_t
paint (const TallyChartLayout *layout,
       const TallyChartExport *how,
       cairo_surface_t        *surface)
{
  cairo_t *cairo = cairo_create (surface);
  cairo_status_t status;

  tally_chart_cairo_paint (tally_chart_layout_get_display (layout), how->theme, cairo);
  status = cairo_status (cairo);
  cairo_destroy (cairo);
  return status;
}

gboolean
tally_chart_export_png (const TallyChart        *chart,
                        const TallyChartExport  *how,
                        GOutputStream           *stream,
                        GCancellable            *cancellable,
                        GError                 **error)
{
  double scale = how->device_scale > 0 ? CLAMP (how->device_scale, 1, 4) : 1;
  Sink sink = { stream, cancellable, NULL };
  g_autoptr(TallyChartLayout) layout = NULL;
  cairo_surface_t *surface;
  cairo_status_t status;

  if (!tally_chart_export_check (chart, how, scale, error))
    return FALSE;
  layout = lay_out (chart, how);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (how->width * scale), (int) ceil (how->height * scale));
  cairo_surface_set_device_scale (surface, scale, scale);
  status = paint (layout, how, surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, write_cb, &sink);
  cairo_surface_destroy (surface);
  return finish (chart, status, &sink, error);
}

static void
describe_document (cairo_surface_t        *surface,
                   const TallyChartLayout *layout,
                   gint64                  utc_usec)
{
  const TallyChartDisplay *display = tally_chart_layout_get_display (layout);
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (CLAMP (utc_usec, 0, TALLY_CHART_MAX_X) / G_USEC_PER_SEC);
  g_autofree char *created = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, display->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, display->summary);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, created);
}

gboolean
tally_chart_export_pdf (const TallyChart        *chart,
                        const TallyChartExport  *how,
                        GOutputStream           *stream,
                        GCancellable            *cancellable,
                        GError                 **error)
{
  Sink sink = { stream, cancellable, NULL };
  g_autoptr(TallyChartLayout) layout = NULL;
  cairo_surface_t *surface;
  cairo_status_t status;

  if (!tally_chart_export_check (chart, how, 1, error))
    return FALSE;
  layout = lay_out (chart, how);
  surface = cairo_pdf_surface_create_for_stream (write_cb, &sink, how->width, how->height);
  describe_document (surface, layout, how->created_utc_usec);
  status = paint (layout, how, surface);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return finish (chart, status, &sink, error);
}
