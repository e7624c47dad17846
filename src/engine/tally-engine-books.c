/* tally-engine-books.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-books.h"

#include "tally-engine-error.h"
#include "tally-engine-private.h"
#include "tally-identity-subject.h"
#include "tally-recovery-state.h"
#include "tally-store-error.h"
#include "tally-store-plans.h"
#include "tally-store-quarantine.h"
#include "tally-store-versions.h"
#include "tally-store-workbooks.h"
#include "tally-text.h"

/* Workbooks while they are put together. */
typedef struct {
  GPtrArray  *books;       /* (owned) */
  GHashTable *by_identity; /* (owned) borrowed identity → borrowed book */
} Gathering;

static const char *const state_ids[TALLY_ENGINE_N_BOOK_STATES] = {
  "current", "restored", "new", "changed", "held", "failed",
};

void
tally_engine_book_free (TallyEngineBook *self)
{
  if (self == NULL)
    return;
  tally_identity_free (self->identity);
  tally_version_free (self->version);
  g_free (self->subject);
  g_free (self->file_name);
  g_free (self->sha256);
  g_free (self->failure);
  g_free (self->failure_detail);
  g_free (self);
}

const char *
tally_engine_book_state_get_id (TallyEngineBookState state)
{
  return (guint) state < TALLY_ENGINE_N_BOOK_STATES ? state_ids[state] : "";
}

static void
gathering_clear (Gathering *gathering)
{
  g_clear_pointer (&gathering->books, g_ptr_array_unref);
  g_clear_pointer (&gathering->by_identity, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Gathering, gathering_clear)

static TallyEngineBook *
ensure_book (Gathering           *gathering,
             const TallyIdentity *identity)
{
  TallyEngineBook *book = g_hash_table_lookup (gathering->by_identity, identity);

  if (book != NULL)
    return book;
  book = g_new0 (TallyEngineBook, 1);
  book->identity = tally_identity_copy (identity);
  book->state = TALLY_ENGINE_BOOK_NEW;
  book->subject = tally_identity_dup_subject (identity);
  book->file_name = g_strdup ("");
  book->sha256 = g_strdup ("");
  book->failure = g_strdup ("");
  book->failure_detail = g_strdup ("");
  g_ptr_array_add (gathering->books, book);
  g_hash_table_insert (gathering->by_identity, book->identity, book);
  return book;
}

static gboolean
gather_versions (TallyEngine  *self,
                 TallyStore   *store,
                 Gathering    *gathering,
                 GError      **error)
{
  gint64 target = tally_config_get_int (self->config, "target", "sheet");
  g_autoptr (GPtrArray) versions = NULL;

  if (target == 0)
    return TRUE;
  versions = tally_store_versions_list_current (store, target, error);
  for (guint i = 0; versions != NULL && i < versions->len; i++)
    {
      TallyVersion *version = g_steal_pointer (&versions->pdata[i]);
      TallyEngineBook *book = ensure_book (gathering, version->identity);
      tally_version_free (book->version);
      book->version = version;
      book->state = version->is_pinned ? TALLY_ENGINE_BOOK_RESTORED : TALLY_ENGINE_BOOK_CURRENT;
      book->n_lines = version->n_lines;
      book->total_cents = version->total_cents;
      book->made_utc_usec = version->from_utc_usec;
      tally_text_set (&book->file_name, version->file_name);
      tally_text_set (&book->sha256, version->sha256);
    }
  return versions != NULL;
}

static gboolean
is_published (const TallyEngineBook *book,
              const TallyPlanEntry  *entry)
{
  return book->version != NULL && *entry->fingerprint != '\0'
         && g_strcmp0 (book->version->fingerprint, entry->fingerprint) == 0;
}

/* What the last plan says, unless what hangs there came later. */
static TallyEngineBookState
judge (const TallyEngineBook *book,
       const TallyPlanEntry  *entry)
{
  if (book->version != NULL && book->version->is_pinned)
    return TALLY_ENGINE_BOOK_RESTORED;
  if (entry->hold == TALLY_HOLD_SET_ASIDE)
    return TALLY_ENGINE_BOOK_FAILED;
  /* One that was released since is to be replaced; a pin that is left is above. */
  if (entry->hold != TALLY_HOLD_NONE && entry->hold != TALLY_HOLD_RESTORED)
    return TALLY_ENGINE_BOOK_HELD;
  if (is_published (book, entry) || entry->action == TALLY_PLAN_UNCHANGED)
    return TALLY_ENGINE_BOOK_CURRENT;
  return book->version != NULL ? TALLY_ENGINE_BOOK_CHANGED : TALLY_ENGINE_BOOK_NEW;
}

static gboolean
gather_plan (TallyStore  *store,
             Gathering   *gathering,
             GError     **error)
{
  GError *failure = NULL;
  g_autoptr (TallyPlan) plan = tally_store_plans_find_before (store, G_MAXINT64, &failure);

  for (guint i = 0; plan != NULL && i < plan->entries->len; i++)
    {
      const TallyPlanEntry *entry = plan->entries->pdata[i];
      TallyEngineBook *book = ensure_book (gathering, entry->identity);
      book->state = judge (book, entry);
      book->hold = book->state == TALLY_ENGINE_BOOK_CURRENT ? TALLY_HOLD_NONE : entry->hold;
      if (book->state == TALLY_ENGINE_BOOK_RESTORED || entry->action == TALLY_PLAN_VANISHED || entry->n_lines == 0)
        continue; /* what hangs there is what counts, or all that is known of it */
      book->n_lines = entry->n_lines;
      book->total_cents = entry->total_cents;
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

/* Oldest first: the last one stays. */
static gboolean
gather_files (TallyStore  *store,
              Gathering   *gathering,
              GError     **error)
{
  g_autoptr (GPtrArray) files = tally_store_workbooks_list (store, error);

  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      const TallyStoreWorkbook *file = files->pdata[i];
      TallyEngineBook *book = ensure_book (gathering, file->identity);
      if (book->state == TALLY_ENGINE_BOOK_CURRENT || book->state == TALLY_ENGINE_BOOK_RESTORED)
        continue;
      book->made_utc_usec = file->created_utc_usec;
      tally_text_set (&book->file_name, file->file_name);
      tally_text_set (&book->sha256, file->sha256);
      if (book->n_lines > 0)
        continue;
      book->n_lines = file->n_lines;
      book->total_cents = file->total_cents;
    }
  return files != NULL;
}

static void
take_failure (TallyEngineBook               *book,
              const TallyRecoveryQuarantine *record)
{
  book->n_failures = record->n_failures;
  book->aside_utc_usec = record->until_utc_usec;
  tally_text_set (&book->failure, record->reason);
  tally_text_set (&book->failure_detail, record->detail);
  if (book->state == TALLY_ENGINE_BOOK_NEW || book->state == TALLY_ENGINE_BOOK_CHANGED)
    book->state = TALLY_ENGINE_BOOK_FAILED;
}

static gboolean
gather_failures (TallyStore  *store,
                 Gathering   *gathering,
                 GError     **error)
{
  g_autoptr (GPtrArray) records = tally_store_quarantine_list (store, error);
  g_autoptr (GHashTable) by_subject = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < gathering->books->len; i++)
    {
      TallyEngineBook *book = gathering->books->pdata[i];
      g_hash_table_insert (by_subject, book->subject, book);
    }
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const TallyRecoveryQuarantine *record = records->pdata[i];
      TallyEngineBook *book = g_hash_table_lookup (by_subject, record->subject);
      if (book != NULL && strcmp (record->kind, TALLY_RECOVERY_GROUP) == 0)
        take_failure (book, record);
    }
  return records != NULL;
}

