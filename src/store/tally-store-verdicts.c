/* tally-store-verdicts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-verdicts.h"

#include "tally-json.h"
#include "tally-store-trail.h"
#include "tally-store-verdicts-private.h"
#include "tally-store-words-private.h"
#include "tally-text.h"

gboolean
tally_store_verdicts_insert (TallyStore                 *store,
                             gint64                      key,
                             const TallyFindingVerdict  *verdict,
                             GError                    **error)
{
  g_autoptr (TallyDbStatement) insert = tally_db_prepare (store->db, "insert-verdict", error);

  if (insert == NULL)
    return FALSE;
  tally_db_bind_int64 (insert, 1, key);
  tally_db_bind_text (insert, 2, verdict->digest);
  tally_db_bind_int64 (insert, 3, verdict->utc_usec);
  tally_db_bind_text (insert, 4, verdict->actor);
  tally_db_bind_int64 (insert, 5, verdict->from);
  tally_db_bind_int64 (insert, 6, verdict->to);
  tally_db_bind_text (insert, 7, verdict->reason);
  tally_db_bind_text (insert, 8, verdict->note);
  tally_db_bind_int64 (insert, 9, verdict->recovered_cents);
  tally_db_bind_int64 (insert, 10, verdict->source);
  tally_db_bind_text (insert, 11, verdict->detector);
  tally_db_bind_int64 (insert, 12, verdict->detector_version);
  tally_db_bind_int64 (insert, 13, verdict->exposure_cents);
  tally_db_bind_int64 (insert, 14, verdict->run_id);
  return tally_db_run (insert, error)
         && tally_store_words_add_note (store, key, verdict->note, verdict->actor, verdict->utc_usec, error);
}

/* A verdict about the finding as it is. */
static TallyFindingVerdict *
verdict_new_for (TallyStore              *store,
                 const TallyStoreFinding *row,
                 TallyFindingStatus       to)
{
  TallyFindingVerdict *self = tally_finding_verdict_new ();

  self->utc_usec = tally_store_now (store);
  self->from = row->finding->status;
  self->to = to;
  self->exposure_cents = row->finding->exposure_cents;
  self->detector_version = row->finding->detector_version;
  tally_text_set (&self->detector, row->finding->detector);
  return self;
}

gboolean
tally_store_verdicts_insert_of_run (TallyStore               *store,
                                    const TallyStoreFinding  *row,
                                    TallyFindingStatus        to,
                                    const char               *reason,
                                    gint64                    run_id,
                                    GError                  **error)
{
  g_autoptr (TallyFindingVerdict) verdict = verdict_new_for (store, row, to);

  verdict->source = TALLY_FINDING_SOURCE_RUN;
  verdict->run_id = run_id;
  tally_text_set (&verdict->reason, reason);
  tally_finding_verdict_seal (verdict, row->finding->id);
  return tally_store_verdicts_insert (store, row->key, verdict, error);
}

static void
write_payload (TallyJsonWriter             *writer,
               const TallyStoreVerdictStep *step)
{
  const TallyFindingVerdict *verdict = step->verdict;

  tally_json_writer_add_text (writer, "digest", verdict->digest);
  tally_json_writer_add_int64 (writer, "made_utc_usec", verdict->utc_usec);
  tally_json_writer_add_text (writer, "from", tally_finding_status_get_id (verdict->from));
  tally_json_writer_add_text (writer, "to", tally_finding_status_get_id (verdict->to));
  tally_json_writer_add_text (writer, "source", tally_finding_source_get_id (verdict->source));
  tally_json_writer_add_int64 (writer, "exposure_cents", verdict->exposure_cents);
  if (*verdict->reason != '\0')
    tally_json_writer_add_text (writer, "reason", verdict->reason);
  if (*verdict->note != '\0')
    tally_json_writer_add_text (writer, "note", verdict->note);
  if (verdict->recovered_cents != 0)
    tally_json_writer_add_int64 (writer, "recovered_cents", verdict->recovered_cents);
  if (step->imported_by != NULL)
    tally_json_writer_add_text (writer, "imported_by", step->imported_by);
  if (step->assignee != NULL)
    tally_json_writer_add_text (writer, "assignee", step->assignee);
}

