/* tally-cli-arguments.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-arguments.h"

#include "tally-cli-error.h"
#include "tally-engine.h"
#include "tally-number.h"
#include "tally-text.h"
#include "tally-week.h"

#define MAX_BUDGET_HOURS (7 * 24)

void
tally_cli_arguments_clear (TallyCliArguments *self)
{
  g_free (self->config);
  g_free (self->data_dir);
  g_free (self->output_dir);
  g_free (self->state);
  g_free (self->passphrase_file);
  g_free (self->token_file);
  g_free (self->base_url);
  g_free (self->progress);
  g_free (self->expect_head);
  g_free (self->time_budget);
  g_free (self->fail_on);
  g_free (self->schedule);
  g_strfreev (self->work_requests);
  g_strfreev (self->weeks);
  g_strfreev (self->jobs);
}

void
tally_cli_arguments_flatten (char ***lists)
{
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();

  if (*lists == NULL)
    return;
  for (guint i = 0; (*lists)[i] != NULL; i++)
    {
      g_auto (GStrv) items = g_strsplit_set ((*lists)[i], ",;", -1);
      for (guint j = 0; items[j] != NULL; j++)
        if (*g_strstrip (items[j]) != '\0')
          g_strv_builder_add (all, items[j]);
    }
  g_strfreev (*lists);
  *lists = g_strv_builder_end (all);
}

static gboolean
refuse (GError     **error,
        const char  *message)
{
  g_set_error_literal (error, TALLY_CLI_ERROR, TALLY_CLI_ERROR_USAGE, message);
  return FALSE;
}

static gboolean
check_choice (const char  *option,
              const char  *value,
              const char  *accepted,
              GError     **error)
{
  g_auto (GStrv) choices = g_strsplit (accepted, "|", -1);

  if (value == NULL || g_strv_contains ((const char *const *) choices, value))
    return TRUE;
  g_set_error (error, TALLY_CLI_ERROR, TALLY_CLI_ERROR_USAGE, "%s takes %s, not '%s'", option,
               accepted, value);
  return FALSE;
}

static gboolean
check_list (const char  *option,
            char       **list,
            GError     **error)
{
  if (list == NULL || list[0] != NULL)
    return TRUE;
  g_set_error (error, TALLY_CLI_ERROR, TALLY_CLI_ERROR_USAGE,
               "%s is empty; leave it out to have all of them", option);
  return FALSE;
}

static gboolean
check_weeks (char   **weeks,
             GError **error)
{
  for (guint i = 0; weeks != NULL && weeks[i] != NULL; i++)
    {
      TallyDay day;
      if (tally_week_parse (weeks[i], strlen (weeks[i]), &day))
        continue;
      g_set_error (error, TALLY_CLI_ERROR, TALLY_CLI_ERROR_USAGE,
                   "--week takes the day that a week ends on as MMDDYY, not '%s'", weeks[i]);
      return FALSE;
    }
  return TRUE;
}

/* "80", "80m" or "2h": the configuration wants minutes. */
static gboolean
check_time_budget (TallyCliArguments  *self,
                   GError            **error)
{
  const char *text = self->time_budget;
  gsize length = text != NULL ? strlen (text) : 0;
  gboolean has_unit = length > 1 && strchr ("mh", text[length - 1]) != NULL;
  gint64 n;

  if (text == NULL)
    return TRUE;
  if (!tally_number_parse_int64 (text, length - (has_unit ? 1 : 0), &n) || n < 0 || n > MAX_BUDGET_HOURS * 60)
    return refuse (error, "--time-budget takes minutes or hours, as in 80m or 2h, at most a week; 0 is no limit");
  n *= text[length - 1] == 'h' ? 60 : 1;
  if (n > MAX_BUDGET_HOURS * 60)
    return refuse (error, "--time-budget takes a week at most; 0 is no limit");
  g_free (self->time_budget);
  self->time_budget = g_strdup_printf ("%" G_GINT64_FORMAT, n);
  return TRUE;
}

static gboolean
check_sandbox (const TallyCliArguments  *self,
               GError                  **error)
{
  if (self->sandbox && self->base_url != NULL)
    return refuse (error, "--sandbox has an address of its own; take --base-url out");
  if (self->sandbox && self->token_file != NULL)
    return refuse (error, "--sandbox has a token of its own; take --token-file out");
  return TRUE;
}

static gboolean
check (TallyCliArguments  *self,
       GError            **error)
{
  tally_cli_arguments_flatten (&self->work_requests);
  tally_cli_arguments_flatten (&self->weeks);
  if (self->max_groups < 0)
    return refuse (error, "--max-groups takes 0 (no limit) or more");
  if (self->quiet && self->verbose)
    return refuse (error, "--quiet and --verbose exclude each other");
  if (self->passphrase_file != NULL && self->state == NULL)
    return refuse (error, "--passphrase-file goes with --state FILE");
  if (self->state != NULL && *self->state == '\0')
    return refuse (error, "--state takes a file");
  return check_sandbox (self, error)
         && check_time_budget (self, error)
         && check_choice ("--progress", self->progress, "auto|always|never", error)
         && check_choice ("--fail-on", self->fail_on, "never|low|medium|high|critical", error)
         && check_list ("--work-request", self->work_requests, error)
         && check_list ("--week", self->weeks, error)
         && check_weeks (self->weeks, error)
         && tally_engine_check_jobs ((const char *const *) self->jobs, error);
}

