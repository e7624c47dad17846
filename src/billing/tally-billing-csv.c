/* tally-billing-csv.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-billing-csv.h"

#include <csv.h>

#include "tally-billing-error.h"

#define BOM "\xef\xbb\xbf"

/* Where reading stands. */
typedef struct {
  struct csv_parser          parser;
  const TallyBillingCsvSink *sink;
  const char                *bytes;
  gsize                      length;
  gsize                      at;
  guint                      line;
  gsize                      record_at;    /* where the record that is being read begins */
  guint                      record_line;
  gsize                      retry_at;     /* the line after that */
  gboolean                   is_in_record;
  gboolean                   is_stopped;
  guint                      n_broken;
  GString                   *text;         /* (owned) cells of the record, each with its NUL */
  GArray                    *offsets;      /* (owned) gsize, where in the text they begin */
} Reader;

static void
start_parser (Reader *self)
{
  if (csv_init (&self->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0)
    g_assert_not_reached ();
  csv_set_realloc_func (&self->parser, g_realloc);
  csv_set_free_func (&self->parser, g_free);
  g_string_truncate (self->text, 0);
  g_array_set_size (self->offsets, 0);
  self->is_in_record = FALSE;
}

static void
cell_cb (void  *bytes,
         size_t length,
         void  *data)
{
  Reader *self = data;
  const gsize offset = self->text->len;

  if (self->offsets->len > TALLY_BILLING_CSV_MAX_CELLS)
    return; /* one too many is enough to know */
  g_array_append_val (self->offsets, offset);
  g_string_append_len (self->text, bytes, (gssize) length);
  g_string_append_c (self->text, '\0');
}

static void
tell (Reader     *self,
      const char *problem)
{
  self->n_broken++;
  self->sink->tell (self->record_line, problem, self->sink->data);
}

static void
record_cb (int   terminator,
           void *data)
{
  Reader *self = data;
  const char *cells[TALLY_BILLING_CSV_MAX_CELLS];
  TallyBillingRecord record = { self->record_line, cells, self->offsets->len };

  self->is_in_record = FALSE;
  if (record.n_cells > TALLY_BILLING_CSV_MAX_CELLS)
    tell (self, "the record has more cells than any table; part it, or end a quote that was begun");
  else if (record.n_cells > 0 && !self->is_stopped)
    {
      for (guint i = 0; i < record.n_cells; i++)
        cells[i] = self->text->str + g_array_index (self->offsets, gsize, i);
      self->is_stopped = !self->sink->take (&record, self->sink->data);
    }
  g_string_truncate (self->text, 0);
  g_array_set_size (self->offsets, 0);
}

/* Bytes to the end of the line, its CR, LF or both included. */
static gsize
measure_line (const char *bytes,
              gsize       length)
{
  gsize n = 0;

  while (n < length && bytes[n] != '\n' && bytes[n] != '\r')
    n++;
  if (n + 1 < length && bytes[n] == '\r' && bytes[n + 1] == '\n')
    n++;
  return MIN (n + 1, length);
}

/* Leaves the record out and goes on at the line after its first one: it may have begun a quote that nothing
 * ends, and what follows would be lost with it. */
static void
leave_out (Reader     *self,
           const char *problem)
{
  tell (self, problem);
  csv_free (&self->parser);
  start_parser (self);
  self->at = self->retry_at;
  self->line = self->record_line + 1;
}

static void
read_line (Reader *self)
{
  gsize n = measure_line (self->bytes + self->at, self->length - self->at);

  if (!self->is_in_record)
    {
      self->record_at = self->at;
      self->record_line = self->line;
      self->retry_at = self->at + n;
      self->is_in_record = TRUE;
    }
  if (self->at + n - self->record_at > TALLY_BILLING_CSV_MAX_RECORD_BYTES)
    leave_out (self, "the record is longer than any row; end a quote that was begun");
  else if (csv_parse (&self->parser, self->bytes + self->at, n, cell_cb, record_cb, self) != n)
    leave_out (self, "a quote stands within a cell; write it twice, and put the cell in quotes");
  else
    {
      self->at += n;
      self->line++;
    }
}

static void
read_lines (Reader *self)
{
  while (!self->is_stopped && self->n_broken <= TALLY_BILLING_CSV_MAX_BROKEN)
    {
      if (self->at < self->length)
        read_line (self);
      else if (csv_fini (&self->parser, cell_cb, record_cb, self) != 0)
        leave_out (self, "a quote is begun and not ended; end it");
      else
        break;
    }
}

static gboolean
check_bounds (const char  *bytes,
              gsize        length,
              GError     **error)
{
  guint n_lines = 0;

  if (length > TALLY_BILLING_CSV_MAX_BYTES)
    g_set_error (error, TALLY_BILLING_ERROR, TALLY_BILLING_ERROR_RATES,
                 "it is larger than %d MiB; part it", TALLY_BILLING_CSV_MAX_BYTES / (1024 * 1024));
  else if (memchr (bytes, '\0', length) != NULL)
    g_set_error_literal (error, TALLY_BILLING_ERROR, TALLY_BILLING_ERROR_RATES,
                         "it is no text in UTF-8; save it as \"CSV UTF-8\"");
  else
    {
      for (gsize at = 0; at < length; at += measure_line (bytes + at, length - at))
        n_lines++;
      if (n_lines <= TALLY_BILLING_CSV_MAX_LINES)
        return TRUE;
      g_set_error (error, TALLY_BILLING_ERROR, TALLY_BILLING_ERROR_RATES,
                   "it has more than %d lines; part it", TALLY_BILLING_CSV_MAX_LINES);
    }
  return FALSE;
}

gboolean
tally_billing_csv_read (const char                 *bytes,
                        gsize                       length,
                        const TallyBillingCsvSink  *sink,
                        GError                    **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  Reader reader = { .sink = sink, .bytes = bytes, .length = length, .line = 1, .text = text, .offsets = offsets };

  if (!check_bounds (bytes, length, error))
    return FALSE;
  if (length >= strlen (BOM) && memcmp (bytes, BOM, strlen (BOM)) == 0)
    reader.at = strlen (BOM);
  start_parser (&reader);
  read_lines (&reader);
  csv_free (&reader.parser);
  if (reader.n_broken <= TALLY_BILLING_CSV_MAX_BROKEN)
    return TRUE;
  g_set_error_literal (error, TALLY_BILLING_ERROR, TALLY_BILLING_ERROR_RATES,
                       "more than a hundred rows break the rules of comma-separated values; save it anew as "
                       "\"CSV UTF-8\"");
  return FALSE;
}
