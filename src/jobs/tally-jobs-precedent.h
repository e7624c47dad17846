/* tally-jobs-precedent.h
 *
 * What follows from a workbook that hangs on a row and that the store does not know: it is ours
 * after all, it may be replaced, or a person must decide. Pure functions: tables test them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-jobs-examine.h"
#include "tally-plan.h"

G_BEGIN_DECLS

/**
 * TallyJobsPrecedent:
 * @entry: the workbook that would take its place
 * @key: key of its identity
 * @examined: (nullable): what the one that hangs there says, %NULL = nobody looked
 * @is_current_form: its name has the form of our names
 * @is_published: the store knows of an earlier publication
 * @only_reads: this installation never publishes: whoever does is right
 * @take_over: the run was asked to replace other programs' workbooks
 * @max_change_share: [publish] max-change-share
 * @installation: the store's id
 * @read_sheets: (element-type gint64): sheets that this run knows the rows of
 *
 * All that decides.
 */
typedef struct {
  const TallyPlanEntry    *entry;
  const char              *key;
  const TallyJobsExamined *examined;
  gboolean                 is_current_form;
  gboolean                 is_published;
  gboolean                 only_reads;
  gboolean                 take_over;
  double                   max_change_share;
  const char              *installation;
  GHashTable              *read_sheets;
} TallyJobsPrecedent;

/**
 * tally_jobs_precedent_judge:
 * @self: a precedent
 * @out_is_ours: (out): it counts as published before, and is taken down so
 *
 * A workbook of ours counts as published before, unless it draws on a sheet that was not read and
 * differs; one of another installation does where the store knows of no earlier one, or where
 * this one only reads. What says not
 * from where it came is replaced in a take-over alone, and then only if ours is not clearly
 * smaller. Bytes that are no workbook hinder nobody under a name of ours.
 *
 * Returns: why the workbook is held, %TALLY_HOLD_NONE if it is not
 */
TallyHold tally_jobs_precedent_judge (const TallyJobsPrecedent *self,
                                      gboolean                 *out_is_ours);

/**
 * tally_jobs_precedent_shrinks:
 * @entry: what would take its place
 * @n_lines: lines that another program's workbook shows
 * @total_cents: the total that it shows, cents
 * @max_change_share: [publish] max-change-share, 0 … 1
 *
 * Returns: whether @entry has fewer lines or less money by more than the share, so that not even a
 *   take-over replaces it
 */
gboolean  tally_jobs_precedent_shrinks (const TallyPlanEntry     *entry,
                                        guint                     n_lines,
                                        TallyMoney                total_cents,
                                        double                    max_change_share);

G_END_DECLS
