/* tally-sandbox-seed-mess.c
 *
 * What is wrong with real rows, each kind with its share and with what it means for billing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-seed-private.h"

#include "tally-sandbox-seed-forms.h"

#define MAX_SPELLINGS 5
#define LONG_TEXT_LENGTH 4000
#define NBSP "\302\240"

/* A cell that holds something else; its other cells stay. "" = an empty cell. */
typedef struct
{
  const char        *id;
  guint              weight; /* rows of 10,000 */
  TallySandboxField  field;
  const char        *reason; /* (nullable) */
  guint              issue;
  const char        *spellings[MAX_SPELLINGS]; /* JSON */
} Plain;

static const Plain plain[] = {
  { "no-work-request", 30, TALLY_SANDBOX_FIELD_WORK_REQUEST, "missing_work_request", 0,
    { "", "\"   \"", "\"" NBSP "\"" } },
  { "error-work-request", 5, TALLY_SANDBOX_FIELD_WORK_REQUEST, "invalid_work_request", 0,
    { "\"#REF!\"", "\"#NO MATCH\"", "\"#UNPARSEABLE\"" } },
  { "no-week", 30, TALLY_SANDBOX_FIELD_WEEK, "missing_weekly_reference_logged_date", 0, { "" } },
  { "bad-week", 15, TALLY_SANDBOX_FIELD_WEEK, "invalid_week_ending", 0,
    { "\"next week\"", "\"2025-02-30\"", "\"13/45/25\"", "\"12\"", "\"Sunday\"" } },
  { "no-price", 60, TALLY_SANDBOX_FIELD_PRICE, "price_missing_or_zero", 0,
    { "", "0", "\"$0.00\"", "\"\"", "\"TBD\"" } },
  { "error-price", 10, TALLY_SANDBOX_FIELD_PRICE, "price_missing_or_zero", 0,
    { "\"#NO MATCH\"", "\"#REF!\"", "\"#INVALID OPERATION\"" } },
  { "negative-price", 10, TALLY_SANDBOX_FIELD_PRICE, "negative_price", 0,
    { "-50.25", "\"-$50\"", "\"$-50\"", "-1200" } },
  { "parenthesised-price", 8, TALLY_SANDBOX_FIELD_PRICE, "negative_price", 0,
    { "\"(100.00)\"", "\"($1,234.50)\"" } },
  { "european-price", 6, TALLY_SANDBOX_FIELD_PRICE, "foreign_price_format", 0,
    { "\"1.234,56\"", "\"$1.234,56\"" } },
  { "euro-price", 4, TALLY_SANDBOX_FIELD_PRICE, "foreign_price_format", 0,
    { "\"€5\"", "\"€125.40\"" } },
  { "not-finite-price", 3, TALLY_SANDBOX_FIELD_PRICE, "price_not_finite", 0,
    { "\"inf\"", "\"nan\"" } },
  { "huge-price", 3, TALLY_SANDBOX_FIELD_PRICE, "price_out_of_range", 0,
    { "5000000000", "1e15" } },
  { "no-match-unit", 10, TALLY_SANDBOX_FIELD_CU, "cu_no_match", 0, { "\"#NO MATCH\"" } },
  { "blank-snapshot", 40, TALLY_SANDBOX_FIELD_SNAPSHOT, NULL, TALLY_SANDBOX_ISSUE_NO_SNAPSHOT,
    { "" } },
  { "bad-snapshot", 10, TALLY_SANDBOX_FIELD_SNAPSHOT, NULL, TALLY_SANDBOX_ISSUE_BAD_SNAPSHOT,
    { "\"see photo\"", "\"2025-02-30\"" } },
  { "no-quantity", 15, TALLY_SANDBOX_FIELD_QUANTITY, NULL, TALLY_SANDBOX_ISSUE_NO_QUANTITY,
    { "" } },
  { "bad-quantity", 10, TALLY_SANDBOX_FIELD_QUANTITY, NULL, TALLY_SANDBOX_ISSUE_BAD_QUANTITY,
    { "\"x\"", "\"two\"", "\"(3)\"" } },
  { "zero-quantity", 8, TALLY_SANDBOX_FIELD_QUANTITY, NULL,
    TALLY_SANDBOX_ISSUE_NOT_POSITIVE_QUANTITY, { "0", "-2", "\"0\"" } },
  { "no-foreman", 25, TALLY_SANDBOX_FIELD_FOREMAN, NULL, TALLY_SANDBOX_ISSUE_NO_FOREMAN, { "" } },
  { "numeric-foreman", 8, TALLY_SANDBOX_FIELD_FOREMAN, NULL, 0, { "4711", "12345.0" } },
  { "no-unit", 8, TALLY_SANDBOX_FIELD_CU, NULL, TALLY_SANDBOX_ISSUE_NO_CU, { "" } },
  { "formula-text", 8, TALLY_SANDBOX_FIELD_DESCRIPTION, NULL, 0,
    { "\"=1+1\"", "\"+cmd|' /C calc'!A0\"", "\"@SUM(1,2)\"", "\"-2+3\"" } },
  { "error-text", 8, TALLY_SANDBOX_FIELD_DESCRIPTION, NULL, 0, { "\"#REF!\"" } },
  { "emoji", 8, TALLY_SANDBOX_FIELD_DESCRIPTION, NULL, 0,
    { "\"⚡ hot line 🚧\"", "\"caja señalizada 👷🏽\"" } },
  { "control-characters", 5, TALLY_SANDBOX_FIELD_DESCRIPTION, NULL, 0,
    { "\"line one\\nline two\\ttab\\u0007bell\"" } },
  { "number-as-text", 20, TALLY_SANDBOX_FIELD_DEPT, NULL, 0, { "\"500\"", "\" 0700 \"" } },
};

