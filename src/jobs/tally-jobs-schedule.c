/* tally-jobs-schedule.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-schedule.h"

#include "tally-jobs-margin.h"

#define SEC ((gint64) G_USEC_PER_SEC)
#define NEVER G_MAXINT64

/* A schedule of each second that slept for a year: the rest is passed over in one step. */
#define MAX_STEPS 1000

/* Starts that became one. */
typedef struct {
  TallyJobsMoment first;
  TallyJobsMoment last;
  guint           n_due; /* 0 = none */
} Batch;

typedef struct {
  TallyJobsTimetable *timetable;       /* (owned) */
  GArray             *lateness_usec;   /* (owned) */
  gint64              settled_utc_usec; /* starts until then began, or are left out */
  gint64              seen_utc_usec;   /* moments until then are in pending, out, or settled */
  gint64              told_utc_usec;   /* moments until then that were missed are told */
  gint64              not_before_utc_usec;
  Batch               pending;
  Batch               out;             /* handed out, or at work */
  gboolean            is_caught_up;    /* of what is handed out */
  gboolean            is_running;
  gboolean            was_begun;       /* and put off then: it teaches nothing any more */
  gboolean            overrun_told;
  gint64              began_usec;      /* monotonic */
} Item;

struct _TallyJobsSchedule {
  TallyClock *clock;       /* (owned) */
  GPtrArray  *items;       /* (owned) (element-type Item) */
  gint64      offset_usec; /* of the time of day to the monotonic one, when it was looked at last */
  gboolean    catch_up;
  gboolean    was_polled;
};

static void
item_free (Item *self)
{
  tally_jobs_timetable_unref (self->timetable);
  g_array_unref (self->lateness_usec);
  g_free (self);
}

TallyJobsSchedule *
tally_jobs_schedule_new (TallyClock *clock,
                         gboolean    catch_up)
{
  TallyJobsSchedule *self;

  g_return_val_if_fail (clock != NULL, NULL);
  self = g_new0 (TallyJobsSchedule, 1);
  self->clock = tally_clock_ref (clock);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  self->catch_up = catch_up;
  return self;
}

void
tally_jobs_schedule_free (TallyJobsSchedule *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->items);
  tally_clock_unref (self->clock);
  g_free (self);
}

static gint64
get_now (TallyJobsSchedule *self)
{
  return tally_clock_get_utc_usec (self->clock);
}

static void
set_marks (Item   *item,
           gint64  utc_usec)
{
  item->settled_utc_usec = item->seen_utc_usec = item->told_utc_usec = utc_usec;
}

void
tally_jobs_schedule_add (TallyJobsSchedule  *self,
                         TallyJobsTimetable *timetable,
                         gint64              settled_utc_usec,
                         GArray             *lateness_usec)
{
  gint64 now;
  Item *item;

  g_return_if_fail (self != NULL && timetable != NULL && lateness_usec != NULL);
  now = get_now (self);
  item = g_new0 (Item, 1);
  item->timetable = timetable;
  item->lateness_usec = lateness_usec;
  set_marks (item, settled_utc_usec < 0 || settled_utc_usec > now + TALLY_JOBS_SCHEDULE_MAX_AHEAD_USEC
                     ? now : settled_utc_usec);
  g_ptr_array_add (self->items, item);
}

static Item *
find_item (TallyJobsSchedule *self,
           const char        *name)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = self->items->pdata[i];
      if (strcmp (tally_jobs_timetable_get_name (item->timetable), name) == 0)
        return item;
    }
  return NULL;
}

static void
batch_add (Batch                 *self,
           const TallyJobsMoment *moment,
           guint                  n_due)
{
  if (self->n_due == 0)
    self->first = *moment;
  self->last = *moment;
  self->n_due += n_due;
}

