/* tally-smartsheet-gate-private.h
 *
 * What a request passes before it is sent: a free slot, its turn at the sheet that it writes, the
 * circuit breaker, the rate limit. Any
 * thread, several at once. Only for this folder.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-smartsheet-call-private.h"

G_BEGIN_DECLS

/**
 * tally_smartsheet_gate_enter:
 * @client: a client
 * @request: (inout): what is to be sent
 * @deadline_usec: monotonic µs; a wait that would end behind it is not begun
 * @cancellable: (nullable): ends the waits
 * @error: return location, or %NULL
 *
 * Waits until the request may be sent.
 *
 * Errors: %TALLY_SMARTSHEET_ERROR_CLOSED - the circuit is open; %TALLY_SMARTSHEET_ERROR_THROTTLED -
 * the rate limit has no room before the deadline; %G_IO_ERROR_CANCELLED.
 *
 * Returns: %TRUE if it is to be sent now, and tally_smartsheet_gate_leave() called afterwards
 */
gboolean tally_smartsheet_gate_enter (TallySmartsheetClient         *client,
                                      TallySmartsheetRequest        *request,
                                      gint64                         deadline_usec,
                                      GCancellable                  *cancellable,
                                      GError                       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * TallySmartsheetOutcome:
 * @error_class: how it ended
 * @is_told: whether that says anything about the service; %FALSE = it was cancelled, or did not leave
 *   this machine
 * @is_of_size: a smaller request may pass where this one failed: of the service's health nothing
 *   is known yet
 * @n_bytes: bytes that came
 * @duration_usec: µs that it took
 *
 * How a request that was sent came back.
 */
typedef struct {
  TallyResilienceClass error_class;
  gboolean             is_told;
  gboolean             is_of_size;
  guint64              n_bytes;
  gint64               duration_usec;
} TallySmartsheetOutcome;

/**
 * tally_smartsheet_gate_leave:
 * @client: a client
 * @request: what was sent
 * @outcome: how it came back
 *
 * Gives slot and turn back, and lets breaker and concurrency learn from it.
 */
void     tally_smartsheet_gate_leave (TallySmartsheetClient         *client,
                                      const TallySmartsheetRequest  *request,
                                      const TallySmartsheetOutcome  *outcome);

G_END_DECLS
