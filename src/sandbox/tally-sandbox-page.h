/* tally-sandbox-page.h
 *
 * The service's two list shapes: {pageNumber, pageSize, totalPages, totalCount, data} by page
 * number, and {data, lastKey} by token. Called by handlers. Depends on core alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-sandbox-call.h"

G_BEGIN_DECLS

/**
 * TallySandboxItemFunc:
 * @call: the call being answered
 * @item: what to write
 * @user_data: as given
 *
 * Appends one item, a JSON value, to the answer.
 */
typedef void (*TallySandboxItemFunc) (TallySandboxCall *call,
                                      gpointer          item,
                                      gpointer          user_data);

/**
 * tally_sandbox_page_write:
 * @call: a call; its page, pageSize and includeAll are read
 * @items: all items
 * @func: (scope call): writes one
 * @user_data: for @func
 *
 * Answers with one page by number, or fails the call with 400/1018.
 */
void tally_sandbox_page_write       (TallySandboxCall     *call,
                                     GPtrArray            *items,
                                     TallySandboxItemFunc  func,
                                     gpointer              user_data);

/**
 * tally_sandbox_page_write_token:
 * @call: a call; its maxItems (100 … ) and lastKey are read
 * @items: all items
 * @func: (scope call): writes one
 * @user_data: for @func
 *
 * Answers with one page by token, or fails the call with 400/1018.
 */
void tally_sandbox_page_write_token (TallySandboxCall     *call,
                                     GPtrArray            *items,
                                     TallySandboxItemFunc  func,
                                     gpointer              user_data);

G_END_DECLS
