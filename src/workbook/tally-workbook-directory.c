/* tally-workbook-directory.c
 *
 * Records and offsets as in the vendor's application note, 4.3.14 to 4.3.16; all little-endian.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-workbook-directory-private.h"

#include "tally-workbook-error.h"
#include "tally-workbook-grid.h"

#define MAX_COMMENT_BYTES 65535
#define END_BYTES 22       /* end of central directory record */
#define LOCATOR_BYTES 20   /* of zip64, right before it */
#define END64_BYTES 56     /* zip64 end of central directory record, wherever the locator says */
#define ELSEWHERE_16 0xffff
#define ELSEWHERE_32 0xffffffff

typedef struct {
  const guint8 *bytes;
  gsize         length;
} View;

/* The caller has checked that they are there. */
static guint64
read_number (const View *view,
             gsize       at,
             guint       n_bytes)
{
  guint64 number = 0;

  for (guint i = n_bytes; i > 0; i--)
    number = number << 8 | view->bytes[at + i - 1];
  return number;
}

static gboolean
has_mark (const View *view,
          gsize       at,
          guint8      third,
          guint8      fourth)
{
  const guint8 mark[] = { 'P', 'K', third, fourth };

  return memcmp (view->bytes + at, mark, sizeof mark) == 0;
}

static gboolean
fits (guint64 n_parts,
      guint64 n_bytes)
{
  return n_parts <= TALLY_WORKBOOK_MAX_PARTS && n_bytes <= TALLY_WORKBOOK_MAX_DIRECTORY_BYTES;
}

/* @at: of a locator, whose record may lie anywhere. */
static gboolean
check_zip64 (const View *view,
             gsize       at)
{
  guint64 place = read_number (view, at + 8, 8);

  if (view->length < END64_BYTES || place > view->length - END64_BYTES
      || !has_mark (view, (gsize) place, 6, 6))
    return TRUE; /* leads nowhere, for libzip too */
  return fits (read_number (view, (gsize) place + 24, 8), read_number (view, (gsize) place + 40, 8))
         && fits (read_number (view, (gsize) place + 32, 8), 0);
}

/* @at: of an end record. */
static gboolean
check_end (const View *view,
           gsize       at)
{
  guint64 n_parts_here = read_number (view, at + 8, 2);
  guint64 n_parts = read_number (view, at + 10, 2);
  guint64 size = read_number (view, at + 12, 4);
  guint64 offset = read_number (view, at + 16, 4);

  if (at >= LOCATOR_BYTES && has_mark (view, at - LOCATOR_BYTES, 6, 7))
    {
      if (!check_zip64 (view, at - LOCATOR_BYTES))
        return FALSE;
      if (n_parts == ELSEWHERE_16 || size == ELSEWHERE_32)
        return TRUE;
    }
  if (offset + size > at)
    return TRUE; /* no directory before this record: a part's bytes look like one */
  return fits (MAX (n_parts, n_parts_here), size);
}

/* Returns whether there is an end record at @inout_at or behind it, and where. */
static gboolean
find_end (const View *view,
          gsize      *inout_at)
{
  const guint8 *last = view->bytes + view->length - END_BYTES;
  const guint8 *p = view->bytes + *inout_at;

  while (p <= last && (p = memchr (p, 'P', (gsize) (last - p) + 1)) != NULL)
    {
      *inout_at = (gsize) (p - view->bytes);
      if (has_mark (view, *inout_at, 5, 6))
        return TRUE;
      p++;
    }
  return FALSE;
}

gboolean
tally_workbook_directory_check (GBytes  *data,
                                GError **error)
{
  View view;
  gsize at;

  g_return_val_if_fail (data != NULL, FALSE);
  view.bytes = g_bytes_get_data (data, &view.length);
  if (view.length < END_BYTES)
    return TRUE;
  at = view.length - MIN (view.length, END_BYTES + MAX_COMMENT_BYTES);
  for (; find_end (&view, &at); at++)
    if (!check_end (&view, at))
      {
        g_set_error (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_LIMIT,
                     "the file has more than %d parts, or a directory of more than %d bytes",
                     TALLY_WORKBOOK_MAX_PARTS, TALLY_WORKBOOK_MAX_DIRECTORY_BYTES);
        return FALSE;
      }
  return TRUE;
}
