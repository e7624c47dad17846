/* tally-app-launch.h
 *
 * Files and addresses in other programs: opened by whatever people chose for them, or shown where they lie. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-app-page.h"

G_BEGIN_DECLS

/**
 * tally_app_launch_uri:
 * @page: the page that asks, which tells people if it failed
 * @uri: an address or a file's
 *
 * Opens it in the program that the desktop has for it.
 */
void tally_app_launch_uri    (TallyAppPage *page,
                              const char   *uri);

/**
 * tally_app_launch_folder:
 * @page: the page that asks, which tells people if it failed
 * @path: a file
 *
 * Shows a file in its folder, and the folder alone where the file manager can't point at it.
 */
void tally_app_launch_folder (TallyAppPage *page,
                              const char   *path);

G_END_DECLS
