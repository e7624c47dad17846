/* tally-page-runs-reason.h
 *
 * Asks why somebody decides something, for the trail, and for how long it is to hold. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-app-page.h"

G_BEGIN_DECLS

/**
 * TallyPageRunsDecision:
 * @page: who asked
 * @id: what it is about
 * @reason: why; "" only if it need not be said
 * @for_usec: how long it is to hold, µs; 0 = until it is taken back
 *
 * What was decided; everything is borrowed.
 */
typedef struct {
  TallyAppPage *page;
  const char   *id;
  const char   *reason;
  gint64        for_usec;
} TallyPageRunsDecision;

/**
 * TallyPageRunsReasonFunc:
 * @decision: what was decided
 *
 * Carries it out.
 */
typedef void (*TallyPageRunsReasonFunc) (const TallyPageRunsDecision *decision);

/**
 * TallyPageRunsReason:
 * @title: what is to be decided
 * @body: what follows from it
 * @verb: label of the button that does it, with a mnemonic
 * @is_grave: whether it can't be taken back
 * @is_needed: whether a reason must be given
 * @has_end: whether it may hold for some time only
 * @id: what it is about; copied
 * @func: carries it out
 */
typedef struct {
  const char              *title;
  const char              *body;
  const char              *verb;
  gboolean                 is_grave;
  gboolean                 is_needed;
  gboolean                 has_end;
  const char              *id;
  TallyPageRunsReasonFunc  func;
} TallyPageRunsReason;

/**
 * tally_page_runs_reason_ask:
 * @page: who asks
 * @reason: what
 *
 * Opens a dialog; @func is called if it is confirmed.
 */
void        tally_page_runs_reason_ask   (TallyAppPage              *page,
                                          const TallyPageRunsReason *reason);

/**
 * tally_page_runs_reason_get_actor:
 * @page: a page
 *
 * Returns: (transfer none): who decides, for the trail: [audit] actor, else the user's name
 */
const char *tally_page_runs_reason_get_actor (TallyAppPage          *page);

G_END_DECLS
