/* tally-store-lines-write.c
 *
 * One sheet, one transaction. What was there is known by a sorted array of row ids with a mark for
 * each that was put again; new rows need no look into the table, gone ones are those without mark.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-lines.h"

#include "tally-store-body.h"
#include "tally-store-changes.h"
#include "tally-store-delta.h"
#include "tally-store-line-row.h"
#include "tally-store-words-private.h"
#include "tally-store-writer-private.h"

static void
sheet_writer_free (TallyStoreSheetWriter *self)
{
  g_clear_pointer (&self->row_ids, g_array_unref);
  g_clear_pointer (&self->is_put, g_byte_array_unref);
  g_clear_pointer (&self->body, g_byte_array_unref);
  tally_db_statement_release (self->insert);
  tally_db_statement_release (self->update);
  tally_db_statement_release (self->find);
  tally_db_statement_release (self->note);
  g_free (self);
}

static gboolean
read_row_ids (TallyStore             *store,
              TallyStoreSheetWriter  *writer,
              GError                **error)
{
  g_autoptr (TallyDbStatement) list = tally_db_prepare (store->db, "list-row-ids", error);
  g_autoptr (TallyDbStatement) ask = NULL;
  gboolean has_row = TRUE;

  if (list == NULL)
    return FALSE;
  tally_db_bind_int64 (list, 1, writer->sheet_id);
  while (has_row)
    {
      if (!tally_db_step (list, &has_row, error))
        return FALSE;
      if (has_row)
        {
          gint64 row_id = tally_db_column_int64 (list, 0);
          g_array_append_val (writer->row_ids, row_id);
        }
    }
  g_byte_array_set_size (writer->is_put, writer->row_ids->len);
  if (writer->is_put->len > 0)
    memset (writer->is_put->data, 0, writer->is_put->len);
  ask = tally_db_prepare (store->db, "ask-gone-lines", error);
  if (ask == NULL)
    return FALSE;
  tally_db_bind_int64 (ask, 1, writer->sheet_id);
  if (!tally_db_step (ask, &has_row, error))
    return FALSE;
  writer->has_gone = has_row && tally_db_column_int64 (ask, 0) != 0;
  return TRUE;
}

static gboolean
prepare_statements (TallyStore             *store,
                    TallyStoreSheetWriter  *writer,
                    GError                **error)
{
  struct {
    TallyDbStatement **statement;
    const char        *name;
  } all[] = {
    { &writer->insert, "insert-line" },
    { &writer->update, "update-line" },
    { &writer->find, "find-line" },
    { &writer->note, "insert-change" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      *all[i].statement = tally_db_prepare (store->db, all[i].name, error);
      if (*all[i].statement == NULL)
        return FALSE;
    }
  return TRUE;
}

/* A sheet that was read whole tells all its blank rows anew. */
static gboolean
forget_blanks (TallyStore  *store,
               gint64       sheet_id,
               GError     **error)
{
  g_autoptr (TallyDbStatement) forget = tally_db_prepare (store->db, "delete-blank-rows", error);

  if (forget == NULL)
    return FALSE;
  tally_db_bind_int64 (forget, 1, sheet_id);
  return tally_db_run (forget, error);
}

static gboolean
begin (TallyStore  *store,
       gint64       run_id,
       gint64       sheet_id,
       gboolean     is_part,
       GError     **error)
{
  TallyStoreSheetWriter *writer;

  if (store->writer != NULL)
    {
      g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED,
                   "sheet %" G_GINT64_FORMAT " is still open", store->writer->sheet_id);
      return FALSE;
    }
  if (!tally_store_begin (store, TALLY_DB_NORMAL, error))
    return FALSE;
  writer = g_new0 (TallyStoreSheetWriter, 1);
  writer->sheet_id = sheet_id;
  writer->run_id = run_id;
  writer->is_part = is_part;
  writer->noticed_utc_usec = tally_store_now (store);
  writer->row_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  writer->is_put = g_byte_array_new ();
  writer->body = g_byte_array_new ();
  store->writer = writer;
  if (read_row_ids (store, writer, error) && prepare_statements (store, writer, error)
      && (is_part || forget_blanks (store, sheet_id, error)))
    return TRUE;
  tally_store_lines_abort_sheet (store);
  return FALSE;
}

