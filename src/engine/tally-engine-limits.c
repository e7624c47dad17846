/* tally-engine-limits.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-limits-private.h"

#include <glib/gstdio.h>

#include "tally-store-limits.h"

#define FILE_NAME "limits.db"

struct _TallyEngineLimits {
  TallyStoreLimits     *store; /* (owned) (nullable) */
  TallyResilienceQuota *quota; /* (borrowed) (nullable) the limiter's */
};

static void
take_block_cb (const TallyStoreBlock *stored,
               gboolean               is_foreign,
               gpointer               data)
{
  const TallyResilienceBlock block = {
    .id = stored->id, .until_usec = stored->until_usec, .n_units = stored->n_units,
    .state = is_foreign ? TALLY_RESILIENCE_BLOCK_CHANGED : TALLY_RESILIENCE_BLOCK_KEPT,
  };

  g_array_append_val ((GArray *) data, block);
}

static gboolean
read_ledger (TallyStoreLimits       *store,
             gint64                  now_usec,
             TallyResilienceLedger  *ledger,
             GError                **error)
{
  TallyStorePace pace;

  if (!tally_store_limits_foreach_block (store, now_usec, TALLY_RESILIENCE_BLOCK_USEC, take_block_cb,
                                         ledger->blocks, error)
      || !tally_store_limits_get_pace (store, now_usec, &pace, error))
    return FALSE;
  if (pace.limit > 0)
    ledger->pace = (TallyResiliencePace) {
      .limit = pace.limit, .halved_usec = pace.halved_usec, .grown_usec = pace.grown_usec,
      .hold_usec = pace.hold_usec,
    };
  return TRUE;
}

static gboolean
begin_cb (gpointer                data,
          gint64                  now_usec,
          TallyResilienceLedger  *ledger,
          GError                **error)
{
  TallyStoreLimits *store = data;

  if (!tally_store_limits_begin (store, error))
    return FALSE;
  if (read_ledger (store, now_usec, ledger, error))
    return TRUE;
  tally_store_limits_end (store, FALSE, NULL);
  return FALSE;
}

static gboolean
write_block (TallyStoreLimits      *store,
             TallyResilienceBlock  *block,
             GError               **error)
{
  TallyStoreBlock stored = {
    .id = block->id, .until_usec = block->until_usec, .n_units = block->n_units,
  };

  if (block->state == TALLY_RESILIENCE_BLOCK_KEPT)
    return TRUE;
  if (block->state == TALLY_RESILIENCE_BLOCK_GONE)
    return tally_store_limits_delete_block (store, block->id, error);
  if (!tally_store_limits_put_block (store, &stored, error))
    return FALSE;
  block->id = stored.id;
  return TRUE;
}

static gboolean
write_ledger (TallyStoreLimits       *store,
              TallyResilienceLedger  *ledger,
              GError                **error)
{
  const TallyStorePace pace = {
    .limit = ledger->pace.limit, .halved_usec = ledger->pace.halved_usec,
    .grown_usec = ledger->pace.grown_usec, .hold_usec = ledger->pace.hold_usec,
  };

  for (guint i = 0; i < ledger->blocks->len; i++)
    if (!write_block (store, &g_array_index (ledger->blocks, TallyResilienceBlock, i), error))
      return FALSE;
  return !ledger->pace_changed || tally_store_limits_put_pace (store, &pace, error);
}

static gboolean
commit_cb (gpointer                data,
           TallyResilienceLedger  *ledger,
           GError                **error)
{
  TallyStoreLimits *store = data;

  return tally_store_limits_end (store, write_ledger (store, ledger, error), error);
}

static const TallyResilienceLedgerFuncs ledger_funcs = { .begin = begin_cb, .commit = commit_cb };

static void
drop_damaged (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *part = g_strconcat (path, endings[i], NULL);
      g_unlink (part);
    }
}

TallyEngineLimits *
tally_engine_limits_open (const char *data_dir,
                          TallyRun   *run)
{
  TallyEngineLimits *self = g_new0 (TallyEngineLimits, 1);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (data_dir != NULL, self);
  path = g_build_filename (data_dir, FILE_NAME, NULL);
  self->store = tally_store_limits_open (path, &error);
  if (self->store != NULL)
    return self;
  if (g_error_matches (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CORRUPT)
      || g_error_matches (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED))
    drop_damaged (path);
  tally_run_add_notice (run, TALLY_SEVERITY_WARNING, "limits-alone", NULL,
                        "limits.db of the data directory can't be used, so that the rate limit is not "
                        "shared with other runs: this one is content with a quarter of it");
  return self;
}

void
tally_engine_limits_free (TallyEngineLimits *self)
{
  if (self == NULL)
    return;
  tally_store_limits_free (self->store);
  g_free (self);
}

TallyResilienceLimiter *
tally_engine_limits_new_limiter (TallyEngineLimits *self,
                                 TallyClock        *clock,
                                 guint              units_per_minute)
{
  g_return_val_if_fail (self != NULL && clock != NULL, NULL);
  self->quota = tally_resilience_quota_new (clock, units_per_minute,
                                            self->store != NULL ? &ledger_funcs : NULL, self->store);
  return tally_resilience_limiter_new_shared (clock, units_per_minute, self->quota);
}

void
tally_engine_limits_report (TallyEngineLimits *self,
                            TallyRun          *run)
{
  g_autofree char *detail = NULL;

  /* That it could not be opened at all was said when it was tried. */
  if (self == NULL || self->store == NULL || self->quota == NULL
      || tally_resilience_quota_get_n_faults (self->quota, &detail) == 0)
    return;
  tally_run_tell (run, &(TallyNoticeWords) {
    .severity = TALLY_SEVERITY_WARNING,
    .code = "limits-alone",
    .text = "limits.db of the data directory could not be asked for a while, so that the run kept to a quarter "
            "of the rate limit; nothing is to be done unless it happens again",
    .detail = detail,
  });
}
