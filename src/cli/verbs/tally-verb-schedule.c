/* tally-verb-schedule.c
 *
 * When passes start: list, next, check, install.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <gio/gio.h>

#include "tally-cli-printer.h"
#include "tally-cli-schedule.h"
#include "tally-cli-session.h"
#include "tally-cli-units.h"
#include "tally-engine-error.h"
#include "tally-file.h"
#include "tally-json.h"
#include "tally-text.h"
#include "tally-verbs.h"

/* Another number means other members. */
#define JSON_SCHEMA 1

#define EXIT_FAILED 1
#define EXIT_USAGE 2
#define DEFAULT_COUNT 10

/* The noun at work: its session and its own options. */
typedef struct {
  TallyCliSession  session;
  int              count;
  char            *after;   /* (owned) (nullable) */
  char            *to;      /* (owned) (nullable) */
  gboolean         systemd;
  gboolean         cron;
  gboolean         github;
} Noun;

static void
noun_clear (Noun *noun)
{
  tally_cli_session_clear (&noun->session);
  g_free (noun->after);
  g_free (noun->to);
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
fail (Noun         *noun,
      const GError *error)
{
  gboolean is_usage = g_error_matches (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG);

  return tally_cli_session_fail (&noun->session, is_usage ? EXIT_USAGE : EXIT_FAILED, error->message);
}

static int
run_list (Noun *noun)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = tally_engine_starts_list (noun->session.engine, &error);

  if (entries == NULL)
    return fail (noun, error);
  return print (noun, noun->session.json ? tally_cli_schedule_dup_list_json (entries)
                                         : tally_cli_schedule_dup_list_text (entries));
}

static int
run_next (Noun *noun)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) starts = NULL;
  gint64 after = -1;

  if (noun->after != NULL && !tally_clock_parse_utc (noun->after, &after))
    return tally_cli_session_fail (&noun->session, EXIT_USAGE, "--after takes a time with its zone, as "
                                                               "2026-11-01T05:00:00Z");
  starts = tally_engine_starts_next (noun->session.engine, after, (guint) noun->count, &error);
  if (starts == NULL)
    return fail (noun, error);
  return print (noun, noun->session.json ? tally_cli_schedule_dup_next_json (starts)
                                         : tally_cli_schedule_dup_next_text (starts));
}

/* The words of an expression that a shell took apart belong together. */
static int
run_check (Noun *noun)
{
  g_autofree char *text = g_strjoinv (" ", noun->session.arguments + 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyEngineExpression) expression = NULL;

  expression = tally_engine_starts_check (noun->session.engine, text, (guint) noun->count, &error);
  if (expression == NULL)
    return fail (noun, error);
  return print (noun, noun->session.json ? tally_cli_schedule_dup_expression_json (expression)
                                         : tally_cli_schedule_dup_expression_text (expression));
}

static void
add_word (GString    *command,
          const char *option,
          const char *path)
{
  g_autofree char *absolute = path != NULL ? g_canonicalize_filename (path, NULL) : NULL;
  g_autofree char *quoted = absolute != NULL ? g_shell_quote (absolute) : NULL;

  if (absolute == NULL)
    return;
  g_string_append (command, option);
  if (strpbrk (absolute, " \t\"'\\$%;") == NULL)
    g_string_append (command, absolute);
  else
    g_string_append (command, quoted);
}

/* Signs that have a meaning of their own there. */
static void
escape (GString  *command,
        gboolean  for_systemd)
{
  g_string_replace (command, "%", for_systemd ? "%%" : "\\%", 0);
  if (for_systemd)
    g_string_replace (command, "$", "$$", 0);
}

/* This program, where it stands, and the places that it was told of. */
static char *
dup_command (Noun     *noun,
             gboolean  for_systemd)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  GString *command = g_string_new (NULL);

  add_word (command, "", program != NULL ? program : "/usr/bin/tallyman");
  add_word (command, " --config ", noun->session.config_path);
  add_word (command, " --data-dir ", noun->session.data_dir);
  add_word (command, " --output-dir ", noun->session.output_dir);
  add_word (command, " --token-file ", noun->session.token_file);
  escape (command, for_systemd);
  return tally_text_steal (command);
}

