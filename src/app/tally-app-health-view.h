/* tally-app-health-view.h
 *
 * What the page Health shows, read at once: the board of the installation and how many findings are open of which kind.
 * Nobody changes it once it is read, so that a thread may make a file of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-health.h"

G_BEGIN_DECLS

/**
 * TallyAppHealthBy:
 * @TALLY_APP_HEALTH_BY_SEVERITY: how much findings matter
 * @TALLY_APP_HEALTH_BY_CATEGORY: what is wrong
 * @TALLY_APP_HEALTH_BY_WEEK: billing weeks, the latest ones
 * @TALLY_APP_HEALTH_BY_AGE: since when they are known
 * @TALLY_APP_HEALTH_N_BYS: how many there are
 */
typedef enum {
  TALLY_APP_HEALTH_BY_SEVERITY,
  TALLY_APP_HEALTH_BY_CATEGORY,
  TALLY_APP_HEALTH_BY_WEEK,
  TALLY_APP_HEALTH_BY_AGE,
  TALLY_APP_HEALTH_N_BYS,
} TallyAppHealthBy;

/**
 * TallyAppHealthBar:
 * @label: (owned): what people call it
 * @wish: (owned): what the page Review has to show, "" = no more than what is open
 * @n: findings
 */
typedef struct {
  char  *label;
  char  *wish;
  guint  n;
} TallyAppHealthBar;

/**
 * TallyAppHealthView:
 * @board: (owned): how the installation stands
 * @n_findings: findings that are open
 * @bars: (owned) (element-type TallyAppHealthBar): of each way to count them
 */
typedef struct {
  TallyHealthBoard *board;
  guint             n_findings;
  GPtrArray        *bars[TALLY_APP_HEALTH_N_BYS];
} TallyAppHealthView;

/**
 * tally_app_health_view_read:
 * @engine: an engine
 * @range_usec: how far back, µs, 1 and up
 * @n_cells: cells of each strip
 * @cancellable: (nullable): ends it
 * @error: return location, or %NULL
 *
 * Blocking; the desk's thread. Without a store there are no findings.
 *
 * Errors: those of tally_engine_health_read() and tally_engine_findings_list().
 *
 * Returns: (transfer full) (nullable): what is shown
 */
TallyAppHealthView *tally_app_health_view_read  (TallyEngine         *engine,
                                                 gint64               range_usec,
                                                 guint                n_cells,
                                                 GCancellable        *cancellable,
                                                 GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_app_health_view_ref:
 * @self: a view
 *
 * Any thread.
 *
 * Returns: (transfer full): the same
 */
TallyAppHealthView *tally_app_health_view_ref   (TallyAppHealthView  *self);

/**
 * tally_app_health_view_unref:
 * @self: a view
 *
 * Any thread.
 */
void                tally_app_health_view_unref (TallyAppHealthView  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyAppHealthView, tally_app_health_view_unref)

G_END_DECLS
