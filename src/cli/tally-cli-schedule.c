/* tally-cli-schedule.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-schedule.h"

#include "tally-cli-table.h"
#include "tally-clock.h"
#include "tally-json.h"
#include "tally-text.h"

/* Another number means other members. */
#define JSON_SCHEMA 1

static char *
dup_time (gint64 utc_usec)
{
  return utc_usec != 0 ? tally_clock_format_utc (utc_usec) : g_strdup ("-");
}

static char *
dup_lateness (const TallyScheduleStart *last)
{
  return last != NULL ? tally_schedule_dup_span (last->started_utc_usec - last->planned_utc_usec) : g_strdup ("-");
}

static void
add_row (TallyCliTable                  *table,
         const TallyEngineScheduleEntry *entry)
{
  g_autofree char *next = dup_time (entry->next_utc_usec);
  g_autofree char *last = dup_time (entry->last != NULL ? entry->last->started_utc_usec : 0);
  g_autofree char *lateness = dup_lateness (entry->last);
  g_autofree char *margin = entry->is_on ? tally_schedule_dup_span (entry->margin_usec) : g_strdup ("-");
  g_autofree char *missed = g_strdup_printf ("%u", entry->n_missed);

  tally_cli_table_add (table, entry->name);
  tally_cli_table_add (table, next);
  tally_cli_table_add (table, last);
  tally_cli_table_add (table, lateness);
  tally_cli_table_add (table, margin);
  tally_cli_table_add (table, missed);
  tally_cli_table_add (table, entry->at);
}

char *
tally_cli_schedule_dup_list_text (GPtrArray *entries)
{
  static const TallyCliColumn columns[] = {
    { "Schedule", FALSE, FALSE }, { "Next", FALSE, FALSE },  { "Last", FALSE, FALSE }, { "Late by", TRUE, FALSE },
    { "Margin", TRUE, FALSE },    { "Missed", TRUE, FALSE }, { "At", FALSE, TRUE },
  };
  g_autoptr (TallyCliTable) table = tally_cli_table_new (columns, G_N_ELEMENTS (columns));
  GString *out;
  g_autofree char *text = NULL;

  for (guint i = 0; i < entries->len; i++)
    add_row (table, entries->pdata[i]);
  text = tally_cli_table_dup_text (table, tally_cli_table_get_width ());
  out = g_string_new (text);
  for (guint i = 0; i < entries->len; i++)
    {
      const TallyEngineScheduleEntry *entry = entries->pdata[i];
      if (entry->missed != NULL)
        g_string_append_printf (out, "\n%s.\n", entry->missed);
    }
  return tally_text_steal (out);
}

/* A time as text, null for none. */
static void
add_utc (TallyJsonWriter *writer,
         const char      *name,
         gint64           utc_usec)
{
  g_autofree char *text = utc_usec > 0 ? tally_clock_format_utc (utc_usec) : NULL;

  tally_json_writer_add_text (writer, name, text);
}

static void
add_texts (TallyJsonWriter *writer,
           const char      *name,
           char           **texts)
{
  tally_json_writer_begin_array (writer, name);
  for (guint i = 0; texts[i] != NULL; i++)
    tally_json_writer_add_text (writer, NULL, texts[i]);
  tally_json_writer_end_array (writer);
}

static char *
finish (TallyJsonWriter *writer)
{
  g_autofree char *text = tally_json_writer_finish (writer, TRUE);

  return g_strconcat (text, "\n", NULL);
}

static void
add_last (TallyJsonWriter          *writer,
          const TallyScheduleStart *last)
{
  if (last == NULL)
    {
      tally_json_writer_add_text (writer, "last", NULL);
      return;
    }
  tally_json_writer_begin_object (writer, "last");
  add_utc (writer, "due", last->due_utc_usec);
  add_utc (writer, "planned", last->planned_utc_usec);
  add_utc (writer, "started", last->started_utc_usec);
  add_utc (writer, "finished", last->finished_utc_usec);
  tally_json_writer_add_int64 (writer, "late_seconds",
                               (last->started_utc_usec - last->planned_utc_usec) / G_USEC_PER_SEC);
  tally_json_writer_add_int64 (writer, "run", last->run_id);
  tally_json_writer_add_int64 (writer, "exit_code", last->exit_code);
  tally_json_writer_add_int64 (writer, "starts", last->n_due);
  tally_json_writer_add_boolean (writer, "caught_up", last->is_caught_up);
  tally_json_writer_end_object (writer);
}

