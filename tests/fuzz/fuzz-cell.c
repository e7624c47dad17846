/* fuzz-cell.c
 *
 * Any bytes as a cell of any kind in every column: a row is billed with all that a bill needs or
 * has a reason, and the same bytes always give the same line.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-billing-line.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
check_line (const TallyLine *line)
{
  g_assert_cmpint (line->reason, <, TALLY_N_REASONS);
  for (guint i = 0; i < TALLY_N_TEXT_FIELDS; i++)
    g_assert_true (g_utf8_validate (line->text[i], -1, NULL));
  if (line->reason != TALLY_REASON_ACCEPTED)
    return;
  g_assert_cmpint (line->price_cents, >, 0);
  g_assert_cmpint (line->price_cents, <=, TALLY_MONEY_MAX);
  g_assert_true (line->completed && line->week_ending != TALLY_DAY_NONE);
  g_assert_true (*line->text[TALLY_FIELD_WORK_REQUEST] != '\0');
}

/* Bytes up to each LF are a cell; the first one of them says its kind. */
static guint
cut_cells (char      *text,
           TallyCell  cells[TALLY_N_FIELDS])
{
  guint n = 0;

  for (char *at = text; at != NULL && n < TALLY_N_FIELDS; n++)
    {
      char *end = strchr (at, '\n');
      if (end != NULL)
        *end++ = '\0';
      cells[n] = (TallyCell) { .kind = TALLY_CELL_EMPTY, .text = "" };
      if (*at != '\0')
        {
          cells[n].kind = (TallyCellKind) (1 + (guint8) *at % 3);
          cells[n].text = g_utf8_next_char (at);
          cells[n].length = (guint32) strlen (cells[n].text);
        }
      at = end;
    }
  return n;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autofree char *raw = g_strndup ((const char *) data, size);
  g_autofree char *text = g_utf8_make_valid (raw, -1);
  TallyField fields[TALLY_N_FIELDS];
  TallyCell cells[TALLY_N_FIELDS];
  TallyRow row = { .row_id = 1, .row_number = 1, .n_cells = cut_cells (text, cells), .cells = cells };
  g_autoptr (TallyBillingLineParser) a = NULL;
  g_autoptr (TallyBillingLineParser) b = NULL;
  TallyLine line, again;

  for (guint i = 0; i < TALLY_N_FIELDS; i++)
    fields[i] = (TallyField) i;
  a = tally_billing_line_parser_new (5, fields, TALLY_N_FIELDS);
  b = tally_billing_line_parser_new (5, fields, TALLY_N_FIELDS);
  if (tally_billing_parse_row (a, &row, &line))
    {
      g_assert_true (tally_billing_parse_row (b, &row, &again));
      g_assert_true (tally_line_equal (&line, &again));
      check_line (&line);
    }
  return 0;
}
