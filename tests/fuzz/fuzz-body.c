/* fuzz-body.c
 *
 * Bytes of a stored line → a line. What can be read is written again as bytes that read the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-body.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autofree guint8 *copy = g_memdup2 (data, size);
  g_autoptr (GByteArray) body = NULL;
  TallyLine line, again;

  if (!tally_store_body_read (copy, size, &line))
    return 0;
  body = g_byte_array_new ();
  tally_store_body_write (&line, body);
  g_assert_true (tally_store_body_read (body->data, body->len, &again));
  g_assert_true (tally_line_equal (&line, &again));
  g_assert_cmpstr (line.modified_by, ==, again.modified_by);
  return 0;
}
