/* tally-audit-json.h
 *
 * An audit as JSON: in what a run prints, and what its detectors looked at, as the store keeps it. Pure
 * functions. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit.h"
#include "tally-json.h"

G_BEGIN_DECLS

/**
 * tally_audit_write_json:
 * @self: an audit
 * @writer: a writer in an object
 * @reveal: whether to write amounts and the reason too
 *
 * Adds the member "audit".
 */
void  tally_audit_write_json       (const TallyAudit  *self,
                                    TallyJsonWriter   *writer,
                                    gboolean           reveal);

/**
 * tally_audit_cards_to_json:
 * @self: an audit
 *
 * Returns: (transfer full): its cards as a JSON array: how each detector did, and what it looked at
 */
char *tally_audit_cards_to_json    (const TallyAudit  *self);

/**
 * tally_audit_read_cards:
 * @self: an audit
 * @json: what tally_audit_cards_to_json() said
 *
 * Adds the cards that were written, without what detectors say of themselves (title, method).
 *
 * Returns: %FALSE if they can't be read; then there are none
 */
gboolean tally_audit_read_cards    (TallyAudit        *self,
                                    const char        *json);

G_END_DECLS
