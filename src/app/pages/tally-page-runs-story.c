/* tally-page-runs-story.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-page-runs-story.h"

#include <glib/gi18n.h>

#include "tally-app-format.h"
#include "tally-page-runs-item.h"
#include "tally-page-runs-words.h"

/* What is longer stands below its title. */
#define MAX_VALUE_CHARS 12

static void
add (GPtrArray                *items,
     const TallyPageRunsWords *words)
{
  g_ptr_array_add (items, tally_page_runs_item_new (words));
}

static void
add_fact (GPtrArray  *items,
          const char *id,
          const char *title,
          const char *value)
{
  gboolean is_long = g_utf8_strlen (value, -1) > MAX_VALUE_CHARS;

  if (*value != '\0')
    add (items, &(TallyPageRunsWords) {
      .id = id, .title = title, .value = is_long ? NULL : value, .subtitle = is_long ? value : NULL,
    });
}

static void
add_count (GPtrArray  *items,
           const char *id,
           const char *title,
           gint64      n)
{
  g_autofree char *value = tally_app_format_dup_count ((guint64) MAX (n, 0));

  add_fact (items, id, title, value);
}

/* A span short of seconds matters for a job. */
static char *
dup_exact_span (gint64 span_usec)
{
  if (span_usec < G_USEC_PER_SEC)
    return g_strdup_printf (_("%d ms"), (int) (MAX (span_usec, 0) / 1000));
  if (span_usec < 10 * G_USEC_PER_SEC)
    return g_strdup_printf (_("%.1f s"), (double) span_usec / G_USEC_PER_SEC);
  return tally_app_format_dup_span (span_usec);
}

char *
tally_page_runs_story_dup_span (const TallyEngineRun *run)
{
  if (run->finished_utc_usec == 0)
    return g_strdup ("");
  return dup_exact_span (run->finished_utc_usec - run->started_utc_usec);
}

static void
add_plan_counts (GPtrArray            *items,
                 const TallyEngineRun *run)
{
  add_count (items, "", _("Rows"), run->n_rows);
  add_count (items, "workbooks", _("Workbooks decided about"), run->n_groups);
  add_count (items, "workbooks", _("Made"), run->n_written);
  add_count (items, "workbooks", _("Published"), run->n_published);
  if (run->n_held > 0)
    add_count (items, "workbooks", _("Held"), run->n_held);
}

static GPtrArray *
list_facts (const TallyEngineRunStory *story)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  const TallyEngineRun *run = story->run;
  g_autofree char *started = tally_app_format_dup_time_full (run->started_utc_usec);
  g_autofree char *span = tally_page_runs_story_dup_span (run);
  g_autofree char *origin = tally_page_runs_words_dup_origin (run->request);
  g_autofree char *wishes = tally_page_runs_words_dup_wishes (run->request);

  add_fact (items, "", _("Started"), started);
  add_fact (items, "", _("Took"), span);
  add_fact (items, "", _("Started by"), origin);
  add_fact (items, "", _("Asked for"), wishes);
  if (run->request->is_dry)
    add_fact (items, "", _("Dry run"), _("Nothing was sent"));
  if (run->has_plan)
    add_plan_counts (items, run);
  if (run->has_audit)
    {
      add_count (items, "review", _("Findings open"), run->n_findings);
      add_count (items, "review", _("New findings"), run->n_new_findings);
    }
  return items;
}

static GPtrArray *
list_steps (const TallyEngineRunStory *story)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < story->steps->len; i++)
    {
      const TallyRunStep *step = story->steps->pdata[i];
      TallyPageRunsLook look = tally_page_runs_words_step (step->state);
      g_autofree char *span = step->started_utc_usec != 0 ? dup_exact_span (step->duration_usec) : NULL;
      add (items, &(TallyPageRunsWords) {
        .id = step->job,
        .icon_name = look.icon_name,
        .tone = look.tone,
        .title = tally_page_runs_words_id (step->job),
        .subtitle = step->state == TALLY_RUN_STEP_DONE ? NULL : look.title,
        .value = span,
      });
    }
  return items;
}

