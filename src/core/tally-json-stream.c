/* tally-json-stream.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-json-stream.h"

#include <yajl/yajl_parse.h>

#include "tally-core-error.h"

/* yajl scans an unfinished token again from its start with each piece that it is handed: pieces are
 * gathered to, and cut into, this many bytes, so that no byte is scanned more often than
 * TALLY_JSON_MAX_STRING_BYTES / PIECE_BYTES + 2 times. */
#define PIECE_BYTES (64 * 1024)
#define MAX_TOKEN_BYTES (TALLY_JSON_MAX_STRING_BYTES + 4096) /* with quotes and the blanks before it */

struct _TallyJsonStream {
  yajl_handle             parser;  /* (owned) */
  const TallyJsonHandler *handler; /* (borrowed) */
  gpointer                data;    /* (borrowed) */
  guint                   depth;
  guint64                 n_tokens;
  guint64                 n_bytes; /* before the piece being read */
  guint64                 token_end; /* of the last token handed out */
  GByteArray             *gathered;  /* (owned) less than a piece, not yet handed to yajl */
  const char             *piece;     /* (borrowed) (nullable) the piece being read */
  const char             *piece_end; /* (borrowed) (nullable) */
  GError                 *failure; /* (owned) (nullable) set by a callback, taken by feed */
};

static int
refuse (TallyJsonStream *self,
        const char      *what,
        guint64          bound)
{
  g_clear_error (&self->failure);
  g_set_error (&self->failure, TALLY_CORE_ERROR, TALLY_CORE_ERROR_LIMIT,
               "JSON has more than %" G_GUINT64_FORMAT " %s", bound, what);
  return FALSE;
}

/* Whether what stands after the last token is short enough for one more token. */
static int
check_length (TallyJsonStream *self,
              guint64          at)
{
  if (at - self->token_end > MAX_TOKEN_BYTES)
    return refuse (self, "bytes in one text as it is written", TALLY_JSON_MAX_STRING_BYTES);
  return TRUE;
}

/* Called for each token: by its place the length of the next one is known before it ends. */
static int
pass_token (TallyJsonStream *self)
{
  guint64 at = self->n_bytes + yajl_get_bytes_consumed (self->parser);

  if (!check_length (self, at))
    return FALSE;
  self->token_end = at;
  return TRUE;
}

static int
count_token (TallyJsonStream *self)
{
  if (++self->n_tokens > TALLY_JSON_MAX_TOKENS)
    return refuse (self, "tokens", TALLY_JSON_MAX_TOKENS);
  return pass_token (self);
}

static int
literal_cb (TallyJsonStream  *self,
            TallyJsonLiteral  literal)
{
  return count_token (self) && self->handler->literal (self->data, literal, &self->failure);
}

static int
null_cb (void *data)
{
  return literal_cb (data, TALLY_JSON_NULL);
}

static int
boolean_cb (void *data,
            int   value)
{
  return literal_cb (data, value ? TALLY_JSON_TRUE : TALLY_JSON_FALSE);
}

static int
number_cb (void       *data,
           const char *bytes,
           size_t      length)
{
  TallyJsonStream *self = data;

  return count_token (self) && self->handler->number (self->data, bytes, length, &self->failure);
}

typedef gboolean (*TextFunc) (gpointer data, const char *bytes, gsize length, GError **error);

/* Eight bytes at a time: nearly all texts of a sheet are ASCII. */
static gboolean
is_ascii (const char *bytes,
          gsize       length)
{
  guint64 all = 0;
  gsize i = 0;

  for (; i + sizeof all <= length; i += sizeof all)
    {
      guint64 word;

      memcpy (&word, bytes + i, sizeof word);
      all |= word;
    }
  for (; i < length; i++)
    all |= (guint8) bytes[i];
  return (all & G_GUINT64_CONSTANT (0x8080808080808080)) == 0;
}

/* yajl lets overlong UTF-8 pass, and what it decodes from escapes (elsewhere than in the piece)
 * may be half a surrogate pair or U+0000. */
static int
hand_out (TallyJsonStream *self,
          TextFunc         take,
          const char      *bytes,
          gsize            length)
{
  g_autofree char *mended = NULL;

  if ((bytes >= self->piece && bytes < self->piece_end && is_ascii (bytes, length))
      || g_utf8_validate_len (bytes, length, NULL))
    return take (self->data, bytes, length, &self->failure);
  mended = g_utf8_make_valid (bytes, (gssize) length);
  return take (self->data, mended, strlen (mended), &self->failure);
}

static int
string_cb (void                *data,
           const unsigned char *bytes,
           size_t               length)
{
  TallyJsonStream *self = data;

  if (length > TALLY_JSON_MAX_STRING_BYTES)
    return refuse (self, "bytes in one text", TALLY_JSON_MAX_STRING_BYTES);
  return count_token (self)
         && hand_out (self, self->handler->string, (const char *) bytes, length);
}

static int
key_cb (void                *data,
        const unsigned char *bytes,
        size_t               length)
{
  TallyJsonStream *self = data;

  if (length > TALLY_JSON_MAX_STRING_BYTES)
    return refuse (self, "bytes in one name", TALLY_JSON_MAX_STRING_BYTES);
  return pass_token (self)
         && hand_out (self, self->handler->key, (const char *) bytes, length);
}

