/* tally-cli-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-plan.h"

#include "tally-clock.h"
#include "tally-json.h"
#include "tally-text.h"

/* Another number means other members. */
#define JSON_SCHEMA 1

#define SUBJECT_DIGITS 12
#define PERCENT 100
#define TENTHS 1000

static void
append_plan (GString               *out,
             const TallyEnginePlan *plan)
{
  g_autofree char *created = tally_clock_format_utc (plan->created_utc_usec);

  g_string_append_printf (out, "%s  %-10s  %6u workbooks  %s  run %" G_GINT64_FORMAT "\n", plan->id,
                          plan->state, plan->n_waiting, created, plan->run_id);
}

char *
tally_cli_plan_dup_list_text (GPtrArray *plans)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (plans != NULL, NULL);
  for (guint i = 0; i < plans->len; i++)
    append_plan (out, plans->pdata[i]);
  if (plans->len == 0)
    g_string_append (out, "No plan has had to wait.\n");
  return tally_text_steal (out);
}

static void
write_time (TallyJsonWriter *writer,
            const char      *name,
            gint64           utc_usec)
{
  g_autofree char *text = utc_usec != 0 ? tally_clock_format_utc (utc_usec) : NULL;

  tally_json_writer_add_text (writer, name, text);
}

static void
write_plan (TallyJsonWriter       *writer,
            const TallyEnginePlan *plan)
{
  tally_json_writer_add_text (writer, "id", plan->id);
  tally_json_writer_add_text (writer, "state", plan->state);
  tally_json_writer_add_int64 (writer, "run", plan->run_id);
  tally_json_writer_add_int64 (writer, "waiting", plan->n_waiting);
  write_time (writer, "created", plan->created_utc_usec);
  write_time (writer, "decided", plan->decided_utc_usec);
}

static char *
finish (TallyJsonWriter *writer)
{
  g_autofree char *text = tally_json_writer_finish (writer, TRUE);

  return g_strconcat (text, "\n", NULL);
}

char *
tally_cli_plan_dup_list_json (GPtrArray *plans)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();

  g_return_val_if_fail (plans != NULL, NULL);
  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_int64 (writer, "schema", JSON_SCHEMA);
  tally_json_writer_begin_array (writer, "plans");
  for (guint i = 0; i < plans->len; i++)
    {
      tally_json_writer_begin_object (writer, NULL);
      write_plan (writer, plans->pdata[i]);
      tally_json_writer_end_object (writer);
    }
  tally_json_writer_end_array (writer);
  tally_json_writer_end_object (writer);
  return finish (writer);
}

/* "12.5 %", or nothing where there is no whole. */
static char *
format_share (gint64 part,
              gint64 whole)
{
  gint64 tenths;

  if (whole <= 0)
    return g_strdup ("");
  tenths = (gint64) ((double) part / (double) whole * TENTHS); /* to be read, not to be reckoned with */
  return g_strdup_printf (" (%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT " %%)", tenths / (TENTHS / PERCENT),
                          tenths % (TENTHS / PERCENT));
}

static void
append_totals (GString                   *out,
               const TallyProposalTotals *totals,
               gboolean                   reveal)
{
  g_autofree char *workbooks = format_share (totals->n_changed + totals->n_vanished, totals->n_published);
  g_autofree char *amount = format_share (totals->changed_cents, totals->published_cents);
  g_autofree char *moved = format_share (totals->moved_cents, totals->published_cents);
  char cents[TALLY_MONEY_BUFFER_SIZE], all[TALLY_MONEY_BUFFER_SIZE], other[TALLY_MONEY_BUFFER_SIZE];

  for (guint i = 0; i < TALLY_PROPOSAL_N_CAUSES; i++)
    if ((totals->causes & (1u << i)) != 0)
      g_string_append_printf (out, "Cause      %s\n", tally_proposal_cause_get_title (i));
  g_string_append_printf (out, "Changes    %u and %u vanished of %u published workbooks%s\n", totals->n_changed,
                          totals->n_vanished, totals->n_published, workbooks);
  if (!reveal)
    return;
  g_string_append_printf (out, "Amount     %s of %s%s; %s moved%s\n",
                          tally_money_format_for_people (totals->changed_cents, cents, sizeof cents),
                          tally_money_format_for_people (totals->published_cents, all, sizeof all), amount,
                          tally_money_format_for_people (totals->moved_cents, other, sizeof other), moved);
}

static char *
dup_name (const TallyPlanEntry *entry,
          gboolean              reveal)
{
  g_autofree char *key = tally_identity_dup_key (entry->identity);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);

  return reveal ? g_steal_pointer (&key) : g_strndup (sum, SUBJECT_DIGITS);
}

static void
append_entry (GString              *out,
              const TallyPlanEntry *entry,
              gboolean              reveal)
{
  g_autofree char *name = dup_name (entry, reveal);
  char before[TALLY_MONEY_BUFFER_SIZE], now[TALLY_MONEY_BUFFER_SIZE];

  g_string_append_printf (out, "  %-9s %-12s %s", tally_plan_action_get_id (entry->action),
                          tally_hold_get_id (entry->hold), name);
  if (reveal)
    g_string_append_printf (out, "  %s -> %s",
                            tally_money_format_for_people (entry->published_cents, before, sizeof before),
                            tally_money_format_for_people (entry->total_cents, now, sizeof now));
  g_string_append_c (out, '\n');
}

