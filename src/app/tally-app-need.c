/* tally-app-need.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-need.h"

#include <glib/gi18n.h>

#include "tally-app-format.h"
#include "tally-recovery-state.h"

/* What an exit code of a run that failed comes to: tally_run_get_exit_code(). */
#define EXIT_USAGE 2
#define EXIT_REFUSED 5

/* By hand, for the format is not known here: it has one %s. */
static char *
dup_number_text (const char *format,
                 guint64     n)
{
  g_autofree char *number = tally_app_format_dup_count (n);
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);

  return g_strconcat (parts[0], number, parts[1], NULL);
}

/* --- first lines --------------------------------------------------------------------------------- */

static char *
dup_findings_title (const TallyEngineNeed *need)
{
  gulong n = (gulong) need->n;
  const char *format = NULL;

  switch (need->severity)
    {
    case TALLY_RISK_CRITICAL: format = g_dngettext (TALLY_GETTEXT_PACKAGE, "%s critical finding", "%s critical findings", n); break;
    case TALLY_RISK_HIGH: format = g_dngettext (TALLY_GETTEXT_PACKAGE, "%s finding of high severity", "%s findings of high severity", n); break;
    case TALLY_RISK_MEDIUM: format = g_dngettext (TALLY_GETTEXT_PACKAGE, "%s finding of medium severity", "%s findings of medium severity", n); break;
    case TALLY_RISK_LOW:
    case TALLY_N_RISKS:
    default: format = g_dngettext (TALLY_GETTEXT_PACKAGE, "%s finding of low severity", "%s findings of low severity", n); break;
    }
  return dup_number_text (format, need->n);
}

static char *
dup_plan_title (const TallyEngineNeed *need)
{
  return dup_number_text (g_dngettext (TALLY_GETTEXT_PACKAGE, "A plan with %s workbook waits for approval", "A plan with %s workbooks waits for approval",
                                    (gulong) need->n), need->n);
}

static char *
dup_failed_title (const TallyEngineNeed *need)
{
  if (need->exit_code == EXIT_REFUSED)
    return g_strdup (_("The last run was refused by Smartsheet"));
  if (need->exit_code == EXIT_USAGE)
    return g_strdup (_("The last run could not use its configuration"));
  return g_strdup (_("The last run failed"));
}

static char *
dup_interrupted_title (const TallyEngineNeed *need)
{
  return g_strdup (_("The last run was interrupted"));
}

static char *
dup_partial_title (const TallyEngineNeed *need)
{
  return g_strdup (_("The last run did its work in part"));
}

static char *
dup_missed_title (const TallyEngineNeed *need)
{
  return dup_number_text (g_dngettext (TALLY_GETTEXT_PACKAGE, "%s start of a schedule did not come",
                                       "%s starts of a schedule did not come", (gulong) need->n), need->n);
}

static char *
dup_held_title (const TallyEngineNeed *need)
{
  return dup_number_text (g_dngettext (TALLY_GETTEXT_PACKAGE, "%s workbook is held", "%s workbooks are held", (gulong) need->n), need->n);
}

static char *
dup_aside_title (const TallyEngineNeed *need)
{
  gulong n = (gulong) need->n;

  return dup_number_text (strcmp (need->subject, TALLY_RECOVERY_SHEET) == 0
                            ? g_dngettext (TALLY_GETTEXT_PACKAGE, "%s sheet is set aside", "%s sheets are set aside", n)
                            : g_dngettext (TALLY_GETTEXT_PACKAGE, "%s workbook is set aside", "%s workbooks are set aside", n), need->n);
}

static char *
dup_audit_row_title (const TallyEngineNeed *need)
{
  return dup_number_text (g_dngettext (TALLY_GETTEXT_PACKAGE, "%s row is owed to the audit sheet", "%s rows are owed to the audit sheet",
                                    (gulong) need->n), need->n);
}

static char *
dup_circuit_title (const TallyEngineNeed *need)
{
  return g_strdup (need->by_person ? _("Somebody stopped the calls to Smartsheet")
                                   : _("Smartsheet failed again and again: calls are stopped"));
}

/* By what the engine calls it; what a checkup found is told there. */
static char *
dup_health_title (const TallyEngineNeed *need)
{
  if (strcmp (need->subject, "token") == 0)
    return g_strdup (_("The token for Smartsheet is to be looked at"));
  if (strcmp (need->subject, "sources") == 0)
    return dup_number_text (g_dngettext (TALLY_GETTEXT_PACKAGE, "%s sheet can’t be read", "%s sheets can’t be read",
                                         (gulong) need->n), need->n);
  if (strcmp (need->subject, "database") == 0)
    return g_strdup (_("The store is to be looked at"));
  if (strcmp (need->subject, "disk") == 0)
    return g_strdup (_("There is little room left on the disk"));
  return g_strdup (_("The last checkup found something"));
}

