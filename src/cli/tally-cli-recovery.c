/* tally-cli-recovery.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-recovery.h"

#include "tally-cli-table.h"
#include "tally-clock.h"
#include "tally-text.h"

#define USEC_PER_MSEC 1000

static const TallyCliColumn breaker_columns[] = {
  { "CIRCUIT", FALSE, FALSE }, { "STATE", FALSE, FALSE }, { "SINCE", FALSE, FALSE },
  { "UNTIL", FALSE, FALSE }, { "WHY", FALSE, TRUE },
};

static const TallyCliColumn budget_columns[] = {
  { "HOST", FALSE, TRUE }, { "TOKENS FOR REPEATS", TRUE, FALSE }, { "AT", FALSE, FALSE },
};

static const TallyCliColumn pause_columns[] = {
  { "PAUSED", FALSE, FALSE }, { "SINCE", FALSE, FALSE }, { "UNTIL", FALSE, FALSE }, { "WHY", FALSE, TRUE },
};

static const TallyCliColumn quarantine_columns[] = {
  { "FAILING", FALSE, FALSE }, { "ID", FALSE, FALSE }, { "RUNS", TRUE, FALSE }, { "SINCE", FALSE, FALSE },
  { "ASIDE UNTIL", FALSE, FALSE }, { "WHY", FALSE, TRUE },
};

static const TallyCliColumn held_columns[] = {
  { "HELD", FALSE, TRUE }, { "WHY", FALSE, FALSE }, { "WHAT TO DO", FALSE, TRUE },
};

static const TallyCliColumn intent_columns[] = {
  { "LEFT OPEN", TRUE, FALSE }, { "WORKBOOK", FALSE, FALSE }, { "STEP", FALSE, FALSE },
  { "SINCE", FALSE, FALSE },
};

static const TallyCliColumn time_columns[] = {
  { "RECOVERED FROM", FALSE, FALSE }, { "CALLS", TRUE, FALSE }, { "MEAN", TRUE, FALSE },
  { "LONGEST", TRUE, FALSE },
};

static const TallyCliColumn attempt_columns[] = {
  { "RUN", TRUE, FALSE }, { "AT", FALSE, FALSE }, { "CALL", FALSE, FALSE }, { "ABOUT", FALSE, FALSE },
  { "TRY", TRUE, FALSE }, { "STATUS", TRUE, FALSE }, { "CODE", TRUE, FALSE }, { "CLASS", FALSE, FALSE },
  { "OUTCOME", FALSE, FALSE }, { "WAIT", TRUE, FALSE }, { "STRATEGY", FALSE, TRUE },
};

static void
add_time (TallyCliTable *table,
          gint64         utc_usec,
          const char    *none)
{
  g_autofree char *text = utc_usec != 0 ? tally_clock_format_utc (utc_usec) : g_strdup (none);

  tally_cli_table_add (table, text);
}

static void
add_number (TallyCliTable *table,
            gint64         number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  tally_cli_table_add (table, text);
}

/* "0.250 s" */
static void
add_duration (TallyCliTable *table,
              gint64         usec)
{
  gint64 msec = usec / USEC_PER_MSEC;
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT ".%03" G_GINT64_FORMAT " s",
                                           msec / 1000, msec % 1000);

  tally_cli_table_add (table, text);
}

static void
add_why (TallyCliTable *table,
         const char    *actor,
         const char    *reason,
         gboolean       reveal)
{
  g_autofree char *text = NULL;

  if (*reason == '\0')
    text = g_strdup ("");
  else if (reveal)
    text = g_strdup_printf ("%s: %s", actor, reason);
  else
    text = g_strdup ("a person wants it so");
  tally_cli_table_add (table, text);
}

static void
fill_breaker (TallyCliTable *table,
              gconstpointer  item,
              gboolean       reveal)
{
  const TallyRecoveryBreaker *breaker = item;

  tally_cli_table_add (table, breaker->dependency);
  tally_cli_table_add (table, breaker->state);
  add_time (table, breaker->since_utc_usec, "");
  add_time (table, breaker->until_utc_usec, "");
  add_why (table, breaker->actor, breaker->reason, reveal);
}

static void
fill_budget (TallyCliTable *table,
             gconstpointer  item,
             gboolean       reveal)
{
  const TallyRecoveryBudget *budget = item;

  tally_cli_table_add (table, budget->host);
  add_number (table, budget->n_tokens);
  add_time (table, budget->saved_utc_usec, "");
}

static void
fill_pause (TallyCliTable *table,
            gconstpointer  item,
            gboolean       reveal)
{
  const TallyRecoveryPause *pause = item;

  tally_cli_table_add (table, pause->what);
  add_time (table, pause->since_utc_usec, "");
  add_time (table, pause->until_utc_usec, "resumed");
  add_why (table, pause->actor, pause->reason, reveal);
}

static void
fill_quarantine (TallyCliTable *table,
                 gconstpointer  item,
                 gboolean       reveal)
{
  const TallyRecoveryQuarantine *record = item;
  g_autofree char *why = NULL;

  why = reveal && *record->detail != '\0' ? g_strdup_printf ("%s: %s", record->reason, record->detail)
                                          : g_strdup (record->reason);
  tally_cli_table_add (table, record->kind);
  tally_cli_table_add (table, record->subject);
  add_number (table, record->n_failures);
  add_time (table, record->since_utc_usec, "");
  add_time (table, record->until_utc_usec, "-");
  tally_cli_table_add (table, why);
}

