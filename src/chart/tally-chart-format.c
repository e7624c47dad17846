/* tally-chart-format.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-chart-format.h"

#include <math.h>
#include <string.h>

#include "tally-text.h"

typedef struct {
  double      size;
  const char *name;
} Scale;

/* From the greatest; the last one takes what is smaller. */
static const Scale durations[] = {
  { 86400e6, " d" }, { 3600e6, " h" }, { 60e6, " min" }, { 1e6, " s" }, { 1e3, " ms" }, { 1, " µs" }, { 0, NULL },
};
static const Scale bytes[] = {
  { 1125899906842624.0, " PiB" }, { 1099511627776.0, " TiB" }, { 1073741824.0, " GiB" }, { 1048576.0, " MiB" },
  { 1024.0, " KiB" }, { 1, " B" }, { 0, NULL },
};
static const Scale numbers[] = { { 1e12, "T" }, { 1e9, "B" }, { 1e6, "M" }, { 1e3, "k" }, { 1, "" }, { 0, NULL } };

/* From it on a number is written with its power of ten. */
#define MAX_PLAIN 1e15

static const Scale *
find_scale (const Scale *scales,
            double       value)
{
  while (scales[1].name && scales->size > fabs (value) * (1 + 1e-9))
    scales++;
  return scales;
}

/* "1234567.80" → "1,234,567.80" */
static char *
group_digits (const char *digits)
{
  g_autoptr(GString) text = g_string_new (digits);
  gsize first = text->str[0] == '-' ? 1 : 0, point = strcspn (text->str, ".");

  for (gsize at = point; at > first + 3;)
    {
      at -= 3;
      g_string_insert_c (text, (gssize) at, ',');
    }
  return tally_text_steal (g_steal_pointer (&text));
}

static char *
write_number (double value,
              guint  places)
{
  char format[] = "%.0f", buffer[64];

  if (fabs (value) >= MAX_PLAIN)
    return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.3g", value));
  format[2] = (char) ('0' + MIN (places, 9));
  g_ascii_formatd (buffer, sizeof buffer, format, value);
  if (buffer[0] == '-' && strspn (buffer + 1, "0.") == strlen (buffer + 1))
    return group_digits (buffer + 1);
  return group_digits (buffer);
}

/* Of a lone value zeros behind the point say nothing; on an axis they keep labels alike. */
static char *
write_short (double value,
             guint  places,
             double step)
{
  char *text = write_number (value, places);
  gsize end = strlen (text);

  if (step > 0 || strchr (text, '.') == NULL || strchr (text, 'e'))
    return text;
  while (text[end - 1] == '0')
    end--;
  text[text[end - 1] == '.' ? end - 1 : end] = '\0';
  return text;
}

/* Decimal places that tell multiples of a step apart; of a small value three digits. */
static guint
find_places (double value,
             double step)
{
  double places = step > 0 ? ceil (-log10 (step) - 1e-9) : 0;

  if (step > 0 && fabs (step * pow (10, places) - round (step * pow (10, places))) > 1e-6)
    places++;
  if (!(step > 0) && fabs (value - round (value)) > 1e-9)
    places = fabs (value) >= 100 ? 0 : fabs (value) >= 10 ? 1 : 2 - floor (log10 (MAX (fabs (value), 1e-7)));
  return (guint) CLAMP (places, 0, 9);
}

static char *
write_scaled (const Scale *scales,
              double       value,
              double       step)
{
  /* Nothing is nothing in any unit, and an axis begins with it. */
  const Scale *scale = step > 0 && fabs (value) < step * 1e-6 ? find_scale (scales, 0) : find_scale (scales, step > 0 ? step : value);
  g_autofree char *number = write_short (value / scale->size, find_places (value / scale->size, step / scale->size), step);

  return g_strconcat (number, scale->name, NULL);
}

/* "312 s", but "12 min 24 s" and "3 h 5 min": nobody divides by sixty in passing. */
static char *
write_duration (double value,
                double step)
{
  const Scale *scale = durations;
  double whole, rest;
  g_autofree char *first = NULL;

  if (step > 0 && fabs (value) < step * 1e-6)
    return g_strdup ("0 s");
  if (step > 0 || !(fabs (value) >= 600e6) || fabs (value) >= MAX_PLAIN * 1e3)
    return write_scaled (step > 0 ? durations : durations + 3, value, step);
  scale = find_scale (durations, value);
  rest = round (fabs (value) / scale[1].size);
  whole = floor (rest * scale[1].size / scale->size);
  rest -= whole * (scale->size / scale[1].size);
  first = write_number (copysign (whole, value), 0);
  return rest < 0.5 ? g_strconcat (first, scale->name, NULL)
                    : g_strdup_printf ("%s%s %.0f%s", first, scale->name, rest, scale[1].name);
}

