/* tally-jobs-versions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-versions.h"

#include "tally-jobs-error.h"
#include "tally-store-delta.h"
#include "tally-store-publications.h"
#include "tally-text.h"
#include "tally-workbook-reader.h"

void
tally_jobs_versions_look (const TallyJobsArchive *archive,
                          TallyVersion           *version)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_if_fail (archive != NULL && version != NULL);
  if (version->dropped_utc_usec != 0)
    {
      version->bytes = TALLY_VERSION_BYTES_DROPPED;
      return;
    }
  bytes = tally_jobs_archive_load (archive, version->sha256, &failure);
  if (bytes != NULL)
    version->bytes = TALLY_VERSION_BYTES_KEPT;
  else if (g_error_matches (failure, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_NOT_KEPT))
    version->bytes = TALLY_VERSION_BYTES_MISSING;
  else
    version->bytes = TALLY_VERSION_BYTES_DAMAGED;
}

static gboolean
add_line_cb (const TallyLine  *line,
             gpointer          data,
             GError          **error)
{
  if (tally_group_add (data, line))
    return TRUE;
  g_set_error_literal (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_FAILED,
                       "the total of a published workbook does not fit into 64 bits");
  return FALSE;
}

TallyGroup *
tally_jobs_versions_load_group (TallyStore          *store,
                                const TallyVersion  *version,
                                GError             **error)
{
  g_autoptr (TallyGroup) group = NULL;

  g_return_val_if_fail (store != NULL && version != NULL, NULL);
  group = tally_group_new (version->identity);
  g_strlcpy (group->fingerprint, version->fingerprint, sizeof group->fingerprint);
  group->generated_utc_usec = version->generated_utc_usec;
  if (version->version != 0
      && !tally_store_publications_foreach_line (store, version->version, add_line_cb, group, error))
    return NULL;
  return g_steal_pointer (&group);
}

static guint
hash_line (gconstpointer data)
{
  const TallyLine *line = data;

  return g_int64_hash (&line->row_id) ^ g_int64_hash (&line->sheet_id);
}

static gboolean
is_same_row (gconstpointer a,
             gconstpointer b)
{
  const TallyLine *line_a = a;
  const TallyLine *line_b = b;

  return line_a->row_id == line_b->row_id && line_a->sheet_id == line_b->sheet_id;
}

static TallyDiffLine *
add_line (TallyVersionDiff *diff,
          TallyDiffKind     kind,
          const TallyLine  *line)
{
  g_autofree char *label = g_strdup_printf ("%s %s %s", line->text[TALLY_FIELD_POLE],
                                            line->text[TALLY_FIELD_CU],
                                            line->text[TALLY_FIELD_CU_DESCRIPTION]);
  TallyDiffLine *added = tally_version_diff_add (diff, kind, g_strstrip (label));

  added->sheet_id = line->sheet_id;
  added->row_id = line->row_id;
  if (kind != TALLY_DIFF_ADDED)
    added->before_cents = line->price_cents;
  if (kind == TALLY_DIFF_ADDED)
    added->after_cents = line->price_cents;
  return added;
}

/* Field by field; what a line is billed for, not who wrote it or where it stands. */
static void
compare_line (TallyVersionDiff *diff,
              const TallyLine  *before,
              const TallyLine  *after)
{
  TallyDiffLine *changed = NULL;

  for (guint field = 0; field < TALLY_N_FIELDS; field++)
    {
      char buffers[2][TALLY_STORE_DELTA_BUFFER_SIZE];
      const char *old_value = tally_store_delta_get_value (before, field, buffers[0]);
      const char *new_value = tally_store_delta_get_value (after, field, buffers[1]);

      if (strcmp (old_value, new_value) == 0)
        continue;
      if (changed == NULL)
        changed = add_line (diff, TALLY_DIFF_CHANGED, before);
      tally_diff_line_add_field (changed, tally_store_delta_get_field_id (field), old_value, new_value);
    }
  if (changed != NULL)
    changed->after_cents = after->price_cents;
  else
    diff->n_unchanged++;
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const TallyDiffLine *line_a = *(TallyDiffLine *const *) a;
  const TallyDiffLine *line_b = *(TallyDiffLine *const *) b;

  if (line_a->sheet_id != line_b->sheet_id)
    return line_a->sheet_id < line_b->sheet_id ? -1 : 1;
  if (line_a->row_id != line_b->row_id)
    return line_a->row_id < line_b->row_id ? -1 : 1;
  return (int) line_a->kind - (int) line_b->kind;
}

static void
compare_groups (TallyVersionDiff *diff,
                const TallyGroup *before,
                const TallyGroup *after)
{
  g_autoptr (GHashTable) left = g_hash_table_new (hash_line, is_same_row);

  for (guint i = 0; i < before->lines->len; i++)
    g_hash_table_add (left, (gpointer) tally_group_get_line (before, i));
  for (guint i = 0; i < after->lines->len; i++)
    {
      const TallyLine *line = tally_group_get_line (after, i);
      const TallyLine *old_line = g_hash_table_lookup (left, line);

      if (old_line == NULL)
        add_line (diff, TALLY_DIFF_ADDED, line);
      else
        compare_line (diff, old_line, line);
      g_hash_table_remove (left, line);
    }
  for (guint i = 0; i < before->lines->len; i++)
    if (g_hash_table_contains (left, tally_group_get_line (before, i)))
      add_line (diff, TALLY_DIFF_REMOVED, tally_group_get_line (before, i));
  diff->before_cents = before->total_cents;
  diff->after_cents = after->total_cents;
  g_ptr_array_sort (diff->lines, compare_places);
}