static GPtrArray *
list_notices (const TallyEngineRunStory *story)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < story->notices->len; i++)
    {
      const TallyNotice *notice = story->notices->pdata[i];
      TallyPageRunsLook look = tally_page_runs_words_severity (notice->severity);
      add (items, &(TallyPageRunsWords) {
        .icon_name = look.icon_name,
        .tone = look.tone,
        .title = notice->text,
        .subtitle = notice->detail,
        .value = notice->severity == TALLY_SEVERITY_INFO ? NULL : look.title,
      });
    }
  return items;
}

static char *
dup_clock (gint64 utc_usec)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (utc_usec / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, "%X") : g_strdup ("");
}

/* "Read a sheet, try 2: a passing failure (503)" */
static char *
dup_try (const TallyRecoveryAttempt *attempt)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, _("%s, try %u: %s"), tally_page_runs_words_id (attempt->operation), attempt->attempt,
                          tally_page_runs_words_id (attempt->error_class));
  if (attempt->status != 0)
    g_string_append_printf (text, " (HTTP %u)", attempt->status);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_done_about (const TallyRecoveryAttempt *attempt)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *wait = attempt->wait_usec > 0 ? dup_exact_span (attempt->wait_usec) : NULL;
  g_autofree char *took = attempt->recovery_usec > 0 ? dup_exact_span (attempt->recovery_usec) : NULL;

  if (*attempt->strategy != '\0')
    g_string_append (text, tally_page_runs_words_id (attempt->strategy));
  if (wait != NULL)
    g_string_append_printf (text, "%s%s %s", text->len > 0 ? " · " : "", _("then waited"), wait);
  if (took != NULL)
    g_string_append_printf (text, "%s%s %s", text->len > 0 ? " · " : "", _("back after"), took);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GPtrArray *
list_attempts (const TallyEngineRunStory *story)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < story->attempts->len; i++)
    {
      const TallyRecoveryAttempt *attempt = story->attempts->pdata[i];
      TallyPageRunsLook look = tally_page_runs_words_attempt (attempt->outcome);
      g_autofree char *title = dup_try (attempt);
      g_autofree char *about = dup_done_about (attempt);
      g_autofree char *subtitle = g_strconcat (look.title, *about != '\0' ? " · " : "", about, NULL);
      g_autofree char *clock = dup_clock (attempt->utc_usec);
      add (items, &(TallyPageRunsWords) {
        .icon_name = look.icon_name, .tone = look.tone, .title = title, .subtitle = subtitle, .value = clock,
      });
    }
  return items;
}

static char *
dup_place (const TallyEngineRunLine *line)
{
  TallyDay day = TALLY_DAY_NONE;
  g_autofree char *week = NULL;

  if (tally_week_parse (line->week, strlen (line->week), &day))
    week = tally_app_format_dup_day (day);
  if (*line->work_request == '\0')
    return g_strdup (line->file_name);
  return g_strdup_printf (_("Work request %s, week ending %s"), line->work_request, week != NULL ? week : line->week);
}

static GPtrArray *
list_journal (const TallyEngineRunStory *story)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < story->lines->len; i++)
    {
      const TallyEngineRunLine *line = story->lines->pdata[i];
      g_autofree char *place = dup_place (line);
      g_autofree char *clock = dup_clock (line->utc_usec);
      g_autofree char *subtitle = g_strconcat (place, *line->note != '\0' ? " · " : "", line->note, NULL);
      add (items, &(TallyPageRunsWords) {
        .title = tally_page_runs_words_id (line->step), .subtitle = subtitle, .value = clock,
      });
    }
  return items;
}

static GPtrArray *(*const list_funcs[TALLY_PAGE_RUNS_N_PARTS]) (const TallyEngineRunStory *) = {
  [TALLY_PAGE_RUNS_FACTS] = list_facts,
  [TALLY_PAGE_RUNS_STEPS] = list_steps,
  [TALLY_PAGE_RUNS_NOTICES] = list_notices,
  [TALLY_PAGE_RUNS_ATTEMPTS] = list_attempts,
  [TALLY_PAGE_RUNS_JOURNAL] = list_journal,
};

