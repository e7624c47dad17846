/* tally-verb-check-config.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-check-config.h"
#include "tally-verbs.h"

const TallyCliVerb tally_verb_check_config = {
  .id = "check-config",
  .summary = "print the resolved configuration",
  .run = tally_cli_check_config,
};
