/* tally-test-seeded-errors.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-seeded.h"

#include "tally-audit-histories.h"
#include "tally-test-seeded-private.h"

#define LIMIT_CENTS 500000
#define HABIT_LINES 8
#define WEEKEND_LINES 10

static TallyLine *
get_line (TallyTestWorld *self,
          guint           index)
{
  return &g_array_index (self->lines, TallyLine, index);
}

static guint
get_work (const TallyLine *line)
{
  return (guint) tally_work_kind_parse (line->text[TALLY_FIELD_WORK_TYPE]) - TALLY_WORK_INSTALL;
}

static gint64
get_quantity (const TallyLine *line)
{
  gint64 quantity = 0;

  g_assert_true (tally_decimal_scale (line->quantity, 0, &quantity));
  return quantity;
}

static gboolean
is_rated (TallyTestWorld  *self,
          const TallyLine *line)
{
  const TallyTestUnit *unit = tally_test_world_get_unit (self, line);

  return unit != NULL && unit->rates[0] != 0 && line->price_cents > 5000;
}

static gboolean
is_rated_and_billed (TallyTestWorld  *self,
                     const TallyLine *line)
{
  return is_rated (self, line) && tally_test_world_is_billed (self, line);
}

static TallyMoney
get_difference (TallyMoney a,
                TallyMoney b)
{
  return ABS (a - b);
}

/* --- prices ------------------------------------------------------------------------------------- */

static TallyMoney
get_wrong_price (TallyTestWorld  *self,
                 TallyTestError   kind,
                 const TallyLine *line)
{
  const TallyTestUnit *unit = tally_test_world_get_unit (self, line);
  gint64 quantity = get_quantity (line);
  guint work = get_work (line);

  if (kind == TALLY_TEST_WRONG_WORK)
    return unit->rates[(work + 1 + tally_random_below (self->random, 2)) % 3] * quantity;
  if (kind == TALLY_TEST_STALE_QUANTITY)
    return unit->rates[work] * (quantity + 1 + (gint64) tally_random_below (self->random, 2));
  if (kind == TALLY_TEST_DECIMAL)
    return line->price_cents * 10;
  return line->price_cents + line->price_cents * (7 + (gint64) tally_random_below (self->random, 40)) / 100 + 7;
}

/* Two neighbouring digits of the dollars changed places. */
static TallyMoney
transpose (TallyMoney cents)
{
  char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, cents);
  TallyMoney result = cents;

  for (guint i = 0; digits[i + 1] != '\0' && result == cents; i++)
    if (digits[i] != digits[i + 1] && digits[i + 1] != '0')
      {
        char kept = digits[i];
        digits[i] = digits[i + 1];
        digits[i + 1] = kept;
        result = g_ascii_strtoll (digits, NULL, 10);
      }
  g_free (digits);
  return result;
}

static void
plant_price (TallyTestWorld *self,
             TallyTestError  kind)
{
  guint index;
  TallyLine *line;
  TallyMoney price;

  if (!tally_test_world_pick (self, is_rated, &index))
    return;
  line = get_line (self, index);
  price = kind == TALLY_TEST_TRANSPOSED ? transpose (line->price_cents) : get_wrong_price (self, kind, line);
  if (get_difference (price, line->price_cents) * 100 < line->price_cents * 2)
    return; /* within what is no error */
  tally_test_world_note (self, kind, line, get_difference (price, line->price_cents));
  line->price_cents = price;
}

static void
plant_unknown_cu (TallyTestWorld *self,
                  TallyTestError  kind)
{
  g_autofree char *cu = g_strdup_printf ("ZZ-%u", (guint) tally_random_below (self->random, 1000));
  guint index;
  TallyLine *line;

  if (!tally_test_world_pick (self, is_rated, &index))
    return;
  line = get_line (self, index);
  line->text[TALLY_FIELD_CU] = tally_audit_input_intern (self->made->input, cu);
  tally_test_world_note (self, kind, line, line->price_cents);
}

static void
plant_tenfold (TallyTestWorld *self,
               TallyTestError  kind)
{
  guint index;
  TallyLine *line;

  if (!tally_test_world_pick (self, is_rated, &index))
    return;
  line = get_line (self, index);
  tally_test_world_note (self, kind, line, line->price_cents * 9);
  line->quantity = tally_decimal_new (get_quantity (line) * 10, 0);
  line->price_cents *= 10;
}

/* --- duplicates --------------------------------------------------------------------------------- */

