/* tally-jobs-audit-same.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-audit-same.h"

#include "tally-audit-detector.h"
#include "tally-hash.h"
#include "tally-jobs-audit-book.h"
#include "tally-store-audit-state.h"
#include "tally-store-meta.h"

/* Of what is hashed. */
#define HASH_VERSION 1

/* "FINGERPRINT HISTORIES RUN" of the last audit that was whole; both SHA-256. */
#define KEY "audit-same"

/* Options that say nothing of how an audit judges are few: all count. */
static void
add_key_cb (const TallyConfigKey *key,
            const TallyConfig    *config,
            gpointer              data)
{
  tally_hash_add_text (data, key->group);
  tally_hash_add_text (data, key->name);
  tally_hash_add_text (data, tally_config_get_text (config, key->group, key->name));
}

static void
add_detectors (TallyHash *hash)
{
  guint n_detectors;
  const TallyAuditDetector *const *detectors = tally_audit_list_detectors (&n_detectors);

  for (guint i = 0; i < n_detectors; i++)
    {
      tally_hash_add_text (hash, detectors[i]->id);
      tally_hash_add_int64 (hash, detectors[i]->version);
    }
}

/* What the run made of all lines: the audit holds it against them. */
static void
add_plan (TallyHash       *hash,
          const TallyPlan *plan)
{
  tally_hash_add_int64 (hash, plan != NULL);
  if (plan == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (plan->n_by_reason); i++)
    {
      tally_hash_add_int64 (hash, (gint64) plan->n_by_reason[i]);
      tally_hash_add_int64 (hash, plan->cents_by_reason[i]);
    }
  tally_hash_add_int64 (hash, (gint64) plan->n_filtered);
  tally_hash_add_int64 (hash, plan->filtered_cents);
  for (guint i = 0; i < plan->entries->len; i++)
    {
      const TallyPlanEntry *entry = plan->entries->pdata[i];
      tally_hash_add_int64 (hash, entry->n_lines);
      tally_hash_add_int64 (hash, entry->total_cents);
    }
}

char *
tally_jobs_audit_same_dup_fingerprint (TallyJobsContext      *context,
                                       TallyDay               today,
                                       const TallyRateTable  *rates,
                                       GError               **error)
{
  g_autoptr (TallyHash) hash = tally_hash_new ("audit-same", HASH_VERSION);

  tally_hash_add_text (hash, TALLY_VERSION);
  tally_hash_add_int64 (hash, today);
  tally_hash_add_text (hash, rates != NULL ? tally_rate_table_get_fingerprint (rates) : "");
  tally_hash_add_int64 (hash, context->client != NULL);
  tally_hash_add_int64 (hash, context->options->target_sheet);
  tally_hash_add_int64 (hash, tally_jobs_audit_book_has_people (context));
  tally_config_foreach (context->config, add_key_cb, hash);
  add_detectors (hash);
  add_plan (hash, context->run->plan);
  if (!tally_store_audit_state_add (context->store, hash, error))
    return NULL;
  return g_strdup (tally_hash_get_hex (hash));
}

static gboolean
has_workbook (const TallyJobsContext *context)
{
  g_autofree char *path = g_build_filename (context->options->output_dir, TALLY_JOBS_AUDIT_BOOK_NAME, NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

static char *
dup_value (TallyStore  *store,
           const char  *fingerprint,
           gint64       run_id,
           GError     **error)
{
  g_autoptr (TallyHash) hash = tally_hash_new ("audit-histories", HASH_VERSION);

  if (!tally_store_audit_state_add_histories (store, hash, error))
    return NULL;
  return g_strdup_printf ("%s %s %" G_GINT64_FORMAT, fingerprint, tally_hash_get_hex (hash), run_id);
}

gboolean
tally_jobs_audit_same_find (TallyJobsContext   *context,
                            const char         *fingerprint,
                            GPtrArray          *earlier,
                            const TallyAudit  **out_audit,
                            GError            **error)
{
  const TallyAudit *last = earlier->len > 0 ? earlier->pdata[earlier->len - 1] : NULL;
  g_autofree char *value = NULL;
  g_autofree char *wanted = NULL;

  *out_audit = NULL;
  if (last == NULL || last->cards->len == 0)
    return TRUE;
  wanted = dup_value (context->store, fingerprint, last->run_id, error);
  if (wanted == NULL || !tally_store_meta_get (context->store, KEY, &value, error))
    return FALSE;
  if (g_strcmp0 (value, wanted) == 0 && has_workbook (context))
    *out_audit = last;
  return TRUE;
}

gboolean
tally_jobs_audit_same_remember (TallyJobsContext  *context,
                                const char        *fingerprint,
                                GError           **error)
{
  g_autofree char *value = NULL;

  if (context->options->dry_run)
    return TRUE;
  value = dup_value (context->store, fingerprint, context->run->run_id, error);
  return value != NULL && tally_store_meta_set (context->store, KEY, value, error);
}
