/* tally-schedule.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-schedule.h"

#include "tally-clock.h"
#include "tally-text.h"

#define SEC ((gint64) G_USEC_PER_SEC)

static const char *const codes[] = {
  [TALLY_SCHEDULE_EVENT_DUE] = "schedule-due",
  [TALLY_SCHEDULE_EVENT_MISSED] = "schedule-missed",
  [TALLY_SCHEDULE_EVENT_DROPPED] = "schedule-dropped",
  [TALLY_SCHEDULE_EVENT_OVERRUN] = "schedule-overrun",
  [TALLY_SCHEDULE_EVENT_CLOCK] = "schedule-clock",
};

void
tally_schedule_start_free (TallyScheduleStart *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self);
}

void
tally_schedule_event_free (TallyScheduleEvent *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self);
}

const char *
tally_schedule_event_get_code (const TallyScheduleEvent *self)
{
  g_return_val_if_fail (self != NULL, "");
  return codes[self->kind];
}

char *
tally_schedule_dup_span (gint64 span_usec)
{
  static const struct {
    gint64      secs;
    const char *name;
  } units[] = { { 86400, "d" }, { 3600, "h" }, { 60, "min" }, { 1, "s" } };
  gint64 left = MAX (span_usec, 0) / SEC;
  GString *out = g_string_new (NULL);
  guint n_said = 0;

  for (guint i = 0; i < G_N_ELEMENTS (units) && n_said < 2; i++)
    {
      gboolean is_last = i == G_N_ELEMENTS (units) - 1;
      if (left / units[i].secs == 0 && !(is_last && n_said == 0))
        {
          n_said += n_said > 0; /* "1 d 5 min" would look exact and is not */
          continue;
        }
      g_string_append_printf (out, "%s%" G_GINT64_FORMAT " %s", n_said > 0 ? " " : "",
                              left / units[i].secs, units[i].name);
      left %= units[i].secs;
      n_said++;
    }
  return tally_text_steal (out);
}

static char *
dup_due (const TallyScheduleEvent *self)
{
  g_autofree char *due = tally_clock_format_utc (self->due_utc_usec);
  g_autofree char *first = tally_clock_format_utc (self->first_due_utc_usec);

  if (self->n_due > 1)
    return g_strdup_printf ("%u starts of the schedule %s from %s to %s", self->n_due, self->name, first, due);
  return g_strdup_printf ("the start of the schedule %s at %s", self->name, due);
}

char *
tally_schedule_event_dup_text (const TallyScheduleEvent *self)
{
  g_autofree char *due = NULL;
  g_autofree char *span = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  due = dup_due (self);
  span = tally_schedule_dup_span (ABS (self->span_usec));
  switch (self->kind)
    {
    case TALLY_SCHEDULE_EVENT_DUE:
      return g_strdup_printf ("%s is due%s", due, self->n_due > 1 ? " and done at once" : "");
    case TALLY_SCHEDULE_EVENT_MISSED:
      return g_strdup_printf ("%s: not seen within %s; look whether the scheduler ran then, the machine was on, "
                              "and no other run held the data directory", due, span);
    case TALLY_SCHEDULE_EVENT_DROPPED:
      return g_strdup_printf ("%s: left out, later than its margin of %s; set [schedule] catch-up to true to "
                              "have it made up for", due, span);
    case TALLY_SCHEDULE_EVENT_OVERRUN:
      return g_strdup_printf ("%s is at work for more than the %s that are expected; look at what it waits for, "
                              "or raise [schedule-%s] expected-minutes", due, span, self->name);
    case TALLY_SCHEDULE_EVENT_CLOCK:
    default:
      return g_strdup_printf (self->span_usec < 0
                                ? "the clock was set back by %s; starts that were done are not repeated"
                                : "the clock went %s ahead, or the machine was asleep; starts that were passed "
                                  "over are made up for once", span);
    }
}
