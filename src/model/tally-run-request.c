/* tally-run-request.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-run-request.h"

#include "tally-text.h"

TallyRunRequest *
tally_run_request_new (void)
{
  TallyRunRequest *self = g_new0 (TallyRunRequest, 1);

  self->origin = g_strdup (TALLY_RUN_ORIGIN_COMMAND);
  self->schedule = g_strdup ("");
  self->actor = g_strdup ("");
  self->jobs = g_new0 (char *, 1);
  self->work_requests = g_new0 (char *, 1);
  self->weeks = g_new0 (char *, 1);
  return self;
}

void
tally_run_request_free (TallyRunRequest *self)
{
  if (self == NULL)
    return;
  g_free (self->origin);
  g_free (self->schedule);
  g_free (self->actor);
  g_strfreev (self->jobs);
  g_strfreev (self->work_requests);
  g_strfreev (self->weeks);
  g_free (self);
}

static void
write_list (TallyJsonWriter *writer,
            const char      *name,
            char           **list)
{
  tally_json_writer_begin_array (writer, name);
  for (guint i = 0; list[i] != NULL; i++)
    tally_json_writer_add_text (writer, NULL, list[i]);
  tally_json_writer_end_array (writer);
}

static void
write_private (const TallyRunRequest *self,
               TallyJsonWriter       *writer)
{
  tally_json_writer_add_text (writer, "actor", self->actor);
  write_list (writer, "work_requests", self->work_requests);
  write_list (writer, "weeks", self->weeks);
}

void
tally_run_request_write_json (const TallyRunRequest *self,
                              TallyJsonWriter       *writer,
                              gboolean               reveal)
{
  g_return_if_fail (self != NULL && writer != NULL);
  tally_json_writer_begin_object (writer, "request");
  tally_json_writer_add_text (writer, "origin", self->origin);
  tally_json_writer_add_text (writer, "schedule", self->schedule);
  write_list (writer, "jobs", self->jobs);
  if (reveal)
    write_private (self, writer);
  tally_json_writer_add_int64 (writer, "max_groups", self->max_groups);
  tally_json_writer_add_boolean (writer, "dry_run", self->is_dry);
  tally_json_writer_add_boolean (writer, "force", self->is_forced);
  tally_json_writer_add_boolean (writer, "take_over", self->takes_over);
  tally_json_writer_add_boolean (writer, "resume", self->resumes);
  tally_json_writer_add_int64 (writer, "resumed_run", self->resumed_run);
  tally_json_writer_add_int64 (writer, "restored_version", self->restored_version);
  tally_json_writer_end_object (writer);
}

static void
read_text (const TallyJsonNode *node,
           const char          *name,
           char               **place)
{
  const char *text = tally_json_node_get_text (tally_json_node_find (node, name));

  if (text != NULL)
    tally_text_set (place, text);
}

static void
read_list (const TallyJsonNode *node,
           const char          *name,
           char              ***place)
{
  const TallyJsonNode *list = tally_json_node_find (node, name);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < tally_json_node_get_n_children (list); i++)
    {
      const char *text = tally_json_node_get_text (tally_json_node_get_child (list, i));
      if (text != NULL)
        g_strv_builder_add (builder, text);
    }
  g_strfreev (*place);
  *place = g_strv_builder_end (builder);
}

static gint64
read_number (const TallyJsonNode *node,
             const char          *name)
{
  gint64 value = 0;

  (void) tally_json_node_get_int64 (tally_json_node_find (node, name), &value);
  return value;
}

static gboolean
read_flag (const TallyJsonNode *node,
           const char          *name)
{
  return tally_json_node_get_kind (tally_json_node_find (node, name)) == TALLY_JSON_KIND_TRUE;
}

TallyRunRequest *
tally_run_request_read_json (const TallyJsonNode *node)
{
  TallyRunRequest *self = tally_run_request_new ();

  read_text (node, "origin", &self->origin);
  read_text (node, "schedule", &self->schedule);
  read_text (node, "actor", &self->actor);
  read_list (node, "jobs", &self->jobs);
  read_list (node, "work_requests", &self->work_requests);
  read_list (node, "weeks", &self->weeks);
  self->max_groups = (guint) CLAMP (read_number (node, "max_groups"), 0, G_MAXINT);
  self->is_dry = read_flag (node, "dry_run");
  self->is_forced = read_flag (node, "force");
  self->takes_over = read_flag (node, "take_over");
  self->resumes = read_flag (node, "resume");
  self->resumed_run = read_number (node, "resumed_run");
  self->restored_version = read_number (node, "restored_version");
  return self;
}