static gboolean
write_unit (GPtrArray   *files,
            const char  *folder,
            const char  *name,
            char        *text,
            GError     **error)
{
  g_autofree char *owned = text;
  char *path = g_build_filename (folder, name, NULL);

  g_ptr_array_add (files, path);
  return tally_file_write (path, owned, strlen (owned), 0644, error);
}

static gboolean
write_timers (GPtrArray   *files,
              const char  *folder,
              GPtrArray   *entries,
              GError     **error)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const TallyEngineScheduleEntry *entry = entries->pdata[i];
      g_autofree char *name = g_strdup_printf ("tallyman-batch@%s.timer", entry->name);
      if (entry->is_on && !write_unit (files, folder, name, tally_cli_units_dup_timer (entry), error))
        return FALSE;
    }
  return TRUE;
}

static char *
dup_advice (GPtrArray *entries)
{
  GString *out = g_string_new ("Let Tallyman keep the time:\n"
                               "  systemctl --user daemon-reload\n"
                               "  systemctl --user enable --now tallyman-serve.service\n"
                               "or let systemd do it:\n"
                               "  systemctl --user daemon-reload\n"
                               "  systemctl --user enable --now");

  for (guint i = 0; i < entries->len; i++)
    {
      const TallyEngineScheduleEntry *entry = entries->pdata[i];
      if (entry->is_on)
        g_string_append_printf (out, " tallyman-batch@%s.timer", entry->name);
    }
  g_string_append (out, "\nand, to have it at work while you are not logged in:\n"
                        "  loginctl enable-linger\n");
  return tally_text_steal (out);
}

static char *
dup_written_json (GPtrArray  *files,
                  const char *advice)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();
  g_autofree char *text = NULL;

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_int64 (writer, "schema", JSON_SCHEMA);
  tally_json_writer_begin_array (writer, "files");
  for (guint i = 0; i < files->len; i++)
    tally_json_writer_add_text (writer, NULL, files->pdata[i]);
  tally_json_writer_end_array (writer);
  tally_json_writer_add_text (writer, "advice", advice);
  tally_json_writer_end_object (writer);
  text = tally_json_writer_finish (writer, TRUE);
  return g_strconcat (text, "\n", NULL);
}

static char *
dup_written_text (GPtrArray  *files,
                  const char *advice)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < files->len; i++)
    g_string_append_printf (out, "Written: %s\n", (char *) files->pdata[i]);
  g_string_append (out, advice);
  return tally_text_steal (out);
}

static int
install_systemd (Noun      *noun,
                 GPtrArray *entries)
{
  g_autofree char *folder = noun->to != NULL ? g_strdup (noun->to)
                                             : g_build_filename (g_get_user_config_dir (), "systemd", "user", NULL);
  g_autofree char *command = dup_command (noun, TRUE);
  g_autofree char *advice = dup_advice (entries);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  if (!tally_file_ensure_folder (folder, &error)
      || !write_unit (files, folder, "tallyman-serve.service", tally_cli_units_dup_serve (command), &error)
      || !write_unit (files, folder, "tallyman-batch@.service", tally_cli_units_dup_batch (command), &error)
      || !write_timers (files, folder, entries, &error))
    return fail (noun, error);
  return print (noun, noun->session.json ? dup_written_json (files, advice) : dup_written_text (files, advice));
}

static int
print_lines (Noun *noun,
             char *lines)
{
  g_autofree char *owned = lines;
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();
  g_autofree char *text = NULL;

  if (!noun->session.json)
    return print (noun, g_steal_pointer (&owned));
  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_int64 (writer, "schema", JSON_SCHEMA);
  tally_json_writer_add_text (writer, "lines", lines);
  tally_json_writer_end_object (writer);
  text = tally_json_writer_finish (writer, TRUE);
  return print (noun, g_strconcat (text, "\n", NULL));
}

