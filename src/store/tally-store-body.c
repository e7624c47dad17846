/* tally-store-body.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-body.h"

/* Bytes of a 64-bit number in groups of seven bits. */
#define MAX_VARINT 10

/* What is left to be read; @failed once something was not as it must be. */
typedef struct {
  const guint8 *next;
  const guint8 *end;
  gboolean      failed;
} Reader;

static void
write_number (GByteArray *body,
              gint64      value)
{
  guint64 rest = ((guint64) value << 1) ^ (guint64) (value >> 63);
  guint8 bytes[MAX_VARINT];
  guint n = 0;

  do
    {
      bytes[n] = (guint8) (rest & 0x7f);
      rest >>= 7;
      bytes[n++] |= rest != 0 ? 0x80 : 0;
    }
  while (rest != 0);
  g_byte_array_append (body, bytes, n);
}

static void
write_text (GByteArray *body,
            const char *text)
{
  g_byte_array_append (body, (const guint8 *) text, (guint) strlen (text) + 1);
}

void
tally_store_body_write (const TallyLine *line,
                        GByteArray      *body)
{
  const guint8 version = TALLY_STORE_BODY_VERSION;

  g_return_if_fail (line != NULL && body != NULL);
  g_byte_array_append (body, &version, 1);
  write_number (body, line->sheet_id);
  write_number (body, line->row_id);
  write_number (body, line->reason);
  write_number (body, line->issues);
  write_number (body, line->week_ending);
  write_number (body, line->snapshot);
  write_number (body, line->quantity.coefficient);
  write_number (body, line->quantity.exponent);
  write_number (body, line->price_cents);
  write_number (body, line->completed != FALSE);
  write_number (body, line->variant);
  write_text (body, line->modified_by);
  write_text (body, line->identifier);
  write_text (body, line->detail);
  for (guint i = 0; i < TALLY_N_TEXT_FIELDS; i++)
    write_text (body, line->text[i]);
}

static gint64
read_number (Reader *reader)
{
  guint64 value = 0;

  for (guint i = 0; i < MAX_VARINT && reader->next < reader->end; i++)
    {
      guint8 byte = *reader->next++;
      value |= (guint64) (byte & 0x7f) << (7 * i);
      if ((byte & 0x80) == 0)
        return (gint64) (value >> 1) ^ -(gint64) (value & 1);
    }
  reader->failed = TRUE;
  return 0;
}

static gint64
read_range (Reader *reader,
            gint64  min,
            gint64  max)
{
  gint64 value = read_number (reader);

  if (value >= min && value <= max)
    return value;
  reader->failed = TRUE;
  return min;
}

static const char *
read_text (Reader *reader)
{
  const char *text = (const char *) reader->next;
  const guint8 *end = memchr (reader->next, '\0', (gsize) (reader->end - reader->next));

  if (end == NULL)
    {
      reader->failed = TRUE;
      return "";
    }
  reader->next = end + 1;
  return text;
}

gboolean
tally_store_body_read (gconstpointer  bytes,
                       gsize          size,
                       TallyLine     *out_line)
{
  Reader reader = { bytes, NULL, FALSE };

  g_return_val_if_fail (out_line != NULL, FALSE);
  if (bytes == NULL || size == 0 || *reader.next++ != TALLY_STORE_BODY_VERSION)
    return FALSE;
  reader.end = (const guint8 *) bytes + size;
  tally_line_clear (out_line);
  out_line->sheet_id = read_number (&reader);
  out_line->row_id = read_number (&reader);
  out_line->reason = (TallyReason) read_range (&reader, 0, TALLY_N_REASONS - 1);
  out_line->issues = (guint) read_range (&reader, 0, G_MAXUINT32);
  out_line->week_ending = (TallyDay) read_range (&reader, 0, G_MAXUINT32);
  out_line->snapshot = (TallyDay) read_range (&reader, 0, G_MAXUINT32);
  out_line->quantity.coefficient = read_number (&reader);
  out_line->quantity.exponent = (gint32) read_range (&reader, G_MININT32, G_MAXINT32);
  out_line->price_cents = read_number (&reader);
  out_line->completed = (gboolean) read_range (&reader, 0, 1);
  out_line->variant = (TallyVariant) read_range (&reader, 0, TALLY_N_VARIANTS - 1);
  out_line->modified_by = read_text (&reader);
  out_line->identifier = read_text (&reader);
  out_line->detail = read_text (&reader);
  for (guint i = 0; i < TALLY_N_TEXT_FIELDS; i++)
    out_line->text[i] = read_text (&reader);
  return !reader.failed && reader.next == reader.end;
}
