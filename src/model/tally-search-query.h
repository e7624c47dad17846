/* tally-search-query.h
 *
 * What somebody looks for, in words: a word finds what begins with it, words in quotes are found as they stand, a minus
 * leaves out, field:word looks in one field only. All that is asked for must be there. Case and accents do not count.
 * A plain value. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-field.h"
#include "tally-model-error.h"

G_BEGIN_DECLS

/* Bounds of what is looked for: a line of words. */
#define TALLY_SEARCH_MAX_BYTES 1024
#define TALLY_SEARCH_MAX_TERMS 32

/**
 * TallySearchField:
 * @TALLY_SEARCH_ASSIGNEE: who looks at a finding; those before are the texts of a line, as #TallyField
 * @TALLY_SEARCH_SENTENCE: what a finding says
 * @TALLY_SEARCH_ID: a finding's id
 * @TALLY_SEARCH_NOTE: what somebody noted
 * @TALLY_SEARCH_BY: who noted it
 * @TALLY_SEARCH_N_FIELDS: how many there are
 *
 * Where words are looked for.
 */
typedef enum {
  TALLY_SEARCH_ASSIGNEE = TALLY_N_TEXT_FIELDS,
  TALLY_SEARCH_SENTENCE,
  TALLY_SEARCH_ID,
  TALLY_SEARCH_NOTE,
  TALLY_SEARCH_BY,
  TALLY_SEARCH_N_FIELDS,
} TallySearchField;

/**
 * TallySearchTerm:
 * @words: (owned) (element-type utf8): folded words that stand in a row, one or more
 * @field: where, -1 = anywhere
 * @is_prefix: whether the last word may go on
 * @is_negated: whether it must not be there
 *
 * One thing that is looked for.
 */
typedef struct {
  GPtrArray *words;
  int        field;
  gboolean   is_prefix;
  gboolean   is_negated;
} TallySearchTerm;

/**
 * TallySearchText:
 * @field: where it stands
 * @text: (borrowed): the text
 *
 * A text that is looked through.
 */
typedef struct {
  int         field;
  const char *text;
} TallySearchText;

typedef struct _TallySearchQuery TallySearchQuery;

/**
 * tally_search_query_parse:
 * @text: what somebody typed, UTF-8
 * @error: return location, or %NULL
 *
 * Any text that has a word is understood: a quote that is not closed goes to the end.
 *
 * Errors: %TALLY_MODEL_ERROR_INVALID - no word to look for, a field that there is none of, or too much; the message says
 * what to write.
 *
 * Returns: (transfer full) (nullable): what is looked for
 */
TallySearchQuery *tally_search_query_parse      (const char               *text,
                                                 GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_search_query_free:
 * @self: (nullable): a query
 *
 * Frees it.
 */
void              tally_search_query_free       (TallySearchQuery         *self);

/**
 * tally_search_query_get_terms:
 * @self: a query
 *
 * Returns: (transfer none) (element-type TallySearchTerm): all that is looked for; one or more is not negated
 */
GPtrArray        *tally_search_query_get_terms  (const TallySearchQuery   *self);

/**
 * tally_search_query_is_plain:
 * @self: a query
 *
 * Returns: whether it is single words anywhere and nothing else: then an index of words alone decides
 */
gboolean          tally_search_query_is_plain   (const TallySearchQuery   *self);

/**
 * tally_search_query_matches:
 * @self: a query
 * @texts: (array length=n_texts): texts of one record
 * @n_texts: how many
 *
 * O(texts).
 *
 * Returns: whether the record is one that is looked for
 */
gboolean          tally_search_query_matches    (const TallySearchQuery   *self,
                                                 const TallySearchText    *texts,
                                                 guint                     n_texts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallySearchQuery, tally_search_query_free)

G_END_DECLS
