/* tally-app-finding-story.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-finding-story.h"

#include <glib/gi18n.h>

#include "tally-app-finding-words.h"
#include "tally-app-format.h"
#include "tally-app-pair.h"
#include "tally-engine-findings-review.h"
#include "tally-field.h"
#include "tally-finding-fact.h"

/* Facts that stand open; the rest is a click away. */
#define N_FIRST_FACTS 12

/* Lines and changes that are listed: one of a thousand lines says no more than one of fifty. */
#define MAX_LINES 50

static const char *
translate (const char *text)
{
  return *text != '\0' ? _(text) : text;
}

static void
tell_facts (const char  *json,
            GListStore **stores)
{
  g_autoptr (GPtrArray) facts = tally_finding_facts_list (json, translate);

  for (guint i = 0; i < facts->len; i++)
    {
      const TallyFindingFact *fact = facts->pdata[i];
      GListStore *first = stores[TALLY_APP_FINDING_EVIDENCE];
      gboolean is_first = !fact->is_reference && g_list_model_get_n_items (G_LIST_MODEL (first)) < N_FIRST_FACTS;
      tally_app_pair_append (is_first ? first : stores[TALLY_APP_FINDING_MORE], fact->title, fact->text, NULL);
    }
}

static void
tell_lines (const TallyEngineFinding *found,
            GListStore               *store)
{
  const GArray *lines = found->finding->lines;

  for (guint i = 0; i < lines->len && i < MAX_LINES; i++)
    {
      const TallyFindingLine *line = &g_array_index (lines, TallyFindingLine, i);
      g_autofree char *row = g_strdup_printf ("%" G_GINT64_FORMAT, line->row_number);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, line->sheet_id);
      g_autofree char *title = line->row_number > 0 ? g_strdup_printf (_("Row %s"), row) : g_strdup (_("Row"));
      g_autofree char *sheet = g_strdup_printf (_("Sheet %s"), id);
      tally_app_pair_append (store, title, sheet, i < found->links->len ? found->links->pdata[i] : NULL);
    }
  if (lines->len > MAX_LINES)
    {
      g_autofree char *more = g_strdup_printf (g_dngettext (TALLY_GETTEXT_PACKAGE, "%u more", "%u more",
                                                            lines->len - MAX_LINES), lines->len - MAX_LINES);
      tally_app_pair_append (store, "…", more, NULL);
    }
}

static char *
dup_change (const TallyEngineFindingChange *change)
{
  const char *who = *change->modified_by != '\0' ? change->modified_by : _("not told by whom");

  if (*change->field == '\0')
    return g_strdup_printf (_("The row is %s; %s"),
                            strcmp (change->new_value, "gone") == 0 ? _("gone") : _("back"), who);
  return g_strdup_printf (_("%s: “%s” became “%s”; %s"), change->field, change->old_value, change->new_value, who);
}

static void
tell_changes (const TallyEngineFinding *found,
              GListStore               *store)
{
  gint64 now_usec = g_get_real_time ();

  for (guint i = found->changes->len; i > 0 && found->changes->len - i < MAX_LINES; i--)
    {
      const TallyEngineFindingChange *change = found->changes->pdata[i - 1];
      gint64 utc_usec = change->modified_utc_usec != 0 ? change->modified_utc_usec : change->noticed_utc_usec;
      g_autofree char *when = tally_app_format_dup_time (utc_usec, now_usec);
      g_autofree char *text = dup_change (change);
      tally_app_pair_append (store, when, text, NULL);
    }
}

