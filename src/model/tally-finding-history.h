/* tally-finding-history.h
 *
 * Findings with what was decided about them, as JSON: what is exported from one store and imported
 * into another. What comes back is foreign text: read strictly, within bounds, and refused with its
 * place. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-finding-verdict.h"
#include "tally-json.h"

G_BEGIN_DECLS

/* Version of the JSON of findings. */
#define TALLY_FINDING_JSON_SCHEMA 1

/* Bounds of a file that comes back: ten years of findings with their facts fit. */
#define TALLY_FINDING_HISTORY_MAX_BYTES (256 * 1024 * 1024)
#define TALLY_FINDING_HISTORY_MAX_FINDINGS 1000000
#define TALLY_FINDING_HISTORY_MAX_VERDICTS 10000

/**
 * TallyFindingDetail:
 * @TALLY_FINDING_DETAIL_IDS: neither names nor amounts: they are null
 * @TALLY_FINDING_DETAIL_LIST: what a list shows
 * @TALLY_FINDING_DETAIL_FULL: with facts and judgement
 */
typedef enum {
  TALLY_FINDING_DETAIL_IDS,
  TALLY_FINDING_DETAIL_LIST,
  TALLY_FINDING_DETAIL_FULL,
} TallyFindingDetail;

/**
 * TallyFindingHistory:
 * @finding_id: the finding
 * @verdicts: (owned) (element-type TallyFindingVerdict): oldest first, sealed
 *
 * What was decided about one finding in another store.
 */
typedef struct {
  char        finding_id[TALLY_FINDING_ID_LENGTH + 1];
  GPtrArray  *verdicts;
} TallyFindingHistory;

/**
 * tally_finding_history_free:
 * @self: (nullable): a history
 *
 * Frees it.
 */
void tally_finding_history_free (TallyFindingHistory *self);

/**
 * tally_finding_write_json:
 * @writer: a writer in an array
 * @finding: a finding
 * @detail: how much of it
 * @verdicts: (nullable) (element-type TallyFindingVerdict): its history, %NULL = not asked for
 *
 * Adds it as an object.
 */
void tally_finding_write_json (TallyJsonWriter    *writer,
                               const TallyFinding *finding,
                               TallyFindingDetail  detail,
                               GPtrArray          *verdicts);

/**
 * tally_finding_verdict_write_json:
 * @writer: a writer
 * @verdict: a verdict
 * @reveal: whether names and words may be shown
 *
 * Adds it as an object.
 */
void tally_finding_verdict_write_json (TallyJsonWriter           *writer,
                                       const TallyFindingVerdict *verdict,
                                       gboolean                   reveal);

/**
 * tally_finding_history_parse:
 * @text: (array length=length): {"findings": […]}, or one finding a line
 * @length: its length in bytes, at most %TALLY_FINDING_HISTORY_MAX_BYTES
 * @error: return location, or %NULL
 *
 * Reads the verdicts of people; what runs saw in another store is theirs. Findings without any are
 * left out. A finding may stand on several lines, as in a file that only grows; all of its verdicts count once.
 *
 * Errors: %TALLY_MODEL_ERROR_INVALID - it is no such text; the message says where and what.
 *
 * Returns: (transfer full) (element-type TallyFindingHistory) (nullable): by finding, no two of one
 */
GPtrArray *tally_finding_history_parse (const char  *text,
                                        gsize        length,
                                        GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyFindingHistory, tally_finding_history_free)

G_END_DECLS
