/* tally-engine-run-story.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-run-story.h"

#include "tally-engine-error.h"
#include "tally-engine-private.h"
#include "tally-engine-runs-private.h"
#include "tally-jobs-error.h"
#include "tally-jobs-resume.h"
#include "tally-store-attempts.h"
#include "tally-store-journal.h"
#include "tally-week.h"

static void
line_free (gpointer data)
{
  TallyEngineRunLine *self = data;

  g_free (self->step);
  g_free (self->work_request);
  g_free (self->week);
  g_free (self->file_name);
  g_free (self->note);
  g_free (self);
}

static void
notice_free (gpointer data)
{
  TallyNotice *self = data;

  g_free (self->code);
  g_free (self->subject);
  g_free (self->text);
  g_free (self->detail);
  g_free (self);
}

void
tally_engine_run_story_free (TallyEngineRunStory *self)
{
  if (self == NULL)
    return;
  tally_engine_run_free (self->run);
  g_ptr_array_unref (self->steps);
  g_ptr_array_unref (self->notices);
  g_ptr_array_unref (self->lines);
  g_clear_pointer (&self->attempts, g_ptr_array_unref);
  g_free (self->output_dir);
  g_free (self->trail_head);
  g_free (self);
}

static TallyEngineRunStory *
story_new (void)
{
  TallyEngineRunStory *self = g_new0 (TallyEngineRunStory, 1);

  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_run_step_free);
  self->notices = g_ptr_array_new_with_free_func (notice_free);
  self->lines = g_ptr_array_new_with_free_func (line_free);
  return self;
}

static char *
dup_member (const TallyJsonNode *node,
            const char          *name)
{
  const char *text = tally_json_node_get_text (tally_json_node_find (node, name));

  return g_strdup (text != NULL ? text : "");
}

static void
read_steps (TallyEngineRunStory *self,
            const TallyJsonNode *steps)
{
  for (guint i = 0; i < tally_json_node_get_n_children (steps); i++)
    {
      const TallyJsonNode *node = tally_json_node_get_child (steps, i);
      g_autofree char *job = dup_member (node, "job");
      TallyRunStep *step = tally_run_step_new (job, TALLY_RUN_STEP_LEFT_OUT);
      (void) tally_run_step_state_parse (tally_json_node_get_text (tally_json_node_find (node, "state")), &step->state);
      (void) tally_json_node_get_int64 (tally_json_node_find (node, "started_usec"), &step->started_utc_usec);
      (void) tally_json_node_get_int64 (tally_json_node_find (node, "duration_usec"), &step->duration_usec);
      g_ptr_array_add (self->steps, step);
    }
}

static TallySeverity
read_severity (const TallyJsonNode *notice)
{
  const char *id = tally_json_node_get_text (tally_json_node_find (notice, "severity"));

  if (g_strcmp0 (id, "error") == 0)
    return TALLY_SEVERITY_ERROR;
  return g_strcmp0 (id, "warning") == 0 ? TALLY_SEVERITY_WARNING : TALLY_SEVERITY_INFO;
}

static void
read_notices (TallyEngineRunStory *self,
              const TallyJsonNode *notices)
{
  for (guint i = 0; i < tally_json_node_get_n_children (notices); i++)
    {
      const TallyJsonNode *node = tally_json_node_get_child (notices, i);
      TallyNotice *notice = g_new0 (TallyNotice, 1);
      notice->severity = read_severity (node);
      notice->code = dup_member (node, "code");
      notice->subject = dup_member (node, "subject");
      notice->text = dup_member (node, "text");
      notice->detail = dup_member (node, "detail");
      g_ptr_array_add (self->notices, notice);
    }
}

static char *
dup_or_empty (const char *text)
{
  return g_strdup (text != NULL ? text : "");
}

static gboolean
add_line_cb (const TallyStoreStep  *step,
             gpointer               data,
             GError               **error)
{
  TallyEngineRunStory *self = data;
  char week[TALLY_DAY_BUFFER_SIZE] = "";
  TallyEngineRunLine *line;

  if (self->n_lines++ >= TALLY_ENGINE_RUNS_MAX_LINES)
    return TRUE;
  line = g_new0 (TallyEngineRunLine, 1);
  line->utc_usec = step->utc_usec;
  line->step = g_strdup (step->step);
  line->work_request = dup_or_empty (step->identity != NULL ? step->identity->work_request : NULL);
  if (step->identity != NULL)
    tally_week_format (step->identity->week_ending, week, sizeof week);
  line->week = g_strdup (week);
  line->file_name = dup_or_empty (step->file_name);
  line->note = dup_or_empty (step->note);
  g_ptr_array_add (self->lines, line);
  return TRUE;
}

/* Newest first in the store; a story is told from its beginning. */
static gboolean
read_attempts (TallyEngineRunStory  *self,
               TallyStore           *store,
               GError              **error)
{
  GPtrArray *attempts = tally_store_attempts_list (store, self->run->run_id, TALLY_ENGINE_RUNS_MAX_LINES, error);

  if (attempts == NULL)
    return FALSE;
  for (guint i = 0; i < attempts->len / 2; i++)
    {
      gpointer first = attempts->pdata[i];
      attempts->pdata[i] = attempts->pdata[attempts->len - 1 - i];
      attempts->pdata[attempts->len - 1 - i] = first;
    }
  self->attempts = attempts;
  return TRUE;
}

