/* tally-sandbox-lexeme.h
 *
 * Values of cells as the JSON text that goes over the wire ("\"Main St\"", "12.50", "true"), each
 * distinct one kept once. A cell costs two pointers however long its text is, equal values are
 * equal pointers, and a page is written by copying. Owned by the world; one thread at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TallySandboxLexeme:
 * @length: bytes in @json
 * @json: one complete JSON string, number, true or false, NUL-terminated
 *
 * An interned value; valid as long as its pool.
 */
typedef struct {
  guint32 length;
  char    json[];
} TallySandboxLexeme;

typedef struct _TallySandboxPool TallySandboxPool;

/**
 * tally_sandbox_pool_new:
 *
 * Returns: (transfer full): an empty pool
 */
TallySandboxPool         *tally_sandbox_pool_new        (void);

/**
 * tally_sandbox_pool_free:
 * @self: (nullable): a pool
 *
 * Frees it and all its lexemes.
 */
void                      tally_sandbox_pool_free       (TallySandboxPool *self);

/**
 * tally_sandbox_pool_text:
 * @self: a pool
 * @text: (nullable): UTF-8; invalid bytes become U+FFFD
 *
 * Returns: (nullable): the JSON string of @text; %NULL for %NULL
 */
const TallySandboxLexeme *tally_sandbox_pool_text       (TallySandboxPool *self,
                                                         const char       *text);

/**
 * tally_sandbox_pool_number:
 * @self: a pool
 * @lexeme: a JSON number ("1234.10", "-5", "1e3"); goes out exactly as written here
 *
 * Returns: (nullable): the lexeme; %NULL if @lexeme is not a JSON number
 */
const TallySandboxLexeme *tally_sandbox_pool_number     (TallySandboxPool *self,
                                                         const char       *lexeme);

/**
 * tally_sandbox_pool_boolean:
 * @self: a pool
 * @value: true or false
 *
 * Returns: the lexeme
 */
const TallySandboxLexeme *tally_sandbox_pool_boolean    (TallySandboxPool *self,
                                                         gboolean          value);

/**
 * tally_sandbox_pool_json:
 * @self: a pool
 * @json: any complete JSON text, trusted: an object value, a hyperlink
 * @length: its bytes, or -1
 *
 * Returns: the lexeme
 */
const TallySandboxLexeme *tally_sandbox_pool_json       (TallySandboxPool *self,
                                                         const char       *json,
                                                         gssize            length);

/**
 * tally_sandbox_lexeme_dup_text:
 * @self: (nullable): a lexeme
 *
 * Returns: (transfer full) (nullable): a string without quotes and escapes; a number or truth
 *   value as written; %NULL for %NULL
 */
char                     *tally_sandbox_lexeme_dup_text (const TallySandboxLexeme *self);

/**
 * tally_sandbox_lexeme_is_text:
 * @self: (nullable): a lexeme
 *
 * Returns: %TRUE if it is a JSON string
 */
gboolean                  tally_sandbox_lexeme_is_text  (const TallySandboxLexeme *self);

/**
 * tally_sandbox_append_json_text:
 * @buffer: where to append
 * @text: (nullable): UTF-8; invalid bytes become U+FFFD, %NULL writes null
 *
 * Appends @text as a JSON string with its quotes.
 */
void                      tally_sandbox_append_json_text (GString    *buffer,
                                                          const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallySandboxPool, tally_sandbox_pool_free)

G_END_DECLS