static void
plant_copy (TallyTestWorld *self,
            TallyTestError  kind)
{
  guint index, other;
  TallyLine copy;

  if (!tally_test_world_pick (self, is_rated, &index))
    return;
  copy = *get_line (self, index);
  if (kind != TALLY_TEST_TWIN)
    copy.sheet_id = copy.sheet_id % 3 + 1 == copy.sheet_id ? 2 : copy.sheet_id % 3 + 1;
  if (kind == TALLY_TEST_TWO_VARIANTS)
    {
      copy.variant = TALLY_VARIANT_HELPER;
      copy.identifier = "Helper Al";
    }
  other = tally_test_world_add (self, &copy);
  g_hash_table_add (self->taken, GUINT_TO_POINTER (other));
  tally_test_world_note (self, kind, get_line (self, other), copy.price_cents);
  tally_test_world_note (self, kind, get_line (self, index), 0);
}

/* One job that would need approval, as three lines that don't. */
static void
plant_split (TallyTestWorld *self,
             TallyTestError  kind)
{
  guint index;
  TallyLine part;
  const TallyTestUnit *unit;
  gint64 quantity;

  if (!tally_test_world_pick (self, is_rated, &index))
    return;
  part = *get_line (self, index);
  unit = tally_test_world_get_unit (self, &part);
  quantity = LIMIT_CENTS * 6 / 10 / unit->rates[get_work (&part)];
  for (guint i = 0; quantity > 0 && i < 3; i++)
    {
      guint added;
      part.quantity = tally_decimal_new (quantity - i, 0);
      part.price_cents = unit->rates[get_work (&part)] * (quantity - i);
      added = tally_test_world_add (self, &part);
      g_hash_table_add (self->taken, GUINT_TO_POINTER (added));
      tally_test_world_note (self, kind, get_line (self, added), i == 0 ? 3 * part.price_cents : 0);
    }
}

/* --- after billing ------------------------------------------------------------------------------ */

static void
add_change (TallyTestWorld  *self,
            TallyLineChange  change,
            const TallyLine *line)
{
  change.sheet_id = line->sheet_id;
  change.row_id = line->row_id;
  change.writer = tally_writer_of (change.written_by);
  change.is_attributed = TRUE;
  change.run_id = 1;
  change.noticed_utc_usec = change.written_utc_usec + G_TIME_SPAN_HOUR;
  tally_audit_input_add_change (self->made->input, &change);
}

static void
add_history (TallyTestWorld  *self,
             const TallyLine *line,
             TallyField       field)
{
  const TallyAuditHistory history = { line->sheet_id, line->row_id, field, self->made->policy.now_utc_usec };

  tally_audit_histories_add (self->made->input, &history);
}

static void
plant_moved (TallyTestWorld *self,
             TallyTestError  kind)
{
  char old_week[TALLY_DAY_BUFFER_SIZE], new_week[TALLY_DAY_BUFFER_SIZE], old_day[TALLY_DAY_BUFFER_SIZE], new_day[TALLY_DAY_BUFFER_SIZE];
  gint64 when = tally_test_world_get_billed_time (self->last_week) - 2 * G_TIME_SPAN_DAY
                + (gint64) tally_random_below (self->random, 100000) * G_USEC_PER_SEC;
  guint index;
  TallyLine *line;

  if (!tally_test_world_pick (self, is_rated_and_billed, &index))
    return;
  line = get_line (self, index);
  tally_test_world_bill (self, line);
  g_hash_table_add (self->told, GUINT_TO_POINTER (index));
  tally_day_format_iso (line->week_ending, old_week, sizeof old_week);
  tally_day_format_iso (line->snapshot, old_day, sizeof old_day);
  line->week_ending = self->last_week;
  line->snapshot = self->last_week - 2;
  tally_day_format_iso (line->week_ending, new_week, sizeof new_week);
  tally_day_format_iso (line->snapshot, new_day, sizeof new_day);
  add_change (self, (TallyLineChange) { .kind = TALLY_LINE_CHANGE_FIELD, .field = TALLY_FIELD_SNAPSHOT,
    .written_by = "automation@smartsheet.com", .written_utc_usec = when, .old_value = old_day, .new_value = new_day }, line);
  add_change (self, (TallyLineChange) { .kind = TALLY_LINE_CHANGE_FIELD, .field = TALLY_FIELD_WEEK_ENDING,
    .written_by = "automation@smartsheet.com", .written_utc_usec = when + 6 * G_USEC_PER_SEC, .old_value = old_week, .new_value = new_week }, line);
  add_history (self, line, TALLY_FIELD_SNAPSHOT);
  add_history (self, line, TALLY_FIELD_WEEK_ENDING);
  add_history (self, line, TALLY_FIELD_COMPLETED);
  tally_test_world_note (self, kind, line, line->price_cents);
}

