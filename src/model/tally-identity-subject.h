/* tally-identity-subject.h
 *
 * What stands for a workbook where anybody may read. Pure function, any thread. Depends on core
 * only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-identity.h"

G_BEGIN_DECLS

/**
 * tally_identity_dup_subject:
 * @self: an identity
 *
 * Returns: (transfer full): an opaque id for public logs: the first 12 digits of the key's SHA-256
 */
char *tally_identity_dup_subject (const TallyIdentity *self);

G_END_DECLS
