/* tally-test-seeded.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-seeded.h"

#include <math.h>

#include "tally-test-seeded-private.h"

#define EPOCH 719163 /* 1970-01-01 as a TallyDay */
#define N_UNITS 320
#define N_HOURLY 6
#define N_WEEKS 26
#define LINES_OF_REQUEST 40
#define LINES_OF_SHEET 1200
#define N_CREWS 24
#define LINES_OF_ERROR 4000
#define MIN_ERRORS 4
#define MAX_ERRORS 20

static const char *const works[] = { "Install", "Removal", "Transfer" };

static const char *const ids[TALLY_N_TEST_ERRORS] = {
  "wrong-work", "stale-quantity", "decimal", "transposed", "wrong-rate", "unknown-cu", "twin", "other-sheet",
  "two-variants", "split", "moved", "edited", "deleted", "ghost", "unbilled", "tenfold", "round", "weekend",
};

const char *
tally_test_error_get_id (TallyTestError kind)
{
  return ids[kind];
}

gboolean
tally_test_error_is_statistical (TallyTestError kind)
{
  return kind == TALLY_TEST_TENFOLD || kind == TALLY_TEST_ROUND || kind == TALLY_TEST_WEEKEND;
}

/* Box and Muller 1958. */
static double
draw_normal (TallyRandom *random)
{
  double u = 1 - tally_random_ratio (random), v = tally_random_ratio (random);

  return sqrt (-2 * log (u)) * cos (2 * G_PI * v);
}

static void
unit_clear (TallyTestUnit *unit)
{
  g_free (unit->cu);
}

/* Most units are counted by the piece; wire goes by hundreds of feet; hours have no rate. */
static void
add_units (TallyTestWorld *self)
{
  for (guint i = 0; i < N_UNITS; i++)
    {
      gboolean is_hourly = i < N_HOURLY, is_long = !is_hourly && i % 9 == 0;
      TallyTestUnit unit = {
        .cu = g_strdup_printf (is_hourly ? "HR-%u" : "CU-%03u", i),
        .median = is_long ? 180 : 1.3 + tally_random_ratio (self->random),
        .spread = is_long ? 0.45 : 0.4,
      };
      double base = is_long ? 90 : exp (3.4 + 1.6 * tally_random_ratio (self->random)) * 100;
      for (guint j = 0; !is_hourly && j < 3; j++)
        unit.rates[j] = (TallyMoney) (base * (j == 0 ? 1 : j == 1 ? 0.37 : 0.71)) + 11 + (gint64) tally_random_below (self->random, 40);
      g_array_append_val (self->units, unit);
    }
}

static void
add_rates (TallyTestWorld *self)
{
  for (guint i = N_HOURLY; i < self->units->len; i++)
    for (guint j = 0; j < 3; j++)
      {
        const TallyTestUnit *unit = &g_array_index (self->units, TallyTestUnit, i);
        TallyRate rate = {
          .cu = unit->cu, .work = TALLY_WORK_INSTALL + j, .contract = "standard",
          .valid_from = self->last_week - 7 * N_WEEKS - 400, .rate = tally_decimal_new (unit->rates[j], -2),
          .place = "rates.csv",
        };
        g_assert_true (tally_rate_table_add (self->made->rates, &rate));
      }
  g_assert_cmpuint (tally_rate_table_seal (self->made->rates, NULL, NULL), ==, 0);
}

const TallyTestUnit *
tally_test_world_get_unit (TallyTestWorld  *self,
                           const TallyLine *line)
{
  for (guint i = 0; i < self->units->len; i++)
    {
      const TallyTestUnit *unit = &g_array_index (self->units, TallyTestUnit, i);
      if (strcmp (unit->cu, line->text[TALLY_FIELD_CU]) == 0)
        return unit;
    }
  return NULL;
}

/* --- honest lines ------------------------------------------------------------------------------- */

/* What the lines of one work request in one week share. */
typedef struct {
  const char *work_request;
  const char *foreman;
  const char *customer;
  const char *job;
  gint64      sheet_id;
  TallyDay    week;
} Request;

static const char *
intern (TallyTestWorld *self,
        char           *text)
{
  const char *interned = tally_audit_input_intern (self->made->input, text);

  g_free (text);
  return interned;
}

