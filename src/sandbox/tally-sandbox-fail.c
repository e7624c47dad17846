/* tally-sandbox-fail.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-fail.h"

#include "tally-sandbox-lexeme.h"

/* "%" stands for what the message speaks of. */
static const struct
{
  guint       code;
  guint       status;
  const char *message;
} fails[] = {
  { 1001, 401, "An Access Token is required." },
  { 1002, 401, "Your Access Token is invalid." },
  { 1003, 401, "Your Access Token has expired." },
  { 1004, 403, "You are not authorized to perform this action." },
  { 1006, 404, "Not Found" },
  { 1008, 400, "Unable to parse request. The following error occurred: %" },
  { 1009, 400, "A required parameter is missing from your request: %." },
  { 1010, 405, "HTTP Method not supported." },
  { 1011, 400, "A required header was missing or invalid: %" },
  { 1012, 400, "A required object attribute is missing from your request: %." },
  { 1018, 400, "The value was not valid for the parameter %." },
  { 1024, 400, "The HTTP request body is required for this Method." },
  { 1031, 400, "The value was not valid for the attribute %." },
  { 1032, 400, "The attribute(s) % are not allowed for this operation." },
  { 1034, 400, "Invalid Row Id." },
  { 1036, 400, "The columnId % is invalid." },
  { 1037, 400, "The columnId % is included more than once in a single row." },
  { 1038, 400, "Invalid Cell value. Must be numeric or a string." },
  { 1039, 403, "Cannot edit a locked column %." },
  { 1042, 400, "The cell value for column % did not conform to the strict requirements." },
  { 1046, 400, "The cell in column % belongs to the system and can't be set." },
  { 1050, 403, "Cannot edit a locked row %." },
  { 1051, 400, "A FILE attachment can't be added by a JSON request." },
  { 1052, 406, "The value of the Accept header is not supported." },
  { 1062, 400, "Invalid row location." },
  { 1074, 400, "The file is larger than the allowed maximum." },
  { 1075, 400, "The size of the file does not match the Content-Length header." },
  { 1100, 400, "Versions can be added to attachments of the type FILE only." },
  { 1101, 400, "Versions can't be added to attachments of comments." },
  { 1115, 400, "Cell link updates and value updates may not be mixed in one request." },
  { 1123, 400, "All rows of a request must specify the same location." },
  { 1124, 415, "The Content-Type of the request is not supported." },
  { 1148, 400, "The number in column % is out of range." },
  { 1160, 400, "Invalid bulk request: %" },
  { 1338, 400, "The file name is missing." },
  { 4000, 500, "An unexpected error has occurred." },
  { 4001, 503, "Smartsheet.com is currently offline for system maintenance." },
  { 4002, 500, "Server timeout exceeded. Request has failed." },
  { 4003, 429, "Rate limit exceeded." },
  { 4004, 500, "sheetId % is currently being updated by another request that uses the same "
               "access token. Please retry your request." },
  { 4005, 410, "This version of the API is retired." },
};

static const char *
find_message (guint  error_code,
              guint *out_status)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fails); i++)
    {
      if (fails[i].code != error_code)
        continue;
      *out_status = fails[i].status;
      return fails[i].message;
    }
  *out_status = 500;
  return "An error that was asked for.";
}

guint
tally_sandbox_fail_get_status (guint error_code)
{
  guint status;

  find_message (error_code, &status);
  return status;
}

void
tally_sandbox_fail_append (GString    *buffer,
                           guint       error_code,
                           const char *argument,
                           const char *detail)
{
  guint status;
  const char *pattern = find_message (error_code, &status);
  g_auto (GStrv) parts = g_strsplit (pattern, "%", 2);
  g_autofree char *message = g_strjoinv (argument != NULL ? argument : "", parts);

  g_string_append_printf (buffer, "{\"refId\":\"%08x\",\"errorCode\":%u,\"message\":",
                          g_str_hash (message) ^ (guint) buffer->len, error_code);
  tally_sandbox_append_json_text (buffer, message);
  if (detail != NULL)
    g_string_append_printf (buffer, ",\"detail\":%s", detail);
  g_string_append_c (buffer, '}');
}