static int
compare_books (gconstpointer a,
               gconstpointer b)
{
  const TallyIdentity *one = (*(const TallyEngineBook *const *) a)->identity;
  const TallyIdentity *other = (*(const TallyEngineBook *const *) b)->identity;

  if (one->week_ending != other->week_ending)
    return one->week_ending > other->week_ending ? -1 : 1;
  return tally_identity_compare (one, other);
}

GPtrArray *
tally_engine_list_books (TallyEngine  *self,
                         GError      **error)
{
  g_auto (Gathering) gathering = { NULL };
  g_autoptr (TallyStore) store = NULL;
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  gathering.books = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_engine_book_free);
  gathering.by_identity = g_hash_table_new (tally_identity_hash, tally_identity_equal);
  store = tally_engine_open_reader (self, &failure);
  if (g_error_matches (failure, TALLY_STORE_ERROR, TALLY_STORE_ERROR_MISSING))
    return g_steal_pointer (&gathering.books);
  if (store != NULL && gather_versions (self, store, &gathering, &failure)
      && gather_plan (store, &gathering, &failure) && gather_files (store, &gathering, &failure)
      && gather_failures (store, &gathering, &failure))
    {
      g_ptr_array_sort (gathering.books, compare_books);
      return g_steal_pointer (&gathering.books);
    }
  g_set_error_literal (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_FAILED, failure->message);
  return NULL;
}