/* Nobody works on these: what would be done then is done the day before or after. */
static TallyDay
skip_holiday (TallyDay day)
{
  static const guint holidays[][2] = { { 2, 16 }, { 5, 25 }, { 6, 19 }, { 7, 3 } };

  for (guint i = 0; i < G_N_ELEMENTS (holidays); i++)
    if (day == tally_day_new (2026, holidays[i][0], holidays[i][1]))
      return tally_day_get_weekday (day) == 1 ? day + 1 : day - 1;
  return day;
}

/* Crews work on weekdays; some on Saturdays too, and now and then any of them. */
static TallyDay
draw_day (TallyTestWorld *self,
          const char     *foreman,
          TallyDay        week)
{
  guint chance = (g_str_hash (foreman) * 31 + week * 7919) % 97;
  gboolean has_saturday = g_str_hash (foreman) % 12 == 0 || chance < 2;
  guint day = has_saturday && tally_random_below (self->random, 100) < 15 ? 5 : (guint) tally_random_below (self->random, 5);

  return skip_holiday (tally_week_get_start (week) + day);
}

static gint64
draw_quantity (TallyTestWorld      *self,
               const TallyTestUnit *unit)
{
  double quantity = unit->median * exp (unit->spread * draw_normal (self->random));

  return MAX (1, (gint64) (quantity + 0.5));
}

/* Hours cost what the crew and the truck cost: no two alike. */
static TallyMoney
get_price (TallyTestWorld      *self,
           const TallyTestUnit *unit,
           guint                work,
           gint64               quantity)
{
  if (unit->rates[0] != 0)
    return unit->rates[work] * quantity;
  return (TallyMoney) (quantity * 9513 * exp (0.2 * draw_normal (self->random)));
}

static void
fill_line (TallyTestWorld *self,
           const Request  *request,
           TallyLine      *line)
{
  guint index = (guint) (self->units->len * pow (tally_random_ratio (self->random), 2));
  const TallyTestUnit *unit = &g_array_index (self->units, TallyTestUnit, index);
  guint work = (guint) tally_random_below (self->random, 10);
  gint64 quantity = draw_quantity (self, unit);

  work = work < 6 ? 0 : work < 8 ? 1 : 2;
  tally_line_clear (line);
  line->sheet_id = request->sheet_id;
  line->week_ending = request->week;
  line->snapshot = draw_day (self, request->foreman, request->week);
  line->quantity = tally_decimal_new (quantity, 0);
  line->price_cents = get_price (self, unit, work, quantity);
  line->completed = TRUE;
  line->modified_utc_usec = ((gint64) line->snapshot - EPOCH) * G_TIME_SPAN_DAY + 20 * G_TIME_SPAN_HOUR;
  line->text[TALLY_FIELD_WORK_REQUEST] = request->work_request;
  line->text[TALLY_FIELD_FOREMAN] = request->foreman;
  line->text[TALLY_FIELD_CUSTOMER] = request->customer;
  line->text[TALLY_FIELD_JOB] = request->job;
  line->text[TALLY_FIELD_DEPT] = "500";
  line->text[TALLY_FIELD_CU] = intern (self, g_strdup (unit->cu));
  line->text[TALLY_FIELD_CU_DESCRIPTION] = line->text[TALLY_FIELD_CU];
  line->text[TALLY_FIELD_WORK_TYPE] = works[work];
  line->text[TALLY_FIELD_UOM] = unit->median > 50 ? "FT" : "EA";
}

guint
tally_test_world_add (TallyTestWorld  *self,
                      const TallyLine *line)
{
  TallyLine copy = *line;

  copy.row_id = self->next_row++;
  copy.row_number = copy.row_id;
  g_array_append_val (self->lines, copy);
  return self->lines->len - 1;
}

