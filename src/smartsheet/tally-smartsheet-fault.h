/* tally-smartsheet-fault.h
 *
 * What went wrong with one try of a call: status, Smartsheet's errorCode, or the transport's error;
 * and what kind of failure that is. The client fills it; nothing else needs it but tests. Pure
 * functions, any thread. Depends on resilience and json-glib.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-resilience-retry.h"

G_BEGIN_DECLS

/**
 * TallySmartsheetFault:
 * @status: HTTP status, 0 when there was no answer
 * @error_code: Smartsheet's errorCode, 0 when not told
 * @pushback_usec: µs that the peer asked to wait for, -1 when not told
 * @is_write: whether the call changes something
 * @is_foreign: the peer is not the API but a store of files: its refusals say that the URL is no longer good
 * @is_unsent: no connection stood, so that nothing can have been done
 * @message: (owned) (nullable): the peer's text
 * @ref_id: (owned) (nullable): the peer's name of this failure, for its support
 * @transport: (owned) (nullable): why there was no whole answer
 */
typedef struct {
  guint     status;
  gint64    error_code;
  gint64    pushback_usec;
  gboolean  is_write;
  gboolean  is_foreign;
  gboolean  is_unsent;
  char     *message;
  char     *ref_id;
  GError   *transport;
} TallySmartsheetFault;

/**
 * tally_smartsheet_fault_init:
 * @self: (out caller-allocates): a fault
 * @is_write: whether the call changes something
 *
 * Makes it say "nothing happened".
 */
void                 tally_smartsheet_fault_init       (TallySmartsheetFault       *self,
                                                        gboolean                    is_write);

/**
 * tally_smartsheet_fault_clear:
 * @self: a fault
 *
 * Frees what it holds.
 */
void                 tally_smartsheet_fault_clear      (TallySmartsheetFault       *self);

/**
 * tally_smartsheet_fault_read_body:
 * @self: a fault whose status is set
 * @bytes: (nullable): the body of the answer, anything at all
 * @length: its length in bytes
 *
 * Takes errorCode, message and refId where they are; a body that is no JSON changes nothing.
 */
void                 tally_smartsheet_fault_read_body  (TallySmartsheetFault       *self,
                                                        const char                 *bytes,
                                                        gsize                       length);

/**
 * tally_smartsheet_fault_classify:
 * @self: a fault
 *
 * Tells what kind of failure it is: by errorCode where that says more than the status, else by the
 * status; a 5xx is never taken for permanent because its body can't be read. A write that may have
 * been carried out is ambiguous.
 *
 * Returns: the class, %TALLY_RESILIENCE_OK for an answer of 200 … 299 without transport error
 */
TallyResilienceClass tally_smartsheet_fault_classify   (const TallySmartsheetFault *self);

/**
 * tally_smartsheet_fault_is_heavy:
 * @self: a fault
 *
 * Returns: %TRUE if a smaller request has a better chance: errorCode 4000 or 4002, status 504,
 * or a time limit of ours
 */
gboolean             tally_smartsheet_fault_is_heavy   (const TallySmartsheetFault *self);

/**
 * tally_smartsheet_fault_is_time_out:
 * @self: a fault
 *
 * Returns: %TRUE if it took its time to fail: errorCode 4002, status 408 or 504, or a time limit of ours
 */
gboolean             tally_smartsheet_fault_is_time_out (const TallySmartsheetFault *self);

/**
 * tally_smartsheet_fault_set_error:
 * @self: a fault that is not OK
 * @operation: what was being done, e.g. "get-sheet 42"
 * @n_attempts: how often it was tried
 * @error: return location, or %NULL
 *
 * Sets the #TallySmartsheetError that belongs to it; a cancelled transport passes through.
 */
void                 tally_smartsheet_fault_set_error  (const TallySmartsheetFault *self,
                                                        const char                 *operation,
                                                        guint                       n_attempts,
                                                        GError                    **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TallySmartsheetFault, tally_smartsheet_fault_clear)

G_END_DECLS
