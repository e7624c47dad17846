/* tally-app-health-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-health-export.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n.h>

#include "tally-app-health-sheet.h"

/* Pixels of a point of a PNG: sharp on the screens of today. */
#define PNG_SCALE 2.0

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

  if (sink->error == NULL
      && g_output_stream_write_all (sink->stream, data, length, NULL, sink->cancellable, &sink->error))
    return CAIRO_STATUS_SUCCESS;
  return CAIRO_STATUS_WRITE_ERROR;
}

static gboolean
finish (cairo_status_t   status,
        Sink            *sink,
        GError         **error)
{
  if (sink->error != NULL)
    {
      g_propagate_error (error, sink->error);
      return FALSE;
    }
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, cairo_status_to_string (status));
  return FALSE;
}

static cairo_status_t
paint (const TallyAppHealthView *view,
       cairo_surface_t          *surface)
{
  cairo_t *cairo = cairo_create (surface);
  cairo_status_t status;

  tally_app_health_sheet_paint (view, cairo);
  status = cairo_status (cairo);
  cairo_destroy (cairo);
  return status;
}

static gboolean
write_png (const TallyAppHealthView  *view,
           GOutputStream             *stream,
           GCancellable              *cancellable,
           GError                   **error)
{
  Sink sink = { stream, cancellable, NULL };
  cairo_surface_t *surface
    = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (TALLY_APP_HEALTH_SHEET_WIDTH * PNG_SCALE),
                                  (int) (tally_app_health_sheet_get_height (view) * PNG_SCALE));
  cairo_status_t status;

  cairo_surface_set_device_scale (surface, PNG_SCALE, PNG_SCALE);
  status = paint (view, surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, write_cb, &sink);
  cairo_surface_destroy (surface);
  return finish (status, &sink, error);
}

static gboolean
write_page (const TallyAppHealthView  *view,
            cairo_surface_t           *surface,
            Sink                      *sink,
            GError                   **error)
{
  cairo_status_t status = paint (view, surface);

  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return finish (status, sink, error);
}

static gboolean
write_pdf (const TallyAppHealthView  *view,
           GOutputStream             *stream,
           GCancellable              *cancellable,
           GError                   **error)
{
  Sink sink = { stream, cancellable, NULL };

  return write_page (view, cairo_pdf_surface_create_for_stream (write_cb, &sink, TALLY_APP_HEALTH_SHEET_WIDTH,
                                                                tally_app_health_sheet_get_height (view)), &sink, error);
}

static gboolean
write_svg (const TallyAppHealthView  *view,
           GOutputStream             *stream,
           GCancellable              *cancellable,
           GError                   **error)
{
  Sink sink = { stream, cancellable, NULL };

  return write_page (view, cairo_svg_surface_create_for_stream (write_cb, &sink, TALLY_APP_HEALTH_SHEET_WIDTH,
                                                                tally_app_health_sheet_get_height (view)), &sink, error);
}

static gboolean
write_json (const TallyAppHealthView  *view,
            GOutputStream             *stream,
            GCancellable              *cancellable,
            GError                   **error)
{
  g_autofree char *json = tally_health_board_write_json (view->board);

  return g_output_stream_printf (stream, NULL, cancellable, error, "%s\n", json);
}

static char *
write_time (gint64 utc_usec)
{
  g_autoptr (GDateTime) time = utc_usec > 0 ? g_date_time_new_from_unix_utc (utc_usec / G_USEC_PER_SEC) : NULL;

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("");
}

static void
add_history (GString               *text,
             const TallyHealthPart *part)
{
  for (guint i = 0; i < part->cells->len; i++)
    {
      const TallyHealthCell *cell = &g_array_index (part->cells, TallyHealthCell, i);
      g_autofree char *time = write_time (cell->from_utc_usec);
      g_string_append_printf (text, "history,%s,%s,%s,,,\r\n", part->id, time, tally_health_state_get_id (cell->state));
    }
  for (guint i = 0; part->trend != NULL && i < part->trend->samples->len; i++)
    {
      const TallySample *sample = &g_array_index (part->trend->samples, TallySample, i);
      g_autofree char *time = write_time (sample->utc_usec);
      g_string_append_printf (text, "sample,%s,%s,,,%s,%" G_GINT64_FORMAT "\r\n", part->id, time, part->trend->metric,
                              tally_sample_get_mean (sample));
    }
}

