/* tally-sandbox-main.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-main.h"

#include <glib-unix.h>
#include <unistd.h>

#include "tally-sandbox-seed-arguments.h"
#include "tally-sandbox-server.h"

/* Exit codes of all faces, see tallyman(1). */
#define EXIT_USAGE 2

/* An hour each second; more than one edit a second of theirs is nobody's day. */
#define MAX_LIVE_FACTOR 3600
#define MAX_EDITS_PER_HOUR 3600

/* What the command line said. */
typedef struct
{
  int      port;
  char    *state_dir;    /* (owned) (nullable) */
  char    *faults_path;  /* (owned) (nullable) */
  char    *token;        /* (owned) (nullable) */
  gint64   rate_limit;
  gint64   retry_after;
  gboolean json;
  gboolean forbids_gzip;
  gboolean refuses_parallel;
  gboolean forbids_missing_token;
  gboolean empties_past_end;
  int      default_level;
  int      live_factor;
  int      edits_per_hour;

  TallySandboxSeedArguments seed;
} Arguments;

static void
clear_arguments (Arguments *self)
{
  g_free (self->state_dir);
  g_free (self->faults_path);
  g_free (self->token);
  tally_sandbox_seed_arguments_clear (&self->seed);
}

static gboolean
is_in_range (const Arguments *self)
{
  return self->port >= 0 && self->port <= G_MAXUINT16 && self->rate_limit >= 0 &&
         self->retry_after >= 0 && self->default_level >= 0 && self->default_level <= 2 &&
         self->live_factor >= 0 && self->live_factor <= MAX_LIVE_FACTOR &&
         self->edits_per_hour >= 0 && self->edits_per_hour <= MAX_EDITS_PER_HOUR;
}

static gboolean
parse_arguments (Arguments  *self,
                 int         argc,
                 char      **argv,
                 GError    **error)
{
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &self->port, "Port on 127.0.0.1; 0 = any", "N" },
    { "state", 0, 0, G_OPTION_ARG_FILENAME, &self->state_dir, "Folder that it lives in", "DIR" },
    { "faults", 0, 0, G_OPTION_ARG_FILENAME, &self->faults_path, "Rules for faults", "FILE" },
    { "token", 0, 0, G_OPTION_ARG_STRING, &self->token, "The token to accept", "TEXT" },
    { "rate-limit", 0, 0, G_OPTION_ARG_INT64, &self->rate_limit,
      "Units a minute; 0 = no limit", "N" },
    { "retry-after", 0, 0, G_OPTION_ARG_INT64, &self->retry_after,
      "Seconds told with 429; 0 = not told", "N" },
    { "missing-token-403", 0, 0, G_OPTION_ARG_NONE, &self->forbids_missing_token,
      "Answer 403 instead of 401 when the token is missing", NULL },
    { "empty-past-end", 0, 0, G_OPTION_ARG_NONE, &self->empties_past_end,
      "A page past the end is empty instead of the last one", NULL },
    { "default-level", 0, 0, G_OPTION_ARG_INT, &self->default_level, "0 or 1", "N" },
    { "live", 0, 0, G_OPTION_ARG_INT, &self->live_factor,
      "People work in it, N seconds of theirs each second; 0 = nobody", "N" },
    { "edits-per-hour", 0, 0, G_OPTION_ARG_INT, &self->edits_per_hour, "How busy they are", "N" },
    { "no-gzip", 0, 0, G_OPTION_ARG_NONE, &self->forbids_gzip, "Never compress answers", NULL },
    { "parallel-4004", 0, 0, G_OPTION_ARG_NONE, &self->refuses_parallel,
      "Answer 4004 to a write while another one on the same sheet is under way", NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->json, "Print one JSON object", NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("- imitate the Smartsheet API");

  g_option_context_add_main_entries (context, entries, NULL);
  tally_sandbox_seed_arguments_add_to (&self->seed, context);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  if (argc == 1 && is_in_range (self))
    return TRUE;
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       argc > 1 ? "only options are understood, see --help"
                                : "a number is out of range, see --help");
  return FALSE;
}

static TallySandboxServer *
make_server (const Arguments  *arguments,
             GError          **error)
{
  TallySandboxOptions options;
  g_autofree char *faults = NULL;
  g_autofree char *origin = NULL;
  TallySandboxSeed seed;

  if (!tally_sandbox_seed_arguments_read (&arguments->seed, &seed, error))
    return NULL;
  origin = tally_sandbox_seed_dup_origin (&seed);
  tally_sandbox_options_init (&options);
  if (arguments->faults_path != NULL &&
      !g_file_get_contents (arguments->faults_path, &faults, NULL, error))
    return NULL;
  if (arguments->token != NULL)
    options.token = arguments->token;
  options.port = (guint16) arguments->port;
  options.state_dir = arguments->state_dir;
  options.origin = origin;
  options.seed = seed.seed;
  options.fill = tally_sandbox_seed_fill_cb;
  options.fill_data = &seed;
  options.units_per_minute = arguments->rate_limit;
  options.retry_after_secs = arguments->retry_after;
  options.edits_per_hour = (guint) arguments->edits_per_hour;
  options.faults = faults;
  options.habits.missing_token_is_403 = arguments->forbids_missing_token;
  options.habits.past_end_is_empty = arguments->empties_past_end;
  options.habits.default_level = arguments->default_level;
  options.habits.parallel_writes_fail = arguments->refuses_parallel;
  if (arguments->forbids_gzip)
    options.gzip_min_bytes = -1;
  return tally_sandbox_server_new (&options, error);
}

