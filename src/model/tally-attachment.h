/* tally-attachment.h
 *
 * A file attached to a row of a sheet, as the peer lists it: without its bytes. The Smartsheet
 * client fills it; publishing and the store read it. Plain value, any one thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-types.h"

G_BEGIN_DECLS

/**
 * TallyAttachment:
 * @attachment_id: id, unique in its sheet
 * @row_id: the row it is attached to; 0 if it belongs to the sheet or to a comment
 * @size_kb: KiB as the peer rounds them; -1 if not told
 * @created_utc_usec: µs since 1970 UTC, 0 if not told
 * @is_file: %FALSE for a link to elsewhere, which has no bytes here
 * @name: (owned): file name as the peer wrote it
 * @mime: (owned): media type, "" if not told
 * @created_by: (owned): e-mail address of who attached it, "" if not told
 */
struct _TallyAttachment {
  gint64   attachment_id;
  gint64   row_id;
  gint64   size_kb;
  gint64   created_utc_usec;
  gboolean is_file;
  char    *name;
  char    *mime;
  char    *created_by;
};

/**
 * tally_attachment_new:
 * @attachment_id: id
 * @row_id: the row it is attached to, 0 = none
 * @name: (nullable): file name
 *
 * Returns: (transfer full): a file of unknown size, time and author
 */
TallyAttachment *tally_attachment_new  (gint64                 attachment_id,
                                        gint64                 row_id,
                                        const char            *name);

/**
 * tally_attachment_copy:
 * @self: an attachment
 *
 * Returns: (transfer full): another like it
 */
TallyAttachment *tally_attachment_copy (const TallyAttachment *self);

/**
 * tally_attachment_free:
 * @self: (nullable): an attachment
 *
 * Frees it.
 */
void             tally_attachment_free (TallyAttachment       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyAttachment, tally_attachment_free)

G_END_DECLS
