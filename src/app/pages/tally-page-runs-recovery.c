/* tally-page-runs-recovery.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-page-runs-recovery.h"

#include <glib/gi18n.h>

#include "tally-app-format.h"
#include "tally-page-runs-words.h"

/* More than a screen; the command line lists all. */
#define MAX_ROWS 100

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

/* "ann@example.com: month end · until Tuesday 07:00" */
static char *
dup_why (const char *actor,
         const char *reason,
         gint64      until_utc_usec)
{
  g_autofree char *end = tally_app_format_dup_time (until_utc_usec, g_get_real_time ());
  GString *text = g_string_new (actor);

  if (*reason != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? ": " : "", reason);
  if (until_utc_usec != 0)
    g_string_append_printf (text, "%s%s %s", text->len > 0 ? " · " : "", _("until"), end);
  return g_string_free (text, FALSE);
}

static const TallyRecoveryPause *
find_pause (const TallyRecovery *recovery,
            const char          *what)
{
  for (guint i = 0; i < recovery->pauses->len; i++)
    if (strcmp (((const TallyRecoveryPause *) recovery->pauses->pdata[i])->what, what) == 0)
      return recovery->pauses->pdata[i];
  return NULL;
}

static void
add_pause (GPtrArray           *items,
           const TallyRecovery *recovery,
           const char          *what,
           const char          *title,
           const char          *meaning)
{
  const TallyRecoveryPause *pause = find_pause (recovery, what);
  g_autofree char *why = pause != NULL ? dup_why (pause->actor, pause->reason, pause->until_utc_usec) : NULL;

  add (items, &(TallyPageRunsWords) {
    .id = what,
    .icon_name = pause != NULL ? "media-playback-pause-symbolic" : "emblem-ok-symbolic",
    .tone = pause != NULL ? "warning" : "success",
    .title = title,
    .subtitle = pause != NULL ? why : meaning,
    .badge = pause != NULL ? _("Paused") : NULL,
    .action = pause != NULL ? "override.resume" : "override.pause",
    .action_label = pause != NULL ? _("Resume") : _("Pause…"),
  });
}

static gboolean
is_open (const char *state)
{
  return strcmp (state, "open") == 0 || strcmp (state, "forced-open") == 0;
}

static void
add_circuit (GPtrArray                  *items,
             const TallyRecoveryBreaker *breaker)
{
  const char *state = breaker != NULL ? breaker->state : "closed";
  g_autofree char *id = g_strconcat ("circuit:", state, NULL);
  g_autofree char *why = breaker != NULL ? dup_why (breaker->actor, breaker->reason, breaker->until_utc_usec) : g_strdup ("");
  g_autofree char *subtitle = g_strconcat (tally_page_runs_words_id (id), *why != '\0' ? "\n" : "", why, NULL);
  gboolean is_cut = is_open (state);

  add (items, &(TallyPageRunsWords) {
    .id = TALLY_RECOVERY_SMARTSHEET,
    .icon_name = is_cut ? "network-offline-symbolic" : "network-transmit-receive-symbolic",
    .tone = is_cut ? "error" : strcmp (state, "closed") == 0 ? "success" : "warning",
    .title = _("Calls to Smartsheet"),
    .subtitle = subtitle,
    .action = is_cut ? "override.close" : "override.open",
    .action_label = is_cut ? _("Allow") : _("Stop…"),
    .action2 = is_cut ? "override.probe" : strcmp (state, "closed") != 0 ? "override.close" : NULL,
    .action2_label = is_cut ? _("Try One") : strcmp (state, "closed") != 0 ? _("Back to Normal") : NULL,
  });
}

