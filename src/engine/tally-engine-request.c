/* tally-engine-request.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-request-private.h"

#include "tally-text.h"

static char **
dup_ids (GPtrArray *tasks)
{
  char **ids = g_new0 (char *, tasks->len + 1);

  for (guint i = 0; i < tasks->len; i++)
    ids[i] = g_strdup (((const TallyJobsTask *) tasks->pdata[i])->id);
  return ids;
}

static void
set_list (char             ***place,
          const char *const  *list)
{
  if (list == NULL)
    return;
  g_strfreev (*place);
  *place = g_strdupv ((char **) list);
}

void
tally_engine_request_note (TallyRun                *run,
                           GPtrArray               *tasks,
                           const TallyJobsOptions  *options,
                           const TallyBatchOptions *given)
{
  TallyRunRequest *request = run->request;

  if (given->origin != NULL)
    tally_text_set (&request->origin, given->origin);
  if (given->start != NULL)
    tally_text_set (&request->schedule, given->start->name);
  if (given->actor != NULL)
    tally_text_set (&request->actor, given->actor);
  g_strfreev (request->jobs);
  request->jobs = dup_ids (tasks);
  set_list (&request->work_requests, options->work_requests);
  set_list (&request->weeks, options->weeks);
  request->max_groups = options->max_groups;
  request->is_dry = options->dry_run;
  request->is_forced = options->force;
  request->takes_over = options->take_over;
  request->resumes = given->resume;
  request->resumed_run = given->resume ? given->resume_run : 0;
  request->restored_version = options->restore;
}