const char *
tally_page_runs_story_get_title (TallyPageRunsPart part)
{
  static const char *const titles[TALLY_PAGE_RUNS_N_PARTS] = {
    [TALLY_PAGE_RUNS_FACTS] = N_("What It Did"),
    [TALLY_PAGE_RUNS_STEPS] = N_("Steps"),
    [TALLY_PAGE_RUNS_NOTICES] = N_("What It Said"),
    [TALLY_PAGE_RUNS_ATTEMPTS] = N_("What Did Not Work at Once"),
    [TALLY_PAGE_RUNS_JOURNAL] = N_("Publishing Journal"),
  };

  g_return_val_if_fail (part < TALLY_PAGE_RUNS_N_PARTS, "");
  return _(titles[part]);
}

GPtrArray *
tally_page_runs_story_list (const TallyEngineRunStory *story,
                            TallyPageRunsPart          part,
                            guint                      n_max)
{
  GPtrArray *items;
  guint n_all;

  g_return_val_if_fail (story != NULL && part < TALLY_PAGE_RUNS_N_PARTS, NULL);
  items = list_funcs[part](story);
  n_all = MAX (items->len, part == TALLY_PAGE_RUNS_JOURNAL ? story->n_lines : 0);
  if (n_all > MIN (items->len, n_max))
    {
      guint n_more;
      g_autofree char *text = NULL;
      g_ptr_array_set_size (items, (int) MIN (items->len, n_max));
      n_more = n_all - items->len;
      text = g_strdup_printf (g_dngettext (TALLY_GETTEXT_PACKAGE, "%u more", "%u more", n_more), n_more);
      add (items, &(TallyPageRunsWords) { .title = text });
    }
  return items;
}

static void
append_row (GString           *text,
            TallyPageRunsItem *item)
{
  const TallyPageRunsWords *words = tally_page_runs_item_get (item);

  g_string_append_printf (text, "  %s", words->title);
  if (*words->value != '\0')
    g_string_append_printf (text, ": %s", words->value);
  if (*words->subtitle != '\0')
    g_string_append_printf (text, "\n    %s", words->subtitle);
  g_string_append_c (text, '\n');
}

char *
tally_page_runs_story_dup_text (const TallyEngineRunStory *story)
{
  GString *text = g_string_new (NULL);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, story->run->run_id);

  g_string_append_printf (text, _("Run %s: %s"), number, tally_page_runs_words_end (story->run->end).title);
  g_string_append_c (text, '\n');
  for (guint part = 0; part < TALLY_PAGE_RUNS_N_PARTS; part++)
    {
      g_autoptr (GPtrArray) items = tally_page_runs_story_list (story, (TallyPageRunsPart) part, G_MAXUINT);
      if (items->len > 0)
        g_string_append_printf (text, "\n%s\n", tally_page_runs_story_get_title ((TallyPageRunsPart) part));
      for (guint i = 0; i < items->len; i++)
        append_row (text, items->pdata[i]);
    }
  return g_string_free (text, FALSE);
}

static void
take_part (GString *text,
           char    *part)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
  g_free (part);
}

char *
tally_page_runs_story_dup_counts (const TallyEngineRun *run)
{
  GString *text = g_string_new (NULL);
  g_autofree char *rows = tally_app_format_dup_count ((guint64) MAX (run->n_rows, 0));
  g_autofree char *groups = tally_app_format_dup_count ((guint64) MAX (run->n_groups, 0));
  g_autofree char *published = tally_app_format_dup_count ((guint64) MAX (run->n_published, 0));
  g_autofree char *findings = tally_app_format_dup_count ((guint64) MAX (run->n_findings, 0));

  if (run->has_plan)
    {
      take_part (text, g_strdup_printf (g_dngettext (TALLY_GETTEXT_PACKAGE, "%s row", "%s rows", (gulong) run->n_rows),
                                        rows));
      take_part (text, g_strdup_printf (g_dngettext (TALLY_GETTEXT_PACKAGE, "%s workbook", "%s workbooks",
                                                     (gulong) run->n_groups), groups));
      take_part (text, g_strdup_printf (g_dngettext (TALLY_GETTEXT_PACKAGE, "%s published", "%s published",
                                                     (gulong) run->n_published), published));
    }
  if (run->has_audit)
    take_part (text, g_strdup_printf (g_dngettext (TALLY_GETTEXT_PACKAGE, "%s finding", "%s findings",
                                                   (gulong) run->n_findings), findings));
  return g_string_free (text, FALSE);
}
