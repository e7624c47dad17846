/* tally-app-workspace.h
 *
 * What the app may be at work on. Plain values.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TallyAppWorkspace:
 * @TALLY_APP_WORKSPACE_NONE: nothing is open, "problem" says why
 * @TALLY_APP_WORKSPACE_OWN: the store of this computer
 * @TALLY_APP_WORKSPACE_SANDBOX: sample data, with a store of their own
 * @TALLY_APP_WORKSPACE_PACK: a store that a run elsewhere packed; read-only
 */
typedef enum {
  TALLY_APP_WORKSPACE_NONE,
  TALLY_APP_WORKSPACE_OWN,
  TALLY_APP_WORKSPACE_SANDBOX,
  TALLY_APP_WORKSPACE_PACK,
} TallyAppWorkspace;

G_END_DECLS