static gboolean
write_trail (TallyStore                   *store,
             const TallyStoreVerdictStep  *step,
             GError                      **error)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();
  g_autofree char *payload = NULL;
  g_autofree char *subject = g_strconcat ("finding:", step->row->finding->id, NULL);
  TallyStoreTrailEntry entry = { .kind = "verdict",
                                 .actor = step->verdict->actor,
                                 .subject = subject };

  tally_json_writer_begin_object (writer, NULL);
  write_payload (writer, step);
  tally_json_writer_end_object (writer);
  payload = tally_json_writer_finish (writer, FALSE);
  entry.payload = payload;
  return tally_store_trail_append_entry (store, &entry, error);
}

static gboolean
assign (TallyStore                   *store,
        const TallyStoreVerdictStep  *step,
        GError                      **error)
{
  const TallyFinding *finding = step->row->finding;

  if (step->assignee == NULL && step->due == TALLY_DAY_NONE)
    return TRUE;
  return tally_store_findings_assign (store, step->row, step->assignee != NULL ? step->assignee : finding->assignee,
                                      step->due != TALLY_DAY_NONE ? step->due : finding->due, error);
}

/* What people found right or uninteresting stays so up to the exposure that they saw; closing says
 * nothing about it. */
static TallyMoney
get_accepted (const TallyStoreVerdictStep *step)
{
  const TallyFindingVerdict *verdict = step->verdict;

  if (verdict->to == TALLY_FINDING_EXPLAINED || verdict->to == TALLY_FINDING_FALSE_POSITIVE
      || verdict->to == TALLY_FINDING_DUPLICATE_OF)
    return verdict->exposure_cents;
  return verdict->to == TALLY_FINDING_CLOSED ? step->row->accepted_cents
                                             : TALLY_STORE_FINDINGS_NOT_ACCEPTED;
}

gboolean
tally_store_verdicts_take_step (TallyStore                   *store,
                                const TallyStoreVerdictStep  *step,
                                GError                      **error)
{
  TallyStoreFinding *row = step->row;

  if (!tally_store_verdicts_insert (store, row->key, step->verdict, error)
      || !write_trail (store, step, error))
    return FALSE;
  row->finding->n_verdicts++;
  if (step->verdict->source != TALLY_FINDING_SOURCE_OVERRULED)
    {
      row->finding->status = step->verdict->to;
      row->accepted_cents = get_accepted (step);
    }
  return tally_store_findings_mark (store, row, error) && assign (store, step, error);
}

static char *
dup_next (TallyFindingStatus from)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < TALLY_N_FINDING_STATUSES; i++)
    if (tally_finding_status_can_become (from, (TallyFindingStatus) i))
      g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "",
                              tally_finding_status_get_id ((TallyFindingStatus) i));
  return g_strdup (out->str);
}

static gboolean
check_step (const TallyFindingVerdict  *verdict,
            const char                 *finding_id,
            GError                    **error)
{
  g_autofree char *next = NULL;
  const char *message = NULL;

  if (!tally_finding_status_can_become (verdict->from, verdict->to))
    {
      next = dup_next (verdict->from);
      g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_DECIDED,
                   "finding %s is %s and can't become %s; it can become: %s", finding_id,
                   tally_finding_status_get_id (verdict->from),
                   tally_finding_status_get_id (verdict->to), next);
      return FALSE;
    }
  if (tally_finding_verdict_check (verdict, &message))
    return TRUE;
  g_set_error_literal (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CONSTRAINT, message);
  return FALSE;
}

static TallyStoreFinding *
find_whole (TallyStore  *store,
            const char  *id,
            GError     **error)
{
  return strlen (id) == TALLY_FINDING_ID_LENGTH ? tally_store_findings_find_row (store, id, error)
                                                : NULL;
}

