/* tally-bench-yajl.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-bench-yajl.h"

#include <yajl/yajl_parse.h>

static int
token_cb (void *data)
{
  ++*(guint64 *) data;
  return 1;
}

static int
boolean_cb (void *data,
            int   value)
{
  return token_cb (data);
}

static int
number_cb (void       *data,
           const char *bytes,
           size_t      length)
{
  return token_cb (data);
}

static int
text_cb (void                *data,
         const unsigned char *bytes,
         size_t               length)
{
  return token_cb (data);
}

guint64
tally_bench_yajl_parse (const char *text,
                        gsize       length)
{
  static const yajl_callbacks callbacks = {
    .yajl_null = token_cb,
    .yajl_boolean = boolean_cb,
    .yajl_number = number_cb,
    .yajl_string = text_cb,
    .yajl_start_map = token_cb,
    .yajl_map_key = text_cb,
    .yajl_end_map = token_cb,
    .yajl_start_array = token_cb,
    .yajl_end_array = token_cb,
  };
  guint64 n_tokens = 0;
  yajl_handle parser = yajl_alloc (&callbacks, NULL, &n_tokens);

  for (gsize at = 0; at < length; at += TALLY_BENCH_PIECE)
    g_assert_cmpint (yajl_parse (parser, (const unsigned char *) text + at,
                                 MIN (TALLY_BENCH_PIECE, length - at)), ==, yajl_status_ok);
  g_assert_cmpint (yajl_complete_parse (parser), ==, yajl_status_ok);
  yajl_free (parser);
  return n_tokens;
}
