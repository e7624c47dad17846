/* tally-engine-findings-list.h
 *
 * Findings as a long list for a screen, and the detectors that make them by the names that people know. The list is of
 * the owner's thread. Shows only core and model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-list.h"
#include "tally-finding-query.h"

G_BEGIN_DECLS

/**
 * TallyEngineDetector:
 * @id: its id
 * @title: what people call it; English, untranslated
 * @summary: what it asks, as one sentence
 * @method: how it decides
 *
 * A detector, for people; static.
 */
typedef struct {
  const char *id;
  const char *title;
  const char *summary;
  const char *method;
} TallyEngineDetector;

/**
 * tally_engine_findings_list_new:
 *
 * Returns: (transfer full): a list of #TallyFinding without facts, judgement and lines; its query's fields are those
 *   of tally-finding-query.h, amounts are exposures
 */
TallyEngineList           *tally_engine_findings_list_new        (void);

/**
 * tally_engine_findings_read_some:
 * @self: an engine
 * @keys: (array length=n_keys): numbers of findings in this store, as lists have them
 * @n_keys: how many
 * @error: return location, or %NULL
 *
 * Blocking.
 *
 * Errors: %TALLY_ENGINE_ERROR_FAILED - the store can't be read.
 *
 * Returns: (transfer full) (element-type TallyFinding) (nullable): one finding a number, %NULL for one that is not
 *   there; without facts, judgement and lines
 */
GPtrArray                 *tally_engine_findings_read_some       (TallyEngine                 *self,
                                                                  const gint64                *keys,
                                                                  guint                        n_keys,
                                                                  GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_findings_dup_id:
 * @self: an engine
 * @key: number of a finding in this store, as lists have it
 * @error: return location, or %NULL
 *
 * Blocking.
 *
 * Errors: %TALLY_ENGINE_ERROR_NOT_FOUND - there is none; %TALLY_ENGINE_ERROR_FAILED - the store can't be read.
 *
 * Returns: (transfer full) (nullable): its id, which is the same in every store
 */
char                      *tally_engine_findings_dup_id          (TallyEngine                 *self,
                                                                  gint64                       key,
                                                                  GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_findings_find_detector:
 * @id: id of a detector
 *
 * Any thread.
 *
 * Returns: (transfer none) (nullable): the detector, %NULL if this version of the program has none of that id
 */
const TallyEngineDetector *tally_engine_findings_find_detector   (const char                  *id);

/**
 * tally_engine_findings_list_detectors:
 * @out_n_detectors: (out): how many
 *
 * Any thread.
 *
 * Returns: (transfer none) (array length=out_n_detectors): those whose findings people see, by their titles
 */
const TallyEngineDetector *tally_engine_findings_list_detectors  (guint                       *out_n_detectors);

G_END_DECLS
