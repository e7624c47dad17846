/* tally-page-runs-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-page-runs-plan.h"

#include <glib/gi18n.h>

#include "tally-app-format.h"
#include "tally-page-runs-words.h"

static void
add (GPtrArray                *items,
     const TallyPageRunsWords *words)
{
  g_ptr_array_add (items, tally_page_runs_item_new (words));
}

static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func (g_object_unref);
}

static const char *
get_tone (const char *state)
{
  if (strcmp (state, "waiting") == 0)
    return "warning";
  return strcmp (state, "released") == 0 || strcmp (state, "approved") == 0 ? "success" : "";
}

static const char *
get_icon (const char *state)
{
  if (strcmp (state, "waiting") == 0)
    return "dialog-question-symbolic";
  if (strcmp (state, "rejected") == 0)
    return "process-stop-symbolic";
  return strcmp (state, "superseded") == 0 ? "document-open-recent-symbolic" : "emblem-ok-symbolic";
}

static const char *
get_state_word (const char *state)
{
  g_autofree char *id = g_strconcat ("plan:", state, NULL);
  const char *word = tally_page_runs_words_id (id);

  return word != id ? word : state;
}

TallyPageRunsItem *
tally_page_runs_plan_make_item (const TallyEnginePlan *plan)
{
  g_autofree char *time = tally_app_format_dup_time (plan->created_utc_usec, g_get_real_time ());
  g_autofree char *count = g_strdup_printf (g_dngettext (TALLY_GETTEXT_PACKAGE, "%u workbook", "%u workbooks",
                                                         plan->n_waiting), plan->n_waiting);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", get_state_word (plan->state), count);

  return tally_page_runs_item_new (&(TallyPageRunsWords) {
    .id = plan->id,
    .icon_name = get_icon (plan->state),
    .tone = get_tone (plan->state),
    .title = time,
    .subtitle = subtitle,
  });
}

static void
add_sum (GPtrArray  *items,
         const char *title,
         guint       n,
         TallyMoney  cents)
{
  g_autofree char *count = g_strdup_printf (g_dngettext (TALLY_GETTEXT_PACKAGE, "%u workbook", "%u workbooks", n), n);
  g_autofree char *money = tally_app_format_dup_money (cents);

  add (items, &(TallyPageRunsWords) { .title = title, .subtitle = count, .value = money });
}

GPtrArray *
tally_page_runs_plan_list_causes (const TallyEnginePlan *plan)
{
  GPtrArray *items = new_list ();
  const TallyProposalTotals *totals = &plan->proposal->totals;
  g_autofree char *moved = tally_app_format_dup_money (totals->moved_cents);

  for (guint i = 0; i < TALLY_PROPOSAL_N_CAUSES; i++)
    if (totals->causes & (1u << i))
      {
        g_autofree char *id = g_strconcat ("cause:", tally_proposal_cause_get_id (i), NULL);
        add (items, &(TallyPageRunsWords) {
          .icon_name = "dialog-warning-symbolic", .tone = "warning", .title = tally_page_runs_words_id (id),
        });
      }
  add_sum (items, _("Published before"), totals->n_published, totals->published_cents);
  add_sum (items, _("Would change or vanish"), totals->n_changed + totals->n_vanished, totals->changed_cents);
  if (totals->moved_cents != 0)
    add (items, &(TallyPageRunsWords) { .title = _("Moved to other workbooks"), .value = moved });
  return items;
}

/* By how much it would change, unsigned so that nothing overflows. */
static guint64
get_weight (const TallyPlanEntry *entry)
{
  guint64 now = (guint64) entry->total_cents;
  guint64 before = (guint64) entry->published_cents;

  return entry->total_cents >= entry->published_cents ? now - before : before - now;
}

static int
compare_weights (gconstpointer a,
                 gconstpointer b)
{
  guint64 left = get_weight (*(const TallyPlanEntry *const *) a);
  guint64 right = get_weight (*(const TallyPlanEntry *const *) b);

  return left > right ? -1 : left < right;
}

