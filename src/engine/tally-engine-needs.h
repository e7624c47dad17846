/* tally-engine-needs.h
 *
 * What needs a person now, the most urgent first: facts for faces to put into words, each of one kind, so that there
 * are as many as there are kinds, severities and schedules, however large the store is. Blocking; one thread at a time.
 * Shows only core and model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine.h"
#include "tally-finding-kind.h"

G_BEGIN_DECLS

/**
 * TallyEngineNeedKind:
 * @TALLY_ENGINE_NEED_RUN_FAILED: the last run failed
 * @TALLY_ENGINE_NEED_RUN_INTERRUPTED: the last run was killed
 * @TALLY_ENGINE_NEED_MISSED: a schedule's starts did not come
 * @TALLY_ENGINE_NEED_PLAN: a plan waits until somebody approves or rejects it
 * @TALLY_ENGINE_NEED_FINDINGS: open findings of one severity
 * @TALLY_ENGINE_NEED_HELD: workbooks that the last plan holds for one reason
 * @TALLY_ENGINE_NEED_ASIDE: sheets or workbooks that failed in run after run and are set aside
 * @TALLY_ENGINE_NEED_AUDIT_ROW: rows are owed to the audit sheet, which refuses them
 * @TALLY_ENGINE_NEED_CIRCUIT: calls of the service are stopped
 * @TALLY_ENGINE_NEED_HEALTH: a part of the installation does not work, or not as it should
 * @TALLY_ENGINE_NEED_RUN_PARTIAL: the last run did its work in part, and none of the above says why
 * @TALLY_ENGINE_NEED_PAUSE: somebody paused publishing, or all runs
 * @TALLY_ENGINE_N_NEEDS: how many kinds there are
 *
 * What is needed; of the same urgency they are shown in this order.
 */
typedef enum {
  TALLY_ENGINE_NEED_RUN_FAILED,
  TALLY_ENGINE_NEED_RUN_INTERRUPTED,
  TALLY_ENGINE_NEED_MISSED,
  TALLY_ENGINE_NEED_PLAN,
  TALLY_ENGINE_NEED_FINDINGS,
  TALLY_ENGINE_NEED_HELD,
  TALLY_ENGINE_NEED_ASIDE,
  TALLY_ENGINE_NEED_AUDIT_ROW,
  TALLY_ENGINE_NEED_CIRCUIT,
  TALLY_ENGINE_NEED_HEALTH,
  TALLY_ENGINE_NEED_RUN_PARTIAL,
  TALLY_ENGINE_NEED_PAUSE,
  TALLY_ENGINE_N_NEEDS,
} TallyEngineNeedKind;

/**
 * TallyEngineUrgency:
 * @TALLY_ENGINE_URGENCY_NOW: money is at stake or work stands still
 * @TALLY_ENGINE_URGENCY_SOON: today or tomorrow
 * @TALLY_ENGINE_URGENCY_LATER: when there is time
 */
typedef enum {
  TALLY_ENGINE_URGENCY_NOW,
  TALLY_ENGINE_URGENCY_SOON,
  TALLY_ENGINE_URGENCY_LATER,
} TallyEngineUrgency;

/**
 * TallyEngineNeed:
 * @kind: what it is
 * @urgency: how soon somebody should look
 * @severity: of findings
 * @hold: of held workbooks: why
 * @n: how many: findings, workbooks, sheets, rows or starts; 1 of all else
 * @n_overdue: of findings, how many should have been dealt with before today
 * @cents: what findings may cost, or what workbooks come to; 0 = nothing is known of it
 * @since_utc_usec: since when, µs since 1970 UTC; 0 = not known
 * @until_utc_usec: when it ends by itself, µs since 1970 UTC; 0 = it does not
 * @run_id: of a run, or of the one whose plan it is; 0 = none
 * @exit_code: of a run: what it ended with
 * @by_person: of a circuit or a pause: whether somebody decided so
 * @subject: (owned): id of a plan, name of a schedule, "smartsheet" of a circuit, "publish" or "all" of a pause,
 *   "sheet" or "group" of what is set aside; "token", "sources", "database" or "disk" of the installation, or the probe
 *   of the last checkup that found the worst; else ""
 * @text: (owned): of a run: the worst that it has to say, ids and counts only; else ""
 */
typedef struct {
  TallyEngineNeedKind  kind;
  TallyEngineUrgency   urgency;
  TallyRisk            severity;
  TallyHold            hold;
  guint64              n;
  guint64              n_overdue;
  TallyMoney           cents;
  gint64               since_utc_usec;
  gint64               until_utc_usec;
  gint64               run_id;
  int                  exit_code;
  gboolean             by_person;
  char                *subject;
  char                *text;
} TallyEngineNeed;

/**
 * TallyEngineNeeds:
 * @as_of_utc_usec: when they were read, µs since 1970 UTC
 * @is_configured: whether the configuration names a sheet, folder or workspace to bill from
 * @list: (owned) (element-type TallyEngineNeed): the most urgent first
 * @n_trial: open findings of detectors on trial: they need nobody
 * @trial_cents: what these may cost
 * @last_run_id: the last run that ended, 0 = there was none
 * @last_run_utc_usec: when it ended, µs since 1970 UTC; 0 if it was killed
 * @last_exit_code: what it ended with
 * @next_run_utc_usec: when a schedule starts the next one, µs since 1970 UTC; 0 = none does
 */
typedef struct {
  gint64      as_of_utc_usec;
  gboolean    is_configured;
  GPtrArray  *list;
  guint64     n_trial;
  TallyMoney  trial_cents;
  gint64      last_run_id;
  gint64      last_run_utc_usec;
  int         last_exit_code;
  gint64      next_run_utc_usec;
} TallyEngineNeeds;

/**
 * tally_engine_need_free:
 * @self: (nullable): a need
 *
 * Frees it.
 */
void              tally_engine_need_free       (TallyEngineNeed     *self);

/**
 * tally_engine_needs_free:
 * @self: (nullable): needs
 *
 * Frees them.
 */
void              tally_engine_needs_free      (TallyEngineNeeds    *self);

/**
 * tally_engine_needs_list:
 * @self: an engine
 * @error: return location, or %NULL
 *
 * Looks at what the store and the configuration say now; asks no service. Of a pack that is looked at, its store alone
 * counts. Where there is no store yet, nothing is needed. Its time grows with what is open, held and waits, not with
 * the store.
 *
 * Errors: %TALLY_ENGINE_ERROR_CONFIG - a schedule can't be read, the message names place and key;
 * %TALLY_ENGINE_ERROR_BUSY - try again; %TALLY_ENGINE_ERROR_FAILED - the store can't be read.
 *
 * Returns: (transfer full) (nullable): what needs somebody
 */
TallyEngineNeeds *tally_engine_needs_list      (TallyEngine         *self,
                                                GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEngineNeed, tally_engine_need_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEngineNeeds, tally_engine_needs_free)

G_END_DECLS
