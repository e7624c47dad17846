/* tally-engine-removal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-removal.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "tally-engine-access-private.h"
#include "tally-engine-error.h"
#include "tally-engine-findings-carry.h"
#include "tally-engine-keeper.h"
#include "tally-engine-state.h"
#include "tally-engine-token.h"
#include "tally-engine-trash-private.h"
#include "tally-file-tree.h"
#include "tally-file.h"

static void
move_free (gpointer data)
{
  TallyEngineRemovalMove *self = data;

  g_free (self->from);
  g_free (self->to);
  g_free (self);
}

void
tally_engine_removal_free (TallyEngineRemoval *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->moves);
  g_ptr_array_unref (self->left);
  g_free (self);
}

static TallyEngineRemoval *
removal_new (void)
{
  TallyEngineRemoval *self = g_new0 (TallyEngineRemoval, 1);

  self->moves = g_ptr_array_new_with_free_func (move_free);
  self->left = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/* --- export --------------------------------------------------------------------------------------- */

/* "FOLDER/tallyman-2026-11-24T17-35-07Z" */
static char *
dup_stem (TallyEngine *engine,
          const char  *folder)
{
  g_autofree char *stamp = g_strdelimit (tally_clock_format_utc (tally_clock_get_utc_usec (engine->clock)), ":", '-');
  g_autofree char *name = g_strconcat ("tallyman-", stamp, NULL);

  return g_build_filename (folder, name, NULL);
}

static gboolean
export_findings (TallyEngine  *self,
                 const char   *path,
                 GError      **error)
{
  const TallyFindingFilter filter = { .statuses = TALLY_FINDING_STATUSES_ALL };
  g_autofree char *text = NULL;
  g_autoptr (GError) failure = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_FAILED, "%s is there already; choose another folder", path);
      return FALSE;
    }
  text = tally_engine_findings_export (self, &filter, TALLY_ENGINE_FINDINGS_JSON, TRUE, error);
  if (text == NULL)
    return FALSE;
  if (tally_file_write (path, text, strlen (text), 0600, &failure))
    return TRUE;
  g_set_error_literal (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_FAILED, failure->message);
  return FALSE;
}

char *
tally_engine_removal_export (TallyEngine   *self,
                             const char    *folder,
                             GCancellable  *cancellable,
                             GError       **error)
{
  g_autofree char *store_path = NULL;
  g_autofree char *stem = NULL;
  g_autofree char *pack = NULL;
  g_autofree char *findings = NULL;
  g_autoptr (TallyEngineState) state = NULL;
  TallyEngineStateOptions options = { .verb = TALLY_ENGINE_STATE_BACKUP };

  g_return_val_if_fail (self != NULL && folder != NULL, NULL);
  store_path = tally_engine_dup_store_path (self);
  if (!g_file_test (store_path, G_FILE_TEST_EXISTS))
    {
      g_set_error_literal (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_NOT_FOUND, "there is no store yet: nothing to export");
      return NULL;
    }
  stem = dup_stem (self, folder);
  pack = g_strconcat (stem, ".state", NULL);
  findings = g_strconcat (stem, "-findings.json", NULL);
  options.file = pack;
  if (!export_findings (self, findings, error))
    return NULL;
  state = tally_engine_state_run (self, &options, cancellable, error);
  return state != NULL ? g_steal_pointer (&pack) : NULL;
}

/* --- removal -------------------------------------------------------------------------------------- */

static gboolean
fail_busy (const char  *message,
           GError     **error)
{
  g_set_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_BUSY, "%s; stop it, or wait for its end, then remove the data",
               message);
  return FALSE;
}

/* A store that can't be read holds nobody up. */
static gboolean
check_lease (TallyEngine  *self,
             GError      **error)
{
  g_autoptr (TallyStore) store = tally_engine_open_reader (self, NULL);
  gboolean is_locked = FALSE;

  if (store != NULL && tally_store_is_locked (store, &is_locked, NULL) && is_locked)
    return fail_busy ("a run is at work", error);
  return TRUE;
}

static gboolean
check_service (TallyEngine  *self,
               GError      **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (TallyEngineKeeper) keeper = NULL;

  if (!g_file_test (self->data_dir, G_FILE_TEST_IS_DIR))
    return TRUE;
  keeper = tally_engine_keeper_new (self, &failure);
  if (g_error_matches (failure, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_BUSY))
    return fail_busy (failure->message, error);
  return TRUE;
}

