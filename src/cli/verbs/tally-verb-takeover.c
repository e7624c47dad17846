/* tally-verb-takeover.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-arguments.h"
#include "tally-cli-log.h"
#include "tally-cli-printer.h"
#include "tally-cli-progress.h"
#include "tally-cli-session.h"
#include "tally-cli-signals.h"
#include "tally-engine-takeover.h"
#include "tally-takeover-json.h"
#include "tally-verbs.h"

#define EXIT_USAGE 2

/* The noun's own options. */
typedef struct {
  gboolean   check;
  gboolean   resume;
  char      *progress;
  char     **work_requests;
  char     **weeks;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->progress);
  g_strfreev (self->work_requests);
  g_strfreev (self->weeks);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
notice_cb (const TallyNotice *notice,
           gpointer           data)
{
  const TallyCliSession *session = data;

  tally_cli_progress_clear ();
  tally_cli_log_notice (session->log, notice, session->reveal);
}

static TallyRun *
compare (TallyCliSession *session,
         const Options   *options,
         TallyTakeover   *takeover)
{
  const TallyBatchOptions batch = {
    .work_requests = (const char *const *) options->work_requests,
    .weeks = (const char *const *) options->weeks,
    .resume = options->resume,
    .on_notice = notice_cb,
    .on_notice_data = session,
  };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  G_GNUC_UNUSED g_autoptr (TallyCliSignals) signals = tally_cli_signals_new (cancellable);
  g_autoptr (TallyProgress) progress = NULL;
  TallyRun *run;

  progress = tally_cli_progress_new (options->progress, tally_cli_is_in_ci (session->environment), cancellable);
  run = tally_engine_check_takeover (session->engine, &batch, takeover, progress, cancellable);
  tally_cli_progress_clear ();
  return run;
}

static void
print_amount (const char *name,
              TallyMoney  cents)
{
  char amount[TALLY_MONEY_BUFFER_SIZE];

  tally_cli_print ("%-24s %s\n", name, tally_money_format_for_people (cents, amount, sizeof amount));
}

static void
print_text (const TallyTakeover *takeover,
            gboolean             reveal)
{
  for (guint i = 0; i < TALLY_N_TAKEOVER_STATUSES; i++)
    tally_cli_print ("%-24s %u\n", tally_takeover_status_get_title ((TallyTakeoverStatus) i),
                     takeover->n_by_status[i]);
  tally_cli_print ("%-24s %u\n", "More than one file", takeover->n_doubled);
  tally_cli_print ("%-24s %u\n", "Ours has too much less", takeover->n_shrinks);
  tally_cli_print ("%-24s %u, left alone\n", "Files of other names", takeover->n_foreign);
  if (takeover->n_filtered > 0)
    tally_cli_print ("%-24s %u\n", "Not asked for", takeover->n_filtered);
  if (reveal)
    {
      print_amount ("Our total", takeover->our_cents);
      print_amount ("Total there", takeover->their_cents);
    }
  tally_cli_print ("%-24s %s\n", "Workbook", takeover->report_path);
  tally_cli_print ("\nNext: %s.\n", tally_takeover_get_next_step (takeover));
}

/* Why there is no comparison: the run's last word; that another run is at work is but a warning. */
static const char *
get_failure (const TallyRun *run)
{
  gboolean is_kept_out = run->outcome == TALLY_OUTCOME_RETRY_LATER;

  for (guint i = run->notices->len; i > 0; i--)
    {
      const TallyNotice *notice = run->notices->pdata[i - 1];

      if (notice->severity == TALLY_SEVERITY_ERROR
          || (is_kept_out && notice->severity == TALLY_SEVERITY_WARNING) || strcmp (notice->code, "stopped") == 0)
        return notice->text;
    }
  return "the comparison is not complete; run it again";
}

static int
report (const TallyCliSession *session,
        const TallyTakeover   *takeover,
        const TallyRun        *run)
{
  int exit_code = tally_run_get_exit_code (run);

  if (takeover->report_path == NULL)
    return tally_cli_session_fail (session, exit_code != 0 ? exit_code : 1, get_failure (run));
  if (session->json)
    {
      g_autofree char *json = tally_takeover_to_json (takeover, run, session->reveal);
      tally_cli_print ("%s\n", json);
    }
  else
    {
      print_text (takeover, session->reveal);
    }
  return tally_cli_session_finish (session, exit_code);
}

static int
run (int    argc,
     char **argv)
{
  g_auto (TallyCliSession) session = { 0 };
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "check", 0, 0, G_OPTION_ARG_NONE, &options.check, "Compare, and change nothing", NULL },
    { "work-request", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.work_requests, "Only these work requests",
      "WR[,…]" },
    { "week", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.weeks, "Only weeks that end on these days",
      "MMDDYY[,…]" },
    { "resume", 0, 0, G_OPTION_ARG_NONE, &options.resume, "Use the rows that the store holds", NULL },
    { "progress", 0, 0, G_OPTION_ARG_STRING, &options.progress, "Show how far it is: auto, always or never",
      "WHEN" },
    G_OPTION_ENTRY_NULL
  };
  const TallyCliUsage usage = {
    .arguments = "--check",
    .summary = "Compares the workbooks that hang on the target, whoever made them, with those that would "
               "be published.",
    .description = "The takeover itself is 'tallyman --batch --take-over', with --max-groups in several passes.",
    .entries = entries,
  };
  g_autoptr (TallyTakeover) takeover = tally_takeover_new ();
  g_autoptr (TallyRun) done = NULL;
  g_autoptr (GError) error = NULL;

  if (!tally_cli_session_open (&session, &usage, argc, argv, &error))
    return tally_cli_session_fail (&session, EXIT_USAGE, error->message);
  if (!options.check || session.arguments[0] != NULL)
    return tally_cli_session_fail (&session, EXIT_USAGE,
                                   "takeover compares with --check and takes no other words; to take over, "
                                   "run 'tallyman --batch --take-over'");
  tally_cli_arguments_flatten (&options.work_requests);
  tally_cli_arguments_flatten (&options.weeks);
  done = compare (&session, &options, takeover);
  return report (&session, takeover, done);
}

const TallyCliVerb tally_verb_takeover = {
  .id = "takeover",
  .summary = "compare what hangs on the target with what would be published",
  .run = run,
};
