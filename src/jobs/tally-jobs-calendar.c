/* tally-jobs-calendar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-calendar.h"

#include "tally-jobs-calendar-private.h"
#include "tally-jobs-error.h"

#define DAY_SECS 86400
#define N_CRON_FIELDS 5
#define MAX_EXPRESSION_BYTES 512
#define NEVER G_MAXINT64

static char **
split_words (const char *expression)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = g_strsplit_set (expression, " \t", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0')
      g_strv_builder_add (builder, words[i]);
  return g_strv_builder_end (builder);
}

/* Cron's fields stand alone; OnCalendar has a word with ":" or "-", or one word. */
static gboolean
is_cron (char **words)
{
  if (g_strv_length (words) != N_CRON_FIELDS)
    return FALSE;
  for (guint i = 0; i < N_CRON_FIELDS; i++)
    if (strchr (words[i], ':') != NULL)
      return FALSE;
  return TRUE;
}

static gboolean
set_zone (TallyJobsCalendar  *self,
          const char         *zone,
          GError            **error)
{
  self->zone = g_time_zone_new_identifier (zone);
  if (self->zone != NULL)
    return TRUE;
  g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_SETTING,
               "'%s' is no time zone; write its IANA name, as \"America/Chicago\"", zone);
  return FALSE;
}

/* The zone at the end of an OnCalendar expression: a word with letters behind the first. */
static char *
steal_zone (char **words)
{
  guint n_words = g_strv_length (words);
  char *last = n_words > 1 ? words[n_words - 1] : NULL;

  if (last == NULL || !g_ascii_isalpha (last[0]))
    return NULL;
  words[n_words - 1] = NULL;
  return last;
}

static gboolean
parse (TallyJobsCalendar  *self,
       const char         *expression,
       const char         *zone,
       GError            **error)
{
  g_auto (GStrv) words = split_words (expression);
  g_autofree char *own_zone = NULL;

  if (is_cron (words))
    return set_zone (self, zone, error) && tally_jobs_calendar_parse_cron (self, words, error);
  own_zone = steal_zone (words);
  return set_zone (self, own_zone != NULL ? own_zone : zone, error)
         && tally_jobs_calendar_parse_systemd (self, words, error);
}

TallyJobsCalendar *
tally_jobs_calendar_new (const char  *expression,
                         const char  *zone,
                         GError     **error)
{
  g_autoptr (TallyJobsCalendar) self = NULL;

  g_return_val_if_fail (expression != NULL && zone != NULL, NULL);
  if (strlen (expression) > MAX_EXPRESSION_BYTES)
    {
      g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_SETTING,
                   "a schedule of more than %d bytes; write several shorter ones", MAX_EXPRESSION_BYTES);
      return NULL;
    }
  self = g_new0 (TallyJobsCalendar, 1);
  if (!parse (self, expression, zone, error))
    {
      g_prefix_error (error, "schedule \"%s\": ", expression);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
tally_jobs_calendar_free (TallyJobsCalendar *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_free (self);
}

static gint64
offset_at (const TallyJobsCalendar *self,
           gint64                   utc_secs)
{
  int interval = g_time_zone_find_interval (self->zone, G_TIME_TYPE_UNIVERSAL, utc_secs);

  return g_time_zone_get_offset (self->zone, interval);
}

static gboolean
is_due_on (const TallyJobsCalendar *self,
           GDate                   *date)
{
  guint year = g_date_get_year (date);
  guint month = g_date_get_month (date);
  guint day = g_date_get_day (date);
  guint from_end = (guint) g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year) - day + 1;
  gboolean day_fits = self->days[day] || self->last_days[from_end];
  gboolean weekday_fits = self->weekdays[g_date_get_weekday (date)];

  if (!self->years[year - TALLY_JOBS_CALENDAR_FIRST_YEAR] || !self->months[month])
    return FALSE;
  return self->either_day ? day_fits || weekday_fits : day_fits && weekday_fits;
}

/* A day on which clocks stay as they are: local times are in order. Returns NEVER if none fits. */
static gint64
find_on_plain_day (const TallyJobsCalendar *self,
                   gint64                   midnight_utc,
                   gint64                   after_utc)
{
  gint64 from = MAX (after_utc + 1 - midnight_utc, 0);

  for (gint64 hour = from / 3600; hour < 24; hour++)
    for (gint64 minute = 0; self->hours[hour] && minute < 60; minute++)
      {
        gint64 start = hour * 3600 + minute * 60;
        if (!self->minutes[minute] || start + 59 < from)
          continue;
        for (gint64 second = MAX (from - start, 0); second < 60; second++)
          if (self->seconds[second])
            return midnight_utc + start + second;
      }
  return NEVER;
}

