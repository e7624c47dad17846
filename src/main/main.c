/* main.c
 *
 * Composition only: hands the command line to the face it names.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define TALLY_MAY_PRINT
#include "config.h"

#include <glib.h>
#include <locale.h>

#include "tally-sandbox-main.h"

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  if (argc > 1 && strcmp (argv[1], "sandbox") == 0)
    return tally_sandbox_main (argc - 1, argv + 1);
  return 0;
}
