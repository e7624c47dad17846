/* tally-jobs-gateway.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-gateway.h"

#include "tally-smartsheet-attachment.h"

struct _TallyJobsGateway {
  TallySmartsheetClient *client; /* (borrowed) */
  gint64                 sheet_id;
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
  self->n_mutations++;
  return tally_smartsheet_attachment_delete (self->client, self->sheet_id, attachment_id, cancellable,
                                             error) != TALLY_SMARTSHEET_DELETE_FAILED;
}

guint64
tally_jobs_gateway_get_n_mutations (TallyJobsGateway *self)
{
  return self != NULL ? self->n_mutations : 0;
}
