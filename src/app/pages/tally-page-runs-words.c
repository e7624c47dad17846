/* tally-page-runs-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-page-runs-words.h"

#include <glib/gi18n.h>

#define DONE_ICON "emblem-ok-symbolic"
#define WARNING_ICON "dialog-warning-symbolic"
#define ERROR_ICON "dialog-error-symbolic"

static const TallyPageRunsLook ends[TALLY_ENGINE_N_RUN_ENDS] = {
  [TALLY_ENGINE_RUN_AT_WORK] = { "emblem-synchronizing-symbolic", "accent", N_("At work") },
  [TALLY_ENGINE_RUN_DONE] = { DONE_ICON, "success", N_("Done") },
  [TALLY_ENGINE_RUN_FINDINGS] = { WARNING_ICON, "warning", N_("Done, with findings") },
  [TALLY_ENGINE_RUN_PARTIAL] = { WARNING_ICON, "warning", N_("Done in part") },
  [TALLY_ENGINE_RUN_CANCELLED] = { "process-stop-symbolic", "", N_("Cancelled") },
  [TALLY_ENGINE_RUN_CUT] = { ERROR_ICON, "error", N_("Cut off") },
  [TALLY_ENGINE_RUN_LATER] = { "appointment-soon-symbolic", "warning", N_("To be tried later") },
  [TALLY_ENGINE_RUN_SETTINGS] = { ERROR_ICON, "error", N_("Wrong settings") },
  [TALLY_ENGINE_RUN_REFUSED] = { "changes-prevent-symbolic", "error", N_("Access refused") },
  [TALLY_ENGINE_RUN_FAILED] = { ERROR_ICON, "error", N_("Failed") },
};

static const TallyPageRunsLook steps[TALLY_N_RUN_STEP_STATES] = {
  [TALLY_RUN_STEP_DONE] = { DONE_ICON, "success", N_("Done") },
  [TALLY_RUN_STEP_FAILED] = { ERROR_ICON, "error", N_("Failed") },
  [TALLY_RUN_STEP_STOPPED] = { "process-stop-symbolic", "", N_("Cancelled") },
  [TALLY_RUN_STEP_LEFT_OUT] = { "media-playlist-consecutive-symbolic", "", N_("Left out") },
};

static const TallyPageRunsLook severities[] = {
  [TALLY_SEVERITY_INFO] = { "dialog-information-symbolic", "", N_("For the record") },
  [TALLY_SEVERITY_WARNING] = { WARNING_ICON, "warning", N_("Warning") },
  [TALLY_SEVERITY_ERROR] = { ERROR_ICON, "error", N_("Error") },
};

typedef struct {
  const char *id;
  const char *title;
} Word;

static const Word words[] = {
  /* jobs */
  { "recover", N_("Complete what was left open") },
  { "sync", N_("Read the sheets") },
  { "plan", N_("Plan the workbooks") },
  { "workbooks", N_("Make the workbooks") },
  { "publish", N_("Publish") },
  { "audit", N_("Audit") },
  { "summary", N_("Weekly summary") },
  { "cleanup", N_("Clean up") },
  { "verify-trail", N_("Verify the trail") },
  { "health-check", N_("Check the installation") },
  { "restore", N_("Restore a version") },
  /* calls */
  { "attach-file", N_("Attach a file") },
  { "browse", N_("Look for sheets") },
  { "browse-sheets", N_("Look for sheets") },
  { "delete-attachment", N_("Delete an attachment") },
  { "download-attachment", N_("Download an attachment") },
  { "get-attachment", N_("Look at an attachment") },
  { "get-history", N_("Read a cell’s history") },
  { "get-me", N_("Ask whose the token is") },
  { "get-row", N_("Read a row") },
  { "get-server-info", N_("Ask how the service is") },
  { "get-sheet", N_("Read a sheet") },
  { "get-version", N_("Ask for a sheet’s version") },
  { "list-attachments", N_("List attachments") },
  { "list-columns", N_("Read a sheet’s columns") },
  /* classes of failures */
  { "transient", N_("a passing failure") },
  { "throttled", N_("too many calls") },
  { "conflict", N_("somebody else was changing it") },
  { "maintenance", N_("maintenance") },
  { "ambiguous", N_("the answer got lost") },
  { "auth", N_("access was refused") },
  { "permanent", N_("refused for good") },
  { "offline", N_("no network") },
  /* strategies */
  { "retry", N_("the same again after a short wait") },
  { "resend", N_("the same again on another connection") },
  { "retry-after", N_("the same again after the wait it asked for") },
  { "ladder", N_("the same again, ever more slowly") },
  { "serialise", N_("the same again when the other is through") },
  { "smaller-page", N_("half as much at once") },
  { "read-again", N_("the whole sheet once more") },
  { "look-first", N_("look whether it arrived, not send again") },
  { "fail-fast", N_("no more repeats: their budget is used up") },
  { "refused-open", N_("not sent: the circuit is open") },
  { "wait-offline", N_("wait for the network") },
  { "probe-token", N_("ask whether it is the token") },
  { "refused-token", N_("not sent: the token is refused") },
  { "give-up", N_("give up") },
  /* steps of the journal */
  { "planned", N_("Planned") },
  { "attached", N_("Attached") },
  { "committed", N_("Verified and recorded") },
  { "cleaning", N_("Removing what it supersedes") },
  { "done", N_("Complete") },
  { "dropped", N_("Given up") },
  { "superseded-found", N_("Superseded file found") },
  { "superseded-archived", N_("Superseded file archived") },
  { "superseded-deleted", N_("Superseded file deleted") },
  { "plan:waiting", N_("Waits for you") },
  { "plan:approved", N_("Approved") },
  { "plan:rejected", N_("Rejected") },
  { "plan:released", N_("Published") },
  { "plan:superseded", N_("Outdated") },
  { "action:new", N_("New") },
  { "action:changed", N_("Changed") },
  { "action:unchanged", N_("Unchanged") },
  { "action:vanished", N_("All its rows are gone") },
  { "action:held", N_("Held") },
  { "cause:workbooks", N_("Many published workbooks would change or vanish") },
  { "cause:amount", N_("Much of the published money would change") },
  { "cause:moved", N_("Much of it would move to other workbooks") },
  { "cause:earlier", N_("Part of an earlier plan that was not approved") },
  { "cause:ask", N_("The settings want each plan to be approved") },
  { "cause:source_lost", N_("A sheet was not read; what draws on it is held") },
  { "cause:conservation", N_("Rows and workbooks don’t add up; nothing can be approved") },
  { "cause:week", N_("Much of one billing week would change") },
  { "hold:source_lost", N_("A sheet that it draws on was not read: restore access to it, or take it out of the sources.") },
  { "hold:vanished", N_("All its rows are gone: restore them, or remove the workbook from its row by hand.") },
  { "hold:clash", N_("Different work requests look the same: correct them in the sheets.") },
  { "hold:takeover", N_("Its row holds another program’s workbook: take over once to replace it.") },
  { "hold:foreign_publisher", N_("Somebody else attached a newer workbook: stop the other program first.") },
  { "hold:ambiguous_target", N_("Several target rows have this work request: leave one.") },
  { "hold:no_identifier", N_("It needs a name that no row has: fill it in.") },
  { "hold:unverified", N_("What was attached could not be verified yet: the next run tries again.") },
  { "hold:source_unread", N_("The workbook on its row draws on a sheet that was not read.") },
  { "hold:takeover_shrinks", N_("The other program’s workbook has more lines or a higher total: compare both.") },
  { "hold:file_unread", N_("What hangs on its row could not be fetched: the next run tries again.") },
  { "hold:approval", N_("It waits until a person approves the plan.") },
  { "hold:conservation", N_("Rows and workbooks don’t add up: please report this.") },
  { "hold:restored", N_("A person restored an earlier version; it stays until its rows change.") },
  { "hold:set_aside", N_("It failed in run after run and is set aside.") },
  { "circuit:closed", N_("Runs call the service") },
  { "circuit:open", N_("Stopped: too many calls failed") },
  { "circuit:half-open", N_("The next run tries one call") },
  { "circuit:forced-open", N_("Stopped by a person") },
  { "circuit:forced-closed", N_("Kept open by a person, whatever fails") },
};

