/* tally-jobs-target.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-target.h"

#include "tally-billing-value.h"
#include "tally-jobs-error.h"
#include "tally-jobs-target-watch.h"
#include "tally-smartsheet-attachment.h"
#include "tally-smartsheet-sheet.h"
#include "tally-text.h"

#define WORK_REQUEST_TITLE "Work Request #"

struct _TallyJobsTarget {
  gint64      sheet_id;
  GHashTable *rows;        /* (owned) work request → GArray of gint64 */
  GHashTable *files;       /* (owned) row id → GPtrArray of TallyJobsFile */
  GHashTable *files_by_id; /* (owned) attachment id → TallyJobsFile, borrowed from files */
  GPtrArray  *markers;     /* (owned) TallyJobsMarkerFile of the sheet itself */
};

static void
file_free (TallyJobsFile *file)
{
  tally_attachment_free (file->attachment);
  tally_file_name_free (file->name);
  g_free (file);
}

TallyJobsTarget *
tally_jobs_target_new (gint64 sheet_id)
{
  TallyJobsTarget *self = g_new0 (TallyJobsTarget, 1);

  self->sheet_id = sheet_id;
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                      (GDestroyNotify) g_array_unref);
  self->files = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                       (GDestroyNotify) g_ptr_array_unref);
  self->files_by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->markers = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
tally_jobs_target_free (TallyJobsTarget *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->markers);
  g_hash_table_unref (self->files_by_id);
  g_hash_table_unref (self->files);
  g_hash_table_unref (self->rows);
  g_free (self);
}

gint64
tally_jobs_target_find_column (const TallySheet *sheet)
{
  g_autofree char *wanted = tally_text_normalise_title (WORK_REQUEST_TITLE);

  g_return_val_if_fail (sheet != NULL, 0);
  for (guint i = 0; i < sheet->columns->len; i++)
    {
      const TallyColumn *column = sheet->columns->pdata[i];
      g_autofree char *title = tally_text_normalise_title (column->title);
      if (strcmp (title, wanted) == 0)
        return column->column_id;
    }
  return 0;
}

static gboolean
begin_rows_cb (gpointer   data,
               GError   **error)
{
  TallyJobsTarget *self = data;

  g_hash_table_remove_all (self->rows);
  return TRUE;
}

static gboolean
take_row_cb (const TallyRow  *row,
             gpointer         data,
             GError         **error)
{
  TallyJobsTarget *self = data;
  g_autofree char *work_request = tally_billing_dup_work_request (&row->cells[0]);
  GArray *rows;

  if (tally_text_is_empty (work_request))
    return TRUE;
  rows = g_hash_table_lookup (self->rows, work_request);
  if (rows == NULL)
    {
      rows = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_insert (self->rows, g_steal_pointer (&work_request), rows);
    }
  g_array_append_val (rows, row->row_id);
  return TRUE;
}

gboolean
tally_jobs_target_read_rows (TallyJobsTarget        *self,
                             TallySmartsheetClient  *client,
                             GCancellable           *cancellable,
                             GError                **error)
{
  const TallySmartsheetSink sink = { .begin = begin_rows_cb, .row = take_row_cb };
  g_autoptr (TallySheet) sheet = NULL;
  gint64 column_id;
  TallySmartsheetQuery query = { .sheet_id = self->sheet_id, .n_columns = 1 };
  g_autoptr (TallySheet) rows = NULL;

  sheet = tally_smartsheet_sheet_fetch_columns (client, self->sheet_id, cancellable, error);
  if (sheet == NULL)
    return FALSE;
  column_id = tally_jobs_target_find_column (sheet);
  if (column_id == 0)
    {
      g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_NO_COLUMN,
                   "the target sheet %" G_GINT64_FORMAT " has no column '%s'; name that column so, "
                   "or correct [target] sheet", self->sheet_id, WORK_REQUEST_TITLE);
      return FALSE;
    }
  query.column_ids = &column_id;
  rows = tally_smartsheet_sheet_fetch_rows (client, &query, &sink, self, cancellable, error);
  return rows != NULL;
}

