/* tally-workbook-logo.h
 *
 * The customer's logo, made ready once for all workbooks. Immutable after it was made: all writers
 * of a run share one, on any thread. Depends on GLib, libzip and zlib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A logo is no picture book: an attachment holds one in each workbook. */
#define TALLY_WORKBOOK_MAX_LOGO_BYTES (4 * 1024 * 1024)

typedef struct _TallyWorkbookLogo TallyWorkbookLogo;

/**
 * tally_workbook_logo_new:
 * @image: a PNG or JPEG file
 * @error: return location, or %NULL
 *
 * Makes @image ready to be a part of workbooks.
 *
 * Errors: %TALLY_WORKBOOK_ERROR_INVALID - neither PNG nor JPEG; %TALLY_WORKBOOK_ERROR_LIMIT - above
 * %TALLY_WORKBOOK_MAX_LOGO_BYTES; use another file in both cases.
 *
 * Returns: (transfer full): the logo, or %NULL
 */
TallyWorkbookLogo *tally_workbook_logo_new   (GBytes             *image,
                                              GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_workbook_logo_ref:
 * @self: a logo
 *
 * Returns: (transfer full): @self
 */
TallyWorkbookLogo *tally_workbook_logo_ref   (TallyWorkbookLogo  *self);

/**
 * tally_workbook_logo_unref:
 * @self: (transfer full): a logo
 *
 * Drops a reference.
 */
void               tally_workbook_logo_unref (TallyWorkbookLogo  *self);

/**
 * tally_workbook_logo_get_sha256:
 * @self: a logo
 *
 * Returns: (transfer none): SHA-256 of the image in hexadecimal; belongs into fingerprints
 */
const char        *tally_workbook_logo_get_sha256 (const TallyWorkbookLogo *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyWorkbookLogo, tally_workbook_logo_unref)

G_END_DECLS