gboolean
tally_store_lines_begin_sheet (TallyStore  *store,
                               gint64       run_id,
                               gint64       sheet_id,
                               GError     **error)
{
  g_return_val_if_fail (store != NULL, FALSE);
  return begin (store, run_id, sheet_id, FALSE, error);
}

gboolean
tally_store_lines_begin_part (TallyStore  *store,
                              gint64       run_id,
                              gint64       sheet_id,
                              GError     **error)
{
  g_return_val_if_fail (store != NULL, FALSE);
  return begin (store, run_id, sheet_id, TRUE, error);
}

void
tally_store_lines_abort_sheet (TallyStore *store)
{
  g_return_if_fail (store != NULL);
  if (store->writer == NULL)
    return;
  g_clear_pointer (&store->writer, sheet_writer_free);
  tally_store_end (store, FALSE, NULL);
}

guint
tally_store_writer_find (TallyStoreSheetWriter *writer,
                         gint64                 row_id)
{
  guint low = 0, high = writer->row_ids->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      gint64 there = g_array_index (writer->row_ids, gint64, middle);
      if (there == row_id)
        return middle;
      if (there < row_id)
        low = middle + 1;
      else
        high = middle;
    }
  return TALLY_STORE_WRITER_NOT_FOUND;
}

/* Writes one change; the line says where and who. */
static gboolean
note_change (TallyStoreSheetWriter   *writer,
             const TallyStoreChange  *change,
             const TallyLine         *line,
             GError                 **error)
{
  tally_db_bind_int64 (writer->note, 1, change->kind);
  tally_db_bind_int64 (writer->note, 2, line->sheet_id);
  tally_db_bind_int64 (writer->note, 3, line->row_id);
  tally_db_bind_int64 (writer->note, 4, writer->run_id);
  tally_db_bind_int64 (writer->note, 5, writer->noticed_utc_usec);
  tally_db_bind_int64 (writer->note, 6, line->modified_utc_usec);
  tally_db_bind_text (writer->note, 7, line->modified_by);
  tally_db_bind_text (writer->note, 8, change->field);
  tally_db_bind_text (writer->note, 9, change->old_value);
  tally_db_bind_text (writer->note, 10, change->new_value);
  return tally_db_run (writer->note, error);
}

static gboolean
note_whole_line (TallyStoreSheetWriter  *writer,
                 TallyStoreChangeKind    kind,
                 const TallyLine        *line,
                 GError                **error)
{
  const TallyStoreChange change = { .kind = kind, .field = "", .old_value = "", .new_value = "" };

  return note_change (writer, &change, line, error);
}

static gboolean
note_fields (TallyStoreSheetWriter  *writer,
             const TallyLine        *before,
             const TallyLine        *now,
             GError                **error)
{
  for (guint i = 0; i < TALLY_STORE_DELTA_N_FIELDS; i++)
    {
      char old_buffer[TALLY_STORE_DELTA_BUFFER_SIZE];
      char new_buffer[TALLY_STORE_DELTA_BUFFER_SIZE];
      const TallyStoreChange change = {
        .kind = TALLY_STORE_CHANGE_FIELD,
        .field = tally_store_delta_get_field_id (i),
        .old_value = tally_store_delta_get_value (before, i, old_buffer),
        .new_value = tally_store_delta_get_value (now, i, new_buffer),
      };
      if (strcmp (change.old_value, change.new_value) != 0
          && !note_change (writer, &change, now, error))
        return FALSE;
    }
  return TRUE;
}

