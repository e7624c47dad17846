/* tally-engine-removal-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-removal.h"

#include <glib/gstdio.h>
#include <string.h>

#include "tally-engine-backup-private.h"
#include "tally-engine-token.h"
#include "tally-file.h"
#include "tally-hash.h"
#include "tally-identity.h"
#include "tally-jobs-approval.h"
#include "tally-jobs-audit-book.h"
#include "tally-jobs-backups.h"
#include "tally-store-workbooks.h"
#include "tally-text.h"

/* Nothing that this program makes lies deeper: the archive in the folder of the sample data. */
#define MAX_DEPTH 6
/* An autostart entry is a page of text at most. */
#define MAX_ENTRY_BYTES (64 * 1024)

/* One listing. */
typedef struct {
  TallyEngine                     *engine;      /* (borrowed) */
  const TallyEngineRemovalOptions *options;     /* (borrowed) */
  GCancellable                    *cancellable; /* (borrowed) (nullable) */
  GHashTable                      *known;       /* (owned) (nullable) names of workbooks in the output folder */
  GPtrArray                       *items;       /* (owned) */
} Listing;

/* How the program's own things in a folder are called. */
typedef struct {
  gboolean (*is_file)   (const Listing *listing, const char *name);
  gboolean (*is_folder) (const char *name);  /* (nullable): one whose content is looked at too */
  gboolean (*is_aside)  (const char *name);  /* (nullable): neither ours here nor foreign */
} Rule;

void
tally_engine_removal_item_free (TallyEngineRemovalItem *self)
{
  if (self == NULL)
    return;
  g_free (self->place);
  g_ptr_array_unref (self->paths);
  g_free (self);
}

static gboolean
is_hex (const char *text,
        gsize       length)
{
  return strspn (text, "0123456789abcdef") >= length;
}

/* --- rules ---------------------------------------------------------------------------------------- */

static gboolean
is_of_store (const Listing *listing,
             const char    *name)
{
  return g_str_has_prefix (name, "tallyman.db") || g_str_has_prefix (name, "limits.db") || strcmp (name, "serve") == 0
         || strcmp (name, "serve.lock") == 0 || tally_file_is_beside (name)
         || (is_hex (name, TALLY_HASH_HEX_LENGTH) && name[TALLY_HASH_HEX_LENGTH] == '\0');
}

/* Bytes that somebody added to a finding are named by their SHA-256. */
static gboolean
is_evidence_folder (const char *name)
{
  return strcmp (name, "evidence") == 0 || strcmp (name, "takeover") == 0;
}

static gboolean
is_other_folder (const char *name)
{
  static const char *const names[] = { "archive", "backups", "packs", "sandbox", "workbooks", NULL };

  return g_strv_contains (names, name);
}

static gboolean
is_backup (const Listing *listing,
           const char    *name)
{
  return (g_str_has_prefix (name, TALLY_JOBS_BACKUP_PREFIX) && g_str_has_suffix (name, TALLY_JOBS_BACKUP_SUFFIX))
         || tally_file_is_beside (name);
}

static gboolean
is_report (const char *name)
{
  static const char *const names[] = {
    TALLY_JOBS_AUDIT_BOOK_NAME, "Weekly_Summary.xlsx", "Takeover_Comparison.xlsx", TALLY_JOBS_APPROVAL_FILE, NULL
  };

  return g_strv_contains (names, name);
}

/* In a folder that a person chose, another program's workbooks may be called alike: there the store says which are ours,
 * and reports are ours beside them, because each run replaces them. */
static gboolean
is_workbook (const Listing *listing,
             const char    *name)
{
  g_autoptr (TallyFileName) parsed = NULL;

  if (listing->known != NULL)
    return g_hash_table_contains (listing->known, name) || (is_report (name) && g_hash_table_size (listing->known) > 0);
  if (is_report (name) || tally_file_is_beside (name))
    return TRUE;
  parsed = tally_identity_parse_file_name (name);
  return parsed != NULL;
}

static gboolean
is_archived (const Listing *listing,
             const char    *name)
{
  return (is_hex (name, TALLY_HASH_HEX_LENGTH) && strcmp (name + TALLY_HASH_HEX_LENGTH, ".xlsx") == 0)
         || tally_file_is_beside (name);
}

static gboolean
is_archive_folder (const char *name)
{
  return is_hex (name, 2) && name[2] == '\0';
}

static gboolean
is_verdicts (const Listing *listing,
             const char    *name)
{
  return g_str_has_prefix (name, "tallyman-verdicts-") && g_str_has_suffix (name, ".jsonl");
}

static gboolean
is_sample (const Listing *listing,
           const char    *name)
{
  static const char *const names[] = { "journal.jsonl", "lock", "origin", "rates.csv", NULL };
  const Listing anywhere = { .engine = listing->engine };

  return is_of_store (listing, name) || is_backup (listing, name) || is_workbook (&anywhere, name)
         || is_archived (listing, name) || g_strv_contains (names, name)
         || name[strspn (name, "0123456789")] == '\0'; /* attachments of the imitation, by their ids */
}

