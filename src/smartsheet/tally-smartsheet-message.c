/* tally-smartsheet-message.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-call-private.h"

#include "tally-smartsheet-error.h"
#include "tally-smartsheet-json.h"

typedef struct {
  GByteArray *body; /* (owned) */
  JsonNode   *root; /* (owned) (nullable) */
} Message;

static gboolean
start_message (gpointer   data,
               GError   **error)
{
  Message *message = data;

  g_byte_array_set_size (message->body, 0);
  return TRUE;
}

static gboolean
read_message (gpointer     data,
              const char  *bytes,
              gsize        length,
              GError     **error)
{
  Message *message = data;

  g_byte_array_append (message->body, (const guint8 *) bytes, (guint) length);
  return TRUE;
}

static gboolean
end_message (gpointer   data,
             GError   **error)
{
  Message *message = data;
  g_autoptr (JsonNode) root = NULL;

  root = tally_smartsheet_json_parse ((const char *) message->body->data, message->body->len, error);
  if (root == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_MALFORMED,
                           "the answer is no JSON object");
      return FALSE;
    }
  message->root = g_steal_pointer (&root);
  return TRUE;
}

static const TallySmartsheetReader message_reader = { start_message, read_message, end_message };

JsonNode *
tally_smartsheet_client_call (TallySmartsheetClient   *self,
                              TallySmartsheetRequest  *request,
                              GCancellable            *cancellable,
                              GError                 **error)
{
  Message message = { .body = g_byte_array_new () };
  gboolean done;

  request->reader = &message_reader;
  request->reader_data = &message;
  done = tally_smartsheet_client_stream (self, request, cancellable, error);
  g_byte_array_unref (message.body);
  return done ? message.root : NULL;
}
