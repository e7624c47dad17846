/* tally-jobs-gateway.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-gateway.h"

#include "tally-jobs-error.h"
#include "tally-smartsheet-attachment.h"

#define MARKER_TYPE "text/plain"

struct _TallyJobsGateway {
  TallySmartsheetClient *client; /* (borrowed) */
  gint64                 sheet_id;
  TallyJobsGuard         guard;      /* (nullable) */
  gpointer               guard_data; /* (borrowed) */
  guint64                n_mutations;
};

TallyJobsGateway *
tally_jobs_gateway_new (TallySmartsheetClient *client,
                        gint64                 sheet_id)
{
  TallyJobsGateway *self;

  g_return_val_if_fail (client != NULL && sheet_id != 0, NULL);
  self = g_new0 (TallyJobsGateway, 1);
  self->client = client;
  self->sheet_id = sheet_id;
  return self;
}

void
tally_jobs_gateway_free (TallyJobsGateway *self)
{
  g_free (self);
}

void
tally_jobs_gateway_set_guard (TallyJobsGateway *self,
                              TallyJobsGuard    guard,
                              gpointer          data)
{
  g_return_if_fail (self != NULL);
  self->guard = guard;
  self->guard_data = data;
}

static gboolean
may_change (TallyJobsGateway  *self,
            GError           **error)
{
  if (self->guard != NULL)
    return self->guard (self->guard_data, error);
  g_set_error_literal (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_FAILED,
                       "nobody took the publisher's lease; this is a bug, report it");
  return FALSE;
}

TallyAttachment *
tally_jobs_gateway_attach (TallyJobsGateway  *self,
                           gint64             row_id,
                           const char        *name,
                           GBytes            *bytes,
                           GCancellable      *cancellable,
                           GError           **error)
{
  const TallySmartsheetUpload upload = {
    .sheet_id = self->sheet_id,
    .row_id = row_id,
    .name = name,
    .bytes = bytes,
  };

  g_return_val_if_fail (row_id != 0 && name != NULL && bytes != NULL, NULL);
  if (!may_change (self, error))
    return NULL;
  self->n_mutations++;
  return tally_smartsheet_attachment_upload (self->client, &upload, cancellable, error);
}

gboolean
tally_jobs_gateway_delete (TallyJobsGateway  *self,
                           gint64             attachment_id,
                           GCancellable      *cancellable,
                           GError           **error)
{
  g_return_val_if_fail (self != NULL && attachment_id != 0, FALSE);
  if (!may_change (self, error))
    return FALSE;
  self->n_mutations++;
  return tally_smartsheet_attachment_delete (self->client, self->sheet_id, attachment_id, cancellable,
                                             error) != TALLY_SMARTSHEET_DELETE_FAILED;
}

guint64
tally_jobs_gateway_get_n_mutations (TallyJobsGateway *self)
{
  return self != NULL ? self->n_mutations : 0;
}

TallyAttachment *
tally_jobs_gateway_attach_marker (TallyJobsGateway       *self,
                                  const TallyJobsMarker  *marker,
                                  GCancellable           *cancellable,
                                  GError                **error)
{
  g_autofree char *name = NULL;
  g_autoptr (GBytes) bytes = NULL;
  TallySmartsheetUpload upload = { .content_type = MARKER_TYPE };

  g_return_val_if_fail (self != NULL && marker != NULL, NULL);
  name = tally_jobs_marker_dup_name (marker);
  bytes = g_bytes_new (name, strlen (name)); /* the service takes no empty file */
  upload.sheet_id = self->sheet_id;
  upload.name = name;
  upload.bytes = bytes;
  return tally_smartsheet_attachment_upload (self->client, &upload, cancellable, error);
}

gboolean
tally_jobs_gateway_delete_marker (TallyJobsGateway  *self,
                                  gint64             attachment_id,
                                  GCancellable      *cancellable,
                                  GError           **error)
{
  g_return_val_if_fail (self != NULL && attachment_id != 0, FALSE);
  return tally_smartsheet_attachment_delete (self->client, self->sheet_id, attachment_id, cancellable,
                                             error) != TALLY_SMARTSHEET_DELETE_FAILED;
}

gboolean
tally_jobs_gateway_add_row (TallyJobsGateway            *self,
                            const TallySmartsheetWrite  *write,
                            GCancellable                *cancellable,
                            GError                     **error)
{
  TallySmartsheetWritten *written;

  g_return_val_if_fail (self != NULL && write->sheet_id != self->sheet_id && write->n_rows == 1, FALSE);
  self->n_mutations++;
  written = tally_smartsheet_row_add (self->client, write, cancellable, error);
  if (written == NULL)
    return FALSE;
  tally_smartsheet_written_free (written);
  return TRUE;
}
