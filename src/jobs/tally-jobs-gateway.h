/* tally-jobs-gateway.h
 *
 * The one way to change the target: attach and delete, nothing else; and to add a row to the audit sheet. A dry run has no gateway, so
 * that no code path of it can change anything, and without the publisher's lease
 * (tally-jobs-lease.h) it refuses to touch a row. Writes to one sheet go one after the other, as
 * the API asks. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "tally-attachment.h"
#include "tally-jobs-marker.h"
#include "tally-smartsheet-client.h"
#include "tally-smartsheet-row.h"

G_BEGIN_DECLS

typedef struct _TallyJobsGateway TallyJobsGateway;

/**
 * tally_jobs_gateway_new:
 * @client: the API; must outlive the gateway
 * @sheet_id: the target sheet
 *
 * Returns: (transfer full): a gateway to this sheet alone
 */
TallyJobsGateway *tally_jobs_gateway_new     (TallySmartsheetClient  *client,
                                              gint64                  sheet_id);

/**
 * tally_jobs_gateway_free:
 * @self: (nullable): a gateway
 *
 * Frees it.
 */
void              tally_jobs_gateway_free    (TallyJobsGateway       *self);

/**
 * TallyJobsGuard:
 * @data: what was handed to tally_jobs_gateway_set_guard()
 * @error: return location, or %NULL
 *
 * Asked before each change of a row.
 *
 * Returns: %FALSE with @error set if it must not be made
 */
typedef gboolean (*TallyJobsGuard) (gpointer data, GError **error);

/**
 * tally_jobs_gateway_set_guard:
 * @self: a gateway
 * @guard: (nullable) (scope forever): who says whether a row may be changed; %NULL = it may not
 * @data: handed to @guard
 *
 * The lease calls it: nobody else has a reason to.
 */
void              tally_jobs_gateway_set_guard (TallyJobsGateway     *self,
                                              TallyJobsGuard          guard,
                                              gpointer                data);

/**
 * tally_jobs_gateway_attach:
 * @self: a gateway
 * @row_id: a row of the target
 * @name: file name
 * @bytes: the workbook
 * @cancellable: (nullable): stops it, in between too: the journal knows what was about to be
 * @error: return location, or %NULL
 *
 * Attaches a workbook.
 *
 * Errors: those of the client and the guard; %TALLY_SMARTSHEET_ERROR_AMBIGUOUS and %G_IO_ERROR_CANCELLED - it
 * may hang there: look, or let the next run look.
 *
 * Returns: (transfer full) (nullable): the attachment as the peer describes it
 */
TallyAttachment  *tally_jobs_gateway_attach  (TallyJobsGateway       *self,
                                              gint64                  row_id,
                                              const char             *name,
                                              GBytes                 *bytes,
                                              GCancellable           *cancellable,
                                              GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_gateway_delete:
 * @self: a gateway
 * @attachment_id: an attachment of the target
 * @cancellable: (nullable): stops it; then it may be gone or not
 * @error: return location, or %NULL
 *
 * Deletes an attachment; one that is gone already counts as deleted.
 *
 * Errors: those of the client and the guard.
 *
 * Returns: %TRUE if it is gone
 */
gboolean          tally_jobs_gateway_delete  (TallyJobsGateway       *self,
                                              gint64                  attachment_id,
                                              GCancellable           *cancellable,
                                              GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_gateway_get_n_mutations:
 * @self: (nullable): a gateway, %NULL = the one of a dry run
 *
 * Returns: how many changes were asked for, repeats of a lost call not counted
 */
guint64           tally_jobs_gateway_get_n_mutations (TallyJobsGateway *self);

/**
 * tally_jobs_gateway_attach_marker:
 * @self: a gateway
 * @marker: what to attach to the sheet itself
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Attaches a marker; needs no lease, and is no mutation that is counted.
 *
 * Errors: as tally_jobs_gateway_attach().
 *
 * Returns: (transfer full) (nullable): the attachment
 */
TallyAttachment  *tally_jobs_gateway_attach_marker (TallyJobsGateway       *self,
                                                    const TallyJobsMarker  *marker,
                                                    GCancellable           *cancellable,
                                                    GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_gateway_delete_marker:
 * @self: a gateway
 * @attachment_id: a marker
 * @cancellable: (nullable): stops it; then it may be gone or not
 * @error: return location, or %NULL
 *
 * Deletes a marker; one that is gone already counts as deleted.
 *
 * Errors: those of the client.
 *
 * Returns: %TRUE if it is gone
 */
gboolean          tally_jobs_gateway_delete_marker (TallyJobsGateway       *self,
                                                    gint64                  attachment_id,
                                                    GCancellable           *cancellable,
                                                    GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_gateway_add_row:
 * @self: a gateway
 * @write: one row to add to another sheet than the target
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Adds the row of an audit; needs no lease, since nothing that is there changes.
 *
 * Errors: those of tally_smartsheet_row_add(); %TALLY_SMARTSHEET_ERROR_AMBIGUOUS - it may be there: look.
 *
 * Returns: %TRUE if it is added
 */
gboolean          tally_jobs_gateway_add_row (TallyJobsGateway            *self,
                                              const TallySmartsheetWrite  *write,
                                              GCancellable                *cancellable,
                                              GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