static char *
write_money (const TallyChartFormat *self,
             double                  cents,
             double                  step)
{
  const Scale *scale = find_scale (numbers, fabs (cents) < step * 1e-6 ? 0 : step / 100);
  guint places = step > 0 ? find_places (0, step / 100 / scale->size) : 2;
  g_autofree char *number = NULL;

  if (step > 0 && step < 100)
    places = 2;
  number = write_number (fabs (cents) / 100 / scale->size, places);
  return g_strconcat (cents < 0 ? "-" : "", self->currency, number, scale->name, NULL);
}

static char *
write_ratio (double ratio,
             double step)
{
  g_autofree char *number = write_short (ratio * 100, find_places (ratio * 100, step * 100), step);

  return g_strconcat (number, "%", NULL);
}

char *
tally_chart_format_dup_value (const TallyChartFormat *self,
                              double                  value,
                              TallyChartUnit          unit,
                              double                  step)
{
  switch (unit)
    {
    case TALLY_CHART_UNIT_DURATION:
      return write_duration (value, step);
    case TALLY_CHART_UNIT_BYTES:
      return write_scaled (bytes, value, step);
    case TALLY_CHART_UNIT_MONEY:
      return write_money (self, value, step);
    case TALLY_CHART_UNIT_RATIO:
      return write_ratio (value, step);
    case TALLY_CHART_UNIT_TIME:
      return self->dup_time (self, (gint64) value, TALLY_CHART_GRAIN_FULL);
    case TALLY_CHART_UNIT_NUMBER:
    case TALLY_CHART_UNIT_COUNT:
    default:
      return step > 0 ? write_scaled (numbers, value, step) : write_short (value, find_places (value, 0), 0);
    }
}

/* Where the number ends and " s" begins, if a number and a unit are all there is. */
static gsize
find_unit (const char *text)
{
  gsize digits = strspn (text, "0123456789.,");

  return text[digits] == ' ' && strchr (text + digits + 1, ' ') == NULL ? digits : strlen (text);
}

char *
tally_chart_format_dup_range (const TallyChartFormat *self,
                              double                  low,
                              double                  high,
                              TallyChartUnit          unit)
{
  g_autofree char *from = self->dup_value (self, low, unit, 0);
  g_autofree char *to = self->dup_value (self, high, unit, 0);
  gsize end = find_unit (from);

  if (low >= 0 && g_strcmp0 (from + end, to + find_unit (to)) == 0)
    {
      from[end] = '\0';
      return g_strconcat (from, "-", to, NULL);
    }
  return tally_chart_format_dup_phrase (self, TALLY_CHART_PHRASE_RANGE, from, to, NULL);
}

static char *
write_time (const TallyChartFormat *self,
            gint64                  utc_usec,
            TallyChartGrain         grain)
{
  static const char *const months[] = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  };
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (CLAMP (utc_usec, TALLY_CHART_MIN_X, TALLY_CHART_MAX_X)
                                                            / G_USEC_PER_SEC);
  g_autoptr(GDateTime) local = self->zone ? g_date_time_to_timezone (utc, self->zone) : g_date_time_ref (utc);
  GDateTime *time = local ? local : utc; /* the first and last hours of the calendar are of no other zone */
  const char *month = months[g_date_time_get_month (time) - 1], *week_day = days[g_date_time_get_day_of_week (time) - 1];
  int year = g_date_time_get_year (time), day = g_date_time_get_day_of_month (time);
  int hour = g_date_time_get_hour (time), minute = g_date_time_get_minute (time), second = g_date_time_get_second (time);

  switch (grain)
    {
    case TALLY_CHART_GRAIN_YEAR:
      return g_strdup_printf ("%d", year);
    case TALLY_CHART_GRAIN_MONTH:
      return g_strdup (month);
    case TALLY_CHART_GRAIN_DAY:
      return g_strdup_printf ("%d %s", day, month);
    case TALLY_CHART_GRAIN_MINUTE:
      return g_strdup_printf ("%02d:%02d", hour, minute);
    case TALLY_CHART_GRAIN_SECOND:
      return g_strdup_printf ("%02d:%02d:%02d", hour, minute, second);
    case TALLY_CHART_GRAIN_DAY_MINUTE:
      return g_strdup_printf ("%d %s, %02d:%02d", day, month, hour, minute);
    case TALLY_CHART_GRAIN_FULL:
      return g_strdup_printf ("%s %d %s, %02d:%02d", week_day, day, month, hour, minute);
    case TALLY_CHART_GRAIN_RECORD:
    default:
      return g_strdup_printf ("%s %d %s %d, %02d:%02d:%02d", week_day, day, month, year, hour, minute, second);
    }
}

static const char *
get_english (const TallyChartFormat *self,
             TallyChartPhrase        phrase)
{
  return tally_chart_phrase_get_english (phrase);
}

void
tally_chart_format_init (TallyChartFormat *self,
                         GTimeZone        *zone)
{
  *self = (TallyChartFormat) {
    .zone = zone,
    .dup_value = tally_chart_format_dup_value,
    .dup_time = write_time,
    .get_phrase = get_english,
    .currency = "$",
  };
}
