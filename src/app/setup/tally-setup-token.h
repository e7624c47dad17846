/* tally-setup-token.h
 *
 * The token: tested at once, then kept in the keyring. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-setup-step.h"

G_BEGIN_DECLS

#define TALLY_TYPE_SETUP_TOKEN (tally_setup_token_get_type ())

G_DECLARE_FINAL_TYPE (TallySetupToken, tally_setup_token, TALLY, SETUP_TOKEN, TallySetupStep)

G_END_DECLS
