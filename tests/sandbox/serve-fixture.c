/* serve-fixture.c
 *
 * Serves the tests' sandbox to scripts: prints {"base_url", "token", "sheet", "row", "column"} and
 * answers until its standard input ends.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <unistd.h>

#include "sandbox-fixture.h"

int
main (int    argc,
      char **argv)
{
  SandboxFixture fixture = { 0 };
  char byte;

  fixture.clock = tally_clock_new_system ();
  fixture.session = soup_session_new ();
  sandbox_fixture_start (&fixture, NULL, 0);
  fprintf (stdout, "{\"base_url\":\"%s\",\"token\":\"%s\",\"sheet\":\"%" G_GINT64_FORMAT
           "\",\"row\":\"%" G_GINT64_FORMAT "\",\"column\":\"%" G_GINT64_FORMAT "\"}\n",
           tally_sandbox_server_get_base_url (fixture.server),
           tally_sandbox_server_get_token (fixture.server), fixture.sheet, fixture.row,
           fixture.column);
  fflush (stdout);
  while (read (STDIN_FILENO, &byte, 1) > 0)
    continue;
  sandbox_fixture_tear_down (&fixture, NULL);
  return 0;
}
