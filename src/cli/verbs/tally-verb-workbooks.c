/* tally-verb-workbooks.c
 *
 * What was issued: list, history, diff, restore, release.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-actor.h"
#include "tally-cli-error.h"
#include "tally-cli-log.h"
#include "tally-cli-printer.h"
#include "tally-cli-session.h"
#include "tally-cli-table.h"
#include "tally-cli-versions.h"
#include "tally-engine-error.h"
#include "tally-engine-state.h"
#include "tally-engine-workbooks.h"
#include "tally-run-json.h"
#include "tally-verbs.h"

#define EXIT_FAILED 1
#define EXIT_USAGE 2
#define EXIT_RETRY_LATER 75

/* The noun at work: its session and its own options. */
typedef struct {
  TallyCliSession   session;
  char            **work_requests; /* (owned) */
  char            **weeks;         /* (owned) */
  char            **variants;      /* (owned) */
  char             *identifier;    /* (owned) */
  gboolean          dry_run;
} Noun;

static void
noun_clear (Noun *noun)
{
  tally_cli_session_clear (&noun->session);
  g_strfreev (noun->work_requests);
  g_strfreev (noun->weeks);
  g_strfreev (noun->variants);
  g_free (noun->identifier);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Noun, noun_clear)

static const char *
get_argument (const Noun *noun,
              guint       index)
{
  return index < g_strv_length (noun->session.arguments) ? noun->session.arguments[index] : NULL;
}

static int
fail_usage (Noun       *noun,
            const char *message)
{
  return tally_cli_session_fail (&noun->session, EXIT_USAGE, message);
}

static int
fail_error (Noun         *noun,
            const GError *error)
{
  int code = EXIT_FAILED;

  if (g_error_matches (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_BUSY))
    code = EXIT_RETRY_LATER;
  if (g_error_matches (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG)
      || g_error_matches (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_SEVERAL))
    code = EXIT_USAGE;
  return tally_cli_session_fail (&noun->session, code, error->message);
}

static int
print_text (Noun *noun,
            char *text)
{
  g_autofree char *owned = text;

  tally_cli_print (noun->session.json ? "%s\n" : "%s", owned);
  return tally_cli_session_finish (&noun->session, 0);
}

static int
print_versions (Noun      *noun,
                GPtrArray *versions,
                gboolean   with_history)
{
  const TallyCliSession *session = &noun->session;

  return print_text (noun, session->json
                             ? tally_cli_versions_dup_json (versions, session->reveal)
                             : tally_cli_versions_dup_text (versions, with_history, session->reveal,
                                                            tally_cli_table_get_width ()));
}

static int
print_diff (Noun                   *noun,
            const TallyVersionDiff *diff)
{
  const TallyCliSession *session = &noun->session;

  return print_text (noun, session->json ? tally_cli_diff_dup_json (diff, session->reveal)
                                         : tally_cli_diff_dup_text (diff, session->reveal,
                                                                    tally_cli_table_get_width ()));
}

/* "v12" or "12". */
static gboolean
parse_version (const char *text,
               gint64     *out_version)
{
  guint64 number;
  const char *digits = text != NULL && *text == 'v' ? text + 1 : text;

  if (digits == NULL || !g_ascii_string_to_unsigned (digits, 10, 1, G_MAXINT64, &number, NULL))
    return FALSE;
  *out_version = (gint64) number;
  return TRUE;
}

static gboolean
is_week (const char *text)
{
  TallyDay week;

  return text != NULL && tally_week_parse (text, strlen (text), &week);
}

/* WR WEEK behind the verb; %FALSE if they are not there. */
static gboolean
take_workbook (const Noun          *noun,
               const char         **lists,
               TallyWorkbookFilter *out_filter)
{
  lists[0] = get_argument (noun, 1);
  lists[2] = get_argument (noun, 2);
  if (lists[0] == NULL || !is_week (lists[2]) || get_argument (noun, 3) != NULL)
    return FALSE;
  *out_filter = (TallyWorkbookFilter) {
    .work_requests = lists,
    .weeks = lists + 2,
    .variants = (const char *const *) noun->variants,
    .identifier = noun->identifier,
  };
  return TRUE;
}

