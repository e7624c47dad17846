/* tally-page-rates.h
 *
 * The contracts' price lists: the tables in use, the import of another one, and what is billed without a rate. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-app-page.h"

G_BEGIN_DECLS

#define TALLY_TYPE_PAGE_RATES (tally_page_rates_get_type ())

/**
 * TallyPageRates:
 *
 * Understands the wish "import=" with the path of a file, which is previewed; without one, a file is asked for.
 */
G_DECLARE_FINAL_TYPE (TallyPageRates, tally_page_rates, TALLY, PAGE_RATES, TallyAppPage)

G_END_DECLS
