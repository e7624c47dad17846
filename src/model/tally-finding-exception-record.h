/* tally-finding-exception-record.h
 *
 * A known exception as it is kept: with when it was made, and who revoked it when and why. Plain values. Depends on
 * core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-finding-exception.h"

G_BEGIN_DECLS

/**
 * TallyFindingExceptionRecord:
 * @exception: what it covers, until when, by whom and why
 * @made_utc_usec: when it was made, µs since 1970 UTC
 * @revoked_utc_usec: when it was revoked, 0 = it holds until its last day
 * @revoked_by: (owned): who revoked it, "" = nobody
 * @revoked_why: (owned): why
 *
 * Begins with its #TallyFindingException, whose texts it owns, so that a list of these is a list of
 * those.
 */
typedef struct {
  TallyFindingException  exception;
  gint64                 made_utc_usec;
  gint64                 revoked_utc_usec;
  char                  *revoked_by;
  char                  *revoked_why;
} TallyFindingExceptionRecord;

/**
 * tally_finding_exception_record_free:
 * @self: (nullable): a record
 *
 * Frees it and its texts.
 */
void tally_finding_exception_record_free (TallyFindingExceptionRecord *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyFindingExceptionRecord, tally_finding_exception_record_free)

G_END_DECLS
