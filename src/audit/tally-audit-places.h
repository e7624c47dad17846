/* tally-audit-places.h
 *
 * The units of tally-audit-units.h by what they mean instead of how they are spelled: one pole, unit code and kind
 * of work, in whatever spelling and work request, is a block. Shared by the detectors of duplicates while
 * they collect. One owner at a time. Depends on model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-units.h"

G_BEGIN_DECLS

/**
 * TallyAuditPlace:
 * @place: key of pole, unit code and kind of work; one pointer for all equal ones
 * @work_request: key of the work request; likewise
 * @unit: number of the unit
 * @n_lines: its lines
 * @n_request: lines of the work request, those of all its units
 *
 * One unit, by keys (tally_audit_similarity_dup_key()).
 */
typedef struct {
  const char *place;
  const char *work_request;
  guint       unit;
  guint       n_lines;
  guint       n_request;
} TallyAuditPlace;

typedef struct _TallyAuditPlaces TallyAuditPlaces;

/**
 * tally_audit_places_get:
 * @context: an audit at work
 *
 * O(n log n) at the first call.
 *
 * Returns: (transfer none): all units, by place, work request, number
 */
TallyAuditPlaces      *tally_audit_places_get       (TallyAuditContext       *context);

/**
 * tally_audit_places_next:
 * @self: places
 * @start: where a block begins, 0 for the first
 * @out_n: (out): how many units it has, 0 after the last block
 *
 * Returns: (array length=out_n) (transfer none) (nullable): the units of the block, %NULL after the last one; the
 *   next one begins at @start + @out_n
 */
const TallyAuditPlace *tally_audit_places_next      (const TallyAuditPlaces  *self,
                                                     guint                    start,
                                                     guint                   *out_n);

/**
 * tally_audit_places_get_key:
 * @self: places
 * @line: a line of theirs
 * @field: work request, pole, unit code or kind of work
 *
 * Returns: (transfer none): the key of that value
 */
const char            *tally_audit_places_get_key   (TallyAuditPlaces        *self,
                                                     const TallyLine         *line,
                                                     TallyField               field);

G_END_DECLS