static void
add_parts (GString                *text,
           const TallyHealthBoard *board)
{
  for (guint i = 0; i < board->parts->len; i++)
    {
      const TallyHealthPart *part = board->parts->pdata[i];
      g_autofree char *time = write_time (part->as_of_utc_usec);
      g_string_append_printf (text, "part,%s,%s,%s,%s,amount,%" G_GINT64_FORMAT "\r\n", part->id, time,
                              tally_health_state_get_id (part->state), tally_health_reason_get_id (part->reason),
                              part->amount);
      add_history (text, part);
    }
}

static void
add_runs (GString                *text,
          const TallyHealthBoard *board)
{
  for (guint i = 0; i < board->runs->len; i++)
    {
      const TallyHealthRun *run = board->runs->pdata[i];
      g_autofree char *time = write_time (run->begin_utc_usec);
      g_string_append_printf (text, "run,%" G_GINT64_FORMAT ",%s,%s,,usec,%" G_GINT64_FORMAT "\r\n", run->run_id, time,
                              tally_health_state_get_id (run->state), run->end_utc_usec - run->begin_utc_usec);
    }
}

/* Ids, times and whole numbers alone: nothing of it is to be quoted, nor can be taken for a formula. */
static gboolean
write_csv (const TallyAppHealthView  *view,
           GOutputStream             *stream,
           GCancellable              *cancellable,
           GError                   **error)
{
  g_autoptr (GString) text = g_string_new ("record,subject,utc_time,state,reason,figure,value\r\n");

  add_parts (text, view->board);
  add_runs (text, view->board);
  for (guint i = 0; i < view->bars[TALLY_APP_HEALTH_BY_SEVERITY]->len; i++)
    {
      const TallyAppHealthBar *bar = view->bars[TALLY_APP_HEALTH_BY_SEVERITY]->pdata[i];
      g_string_append_printf (text, "findings,%s,,,,open,%u\r\n", bar->wish, bar->n);
    }
  return g_output_stream_write_all (stream, text->str, text->len, NULL, cancellable, error);
}

gboolean
tally_app_health_export (const TallyAppHealthView  *view,
                         const char                *kind,
                         GOutputStream             *stream,
                         GCancellable              *cancellable,
                         GError                   **error)
{
  static const struct {
    const char *kind;
    gboolean  (*write) (const TallyAppHealthView *view, GOutputStream *stream, GCancellable *cancellable, GError **error);
  } writers[] = {
    { "pdf", write_pdf }, { "png", write_png }, { "svg", write_svg }, { "csv", write_csv }, { "json", write_json },
  };

  g_return_val_if_fail (view != NULL && kind != NULL && G_IS_OUTPUT_STREAM (stream), FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (writers); i++)
    if (g_str_equal (writers[i].kind, kind))
      return writers[i].write (view, stream, cancellable, error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "there is no kind of file '%s'", kind);
  return FALSE;
}

/* What is exported. */
typedef struct {
  TallyAppHealthView *view; /* (owned) */
  char               *kind; /* (owned) */
} Made;

static void
made_free (gpointer data)
{
  Made *self = data;

  tally_app_health_view_unref (self->view);
  g_free (self->kind);
  g_free (self);
}

static gboolean
make (gpointer        data,
      GOutputStream  *stream,
      GCancellable   *cancellable,
      GError        **error)
{
  const Made *made = data;

  return tally_app_health_export (made->view, made->kind, stream, cancellable, error);
}

void
tally_app_health_export_init_save (TallyAppHealthView *view,
                                   const char         *kind,
                                   TallyAppSave       *out_save)
{
  Made *made;

  g_return_if_fail (view != NULL && kind != NULL && out_save != NULL);
  made = g_new0 (Made, 1);
  made->view = tally_app_health_view_ref (view);
  made->kind = g_strdup (kind);
  *out_save = (TallyAppSave) { .title = _("Export Health"), .make = make, .data = made, .free_data = made_free };
}
