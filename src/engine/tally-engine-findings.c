/* tally-engine-findings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-findings.h"

#include "tally-audit-run.h"
#include "tally-engine-access-private.h"
#include "tally-engine-error.h"
#include "tally-engine-findings-private.h"
#include "tally-store-changes.h"
#include "tally-store-error.h"
#include "tally-store-exceptions.h"
#include "tally-store-findings.h"
#include "tally-store-sheets.h"
#include "tally-store-verdicts.h"
#include "tally-table.h"

static void
change_free (TallyEngineFindingChange *self)
{
  g_free (self->modified_by);
  g_free (self->field);
  g_free (self->old_value);
  g_free (self->new_value);
  g_free (self);
}

void
tally_engine_finding_free (TallyEngineFinding *self)
{
  if (self == NULL)
    return;
  tally_finding_free (self->finding);
  g_clear_pointer (&self->verdicts, g_ptr_array_unref);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_clear_pointer (&self->links, g_ptr_array_unref);
  g_clear_pointer (&self->exception, tally_finding_exception_record_free);
  g_free (self);
}

void
tally_engine_replay_free (TallyEngineReplay *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->stored);
  g_free (self->again);
  g_free (self);
}

void
tally_engine_findings_take_error (GError  *failure,
                                  GError **error)
{
  static const struct {
    TallyStoreError  of_store;
    TallyEngineError ours;
  } codes[] = {
    { TALLY_STORE_ERROR_BUSY, TALLY_ENGINE_ERROR_BUSY },
    { TALLY_STORE_ERROR_DECIDED, TALLY_ENGINE_ERROR_NOT_FOUND },
    { TALLY_STORE_ERROR_CONSTRAINT, TALLY_ENGINE_ERROR_CONFIG },
    { TALLY_STORE_ERROR_AMBIGUOUS, TALLY_ENGINE_ERROR_SEVERAL },
  };
  g_autoptr (GError) owned = failure;
  TallyEngineError code = TALLY_ENGINE_ERROR_FAILED;

  if (failure->domain == TALLY_ENGINE_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&owned));
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (failure, TALLY_STORE_ERROR, (int) codes[i].of_store))
      code = codes[i].ours;
  g_set_error_literal (error, TALLY_ENGINE_ERROR, (int) code, failure->message);
}

/* What asks for somebody's time: what is open, but for what an exception covers. */
static GPtrArray *
list_asking (TallyEngine               *self,
             TallyStore                *store,
             const TallyFindingFilter  *filter,
             GError                   **error)
{
  TallyFindingFilter open = *filter;
  g_autoptr (GPtrArray) findings = NULL;

  open.n_max = 0;
  findings = tally_store_findings_list (store, &open, error);
  if (findings == NULL
      || !tally_store_exceptions_leave_out (store, findings, tally_engine_findings_get_today (self), error))
    return NULL;
  if (filter->n_max > 0 && findings->len > filter->n_max)
    g_ptr_array_set_size (findings, (int) filter->n_max);
  return g_steal_pointer (&findings);
}

/* Those of named statuses, whatever covers them; that is told. */
static GPtrArray *
list_named (TallyEngine               *self,
            TallyStore                *store,
            const TallyFindingFilter  *filter,
            GError                   **error)
{
  g_autoptr (GPtrArray) findings = tally_store_findings_list (store, filter, error);

  if (findings == NULL || !tally_store_exceptions_mark (store, findings, tally_engine_findings_get_today (self), error))
    return NULL;
  return g_steal_pointer (&findings);
}

static gboolean
count_excepted (TallyEngine               *self,
                const TallyFindingFilter  *filter,
                guint                     *out_n,
                GError                   **error)
{
  TallyFindingFilter open = *filter;
  g_autoptr (TallyStore) store = tally_engine_open_reader (self, error);
  g_autoptr (GPtrArray) findings = NULL;
  guint n = 0;

  open.n_max = 0;
  findings = store != NULL ? list_named (self, store, &open, error) : NULL;
  if (findings == NULL)
    return FALSE;
  for (guint i = 0; i < findings->len; i++)
    n += ((const TallyFinding *) findings->pdata[i])->exception_id != 0 ? 1 : 0;
  *out_n = n;
  return TRUE;
}

