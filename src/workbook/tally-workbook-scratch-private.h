/* tally-workbook-scratch-private.h
 *
 * Where libxlsxwriter keeps the parts of a workbook until they are packed: in memory. Its own way is a
 * temporary file for each part, fifteen a workbook, which cost more than half of all system calls of
 * a run. The library calls its lxw_tmpfile(), which it exports, through the dynamic linker: the
 * program's function of that name takes its place. Where it does not (another build of the library),
 * files in the folder below are used as before. Any thread. Of the area alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tally_workbook_scratch_get_folder:
 *
 * Returns: (transfer none): where small files that vanish belong, if files there must be
 */
const char *tally_workbook_scratch_get_folder (void);

G_END_DECLS
