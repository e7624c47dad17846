/* tally-jobs-timetable.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-timetable.h"

#include "tally-hash.h"
#include "tally-jobs-calendar.h"
#include "tally-jobs-error.h"

#define SEC ((gint64) G_USEC_PER_SEC)
#define MAX_EXPRESSIONS 20
#define FIRST_LOOK_BACK_USEC (60 * SEC)
#define MAX_LOOK_BACK_USEC (800 * 86400 * SEC)

struct _TallyJobsTimetable {
  grefcount                ref_count;
  char                    *name;        /* (owned) */
  char                    *plan;        /* (owned) */
  GPtrArray               *calendars;   /* (owned) (element-type TallyJobsCalendar) */
  const TallyJobsBlackout *blackout;    /* (borrowed) (nullable) */
  gint64                   expected_usec;
  gint64                   margin_usec;
  gint64                   offset_usec; /* this installation's jitter */
};

/* The same for a schedule of an installation each time, so that the distance between two starts
 * stays what the expression says. */
static gint64
choose_offset (const TallyJobsTimetableOptions *options)
{
  g_autoptr (TallyHash) hash = tally_hash_new ("jitter", 1);
  guint64 number = 0;
  const char *hex;

  if (options->jitter_usec < SEC)
    return 0;
  tally_hash_add_text (hash, options->seed);
  tally_hash_add_text (hash, options->name);
  hex = tally_hash_get_hex (hash);
  for (guint i = 0; i < 15; i++)
    number = number * 16 + (guint64) g_ascii_xdigit_value (hex[i]);
  return (gint64) (number % (guint64) (options->jitter_usec / SEC + 1)) * SEC;
}

static gboolean
add_calendars (TallyJobsTimetable               *self,
               const TallyJobsTimetableOptions  *options,
               GError                          **error)
{
  g_auto (GStrv) parts = g_strsplit (options->expressions, ";", -1);

  if (g_strv_length (parts) > MAX_EXPRESSIONS)
    {
      g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_SETTING, "the schedule %s has more than %d expressions",
                   options->name, MAX_EXPRESSIONS);
      return FALSE;
    }
  for (guint i = 0; parts[i] != NULL; i++)
    {
      TallyJobsCalendar *calendar;
      if (*g_strstrip (parts[i]) == '\0')
        continue;
      calendar = tally_jobs_calendar_new (parts[i], options->zone, error);
      if (calendar == NULL)
        return FALSE;
      g_ptr_array_add (self->calendars, calendar);
    }
  if (self->calendars->len > 0)
    return TRUE;
  g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_SETTING,
               "the schedule %s has no expression; write one, as \"Mon..Fri *-*-* 08..18/2:00\"",
               options->name);
  return FALSE;
}

TallyJobsTimetable *
tally_jobs_timetable_new (const TallyJobsTimetableOptions  *options,
                          GError                          **error)
{
  g_autoptr (TallyJobsTimetable) self = NULL;

  g_return_val_if_fail (options != NULL && options->name != NULL && options->expressions != NULL, NULL);
  g_return_val_if_fail (options->zone != NULL, NULL);
  self = g_new0 (TallyJobsTimetable, 1);
  g_ref_count_init (&self->ref_count);
  self->name = g_strdup (options->name);
  self->plan = g_strdup_printf ("%s in %s", options->expressions, options->zone);
  self->calendars = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_jobs_calendar_free);
  self->blackout = options->blackout;
  self->expected_usec = options->expected_usec;
  self->margin_usec = options->margin_usec;
  self->offset_usec = choose_offset (options);
  return add_calendars (self, options, error) ? g_steal_pointer (&self) : NULL;
}

TallyJobsTimetable *
tally_jobs_timetable_ref (TallyJobsTimetable *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_ref_count_inc (&self->ref_count);
  return self;
}

void
tally_jobs_timetable_unref (TallyJobsTimetable *self)
{
  if (self == NULL || !g_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->calendars);
  g_free (self->name);
  g_free (self->plan);
  g_free (self);
}

const char *
tally_jobs_timetable_get_name (const TallyJobsTimetable *self)
{
  g_return_val_if_fail (self != NULL, "");
  return self->name;
}

const char *
tally_jobs_timetable_get_plan (const TallyJobsTimetable *self)
{
  g_return_val_if_fail (self != NULL, "");
  return self->plan;
}

GPtrArray *
tally_jobs_timetable_list_calendars (const TallyJobsTimetable *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->calendars;
}

gint64
tally_jobs_timetable_get_expected_usec (const TallyJobsTimetable *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->expected_usec;
}

gint64
tally_jobs_timetable_get_margin_usec (const TallyJobsTimetable *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->margin_usec;
}

gboolean
tally_jobs_timetable_next (const TallyJobsTimetable *self,
                           gint64                    after_utc_usec,
                           TallyJobsMoment          *out_moment)
{
  gint64 due = -1;
  gint64 planned;

  g_return_val_if_fail (self != NULL && out_moment != NULL, FALSE);
  for (guint i = 0; i < self->calendars->len; i++)
    {
      gint64 next = tally_jobs_calendar_next (self->calendars->pdata[i], after_utc_usec);
      if (next >= 0 && (due < 0 || next < due))
        due = next;
    }
  planned = due < 0 ? -1 : tally_jobs_blackout_find_end (self->blackout, due + self->offset_usec);
  if (planned < 0)
    return FALSE;
  *out_moment = (TallyJobsMoment) { .due_utc_usec = due, .planned_utc_usec = planned };
  return TRUE;
}

/* Looks back twice as far each time, so that few moments are stepped over, however often it is
 * due. */
gboolean
tally_jobs_timetable_previous (const TallyJobsTimetable *self,
                               gint64                    until_utc_usec,
                               gboolean                  by_plan,
                               TallyJobsMoment          *out_moment)
{
  gboolean found = FALSE;

  g_return_val_if_fail (self != NULL && out_moment != NULL, FALSE);
  for (gint64 back = FIRST_LOOK_BACK_USEC; !found && back < MAX_LOOK_BACK_USEC; back *= 2)
    {
      TallyJobsMoment moment = { .due_utc_usec = until_utc_usec - back };
      while (tally_jobs_timetable_next (self, moment.due_utc_usec, &moment)
             && (by_plan ? moment.planned_utc_usec : moment.due_utc_usec) <= until_utc_usec)
        {
          *out_moment = moment;
          found = TRUE;
        }
    }
  return found;
}
