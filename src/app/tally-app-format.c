/* tally-app-format.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-format.h"

#include <glib/gi18n.h>
#include <string.h>

#include "tally-schedule.h"

char *
tally_app_format_dup_money (TallyMoney cents)
{
  char buffer[TALLY_MONEY_BUFFER_SIZE];

  return g_strdup (tally_money_format_for_people (cents, buffer, sizeof buffer));
}

/* By hand: printf's ' groups nothing where the locale is C, and money beside it is grouped everywhere. */
char *
tally_app_format_dup_count (guint64 n)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, n);
  GString *text = g_string_new (NULL);
  gsize n_digits = strlen (digits);

  for (gsize i = 0; i < n_digits; i++)
    {
      if (i > 0 && (n_digits - i) % 3 == 0)
        g_string_append (text, C_ ("between thousands", ","));
      g_string_append_c (text, digits[i]);
    }
  return g_string_free (text, FALSE);
}

char *
tally_app_format_dup_day (TallyDay day)
{
  g_autoptr (GDateTime) noon = NULL;
  guint year;
  guint month;
  guint day_of_month;

  if (day == TALLY_DAY_NONE)
    return g_strdup ("");
  tally_day_split (day, &year, &month, &day_of_month);
  noon = g_date_time_new_utc ((int) year, (int) month, (int) day_of_month, 12, 0, 0);
  /* Translators: a day, as strftime() has it: Aug 17, 2025 */
  return noon != NULL ? g_date_time_format (noon, _("%b %-d, %Y")) : g_strdup ("");
}

static GDateTime *
new_local (gint64 utc_usec)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (utc_usec / G_USEC_PER_SEC);

  return utc != NULL ? g_date_time_to_local (utc) : NULL;
}

static gint
get_julian (GDateTime *time)
{
  GDate date;
  int year;
  int month;
  int day;

  g_date_time_get_ymd (time, &year, &month, &day);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return (gint) g_date_get_julian (&date);
}

static const char *
get_time_format (GDateTime *then,
                 GDateTime *now)
{
  gint n_days = get_julian (now) - get_julian (then);

  if (n_days == 0)
    return C_ ("strftime: today", "%H:%M");
  if (n_days == 1)
    return C_ ("strftime: yesterday", "Yesterday %H:%M");
  if (n_days > 1 && n_days < 7)
    return C_ ("strftime: within the week", "%A %H:%M");
  if (g_date_time_get_year (then) == g_date_time_get_year (now))
    return C_ ("strftime: within the year", "%b %-d, %H:%M");
  return C_ ("strftime: another year", "%b %-d, %Y, %H:%M");
}

char *
tally_app_format_dup_time (gint64 utc_usec,
                           gint64 now_usec)
{
  g_autoptr (GDateTime) then = utc_usec != 0 ? new_local (utc_usec) : NULL;
  g_autoptr (GDateTime) now = new_local (now_usec);

  if (then == NULL || now == NULL)
    return g_strdup ("");
  return g_date_time_format (then, get_time_format (then, now));
}

char *
tally_app_format_dup_time_full (gint64 utc_usec)
{
  g_autoptr (GDateTime) then = utc_usec != 0 ? new_local (utc_usec) : NULL;

  return then != NULL ? g_date_time_format (then, "%Y-%m-%d %H:%M:%S %Z") : g_strdup ("");
}

char *
tally_app_format_dup_span (gint64 span_usec)
{
  return tally_schedule_dup_span (MAX (span_usec, 0));
}

char *
tally_app_format_dup_ago (gint64 utc_usec,
                          gint64 now_usec)
{
  gint64 span_usec = now_usec - utc_usec;
  g_autofree char *span = tally_app_format_dup_span (ABS (span_usec));

  if (ABS (span_usec) < 10 * G_USEC_PER_SEC)
    return g_strdup (_("now"));
  if (span_usec < 0)
    /* Translators: %s is a span of time: in 12 min */
    return g_strdup_printf (_("in %s"), span);
  /* Translators: %s is a span of time: 12 min ago */
  return g_strdup_printf (_("%s ago"), span);
}
