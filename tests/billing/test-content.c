/* test-content.c
 *
 * What columns hold, weighed with what their titles say.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-billing-columns.h"
#include "tally-billing-content.h"

#include "tally-test.h"

#define WEEK "Weekly Reference Logged Date"
#define N_ROWS 30
#define MAX_COLUMNS 8

/* A column: 'd' date, 't' text, 'c' check box, and its title; and what its cells hold: values in
 * turns, parted by '|', each 'b' truth value, 'n' number, 't' text or '-' blank. */
typedef struct {
  const char *written;
  const char *cells;
} Made;

typedef struct {
  TallySheet     *sheet; /* (owned) */
  TallyColumnMap *map;   /* (owned) */
  GPtrArray      *rivals; /* (owned) */
  gboolean        has_moved;
} Weighed;

static void
weighed_clear (Weighed *self)
{
  tally_sheet_free (self->sheet);
  tally_column_map_free (self->map);
  g_ptr_array_unref (self->rivals);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Weighed, weighed_clear)

static TallySheet *
make_sheet (const Made *made)
{
  TallySheet *sheet = tally_sheet_new (5, "Billing");

  for (guint i = 0; made[i].written != NULL; i++)
    {
      TallyColumnType type = made[i].written[0] == 'd'   ? TALLY_COLUMN_DATE
                             : made[i].written[0] == 'c' ? TALLY_COLUMN_CHECKBOX
                                                         : TALLY_COLUMN_TEXT_NUMBER;
      g_ptr_array_add (sheet->columns, tally_column_new (100 + i, i, type, made[i].written + 1));
    }
  return sheet;
}

static void
set_cell (TallyCell  *cell,
          const char *value)
{
  *cell = (TallyCell) { .kind = TALLY_CELL_EMPTY, .text = "" };
  if (*value == '-')
    return;
  cell->kind = *value == 'b'   ? TALLY_CELL_BOOLEAN
               : *value == 'n' ? TALLY_CELL_NUMBER
                               : TALLY_CELL_TEXT;
  cell->text = value + 1;
  cell->length = (guint32) strlen (cell->text);
}

/* All columns are asked for, in sheet order. */
static TallyBillingSample *
make_sample (const Made *made,
             guint       n_rows)
{
  gint64 ids[MAX_COLUMNS] = { 0 };
  TallyCell cells[MAX_COLUMNS];
  char **values[MAX_COLUMNS];
  TallyRow row = { .cells = cells };
  TallyBillingSample *sample;

  for (; made[row.n_cells].written != NULL; row.n_cells++)
    {
      ids[row.n_cells] = 100 + row.n_cells;
      values[row.n_cells] = g_strsplit (made[row.n_cells].cells, "|", -1);
    }
  sample = tally_billing_sample_new (ids, row.n_cells);
  for (guint i = 0; i < n_rows; i++)
    {
      for (guint j = 0; j < row.n_cells; j++)
        set_cell (&cells[j], values[j][i % g_strv_length (values[j])]);
      tally_billing_sample_add (sample, &row);
    }
  for (guint j = 0; j < row.n_cells; j++)
    g_strfreev (values[j]);
  return sample;
}

static Weighed
weigh (const Made           *made,
       guint                 n_rows,
       const TallyColumnMap *previous)
{
  g_autoptr (TallyBillingSample) sample = make_sample (made, n_rows);
  g_autoptr (GError) error = NULL;
  Weighed weighed = { .sheet = make_sheet (made) };

  weighed.map = tally_billing_map_columns (weighed.sheet, previous, &error);
  g_assert_no_error (error);
  weighed.rivals = tally_billing_list_rivals (weighed.sheet, weighed.map);
  weighed.has_moved = tally_billing_weigh_content (weighed.map, weighed.rivals, previous, sample);
  for (guint i = 0; i < weighed.map->notes->len; i++)
    g_test_message ("%s", (const char *) weighed.map->notes->pdata[i]);
  return weighed;
}

static gboolean
has_note (const Weighed *weighed,
          const char    *part,
          const char    *other_part)
{
  for (guint i = 0; i < weighed->map->notes->len; i++)
    {
      const char *note = weighed->map->notes->pdata[i];
      if (strstr (note, part) != NULL && strstr (note, other_part) != NULL)
        return TRUE;
    }
  return FALSE;
}

