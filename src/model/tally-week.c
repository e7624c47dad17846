/* tally-week.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-week.h"

#define FIRST_YEAR 1900
#define LAST_YEAR 2199
#define CENTURY 2000
#define DAYS_PER_WEEK 7

/* A piece of text read from the left; every step says whether it fitted. */
typedef struct {
  const char *at;
  const char *end;
} Scanner;

static gboolean
scan_number (Scanner *scanner,
             guint    min_digits,
             guint    max_digits,
             guint   *out_value)
{
  guint value = 0, n_digits = 0;

  for (; n_digits < max_digits && scanner->at < scanner->end && g_ascii_isdigit (*scanner->at);
       scanner->at++, n_digits++)
    value = value * 10 + (guint) (*scanner->at - '0');
  *out_value = value;
  return n_digits >= min_digits
         && !(scanner->at < scanner->end && g_ascii_isdigit (*scanner->at));
}

static gboolean
scan_char (Scanner *scanner,
           char     c)
{
  if (scanner->at == scanner->end || *scanner->at != c)
    return FALSE;
  scanner->at++;
  return TRUE;
}

/* What may follow an ISO day: "T" or a blank, hours and minutes, then seconds, fraction, zone. */
static gboolean
is_time_of_day (const char *text,
                gsize       length)
{
  if (length < 6 || (*text != 'T' && *text != ' '))
    return FALSE;
  if (!g_ascii_isdigit (text[1]) || !g_ascii_isdigit (text[2]) || text[3] != ':'
      || !g_ascii_isdigit (text[4]) || !g_ascii_isdigit (text[5]))
    return FALSE;
  for (gsize i = 6; i < length; i++)
    if (!g_ascii_isdigit (text[i]) && strchr (":.,+-Z", text[i]) == NULL)
      return FALSE;
  return TRUE;
}

static TallyDay
parse_iso (Scanner scanner)
{
  guint year, month, day;

  if (!scan_number (&scanner, 4, 4, &year) || !scan_char (&scanner, '-')
      || !scan_number (&scanner, 2, 2, &month) || !scan_char (&scanner, '-')
      || !scan_number (&scanner, 2, 2, &day))
    return TALLY_DAY_NONE;
  if (scanner.at != scanner.end && !is_time_of_day (scanner.at, (gsize) (scanner.end - scanner.at)))
    return TALLY_DAY_NONE;
  return tally_day_new (year, month, day);
}

static TallyDay
parse_us (Scanner scanner)
{
  guint year, month, day;
  const char *year_at;

  if (!scan_number (&scanner, 1, 2, &month) || !scan_char (&scanner, '/')
      || !scan_number (&scanner, 1, 2, &day) || !scan_char (&scanner, '/'))
    return TALLY_DAY_NONE;
  year_at = scanner.at;
  if (!scan_number (&scanner, 2, 4, &year) || scanner.at != scanner.end)
    return TALLY_DAY_NONE;
  if (scanner.at - year_at == 3)
    return TALLY_DAY_NONE;
  return tally_day_new (scanner.at - year_at == 2 ? CENTURY + year : year, month, day);
}

static GDate
to_date (TallyDay day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  return date;
}

TallyDay
tally_day_new (guint year,
               guint month,
               guint day)
{
  GDate date;

  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 || day > 31
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return TALLY_DAY_NONE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return g_date_get_julian (&date);
}

void
tally_day_split (TallyDay  day,
                 guint    *out_year,
                 guint    *out_month,
                 guint    *out_day)
{
  GDate date;

  g_return_if_fail (out_year != NULL && out_month != NULL && out_day != NULL);
  *out_year = *out_month = *out_day = 0;
  if (day == TALLY_DAY_NONE)
    return;
  date = to_date (day);
  *out_year = g_date_get_year (&date);
  *out_month = (guint) g_date_get_month (&date);
  *out_day = g_date_get_day (&date);
}

gboolean
tally_day_parse (const char *text,
                 gsize       length,
                 TallyDay   *out_day)
{
  Scanner scanner = { text, text + length };
  TallyDay day;

  g_return_val_if_fail (text != NULL && out_day != NULL, FALSE);
  while (scanner.at < scanner.end && *scanner.at == ' ')
    scanner.at++;
  while (scanner.end > scanner.at && scanner.end[-1] == ' ')
    scanner.end--;
  day = parse_iso (scanner);
  if (day == TALLY_DAY_NONE)
    day = parse_us (scanner);
  if (day == TALLY_DAY_NONE)
    return FALSE;
  *out_day = day;
  return TRUE;
}

const char *
tally_day_format_iso (TallyDay  day,
                      char     *buffer,
                      gsize     size)
{
  guint y, m, d;

  g_return_val_if_fail (buffer != NULL && size >= TALLY_DAY_BUFFER_SIZE, "");
  tally_day_split (day, &y, &m, &d);
  if (day == TALLY_DAY_NONE)
    *buffer = '\0';
  else
    g_snprintf (buffer, size, "%04u-%02u-%02u", y, m, d);
  return buffer;
}

const char *
tally_day_format_us (TallyDay  day,
                     char     *buffer,
                     gsize     size)
{
  guint y, m, d;

  g_return_val_if_fail (buffer != NULL && size >= TALLY_DAY_BUFFER_SIZE, "");
  tally_day_split (day, &y, &m, &d);
  if (day == TALLY_DAY_NONE)
    *buffer = '\0';
  else
    g_snprintf (buffer, size, "%02u/%02u/%04u", m, d, y);
  return buffer;
}

guint
tally_day_get_weekday (TallyDay day)
{
  GDate date;

  if (day == TALLY_DAY_NONE)
    return 0;
  date = to_date (day);
  return (guint) g_date_get_weekday (&date);
}

const char *
tally_day_get_weekday_name (TallyDay day)
{
  static const char *const names[] = {
    "", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  };

  return names[tally_day_get_weekday (day)];
}

TallyDay
tally_week_get_start (TallyDay week_ending)
{
  return week_ending < DAYS_PER_WEEK ? TALLY_DAY_NONE : week_ending - (DAYS_PER_WEEK - 1);
}

gboolean
tally_week_contains (TallyDay week_ending,
                     TallyDay day)
{
  return day != TALLY_DAY_NONE && day <= week_ending && day >= tally_week_get_start (week_ending);
}

gboolean
tally_week_is_regular (TallyDay week_ending)
{
  return tally_day_get_weekday (week_ending) == G_DATE_SUNDAY;
}

const char *
tally_week_format (TallyDay  week_ending,
                   char     *buffer,
                   gsize     size)
{
  guint y, m, d;

  g_return_val_if_fail (buffer != NULL && size >= TALLY_DAY_BUFFER_SIZE, "");
  tally_day_split (week_ending, &y, &m, &d);
  g_snprintf (buffer, size, "%02u%02u%02u", m, d, y % 100);
  return buffer;
}

gboolean
tally_week_parse (const char *text,
                  gsize       length,
                  TallyDay   *out_week_ending)
{
  TallyDay day;
  guint digits[6];

  g_return_val_if_fail (text != NULL && out_week_ending != NULL, FALSE);
  if (length != G_N_ELEMENTS (digits))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      digits[i] = (guint) (text[i] - '0');
    }
  day = tally_day_new (CENTURY + digits[4] * 10 + digits[5], digits[0] * 10 + digits[1],
                       digits[2] * 10 + digits[3]);
  if (day == TALLY_DAY_NONE)
    return FALSE;
  *out_week_ending = day;
  return TRUE;
}
