/* tally-app-notices.h
 *
 * Notifications of the desktop about what needs a person: a run that failed, workbooks that are held, critical findings, a
 * plan that waits. Each thing is told once, and not at all to who is looking at the app. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "tally-app-memory.h"
#include "tally-app-session.h"

G_BEGIN_DECLS

typedef struct _TallyAppNotices TallyAppNotices;

/**
 * TallyAppNoticesOptions:
 * @application: (transfer none): sends them; has the actions "show-page" and "run-now"; must outlive it
 * @session: (transfer none): what they are about; must outlive it
 * @memory: (transfer none): knows what was told; must outlive it
 * @workspace: the workspace that they are about: the user's own; play needs nobody
 */
typedef struct {
  GtkApplication    *application;
  TallyAppSession   *session;
  TallyAppMemory    *memory;
  TallyAppWorkspace  workspace;
} TallyAppNoticesOptions;

/**
 * tally_app_notices_new:
 * @options: what it works with
 *
 * Returns: (transfer full): who tells
 */
TallyAppNotices *tally_app_notices_new  (const TallyAppNoticesOptions *options);

/**
 * tally_app_notices_free:
 * @self: (nullable): who tells
 *
 * Frees it; what is on the screen stays.
 */
void             tally_app_notices_free (TallyAppNotices              *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyAppNotices, tally_app_notices_free)

G_END_DECLS