/* Ids of folders, parents before their children. */
static void
append_folders (GString                     *line,
                const TallySandboxContainer *container)
{
  for (guint i = 0; i < container->folders->len; i++)
    {
      const TallySandboxContainer *folder = container->folders->pdata[i];

      if (!g_str_has_suffix (line->str, "["))
        g_string_append_c (line, ',');
      g_string_append_printf (line, "%" G_GINT64_FORMAT, folder->id);
      append_folders (line, folder);
    }
}

static void
append_tree (GString                 *line,
             const TallySandboxWorld *world)
{
  g_string_append (line, ",\"folders\":[");
  append_folders (line, world->home);
  for (guint i = 0; i < world->workspaces->len; i++)
    append_folders (line, world->workspaces->pdata[i]);
  g_string_append (line, "],\"workspaces\":[");
  for (guint i = 0; i < world->workspaces->len; i++)
    g_string_append_printf (line, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            ((TallySandboxContainer *) world->workspaces->pdata[i])->id);
  g_string_append_c (line, ']');
}

static void
print_facts (TallySandboxServer *server,
             gboolean            as_json)
{
  g_autoptr (GString) line = g_string_new ("{\"base_url\":");
  TallySandboxWorld *world = tally_sandbox_server_lock_world (server);

  tally_sandbox_append_json_text (line, tally_sandbox_server_get_base_url (server));
  g_string_append (line, ",\"token\":");
  tally_sandbox_append_json_text (line, tally_sandbox_server_get_token (server));
  g_string_append_printf (line, ",\"pid\":%d,\"source_sheets\":[", (int) getpid ());
  for (guint i = 0; i < world->source_sheets->len; i++)
    g_string_append_printf (line, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            g_array_index (world->source_sheets, gint64, i));
  g_string_append_printf (line, "],\"target_sheet\":%" G_GINT64_FORMAT ",\"audit_sheet\":%"
                          G_GINT64_FORMAT ",\"root\":%" G_GINT64_FORMAT, world->target_sheet,
                          world->audit_sheet, world->root);
  append_tree (line, world);
  g_string_append_c (line, '}');
  tally_sandbox_server_unlock_world (server);
  if (!as_json)
    g_string_printf (line, "%s\ntoken %s\nCtrl+C stops it.",
                     tally_sandbox_server_get_base_url (server),
                     tally_sandbox_server_get_token (server));
  fprintf (stdout, "%s\n", line->str);
  fflush (stdout);
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_CONTINUE;
}

/* What one second of the machine's time is in the sandbox. */
typedef struct
{
  TallySandboxServer *server;
  int                 factor;
} Life;

static gboolean
live_cb (gpointer data)
{
  const Life *life = data;

  tally_sandbox_server_live (life->server, (life->factor - 1) * G_GINT64_CONSTANT (1000000));
  return G_SOURCE_CONTINUE;
}

static void
wait_for_signal (TallySandboxServer *server,
                 int                 live_factor)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Life life = { server, live_factor };
  guint living = live_factor > 0 ? g_timeout_add_seconds (1, live_cb, &life) : 0;
  guint interrupt = g_unix_signal_add (SIGINT, quit_cb, loop);
  guint terminate = g_unix_signal_add (SIGTERM, quit_cb, loop);

  g_main_loop_run (loop);
  if (living != 0)
    g_source_remove (living);
  g_source_remove (interrupt);
  g_source_remove (terminate);
}

static int
describe (const Arguments *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  TallySandboxSeed seed;

  if (tally_sandbox_seed_arguments_read (&arguments->seed, &seed, &error))
    text = arguments->seed.describes ? tally_sandbox_seed_describe (&seed, &error)
                                     : tally_sandbox_seed_describe_rates (&seed, &error);
  if (text == NULL)
    {
      g_printerr ("tallyman sandbox: %s\n", error->message);
      return EXIT_USAGE;
    }
  fprintf (stdout, "%s%s", text, arguments->seed.describes ? "\n" : "");
  return fflush (stdout) == 0 ? 0 : 1;
}

static int
serve (const Arguments *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallySandboxServer) server = make_server (arguments, &error);

  if (server == NULL || !tally_sandbox_server_start (server, &error))
    {
      g_printerr ("tallyman sandbox: %s\n", error->message);
      return 1;
    }
  print_facts (server, arguments->json);
  wait_for_signal (server, arguments->live_factor);
  return 0;
}

int
tally_sandbox_main (int    argc,
                    char **argv)
{
  Arguments arguments = { .rate_limit = 300, .default_level = 1, .edits_per_hour = 60 };
  g_autoptr (GError) error = NULL;
  int status = EXIT_USAGE;

  tally_sandbox_seed_arguments_init (&arguments.seed);
  if (!parse_arguments (&arguments, argc, argv, &error))
    g_printerr ("tallyman sandbox: %s\n", error->message);
  else if (arguments.seed.describes || arguments.seed.tells_rates)
    status = describe (&arguments);
  else
    status = serve (&arguments);
  clear_arguments (&arguments);
  return status;
}
