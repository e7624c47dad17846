/* tally-smartsheet-json.h
 *
 * Reads the API's small messages, which come from a peer that may be broken or hostile: a missing
 * or mistyped member is a fallback value, never a crash. Sheet pages go through
 * tally-smartsheet-page.h. Pure functions, any thread. Depends on json-glib.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * tally_smartsheet_json_parse:
 * @bytes: a document: one object or list
 * @length: its length in bytes
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_SMARTSHEET_ERROR_MALFORMED - no JSON, cut short, two documents, or
 * nested too deep (fetch again).
 *
 * Returns: (transfer full): the document's root, or %NULL
 */
JsonNode   *tally_smartsheet_json_parse      (const char  *bytes,
                                              gsize        length,
                                              GError     **error);

/**
 * tally_smartsheet_json_get_int:
 * @object: (nullable): an object
 * @name: a member
 * @fallback: for a member that is missing, fractional, out of range or no number
 *
 * Takes numbers, and numbers written as text: the API has both for ids.
 *
 * Returns: the exact value
 */
gint64      tally_smartsheet_json_get_int    (JsonObject  *object,
                                              const char  *name,
                                              gint64       fallback);

/**
 * tally_smartsheet_json_get_text:
 * @object: (nullable): an object
 * @name: a member
 *
 * Returns: (transfer none) (nullable): its text, %NULL if it is missing or no text
 */
const char *tally_smartsheet_json_get_text   (JsonObject  *object,
                                              const char  *name);

/**
 * tally_smartsheet_json_get_time:
 * @object: (nullable): an object
 * @name: a member
 *
 * Takes RFC 3339 text and ms since 1970 as a number.
 *
 * Returns: µs since 1970 UTC, 0 if it is missing or no time
 */
gint64      tally_smartsheet_json_get_time   (JsonObject  *object,
                                              const char  *name);

/**
 * tally_smartsheet_json_get_object:
 * @object: (nullable): an object
 * @name: a member
 *
 * Returns: (transfer none) (nullable): the object in it
 */
JsonObject *tally_smartsheet_json_get_object (JsonObject  *object,
                                              const char  *name);

/**
 * tally_smartsheet_json_get_array:
 * @object: (nullable): an object
 * @name: a member
 *
 * Returns: (transfer none) (nullable): the array in it
 */
JsonArray  *tally_smartsheet_json_get_array  (JsonObject  *object,
                                              const char  *name);

/**
 * tally_smartsheet_json_get_element:
 * @array: an array
 * @index: 0 … its length - 1
 *
 * Returns: (transfer none) (nullable): the object there, %NULL if it is something else
 */
JsonObject *tally_smartsheet_json_get_element (JsonArray  *array,
                                               guint       index);

G_END_DECLS