/* What has become due since the last look. */
static void
absorb (Item   *item,
        gint64  now_utc_usec)
{
  TallyJobsMoment moment;

  for (guint n_steps = 0; tally_jobs_timetable_next (item->timetable, item->seen_utc_usec, &moment)
                          && moment.planned_utc_usec <= now_utc_usec; n_steps++)
    {
      if (n_steps == MAX_STEPS)
        tally_jobs_timetable_previous (item->timetable, now_utc_usec, TRUE, &moment);
      batch_add (&item->pending, &moment, 1);
      item->seen_utc_usec = moment.due_utc_usec;
    }
}

static gint64
find_margin (const Item *item,
             gint64      due_utc_usec)
{
  gint64 margin = tally_jobs_timetable_get_margin_usec (item->timetable);
  TallyJobsMoment next;

  if (margin > 0)
    return margin;
  margin = tally_jobs_margin_learn (item->lateness_usec);
  if (tally_jobs_timetable_next (item->timetable, due_utc_usec, &next))
    margin = MIN (margin, next.due_utc_usec - due_utc_usec);
  return MAX (margin, TALLY_JOBS_MARGIN_LEAST_USEC);
}

static TallyScheduleEvent *
make_event (const Item             *item,
            TallyScheduleEventKind  kind,
            const Batch            *batch,
            gint64                  span_usec)
{
  TallyScheduleEvent *event = g_new0 (TallyScheduleEvent, 1);

  event->kind = kind;
  event->name = g_strdup (item != NULL ? tally_jobs_timetable_get_name (item->timetable) : "");
  event->span_usec = span_usec;
  if (batch == NULL)
    return event;
  event->first_due_utc_usec = batch->first.due_utc_usec;
  event->due_utc_usec = batch->last.due_utc_usec;
  event->planned_utc_usec = batch->last.planned_utc_usec;
  event->n_due = batch->n_due;
  return event;
}

/* The next moment that waits for its start and was not told as missed. */
static gboolean
find_untold (const Item      *item,
             TallyJobsMoment *out_moment)
{
  return (item->pending.n_due > 0 || (item->out.n_due > 0 && !item->is_running))
         && tally_jobs_timetable_next (item->timetable, item->told_utc_usec, out_moment)
         && out_moment->due_utc_usec <= item->seen_utc_usec;
}

static void
look_for_missed (Item      *item,
                 gint64     now_utc_usec,
                 GPtrArray *events)
{
  Batch missed = { .n_due = 0 };
  TallyJobsMoment moment;
  gint64 margin = 0;

  while (missed.n_due < MAX_STEPS && find_untold (item, &moment))
    {
      margin = find_margin (item, moment.due_utc_usec);
      if (moment.planned_utc_usec + margin >= now_utc_usec)
        break;
      batch_add (&missed, &moment, 1);
      item->told_utc_usec = moment.due_utc_usec;
    }
  if (missed.n_due == MAX_STEPS)
    item->told_utc_usec = item->seen_utc_usec;
  if (missed.n_due > 0)
    g_ptr_array_add (events, make_event (item, TALLY_SCHEDULE_EVENT_MISSED, &missed,
                                         find_margin (item, missed.last.due_utc_usec)));
}

static void
settle (Item        *item,
        const Batch *batch)
{
  item->settled_utc_usec = MAX (item->settled_utc_usec, batch->last.due_utc_usec);
  item->told_utc_usec = MAX (item->told_utc_usec, batch->last.due_utc_usec);
}

