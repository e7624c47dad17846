/* tally-store-pack-header.h
 *
 * The first bytes of a pack: what it is, who wrote it, what is in it. Kept so that each version of
 * the program can read who wrote a pack of any later one. Pure; any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-store-cipher.h"
#include "tally-store-trail.h"

G_BEGIN_DECLS

#define TALLY_STORE_PACK_FORMAT 1
/* Size of what is in a pack that is written piece by piece: only its end tells it. */
#define TALLY_STORE_PACK_ANY_SIZE G_MAXUINT64
/* Magic, format and size: what must be read to know how much to read. */
#define TALLY_STORE_PACK_PREFIX_BYTES 16
/* What is known takes 300 bytes; the rest is room for later formats. */
#define TALLY_STORE_PACK_MAX_HEADER_BYTES 4096

/**
 * TallyStorePackInfo:
 * @format: version of the pack's format
 * @schema: schema of the database in it; 0 = there is none in it, it is of an archive
 * @is_sealed: whether a passphrase opens it
 * @created_utc_usec: when it was written, µs since 1970 UTC
 * @head: counter of the store's head, 0 = it has none
 * @database_bytes: size of the database in it, or %TALLY_STORE_PACK_ANY_SIZE
 * @pack_bytes: size of the pack; 0 while only its header was read
 * @program: version of the program that wrote it
 * @installation: id of the installation, "" = it has none
 * @trail: head of the trail, "SEQUENCE:HASH" as tally_store_trail_head_format() writes it
 * @sha256: of the database in it; "" while only the header of the pack was read
 *
 * What a pack tells of itself. A plain value.
 */
typedef struct {
  guint    format;
  guint    schema;
  gboolean is_sealed;
  gint64   created_utc_usec;
  guint64  head;
  guint64  database_bytes;
  guint64  pack_bytes;
  char     program[32];
  char     installation[40];
  char     trail[TALLY_STORE_TRAIL_HEAD_LENGTH];
  char     sha256[65];
} TallyStorePackInfo;

/**
 * tally_store_pack_header_write:
 * @info: what it tells
 * @key: (nullable): of a sealed pack
 *
 * Returns: (transfer full): the bytes that a pack begins with
 */
GBytes   *tally_store_pack_header_write    (const TallyStorePackInfo  *info,
                                            const TallyStoreCipherKey *key);

/**
 * tally_store_pack_header_get_size:
 * @prefix: (array fixed-size=16): the first bytes of a file
 * @out_size: (out): bytes of the header, the prefix included; untouched on failure
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_STORE_ERROR_FAILED - the file is no pack; %TALLY_STORE_ERROR_CORRUPT - damaged.
 *
 * Returns: %TRUE if it is a pack
 */
gboolean  tally_store_pack_header_get_size (const guint8               prefix[TALLY_STORE_PACK_PREFIX_BYTES],
                                            gsize                     *out_size,
                                            GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_pack_header_read:
 * @header: as many bytes as tally_store_pack_header_get_size() says
 * @out_info: (out caller-allocates): what it tells; untouched on failure
 * @out_key: (out caller-allocates): of a sealed pack, else zeroes; untouched on failure
 * @error: return location, or %NULL
 *
 * Reads it back. Its sum is checked before anything is believed.
 *
 * Errors: %TALLY_STORE_ERROR_CORRUPT - damaged; %TALLY_STORE_ERROR_NEWER - of a later format, the
 * message names the program to install.
 *
 * Returns: %TRUE if it is whole and of a format that is known
 */
gboolean  tally_store_pack_header_read     (GBytes                    *header,
                                            TallyStorePackInfo        *out_info,
                                            TallyStoreCipherKey       *out_key,
                                            GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
