/* tally-jobs-recovery.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-recovery.h"

#include "tally-jobs-report.h"
#include "tally-jobs-tries.h"
#include "tally-smartsheet-error.h"
#include "tally-smartsheet-user.h"
#include "tally-store-attempts.h"
#include "tally-store-breakers.h"
#include "tally-store-pauses.h"
#include "tally-text.h"

/* A budget that was used up is whole again after this. */
#define REFILL_USEC G_TIME_SPAN_HOUR

struct _TallyJobsRecovery {
  TallyStore                   *store;     /* (borrowed) */
  TallyClock                   *clock;     /* (owned) */
  char                         *host;      /* (owned) */
  TallyResilienceBreaker       *breaker;   /* (owned) */
  TallyResilienceBudget        *budget;    /* (owned) */
  TallyJobsTries               *tries;     /* (owned) */
  GPtrArray                    *pauses;    /* (owned) TallyRecoveryPause, as last looked at */
  TallyResilienceBreakerRecord  saved;     /* what the store has */
  gint64                        revision;  /* of that */
  guint                         n_tokens;  /* what the store has */
};

/* What an unknown state comes to: a newer program wrote it; a probe decides. */
static void
read_record (const TallyRecoveryBreaker   *from,
             TallyResilienceBreakerRecord *out_record)
{
  *out_record = (TallyResilienceBreakerRecord) {
    .state = TALLY_RESILIENCE_BREAKER_HALF_OPEN,
    .since_utc_usec = from->since_utc_usec,
    .until_utc_usec = from->until_utc_usec,
    .n_openings = from->n_openings,
  };
  if (!tally_resilience_breaker_state_parse (from->state, &out_record->state))
    out_record->until_utc_usec = 0;
}