/* A row that is new and once was gone: what changed meanwhile counts from how it was last seen. */
static gboolean
bring_back (TallyStore       *store,
            const TallyLine  *line,
            GError          **error)
{
  g_autoptr (TallyDbStatement) find = tally_db_prepare (store->db, "find-gone-line", error);
  g_autoptr (TallyDbStatement) forget = NULL;
  TallyStoreSheetWriter *writer = store->writer;
  gboolean has_row = FALSE;
  gconstpointer bytes;
  gsize size;
  TallyLine before;

  if (find == NULL)
    return FALSE;
  tally_db_bind_int64 (find, 1, line->sheet_id);
  tally_db_bind_int64 (find, 2, line->row_id);
  if (!tally_db_step (find, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  bytes = tally_db_column_bytes (find, 0, &size);
  if (!tally_store_body_read (bytes, size, &before))
    return tally_store_fail_corrupt (store, "a line that was gone", error);
  if (!note_whole_line (writer, TALLY_STORE_CHANGE_BACK, line, error)
      || !note_fields (writer, &before, line, error))
    return FALSE;
  tally_db_reset (find);
  writer->stats.n_back++;
  forget = tally_db_prepare (store->db, "delete-gone-line", error);
  if (forget == NULL)
    return FALSE;
  tally_db_bind_int64 (forget, 1, line->sheet_id);
  tally_db_bind_int64 (forget, 2, line->row_id);
  return tally_db_run (forget, error);
}

static gboolean
insert_line (TallyStore       *store,
             const TallyLine  *line,
             GError          **error)
{
  TallyStoreSheetWriter *writer = store->writer;

  tally_store_line_row_bind (writer->insert, line);
  tally_db_bind_int64 (writer->insert, TALLY_STORE_LINE_N_VALUES + 1, writer->run_id);
  if (!tally_db_run (writer->insert, error))
    return FALSE;
  if (tally_db_get_n_changes (store->db) == 0)
    {
      writer->stats.n_duplicate++;
      return TRUE;
    }
  writer->stats.n_new++;
  if (!tally_store_words_add_line (store, tally_db_get_last_id (store->db), line, error))
    return FALSE;
  if (writer->is_part && !tally_store_writer_forget_blank (store, line->row_id, error))
    return FALSE;
  return !writer->has_gone || bring_back (store, line, error);
}

static gboolean
move_line (TallyStore       *store,
           const TallyLine  *line,
           GError          **error)
{
  g_autoptr (TallyDbStatement) move = tally_db_prepare (store->db, "update-line-place", error);

  if (move == NULL)
    return FALSE;
  tally_db_bind_int64 (move, 1, line->sheet_id);
  tally_db_bind_int64 (move, 2, line->row_id);
  tally_db_bind_int64 (move, 3, line->row_number);
  tally_db_bind_int64 (move, 4, line->modified_utc_usec);
  tally_db_bind_text (move, 5, line->modified_by);
  return tally_db_run (move, error);
}

/* Reads the line as it is stored; the statement must be reset before the line is written. */
static gboolean
find_stored (TallyStore  *store,
             gint64       row_id,
             TallyLine   *out_line,
             GError     **error)
{
  TallyStoreSheetWriter *writer = store->writer;
  gboolean has_row = FALSE;

  tally_db_bind_int64 (writer->find, 1, writer->sheet_id);
  tally_db_bind_int64 (writer->find, 2, row_id);
  if (!tally_db_step (writer->find, &has_row, error))
    return FALSE;
  return has_row ? tally_store_line_row_read (store, writer->find, out_line, error)
                 : tally_store_fail_corrupt (store, "an index of lines", error);
}

static gboolean
has_same_texts (const TallyLine *a,
                const TallyLine *b)
{
  for (guint i = 0; i < TALLY_N_TEXT_FIELDS; i++)
    if (strcmp (a->text[i], b->text[i]) != 0)
      return FALSE;
  return TRUE;
}

/* @before: the line that was found, whose texts are those of the statement. */
static gboolean
write_changed (TallyStore       *store,
               const TallyLine  *before,
               const TallyLine  *line,
               GError          **error)
{
  TallyStoreSheetWriter *writer = store->writer;
  gint64 line_id = tally_db_column_int64 (writer->find, TALLY_STORE_LINE_N_VALUES);
  gboolean has_same_words = has_same_texts (before, line);

  if (!note_fields (writer, before, line, error)
      || (!has_same_words && !tally_store_words_drop_line (store, line_id, before, error)))
    return FALSE;
  tally_db_reset (writer->find);
  writer->stats.n_changed++;
  tally_store_line_row_bind (writer->update, line);
  return tally_db_run (writer->update, error)
         && (has_same_words || tally_store_words_add_line (store, line_id, line, error));
}

static gboolean
renew_line (TallyStore       *store,
            const TallyLine  *line,
            GError          **error)
{
  TallyStoreSheetWriter *writer = store->writer;
  TallyLine before;

  if (!find_stored (store, line->row_id, &before, error))
    return FALSE;
  if (!tally_line_equal (&before, line))
    return write_changed (store, &before, line, error);
  writer->stats.n_same++;
  if (before.row_number == line->row_number && before.modified_utc_usec == line->modified_utc_usec
      && strcmp (before.modified_by, line->modified_by) == 0)
    {
      tally_db_reset (writer->find);
      return TRUE;
    }
  tally_db_reset (writer->find);
  return move_line (store, line, error);
}

gboolean
tally_store_lines_put (TallyStore       *store,
                       const TallyLine  *line,
                       GError          **error)
{
  TallyStoreSheetWriter *writer;
  guint position;

  g_return_val_if_fail (store != NULL && store->writer != NULL && line != NULL, FALSE);
  writer = store->writer;
  if (line->sheet_id != writer->sheet_id)
    {
      g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CONSTRAINT,
                   "a line of sheet %" G_GINT64_FORMAT " was put while %" G_GINT64_FORMAT " is open",
                   line->sheet_id, writer->sheet_id);
      return FALSE;
    }
  position = tally_store_writer_find (writer, line->row_id);
  if (position == TALLY_STORE_WRITER_NOT_FOUND)
    return insert_line (store, line, error);
  if (writer->is_put->data[position])
    {
      writer->stats.n_duplicate++;
      return TRUE;
    }
  writer->is_put->data[position] = 1;
  return renew_line (store, line, error);
}

static gboolean
keep_gone (TallyStore       *store,
           const TallyLine  *line,
           GError          **error)
{
  g_autoptr (TallyDbStatement) keep = tally_db_prepare (store->db, "insert-gone-line", error);
  TallyStoreSheetWriter *writer = store->writer;

  if (keep == NULL)
    return FALSE;
  g_byte_array_set_size (writer->body, 0);
  tally_store_body_write (line, writer->body);
  tally_db_bind_int64 (keep, 1, line->sheet_id);
  tally_db_bind_int64 (keep, 2, line->row_id);
  tally_db_bind_int64 (keep, 3, writer->run_id);
  tally_db_bind_int64 (keep, 4, writer->noticed_utc_usec);
  tally_db_bind_bytes (keep, 5, writer->body->data, writer->body->len);
  return tally_db_run (keep, error);
}

gboolean
tally_store_writer_remove_line (TallyStore  *store,
                                gint64       row_id,
                                GError     **error)
{
  g_autoptr (TallyDbStatement) drop = tally_db_prepare (store->db, "delete-line", error);
  TallyStoreSheetWriter *writer = store->writer;
  TallyLine line;

  if (drop == NULL || !find_stored (store, row_id, &line, error) || !keep_gone (store, &line, error)
      || !note_whole_line (writer, TALLY_STORE_CHANGE_GONE, &line, error)
      || !tally_store_words_drop_line (store, tally_db_column_int64 (writer->find, TALLY_STORE_LINE_N_VALUES), &line, error))
    return FALSE;
  tally_db_reset (writer->find);
  writer->stats.n_gone++;
  tally_db_bind_int64 (drop, 1, writer->sheet_id);
  tally_db_bind_int64 (drop, 2, row_id);
  return tally_db_run (drop, error);
}

gboolean
tally_store_lines_end_sheet (TallyStore           *store,
                             TallyStoreLineStats  *out_stats,
                             GError              **error)
{
  TallyStoreSheetWriter *writer;
  TallyStoreLineStats stats;

  g_return_val_if_fail (store != NULL && store->writer != NULL && out_stats != NULL, FALSE);
  writer = store->writer;
  for (guint i = 0; i < writer->row_ids->len && !writer->is_part; i++)
    if (!writer->is_put->data[i]
        && !tally_store_writer_remove_line (store, g_array_index (writer->row_ids, gint64, i), error))
      {
        tally_store_lines_abort_sheet (store);
        return FALSE;
      }
  stats = writer->stats;
  g_clear_pointer (&store->writer, sheet_writer_free);
  if (!tally_store_end (store, TRUE, error))
    return FALSE;
  *out_stats = stats;
  return TRUE;
}