static TallyPageRunsLook
translate (const TallyPageRunsLook *look)
{
  return (TallyPageRunsLook) { .icon_name = look->icon_name, .tone = look->tone, .title = _(look->title) };
}

TallyPageRunsLook
tally_page_runs_words_end (TallyEngineRunEnd end)
{
  return translate (&ends[MIN ((guint) end, TALLY_ENGINE_N_RUN_ENDS - 1)]);
}

TallyPageRunsLook
tally_page_runs_words_exit (int exit_code)
{
  static const struct {
    int               exit_code;
    TallyEngineRunEnd end;
  } codes[] = {
    { 0, TALLY_ENGINE_RUN_DONE },     { 2, TALLY_ENGINE_RUN_SETTINGS }, { 3, TALLY_ENGINE_RUN_PARTIAL },
    { 4, TALLY_ENGINE_RUN_FINDINGS }, { 5, TALLY_ENGINE_RUN_REFUSED },  { 75, TALLY_ENGINE_RUN_LATER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (codes[i].exit_code == exit_code)
      return tally_page_runs_words_end (codes[i].end);
  return tally_page_runs_words_end (TALLY_ENGINE_RUN_FAILED);
}

TallyPageRunsLook
tally_page_runs_words_step (TallyRunStepState state)
{
  return translate (&steps[MIN ((guint) state, TALLY_N_RUN_STEP_STATES - 1)]);
}

TallyPageRunsLook
tally_page_runs_words_severity (TallySeverity severity)
{
  return translate (&severities[MIN ((guint) severity, G_N_ELEMENTS (severities) - 1)]);
}

TallyPageRunsLook
tally_page_runs_words_attempt (const char *outcome)
{
  static const struct {
    const char        *outcome;
    TallyPageRunsLook  look;
  } looks[] = {
    { TALLY_RECOVERY_REPEATED, { "view-refresh-symbolic", "warning", N_("Tried again") } },
    { TALLY_RECOVERY_RECOVERED, { DONE_ICON, "success", N_("Worked") } },
    { TALLY_RECOVERY_REFUSED, { "changes-prevent-symbolic", "error", N_("Not sent") } },
    { TALLY_RECOVERY_FAILED, { ERROR_ICON, "error", N_("Failed") } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    if (strcmp (looks[i].outcome, outcome) == 0)
      return translate (&looks[i].look);
  return (TallyPageRunsLook) { .icon_name = ERROR_ICON, .tone = "", .title = outcome };
}

const char *
tally_page_runs_words_id (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].id, id) == 0)
      return _(words[i].title);
  return strchr (id, ':') != NULL ? strchr (id, ':') + 1 : id;
}

char *
tally_page_runs_words_dup_origin (const TallyRunRequest *request)
{
  if (*request->schedule != '\0')
    return g_strdup_printf (_("Schedule “%s”"), request->schedule);
  if (*request->actor != '\0')
    return g_strdup (request->actor);
  if (strcmp (request->origin, TALLY_RUN_ORIGIN_APP) == 0)
    return g_strdup (_("From the app"));
  if (strcmp (request->origin, TALLY_RUN_ORIGIN_SERVICE) == 0)
    return g_strdup (_("From the service"));
  return g_strdup (strcmp (request->origin, TALLY_RUN_ORIGIN_COMMAND) == 0 ? _("From the command line") : request->origin);
}

static void
add_list (GPtrArray   *wishes,
          char       **list,
          const char  *one,
          const char  *several)
{
  g_autofree char *joined = g_strjoinv (", ", list);

  if (list[0] != NULL)
    g_ptr_array_add (wishes, g_strconcat (list[1] == NULL ? one : several, " ", joined, NULL));
}

static void
add_flag (GPtrArray  *wishes,
          gboolean    is_set,
          const char *text)
{
  if (is_set)
    g_ptr_array_add (wishes, g_strdup (text));
}

static void
add_number (GPtrArray  *wishes,
            gint64      number,
            const char *text)
{
  if (number > 0)
    g_ptr_array_add (wishes, g_strdup_printf ("%s %" G_GINT64_FORMAT, text, number));
}

char *
tally_page_runs_words_dup_wishes (const TallyRunRequest *request)
{
  g_autoptr (GPtrArray) wishes = g_ptr_array_new_with_free_func (g_free);

  add_list (wishes, request->work_requests, _("Only work request"), _("Only work requests"));
  add_list (wishes, request->weeks, _("Only week"), _("Only weeks"));
  add_flag (wishes, request->is_forced, _("Rebuild all"));
  add_flag (wishes, request->takes_over, _("Take over"));
  add_number (wishes, request->resumes ? request->resumed_run : 0, _("Finishes run"));
  add_flag (wishes, request->resumes && request->resumed_run == 0, _("Without reading the sheets"));
  add_number (wishes, request->restored_version, _("Restores version"));
  g_ptr_array_add (wishes, NULL);
  return g_strjoinv (" · ", (char **) wishes->pdata);
}
