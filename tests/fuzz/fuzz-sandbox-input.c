/* fuzz-sandbox-input.c
 *
 * What the sandbox reads from people and from its folder: rules for faults, journal, edits.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-edit.h"
#include "tally-sandbox-fault.h"
#include "tally-sandbox-world.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (TallySandboxFaults) faults = tally_sandbox_faults_new ();
  g_autoptr (TallySandboxWorld) world = tally_sandbox_world_new (1, NULL);
  TallySandboxFault fault;
  gint64 id;

  if (tally_sandbox_faults_load (faults, text, -1, NULL))
    tally_sandbox_faults_pick (faults, "GET", "/sheets", "list-sheets", &fault);
  if (!tally_sandbox_edit_apply (world, text, -1, 0, &id, NULL) &&
      !tally_sandbox_world_replay (world, text, NULL))
    return 0;
  g_assert_cmpint (tally_sandbox_world_new_id (world), >, 0);
  return 0;
}
