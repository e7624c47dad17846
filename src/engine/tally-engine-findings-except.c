/* tally-engine-findings-except.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-findings-except.h"

#include "tally-audit-run.h"
#include "tally-engine-error.h"
#include "tally-engine-findings-private.h"
#include "tally-jobs-audit-policy.h"
#include "tally-store-exceptions.h"
#include "tally-text.h"

TallyDay
tally_engine_findings_get_today (TallyEngine *self)
{
  g_auto (TallyJobsAuditPolicy) policy = { 0 };

  tally_jobs_audit_policy_init (&policy, self->config, tally_clock_get_utc_usec (self->clock));
  return policy.policy.today;
}

GPtrArray *
tally_engine_findings_list_exceptions (TallyEngine  *self,
                                       TallyDay     *out_today,
                                       GError      **error)
{
  g_autoptr (TallyStore) store = NULL;
  GError *failure = NULL;
  GPtrArray *exceptions = NULL;

  g_return_val_if_fail (self != NULL && out_today != NULL, NULL);
  store = tally_engine_open_reader (self, &failure);
  if (store != NULL)
    exceptions = tally_store_exceptions_list (store, TALLY_DAY_NONE, &failure);
  if (exceptions == NULL)
    tally_engine_findings_take_error (failure, error);
  else
    *out_today = tally_engine_findings_get_today (self);
  return exceptions;
}

static gboolean
check_exception (TallyEngine                  *self,
                 const TallyFindingException  *exception,
                 GError                      **error)
{
  TallyDay today = tally_engine_findings_get_today (self);

  if (!tally_finding_exception_is_valid (exception))
    g_set_error_literal (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG,
                         "an exception names a finding, detector, work request or unit code, and has an end");
  else if (exception->until < today)
    g_set_error_literal (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG,
                         "the end of an exception must not lie behind");
  else if (exception->until - today > TALLY_STORE_EXCEPTIONS_MAX_DAYS)
    g_set_error_literal (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG,
                         "the end of an exception must lie within ten years");
  else if (!tally_text_is_empty (exception->detector) && tally_audit_find_detector (exception->detector) == NULL)
    g_set_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG,
                 "there is no detector '%s'; the page Detectors of the audit's workbook lists them", exception->detector);
  else
    return TRUE;
  return FALSE;
}

static gboolean
add_exception (TallyEngine                  *self,
               const TallyFindingException  *given,
               gint64                       *out_id,
               GError                      **error)
{
  TallyFindingException exception = *given;
  g_autoptr (TallyStore) store = NULL;
  g_autoptr (TallyFinding) finding = NULL;

  if (!check_exception (self, given, error))
    return FALSE;
  store = tally_engine_open_store (self, error);
  if (store == NULL)
    return FALSE;
  if (!tally_text_is_empty (given->finding))
    {
      finding = tally_engine_findings_find_in (store, given->finding, error);
      if (finding == NULL)
        return FALSE;
      exception.finding = finding->id;
    }
  return tally_store_exceptions_add (store, &exception, out_id, error);
}

gboolean
tally_engine_findings_except (TallyEngine                  *self,
                              const TallyFindingException  *exception,
                              gint64                       *out_id,
                              GError                      **error)
{
  GError *failure = NULL;

  g_return_val_if_fail (self != NULL && exception != NULL && out_id != NULL, FALSE);
  if (add_exception (self, exception, out_id, &failure))
    return TRUE;
  tally_engine_findings_take_error (failure, error);
  return FALSE;
}

gboolean
tally_engine_findings_revoke (TallyEngine  *self,
                              gint64        exception_id,
                              const char   *actor,
                              const char   *reason,
                              GError      **error)
{
  g_autoptr (TallyStore) store = NULL;
  GError *failure = NULL;

  g_return_val_if_fail (self != NULL && actor != NULL && reason != NULL, FALSE);
  store = tally_engine_open_store (self, &failure);
  if (store != NULL && tally_store_exceptions_revoke (store, exception_id, actor, reason, &failure))
    return TRUE;
  tally_engine_findings_take_error (failure, error);
  return FALSE;
}