static void
add_entry (TallyJsonWriter                *writer,
           const TallyEngineScheduleEntry *entry)
{
  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_text (writer, "name", entry->name);
  tally_json_writer_add_boolean (writer, "on", entry->is_on);
  tally_json_writer_add_text (writer, "at", entry->at);
  tally_json_writer_add_text (writer, "time_zone", entry->zone);
  tally_json_writer_add_text (writer, "jobs", entry->jobs);
  add_utc (writer, "next", entry->next_utc_usec);
  tally_json_writer_add_int64 (writer, "expected_seconds", entry->expected_usec / G_USEC_PER_SEC);
  tally_json_writer_add_int64 (writer, "margin_seconds", entry->margin_usec / G_USEC_PER_SEC);
  tally_json_writer_add_int64 (writer, "seen", entry->n_seen);
  tally_json_writer_add_int64 (writer, "missed", entry->n_missed);
  tally_json_writer_add_text (writer, "missed_now", entry->missed);
  add_last (writer, entry->last);
  tally_json_writer_end_object (writer);
}

char *
tally_cli_schedule_dup_list_json (GPtrArray *entries)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_int64 (writer, "schema", JSON_SCHEMA);
  tally_json_writer_begin_array (writer, "schedules");
  for (guint i = 0; i < entries->len; i++)
    add_entry (writer, entries->pdata[i]);
  tally_json_writer_end_array (writer);
  tally_json_writer_end_object (writer);
  return finish (writer);
}

char *
tally_cli_schedule_dup_next_text (GPtrArray *starts)
{
  static const TallyCliColumn columns[] = {
    { "UTC", FALSE, FALSE }, { "Local time", FALSE, FALSE }, { "Zone", FALSE, FALSE }, { "Schedule", FALSE, FALSE },
  };
  g_autoptr (TallyCliTable) table = tally_cli_table_new (columns, G_N_ELEMENTS (columns));

  if (starts->len == 0)
    return g_strdup ("No start will come: every schedule is off, over or blacked out; set [schedule-weekdays] at.\n");
  for (guint i = 0; i < starts->len; i++)
    {
      const TallyEngineComingStart *start = starts->pdata[i];
      g_autofree char *utc = tally_clock_format_utc (start->planned_utc_usec);
      tally_cli_table_add (table, utc);
      tally_cli_table_add (table, start->local);
      tally_cli_table_add (table, start->zone);
      tally_cli_table_add (table, start->name);
    }
  return tally_cli_table_dup_text (table, 0);
}

static void
add_starts (TallyJsonWriter *writer,
            const char      *name,
            GPtrArray       *starts)
{
  tally_json_writer_begin_array (writer, name);
  for (guint i = 0; i < starts->len; i++)
    {
      const TallyEngineComingStart *start = starts->pdata[i];
      tally_json_writer_begin_object (writer, NULL);
      if (*start->name != '\0')
        tally_json_writer_add_text (writer, "schedule", start->name);
      add_utc (writer, "due", start->due_utc_usec);
      add_utc (writer, "start", start->planned_utc_usec);
      tally_json_writer_add_text (writer, "local", start->local);
      tally_json_writer_add_text (writer, "time_zone", start->zone);
      tally_json_writer_end_object (writer);
    }
  tally_json_writer_end_array (writer);
}

char *
tally_cli_schedule_dup_next_json (GPtrArray *starts)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_int64 (writer, "schema", JSON_SCHEMA);
  add_starts (writer, "starts", starts);
  tally_json_writer_end_object (writer);
  return finish (writer);
}

char *
tally_cli_schedule_dup_expression_text (const TallyEngineExpression *expression)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; expression->on_calendar[i] != NULL; i++)
    g_string_append_printf (out, "OnCalendar:  %s\n", expression->on_calendar[i]);
  g_string_append_printf (out, "cron:        %s\n", expression->cron != NULL ? expression->cron : "can't say it");
  g_string_append_printf (out, "time zone:   %s\n", expression->zone);
  g_string_append_printf (out, "clock change: %s\n",
                          expression->follows_real_time
                            ? "follows real time: nothing in an hour left out, twice in an hour that comes twice"
                            : "once on each of its days: a time left out is made up for right after");
  for (guint i = 0; i < expression->coming->len; i++)
    {
      const TallyEngineComingStart *start = expression->coming->pdata[i];
      g_autofree char *utc = tally_clock_format_utc (start->planned_utc_usec);
      g_string_append_printf (out, "%s %s  %s\n", i == 0 ? "next:       " : "            ", utc, start->local);
    }
  if (expression->coming->len == 0)
    g_string_append (out, "next:        never again\n");
  return tally_text_steal (out);
}

char *
tally_cli_schedule_dup_expression_json (const TallyEngineExpression *expression)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_int64 (writer, "schema", JSON_SCHEMA);
  add_texts (writer, "on_calendar", expression->on_calendar);
  tally_json_writer_add_text (writer, "cron", expression->cron);
  tally_json_writer_add_text (writer, "time_zone", expression->zone);
  tally_json_writer_add_boolean (writer, "follows_real_time", expression->follows_real_time);
  add_starts (writer, "next", expression->coming);
  tally_json_writer_end_object (writer);
  return finish (writer);
}
