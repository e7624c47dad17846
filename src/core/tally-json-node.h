/* tally-json-node.h
 *
 * Reads a JSON document that fits into memory as a tree: a plan that is handed back, a payload of
 * the trail. Strict and bounded: what tally-json-stream.h refuses, and members named twice. Gives
 * back the canonical text: equal values, equal bytes. One owner at a time. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TallyJsonKind:
 * @TALLY_JSON_KIND_OBJECT: members, by name
 * @TALLY_JSON_KIND_ARRAY: elements, in their order
 * @TALLY_JSON_KIND_TEXT: a text
 * @TALLY_JSON_KIND_NUMBER: a number
 * @TALLY_JSON_KIND_TRUE: true
 * @TALLY_JSON_KIND_FALSE: false
 * @TALLY_JSON_KIND_NULL: null
 */
typedef enum {
  TALLY_JSON_KIND_OBJECT,
  TALLY_JSON_KIND_ARRAY,
  TALLY_JSON_KIND_TEXT,
  TALLY_JSON_KIND_NUMBER,
  TALLY_JSON_KIND_TRUE,
  TALLY_JSON_KIND_FALSE,
  TALLY_JSON_KIND_NULL,
} TallyJsonKind;

typedef struct _TallyJsonNode TallyJsonNode;

/**
 * tally_json_node_parse:
 * @text: (array length=length): JSON in UTF-8
 * @length: its length in bytes; the caller bounds it
 * @error: return location, or %NULL
 *
 * Reads a document. O(@length · log members); memory some 100 bytes a value.
 *
 * Errors: those of tally_json_stream_feed(); %TALLY_CORE_ERROR_PARSE also for a member that stands
 * twice in one object.
 *
 * Returns: (transfer full) (nullable): the outermost value
 */
TallyJsonNode       *tally_json_node_parse         (const char           *text,
                                                    gsize                 length,
                                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_json_node_free:
 * @self: (nullable): the outermost value
 *
 * Frees it and all within.
 */
void                 tally_json_node_free          (TallyJsonNode        *self);

/**
 * tally_json_node_get_kind:
 * @self: (nullable): a value
 *
 * Returns: what it is; %TALLY_JSON_KIND_NULL for %NULL
 */
TallyJsonKind        tally_json_node_get_kind      (const TallyJsonNode  *self);

/**
 * tally_json_node_get_n_children:
 * @self: (nullable): a value
 *
 * Returns: how many members or elements it has, 0 if it can't have any
 */
guint                tally_json_node_get_n_children (const TallyJsonNode *self);

/**
 * tally_json_node_get_child:
 * @self: an object or array
 * @index: 0 … its number of children - 1; members stand by strcmp() of their names
 *
 * Returns: (transfer none): the child
 */
const TallyJsonNode *tally_json_node_get_child     (const TallyJsonNode  *self,
                                                    guint                 index);

/**
 * tally_json_node_get_name:
 * @self: a value
 *
 * Returns: (transfer none): its name as a member, "" elsewhere
 */
const char          *tally_json_node_get_name      (const TallyJsonNode  *self);

/**
 * tally_json_node_find:
 * @self: (nullable): a value
 * @name: name of a member
 *
 * Returns: (transfer none) (nullable): the member; %NULL if it has none, or is no object
 */
const TallyJsonNode *tally_json_node_find          (const TallyJsonNode  *self,
                                                    const char           *name);

/**
 * tally_json_node_get_text:
 * @self: (nullable): a value
 *
 * Returns: (transfer none) (nullable): the text, %NULL unless it is one
 */
const char          *tally_json_node_get_text      (const TallyJsonNode  *self);

/**
 * tally_json_node_get_int64:
 * @self: (nullable): a value
 * @out_value: (out): the number; untouched on failure
 *
 * Returns: %TRUE if it is a whole number of 64 bits, written without point and exponent
 */
gboolean             tally_json_node_get_int64     (const TallyJsonNode  *self,
                                                    gint64               *out_value);

/**
 * tally_json_node_get_double:
 * @self: (nullable): a value
 * @out_value: (out): the number; untouched on failure
 *
 * Reads a measurement, never money: what was written with 17 digits comes back to the bit.
 *
 * Returns: %TRUE if it is a number that a double can hold
 */
gboolean             tally_json_node_get_double    (const TallyJsonNode  *self,
                                                    double               *out_value);

/**
 * tally_json_node_dup_canonical:
 * @self: a value
 *
 * Returns: (transfer full): it as text without blanks, members by name, numbers as they were written
 */
char                *tally_json_node_dup_canonical (const TallyJsonNode  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyJsonNode, tally_json_node_free)

G_END_DECLS
