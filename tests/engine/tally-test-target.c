/* tally-test-target.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-target.h"

#include "tally-identity.h"
#include "tally-sandbox-attachment.h"

static TallySandboxSheet *
find_sheet (TallySandboxWorld *world,
            gint64             sheet_id)
{
  for (guint i = 0; i < world->sheets->len; i++)
    if (((TallySandboxSheet *) world->sheets->pdata[i])->id == sheet_id)
      return world->sheets->pdata[i];
  g_assert_not_reached ();
}

void
tally_test_file_free (TallyTestFile *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->sha256);
  g_free (self);
}

GPtrArray *
tally_test_target_list (TallyTestEngine *engine)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_test_file_free);
  TallySandboxWorld *world = tally_sandbox_server_lock_world (engine->server);
  TallySandboxSheet *sheet = find_sheet (world, engine->target);

  for (guint i = 0; i < sheet->attachments->len; i++)
    {
      const TallySandboxAttachment *attachment = sheet->attachments->pdata[i];
      TallyTestFile *file;
      if (attachment->row == NULL)
        continue;
      file = g_new0 (TallyTestFile, 1);
      file->attachment_id = attachment->id;
      file->row_id = attachment->row->id;
      file->name = g_strdup (attachment->name);
      if (attachment->bytes != NULL)
        file->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, attachment->bytes);
      g_ptr_array_add (files, file);
    }
  tally_sandbox_server_unlock_world (engine->server);
  return files;
}

static TallyTestFile *
copy_file (const TallyTestFile *file)
{
  TallyTestFile *copy = g_memdup2 (file, sizeof *file);

  copy->name = g_strdup (file->name);
  copy->sha256 = g_strdup (file->sha256);
  return copy;
}

TallyTestFile *
tally_test_target_get_first (TallyTestEngine *engine,
                             guint            index)
{
  g_autoptr (GPtrArray) files = tally_test_target_list (engine);

  for (guint i = 0; i < files->len; i++)
    {
      const TallyTestFile *file = files->pdata[i];
      g_autoptr (TallyFileName) name = tally_identity_parse_file_name (file->name);
      if (name != NULL && index-- == 0)
        return copy_file (file);
    }
  g_assert_not_reached ();
}

static const TallyIdentity *
find_changed (const TallyRun *run)
{
  const TallyIdentity *found = NULL;

  for (guint i = 0; i < run->plan->entries->len; i++)
    {
      const TallyPlanEntry *entry = run->plan->entries->pdata[i];
      if (entry->action != TALLY_PLAN_CHANGED)
        continue;
      g_assert_null (found);
      found = entry->identity;
    }
  g_assert_nonnull (found);
  return found;
}

TallyTestFile *
tally_test_target_find (TallyTestEngine     *engine,
                        const TallyIdentity *identity)
{
  g_autoptr (GPtrArray) files = tally_test_target_list (engine);
  TallyTestFile *found = NULL;

  for (guint i = 0; i < files->len; i++)
    {
      const TallyTestFile *file = files->pdata[i];
      g_autoptr (TallyFileName) name = tally_identity_parse_file_name (file->name);
      if (name == NULL || !tally_file_name_matches (name, identity))
        continue;
      g_assert_null (found);
      found = copy_file (file);
    }
  g_assert_nonnull (found);
  return found;
}

TallyTestFile *
tally_test_target_get_changed (TallyTestEngine *engine)
{
  const TallyBatchOptions options = { .dry_run = TRUE };
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, &options);

  return tally_test_target_find (engine, find_changed (run));
}

gboolean
tally_test_target_has (TallyTestEngine *engine,
                       gint64           attachment_id)
{
  g_autoptr (GPtrArray) files = tally_test_target_list (engine);

  for (guint i = 0; i < files->len; i++)
    if (((const TallyTestFile *) files->pdata[i])->attachment_id == attachment_id)
      return TRUE;
  return FALSE;
}

/* The member of an edit that says when; none if it happens as it is made. */
static char *
dup_created (const char *created)
{
  return created != NULL ? g_strdup_printf (", \"createdAt\": \"%s\"", created) : g_strdup ("");
}

gint64
tally_test_target_attach (TallyTestEngine *engine,
                          gint64           row_id,
                          const char      *name,
                          const char      *created)
{
  g_autofree char *time = dup_created (created);
  g_autofree char *edit = NULL;

  edit = g_strdup_printf ("{\"op\": \"add-attachment\", \"sheetId\": %" G_GINT64_FORMAT
                          ", \"rowId\": %" G_GINT64_FORMAT ", \"name\": \"%s\", \"text\": \"PK\"%s}",
                          engine->target, row_id, name, time);
  return tally_test_engine_edit (engine, edit);
}