static void
plant_edited (TallyTestWorld *self,
              TallyTestError  kind)
{
  char old_price[TALLY_MONEY_BUFFER_SIZE], new_price[TALLY_MONEY_BUFFER_SIZE];
  g_autofree char *old_quantity = NULL;
  g_autofree char *new_quantity = NULL;
  guint index;
  TallyLine *line;
  gint64 quantity, when;
  TallyMoney rate;

  if (!tally_test_world_pick (self, is_rated_and_billed, &index))
    return;
  line = get_line (self, index);
  tally_test_world_bill (self, line);
  g_hash_table_add (self->told, GUINT_TO_POINTER (index));
  quantity = get_quantity (line);
  rate = line->price_cents / quantity;
  when = tally_test_world_get_billed_time (line->week_ending) + 2 * G_TIME_SPAN_DAY;
  old_quantity = g_strdup_printf ("%" G_GINT64_FORMAT, quantity);
  new_quantity = g_strdup_printf ("%" G_GINT64_FORMAT, quantity + 1);
  tally_money_format (line->price_cents, old_price, sizeof old_price);
  line->quantity = tally_decimal_new (quantity + 1, 0);
  line->price_cents = rate * (quantity + 1);
  tally_money_format (line->price_cents, new_price, sizeof new_price);
  add_change (self, (TallyLineChange) { .kind = TALLY_LINE_CHANGE_FIELD, .field = TALLY_FIELD_QUANTITY,
    .written_by = "pat@example.com", .written_utc_usec = when, .old_value = old_quantity, .new_value = new_quantity }, line);
  add_change (self, (TallyLineChange) { .kind = TALLY_LINE_CHANGE_FIELD, .field = TALLY_FIELD_PRICE,
    .written_by = "pat@example.com", .written_utc_usec = when + G_USEC_PER_SEC, .old_value = old_price, .new_value = new_price }, line);
  tally_test_world_note (self, kind, line, rate);
}

static void
plant_deleted (TallyTestWorld *self,
               TallyTestError  kind)
{
  guint index;
  const TallyLine *line;

  if (!tally_test_world_pick (self, is_rated_and_billed, &index))
    return;
  line = get_line (self, index);
  g_array_append_vals (self->gone, line, 1);
  g_hash_table_add (self->dropped, GUINT_TO_POINTER (index));
  add_change (self, (TallyLineChange) { .kind = TALLY_LINE_CHANGE_GONE, .field = TALLY_N_FIELDS, .written_by = "", .old_value = "",
    .new_value = "", .written_utc_usec = tally_test_world_get_billed_time (line->week_ending) + 3 * G_TIME_SPAN_DAY }, line);
  tally_test_world_note (self, kind, line, line->price_cents);
}

/* --- what is missing ---------------------------------------------------------------------------- */

static void
plant_ghost (TallyTestWorld *self,
             TallyTestError  kind)
{
  guint index;
  TallyLine *line;

  if (!tally_test_world_pick (self, is_rated, &index))
    return;
  line = get_line (self, index);
  line->snapshot = TALLY_DAY_NONE;
  line->text[TALLY_FIELD_POLE] = tally_audit_input_intern (self->made->input, "");
  line->text[TALLY_FIELD_FOREMAN] = line->text[TALLY_FIELD_POLE];
  line->issues |= TALLY_ISSUE_NO_SNAPSHOT | TALLY_ISSUE_NO_FOREMAN;
  tally_test_world_note (self, kind, line, line->price_cents);
}

static gboolean
is_old_and_rated (TallyTestWorld  *self,
                  const TallyLine *line)
{
  return is_rated (self, line) && line->week_ending + 28 < self->last_week;
}

static void
plant_unbilled (TallyTestWorld *self,
                TallyTestError  kind)
{
  guint index;
  TallyLine *line;

  if (!tally_test_world_pick (self, is_old_and_rated, &index))
    return;
  line = get_line (self, index);
  tally_test_world_note (self, kind, line, line->price_cents);
  line->price_cents = 0;
  line->reason = TALLY_REASON_NO_PRICE;
}

/* --- what is unusual ---------------------------------------------------------------------------- */

static gboolean
is_hourly (TallyTestWorld  *self,
           const TallyLine *line)
{
  const TallyTestUnit *unit = tally_test_world_get_unit (self, line);

  return unit != NULL && unit->rates[0] == 0;
}

