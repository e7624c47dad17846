/* tally-chart-times.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "tally-chart-ticks.h"

typedef enum {
  STEP_SECONDS,
  STEP_HOURS,
  STEP_DAYS,
  STEP_WEEKS,
  STEP_MONTHS,
  STEP_YEARS,
} StepKind;

static const struct { StepKind kind; int amount; } levels[] = {
  { STEP_SECONDS, 1 }, { STEP_SECONDS, 2 }, { STEP_SECONDS, 5 }, { STEP_SECONDS, 10 }, { STEP_SECONDS, 15 },
  { STEP_SECONDS, 30 }, { STEP_SECONDS, 60 }, { STEP_SECONDS, 120 }, { STEP_SECONDS, 300 }, { STEP_SECONDS, 600 },
  { STEP_SECONDS, 900 }, { STEP_SECONDS, 1800 }, { STEP_HOURS, 1 }, { STEP_HOURS, 2 }, { STEP_HOURS, 3 },
  { STEP_HOURS, 6 }, { STEP_HOURS, 12 }, { STEP_DAYS, 1 }, { STEP_DAYS, 2 }, { STEP_WEEKS, 1 }, { STEP_WEEKS, 2 },
  { STEP_MONTHS, 1 }, { STEP_MONTHS, 3 }, { STEP_MONTHS, 6 }, { STEP_YEARS, 1 }, { STEP_YEARS, 2 }, { STEP_YEARS, 5 },
  { STEP_YEARS, 10 }, { STEP_YEARS, 20 }, { STEP_YEARS, 50 }, { STEP_YEARS, 100 }, { STEP_YEARS, 200 }, { STEP_YEARS, 500 },
  { STEP_YEARS, 1000 }, { STEP_YEARS, 2000 }, { STEP_YEARS, 5000 },
};

/* Where a walk through the calendar stands; a day as people write it. */
typedef struct {
  GTimeZone *zone;
  int        year;
  int        month;
  int        day;
  int        hour;
} Walk;

guint
tally_chart_ticks_get_n_levels (void)
{
  return G_N_ELEMENTS (levels);
}

static GDateTime *
get_local (gint64     utc_usec,
           GTimeZone *zone)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (utc_usec / G_USEC_PER_SEC);

  return zone ? g_date_time_to_timezone (utc, zone) : g_steal_pointer (&utc);
}

/* The step's beginning at or before a time. */
static Walk
begin_walk (GDateTime *local,
            GTimeZone *zone,
            guint      level)
{
  int amount = levels[level].amount;
  Walk walk = { zone, g_date_time_get_year (local), g_date_time_get_month (local), g_date_time_get_day_of_month (local), 0 };

  switch (levels[level].kind)
    {
    case STEP_HOURS:
      walk.hour = g_date_time_get_hour (local) / amount * amount;
      break;
    case STEP_WEEKS:
      {
        /* Every second Monday of all Mondays, so that a chart which moves on keeps its labels. */
        GDate date;
        guint32 monday;
        g_date_clear (&date, 1);
        g_date_set_dmy (&date, (GDateDay) walk.day, (GDateMonth) walk.month, (GDateYear) walk.year);
        monday = (g_date_get_julian (&date) - 1) / (7u * (guint) amount) * (7u * (guint) amount) + 1;
        g_date_set_julian (&date, monday);
        walk.year = g_date_get_year (&date);
        walk.month = (int) g_date_get_month (&date);
        walk.day = g_date_get_day (&date);
        break;
      }
    case STEP_DAYS:
      walk.day -= (walk.day - 1) % amount;
      break;
    case STEP_MONTHS:
      walk.month -= (walk.month - 1) % amount;
      walk.day = 1;
      break;
    case STEP_YEARS:
      walk.year = MAX (1, walk.year / amount * amount);
      walk.month = walk.day = 1;
      break;
    case STEP_SECONDS:
    default:
      break;
    }
  return walk;
}

/* A day later, several of them, never beyond the calendar. */
static gboolean
add_days (Walk *walk,
          guint n)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) walk->day, (GDateMonth) walk->month, (GDateYear) walk->year);
  g_date_add_days (&date, n);
  if (g_date_get_year (&date) > 9999)
    return FALSE;
  walk->year = g_date_get_year (&date);
  walk->month = (int) g_date_get_month (&date);
  walk->day = g_date_get_day (&date);
  return TRUE;
}

