/* bench-json.c
 *
 * A sheet page of 20,000 rows and 25 columns: our streaming reader against bare yajl with empty
 * callbacks and against json-glib's tree.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <json-glib/json-glib.h>

#include "tally-bench.h"
#include "tally-bench-yajl.h"
#include "tally-json-stream.h"

#define N_ROWS 20000
#define N_CELLS 25

static GString *
make_page (void)
{
  GString *page = g_string_new ("{\"id\":4583173393803140,\"version\":7,\"rows\":[");

  for (guint row = 0; row < N_ROWS; row++)
    {
      g_string_append_printf (page, "%s{\"id\":%u,\"rowNumber\":%u,\"cells\":[", row > 0 ? "," : "",
                              row + 1000, row + 1);
      for (guint cell = 0; cell < N_CELLS; cell++)
        {
          g_string_append_printf (page, "%s{\"columnId\":%u,", cell > 0 ? "," : "", cell + 7);
          if (cell % 2 == 0)
            g_string_append_printf (page, "\"value\":%u.%02u,\"displayValue\":\"$%u.%02u\"}", row,
                                    cell, row, cell);
          else
            g_string_append_printf (page, "\"value\":\"Pole %u transfer\"}", row);
        }
      g_string_append (page, "]}");
    }
  g_string_append (page, "]}");
  return page;
}

static gboolean
count_cb (gpointer data,
          GError **error)
{
  ++*(guint64 *) data;
  return TRUE;
}

static gboolean
count_text_cb (gpointer    data,
               const char *bytes,
               gsize       length,
               GError    **error)
{
  ++*(guint64 *) data;
  return TRUE;
}

static gboolean
count_literal_cb (gpointer         data,
                  TallyJsonLiteral literal,
                  GError         **error)
{
  ++*(guint64 *) data;
  return TRUE;
}

static void
run_stream (TallyBench *bench)
{
  static const TallyJsonHandler handler = {
    count_cb, count_cb, count_cb, count_cb, count_text_cb, count_text_cb, count_text_cb,
    count_literal_cb,
  };
  GString *page = make_page ();
  guint64 n_tokens = 0;
  g_autoptr (TallyJsonStream) stream = tally_json_stream_new (&handler, &n_tokens);

  tally_bench_start (bench);
  for (gsize at = 0; at < page->len; at += TALLY_BENCH_PIECE)
    g_assert_true (tally_json_stream_feed (stream, page->str + at,
                                           MIN (TALLY_BENCH_PIECE, page->len - at), NULL));
  g_assert_true (tally_json_stream_finish (stream, NULL));
  tally_bench_stop (bench, N_ROWS, page->len);
  g_string_free (page, TRUE);
}

static void
run_yajl (TallyBench *bench)
{
  GString *page = make_page ();

  tally_bench_start (bench);
  tally_bench_yajl_parse (page->str, page->len);
  tally_bench_stop (bench, N_ROWS, page->len);
  g_string_free (page, TRUE);
}

static void
run_json_glib (TallyBench *bench)
{
  GString *page = make_page ();
  g_autoptr (JsonParser) parser = json_parser_new ();

  tally_bench_start (bench);
  g_assert_true (json_parser_load_from_data (parser, page->str, (gssize) page->len, NULL));
  tally_bench_stop (bench, N_ROWS, page->len);
  g_string_free (page, TRUE);
}

int
main (int    argc,
      char **argv)
{
  static const TallyBenchVariant variants[] = {
    { "stream", run_stream },
    { "bare-yajl", run_yajl },
    { "json-glib", run_json_glib },
  };

  return tally_bench_main (argc, argv, variants, G_N_ELEMENTS (variants));
}
