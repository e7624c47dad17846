/* tally-sandbox-attachment.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-attachment.h"

void
tally_sandbox_attachment_free (TallySandboxAttachment *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->mime_type);
  g_free (self->link_url);
  g_free (self->description);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

static void
free_comment (TallySandboxComment *self)
{
  g_free (self->text);
  g_free (self);
}

TallySandboxDiscussion *
tally_sandbox_discussion_new (void)
{
  TallySandboxDiscussion *self = g_new0 (TallySandboxDiscussion, 1);

  self->comments = g_ptr_array_new_with_free_func ((GDestroyNotify) free_comment);
  return self;
}

void
tally_sandbox_discussion_free (TallySandboxDiscussion *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->comments);
  g_free (self);
}
