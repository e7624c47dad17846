/* tally-verb-metrics.c
 *
 * What was measured: list, show.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-metrics.h"
#include "tally-cli-printer.h"
#include "tally-cli-session.h"
#include "tally-cli-table.h"
#include "tally-clock.h"
#include "tally-engine-error.h"
#include "tally-engine-metrics.h"
#include "tally-verbs.h"

#define EXIT_FAILED 1
#define EXIT_USAGE 2
#define EXIT_RETRY_LATER 75

#define DEFAULT_FROM "7d"
#define DEFAULT_POINTS 1000

/* The noun at work: its session and its own options. */
typedef struct {
  TallyCliSession  session;
  char            *subject; /* (owned) */
  char            *scope;   /* (owned) */
  char            *from;    /* (owned) */
  char            *to;      /* (owned) */
  int              points;
  gboolean         csv;
} Noun;

static void
noun_clear (Noun *noun)
{
  tally_cli_session_clear (&noun->session);
  g_free (noun->subject);
  g_free (noun->scope);
  g_free (noun->from);
  g_free (noun->to);
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
  if (g_error_matches (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_NOT_FOUND))
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
run_list (Noun *noun)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;

  if (get_argument (noun, 1) != NULL || noun->csv)
    return fail_usage (noun, "list takes no argument and no --csv; see 'tallyman metrics --help'");
  list = tally_engine_list_metrics (noun->session.engine, &error);
  if (list == NULL)
    return fail_error (noun, error);
  return print_text (noun, noun->session.json
                             ? tally_cli_metrics_dup_list_json (list)
                             : tally_cli_metrics_dup_list_text (list, tally_cli_table_get_width ()));
}

static int
print_series (Noun              *noun,
              const TallySeries *series)
{
  if (noun->session.json)
    return print_text (noun, tally_cli_metrics_dup_json (series));
  if (noun->csv)
    return print_text (noun, tally_cli_metrics_dup_csv (series));
  return print_text (noun, tally_cli_metrics_dup_text (series, tally_cli_table_get_width ()));
}

/* Returns: what is wrong with the options, or %NULL. */
static const char *
read_query (const Noun        *noun,
            TallyMetricsQuery *out_query)
{
  g_autoptr (TallyClock) clock = tally_clock_new_system ();
  gint64 now = tally_clock_get_utc_usec (clock);
  const TallyMetric *metric = tally_metric_find (get_argument (noun, 1));

  *out_query = (TallyMetricsQuery) {
    .metric = get_argument (noun, 1),
    .subject = noun->subject,
    .max_points = noun->points > 0 ? (guint) noun->points : DEFAULT_POINTS,
  };
  if (out_query->metric == NULL || get_argument (noun, 2) != NULL)
    return "show takes one metric; 'tallyman metrics list' shows those that were recorded";
  if (metric != NULL && metric->subject != TALLY_METRIC_OF_NOTHING && noun->subject == NULL)
    return "this metric has a subject; name it with --subject, 'tallyman metrics list' shows them";
  if (!tally_sample_scope_find (noun->scope != NULL ? noun->scope : "full", &out_query->scope))
    return "--passes is full, part or dry";
  if (noun->points < 0 || noun->points > TALLY_ENGINE_MAX_POINTS)
    return "--points is 1 to 200000";
  if (!tally_cli_metrics_parse_time (noun->from != NULL ? noun->from : DEFAULT_FROM, now,
                                     &out_query->from_utc_usec)
      || (noun->to != NULL && !tally_cli_metrics_parse_time (noun->to, now, &out_query->to_utc_usec)))
    return "--from and --to take a day as 2026-11-24, a time as 2026-11-24T15:00:00Z, or so long ago "
           "as 90d, 12h or 30m";
  return NULL;
}

static int
run_show (Noun *noun)
{
  TallyMetricsQuery query;
  const char *wrong = read_query (noun, &query);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallySeries) series = NULL;

  if (wrong != NULL)
    return fail_usage (noun, wrong);
  if (noun->session.json && noun->csv)
    return fail_usage (noun, "choose one of --json and --csv");
  series = tally_engine_read_metric (noun->session.engine, &query, &error);
  return series != NULL ? print_series (noun, series) : fail_error (noun, error);
}

static int
run_metrics (int    argc,
             char **argv)
{
  g_auto (Noun) noun = { 0 };
  const GOptionEntry entries[] = {
    { "subject", 0, 0, G_OPTION_ARG_STRING, &noun.subject, "show: what the metric is about, an id", "ID" },
    { "passes", 0, 0, G_OPTION_ARG_STRING, &noun.scope,
      "show: of full passes (usual), of those in part, or of dry ones", "full|part|dry" },
    { "from", 0, 0, G_OPTION_ARG_STRING, &noun.from, "show: from when on (7d)", "TIME" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &noun.to, "show: until when (now)", "TIME" },
    { "points", 0, 0, G_OPTION_ARG_INT, &noun.points, "show: at most so many samples (1000)", "N" },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &noun.csv, "show: lines of comma-separated values", NULL },
    G_OPTION_ENTRY_NULL
  };
  const TallyCliUsage usage = {
    .arguments = "list | show METRIC",
    .summary = "Shows what was measured: passes, jobs, calls, sheets, the machine.",
    .description = "TIME is a day, an RFC 3339 time, or so long ago: 90d, 12h, 30m. All times are UTC.",
    .entries = entries,
  };
  g_autoptr (GError) error = NULL;

  if (!tally_cli_session_open (&noun.session, &usage, argc, argv, &error))
    return fail_usage (&noun, error->message);
  if (g_strcmp0 (get_argument (&noun, 0), "list") == 0)
    return run_list (&noun);
  if (g_strcmp0 (get_argument (&noun, 0), "show") == 0)
    return run_show (&noun);
  return fail_usage (&noun, "metrics takes list or show; see 'tallyman metrics --help'");
}

const TallyCliVerb tally_verb_metrics = {
  .id = "metrics",
  .summary = "what was measured: list, show",
  .run = run_metrics,
};