/* A line of a unit that its crew bills again and again: less is no habit. */
static gboolean
is_of_habit (TallyTestWorld  *self,
             const TallyLine *line)
{
  guint n = 0;

  if (!is_hourly (self, line))
    return FALSE;
  for (guint i = 0; i < self->lines->len; i++)
    n += get_line (self, i)->text[TALLY_FIELD_CU] == line->text[TALLY_FIELD_CU]
         && get_line (self, i)->text[TALLY_FIELD_FOREMAN] == line->text[TALLY_FIELD_FOREMAN];
  return n >= HABIT_LINES;
}

/* All of one unit's lines of a crew are even hundreds. */
static void
plant_round (TallyTestWorld *self,
             TallyTestError  kind)
{
  guint index;
  const TallyLine *first;
  gboolean is_first = TRUE;

  if (!tally_test_world_pick (self, is_of_habit, &index))
    return;
  first = get_line (self, index);
  for (guint i = 0; i < self->lines->len; i++)
    {
      TallyLine *line = get_line (self, i);
      if (line->text[TALLY_FIELD_CU] != first->text[TALLY_FIELD_CU] || line->text[TALLY_FIELD_FOREMAN] != first->text[TALLY_FIELD_FOREMAN]
          || (i != index && !g_hash_table_add (self->taken, GUINT_TO_POINTER (i))))
        continue;
      line->price_cents = MAX (50000, (line->price_cents + 25000) / 50000 * 50000);
      tally_test_world_note (self, kind, line, is_first ? line->price_cents : 0);
      is_first = FALSE;
    }
}

/* Of a crew that has done much in its week. */
static gboolean
is_of_busy_crew (TallyTestWorld  *self,
                 const TallyLine *line)
{
  guint n = 0;

  for (guint i = 0; i < self->lines->len; i++)
    n += get_line (self, i)->text[TALLY_FIELD_FOREMAN] == line->text[TALLY_FIELD_FOREMAN] && get_line (self, i)->week_ending == line->week_ending;
  return n >= 2 * WEEKEND_LINES;
}

/* A crew whose work of a week was done on its Sunday. */
static void
plant_weekend (TallyTestWorld *self,
               TallyTestError  kind)
{
  guint index, n = 0;
  const TallyLine *first;

  if (!tally_test_world_pick (self, is_of_busy_crew, &index))
    return;
  first = get_line (self, index);
  for (guint i = 0; i < self->lines->len && n < WEEKEND_LINES; i++)
    {
      TallyLine *line = get_line (self, i);
      if (line->text[TALLY_FIELD_FOREMAN] != first->text[TALLY_FIELD_FOREMAN] || line->week_ending != first->week_ending
          || (i != index && !g_hash_table_add (self->taken, GUINT_TO_POINTER (i))))
        continue;
      line->snapshot = line->week_ending;
      tally_test_world_note (self, kind, line, n == 0 ? line->price_cents : 0);
      n++;
    }
}

void
tally_test_world_plant (TallyTestWorld *self)
{
  static const struct {
    void (*plant) (TallyTestWorld *self, TallyTestError kind);
    guint divisor; /* of these there are so many times fewer */
  } kinds[TALLY_N_TEST_ERRORS] = {
    [TALLY_TEST_WRONG_WORK] = { plant_price, 1 },
    [TALLY_TEST_STALE_QUANTITY] = { plant_price, 1 },
    [TALLY_TEST_DECIMAL] = { plant_price, 1 },
    [TALLY_TEST_TRANSPOSED] = { plant_price, 1 },
    [TALLY_TEST_WRONG_RATE] = { plant_price, 1 },
    [TALLY_TEST_UNKNOWN_CU] = { plant_unknown_cu, 1 },
    [TALLY_TEST_TWIN] = { plant_copy, 1 },
    [TALLY_TEST_OTHER_SHEET] = { plant_copy, 1 },
    [TALLY_TEST_TWO_VARIANTS] = { plant_copy, 1 },
    [TALLY_TEST_SPLIT] = { plant_split, 2 },
    [TALLY_TEST_MOVED] = { plant_moved, 1 },
    [TALLY_TEST_EDITED] = { plant_edited, 1 },
    [TALLY_TEST_DELETED] = { plant_deleted, 1 },
    [TALLY_TEST_GHOST] = { plant_ghost, 1 },
    [TALLY_TEST_UNBILLED] = { plant_unbilled, 1 },
    [TALLY_TEST_TENFOLD] = { plant_tenfold, 1 },
    [TALLY_TEST_ROUND] = { plant_round, 4 },
    [TALLY_TEST_WEEKEND] = { plant_weekend, 4 },
  };

  for (guint kind = 0; kind < TALLY_N_TEST_ERRORS; kind++)
    for (guint i = 0; i < MAX (1, self->n_errors / kinds[kind].divisor); i++)
      kinds[kind].plant (self, kind);
}
