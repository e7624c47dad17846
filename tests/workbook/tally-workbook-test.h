/* tally-workbook-test.h
 *
 * Groups to write in tests of this area. Main thread of a test.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-workbook-writer.h"

G_BEGIN_DECLS

/**
 * tally_workbook_test_make_group:
 * @variant: which kind of workbook
 * @identifier: (nullable): its name
 *
 * Returns: (transfer full): a group of week 07/13/2025 without lines
 */
TallyGroup *tally_workbook_test_make_group (TallyVariant  variant,
                                            const char   *identifier);

/**
 * tally_workbook_test_add:
 * @group: a group
 * @snapshot: day of completion
 * @price_cents: price
 * @text: shown in all five text cells
 *
 * Adds a line of quantity 2.5.
 */
void        tally_workbook_test_add        (TallyGroup   *group,
                                            TallyDay      snapshot,
                                            TallyMoney    price_cents,
                                            const char   *text);

/**
 * tally_workbook_test_make_png:
 *
 * Returns: (transfer full): a picture of 396 × 198 pixels
 */
GBytes     *tally_workbook_test_make_png   (void);

/**
 * tally_workbook_test_make_zip:
 * @parts: (element-type utf8): name and text in turns
 *
 * Returns: (transfer full): a zip file of these parts, made by another library than ours
 */
GByteArray *tally_workbook_test_make_zip   (GPtrArray    *parts);

G_END_DECLS