static char *
dup_pause_title (const TallyEngineNeed *need)
{
  return g_strdup (strcmp (need->subject, TALLY_RECOVERY_PAUSE_ALL) == 0 ? _("All runs are paused")
                                                                         : _("Publishing is paused"));
}

/* --- second lines -------------------------------------------------------------------------------- */

static const char *const holds[TALLY_N_HOLDS] = {
  [TALLY_HOLD_SOURCE_LOST] = N_("a sheet of theirs could not be read; the next run tries again"),
  [TALLY_HOLD_VANISHED] = N_("none of their lines is left"),
  [TALLY_HOLD_CLASH] = N_("different work requests look the same"),
  [TALLY_HOLD_TAKEOVER] = N_("another program’s workbook hangs there"),
  [TALLY_HOLD_FOREIGN_PUBLISHER] = N_("a newer workbook of another program hangs there"),
  [TALLY_HOLD_AMBIGUOUS_TARGET] = N_("several rows have their work request"),
  [TALLY_HOLD_NO_IDENTIFIER] = N_("a name that they need is missing"),
  [TALLY_HOLD_UNVERIFIED] = N_("what was attached is not verified yet"),
  [TALLY_HOLD_SOURCE_UNREAD] = N_("a sheet of theirs was not read in the last run"),
  [TALLY_HOLD_TAKEOVER_SHRINKS] = N_("another program’s workbook says more"),
  [TALLY_HOLD_FILE_UNREAD] = N_("what hangs there could not be fetched"),
  [TALLY_HOLD_CONSERVATION] = N_("rows and workbooks don’t add up"),
};

static const char *
get_reason (const TallyEngineNeed *need)
{
  switch (need->kind)
    {
    case TALLY_ENGINE_NEED_RUN_INTERRUPTED: return _("the next run completes what it began");
    case TALLY_ENGINE_NEED_HELD: return holds[need->hold] != NULL ? _(holds[need->hold]) : "";
    case TALLY_ENGINE_NEED_ASIDE: return _("failed in run after run");
    case TALLY_ENGINE_NEED_AUDIT_ROW: return _("let the token’s owner write to it; the next run writes them");
    case TALLY_ENGINE_NEED_RUN_FAILED:
    case TALLY_ENGINE_NEED_RUN_PARTIAL: return need->text;
    case TALLY_ENGINE_NEED_MISSED: return need->subject;
    case TALLY_ENGINE_NEED_PLAN:
    case TALLY_ENGINE_NEED_FINDINGS:
    case TALLY_ENGINE_NEED_CIRCUIT:
    case TALLY_ENGINE_NEED_HEALTH:
    case TALLY_ENGINE_NEED_PAUSE:
    case TALLY_ENGINE_N_NEEDS:
    default: return "";
    }
}

static char *
dup_money (const TallyEngineNeed *need)
{
  g_autofree char *money = tally_app_format_dup_money (need->cents);

  if (need->cents == 0)
    return NULL;
  /* Translators: what findings may cost */
  return need->kind == TALLY_ENGINE_NEED_FINDINGS ? g_strdup_printf (_("may cost %s"), money) : g_steal_pointer (&money);
}

static char *
dup_overdue (const TallyEngineNeed *need)
{
  return need->n_overdue > 0 ? dup_number_text (g_dngettext (TALLY_GETTEXT_PACKAGE, "%s overdue", "%s overdue", (gulong) need->n_overdue), need->n_overdue)
                             : NULL;
}

static char *
dup_since (const TallyEngineNeed *need,
           gint64                 now_usec)
{
  g_autofree char *time = tally_app_format_dup_time (need->since_utc_usec, now_usec);

  if (need->since_utc_usec == 0)
    return NULL;
  if (need->kind == TALLY_ENGINE_NEED_RUN_FAILED || need->kind == TALLY_ENGINE_NEED_RUN_INTERRUPTED
      || need->kind == TALLY_ENGINE_NEED_RUN_PARTIAL)
    return g_steal_pointer (&time);
  return g_strdup_printf (_("since %s"), time);
}

static char *
dup_until (const TallyEngineNeed *need,
           gint64                 now_usec)
{
  g_autofree char *time = tally_app_format_dup_time (need->until_utc_usec, now_usec);

  return need->until_utc_usec != 0 ? g_strdup_printf (_("until %s"), time) : NULL;
}

/* --- lines --------------------------------------------------------------------------------------- */

