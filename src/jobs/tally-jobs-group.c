/* tally-jobs-group.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-group.h"

#include "tally-jobs-error.h"
#include "tally-jobs-layout.h"
#include "tally-store-duplicates.h"
#include "tally-store-fingerprints.h"
#include "tally-store-lines.h"

/* A workbook whose lines are coming. */
typedef struct {
  TallyJobsContext *context; /* (borrowed) */
  TallyGroup       *group;   /* (borrowed) */
} Loading;

static gboolean
add_line_cb (const TallyLine  *line,
             gpointer          data,
             GError          **error)
{
  const Loading *loading = data;

  if (tally_store_duplicates_has (loading->context->duplicates, line)
      || tally_group_add (loading->group, line))
    return TRUE;
  g_set_error_literal (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_FAILED,
                       "the total of a workbook does not fit into 64 bits; correct its prices");
  return FALSE;
}

TallyGroup *
tally_jobs_load_group (TallyJobsContext     *context,
                       const TallyIdentity  *identity,
                       GError              **error)
{
  const TallyStoreLineFilter filter = { .accepted_only = TRUE, .identity = identity };
  g_autoptr (TallyGroup) group = NULL;
  Loading loading = { .context = context };
  TallyJobsLayout *layout;

  g_return_val_if_fail (context != NULL && identity != NULL, NULL);
  layout = tally_jobs_context_get_layout (context, error);
  if (layout == NULL)
    return NULL;
  group = tally_group_new (identity);
  loading.group = group;
  if (!tally_store_lines_foreach (context->store, &filter, add_line_cb, &loading, context->cancellable,
                                  error))
    return NULL;
  tally_billing_finish_group (group, &layout->billing);
  if (group->lines->len > 0
      && !tally_store_fingerprints_ensure_planned (context->store, identity, group->fingerprint,
                                                   &group->generated_utc_usec, error))
    return NULL;
  return g_steal_pointer (&group);
}