/* Nothing left is no failure here. */
static gboolean
count_left (TallyEngineRunStory  *self,
            TallyEngine          *engine,
            TallyStore           *store,
            GError              **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GHashTable) left = NULL;

  if (self->run->end == TALLY_ENGINE_RUN_AT_WORK || self->run->request->is_dry)
    return TRUE;
  left = tally_jobs_resume (store, tally_config_get_int (engine->config, "target", "sheet"), self->run->run_id,
                            &failure);
  if (left != NULL)
    self->n_left = g_hash_table_size (left);
  if (failure == NULL || g_error_matches (failure, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_NO_RUN))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static TallyEngineRunStory *
tell (TallyEngine          *engine,
      TallyStore           *store,
      const TallyStoreRun  *record,
      GError              **error)
{
  g_autoptr (TallyEngineRunStory) self = story_new ();
  g_autoptr (TallyJsonNode) summary = tally_engine_run_parse (record);
  gboolean is_locked = FALSE;

  if (!tally_store_is_locked (store, &is_locked, error))
    return NULL;
  self->run = tally_engine_run_new (record, summary, is_locked);
  self->output_dir = dup_member (summary, "output_dir");
  self->trail_head = dup_member (summary, "trail_head");
  read_steps (self, tally_json_node_find (summary, "steps"));
  read_notices (self, tally_json_node_find (summary, "notices"));
  if (!tally_store_journal_foreach (store, record->run_id, add_line_cb, self, error)
      || !read_attempts (self, store, error) || !count_left (self, engine, store, error))
    return NULL;
  return g_steal_pointer (&self);
}

static TallyEngineRunStory *
find_story (TallyEngine  *self,
            gint64        run_id,
            GError      **error)
{
  g_autoptr (TallyStore) store = tally_engine_open_reader (self, error);
  g_autoptr (TallyStoreRun) record = NULL;
  g_autoptr (GError) failure = NULL;

  if (store == NULL)
    return NULL;
  record = tally_store_runs_find (store, run_id, &failure);
  if (record != NULL)
    return tell (self, store, record, error);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    g_set_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_NOT_FOUND,
                 "there is no run %" G_GINT64_FORMAT " in this store", run_id);
  return NULL;
}

TallyEngineRunStory *
tally_engine_runs_find (TallyEngine  *self,
                        gint64        run_id,
                        GError      **error)
{
  g_autoptr (GError) failure = NULL;
  TallyEngineRunStory *story;

  g_return_val_if_fail (self != NULL, NULL);
  story = find_story (self, run_id, &failure);
  if (story != NULL)
    return story;
  if (failure->domain == TALLY_ENGINE_ERROR)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    g_set_error_literal (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_FAILED, failure->message);
  return NULL;
}
