/* tally-app.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app.h"

#include <glib/gi18n.h>

#include "tally-app-application.h"

#define EXIT_FAILED 1
#define EXIT_USAGE 2

gboolean
tally_app_is_asked_for (char **argv)
{
  return argv[0] != NULL && tally_app_arguments_fit (argv);
}

static void
settle_language (void)
{
  bindtextdomain (TALLY_GETTEXT_PACKAGE, TALLY_LOCALEDIR);
  bind_textdomain_codeset (TALLY_GETTEXT_PACKAGE, "UTF-8");
  textdomain (TALLY_GETTEXT_PACKAGE);
}

int
tally_app_main (char                             **argv,
                const TallyEngineSandboxLauncher  *launcher)
{
  g_auto (TallyAppArguments) arguments = { 0 };
  g_autoptr (TallyAppApplication) application = NULL;
  g_autoptr (GError) error = NULL;
  char *alone[] = { argv[0], NULL };

  settle_language ();
  if (!tally_app_arguments_parse (&arguments, argv, &error))
    {
      g_printerr ("tallyman: %s\n", error->message);
      return EXIT_USAGE;
    }
  if (!gtk_init_check ())
    {
      g_printerr ("tallyman: %s\n", _("there is no display for the desktop app; 'tallyman --batch' works without one, "
                                      "'tallyman --help' tells of it"));
      return EXIT_FAILED;
    }
  application = tally_app_application_new (&arguments, launcher);
  return g_application_run (G_APPLICATION (application), 1, alone);
}
