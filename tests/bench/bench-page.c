/* bench-page.c
 *
 * A sheet page of 20,000 rows and 25 columns as the service writes it: from its bytes to typed lines,
 * and to rows alone, against bare yajl with empty callbacks and against json-glib's tree.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <json-glib/json-glib.h>

#include "tally-bench.h"
#include "tally-bench-yajl.h"
#include "tally-billing-line.h"
#include "tally-smartsheet-page.h"

#define N_ROWS 20000
#define N_COLUMNS 25
#define FIRST_COLUMN G_GINT64_CONSTANT (4583173393803140)

static void
append_cell (GString *page,
             guint    row,
             guint    column)
{
  g_string_append_printf (page, "%s{\"columnId\":%" G_GINT64_FORMAT ",", column > 0 ? "," : "",
                          FIRST_COLUMN + column * 7);
  if (column % 5 == 0)
    g_string_append_printf (page, "\"value\":%u.%02u,\"displayValue\":\"$%u.%02u\"}", row, column, row,
                            column);
  else if (column % 5 == 1)
    g_string_append (page, "\"value\":\"2026-11-24\"}");
  else if (column % 5 == 2)
    g_string_append (page, "\"value\":true}");
  else
    g_string_append_printf (page, "\"value\":\"Pole %u transfer\",\"displayValue\":\"Pole %u transfer\"}",
                            row, row);
}

static GString *
make_page (void)
{
  GString *page = g_string_new (NULL);

  g_string_append_printf (page, "{\"id\":4583173393803140,\"name\":\"S\",\"version\":7,"
                          "\"totalRowCount\":%u,\"columns\":[", N_ROWS);
  for (guint i = 0; i < N_COLUMNS; i++)
    g_string_append_printf (page, "%s{\"id\":%" G_GINT64_FORMAT ",\"index\":%u,\"title\":\"T\"}",
                            i > 0 ? "," : "", FIRST_COLUMN + i * 7, i);
  g_string_append (page, "],\"rows\":[");
  for (guint row = 0; row < N_ROWS; row++)
    {
      g_string_append_printf (page, "%s{\"id\":%" G_GINT64_FORMAT ",\"rowNumber\":%u,\"expanded\":true,"
                              "\"createdAt\":\"2026-11-24T15:00:00Z\",\"modifiedAt\":"
                              "\"2026-11-24T15:00:00Z\",\"cells\":[", row > 0 ? "," : "",
                              FIRST_COLUMN * 3 + row, row + 1);
      for (guint column = 0; column < N_COLUMNS; column++)
        append_cell (page, row, column);
      g_string_append (page, "]}");
    }
  g_string_append (page, "]}");
  return page;
}

static gboolean
sink_cb (const TallyRow  *row,
         gpointer         data,
         GError         **error)
{
  guint64 *n_bytes = data;

  for (guint i = 0; i < row->n_cells; i++)
    *n_bytes += row->cells[i].length;
  return TRUE;
}

typedef struct
{
  TallyBillingLineParser *parser; /* (owned) */
  guint                   n_billed;
} Lines;

static gboolean
line_cb (const TallyRow  *row,
         gpointer         data,
         GError         **error)
{
  Lines *self = data;
  TallyLine line;

  self->n_billed += tally_billing_parse_row (self->parser, row, &line) &&
                    line.reason == TALLY_REASON_ACCEPTED;
  return TRUE;
}