static int
run_list (Noun *noun)
{
  const TallyWorkbookFilter filter = {
    .work_requests = (const char *const *) noun->work_requests,
    .weeks = (const char *const *) noun->weeks,
    .variants = (const char *const *) noun->variants,
    .identifier = noun->identifier,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) versions = NULL;

  if (get_argument (noun, 1) != NULL)
    return fail_usage (noun, "list takes options only; see 'tallyman workbooks --help'");
  versions = tally_engine_list_workbooks (noun->session.engine, &filter, &error);
  return versions != NULL ? print_versions (noun, versions, FALSE) : fail_error (noun, error);
}

static int
run_history (Noun *noun)
{
  const char *lists[4] = { NULL };
  TallyWorkbookFilter filter;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) versions = NULL;

  if (!take_workbook (noun, lists, &filter))
    return fail_usage (noun, "history takes a work request and the day that its week ends on as MMDDYY");
  versions = tally_engine_list_versions (noun->session.engine, &filter, &error);
  return versions != NULL ? print_versions (noun, versions, TRUE) : fail_error (noun, error);
}

static int
run_diff (Noun *noun)
{
  const char *first = get_argument (noun, 1);
  const char *second = get_argument (noun, 2);
  const char *lists[4] = { NULL };
  TallyWorkbookFilter filter;
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyVersionDiff) diff = NULL;
  gint64 before = 0, after = 0;

  if (first != NULL && *first != 'v' && take_workbook (noun, lists, &filter))
    diff = tally_engine_diff_workbook (noun->session.engine, &filter, &error);
  else if (second == NULL && parse_version (first, &after))
    diff = tally_engine_diff_versions (noun->session.engine, 0, after, &error);
  else if (get_argument (noun, 3) == NULL && parse_version (first, &before)
           && parse_version (second, &after))
    diff = tally_engine_diff_versions (noun->session.engine, before, after, &error);
  else
    return fail_usage (noun, "diff takes a work request and a week as MMDDYY, or one or two versions as v12");
  return diff != NULL ? print_diff (noun, diff) : fail_error (noun, error);
}

static void
notice_cb (const TallyNotice *notice,
           gpointer           data)
{
  const Noun *noun = data;

  tally_cli_log_notice (noun->session.log, notice, noun->session.reveal);
}

/* In CI the machine's user is nobody: who started the workflow is. */
static const char *
get_actor (const Noun *noun)
{
  return tally_cli_actor_find_or_user (NULL, noun->session.config, noun->session.environment);
}

static int
run_restore (Noun *noun)
{
  TallyBatchOptions options = {
    .dry_run = noun->dry_run,
    .actor = get_actor (noun),
    .on_notice = notice_cb,
    .on_notice_data = noun,
  };
  g_autoptr (TallyRun) run = NULL;

  if (!parse_version (get_argument (noun, 1), &options.restore) || get_argument (noun, 2) != NULL)
    return fail_usage (noun, "restore takes one version as v12; 'tallyman workbooks history' lists them");
  run = tally_engine_run_batch (noun->session.engine, &options, NULL, NULL);
  if (noun->session.json)
    {
      g_autofree char *json = tally_run_to_json (run, noun->session.reveal);
      tally_cli_print ("%s\n", json);
    }
  else if (run->counts.n_published > 0)
    tally_cli_print ("Restored %s; held until 'tallyman workbooks release'.\n", get_argument (noun, 1));
  else if (run->is_dry && run->outcome == 0)
    tally_cli_print ("%s can be restored; nothing was changed.\n", get_argument (noun, 1));
  return tally_cli_session_finish (&noun->session, tally_run_get_exit_code (run));
}

