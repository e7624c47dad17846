/* tally-engine-recovery.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-recovery.h"

#include "tally-engine-error.h"
#include "tally-engine-private.h"
#include "tally-identity-subject.h"
#include "tally-number.h"
#include "tally-resilience-breaker.h"
#include "tally-store-breakers.h"
#include "tally-store-error.h"
#include "tally-store-intents.h"
#include "tally-store-pauses.h"
#include "tally-store-plans.h"
#include "tally-store-quarantine.h"

#define KIND_INTENT "intent"

/* A decision being carried out. */
typedef struct {
  TallyEngine                  *engine; /* (borrowed) */
  TallyStore                   *store;  /* (borrowed) */
  const TallyEngineRecoveryAct *act;    /* (borrowed) */
  TallyStoreAct                 record; /* for the trail; its subject is @subject */
  char                         *subject; /* (owned) */
  char                         *said;   /* (owned) (nullable) */
} Deciding;

static gboolean
fail (TallyEngineError   code,
      const char        *text,
      GError           **error)
{
  g_set_error_literal (error, TALLY_ENGINE_ERROR, code, text);
  return FALSE;
}

/* "until 2026-11-24T12:00:00Z", "until it is closed". */
static char *
dup_until (const Deciding *self,
           const char     *otherwise)
{
  g_autofree char *time = NULL;

  if (self->record.until_utc_usec == 0)
    return g_strdup (otherwise);
  time = tally_clock_format_utc (self->record.until_utc_usec);
  return g_strconcat ("until ", time, NULL);
}

static void
set_subject (Deciding   *self,
             const char *kind,
             const char *id)
{
  g_free (self->subject);
  self->subject = g_strconcat (kind, ":", id, NULL);
  self->record.subject = self->subject;
}

static gboolean
force (Deciding                     *self,
       TallyResilienceBreakerState   state,
       GError                      **error)
{
  set_subject (self, "breaker", TALLY_RECOVERY_SMARTSHEET);
  return tally_store_breakers_force (self->store, TALLY_RECOVERY_SMARTSHEET,
                                     tally_resilience_breaker_state_get_id (state), &self->record, error);
}

static gboolean
check_dependency (Deciding  *self,
                  GError   **error)
{
  if (self->act->id == NULL
      && (self->act->what == NULL || strcmp (self->act->what, TALLY_RECOVERY_SMARTSHEET) == 0))
    return TRUE;
  return fail (TALLY_ENGINE_ERROR_CONFIG, "there is one circuit, 'smartsheet'; name it or nothing", error);
}

static gboolean
run_open (Deciding  *self,
          GError   **error)
{
  g_autofree char *until = dup_until (self, "until 'tallyman recovery close'");

  if (!check_dependency (self, error) || !force (self, TALLY_RESILIENCE_BREAKER_FORCED_OPEN, error))
    return FALSE;
  self->said = g_strdup_printf ("The circuit is open %s: no run calls the service.", until);
  return TRUE;
}

static gboolean
run_close (Deciding  *self,
           GError   **error)
{
  g_autofree char *until = dup_until (self, "");
  gboolean is_forced = self->record.until_utc_usec != 0;

  if (!check_dependency (self, error)
      || !force (self, is_forced ? TALLY_RESILIENCE_BREAKER_FORCED_CLOSED : TALLY_RESILIENCE_BREAKER_CLOSED,
                 error))
    return FALSE;
  if (is_forced)
    self->said = g_strdup_printf ("The circuit stays closed %s: runs call the service whatever happens.", until);
  else
    self->said = g_strdup ("The circuit is closed: runs call the service, and open it when too many calls fail.");
  return TRUE;
}

