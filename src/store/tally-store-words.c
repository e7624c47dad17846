/* tally-store-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-words-private.h"

/* Columns of get-finding-words.sql. */
enum { ID, WORK_REQUEST, SENTENCE, ASSIGNEE };

static gboolean
run_for_line (TallyStore       *store,
              const char       *name,
              gint64            line_id,
              const TallyLine  *line,
              GError          **error)
{
  g_autoptr (TallyDbStatement) statement = tally_db_prepare (store->db, name, error);

  if (statement == NULL)
    return FALSE;
  tally_db_bind_int64 (statement, 1, line_id);
  for (int i = 0; i < TALLY_N_TEXT_FIELDS; i++)
    tally_db_bind_text (statement, 2 + i, line->text[i]);
  return tally_db_run (statement, error);
}

gboolean
tally_store_words_add_line (TallyStore       *store,
                            gint64            line_id,
                            const TallyLine  *line,
                            GError          **error)
{
  g_return_val_if_fail (store != NULL && line != NULL, FALSE);
  return run_for_line (store, "add-line-words", line_id, line, error);
}

gboolean
tally_store_words_drop_line (TallyStore       *store,
                             gint64            line_id,
                             const TallyLine  *line,
                             GError          **error)
{
  g_return_val_if_fail (store != NULL && line != NULL, FALSE);
  return run_for_line (store, "drop-line-words", line_id, line, error);
}

static gboolean
run_for_finding (TallyStore          *store,
                 const char          *name,
                 gint64               key,
                 const TallyFinding  *finding,
                 GError             **error)
{
  g_autoptr (TallyDbStatement) statement = tally_db_prepare (store->db, name, error);

  if (statement == NULL)
    return FALSE;
  tally_db_bind_int64 (statement, 1, key);
  tally_db_bind_text (statement, 2, finding->id);
  tally_db_bind_text (statement, 3, finding->work_request);
  tally_db_bind_text (statement, 4, finding->sentence);
  tally_db_bind_text (statement, 5, finding->assignee);
  return tally_db_run (statement, error);
}

gboolean
tally_store_words_add_finding (TallyStore          *store,
                               gint64               key,
                               const TallyFinding  *finding,
                               GError             **error)
{
  g_return_val_if_fail (store != NULL && finding != NULL, FALSE);
  return run_for_finding (store, "add-finding-words", key, finding, error);
}

gboolean
tally_store_words_drop_finding (TallyStore          *store,
                                gint64               key,
                                const TallyFinding  *finding,
                                gboolean            *out_was_other,
                                GError             **error)
{
  g_autoptr (TallyDbStatement) get = NULL;
  TallyFinding before = { 0 };
  gboolean has_row = FALSE;

  g_return_val_if_fail (store != NULL && finding != NULL && out_was_other != NULL, FALSE);
  *out_was_other = FALSE;
  get = tally_db_prepare (store->db, "get-finding-words", error);
  if (get == NULL)
    return FALSE;
  tally_db_bind_int64 (get, 1, key);
  if (!tally_db_step (get, &has_row, error))
    return FALSE;
  if (!has_row)
    return tally_store_fail_corrupt (store, "a finding", error);
  before.id = (char *) tally_db_column_text (get, ID);
  before.work_request = (char *) tally_db_column_text (get, WORK_REQUEST);
  before.sentence = (char *) tally_db_column_text (get, SENTENCE);
  before.assignee = (char *) tally_db_column_text (get, ASSIGNEE);
  if (strcmp (before.work_request, finding->work_request) == 0 && strcmp (before.sentence, finding->sentence) == 0
      && strcmp (before.assignee, finding->assignee) == 0)
    return TRUE;
  *out_was_other = TRUE;
  return run_for_finding (store, "drop-finding-words", key, &before, error);
}

gboolean
tally_store_words_add_note (TallyStore  *store,
                            gint64       key,
                            const char  *note,
                            const char  *actor,
                            gint64       utc_usec,
                            GError     **error)
{
  g_autoptr (TallyDbStatement) add = NULL;

  g_return_val_if_fail (store != NULL && note != NULL && actor != NULL, FALSE);
  if (*note == '\0')
    return TRUE;
  add = tally_db_prepare (store->db, "add-note-words", error);
  if (add == NULL)
    return FALSE;
  tally_db_bind_text (add, 1, note);
  tally_db_bind_text (add, 2, actor);
  tally_db_bind_int64 (add, 3, key);
  tally_db_bind_int64 (add, 4, utc_usec);
  return tally_db_run (add, error);
}
