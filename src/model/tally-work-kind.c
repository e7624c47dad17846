/* tally-work-kind.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-work-kind.h"

static const char *const works[TALLY_N_WORK_KINDS] = { "unknown", "install", "removal", "transfer" };

/* Longer than any form: no kind of work. */
#define MAX_FORM 24

TallyWorkKind
tally_work_kind_parse (const char *text)
{
  static const struct { const char *form; TallyWorkKind work; } forms[] = {
    { "i", TALLY_WORK_INSTALL }, { "in", TALLY_WORK_INSTALL }, { "ins", TALLY_WORK_INSTALL },
    { "inst", TALLY_WORK_INSTALL }, { "install", TALLY_WORK_INSTALL }, { "installed", TALLY_WORK_INSTALL },
    { "installation", TALLY_WORK_INSTALL }, { "r", TALLY_WORK_REMOVAL }, { "rem", TALLY_WORK_REMOVAL },
    { "remove", TALLY_WORK_REMOVAL }, { "removed", TALLY_WORK_REMOVAL }, { "removal", TALLY_WORK_REMOVAL },
    { "t", TALLY_WORK_TRANSFER }, { "tr", TALLY_WORK_TRANSFER }, { "tran", TALLY_WORK_TRANSFER },
    { "trans", TALLY_WORK_TRANSFER }, { "transfer", TALLY_WORK_TRANSFER }, { "transferred", TALLY_WORK_TRANSFER },
    { "xfr", TALLY_WORK_TRANSFER }, { "xfer", TALLY_WORK_TRANSFER },
  };
  char folded[MAX_FORM];
  gsize length;

  while (text != NULL && g_ascii_isspace (*text))
    text++;
  length = text != NULL ? g_strlcpy (folded, text, sizeof folded) : 0;
  if (length == 0 || length >= sizeof folded)
    return TALLY_WORK_UNKNOWN;
  while (length > 1 && g_ascii_isspace (folded[length - 1]))
    length--;
  if (length > 1 && folded[length - 1] == '.')
    length--;
  folded[length] = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_ascii_strcasecmp (forms[i].form, folded) == 0)
      return forms[i].work;
  return TALLY_WORK_UNKNOWN;
}

const char *
tally_work_kind_get_id (TallyWorkKind work)
{
  g_return_val_if_fail (work < TALLY_N_WORK_KINDS, "");
  return works[work];
}
