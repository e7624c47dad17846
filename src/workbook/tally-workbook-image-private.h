/* tally-workbook-image-private.h
 *
 * An image that is a part of many workbooks: made ready once, so that each takes it as it is. Of the
 * area alone; immutable, so that threads may share it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>
#include <zip.h>

G_BEGIN_DECLS

typedef struct _TallyWorkbookImage TallyWorkbookImage;

/**
 * tally_workbook_image_new:
 * @image: a picture of a format that compresses; not empty, below 4 GiB
 *
 * Returns: (transfer full): @image as a part of a zip file
 */
TallyWorkbookImage *tally_workbook_image_new         (GBytes                   *image);

/**
 * tally_workbook_image_free:
 * @self: (nullable): an image
 *
 * Frees it.
 */
void                tally_workbook_image_free        (TallyWorkbookImage       *self);

/**
 * tally_workbook_image_open_source:
 * @self: an image; to live as long as the source
 * @archive: what it is added to
 *
 * Returns: (transfer full) (nullable): a source for zip_file_add(), which copies it and computes
 *   nothing; %NULL with an error in @archive
 */
zip_source_t       *tally_workbook_image_open_source (const TallyWorkbookImage *self,
                                                      zip_t                    *archive);

G_END_DECLS
