/* tally-audit-prices.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-prices.h"

#include <math.h>

#include "tally-audit-peers.h"
#include "tally-audit-rate-price.h"
#include "tally-audit-rate-scope.h"
#include "tally-audit-stats.h"
#include "tally-sort.h"

/* Lines of a unit and kind of work below which nothing can be said of its usual price. */
#define MIN_LINES 5

/* A unit price is one of several rates (of contracts, of eras) if so many lines share it. */
#define SHARED_MIN 3
#define SHARED_DIVISOR 10

/* So many work requests that bill one amount for a unit, whatever the quantity, show that it is a price of the list: a
 * flat one, or one that a cap on the quantity holds. */
#define LISTED_REQUESTS 3

/* An amount that a work request bills for a unit. */
typedef struct {
  TallyMoney  cents;
  const char *work_request; /* (borrowed) interned */
} Amount;

/* The prices of one unit and kind of work. */
typedef struct {
  const TallyAuditInput *input;
  TallyDay               today;
  TallyAuditPrice       *prices;
  const guint           *lines;
  guint                  n_lines;
  double                *units; /* (owned): unit prices, sorted */
  guint                  n_units;
  GArray                *amounts; /* (owned) Amount: each once, sorted */
} Work;

double
tally_audit_prices_get_unit (const TallyLine *line)
{
  if (line->quantity.coefficient <= 0 || line->price_cents <= 0)
    return 0;
  return (double) line->price_cents / 100 / tally_decimal_to_double (line->quantity);
}

TallyMoney
tally_audit_prices_round (double dollars)
{
  double cents = dollars * 100;

  return cents > 0 ? (TallyMoney) floor (MIN (cents, (double) TALLY_MONEY_MAX) + 0.5) : 0; /* what is no number is not more */
}

/* The first of the sorted numbers that is @least or more. */
static guint
find_first (const Work *work,
            double      least)
{
  guint low = 0, high = work->n_units;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      if (work->units[middle] < least)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Whether enough lines of the unit have this unit price, so that it is a rate even if the rate table says another;
 * cents of small amounts are rounding. */
static gboolean
is_shared (const Work *work,
           double      unit,
           double      quantity)
{
  double slack = MAX (unit / TALLY_AUDIT_RATE_TOLERANCE_PART, TALLY_AUDIT_RATE_TOLERANCE_CENTS / 100.0 / quantity);
  guint n = find_first (work, nextafter (unit + slack, HUGE_VAL)) - find_first (work, unit - slack);

  return n >= MAX (SHARED_MIN, work->n_units / SHARED_DIVISOR);
}

static int
compare_amounts (gconstpointer data_a,
                 gconstpointer data_b)
{
  const Amount *a = data_a, *b = data_b;

  if (a->cents != b->cents)
    return a->cents < b->cents ? -1 : 1;
  return strcmp (a->work_request, b->work_request);
}

/* Each amount once for each work request that bills it. */
static void
list_amounts (Work *work)
{
  guint n = 0;

  g_array_set_size (work->amounts, 0);
  for (guint i = 0; i < work->n_lines; i++)
    {
      const TallyLine *line = tally_audit_input_get_line (work->input, work->lines[i]);
      const Amount amount = { line->price_cents, line->text[TALLY_FIELD_WORK_REQUEST] };
      g_array_append_val (work->amounts, amount);
    }
  tally_sort_array (work->amounts, compare_amounts);
  for (guint i = 0; i < work->amounts->len; i++)
    {
      const Amount amount = g_array_index (work->amounts, Amount, i);
      if (n == 0 || compare_amounts (&g_array_index (work->amounts, Amount, n - 1), &amount) != 0)
        g_array_index (work->amounts, Amount, n++) = amount;
    }
  g_array_set_size (work->amounts, n);
}

/* Whether work requests enough bill this amount for the unit. */
static gboolean
is_listed (const Work *work,
           TallyMoney  cents)
{
  guint low = 0, high = work->amounts->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      if (g_array_index (work->amounts, Amount, middle).cents < cents)
        low = middle + 1;
      else
        high = middle;
    }
  return low + LISTED_REQUESTS <= work->amounts->len
         && g_array_index (work->amounts, Amount, low + LISTED_REQUESTS - 1).cents == cents;
}

