/* tally-chart-ticks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-chart-ticks.h"

#include <math.h>

#define SECOND 1e6
#define DAY 86400e6

static const double duration_steps[] = {
  SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, 15 * SECOND, 30 * SECOND, 60 * SECOND, 120 * SECOND, 300 * SECOND,
  600 * SECOND, 900 * SECOND, 1800 * SECOND, 3600 * SECOND, 7200 * SECOND, 10800 * SECOND, 21600 * SECOND,
  43200 * SECOND, DAY,
};
/* Roughly tenfold, in units that have names. */
static const double duration_decades[] = {
  1, 1e1, 1e2, 1e3, 1e4, 1e5, SECOND, 10 * SECOND, 60 * SECOND, 600 * SECOND, 3600 * SECOND, 21600 * SECOND,
  DAY, 10 * DAY, 100 * DAY, 1000 * DAY, 1e4 * DAY, 1e5 * DAY, 1e6 * DAY,
};

double
tally_chart_scale_map (const TallyChartScale *self,
                       double                 value)
{
  double share = self->is_log ? (log (value) - log (self->from)) / (log (self->to) - log (self->from))
                              : (value - self->from) / (self->to - self->from);

  return self->px_from + share * (self->px_to - self->px_from);
}

static double
find_decimal_step (double least)
{
  double power = pow (10, floor (log10 (least) + 1e-9)), mantissa = least / power * (1 - 1e-9);

  return power * (mantissa <= 1 ? 1 : mantissa <= 2 ? 2 : mantissa <= 5 ? 5 : 10);
}

static double
find_duration_step (double least)
{
  if (least <= 0.5 * SECOND)
    return MAX (1, find_decimal_step (least));
  for (guint i = 0; i < G_N_ELEMENTS (duration_steps); i++)
    if (duration_steps[i] >= least * (1 - 1e-9))
      return duration_steps[i];
  return DAY * find_decimal_step (least / DAY);
}

double
tally_chart_ticks_find_step (double         least,
                             TallyChartUnit unit)
{
  switch (unit)
    {
    case TALLY_CHART_UNIT_DURATION:
      return find_duration_step (least);
    case TALLY_CHART_UNIT_BYTES:
      return MAX (1, exp2 (ceil (log2 (least) - 1e-9)));
    case TALLY_CHART_UNIT_COUNT:
    case TALLY_CHART_UNIT_MONEY:
      return MAX (1, find_decimal_step (least));
    case TALLY_CHART_UNIT_NUMBER:
    case TALLY_CHART_UNIT_RATIO:
    case TALLY_CHART_UNIT_TIME:
    default:
      return find_decimal_step (least);
    }
}

void
tally_chart_ticks_widen (double        *from,
                         double        *to,
                         TallyChartUnit unit,
                         guint          n_wanted,
                         gboolean       is_log)
{
  double size = MAX (fabs (*from), fabs (*to)), step;

  if (is_log)
    {
      *from /= 1.1;
      *to *= 1.1;
      return;
    }
  /* Values that differ only where doubles end would get labels that are all the same. */
  if (*to - *from < size * 1e-9)
    {
      *from -= size * 0.05;
      *to += size * 0.05;
    }
  if (!(*to - *from > 0))
    *to = *from + (unit == TALLY_CHART_UNIT_RATIO ? 0.01 : 1);
  step = tally_chart_ticks_find_step ((*to - *from) / MAX (n_wanted, 1), unit);
  *from = floor (*from / step + 1e-9) * step;
  *to = ceil (*to / step - 1e-9) * step;
  /* Values far below the least step, a cent or a byte. */
  if (!(*to - *from > step / 2))
    *to = *from + step;
}

static void
add_tick (TallyChartTicks *ticks,
          double           value,
          TallyChartGrain  grain)
{
  if (ticks->n == TALLY_CHART_MAX_TICKS)
    return;
  ticks->values[ticks->n] = value;
  ticks->grains[ticks->n++] = grain;
}

static void
find_log_durations (const TallyChartScale *scale,
                    guint                  n_wanted,
                    TallyChartTicks       *ticks)
{
  guint n_within = 0, stride, k = 0;

  for (guint i = 0; i < G_N_ELEMENTS (duration_decades); i++)
    n_within += duration_decades[i] >= scale->from && duration_decades[i] <= scale->to;
  stride = (n_within + n_wanted - 1) / n_wanted;
  for (guint i = 0; i < G_N_ELEMENTS (duration_decades); i++)
    if (duration_decades[i] >= scale->from && duration_decades[i] <= scale->to && k++ % stride == 0)
      add_tick (ticks, duration_decades[i], 0);
}

/* Powers of the base; between them 2 and 5 times the powers of ten if these are few. */
static void
find_log_values (const TallyChartScale *scale,
                 double                 base,
                 guint                  n_wanted,
                 TallyChartTicks       *ticks)
{
  static const double multiples[] = { 1, 2, 5 };
  double first = floor (log (scale->from) / log (base)), last = ceil (log (scale->to) / log (base));
  double stride = MAX (1, ceil ((last - first) / n_wanted));
  guint n_multiples = base > 2 && (last - first) * 3 <= n_wanted + 1 ? 3 : 1;

  for (double power = first; power <= last; power += stride)
    for (guint i = 0; i < n_multiples; i++)
      {
        double value = pow (base, power) * multiples[i];
        if (value >= scale->from && value <= scale->to)
          add_tick (ticks, value, 0);
      }
}

void
tally_chart_ticks_find_values (const TallyChartScale *scale,
                               TallyChartUnit         unit,
                               guint                  n_wanted,
                               TallyChartTicks       *out_ticks)
{
  double step, first;

  *out_ticks = (TallyChartTicks) { 0 };
  n_wanted = CLAMP (n_wanted, 1, TALLY_CHART_MAX_TICKS / 2);
  if (scale->is_log && unit == TALLY_CHART_UNIT_DURATION)
    find_log_durations (scale, n_wanted, out_ticks);
  else if (scale->is_log)
    find_log_values (scale, unit == TALLY_CHART_UNIT_BYTES ? 2 : 10, n_wanted, out_ticks);
  if (scale->is_log)
    return;
  step = tally_chart_ticks_find_step ((scale->to - scale->from) / n_wanted, unit);
  out_ticks->step = step;
  first = ceil (scale->from / step - 1e-9);
  for (double k = 0; (first + k) * step <= scale->to + step * 1e-9 && k < TALLY_CHART_MAX_TICKS; k++)
    add_tick (out_ticks, (first + k) * step, 0);
}
