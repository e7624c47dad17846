/* tally-billing-content.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-billing-content.h"

#include "tally-billing-column-notes.h"
#include "tally-billing-value.h"
#include "tally-number.h"
#include "tally-text.h"

#define MIN_CELLS 3           /* of fewer nothing is concluded */
#define GOOD_PERCENT 80       /* of the cells are of the right kind: the title is confirmed */
#define BAD_PERCENT 20        /* fewer are: the title is contradicted */
#define GUESS_PERCENT 60      /* what a map gives to a column found by type and words */
#define CONFIRMED_PERCENT 20  /* what content adds to that */
#define SUGGEST_CELLS 10      /* that a column must show before it is suggested */
#define WORK_REQUEST_DIGITS 8

/* What a cell looks like; each cell is of one kind. */
typedef enum {
  KIND_TRUTH,        /* a truth value, "yes", "checked" */
  KIND_WEEK_END,     /* a Sunday */
  KIND_DAY,          /* another day */
  KIND_WORK_REQUEST, /* eight digits */
  KIND_BIT,          /* 0 or 1 */
  KIND_AMOUNT,       /* "$5", "(5.00)", 1234.5 */
  KIND_NUMBER,       /* any other number, "2 EA" */
  KIND_TEXT,         /* anything else */
  N_KINDS,
} Kind;

static const char *const kind_names[N_KINDS] = {
  [KIND_TRUTH] = "yes and no", [KIND_WEEK_END] = "dates", [KIND_DAY] = "dates",
  [KIND_WORK_REQUEST] = "work requests", [KIND_BIT] = "0 and 1", [KIND_AMOUNT] = "amounts",
  [KIND_NUMBER] = "numbers", [KIND_TEXT] = "text",
};

typedef struct {
  gint64 column_id;
  guint  n_cells;
  guint  n_of[N_KINDS];
} Column;

struct _TallyBillingSample {
  guint   n_columns;
  guint   n_open; /* columns that have not shown enough */
  Column *columns; /* (owned) (array length=n_columns) */
};

/* --- the sample ------------------------------------------------------------------------------- */

TallyBillingSample *
tally_billing_sample_new (const gint64 *column_ids,
                          guint         n_columns)
{
  TallyBillingSample *self;

  g_return_val_if_fail (column_ids != NULL || n_columns == 0, NULL);
  self = g_new0 (TallyBillingSample, 1);
  self->n_columns = self->n_open = n_columns;
  self->columns = g_new0 (Column, n_columns);
  for (guint i = 0; i < n_columns; i++)
    self->columns[i].column_id = column_ids[i];
  return self;
}

void
tally_billing_sample_free (TallyBillingSample *self)
{
  if (self == NULL)
    return;
  g_free (self->columns);
  g_free (self);
}

void
tally_billing_sample_clear (TallyBillingSample *self)
{
  g_return_if_fail (self != NULL);
  for (guint i = 0; i < self->n_columns; i++)
    self->columns[i] = (Column) { .column_id = self->columns[i].column_id };
  self->n_open = self->n_columns;
}

