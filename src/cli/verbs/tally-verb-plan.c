/* tally-verb-plan.c
 *
 * Plans that wait for a person: list, show, approve, reject.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <gio/gio.h>

#include "tally-cli-actor.h"
#include "tally-cli-plan.h"
#include "tally-cli-printer.h"
#include "tally-cli-session.h"
#include "tally-engine-plan.h"
#include "tally-proposal-json.h"
#include "tally-text.h"
#include "tally-verbs.h"

#define EXIT_FAILED 1
#define EXIT_USAGE 2
#define PLAN_NAME_SUFFIX ".json"

/* The noun at work: its session and its own options. */
typedef struct {
  TallyCliSession  session;
  char            *reason; /* (owned) (nullable) */
  char            *actor;  /* (owned) (nullable) */
} Noun;

static void
noun_clear (Noun *noun)
{
  tally_cli_session_clear (&noun->session);
  g_free (noun->reason);
  g_free (noun->actor);
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
  return tally_cli_session_fail (&noun->session, EXIT_FAILED, error->message);
}

static int
run_list (Noun       *noun,
          const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) plans = tally_engine_plan_list (noun->session.engine, &error);

  if (plans == NULL)
    return fail (noun, error);
  return print (noun, noun->session.json ? tally_cli_plan_dup_list_json (plans)
                                         : tally_cli_plan_dup_list_text (plans));
}

/* A plan.json that a run left somewhere: a CI's artifact. */
static TallyEnginePlan *
load_file (const char  *path,
           GError     **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (TallyProposal) proposal = NULL;
  TallyEnginePlan *plan;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, error);
  if (info == NULL)
    return NULL;
  if (g_file_info_get_size (info) > TALLY_PROPOSAL_MAX_BYTES)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s is too large to be a plan.json", path);
      return NULL;
    }
  bytes = g_file_load_bytes (file, NULL, NULL, error);
  if (bytes == NULL)
    return NULL;
  proposal = tally_proposal_from_json (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
  if (proposal == NULL)
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  plan = g_new0 (TallyEnginePlan, 1);
  plan->id = g_strndup (proposal->digest, TALLY_PROPOSAL_ID_LENGTH);
  plan->state = g_strdup ("");
  plan->n_waiting = tally_proposal_count_waiting (proposal);
  plan->steps = g_ptr_array_new ();
  plan->proposal = g_steal_pointer (&proposal);
  return plan;
}

static int
run_show (Noun       *noun,
          const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyEnginePlan) plan = NULL;
  gboolean reveal = noun->session.reveal;

  if (g_str_has_suffix (id, PLAN_NAME_SUFFIX))
    plan = load_file (id, &error);
  else
    plan = tally_engine_plan_find (noun->session.engine, id, &error);
  if (plan == NULL)
    return fail (noun, error);
  return print (noun, noun->session.json ? tally_cli_plan_dup_json (plan, reveal)
                                         : tally_cli_plan_dup_text (plan, reveal));
}

static int
decide (Noun       *noun,
        const char *id,
        gboolean    approve)
{
  const TallyEngineDecision decision = {
    .id = id,
    .approve = approve,
    .actor = tally_cli_actor_find_or_user (noun->actor, noun->session.config, noun->session.environment),
    .reason = noun->reason,
  };
  g_autoptr (TallyEnginePlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  if (tally_text_is_empty (decision.actor))
    return tally_cli_session_fail (&noun->session, EXIT_USAGE, "say who decides with --by NAME");
  if (!tally_engine_plan_decide (noun->session.engine, &decision, &error))
    return fail (noun, error);
  plan = tally_engine_plan_find (noun->session.engine, id, &error);
  if (plan == NULL)
    return fail (noun, error);
  if (noun->session.json)
    return print (noun, tally_cli_plan_dup_json (plan, noun->session.reveal));
  return print (noun, g_strdup_printf (approve ? "Plan %s is approved: the next run publishes its %u workbooks, "
                                                 "unless their rows change before.\n"
                                               : "Plan %s is rejected: its %u workbooks stay as they are until "
                                                 "their rows change.\n", plan->id, plan->n_waiting));
}

static int
run_approve (Noun       *noun,
             const char *id)
{
  return decide (noun, id, TRUE);
}

static int
run_reject (Noun       *noun,
            const char *id)
{
  return decide (noun, id, FALSE);
}

static const struct {
  const char *name;
  gboolean    needs_id;
  int       (*run) (Noun *noun, const char *id);
} verbs[] = {
  { "list", FALSE, run_list },
  { "show", TRUE, run_show },
  { "approve", TRUE, run_approve },
  { "reject", TRUE, run_reject },
};

static int
dispatch (Noun *noun)
{
  char **arguments = noun->session.arguments;
  guint n = g_strv_length (arguments);

  for (guint i = 0; n > 0 && i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (arguments[0], verbs[i].name) == 0 && n == (verbs[i].needs_id ? 2 : 1))
      return verbs[i].run (noun, verbs[i].needs_id ? arguments[1] : NULL);
  return tally_cli_session_fail (&noun->session, EXIT_USAGE,
                                 "plan takes: list, show ID|FILE, approve ID or reject ID; see 'tallyman plan --help'");
}

static int
run_plan (int    argc,
          char **argv)
{
  g_auto (Noun) noun = { 0 };
  const GOptionEntry entries[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &noun.reason, "Why; kept in the trail", "TEXT" },
    { "by", 0, 0, G_OPTION_ARG_STRING, &noun.actor, "Who decides, in place of GITHUB_ACTOR, [audit] actor or the user", "NAME" },
    G_OPTION_ENTRY_NULL
  };
  const TallyCliUsage usage = {
    .arguments = "list | show ID|FILE | approve ID | reject ID",
    .summary = "Shows plans that wait for a person, and takes the decision.",
    .description = "An approved plan is published by the next run, exactly as it was shown.",
    .entries = entries,
  };
  g_autoptr (GError) error = NULL;

  if (!tally_cli_session_open (&noun.session, &usage, argc, argv, &error))
    return tally_cli_session_fail (&noun.session, EXIT_USAGE, error->message);
  return dispatch (&noun);
}

const TallyCliVerb tally_verb_plan = {
  .id = "plan",
  .summary = "show, approve or reject what waits for a person",
  .run = run_plan,
};