typedef gboolean (*MessFunc) (TallySandboxSeeder *self,
                              TallySandboxDraft  *draft);

static void
set_price (TallySandboxDraft        *draft,
           const TallySandboxLexeme *value)
{
  draft->value[TALLY_SANDBOX_FIELD_PRICE] = value;
  draft->display[TALLY_SANDBOX_FIELD_PRICE] = NULL;
}

/* Not done yet: mostly without a snapshot, sometimes with everything else that billing wants. */
static gboolean
leave_unfinished (TallySandboxSeeder *self,
                  TallySandboxDraft  *draft)
{
  static const char *const texts[] = { "No", "0", "x", "" };
  const TallySandboxColumn *column = self->columns.columns[TALLY_SANDBOX_FIELD_COMPLETED];
  guint roll = tally_sandbox_seed_below (self, 4);

  if (strcmp (column->type, "CHECKBOX") != 0)
    draft->value[TALLY_SANDBOX_FIELD_COMPLETED] = tally_sandbox_seed_text (self, "%s", texts[roll]);
  else
    draft->value[TALLY_SANDBOX_FIELD_COMPLETED] =
      roll == 0 ? NULL : tally_sandbox_pool_boolean (self->world->pool, FALSE);
  if (tally_sandbox_seed_below (self, 5) < 3)
    draft->value[TALLY_SANDBOX_FIELD_SNAPSHOT] = NULL;
  if (tally_sandbox_seed_below (self, 4) == 0)
    set_price (draft, NULL);
  draft->reason = "units_not_completed";
  return TRUE;
}

static gboolean
write_price_as_text (TallySandboxSeeder *self,
                     TallySandboxDraft  *draft)
{
  guint dollars = (guint) (draft->cents / 100);
  guint cents = (guint) (draft->cents % 100);

  switch (tally_sandbox_seed_below (self, 4))
    {
    case 0:
      set_price (draft, tally_sandbox_seed_text (self, " $ %u.%02u ", dollars, cents));
      break;
    case 1:
      set_price (draft, tally_sandbox_seed_text (self, "+%u.%02u", dollars, cents));
      break;
    case 2:
      set_price (draft, tally_sandbox_seed_text (self, NBSP "%u.%02u", dollars, cents));
      break;
    default:
      set_price (draft, tally_sandbox_seed_dollars (self, draft->cents));
      break;
    }
  return TRUE;
}

