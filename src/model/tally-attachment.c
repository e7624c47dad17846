/* tally-attachment.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-attachment.h"

TallyAttachment *
tally_attachment_new (gint64      attachment_id,
                      gint64      row_id,
                      const char *name)
{
  TallyAttachment *self = g_new0 (TallyAttachment, 1);

  self->attachment_id = attachment_id;
  self->row_id = row_id;
  self->size_kb = -1;
  self->is_file = TRUE;
  self->name = g_strdup (name != NULL ? name : "");
  self->mime = g_strdup ("");
  self->created_by = g_strdup ("");
  return self;
}

TallyAttachment *
tally_attachment_copy (const TallyAttachment *self)
{
  TallyAttachment *copy;

  g_return_val_if_fail (self != NULL, NULL);
  copy = g_memdup2 (self, sizeof *self);
  copy->name = g_strdup (self->name);
  copy->mime = g_strdup (self->mime);
  copy->created_by = g_strdup (self->created_by);
  return copy;
}

void
tally_attachment_free (TallyAttachment *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->mime);
  g_free (self->created_by);
  g_free (self);
}
