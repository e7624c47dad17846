/* tally-store-exceptions.h
 *
 * Known exceptions: made and revoked by people, each with an entry of the trail; none is ever
 * deleted. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-finding-exception-record.h"
#include "tally-store.h"

G_BEGIN_DECLS

/* The farthest end of an exception: what is right for ever is a rule, not an exception. */
#define TALLY_STORE_EXCEPTIONS_MAX_DAYS 3660

/**
 * tally_store_exceptions_list:
 * @store: a store
 * @day: only those that hold on this day; %TALLY_DAY_NONE = all, ended and revoked ones too
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyFindingExceptionRecord) (nullable): exceptions, oldest first
 */
GPtrArray *tally_store_exceptions_list (TallyStore  *store,
                                        TallyDay     day,
                                        GError     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_exceptions_leave_out:
 * @store: a store
 * @findings: (inout) (element-type TallyFinding): findings of the store
 * @day: a day
 * @error: return location, or %NULL
 *
 * Takes out what an exception covers that holds on this day. The unit that lines share is told by the rows as they
 * are now.
 *
 * Returns: %TRUE if exceptions and rows could be read; else some may be taken out already
 */
gboolean tally_store_exceptions_leave_out (TallyStore  *store,
                                           GPtrArray   *findings,
                                           TallyDay     day,
                                           GError     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_exceptions_cover:
 * @store: a store
 * @exceptions: (element-type TallyFindingExceptionRecord): those that hold
 * @finding: a finding; its id, detector and work request are looked at
 * @out_covered: (out): whether one of them covers it
 * @error: return location, or %NULL
 *
 * Tells whether a finding need not be looked at.
 *
 * Returns: %TRUE if its rows could be read
 */
gboolean tally_store_exceptions_cover (TallyStore          *store,
                                       GPtrArray           *exceptions,
                                       const TallyFinding  *finding,
                                       gboolean            *out_covered,
                                       GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_exceptions_mark:
 * @store: a store
 * @findings: (inout) (element-type TallyFinding): findings of the store; gain the number of what covers them
 * @day: a day
 * @error: return location, or %NULL
 *
 * Tells of each finding which exception that holds on this day covers it.
 *
 * Returns: %TRUE if exceptions and rows could be read
 */
gboolean tally_store_exceptions_mark (TallyStore  *store,
                                      GPtrArray   *findings,
                                      TallyDay     day,
                                      GError     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_exceptions_add:
 * @store: a store opened for writing
 * @exception: a valid one with @made_by and @reason; its number is ignored
 * @out_id: (out): its number; untouched on failure
 * @error: return location, or %NULL
 *
 * Makes one, in one transaction with its entry of the trail.
 *
 * Errors: %TALLY_STORE_ERROR_CONSTRAINT - it names nothing, has no end, or nobody made it for a
 * reason.
 *
 * Returns: %TRUE if it is durable
 */
gboolean tally_store_exceptions_add (TallyStore                   *store,
                                     const TallyFindingException  *exception,
                                     gint64                       *out_id,
                                     GError                      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_exceptions_revoke:
 * @store: a store opened for writing
 * @exception_id: its number
 * @actor: who revokes it
 * @reason: why
 * @error: return location, or %NULL
 *
 * Ends one before its time, in one transaction with its entry of the trail.
 *
 * Errors: %TALLY_STORE_ERROR_DECIDED - there is none of this number, or it is revoked already.
 *
 * Returns: %TRUE if it is durable
 */
gboolean tally_store_exceptions_revoke (TallyStore  *store,
                                        gint64       exception_id,
                                        const char  *actor,
                                        const char  *reason,
                                        GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
