/* tally-engine-access.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-access-private.h"

#include "tally-store-error.h"

gboolean
tally_engine_check_writable (TallyEngine  *self,
                             GError      **error)
{
  if (self->verdicts_file == NULL)
    return TRUE;
  g_set_error_literal (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_READ_ONLY,
                       "this is a state pack, which is read-only but for verdicts; do this where the pack comes from");
  return FALSE;
}

TallyStore *
tally_engine_open_for_verdicts (TallyEngine  *self,
                                GError      **error)
{
  g_autofree char *path = tally_engine_dup_store_path (self);
  const TallyStoreOptions options = { .path = path, .clock = self->clock };

  return tally_store_open (&options, error);
}
