/* tally-jobs-usual.h
 *
 * What is usual among the billing lines of an installation, and how far each line is from it: the quantity and the price
 * of a unit against those of the same unit and kind of work (of the unit, of its measure where there are too few), the
 * price against the crew's, how rare a line like it is.
 * Filled in one pass, then settled, then read only. 200,000 lines take some 25 MB. One owner at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-line.h"

G_BEGIN_DECLS

/* Peers without which nothing is usual. */
#define TALLY_JOBS_USUAL_MIN 8

typedef struct _TallyJobsUsual TallyJobsUsual;

/**
 * TallyJobsUsualLine:
 * @n_peers: lines of the same unit and kind of work, it included
 * @n_of_crew: lines of its crew, it included
 * @request_cents: amount of its work request
 * @quantity: logarithm of its quantity against the median of its peers
 * @quantity_spread: that in robust standard deviations
 * @unit_price: the same of the price of a unit
 * @unit_price_spread: likewise
 * @price_of_crew: logarithm of its price against the median of its crew
 * @rarity: one line in so many is as unusual, logarithm
 *
 * How far a line is from what is usual; NaN = not known, or too few peers to tell.
 */
typedef struct {
  guint      n_peers;
  guint      n_of_crew;
  TallyMoney request_cents;
  double     quantity;
  double     quantity_spread;
  double     unit_price;
  double     unit_price_spread;
  double     price_of_crew;
  double     rarity;
} TallyJobsUsualLine;

/**
 * tally_jobs_usual_new:
 *
 * Returns: (transfer full): no lines yet
 */
TallyJobsUsual *tally_jobs_usual_new    (void);

/**
 * tally_jobs_usual_free:
 * @self: (nullable): what is usual
 *
 * Frees it.
 */
void            tally_jobs_usual_free   (TallyJobsUsual       *self);

/**
 * tally_jobs_usual_add:
 * @self: what is not settled yet
 * @line: a line, in any order, each once
 * @is_wanted: whether tally_jobs_usual_find() will be asked for it
 *
 * Takes a line.
 */
void            tally_jobs_usual_add    (TallyJobsUsual       *self,
                                         const TallyLine      *line,
                                         gboolean              is_wanted);

/**
 * tally_jobs_usual_settle:
 * @self: what is not settled yet
 * @seed: decides about all draws
 * @n_threads: threads that work; 0 = as many as there are processors
 *
 * Finds what is usual, the same whatever the order of lines and the number of threads. Rarity is among the wanted lines
 * and a sample of all. O(n log n).
 */
void            tally_jobs_usual_settle (TallyJobsUsual       *self,
                                         guint64               seed,
                                         guint                 n_threads);

/**
 * tally_jobs_usual_find:
 * @self: what is settled
 * @sheet_id: a sheet
 * @row_id: a row
 * @out_line: (out caller-allocates): how far the line is from what is usual; untouched if there is none
 *
 * Returns: %TRUE if there is such a line, and it is wanted
 */
gboolean        tally_jobs_usual_find   (const TallyJobsUsual *self,
                                         gint64                sheet_id,
                                         gint64                row_id,
                                         TallyJobsUsualLine   *out_line) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyJobsUsual, tally_jobs_usual_free)

G_END_DECLS