static const Made usual[] = {
  { "d" WEEK, "t2025-07-13" },
  { "tWork Request #", "t89708709|n89708710|n8.9708711E7|t89708712.0" },
  { "tForeman", "tAl Smith|tBo Day|-" },
  { "tUnits Total Price", "t$1,234.50|n17.5|n12|t$0.00|t(5.00)|t#NO MATCH|-" },
  { "tQuantity", "n1|n2.5|t3 EA|-" },
  { "cUnits Completed?", "btrue|bfalse" },
  { "tPole #", "tP-17|n12|t12345678" },
  { NULL, NULL },
};

static void
test_usual (void)
{
  g_auto (Weighed) weighed = weigh (usual, N_ROWS, NULL);

  g_assert_false (weighed.has_moved);
  for (guint i = 0; i < TALLY_N_FIELDS; i++)
    if (weighed.map->matches[i].column_id != 0)
      {
        g_test_message ("%s", weighed.map->matches[i].title);
        g_assert_cmpuint (weighed.map->matches[i].confidence_percent, ==, 100);
      }
  g_assert_false (has_note (&weighed, "holds", ""));
}

/* Each title over cells of another kind: doubted and named, but still what is read. */
static void
test_contradictions (void)
{
  static const struct {
    TallyField  field;
    Made        column;
    const char *content;
  } cases[] = {
    { TALLY_FIELD_PRICE, { "tUnits Total Price", "t2025-07-08|t7/9/2025" }, "dates" },
    { TALLY_FIELD_PRICE, { "tUnits Total Price", "n89708709" }, "work requests" },
    { TALLY_FIELD_PRICE, { "tTotal Price", "tpending|tsee note|n5|tasked|tno idea|tlate" }, "text" },
    { TALLY_FIELD_QUANTITY, { "tQty", "btrue|bfalse" }, "yes and no" },
    { TALLY_FIELD_COMPLETED, { "cUnits Completed", "tAl|tBo" }, "text" },
    { TALLY_FIELD_COMPLETED, { "tUnits Completed?", "n3|n4" }, "numbers" },
    { TALLY_FIELD_WORK_REQUEST, { "tWork Request #", "n1234.5|t$7" }, "amounts" },
    { TALLY_FIELD_SNAPSHOT, { "dSnapshot Date", "tAl|tBo|n45886" }, "text" },
    { TALLY_FIELD_FOREMAN, { "tForeman", "t2025-07-08" }, "dates" },
    { TALLY_FIELD_CU_DESCRIPTION, { "tUnit Description", "bfalse" }, "yes and no" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Made made[] = { { "d" WEEK, "t2025-07-13" }, cases[i].column, { NULL, NULL } };
      g_auto (Weighed) weighed = weigh (made, N_ROWS, NULL);
      const TallyColumnMatch *match = &weighed.map->matches[cases[i].field];

      g_assert_false (weighed.has_moved);
      g_assert_cmpint (match->column_id, ==, 101);
      g_assert_cmpuint (match->confidence_percent, <, TALLY_BILLING_DOUBT_PERCENT);
      g_assert_true (has_note (&weighed, match->title, cases[i].content));
    }
}

/* Some cells of another kind lower the confidence; few cells say nothing. */
static void
test_shares (void)
{
  static const Made mixed[] = { { "d" WEEK, "t2025-07-13" },
                                { "tTotal Price", "n5.5|tasked|n6|n7|tasked" }, { NULL, NULL } };
  static const Made odd[] = { { "d" WEEK, "t2025-07-13" }, { "tTotal Price", "tasked" }, { NULL, NULL } };
  g_auto (Weighed) weighed = weigh (mixed, N_ROWS, NULL);
  g_auto (Weighed) few = weigh (odd, 2, NULL);

  g_assert_cmpuint (weighed.map->matches[TALLY_FIELD_PRICE].confidence_percent, ==, 97 * 60 / 100);
  g_assert_false (has_note (&weighed, "holds", ""));
  g_assert_cmpuint (few.map->matches[TALLY_FIELD_PRICE].confidence_percent, ==, 97);
}

/* The first of two in sheet order, unless it holds something else and the other one doesn't. */
static void
test_rivals (void)
{
  static const Made first_good[] = {
    { "d" WEEK, "t2025-07-13" }, { "tTotal Price", "n5.5" }, { "tUnits Total Price", "n6.5" }, { NULL, NULL } };
  static const Made first_bad[] = {
    { "d" WEEK, "t2025-07-13" }, { "tUnits Total Price", "t2025-07-08" }, { "tTotal Price", "n6.5" },
    { NULL, NULL } };
  static const Made both_bad[] = {
    { "d" WEEK, "t2025-07-13" }, { "tTotal Price", "t2025-07-08" }, { "tUnits Total Price", "tx" },
    { NULL, NULL } };
  static const Made first_empty[] = {
    { "d" WEEK, "t2025-07-13" }, { "tTotal Price", "-" }, { "tUnits Total Price", "n6.5" }, { NULL, NULL } };
  g_auto (Weighed) good = weigh (first_good, N_ROWS, NULL);
  g_auto (Weighed) bad = weigh (first_bad, N_ROWS, NULL);
  g_auto (Weighed) worst = weigh (both_bad, N_ROWS, NULL);
  g_auto (Weighed) empty = weigh (first_empty, N_ROWS, NULL);

  g_assert_false (good.has_moved);
  g_assert_cmpint (good.map->matches[TALLY_FIELD_PRICE].column_id, ==, 101);
  g_assert_true (has_note (&good, "both fit", "the first one is read"));
  g_assert_true (bad.has_moved);
  g_assert_cmpint (bad.map->matches[TALLY_FIELD_PRICE].column_id, ==, 102);
  g_assert_cmpuint (bad.map->matches[TALLY_FIELD_PRICE].confidence_percent, ==, 97);
  g_assert_true (has_note (&bad, "\"Units Total Price\" holds dates", "\"Total Price\" instead"));
  g_assert_false (has_note (&bad, "both fit", ""));
  g_assert_true (has_note (&bad, "Not used:", "\"Units Total Price\""));
  g_assert_false (has_note (&bad, "Not used:", "\"Total Price\""));
  g_assert_false (worst.has_moved);
  g_assert_cmpint (worst.map->matches[TALLY_FIELD_PRICE].column_id, ==, 101);
  g_assert_true (has_note (&worst, "holds dates", "check it"));
  g_assert_false (empty.has_moved);
  g_assert_cmpint (empty.map->matches[TALLY_FIELD_PRICE].column_id, ==, 101);
}

/* A guessed week is surer if weeks end on its days, and another one is taken if they don't. */
static void
test_weeks (void)
{
  static const Made sundays[] = { { "dWeek Ending Date", "t2025-07-13|t2025-07-20" }, { NULL, NULL } };
  static const Made weekdays[] = { { "dLogged Date", "t2025-07-08|t2025-07-09" }, { NULL, NULL } };
  static const Made two[] = { { "dLogged Date", "t2025-07-08|t2025-07-09" },
                              { "dWeek Ending Date", "t2025-07-13" }, { NULL, NULL } };
  static const Made exact[] = { { "t" WEEK, "tlate|tasked|tsoon" },
                                { "dLogged Date", "t2025-07-08" }, { NULL, NULL } };
  g_auto (Weighed) sure = weigh (sundays, N_ROWS, NULL);
  g_auto (Weighed) unsure = weigh (weekdays, N_ROWS, NULL);
  g_auto (Weighed) moved = weigh (two, N_ROWS, NULL);
  g_auto (Weighed) stays = weigh (exact, N_ROWS, NULL);

  g_assert_cmpuint (sure.map->matches[TALLY_FIELD_WEEK_ENDING].confidence_percent, ==, 80);
  g_assert_cmpuint (unsure.map->matches[TALLY_FIELD_WEEK_ENDING].confidence_percent, <,
                    TALLY_BILLING_DOUBT_PERCENT);
  g_assert_true (has_note (&unsure, "Logged Date", "no week ends"));
  g_assert_true (moved.has_moved);
  g_assert_cmpint (moved.map->matches[TALLY_FIELD_WEEK_ENDING].column_id, ==, 101);
  g_assert_false (has_note (&moved, "because of its type", ""));
  g_assert_false (stays.has_moved); /* weekdays are no better than text */
  g_assert_cmpint (stays.map->matches[TALLY_FIELD_WEEK_ENDING].column_id, ==, 100);
}

/* Titles that nobody knows: named by what they hold, never read. */
static void
test_unseen_titles (void)
{
  static const Made made[] = {
    { "d" WEEK, "t2025-07-13" }, { "tWR Number", "n89708709" }, { "tExtended Billing", "t$17.50|n3.25" },
    { "cDone in the field", "btrue|bfalse" }, { "tRemarks", "tnone|tlate" }, { "tSpan", "n12|n40" },
    { NULL, NULL } };
  g_auto (Weighed) weighed = weigh (made, N_ROWS, NULL);

  g_assert_false (weighed.has_moved);
  g_assert_cmpint (weighed.map->matches[TALLY_FIELD_PRICE].column_id, ==, 0);
  g_assert_true (has_note (&weighed, "\"WR Number\" holds", "\"Work Request #\""));
  g_assert_true (has_note (&weighed, "\"Extended Billing\" holds", "\"Units Total Price\""));
  g_assert_true (has_note (&weighed, "\"Done in the field\" holds", "\"Units Completed?\""));
  g_assert_false (has_note (&weighed, "\"Remarks\" holds", ""));
  g_assert_false (has_note (&weighed, "\"Span\" holds", ""));
}

/* Last time the second of two was read, as the first held dates; it still does, then no more. */
static void
test_drift (void)
{
  static const Made bad[] = {
    { "d" WEEK, "t2025-07-13" }, { "tUnits Total Price", "t2025-07-08" }, { "tTotal Price", "n6.5" },
    { NULL, NULL } };
  static const Made mended[] = {
    { "d" WEEK, "t2025-07-13" }, { "tUnits Total Price", "n7.5" }, { "tTotal Price", "n6.5" },
    { NULL, NULL } };
  g_auto (Weighed) first = weigh (bad, N_ROWS, NULL);
  g_auto (Weighed) again = weigh (bad, N_ROWS, first.map);
  g_auto (Weighed) then = weigh (mended, N_ROWS, again.map);
  g_auto (Weighed) back = weigh (bad, N_ROWS, then.map);

  g_assert_true (tally_column_map_equal (first.map, again.map));
  g_assert_false (has_note (&again, "is now read from", ""));
  g_assert_cmpint (then.map->matches[TALLY_FIELD_PRICE].column_id, ==, 101);
  g_assert_true (has_note (&then, "is now read from column \"Units Total Price\"", "instead of \"Total Price\""));
  g_assert_true (has_note (&back, "is now read from column \"Total Price\"", "instead of"));
}

static void
test_sample_begins_anew (void)
{
  static const Made made[] = { { "d" WEEK, "t2025-07-13" }, { "tTotal Price", "tx" }, { NULL, NULL } };
  g_autoptr (TallyBillingSample) sample = make_sample (made, TALLY_BILLING_SAMPLE_CELLS + 5);
  g_autoptr (TallySheet) sheet = make_sheet (made);
  g_autoptr (TallyColumnMap) map = tally_billing_map_columns (sheet, NULL, NULL);
  g_autoptr (GPtrArray) rivals = tally_billing_list_rivals (sheet, map);

  tally_billing_sample_clear (sample);
  g_assert_false (tally_billing_weigh_content (map, rivals, NULL, sample));
  g_assert_cmpuint (map->matches[TALLY_FIELD_PRICE].confidence_percent, ==, 97);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/billing/content/usual-columns-are-certain", test_usual);
  g_test_add_func ("/billing/content/contradictions-are-doubted-and-named", test_contradictions);
  g_test_add_func ("/billing/content/confidence-is-the-share", test_shares);
  g_test_add_func ("/billing/content/the-first-of-two-unless-it-holds-something-else", test_rivals);
  g_test_add_func ("/billing/content/weeks-end-on-sundays", test_weeks);
  g_test_add_func ("/billing/content/unseen-titles-are-suggested-never-read", test_unseen_titles);
  g_test_add_func ("/billing/content/drift-between-two", test_drift);
  g_test_add_func ("/billing/content/a-sample-begins-anew", test_sample_begins_anew);
  return g_test_run ();
}