/* What a formula of binary floating-point numbers leaves: the seventeenth digit is off. */
static gboolean
add_float_noise (TallySandboxSeeder *self,
                 TallySandboxDraft  *draft)
{
  guint dollars = (guint) (draft->cents / 100);
  guint cents = (guint) (draft->cents % 100);
  guint n_digits = dollars >= 10000 ? 5 : dollars >= 1000 ? 4 : dollars >= 100 ? 3 : 2;
  const TallySandboxLexeme *dollar_text = draft->display[TALLY_SANDBOX_FIELD_PRICE];

  if (cents > 0 && tally_sandbox_seed_below (self, 2) == 0)
    set_price (draft, tally_sandbox_seed_number (self, "%u.%02u%.*s8", dollars, cents - 1,
                                                 (int) (14 - n_digits), "99999999999999"));
  else
    set_price (draft, tally_sandbox_seed_number (self, "%u.%02u%.*s1", dollars, cents,
                                                 (int) (14 - n_digits), "00000000000000"));
  draft->display[TALLY_SANDBOX_FIELD_PRICE] = dollar_text;
  return TRUE;
}

static gboolean
add_third_decimal (TallySandboxSeeder *self,
                   TallySandboxDraft  *draft)
{
  guint third = 1 + tally_sandbox_seed_below (self, 9);

  set_price (draft, tally_sandbox_seed_number (self, "%u.%02u%u", (guint) (draft->cents / 100),
                                               (guint) (draft->cents % 100), third));
  draft->cents += third >= 5;
  draft->issues |= TALLY_SANDBOX_ISSUE_ROUNDED_PRICE;
  return TRUE;
}

static gboolean
write_price_with_exponent (TallySandboxSeeder *self,
                           TallySandboxDraft  *draft)
{
  set_price (draft, tally_sandbox_seed_number (self, "%uE-2", (guint) draft->cents));
  return TRUE;
}

static gboolean
add_unit_to_quantity (TallySandboxSeeder *self,
                      TallySandboxDraft  *draft)
{
  g_autofree char *uom = tally_sandbox_lexeme_dup_text (draft->unit->uom);

  draft->value[TALLY_SANDBOX_FIELD_QUANTITY] = tally_sandbox_seed_text (self, "%u %s",
                                                                        draft->quantity, uom);
  return TRUE;
}

static gboolean
is_cable (const TallySandboxUnit  *unit,
          const TallySandboxDraft *draft)
{
  return unit->typical_quantity >= 100 && unit->rate_cents[draft->era][draft->work] > 0;
}

/* Feet of cable come by the thousand. */
static gboolean
write_big_quantity (TallySandboxSeeder *self,
                    TallySandboxDraft  *draft)
{
  guint rest = tally_sandbox_seed_below (self, 1000);
  guint start = tally_sandbox_seed_below (self, self->units->len);
  const TallySandboxUnit *unit = draft->unit;

  for (guint i = 0; i < self->units->len && !is_cable (unit, draft); i++)
    unit = &g_array_index (self->units, TallySandboxUnit, (start + i) % self->units->len);
  if (!is_cable (unit, draft))
    return FALSE;
  draft->unit = unit;
  draft->value[TALLY_SANDBOX_FIELD_CU] = draft->unit->code;
  draft->value[TALLY_SANDBOX_FIELD_DESCRIPTION] = draft->unit->description;
  draft->value[TALLY_SANDBOX_FIELD_UOM] = draft->unit->uom;
  draft->quantity = 1000 + rest;
  draft->cents = draft->unit->rate_cents[draft->era][draft->work] * draft->quantity;
  draft->value[TALLY_SANDBOX_FIELD_QUANTITY] = tally_sandbox_seed_text (self, "1,%03u", rest);
  set_price (draft, tally_sandbox_seed_amount (self, draft->cents));
  return TRUE;
}

static gboolean
pad_work_request (TallySandboxSeeder *self,
                  TallySandboxDraft  *draft)
{
  static const char *const pads[][2] = { { " ", "" }, { NBSP, " " }, { "", NBSP }, { "\t", "  " } };
  guint i = tally_sandbox_seed_below (self, G_N_ELEMENTS (pads));

  draft->value[TALLY_SANDBOX_FIELD_WORK_REQUEST] =
    tally_sandbox_seed_text (self, "%s%s%s", pads[i][0], draft->work_request, pads[i][1]);
  return TRUE;
}

static gboolean
write_work_request_with_point (TallySandboxSeeder *self,
                               TallySandboxDraft  *draft)
{
  draft->value[TALLY_SANDBOX_FIELD_WORK_REQUEST] = tally_sandbox_seed_below (self, 2) == 0
    ? tally_sandbox_seed_text (self, "%s.0", draft->work_request)
    : tally_sandbox_seed_number (self, "%.1s.%sE7", draft->work_request, draft->work_request + 1);
  return TRUE;
}

