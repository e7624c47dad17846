/* tally-cli.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli.h"

#include "tally-cli-batch.h"
#include "tally-cli-printer.h"
#include "tally-cli-verb.h"

#define EXIT_USAGE 2

static int
print_help (void)
{
  guint n_verbs;
  const TallyCliVerb *const *verbs = tally_cli_list_verbs (&n_verbs);

  tally_cli_print ("Usage:\n"
                   "  tallyman --batch [JOB…]   one pass of the engine, for CI and cron\n"
                   "  tallyman --serve          passes on their schedule, until it is stopped\n"
                   "  tallyman sandbox          an imitation of Smartsheet to try things on\n");
  for (guint i = 0; i < n_verbs; i++)
    tally_cli_print ("  tallyman %-16s %s\n", verbs[i]->id, verbs[i]->summary);
  tally_cli_print ("  tallyman --version\n\n"
                   "Each has --help; tallyman(1) and tallyman.conf(5) tell the rest.\n");
  return 0;
}

static gboolean
has_argument (int          argc,
              char       **argv,
              const char  *name)
{
  for (int i = 1; i < argc && g_strcmp0 (argv[i], "--") != 0; i++)
    if (g_strcmp0 (argv[i], name) == 0)
      return TRUE;
  return FALSE;
}

int
tally_cli_main (int                                argc,
                char                             **argv,
                const TallyEngineSandboxLauncher  *launcher)
{
  const TallyCliVerb *const *verbs;
  guint n_verbs;

  if (has_argument (argc, argv, "--batch"))
    return tally_cli_batch (argc, argv, launcher);
  if (argc > 1 && g_strcmp0 (argv[1], "--version") == 0)
    {
      tally_cli_print ("tallyman %s\n", TALLY_VERSION);
      return 0;
    }
  if (argc < 2 || g_strcmp0 (argv[1], "--help") == 0 || g_strcmp0 (argv[1], "-h") == 0)
    return print_help ();
  verbs = tally_cli_list_verbs (&n_verbs);
  for (guint i = 0; i < n_verbs; i++)
    if (g_strcmp0 (argv[1], verbs[i]->id) == 0)
      {
        g_autofree char *name = g_strconcat ("tallyman ", verbs[i]->id, NULL);

        g_set_prgname (name); /* what --help calls it */
        return verbs[i]->run (argc - 1, argv + 1);
      }
  tally_cli_complain ("there is no '%s'; see 'tallyman --help'", argv[1]);
  return EXIT_USAGE;
}
