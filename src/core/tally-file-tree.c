/* tally-file-tree.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-file-tree.h"

#include <errno.h>
#include <ftw.h>

#include "tally-core-error.h"

/* Folders that are open at a time; deeper ones are reopened. */
#define MAX_OPEN 16

static int
remove_one (const char        *path,
            const struct stat *status,
            int                kind,
            struct FTW        *where)
{
  g_remove (path); /* what is left is named at the end */
  return 0;
}

gboolean
tally_file_tree_remove (const char  *folder,
                        GError     **error)
{
  g_return_val_if_fail (folder != NULL, FALSE);
  nftw (folder, remove_one, MAX_OPEN, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
  if (g_rmdir (folder) == 0 || errno == ENOENT)
    return TRUE;
  g_set_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_FAILED, "can't remove %s: %s; remove it by hand",
               folder, g_strerror (errno));
  return FALSE;
}