/* A line as a workbook shows it, with its day; what stands in it is all that is known of it. */
static char *
dup_cells (const TallyWorkbookContents *contents,
           guint                        index)
{
  const TallyWorkbookReadLine *line = &g_array_index (contents->lines, TallyWorkbookReadLine, index);
  const TallyWorkbookReadBlock *day = NULL;
  GString *out = g_string_new (NULL);
  char quantity[TALLY_DECIMAL_BUFFER_SIZE];

  for (guint i = 0; i < contents->blocks->len; i++)
    {
      const TallyWorkbookReadBlock *block = &g_array_index (contents->blocks, TallyWorkbookReadBlock, i);
      if (index >= block->first_line && index < block->first_line + block->n_lines)
        day = block;
    }
  g_string_append (out, day != NULL ? day->title : "");
  for (guint i = 0; i < TALLY_WORKBOOK_N_TEXTS; i++)
    g_string_append_printf (out, " %s", line->text[i]);
  g_string_append_printf (out, " × %s", tally_decimal_format (line->quantity, quantity, sizeof quantity));
  return tally_text_steal (out);
}

/* Lines of one workbook that the other has not got as often: @counts holds what was matched. */
static void
add_unmatched (TallyVersionDiff            *diff,
               const TallyWorkbookContents *contents,
               GHashTable                  *counts,
               TallyDiffKind                kind)
{
  for (guint i = 0; i < contents->lines->len; i++)
    {
      gint64 cents = g_array_index (contents->lines, TallyWorkbookReadLine, i).price_cents;
      g_autofree char *cells = dup_cells (contents, i);
      g_autofree char *key = g_strdup_printf ("%s %" G_GINT64_FORMAT, cells, cents);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));
      TallyDiffLine *line;

      if (n > 0)
        {
          g_hash_table_insert (counts, g_steal_pointer (&key), GUINT_TO_POINTER (n - 1));
          diff->n_unchanged += kind == TALLY_DIFF_ADDED ? 1 : 0;
          continue;
        }
      line = tally_version_diff_add (diff, kind, cells);
      *(kind == TALLY_DIFF_ADDED ? &line->after_cents : &line->before_cents) = cents;
    }
}

static GHashTable *
count_cells (const TallyWorkbookContents *contents)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < contents->lines->len; i++)
    {
      gint64 cents = g_array_index (contents->lines, TallyWorkbookReadLine, i).price_cents;
      g_autofree char *cells = dup_cells (contents, i);
      char *key = g_strdup_printf ("%s %" G_GINT64_FORMAT, cells, cents);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));

      g_hash_table_insert (counts, key, GUINT_TO_POINTER (n + 1));
    }
  return counts;
}

static TallyWorkbookContents *
read_workbook (const TallyJobsArchive  *archive,
               const TallyVersion      *version,
               GError                 **error)
{
  g_autoptr (GBytes) bytes = tally_jobs_archive_load (archive, version->sha256, error);

  return bytes != NULL ? tally_workbook_read (bytes, error) : NULL;
}

static gboolean
compare_workbooks (const TallyJobsArchive  *archive,
                   TallyVersionDiff        *diff,
                   GError                 **error)
{
  g_autoptr (TallyWorkbookContents) before = read_workbook (archive, diff->before, error);
  g_autoptr (TallyWorkbookContents) after = NULL;
  g_autoptr (GHashTable) before_counts = NULL;
  g_autoptr (GHashTable) after_counts = NULL;

  if (before == NULL)
    return FALSE;
  after = read_workbook (archive, diff->after, error);
  if (after == NULL)
    return FALSE;
  before_counts = count_cells (before);
  after_counts = count_cells (after);
  diff->is_by_cells = TRUE;
  diff->before_cents = before->total_cents;
  diff->after_cents = after->total_cents;
  add_unmatched (diff, before, after_counts, TALLY_DIFF_REMOVED);
  add_unmatched (diff, after, before_counts, TALLY_DIFF_ADDED);
  return TRUE;
}

gboolean
tally_jobs_versions_compare (TallyStore              *store,
                             const TallyJobsArchive  *archive,
                             TallyVersionDiff        *diff,
                             GError                 **error)
{
  g_autoptr (TallyGroup) before = NULL;
  g_autoptr (TallyGroup) after = NULL;

  g_return_val_if_fail (store != NULL && archive != NULL && diff != NULL, FALSE);
  if (!diff->before->has_lines || !diff->after->has_lines)
    return compare_workbooks (archive, diff, error);
  before = tally_jobs_versions_load_group (store, diff->before, error);
  if (before == NULL)
    return FALSE;
  after = tally_jobs_versions_load_group (store, diff->after, error);
  if (after == NULL)
    return FALSE;
  compare_groups (diff, before, after);
  return TRUE;
}
