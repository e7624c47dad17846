/* tally-engine-findings.h
 *
 * What audits found, for those who look at it: lists, one finding with its evidence and history, decisions, and the
 * proof that a finding follows from its facts. Blocking; one thread at a time. Shows only core and model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine.h"
#include "tally-finding-decision.h"
#include "tally-finding-exception-record.h"
#include "tally-finding-filter.h"
#include "tally-finding-history.h"

G_BEGIN_DECLS

/* Changes of a finding's lines that are shown, the newest of each line. */
#define TALLY_ENGINE_FINDINGS_MAX_CHANGES 200

/**
 * TallyEngineFindingChange:
 * @sheet_id: a line's sheet
 * @row_id: its row
 * @noticed_utc_usec: when a run noticed it, µs since 1970 UTC
 * @modified_utc_usec: when the row was written, 0 if not told
 * @modified_by: (owned): who wrote the row, "" if not told; private
 * @field: (owned): id of the field, "" = the whole row
 * @old_value: (owned): what it was
 * @new_value: (owned): what it became
 *
 * What changed on a line of a finding.
 */
typedef struct {
  gint64  sheet_id;
  gint64  row_id;
  gint64  noticed_utc_usec;
  gint64  modified_utc_usec;
  char   *modified_by;
  char   *field;
  char   *old_value;
  char   *new_value;
} TallyEngineFindingChange;

/**
 * TallyEngineFinding:
 * @finding: (owned): the finding
 * @verdicts: (owned) (element-type TallyFindingVerdict): its history, oldest first
 * @changes: (owned) (element-type TallyEngineFindingChange): what changed on its lines, oldest first
 * @n_changes_left: how many earlier changes are left out of @changes
 * @links: (owned) (element-type utf8): where a person sees each of its lines, "" = not known
 * @exception: (owned) (nullable): the known exception that covers it today
 */
typedef struct {
  TallyFinding *finding;
  GPtrArray    *verdicts;
  GPtrArray    *changes;
  guint         n_changes_left;
  GPtrArray    *links;
  TallyFindingExceptionRecord *exception;
} TallyEngineFinding;

/**
 * TallyEngineReplay:
 * @id: (owned): the finding's id
 * @stored: (owned): its judgement as it is stored
 * @again: (owned): its judgement made anew from the stored facts
 * @is_same: whether they are equal to the bit
 */
typedef struct {
  char     *id;
  char     *stored;
  char     *again;
  gboolean  is_same;
} TallyEngineReplay;

/**
 * tally_engine_finding_free:
 * @self: (nullable): a finding
 *
 * Frees it.
 */
void                tally_engine_finding_free             (TallyEngineFinding           *self);

/**
 * tally_engine_replay_free:
 * @self: (nullable): a replay
 *
 * Frees it.
 */
void                tally_engine_replay_free              (TallyEngineReplay            *self);

/**
 * tally_engine_findings_list:
 * @self: an engine
 * @filter: which; if it names no status, what an exception covers today is left out of those that are open; else it
 *   bears the exception's number
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_ENGINE_ERROR_FAILED - the store can't be read.
 *
 * Returns: (transfer full) (element-type TallyFinding) (nullable): findings, the most important first
 */
GPtrArray          *tally_engine_findings_list            (TallyEngine                  *self,
                                                           const TallyFindingFilter     *filter,
                                                           GError                      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_findings_count_excepted:
 * @self: an engine
 * @filter: one that names no status
 * @out_n: (out): how many open findings tally_engine_findings_list() leaves out because an exception covers them
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_ENGINE_ERROR_FAILED - the store can't be read.
 *
 * Returns: %TRUE if they are counted
 */
gboolean            tally_engine_findings_count_excepted  (TallyEngine                  *self,
                                                           const TallyFindingFilter     *filter,
                                                           guint                        *out_n,
                                                           GError                      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_findings_find:
 * @self: an engine
 * @id: an id, or the beginning of one
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_ENGINE_ERROR_NOT_FOUND - there is none; %TALLY_ENGINE_ERROR_SEVERAL - several begin so;
 * %TALLY_ENGINE_ERROR_FAILED - the store can't be read.
 *
 * Returns: (transfer full) (nullable): the finding
 */
TallyEngineFinding *tally_engine_findings_find            (TallyEngine                  *self,
                                                           const char                   *id,
                                                           GError                      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_findings_decide:
 * @self: an engine
 * @decision: what a person decides; its id may be the beginning of one
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_ENGINE_ERROR_NOT_FOUND - there is no such finding, or it can't become that;
 * %TALLY_ENGINE_ERROR_SEVERAL - several begin so; %TALLY_ENGINE_ERROR_CONFIG - what is said is malformed;
 * %TALLY_ENGINE_ERROR_BUSY - a run is writing, try again; %TALLY_ENGINE_ERROR_FAILED - the store can't be written.
 *
 * Returns: %TRUE if it is durable
 */
gboolean            tally_engine_findings_decide          (TallyEngine                  *self,
                                                           const TallyFindingDecision   *decision,
                                                           GError                      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_findings_replay:
 * @self: an engine
 * @id: an id, or the beginning of one
 * @error: return location, or %NULL
 *
 * Judges a finding again from its stored facts.
 *
 * Errors: as tally_engine_findings_find(); %TALLY_ENGINE_ERROR_FAILED also if another version of the program made
 * it, or its facts are no finding any more.
 *
 * Returns: (transfer full) (nullable): both judgements
 */
TallyEngineReplay  *tally_engine_findings_replay          (TallyEngine                  *self,
                                                           const char                   *id,
                                                           GError                      **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEngineFinding, tally_engine_finding_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEngineReplay, tally_engine_replay_free)

G_END_DECLS