/* Gives the pending start out, or leaves it where it is. */
static void
hand_out (TallyJobsSchedule *self,
          Item              *item,
          gint64             now_utc_usec,
          GPtrArray         *events)
{
  gint64 margin;
  gboolean is_late;
  TallyScheduleEvent *event;

  if (item->pending.n_due == 0 || item->out.n_due > 0 || now_utc_usec < item->not_before_utc_usec)
    return;
  margin = find_margin (item, item->pending.last.due_utc_usec);
  is_late = now_utc_usec - item->pending.last.planned_utc_usec > margin;
  if (is_late && !self->catch_up)
    {
      g_ptr_array_add (events, make_event (item, TALLY_SCHEDULE_EVENT_DROPPED, &item->pending, margin));
      settle (item, &item->pending);
      item->pending.n_due = 0;
      return;
    }
  item->out = item->pending;
  item->is_caught_up = is_late || item->pending.n_due > 1 || item->was_begun;
  item->pending.n_due = 0;
  event = make_event (item, TALLY_SCHEDULE_EVENT_DUE, &item->out, 0);
  event->is_caught_up = item->is_caught_up;
  g_ptr_array_add (events, event);
}

static void
look_for_overrun (TallyJobsSchedule *self,
                  Item              *item,
                  GPtrArray         *events)
{
  gint64 expected = tally_jobs_timetable_get_expected_usec (item->timetable);

  if (!item->is_running || item->overrun_told || expected <= 0
      || tally_clock_get_monotonic_usec (self->clock) - item->began_usec <= expected)
    return;
  item->overrun_told = TRUE;
  g_ptr_array_add (events, make_event (item, TALLY_SCHEDULE_EVENT_OVERRUN, &item->out, expected));
}

/* A clock that was far ahead left marks there, and nothing would be due until then. */
static void
bring_back (Item   *item,
            gint64  now_utc_usec)
{
  if (item->seen_utc_usec > now_utc_usec + TALLY_JOBS_SCHEDULE_MAX_AHEAD_USEC)
    set_marks (item, now_utc_usec);
  if (item->not_before_utc_usec > now_utc_usec + TALLY_JOBS_SCHEDULE_MAX_AHEAD_USEC)
    item->not_before_utc_usec = now_utc_usec;
}

static void
look_at_clock (TallyJobsSchedule *self,
               GPtrArray         *events)
{
  gint64 offset = get_now (self) - tally_clock_get_monotonic_usec (self->clock);
  gint64 jump = offset - self->offset_usec;

  if (self->was_polled && ABS (jump) >= TALLY_JOBS_SCHEDULE_JUMP_USEC)
    g_ptr_array_add (events, make_event (NULL, TALLY_SCHEDULE_EVENT_CLOCK, NULL, jump));
  self->offset_usec = offset;
  self->was_polled = TRUE;
}

GPtrArray *
tally_jobs_schedule_poll (TallyJobsSchedule *self)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_schedule_event_free);
  gint64 now;

  g_return_val_if_fail (self != NULL, events);
  look_at_clock (self, events);
  now = get_now (self);
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = self->items->pdata[i];
      bring_back (item, now);
      absorb (item, now);
      look_for_missed (item, now, events);
      hand_out (self, item, now, events);
      look_for_overrun (self, item, events);
    }
  return events;
}

static gint64
find_next_start (const Item *item)
{
  TallyJobsMoment next;

  if (item->pending.n_due > 0 && item->out.n_due == 0)
    return MAX (item->pending.last.planned_utc_usec, item->not_before_utc_usec);
  return tally_jobs_timetable_next (item->timetable, item->seen_utc_usec, &next) ? next.planned_utc_usec : NEVER;
}

static gint64
find_wake (TallyJobsSchedule *self,
           const Item        *item)
{
  gint64 wake = find_next_start (item);
  gint64 expected = tally_jobs_timetable_get_expected_usec (item->timetable);
  TallyJobsMoment untold;

  if (find_untold (item, &untold))
    wake = MIN (wake, untold.planned_utc_usec + find_margin (item, untold.due_utc_usec) + 1);
  if (item->is_running && !item->overrun_told && expected > 0)
    wake = MIN (wake, item->began_usec + expected + 1 + self->offset_usec);
  return wake;
}

gint64
tally_jobs_schedule_get_wake (TallyJobsSchedule *self)
{
  gint64 wake = NEVER;

  g_return_val_if_fail (self != NULL, NEVER);
  for (guint i = 0; i < self->items->len; i++)
    wake = MIN (wake, find_wake (self, self->items->pdata[i]));
  return wake;
}

