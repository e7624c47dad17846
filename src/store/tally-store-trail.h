/* tally-store-trail.h
 *
 * The trail: what was published, replaced, taken back, held, approved and by whom. Append only,
 * each entry chained to the one before by a SHA-256 over its fields, so that a changed, removed or
 * cut trail is found by tally-store-trail-verify.h. Appended to in the transaction of what it
 * records. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-hash.h"
#include "tally-store.h"

G_BEGIN_DECLS

/* Bounds of an entry: a payload is a few ids and sums, never a document. */
#define TALLY_STORE_TRAIL_MAX_PAYLOAD_BYTES (64 * 1024)
#define TALLY_STORE_TRAIL_MAX_TEXT_BYTES 1024

/* "SEQUENCE:HASH" and NUL. */
#define TALLY_STORE_TRAIL_HEAD_LENGTH (20 + 1 + TALLY_HASH_HEX_LENGTH + 1)

/**
 * TallyStoreTrailEntry:
 * @sequence: its number, 1 and up without a gap
 * @utc_usec: when it was appended, µs since 1970 UTC
 * @kind: stable id of what happened, "publication"
 * @actor: who did it, "" = the program by itself; for the store and those who may see it, never
 *   for logs
 * @subject: opaque id of what it happened to, "" = the installation
 * @payload: what happened, one JSON object; canonical in the store
 * @previous_hash: hash of the entry before, "" for the first
 * @hash: of all the above, 64 hexadecimal digits
 *
 * One entry; everything is borrowed.
 */
typedef struct {
  gint64      sequence;
  gint64      utc_usec;
  const char *kind;
  const char *actor;
  const char *subject;
  const char *payload;
  const char *previous_hash;
  const char *hash;
} TallyStoreTrailEntry;

/**
 * TallyStoreTrailHead:
 * @sequence: number of the last entry, 0 = there is none
 * @hash: its hash, "" = there is none
 *
 * Where the trail ends. Written down elsewhere (a log, a pack, an audit workbook) it proves later
 * that nothing up to there was changed or cut off.
 */
typedef struct {
  gint64 sequence;
  char   hash[TALLY_HASH_HEX_LENGTH + 1];
} TallyStoreTrailHead;

/**
 * TallyStoreTrailFunc:
 * @entry: an entry
 * @data: what was handed to the function
 * @error: return location, or %NULL
 *
 * Returns: %FALSE with @error set to stop
 */
typedef gboolean (*TallyStoreTrailFunc) (const TallyStoreTrailEntry *entry, gpointer data, GError **error);

/**
 * tally_store_trail_append:
 * @store: a store opened for writing
 * @kind: stable id of what happened
 * @subject: (nullable): opaque id of what it happened to
 * @payload_json: one JSON object
 * @error: return location, or %NULL
 *
 * Appends what the program did by itself; see tally_store_trail_append_entry().
 *
 * Returns: %TRUE if it is appended
 */
gboolean tally_store_trail_append       (TallyStore                  *store,
                                         const char                  *kind,
                                         const char                  *subject,
                                         const char                  *payload_json,
                                         GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_trail_append_entry:
 * @store: a store opened for writing
 * @entry: its @kind, @actor (nullable), @subject (nullable) and @payload; the rest is ignored
 * @error: return location, or %NULL
 *
 * Appends an entry. Within a transaction it becomes part of it: a caller of this area records and
 * appends together. Durable when the transaction is.
 *
 * Errors: %TALLY_STORE_ERROR_CONSTRAINT - a bound is exceeded, a text is no UTF-8 or the payload
 * no JSON object, a bug in the caller; those of writing.
 *
 * Returns: %TRUE if it is appended
 */
gboolean tally_store_trail_append_entry (TallyStore                  *store,
                                         const TallyStoreTrailEntry  *entry,
                                         GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_trail_get_head:
 * @store: a store
 * @out_head: (out caller-allocates): where the trail ends
 * @error: return location, or %NULL
 *
 * Tells where the trail ends, or ended before it was cut: the further one of its last entry and
 * of the head that was noted beside it.
 *
 * Returns: %FALSE if it can't be read
 */
gboolean tally_store_trail_get_head     (TallyStore                  *store,
                                         TallyStoreTrailHead         *out_head,
                                         GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_trail_foreach:
 * @store: a store
 * @subject: (nullable): only entries of this subject; %NULL hands out all
 * @func: gets each entry, oldest first
 * @data: handed to @func
 * @error: return location, or %NULL
 *
 * Hands out entries as they stand, without verifying them.
 *
 * Returns: %TRUE if all were handed out
 */
gboolean tally_store_trail_foreach      (TallyStore                  *store,
                                         const char                  *subject,
                                         TallyStoreTrailFunc          func,
                                         gpointer                     data,
                                         GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_trail_head_format:
 * @head: a head
 * @out_text: (out caller-allocates): "SEQUENCE:HASH"
 *
 * Writes a head as text.
 */
void     tally_store_trail_head_format  (const TallyStoreTrailHead   *head,
                                         char                         out_text[TALLY_STORE_TRAIL_HEAD_LENGTH]);

/**
 * tally_store_trail_head_parse:
 * @text: what tally_store_trail_head_format() writes
 * @out_head: (out caller-allocates): the head; untouched on failure
 *
 * Returns: %FALSE if it is anything else
 */
gboolean tally_store_trail_head_parse   (const char                  *text,
                                         TallyStoreTrailHead         *out_head);

G_END_DECLS