gboolean
tally_store_verdicts_decide (TallyStore                  *store,
                             const TallyFindingDecision  *decision,
                             TallyStoreFinding           *row,
                             GError                     **error)
{
  g_autoptr (TallyFindingVerdict) verdict = verdict_new_for (store, row, decision->to);
  const TallyStoreVerdictStep step = {
    .row = row,
    .verdict = verdict,
    .assignee = decision->assignee,
    .due = decision->due,
  };

  verdict->source = TALLY_FINDING_SOURCE_HERE;
  verdict->recovered_cents = decision->recovered_cents;
  tally_text_set (&verdict->actor, decision->actor);
  tally_text_set (&verdict->reason, decision->reason != NULL ? decision->reason : "");
  tally_text_set (&verdict->note, decision->note != NULL ? decision->note : "");
  tally_finding_verdict_seal (verdict, row->finding->id);
  return check_step (verdict, row->finding->id, error)
         && tally_store_verdicts_take_step (store, &step, error);
}

static gboolean
find_and_decide (TallyStore                *store,
                 const TallyFindingDecision  *decision,
                 GError                   **error)
{
  GError *failure = NULL;
  TallyStoreFinding *row = find_whole (store, decision->finding_id, &failure);
  gboolean decided;

  if (row == NULL)
    {
      if (failure != NULL)
        g_propagate_error (error, failure);
      else
        g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_DECIDED,
                     "there is no finding %s; see 'tallyman findings list'", decision->finding_id);
      return FALSE;
    }
  decided = tally_store_verdicts_decide (store, decision, row, error);
  tally_store_finding_free (row);
  return decided;
}

gboolean
tally_store_verdicts_add (TallyStore                *store,
                          const TallyFindingDecision  *decision,
                          GError                   **error)
{
  g_return_val_if_fail (store != NULL && decision != NULL, FALSE);
  g_return_val_if_fail (decision->finding_id != NULL && decision->actor != NULL, FALSE);
  return tally_store_begin (store, TALLY_DB_FULL, error)
         && tally_store_end (store, find_and_decide (store, decision, error), error);
}

static gboolean
is_readable (const TallyFindingVerdict *self)
{
  return self->from < TALLY_N_FINDING_STATUSES && self->to < TALLY_N_FINDING_STATUSES
         && self->source < TALLY_N_FINDING_SOURCES;
}

static gpointer
read_verdict (TallyStore        *store,
              TallyDbStatement  *row,
              GError           **error)
{
  g_autoptr (TallyFindingVerdict) self = tally_finding_verdict_new ();

  g_strlcpy (self->digest, tally_db_column_text (row, 1), sizeof self->digest);
  self->utc_usec = tally_db_column_int64 (row, 2);
  tally_text_set (&self->actor, tally_db_column_text (row, 3));
  self->from = (TallyFindingStatus) tally_db_column_int64 (row, 4);
  self->to = (TallyFindingStatus) tally_db_column_int64 (row, 5);
  tally_text_set (&self->reason, tally_db_column_text (row, 6));
  tally_text_set (&self->note, tally_db_column_text (row, 7));
  self->recovered_cents = tally_db_column_int64 (row, 8);
  self->source = (TallyFindingSource) tally_db_column_int64 (row, 9);
  tally_text_set (&self->detector, tally_db_column_text (row, 10));
  self->detector_version = (guint) tally_db_column_int64 (row, 11);
  self->exposure_cents = tally_db_column_int64 (row, 12);
  self->run_id = tally_db_column_int64 (row, 13);
  if (is_readable (self))
    return g_steal_pointer (&self);
  tally_store_fail_corrupt (store, "a verdict", error);
  return NULL;
}

GPtrArray *
tally_store_verdicts_list_of_key (TallyStore  *store,
                                  gint64       key,
                                  GError     **error)
{
  g_autoptr (TallyDbStatement) list = tally_db_prepare (store->db, "list-verdicts", error);

  if (list != NULL)
    tally_db_bind_int64 (list, 1, key);
  return tally_store_read_all (store, list, read_verdict,
                               (GDestroyNotify) tally_finding_verdict_free, error);
}

GPtrArray *
tally_store_verdicts_list (TallyStore  *store,
                           const char  *finding_id,
                           GError     **error)
{
  GError *failure = NULL;
  TallyStoreFinding *row;
  GPtrArray *verdicts;

  g_return_val_if_fail (store != NULL && finding_id != NULL, NULL);
  row = find_whole (store, finding_id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  if (row == NULL)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) tally_finding_verdict_free);
  verdicts = tally_store_verdicts_list_of_key (store, row->key, error);
  tally_store_finding_free (row);
  return verdicts;
}