/* Where it leads: the wish is what the page understands, %s the need's subject. */
static const struct {
  char      *(*dup_title) (const TallyEngineNeed *need);
  const char  *page;
  const char  *wish;
  const char  *button;
  const char  *action;
  gboolean     counts_each;
} kinds[TALLY_ENGINE_N_NEEDS] = {
  [TALLY_ENGINE_NEED_RUN_FAILED] = { dup_failed_title, "runs", "run=", N_("Show"), NULL, FALSE },
  [TALLY_ENGINE_NEED_RUN_INTERRUPTED] = { dup_interrupted_title, "runs", "run=", N_("Run Now"), "win.run", FALSE },
  [TALLY_ENGINE_NEED_RUN_PARTIAL] = { dup_partial_title, "runs", "run=", N_("Show"), NULL, FALSE },
  [TALLY_ENGINE_NEED_MISSED] = { dup_missed_title, "runs", "schedule=", N_("Run Now"), "win.run", FALSE },
  [TALLY_ENGINE_NEED_PLAN] = { dup_plan_title, "runs", "plan=", N_("Approve…"), NULL, FALSE },
  [TALLY_ENGINE_NEED_FINDINGS] = { dup_findings_title, "review", "severity=", N_("Review"), NULL, TRUE },
  [TALLY_ENGINE_NEED_HELD] = { dup_held_title, "workbooks", "state=held", N_("Show"), NULL, TRUE },
  [TALLY_ENGINE_NEED_ASIDE] = { dup_aside_title, "runs", "aside=", N_("Show"), NULL, FALSE },
  [TALLY_ENGINE_NEED_AUDIT_ROW] = { dup_audit_row_title, "health", "probe=audit", N_("Show"), NULL, FALSE },
  [TALLY_ENGINE_NEED_HEALTH] = { dup_health_title, "health", "probe=", N_("Show"), NULL, FALSE },
  [TALLY_ENGINE_NEED_CIRCUIT] = { dup_circuit_title, "runs", "circuit=", N_("Show"), NULL, FALSE },
  [TALLY_ENGINE_NEED_PAUSE] = { dup_pause_title, "runs", "pause=", N_("Show"), NULL, FALSE },
};

/* Names of schedules and what is paused are of letters, so that nothing needs to be escaped. */
static char *
dup_wish (const TallyEngineNeed *need)
{
  const char *wish = kinds[need->kind].wish;

  if (!g_str_has_suffix (wish, "="))
    return g_strdup (wish);
  if (strcmp (wish, "run=") == 0)
    return g_strdup_printf ("%s%" G_GINT64_FORMAT, wish, need->run_id);
  return g_strconcat (wish, strcmp (wish, "severity=") == 0 ? tally_risk_get_id (need->severity) : need->subject, NULL);
}

static TallyAppTone
get_tone (TallyEngineUrgency urgency)
{
  switch (urgency)
    {
    case TALLY_ENGINE_URGENCY_NOW: return TALLY_APP_TONE_NOW;
    case TALLY_ENGINE_URGENCY_SOON: return TALLY_APP_TONE_SOON;
    case TALLY_ENGINE_URGENCY_LATER:
    default: return TALLY_APP_TONE_LATER;
    }
}

TallyAppLine *
tally_app_need_line_new (const TallyEngineNeed *need,
                         gint64                 now_usec)
{
  g_autofree char *wish = NULL;
  g_autofree char *key = NULL;
  TallyAppLineTarget target = { 0 };
  TallyAppLine *line;

  g_return_val_if_fail (need != NULL && need->kind < TALLY_ENGINE_N_NEEDS, NULL);
  wish = dup_wish (need);
  key = g_strdup_printf ("%d %d %d %s", need->kind, need->severity, need->hold, need->subject);
  target.page = kinds[need->kind].page;
  target.wish = wish;
  target.button = _(kinds[need->kind].button);
  target.action = kinds[need->kind].action;
  line = tally_app_line_new (key, get_tone (need->urgency), &target);
  tally_app_line_take_title (line, kinds[need->kind].dup_title (need));
  tally_app_line_take_part (line, dup_money (need));
  tally_app_line_take_part (line, dup_overdue (need));
  tally_app_line_take_part (line, g_strdup (get_reason (need)));
  tally_app_line_take_part (line, dup_since (need, now_usec));
  tally_app_line_take_part (line, dup_until (need, now_usec));
  return line;
}

guint
tally_app_need_count (const TallyEngineNeeds *needs,
                      const char             *page)
{
  guint64 n = 0;

  g_return_val_if_fail (needs != NULL && page != NULL, 0);
  for (guint i = 0; i < needs->list->len; i++)
    {
      const TallyEngineNeed *need = needs->list->pdata[i];
      if (strcmp (kinds[need->kind].page, page) == 0)
        n += kinds[need->kind].counts_each ? need->n : 1;
    }
  return (guint) MIN (n, G_MAXUINT);
}
