/* tally-finding-fact.h
 *
 * The facts of a finding, told to people: each value with what it is called and in the unit that people use. What a
 * detector kept is one JSON object with short names ("own_cents"); faces, reports and the workbook all tell it by this.
 * Plain values, one owner at a time. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Elements of a list that are told; a peer group has thousands. */
#define TALLY_FINDING_FACTS_MAX_ELEMENTS 10

/**
 * TallyFindingFact:
 * @path: (owned): its names in the JSON, as "line.price_cents" or "edits.2.writer"
 * @title: (owned): what people call it, as "Line, price"
 * @text: (owned): it in words: money as "$1,190.04", shares as "97.5 %", times in UTC; no control characters
 * @is_reference: an id or a time of the machine's, or what the finding itself tells: a face may leave it out
 *
 * One value.
 */
typedef struct {
  char     *path;
  char     *title;
  char     *text;
  gboolean  is_reference;
} TallyFindingFact;

/**
 * TallyFindingFactTranslate:
 * @text: a title in English
 *
 * Returns: (transfer none): it in the reader's language
 */
typedef const char *(*TallyFindingFactTranslate) (const char *text);

/**
 * tally_finding_fact_free:
 * @self: (nullable): a fact
 *
 * Frees it.
 */
void        tally_finding_fact_free      (TallyFindingFact          *self);

/**
 * tally_finding_facts_list:
 * @json: the facts or the judgement of a finding, canonical JSON
 * @translate: (nullable): translates titles, %NULL = English
 *
 * Lists of numbers are one fact, lists of objects a fact for each value within; of either at most
 * %TALLY_FINDING_FACTS_MAX_ELEMENTS, and how many more there are is told. A text that is no such JSON has no facts.
 *
 * Returns: (transfer full) (element-type TallyFindingFact): the values in the order of their paths
 */
GPtrArray  *tally_finding_facts_list     (const char                *json,
                                          TallyFindingFactTranslate  translate);

/**
 * tally_finding_fact_get_title:
 * @name: one name of a path, as "price_cents"
 *
 * Returns: (transfer none) (nullable): what people call it, in English, marked for translation; %NULL for an unknown name,
 *   which tally_finding_facts_list() tells by its own words
 */
const char *tally_finding_fact_get_title (const char                *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyFindingFact, tally_finding_fact_free)

G_END_DECLS
