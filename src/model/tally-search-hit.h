/* tally-search-hit.h
 *
 * What a search found: a finding, a line or a note. A plain value. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-money.h"
#include "tally-week.h"

G_BEGIN_DECLS

/**
 * TallySearchKind:
 * @TALLY_SEARCH_FINDINGS: findings, by what they say, their work request, id, and who looks at them
 * @TALLY_SEARCH_LINES: billing lines as they are now, by their texts
 * @TALLY_SEARCH_NOTES: what people noted beside findings and verdicts
 * @TALLY_N_SEARCH_KINDS: how many kinds there are
 *
 * What can be found.
 */
typedef enum {
  TALLY_SEARCH_FINDINGS,
  TALLY_SEARCH_LINES,
  TALLY_SEARCH_NOTES,
  TALLY_N_SEARCH_KINDS,
} TallySearchKind;

/**
 * TallySearchHit:
 * @kind: what it is
 * @finding_id: (owned): id of the finding, also of a note's; "" = a line
 * @sheet_id: sheet of a line, else 0
 * @row_id: row of a line, else 0
 * @row_number: where the line stands in its sheet, else 0
 * @work_request: (owned): of a finding or a line
 * @week_ending: of a finding or a line, %TALLY_DAY_NONE = none
 * @cents: exposure of a finding, price of a line
 * @utc_usec: when a finding was found first, when a note was made; 0 = a line
 * @actor: (owned): who made a note
 * @text: (owned): a finding's sentence, a note's words, a line's texts as people read them
 *
 * One of them.
 */
typedef struct {
  TallySearchKind  kind;
  char            *finding_id;
  gint64           sheet_id;
  gint64           row_id;
  gint64           row_number;
  char            *work_request;
  TallyDay         week_ending;
  TallyMoney       cents;
  gint64           utc_usec;
  char            *actor;
  char            *text;
} TallySearchHit;

/**
 * tally_search_kind_get_id:
 * @kind: a kind
 *
 * Returns: (transfer none): its stable id
 */
const char *tally_search_kind_get_id (TallySearchKind  kind);

/**
 * tally_search_kind_find:
 * @id: an id
 * @out_kind: (out): the kind; untouched if there is none
 *
 * Returns: whether there is such a kind
 */
gboolean    tally_search_kind_find   (const char      *id,
                                      TallySearchKind *out_kind);

/**
 * tally_search_hit_free:
 * @self: (nullable): a hit
 *
 * Frees it.
 */
void        tally_search_hit_free    (TallySearchHit  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallySearchHit, tally_search_hit_free)

G_END_DECLS
