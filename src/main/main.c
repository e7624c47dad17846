/* main.c
 *
 * Composition only: hands the command line to the face it names, and lends the faces the sandbox.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <unistd.h>

#include "main-sandbox.h"
#ifdef TALLY_HAVE_APP
#include "tally-app.h"
#endif
#include "tally-cli.h"
#include "tally-sandbox-main.h"
#include "tally-serve.h"

/* Were one of the three closed, the next file or socket would take its number, and what we print
 * would go there. */
static gboolean
reserve_standard_files (void)
{
  int fd = STDIN_FILENO;

  while (fd >= 0 && fd <= STDERR_FILENO)
    {
      if (fcntl (fd, F_GETFD) == -1 && errno == EBADF)
        fd = open ("/dev/null", O_RDWR);
      else
        fd++;
    }
  return fd > STDERR_FILENO;
}

/* Without TZ, the C library looks at /etc/localtime again at each conversion of a time; the zip
 * library alone makes fifty of them a workbook. */
static void
settle_time_zone (void)
{
  g_setenv ("TZ", ":/etc/localtime", FALSE);
}

/* Without a desktop, its settings (a proxy) say nothing; only to look for them, the library would make
 * a folder in HOME, and complain where a service has none. */
static void
settle_desktop (void)
{
  if (g_getenv ("XDG_CURRENT_DESKTOP") == NULL)
    g_setenv ("GSETTINGS_BACKEND", "memory", FALSE);
}

int
main (int    argc,
      char **argv)
{
  if (!reserve_standard_files ())
    return 1;
  settle_time_zone ();
  setlocale (LC_ALL, "");
#ifdef TALLY_HAVE_APP
  if (tally_app_is_asked_for (argv))
    return tally_app_main (argv, main_sandbox_get_recent_launcher ());
#endif
  settle_desktop ();
  if (argc > 1 && strcmp (argv[1], "sandbox") == 0)
    {
      g_set_prgname ("tallyman sandbox"); /* what --help calls it */
      return tally_sandbox_main (argc - 1, argv + 1);
    }
  if (tally_serve_is_asked_for (argv))
    return tally_serve_main (argv, main_sandbox_get_launcher ());
  return tally_cli_main (argc, argv, main_sandbox_get_launcher ());
}
