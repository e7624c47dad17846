/* tally-jobs-calendar-format.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-calendar-format.h"

#include "tally-jobs-calendar-private.h"
#include "tally-jobs-error.h"
#include "tally-text.h"

#define N_WEEKDAYS 7

static const char *const weekday_names[] = { "", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };

/* One field: which values there are, how they are written. */
typedef struct {
  const gboolean *set;
  guint           first;     /* smallest value of the field */
  guint           last;
  guint           base;      /* what set[0] means */
  const char     *range;     /* ".." or "-" */
  const char     *step;      /* (nullable): what stands before "/N", if repetitions may be written */
  guint           n_digits;
  gboolean        by_name;   /* weekdays */
} Field;

static gboolean
is_full (const gboolean *set,
         guint           first,
         guint           last)
{
  for (guint i = first; i <= last; i++)
    if (!set[i])
      return FALSE;
  return TRUE;
}

static gboolean
is_empty (const gboolean *set,
          guint           first,
          guint           last)
{
  for (guint i = first; i <= last; i++)
    if (set[i])
      return FALSE;
  return TRUE;
}

/* 2 for { 0, 2, 4, … }, 0 if it is nothing like that. */
static guint
find_step (const Field *field)
{
  for (guint step = 2; field->step != NULL && step <= field->last / 2; step++)
    {
      gboolean fits = TRUE;
      for (guint i = 0; fits && i <= field->last; i++)
        fits = field->set[i] == (i % step == 0);
      if (fits)
        return step;
    }
  return 0;
}

static void
add_value (GString     *out,
           const Field *field,
           guint        value)
{
  if (field->by_name)
    g_string_append (out, weekday_names[value]);
  else
    g_string_append_printf (out, "%0*u", (int) field->n_digits, value + field->base);
}

static void
add_values (GString     *out,
            const Field *field)
{
  gboolean is_first = TRUE;

  for (guint i = field->first; i <= field->last; i++)
    {
      guint end = i;
      if (!field->set[i])
        continue;
      while (end < field->last && field->set[end + 1])
        end++;
      end = end - i < 2 ? i : end; /* two are a list */
      if (!is_first)
        g_string_append_c (out, ',');
      add_value (out, field, i);
      if (end > i)
        g_string_append (out, field->range);
      if (end > i)
        add_value (out, field, end);
      is_first = FALSE;
      i = end;
    }
}

static void
add_field (GString     *out,
           const Field *field)
{
  guint step = find_step (field);

  if (is_full (field->set, field->first, field->last))
    g_string_append_c (out, '*');
  else if (step > 0)
    g_string_append_printf (out, "%s/%u", field->step, step);
  else
    add_values (out, field);
}

static void
add_systemd_date (GString                 *out,
                  const TallyJobsCalendar *self)
{
  const Field year = { .set = self->years, .last = TALLY_JOBS_CALENDAR_N_YEARS - 1,
                       .base = TALLY_JOBS_CALENDAR_FIRST_YEAR, .range = "..", .n_digits = 4 };
  const Field month = { .set = self->months, .first = 1, .last = 12, .range = "..", .n_digits = 2 };
  const Field day = { .set = self->days, .first = 1, .last = 31, .range = "..", .n_digits = 2 };
  const Field last_day = { .set = self->last_days, .first = 1, .last = 31, .range = "..", .n_digits = 2 };
  gboolean from_end = !is_empty (self->last_days, 1, 31);

  add_field (out, &year);
  g_string_append_c (out, '-');
  add_field (out, &month);
  g_string_append_c (out, from_end ? '~' : '-');
  add_field (out, from_end ? &last_day : &day);
}

static void
add_systemd_time (GString                 *out,
                  const TallyJobsCalendar *self)
{
  const Field hour = { .set = self->hours, .last = 23, .range = "..", .step = "0", .n_digits = 2 };
  const Field minute = { .set = self->minutes, .last = 59, .range = "..", .step = "0", .n_digits = 2 };
  const Field second = { .set = self->seconds, .last = 59, .range = "..", .step = "0", .n_digits = 2 };

  g_string_append_c (out, ' ');
  add_field (out, &hour);
  g_string_append_c (out, ':');
  add_field (out, &minute);
  g_string_append_c (out, ':');
  add_field (out, &second);
  g_string_append_printf (out, " %s", tally_jobs_calendar_get_zone (self));
}

