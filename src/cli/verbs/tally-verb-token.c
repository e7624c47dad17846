/* tally-verb-token.c
 *
 * The API's token: keep it in the keyring, say which one is used, ask the service whose it is, forget it. It comes
 * from stdin, never from the command line, which others on the machine can read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <errno.h>
#include <termios.h>
#include <unistd.h>

#include "tally-cli-printer.h"
#include "tally-cli-session.h"
#include "tally-engine-error.h"
#include "tally-engine-token.h"
#include "tally-json.h"
#include "tally-verbs.h"

#define EXIT_FAILED 1
#define EXIT_USAGE 2
#define EXIT_AUTH 5
#define EXIT_LATER 75
/* A token is one short line; what is longer is something else. */
#define MAX_BYTES 4096

static int
fail (TallyCliSession *session,
      const GError    *error)
{
  static const struct { TallyEngineError code; int exit_code; } exits[] = {
    { TALLY_ENGINE_ERROR_CONFIG, EXIT_USAGE }, { TALLY_ENGINE_ERROR_NOT_FOUND, EXIT_USAGE },
    { TALLY_ENGINE_ERROR_NO_KEYRING, EXIT_USAGE }, { TALLY_ENGINE_ERROR_REFUSED, EXIT_AUTH },
    { TALLY_ENGINE_ERROR_AWAY, EXIT_LATER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (exits); i++)
    if (g_error_matches (error, TALLY_ENGINE_ERROR, (int) exits[i].code))
      return tally_cli_session_fail (session, exits[i].exit_code, error->message);
  return tally_cli_session_fail (session, EXIT_FAILED, error->message);
}

/* Nothing that is typed is shown. Returns whether the terminal was changed. */
static gboolean
hide_typing (struct termios *out_before)
{
  struct termios hidden;

  if (!isatty (STDIN_FILENO) || tcgetattr (STDIN_FILENO, out_before) != 0)
    return FALSE;
  tally_cli_complain ("paste the token, then press Enter; it is not shown");
  hidden = *out_before;
  hidden.c_lflag &= ~(tcflag_t) ECHO;
  return tcsetattr (STDIN_FILENO, TCSAFLUSH, &hidden) == 0;
}

static gboolean
is_whole (const char *buffer,
          gsize       length,
          gboolean    is_terminal)
{
  return length >= MAX_BYTES || (is_terminal && memchr (buffer, '\n', length) != NULL);
}

/* Reads to the end, or to the end of the line on a terminal. Returns %FALSE if it can't be read or is no text. */
static gboolean
read_stdin (char   *buffer,
            GError **error)
{
  struct termios before;
  gboolean is_hidden = hide_typing (&before);
  gsize length = 0;
  gssize n = 1;

  while (n != 0 && !is_whole (buffer, length, is_hidden))
    {
      n = read (STDIN_FILENO, buffer + length, MAX_BYTES - length);
      if (n < 0 && errno != EINTR)
        break;
      length += n > 0 ? (gsize) n : 0;
    }
  if (is_hidden)
    tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
  buffer[length] = '\0';
  if (n >= 0 && length < MAX_BYTES && strlen (buffer) == length)
    return TRUE;
  g_set_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG, "standard input holds no token: %s",
               n < 0 ? g_strerror (errno) : "it is longer than a token or no text; give the token alone");
  return FALSE;
}

static int
run_set (TallyCliSession *session)
{
  g_autoptr (GError) error = NULL;
  char buffer[MAX_BYTES + 1];
  gboolean is_kept = read_stdin (buffer, &error) && tally_engine_token_keep (session->engine, buffer, NULL, &error);

  explicit_bzero (buffer, sizeof buffer);
  if (!is_kept)
    return fail (session, error);
  tally_cli_print ("%s", session->json ? "{\"schema\": 1, \"kept\": true}\n"
                                       : "The keyring keeps the token. 'tallyman token test' asks the service about it.\n");
  return tally_cli_session_finish (session, 0);
}

