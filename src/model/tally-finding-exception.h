/* tally-finding-exception.h
 *
 * A known exception: what people decided need not be found again, for how long and why. Made by a person,
 * kept by the store, obeyed by the audit, which counts what it left out for it. Plain values. Depends on
 * core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-finding.h"

G_BEGIN_DECLS

/**
 * TallyFindingException:
 * @exception_id: its number in the store, 0 = not stored yet
 * @finding: (nullable): id of the one finding that it is about, "" or %NULL = any
 * @detector: (nullable): id of the detector, "" or %NULL = any
 * @work_request: (nullable): the work request, "" or %NULL = any
 * @cu: (nullable): the unit code of all of its lines, "" or %NULL = any
 * @until: last day on which it holds; an exception without an end is refused
 * @made_by: (nullable): who made it
 * @reason: (nullable): why
 *
 * One of @finding, @detector, @work_request and @cu must be given; all that are given must match.
 */
typedef struct {
  gint64      exception_id;
  const char *finding;
  const char *detector;
  const char *work_request;
  const char *cu;
  TallyDay    until;
  const char *made_by;
  const char *reason;
} TallyFindingException;

/**
 * tally_finding_exception_is_valid:
 * @self: an exception
 *
 * Returns: %TRUE if it names something and has an end
 */
gboolean tally_finding_exception_is_valid (const TallyFindingException *self);

/**
 * tally_finding_exception_matches:
 * @self: an exception
 * @finding: a finding
 * @cu: the unit code that all its lines share, "" = several or none
 * @today: the day of the audit
 *
 * Returns: %TRUE if the finding need not be shown
 */
gboolean tally_finding_exception_matches  (const TallyFindingException *self,
                                           const TallyFinding          *finding,
                                           const char                  *cu,
                                           TallyDay                     today);

G_END_DECLS
