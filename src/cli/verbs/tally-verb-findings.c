/* tally-verb-findings.c
 *
 * What audits found: list, show, replay; and, in the files beside it, what people decide and what is carried
 * between stores.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <gio/gio.h>

#include "tally-cli-findings.h"
#include "tally-cli-printer.h"
#include "tally-cli-table.h"
#include "tally-engine-error.h"
#include "tally-engine-state.h"
#include "tally-verb-findings-private.h"
#include "tally-verbs.h"

#define WORDS \
  "findings takes: list, show ID, set-status ID STATUS, export [FILE], import FILE, replay ID, or except " \
  "add|list|revoke; see 'tallyman findings --help'"

static void
noun_clear (TallyVerbFindings *noun)
{
  char **const texts[] = {
    &noun->statuses, &noun->severity, &noun->detector, &noun->work_request, &noun->week, &noun->text, &noun->trial,
    &noun->format, &noun->actor, &noun->reason, &noun->note, &noun->recovered, &noun->assignee, &noun->due,
    &noun->until, &noun->finding, &noun->cu,
  };

  tally_cli_session_clear (&noun->session);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (texts[i], g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TallyVerbFindings, noun_clear)

int
tally_verb_findings_print (TallyVerbFindings *noun,
                           char              *text)
{
  g_autofree char *owned = text;

  tally_cli_print ("%s", owned);
  return tally_cli_session_finish (&noun->session, 0);
}

int
tally_verb_findings_fail (TallyVerbFindings *noun,
                          const GError      *error)
{
  int code = TALLY_VERB_EXIT_FAILED;

  if (g_error_matches (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_BUSY))
    code = TALLY_VERB_EXIT_RETRY_LATER;
  else if (g_error_matches (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG)
           || g_error_matches (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_SEVERAL))
    code = TALLY_VERB_EXIT_USAGE;
  return tally_cli_session_fail (&noun->session, code, error->message);
}

int
tally_verb_findings_fail_usage (TallyVerbFindings *noun,
                                const char        *message)
{
  return tally_cli_session_fail (&noun->session, TALLY_VERB_EXIT_USAGE, message);
}

const char *
tally_verb_findings_get_word (TallyVerbFindings *noun,
                              guint              index)
{
  return index < g_strv_length (noun->session.arguments) ? noun->session.arguments[index] : NULL;
}

static gboolean
refuse (GError     **error,
        const char  *message)
{
  g_set_error_literal (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG, message);
  return FALSE;
}

static gboolean
read_statuses (const char  *list,
               guint       *out_bits,
               GError     **error)
{
  g_auto (GStrv) words = g_strsplit_set (list, ",;", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      TallyFindingStatus status;
      if (!tally_finding_status_find (g_strstrip (words[i]), &status))
        return refuse (error, "--status takes, separated by commas: new, investigating, waiting, confirmed, explained, "
                              "false-positive, duplicate, fixed, verified, closed");
      *out_bits |= 1u << status;
    }
  return TRUE;
}

static gboolean
read_trial (const char         *word,
            TallyFindingTrial  *out_trial,
            GError            **error)
{
  if (word == NULL || strcmp (word, "any") == 0)
    *out_trial = TALLY_FINDING_TRIAL_ANY;
  else if (strcmp (word, "no") == 0)
    *out_trial = TALLY_FINDING_TRIAL_NO;
  else if (strcmp (word, "only") == 0)
    *out_trial = TALLY_FINDING_TRIAL_YES;
  else
    return refuse (error, "--trial takes any, no or only");
  return TRUE;
}

gboolean
tally_verb_findings_read_filter (TallyVerbFindings   *noun,
                                 TallyFindingFilter  *out_filter,
                                 GError             **error)
{
  TallyFindingFilter filter = {
    .statuses = noun->all ? TALLY_FINDING_STATUSES_ALL : 0,
    .detector = noun->detector,
    .work_request = noun->work_request,
    .text = noun->text,
    .n_max = (guint) MAX (noun->limit, 0),
  };

  if (noun->limit < 0)
    return refuse (error, "--limit takes 0 (no limit) or more");
  if (noun->statuses != NULL && !read_statuses (noun->statuses, &filter.statuses, error))
    return FALSE;
  if (noun->severity != NULL && !tally_risk_find (noun->severity, &filter.severity))
    return refuse (error, "--severity takes low, medium, high or critical");
  if (noun->week != NULL && !tally_week_parse (noun->week, strlen (noun->week), &filter.week_ending))
    return refuse (error, "--week takes the day that a week ends on as MMDDYY");
  if (!read_trial (noun->trial, &filter.trial, error))
    return FALSE;
  *out_filter = filter;
  return TRUE;
}

static int
run_list (TallyVerbFindings *noun)
{
  TallyFindingFilter filter;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  gboolean reveal = noun->session.reveal;
  guint budget = (guint) tally_config_get_int (noun->session.config, "audit", "weekly-budget");
  guint n_excepted = 0;

  if (!tally_verb_findings_read_filter (noun, &filter, &error))
    return tally_verb_findings_fail (noun, error);
  findings = tally_engine_findings_list (noun->session.engine, &filter, &error);
  if (findings == NULL
      || (filter.statuses == 0
          && !tally_engine_findings_count_excepted (noun->session.engine, &filter, &n_excepted, &error)))
    return tally_verb_findings_fail (noun, error);
  if (noun->session.json)
    return tally_verb_findings_print (noun, tally_cli_findings_dup_json (findings, n_excepted, reveal));
  return tally_verb_findings_print (
      noun, tally_cli_findings_append_excepted (
                tally_cli_findings_dup_text (findings, tally_cli_table_get_width (), budget, reveal), n_excepted));
}

static int
run_show (TallyVerbFindings *noun)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyEngineFinding) found = NULL;
  gboolean reveal = noun->session.reveal;

  found = tally_engine_findings_find (noun->session.engine, tally_verb_findings_get_word (noun, 1), &error);
  if (found == NULL)
    return tally_verb_findings_fail (noun, error);
  return tally_verb_findings_print (noun, noun->session.json
                                      ? tally_cli_finding_dup_json (found, reveal)
                                      : tally_cli_finding_dup_text (found, tally_cli_table_get_width (), reveal));
}

static int
run_replay (TallyVerbFindings *noun)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyEngineReplay) replay = NULL;
  gboolean reveal = noun->session.reveal;
  int code;

  replay = tally_engine_findings_replay (noun->session.engine, tally_verb_findings_get_word (noun, 1), &error);
  if (replay == NULL)
    return tally_verb_findings_fail (noun, error);
  code = tally_verb_findings_print (noun, noun->session.json ? tally_cli_findings_dup_replay_json (replay, reveal)
                                                             : tally_cli_findings_dup_replay_text (replay, reveal));
  return replay->is_same ? code : TALLY_VERB_EXIT_FAILED;
}

static const struct {
  const char *name;
  guint       min_words; /* the verb included */
  guint       max_words;
  gboolean    may_be_carried; /* with --state: it only reads */
  int       (*run) (TallyVerbFindings *noun);
} verbs[] = {
  { "list", 1, 1, TRUE, run_list },
  { "show", 2, 2, TRUE, run_show },
  { "set-status", 3, 3, FALSE, tally_verb_findings_set_status },
  { "export", 1, 2, TRUE, tally_verb_findings_export },
  { "import", 2, 2, FALSE, tally_verb_findings_import },
  { "replay", 2, 2, TRUE, run_replay },
  { "except", 2, 3, FALSE, tally_verb_findings_except },
};

