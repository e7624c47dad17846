/* tally-verb-search.c
 *
 * Findings, lines and notes by their words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-printer.h"
#include "tally-cli-search.h"
#include "tally-cli-session.h"
#include "tally-cli-table.h"
#include "tally-engine-error.h"
#include "tally-engine-search.h"
#include "tally-engine-state.h"
#include "tally-verbs.h"

#define EXIT_FAILED 1
#define EXIT_USAGE 2

#define DEFAULT_LIMIT 20
#define MAX_LIMIT 10000

/* The noun at work: its session and its own options. */
typedef struct {
  TallyCliSession  session;
  char            *kind; /* (owned) (nullable) */
  int              limit;
} Noun;

static void
noun_clear (Noun *noun)
{
  tally_cli_session_clear (&noun->session);
  g_free (noun->kind);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Noun, noun_clear)

static int
fail (Noun         *noun,
      const GError *error)
{
  gboolean is_usage = g_error_matches (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG);

  return tally_cli_session_fail (&noun->session, is_usage ? EXIT_USAGE : EXIT_FAILED, error->message);
}

static void
free_found (GPtrArray **found)
{
  for (guint i = 0; i < TALLY_N_SEARCH_KINDS; i++)
    g_clear_pointer (&found[i], g_ptr_array_unref);
}

static gboolean
find (Noun       *noun,
      const char *text,
      gboolean    of_all,
      guint       kind,
      GPtrArray **found,
      GError    **error)
{
  for (guint i = 0; i < TALLY_N_SEARCH_KINDS; i++)
    {
      if (!of_all && i != kind)
        continue;
      found[i] = tally_engine_search (noun->session.engine, text, (TallySearchKind) i, (guint) noun->limit, error);
      if (found[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

static int
print_found (Noun              *noun,
             GPtrArray *const  *found)
{
  g_autofree char *text = noun->session.json
                            ? tally_cli_search_dup_json (found, (guint) noun->limit, noun->session.reveal)
                            : tally_cli_search_dup_text (found, (guint) noun->limit, tally_cli_table_get_width (),
                                                         noun->session.reveal);

  tally_cli_print ("%s", text);
  return tally_cli_session_finish (&noun->session, 0);
}

static int
search (Noun            *noun,
        TallySearchKind  kind)
{
  g_autofree char *text = g_strjoinv (" ", noun->session.arguments);
  GPtrArray *found[TALLY_N_SEARCH_KINDS] = { NULL };
  g_autoptr (GError) error = NULL;
  int code;

  if (noun->session.state != NULL && !tally_engine_state_look (noun->session.engine, &error))
    return fail (noun, error);
  code = find (noun, text, noun->kind == NULL, kind, found, &error) ? print_found (noun, found) : fail (noun, error);
  free_found (found);
  if (noun->session.state != NULL)
    tally_engine_state_look_away (noun->session.engine);
  return code;
}

static int
run_search (int    argc,
            char **argv)
{
  g_auto (Noun) noun = { .limit = DEFAULT_LIMIT };
  const GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING, &noun.kind, "Only of this kind", "finding|line|note" },
    { "limit", 0, 0, G_OPTION_ARG_INT, &noun.limit, "At most so many of each (20)", "N" },
    { "state", 0, 0, G_OPTION_ARG_FILENAME, &noun.session.state, "Take the store from FILE", "FILE" },
    { "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &noun.session.passphrase_file,
      "Read the passphrase of the state from FILE", "FILE" },
    G_OPTION_ENTRY_NULL
  };
  const TallyCliUsage usage = {
    .arguments = "[--] WORD…",
    .summary = "Looks for findings, billing lines and notes by their words.",
    .description = "A word finds what begins with it; 'words in \"quotes\"' are found as they stand; field:word looks in one\n"
                   "field, as foreman:smith; -word leaves out, behind '--'. Case and accents do not count.",
    .entries = entries,
  };
  TallySearchKind kind = TALLY_SEARCH_FINDINGS;
  g_autoptr (GError) error = NULL;

  if (!tally_cli_session_open (&noun.session, &usage, argc, argv, &error))
    return tally_cli_session_fail (&noun.session, EXIT_USAGE, error->message);
  if (noun.kind != NULL && !tally_search_kind_find (noun.kind, &kind))
    return tally_cli_session_fail (&noun.session, EXIT_USAGE, "--kind takes finding, line or note");
  if (noun.limit < 1 || noun.limit > MAX_LIMIT)
    return tally_cli_session_fail (&noun.session, EXIT_USAGE, "--limit is 1 to 10000");
  return search (&noun, kind);
}

const TallyCliVerb tally_verb_search = {
  .id = "search",
  .summary = "find findings, lines and notes by their words",
  .run = run_search,
};
