/* tally-cli-findings-evidence.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-findings.h"
#include "tally-finding-fact.h"

/* Columns of a title; what is longer pushes its value to the right. */
#define TITLE_WIDTH 34

void
tally_cli_findings_append_evidence (GString    *out,
                                    const char *json)
{
  g_autoptr (GPtrArray) facts = tally_finding_facts_list (json, NULL);

  g_return_if_fail (out != NULL);
  for (guint i = 0; i < facts->len; i++)
    {
      const TallyFindingFact *fact = facts->pdata[i];
      g_string_append_printf (out, "  %-*s  %s\n", TITLE_WIDTH, fact->title, fact->text);
    }
}
