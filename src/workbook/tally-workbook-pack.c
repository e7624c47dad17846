/* tally-workbook-pack.c
 *
 * Zip as in PKWARE's APPNOTE 4.3: entries, central directory, end. No dates, no extra fields.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-workbook-pack-private.h"

#include <zlib.h>

#include "tally-workbook-error.h"

#define LOCAL_SIGNATURE 0x04034b50u
#define CENTRAL_SIGNATURE 0x02014b50u
#define END_SIGNATURE 0x06054b50u
#define LOCAL_BYTES 30
#define CENTRAL_BYTES 46
#define END_BYTES 22
#define DOS_DATE 0x0021 /* 1980-01-01, the format's zero */
#define MAX_PART_BYTES (64 * 1024 * 1024) /* of a part that is patched: xl/workbook.xml */

typedef struct {
  const guint8 *data;
  gsize         size;
} View;

typedef struct {
  char         *name; /* (owned) */
  const guint8 *data;
  guint32       n_bytes;
  guint32       size_bytes;
  guint32       crc;
  guint16       method;
} Entry;

static guint32
get_number (const guint8 *p,
            guint         n_bytes)
{
  guint32 number = 0;

  for (guint i = n_bytes; i > 0; i--)
    number = number << 8 | p[i - 1];
  return number;
}

static void
put_number (GByteArray *out,
            guint32     number,
            guint       n_bytes)
{
  guint8 bytes[4] = { (guint8) number, (guint8) (number >> 8), (guint8) (number >> 16),
                      (guint8) (number >> 24) };

  g_byte_array_append (out, bytes, n_bytes);
}

static void
entry_clear (gpointer data)
{
  g_free (((Entry *) data)->name);
}

void
tally_workbook_part_init (TallyWorkbookPart *self,
                          GBytes            *data)
{
  gsize size = 0;
  const guint8 *bytes = g_bytes_get_data (data, &size);
  z_stream stream = { 0 };
  guint8 *out;
  gsize room;
  int status;

  g_assert (size < G_MAXUINT32);
  status = deflateInit2 (&stream, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  g_assert (status == Z_OK);
  room = deflateBound (&stream, (uLong) size);
  out = g_malloc (room);
  stream.next_in = (guint8 *) bytes;
  stream.avail_in = (uInt) size;
  stream.next_out = out;
  stream.avail_out = (uInt) room;
  status = deflate (&stream, Z_FINISH);
  g_assert (status == Z_STREAM_END);
  self->deflated = g_bytes_new_take (out, stream.total_out);
  self->size_bytes = (guint32) size;
  self->crc = (guint32) crc32 (0, bytes, (uInt) size);
  deflateEnd (&stream);
}

void
tally_workbook_part_clear (TallyWorkbookPart *self)
{
  g_clear_pointer (&self->deflated, g_bytes_unref);
}

static char *
inflate_entry (const Entry *entry)
{
  z_stream stream = { 0 };
  g_autofree char *text = NULL;
  int status;

  if (entry->method != Z_DEFLATED || entry->size_bytes > MAX_PART_BYTES
      || inflateInit2 (&stream, -MAX_WBITS) != Z_OK)
    return NULL;
  text = g_malloc (entry->size_bytes + 1);
  stream.next_in = (guint8 *) entry->data;
  stream.avail_in = entry->n_bytes;
  stream.next_out = (guint8 *) text;
  stream.avail_out = entry->size_bytes;
  status = inflate (&stream, Z_FINISH);
  inflateEnd (&stream);
  text[entry->size_bytes] = '\0';
  return status == Z_STREAM_END && stream.avail_out == 0 ? g_steal_pointer (&text) : NULL;
}

/* The library knows hidden sheets only, which anybody's "Unhide" shows. */
static gboolean
hide_well (const Entry       *entry,
           TallyWorkbookPart *out_part)
{
  g_autofree char *text = inflate_entry (entry);
  g_autoptr (GString) patched = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (text == NULL)
    return FALSE;
  patched = g_string_new (text);
  g_string_replace (patched, "state=\"hidden\"", "state=\"veryHidden\"", 1);
  bytes = g_bytes_new (patched->str, patched->len);
  tally_workbook_part_init (out_part, bytes);
  return TRUE;
}

static gboolean
read_entry (const View *book,
            gsize      *at,
            Entry      *out_entry)
{
  const guint8 *p = book->data + *at;
  gsize name_length;
  gsize local;
  gsize start;

  if (*at + CENTRAL_BYTES > book->size || get_number (p, 4) != CENTRAL_SIGNATURE)
    return FALSE;
  name_length = get_number (p + 28, 2);
  local = get_number (p + 42, 4);
  if (*at + CENTRAL_BYTES + name_length > book->size || local + LOCAL_BYTES > book->size)
    return FALSE;
  start = local + LOCAL_BYTES + get_number (book->data + local + 26, 2)
          + get_number (book->data + local + 28, 2);
  *out_entry = (Entry) {
    NULL, book->data + start, get_number (p + 20, 4), get_number (p + 24, 4),
    get_number (p + 16, 4), (guint16) get_number (p + 10, 2),
  };
  if (start + out_entry->n_bytes > book->size)
    return FALSE;
  out_entry->name = g_strndup ((const char *) p + CENTRAL_BYTES, name_length);
  *at += CENTRAL_BYTES + name_length + get_number (p + 30, 2) + get_number (p + 32, 2);
  return TRUE;
}

static GArray *
read_entries (const View *book)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  const guint8 *end = book->data + book->size - END_BYTES;
  gsize at;
  guint n_entries;

  g_array_set_clear_func (entries, entry_clear);
  if (book->size < END_BYTES || get_number (end, 4) != END_SIGNATURE)
    return NULL;
  n_entries = get_number (end + 10, 2);
  at = get_number (end + 16, 4);
  for (guint i = 0; i < n_entries; i++)
    {
      Entry entry = { NULL };

      if (!read_entry (book, &at, &entry))
        return NULL;
      g_array_append_val (entries, entry);
    }
  return g_steal_pointer (&entries);
}