/* Two neighbouring digits change places: the row is billed under the number that is there. */
static gboolean
swap_digits (TallySandboxSeeder *self,
             TallySandboxDraft  *draft)
{
  guint at = 2 + tally_sandbox_seed_below (self, 5);
  char digit = draft->work_request[at];

  draft->work_request[at] = draft->work_request[at + 1];
  draft->work_request[at + 1] = digit;
  draft->value[TALLY_SANDBOX_FIELD_WORK_REQUEST] = tally_sandbox_seed_text (self, "%s",
                                                                            draft->work_request);
  return TRUE;
}

/* Someone dragged the cell down, and the sheet counted on: this row and the next two. */
static gboolean
fill_down (TallySandboxSeeder *self,
           TallySandboxDraft  *draft)
{
  guint64 number = g_ascii_strtoull (draft->work_request, NULL, 10);

  if (self->n_fill_down == 0)
    self->n_fill_down = 3;
  number += 4 - self->n_fill_down;
  self->n_fill_down--;
  g_snprintf (draft->work_request, sizeof draft->work_request, "%u", (guint) number);
  draft->value[TALLY_SANDBOX_FIELD_WORK_REQUEST] = tally_sandbox_seed_number (self, "%u",
                                                                              (guint) number);
  return TRUE;
}

static gboolean
write_odd_work_request (TallySandboxSeeder *self,
                        TallySandboxDraft  *draft)
{
  static const char *const texts[] = { "Dcp 0371577", "PLA-DLOC", "19", "8977/691 B", "897769210" };
  const char *text = texts[tally_sandbox_seed_below (self, G_N_ELEMENTS (texts))];

  g_strlcpy (draft->work_request, text, sizeof draft->work_request);
  draft->value[TALLY_SANDBOX_FIELD_WORK_REQUEST] = tally_sandbox_seed_text (self, "%s", text);
  draft->issues |= TALLY_SANDBOX_ISSUE_ODD_WORK_REQUEST;
  return TRUE;
}

static gboolean
write_week_with_time (TallySandboxSeeder *self,
                      TallySandboxDraft  *draft)
{
  g_autofree char *day = tally_sandbox_lexeme_dup_text (tally_sandbox_seed_day (self, draft->week));

  draft->value[TALLY_SANDBOX_FIELD_WEEK] =
    tally_sandbox_seed_text (self, tally_sandbox_seed_below (self, 2) == 0 ? "%sT23:30:00Z"
                                                                           : "%sT14:30:00", day);
  return TRUE;
}

static gboolean
write_us_dates (TallySandboxSeeder *self,
                TallySandboxDraft  *draft)
{
  gboolean with_century = tally_sandbox_seed_below (self, 2) == 0;

  draft->value[TALLY_SANDBOX_FIELD_WEEK] = tally_sandbox_seed_us_day (self, draft->week,
                                                                      with_century);
  draft->value[TALLY_SANDBOX_FIELD_SNAPSHOT] = tally_sandbox_seed_us_day (self, draft->snapshot,
                                                                          !with_century);
  return TRUE;
}

static gboolean
end_week_early (TallySandboxSeeder *self,
                TallySandboxDraft  *draft)
{
  draft->week -= 1 + tally_sandbox_seed_below (self, 3);
  draft->snapshot = draft->week - 1;
  draft->value[TALLY_SANDBOX_FIELD_WEEK] = tally_sandbox_seed_day (self, draft->week);
  draft->value[TALLY_SANDBOX_FIELD_SNAPSHOT] = tally_sandbox_seed_day (self, draft->snapshot);
  draft->issues |= TALLY_SANDBOX_ISSUE_IRREGULAR_WEEK;
  tally_sandbox_seed_reprice (self, draft);
  return TRUE;
}

static gboolean
leave_week (TallySandboxSeeder *self,
            TallySandboxDraft  *draft)
{
  draft->snapshot = draft->week - 7 - tally_sandbox_seed_below (self, 14);
  draft->value[TALLY_SANDBOX_FIELD_SNAPSHOT] = tally_sandbox_seed_day (self, draft->snapshot);
  draft->issues |= TALLY_SANDBOX_ISSUE_OUT_OF_WEEK;
  tally_sandbox_seed_reprice (self, draft);
  return TRUE;
}