static const TallyRate *
find_rate (const Work      *work,
           const TallyLine *line)
{
  TallyAuditRateScope scope = { .input = work->input, .today = work->today, .line = line };

  if (work->input->rates == NULL)
    return NULL;
  scope.sheet = tally_audit_input_find_sheet (work->input, line->sheet_id);
  return tally_audit_rate_scope_look (&scope) == NULL ? scope.rate : NULL;
}

/* By the rate if there is one, to the cent; else by the middle of the lines. */
static TallyMoney
get_expected (const Work      *work,
              const TallyLine *line,
              const TallyRate *rate)
{
  TallyAuditRatePrice price;

  if (rate == NULL)
    return tally_audit_prices_round (tally_decimal_to_double (line->quantity)
                                     * tally_audit_stats_get_median (work->units, work->n_units));
  return tally_audit_rate_price_init (&price, rate->rate, line->quantity, line->price_cents) ? price.expected_cents
                                                                                            : TALLY_MONEY_MAX;
}

static void
price_line (const Work *work,
            guint       index)
{
  const TallyLine *line = tally_audit_input_get_line (work->input, index);
  TallyAuditPrice *price = &work->prices[index];
  const TallyRate *rate = find_rate (work, line);
  double unit = tally_audit_prices_get_unit (line), quantity = tally_decimal_to_double (line->quantity);

  price->is_covered = rate != NULL;
  price->basis = TALLY_AUDIT_BASIS_UNKNOWN;
  if (unit <= 0 || (rate == NULL && work->n_units < MIN_LINES))
    return;
  price->expected_cents = get_expected (work, line, rate);
  if ((rate != NULL && tally_audit_rate_price_fits (line->price_cents, price->expected_cents))
      || is_shared (work, unit, quantity) || is_listed (work, line->price_cents))
    price->basis = TALLY_AUDIT_BASIS_RATE;
  else
    price->basis = TALLY_AUDIT_BASIS_KEYED;
}

static void
price_group (Work *work)
{
  work->units = g_new (double, work->n_lines);
  work->n_units = 0;
  for (guint i = 0; i < work->n_lines; i++)
    {
      double unit = tally_audit_prices_get_unit (tally_audit_input_get_line (work->input, work->lines[i]));
      if (unit > 0)
        work->units[work->n_units++] = unit;
    }
  tally_audit_stats_sort (work->units, work->n_units);
  list_amounts (work);
  for (guint i = 0; i < work->n_lines; i++)
    price_line (work, work->lines[i]);
  g_clear_pointer (&work->units, g_free);
}

static gpointer
make_prices (TallyAuditContext *context)
{
  const TallyAuditGroups *groups = tally_audit_peers_get_groups (context);
  Work work = {
    .input = tally_audit_context_get_input (context), .today = tally_audit_context_get_policy (context)->today,
  };

  work.prices = g_new0 (TallyAuditPrice, work.input->lines->len + 1);
  work.amounts = g_array_new (FALSE, FALSE, sizeof (Amount));
  for (guint i = 0; i < tally_audit_groups_get_n_groups (groups); i++)
    {
      work.lines = tally_audit_groups_get_lines (groups, i, &work.n_lines);
      price_group (&work);
    }
  g_array_unref (work.amounts);
  return work.prices;
}

const TallyAuditPrice *
tally_audit_prices_get (TallyAuditContext *context)
{
  return tally_audit_context_get_shared (context, "prices", make_prices, g_free);
}

void
tally_audit_prices_count_scope (TallyAuditContext *context)
{
  static const char *const reasons[] = { NULL, "too-few-peers", "priced-by-rate", TALLY_AUDIT_IN_SCOPE };
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  const TallyAuditPrice *prices = tally_audit_prices_get (context);

  for (guint i = 0; i < input->lines->len; i++)
    if (prices[i].basis != TALLY_AUDIT_BASIS_NONE)
      tally_audit_context_count (context, reasons[prices[i].basis], 1, tally_audit_input_get_line (input, i)->price_cents);
}