static void
append_step (GString                   *out,
             const TallyEnginePlanStep *step,
             gboolean                   reveal)
{
  g_autofree char *time = tally_clock_format_utc (step->utc_usec);

  g_string_append_printf (out, "%s  %s", time, step->kind);
  if (reveal && *step->actor != '\0')
    g_string_append_printf (out, " by %s", step->actor);
  if (*step->reason != '\0' && (reveal || *step->actor == '\0'))
    g_string_append_printf (out, ": %s", step->reason);
  g_string_append_c (out, '\n');
}

char *
tally_cli_plan_dup_text (const TallyEnginePlan *plan,
                         gboolean               reveal)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (plan != NULL, NULL);
  g_string_append_printf (out, "Plan %s%s%s: %u workbooks\n", plan->id, *plan->state != '\0' ? " " : "",
                          plan->state, plan->n_waiting);
  for (guint i = 0; i < plan->steps->len; i++)
    append_step (out, plan->steps->pdata[i], reveal);
  if (plan->proposal == NULL)
    return tally_text_steal (out);
  append_totals (out, &plan->proposal->totals, reveal);
  for (guint i = 0; i < plan->proposal->entries->len; i++)
    append_entry (out, plan->proposal->entries->pdata[i], reveal);
  return tally_text_steal (out);
}

static void
write_entry (TallyJsonWriter      *writer,
             const TallyPlanEntry *entry,
             gboolean              reveal)
{
  g_autofree char *name = dup_name (entry, reveal);

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_text (writer, reveal ? "key" : "subject", name);
  tally_json_writer_add_text (writer, "action", tally_plan_action_get_id (entry->action));
  tally_json_writer_add_text (writer, "hold", tally_hold_get_id (entry->hold));
  tally_json_writer_add_text (writer, "old_fingerprint", entry->published_fingerprint);
  tally_json_writer_add_text (writer, "fingerprint", entry->fingerprint);
  if (reveal)
    {
      tally_json_writer_add_int64 (writer, "old_cents", entry->published_cents);
      tally_json_writer_add_int64 (writer, "cents", entry->total_cents);
    }
  tally_json_writer_add_int64 (writer, "lines", entry->n_lines);
  tally_json_writer_end_object (writer);
}

static void
write_proposal (TallyJsonWriter     *writer,
                const TallyProposal *proposal,
                gboolean             reveal)
{
  const TallyProposalTotals *totals = &proposal->totals;

  tally_json_writer_begin_array (writer, "causes");
  for (guint i = 0; i < TALLY_PROPOSAL_N_CAUSES; i++)
    if ((totals->causes & (1u << i)) != 0)
      tally_json_writer_add_text (writer, NULL, tally_proposal_cause_get_id (i));
  tally_json_writer_end_array (writer);
  tally_json_writer_add_int64 (writer, "published", totals->n_published);
  tally_json_writer_add_int64 (writer, "changed", totals->n_changed);
  tally_json_writer_add_int64 (writer, "vanished", totals->n_vanished);
  if (reveal)
    {
      tally_json_writer_add_int64 (writer, "published_cents", totals->published_cents);
      tally_json_writer_add_int64 (writer, "changed_cents", totals->changed_cents);
      tally_json_writer_add_int64 (writer, "moved_cents", totals->moved_cents);
    }
  tally_json_writer_begin_array (writer, "entries");
  for (guint i = 0; i < proposal->entries->len; i++)
    write_entry (writer, proposal->entries->pdata[i], reveal);
  tally_json_writer_end_array (writer);
}

static void
write_step (TallyJsonWriter           *writer,
            const TallyEnginePlanStep *step,
            gboolean                   reveal)
{
  gboolean is_ours = *step->actor == '\0';

  tally_json_writer_begin_object (writer, NULL);
  write_time (writer, "time", step->utc_usec);
  tally_json_writer_add_text (writer, "kind", step->kind);
  if (reveal)
    tally_json_writer_add_text (writer, "by", step->actor);
  if (reveal || is_ours)
    tally_json_writer_add_text (writer, "reason", step->reason);
  tally_json_writer_end_object (writer);
}

char *
tally_cli_plan_dup_json (const TallyEnginePlan *plan,
                         gboolean               reveal)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();

  g_return_val_if_fail (plan != NULL, NULL);
  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_int64 (writer, "schema", JSON_SCHEMA);
  write_plan (writer, plan);
  tally_json_writer_begin_array (writer, "steps");
  for (guint i = 0; i < plan->steps->len; i++)
    write_step (writer, plan->steps->pdata[i], reveal);
  tally_json_writer_end_array (writer);
  if (plan->proposal != NULL)
    write_proposal (writer, plan->proposal, reveal);
  tally_json_writer_end_object (writer);
  return finish (writer);
}