gboolean
tally_engine_findings_count_excepted (TallyEngine               *self,
                                      const TallyFindingFilter  *filter,
                                      guint                     *out_n,
                                      GError                   **error)
{
  GError *failure = NULL;

  g_return_val_if_fail (self != NULL && filter != NULL && out_n != NULL, FALSE);
  if (count_excepted (self, filter, out_n, &failure))
    return TRUE;
  tally_engine_findings_take_error (failure, error);
  return FALSE;
}

GPtrArray *
tally_engine_findings_list (TallyEngine               *self,
                            const TallyFindingFilter  *filter,
                            GError                   **error)
{
  g_autoptr (TallyStore) store = NULL;
  GError *failure = NULL;
  GPtrArray *findings = NULL;

  g_return_val_if_fail (self != NULL && filter != NULL, NULL);
  store = tally_engine_open_reader (self, &failure);
  if (store != NULL)
    findings = filter->statuses == 0 ? list_asking (self, store, filter, &failure)
                                     : list_named (self, store, filter, &failure);
  if (findings == NULL)
    tally_engine_findings_take_error (failure, error);
  return findings;
}

TallyFinding *
tally_engine_findings_find_in (TallyStore  *store,
                               const char  *id,
                               GError     **error)
{
  g_autoptr (GError) failure = NULL;
  TallyFinding *finding = tally_store_findings_find (store, id, &failure);

  if (finding != NULL)
    return finding;
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (strlen (id) < TALLY_STORE_FINDINGS_MIN_PREFIX)
    g_set_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_NOT_FOUND,
                 "give the first %d digits of the id or more, not '%s'", TALLY_STORE_FINDINGS_MIN_PREFIX, id);
  else
    g_set_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_NOT_FOUND,
                 "there is no finding %s; see 'tallyman findings list --all'", id);
  return NULL;
}

static gboolean
add_change_cb (const TallyStoreChange  *change,
               gpointer                 data,
               GError                 **error)
{
  TallyEngineFinding *self = data;
  TallyEngineFindingChange *copy = g_new0 (TallyEngineFindingChange, 1);

  copy->sheet_id = change->sheet_id;
  copy->row_id = change->row_id;
  copy->noticed_utc_usec = change->noticed_utc_usec;
  copy->modified_utc_usec = change->modified_utc_usec;
  copy->modified_by = g_strdup (change->modified_by);
  copy->field = g_strdup (change->field);
  copy->old_value = g_strdup (change->old_value);
  copy->new_value = g_strdup (change->new_value);
  if (change->kind != TALLY_STORE_CHANGE_FIELD)
    {
      g_free (copy->new_value);
      copy->new_value = g_strdup (change->kind == TALLY_STORE_CHANGE_GONE ? "gone" : "back");
    }
  g_ptr_array_add (self->changes, copy);
  if (self->changes->len > TALLY_ENGINE_FINDINGS_MAX_CHANGES)
    {
      g_ptr_array_remove_index (self->changes, 0);
      self->n_changes_left++;
    }
  return TRUE;
}

