/* tally-app-session.h
 *
 * What the app is at work on: the user's own store, the sandbox with sample data, or a store that a run elsewhere
 * packed. Owns the desk of that workspace; pages read it, and are told when another takes its place.
 * Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-app-arguments.h"
#include "tally-app-workspace.h"
#include "tally-app-memory.h"
#include "tally-engine-desk.h"
#include "tally-engine-sandbox.h"

G_BEGIN_DECLS

#define TALLY_TYPE_APP_SESSION (tally_app_session_get_type ())

/**
 * TallyAppSession:
 *
 * Properties, read-only and notified: "desk" (#TallyEngineDesk, nullable); "title" (string) what people call
 * the workspace; "problem" (string, nullable) why there is no desk.
 */
G_DECLARE_FINAL_TYPE (TallyAppSession, tally_app_session, TALLY, APP_SESSION, GObject)

/**
 * tally_app_session_new:
 * @arguments: (transfer none): what the command line says; copied
 * @launcher: (nullable): what starts the sandbox; must outlive the session
 *
 * Opens nothing yet.
 *
 * Returns: (transfer full): a session
 */
TallyAppSession   *tally_app_session_new           (const TallyAppArguments          *arguments,
                                                    const TallyEngineSandboxLauncher *launcher);

/**
 * tally_app_session_open:
 * @self: a session
 * @workspace: which: OWN or SANDBOX; or PACK, if one is open
 *
 * Closes what is open, after its run has stopped, and opens another; a problem is in the property.
 *
 * Returns: %TRUE if there is a desk
 */
gboolean           tally_app_session_open          (TallyAppSession                  *self,
                                                    TallyAppWorkspace                 workspace);

/**
 * tally_app_session_reopen:
 * @self: a session
 *
 * Opens the same workspace again, with the configuration as it is now.
 *
 * Returns: %TRUE if there is a desk
 */
gboolean           tally_app_session_reopen        (TallyAppSession                  *self);

/**
 * tally_app_session_close:
 * @self: a session
 *
 * Closes what is open; a run at work is stopped and waited for.
 */
void               tally_app_session_close         (TallyAppSession                  *self);

/**
 * tally_app_session_get_desk:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the desk
 */
TallyEngineDesk   *tally_app_session_get_desk      (TallyAppSession                  *self);

/**
 * tally_app_session_get_config:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the configuration that the desk was made with
 */
TallyConfig       *tally_app_session_get_config    (TallyAppSession                  *self);

/**
 * tally_app_session_get_config_path:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the file that Preferences write; %NULL in the sandbox
 */
const char        *tally_app_session_get_config_path (TallyAppSession                *self);

/**
 * tally_app_session_get_workspace:
 * @self: a session
 *
 * Returns: what is open
 */
TallyAppWorkspace  tally_app_session_get_workspace (TallyAppSession                  *self);

/**
 * tally_app_session_get_title:
 * @self: a session
 *
 * Returns: (transfer none): what people call the workspace
 */
const char        *tally_app_session_get_title     (TallyAppSession                  *self);

/**
 * tally_app_session_get_problem:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): why there is no desk
 */
const char        *tally_app_session_get_problem   (TallyAppSession                  *self);

/**
 * tally_app_session_get_actor:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): who decides, for the trail: [audit] actor; %NULL = not chosen yet
 */
const char        *tally_app_session_get_actor     (TallyAppSession                  *self);

/**
 * tally_app_session_get_run_problem:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): why no run can be started here, in a sentence; %NULL = one can
 */
const char        *tally_app_session_get_run_problem (TallyAppSession                *self);

/**
 * tally_app_session_get_memory:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): what the app remembers of how it was used
 */
TallyAppMemory    *tally_app_session_get_memory    (TallyAppSession                  *self);

/**
 * tally_app_session_set_memory:
 * @self: a session
 * @memory: (nullable): what the app remembers; must outlive the session's windows
 *
 * Lets pages remember.
 */
void               tally_app_session_set_memory    (TallyAppSession                  *self,
                                                    TallyAppMemory                   *memory);

/**
 * tally_app_session_get_floor_msecs:
 * @self: a session
 *
 * Returns: ms that lie at least between two readings of a page while its store changes, 250 … 60000
 */
guint              tally_app_session_get_floor_msecs (TallyAppSession                *self);

/**
 * tally_app_session_set_floor_msecs:
 * @self: a session
 * @msecs: ms between two readings of a page; brought into 250 … 60000
 *
 * Has pages keep still for longer, on a slow machine, or follow a run more closely.
 */
void               tally_app_session_set_floor_msecs (TallyAppSession                *self,
                                                      guint                           msecs);

/**
 * tally_app_session_has_sandbox:
 * @self: a session
 *
 * Returns: whether sample data can be had
 */
gboolean           tally_app_session_has_sandbox   (TallyAppSession                  *self);

G_END_DECLS