static gboolean
is_to_be_probed (Deciding  *self,
                 gboolean  *out_is_open,
                 GError   **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (TallyRecoveryBreaker) known = NULL;
  TallyResilienceBreakerState state = TALLY_RESILIENCE_BREAKER_CLOSED;

  known = tally_store_breakers_find (self->store, TALLY_RECOVERY_SMARTSHEET, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  *out_is_open = known != NULL && tally_resilience_breaker_state_parse (known->state, &state)
                 && (state == TALLY_RESILIENCE_BREAKER_OPEN || state == TALLY_RESILIENCE_BREAKER_FORCED_OPEN
                     || state == TALLY_RESILIENCE_BREAKER_HALF_OPEN);
  return TRUE;
}

static gboolean
run_probe (Deciding  *self,
           GError   **error)
{
  gboolean is_open = FALSE;

  if (!check_dependency (self, error) || !is_to_be_probed (self, &is_open, error))
    return FALSE;
  if (!is_open)
    return fail (TALLY_ENGINE_ERROR_NOT_FOUND, "the circuit is not open: there is nothing to probe", error);
  if (!force (self, TALLY_RESILIENCE_BREAKER_HALF_OPEN, error))
    return FALSE;
  self->said = g_strdup ("The next run sends one call; if it works, the circuit is closed.");
  return TRUE;
}

static const char *
choose_pause (const Deciding  *self,
              GError         **error)
{
  const char *what = self->act->what != NULL ? self->act->what : TALLY_RECOVERY_PAUSE_PUBLISH;

  if (self->act->id == NULL && (strcmp (what, TALLY_RECOVERY_PAUSE_PUBLISH) == 0
                                || strcmp (what, TALLY_RECOVERY_PAUSE_ALL) == 0))
    return what;
  fail (TALLY_ENGINE_ERROR_CONFIG, "name what to pause or resume: 'publish' or 'all'", error);
  return NULL;
}

static gboolean
run_pause (Deciding  *self,
           GError   **error)
{
  const char *what = choose_pause (self, error);
  g_autofree char *until = dup_until (self, "until 'tallyman recovery resume'");

  if (what == NULL)
    return FALSE;
  set_subject (self, "pause", what);
  if (!tally_store_pauses_put (self->store, what, &self->record, error))
    return FALSE;
  if (strcmp (what, TALLY_RECOVERY_PAUSE_ALL) == 0)
    self->said = g_strdup_printf ("Everything is paused %s: runs end at once with exit code 75.", until);
  else
    self->said = g_strdup_printf ("Publishing is paused %s: runs sync, plan and make workbooks, and attach or "
                                  "delete nothing.", until);
  return TRUE;
}

static gboolean
run_resume (Deciding  *self,
            GError   **error)
{
  const char *what = choose_pause (self, error);

  if (what == NULL)
    return FALSE;
  set_subject (self, "pause", what);
  if (!tally_store_pauses_remove (self->store, what, &self->record, error))
    return FALSE;
  self->said = g_strdup_printf ("'%s' is paused no longer; the next run goes on.", what);
  return TRUE;
}

/* The words "sheet ID", "group ID", "intent ID". */
static gboolean
check_id (Deciding    *self,
          gboolean     with_intents,
          GError     **error)
{
  const char *what = self->act->what;

  if (what != NULL && self->act->id != NULL
      && (strcmp (what, TALLY_RECOVERY_SHEET) == 0 || strcmp (what, TALLY_RECOVERY_GROUP) == 0
          || (with_intents && strcmp (what, KIND_INTENT) == 0)))
    {
      set_subject (self, what, self->act->id);
      return TRUE;
    }
  return fail (TALLY_ENGINE_ERROR_CONFIG,
               with_intents ? "name what to drop: 'sheet ID', 'group ID' or 'intent ID', as "
                              "'tallyman recovery list' shows them"
                            : "name what to release: 'sheet ID' or 'group ID', as 'tallyman recovery list' "
                              "shows them", error);
}

/* A workbook that is held for a reason that only facts undo: say which. */
static void
explain_hold (Deciding  *self,
              GError   **error)
{
  g_autoptr (TallyPlan) plan = tally_store_plans_find_before (self->store, G_MAXINT64, NULL);

  for (guint i = 0; plan != NULL && i < plan->entries->len; i++)
    {
      const TallyPlanEntry *entry = plan->entries->pdata[i];
      g_autofree char *subject = tally_identity_dup_subject (entry->identity);
      if (strcmp (subject, self->act->id) != 0 || entry->hold == TALLY_HOLD_NONE)
        continue;
      g_set_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_NOT_FOUND,
                   "workbook %s is held (%s), and the next run looks at it again by itself. %s", subject,
                   tally_hold_get_id (entry->hold), tally_hold_get_remedy (entry->hold));
      return;
    }
  g_set_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_NOT_FOUND,
               "nothing is known of %s %s; see 'tallyman recovery list'", self->act->what, self->act->id);
}