static gboolean
read_changes (TallyStore          *store,
              TallyEngineFinding  *self,
              GError             **error)
{
  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) change_free);
  for (guint i = 0; i < self->finding->lines->len; i++)
    {
      const TallyFindingLine *line = &g_array_index (self->finding->lines, TallyFindingLine, i);
      const TallyStoreChangeFilter filter = { .sheet_id = line->sheet_id, .row_id = line->row_id };
      if (!tally_store_changes_foreach (store, &filter, add_change_cb, self, NULL, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_links (TallyStore          *store,
            TallyEngineFinding  *self,
            GError             **error)
{
  g_autoptr (TallyStoreSheet) sheet = NULL;

  self->links = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->finding->lines->len; i++)
    {
      const TallyFindingLine *line = &g_array_index (self->finding->lines, TallyFindingLine, i);
      g_autoptr (GError) failure = NULL;
      if (sheet == NULL || sheet->sheet_id != line->sheet_id)
        {
          g_clear_pointer (&sheet, tally_store_sheet_free);
          sheet = tally_store_sheets_find (store, line->sheet_id, &failure);
        }
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      g_ptr_array_add (self->links, tally_sheet_link_dup_row (sheet != NULL ? sheet->link : NULL, line->row_id));
    }
  return TRUE;
}

/* The exception that covers it today, if any. */
static gboolean
read_exception (TallyEngine         *self,
                TallyStore          *store,
                TallyEngineFinding  *found,
                GError             **error)
{
  const TallyDay today = tally_engine_findings_get_today (self);
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autoptr (GPtrArray) exceptions = NULL;

  g_ptr_array_add (one, found->finding);
  exceptions = tally_store_exceptions_list (store, today, error);
  if (exceptions == NULL || !tally_store_exceptions_mark (store, one, today, error))
    return FALSE;
  for (guint i = 0; found->finding->exception_id != 0 && i < exceptions->len; i++)
    {
      const TallyFindingExceptionRecord *record = exceptions->pdata[i];
      if (record->exception.exception_id == found->finding->exception_id)
        {
          found->exception = g_ptr_array_steal_index (exceptions, i);
          break;
        }
    }
  return TRUE;
}

static TallyEngineFinding *
find_finding (TallyEngine  *self,
              const char   *id,
              GError      **error)
{
  g_autoptr (TallyStore) store = tally_engine_open_reader (self, error);
  g_autoptr (TallyEngineFinding) found = g_new0 (TallyEngineFinding, 1);

  if (store == NULL)
    return NULL;
  found->finding = tally_engine_findings_find_in (store, id, error);
  if (found->finding == NULL)
    return NULL;
  found->verdicts = tally_store_verdicts_list (store, found->finding->id, error);
  if (found->verdicts == NULL || !read_changes (store, found, error) || !read_links (store, found, error)
      || !read_exception (self, store, found, error))
    return NULL;
  return g_steal_pointer (&found);
}

TallyEngineFinding *
tally_engine_findings_find (TallyEngine  *self,
                            const char   *id,
                            GError      **error)
{
  GError *failure = NULL;
  TallyEngineFinding *found;

  g_return_val_if_fail (self != NULL && id != NULL, NULL);
  found = find_finding (self, id, &failure);
  if (found == NULL)
    tally_engine_findings_take_error (failure, error);
  return found;
}

static gboolean
decide (TallyEngine                 *self,
        const TallyFindingDecision  *given,
        GError                     **error)
{
  g_autoptr (TallyStore) store = tally_engine_open_for_verdicts (self, error);
  g_autoptr (TallyFinding) finding = NULL;
  TallyFindingDecision decision = *given;

  if (store == NULL)
    return FALSE;
  finding = tally_engine_findings_find_in (store, given->finding_id, error);
  if (finding == NULL)
    return FALSE;
  decision.finding_id = finding->id;
  return tally_store_verdicts_add (store, &decision, error);
}

gboolean
tally_engine_findings_decide (TallyEngine                 *self,
                              const TallyFindingDecision  *decision,
                              GError                     **error)
{
  GError *failure = NULL;

  g_return_val_if_fail (self != NULL && decision != NULL && decision->finding_id != NULL, FALSE);
  g_return_val_if_fail (decision->actor != NULL, FALSE);
  if (tally_engine_check_kept (self, decision, &failure) && decide (self, decision, &failure))
    return TRUE;
  tally_engine_findings_take_error (failure, error);
  return FALSE;
}

static TallyEngineReplay *
replay (TallyEngine  *self,
        const char   *id,
        GError      **error)
{
  g_autoptr (TallyStore) store = tally_engine_open_reader (self, error);
  g_autoptr (TallyFinding) finding = NULL;
  g_autofree char *again = NULL;
  TallyEngineReplay *made;

  if (store == NULL)
    return NULL;
  finding = tally_engine_findings_find_in (store, id, error);
  if (finding == NULL || !tally_audit_replay (finding, &again, error))
    return NULL;
  made = g_new0 (TallyEngineReplay, 1);
  made->id = g_strdup (finding->id);
  made->stored = g_steal_pointer (&finding->judgement);
  made->again = g_steal_pointer (&again);
  made->is_same = strcmp (made->stored, made->again) == 0;
  return made;
}

TallyEngineReplay *
tally_engine_findings_replay (TallyEngine  *self,
                              const char   *id,
                              GError      **error)
{
  GError *failure = NULL;
  TallyEngineReplay *made;

  g_return_val_if_fail (self != NULL && id != NULL, NULL);
  made = replay (self, id, &failure);
  if (made == NULL)
    tally_engine_findings_take_error (failure, error);
  return made;
}