static int
run_verb (TallyVerbFindings *noun,
          guint              index)
{
  g_autoptr (GError) error = NULL;
  int code;

  if (noun->session.state == NULL)
    return verbs[index].run (noun);
  if (!verbs[index].may_be_carried)
    return tally_verb_findings_fail_usage (noun, "what is decided takes no --state; unpack it, decide, and pack it again: "
                                                 "see 'tallyman state --help'");
  if (!tally_engine_state_look (noun->session.engine, &error))
    return tally_verb_findings_fail (noun, error);
  code = verbs[index].run (noun);
  tally_engine_state_look_away (noun->session.engine);
  return code;
}

static int
dispatch (TallyVerbFindings *noun)
{
  const char *verb = tally_verb_findings_get_word (noun, 0);
  guint n = g_strv_length (noun->session.arguments);

  for (guint i = 0; verb != NULL && i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (verb, verbs[i].name) == 0 && n >= verbs[i].min_words && n <= verbs[i].max_words)
      return run_verb (noun, i);
  return tally_verb_findings_fail_usage (noun, WORDS);
}

static int
run_findings (int    argc,
              char **argv)
{
  g_auto (TallyVerbFindings) noun = { 0 };
  const GOptionEntry entries[] = {
    { "all", 0, 0, G_OPTION_ARG_NONE, &noun.all, "list: those that are done too", NULL },
    { "status", 0, 0, G_OPTION_ARG_STRING, &noun.statuses, "list, export: only of these statuses", "STATUS[,…]" },
    { "severity", 0, 0, G_OPTION_ARG_STRING, &noun.severity, "list, export: at least so severe", "LEVEL" },
    { "detector", 0, 0, G_OPTION_ARG_STRING, &noun.detector, "list, export, except: only of this detector", "ID" },
    { "work-request", 0, 0, G_OPTION_ARG_STRING, &noun.work_request, "list, export, except: only of it", "WR" },
    { "week", 0, 0, G_OPTION_ARG_STRING, &noun.week, "list, export: only of the week that ends then", "MMDDYY" },
    { "text", 0, 0, G_OPTION_ARG_STRING, &noun.text, "list, export: only if the sentence has it", "TEXT" },
    { "trial", 0, 0, G_OPTION_ARG_STRING, &noun.trial, "list, export: those on trial: any, no, only", "WHICH" },
    { "limit", 0, 0, G_OPTION_ARG_INT, &noun.limit, "list, export: at most so many", "N" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &noun.format, "export: json, lines, sarif or junit", "FORMAT" },
    { "lines", 0, 0, G_OPTION_ARG_NONE, &noun.lines, "export: one finding a line", NULL },
    { "as", 0, 0, G_OPTION_ARG_STRING, &noun.actor, "Who decides, in place of GITHUB_ACTOR or [audit] actor", "ADDRESS" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &noun.reason, "set-status: why, as a short id; except: why", "TEXT" },
    { "note", 0, 0, G_OPTION_ARG_STRING, &noun.note, "set-status: why, in words", "TEXT" },
    { "recovered", 0, 0, G_OPTION_ARG_STRING, &noun.recovered, "set-status: what was got back", "DOLLARS" },
    { "assign", 0, 0, G_OPTION_ARG_STRING, &noun.assignee, "set-status: who looks at it from now on", "WHO" },
    { "due", 0, 0, G_OPTION_ARG_STRING, &noun.due, "set-status: until when", "DAY" },
    { "until", 0, 0, G_OPTION_ARG_STRING, &noun.until, "except: the last day on which it holds", "DAY" },
    { "finding", 0, 0, G_OPTION_ARG_STRING, &noun.finding, "except: only this finding", "ID" },
    { "cu", 0, 0, G_OPTION_ARG_STRING, &noun.cu, "except: only lines of this unit code", "CODE" },
    { "state", 0, 0, G_OPTION_ARG_FILENAME, &noun.session.state, "Take the store from FILE; to read alone", "FILE" },
    { "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &noun.session.passphrase_file,
      "Read the passphrase of the state from FILE", "FILE" },
    G_OPTION_ENTRY_NULL
  };
  const TallyCliUsage usage = {
    .arguments = "list | show ID | set-status ID STATUS | export [FILE] | import FILE | replay ID | except "
                 "add|list|revoke [NUMBER]",
    .summary = "Shows what audits found, the most important first, and takes what people make of it.",
    .description = "The first digits of an ID will do. What is decided goes into the trail.",
    .entries = entries,
  };
  g_autoptr (GError) error = NULL;

  if (!tally_cli_session_open (&noun.session, &usage, argc, argv, &error))
    return tally_verb_findings_fail_usage (&noun, error->message);
  return dispatch (&noun);
}

const TallyCliVerb tally_verb_findings = {
  .id = "findings",
  .summary = "show what audits found; decide, export, import, replay",
  .run = run_findings,
};