static gboolean
step_on (Walk *walk,
         guint level)
{
  int amount = levels[level].amount;

  switch (levels[level].kind)
    {
    case STEP_HOURS:
      walk->hour += amount;
      if (walk->hour < 24)
        return TRUE;
      walk->hour = 0;
      return add_days (walk, 1);
    case STEP_WEEKS:
      return add_days (walk, 7u * (guint) amount);
    case STEP_DAYS:
      {
        /* Odd days: 1, 3 … 29 and on with 1, since two labels side by side help nobody. */
        int last = g_date_get_days_in_month ((GDateMonth) walk->month, (GDateYear) walk->year);
        gboolean is_over = walk->day + amount > last - (amount > 1);
        return add_days (walk, (guint) (is_over ? last - walk->day + 1 : amount));
      }
    case STEP_MONTHS:
      walk->month += amount;
      walk->year += (walk->month - 1) / 12;
      walk->month = (walk->month - 1) % 12 + 1;
      return walk->year <= 9999;
    case STEP_YEARS:
      walk->year = walk->year == 1 && amount > 1 ? amount : walk->year + amount;
      return walk->year <= 9999;
    case STEP_SECONDS:
    default:
      return FALSE;
    }
}

/* How the beginning of a step is written: as the greatest thing that begins there. */
static TallyChartGrain
get_grain (const Walk *walk,
           StepKind    kind)
{
  if (kind == STEP_YEARS || (kind == STEP_MONTHS && walk->month == 1))
    return TALLY_CHART_GRAIN_YEAR;
  if (kind == STEP_MONTHS)
    return TALLY_CHART_GRAIN_MONTH;
  return kind == STEP_HOURS && walk->hour > 0 ? TALLY_CHART_GRAIN_MINUTE : TALLY_CHART_GRAIN_DAY;
}

static gboolean
add_time (TallyChartTicks       *ticks,
          const TallyChartScale *scale,
          gint64                 utc_usec,
          TallyChartGrain        grain)
{
  if ((double) utc_usec < scale->from || (ticks->n > 0 && (double) utc_usec <= ticks->values[ticks->n - 1]))
    return TRUE;
  if (ticks->n == TALLY_CHART_MAX_TICKS)
    return FALSE;
  ticks->values[ticks->n] = (double) utc_usec;
  ticks->grains[ticks->n++] = grain;
  return TRUE;
}

/* Steps below an hour are equal parts of it in every zone but a few, whose offset is heeded. */
static gboolean
find_seconds (const TallyChartScale *scale,
              GTimeZone             *zone,
              guint                  level,
              TallyChartTicks       *ticks)
{
  gint64 step = levels[level].amount * G_USEC_PER_SEC, offset, at;
  g_autoptr(GDateTime) first = get_local ((gint64) scale->from, zone);

  offset = first ? g_date_time_get_utc_offset (first) : 0;
  for (at = (gint64) floor ((scale->from + (double) offset) / (double) step) * step - offset; (double) at <= scale->to; at += step)
    {
      g_autoptr(GDateTime) local = get_local (at, zone);
      TallyChartGrain grain = step < 60 * G_USEC_PER_SEC ? TALLY_CHART_GRAIN_SECOND : TALLY_CHART_GRAIN_MINUTE;
      if (local && g_date_time_get_hour (local) == 0 && g_date_time_get_minute (local) == 0
          && g_date_time_get_second (local) == 0)
        grain = TALLY_CHART_GRAIN_DAY;
      if (!add_time (ticks, scale, at, grain))
        return FALSE;
    }
  return TRUE;
}

static gboolean
find_calendar (const TallyChartScale *scale,
               GTimeZone             *zone,
               guint                  level,
               TallyChartTicks       *ticks)
{
  g_autoptr(GDateTime) first = get_local ((gint64) scale->from, zone);
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  Walk walk;

  if (first == NULL)
    return TRUE;
  walk = begin_walk (first, zone ? zone : utc, level);
  for (guint n = 0; n < 4 * TALLY_CHART_MAX_TICKS; n++)
    {
      g_autoptr(GDateTime) time = g_date_time_new (walk.zone, walk.year, walk.month, walk.day, walk.hour, 0, 0);
      gint64 utc_usec = time ? g_date_time_to_unix (time) * G_USEC_PER_SEC : 0;
      /* An hour that the clock skips is the next one: that has its own label. */
      gboolean is_there = time && g_date_time_get_hour (time) == walk.hour;
      if (time && (double) utc_usec > scale->to)
        return TRUE;
      if (is_there && !add_time (ticks, scale, utc_usec, get_grain (&walk, levels[level].kind)))
        return FALSE;
      if (!step_on (&walk, level))
        return TRUE;
    }
  return FALSE;
}

gboolean
tally_chart_ticks_find_times (const TallyChartScale *scale,
                              GTimeZone             *zone,
                              guint                  level,
                              TallyChartTicks       *out_ticks)
{
  *out_ticks = (TallyChartTicks) { 0 };
  if (level >= G_N_ELEMENTS (levels))
    return FALSE;
  /* Years are not walked through in seconds. */
  if (levels[level].kind == STEP_SECONDS)
    return (scale->to - scale->from) / (levels[level].amount * 1e6) < TALLY_CHART_MAX_TICKS
           && find_seconds (scale, zone, level, out_ticks);
  return find_calendar (scale, zone, level, out_ticks);
}