GPtrArray *
tally_page_runs_recovery_list_switches (const TallyRecovery *recovery)
{
  GPtrArray *items = new_list ();
  const TallyRecoveryBreaker *breaker = NULL;

  for (guint i = 0; i < recovery->breakers->len; i++)
    if (strcmp (((const TallyRecoveryBreaker *) recovery->breakers->pdata[i])->dependency, TALLY_RECOVERY_SMARTSHEET) == 0)
      breaker = recovery->breakers->pdata[i];
  add_pause (items, recovery, TALLY_RECOVERY_PAUSE_PUBLISH, _("Publishing"), _("Runs attach and replace workbooks"));
  add_pause (items, recovery, TALLY_RECOVERY_PAUSE_ALL, _("All Runs"), _("Runs start when they are asked to"));
  add_circuit (items, breaker);
  return items;
}

GPtrArray *
tally_page_runs_recovery_list_aside (const TallyRecovery *recovery)
{
  GPtrArray *items = new_list ();

  for (guint i = 0; i < MIN (recovery->quarantine->len, MAX_ROWS); i++)
    {
      const TallyRecoveryQuarantine *one = recovery->quarantine->pdata[i];
      g_autofree char *id = g_strconcat (one->kind, ":", one->subject, NULL);
      g_autofree char *end = tally_app_format_dup_time (one->until_utc_usec, g_get_real_time ());
      g_autofree char *failures = g_strdup_printf (g_dngettext (TALLY_GETTEXT_PACKAGE, "failed in %u run", "failed in %u runs",
                                                                one->n_failures), one->n_failures);
      g_autofree char *title = g_strdup_printf (strcmp (one->kind, TALLY_RECOVERY_SHEET) == 0 ? _("Sheet %s") : _("Workbook %s"),
                                                one->subject);
      g_autofree char *subtitle = g_strconcat (*one->detail != '\0' ? one->detail : one->reason, " · ", failures, NULL);
      gboolean is_aside = one->until_utc_usec != 0;
      add (items, &(TallyPageRunsWords) {
        .id = id,
        .icon_name = is_aside ? "action-unavailable-symbolic" : "dialog-warning-symbolic",
        .tone = is_aside ? "error" : "warning",
        .title = title,
        .subtitle = subtitle,
        .badge = is_aside ? end : NULL,
        .action = is_aside ? "override.release" : "override.drop",
        .action_label = is_aside ? _("Try Again…") : _("Forget…"),
        .action2 = is_aside ? "override.drop" : NULL,
        .action2_label = is_aside ? _("Forget…") : NULL,
      });
    }
  return items;
}

GPtrArray *
tally_page_runs_recovery_list_held (const TallyRecovery *recovery)
{
  GPtrArray *items = new_list ();

  for (guint i = 0; i < MIN (recovery->held->len, MAX_ROWS); i++)
    {
      const TallyRecoveryHeld *one = recovery->held->pdata[i];
      g_autofree char *id = g_strconcat ("hold:", tally_hold_get_id (one->hold), NULL);
      add (items, &(TallyPageRunsWords) {
        .icon_name = "media-playback-pause-symbolic",
        .tone = "warning",
        .title = one->key,
        .subtitle = tally_page_runs_words_id (id),
      });
    }
  return items;
}

GPtrArray *
tally_page_runs_recovery_list_open (const TallyRecovery *recovery)
{
  GPtrArray *items = new_list ();

  for (guint i = 0; i < MIN (recovery->intents->len, MAX_ROWS); i++)
    {
      const TallyRecoveryIntent *one = recovery->intents->pdata[i];
      g_autofree char *id = g_strdup_printf ("intent:%" G_GINT64_FORMAT, one->id);
      g_autofree char *title = g_strdup_printf (_("Workbook %s"), one->subject);
      g_autofree char *since = tally_app_format_dup_time (one->planned_utc_usec, g_get_real_time ());
      add (items, &(TallyPageRunsWords) {
        .id = id,
        .icon_name = "content-loading-symbolic",
        .title = title,
        .subtitle = tally_page_runs_words_id (one->state),
        .value = since,
        .action = "override.drop",
        .action_label = _("Give Up…"),
      });
    }
  return items;
}