static gboolean
is_sample_folder (const char *name)
{
  return is_other_folder (name) || is_evidence_folder (name) || is_archive_folder (name) || strcmp (name, "state") == 0
         || strcmp (name, "attachments") == 0;
}

static gboolean
is_cached (const Listing *listing,
           const char    *name)
{
  return is_of_store (listing, name) || strcmp (name, "held.lock") == 0;
}

static gboolean
is_cache_folder (const char *name)
{
  return g_str_has_prefix (name, "pack-");
}

static gboolean
is_memory (const Listing *listing,
           const char    *name)
{
  return strcmp (name, "app.ini") == 0;
}

static const Rule store_rule = { .is_file = is_of_store, .is_folder = is_evidence_folder, .is_aside = is_other_folder };
static const Rule backup_rule = { .is_file = is_backup };
static const Rule workbook_rule = { .is_file = is_workbook };
static const Rule archive_rule = { .is_file = is_archived, .is_folder = is_archive_folder };
static const Rule verdicts_rule = { .is_file = is_verdicts };
static const Rule sample_rule = { .is_file = is_sample, .is_folder = is_sample_folder };
static const Rule cache_rule = { .is_file = is_cached, .is_folder = is_cache_folder };
static const Rule memory_rule = { .is_file = is_memory };

/* --- looking -------------------------------------------------------------------------------------- */

static gboolean collect (const Listing *self, const char *folder, const Rule *rule, TallyEngineRemovalItem *item, guint depth);

/* Returns whether it is ours, with all below it. */
static gboolean
collect_entry (const Listing          *self,
               const char             *path,
               const Rule             *rule,
               TallyEngineRemovalItem *item,
               guint                   depth)
{
  g_autofree char *name = g_path_get_basename (path);
  GStatBuf status;
  guint n_before = item->paths->len;

  if (g_lstat (path, &status) != 0)
    return FALSE;
  if (S_ISREG (status.st_mode) && rule->is_file (self, name))
    {
      item->n_files++;
      item->n_bytes += (guint64) status.st_size;
      g_ptr_array_add (item->paths, g_strdup (path));
      return TRUE;
    }
  if (S_ISDIR (status.st_mode) && depth < MAX_DEPTH && rule->is_folder != NULL && rule->is_folder (name))
    {
      if (!collect (self, path, rule, item, depth + 1))
        return FALSE;
      g_ptr_array_set_size (item->paths, (int) n_before);
      g_ptr_array_add (item->paths, g_strdup (path));
      return TRUE;
    }
  if (!S_ISDIR (status.st_mode) || rule->is_aside == NULL || !rule->is_aside (name))
    item->n_foreign++;
  return FALSE;
}

static gboolean
collect (const Listing          *self,
         const char             *folder,
         const Rule             *rule,
         TallyEngineRemovalItem *item,
         guint                   depth)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gboolean is_whole = dir != NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL && !g_cancellable_is_cancelled (self->cancellable))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (!collect_entry (self, path, rule, item, depth))
        is_whole = FALSE;
    }
  return is_whole;
}

static TallyEngineRemovalItem *
item_new (TallyEngineRemovalKind  kind,
          const char             *place)
{
  TallyEngineRemovalItem *item = g_new0 (TallyEngineRemovalItem, 1);

  item->kind = kind;
  item->place = g_strdup (place);
  item->paths = g_ptr_array_new_with_free_func (g_free);
  return item;
}

static gboolean
is_wanted (const Listing          *self,
           TallyEngineRemovalKind  kind)
{
  return (self->options->kinds & (1u << kind)) != 0;
}

/* Whether it is a folder itself, not a link to one. */
static gboolean
is_folder (const char *path)
{
  GStatBuf status;

  return path != NULL && g_lstat (path, &status) == 0 && S_ISDIR (status.st_mode);
}

/* @is_own: the folder is the program's, and goes as one if nothing foreign is in it. */
static void
add_folder (Listing                *self,
            TallyEngineRemovalKind  kind,
            const char             *folder,
            const Rule             *rule,
            gboolean                is_own)
{
  g_autoptr (TallyEngineRemovalItem) item = NULL;

  if (!is_wanted (self, kind) || !is_folder (folder))
    return;
  item = item_new (kind, folder);
  if (collect (self, folder, rule, item, 0) && is_own)
    {
      g_ptr_array_set_size (item->paths, 0);
      g_ptr_array_add (item->paths, g_strdup (folder));
    }
  if (item->n_files > 0 || item->paths->len > 0)
    g_ptr_array_add (self->items, g_steal_pointer (&item));
}

