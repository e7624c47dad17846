/* tally-jobs-calendar-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-calendar-private.h"

#include "tally-jobs-error.h"
#include "tally-number.h"

static const char *const month_names[] = {
  "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
  "november", "december",
};

static const char *const weekday_names[] = {
  "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
};

/* What a field takes; names count from 1. */
static const struct {
  const char        *title;
  int                least;
  int                most;
  const char *const *names;
  guint              n_names;
  gboolean           names_only;
} fields[] = {
  [TALLY_JOBS_CALENDAR_YEAR] = { "year", TALLY_JOBS_CALENDAR_FIRST_YEAR, TALLY_JOBS_CALENDAR_LAST_YEAR },
  [TALLY_JOBS_CALENDAR_MONTH] = { "month", 1, 12, month_names, G_N_ELEMENTS (month_names) },
  [TALLY_JOBS_CALENDAR_DAY] = { "day of the month", 1, 31 },
  [TALLY_JOBS_CALENDAR_LAST_DAY] = { "day before the month's end", 1, 31 },
  [TALLY_JOBS_CALENDAR_WEEKDAY] = { "weekday", 1, 7, weekday_names, G_N_ELEMENTS (weekday_names), TRUE },
  [TALLY_JOBS_CALENDAR_CRON_WEEKDAY] = { "weekday", 0, 7, weekday_names, G_N_ELEMENTS (weekday_names) },
  [TALLY_JOBS_CALENDAR_HOUR] = { "hour", 0, 23 },
  [TALLY_JOBS_CALENDAR_MINUTE] = { "minute", 0, 59 },
  [TALLY_JOBS_CALENDAR_SECOND] = { "second", 0, 59 },
};

static gboolean
fail (const char             *text,
      TallyJobsCalendarKind   kind,
      GError                **error)
{
  if (fields[kind].names_only)
    g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_SETTING,
                 "'%s' is no weekday; write Mon … Sun, lists \"Mon,Wed\" or ranges \"Mon..Fri\"", text);
  else
    g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_SETTING,
                 "'%s' is no %s; write %d … %d, lists \"1,3\", ranges, \"*\" or repetitions \"*/2\"", text,
                 fields[kind].title, fields[kind].least, fields[kind].most);
  return FALSE;
}

/* A name stands for itself in full or by its first three letters. */
static gboolean
parse_name (const char            *text,
            TallyJobsCalendarKind  kind,
            int                   *out_value)
{
  gsize length = strlen (text);

  for (guint i = 0; i < fields[kind].n_names; i++)
    if (g_ascii_strncasecmp (fields[kind].names[i], text, length) == 0
        && (length == 3 || length == strlen (fields[kind].names[i])))
      {
        *out_value = (int) i + 1;
        return TRUE;
      }
  return FALSE;
}

static gboolean
parse_value (const char            *text,
             TallyJobsCalendarKind  kind,
             int                   *out_value)
{
  gint64 number;

  if (parse_name (text, kind, out_value))
    return TRUE;
  if (fields[kind].names_only || !g_ascii_isdigit (text[0])
      || !tally_number_parse_int64 (text, strlen (text), &number)
      || number < fields[kind].least || number > fields[kind].most)
    return FALSE;
  *out_value = (int) number;
  return TRUE;
}

/* From one value to another; "a" alone is both. */
typedef struct {
  int first;
  int last;
} Range;

static gboolean
parse_base (char                  *text,
            TallyJobsCalendarKind  kind,
            gboolean               is_open,
            Range                 *out_range)
{
  char *separator = strstr (text, "..");
  gsize width = 2;

  if (strcmp (text, "*") == 0)
    {
      out_range->first = fields[kind].least;
      out_range->last = fields[kind].most;
      return TRUE;
    }
  if (separator == NULL)
    {
      separator = strchr (text, '-');
      width = 1;
    }
  if (separator != NULL)
    *separator = '\0';
  if (!parse_value (text, kind, &out_range->first))
    return FALSE;
  if (separator != NULL)
    return parse_value (separator + width, kind, &out_range->last);
  out_range->last = is_open ? fields[kind].most : out_range->first;
  return TRUE;
}

/* Weekdays go round: Sat..Mon. */
static gboolean
is_ordered (Range                 *range,
            TallyJobsCalendarKind  kind)
{
  if (range->first <= range->last)
    return TRUE;
  if (kind != TALLY_JOBS_CALENDAR_WEEKDAY && kind != TALLY_JOBS_CALENDAR_CRON_WEEKDAY)
    return FALSE;
  range->last += 7;
  return TRUE;
}

static void
mark (gboolean              *set,
      TallyJobsCalendarKind  kind,
      int                    value)
{
  switch (kind)
    {
    case TALLY_JOBS_CALENDAR_YEAR:
      set[value - TALLY_JOBS_CALENDAR_FIRST_YEAR] = TRUE;
      break;
    case TALLY_JOBS_CALENDAR_WEEKDAY:
    case TALLY_JOBS_CALENDAR_CRON_WEEKDAY:
      set[(value + 6) % 7 + 1] = TRUE;
      break;
    case TALLY_JOBS_CALENDAR_MONTH:
    case TALLY_JOBS_CALENDAR_DAY:
    case TALLY_JOBS_CALENDAR_LAST_DAY:
    case TALLY_JOBS_CALENDAR_HOUR:
    case TALLY_JOBS_CALENDAR_MINUTE:
    case TALLY_JOBS_CALENDAR_SECOND:
    default:
      set[value] = TRUE;
      break;
    }
}

static gboolean
parse_item (const char            *item,
            TallyJobsCalendarKind  kind,
            gboolean              *set)
{
  g_autofree char *base = g_strdup (item);
  char *slash = strchr (base, '/');
  Range range = { 0 };
  gint64 step = 1;

  if (slash != NULL)
    {
      *slash = '\0';
      if (!g_ascii_isdigit (slash[1]) || !tally_number_parse_int64 (slash + 1, strlen (slash + 1), &step)
          || step < 1 || step > fields[kind].most)
        return FALSE;
    }
  if (!parse_base (base, kind, slash != NULL, &range) || !is_ordered (&range, kind))
    return FALSE;
  for (int value = range.first; value <= range.last; value += (int) step)
    mark (set, kind, value);
  return TRUE;
}

gboolean
tally_jobs_calendar_parse_list (const char             *text,
                                TallyJobsCalendarKind   kind,
                                gboolean               *set,
                                GError                **error)
{
  g_auto (GStrv) items = NULL;

  g_return_val_if_fail (text != NULL && set != NULL, FALSE);
  items = g_strsplit (text, ",", -1);
  if (items[0] == NULL)
    return fail (text, kind, error);
  for (guint i = 0; items[i] != NULL; i++)
    if (!parse_item (items[i], kind, set))
      return fail (items[i], kind, error);
  return TRUE;
}