/* A day on which clocks change, or its neighbour. */
typedef struct {
  const TallyJobsCalendar *calendar;
  gint64                   offset_before;
  gint64                   offset_after;
  gint64                   change_utc; /* the first second with the new offset */
  gint64                   after_utc;
  gint64                   best_utc;   /* the first one found so far */
} Change;

static void
offer (Change *change,
       gint64  utc)
{
  if (utc > change->after_utc && utc < change->best_utc)
    change->best_utc = utc;
}

/* A local time comes once, twice, or not at all. */
static void
offer_local (Change *change,
             gint64  local)
{
  gint64 before = local - change->offset_before;
  gint64 after = local - change->offset_after;
  gboolean comes_before = before < change->change_utc;
  gboolean comes_after = after >= change->change_utc;

  if (comes_before)
    offer (change, before);
  if (comes_after && (!comes_before || change->calendar->repeats_hourly))
    offer (change, after);
  if (!comes_before && !comes_after && !change->calendar->repeats_hourly)
    offer (change, change->change_utc);
}

static gint64
find_change (const TallyJobsCalendar *self,
             gint64                   low_utc,
             gint64                   high_utc)
{
  gint64 offset = offset_at (self, low_utc);

  while (high_utc - low_utc > 1)
    {
      gint64 middle = low_utc + (high_utc - low_utc) / 2;
      if (offset_at (self, middle) == offset)
        low_utc = middle;
      else
        high_utc = middle;
    }
  return high_utc;
}

static gint64
find_on_changing_day (const TallyJobsCalendar *self,
                      gint64                   midnight_local,
                      gint64                   after_utc)
{
  gint64 low = midnight_local - DAY_SECS;
  gint64 high = midnight_local + 2 * DAY_SECS;
  Change change = {
    .calendar = self,
    .offset_before = offset_at (self, low),
    .offset_after = offset_at (self, high),
    .change_utc = find_change (self, low, high),
    .after_utc = after_utc,
    .best_utc = NEVER,
  };

  for (gint64 hour = 0; hour < 24; hour++)
    for (gint64 minute = 0; self->hours[hour] && minute < 60; minute++)
      for (gint64 second = 0; self->minutes[minute] && second < 60; second++)
        if (self->seconds[second])
          offer_local (&change, midnight_local + hour * 3600 + minute * 60 + second);
  return change.best_utc;
}

static gint64
find_on_day (const TallyJobsCalendar *self,
             gint64                   midnight_local,
             gint64                   after_utc)
{
  gint64 offset = offset_at (self, midnight_local - DAY_SECS);

  if (offset_at (self, midnight_local + 2 * DAY_SECS) == offset)
    return find_on_plain_day (self, midnight_local - offset, after_utc);
  return find_on_changing_day (self, midnight_local, after_utc);
}

gint64
tally_jobs_calendar_next (const TallyJobsCalendar *self,
                          gint64                   after_utc_usec)
{
  gint64 after_utc = after_utc_usec / G_USEC_PER_SEC - (after_utc_usec % G_USEC_PER_SEC < 0 ? 1 : 0);
  gint64 day;
  GDate date;

  g_return_val_if_fail (self != NULL, -1);
  after_utc = MAX (after_utc, 0);
  day = MAX ((after_utc + offset_at (self, after_utc)) / DAY_SECS - 1, 0);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_JANUARY, TALLY_JOBS_CALENDAR_FIRST_YEAR);
  if (day > (gint64) TALLY_JOBS_CALENDAR_N_YEARS * 366)
    return -1;
  g_date_add_days (&date, (guint) day);
  for (; g_date_get_year (&date) <= TALLY_JOBS_CALENDAR_LAST_YEAR; g_date_add_days (&date, 1), day++)
    {
      gint64 found = is_due_on (self, &date) ? find_on_day (self, day * DAY_SECS, after_utc) : NEVER;
      if (found != NEVER)
        return found * G_USEC_PER_SEC;
    }
  return -1;
}
