/* tally-billing-clash.h
 *
 * Work requests that are different texts and look the same to people or to file systems: "ab-1"
 * and "AB-1", digits of another width, letters with invisible characters between them. Such texts
 * are mistakes of each other, and none of them can be billed safely. Texts that differ in a visible
 * character ("12/34" and "12\34") are different work requests, because names escape reversibly;
 * texts with the same normal form ("89708709.0" and "89708709") are the same one. Used by the plan.
 * One owner at a time. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _TallyBillingClash TallyBillingClash;

/**
 * tally_billing_clash_new:
 *
 * Returns: (transfer full): a set without work requests
 */
TallyBillingClash *tally_billing_clash_new  (void);

/**
 * tally_billing_clash_free:
 * @self: (nullable): a set
 *
 * Frees it.
 */
void               tally_billing_clash_free (TallyBillingClash *self);

/**
 * tally_billing_clash_add:
 * @self: a set
 * @work_request: normalised text
 *
 * Adds a work request; the same one again changes nothing.
 */
void               tally_billing_clash_add  (TallyBillingClash *self,
                                             const char        *work_request);

/**
 * tally_billing_clash_has:
 * @self: a set
 * @work_request: normalised text
 *
 * Returns: %TRUE if another text of the set looks like @work_request
 */
gboolean           tally_billing_clash_has  (TallyBillingClash *self,
                                             const char        *work_request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyBillingClash, tally_billing_clash_free)

G_END_DECLS
