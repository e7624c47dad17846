/* tally-workbook-pack-private.h
 *
 * Packs a workbook anew: what is compressed already is copied as it is, the logo's stand-in is
 * replaced by the logo, and the hidden sheet becomes a very hidden one. Of the area alone; one
 * owner at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-workbook-logo.h"

G_BEGIN_DECLS

/**
 * TallyWorkbookPart:
 * @deflated: (owned): raw deflate stream
 * @size_bytes: size before compression
 * @crc: CRC-32 of what was compressed
 *
 * A compressed part of a zip file.
 */
typedef struct {
  GBytes  *deflated;
  guint32  size_bytes;
  guint32  crc;
} TallyWorkbookPart;

struct _TallyWorkbookLogo {
  TallyWorkbookPart  part;
  GBytes            *stand_in; /* (owned): a header of the same kind, 2 × 1 pixels */
  char              *sha256;   /* (owned) */
};

/**
 * tally_workbook_part_init:
 * @self: (out caller-allocates): a part
 * @data: what to compress
 *
 * Compresses @data; clear it with tally_workbook_part_clear().
 */
void        tally_workbook_part_init  (TallyWorkbookPart        *self,
                                       GBytes                   *data);

/**
 * tally_workbook_part_clear:
 * @self: a part
 *
 * Frees what it owns.
 */
void        tally_workbook_part_clear (TallyWorkbookPart        *self);

/**
 * tally_workbook_pack:
 * @book: a workbook as libxlsxwriter made it
 * @logo: (nullable): takes the place of what stands in xl/media
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_WORKBOOK_ERROR_FAILED - @book is no such zip file (bug).
 *
 * Returns: (transfer full): the workbook; the same for the same input
 */
GByteArray *tally_workbook_pack       (GBytes                   *book,
                                       const TallyWorkbookLogo  *logo,
                                       GError                  **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TallyWorkbookPart, tally_workbook_part_clear)

G_END_DECLS
