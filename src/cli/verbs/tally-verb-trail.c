/* tally-verb-trail.c
 *
 * The trail: export it as JSON lines, verify it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <gio/gio.h>

#include "tally-cli-printer.h"
#include "tally-cli-session.h"
#include "tally-engine-error.h"
#include "tally-engine-state.h"
#include "tally-engine-trail.h"
#include "tally-file.h"
#include "tally-json.h"
#include "tally-verbs.h"

#define EXIT_FAILED 1
#define EXIT_USAGE 2
#define STDOUT "-"

static int
fail (TallyCliSession *session,
      const GError    *error)
{
  gboolean is_usage = g_error_matches (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG);

  return tally_cli_session_fail (session, is_usage ? EXIT_USAGE : EXIT_FAILED, error->message);
}

static gboolean
print_cb (const char  *line,
          gpointer     data,
          GError     **error)
{
  tally_cli_print ("%s", line);
  return TRUE;
}

static gboolean
write_cb (const char  *line,
          gpointer     data,
          GError     **error)
{
  return g_output_stream_write_all (data, line, strlen (line), NULL, NULL, error);
}

/* A file that stands is whole: written beside, then renamed in. */
static gboolean
write_file (TallyCliSession  *session,
            const char       *path,
            guint64          *out_n_entries,
            GError          **error)
{
  g_autofree char *beside = tally_file_dup_beside (path);
  g_autoptr (GFile) file = g_file_new_for_path (beside);
  g_autoptr (GFileOutputStream) stream = g_file_create (file, G_FILE_CREATE_PRIVATE, NULL, error);

  if (stream == NULL)
    return FALSE;
  if (tally_engine_trail_export (session->engine, write_cb, stream, out_n_entries, error)
      && g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error))
    return tally_file_commit (beside, path, error);
  g_file_delete (file, NULL, NULL);
  return FALSE;
}

static int
run_export (TallyCliSession *session)
{
  const char *path = session->arguments[1] != NULL ? session->arguments[1] : STDOUT;
  gboolean to_stdout = strcmp (path, STDOUT) == 0;
  g_autoptr (GError) error = NULL;
  guint64 n_entries = 0;

  if (to_stdout && !session->reveal)
    return tally_cli_session_fail (session, EXIT_USAGE, "the trail names people and this log may be public: name a FILE, "
                                                        "or say --reveal");
  if (to_stdout ? !tally_engine_trail_export (session->engine, print_cb, NULL, &n_entries, &error)
                : !write_file (session, path, &n_entries, &error))
    return fail (session, error);
  if (!to_stdout && session->json)
    tally_cli_print ("{\"schema\": 1, \"entries\": %" G_GUINT64_FORMAT "}\n", n_entries);
  else if (!to_stdout)
    tally_cli_print ("Wrote %" G_GUINT64_FORMAT " entries to %s.\n", n_entries, path);
  return tally_cli_session_finish (session, 0);
}

static void
print_check (const TallyEngineTrailCheck *check)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();
  g_autofree char *text = NULL;

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_int64 (writer, "schema", 1);
  tally_json_writer_add_boolean (writer, "sound", check->is_sound);
  tally_json_writer_add_int64 (writer, "entries", (gint64) check->n_entries);
  tally_json_writer_add_int64 (writer, "broken", check->broken_sequence);
  tally_json_writer_add_text (writer, "head", check->head);
  tally_json_writer_add_text (writer, "text", check->text);
  tally_json_writer_end_object (writer);
  text = tally_json_writer_finish (writer, TRUE);
  tally_cli_print ("%s\n", text);
}

static int
run_verify (TallyCliSession *session)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyEngineTrailCheck) check = tally_engine_trail_verify (session->engine, &error);

  if (check == NULL)
    return fail (session, error);
  if (session->json)
    print_check (check);
  else
    tally_cli_print ("%s\nHead %s\n", check->text, check->head);
  return tally_cli_session_finish (session, check->is_sound ? 0 : EXIT_FAILED);
}

static int
run_verb (TallyCliSession *session,
          int            (*run) (TallyCliSession *session))
{
  g_autoptr (GError) error = NULL;
  int code;

  if (session->state == NULL)
    return run (session);
  if (!tally_engine_state_look (session->engine, &error))
    return fail (session, error);
  code = run (session);
  tally_engine_state_look_away (session->engine);
  return code;
}

static int
run_trail (int    argc,
           char **argv)
{
  g_auto (TallyCliSession) session = { 0 };
  const GOptionEntry entries[] = {
    { "state", 0, 0, G_OPTION_ARG_FILENAME, &session.state, "Take the store from FILE", "FILE" },
    { "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &session.passphrase_file,
      "Read the passphrase of the state from FILE", "FILE" },
    G_OPTION_ENTRY_NULL
  };
  const TallyCliUsage usage = {
    .arguments = "export [FILE] | verify",
    .summary = "Writes the trail as JSON lines, oldest entry first, or proves that nothing in it was changed.",
    .entries = entries,
  };
  g_autoptr (GError) error = NULL;
  guint n;

  if (!tally_cli_session_open (&session, &usage, argc, argv, &error))
    return tally_cli_session_fail (&session, EXIT_USAGE, error->message);
  n = g_strv_length (session.arguments);
  if (n >= 1 && n <= 2 && strcmp (session.arguments[0], "export") == 0)
    return run_verb (&session, run_export);
  if (n == 1 && strcmp (session.arguments[0], "verify") == 0)
    return run_verb (&session, run_verify);
  return tally_cli_session_fail (&session, EXIT_USAGE, "trail takes: export [FILE], or verify; see 'tallyman trail --help'");
}

const TallyCliVerb tally_verb_trail = {
  .id = "trail",
  .summary = "export the trail, or verify it",
  .run = run_trail,
};