static void
add_file (TallyJobsTarget *self,
          TallyAttachment *attachment)
{
  GPtrArray *files = g_hash_table_lookup (self->files, &attachment->row_id);
  TallyJobsFile *file;

  if (g_hash_table_contains (self->files_by_id, &attachment->attachment_id))
    {
      tally_attachment_free (attachment);
      return;
    }
  if (files == NULL)
    {
      files = g_ptr_array_new_with_free_func ((GDestroyNotify) file_free);
      g_hash_table_insert (self->files, g_memdup2 (&attachment->row_id, sizeof (gint64)), files);
    }
  file = g_new0 (TallyJobsFile, 1);
  file->attachment = attachment;
  file->name = tally_identity_parse_file_name (attachment->name);
  g_ptr_array_add (files, file);
  g_hash_table_insert (self->files_by_id, &attachment->attachment_id, file);
}

/* What hangs on the sheet itself; workbooks never do. */
static void
add_marker (TallyJobsTarget       *self,
            const TallyAttachment *attachment)
{
  TallyJobsMarkerFile file = {
    .attachment_id = attachment->attachment_id,
    .created_utc_usec = attachment->created_utc_usec,
  };

  if (tally_jobs_marker_parse (attachment->name, &file.marker))
    g_ptr_array_add (self->markers, g_memdup2 (&file, sizeof file));
}

gboolean
tally_jobs_target_read_files (TallyJobsTarget        *self,
                              TallySmartsheetClient  *client,
                              GCancellable           *cancellable,
                              GError                **error)
{
  g_autoptr (GPtrArray) attachments = NULL;

  attachments = tally_smartsheet_attachment_list_sheet (client, self->sheet_id, cancellable, error);
  if (attachments == NULL)
    return FALSE;
  g_hash_table_remove_all (self->files_by_id);
  g_hash_table_remove_all (self->files);
  g_ptr_array_set_size (self->markers, 0);
  for (guint i = 0; i < attachments->len; i++)
    {
      const TallyAttachment *attachment = attachments->pdata[i];
      if (attachment->row_id != 0 && attachment->is_file)
        add_file (self, tally_attachment_copy (attachment));
      else if (attachment->is_file)
        add_marker (self, attachment);
    }
  return TRUE;
}

gboolean
tally_jobs_target_read_row_files (TallyJobsTarget        *self,
                                  TallySmartsheetClient  *client,
                                  gint64                  row_id,
                                  GCancellable           *cancellable,
                                  GError                **error)
{
  g_autoptr (GPtrArray) attachments = NULL;
  GPtrArray *known;

  g_return_val_if_fail (self != NULL, FALSE);
  attachments = tally_smartsheet_attachment_list_row (client, self->sheet_id, row_id, cancellable,
                                                      error);
  if (attachments == NULL)
    return FALSE;
  known = g_hash_table_lookup (self->files, &row_id);
  for (guint i = 0; known != NULL && i < known->len; i++)
    g_hash_table_remove (self->files_by_id,
                         &((TallyJobsFile *) known->pdata[i])->attachment->attachment_id);
  g_hash_table_remove (self->files, &row_id);
  for (guint i = 0; i < attachments->len; i++)
    {
      const TallyAttachment *attachment = attachments->pdata[i];
      if (attachment->row_id == row_id && attachment->is_file)
        add_file (self, tally_attachment_copy (attachment));
    }
  return TRUE;
}

GArray *
tally_jobs_target_list_rows (TallyJobsTarget *self,
                             const char      *work_request)
{
  g_return_val_if_fail (self != NULL && work_request != NULL, NULL);
  return g_hash_table_lookup (self->rows, work_request);
}

static gboolean
holds_workbook (TallyJobsTarget     *self,
                gint64               row_id,
                const TallyIdentity *identity)
{
  g_autoptr (GPtrArray) files = tally_jobs_target_list_files (self, row_id, identity);

  return files->len > 0;
}

