/* tally-proposal-json.h
 *
 * plan.json: a proposal as a text with a numbered schema, the same for the same proposal. It may
 * come back from a CI's artifact, so reading is strict and bounded: unknown members are ignored,
 * everything else must be as it was written, and the digest must be that of the entries. Pure
 * functions, any thread. Depends on core and model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-proposal.h"

G_BEGIN_DECLS

#define TALLY_PROPOSAL_SCHEMA 1

/* A workbook takes some 400 bytes: room for a hundred thousand of them. */
#define TALLY_PROPOSAL_MAX_BYTES (64 * 1024 * 1024)

/**
 * tally_proposal_to_json:
 * @self: a sealed proposal
 *
 * Returns: (transfer full): it as JSON, indented, with a line end; holds work requests and amounts
 */
char          *tally_proposal_to_json   (const TallyProposal  *self);

/**
 * tally_proposal_from_json:
 * @text: (array length=length): what tally_proposal_to_json() wrote
 * @length: its length in bytes
 * @error: return location, or %NULL
 *
 * Reads it back.
 *
 * Errors: %TALLY_MODEL_ERROR_INVALID - it is no plan.json, one of another version, damaged or
 * altered; the message names the place.
 *
 * Returns: (transfer full) (nullable): a sealed proposal
 */
TallyProposal *tally_proposal_from_json (const char           *text,
                                         gsize                 length,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
