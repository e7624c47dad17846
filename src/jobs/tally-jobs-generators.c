/* tally-jobs-generators.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-generators.h"

#include "tally-jobs-target-watch.h"
#include "tally-store-head.h"
#include "tally-text.h"

/* What another generator has left. */
typedef struct {
  guint  n_predecessor; /* names of the predecessor's forms */
  guint  n_tallyman;    /* names of ours */
  gint64 newest_utc_usec;
} Traces;

/* Files that came lately and after our last publication, and that nothing records; %NULL = nobody
 * wants to know. */
static GPtrArray *
list_recent (TallyJobsContext *context,
             TallyJobsKnown   *known)
{
  gint64 hours = tally_config_get_int (context->config, "publish", "other-generator-hours");
  gint64 since = tally_clock_get_utc_usec (context->clock) - hours * G_TIME_SPAN_HOUR;
  GPtrArray *files;

  if (hours == 0)
    return NULL;
  files = tally_jobs_target_list_since (context->target,
                                        MAX (since, tally_jobs_known_get_newest_utc_usec (known) + 1));
  for (guint i = files->len; i > 0; i--)
    {
      const TallyJobsFile *file = files->pdata[i - 1];
      if (tally_jobs_known_is_ours (known, file->name->identity, file))
        g_ptr_array_remove_index_fast (files, i - 1);
    }
  return files;
}

void
tally_jobs_generators_want (TallyJobsContext *context,
                            TallyJobsKnown   *known,
                            TallyJobsAdopter *adopter)
{
  g_autoptr (GPtrArray) files = NULL;

  g_return_if_fail (context != NULL && known != NULL && adopter != NULL);
  files = tally_jobs_known_is_empty (known) ? NULL : list_recent (context, known);
  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      const TallyJobsFile *file = files->pdata[i];
      if (file->name->form == TALLY_FILE_NAME_CURRENT)
        tally_jobs_adopter_want (adopter, file);
    }
}

/* In a store that knows nothing, names of our form are what it has lost. */
static gboolean
is_foreign (TallyJobsKnown      *known,
            TallyJobsAdopter    *adopter,
            const TallyJobsFile *file,
            const char          *installation)
{
  const TallyJobsExamined *examined = tally_jobs_adopter_find (adopter, file);

  if (tally_jobs_adopter_has (adopter, file)
      || (file->name->form == TALLY_FILE_NAME_CURRENT && tally_jobs_known_is_empty (known)))
    return FALSE;
  return examined == NULL || examined->author != TALLY_JOBS_AUTHOR_TALLYMAN
         || strcmp (examined->installation, installation) != 0;
}

static void
find_traces (TallyJobsContext *context,
             TallyJobsKnown   *known,
             TallyJobsAdopter *adopter,
             Traces           *out_traces)
{
  g_autoptr (GPtrArray) files = list_recent (context, known);
  TallyStoreHead head = { "", 0 };

  if (files == NULL || !tally_store_head_read (context->store, &head, NULL))
    return;
  for (guint i = 0; i < files->len; i++)
    {
      const TallyJobsFile *file = files->pdata[i];
      if (!is_foreign (known, adopter, file, head.installation))
        continue;
      out_traces->newest_utc_usec = MAX (out_traces->newest_utc_usec, file->attachment->created_utc_usec);
      if (file->name->form == TALLY_FILE_NAME_CURRENT)
        out_traces->n_tallyman++;
      else
        out_traces->n_predecessor++;
    }
}

static void
report (TallyJobsContext *context,
        const Traces     *traces,
        gboolean          is_first)
{
  g_autofree char *newest = tally_clock_format_utc (traces->newest_utc_usec);
  g_autofree char *n = tally_text_dup_count (traces->n_predecessor + traces->n_tallyman,
                                             "workbook was", "workbooks were");
  g_autofree char *text = NULL;

  text = g_strdup_printf ("%s attached lately by another generator (%u with names of the predecessor's "
                          "form, %u of Tallyman's), the newest at %s; nothing is published while it is "
                          "at work: stop it, then %s", n, traces->n_predecessor, traces->n_tallyman,
                          newest,
                          is_first ? "take its workbooks over with --take-over"
                                   : "run once with --take-over when [publish] other-generator-hours have "
                                     "passed, which replaces them");
  tally_run_add_notice (context->run, TALLY_SEVERITY_ERROR, "other-generator", NULL, text);
}

void
tally_jobs_generators_check (TallyJobsContext *context,
                             TallyJobsKnown   *known,
                             TallyJobsAdopter *adopter)
{
  Traces traces = { 0 };
  gboolean is_first;

  g_return_if_fail (context != NULL && known != NULL && adopter != NULL);
  is_first = tally_jobs_known_is_empty (known);
  find_traces (context, known, adopter, &traces);
  if (traces.n_predecessor + traces.n_tallyman == 0 || (is_first && context->options->take_over))
    return;
  report (context, &traces, is_first);
  context->is_stopped = TRUE;
  context->run->outcome |= TALLY_OUTCOME_PARTIAL;
}
