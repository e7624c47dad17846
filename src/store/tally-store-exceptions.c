/* tally-store-exceptions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-exceptions.h"

#include "tally-json.h"
#include "tally-store-private.h"
#include "tally-store-trail.h"
#include "tally-text.h"

static gpointer
read_exception (TallyStore        *store,
                TallyDbStatement  *row,
                GError           **error)
{
  TallyFindingExceptionRecord *self = g_new0 (TallyFindingExceptionRecord, 1);

  self->exception = (TallyFindingException){
    .exception_id = tally_db_column_int64 (row, 0),
    .finding = g_strdup (tally_db_column_text (row, 1)),
    .detector = g_strdup (tally_db_column_text (row, 2)),
    .work_request = g_strdup (tally_db_column_text (row, 3)),
    .cu = g_strdup (tally_db_column_text (row, 4)),
    .until = (TallyDay) tally_db_column_int64 (row, 5),
    .made_by = g_strdup (tally_db_column_text (row, 6)),
    .reason = g_strdup (tally_db_column_text (row, 8)),
  };
  self->made_utc_usec = tally_db_column_int64 (row, 7);
  self->revoked_by = g_strdup (tally_db_column_text (row, 9));
  self->revoked_utc_usec = tally_db_column_int64 (row, 10);
  self->revoked_why = g_strdup (tally_db_column_text (row, 11));
  return self;
}

GPtrArray *
tally_store_exceptions_list (TallyStore  *store,
                             TallyDay     day,
                             GError     **error)
{
  g_autoptr (TallyDbStatement) list = NULL;

  g_return_val_if_fail (store != NULL, NULL);
  list = tally_db_prepare (store->db, "list-finding-exceptions", error);
  if (list != NULL)
    tally_db_bind_int64 (list, 1, day);
  return tally_store_read_all (store, list, read_exception, (GDestroyNotify) tally_finding_exception_record_free, error);
}

/* "" = lines of several units, or of rows that the store does not know. */
static char *
dup_unit (TallyStore          *store,
          const TallyFinding  *finding,
          GError             **error)
{
  g_autoptr (TallyDbStatement) find = tally_db_prepare (store->db, "find-finding-unit", error);
  gboolean has_row = FALSE, is_one;

  if (find == NULL)
    return NULL;
  tally_db_bind_text (find, 1, finding->id);
  if (!tally_db_step (find, &has_row, error))
    return NULL;
  is_one = has_row && tally_db_column_int64 (find, 0) == tally_db_column_int64 (find, 1)
           && strcmp (tally_db_column_text (find, 2), tally_db_column_text (find, 3)) == 0;
  return g_strdup (is_one ? tally_db_column_text (find, 2) : "");
}

/* The unit is asked for once, and only where it decides. @out_cover: the first exception that covers it, if any. */
static gboolean
find_cover (TallyStore                    *store,
            GPtrArray                     *exceptions,
            const TallyFinding            *finding,
            const TallyFindingException  **out_cover,
            GError                       **error)
{
  g_autofree char *unit = NULL;

  *out_cover = NULL;
  for (guint i = 0; i < exceptions->len && *out_cover == NULL; i++)
    {
      const TallyFindingException *exception = &((const TallyFindingExceptionRecord *) exceptions->pdata[i])->exception;
      gboolean is_of_unit = !tally_text_is_empty (exception->cu);
      if (!tally_finding_exception_matches (exception, finding, exception->cu, exception->until))
        continue;
      if (is_of_unit && unit == NULL)
        unit = dup_unit (store, finding, error);
      if (is_of_unit && unit == NULL)
        return FALSE;
      if (!is_of_unit || strcmp (exception->cu, unit) == 0)
        *out_cover = exception;
    }
  return TRUE;
}

gboolean
tally_store_exceptions_cover (TallyStore          *store,
                              GPtrArray           *exceptions,
                              const TallyFinding  *finding,
                              gboolean            *out_covered,
                              GError             **error)
{
  const TallyFindingException *cover = NULL;
  gboolean is_read = find_cover (store, exceptions, finding, &cover, error);

  *out_covered = cover != NULL;
  return is_read;
}

gboolean
tally_store_exceptions_mark (TallyStore  *store,
                             GPtrArray   *findings,
                             TallyDay     day,
                             GError     **error)
{
  g_autoptr (GPtrArray) exceptions = NULL;

  g_return_val_if_fail (store != NULL && findings != NULL && day != TALLY_DAY_NONE, FALSE);
  exceptions = tally_store_exceptions_list (store, day, error);
  if (exceptions == NULL)
    return FALSE;
  for (guint i = 0; exceptions->len > 0 && i < findings->len; i++)
    {
      TallyFinding *finding = findings->pdata[i];
      const TallyFindingException *cover = NULL;
      if (!find_cover (store, exceptions, finding, &cover, error))
        return FALSE;
      finding->exception_id = cover != NULL ? cover->exception_id : 0;
    }
  return TRUE;
}

