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

#include "tally-cli.h"
#include "tally-sandbox-main.h"
#include "tally-sandbox-seed.h"
#include "tally-sandbox-server.h"
#include "tally-serve.h"

/* The world of --sandbox is the demo's: the same rows each time, what was done to it is kept. */
static gboolean
fill_world (TallySandboxWorld  *world,
            gpointer            data,
            GError            **error)
{
  TallySandboxSeed seed;

  tally_sandbox_seed_init (&seed);
  return tally_sandbox_seed_world (world, &seed, error);
}

static char *
list_sources (TallySandboxWorld *world)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < world->source_sheets->len; i++)
    g_string_append_printf (out, "%s%" G_GINT64_FORMAT, i > 0 ? ";" : "",
                            g_array_index (world->source_sheets, gint64, i));
  return g_string_free (out, FALSE);
}

static gpointer
start_sandbox (const char  *state_dir,
               char       **out_base_url,
               char       **out_token,
               char       **out_sources,
               char       **out_target,
               GError     **error)
{
  TallySandboxOptions options;
  TallySandboxServer *server;
  TallySandboxWorld *world;

  tally_sandbox_options_init (&options);
  options.state_dir = state_dir;
  options.units_per_minute = 0;
  options.fill = fill_world;
  server = tally_sandbox_server_new (&options, error);
  if (server == NULL || !tally_sandbox_server_start (server, error))
    {
      tally_sandbox_server_free (server);
      return NULL;
    }
  world = tally_sandbox_server_lock_world (server);
  *out_sources = list_sources (world);
  *out_target = g_strdup_printf ("%" G_GINT64_FORMAT, world->target_sheet);
  tally_sandbox_server_unlock_world (server);
  *out_base_url = g_strdup (tally_sandbox_server_get_base_url (server));
  *out_token = g_strdup (tally_sandbox_server_get_token (server));
  return server;
}

static const TallyEngineSandboxLauncher launcher = {
  .start = start_sandbox,
  .stop = (void (*) (gpointer)) tally_sandbox_server_free,
};

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

int
main (int    argc,
      char **argv)
{
  if (!reserve_standard_files ())
    return 1;
  settle_time_zone ();
  setlocale (LC_ALL, "");
  if (argc > 1 && strcmp (argv[1], "sandbox") == 0)
    {
      g_set_prgname ("tallyman sandbox"); /* what --help calls it */
      return tally_sandbox_main (argc - 1, argv + 1);
    }
  if (tally_serve_is_asked_for (argv))
    return tally_serve_main (argv, &launcher);
  return tally_cli_main (argc, argv, &launcher);
}