static gboolean
was_taken_away (GPtrArray                *remarks,
                guint                     from,
                const TallyFindingRemark *file)
{
  for (guint i = from; i < remarks->len; i++)
    {
      const TallyFindingRemark *remark = remarks->pdata[i];
      if (remark->kind == TALLY_FINDING_REMARK_FILE_GONE && strcmp (remark->sha256, file->sha256) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
tell_files (GPtrArray  *remarks,
            const char *data_dir,
            GListStore *store)
{
  for (guint i = 0; i < remarks->len; i++)
    {
      const TallyFindingRemark *remark = remarks->pdata[i];
      g_autofree char *path = NULL;
      g_autofree char *uri = NULL;
      g_autofree char *size = NULL;
      if (remark->kind != TALLY_FINDING_REMARK_FILE || was_taken_away (remarks, i + 1, remark))
        continue;
      path = tally_engine_findings_dup_file_path (data_dir, remark);
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        uri = g_filename_to_uri (path, NULL, NULL);
      size = uri != NULL ? g_format_size ((guint64) remark->size_bytes) : g_strdup (_("not on this computer"));
      tally_app_pair_append (store, remark->text, size, uri);
    }
}

static char *
dup_verdict (const TallyFindingVerdict *verdict)
{
  g_autoptr (GString) text = g_string_new (tally_app_finding_words_get_status (verdict->to));

  if (*verdict->reason != '\0')
    g_string_append_printf (text, " (%s)", tally_app_finding_words_get_reason (verdict->reason));
  if (*verdict->note != '\0')
    g_string_append_printf (text, "\n%s", verdict->note);
  if (verdict->recovered_cents > 0)
    {
      g_autofree char *amount = tally_app_format_dup_money (verdict->recovered_cents);
      g_string_append_c (text, '\n');
      g_string_append_printf (text, _("%s recovered"), amount);
    }
  if (verdict->source == TALLY_FINDING_SOURCE_OVERRULED)
    g_string_append_printf (text, "\n%s", _("In another store; what was decided here stands"));
  return g_strdup (text->str);
}

static char *
dup_remark (const TallyFindingRemark *remark)
{
  g_autofree char *day = tally_app_format_dup_day (remark->due);

  if (remark->kind == TALLY_FINDING_REMARK_FILE)
    return g_strdup_printf (_("Added the file %s"), remark->text);
  if (remark->kind == TALLY_FINDING_REMARK_FILE_GONE)
    return g_strdup_printf (_("Took the file %s away"), remark->text);
  if (remark->kind != TALLY_FINDING_REMARK_ASSIGNED)
    return g_strdup (remark->text);
  if (*remark->text == '\0')
    return g_strdup (_("Nobody looks at it any more"));
  return *day != '\0' ? g_strdup_printf (_("%s looks at it until %s"), remark->text, day)
                      : g_strdup_printf (_("%s looks at it"), remark->text);
}

/* Why it does not ask for anybody's time, though nobody decided. */
static void
tell_exception (const TallyFindingExceptionRecord *record,
                GListStore                        *store)
{
  g_autofree char *until = NULL;
  g_autofree char *text = NULL;

  if (record == NULL)
    return;
  until = tally_app_format_dup_day (record->exception.until);
  text = g_strdup_printf (_("Known exception until %s: %s"), until, record->exception.reason);
  tally_app_pair_append (store, record->exception.made_by, text, NULL);
}

static void
tell_event (GListStore *store,
            gint64      utc_usec,
            const char *actor,
            char       *text)
{
  g_autofree char *owned = text;
  g_autofree char *when = tally_app_format_dup_time (utc_usec, g_get_real_time ());
  g_autofree char *title = g_strdup_printf ("%s\n%s", when, *actor != '\0' ? actor : _("A run"));

  tally_app_pair_append (store, title, owned, NULL);
}

/* Two lists that are sorted by time, as one; the newest first. */
static void
tell_history (GPtrArray  *verdicts,
              GPtrArray  *remarks,
              GListStore *store)
{
  guint v = verdicts->len, r = remarks->len;

  while (v > 0 || r > 0)
    {
      const TallyFindingVerdict *verdict = v > 0 ? verdicts->pdata[v - 1] : NULL;
      const TallyFindingRemark *remark = r > 0 ? remarks->pdata[r - 1] : NULL;
      if (remark == NULL || (verdict != NULL && verdict->utc_usec >= remark->utc_usec))
        {
          tell_event (store, verdict->utc_usec, verdict->actor, dup_verdict (verdict));
          v--;
        }
      else
        {
          tell_event (store, remark->utc_usec, remark->actor, dup_remark (remark));
          r--;
        }
    }
}

void
tally_app_finding_story_tell (const TallyEngineFinding  *found,
                              GPtrArray                 *remarks,
                              const char                *data_dir,
                              GListStore               **stores)
{
  g_return_if_fail (found != NULL && remarks != NULL && data_dir != NULL && stores != NULL);
  for (guint i = 0; i < TALLY_APP_FINDING_N_STORIES; i++)
    g_list_store_remove_all (stores[i]);
  tell_facts (found->finding->judgement, stores);
  tell_facts (found->finding->facts, stores);
  tell_lines (found, stores[TALLY_APP_FINDING_LINES]);
  tell_changes (found, stores[TALLY_APP_FINDING_LINES]);
  tell_files (remarks, data_dir, stores[TALLY_APP_FINDING_FILES]);
  tell_exception (found->exception, stores[TALLY_APP_FINDING_HISTORY]);
  tell_history (found->verdicts, remarks, stores[TALLY_APP_FINDING_HISTORY]);
}

char *
tally_app_finding_story_dup_place (const TallyFinding *finding)
{
  GString *text = g_string_new (NULL);
  g_autofree char *week = NULL;
  g_autofree char *since = NULL;

  g_return_val_if_fail (finding != NULL, g_string_free (text, FALSE));
  week = tally_app_format_dup_day (finding->week_ending);
  since = tally_app_format_dup_time (finding->first_utc_usec, g_get_real_time ());
  if (*finding->work_request != '\0')
    g_string_append_printf (text, _("Work request %s"), finding->work_request);
  if (*week != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", week);
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", tally_app_finding_words_get_detector (finding->detector));
  if (*since != '\0')
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, _("found %s"), since);
    }
  return g_string_free (text, FALSE);
}