static TallyRecoveryQuarantine *
find_record (Deciding  *self,
             GError   **error)
{
  GError *failure = NULL;
  TallyRecoveryQuarantine *record;

  record = tally_store_quarantine_find (self->store, self->act->what, self->act->id, &failure);
  if (failure != NULL)
    g_propagate_error (error, failure);
  else if (record == NULL)
    explain_hold (self, error);
  return record;
}

static gboolean
run_release (Deciding  *self,
             GError   **error)
{
  g_autoptr (TallyRecoveryQuarantine) record = NULL;

  if (!check_id (self, FALSE, error))
    return FALSE;
  record = find_record (self, error);
  if (record == NULL)
    return FALSE;
  if (record->until_utc_usec == 0)
    return fail (TALLY_ENGINE_ERROR_NOT_FOUND, "it is not set aside: the next run tries it anyway", error);
  if (!tally_store_quarantine_release (self->store, record, &self->record, error))
    return FALSE;
  self->said = g_strdup_printf ("The next run tries %s %s; if it fails once more, it is set aside again.",
                                record->kind, record->subject);
  return TRUE;
}

static TallyStoreIntent *
find_intent (Deciding  *self,
             GError   **error)
{
  gint64 target = tally_config_get_int (self->engine->config, "target", "sheet");
  g_autoptr (GPtrArray) intents = tally_store_intents_list_open (self->store, target, error);
  gint64 id = 0;

  if (intents == NULL)
    return NULL;
  if (tally_number_parse_int64 (self->act->id, strlen (self->act->id), &id))
    for (guint i = 0; i < intents->len; i++)
      if (((TallyStoreIntent *) intents->pdata[i])->intent_id == id)
        return g_ptr_array_steal_index (intents, i);
  g_set_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_NOT_FOUND,
               "there is no open publication %s; see 'tallyman recovery list'", self->act->id);
  return NULL;
}

static gboolean
drop_intent (Deciding  *self,
             GError   **error)
{
  g_autoptr (TallyStoreIntent) intent = NULL;
  gboolean is_published;

  if (!tally_store_lock (self->store, error))
    return FALSE;
  intent = find_intent (self, error);
  if (intent == NULL)
    return FALSE;
  is_published = intent->state == TALLY_STORE_INTENT_COMMITTED || intent->state == TALLY_STORE_INTENT_CLEANING;
  if (!tally_store_intents_give_up (self->store, intent, &self->record, error))
    return FALSE;
  self->said = g_strdup (is_published
                           ? "Given up: the workbook is published and stays so; what it supersedes may hang beside "
                             "it until a later run or 'cleanup' removes it. Nothing on the target was touched."
                           : "Given up: nothing on the target was touched, what hung there before still does. The next "
                             "run plans the workbook anew; a file that did arrive is adopted or held, never lost.");
  return TRUE;
}