static gboolean
resume_cb (const char  *option,
           const char  *value,
           gpointer     data,
           GError     **error)
{
  TallyCliArguments *self = data;

  if (value != NULL
      && (!tally_number_parse_int64 (value, strlen (value), &self->resume_run) || self->resume_run < 1))
    return refuse (error, "--resume takes the number of a run, as in --resume=7, or nothing");
  self->resume = TRUE;
  return TRUE;
}

static void
add_entries (TallyCliArguments *a,
             GOptionGroup      *group)
{
  const GOptionEntry entries[] = {
    { "batch", 0, 0, G_OPTION_ARG_NONE, &a->batch, "Run one pass of the engine", NULL },
    { "config", 0, 0, G_OPTION_ARG_FILENAME, &a->config, "Read the configuration from FILE", "FILE" },
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &a->data_dir, "Keep the store in DIR", "DIR" },
    { "output-dir", 0, 0, G_OPTION_ARG_FILENAME, &a->output_dir, "Write workbooks into DIR", "DIR" },
    { "state", 0, 0, G_OPTION_ARG_FILENAME, &a->state, "Unpack the store from FILE, pack it again at the end", "FILE" },
    { "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &a->passphrase_file,
      "Read the passphrase of the state from FILE", "FILE" },
    { "token-file", 0, 0, G_OPTION_ARG_FILENAME, &a->token_file, "Read the API token from FILE", "FILE" },
    { "base-url", 0, 0, G_OPTION_ARG_STRING, &a->base_url, "Talk to this API address", "URL" },
    { "work-request", 0, 0, G_OPTION_ARG_STRING_ARRAY, &a->work_requests, "Only these work requests", "WR[,…]" },
    { "week", 0, 0, G_OPTION_ARG_STRING_ARRAY, &a->weeks, "Only weeks ending on these days", "MMDDYY[,…]" },
    { "max-groups", 0, 0, G_OPTION_ARG_INT, &a->max_groups, "At most N workbooks", "N" },
    { "time-budget", 0, 0, G_OPTION_ARG_STRING, &a->time_budget, "Begin nothing new after so long", "TIME" },
    { "force", 0, 0, G_OPTION_ARG_NONE, &a->force, "Make and attach unchanged workbooks too", NULL },
    { "take-over", 0, 0, G_OPTION_ARG_NONE, &a->take_over, "Replace workbooks of another program", NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &a->dry_run, "Change nothing in Smartsheet", NULL },
    { "resume", 0, G_OPTION_FLAG_OPTIONAL_ARG, G_OPTION_ARG_CALLBACK, (gpointer) resume_cb,
      "Go on with the rows of the store, or a run, without a sync", "RUN" },
    { "schedule", 0, 0, G_OPTION_ARG_STRING, &a->schedule, "It is the due start of this schedule", "NAME" },
    { "sandbox", 0, 0, G_OPTION_ARG_NONE, &a->sandbox, "Work on the built-in imitation of Smartsheet", NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &a->json, "Print one JSON object", NULL },
    { "expect-head", 0, 0, G_OPTION_ARG_STRING, &a->expect_head, "verify-trail wants this earlier head", "HEAD" },
    { "fail-on", 0, 0, G_OPTION_ARG_STRING, &a->fail_on, "Exit 4 on findings of this level", "LEVEL" },
    { "fail-on-new", 0, 0, G_OPTION_ARG_NONE, &a->fail_on_new, "Only on findings that the run before did not have", NULL },
    { "quiet", 0, 0, G_OPTION_ARG_NONE, &a->quiet, "Print nothing but errors", NULL },
    { "verbose", 0, 0, G_OPTION_ARG_NONE, &a->verbose, "Say more", NULL },
    { "reveal", 0, 0, G_OPTION_ARG_NONE, &a->reveal, "Show names and amounts in GitHub Actions too", NULL },
    { "progress", 0, 0, G_OPTION_ARG_STRING, &a->progress, "Show progress: auto, always, never", "WHEN" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &a->jobs, NULL, "[JOB…]" },
    G_OPTION_ENTRY_NULL
  };

  g_option_group_add_entries (group, entries);
}

gboolean
tally_cli_arguments_parse (TallyCliArguments  *self,
                           int                 argc,
                           char              **argv,
                           GError            **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  GOptionGroup *group = g_option_group_new ("batch", "", "", self, NULL);
  g_auto (GStrv) copy = g_strdupv (argv);
  g_autofree char *jobs = tally_engine_dup_jobs ();
  g_autofree char *summary = g_strdup_printf ("Jobs: %s; none = all of them but health-check.", jobs);
  gboolean json = FALSE;

  for (int i = 1; i < argc && strcmp (argv[i], "--") != 0; i++)
    json = json || strcmp (argv[i], "--json") == 0;
  add_entries (self, group);
  g_option_context_set_main_group (context, group);
  g_option_context_set_summary (context, summary);
  if (g_option_context_parse_strv (context, &copy, error))
    return check (self, error);
  self->json = json; /* GOption takes back what it read before the mistake */
  return FALSE;
}
