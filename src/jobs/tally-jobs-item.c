/* tally-jobs-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-item.h"

TallyJobsItem *
tally_jobs_item_new (TallyPlanEntry *entry)
{
  TallyJobsItem *self;

  g_return_val_if_fail (entry != NULL, NULL);
  self = g_new0 (TallyJobsItem, 1);
  self->entry = entry;
  return self;
}

void
tally_jobs_item_free (TallyJobsItem *self)
{
  if (self == NULL)
    return;
  g_free (self->file_name);
  g_free (self->sha256);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}