static gboolean
move_week (TallySandboxSeeder *self,
           TallySandboxDraft  *draft)
{
  draft->first_week = draft->week - 7;
  draft->snapshot = draft->week - 4;
  draft->value[TALLY_SANDBOX_FIELD_WEEK] = tally_sandbox_seed_day (self, draft->week);
  draft->value[TALLY_SANDBOX_FIELD_SNAPSHOT] = tally_sandbox_seed_day (self, draft->snapshot);
  tally_sandbox_seed_reprice (self, draft);
  return TRUE;
}

static gboolean
write_long_text (TallySandboxSeeder *self,
                 TallySandboxDraft  *draft)
{
  g_autoptr (GString) text = g_string_sized_new (LONG_TEXT_LENGTH + 64);

  while (text->len < LONG_TEXT_LENGTH)
    g_string_append_printf (text, "per field note %u, reset span and retie; ",
                            tally_sandbox_seed_below (self, 1000));
  g_string_truncate (text, LONG_TEXT_LENGTH);
  draft->value[TALLY_SANDBOX_FIELD_DESCRIPTION] = tally_sandbox_pool_text (self->world->pool,
                                                                           text->str);
  return TRUE;
}

static gboolean
break_link (TallySandboxSeeder *self,
            TallySandboxDraft  *draft)
{
  draft->price_link = tally_sandbox_pool_json (self->world->pool,
    "{\"sheetId\":1000000000000001,\"rowId\":1000000000000002,\"columnId\":1000000000000003,"
    "\"sheetName\":\"Removed price book\",\"status\":\"BROKEN\"}", -1);
  draft->issues |= TALLY_SANDBOX_ISSUE_STALE_LINK;
  return TRUE;
}

static gboolean
keep_only_display (TallySandboxSeeder *self,
                   TallySandboxDraft  *draft)
{
  set_price (draft, NULL);
  draft->display[TALLY_SANDBOX_FIELD_PRICE] = tally_sandbox_seed_dollars (self, draft->cents);
  draft->issues |= TALLY_SANDBOX_ISSUE_DISPLAY_VALUE;
  return TRUE;
}

/* The quantity was corrected and the price did not follow. */
static gboolean
keep_stale_price (TallySandboxSeeder *self,
                  TallySandboxDraft  *draft)
{
  guint stale = draft->quantity * 2 + tally_sandbox_seed_below (self, 2);

  draft->cents = draft->unit->rate_cents[draft->era][draft->work] * stale;
  set_price (draft, tally_sandbox_seed_amount (self, draft->cents));
  draft->display[TALLY_SANDBOX_FIELD_PRICE] = tally_sandbox_seed_dollars (self, draft->cents);
  return TRUE;
}

static gboolean
write_heading (TallySandboxSeeder *self,
               TallySandboxDraft  *draft)
{
  const TallySandboxLexeme *request = draft->value[TALLY_SANDBOX_FIELD_WORK_REQUEST];

  memset (draft->value, 0, sizeof draft->value);
  memset (draft->display, 0, sizeof draft->display);
  draft->value[TALLY_SANDBOX_FIELD_WORK_REQUEST] = request;
  draft->value[TALLY_SANDBOX_FIELD_NOTES] = tally_sandbox_seed_text (self, "%s", "crew sheet");
  draft->reason = "missing_weekly_reference_logged_date";
  return TRUE;
}

static gboolean
leave_blank (TallySandboxSeeder *self,
             TallySandboxDraft  *draft)
{
  memset (draft->value, 0, sizeof draft->value);
  memset (draft->display, 0, sizeof draft->display);
  draft->is_blank = TRUE;
  return TRUE;
}

/* The same unit on the same pole again, mostly on another sheet: both rows are billed. */
static gboolean
repeat_unit (TallySandboxSeeder *self,
             TallySandboxDraft  *draft)
{
  const TallySandboxDraft *donor = self->donor.unit != NULL ? &self->donor : &self->next_donor;
  const TallySandboxLexeme *completed = draft->value[TALLY_SANDBOX_FIELD_COMPLETED];

  if (donor->unit == NULL)
    return FALSE;
  *draft = *donor;
  draft->value[TALLY_SANDBOX_FIELD_COMPLETED] = completed;
  return TRUE;
}