static void
add_file (Listing                *self,
          TallyEngineRemovalKind  kind,
          const char             *path)
{
  TallyEngineRemovalItem *item;
  GStatBuf status;

  if (!is_wanted (self, kind) || path == NULL || g_lstat (path, &status) != 0 || !S_ISREG (status.st_mode))
    return;
  item = item_new (kind, path);
  item->n_files = 1;
  item->n_bytes = (guint64) status.st_size;
  g_ptr_array_add (item->paths, g_strdup (path));
  g_ptr_array_add (self->items, item);
}

static gboolean
is_below (const char *path,
          const char *folder)
{
  gsize length = strlen (folder);

  return strncmp (path, folder, length) == 0 && path[length] == G_DIR_SEPARATOR;
}

/* A store that can't be read knows nothing: then nothing of a chosen folder is ours. */
static GHashTable *
read_known (TallyEngine *engine)
{
  GHashTable *known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (TallyStore) store = tally_engine_open_reader (engine, NULL);
  g_autoptr (GPtrArray) workbooks = store != NULL ? tally_store_workbooks_list (store, NULL) : NULL;

  for (guint i = 0; workbooks != NULL && i < workbooks->len; i++)
    g_hash_table_add (known, g_strdup (((const TallyStoreWorkbook *) workbooks->pdata[i])->file_name));
  return known;
}

static void
add_workbooks (Listing *self)
{
  gboolean is_own = is_below (self->engine->output_dir, self->engine->data_dir);

  if (!is_own)
    self->known = read_known (self->engine);
  add_folder (self, TALLY_ENGINE_REMOVAL_WORKBOOKS, self->engine->output_dir, &workbook_rule, is_own);
}

static void
add_autostart (Listing *self)
{
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "autostart", "org.tallyman.Tallyman.desktop", NULL);
  g_autofree char *text = NULL;
  gsize length = 0;

  if (is_wanted (self, TALLY_ENGINE_REMOVAL_AUTOSTART) && g_file_get_contents (path, &text, &length, NULL)
      && length < MAX_ENTRY_BYTES && strstr (text, TALLY_ENGINE_REMOVAL_AUTOSTART_MARK) != NULL)
    add_file (self, TALLY_ENGINE_REMOVAL_AUTOSTART, path);
}

static void
add_token (Listing *self)
{
  g_autoptr (TallyEngineToken) token = NULL;

  if (!is_wanted (self, TALLY_ENGINE_REMOVAL_TOKEN))
    return;
  token = tally_engine_token_find (self->engine, self->cancellable, NULL);
  if (token != NULL && token->is_in_keyring)
    g_ptr_array_add (self->items, item_new (TALLY_ENGINE_REMOVAL_TOKEN, ""));
}

static void
add_data (Listing *self)
{
  TallyEngine *engine = self->engine;
  g_autofree char *backups = tally_engine_backup_dup_folder (engine);
  g_autofree char *sandbox = g_build_filename (engine->data_dir, "sandbox", NULL);
  g_autofree char *packs = g_build_filename (g_get_user_data_dir (), "tallyman", "packs", NULL);

  add_folder (self, TALLY_ENGINE_REMOVAL_STORE, engine->data_dir, &store_rule, FALSE);
  add_folder (self, TALLY_ENGINE_REMOVAL_BACKUPS, backups, &backup_rule,
              backups != NULL && is_below (backups, engine->data_dir));
  add_workbooks (self);
  add_folder (self, TALLY_ENGINE_REMOVAL_ARCHIVE, engine->archive_dir, &archive_rule,
              is_below (engine->archive_dir, engine->data_dir));
  add_folder (self, TALLY_ENGINE_REMOVAL_VERDICTS, packs, &verdicts_rule, TRUE);
  add_folder (self, TALLY_ENGINE_REMOVAL_SAMPLE, sandbox, &sample_rule, TRUE);
}

GPtrArray *
tally_engine_removal_list (TallyEngine                      *self,
                           const TallyEngineRemovalOptions  *options,
                           GCancellable                     *cancellable,
                           GError                          **error)
{
  Listing listing = { .engine = self, .options = options, .cancellable = cancellable };
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_engine_removal_item_free);
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "tallyman", NULL);
  g_autofree char *memory = g_build_filename (g_get_user_state_dir (), "tallyman", NULL);

  g_return_val_if_fail (self != NULL && options != NULL, NULL);
  listing.items = items;
  add_data (&listing);
  add_folder (&listing, TALLY_ENGINE_REMOVAL_CACHE, cache, &cache_rule, FALSE);
  add_folder (&listing, TALLY_ENGINE_REMOVAL_MEMORY, memory, &memory_rule, FALSE);
  add_file (&listing, TALLY_ENGINE_REMOVAL_SETTINGS, options->config_file);
  add_autostart (&listing);
  add_token (&listing);
  g_clear_pointer (&listing.known, g_hash_table_unref);
  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : g_steal_pointer (&items);
}