static int
run_install (Noun *noun)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *command = NULL;

  if (noun->systemd + noun->cron + noun->github != 1)
    return tally_cli_session_fail (&noun->session, EXIT_USAGE, "install takes one of --systemd, --cron, --github");
  if (!noun->github && strcmp (tally_config_get_text (noun->session.config, "schedule", "runs-on"), "github") == 0)
    return tally_cli_session_fail (&noun->session, EXIT_USAGE,
                                   "[schedule] runs-on=github: a workflow starts the passes, and two places would publish "
                                   "one after the other; set it to here or server first");
  entries = tally_engine_starts_list (noun->session.engine, &error);
  if (entries == NULL)
    return fail (noun, error);
  if (noun->systemd)
    return install_systemd (noun, entries);
  command = dup_command (noun, FALSE);
  return print_lines (noun, noun->cron ? tally_cli_units_dup_cron (entries, command)
                                       : tally_cli_units_dup_github (entries));
}

static const struct {
  const char *name;
  guint       n_least;
  guint       n_most;
  int       (*run) (Noun *noun);
} verbs[] = {
  { "list", 1, 1, run_list },
  { "next", 1, 1, run_next },
  { "check", 2, 20, run_check },
  { "install", 1, 1, run_install },
};

static int
dispatch (Noun *noun)
{
  char **arguments = noun->session.arguments;
  guint n = g_strv_length (arguments);

  if (noun->count < 1 || noun->count > TALLY_ENGINE_STARTS_MAX)
    return tally_cli_session_fail (&noun->session, EXIT_USAGE, "--count takes 1 to 1000");
  for (guint i = 0; n > 0 && i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (arguments[0], verbs[i].name) == 0 && n >= verbs[i].n_least && n <= verbs[i].n_most)
      return verbs[i].run (noun);
  return tally_cli_session_fail (&noun->session, EXIT_USAGE,
                                 "schedule takes: list, next, check EXPRESSION or install; see 'tallyman schedule "
                                 "--help'");
}

static int
run_schedule (int    argc,
              char **argv)
{
  g_auto (Noun) noun = { .count = DEFAULT_COUNT };
  const GOptionEntry entries[] = {
    { "count", 0, 0, G_OPTION_ARG_INT, &noun.count, "next, check: how many starts to show", "N" },
    { "after", 0, 0, G_OPTION_ARG_STRING, &noun.after, "next: those after this time, in place of now", "TIME" },
    { "systemd", 0, 0, G_OPTION_ARG_NONE, &noun.systemd, "install: write a user service and timers", NULL },
    { "cron", 0, 0, G_OPTION_ARG_NONE, &noun.cron, "install: print lines for crontab", NULL },
    { "github", 0, 0, G_OPTION_ARG_NONE, &noun.github, "install: print the schedule of a workflow", NULL },
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &noun.to, "install: write units there, in place of the user's", "DIR" },
    G_OPTION_ENTRY_NULL
  };
  const TallyCliUsage usage = {
    .arguments = "list | next | check EXPRESSION | install --systemd|--cron|--github",
    .summary = "Shows when passes start, what was late or missed, and what an expression means.",
    .description = "Schedules stand in tallyman.conf(5), groups [schedule-NAME]; 'tallyman --serve' keeps them.",
    .entries = entries,
  };
  g_autoptr (GError) error = NULL;

  if (!tally_cli_session_open (&noun.session, &usage, argc, argv, &error))
    return tally_cli_session_fail (&noun.session, EXIT_USAGE, error->message);
  return dispatch (&noun);
}

const TallyCliVerb tally_verb_schedule = {
  .id = "schedule",
  .summary = "when passes start: list, next, check, install",
  .run = run_schedule,
};
