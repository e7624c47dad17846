/* tally-sandbox-seed-rates.h
 *
 * The price book that the generator's prices follow, as a contract's file of comma-separated values. For the
 * generator. Depends on core.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-sandbox-seed-units.h"

G_BEGIN_DECLS

/**
 * tally_sandbox_seed_rates_write:
 * @units: (element-type TallySandboxUnit): the catalogue
 * @first: first day of the old contract, as a Julian day
 * @new_from: first day of the new one, the day after the old one's last
 *
 * Returns: (transfer full): a head of titles, and a row for each unit and contract
 */
char *tally_sandbox_seed_rates_write (const GArray *units,
                                      guint         first,
                                      guint         new_from);

G_END_DECLS
