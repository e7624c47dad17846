/* tally-hash.h
 *
 * Canonical serialisation and SHA-256: the same values give the same hash on every machine, in
 * every locale, whatever text they hold. Each field is written as kind, length and bytes, so that
 * ("A,B", "C") and ("A", "B,C") differ. One owner at a time. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-number.h"

G_BEGIN_DECLS

/* Length of a SHA-256 in hexadecimal, without the terminating NUL. */
#define TALLY_HASH_HEX_LENGTH 64

typedef struct _TallyHash TallyHash;

/**
 * tally_hash_new:
 * @purpose: what is hashed, e.g. "fingerprint"; part of the hash
 * @version: version of the serialisation, 1 or more; part of the hash
 *
 * Returns: (transfer full): an empty hash
 */
TallyHash  *tally_hash_new           (const char   *purpose,
                                      guint         version);

/**
 * tally_hash_free:
 * @self: (nullable): a hash
 *
 * Frees it.
 */
void        tally_hash_free          (TallyHash    *self);

/**
 * tally_hash_reset:
 * @self: a hash
 *
 * Makes it as new, with its purpose and version; cheaper than a new one.
 */
void        tally_hash_reset         (TallyHash    *self);

/**
 * tally_hash_add_text:
 * @self: a hash
 * @text: (nullable): UTF-8; %NULL is not the same as ""
 *
 * Adds one field.
 */
void        tally_hash_add_text      (TallyHash    *self,
                                      const char   *text);

/**
 * tally_hash_add_int64:
 * @self: a hash
 * @value: cents, a day number, a count
 *
 * Adds one field.
 */
void        tally_hash_add_int64     (TallyHash    *self,
                                      gint64        value);

/**
 * tally_hash_add_decimal:
 * @self: a hash
 * @number: an exact number
 *
 * Adds one field.
 */
void        tally_hash_add_decimal   (TallyHash    *self,
                                      TallyDecimal  number);

/**
 * tally_hash_get_hex:
 * @self: a hash; it takes no more fields until it is reset
 *
 * Returns: (transfer none): 64 lower-case hexadecimal digits, valid until the next call on @self
 */
const char *tally_hash_get_hex       (TallyHash    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyHash, tally_hash_free)

G_END_DECLS
