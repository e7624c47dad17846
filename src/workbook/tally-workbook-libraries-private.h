/* tally-workbook-libraries-private.h
 *
 * What the libraries of this area work out at their first use, worked out before two threads can
 * do so at once. Of the area alone; any thread. Depends on GLib, libzip and libxml2.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tally_workbook_libraries_prepare:
 *
 * Makes the libraries fit for several threads; whoever comes while another thread does it, waits.
 * Called before the first use, and costs nothing later.
 */
void tally_workbook_libraries_prepare (void);

G_END_DECLS
