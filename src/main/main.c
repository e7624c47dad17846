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

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  return 0;
}
