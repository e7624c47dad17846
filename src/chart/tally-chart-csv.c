/* tally-chart-csv.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "tally-chart-error.h"
#include "tally-chart-table.h"

#define BLOCK_BYTES 65536

typedef struct {
  GString       *text;
  GOutputStream *stream;
  GCancellable  *cancellable;
  GError        *error;
} Writer;

static gboolean
flush (Writer *writer)
{
  gboolean is_written = !g_cancellable_set_error_if_cancelled (writer->cancellable, &writer->error)
                        && g_output_stream_write_all (writer->stream, writer->text->str, writer->text->len, NULL,
                                                      writer->cancellable, &writer->error);

  g_string_truncate (writer->text, 0);
  return is_written;
}

/* A negative number is one; anything else that begins so is a formula to a spreadsheet. */
static gboolean
is_formula (const char *cell)
{
  char *end = NULL;

  if (cell[0] == '\0' || strchr ("=+-@\t\r", cell[0]) == NULL)
    return FALSE;
  g_ascii_strtod (cell, &end);
  return end == cell || *end != '\0';
}

static void
append_cell (GString    *text,
             const char *cell)
{
  gboolean is_quoted = strpbrk (cell, ",\"\r\n") != NULL;

  if (is_quoted)
    g_string_append_c (text, '"');
  if (is_formula (cell))
    g_string_append_c (text, '\'');
  for (const char *at = cell; *at; at++)
    {
      if (*at == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *at);
    }
  if (is_quoted)
    g_string_append_c (text, '"');
}

static gboolean
write_row_cb (const char *const *cells,
              gboolean           is_header,
              gpointer           user_data)
{
  Writer *writer = user_data;

  for (guint i = 0; cells[i]; i++)
    {
      if (i > 0)
        g_string_append_c (writer->text, ',');
      append_cell (writer->text, cells[i]);
    }
  g_string_append (writer->text, "\r\n");
  return writer->text->len < BLOCK_BYTES || flush (writer);
}

gboolean
tally_chart_write_csv (const TallyChart        *chart,
                       const TallyChartFormat  *format,
                       GOutputStream           *stream,
                       GCancellable            *cancellable,
                       GError                 **error)
{
  g_autoptr(GString) text = g_string_new (NULL);
  Writer writer = { text, stream, cancellable, NULL };

  tally_chart_foreach_row (chart, format, TALLY_CHART_CELLS_DATA, write_row_cb, &writer);
  if (writer.error == NULL && flush (&writer))
    return TRUE;
  if (g_error_matches (writer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, writer.error);
  else
    {
      g_set_error (error, TALLY_CHART_ERROR, TALLY_CHART_ERROR_FAILED, "the values of chart \"%s\" can't be written: %s",
                   chart->title, writer.error->message);
      g_error_free (writer.error);
    }
  return FALSE;
}