static char *
dup_change (const TallyPlanEntry *entry)
{
  g_autofree char *before = tally_app_format_dup_money (entry->published_cents);
  g_autofree char *now = tally_app_format_dup_money (entry->total_cents);

  if (*entry->published_fingerprint == '\0')
    return g_steal_pointer (&now);
  if (entry->action == TALLY_PLAN_VANISHED)
    return g_strdup_printf ("%s → –", before);
  return g_strdup_printf ("%s → %s", before, now);
}

/* "+$100.00"; a difference beyond 64 bits is none that anybody published. */
static char *
dup_difference (const TallyPlanEntry *entry)
{
  TallyMoney difference;
  g_autofree char *money = NULL;

  if (__builtin_sub_overflow (entry->total_cents, entry->published_cents, &difference))
    return g_strdup ("");
  money = tally_app_format_dup_money (difference);
  return g_strconcat (difference > 0 ? "+" : "", money, NULL);
}

static char *
dup_subtitle (const TallyPlanEntry *entry)
{
  g_autofree char *change = dup_change (entry);
  g_autofree char *action = g_strconcat ("action:", tally_plan_action_get_id (entry->action), NULL);
  g_autofree char *hold = g_strconcat ("hold:", tally_hold_get_id (entry->hold), NULL);
  GString *text = g_string_new (tally_page_runs_words_id (action));

  g_string_append_printf (text, " · %s", change);
  if (*entry->identity->identifier != '\0')
    g_string_append_printf (text, " · %s", entry->identity->identifier);
  if (entry->hold != TALLY_HOLD_NONE && entry->hold != TALLY_HOLD_APPROVAL)
    g_string_append_printf (text, " · %s", tally_page_runs_words_id (hold));
  return g_string_free (text, FALSE);
}

static void
add_entry (GPtrArray            *items,
           const TallyPlanEntry *entry)
{
  g_autofree char *week = tally_app_format_dup_day (entry->identity->week_ending);
  g_autofree char *title = g_strdup_printf (_("Work request %s, week ending %s"), entry->identity->work_request, week);
  g_autofree char *difference = dup_difference (entry);
  g_autofree char *subtitle = dup_subtitle (entry);
  gboolean is_grave = entry->action == TALLY_PLAN_VANISHED;

  add (items, &(TallyPageRunsWords) {
    .icon_name = is_grave ? "list-remove-symbolic" : entry->action == TALLY_PLAN_NEW ? "list-add-symbolic" : "document-edit-symbolic",
    .tone = is_grave ? "error" : "",
    .title = title,
    .subtitle = subtitle,
    .value = difference,
  });
}

GPtrArray *
tally_page_runs_plan_list_changes (const TallyEnginePlan *plan,
                                   guint                  n_max)
{
  GPtrArray *items = new_list ();
  g_autoptr (GPtrArray) entries = g_ptr_array_copy (plan->proposal->entries, NULL, NULL);

  g_ptr_array_set_free_func (entries, NULL);
  g_ptr_array_sort (entries, compare_weights);
  for (guint i = 0; i < MIN (entries->len, n_max); i++)
    add_entry (items, entries->pdata[i]);
  if (entries->len > n_max)
    {
      guint n_more = entries->len - n_max;
      g_autofree char *text = g_strdup_printf (g_dngettext (TALLY_GETTEXT_PACKAGE, "%u more", "%u more", n_more), n_more);
      add (items, &(TallyPageRunsWords) { .title = text });
    }
  return items;
}

GPtrArray *
tally_page_runs_plan_list_steps (const TallyEnginePlan *plan)
{
  GPtrArray *items = new_list ();

  for (guint i = 0; i < plan->steps->len; i++)
    {
      const TallyEnginePlanStep *step = plan->steps->pdata[i];
      const char *state = g_str_has_prefix (step->kind, "plan-") ? step->kind + strlen ("plan-") : step->kind;
      g_autofree char *time = tally_app_format_dup_time (step->utc_usec, g_get_real_time ());
      g_autofree char *subtitle = g_strconcat (step->actor, *step->actor != '\0' && *step->reason != '\0' ? ": " : "",
                                               step->reason, NULL);
      add (items, &(TallyPageRunsWords) {
        .icon_name = get_icon (state),
        .tone = get_tone (state),
        .title = get_state_word (state),
        .subtitle = subtitle,
        .value = time,
      });
    }
  return items;
}
