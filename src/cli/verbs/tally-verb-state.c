/* tally-verb-state.c
 *
 * The store as a file: pack, unpack, backup, restore, verify.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-printer.h"
#include "tally-cli-session.h"
#include "tally-cli-signals.h"
#include "tally-clock.h"
#include "tally-engine-error.h"
#include "tally-engine-state.h"
#include "tally-json.h"
#include "tally-verbs.h"

#define EXIT_FAILED 1
#define EXIT_USAGE 2
#define EXIT_IN_PART 3
#define EXIT_RETRY_LATER 75

static const struct {
  const char           *name;
  TallyEngineStateVerb  verb;
  const char           *done;
} verbs[] = {
  { "pack", TALLY_ENGINE_STATE_PACK, "Packed into" },
  { "unpack", TALLY_ENGINE_STATE_UNPACK, "Unpacked from" },
  { "backup", TALLY_ENGINE_STATE_BACKUP, "Backed up into" },
  { "restore", TALLY_ENGINE_STATE_RESTORE, "Restored from" },
  { "verify", TALLY_ENGINE_STATE_VERIFY, "Whole and sound:" },
};

static void
print_text (const char             *done,
            const TallyEngineState *state)
{
  g_autofree char *created = tally_clock_format_utc (state->created_utc_usec);

  tally_cli_print ("%s %s\n", done, state->file);
  if (state->format > 0)
    tally_cli_print ("Packed     %s by Tallyman %s%s\n", created, state->program,
                     state->is_sealed ? ", sealed" : ", not sealed");
  tally_cli_print ("Holds      schema %u, head %" G_GUINT64_FORMAT ", trail %.*s\n", state->schema,
                   state->head, (int) strcspn (state->trail, ":"), state->trail);
  tally_cli_print ("Size       %" G_GUINT64_FORMAT " bytes, %" G_GUINT64_FORMAT " unpacked\n",
                   state->file_bytes, state->database_bytes);
  if (state->kept != NULL)
    tally_cli_print ("Kept       what was there before: %s\n", state->kept);
}

static void
print_json (const char             *verb,
            const TallyEngineState *state)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();
  g_autofree char *created = tally_clock_format_utc (state->created_utc_usec);
  g_autofree char *text = NULL;

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_text (writer, "verb", verb);
  tally_json_writer_add_text (writer, "file", state->file);
  tally_json_writer_add_text (writer, "kept", state->kept);
  tally_json_writer_add_int64 (writer, "format", state->format);
  tally_json_writer_add_int64 (writer, "schema", state->schema);
  tally_json_writer_add_boolean (writer, "sealed", state->is_sealed);
  tally_json_writer_add_text (writer, "created", state->created_utc_usec != 0 ? created : NULL);
  tally_json_writer_add_text (writer, "program", state->program);
  tally_json_writer_add_text (writer, "installation", state->installation);
  tally_json_writer_add_int64 (writer, "head", (gint64) state->head);
  tally_json_writer_add_text (writer, "trail", state->trail);
  tally_json_writer_add_text (writer, "sha256", state->sha256);
  tally_json_writer_add_int64 (writer, "database_bytes", (gint64) state->database_bytes);
  tally_json_writer_add_int64 (writer, "file_bytes", (gint64) state->file_bytes);
  tally_json_writer_end_object (writer);
  text = tally_json_writer_finish (writer, TRUE);
  tally_cli_print ("%s\n", text);
}

static int
fail (const TallyCliSession *session,
      const GError          *error)
{
  int code = EXIT_FAILED;

  if (g_error_matches (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_BUSY))
    code = EXIT_RETRY_LATER;
  else if (g_error_matches (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG))
    code = EXIT_USAGE;
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    code = EXIT_IN_PART;
  return tally_cli_session_fail (session, code, error->message);
}

static int
do_verb (TallyCliSession         *session,
         guint                    index,
         TallyEngineStateOptions *options)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  G_GNUC_UNUSED g_autoptr (TallyCliSignals) signals = tally_cli_signals_new (cancellable);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyEngineState) state = NULL;

  options->verb = verbs[index].verb;
  state = tally_engine_state_run (session->engine, options, cancellable, &error);
  if (state == NULL)
    return fail (session, error);
  if (session->json)
    print_json (verbs[index].name, state);
  else
    print_text (verbs[index].done, state);
  return tally_cli_session_finish (session, 0);
}

static int
choose_verb (TallyCliSession         *session,
             TallyEngineStateOptions *options)
{
  guint n = g_strv_length (session->arguments);

  for (guint i = 0; n > 0 && i < G_N_ELEMENTS (verbs); i++)
    {
      guint n_least = verbs[i].verb == TALLY_ENGINE_STATE_BACKUP ? 1 : 2;

      if (strcmp (session->arguments[0], verbs[i].name) != 0)
        continue;
      if (n < n_least || n > 2)
        return tally_cli_session_fail (session, EXIT_USAGE, "name one FILE; see 'tallyman state --help'");
      if (options->force && verbs[i].verb != TALLY_ENGINE_STATE_UNPACK)
        return tally_cli_session_fail (session, EXIT_USAGE, "--force goes with unpack alone");
      options->file = n == 2 ? session->arguments[1] : NULL;
      return do_verb (session, i, options);
    }
  return tally_cli_session_fail (session, EXIT_USAGE,
                                 "state takes pack, unpack, backup, restore or verify; see 'tallyman "
                                 "state --help'");
}

static int
run_state (int    argc,
           char **argv)
{
  g_auto (TallyCliSession) session = { 0 };
  g_autofree char *passphrase_file = NULL;
  TallyEngineStateOptions options = { 0 };
  const GOptionEntry entries[] = {
    { "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &passphrase_file,
      "Read the passphrase that seals or opens FILE from there", "FILE" },
    { "force", 0, 0, G_OPTION_ARG_NONE, &options.force,
      "unpack: replace a newer, damaged or another installation's store too; it is kept", NULL },
    G_OPTION_ENTRY_NULL
  };
  const TallyCliUsage usage = {
    .arguments = "pack FILE | unpack FILE | backup [FILE] | restore FILE | verify FILE",
    .summary = "Carries the store as one file: consistent, compressed, with sums; sealed if there is the "
               "secret state-passphrase.",
    .description = "unpack keeps a store that is newer; restore goes back on purpose, and keeps what was "
                   "there beside it.",
    .entries = entries,
  };
  g_autoptr (GError) error = NULL;

  if (!tally_cli_session_open (&session, &usage, argc, argv, &error))
    return tally_cli_session_fail (&session, EXIT_USAGE, error->message);
  options.passphrase_file = passphrase_file;
  return choose_verb (&session, &options);
}

const TallyCliVerb tally_verb_state = {
  .id = "state",
  .summary = "the store as one file: pack, unpack, backup, restore, verify",
  .run = run_state,
};