gboolean
tally_store_exceptions_leave_out (TallyStore  *store,
                                  GPtrArray   *findings,
                                  TallyDay     day,
                                  GError     **error)
{
  g_autoptr (GPtrArray) exceptions = NULL;

  g_return_val_if_fail (store != NULL && findings != NULL && day != TALLY_DAY_NONE, FALSE);
  exceptions = tally_store_exceptions_list (store, day, error);
  if (exceptions == NULL)
    return FALSE;
  for (guint i = exceptions->len > 0 ? findings->len : 0; i > 0; i--)
    {
      gboolean is_covered = FALSE;
      if (!tally_store_exceptions_cover (store, exceptions, findings->pdata[i - 1], &is_covered, error))
        return FALSE;
      if (is_covered)
        g_ptr_array_remove_index (findings, i - 1);
    }
  return TRUE;
}

/* An exception's step, as the trail tells it. */
typedef struct {
  const char *kind;
  const char *actor;
  const char *reason;
  gint64      exception_id;
} Step;

static void
add_text (TallyJsonWriter *writer,
          const char      *name,
          const char      *text)
{
  if (!tally_text_is_empty (text))
    tally_json_writer_add_text (writer, name, text);
}

static gboolean
write_trail (TallyStore                   *store,
             const Step                   *step,
             const TallyFindingException  *exception,
             GError                      **error)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();
  g_autofree char *payload = NULL;
  g_autofree char *subject = g_strdup_printf ("exception:%" G_GINT64_FORMAT, step->exception_id);
  TallyStoreTrailEntry entry = { .kind = step->kind, .actor = step->actor, .subject = subject };
  char until[TALLY_DAY_BUFFER_SIZE];

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_text (writer, "reason", step->reason);
  if (exception != NULL)
    {
      add_text (writer, "finding", exception->finding);
      add_text (writer, "detector", exception->detector);
      add_text (writer, "work_request", exception->work_request);
      add_text (writer, "cu", exception->cu);
      tally_json_writer_add_text (writer, "until",
                                  tally_day_format_iso (exception->until, until, sizeof until));
    }
  tally_json_writer_end_object (writer);
  payload = tally_json_writer_finish (writer, FALSE);
  entry.payload = payload;
  return tally_store_trail_append_entry (store, &entry, error);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static gboolean
add_exception (TallyStore                   *store,
               const TallyFindingException  *exception,
               gint64                       *out_id,
               GError                      **error)
{
  g_autoptr (TallyDbStatement) put = tally_db_prepare (store->db, "put-finding-exception", error);
  Step step = { .kind = "exception", .actor = exception->made_by, .reason = exception->reason };

  if (put == NULL)
    return FALSE;
  tally_db_bind_text (put, 1, or_empty (exception->finding));
  tally_db_bind_text (put, 2, or_empty (exception->detector));
  tally_db_bind_text (put, 3, or_empty (exception->work_request));
  tally_db_bind_text (put, 4, or_empty (exception->cu));
  tally_db_bind_int64 (put, 5, exception->until);
  tally_db_bind_text (put, 6, exception->made_by);
  tally_db_bind_int64 (put, 7, tally_store_now (store));
  tally_db_bind_text (put, 8, exception->reason);
  if (!tally_db_run (put, error))
    return FALSE;
  step.exception_id = tally_db_get_last_id (store->db);
  *out_id = step.exception_id;
  return write_trail (store, &step, exception, error);
}

gboolean
tally_store_exceptions_add (TallyStore                   *store,
                            const TallyFindingException  *exception,
                            gint64                       *out_id,
                            GError                      **error)
{
  gint64 id = 0;

  g_return_val_if_fail (store != NULL && exception != NULL && out_id != NULL, FALSE);
  if (!tally_finding_exception_is_valid (exception) || tally_text_is_empty (exception->made_by)
      || tally_text_is_empty (exception->reason))
    {
      g_set_error_literal (
          error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CONSTRAINT,
          "an exception names something, has an end, a reason and somebody who made it");
      return FALSE;
    }
  if (!tally_store_begin (store, TALLY_DB_FULL, error)
      || !tally_store_end (store, add_exception (store, exception, &id, error), error))
    return FALSE;
  *out_id = id;
  return TRUE;
}

static gboolean
end_exception (TallyStore  *store,
               const Step  *step,
               GError     **error)
{
  g_autoptr (TallyDbStatement) revoke = tally_db_prepare (store->db, "revoke-finding-exception", error);

  if (revoke == NULL)
    return FALSE;
  tally_db_bind_int64 (revoke, 1, step->exception_id);
  tally_db_bind_text (revoke, 2, step->actor);
  tally_db_bind_int64 (revoke, 3, tally_store_now (store));
  tally_db_bind_text (revoke, 4, step->reason);
  if (!tally_db_run (revoke, error))
    return FALSE;
  if (tally_db_get_n_changes (store->db) == 1)
    return write_trail (store, step, NULL, error);
  g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_DECIDED,
               "there is no exception %" G_GINT64_FORMAT
               ", or it is revoked already; see 'tallyman findings except list'",
               step->exception_id);
  return FALSE;
}

gboolean
tally_store_exceptions_revoke (TallyStore  *store,
                               gint64       exception_id,
                               const char  *actor,
                               const char  *reason,
                               GError     **error)
{
  const Step step = {
    .kind = "exception-revoked",
    .actor = actor,
    .reason = reason,
    .exception_id = exception_id,
  };

  g_return_val_if_fail (store != NULL && actor != NULL && reason != NULL, FALSE);
  return tally_store_begin (store, TALLY_DB_FULL, error)
         && tally_store_end (store, end_exception (store, &step, error), error);
}
