/* tally-engine-health-service.c: how the service stands, how fast it may be asked, and what is held back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-health-judge-private.h"

#include "tally-resilience-breaker.h"
#include "tally-store-breakers.h"
#include "tally-store-limits.h"
#include "tally-store-pauses.h"
#include "tally-store-quarantine.h"
#include "tally-text.h"

#define LIMITS_NAME "limits.db"

/* What was recorded last: a pass or a checkup asked the service. */
static gboolean
take_recorded (TallyEngineJudge  *self,
               TallyHealthPart   *part,
               GError           **error)
{
  static const TallyHealthReason reasons[TALLY_N_HEALTH_STATES] = {
    [TALLY_HEALTH_STATE_OK] = TALLY_HEALTH_REASON_ANSWERS,
    [TALLY_HEALTH_STATE_MAINTENANCE] = TALLY_HEALTH_REASON_MAINTENANCE,
    [TALLY_HEALTH_STATE_DEGRADED] = TALLY_HEALTH_REASON_SLOW,
    [TALLY_HEALTH_STATE_LATE] = TALLY_HEALTH_REASON_SLOW,
    [TALLY_HEALTH_STATE_FAILED] = TALLY_HEALTH_REASON_AWAY,
  };
  TallySample latency;

  tally_engine_judge_set (part, part->was, reasons[part->was]);
  if (!tally_engine_judge_read_last (self, TALLY_METRIC_HEALTH_LATENCY, NULL, &latency, error))
    return FALSE;
  if (latency.n > 0 && part->was != TALLY_HEALTH_STATE_FAILED)
    part->amount = latency.last;
  return TRUE;
}

static gboolean
judge_service (TallyEngineJudge  *self,
               TallyHealthPart   *part,
               GError           **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (TallyRecoveryBreaker) breaker = NULL;
  TallyResilienceBreakerState state = TALLY_RESILIENCE_BREAKER_CLOSED;

  if (!take_recorded (self, part, error))
    return FALSE;
  breaker = tally_store_breakers_find (self->store, TALLY_RECOVERY_SMARTSHEET, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (breaker == NULL || !tally_resilience_breaker_state_parse (breaker->state, &state)
      || state == TALLY_RESILIENCE_BREAKER_CLOSED || state == TALLY_RESILIENCE_BREAKER_FORCED_CLOSED)
    return TRUE;
  if (state == TALLY_RESILIENCE_BREAKER_FORCED_OPEN)
    tally_engine_judge_set (part, TALLY_HEALTH_STATE_PAUSED, TALLY_HEALTH_REASON_CLOSED);
  else
    tally_engine_judge_set (part, breaker->until_utc_usec > self->board->now_utc_usec ? TALLY_HEALTH_STATE_FAILED
                                                                                      : TALLY_HEALTH_STATE_DEGRADED,
                            TALLY_HEALTH_REASON_CIRCUIT);
  part->when_utc_usec = breaker->until_utc_usec;
  part->as_of_utc_usec = self->board->now_utc_usec;
  return TRUE;
}

/* Units that were sent, or may still be, within this minute. */
typedef struct {
  gint64 since_usec;
  guint  n_units;
} Spent;

static void
add_block_cb (const TallyStoreBlock *block,
              gboolean               is_foreign,
              gpointer               data)
{
  Spent *spent = data;

  if (!is_foreign && block->until_usec > spent->since_usec)
    spent->n_units += block->n_units;
}

static gboolean
read_limits (TallyEngineJudge *self,
             Spent            *out_spent,
             TallyStorePace   *out_pace)
{
  g_autofree char *path = g_build_filename (self->engine->data_dir, LIMITS_NAME, NULL);
  gint64 now = tally_clock_get_monotonic_usec (self->engine->clock);
  g_autoptr (TallyStoreLimits) limits = NULL;
  gboolean is_read;

  *out_spent = (Spent) { .since_usec = now - G_USEC_PER_SEC * 60 };
  if (!g_file_test (path, G_FILE_TEST_EXISTS)) /* opening would make it */
    return FALSE;
  limits = tally_store_limits_open (path, NULL);
  if (limits == NULL || !tally_store_limits_begin (limits, NULL))
    return FALSE;
  is_read = tally_store_limits_foreach_block (limits, now, G_USEC_PER_SEC * 60, add_block_cb, out_spent, NULL)
            && tally_store_limits_get_pace (limits, now, out_pace, NULL);
  tally_store_limits_end (limits, FALSE, NULL);
  return is_read;
}

/* Worth two minutes and no error: a file that can't be read says nothing, and a pass makes it anew. */
static void
judge_rate (TallyEngineJudge *self,
            TallyHealthPart  *part)
{
  gint64 limit = tally_config_get_int (self->engine->config, "smartsheet", "rate-limit");
  TallyStorePace pace = { 0 };
  Spent spent;

  part->as_of_utc_usec = self->board->now_utc_usec;
  part->total = limit;
  if (limit == 0)
    {
      tally_engine_judge_set (part, TALLY_HEALTH_STATE_OK, TALLY_HEALTH_REASON_RATE_OFF);
      return;
    }
  part->amount = limit;
  tally_engine_judge_set (part, TALLY_HEALTH_STATE_OK, TALLY_HEALTH_REASON_RATE_FREE);
  if (!read_limits (self, &spent, &pace))
    return;
  if (pace.limit > 0 && pace.limit < limit)
    {
      tally_engine_judge_set (part, TALLY_HEALTH_STATE_DEGRADED, TALLY_HEALTH_REASON_RATE_SLOWED);
      part->amount = pace.limit;
      return;
    }
  part->amount = MAX (limit - spent.n_units, 0);
}

/* What a person paused is told before what set itself aside, which goes on by itself. */
static gboolean
judge_guards (TallyEngineJudge  *self,
              TallyHealthPart   *part,
              GError           **error)
{
  g_autoptr (GPtrArray) pauses = tally_store_pauses_list (self->store, error);
  g_autoptr (GPtrArray) aside = NULL;

  if (pauses == NULL || (aside = tally_store_quarantine_list (self->store, error)) == NULL)
    return FALSE;
  part->as_of_utc_usec = self->board->now_utc_usec;
  tally_engine_judge_set (part, TALLY_HEALTH_STATE_OK, TALLY_HEALTH_REASON_QUIET);
  for (guint i = 0; i < aside->len; i++)
    part->amount += ((const TallyRecoveryQuarantine *) aside->pdata[i])->until_utc_usec > self->board->now_utc_usec;
  if (part->amount > 0)
    tally_engine_judge_set (part, TALLY_HEALTH_STATE_DEGRADED, TALLY_HEALTH_REASON_ASIDE);
  if (pauses->len > 0)
    {
      const TallyRecoveryPause *pause = pauses->pdata[0];
      tally_engine_judge_set (part, TALLY_HEALTH_STATE_PAUSED, TALLY_HEALTH_REASON_PAUSED);
      tally_text_set (&part->name, pause->what);
      part->when_utc_usec = pause->until_utc_usec;
    }
  return TRUE;
}

gboolean
tally_engine_judge_service (TallyEngineJudge  *self,
                            TallyHealthPart   *part,
                            GError           **error)
{
  if (g_str_equal (part->id, "rate"))
    {
      judge_rate (self, part);
      return TRUE;
    }
  return g_str_equal (part->id, "guards") ? judge_guards (self, part, error) : judge_service (self, part, error);
}
