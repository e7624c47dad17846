/* tally-sandbox-arrival.c
 *
 * What is decided when a request's head has come and its body has not: bodies that are too large
 * are not kept, and writes that overlap another one on the same sheet are noted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-number.h"
#include "tally-sandbox-server-private.h"

/* What a form adds to the file in it, generously. */
#define FORM_BYTES 65536

#define SHEETS "/sheets/"
#define WRITE_DATA "tally-write"
#define OVERLAP_DATA "tally-overlap"

/* A write that is under way; ends with its message. */
typedef struct
{
  TallySandboxServer *server;  /* (borrowed) */
  gint64              sheet;
} UnderWay;

static void
end_write (UnderWay *self)
{
  GHashTable *writes = self->server->writes;
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (writes, &self->sheet));

  if (n > 1)
    g_hash_table_insert (writes, g_memdup2 (&self->sheet, sizeof self->sheet),
                         GUINT_TO_POINTER (n - 1));
  else
    g_hash_table_remove (writes, &self->sheet);
  g_free (self);
}

static void
finished_cb (SoupServerMessage *message,
             gpointer           user_data)
{
  g_object_set_data (G_OBJECT (message), WRITE_DATA, NULL);
}

static gint64
find_sheet_id (const char *path)
{
  const char *start = strstr (path, SHEETS);
  gint64 id = 0;

  if (start == NULL)
    return 0;
  start += strlen (SHEETS);
  return tally_number_parse_int64 (start, strcspn (start, "/"), &id) ? id : 0;
}

static void
note_write (TallySandboxServer *self,
            SoupServerMessage  *message,
            const char         *path)
{
  gint64 sheet = find_sheet_id (path);
  UnderWay *under_way;
  guint n;

  if (sheet == 0 || strcmp (soup_server_message_get_method (message), "GET") == 0)
    return;
  n = GPOINTER_TO_UINT (g_hash_table_lookup (self->writes, &sheet));
  if (n > 0)
    g_object_set_data (G_OBJECT (message), OVERLAP_DATA, GINT_TO_POINTER (1));
  g_hash_table_insert (self->writes, g_memdup2 (&sheet, sizeof sheet), GUINT_TO_POINTER (n + 1));
  under_way = g_new (UnderWay, 1);
  *under_way = (UnderWay) { self, sheet };
  g_object_set_data_full (G_OBJECT (message), WRITE_DATA, under_way, (GDestroyNotify) end_write);
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), NULL);
}

static void
got_chunk_cb (SoupServerMessage *message,
              GBytes            *chunk,
              gpointer           user_data)
{
  TallySandboxServer *self = user_data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  if (body->length > self->options.habits.max_upload_bytes + FORM_BYTES)
    soup_message_body_set_accumulate (body, FALSE);
}

void
tally_sandbox_arrival_handle_cb (SoupServer        *soup,
                                 SoupServerMessage *message,
                                 const char        *path,
                                 GHashTable        *query,
                                 gpointer           user_data)
{
  TallySandboxServer *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (soup_message_headers_get_content_length (headers) >
      self->options.habits.max_upload_bytes + FORM_BYTES)
    soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  else
    g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk_cb), self);
  if (self->options.habits.parallel_writes_fail)
    note_write (self, message, path);
}

gboolean
tally_sandbox_arrival_is_too_large (SoupServerMessage *message)
{
  return !soup_message_body_get_accumulate (soup_server_message_get_request_body (message));
}

gboolean
tally_sandbox_arrival_overlaps (SoupServerMessage *message)
{
  return g_object_get_data (G_OBJECT (message), OVERLAP_DATA) != NULL;
}
