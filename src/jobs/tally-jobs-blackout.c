/* tally-jobs-blackout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-blackout.h"

#include "tally-jobs-calendar.h"
#include "tally-jobs-error.h"
#include "tally-number.h"

#define SEC ((gint64) G_USEC_PER_SEC)
#define DAY_USEC (86400 * SEC)
#define MAX_WINDOW_USEC (31 * DAY_USEC)
#define MAX_WINDOWS 20

/* Windows that follow each other more often than this have no gap that anyone meant. */
#define MAX_STEPS 5000

typedef struct {
  TallyJobsCalendar *calendar;       /* (owned) (nullable) NULL = days */
  gint64             duration_usec;  /* of each window of the calendar */
  gint64             start_utc_usec; /* of days */
  gint64             end_utc_usec;   /* of days */
} Window;

struct _TallyJobsBlackout {
  GPtrArray *windows; /* (owned) (element-type Window) */
};

static void
window_free (Window *self)
{
  tally_jobs_calendar_free (self->calendar);
  g_free (self);
}

static gboolean
fail (const char  *text,
      GError     **error)
{
  g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_SETTING,
               "'%s' is no blackout window; write a day (2026-12-24), days (2026-12-24..2026-12-26), or an "
               "expression and how long it lasts, 1 min to 31 d (Sat *-*-* 22:00 for 6h)", text);
  return FALSE;
}

static gboolean
parse_duration (const char *text,
                gint64     *out_usec)
{
  static const struct {
    const char *name;
    gint64      secs;
  } units[] = { { "m", 60 }, { "min", 60 }, { "h", 3600 }, { "d", 86400 } };
  gsize n_digits = strspn (text, "0123456789");
  const char *unit = text + n_digits + strspn (text + n_digits, " ");
  gint64 number;

  if (!tally_number_parse_int64 (text, n_digits, &number) || number < 1 || number > 31 * 24 * 60)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (strcmp (unit, units[i].name) == 0)
      {
        *out_usec = number * units[i].secs * SEC;
        return *out_usec <= MAX_WINDOW_USEC;
      }
  return FALSE;
}

static gboolean
parse_day (const char *text,
           GDate      *out_day)
{
  gint64 year, month, day;

  if (strlen (text) != 10 || text[4] != '-' || text[7] != '-' || !tally_number_parse_int64 (text, 4, &year)
      || !tally_number_parse_int64 (text + 5, 2, &month) || !tally_number_parse_int64 (text + 8, 2, &day)
      || year < 1970 || year > 2199 || !g_date_valid_month ((GDateMonth) month) || day < 1 || day > 31
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_clear (out_day, 1);
  g_date_set_dmy (out_day, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

/* The first moment of a day; where midnight is left out, the one that the clock leaps to. */
static gint64
find_midnight (const GDate *day,
               GTimeZone   *zone)
{
  g_autoptr (GDateTime) midnight = g_date_time_new (zone, g_date_get_year (day), (gint) g_date_get_month (day),
                                                    g_date_get_day (day), 0, 0, 0);

  return g_date_time_to_unix (midnight) * SEC;
}

static gboolean
parse_days (Window     *self,
            const char *text,
            GTimeZone  *zone)
{
  g_auto (GStrv) parts = g_strsplit (text, "..", 2);
  GDate first, last;

  if (!parse_day (g_strstrip (parts[0]), &first)
      || !parse_day (g_strstrip (parts[1] != NULL ? parts[1] : parts[0]), &last)
      || g_date_compare (&last, &first) < 0)
    return FALSE;
  g_date_add_days (&last, 1);
  self->start_utc_usec = find_midnight (&first, zone);
  self->end_utc_usec = find_midnight (&last, zone);
  return TRUE;
}

static gboolean
parse_window (Window      *self,
              const char  *text,
              const char  *zone_name,
              GError     **error)
{
  const char *behind = g_strrstr (text, " for ");
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_name);
  g_autofree char *expression = NULL;
  g_autofree char *duration = NULL;

  if (behind == NULL)
    return (zone != NULL && parse_days (self, text, zone)) || fail (text, error);
  expression = g_strndup (text, (gsize) (behind - text));
  duration = g_strstrip (g_strdup (behind + strlen (" for ")));
  if (!parse_duration (duration, &self->duration_usec))
    return fail (text, error);
  self->calendar = tally_jobs_calendar_new (expression, zone_name, error);
  return self->calendar != NULL;
}

TallyJobsBlackout *
tally_jobs_blackout_new (const char  *text,
                         const char  *zone,
                         GError     **error)
{
  g_autoptr (TallyJobsBlackout) self = NULL;
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (text != NULL && zone != NULL, NULL);
  self = g_new0 (TallyJobsBlackout, 1);
  self->windows = g_ptr_array_new_with_free_func ((GDestroyNotify) window_free);
  parts = g_strsplit (text, ";", -1);
  if (g_strv_length (parts) > MAX_WINDOWS)
    {
      g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_SETTING, "more than %d blackout windows", MAX_WINDOWS);
      return NULL;
    }
  for (guint i = 0; parts[i] != NULL; i++)
    {
      Window *window;
      if (*g_strstrip (parts[i]) == '\0')
        continue;
      window = g_new0 (Window, 1);
      g_ptr_array_add (self->windows, window);
      if (!parse_window (window, parts[i], zone, error))
        return NULL;
    }
  return g_steal_pointer (&self);
}

void
tally_jobs_blackout_free (TallyJobsBlackout *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->windows);
  g_free (self);
}

/* The end of a window around the moment, or the moment itself. */
static gint64
find_window_end (const Window *self,
                 gint64        utc_usec)
{
  gint64 start;

  if (self->calendar == NULL)
    return utc_usec >= self->start_utc_usec && utc_usec < self->end_utc_usec ? self->end_utc_usec : utc_usec;
  start = tally_jobs_calendar_next (self->calendar, utc_usec - self->duration_usec);
  return start >= 0 && start <= utc_usec ? MAX (start + self->duration_usec, utc_usec) : utc_usec;
}

gint64
tally_jobs_blackout_find_end (const TallyJobsBlackout *self,
                              gint64                   utc_usec)
{
  gint64 end = utc_usec;

  for (guint n_steps = 0; self != NULL && n_steps < MAX_STEPS; n_steps++)
    {
      gint64 before = end;
      for (guint i = 0; i < self->windows->len; i++)
        end = MAX (end, find_window_end (self->windows->pdata[i], end));
      if (end == before)
        return end;
      if (end - utc_usec > TALLY_JOBS_BLACKOUT_MAX_DAYS * DAY_USEC)
        return -1;
    }
  return self == NULL ? utc_usec : -1;
}
