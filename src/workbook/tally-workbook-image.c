/* tally-workbook-image.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-workbook-image-private.h"

#include <zlib.h>

/* Of a stored block of a deflate stream: RFC 1951, 3.2.4. */
#define MAX_BLOCK_BYTES 65535
#define BLOCK_HEAD_BYTES 5

struct _TallyWorkbookImage {
  GBytes  *stream;  /* (owned): a deflate stream */
  gsize    n_bytes; /* of the image */
  guint32  crc;     /* of the image */
};

/* PNG and JPEG are compressed in themselves: to look for what could be shorter takes time and finds
 * nothing. The part is a deflate stream all the same, because libzip takes that as it is, but adds
 * up each byte of a part that is stored. */
static GBytes *
wrap (const guint8 *data,
      gsize         length)
{
  gsize n_blocks = length / MAX_BLOCK_BYTES + 1;
  GByteArray *stream = g_byte_array_sized_new ((guint) (length + n_blocks * BLOCK_HEAD_BYTES));

  for (gsize at = 0; at < length; at += MAX_BLOCK_BYTES)
    {
      gsize n = MIN (length - at, MAX_BLOCK_BYTES);
      guint8 head[BLOCK_HEAD_BYTES];

      head[0] = at + n == length; /* the last one */
      head[1] = n & 0xff;
      head[2] = (guint8) (n >> 8);
      head[3] = (guint8) ~head[1];
      head[4] = (guint8) ~head[2];
      g_byte_array_append (stream, head, sizeof head);
      g_byte_array_append (stream, data + at, (guint) n);
    }
  return g_byte_array_free_to_bytes (stream);
}

TallyWorkbookImage *
tally_workbook_image_new (GBytes *image)
{
  TallyWorkbookImage *self = g_new0 (TallyWorkbookImage, 1);
  const guint8 *data = g_bytes_get_data (image, &self->n_bytes);

  self->stream = wrap (data, self->n_bytes);
  self->crc = (guint32) crc32_z (crc32_z (0, NULL, 0), data, self->n_bytes);
  return self;
}

void
tally_workbook_image_free (TallyWorkbookImage *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->stream, g_bytes_unref);
  g_free (self);
}

/* One reading of it. */
typedef struct {
  const TallyWorkbookImage *image; /* (borrowed) */
  gsize                     at;
} Reading;

static zip_int64_t
read_some (Reading     *self,
           void        *data,
           zip_uint64_t length)
{
  gsize size;
  const guint8 *stream = g_bytes_get_data (self->image->stream, &size);
  gsize n = MIN (size - self->at, length);

  memcpy (data, stream + self->at, n);
  self->at += n;
  return (zip_int64_t) n;
}

static zip_int64_t
tell (const Reading *self,
      zip_stat_t    *stat)
{
  zip_stat_init (stat);
  stat->size = self->image->n_bytes;
  stat->comp_size = g_bytes_get_size (self->image->stream);
  stat->comp_method = ZIP_CM_DEFLATE;
  stat->crc = self->image->crc;
  stat->valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_CRC;
  return sizeof *stat;
}

static zip_int64_t
source_cb (void             *user_data,
           void             *data,
           zip_uint64_t      length,
           zip_source_cmd_t  command)
{
  Reading *self = user_data;

  switch ((int) command)
    {
    case ZIP_SOURCE_OPEN:
      self->at = 0;
      return 0;
    case ZIP_SOURCE_READ:
      return read_some (self, data, length);
    case ZIP_SOURCE_STAT:
      return tell (self, data);
    case ZIP_SOURCE_SUPPORTS:
      return zip_source_make_command_bitmap (ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE,
                                             ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
    case ZIP_SOURCE_FREE:
      g_free (self);
      return 0;
    default: /* to close, and errors, of which there are none */
      return 0;
    }
}

zip_source_t *
tally_workbook_image_open_source (const TallyWorkbookImage *self,
                                  zip_t                    *archive)
{
  Reading *reading = g_new0 (Reading, 1);
  zip_source_t *source;

  reading->image = self;
  source = zip_source_function (archive, source_cb, reading);
  if (source == NULL)
    g_free (reading);
  return source;
}