static gboolean
is_word_of_truth (const char *text)
{
  static const char *const words[] = { "true", "false", "yes", "no", "checked", "unchecked" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (text, words[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_digits (const char *text)
{
  return text[strspn (text, "0123456789")] == '\0';
}

/* What is made of a number, or of a text that holds one. */
static Kind
get_kind_of_number (const char      *text,
                    const TallyCell *cell)
{
  TallyDecimal number;
  TallyReason reason;
  TallyMoney cents;
  gboolean rounded;

  if (is_digits (text) && strlen (text) == WORK_REQUEST_DIGITS)
    return KIND_WORK_REQUEST;
  if (tally_billing_parse_quantity (cell, &number) == TALLY_BILLING_VALUE_GOOD)
    {
      if (strcmp (text, "0") == 0 || strcmp (text, "1") == 0)
        return KIND_BIT;
      return strchr (text, '.') != NULL ? KIND_AMOUNT : KIND_NUMBER;
    }
  /* "$0.00" is no price, and yet an amount. */
  reason = tally_billing_parse_price (cell, &cents, &rounded);
  return *text == '$' || reason == TALLY_REASON_ACCEPTED || reason == TALLY_REASON_NEGATIVE_PRICE
             || reason == TALLY_REASON_HUGE_PRICE
           ? KIND_AMOUNT
           : KIND_TEXT;
}

static Kind
get_kind (const char      *text,
          const TallyCell *cell)
{
  TallyDay day;

  if (cell->kind == TALLY_CELL_BOOLEAN || is_word_of_truth (text))
    return KIND_TRUTH;
  /* "20250817" is a day to the parser, but rather a work request in a sheet. */
  if (cell->kind == TALLY_CELL_TEXT && !is_digits (text)
      && tally_billing_parse_day (cell, &day) == TALLY_BILLING_VALUE_GOOD)
    return tally_week_is_regular (day) ? KIND_WEEK_END : KIND_DAY;
  return get_kind_of_number (text, cell);
}

/* A number in its one form, "8.9708709E7" and "89708709.0" without a point. */
static char *
make_text (const TallyCell *cell)
{
  char *text = tally_text_normalise (cell->text, (gssize) cell->length);
  char buffer[TALLY_DECIMAL_BUFFER_SIZE];
  TallyDecimal number;

  if (!tally_decimal_parse (text, strlen (text), &number))
    return text;
  g_free (text);
  return g_strdup (tally_decimal_format (number, buffer, sizeof buffer));
}

static void
add_cell (Column          *column,
          const TallyCell *cell)
{
  g_autofree char *text = NULL;

  if (cell->kind == TALLY_CELL_EMPTY)
    return;
  text = make_text (cell);
  if (*text == '\0' || *text == '#')
    return;
  column->n_of[get_kind (text, cell)]++;
  column->n_cells++;
}

void
tally_billing_sample_add (TallyBillingSample *self,
                          const TallyRow     *row)
{
  g_return_if_fail (self != NULL && row != NULL);
  if (self->n_open == 0)
    return;
  for (guint i = 0; i < MIN (self->n_columns, row->n_cells); i++)
    {
      Column *column = &self->columns[i];

      if (column->n_cells == TALLY_BILLING_SAMPLE_CELLS)
        continue;
      add_cell (column, &row->cells[i]);
      if (column->n_cells == TALLY_BILLING_SAMPLE_CELLS)
        self->n_open--;
    }
}

/* --- what it says ----------------------------------------------------------------------------- */

#define BIT(kind) (1u << (kind))
#define NUMBERS (BIT (KIND_AMOUNT) | BIT (KIND_NUMBER) | BIT (KIND_BIT))
#define DAYS (BIT (KIND_WEEK_END) | BIT (KIND_DAY))
#define WORDS (~(DAYS | BIT (KIND_TRUTH))) /* any words, codes and numbers */

/* The kinds of cell that a field may hold, and those that only its column looks like; 0 = WORDS,
 * and nothing. */
static const struct {
  guint kinds;
  guint distinct;
} wanted[TALLY_N_FIELDS] = {
  [TALLY_FIELD_WEEK_ENDING] = { DAYS },
  [TALLY_FIELD_SNAPSHOT] = { DAYS },
  [TALLY_FIELD_QUANTITY] = { NUMBERS },
  [TALLY_FIELD_PRICE] = { NUMBERS, BIT (KIND_AMOUNT) },
  [TALLY_FIELD_COMPLETED] = { BIT (KIND_TRUTH) | BIT (KIND_BIT), BIT (KIND_TRUTH) },
  [TALLY_FIELD_WORK_REQUEST] = { WORDS & ~BIT (KIND_AMOUNT), BIT (KIND_WORK_REQUEST) },
};

static const Column *
find_column (const TallyBillingSample *self,
             gint64                    column_id)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (self->columns[i].column_id == column_id)
      return &self->columns[i];
  return NULL;
}

static guint
get_share (const Column *column,
           guint         kinds)
{
  guint n = 0;

  for (guint i = 0; i < N_KINDS; i++)
    n += (kinds & BIT (i)) != 0 ? column->n_of[i] : 0;
  return n * 100 / MAX (column->n_cells, 1);
}

static gboolean
is_telling (const Column *column)
{
  return column != NULL && column->n_cells >= MIN_CELLS;
}

/* The kind of most of its cells that are not of @kinds. */
static Kind
get_other_kind (const Column *column,
                guint         kinds)
{
  Kind other = KIND_TEXT;
  guint n = 0;

  for (guint i = 0; i < N_KINDS; i++)
    if ((kinds & BIT (i)) == 0 && column->n_of[i] > n)
      {
        other = (Kind) i;
        n = column->n_of[i];
      }
  return other;
}

/* A column found by type and words has to hold more than days: those on which weeks end. */
static guint
get_wanted_kinds (const TallyColumnMap *map,
                  TallyField            field)
{
  if (field == TALLY_FIELD_WEEK_ENDING && map->matches[field].confidence_percent <= GUESS_PERCENT)
    return BIT (KIND_WEEK_END);
  return wanted[field].kinds != 0 ? wanted[field].kinds : WORDS;
}

/* Whether the cells of a rival are what the field wants. A date column that is only guessed at
 * decides on which week a row is billed: it must show ends of weeks. */
static gboolean
is_better (const TallyBillingRival  *rival,
           guint                     kinds,
           const TallyBillingSample *sample)
{
  const Column *column = find_column (sample, rival->column_id);

  if (rival->field == TALLY_FIELD_WEEK_ENDING && rival->percent <= GUESS_PERCENT)
    kinds = BIT (KIND_WEEK_END);
  return rival->percent > 0 && is_telling (column) && get_share (column, kinds) >= GOOD_PERCENT;
}

static const TallyBillingRival *
find_better (GPtrArray                *rivals,
             TallyField                field,
             guint                     kinds,
             const TallyBillingSample *sample)
{
  for (guint i = 0; i < rivals->len; i++)
    {
      const TallyBillingRival *rival = rivals->pdata[i];

      if (rival->field == field && is_better (rival, kinds, sample))
        return rival;
    }
  return NULL;
}

static void
move_field (TallyColumnMap          *map,
            const TallyColumnMap    *previous,
            const TallyBillingRival *rival,
            const char              *content)
{
  TallyColumnMatch *match = &map->matches[rival->field];
  g_autofree char *title = g_strdup (match->title);
  const char *field = tally_field_get_title (rival->field);

  tally_billing_drop_note (map, TALLY_BILLING_NOTE_RIVAL, title, rival->title, field);
  tally_billing_drop_note (map, TALLY_BILLING_NOTE_GUESS, title, field);
  tally_billing_note_used (map, rival->title, title);
  tally_billing_unnote_drift (map, previous, rival->field);
  tally_column_map_set (map, rival->field, rival->column_id, rival->title, rival->percent);
  tally_billing_note_drift (map, previous, rival->field);
  tally_billing_add_note (map, "Column \"%s\" holds %s: \"%s\" is read from column \"%s\" instead; "
                          "rename the other.", title, content, field, rival->title);
}

/* Returns whether the field is read from another column now. */
static gboolean
weigh_field (TallyColumnMap           *map,
             GPtrArray                *rivals,
             const TallyColumnMap     *previous,
             const TallyBillingSample *sample,
             TallyField                field)
{
  TallyColumnMatch *match = &map->matches[field];
  const Column *column = find_column (sample, match->column_id);
  guint kinds = get_wanted_kinds (map, field);
  gboolean is_guess = kinds == BIT (KIND_WEEK_END);
  const TallyBillingRival *better;
  const char *content;
  guint share;

  if (match->column_id == 0 || !is_telling (column))
    return FALSE;
  share = get_share (column, kinds);
  if (share >= GOOD_PERCENT)
    {
      match->confidence_percent += is_guess ? CONFIRMED_PERCENT : 0;
      return FALSE;
    }
  content = kind_names[get_other_kind (column, kinds)];
  if (is_guess && get_share (column, DAYS) >= GOOD_PERCENT)
    content = "days on which no week ends";
  better = share < BAD_PERCENT ? find_better (rivals, field, kinds, sample) : NULL;
  if (better != NULL)
    {
      move_field (map, previous, better, content);
      return TRUE;
    }
  match->confidence_percent = MAX (match->confidence_percent * share / 100, 1);
  if (share < BAD_PERCENT)
    tally_billing_add_note (map, "Column \"%s\", read as \"%s\", holds %s: check it.", match->title,
                            tally_field_get_title (field), content);
  return FALSE;
}

static void
suggest (TallyColumnMap           *map,
         GPtrArray                *rivals,
         const TallyBillingSample *sample)
{
  for (guint i = 0; i < rivals->len; i++)
    {
      const TallyBillingRival *rival = rivals->pdata[i];
      const Column *column = find_column (sample, rival->column_id);

      if (map->matches[rival->field].column_id == 0 && column != NULL
          && column->n_cells >= SUGGEST_CELLS
          && get_share (column, wanted[rival->field].distinct) >= GOOD_PERCENT)
        tally_billing_add_note (map, "Column \"%s\" holds what \"%s\" would; rename it if that is "
                                "meant.", rival->title, tally_field_get_title (rival->field));
    }
}

gboolean
tally_billing_weigh_content (TallyColumnMap           *map,
                             GPtrArray                *rivals,
                             const TallyColumnMap     *previous,
                             const TallyBillingSample *sample)
{
  gboolean has_moved = FALSE;

  g_return_val_if_fail (map != NULL && rivals != NULL && sample != NULL, FALSE);
  for (guint i = 0; i < TALLY_N_FIELDS; i++)
    has_moved |= weigh_field (map, rivals, previous, sample, (TallyField) i);
  suggest (map, rivals, sample);
  return has_moved;
}
