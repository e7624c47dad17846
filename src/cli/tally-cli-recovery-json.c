/* tally-cli-recovery-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-recovery.h"

#include "tally-clock.h"
#include "tally-json.h"

#define JSON_SCHEMA 1

static void
add_time (TallyJsonWriter *writer,
          const char      *name,
          gint64           utc_usec)
{
  g_autofree char *text = utc_usec != 0 ? tally_clock_format_utc (utc_usec) : NULL;

  tally_json_writer_add_text (writer, name, text);
}

static void
add_person (TallyJsonWriter *writer,
            const char      *actor,
            const char      *reason,
            gboolean         reveal)
{
  if (!reveal)
    return;
  tally_json_writer_add_text (writer, "by", actor);
  tally_json_writer_add_text (writer, "reason", reason);
}

static void
write_breaker (TallyJsonWriter *writer,
               gconstpointer    item,
               gboolean         reveal)
{
  const TallyRecoveryBreaker *breaker = item;

  tally_json_writer_add_text (writer, "dependency", breaker->dependency);
  tally_json_writer_add_text (writer, "state", breaker->state);
  tally_json_writer_add_int64 (writer, "openings", breaker->n_openings);
  add_time (writer, "since", breaker->since_utc_usec);
  add_time (writer, "until", breaker->until_utc_usec);
  add_person (writer, breaker->actor, breaker->reason, reveal);
}

static void
write_budget (TallyJsonWriter *writer,
              gconstpointer    item,
              gboolean         reveal)
{
  const TallyRecoveryBudget *budget = item;

  tally_json_writer_add_text (writer, "host", budget->host);
  tally_json_writer_add_int64 (writer, "tokens", budget->n_tokens);
  add_time (writer, "at", budget->saved_utc_usec);
}

static void
write_pause (TallyJsonWriter *writer,
             gconstpointer    item,
             gboolean         reveal)
{
  const TallyRecoveryPause *pause = item;

  tally_json_writer_add_text (writer, "what", pause->what);
  add_time (writer, "since", pause->since_utc_usec);
  add_time (writer, "until", pause->until_utc_usec);
  add_person (writer, pause->actor, pause->reason, reveal);
}

static void
write_quarantine (TallyJsonWriter *writer,
                  gconstpointer    item,
                  gboolean         reveal)
{
  const TallyRecoveryQuarantine *record = item;

  tally_json_writer_add_text (writer, "kind", record->kind);
  tally_json_writer_add_text (writer, "subject", record->subject);
  tally_json_writer_add_int64 (writer, "failed_runs", record->n_failures);
  tally_json_writer_add_int64 (writer, "first_run", record->first_run_id);
  tally_json_writer_add_int64 (writer, "last_run", record->last_run_id);
  add_time (writer, "since", record->since_utc_usec);
  add_time (writer, "until", record->until_utc_usec);
  tally_json_writer_add_text (writer, "cause", record->reason);
  if (reveal)
    tally_json_writer_add_text (writer, "detail", record->detail);
}

static void
write_held (TallyJsonWriter *writer,
            gconstpointer    item,
            gboolean         reveal)
{
  const TallyRecoveryHeld *held = item;

  tally_json_writer_add_text (writer, "subject", held->subject);
  tally_json_writer_add_text (writer, "hold", tally_hold_get_id (held->hold));
  tally_json_writer_add_text (writer, "remedy", tally_hold_get_remedy (held->hold));
  if (reveal)
    tally_json_writer_add_text (writer, "key", held->key);
}

static void
write_intent (TallyJsonWriter *writer,
              gconstpointer    item,
              gboolean         reveal)
{
  const TallyRecoveryIntent *intent = item;

  tally_json_writer_add_int64 (writer, "id", intent->id);
  tally_json_writer_add_text (writer, "subject", intent->subject);
  tally_json_writer_add_text (writer, "step", intent->state);
  add_time (writer, "since", intent->planned_utc_usec);
}

static void
write_duration (TallyJsonWriter *writer,
                gconstpointer    item,
                gboolean         reveal)
{
  const TallyRecoveryTime *time = item;

  tally_json_writer_add_text (writer, "class", time->error_class);
  tally_json_writer_add_int64 (writer, "calls", (gint64) time->n);
  tally_json_writer_add_int64 (writer, "mean_usec", time->n > 0 ? time->total_usec / (gint64) time->n : 0);
  tally_json_writer_add_int64 (writer, "longest_usec", time->longest_usec);
}

static void
write_attempt (TallyJsonWriter *writer,
               gconstpointer    item,
               gboolean         reveal)
{
  const TallyRecoveryAttempt *attempt = item;

  tally_json_writer_add_int64 (writer, "run", attempt->run_id);
  add_time (writer, "at", attempt->utc_usec);
  tally_json_writer_add_text (writer, "call", attempt->operation);
  tally_json_writer_add_int64 (writer, "about", attempt->subject_id);
  tally_json_writer_add_int64 (writer, "try", attempt->attempt);
  tally_json_writer_add_int64 (writer, "status", attempt->status);
  tally_json_writer_add_int64 (writer, "error_code", attempt->error_code);
  tally_json_writer_add_text (writer, "class", attempt->error_class);
  tally_json_writer_add_text (writer, "outcome", attempt->outcome);
  tally_json_writer_add_int64 (writer, "wait_usec", attempt->wait_usec);
  tally_json_writer_add_text (writer, "strategy", attempt->strategy);
  tally_json_writer_add_int64 (writer, "recovery_usec", attempt->recovery_usec);
}

char *
tally_cli_recovery_dup_json (const TallyRecovery *recovery,
                             gboolean             reveal)
{
  g_return_val_if_fail (recovery != NULL, NULL);
  const struct {
    const char      *name;
    const GPtrArray *items;
    void           (*write) (TallyJsonWriter *writer, gconstpointer item, gboolean reveal);
  } lists[] = {
    { "pauses", recovery->pauses, write_pause },
    { "circuits", recovery->breakers, write_breaker },
    { "budgets", recovery->budgets, write_budget },
    { "quarantine", recovery->quarantine, write_quarantine },
    { "open_publications", recovery->intents, write_intent },
    { "held", recovery->held, write_held },
    { "recovery_times", recovery->times, write_duration },
    { "attempts", recovery->attempts, write_attempt },
  };
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();
  g_autofree char *text = NULL;

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_int64 (writer, "schema", JSON_SCHEMA);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      tally_json_writer_begin_array (writer, lists[i].name);
      for (guint j = 0; j < lists[i].items->len; j++)
        {
          tally_json_writer_begin_object (writer, NULL);
          lists[i].write (writer, lists[i].items->pdata[j], reveal);
          tally_json_writer_end_object (writer);
        }
      tally_json_writer_end_array (writer);
    }
  tally_json_writer_add_int64 (writer, "attempts_cut", (gint64) recovery->n_cut);
  tally_json_writer_end_object (writer);
  text = tally_json_writer_finish (writer, TRUE);
  return g_strconcat (text, "\n", NULL);
}
