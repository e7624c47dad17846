/* tally-finding-decision.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-finding-decision.h"

void
tally_finding_import_clear (TallyFindingImport *self)
{
  g_clear_pointer (&self->conflicts, g_array_unref);
}