gint64
tally_jobs_schedule_get_next (TallyJobsSchedule  *self,
                              const char        **out_name)
{
  gint64 next = NEVER;

  g_return_val_if_fail (self != NULL, NEVER);
  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = self->items->pdata[i];
      gint64 start = find_next_start (item);
      if (start < next && out_name != NULL)
        *out_name = tally_jobs_timetable_get_name (item->timetable);
      next = MIN (next, start);
    }
  return next;
}

static TallyScheduleStart *
make_start (const Item *item,
            gint64      now_utc_usec)
{
  TallyScheduleStart *start = g_new0 (TallyScheduleStart, 1);

  start->name = g_strdup (tally_jobs_timetable_get_name (item->timetable));
  start->due_utc_usec = item->out.last.due_utc_usec;
  start->planned_utc_usec = item->out.last.planned_utc_usec;
  start->started_utc_usec = now_utc_usec;
  start->n_due = item->out.n_due;
  start->is_caught_up = item->is_caught_up;
  return start;
}

TallyScheduleStart *
tally_jobs_schedule_begin (TallyJobsSchedule *self,
                           const char        *name)
{
  gint64 now;
  gint64 lateness;
  Item *item;

  g_return_val_if_fail (self != NULL && name != NULL, NULL);
  now = get_now (self);
  item = find_item (self, name);
  if (item == NULL || item->out.n_due == 0 || item->is_running)
    return NULL;
  item->is_running = item->was_begun = TRUE;
  item->overrun_told = FALSE;
  item->began_usec = tally_clock_get_monotonic_usec (self->clock);
  lateness = now - item->out.last.planned_utc_usec;
  if (!item->is_caught_up)
    g_array_append_val (item->lateness_usec, lateness);
  if (item->lateness_usec->len > TALLY_JOBS_MARGIN_MAX_STARTS)
    g_array_remove_index (item->lateness_usec, 0);
  settle (item, &item->out);
  return make_start (item, now);
}

void
tally_jobs_schedule_put_off (TallyJobsSchedule *self,
                             const char        *name,
                             gint64             wait_usec)
{
  Item *item;

  g_return_if_fail (self != NULL && name != NULL);
  item = find_item (self, name);
  if (item == NULL || item->out.n_due == 0)
    return;
  item->is_running = FALSE;
  if (item->pending.n_due == 0)
    item->pending.last = item->out.last;
  item->pending.first = item->out.first;
  item->pending.n_due += item->out.n_due;
  item->out.n_due = 0;
  item->not_before_utc_usec = get_now (self) + wait_usec;
}

void
tally_jobs_schedule_end (TallyJobsSchedule *self,
                         const char        *name)
{
  Item *item;

  g_return_if_fail (self != NULL && name != NULL);
  item = find_item (self, name);
  if (item == NULL || !item->is_running)
    return;
  item->is_running = item->was_begun = FALSE;
  item->out.n_due = 0;
}

gint64
tally_jobs_schedule_get_margin (TallyJobsSchedule *self,
                                const char        *name)
{
  Item *item;
  TallyJobsMoment next;

  g_return_val_if_fail (self != NULL && name != NULL, 0);
  item = find_item (self, name);
  if (item == NULL)
    return 0;
  if (!tally_jobs_timetable_next (item->timetable, item->seen_utc_usec, &next))
    next.due_utc_usec = item->seen_utc_usec;
  return find_margin (item, next.due_utc_usec);
}

gint64
tally_jobs_schedule_get_settled (TallyJobsSchedule *self,
                                 const char        *name)
{
  Item *item;

  g_return_val_if_fail (self != NULL && name != NULL, -1);
  item = find_item (self, name);
  return item != NULL ? item->settled_utc_usec : -1;
}
