/* tally-finding-query.h
 *
 * The fields by which findings are chosen and sorted, and what a query of them means. A face shows what is wrong with a
 * query, the store obeys what it means. Plain values. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-finding-filter.h"
#include "tally-query.h"

G_BEGIN_DECLS

#define TALLY_FINDING_FIELD_STATUS "status"     /* ids, "," between; "open"; "all"; "" = open */
#define TALLY_FINDING_FIELD_SEVERITY "severity" /* id of the least */
#define TALLY_FINDING_FIELD_DETECTOR "detector" /* id */
#define TALLY_FINDING_FIELD_REQUEST "request"   /* work request */
#define TALLY_FINDING_FIELD_WEEK "week"         /* the day it ends on: MMDDYY or 2026-11-22 */
#define TALLY_FINDING_FIELD_ASSIGNEE "assignee" /* who looks at it */
#define TALLY_FINDING_FIELD_TRIAL "trial"       /* "any", "no", "only" */
#define TALLY_FINDING_FIELD_LIKE "like"         /* id of a finding: those of its kind */

/* Also to sort by. */
#define TALLY_FINDING_FIELD_SCORE "score"
#define TALLY_FINDING_FIELD_EXPOSURE "exposure"
#define TALLY_FINDING_FIELD_SENTENCE "sentence"
#define TALLY_FINDING_FIELD_DUE "due"
#define TALLY_FINDING_FIELD_FOUND "found"

/**
 * TallyFindingQuery:
 * @filter: which; its texts are borrowed from the query
 * @assignee: (nullable): only those that this person looks at
 * @like: (nullable): id of a finding: only those of its detector, its cause and, where its lines have one unit code, with
 *   a line of that code
 * @sort: what to sort by, "" = the most important first
 * @is_descending: whether the greatest come first
 *
 * What a query means.
 */
typedef struct {
  TallyFindingFilter  filter;
  const char         *assignee;
  const char         *like;
  const char         *sort;
  gboolean            is_descending;
} TallyFindingQuery;

/**
 * tally_finding_query_list_fields:
 *
 * Returns: (transfer none) (array zero-terminated=1): fields to choose by, for tally_query_parse()
 */
const char *const *tally_finding_query_list_fields (void);

/**
 * tally_finding_query_read:
 * @query: a query; must outlive @out_read
 * @out_read: (out caller-allocates): what it means; untouched on failure
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_MODEL_ERROR_INVALID - the message names the field and what it takes.
 *
 * Returns: %TRUE if it means something
 */
gboolean           tally_finding_query_read        (const TallyQuery   *query,
                                                    TallyFindingQuery  *out_read,
                                                    GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
