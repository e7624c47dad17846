/* tally-digest-memo.h
 *
 * SHA-256 of contents that begin alike, one after the other: workbooks with the same logo. What the
 * last two had in common at their beginning is compared, not digested again. The result is that of
 * tally_digest_dup_hex_of_bytes(), whatever comes in. One owner at a time. Depends on GLib.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What two contents share is taken in whole blocks of so many bytes. */
#define TALLY_DIGEST_MEMO_BLOCK_BYTES 4096

typedef struct _TallyDigestMemo TallyDigestMemo;

/**
 * tally_digest_memo_new:
 *
 * Returns: (transfer full): a memo that has seen nothing yet
 */
TallyDigestMemo *tally_digest_memo_new     (void);

/**
 * tally_digest_memo_free:
 * @self: (nullable): a memo
 *
 * Frees it.
 */
void             tally_digest_memo_free    (TallyDigestMemo *self);

/**
 * tally_digest_memo_dup_hex:
 * @self: a memo; holds @bytes until the next call
 * @bytes: a content
 *
 * Returns: (transfer full): its SHA-256 in lower-case hexadecimal
 */
char            *tally_digest_memo_dup_hex (TallyDigestMemo *self,
                                            GBytes          *bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyDigestMemo, tally_digest_memo_free)

G_END_DECLS