/* Each field is read from a column whose cells are of its type; seven columns are not asked for. */
static void
run_lines (TallyBench *bench)
{
  static const struct
  {
    TallyField field;
    guint      column;
  } places[] = {
    { TALLY_FIELD_WORK_REQUEST, 0 }, { TALLY_FIELD_FOREMAN, 3 }, { TALLY_FIELD_DEPT, 4 },
    { TALLY_FIELD_CUSTOMER, 8 }, { TALLY_FIELD_WORK_ORDER, 9 }, { TALLY_FIELD_AREA, 13 },
    { TALLY_FIELD_POLE, 14 }, { TALLY_FIELD_CU, 18 }, { TALLY_FIELD_WORK_TYPE, 19 },
    { TALLY_FIELD_CU_DESCRIPTION, 23 }, { TALLY_FIELD_UOM, 24 }, { TALLY_FIELD_SCOPE, 15 },
    { TALLY_FIELD_JOB, 20 }, { TALLY_FIELD_WEEK_ENDING, 1 }, { TALLY_FIELD_SNAPSHOT, 6 },
    { TALLY_FIELD_QUANTITY, 10 }, { TALLY_FIELD_PRICE, 5 }, { TALLY_FIELD_COMPLETED, 2 },
  };
  GString *text = make_page ();
  TallyField fields[G_N_ELEMENTS (places)];
  gint64 ids[G_N_ELEMENTS (places)];
  Lines lines = { NULL, 0 };
  g_autoptr (TallySmartsheetPage) page = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      fields[i] = places[i].field;
      ids[i] = FIRST_COLUMN + places[i].column * 7;
    }
  lines.parser = tally_billing_line_parser_new (1, fields, G_N_ELEMENTS (places));
  page = tally_smartsheet_page_new (ids, G_N_ELEMENTS (places), line_cb, &lines);
  tally_bench_start (bench);
  for (gsize at = 0; at < text->len; at += TALLY_BENCH_PIECE)
    g_assert_true (tally_smartsheet_page_feed (page, text->str + at,
                                               MIN (TALLY_BENCH_PIECE, text->len - at),
                                               NULL));
  g_assert_true (tally_smartsheet_page_finish (page, NULL));
  tally_bench_stop (bench, N_ROWS, text->len);
  g_assert_cmpuint (lines.n_billed, >, N_ROWS * 9 / 10);
  tally_billing_line_parser_free (lines.parser);
  g_string_free (text, TRUE);
}

static void
run_page (TallyBench *bench)
{
  GString *text = make_page ();
  gint64 ids[N_COLUMNS];
  guint64 n_bytes = 0;
  g_autoptr (TallySmartsheetPage) page = NULL;

  for (guint i = 0; i < N_COLUMNS; i++)
    ids[i] = FIRST_COLUMN + (N_COLUMNS - 1 - i) * 7;
  page = tally_smartsheet_page_new (ids, N_COLUMNS, sink_cb, &n_bytes);
  tally_bench_start (bench);
  for (gsize at = 0; at < text->len; at += TALLY_BENCH_PIECE)
    g_assert_true (tally_smartsheet_page_feed (page, text->str + at,
                                               MIN (TALLY_BENCH_PIECE, text->len - at),
                                               NULL));
  g_assert_true (tally_smartsheet_page_finish (page, NULL));
  tally_bench_stop (bench, N_ROWS, text->len);
  g_assert_cmpuint (tally_smartsheet_page_get_n_rows (page), ==, N_ROWS);
  g_string_free (text, TRUE);
}

static void
run_yajl (TallyBench *bench)
{
  GString *text = make_page ();

  tally_bench_start (bench);
  tally_bench_yajl_parse (text->str, text->len);
  tally_bench_stop (bench, N_ROWS, text->len);
  g_string_free (text, TRUE);
}

static void
run_json_glib (TallyBench *bench)
{
  GString *text = make_page ();
  g_autoptr (JsonParser) parser = json_parser_new ();

  tally_bench_start (bench);
  g_assert_true (json_parser_load_from_data (parser, text->str, (gssize) text->len, NULL));
  tally_bench_stop (bench, N_ROWS, text->len);
  g_string_free (text, TRUE);
}

int
main (int    argc,
      char **argv)
{
  static const TallyBenchVariant variants[] = {
    { "lines", run_lines },
    { "rows", run_page },
    { "bare-yajl", run_yajl },
    { "json-glib", run_json_glib },
  };

  return tally_bench_main (argc, argv, variants, G_N_ELEMENTS (variants));
}
