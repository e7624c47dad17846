/* tally-page-review.h
 *
 * What audits found, and what people make of it: a list and one finding beside it, worked through by keyboard. Main
 * thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-app-page.h"
#include "tally-app-selection.h"

G_BEGIN_DECLS

#define TALLY_TYPE_PAGE_REVIEW (tally_page_review_get_type ())

/**
 * TallyPageReview:
 *
 * Understands wishes of the fields of tally-finding-query.h, and "id=" for one finding.
 *
 * Actions: "review.decide" (ss) a status and a reason, about what is selected; "review.next"; "review.previous";
 * "review.copy" what is selected, as a table; "review.reset" shows all that is open; "review.back" to the list.
 */
G_DECLARE_FINAL_TYPE (TallyPageReview, tally_page_review, TALLY, PAGE_REVIEW, TallyAppPage)

/**
 * tally_page_review_get_selection:
 * @self: the page
 *
 * Returns: (transfer none): what is selected, of its list
 */
TallyAppSelection *tally_page_review_get_selection (TallyPageReview *self);

/**
 * tally_page_review_is_busy:
 * @self: the page
 *
 * Returns: whether something that it asked or does is on its way
 */
gboolean           tally_page_review_is_busy       (TallyPageReview *self);

G_END_DECLS
