/* tally-store-findings-settle.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-finding-exception.h"
#include "tally-json.h"
#include "tally-store-exceptions.h"
#include "tally-store-findings-private.h"
#include "tally-store-words-private.h"
#include "tally-store-trail.h"
#include "tally-text.h"

#define HASH_VERSION 1

/* A finding that the store knows, without its texts that settling does not need. */
typedef struct {
  TallyStoreFinding row;
  gboolean          is_seen;
} Known;

/* A settlement being carried out. */
typedef struct {
  TallyStore                 *store;      /* (borrowed) */
  const TallyStoreSettlement *given;      /* (borrowed) */
  GPtrArray                  *known;      /* (owned) (element-type Known) */
  GHashTable                 *by_id;      /* (owned) (element-type utf8 Known), borrowed from @known */
  GHashTable                 *lost;       /* (owned) (element-type gint64): keys of findings with a line on a lost sheet */
  GPtrArray                  *exceptions; /* (owned) (element-type TallyFindingException) */
  TallyHash                  *hash;       /* (owned) of each change, in order */
  TallyStoreSettled           counts;
} Settling;

static void
known_free (Known *self)
{
  tally_finding_free (self->row.finding);
  g_free (self);
}

static void
settling_clear (Settling *self)
{
  g_clear_pointer (&self->known, g_ptr_array_unref);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->lost, g_hash_table_unref);
  g_clear_pointer (&self->exceptions, g_ptr_array_unref);
  g_clear_pointer (&self->hash, tally_hash_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Settling, settling_clear)

static gpointer
read_known (TallyStore        *store,
            TallyDbStatement  *row,
            GError           **error)
{
  Known *self = g_new0 (Known, 1);
  TallyFinding *finding = tally_finding_new ();

  self->row.finding = finding;
  self->row.key = tally_db_column_int64 (row, 0);
  tally_text_set (&finding->id, tally_db_column_text (row, 1));
  tally_text_set (&finding->detector, tally_db_column_text (row, 2));
  tally_text_set (&finding->work_request, tally_db_column_text (row, 3));
  finding->status = (TallyFindingStatus) tally_db_column_int64 (row, 4);
  finding->exposure_cents = tally_db_column_int64 (row, 5);
  self->row.accepted_cents = tally_db_column_int64 (row, 6);
  finding->is_new = tally_db_column_int64 (row, 7) != 0;
  finding->n_verdicts = (guint) tally_db_column_int64 (row, 8);
  finding->first_run = tally_db_column_int64 (row, 9);
  finding->last_run = tally_db_column_int64 (row, 10);
  finding->first_utc_usec = tally_db_column_int64 (row, 11);
  finding->gone_run = tally_db_column_int64 (row, 12);
  tally_text_set (&finding->assignee, tally_db_column_text (row, 13));
  finding->due = (TallyDay) tally_db_column_int64 (row, 14);
  finding->detector_version = (guint) tally_db_column_int64 (row, 15);
  if (finding->status < TALLY_N_FINDING_STATUSES)
    return self;
  known_free (self);
  tally_store_fail_corrupt (store, "the status of a finding", error);
  return NULL;
}

static gboolean
load_known (Settling  *self,
            GError   **error)
{
  g_autoptr (TallyDbStatement) list = tally_db_prepare (self->store->db, "list-finding-states", error);

  self->known = tally_store_read_all (self->store, list, read_known, (GDestroyNotify) known_free, error);
  if (self->known == NULL)
    return FALSE;
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < self->known->len; i++)
    g_hash_table_insert (self->by_id, ((Known *) self->known->pdata[i])->row.finding->id,
                         self->known->pdata[i]);
  return TRUE;
}