static void
print_token (const TallyEngineToken *token)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();
  g_autofree char *text = NULL;

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_int64 (writer, "schema", 1);
  tally_json_writer_add_text (writer, "origin", token->origin);
  tally_json_writer_add_text (writer, "ending", token->ending);
  if (token->warning != NULL)
    tally_json_writer_add_text (writer, "warning", token->warning);
  tally_json_writer_end_object (writer);
  text = tally_json_writer_finish (writer, TRUE);
  tally_cli_print ("%s\n", text);
}

static int
run_show (TallyCliSession *session)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyEngineToken) token = tally_engine_token_find (session->engine, NULL, &error);

  if (token == NULL)
    return fail (session, error);
  if (session->json)
    print_token (token);
  else
    tally_cli_print ("A token that ends in %s, from %s.\n", *token->ending != '\0' ? token->ending : "(too short to say)",
                     token->origin);
  if (token->warning != NULL)
    tally_cli_complain ("%s", token->warning);
  return tally_cli_session_finish (session, 0);
}

static void
print_owner (const TallyEngineTokenOwner *owner,
             gboolean                     reveal)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();
  g_autofree char *text = NULL;

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_int64 (writer, "schema", 1);
  tally_json_writer_add_int64 (writer, "user", owner->user_id);
  if (reveal)
    {
      tally_json_writer_add_text (writer, "email", owner->email);
      tally_json_writer_add_text (writer, "name", owner->name);
    }
  tally_json_writer_add_text (writer, "region", owner->region);
  tally_json_writer_add_text (writer, "host", owner->host);
  tally_json_writer_add_int64 (writer, "workspaces", owner->n_workspaces);
  tally_json_writer_add_int64 (writer, "sheets", owner->n_sheets);
  tally_json_writer_end_object (writer);
  text = tally_json_writer_finish (writer, TRUE);
  tally_cli_print ("%s\n", text);
}

static int
run_test (TallyCliSession *session)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyEngineTokenOwner) owner = tally_engine_token_test (session->engine, NULL, NULL, &error);

  if (owner == NULL)
    return fail (session, error);
  if (session->json)
    print_owner (owner, session->reveal);
  else
    tally_cli_print ("The token is valid in region %s (%s): user %" G_GINT64_FORMAT "%s%s; it sees %u workspaces and "
                     "%u sheets.\n", owner->region, owner->host, owner->user_id, session->reveal ? ", " : "",
                     session->reveal ? owner->email : "", owner->n_workspaces, owner->n_sheets);
  return tally_cli_session_finish (session, 0);
}

static int
run_forget (TallyCliSession *session)
{
  g_autoptr (GError) error = NULL;
  gboolean was_kept = FALSE;

  if (!tally_engine_token_forget (session->engine, NULL, &was_kept, &error))
    return fail (session, error);
  if (session->json)
    tally_cli_print ("{\"schema\": 1, \"forgotten\": %s}\n", was_kept ? "true" : "false");
  else
    tally_cli_print ("%s\n", was_kept ? "The keyring has forgotten the token." : "The keyring kept no token.");
  return tally_cli_session_finish (session, 0);
}

static int
run_token (int    argc,
           char **argv)
{
  static const struct { const char *id; int (*run) (TallyCliSession *session); } verbs[] = {
    { "set", run_set }, { "show", run_show }, { "test", run_test }, { "forget", run_forget },
  };
  g_auto (TallyCliSession) session = { 0 };
  const TallyCliUsage usage = {
    .arguments = "set | show | test | forget",
    .summary = "Keeps the API's token in the keyring (set reads it from stdin), says which one is used, asks the service\n"
               "whose it is, or has the keyring forget it.",
  };
  g_autoptr (GError) error = NULL;

  if (!tally_cli_session_open (&session, &usage, argc, argv, &error))
    return tally_cli_session_fail (&session, EXIT_USAGE, error->message);
  for (guint i = 0; i < G_N_ELEMENTS (verbs) && g_strv_length (session.arguments) == 1; i++)
    if (strcmp (session.arguments[0], verbs[i].id) == 0)
      return verbs[i].run (&session);
  return tally_cli_session_fail (&session, EXIT_USAGE, "token takes one of: set, show, test, forget, and no token: that is "
                                                       "read from stdin; see 'tallyman token --help'");
}

const TallyCliVerb tally_verb_token = {
  .id = "token",
  .summary = "the API's token: keep it in the keyring, test it",
  .run = run_token,
};
