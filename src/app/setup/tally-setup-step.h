/* tally-setup-step.h
 *
 * A step of setting up: a page that asks the desk as others do, knows whether it is done, and writes to the
 * configuration. Steps never know each other; what one chose, the next reads from the configuration. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-app-page.h"
#include "tally-app-settings.h"

G_BEGIN_DECLS

#define TALLY_TYPE_SETUP_STEP (tally_setup_step_get_type ())

/**
 * TallySetupStep:
 *
 * Property: "done" (boolean, read-only, notified) whether there is nothing left to do in it.
 */
G_DECLARE_DERIVABLE_TYPE (TallySetupStep, tally_setup_step, TALLY, SETUP_STEP, TallyAppPage)

/**
 * TallySetupStepClass:
 * @leave: (nullable): somebody goes on, or closes the window: keep what was chosen
 */
struct _TallySetupStepClass {
  TallyAppPageClass parent_class;
  void (*leave) (TallySetupStep *self);
};

/**
 * TallySetupStepInfo:
 * @id: stable name
 * @title: what it is called; marked for translation
 * @summary: what it is for, a few words; marked for translation
 * @icon_name: a symbolic icon
 * @get_type: its class, derived from #TallySetupStep
 * @is_done: (nullable): whether the session's configuration says that it was done before; %NULL = that is asked
 *
 * An entry of the table; the order is the one shown.
 */
typedef struct {
  const char *id;
  const char *title;
  const char *summary;
  const char *icon_name;
  GType     (*get_type) (void);
  gboolean  (*is_done)  (TallyAppSession *session);
} TallySetupStepInfo;

/**
 * tally_setup_steps_list:
 * @out_n_steps: (out): how many there are
 *
 * Returns: (transfer none) (array length=out_n_steps): all steps in the order shown
 */
const TallySetupStepInfo *tally_setup_steps_list (guint *out_n_steps);

/**
 * tally_setup_step_new:
 * @info: which
 * @session: the session, with its own data open
 *
 * Returns: (transfer floating): the step
 */
TallySetupStep *tally_setup_step_new       (const TallySetupStepInfo *info,
                                            TallyAppSession          *session);

/**
 * tally_setup_step_leave:
 * @self: a step
 *
 * Somebody goes on, or closes the window.
 */
void            tally_setup_step_leave     (TallySetupStep           *self);

/**
 * tally_setup_step_is_done:
 * @self: a step
 *
 * Returns: whether there is nothing left to do in it
 */
gboolean        tally_setup_step_is_done   (TallySetupStep           *self);

/**
 * tally_setup_step_set_done:
 * @self: a step
 * @is_done: whether there is nothing left to do in it
 *
 * For the step itself, and for the window that was told by others.
 */
void            tally_setup_step_set_done  (TallySetupStep           *self,
                                            gboolean                  is_done);

/**
 * tally_setup_step_get_config:
 * @self: a step
 *
 * Returns: (transfer none) (nullable): the configuration as it is; %NULL if it can't be read
 */
TallyConfig    *tally_setup_step_get_config (TallySetupStep          *self);

/**
 * tally_setup_step_write:
 * @self: a step
 * @changes: (array length=n_changes): keys of the configuration
 * @n_changes: their number
 * @said: (nullable): a label that shows why it could not be written, and is hidden if it was
 *
 * Writes to the configuration; the step is reloaded with another desk.
 *
 * Returns: %TRUE if it stands
 */
gboolean        tally_setup_step_write     (TallySetupStep           *self,
                                            const TallyConfigChange  *changes,
                                            gsize                     n_changes,
                                            GtkLabel                 *said);

/**
 * tally_setup_step_say:
 * @said: a label
 * @text: (nullable): what to show there, %NULL hides it
 *
 * Shows a line beneath what it is about.
 */
void            tally_setup_step_say       (GtkLabel                 *said,
                                            const char               *text);

G_END_DECLS