static const struct {
  const char *id;
  guint       weight; /* rows of 10,000 */
  MessFunc    apply;
} special[] = {
  { "unfinished", 600, leave_unfinished },
  { "text-price", 100, write_price_as_text },
  { "float-noise", 300, add_float_noise },
  { "third-decimal", 15, add_third_decimal },
  { "exponent-price", 5, write_price_with_exponent },
  { "quantity-with-unit", 40, add_unit_to_quantity },
  { "thousands-quantity", 4, write_big_quantity },
  { "padded-work-request", 40, pad_work_request },
  { "work-request-with-point", 40, write_work_request_with_point },
  { "swapped-digits", 2, swap_digits },
  { "fill-down", 1, fill_down },
  { "odd-work-request", 2, write_odd_work_request },
  { "week-with-time", 15, write_week_with_time },
  { "us-dates", 60, write_us_dates },
  { "irregular-week", 4, end_week_early },
  { "out-of-week", 30, leave_week },
  { "moved-week", 8, move_week },
  { "long-text", 3, write_long_text },
  { "broken-link", 10, break_link },
  { "display-value", 10, keep_only_display },
  { "stale-price", 6, keep_stale_price },
  { "heading-row", 25, write_heading },
  { "blank-row", 30, leave_blank },
  { "repeated-unit", 8, repeat_unit },
};

#define N_PLAIN G_N_ELEMENTS (plain)
#define N_KINDS (N_PLAIN + G_N_ELEMENTS (special))
#define ROWS_OF_WEIGHT 10000

static void
apply_plain (TallySandboxSeeder *self,
             TallySandboxDraft  *draft,
             const Plain        *kind)
{
  guint n = 1;
  const char *json;

  while (n < MAX_SPELLINGS && kind->spellings[n] != NULL)
    n++;
  json = kind->spellings[tally_sandbox_seed_below (self, n)];
  draft->value[kind->field] =
    json[0] == '\0' ? NULL : tally_sandbox_pool_json (self->world->pool, json, -1);
  draft->display[kind->field] = NULL;
  draft->reason = kind->reason;
  draft->issues |= kind->issue;
}

static void
apply_kind (TallySandboxSeeder *self,
            TallySandboxDraft  *draft,
            guint               kind)
{
  if (kind < N_PLAIN)
    {
      apply_plain (self, draft, &plain[kind]);
      draft->kind = plain[kind].id;
    }
  else if (special[kind - N_PLAIN].apply (self, draft))
    {
      draft->kind = special[kind - N_PLAIN].id;
    }
}

static guint
find_special (MessFunc apply)
{
  guint i = 0;

  while (special[i].apply != apply)
    i++;
  return (guint) N_PLAIN + i;
}

/* Each kind has one row of its own, evenly over the sheets; N_KINDS = it is no kind's turn. */
static guint
find_due_kind (TallySandboxSeeder *self)
{
  guint64 kind;

  if (self->n_rows_total < TALLY_SANDBOX_SEED_FULL_MESS_ROWS)
    return N_KINDS;
  kind = self->n_rows_done * (N_KINDS + 1) / self->n_rows_total;
  for (guint64 k = MAX (kind, 1); k <= kind + 1 && k <= N_KINDS; k++)
    if (self->n_rows_done == k * self->n_rows_total / (N_KINDS + 1))
      return (guint) k - 1;
  return N_KINDS;
}

static guint
roll_kind (TallySandboxSeeder *self)
{
  guint roll = tally_sandbox_seed_below (self, ROWS_OF_WEIGHT * 1000);
  double limit = 0;

  for (guint i = 0; i < N_KINDS; i++)
    {
      limit += 1000 * self->options->mess_ratio *
               (i < N_PLAIN ? plain[i].weight : special[i - N_PLAIN].weight);
      if (roll < limit)
        return i;
    }
  return N_KINDS;
}

void
tally_sandbox_seed_mess_up (TallySandboxSeeder *self,
                            TallySandboxDraft  *draft)
{
  guint kind;

  if (self->options->mess_ratio <= 0)
    return;
  kind = find_due_kind (self);
  if (kind == N_KINDS && self->n_fill_down > 0)
    kind = find_special (fill_down);
  if (kind == N_KINDS)
    kind = roll_kind (self);
  if (kind < N_KINDS)
    apply_kind (self, draft, kind);
  else if (self->next_donor.unit == NULL)
    self->next_donor = *draft;
}