gint64
tally_jobs_target_choose_row (TallyJobsTarget     *self,
                              const TallyIdentity *identity,
                              gint64               published_row)
{
  GArray *rows = tally_jobs_target_list_rows (self, identity->work_request);

  if (rows == NULL)
    return 0;
  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, gint64, i) == published_row)
      return published_row;
  for (guint i = rows->len; i > 0; i--)
    if (holds_workbook (self, g_array_index (rows, gint64, i - 1), identity))
      return g_array_index (rows, gint64, i - 1);
  return g_array_index (rows, gint64, rows->len - 1);
}

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b)
{
  const TallyAttachment *left = (*(const TallyJobsFile *const *) a)->attachment;
  const TallyAttachment *right = (*(const TallyJobsFile *const *) b)->attachment;

  if (left->created_utc_usec != right->created_utc_usec)
    return left->created_utc_usec > right->created_utc_usec ? -1 : 1;
  return (left->attachment_id < right->attachment_id) - (left->attachment_id > right->attachment_id);
}

GPtrArray *
tally_jobs_target_list_files (TallyJobsTarget     *self,
                              gint64               row_id,
                              const TallyIdentity *identity)
{
  GPtrArray *found = g_ptr_array_new ();
  GPtrArray *files;

  g_return_val_if_fail (self != NULL && identity != NULL, found);
  files = g_hash_table_lookup (self->files, &row_id);
  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      TallyJobsFile *file = files->pdata[i];
      if (file->name != NULL && tally_file_name_matches (file->name, identity))
        g_ptr_array_add (found, file);
    }
  g_ptr_array_sort (found, compare_newest_first);
  return found;
}

GPtrArray *
tally_jobs_target_list_strays (TallyJobsTarget     *self,
                               gint64               row_id,
                               const TallyIdentity *identity)
{
  GPtrArray *found = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_return_val_if_fail (self != NULL, found);
  g_hash_table_iter_init (&iter, self->files_by_id);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const TallyJobsFile *file = value;
      if (file->attachment->row_id != row_id
          && (identity == NULL || (file->name != NULL && tally_file_name_matches (file->name, identity))))
        g_ptr_array_add (found, value);
    }
  return found;
}

const TallyJobsFile *
tally_jobs_target_find_file (TallyJobsTarget *self,
                             gint64           attachment_id)
{
  g_return_val_if_fail (self != NULL, NULL);
  return g_hash_table_lookup (self->files_by_id, &attachment_id);
}

guint
tally_jobs_target_get_n_files (TallyJobsTarget *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return g_hash_table_size (self->files_by_id);
}

GPtrArray *
tally_jobs_target_list_markers (TallyJobsTarget *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return g_ptr_array_ref (self->markers);
}

GPtrArray *
tally_jobs_target_list_since (TallyJobsTarget *self,
                              gint64           since_utc_usec)
{
  GPtrArray *found = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_return_val_if_fail (self != NULL, found);
  g_hash_table_iter_init (&iter, self->files_by_id);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const TallyJobsFile *file = value;
      if (file->name != NULL && file->attachment->created_utc_usec >= since_utc_usec)
        g_ptr_array_add (found, value);
    }
  return found;
}

void
tally_jobs_target_add_file (TallyJobsTarget       *self,
                            const TallyAttachment *attachment)
{
  g_return_if_fail (self != NULL && attachment != NULL);
  add_file (self, tally_attachment_copy (attachment));
}

void
tally_jobs_target_remove_file (TallyJobsTarget *self,
                               gint64           attachment_id)
{
  TallyJobsFile *file;

  g_return_if_fail (self != NULL);
  file = g_hash_table_lookup (self->files_by_id, &attachment_id);
  if (file == NULL)
    return;
  g_hash_table_remove (self->files_by_id, &attachment_id);
  g_ptr_array_remove (g_hash_table_lookup (self->files, &file->attachment->row_id), file);
}
