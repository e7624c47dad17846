/* tally-jobs-examine.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-examine.h"

#include "tally-digest.h"
#include "tally-jobs-pool.h"
#include "tally-jobs-report.h"
#include "tally-smartsheet-attachment.h"
#include "tally-workbook-reader.h"

/* A workbook that is read takes some MB: more of them at once gain nothing. */
#define MAX_WORKERS 4

#define HEX_DIGITS "0123456789abcdef"

/* A file on its way through a worker. */
typedef struct {
  gint64             attachment_id;
  TallyJobsExamined *examined; /* (owned) (nullable) */
  GError            *error;    /* (owned) (nullable) */
} Look;

static void
look_free (Look *look)
{
  tally_jobs_examined_free (look->examined);
  g_clear_error (&look->error);
  g_free (look);
}

void
tally_jobs_examined_free (TallyJobsExamined *self)
{
  if (self == NULL)
    return;
  g_free (self->sha256);
  g_free (self->installation);
  g_free (self->key);
  g_array_unref (self->sheet_ids);
  g_free (self);
}

/* A provenance sheet that names no fingerprint or no sheet was not written by us. */
static gboolean
is_told (const TallyWorkbookContents *contents)
{
  return contents->has_provenance && *contents->key != '\0' && contents->sources->len > 0
         && strlen (contents->fingerprint) == TALLY_HASH_HEX_LENGTH
         && strspn (contents->fingerprint, HEX_DIGITS) == TALLY_HASH_HEX_LENGTH;
}

static void
take_contents (TallyJobsExamined           *self,
               const TallyWorkbookContents *contents)
{
  self->author = TALLY_JOBS_AUTHOR_OTHER;
  self->n_lines = contents->lines->len;
  self->total_cents = contents->total_cents;
  if (!is_told (contents))
    return;
  self->author = TALLY_JOBS_AUTHOR_TALLYMAN;
  self->installation = g_strdup (contents->installation);
  self->key = g_strdup (contents->key);
  g_strlcpy (self->fingerprint, contents->fingerprint, sizeof self->fingerprint);
  for (guint i = 0; i < contents->sources->len; i++)
    g_array_append_val (self->sheet_ids,
                        g_array_index (contents->sources, TallyWorkbookReadSource, i).sheet_id);
}

TallyJobsExamined *
tally_jobs_examined_new (GBytes *bytes)
{
  TallyJobsExamined *self = g_new0 (TallyJobsExamined, 1);
  g_autoptr (TallyWorkbookContents) contents = NULL;

  self->sheet_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (bytes == NULL)
    return self;
  self->author = TALLY_JOBS_AUTHOR_UNREADABLE;
  self->size_bytes = g_bytes_get_size (bytes);
  self->sha256 = tally_digest_dup_hex_of_bytes (bytes);
  contents = tally_workbook_read (bytes, NULL);
  if (contents != NULL)
    take_contents (self, contents);
  return self;
}

static gpointer
look_into (gpointer input,
           gpointer worker_data,
           gpointer data)
{
  Look *look = input;
  TallyJobsContext *context = data;
  g_autoptr (GBytes) bytes = NULL;

  bytes = tally_smartsheet_attachment_download (context->client, context->options->target_sheet,
                                                look->attachment_id, context->cancellable,
                                                &look->error);
  look->examined = tally_jobs_examined_new (bytes);
  look->examined->attachment_id = look->attachment_id;
  return look;
}

static const TallyJobsPoolFuncs lookers = {
  .work = look_into,
  .result_free = (GDestroyNotify) look_free,
};

static gboolean
take_next (TallyJobsPool  *pool,
           GHashTable     *examined,
           GError        **error)
{
  Look *look = tally_jobs_pool_pop (pool);
  gboolean goes_on = look->error == NULL || !tally_jobs_ends_run (look->error);

  if (goes_on)
    {
      TallyJobsExamined *taken = g_steal_pointer (&look->examined);
      g_hash_table_insert (examined, &taken->attachment_id, taken);
    }
  else
    g_propagate_error (error, g_steal_pointer (&look->error));
  look_free (look);
  return goes_on;
}

GHashTable *
tally_jobs_examine (TallyJobsContext  *context,
                    GArray            *attachment_ids,
                    GError           **error)
{
  g_autoptr (GHashTable) examined = NULL;
  g_autoptr (TallyJobsPool) pool = NULL;
  guint n_workers;

  g_return_val_if_fail (context != NULL && attachment_ids != NULL, NULL);
  examined = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL,
                                    (GDestroyNotify) tally_jobs_examined_free);
  if (attachment_ids->len == 0)
    return g_steal_pointer (&examined);
  n_workers = (guint) tally_config_get_int (context->config, "smartsheet", "max-in-flight");
  n_workers = CLAMP (MIN (n_workers, attachment_ids->len), 1, MAX_WORKERS);
  pool = tally_jobs_pool_new ("examiner", n_workers, &lookers, context);
  for (guint i = 0; i < attachment_ids->len; i++)
    {
      Look *look = g_new0 (Look, 1);
      look->attachment_id = g_array_index (attachment_ids, gint64, i);
      tally_jobs_pool_push (pool, look);
      if (tally_jobs_pool_get_n_pending (pool) > n_workers && !take_next (pool, examined, error))
        return NULL;
    }
  while (tally_jobs_pool_get_n_pending (pool) > 0)
    if (!take_next (pool, examined, error))
      return NULL;
  return g_steal_pointer (&examined);
}
