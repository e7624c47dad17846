/* tally-sandbox-json.h
 *
 * The way into json-glib for what a client sends and for what controls the sandbox. Any thread.
 * Depends on core and json-glib.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * tally_sandbox_json_parse:
 * @bytes: (nullable): JSON; %NULL is as ""
 * @length: its length in bytes, -1 if it ends in NUL
 * @error: return location, or %NULL
 *
 * Reads one object or list; a second document behind it is an error.
 *
 * Errors: %TALLY_SANDBOX_ERROR_INVALID - it is no such thing (tell the sender).
 *
 * Returns: (transfer full): its root, or %NULL
 */
JsonNode *tally_sandbox_json_parse (const char  *bytes,
                                    gssize       length,
                                    GError     **error);

G_END_DECLS
