/* tally-store-billed.h
 *
 * What was ever billed of each line: every line that a workbook on the target showed, in which week, when
 * first, and whether it still does. For the audit, which holds today's lines against it. Thread of the
 * connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-line.h"
#include "tally-store.h"

G_BEGIN_DECLS

/**
 * TallyStoreBilled:
 * @published_utc_usec: when a workbook first showed the line in this form, µs since 1970 UTC
 * @publication_id: the publication that hangs on the target now and shows it in this form, 0 = none does
 * @week_ending: the week that was billed
 * @work_request: the work request that was billed; borrowed
 * @variant: the kind of workbook
 * @line: (transfer none): the line as it was billed, with row number and time 0; borrowed
 */
typedef struct {
  gint64           published_utc_usec;
  gint64           publication_id;
  TallyDay         week_ending;
  const char      *work_request;
  TallyVariant     variant;
  const TallyLine *line;
} TallyStoreBilled;

/**
 * TallyStoreBilledFunc:
 * @billed: (transfer none): the next; it and its texts live during the call only
 * @data: of the caller
 * @error: return location, or %NULL
 *
 * Returns: %FALSE with @error set to stop
 */
typedef gboolean (*TallyStoreBilledFunc) (const TallyStoreBilled *billed, gpointer data, GError **error);

/**
 * tally_store_billed_foreach:
 * @store: a store
 * @target_sheet: the target
 * @func: (scope call): takes them
 * @data: for @func
 * @error: return location, or %NULL
 *
 * Hands out each line of each workbook once in every form that it was billed in, however often the workbook
 * was published anew. In no order. O(lines of all publications).
 *
 * Errors: those of @func.
 *
 * Returns: %TRUE if all were handed out
 */
gboolean tally_store_billed_foreach (TallyStore            *store,
                                     gint64                 target_sheet,
                                     TallyStoreBilledFunc   func,
                                     gpointer               data,
                                     GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