static gboolean
add_lost_sheet (Settling  *self,
                gint64     sheet_id,
                GError   **error)
{
  g_autoptr (TallyDbStatement) list = tally_db_prepare (self->store->db, "list-findings-of-sheet", error);
  gboolean has_row = FALSE;

  if (list == NULL)
    return FALSE;
  tally_db_bind_int64 (list, 1, sheet_id);
  for (;;)
    {
      gint64 key;
      if (!tally_db_step (list, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      key = tally_db_column_int64 (list, 0);
      g_hash_table_add (self->lost, g_memdup2 (&key, sizeof key));
    }
}

static gboolean
load_lost (Settling  *self,
           GError   **error)
{
  GHashTableIter iter;
  gpointer sheet_id;

  self->lost = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (self->given->lost_sheets == NULL)
    return TRUE;
  g_hash_table_iter_init (&iter, self->given->lost_sheets);
  while (g_hash_table_iter_next (&iter, &sheet_id, NULL))
    if (!add_lost_sheet (self, *(const gint64 *) sheet_id, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_lines (Settling            *self,
             gint64               key,
             const TallyFinding  *finding,
             GError             **error)
{
  g_autoptr (TallyDbStatement) delete = tally_db_prepare (self->store->db, "delete-finding-lines", error);
  g_autoptr (TallyDbStatement) insert = NULL;

  if (delete == NULL)
    return FALSE;
  tally_db_bind_int64 (delete, 1, key);
  if (!tally_db_run (delete, error))
    return FALSE;
  insert = tally_db_prepare (self->store->db, "insert-finding-line", error);
  for (guint i = 0; insert != NULL && i < finding->lines->len; i++)
    {
      const TallyFindingLine *line = &g_array_index (finding->lines, TallyFindingLine, i);
      tally_db_bind_int64 (insert, 1, key);
      tally_db_bind_int64 (insert, 2, i);
      tally_db_bind_int64 (insert, 3, line->sheet_id);
      tally_db_bind_int64 (insert, 4, line->row_id);
      tally_db_bind_int64 (insert, 5, line->row_number);
      if (!tally_db_run (insert, error))
        return FALSE;
    }
  return insert != NULL;
}

static void
note_change (Settling           *self,
             const TallyFinding *finding,
             TallyFindingStatus  to)
{
  tally_hash_add_text (self->hash, finding->id);
  tally_hash_add_text (self->hash, tally_finding_status_get_id (to));
}

static gboolean
insert_finding (Settling      *self,
                TallyFinding  *finding,
                GError       **error)
{
  g_autoptr (TallyDbStatement) insert = tally_db_prepare (self->store->db, "insert-finding", error);
  gint64 key;

  if (insert == NULL)
    return FALSE;
  finding->status = TALLY_FINDING_NEW;
  finding->is_new = TRUE;
  finding->n_verdicts = 0;
  finding->first_run = self->given->run_id;
  finding->first_utc_usec = finding->last_utc_usec;
  tally_store_findings_bind (insert, finding);
  tally_db_bind_int64 (insert, 26, TALLY_STORE_FINDINGS_NOT_ACCEPTED);
  if (!tally_db_run (insert, error))
    return FALSE;
  self->counts.n_new++;
  note_change (self, finding, TALLY_FINDING_NEW);
  key = tally_db_get_last_id (self->store->db);
  return tally_store_words_add_finding (self->store, key, finding, error) && write_lines (self, key, finding, error);
}

/* Why what was done asks for somebody's time again; NULL = it does not. What people found right
 * stays so unless more is at stake than they looked at. */
static const char *
find_reason_to_reopen (const Known        *known,
                       const TallyFinding *finding)
{
  TallyFindingStatus status = known->row.finding->status;

  if (known->row.accepted_cents != TALLY_STORE_FINDINGS_NOT_ACCEPTED)
    return finding->exposure_cents > known->row.accepted_cents ? TALLY_FINDING_REASON_GREW : NULL;
  if (status == TALLY_FINDING_FIXED)
    return TALLY_FINDING_REASON_STILL;
  return status == TALLY_FINDING_VERIFIED || status == TALLY_FINDING_CLOSED
             ? TALLY_FINDING_REASON_BACK
             : NULL;
}

/* What the store knows of it, written into what was found. */
static void
take_known (const Settling *self,
            const Known    *known,
            TallyFinding   *finding)
{
  const TallyFinding *before = known->row.finding;

  finding->status = before->status;
  finding->is_new = before->last_run == self->given->run_id && before->is_new;
  finding->n_verdicts = before->n_verdicts;
  finding->first_run = before->first_run;
  finding->first_utc_usec = before->first_utc_usec;
  tally_text_set (&finding->assignee, before->assignee);
  finding->due = before->due;
}

static gboolean
reopen (Settling      *self,
        Known         *known,
        TallyFinding  *finding,
        const char    *reason,
        GError       **error)
{
  if (!tally_store_verdicts_insert_of_run (self->store, &known->row, TALLY_FINDING_NEW, reason,
                                           self->given->run_id, error))
    return FALSE;
  finding->status = TALLY_FINDING_NEW;
  finding->is_new = TRUE;
  known->row.finding->status = TALLY_FINDING_NEW;
  known->row.accepted_cents = TALLY_STORE_FINDINGS_NOT_ACCEPTED;
  self->counts.n_reopened++;
  note_change (self, finding, TALLY_FINDING_NEW);
  return tally_store_findings_mark (self->store, &known->row, error);
}

static gboolean
update_finding (Settling      *self,
                Known         *known,
                TallyFinding  *finding,
                GError       **error)
{
  const char *reason = find_reason_to_reopen (known, finding);
  g_autoptr (TallyDbStatement) update = NULL;
  gboolean has_other_words = FALSE;

  known->is_seen = TRUE;
  self->counts.n_again++;
  take_known (self, known, finding);
  if ((reason != NULL && !reopen (self, known, finding, reason, error))
      || !tally_store_words_drop_finding (self->store, known->row.key, finding, &has_other_words, error))
    return FALSE;
  update = tally_db_prepare (self->store->db, "update-finding", error);
  if (update == NULL)
    return FALSE;
  tally_store_findings_bind (update, finding);
  tally_db_bind_int64 (update, 26, known->row.key);
  return tally_db_run (update, error)
         && (!has_other_words || tally_store_words_add_finding (self->store, known->row.key, finding, error))
         && write_lines (self, known->row.key, finding, error);
}

static gboolean
take_findings (Settling  *self,
               GError   **error)
{
  gint64 now = tally_store_now (self->store);

  for (guint i = 0; i < self->given->findings->len; i++)
    {
      TallyFinding *finding = self->given->findings->pdata[i];
      Known *known = g_hash_table_lookup (self->by_id, finding->id);
      finding->last_run = self->given->run_id;
      finding->last_utc_usec = now;
      finding->gone_run = 0;
      if (!(known != NULL ? update_finding (self, known, finding, error)
                          : insert_finding (self, finding, error)))
        return FALSE;
    }
  return TRUE;
}

/* An exception of a unit code may cover it: the unit is not known any more, so the doubt leaves it
 * as it is. */
static gboolean
is_excepted (const Settling     *self,
             const TallyFinding *finding)
{
  for (guint i = 0; i < self->exceptions->len; i++)
    {
      TallyFindingException exception = *(const TallyFindingException *) self->exceptions->pdata[i];
      if (tally_finding_exception_matches (&exception, finding, exception.cu, self->given->today))
        return TRUE;
    }
  return FALSE;
}

/* Whether that it was not found says something. */
static gboolean
is_really_gone (const Settling *self,
                const Known    *known)
{
  const TallyFinding *finding = known->row.finding;

  return g_strv_contains (self->given->detectors, finding->detector)
         && !g_hash_table_contains (self->lost, &known->row.key)
         && (self->given->left_out == NULL
             || !g_hash_table_contains (self->given->left_out, finding->id))
         && !is_excepted (self, finding);
}

TallyFindingStatus
tally_store_verdicts_after_gone (TallyFindingStatus status)
{
  if (status == TALLY_FINDING_CONFIRMED || status == TALLY_FINDING_FIXED)
    return TALLY_FINDING_VERIFIED;
  return tally_finding_status_is_open (status) ? TALLY_FINDING_CLOSED : status;
}

static void
count_gone (Settling           *self,
            TallyFindingStatus  before,
            TallyFindingStatus  after)
{
  if (after == before)
    self->counts.n_gone++;
  else if (after == TALLY_FINDING_VERIFIED)
    self->counts.n_verified++;
  else
    self->counts.n_closed++;
}

static gboolean
let_go (Settling  *self,
        Known     *known,
        GError   **error)
{
  TallyFinding *finding = known->row.finding;
  TallyFindingStatus after = tally_store_verdicts_after_gone (finding->status);

  count_gone (self, finding->status, after);
  if (after != finding->status
      && !tally_store_verdicts_insert_of_run (
          self->store, &known->row, after, TALLY_FINDING_REASON_GONE, self->given->run_id, error))
    return FALSE;
  finding->status = after;
  finding->gone_run = self->given->run_id;
  finding->is_new = FALSE;
  note_change (self, finding, after);
  return tally_store_findings_mark (self->store, &known->row, error);
}

/* Nothing is known of it but that it is not new any more: the run before had it. */
static gboolean
leave (Settling  *self,
       Known     *known,
       GError   **error)
{
  TallyFinding *finding = known->row.finding;

  self->counts.n_left++;
  if (!finding->is_new || finding->last_run == self->given->run_id)
    return TRUE;
  finding->is_new = FALSE;
  return tally_store_findings_mark (self->store, &known->row, error);
}

static gboolean
let_go_of_the_rest (Settling  *self,
                    GError   **error)
{
  for (guint i = 0; i < self->known->len; i++)
    {
      Known *known = self->known->pdata[i];
      if (known->is_seen || known->row.finding->gone_run != 0)
        continue;
      if (!(is_really_gone (self, known) ? let_go (self, known, error) : leave (self, known, error)))
        return FALSE;
    }
  return TRUE;
}

/* One entry a run: counts, and a hash of which findings became what; the findings themselves stand
 * in the store. */
static gboolean
write_trail (Settling  *self,
             GError   **error)
{
  const TallyStoreSettled *counts = &self->counts;
  g_autoptr (TallyJsonWriter) writer = NULL;
  g_autofree char *payload = NULL;
  g_autofree char *subject = NULL;

  if (counts->n_new + counts->n_reopened + counts->n_closed + counts->n_verified + counts->n_gone
      == 0)
    return TRUE;
  writer = tally_json_writer_new ();
  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_int64 (writer, "run", self->given->run_id);
  tally_json_writer_add_int64 (writer, "new", counts->n_new);
  tally_json_writer_add_int64 (writer, "reopened", counts->n_reopened);
  tally_json_writer_add_int64 (writer, "closed", counts->n_closed);
  tally_json_writer_add_int64 (writer, "verified", counts->n_verified);
  tally_json_writer_add_int64 (writer, "gone", counts->n_gone);
  tally_json_writer_add_text (writer, "changes", tally_hash_get_hex (self->hash));
  tally_json_writer_end_object (writer);
  payload = tally_json_writer_finish (writer, FALSE);
  subject = g_strdup_printf ("run:%" G_GINT64_FORMAT, self->given->run_id);
  return tally_store_trail_append (self->store, "finding-opened", subject, payload, error);
}

static gboolean
renew (Settling  *self,
       GError   **error)
{
  g_autoptr (TallyDbStatement) renew = tally_db_prepare (self->store->db, "renew-findings", error);

  if (renew == NULL)
    return FALSE;
  tally_db_bind_int64 (renew, 1, self->given->run_id);
  tally_db_bind_int64 (renew, 2, tally_store_now (self->store));
  tally_db_bind_int64 (renew, 3, self->given->same_as_run);
  return tally_db_run (renew, error);
}

static gboolean
settle (Settling  *self,
        GError   **error)
{
  self->exceptions = tally_store_exceptions_list (self->store, self->given->today, error);
  return self->exceptions != NULL && load_known (self, error) && load_lost (self, error)
         && take_findings (self, error) && let_go_of_the_rest (self, error)
         && write_trail (self, error);
}

static gboolean
carry_out (Settling  *self,
           GError   **error)
{
  return (self->given->same_as_run != 0 ? renew (self, error) : settle (self, error))
         && (self->given->then == NULL || self->given->then (self->given->then_data, error));
}

/* Ends the transaction; a rehearsal is undone, which is no failure. */
static gboolean
end (const Settling  *self,
     gboolean         success,
     GError         **error)
{
  const gboolean is_rehearsed = success && self->given->is_rehearsal;

  return tally_store_end (self->store, success && !is_rehearsed, error) || is_rehearsed;
}

gboolean
tally_store_findings_settle (TallyStore                  *store,
                             const TallyStoreSettlement  *settlement,
                             TallyStoreSettled           *out_settled,
                             GError                     **error)
{
  g_auto (Settling) settling = { .store = store, .given = settlement };

  g_return_val_if_fail (store != NULL && settlement != NULL && out_settled != NULL, FALSE);
  g_return_val_if_fail (settlement->same_as_run != 0 || (settlement->findings != NULL && settlement->detectors != NULL),
                        FALSE);
  g_return_val_if_fail (settlement->same_as_run != 0 || settlement->today != TALLY_DAY_NONE, FALSE);
  settling.hash = tally_hash_new ("findings-settled", HASH_VERSION);
  if (!tally_store_begin (store, TALLY_DB_FULL, error)
      || !end (&settling, carry_out (&settling, error), error))
    return FALSE;
  *out_settled = settling.counts;
  return TRUE;
}