static void
fill_held (TallyCliTable *table,
           gconstpointer  item,
           gboolean       reveal)
{
  const TallyRecoveryHeld *held = item;
  g_autofree char *name = reveal ? g_strdup_printf ("%s %s", held->subject, held->key)
                                 : g_strdup (held->subject);

  tally_cli_table_add (table, name);
  tally_cli_table_add (table, tally_hold_get_id (held->hold));
  tally_cli_table_add (table, tally_hold_get_remedy (held->hold));
}

static void
fill_intent (TallyCliTable *table,
             gconstpointer  item,
             gboolean       reveal)
{
  const TallyRecoveryIntent *intent = item;

  add_number (table, intent->id);
  tally_cli_table_add (table, intent->subject);
  tally_cli_table_add (table, intent->state);
  add_time (table, intent->planned_utc_usec, "");
}

static void
fill_duration (TallyCliTable *table,
               gconstpointer  item,
               gboolean       reveal)
{
  const TallyRecoveryTime *time = item;

  tally_cli_table_add (table, time->error_class);
  add_number (table, (gint64) time->n);
  add_duration (table, time->n > 0 ? time->total_usec / (gint64) time->n : 0);
  add_duration (table, time->longest_usec);
}

static void
fill_attempt (TallyCliTable *table,
              gconstpointer  item,
              gboolean       reveal)
{
  const TallyRecoveryAttempt *attempt = item;
  gboolean has_recovered = attempt->recovery_usec != 0;

  add_number (table, attempt->run_id);
  add_time (table, attempt->utc_usec, "");
  tally_cli_table_add (table, attempt->operation);
  if (attempt->subject_id != 0)
    add_number (table, attempt->subject_id);
  else
    tally_cli_table_add (table, "");
  add_number (table, attempt->attempt);
  add_number (table, attempt->status);
  add_number (table, attempt->error_code);
  tally_cli_table_add (table, attempt->error_class);
  tally_cli_table_add (table, attempt->outcome);
  add_duration (table, has_recovered ? attempt->recovery_usec : attempt->wait_usec);
  tally_cli_table_add (table, attempt->strategy);
}

/* What a list looks like. */
typedef struct {
  const TallyCliColumn *columns;
  guint                 n_columns;
  void                (*fill) (TallyCliTable *table, gconstpointer item, gboolean reveal);
  const char           *heading; /* (nullable): where the first column's title does not say what it is */
} Look;

#define LOOK(columns, fill) { columns, G_N_ELEMENTS (columns), fill, NULL }
#define ATTEMPTS_LOOK { attempt_columns, G_N_ELEMENTS (attempt_columns), fill_attempt, "FAILED ATTEMPTS" }

static void
append (GString         *out,
        const GPtrArray *items,
        const Look      *look,
        gboolean         reveal)
{
  g_autoptr (TallyCliTable) table = NULL;
  g_autofree char *text = NULL;

  if (items->len == 0)
    return;
  table = tally_cli_table_new (look->columns, look->n_columns);
  for (guint i = 0; i < items->len; i++)
    look->fill (table, items->pdata[i], reveal);
  text = tally_cli_table_dup_text (table, tally_cli_table_get_width ());
  g_string_append (out, out->len > 0 ? "\n" : "");
  if (look->heading != NULL)
    g_string_append_printf (out, "%s\n", look->heading);
  g_string_append (out, text);
}

char *
tally_cli_recovery_dup_attempts_text (const TallyRecovery *recovery)
{
  static const Look look = ATTEMPTS_LOOK;
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (recovery != NULL, NULL);
  append (out, recovery->attempts, &look, TRUE);
  if (recovery->n_cut > 0)
    g_string_append_printf (out, "\n%" G_GUINT64_FORMAT " older attempts are no longer kept.\n", recovery->n_cut);
  if (out->len == 0)
    g_string_append (out, "No call has failed.\n");
  return tally_text_steal (out);
}

char *
tally_cli_recovery_dup_text (const TallyRecovery *recovery,
                             gboolean             reveal)
{
  g_return_val_if_fail (recovery != NULL, NULL);
  const struct {
    const GPtrArray *items;
    Look             look;
  } lists[] = {
    { recovery->pauses, LOOK (pause_columns, fill_pause) },
    { recovery->breakers, LOOK (breaker_columns, fill_breaker) },
    { recovery->budgets, LOOK (budget_columns, fill_budget) },
    { recovery->quarantine, LOOK (quarantine_columns, fill_quarantine) },
    { recovery->intents, LOOK (intent_columns, fill_intent) },
    { recovery->held, LOOK (held_columns, fill_held) },
    { recovery->times, LOOK (time_columns, fill_duration) },
    { recovery->attempts, ATTEMPTS_LOOK },
  };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    append (out, lists[i].items, &lists[i].look, reveal);
  if (recovery->n_cut > 0)
    g_string_append_printf (out, "\n%" G_GUINT64_FORMAT " older attempts are no longer kept.\n", recovery->n_cut);
  if (out->len == 0)
    g_string_append (out, "Nothing has failed, nothing is paused, held or set aside.\n");
  return tally_text_steal (out);
}
