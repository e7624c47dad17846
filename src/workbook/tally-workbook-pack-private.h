/* tally-workbook-pack-private.h
 *
 * Packs a workbook anew: what is compressed already is copied as it is, the logo's stand-in is
 * replaced by the logo, and the hidden sheet becomes a very hidden one. The logo stands in front,
 * behind the content types alone. Of the area alone; one owner at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-workbook-image-private.h"
#include "tally-workbook-logo.h"

G_BEGIN_DECLS

struct _TallyWorkbookLogo {
  TallyWorkbookImage *image;    /* (owned) */
  GBytes             *stand_in; /* (owned): a header of the same kind, 2 × 1 pixels */
  char               *sha256;   /* (owned) */
};

/**
 * tally_workbook_pack:
 * @book: a workbook as libxlsxwriter made it
 * @logo: (nullable): takes the place of what stands in xl/media
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_WORKBOOK_ERROR_INVALID or %TALLY_WORKBOOK_ERROR_FAILED - @book is no such zip file
 * (bug).
 *
 * Returns: (transfer full): the workbook; the same for the same input
 */
GBytes *tally_workbook_pack       (GBytes                   *book,
                                   const TallyWorkbookLogo  *logo,
                                   GError                  **error);

G_END_DECLS