static int
run_release (Noun *noun)
{
  const char *lists[4] = { NULL };
  TallyWorkbookFilter filter;
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyVersion) version = NULL;
  g_autoptr (GPtrArray) versions = g_ptr_array_new ();

  if (!take_workbook (noun, lists, &filter))
    return fail_usage (noun, "release takes a work request and the day that its week ends on as MMDDYY");
  version = tally_engine_release_workbook (noun->session.engine, &filter, get_actor (noun), &error);
  if (version == NULL)
    return fail_error (noun, error);
  version->is_pinned = FALSE;
  g_ptr_array_add (versions, version);
  if (noun->session.json)
    return print_text (noun, tally_cli_versions_dup_json (versions, noun->session.reveal));
  return print_text (noun, g_strdup_printf ("Released v%" G_GINT64_FORMAT "; the next run replaces it by "
                                            "what its rows make.\n", version->version));
}

/* A batch carries the state itself; what only looks gets a copy that vanishes. */
typedef enum {
  CARRIED_COPY,
  CARRIED_BY_RUN,
  CARRIED_NOT,
} Carried;

static const struct {
  const char *name;
  int       (*run) (Noun *noun);
  Carried     carried;
} verbs[] = {
  { "list", run_list, CARRIED_COPY },         { "history", run_history, CARRIED_COPY },
  { "diff", run_diff, CARRIED_COPY },         { "restore", run_restore, CARRIED_BY_RUN },
  { "release", run_release, CARRIED_NOT },
};

static int
run_verb (Noun  *noun,
          guint  index)
{
  g_autoptr (GError) error = NULL;
  int code;

  if (noun->session.state == NULL || verbs[index].carried == CARRIED_BY_RUN)
    return verbs[index].run (noun);
  if (verbs[index].carried == CARRIED_NOT)
    return fail_usage (noun, "release takes no --state; unpack it, release, and pack it again: see 'tallyman "
                             "state --help'");
  if (!tally_engine_state_look (noun->session.engine, &error))
    return fail_error (noun, error);
  code = verbs[index].run (noun);
  tally_engine_state_look_away (noun->session.engine);
  return code;
}

static int
run_workbooks (int    argc,
               char **argv)
{
  g_auto (Noun) noun = { 0 };
  const GOptionEntry entries[] = {
    { "work-request", 0, 0, G_OPTION_ARG_STRING_ARRAY, &noun.work_requests,
      "list: only this work request; may be repeated", "WR" },
    { "week", 0, 0, G_OPTION_ARG_STRING_ARRAY, &noun.weeks,
      "list: only the week that ends on this day; may be repeated", "MMDDYY" },
    { "variant", 0, 0, G_OPTION_ARG_STRING_ARRAY, &noun.variants,
      "Only this kind of workbook; may be repeated", "VARIANT" },
    { "identifier", 0, 0, G_OPTION_ARG_STRING, &noun.identifier, "Only workbooks of this name", "NAME" },
    { "state", 0, 0, G_OPTION_ARG_FILENAME, &noun.session.state,
      "Take the store from FILE; restore: pack it again at the end", "FILE" },
    { "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &noun.session.passphrase_file,
      "Read the passphrase of the state from FILE", "FILE" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &noun.dry_run, "restore: change nothing in Smartsheet", NULL },
    G_OPTION_ENTRY_NULL
  };
  const TallyCliUsage usage = {
    .arguments = "list | history WR WEEK | diff WR WEEK | diff [A] B | restore VERSION | release WR WEEK",
    .summary = "Shows every workbook that was issued, compares versions, and puts one back.",
    .description = "WEEK is the day that the week ends on as MMDDYY, a version is written v12.",
    .entries = entries,
  };
  g_autoptr (GError) error = NULL;

  if (!tally_cli_session_open (&noun.session, &usage, argc, argv, &error))
    return fail_usage (&noun, error->message);
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_strcmp0 (get_argument (&noun, 0), verbs[i].name) == 0)
      return run_verb (&noun, i);
  return fail_usage (&noun, "workbooks takes list, history, diff, restore or release; see 'tallyman "
                            "workbooks --help'");
}

const TallyCliVerb tally_verb_workbooks = {
  .id = "workbooks",
  .summary = "what was issued: list, history, diff, restore",
  .run = run_workbooks,
};