static char *
dup_systemd (const TallyJobsCalendar *self,
             gboolean                 with_weekdays,
             gboolean                 with_days)
{
  const Field weekday = { .set = self->weekdays, .first = 1, .last = 7, .range = "..", .by_name = TRUE };
  GString *out = g_string_new (NULL);

  if (with_weekdays && !is_full (self->weekdays, 1, 7))
    {
      add_values (out, &weekday);
      g_string_append_c (out, ' ');
    }
  if (with_days)
    add_systemd_date (out, self);
  else
    {
      TallyJobsCalendar any_day = *self;
      for (guint i = 1; i <= 31; i++)
        any_day.days[i] = TRUE;
      add_systemd_date (out, &any_day);
    }
  add_systemd_time (out, self);
  return tally_text_steal (out);
}

char **
tally_jobs_calendar_dup_systemd (const TallyJobsCalendar *self)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  g_return_val_if_fail (self != NULL, NULL);
  if (self->either_day)
    {
      g_ptr_array_add (lines, dup_systemd (self, TRUE, FALSE));
      g_ptr_array_add (lines, dup_systemd (self, FALSE, TRUE));
    }
  else
    {
      g_ptr_array_add (lines, dup_systemd (self, TRUE, TRUE));
    }
  g_ptr_array_add (lines, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&lines), FALSE);
}

/* What cron has no word for, or NULL. */
static const char *
find_problem (const TallyJobsCalendar *self)
{
  if (!self->seconds[0] || !is_empty (self->seconds, 1, 59))
    return "seconds";
  if (!is_full (self->years, 0, TALLY_JOBS_CALENDAR_N_YEARS - 1))
    return "a year";
  if (!is_empty (self->last_days, 1, 31))
    return "a day counted from the end of the month";
  if (!self->either_day && !is_full (self->days, 1, 31) && !is_full (self->weekdays, 1, 7))
    return "a day of the month that has to be a certain weekday too";
  return NULL;
}

/* From Sunday, which is 0: a 7 is for some crons alone, and not for GitHub's. */
static void
list_weekdays_of_cron (const TallyJobsCalendar *self,
                       gboolean                 out_weekdays[N_WEEKDAYS])
{
  for (guint i = 1; i <= N_WEEKDAYS; i++)
    out_weekdays[i % N_WEEKDAYS] = self->weekdays[i];
}

char *
tally_jobs_calendar_dup_cron (const TallyJobsCalendar  *self,
                              GError                  **error)
{
  gboolean weekdays[N_WEEKDAYS];
  const Field fields[] = {
    { .set = self->minutes, .last = 59, .range = "-", .step = "*" },
    { .set = self->hours, .last = 23, .range = "-", .step = "*" },
    { .set = self->days, .first = 1, .last = 31, .range = "-" },
    { .set = self->months, .first = 1, .last = 12, .range = "-" },
    { .set = weekdays, .last = N_WEEKDAYS - 1, .range = "-" },
  };
  const char *problem = find_problem (self);
  GString *out;

  if (problem != NULL)
    {
      g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_SETTING,
                   "cron can't say it: it has %s; use a timer of systemd or 'tallyman --serve'", problem);
      return NULL;
    }
  list_weekdays_of_cron (self, weekdays);
  out = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (i > 0)
        g_string_append_c (out, ' ');
      add_field (out, &fields[i]);
    }
  return tally_text_steal (out);
}

const char *
tally_jobs_calendar_get_zone (const TallyJobsCalendar *self)
{
  g_return_val_if_fail (self != NULL, "UTC");
  return g_time_zone_get_identifier (self->zone);
}

gboolean
tally_jobs_calendar_follows_real_time (const TallyJobsCalendar *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->repeats_hourly;
}
