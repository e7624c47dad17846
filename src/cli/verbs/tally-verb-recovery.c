/* tally-verb-recovery.c
 *
 * What has failed and what is done about it: list, attempts; and what a person decides: open, close,
 * probe, pause, resume, release, drop.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <gio/gio.h>

#include "tally-cli-actor.h"
#include "tally-cli-printer.h"
#include "tally-cli-recovery.h"
#include "tally-cli-session.h"
#include "tally-engine-error.h"
#include "tally-engine-recovery.h"
#include "tally-json.h"
#include "tally-number.h"
#include "tally-text.h"
#include "tally-verbs.h"

/* Another number means other members. */
#define JSON_SCHEMA 1

#define EXIT_FAILED 1
#define EXIT_USAGE 2
#define EXIT_RETRY_LATER 75
#define MAX_LISTED 20
#define MAX_ATTEMPTS 1000
#define WORDS \
  "recovery takes: list, attempts, open, close, probe, pause [publish|all], resume [publish|all], " \
  "release sheet|group ID or drop sheet|group|intent ID; see 'tallyman recovery --help'"

/* The noun at work: its session and its own options. */
typedef struct {
  TallyCliSession  session;
  char            *reason; /* (owned) (nullable) */
  char            *actor;  /* (owned) (nullable) */
  char            *lasts;  /* (owned) (nullable) --for */
  char            *until;  /* (owned) (nullable) */
  gint64           run_id; /* 0 = all */
} Noun;

static void
noun_clear (Noun *noun)
{
  tally_cli_session_clear (&noun->session);
  g_free (noun->reason);
  g_free (noun->actor);
  g_free (noun->lasts);
  g_free (noun->until);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Noun, noun_clear)

static int
print (Noun *noun,
       char *text)
{
  g_autofree char *owned = text;

  tally_cli_print ("%s", owned);
  return tally_cli_session_finish (&noun->session, 0);
}

static int
show (Noun     *noun,
      guint     n_attempts,
      gboolean  attempts_alone)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyRecovery) recovery = NULL;
  gboolean reveal = noun->session.reveal;

  recovery = tally_engine_recovery_list (noun->session.engine, noun->run_id, n_attempts, &error);
  if (recovery == NULL)
    return tally_cli_session_fail (&noun->session, EXIT_FAILED, error->message);
  if (noun->session.json)
    return print (noun, tally_cli_recovery_dup_json (recovery, reveal));
  return print (noun, attempts_alone ? tally_cli_recovery_dup_attempts_text (recovery)
                                     : tally_cli_recovery_dup_text (recovery, reveal));
}

/* "90m", "2h", "3d" */
static gboolean
parse_duration (const char *text,
                gint64     *out_usec)
{
  static const struct {
    char   unit;
    gint64 usec;
  } units[] = { { 'm', G_TIME_SPAN_MINUTE }, { 'h', G_TIME_SPAN_HOUR }, { 'd', G_TIME_SPAN_DAY } };
  gsize length = strlen (text);
  gint64 number;

  if (length < 2 || !tally_number_parse_int64 (text, length - 1, &number))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (text[length - 1] == units[i].unit && number > 0
        && number <= TALLY_ENGINE_RECOVERY_LONGEST_USEC / units[i].usec)
      {
        *out_usec = number * units[i].usec;
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_end (const Noun              *noun,
          TallyEngineRecoveryAct  *act,
          GError                 **error)
{
  if (noun->lasts != NULL && !parse_duration (noun->lasts, &act->for_usec))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   "--for takes minutes, hours or days within a year, as 90m, 2h or 3d, not '%s'", noun->lasts);
      return FALSE;
    }
  if (noun->until != NULL && !tally_clock_parse_utc (noun->until, &act->until_utc_usec))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   "--until takes a time as 2026-11-24T18:00:00Z, not '%s'", noun->until);
      return FALSE;
    }
  return TRUE;
}