/* A pole gets several units; the same unit twice at one pole is rare, and then on one line. */
static void
add_lines_of (TallyTestWorld *self,
              const Request  *request)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = 1 + (guint) tally_random_below (self->random, 2 * LINES_OF_REQUEST - 1);
  guint first_pole = 1000 + (guint) tally_random_below (self->random, 90000);

  for (guint i = 0; i < n; i++)
    {
      TallyLine line;
      char *key;
      fill_line (self, request, &line);
      line.text[TALLY_FIELD_POLE] = intern (self, g_strdup_printf ("P-%u", first_pole + i / 4));
      key = g_strdup_printf ("%s %s", line.text[TALLY_FIELD_POLE], line.text[TALLY_FIELD_CU]);
      if (g_hash_table_add (seen, key))
        tally_test_world_add (self, &line);
    }
}

static void
add_lines (TallyTestWorld *self,
           guint           n_lines)
{
  guint n_sheets = MAX (3, n_lines / LINES_OF_SHEET);

  for (guint i = 0; self->lines->len < n_lines; i++)
    {
      guint crew = (guint) tally_random_below (self->random, N_CREWS);
      Request request = {
        .work_request = intern (self, g_strdup_printf ("%u", 90000000 + i * 37)),
        .foreman = intern (self, g_strdup_printf ("Crew Lead %u", crew)),
        .customer = intern (self, g_strdup_printf ("Customer %u", crew % 4)),
        .job = intern (self, g_strdup_printf ("J-%u", i / 5)),
        .sheet_id = 1 + i % n_sheets,
        .week = self->last_week - 7 * (guint) tally_random_below (self->random, N_WEEKS),
      };
      add_lines_of (self, &request);
    }
  for (guint i = 0; i < n_sheets; i++)
    {
      g_autofree char *name = g_strdup_printf ("Sheet %u", i + 1);
      const TallyAuditSheet sheet = { .sheet_id = i + 1, .contract = "standard", .name = name, .has_snapshot = TRUE };
      tally_audit_input_add_sheet (self->made->input, &sheet);
    }
}

/* --- billing ------------------------------------------------------------------------------------ */

gint64
tally_test_world_get_billed_time (TallyDay week)
{
  return ((gint64) week + 2 - EPOCH) * G_TIME_SPAN_DAY + 6 * G_TIME_SPAN_HOUR;
}

gboolean
tally_test_world_is_billed (TallyTestWorld  *self,
                            const TallyLine *line)
{
  return line->week_ending < self->last_week && line->reason == TALLY_REASON_ACCEPTED;
}

void
tally_test_world_bill (TallyTestWorld  *self,
                       const TallyLine *line)
{
  const TallyAuditPublished published = {
    .sheet_id = line->sheet_id, .row_id = line->row_id, .is_current = TRUE, .week_ending = line->week_ending,
    .published_utc_usec = tally_test_world_get_billed_time (line->week_ending), .variant = line->variant,
    .price_cents = line->price_cents, .quantity = line->quantity,
    .work_request = line->text[TALLY_FIELD_WORK_REQUEST],
  };

  tally_audit_input_add_published (self->made->input, &published);
}

/* People correct quantities before a week is billed; that is their work. */
static void
correct (TallyTestWorld  *self,
         const TallyLine *line)
{
  TallyLineChange change = {
    .kind = TALLY_LINE_CHANGE_FIELD, .field = TALLY_FIELD_QUANTITY, .writer = TALLY_WRITER_PERSON, .is_attributed = TRUE,
    .sheet_id = line->sheet_id, .row_id = line->row_id, .run_id = 1, .written_by = "pat@example.com", .old_value = "1", .new_value = "2",
    .written_utc_usec = line->modified_utc_usec + G_TIME_SPAN_HOUR,
  };

  if (tally_random_below (self->random, 50) != 0)
    return;
  change.noticed_utc_usec = change.written_utc_usec + G_TIME_SPAN_HOUR;
  tally_audit_input_add_change (self->made->input, &change);
  change.field = TALLY_FIELD_PRICE;
  change.old_value = "1.00";
  change.new_value = "2.00";
  tally_audit_input_add_change (self->made->input, &change);
}

/* --- the world ---------------------------------------------------------------------------------- */

