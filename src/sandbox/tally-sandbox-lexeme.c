/* tally-sandbox-lexeme.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-lexeme.h"

#include <json-glib/json-glib.h>

/* Lexemes are never freed singly, so they stand back to back in blocks of this size. */
#define BLOCK_BYTES (256 * 1024)

struct _TallySandboxPool
{
  GHashTable *known;   /* (owned): set of lexemes, which the blocks own */
  GPtrArray  *blocks;  /* (owned) (element-type guint8*) */
  guint8     *tail;    /* (borrowed): free room in the last block */
  gsize       n_free;  /* bytes behind tail */
  GString    *scratch; /* (owned) */
};

static guint
hash_lexeme (gconstpointer data)
{
  const TallySandboxLexeme *self = data;
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037);

  for (guint32 i = 0; i < self->length; i++)
    hash = (hash ^ (guint8) self->json[i]) * G_GUINT64_CONSTANT (1099511628211);
  return (guint) (hash ^ (hash >> 32));
}

static gboolean
lexemes_are_equal (gconstpointer a,
                   gconstpointer b)
{
  const TallySandboxLexeme *one = a;
  const TallySandboxLexeme *other = b;

  return one->length == other->length && memcmp (one->json, other->json, one->length) == 0;
}

static void
ensure_room (TallySandboxPool *self,
             gsize             n_bytes)
{
  if (n_bytes <= self->n_free)
    return;
  self->n_free = MAX (n_bytes, BLOCK_BYTES);
  self->tail = g_malloc (self->n_free);
  g_ptr_array_add (self->blocks, self->tail);
}

/* The candidate is written where it would stay; when it is known already, nothing was used up. */
static const TallySandboxLexeme *
intern (TallySandboxPool *self,
        const char       *json,
        gsize             length)
{
  gsize n_bytes = (sizeof (TallySandboxLexeme) + length + 1 + 3) & ~(gsize) 3;
  TallySandboxLexeme *candidate;
  TallySandboxLexeme *known;

  ensure_room (self, n_bytes);
  candidate = (gpointer) self->tail;
  candidate->length = (guint32) length;
  memcpy (candidate->json, json, length);
  candidate->json[length] = '\0';
  known = g_hash_table_lookup (self->known, candidate);
  if (known != NULL)
    return known;
  g_hash_table_add (self->known, candidate);
  self->tail += n_bytes;
  self->n_free -= n_bytes;
  return candidate;
}

static void
append_escaped (GString *buffer,
                guchar   c)
{
  static const char short_forms[] = "\b\f\n\r\t\"\\";
  static const char letters[] = "bfnrt\"\\";
  const char *found = strchr (short_forms, c);

  if (c != '\0' && found != NULL)
    {
      g_string_append_c (buffer, '\\');
      g_string_append_c (buffer, letters[found - short_forms]);
    }
  else
    {
      g_string_append_printf (buffer, "\\u%04x", c);
    }
}

void
tally_sandbox_append_json_text (GString    *buffer,
                                const char *text)
{
  g_autofree char *valid = NULL;
  const char *start;
  const char *p;

  if (text == NULL)
    {
      g_string_append (buffer, "null");
      return;
    }
  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  g_string_append_c (buffer, '"');
  for (start = p = text; *p != '\0'; p++)
    {
      if ((guchar) *p >= 0x20 && *p != '"' && *p != '\\')
        continue;
      g_string_append_len (buffer, start, p - start);
      append_escaped (buffer, (guchar) *p);
      start = p + 1;
    }
  g_string_append_len (buffer, start, p - start);
  g_string_append_c (buffer, '"');
}

TallySandboxPool *
tally_sandbox_pool_new (void)
{
  TallySandboxPool *self = g_new0 (TallySandboxPool, 1);

  self->known = g_hash_table_new (hash_lexeme, lexemes_are_equal);
  self->blocks = g_ptr_array_new_with_free_func (g_free);
  self->scratch = g_string_new (NULL);
  return self;
}

void
tally_sandbox_pool_free (TallySandboxPool *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->known);
  g_ptr_array_unref (self->blocks);
  g_string_free (self->scratch, TRUE);
  g_free (self);
}

const TallySandboxLexeme *
tally_sandbox_pool_text (TallySandboxPool *self,
                         const char       *text)
{
  if (text == NULL)
    return NULL;
  g_string_truncate (self->scratch, 0);
  tally_sandbox_append_json_text (self->scratch, text);
  return intern (self, self->scratch->str, self->scratch->len);
}

static const char *
skip_digits (const char *p)
{
  while (g_ascii_isdigit (*p))
    p++;
  return p;
}

/* RFC 8259, section 6. */
static gboolean
is_json_number (const char *text)
{
  const char *p = *text == '-' ? text + 1 : text;
  const char *digits = p;

  p = skip_digits (p);
  if (p == digits || (*digits == '0' && p > digits + 1))
    return FALSE;
  if (*p == '.')
    {
      digits = ++p;
      p = skip_digits (p);
      if (p == digits)
        return FALSE;
    }
  if (*p == 'e' || *p == 'E')
    {
      p += p[1] == '+' || p[1] == '-' ? 2 : 1;
      digits = p;
      p = skip_digits (p);
      if (p == digits)
        return FALSE;
    }
  return *p == '\0';
}

const TallySandboxLexeme *
tally_sandbox_pool_number (TallySandboxPool *self,
                           const char       *lexeme)
{
  return is_json_number (lexeme) ? intern (self, lexeme, strlen (lexeme)) : NULL;
}

const TallySandboxLexeme *
tally_sandbox_pool_boolean (TallySandboxPool *self,
                            gboolean          value)
{
  return value ? intern (self, "true", 4) : intern (self, "false", 5);
}

const TallySandboxLexeme *
tally_sandbox_pool_json (TallySandboxPool *self,
                         const char       *json,
                         gssize            length)
{
  return intern (self, json, length < 0 ? strlen (json) : (gsize) length);
}

gboolean
tally_sandbox_lexeme_is_text (const TallySandboxLexeme *self)
{
  return self != NULL && self->json[0] == '"';
}

char *
tally_sandbox_lexeme_dup_text (const TallySandboxLexeme *self)
{
  g_autoptr (JsonNode) node = NULL;

  if (self == NULL)
    return NULL;
  if (self->json[0] != '"')
    return g_strdup (self->json);
  if (strchr (self->json, '\\') == NULL)
    return g_strndup (self->json + 1, self->length - 2);
  node = json_from_string (self->json, NULL);
  return node != NULL ? json_node_dup_string (node) : g_strdup ("");
}
