/* tally-engine-findings-except.h
 *
 * Known exceptions: what need not be found again, until when, by whom and why. Blocking; one thread at a time. Shows
 * only core and model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine.h"
#include "tally-finding-exception-record.h"

G_BEGIN_DECLS

/**
 * tally_engine_findings_list_exceptions:
 * @self: an engine
 * @out_today: (out): the day on which they hold or not, in the zone of billing
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyFindingExceptionRecord) (nullable): all, oldest first
 */
GPtrArray          *tally_engine_findings_list_exceptions (TallyEngine                  *self,
                                                           TallyDay                     *out_today,
                                                           GError                      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_findings_except:
 * @self: an engine
 * @exception: what need not be found again; a finding's id may be the beginning of one
 * @out_id: (out): its number
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_ENGINE_ERROR_CONFIG - it names nothing, or its end lies behind or too far ahead; else as
 * tally_engine_findings_decide().
 *
 * Returns: %TRUE if it is durable
 */
gboolean            tally_engine_findings_except          (TallyEngine                  *self,
                                                           const TallyFindingException  *exception,
                                                           gint64                       *out_id,
                                                           GError                      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_findings_revoke:
 * @self: an engine
 * @exception_id: number of an exception
 * @actor: who revokes it
 * @reason: why
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_ENGINE_ERROR_NOT_FOUND - there is none that holds; else as tally_engine_findings_decide().
 *
 * Returns: %TRUE if it is durable
 */
gboolean            tally_engine_findings_revoke          (TallyEngine                  *self,
                                                           gint64                        exception_id,
                                                           const char                   *actor,
                                                           const char                   *reason,
                                                           GError                      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
