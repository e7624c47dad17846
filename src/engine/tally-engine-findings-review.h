/* tally-engine-findings-review.h
 *
 * What a reviewer does: decides about many findings and takes it back, says who looks at one until when, adds notes and
 * files that prove something. Blocking; one thread at a time. Shows only core and model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine.h"
#include "tally-finding-decision.h"
#include "tally-finding-remark.h"

G_BEGIN_DECLS

/**
 * tally_engine_findings_decide_many:
 * @self: an engine
 * @keys: (array length=n_keys): numbers of findings
 * @n_keys: how many, 1 … %TALLY_FINDING_DECISIONS_MAX
 * @decision: what a person decides about each; its id is not looked at
 * @error: return location, or %NULL
 *
 * All or none; what can't become that is left as it is.
 *
 * Errors: %TALLY_ENGINE_ERROR_NOT_FOUND - none of them can become that; %TALLY_ENGINE_ERROR_CONFIG - what is said is
 * malformed, or too many; %TALLY_ENGINE_ERROR_BUSY - a run is writing, try again; %TALLY_ENGINE_ERROR_FAILED - the
 * store can't be written.
 *
 * Returns: (transfer full) (element-type TallyFindingStep) (nullable): what was decided, to be taken back
 */
GArray    *tally_engine_findings_decide_many  (TallyEngine                 *self,
                                               const gint64                *keys,
                                               guint                        n_keys,
                                               const TallyFindingDecision  *decision,
                                               GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_findings_take_back:
 * @self: an engine
 * @steps: (element-type TallyFindingStep): what was decided
 * @actor: who takes it back
 * @out_n_taken_back: (out): how many are what they were; about the others somebody
 *   decided again, or they were reopened, which has no way back
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_ENGINE_ERROR_BUSY - a run is writing, try again; %TALLY_ENGINE_ERROR_FAILED - the store can't be
 * written.
 *
 * Returns: %TRUE if it is durable
 */
gboolean   tally_engine_findings_take_back    (TallyEngine                 *self,
                                               GArray                      *steps,
                                               const char                  *actor,
                                               guint                       *out_n_taken_back,
                                               GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_findings_remark:
 * @self: an engine
 * @finding_id: a finding's whole id
 * @remark: a note, or who looks at it
 * @error: return location, or %NULL
 *
 * Errors: as tally_engine_findings_decide_many().
 *
 * Returns: %TRUE if it is durable
 */
gboolean   tally_engine_findings_remark       (TallyEngine                 *self,
                                               const char                  *finding_id,
                                               const TallyFindingRemark    *remark,
                                               GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_findings_attach:
 * @self: an engine
 * @finding_id: a finding's whole id
 * @file: a file of 1 … %TALLY_FINDING_REMARK_MAX_FILE_BYTES
 * @actor: who adds it
 * @error: return location, or %NULL
 *
 * Copies it into the data directory, by its SHA-256, and says so in the trail.
 *
 * Errors: %TALLY_ENGINE_ERROR_CONFIG - the file is empty, too large or no file, or the finding has too many;
 * %TALLY_ENGINE_ERROR_FAILED - it can't be read or kept; as tally_engine_findings_decide_many().
 *
 * Returns: %TRUE if it is durable
 */
gboolean   tally_engine_findings_attach       (TallyEngine                 *self,
                                               const char                  *finding_id,
                                               GFile                       *file,
                                               const char                  *actor,
                                               GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_findings_list_remarks:
 * @self: an engine
 * @finding_id: a finding's whole id
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_ENGINE_ERROR_FAILED - the store can't be read.
 *
 * Returns: (transfer full) (element-type TallyFindingRemark) (nullable): what was said, oldest first
 */
GPtrArray *tally_engine_findings_list_remarks (TallyEngine                 *self,
                                               const char                  *finding_id,
                                               GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_findings_dup_file_path:
 * @data_dir: a data directory
 * @remark: a remark with a file
 *
 * Returns: (transfer full): where its bytes are; they may be gone where a store came without them
 */
char      *tally_engine_findings_dup_file_path (const char                 *data_dir,
                                                const TallyFindingRemark   *remark);

G_END_DECLS
