/* fuzz-json-stream.c
 *
 * Any bytes as JSON: read in one piece, in two and in small ones, it must give the same tokens and the
 * same verdict, begin and end must match, and numbers must be numbers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-json-stream.h"

#define PIECE_BYTES (64 * 1024) /* that the reader hands to its parser */

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

typedef struct {
  GChecksum *checksum;
  guint      depth;
} Trace;

static void
add_token (Trace      *trace,
           char        kind,
           const char *bytes,
           gsize       length)
{
  guint64 length64 = length;

  g_checksum_update (trace->checksum, (const guchar *) &kind, 1);
  g_checksum_update (trace->checksum, (const guchar *) &length64, sizeof length64);
  g_checksum_update (trace->checksum, (const guchar *) bytes, (gssize) length);
}

static gboolean
begin_cb (gpointer data,
          GError **error)
{
  Trace *trace = data;

  add_token (trace, '(', "", 0);
  trace->depth++;
  g_assert_cmpuint (trace->depth, <=, TALLY_JSON_MAX_DEPTH);
  return TRUE;
}

static gboolean
end_cb (gpointer data,
        GError **error)
{
  Trace *trace = data;

  g_assert_cmpuint (trace->depth, >, 0);
  trace->depth--;
  add_token (trace, ')', "", 0);
  return TRUE;
}

static gboolean
text_cb (gpointer    data,
         const char *bytes,
         gsize       length,
         GError    **error)
{
  g_assert_cmpuint (length, <=, TALLY_JSON_MAX_STRING_BYTES);
  g_assert_true (g_utf8_validate_len (bytes, length, NULL));
  add_token (data, 's', bytes, length);
  return TRUE;
}

static gboolean
number_cb (gpointer    data,
           const char *bytes,
           gsize       length,
           GError    **error)
{
  g_assert_cmpuint (length, >, 0);
  g_assert_true (g_ascii_isdigit (bytes[0]) || bytes[0] == '-');
  add_token (data, 'n', bytes, length);
  return TRUE;
}

static gboolean
literal_cb (gpointer         data,
            TallyJsonLiteral literal,
            GError         **error)
{
  char digit = (char) ('0' + (int) literal);

  g_assert_cmpint (literal, <=, TALLY_JSON_TRUE);
  add_token (data, 'l', &digit, 1);
  return TRUE;
}

/* Returns what was read, or NULL if it is no JSON. */
static char *
read_in_pieces (const guint8 *data,
                gsize         size,
                gsize         piece)
{
  static const TallyJsonHandler handler = {
    begin_cb, end_cb, begin_cb, end_cb, text_cb, text_cb, number_cb, literal_cb,
  };
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GError) error = NULL;
  Trace trace = { checksum, 0 };
  g_autoptr (TallyJsonStream) stream = tally_json_stream_new (&handler, &trace);
  gboolean good = TRUE;

  for (gsize at = 0; good && at < size; at += piece)
    good = tally_json_stream_feed (stream, (const char *) data + at, MIN (piece, size - at),
                                   &error);
  good = good && tally_json_stream_finish (stream, &error);
  g_assert_true (good == (error == NULL));
  if (!good)
    return NULL;
  g_assert_cmpuint (trace.depth, ==, 0);
  return g_strdup (g_checksum_get_string (checksum));
}

/* With so many blanks before it that the reader hands it to its parser in two. */
static char *
read_in_two (const guint8 *data,
             gsize         size)
{
  gsize cut = size > 0 ? size * data[size / 2] / 256 : 0;
  gsize n_blanks = PIECE_BYTES - cut % PIECE_BYTES;
  g_autofree guint8 *padded = g_malloc (n_blanks + size);

  memset (padded, ' ', n_blanks);
  if (size > 0)
    memcpy (padded + n_blanks, data, size);
  return read_in_pieces (padded, n_blanks + size, PIECE_BYTES);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autofree char *whole = read_in_pieces (data, size, MAX (size, 1));
  g_autofree char *bytewise = read_in_pieces (data, size, 1);
  g_autofree char *in_two = read_in_two (data, size);

  g_assert_cmpstr (bytewise, ==, whole);
  g_assert_cmpstr (in_two, ==, whole);
  return 0;
}
