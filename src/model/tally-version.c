/* tally-version.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-version.h"

static const char *const end_ids[TALLY_N_VERSION_ENDS] = {
  "current", "replaced", "superseded", "foreign", "gone",
};

static const char *const bytes_ids[TALLY_N_VERSION_BYTES] = {
  "", "kept", "missing", "damaged", "dropped",
};

void
tally_version_free (TallyVersion *self)
{
  if (self == NULL)
    return;
  tally_identity_free (self->identity);
  g_free (self->fingerprint);
  g_free (self->file_name);
  g_free (self->sha256);
  g_free (self);
}

const char *
tally_version_get_state (const TallyVersion *self)
{
  g_return_val_if_fail (self != NULL, "");
  if (self->is_pinned)
    return "restored";
  return (guint) self->end < TALLY_N_VERSION_ENDS ? end_ids[self->end] : "";
}

const char *
tally_version_bytes_get_id (TallyVersionBytes bytes)
{
  return (guint) bytes < TALLY_N_VERSION_BYTES ? bytes_ids[bytes] : "";
}