gboolean
tally_test_world_pick (TallyTestWorld  *self,
                       gboolean       (*is_fit) (TallyTestWorld *self, const TallyLine *line),
                       guint           *out_index)
{
  for (guint i = 0; i < 10000; i++)
    {
      guint index = (guint) tally_random_below (self->random, self->lines->len);
      if (g_hash_table_contains (self->taken, GUINT_TO_POINTER (index))
          || !is_fit (self, &g_array_index (self->lines, TallyLine, index)))
        continue;
      g_hash_table_add (self->taken, GUINT_TO_POINTER (index));
      *out_index = index;
      return TRUE;
    }
  return FALSE;
}

void
tally_test_world_note (TallyTestWorld  *self,
                       TallyTestError   kind,
                       const TallyLine *line,
                       TallyMoney       exposure_cents)
{
  TallyTestPlanted planted = { kind, 0, line->sheet_id, line->row_id, exposure_cents };

  if (exposure_cents > 0)
    self->made->n_of_kind[kind]++;
  planted.number = self->made->n_of_kind[kind];
  g_array_append_val (self->made->planted, planted);
}

static void
world_init (TallyTestWorld  *self,
            TallyTestSeeded *made,
            guint64          seed)
{
  *self = (TallyTestWorld) { .made = made, .random = tally_random_new (seed), .next_row = 1 };
  self->last_week = tally_day_new (2026, 8, 16);
  self->units = g_array_new (FALSE, FALSE, sizeof (TallyTestUnit));
  g_array_set_clear_func (self->units, (GDestroyNotify) unit_clear);
  self->lines = g_array_new (FALSE, FALSE, sizeof (TallyLine));
  self->gone = g_array_new (FALSE, FALSE, sizeof (TallyLine));
  self->taken = g_hash_table_new (NULL, NULL);
  self->told = g_hash_table_new (NULL, NULL);
  self->dropped = g_hash_table_new (NULL, NULL);
}

static void
world_clear (TallyTestWorld *self)
{
  g_array_unref (self->units);
  g_array_unref (self->lines);
  g_array_unref (self->gone);
  g_hash_table_unref (self->taken);
  g_hash_table_unref (self->told);
  g_hash_table_unref (self->dropped);
  tally_random_free (self->random);
}

/* Hands the lines over, with what was billed of them. */
static void
hand_over (TallyTestWorld *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const TallyLine *line = &g_array_index (self->lines, TallyLine, i);
      if (g_hash_table_contains (self->dropped, GUINT_TO_POINTER (i)))
        continue;
      tally_audit_input_add_line (self->made->input, line);
      if (g_hash_table_contains (self->told, GUINT_TO_POINTER (i)))
        continue;
      if (tally_test_world_is_billed (self, line))
        tally_test_world_bill (self, line);
      correct (self, line);
    }
  for (guint i = 0; i < self->gone->len; i++)
    tally_test_world_bill (self, &g_array_index (self->gone, TallyLine, i));
  self->made->input->rates = self->made->rates;
  tally_audit_input_seal (self->made->input);
}

TallyTestSeeded *
tally_test_seeded_new (guint64 seed,
                       guint   n_lines)
{
  TallyTestSeeded *self = g_new0 (TallyTestSeeded, 1);
  TallyTestWorld world;

  self->input = tally_audit_input_new ();
  self->rates = tally_rate_table_new ();
  self->planted = g_array_new (FALSE, FALSE, sizeof (TallyTestPlanted));
  self->n_weeks = N_WEEKS;
  world_init (&world, self, seed);
  world.n_errors = CLAMP (n_lines / LINES_OF_ERROR, MIN_ERRORS, MAX_ERRORS);
  self->policy = (TallyAuditPolicy) {
    .materiality_cents = 100000, .approval_limit_cents = 500000, .close_weekday = 3, .today = world.last_week + 3,
    .now_utc_usec = ((gint64) world.last_week + 3 - EPOCH) * G_TIME_SPAN_DAY,
  };
  add_units (&world);
  add_rates (&world);
  add_lines (&world, n_lines);
  tally_test_world_plant (&world);
  hand_over (&world);
  world_clear (&world);
  return self;
}

void
tally_test_seeded_free (TallyTestSeeded *self)
{
  if (self == NULL)
    return;
  tally_audit_input_free (self->input);
  tally_rate_table_free (self->rates);
  g_array_unref (self->planted);
  g_free (self);
}