static int
say (Noun       *noun,
     const char *said)
{
  g_autoptr (TallyJsonWriter) writer = NULL;
  g_autofree char *text = NULL;

  if (!noun->session.json)
    return print (noun, g_strconcat (said, "\n", NULL));
  writer = tally_json_writer_new ();
  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_int64 (writer, "schema", JSON_SCHEMA);
  tally_json_writer_add_text (writer, "done", noun->session.arguments[0]);
  tally_json_writer_add_text (writer, "text", said);
  tally_json_writer_end_object (writer);
  text = tally_json_writer_finish (writer, FALSE);
  return print (noun, g_strconcat (text, "\n", NULL));
}

static int
get_exit_code (const GError *error)
{
  if (g_error_matches (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_BUSY))
    return EXIT_RETRY_LATER;
  return g_error_matches (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG) ? EXIT_USAGE : EXIT_FAILED;
}

static int
decide (Noun  *noun,
        guint  n_words)
{
  char **words = noun->session.arguments;
  TallyEngineRecoveryAct act = {
    .verb = words[0],
    .what = n_words > 1 ? words[1] : NULL,
    .id = n_words > 2 ? words[2] : NULL,
    .actor = tally_cli_actor_find_or_user (noun->actor, noun->session.config, noun->session.environment),
    .reason = noun->reason,
  };
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;

  if (tally_text_is_empty (noun->reason))
    return tally_cli_session_fail (&noun->session, EXIT_USAGE, "say why with --reason TEXT; it is kept in the trail");
  if (tally_text_is_empty (act.actor))
    return tally_cli_session_fail (&noun->session, EXIT_USAGE, "say who decides with --by NAME");
  if (!read_end (noun, &act, &error))
    return tally_cli_session_fail (&noun->session, EXIT_USAGE, error->message);
  if (!tally_engine_recovery_act (noun->session.engine, &act, &said, &error))
    return tally_cli_session_fail (&noun->session, get_exit_code (error), error->message);
  return say (noun, said);
}

static int
dispatch (Noun *noun)
{
  static const char *const decisions[] = {
    "open", "close", "probe", "pause", "resume", "release", "drop", NULL,
  };
  char **words = noun->session.arguments;
  guint n = g_strv_length (words);

  if (n == 1 && strcmp (words[0], "list") == 0)
    return show (noun, MAX_LISTED, FALSE);
  if (n == 1 && strcmp (words[0], "attempts") == 0)
    return show (noun, MAX_ATTEMPTS, TRUE);
  if (n >= 1 && n <= 3 && g_strv_contains (decisions, words[0]))
    return decide (noun, n);
  return tally_cli_session_fail (&noun->session, EXIT_USAGE, WORDS);
}

static int
run_recovery (int    argc,
              char **argv)
{
  g_auto (Noun) noun = { 0 };
  const GOptionEntry entries[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &noun.reason, "Why; kept in the trail", "TEXT" },
    { "by", 0, 0, G_OPTION_ARG_STRING, &noun.actor, "Who decides, in place of GITHUB_ACTOR, [audit] actor or the user", "NAME" },
    { "for", 0, 0, G_OPTION_ARG_STRING, &noun.lasts, "How long it lasts: 90m, 2h, 3d", "TIME" },
    { "until", 0, 0, G_OPTION_ARG_STRING, &noun.until, "When it ends by itself", "TIME" },
    { "run", 0, 0, G_OPTION_ARG_INT64, &noun.run_id, "Only attempts of this run", "N" },
    G_OPTION_ENTRY_NULL
  };
  const TallyCliUsage usage = {
    .arguments = "list | attempts | open | close | probe | pause [publish|all] | resume [publish|all] | "
                 "release sheet|group ID | drop sheet|group|intent ID",
    .summary = "Shows what has failed and what is done about it, and takes a person's decisions.",
    .description = "Each decision needs --reason and goes into the trail. open, close and pause end by themselves "
                   "with --for or --until.",
    .entries = entries,
  };
  g_autoptr (GError) error = NULL;

  if (!tally_cli_session_open (&noun.session, &usage, argc, argv, &error))
    return tally_cli_session_fail (&noun.session, EXIT_USAGE, error->message);
  return dispatch (&noun);
}

const TallyCliVerb tally_verb_recovery = {
  .id = "recovery",
  .summary = "show what failed; open or close the circuit, pause, release",
  .run = run_recovery,
};
