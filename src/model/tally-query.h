/* tally-query.h
 *
 * What part of a list is wanted, and in which order: values by the names of fields, a text to look for, a field to
 * sort by. Made by faces and by links between their pages, obeyed by the store, which knows each list's fields.
 * A plain value. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-model-error.h"

G_BEGIN_DECLS

/* Names that every list knows: what people look for, and the field to sort by ("-field" = the greatest first). */
#define TALLY_QUERY_TEXT "text"
#define TALLY_QUERY_SORT "sort"

/* Bound of a query as text: some ids and a few words. */
#define TALLY_QUERY_MAX_BYTES 4096

typedef struct _TallyQuery TallyQuery;

/**
 * TallyQueryRow:
 * @key: number of a record in the store
 * @cents: what it comes to; 0 if the list has no amounts
 *
 * One record of a list: enough to count and to add up.
 */
typedef struct {
  gint64 key;
  gint64 cents;
} TallyQueryRow;

/**
 * tally_query_new:
 *
 * Returns: (transfer full): everything, in the list's own order
 */
TallyQuery *tally_query_new      (void);

/**
 * tally_query_free:
 * @self: (nullable): a query
 *
 * Frees it.
 */
void        tally_query_free     (TallyQuery        *self);

/**
 * tally_query_dup:
 * @self: a query
 *
 * Returns: (transfer full): a copy
 */
TallyQuery *tally_query_dup      (const TallyQuery  *self);

/**
 * tally_query_equal:
 * @a: a query
 * @b: a query
 *
 * Returns: whether both ask for the same
 */
gboolean    tally_query_equal    (const TallyQuery  *a,
                                  const TallyQuery  *b);

/**
 * tally_query_set:
 * @self: a query
 * @field: name of a field
 * @value: (nullable): what it must be, in the list's words; %NULL and "" = anything
 *
 * Asks for a part.
 */
void        tally_query_set      (TallyQuery        *self,
                                  const char        *field,
                                  const char        *value);

/**
 * tally_query_get:
 * @self: a query
 * @field: name of a field
 *
 * Returns: (transfer none): what it must be, "" = anything
 */
const char *tally_query_get      (const TallyQuery  *self,
                                  const char        *field);

/**
 * tally_query_get_sort:
 * @self: a query
 * @out_descending: (out): whether the greatest come first
 *
 * Returns: (transfer none): name of the field to sort by, "" = the list's own order
 */
const char *tally_query_get_sort (const TallyQuery  *self,
                                  gboolean          *out_descending);

/**
 * tally_query_format:
 * @self: a query
 *
 * Returns: (transfer full): "severity=high&sort=-exposure", fields by name; "" = everything
 */
char       *tally_query_format   (const TallyQuery  *self);

/**
 * tally_query_parse:
 * @text: what tally_query_format() writes; blanks may stand for "&"
 * @fields: (array zero-terminated=1): the fields that the list knows, besides text and sort
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_MODEL_ERROR_INVALID - the message names the field and those that there are.
 *
 * Returns: (transfer full) (nullable): the query
 */
TallyQuery *tally_query_parse    (const char        *text,
                                  const char *const *fields,
                                  GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyQuery, tally_query_free)

G_END_DECLS