/* What an entry's two headers have in common, from "version needed" on. */
static void
put_common (GByteArray  *out,
            const Entry *entry)
{
  put_number (out, 20, 2);
  put_number (out, 0, 2);
  put_number (out, entry->method, 2);
  put_number (out, 0, 2);
  put_number (out, DOS_DATE, 2);
  put_number (out, entry->crc, 4);
  put_number (out, entry->n_bytes, 4);
  put_number (out, entry->size_bytes, 4);
  put_number (out, (guint32) strlen (entry->name), 2);
  put_number (out, 0, 2);
}

static void
put_entry (GByteArray  *out,
           GByteArray  *directory,
           const Entry *entry)
{
  guint32 at = out->len;

  put_number (out, LOCAL_SIGNATURE, 4);
  put_common (out, entry);
  g_byte_array_append (out, (const guint8 *) entry->name, (guint) strlen (entry->name));
  g_byte_array_append (out, entry->data, entry->n_bytes);
  put_number (directory, CENTRAL_SIGNATURE, 4);
  put_number (directory, 20, 2);
  put_common (directory, entry);
  put_number (directory, 0, 4); /* comment, disk */
  put_number (directory, 0, 4); /* attributes */
  put_number (directory, 0, 2);
  put_number (directory, at, 4);
  g_byte_array_append (directory, (const guint8 *) entry->name, (guint) strlen (entry->name));
}

static void
put_end (GByteArray       *out,
         const GByteArray *directory,
         guint             n_entries)
{
  guint32 at = out->len;

  g_byte_array_append (out, directory->data, directory->len);
  put_number (out, END_SIGNATURE, 4);
  put_number (out, 0, 4);
  put_number (out, n_entries, 2);
  put_number (out, n_entries, 2);
  put_number (out, directory->len, 4);
  put_number (out, at, 4);
  put_number (out, 0, 2);
}

static void
take_part (Entry                   *entry,
           const TallyWorkbookPart *part)
{
  gsize size = 0;

  entry->data = g_bytes_get_data (part->deflated, &size);
  entry->n_bytes = (guint32) size;
  entry->size_bytes = part->size_bytes;
  entry->crc = part->crc;
  entry->method = Z_DEFLATED;
}

GByteArray *
tally_workbook_pack (GBytes                   *book,
                     const TallyWorkbookLogo  *logo,
                     GError                  **error)
{
  View view = { 0 };
  g_autoptr (GArray) entries = NULL;
  g_autoptr (GByteArray) out = NULL;
  g_autoptr (GByteArray) directory = g_byte_array_new ();
  g_auto (TallyWorkbookPart) workbook = { NULL };

  view.data = g_bytes_get_data (book, &view.size);
  entries = read_entries (&view);
  out = g_byte_array_sized_new ((guint) view.size + 1024
                                + (logo ? (guint) g_bytes_get_size (logo->part.deflated) : 0));
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      Entry *entry = &g_array_index (entries, Entry, i);

      if (logo != NULL && g_str_has_prefix (entry->name, "xl/media/"))
        take_part (entry, &logo->part);
      if (strcmp (entry->name, "xl/workbook.xml") == 0 && hide_well (entry, &workbook))
        take_part (entry, &workbook);
      put_entry (out, directory, entry);
    }
  if (workbook.deflated == NULL)
    {
      g_set_error_literal (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_FAILED,
                           "the spreadsheet library made no workbook");
      return NULL;
    }
  put_end (out, directory, entries->len);
  return g_steal_pointer (&out);
}
