/* tally-json-stream.h
 *
 * Reads JSON of any size in pieces, without building a tree, and hands out each number as it was
 * written, so that money never passes through a double. For sheet pages; small messages go
 * through tally-json.h. Jails yajl. One owner at a time. Depends on GLib and yajl.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bounds of a foreign document. A sheet page nests 8 deep and its longest text is a cell of 4,000
 * characters; a page of 500,000 cells has about 5 million tokens. */
#define TALLY_JSON_MAX_DEPTH 64
#define TALLY_JSON_MAX_STRING_BYTES (1024 * 1024)
#define TALLY_JSON_MAX_TOKENS G_GUINT64_CONSTANT (100000000)

/**
 * TallyJsonLiteral:
 * @TALLY_JSON_NULL: null
 * @TALLY_JSON_FALSE: false
 * @TALLY_JSON_TRUE: true
 */
typedef enum {
  TALLY_JSON_NULL,
  TALLY_JSON_FALSE,
  TALLY_JSON_TRUE,
} TallyJsonLiteral;

/**
 * TallyJsonHandler:
 * @object_start: '{'
 * @object_end: '}'
 * @array_start: '['
 * @array_end: ']'
 * @key: a member's name, as @string
 * @string: a text, unescaped valid UTF-8 (what is none, half a surrogate pair and U+0000 become
 *   U+FFFD), not NUL-terminated
 * @number: a number's lexeme, not NUL-terminated
 * @literal: null, false or true
 *
 * What is called for each token; all are required. Bytes are valid during the call only. %FALSE
 * with the error set stops the reading.
 */
typedef struct {
  gboolean (*object_start) (gpointer data, GError **error);
  gboolean (*object_end)   (gpointer data, GError **error);
  gboolean (*array_start)  (gpointer data, GError **error);
  gboolean (*array_end)    (gpointer data, GError **error);
  gboolean (*key)          (gpointer data, const char *bytes, gsize length, GError **error);
  gboolean (*string)       (gpointer data, const char *bytes, gsize length, GError **error);
  gboolean (*number)       (gpointer data, const char *bytes, gsize length, GError **error);
  gboolean (*literal)      (gpointer data, TallyJsonLiteral literal, GError **error);
} TallyJsonHandler;

typedef struct _TallyJsonStream TallyJsonStream;

/**
 * tally_json_stream_new:
 * @handler: (transfer none): what to call; must outlive the stream
 * @data: handed to each call
 *
 * Returns: (transfer full): a reader at the start of a document
 */
TallyJsonStream *tally_json_stream_new    (const TallyJsonHandler  *handler,
                                           gpointer                 data);

/**
 * tally_json_stream_free:
 * @self: (nullable): a reader
 *
 * Frees it; may be called in the middle of a document.
 */
void             tally_json_stream_free   (TallyJsonStream         *self);

/**
 * tally_json_stream_feed:
 * @self: a reader that has not failed
 * @bytes: the next piece of the document, cut anywhere
 * @length: its length in bytes
 * @error: return location, or %NULL
 *
 * Reads on, calling the handler, which hears of a token up to 64 KiB late. However the document is
 * cut, O(its bytes): a text of %TALLY_JSON_MAX_STRING_BYTES is scanned some 9 times, a short one
 * once; memory is 64 KiB and the longest text. A text that goes on beyond
 * %TALLY_JSON_MAX_STRING_BYTES, as written, is refused at most 70 kB later.
 *
 * Errors: %TALLY_CORE_ERROR_PARSE - no JSON, the message names the byte (fetch again);
 * %TALLY_CORE_ERROR_LIMIT - a bound above is exceeded (give up); what a handler set.
 *
 * Returns: %TRUE to go on
 */
gboolean         tally_json_stream_feed   (TallyJsonStream         *self,
                                           const char              *bytes,
                                           gsize                    length,
                                           GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_json_stream_finish:
 * @self: a reader that has not failed
 * @error: return location, or %NULL
 *
 * Says that the document has ended.
 *
 * Errors: as tally_json_stream_feed(); %TALLY_CORE_ERROR_PARSE also when it was cut short.
 *
 * Returns: %TRUE if it was whole
 */
gboolean         tally_json_stream_finish (TallyJsonStream         *self,
                                           GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyJsonStream, tally_json_stream_free)

G_END_DECLS
