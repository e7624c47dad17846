/* tally-digest.h
 *
 * SHA-256 of bytes. Jails nettle, which uses the processor's own instructions: GChecksum of GLib
 * 2.74 takes some 50 instructions a byte, a quarter of a small run. One owner at a time. Depends on
 * GLib and nettle.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Length of a SHA-256 in hexadecimal, without the terminating NUL. */
#define TALLY_DIGEST_HEX_LENGTH 64
#define TALLY_DIGEST_BYTES 32

typedef struct _TallyDigest TallyDigest;

/**
 * tally_digest_new:
 *
 * Returns: (transfer full): a digest of nothing yet
 */
TallyDigest *tally_digest_new       (void);

/**
 * tally_digest_copy:
 * @self: a digest
 *
 * Returns: (transfer full): another one of the same bytes, to go on with others
 */
TallyDigest *tally_digest_copy      (const TallyDigest *self);

/**
 * tally_digest_free:
 * @self: (nullable): a digest
 *
 * Frees it.
 */
void         tally_digest_free      (TallyDigest   *self);

/**
 * tally_digest_update:
 * @self: a digest
 * @data: (nullable): bytes
 * @length: their number
 *
 * Adds bytes.
 */
void         tally_digest_update    (TallyDigest   *self,
                                     gconstpointer  data,
                                     gsize          length);

/**
 * tally_digest_finish_bytes:
 * @self: a digest; as new afterwards
 * @out_bytes: (out caller-allocates) (array fixed-size=32): the bare bytes
 *
 * As tally_digest_finish().
 */
void         tally_digest_finish_bytes (TallyDigest *self,
                                        guint8       out_bytes[TALLY_DIGEST_BYTES]);

/**
 * tally_digest_finish:
 * @self: a digest; as new afterwards
 * @out_hex: (out caller-allocates) (array fixed-size=65): lower-case hexadecimal and NUL
 *
 * Tells the SHA-256 of all bytes added.
 */
void         tally_digest_finish    (TallyDigest   *self,
                                     char           out_hex[TALLY_DIGEST_HEX_LENGTH + 1]);

/**
 * tally_digest_dup_hex:
 * @data: (nullable): bytes
 * @length: their number
 *
 * Returns: (transfer full): their SHA-256 in lower-case hexadecimal; O(@length)
 */
char        *tally_digest_dup_hex   (gconstpointer  data,
                                     gsize          length);

/**
 * tally_digest_dup_hex_of_bytes:
 * @bytes: bytes
 *
 * Returns: (transfer full): their SHA-256 in lower-case hexadecimal
 */
char        *tally_digest_dup_hex_of_bytes (GBytes *bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyDigest, tally_digest_free)

G_END_DECLS
