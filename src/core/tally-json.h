/* tally-json.h
 *
 * Small JSON messages: what a run prints with --json, what the store keeps as evidence, what a
 * tool reads back. Wraps json-glib, so that no other room below the faces needs it. One owner at
 * a time. Sheet pages go through tally-json-stream.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _TallyJsonWriter TallyJsonWriter;

/**
 * tally_json_writer_new:
 *
 * Returns: (transfer full): a writer; the outermost value must be an object or an array
 */
TallyJsonWriter *tally_json_writer_new          (void);

/**
 * tally_json_writer_free:
 * @self: (nullable): a writer
 *
 * Frees it.
 */
void             tally_json_writer_free         (TallyJsonWriter *self);

/**
 * tally_json_writer_begin_object:
 * @self: a writer
 * @name: (nullable): the member's name, %NULL in an array or outermost
 *
 * Opens an object.
 */
void             tally_json_writer_begin_object (TallyJsonWriter *self,
                                                 const char      *name);

/**
 * tally_json_writer_end_object:
 * @self: a writer in an object
 *
 * Closes it.
 */
void             tally_json_writer_end_object   (TallyJsonWriter *self);

/**
 * tally_json_writer_begin_array:
 * @self: a writer
 * @name: (nullable): the member's name, %NULL in an array or outermost
 *
 * Opens an array.
 */
void             tally_json_writer_begin_array  (TallyJsonWriter *self,
                                                 const char      *name);

/**
 * tally_json_writer_end_array:
 * @self: a writer in an array
 *
 * Closes it.
 */
void             tally_json_writer_end_array    (TallyJsonWriter *self);

/**
 * tally_json_writer_add_text:
 * @self: a writer
 * @name: (nullable): the member's name
 * @text: (nullable): UTF-8; %NULL writes null
 *
 * Adds a text.
 */
void             tally_json_writer_add_text     (TallyJsonWriter *self,
                                                 const char      *name,
                                                 const char      *text);

/**
 * tally_json_writer_add_int64:
 * @self: a writer
 * @name: (nullable): the member's name
 * @value: cents, a count, an id
 *
 * Adds a whole number.
 */
void             tally_json_writer_add_int64    (TallyJsonWriter *self,
                                                 const char      *name,
                                                 gint64           value);

/**
 * tally_json_writer_add_double:
 * @self: a writer
 * @name: (nullable): the member's name
 * @value: a measurement, never money; a non-finite one writes null
 *
 * Adds a number.
 */
void             tally_json_writer_add_double   (TallyJsonWriter *self,
                                                 const char      *name,
                                                 double           value);

/**
 * tally_json_writer_add_boolean:
 * @self: a writer
 * @name: (nullable): the member's name
 * @value: true or false
 *
 * Adds a truth value.
 */
void             tally_json_writer_add_boolean  (TallyJsonWriter *self,
                                                 const char      *name,
                                                 gboolean         value);

/**
 * tally_json_writer_finish:
 * @self: a writer whose outermost value is closed
 * @pretty: whether to indent by two blanks
 *
 * Returns: (transfer full): the text, without a line end
 */
char            *tally_json_writer_finish       (TallyJsonWriter *self,
                                                 gboolean         pretty);

/**
 * tally_json_is_one_document:
 * @bytes: what a peer or a file says
 * @length: its length in bytes
 *
 * Looks at brackets and quotes alone, in one go: is this one object or list, at most
 * %TALLY_JSON_MAX_DEPTH deep, and nothing but blanks behind it? To be asked before json-glib sees
 * foreign bytes: 1.6 recurses as deep as they are, and of two documents it leaks the first.
 *
 * Returns: %TRUE if json-glib may read it; it may still be malformed
 */
gboolean         tally_json_is_one_document     (const char      *bytes,
                                                 gsize            length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyJsonWriter, tally_json_writer_free)

G_END_DECLS