static gboolean
load_breaker (TallyJobsRecovery  *self,
              GError            **error)
{
  TallyResilienceBreakerOptions options;
  g_autoptr (GError) failure = NULL;
  g_autoptr (TallyRecoveryBreaker) known = NULL;

  known = tally_store_breakers_find (self->store, TALLY_RECOVERY_SMARTSHEET, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  tally_resilience_breaker_options_init (&options);
  if (known != NULL)
    {
      read_record (known, &self->saved);
      self->revision = known->revision;
    }
  self->breaker = tally_resilience_breaker_new (self->clock, &options, known != NULL ? &self->saved : NULL);
  return TRUE;
}

static guint
refill (const TallyRecoveryBudget *known,
        gint64                     now_utc_usec)
{
  gint64 age_usec = CLAMP (now_utc_usec - known->saved_utc_usec, 0, REFILL_USEC);
  guint n_tokens = MIN (known->n_tokens, TALLY_RESILIENCE_BUDGET_CAPACITY);

  return n_tokens + (guint) ((TALLY_RESILIENCE_BUDGET_CAPACITY - n_tokens) * age_usec / REFILL_USEC);
}

static gboolean
load_budget (TallyJobsRecovery  *self,
             GError            **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (TallyRecoveryBudget) known = tally_store_budgets_find (self->store, self->host, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  self->n_tokens = TALLY_RESILIENCE_BUDGET_CAPACITY;
  if (known != NULL)
    self->n_tokens = refill (known, tally_clock_get_utc_usec (self->clock));
  self->budget = tally_resilience_budget_new (self->n_tokens);
  return TRUE;
}

static gboolean
load_pauses (TallyJobsRecovery  *self,
             GError            **error)
{
  GPtrArray *pauses = tally_store_pauses_list (self->store, error);

  if (pauses == NULL)
    return FALSE;
  g_clear_pointer (&self->pauses, g_ptr_array_unref);
  self->pauses = pauses;
  return TRUE;
}

TallyJobsRecovery *
tally_jobs_recovery_new (TallyStore  *store,
                         TallyClock  *clock,
                         const char  *host,
                         GError     **error)
{
  g_autoptr (TallyJobsRecovery) self = NULL;

  g_return_val_if_fail (store != NULL && clock != NULL && host != NULL, NULL);
  self = g_new0 (TallyJobsRecovery, 1);
  self->store = store;
  self->clock = tally_clock_ref (clock);
  self->host = g_strdup (host);
  self->tries = tally_jobs_tries_new (clock);
  return load_breaker (self, error) && load_budget (self, error) && load_pauses (self, error)
           ? g_steal_pointer (&self) : NULL;
}

void
tally_jobs_recovery_free (TallyJobsRecovery *self)
{
  if (self == NULL)
    return;
  tally_resilience_breaker_free (self->breaker);
  tally_resilience_budget_free (self->budget);
  tally_jobs_tries_free (self->tries);
  g_clear_pointer (&self->pauses, g_ptr_array_unref);
  tally_clock_unref (self->clock);
  g_free (self->host);
  g_free (self);
}

TallyResilienceBreaker *
tally_jobs_recovery_get_breaker (TallyJobsRecovery *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->breaker;
}

TallyResilienceBudget *
tally_jobs_recovery_get_budget (TallyJobsRecovery *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->budget;
}

void
tally_jobs_recovery_note_call (TallyJobsRecovery         *self,
                               const TallySmartsheetCall *call)
{
  g_return_if_fail (self != NULL);
  tally_jobs_tries_note (self->tries, call);
}

static const TallyRecoveryPause *
find_pause (TallyJobsRecovery *self,
            const char        *what)
{
  gint64 now = tally_clock_get_utc_usec (self->clock);

  for (guint i = 0; i < self->pauses->len; i++)
    {
      const TallyRecoveryPause *pause = self->pauses->pdata[i];
      if (strcmp (pause->what, what) == 0 && (pause->until_utc_usec == 0 || pause->until_utc_usec > now))
        return pause;
    }
  return NULL;
}

static const TallyRecoveryPause *
find_publish_pause (TallyJobsRecovery *self)
{
  const TallyRecoveryPause *pause = find_pause (self, TALLY_RECOVERY_PAUSE_ALL);

  return pause != NULL ? pause : find_pause (self, TALLY_RECOVERY_PAUSE_PUBLISH);
}

/* "until 2026-11-24T12:00:00Z", or until somebody ends it. */
static char *
dup_until (gint64      until_utc_usec,
           const char *verb)
{
  g_autofree char *time = NULL;

  if (until_utc_usec == 0)
    return g_strdup_printf ("until 'tallyman recovery %s' ends it", verb);
  time = tally_clock_format_utc (until_utc_usec);
  return g_strdup_printf ("until %s; 'tallyman recovery %s' ends it before", time, verb);
}

/* Who and why are people's words: they go into the detail. */
static void
tell_pause (TallyRun                 *run,
            const TallyRecoveryPause *pause,
            const char               *code,
            const char               *what)
{
  g_autofree char *verb = g_strdup_printf ("resume %s", pause->what);
  g_autofree char *until = dup_until (pause->until_utc_usec, verb);
  g_autofree char *text = g_strdup_printf ("%s %s", what, until);
  g_autofree char *detail = g_strdup_printf ("paused by %s: %s", pause->actor, pause->reason);
  const TallyNoticeWords words = {
    .severity = TALLY_SEVERITY_WARNING, .code = code, .text = text, .detail = detail,
  };

  tally_run_tell (run, &words);
}

static void
tell_closed (TallyJobsRecovery                  *self,
             TallyRun                           *run,
             const TallyResilienceBreakerRecord *record)
{
  gboolean is_forced = record->state == TALLY_RESILIENCE_BREAKER_FORCED_OPEN;
  g_autofree char *until = dup_until (record->until_utc_usec, is_forced ? "close" : "probe");
  g_autofree char *text = NULL;
  g_autofree char *detail = NULL;
  g_autoptr (TallyRecoveryBreaker) known = NULL;
  TallyNoticeWords words = { .severity = TALLY_SEVERITY_ERROR, .code = "circuit-open" };

  text = g_strdup_printf (is_forced ? "the service is not called: a person opened the circuit, %s"
                                    : "the service is not called: too many calls failed, %s", until);
  if (is_forced)
    known = tally_store_breakers_find (self->store, TALLY_RECOVERY_SMARTSHEET, NULL);
  if (known != NULL && *known->reason != '\0')
    detail = g_strdup_printf ("opened by %s: %s", known->actor, known->reason);
  words.text = text;
  words.detail = detail;
  tally_run_tell (run, &words);
  run->outcome |= TALLY_OUTCOME_RETRY_LATER;
}

static gboolean
is_closed (TallyJobsRecovery            *self,
           TallyResilienceBreakerRecord *out_record)
{
  tally_resilience_breaker_get (self->breaker, out_record);
  return out_record->state == TALLY_RESILIENCE_BREAKER_OPEN
         || out_record->state == TALLY_RESILIENCE_BREAKER_FORCED_OPEN;
}

gboolean
tally_jobs_recovery_admit (TallyJobsRecovery        *self,
                           TallyRun                 *run,
                           const TallyJobsAdmission *admission)
{
  const TallyRecoveryPause *pause;
  TallyResilienceBreakerRecord record;

  g_return_val_if_fail (self != NULL && run != NULL && admission != NULL, FALSE);
  pause = find_pause (self, TALLY_RECOVERY_PAUSE_ALL);
  if (pause == NULL && admission->is_restore && admission->wants_publish)
    pause = find_publish_pause (self);
  if (pause != NULL)
    {
      tell_pause (run, pause, "paused", "nothing is done: a person paused it");
      run->outcome |= TALLY_OUTCOME_RETRY_LATER;
      return FALSE;
    }
  if (admission->needs_service && is_closed (self, &record))
    {
      tell_closed (self, run, &record);
      return FALSE;
    }
  pause = find_publish_pause (self);
  if (pause != NULL && admission->wants_publish)
    tell_pause (run, pause, "publish-paused", "nothing is changed on the target: a person paused publishing");
  return TRUE;
}

gboolean
tally_jobs_recovery_probe (TallyJobsRecovery     *self,
                           TallySmartsheetClient *client,
                           TallyRun              *run,
                           GCancellable          *cancellable)
{
  TallyResilienceBreakerRecord record;
  g_autoptr (TallySmartsheetUser) me = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_refused;

  g_return_val_if_fail (self != NULL && client != NULL && run != NULL, FALSE);
  tally_resilience_breaker_get (self->breaker, &record);
  if (record.state != TALLY_RESILIENCE_BREAKER_HALF_OPEN)
    return TRUE;
  me = tally_smartsheet_user_fetch_me (client, cancellable, &error);
  if (me != NULL && tally_jobs_recovery_sync (self, run, &error))
    return TRUE;
  is_refused = g_error_matches (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_AUTH);
  tally_jobs_report_error (run, is_refused ? TALLY_OUTCOME_AUTH : TALLY_OUTCOME_RETRY_LATER, "probe", NULL, error);
  g_clear_error (&error);
  if (!tally_jobs_recovery_sync (self, run, &error))
    tally_jobs_report_error (run, TALLY_OUTCOME_FAILED, "store", NULL, error);
  return FALSE;
}

gboolean
tally_jobs_recovery_may_publish (TallyJobsRecovery *self)
{
  return self == NULL || find_publish_pause (self) == NULL;
}

void
tally_jobs_recovery_tell_waiting (TallyJobsRecovery *self,
                                  TallyRun          *run,
                                  guint              n_waiting)
{
  const TallyRecoveryPause *pause;
  g_autofree char *what = NULL;

  g_return_if_fail (self != NULL && run != NULL);
  pause = find_publish_pause (self);
  if (pause == NULL)
    return; /* it ended a moment ago: the next run publishes */
  what = tally_text_dup_count (n_waiting, "workbook waits to be attached: a person paused publishing",
                               "workbooks wait to be attached: a person paused publishing");
  tell_pause (run, pause, "publish-waits", what);
  run->outcome |= TALLY_OUTCOME_PARTIAL;
}

static gboolean
save_attempts (TallyJobsRecovery  *self,
               const TallyRun     *run,
               GError            **error)
{
  guint64 n_dropped = 0;
  g_autoptr (GPtrArray) attempts = tally_jobs_tries_take (self->tries, &n_dropped);

  if (attempts->len == 0 && n_dropped == 0)
    return TRUE;
  for (guint i = 0; i < attempts->len; i++)
    ((TallyRecoveryAttempt *) attempts->pdata[i])->run_id = run->run_id;
  return tally_store_attempts_add (self->store, attempts, n_dropped, error);
}

/* A person's word counts from now on, also in the middle of a run. */
static gboolean
take_over (TallyJobsRecovery  *self,
           GError            **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (TallyRecoveryBreaker) known = NULL;

  known = tally_store_breakers_find (self->store, TALLY_RECOVERY_SMARTSHEET, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (known == NULL || known->revision == self->revision)
    return TRUE;
  read_record (known, &self->saved);
  self->revision = known->revision;
  if (self->saved.state != TALLY_RESILIENCE_BREAKER_OPEN)
    tally_resilience_breaker_force (self->breaker, self->saved.state, self->saved.until_utc_usec);
  return TRUE;
}

static gboolean
save_breaker (TallyJobsRecovery  *self,
              GError            **error)
{
  TallyResilienceBreakerRecord now;
  gboolean saved = FALSE;
  TallyRecoveryBreaker record = { .dependency = (char *) TALLY_RECOVERY_SMARTSHEET };

  tally_resilience_breaker_get (self->breaker, &now);
  if (now.state == self->saved.state && now.until_utc_usec == self->saved.until_utc_usec
      && now.n_openings == self->saved.n_openings)
    return TRUE;
  record.state = (char *) tally_resilience_breaker_state_get_id (now.state);
  record.n_openings = now.n_openings;
  record.since_utc_usec = now.since_utc_usec;
  record.until_utc_usec = now.until_utc_usec;
  record.revision = self->revision;
  if (!tally_store_breakers_save (self->store, &record, &saved, error))
    return FALSE;
  if (!saved)
    return take_over (self, error);
  self->saved = now;
  return TRUE;
}

static gboolean
save_budget (TallyJobsRecovery  *self,
             GError            **error)
{
  guint n_tokens = tally_resilience_budget_get_n_tokens (self->budget);

  if (n_tokens == self->n_tokens)
    return TRUE;
  if (!tally_store_budgets_put (self->store, self->host, n_tokens, error))
    return FALSE;
  self->n_tokens = n_tokens;
  return TRUE;
}

gboolean
tally_jobs_recovery_sync (TallyJobsRecovery  *self,
                          const TallyRun     *run,
                          GError            **error)
{
  g_return_val_if_fail (run != NULL, FALSE);
  if (self == NULL)
    return TRUE;
  return take_over (self, error) && save_breaker (self, error) && save_budget (self, error)
         && save_attempts (self, run, error) && load_pauses (self, error);
}
