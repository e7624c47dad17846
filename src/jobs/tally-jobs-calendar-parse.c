/* tally-jobs-calendar-parse.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-calendar-private.h"

#include "tally-jobs-error.h"

/* Shorthands of both worlds, as OnCalendar writes them: the same words mean the same there. */
static const struct {
  const char *name;
  const char *meaning;
} shorthands[] = {
  { "minutely", "*-*-* *:*:00" },      { "hourly", "*-*-* *:00:00" },
  { "daily", "*-*-* 00:00:00" },       { "midnight", "*-*-* 00:00:00" },
  { "weekly", "Mon *-*-* 00:00:00" },  { "monthly", "*-*-01 00:00:00" },
  { "yearly", "*-01-01 00:00:00" },    { "annually", "*-01-01 00:00:00" },
  { "quarterly", "*-01,04,07,10-01 00:00:00" }, { "semiannually", "*-01,07-01 00:00:00" },
};

static gboolean
fail_shape (const char  *text,
            GError     **error)
{
  g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_SETTING,
               "'%s' is no schedule; write cron's five fields (\"0 */2 * * 1-5\"), systemd's OnCalendar "
               "(\"Mon..Fri *-*-* 08..18/2:00\"), or daily, weekly, monthly", text);
  return FALSE;
}

static void
set_all (gboolean *set,
         guint     n)
{
  for (guint i = 0; i < n; i++)
    set[i] = TRUE;
}

/* Whether hours come by repetition rather than by name. */
static gboolean
is_repetition (const char *hours)
{
  return hours[0] == '*' || (strchr (hours, '/') != NULL && strstr (hours, "..") == NULL
                             && strchr (hours, '-') == NULL);
}

gboolean
tally_jobs_calendar_parse_cron (TallyJobsCalendar  *self,
                                char              **fields,
                                GError            **error)
{
  set_all (self->years, G_N_ELEMENTS (self->years));
  self->seconds[0] = TRUE;
  self->either_day = fields[2][0] != '*' && fields[4][0] != '*';
  self->repeats_hourly = is_repetition (fields[1]);
  return tally_jobs_calendar_parse_list (fields[0], TALLY_JOBS_CALENDAR_MINUTE, self->minutes, error)
         && tally_jobs_calendar_parse_list (fields[1], TALLY_JOBS_CALENDAR_HOUR, self->hours, error)
         && tally_jobs_calendar_parse_list (fields[2], TALLY_JOBS_CALENDAR_DAY, self->days, error)
         && tally_jobs_calendar_parse_list (fields[3], TALLY_JOBS_CALENDAR_MONTH, self->months, error)
         && tally_jobs_calendar_parse_list (fields[4], TALLY_JOBS_CALENDAR_CRON_WEEKDAY, self->weekdays,
                                            error);
}

/* "2026-11-24", "*-*-1..7", "11-24", "*-02~01" */
static gboolean
parse_date (TallyJobsCalendar  *self,
            const char         *word,
            GError            **error)
{
  g_auto (GStrv) from_end = g_strsplit (word, "~", 2);
  g_auto (GStrv) parts = g_strsplit (from_end[0], "-", -1);
  guint n_parts = g_strv_length (parts);
  guint n_wanted = from_end[1] != NULL ? 1 : 2;
  gboolean has_year = n_parts == n_wanted + 1;
  const char *month;

  if (n_parts != n_wanted && !has_year)
    return fail_shape (word, error);
  month = parts[has_year ? 1 : 0];
  if (!has_year)
    set_all (self->years, G_N_ELEMENTS (self->years));
  else if (!tally_jobs_calendar_parse_list (parts[0], TALLY_JOBS_CALENDAR_YEAR, self->years, error))
    return FALSE;
  if (!tally_jobs_calendar_parse_list (month, TALLY_JOBS_CALENDAR_MONTH, self->months, error))
    return FALSE;
  if (from_end[1] != NULL)
    return tally_jobs_calendar_parse_list (from_end[1], TALLY_JOBS_CALENDAR_LAST_DAY, self->last_days, error);
  return tally_jobs_calendar_parse_list (parts[n_parts - 1], TALLY_JOBS_CALENDAR_DAY, self->days, error);
}

/* "08..18/2:00", "23:00:30" */
static gboolean
parse_time (TallyJobsCalendar  *self,
            const char         *word,
            GError            **error)
{
  g_auto (GStrv) parts = g_strsplit (word, ":", -1);
  guint n_parts = g_strv_length (parts);

  if (n_parts != 2 && n_parts != 3)
    return fail_shape (word, error);
  self->repeats_hourly = is_repetition (parts[0]);
  if (n_parts == 2)
    self->seconds[0] = TRUE;
  else if (!tally_jobs_calendar_parse_list (parts[2], TALLY_JOBS_CALENDAR_SECOND, self->seconds, error))
    return FALSE;
  return tally_jobs_calendar_parse_list (parts[0], TALLY_JOBS_CALENDAR_HOUR, self->hours, error)
         && tally_jobs_calendar_parse_list (parts[1], TALLY_JOBS_CALENDAR_MINUTE, self->minutes, error);
}

/* What OnCalendar leaves out: any day, midnight. */
static void
fill_in (TallyJobsCalendar *self,
         gboolean           has_weekday,
         gboolean           has_date,
         gboolean           has_time)
{
  if (!has_weekday)
    set_all (self->weekdays, G_N_ELEMENTS (self->weekdays));
  if (!has_date)
    {
      set_all (self->years, G_N_ELEMENTS (self->years));
      set_all (self->months, G_N_ELEMENTS (self->months));
      set_all (self->days, G_N_ELEMENTS (self->days));
    }
  if (!has_time)
    self->hours[0] = self->minutes[0] = self->seconds[0] = TRUE;
}

static gboolean
parse_words (TallyJobsCalendar  *self,
             char              **words,
             GError            **error)
{
  guint next = 0;
  gboolean has_weekday = words[0] != NULL && g_ascii_isalpha (words[0][0]);
  gboolean has_date;
  gboolean has_time;

  if (has_weekday
      && !tally_jobs_calendar_parse_list (words[next++], TALLY_JOBS_CALENDAR_WEEKDAY, self->weekdays, error))
    return FALSE;
  has_date = words[next] != NULL && strchr (words[next], ':') == NULL;
  if (has_date && !parse_date (self, words[next++], error))
    return FALSE;
  has_time = words[next] != NULL;
  if (has_time && !parse_time (self, words[next++], error))
    return FALSE;
  if (next == 0 || words[next] != NULL)
    return fail_shape (words[next] != NULL ? words[next] : "", error);
  fill_in (self, has_weekday, has_date, has_time);
  return TRUE;
}

gboolean
tally_jobs_calendar_parse_systemd (TallyJobsCalendar  *self,
                                   char              **words,
                                   GError            **error)
{
  const char *name = words[0] != NULL && words[0][0] == '@' ? words[0] + 1 : words[0];

  for (guint i = 0; i < G_N_ELEMENTS (shorthands); i++)
    if (words[0] != NULL && words[1] == NULL && g_ascii_strcasecmp (shorthands[i].name, name) == 0)
      {
        g_auto (GStrv) meant = g_strsplit (shorthands[i].meaning, " ", -1);
        return parse_words (self, meant, error);
      }
  return parse_words (self, words, error);
}
