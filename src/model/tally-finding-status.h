/* tally-finding-status.h
 *
 * What people made of a finding, and the ways from one state to the next. Decided by the table
 * alone; a way that is not in it is refused. Pure functions, any thread. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TallyFindingStatus:
 * @TALLY_FINDING_NEW: nobody looked at it yet
 * @TALLY_FINDING_INVESTIGATING: somebody looks at it
 * @TALLY_FINDING_WAITING: somebody else was asked
 * @TALLY_FINDING_CONFIRMED: it is an error
 * @TALLY_FINDING_EXPLAINED: it is right, and why is known
 * @TALLY_FINDING_FALSE_POSITIVE: it should not have been found
 * @TALLY_FINDING_DUPLICATE_OF: another finding says the same
 * @TALLY_FINDING_FIXED: the record was mended, says a person
 * @TALLY_FINDING_VERIFIED: a later run no longer found what was confirmed or mended
 * @TALLY_FINDING_CLOSED: done
 * @TALLY_N_FINDING_STATUSES: how many there are
 *
 * Life cycle of a finding (features 6.18). In the database, append only.
 */
typedef enum {
  TALLY_FINDING_NEW,
  TALLY_FINDING_INVESTIGATING,
  TALLY_FINDING_WAITING,
  TALLY_FINDING_CONFIRMED,
  TALLY_FINDING_EXPLAINED,
  TALLY_FINDING_FALSE_POSITIVE,
  TALLY_FINDING_DUPLICATE_OF,
  TALLY_FINDING_FIXED,
  TALLY_FINDING_VERIFIED,
  TALLY_FINDING_CLOSED,
  TALLY_N_FINDING_STATUSES,
} TallyFindingStatus;

/**
 * tally_finding_status_get_id:
 * @status: a status
 *
 * Returns: (transfer none): its stable id, "new" … "closed"
 */
const char *tally_finding_status_get_id      (TallyFindingStatus  status);

/**
 * tally_finding_status_find:
 * @id: (nullable): an id
 * @out_status: (out): the status; untouched if there is none
 *
 * Returns: %TRUE if @id is the id of a status
 */
gboolean    tally_finding_status_find        (const char         *id,
                                              TallyFindingStatus *out_status) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_finding_status_can_become:
 * @from: what it is
 * @to: what a person wants it to be
 *
 * "verified" is given by runs alone, never by a person.
 *
 * Returns: %TRUE if a person may say so
 */
gboolean    tally_finding_status_can_become  (TallyFindingStatus  from,
                                              TallyFindingStatus  to);

/**
 * tally_finding_status_is_open:
 * @status: a status
 *
 * Returns: %TRUE if it still asks for somebody's time: it counts for risk and budget
 */
gboolean    tally_finding_status_is_open     (TallyFindingStatus  status);

/**
 * tally_finding_status_is_verdict:
 * @status: a status
 * @out_is_true: (out): whether it says that the finding was right
 *
 * What counts for a detector's precision: confirmed (and what follows from it) is right, false positive
 * is wrong. Explained is neither: the record was odd, as the detector said.
 *
 * Returns: %TRUE if it says either
 */
gboolean    tally_finding_status_is_verdict  (TallyFindingStatus  status,
                                              gboolean           *out_is_true);

/**
 * tally_finding_status_get_label:
 * @status: what a person made of a finding
 *
 * What it teaches whoever learns from verdicts (src/README.md, "What a verdict teaches").
 *
 * Returns: 1 = an error, 0 = none; -1 = it teaches nothing, and takes back what was taught before;
 *   -2 = it says nothing about that, what was said before stands
 */
int         tally_finding_status_get_label   (TallyFindingStatus  status);

G_END_DECLS