static int
enter (TallyJsonStream *self)
{
  if (++self->depth > TALLY_JSON_MAX_DEPTH)
    return refuse (self, "levels", TALLY_JSON_MAX_DEPTH);
  return count_token (self);
}

static int
object_start_cb (void *data)
{
  TallyJsonStream *self = data;

  return enter (self) && self->handler->object_start (self->data, &self->failure);
}

static int
object_end_cb (void *data)
{
  TallyJsonStream *self = data;

  self->depth--;
  return pass_token (self) && self->handler->object_end (self->data, &self->failure);
}

static int
array_start_cb (void *data)
{
  TallyJsonStream *self = data;

  return enter (self) && self->handler->array_start (self->data, &self->failure);
}

static int
array_end_cb (void *data)
{
  TallyJsonStream *self = data;

  self->depth--;
  return pass_token (self) && self->handler->array_end (self->data, &self->failure);
}

static const yajl_callbacks callbacks = {
  .yajl_null = null_cb,
  .yajl_boolean = boolean_cb,
  .yajl_number = number_cb,
  .yajl_string = string_cb,
  .yajl_start_map = object_start_cb,
  .yajl_map_key = key_cb,
  .yajl_end_map = object_end_cb,
  .yajl_start_array = array_start_cb,
  .yajl_end_array = array_end_cb,
};

TallyJsonStream *
tally_json_stream_new (const TallyJsonHandler *handler,
                       gpointer                data)
{
  TallyJsonStream *self;

  g_return_val_if_fail (handler != NULL, NULL);
  self = g_new0 (TallyJsonStream, 1);
  self->handler = handler;
  self->data = data;
  self->gathered = g_byte_array_new ();
  self->parser = yajl_alloc (&callbacks, NULL, self);
  return self;
}

void
tally_json_stream_free (TallyJsonStream *self)
{
  if (self == NULL)
    return;
  yajl_free (self->parser);
  g_byte_array_unref (self->gathered);
  g_clear_error (&self->failure);
  g_free (self);
}

/* yajl's own message is in English prose with a line end; its first line is enough. */
static void
set_parse_error (TallyJsonStream  *self,
                 const char       *bytes,
                 gsize             length,
                 GError          **error)
{
  guint64 at = self->n_bytes + yajl_get_bytes_consumed (self->parser);
  unsigned char *message = yajl_get_error (self->parser, 0, (const unsigned char *) bytes, length);

  g_strdelimit (g_strchomp ((char *) message), "\n", ' ');
  g_set_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_PARSE,
               "malformed JSON at byte %" G_GUINT64_FORMAT ": %s", at, (const char *) message);
  yajl_free_error (self->parser, message);
}

static gboolean
check_status (TallyJsonStream  *self,
              yajl_status       status,
              const char       *bytes,
              gsize             length,
              GError          **error)
{
  if (status == yajl_status_ok)
    return TRUE;
  if (self->failure != NULL)
    g_propagate_error (error, g_steal_pointer (&self->failure));
  else
    set_parse_error (self, bytes, length, error);
  return FALSE;
}

/* Hands yajl one piece. */
static gboolean
read_piece (TallyJsonStream  *self,
            const char       *bytes,
            gsize             length,
            GError          **error)
{
  yajl_status status;

  self->piece = bytes;
  self->piece_end = bytes + length;
  status = yajl_parse (self->parser, (const unsigned char *) bytes, length);
  if (status == yajl_status_ok && !check_length (self, self->n_bytes + length))
    status = yajl_status_client_canceled;
  if (!check_status (self, status, bytes, length, error))
    return FALSE;
  self->piece = self->piece_end = NULL;
  self->n_bytes += length;
  return TRUE;
}

static gboolean
read_gathered (TallyJsonStream  *self,
               GError          **error)
{
  if (self->gathered->len > 0
      && !read_piece (self, (const char *) self->gathered->data, self->gathered->len, error))
    return FALSE;
  g_byte_array_set_size (self->gathered, 0);
  return TRUE;
}

gboolean
tally_json_stream_feed (TallyJsonStream  *self,
                        const char       *bytes,
                        gsize             length,
                        GError          **error)
{
  g_return_val_if_fail (self != NULL && (bytes != NULL || length == 0), FALSE);
  while (length > 0)
    {
      gsize n = MIN (length, PIECE_BYTES - self->gathered->len);

      if (n == PIECE_BYTES)
        {
          if (!read_piece (self, bytes, n, error))
            return FALSE;
        }
      else
        g_byte_array_append (self->gathered, (const guint8 *) bytes, (guint) n);
      if (self->gathered->len == PIECE_BYTES && !read_gathered (self, error))
        return FALSE;
      bytes += n;
      length -= n;
    }
  return TRUE;
}

gboolean
tally_json_stream_finish (TallyJsonStream  *self,
                          GError          **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return read_gathered (self, error)
         && check_status (self, yajl_complete_parse (self->parser), "", 0, error);
}
