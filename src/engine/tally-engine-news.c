/* tally-engine-news.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-news.h"

#include "tally-engine-findings-private.h"
#include "tally-store-error.h"
#include "tally-store-finding-sums.h"
#include "tally-store-sums.h"

/* Kind of the trail's entries that verdicts are. */
#define KIND_VERDICT "verdict"

static gboolean
read_work (TallyEngineNews  *self,
           TallyStore       *store,
           GError          **error)
{
  TallyStoreWorkNews work;

  if (!tally_store_sums_work_news (store, self->since_utc_usec, &work, error))
    return FALSE;
  self->n_runs = work.n_runs;
  self->n_failed = work.n_failed;
  self->n_partial = work.n_partial;
  self->published.n = work.n_published;
  self->published.cents = work.published_cents;
  self->n_replaced = work.n_replaced;
  return TRUE;
}

static gboolean
read_findings (TallyEngineNews  *self,
               TallyStore       *store,
               GError          **error)
{
  TallyStoreFindingNews news;

  if (!tally_store_finding_sums_news (store, self->since_utc_usec, &news, error))
    return FALSE;
  self->found.n = news.n_new;
  self->found.cents = news.new_cents;
  self->fixed.n = news.by_people[TALLY_FINDING_FIXED].n;
  self->fixed.cents = news.by_people[TALLY_FINDING_FIXED].exposure_cents;
  self->verified.n = news.by_runs[TALLY_FINDING_VERIFIED].n;
  self->verified.cents = news.by_runs[TALLY_FINDING_VERIFIED].exposure_cents;
  for (guint i = 0; i < TALLY_N_FINDING_STATUSES; i++)
    self->recovered_cents += news.by_people[i].recovered_cents;
  return TRUE;
}

static gboolean
read_decisions (TallyEngineNews  *self,
                TallyStore       *store,
                const char       *reader,
                GError          **error)
{
  g_autoptr (GPtrArray) sums = tally_store_sums_list_decisions (store, self->since_utc_usec, reader, error);

  for (guint i = 0; sums != NULL && i < sums->len; i++)
    {
      const TallyStoreDecisionSum *sum = sums->pdata[i];
      if (strcmp (sum->kind, KIND_VERDICT) == 0)
        self->n_verdicts_of_others += sum->n;
      else
        self->n_decisions_of_others += sum->n;
    }
  return sums != NULL;
}

/* The first audit of all has nothing to differ from. */
static gboolean
read_changes (TallyEngineNews  *self,
              TallyStore       *store,
              GError          **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (TallyStoreAuditKeys) now = tally_store_sums_find_audit_keys (store, G_MAXINT64, &failure);
  g_autoptr (TallyStoreAuditKeys) then = NULL;

  if (now != NULL)
    then = tally_store_sums_find_audit_keys (store, self->since_utc_usec, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (then == NULL)
    return TRUE;
  self->rates_changed = strcmp (now->rates_key, then->rates_key) != 0;
  self->policy_changed = strcmp (now->policy_key, then->policy_key) != 0;
  return TRUE;
}

TallyEngineNews *
tally_engine_news_read (TallyEngine  *self,
                        gint64        since_utc_usec,
                        const char   *reader,
                        GError      **error)
{
  g_autofree TallyEngineNews *news = NULL;
  g_autoptr (TallyStore) store = NULL;
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  news = g_new0 (TallyEngineNews, 1);
  news->since_utc_usec = since_utc_usec;
  news->as_of_utc_usec = tally_clock_get_utc_usec (self->clock);
  store = tally_engine_open_reader (self, &failure);
  if (g_error_matches (failure, TALLY_STORE_ERROR, TALLY_STORE_ERROR_MISSING)
      || (store != NULL && read_work (news, store, &failure) && read_findings (news, store, &failure)
          && read_decisions (news, store, reader, &failure) && read_changes (news, store, &failure)))
    return g_steal_pointer (&news);
  tally_engine_findings_take_error (g_steal_pointer (&failure), error);
  return NULL;
}

gboolean
tally_engine_news_is_empty (const TallyEngineNews *self)
{
  g_return_val_if_fail (self != NULL, TRUE);
  return self->n_runs == 0 && self->published.n == 0 && self->found.n == 0 && self->fixed.n == 0
         && self->verified.n == 0 && self->recovered_cents == 0 && self->n_verdicts_of_others == 0
         && self->n_decisions_of_others == 0 && !self->rates_changed && !self->policy_changed;
}
