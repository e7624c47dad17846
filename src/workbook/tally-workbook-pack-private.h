/* tally-workbook-pack-private.h
 *
 * Packs a workbook anew: what is compressed already is copied as it is, the logo's stand-in is
 * replaced by the logo, the hidden sheet becomes a very hidden one, and the time is the one that was
 * meant. The logo stands in front, behind the content types alone. Of the area alone; one owner at a time.
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
 * @created_utc_usec: when it was created, µs since 1970 UTC
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_WORKBOOK_ERROR_INVALID or %TALLY_WORKBOOK_ERROR_FAILED - @book is no such zip file
 * (bug).
 *
 * Returns: (transfer full): the workbook; the same for the same input
 */
GBytes *tally_workbook_pack       (GBytes                   *book,
                                   const TallyWorkbookLogo  *logo,
                                   gint64                    created_utc_usec,
                                   GError                  **error);

G_END_DECLS
