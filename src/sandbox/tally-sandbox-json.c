/* tally-sandbox-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-json.h"

#include "tally-json.h"
#include "tally-sandbox-error.h"

JsonNode *
tally_sandbox_json_parse (const char  *bytes,
                          gssize       length,
                          GError     **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) local = NULL;
  JsonNode *root = NULL;

  if (bytes == NULL)
    length = 0;
  else if (length < 0)
    length = (gssize) strlen (bytes);
  if (length > 0 && tally_json_is_one_document (bytes, (gsize) length)
      && json_parser_load_from_data (parser, bytes, length, &local))
    root = json_parser_steal_root (parser);
  if (root == NULL)
    g_set_error (error, TALLY_SANDBOX_ERROR, TALLY_SANDBOX_ERROR_INVALID, "%s",
                 local != NULL ? local->message : "not one JSON object or list");
  return root;
}
