/* tally-store-body.h
 *
 * A billing line as a few bytes: how lines that are gone and lines as published are kept. Without
 * row number and time of the last writing, which move without meaning, so that equal lines have
 * equal bytes. Form: version byte, numbers as zigzag base-128 varints, texts ended by NUL. Pure
 * functions, any thread. Depends on core and model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-line.h"

G_BEGIN_DECLS

/* First byte. Bodies are read for ever: a new form gets a new number, the reader keeps the old. */
#define TALLY_STORE_BODY_VERSION 1

/**
 * tally_store_body_write:
 * @line: a line
 * @body: where to append its bytes
 *
 * Serialises a line.
 */
void     tally_store_body_write (const TallyLine *line,
                                 GByteArray      *body);

/**
 * tally_store_body_read:
 * @bytes: (nullable): a body
 * @size: number of bytes
 * @out_line: (out caller-allocates): the line, with row number and time 0; its texts lie in @bytes
 *
 * Reads a line back.
 *
 * Returns: %FALSE if @bytes are no body; @out_line is then undefined
 */
gboolean tally_store_body_read  (gconstpointer    bytes,
                                 gsize            size,
                                 TallyLine       *out_line) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