static gboolean
run_drop (Deciding  *self,
          GError   **error)
{
  g_autoptr (TallyRecoveryQuarantine) record = NULL;

  if (!check_id (self, TRUE, error))
    return FALSE;
  if (strcmp (self->act->what, KIND_INTENT) == 0)
    return drop_intent (self, error);
  record = find_record (self, error);
  if (record == NULL || !tally_store_quarantine_remove (self->store, record, &self->record, error))
    return FALSE;
  self->said = g_strdup_printf ("The failures of %s %s are forgotten; the next run tries it and counts anew.",
                                record->kind, record->subject);
  return TRUE;
}

static const struct {
  const char *verb;
  const char *kind;
  gboolean    has_end;
  gboolean  (*run) (Deciding *self, GError **error);
} verbs[] = {
  { "open", "recovery-open", TRUE, run_open },
  { "close", "recovery-close", TRUE, run_close },
  { "probe", "recovery-probe", FALSE, run_probe },
  { "pause", "recovery-pause", TRUE, run_pause },
  { "resume", "recovery-resume", FALSE, run_resume },
  { "release", "recovery-release", FALSE, run_release },
  { "drop", "recovery-drop", FALSE, run_drop },
};

static gboolean
set_end (Deciding  *self,
         gboolean   has_end,
         GError   **error)
{
  const TallyEngineRecoveryAct *act = self->act;
  gint64 now = tally_clock_get_utc_usec (self->engine->clock);
  gint64 until = act->for_usec != 0 ? now + act->for_usec : act->until_utc_usec;

  if (until == 0)
    return TRUE;
  if (!has_end)
    return fail (TALLY_ENGINE_ERROR_CONFIG, "only open, close and pause take an end", error);
  if (act->for_usec != 0 && act->until_utc_usec != 0)
    return fail (TALLY_ENGINE_ERROR_CONFIG, "say how long or until when, not both", error);
  if (until <= now || until - now > TALLY_ENGINE_RECOVERY_LONGEST_USEC)
    return fail (TALLY_ENGINE_ERROR_CONFIG, "the end must lie ahead, and within a year", error);
  self->record.until_utc_usec = until;
  return TRUE;
}

static gboolean
decide (Deciding  *self,
        GError   **error)
{
  g_autoptr (TallyStore) store = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      if (strcmp (verbs[i].verb, self->act->verb) != 0)
        continue;
      self->record.kind = verbs[i].kind;
      if (!set_end (self, verbs[i].has_end, error))
        return FALSE;
      store = tally_engine_open_store (self->engine, error);
      self->store = store;
      return store != NULL && verbs[i].run (self, error);
    }
  return fail (TALLY_ENGINE_ERROR_CONFIG, "there is no such decision", error);
}

/* What lower areas say means nothing to a face but its words, and whether to try again. */
static void
take_error (GError  *failure,
            GError **error)
{
  g_autoptr (GError) owned = failure;
  gboolean is_busy = g_error_matches (failure, TALLY_STORE_ERROR, TALLY_STORE_ERROR_BUSY);

  if (failure->domain == TALLY_ENGINE_ERROR)
    g_propagate_error (error, g_steal_pointer (&owned));
  else
    g_set_error_literal (error, TALLY_ENGINE_ERROR, is_busy ? TALLY_ENGINE_ERROR_BUSY : TALLY_ENGINE_ERROR_FAILED,
                         failure->message);
}

gboolean
tally_engine_recovery_act (TallyEngine                   *self,
                           const TallyEngineRecoveryAct  *act,
                           char                         **out_said,
                           GError                       **error)
{
  GError *failure = NULL;
  Deciding deciding = { .engine = self, .act = act };
  gboolean done;

  g_return_val_if_fail (self != NULL && act != NULL && act->verb != NULL && out_said != NULL, FALSE);
  g_return_val_if_fail (act->actor != NULL && act->reason != NULL, FALSE);
  deciding.record.actor = act->actor;
  deciding.record.reason = act->reason;
  done = decide (&deciding, &failure);
  if (done)
    *out_said = g_steal_pointer (&deciding.said);
  else
    take_error (failure, error);
  g_free (deciding.subject);
  g_free (deciding.said);
  return done;
}