static gboolean
is_folder (const char *path)
{
  GStatBuf status;

  return g_lstat (path, &status) == 0 && S_ISDIR (status.st_mode);
}

static gboolean
delete_path (const char  *path,
             GError     **error)
{
  if (is_folder (path))
    return tally_file_tree_remove (path, error);
  if (g_unlink (path) == 0)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, g_strerror (errno));
  return FALSE;
}

static void
note_move (TallyEngineRemoval *self,
           const char         *from,
           char               *to)
{
  TallyEngineRemovalMove *move = g_new0 (TallyEngineRemovalMove, 1);

  move->from = g_strdup (from);
  move->to = to;
  g_ptr_array_add (self->moves, move);
}

static void
remove_path (TallyEngineRemoval *self,
             const char         *path,
             gboolean            may_delete)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) second = NULL;
  char *place = NULL;

  if (tally_engine_trash_put (path, &place, &error))
    note_move (self, path, place);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return; /* it went by itself meanwhile */
  else if (may_delete && delete_path (path, &second))
    {
      self->n_deleted++;
      note_move (self, path, NULL);
    }
  else
    g_ptr_array_add (self->left, g_strdup_printf ("%s: %s", path, second != NULL ? second->message : error->message));
}

static void
remove_token (TallyEngine        *engine,
              TallyEngineRemoval *self,
              GCancellable       *cancellable)
{
  g_autoptr (GError) error = NULL;
  gboolean was_kept = FALSE;

  self->token_removed = tally_engine_token_forget (engine, cancellable, &was_kept, &error);
  if (!self->token_removed)
    g_ptr_array_add (self->left, g_strdup_printf ("the token in the keyring: %s", error->message));
}

static void
remove_item (TallyEngineRemoval           *self,
             const TallyEngineRemovalItem *item,
             gboolean                      may_delete)
{
  for (guint i = 0; i < item->paths->len; i++)
    remove_path (self, item->paths->pdata[i], may_delete);
  self->n_foreign += item->n_foreign;
}

/* Folders of the program's own name that are empty now. */
static void
remove_empty (TallyEngine *engine)
{
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "tallyman", NULL);
  g_autofree char *memory = g_build_filename (g_get_user_state_dir (), "tallyman", NULL);
  g_autofree char *config = g_build_filename (g_get_user_config_dir (), "tallyman", NULL);

  g_rmdir (engine->data_dir);
  g_rmdir (cache);
  g_rmdir (memory);
  g_rmdir (config);
}

TallyEngineRemoval *
tally_engine_removal_run (TallyEngine                      *self,
                          const TallyEngineRemovalOptions  *options,
                          GCancellable                     *cancellable,
                          GError                          **error)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (TallyEngineRemoval) removal = removal_new ();

  g_return_val_if_fail (self != NULL && options != NULL, NULL);
  if (!tally_engine_check_writable (self, error) || !check_lease (self, error) || !check_service (self, error))
    return NULL;
  items = tally_engine_removal_list (self, options, cancellable, error);
  if (items == NULL)
    return NULL;
  for (guint i = 0; i < items->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const TallyEngineRemovalItem *item = items->pdata[i];
      if (item->kind == TALLY_ENGINE_REMOVAL_TOKEN)
        remove_token (self, removal, cancellable);
      else
        remove_item (removal, item, options->may_delete);
    }
  remove_empty (self);
  return g_steal_pointer (&removal);
}

gboolean
tally_engine_removal_can_undo (const TallyEngineRemoval *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  for (guint i = 0; i < self->moves->len; i++)
    if (((const TallyEngineRemovalMove *) self->moves->pdata[i])->to != NULL)
      return TRUE;
  return FALSE;
}

gboolean
tally_engine_removal_undo (TallyEngineRemoval  *self,
                           GError             **error)
{
  g_autoptr (GError) first = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  for (guint i = self->moves->len; i > 0; i--)
    {
      const TallyEngineRemovalMove *move = self->moves->pdata[i - 1];
      g_autoptr (GError) failure = NULL;
      if (move->to == NULL)
        continue;
      if (tally_engine_trash_take (move->to, move->from, &failure))
        g_ptr_array_remove_index (self->moves, i - 1);
      else if (first == NULL)
        first = g_steal_pointer (&failure);
    }
  if (first == NULL)
    return TRUE;
  g_set_error_literal (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_FAILED, first->message);
  return FALSE;
}