gint64
tally_test_target_attach_file (TallyTestEngine *engine,
                               gint64           row_id,
                               const char      *name,
                               const char      *path,
                               const char      *created)
{
  g_autofree char *time = dup_created (created);
  g_autofree char *content = NULL;
  g_autofree char *base64 = NULL;
  g_autofree char *edit = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  base64 = g_base64_encode ((const guchar *) content, size);
  edit = g_strdup_printf ("{\"op\": \"add-attachment\", \"sheetId\": %" G_GINT64_FORMAT
                          ", \"rowId\": %" G_GINT64_FORMAT ", \"name\": \"%s\", \"base64\": \"%s\"%s}",
                          engine->target, row_id, name, base64, time);
  return tally_test_engine_edit (engine, edit);
}

gint64
tally_test_target_attach_to_sheet (TallyTestEngine *engine,
                                   const char      *name,
                                   const char      *created)
{
  g_autofree char *edit = NULL;

  edit = g_strdup_printf ("{\"op\": \"add-attachment\", \"sheetId\": %" G_GINT64_FORMAT
                          ", \"name\": \"%s\", \"text\": \"x\", \"createdAt\": \"%s\"}",
                          engine->target, name, created);
  return tally_test_engine_edit (engine, edit);
}

GPtrArray *
tally_test_target_list_sheet_files (TallyTestEngine *engine)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  TallySandboxWorld *world = tally_sandbox_server_lock_world (engine->server);
  TallySandboxSheet *sheet = find_sheet (world, engine->target);

  for (guint i = 0; i < sheet->attachments->len; i++)
    {
      const TallySandboxAttachment *attachment = sheet->attachments->pdata[i];
      if (attachment->row == NULL)
        g_ptr_array_add (names, g_strdup (attachment->name));
    }
  tally_sandbox_server_unlock_world (engine->server);
  return names;
}

static gint64
edit_row (TallyTestEngine *engine,
          const char      *op,
          gint64           row_id)
{
  g_autofree char *edit = NULL;

  edit = g_strdup_printf ("{\"op\": \"%s\", \"sheetId\": %" G_GINT64_FORMAT ", \"rowId\": %"
                          G_GINT64_FORMAT "}", op, engine->target, row_id);
  return tally_test_engine_edit (engine, edit);
}

gint64
tally_test_target_copy_row (TallyTestEngine *engine,
                            gint64           row_id)
{
  return edit_row (engine, "duplicate-row", row_id);
}

void
tally_test_target_remove_row (TallyTestEngine *engine,
                              gint64           row_id)
{
  edit_row (engine, "remove-row", row_id);
}

gint64
tally_test_target_find_column (TallyTestEngine   *engine,
                               gint64             sheet_id,
                               const char *const *titles)
{
  TallySandboxWorld *world = tally_sandbox_server_lock_world (engine->server);
  TallySandboxSheet *sheet = find_sheet (world, sheet_id);
  gint64 id = 0;

  for (guint i = 0; i < sheet->columns->len && id == 0; i++)
    {
      const TallySandboxColumn *column = sheet->columns->pdata[i];
      if (g_strv_contains (titles, column->title))
        id = column->id;
    }
  tally_sandbox_server_unlock_world (engine->server);
  g_assert_cmpint (id, !=, 0);
  return id;
}

void
tally_test_target_set_work_request (TallyTestEngine *engine,
                                    gint64           row_id,
                                    const char      *work_request)
{
  static const char *const titles[] = { "Work Request #", NULL };
  gint64 column_id = tally_test_target_find_column (engine, engine->target, titles);
  g_autofree char *edit = NULL;

  edit = g_strdup_printf ("{\"op\": \"set-cell\", \"sheetId\": %" G_GINT64_FORMAT ", \"rowId\": %"
                          G_GINT64_FORMAT ", \"columnId\": %" G_GINT64_FORMAT ", \"value\": \"%s\"}",
                          engine->target, row_id, column_id, work_request);
  tally_test_engine_edit (engine, edit);
}

void
tally_test_target_assert_complete (TallyTestEngine *engine)
{
  TallySandboxWorld *world = tally_sandbox_server_lock_world (engine->server);
  TallySandboxSheet *sheet = find_sheet (world, engine->target);
  guint n_compared = 0;

  for (guint i = 0; i < sheet->attachments->len; i++)
    {
      const TallySandboxAttachment *attachment = sheet->attachments->pdata[i];
      g_autofree char *path = g_build_filename (engine->output_dir, attachment->name, NULL);
      g_autofree char *content = NULL;
      gsize size;
      if (attachment->bytes == NULL || !g_file_get_contents (path, &content, &size, NULL))
        continue;
      g_assert_cmpmem (content, size, g_bytes_get_data (attachment->bytes, NULL),
                       g_bytes_get_size (attachment->bytes));
      n_compared++;
    }
  tally_sandbox_server_unlock_world (engine->server);
  g_assert_cmpuint (n_compared, >, 0);
}
