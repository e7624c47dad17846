/* tally-hash.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-hash.h"

#include "tally-digest.h"

struct _TallyHash {
  TallyDigest *digest; /* (owned) */
  char        *header; /* (owned) */
  char         hex[TALLY_DIGEST_HEX_LENGTH + 1];
};

/* A field: its kind, its length in decimal, ':', its bytes, LF (after the netstring idea). */
static void
add_field (TallyHash  *self,
           char        kind,
           const char *bytes,
           gsize       length)
{
  char head[32];
  int n = g_snprintf (head, sizeof head, "%c%" G_GSIZE_FORMAT ":", kind, length);

  tally_digest_update (self->digest, head, (gsize) n);
  tally_digest_update (self->digest, bytes, length);
  tally_digest_update (self->digest, "\n", 1);
}

TallyHash *
tally_hash_new (const char *purpose,
                guint       version)
{
  TallyHash *self;

  g_return_val_if_fail (purpose != NULL && version > 0, NULL);
  self = g_new0 (TallyHash, 1);
  self->digest = tally_digest_new ();
  self->header = g_strdup_printf ("tallyman/%s/%u", purpose, version);
  add_field (self, 'h', self->header, strlen (self->header));
  return self;
}

void
tally_hash_free (TallyHash *self)
{
  if (self == NULL)
    return;
  tally_digest_free (self->digest);
  g_free (self->header);
  g_free (self);
}

void
tally_hash_reset (TallyHash *self)
{
  g_return_if_fail (self != NULL);
  tally_digest_finish (self->digest, self->hex);
  *self->hex = '\0';
  add_field (self, 'h', self->header, strlen (self->header));
}

void
tally_hash_add_text (TallyHash  *self,
                     const char *text)
{
  g_return_if_fail (self != NULL);
  if (text == NULL)
    add_field (self, 'n', "", 0);
  else
    add_field (self, 't', text, strlen (text));
}

void
tally_hash_add_int64 (TallyHash *self,
                      gint64     value)
{
  char text[24];
  int n = g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, value);

  g_return_if_fail (self != NULL);
  add_field (self, 'i', text, (gsize) n);
}

void
tally_hash_add_decimal (TallyHash    *self,
                        TallyDecimal  number)
{
  char text[TALLY_DECIMAL_BUFFER_SIZE];
  int n = g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT "e%d",
                      number.coefficient, number.exponent);

  g_return_if_fail (self != NULL);
  add_field (self, 'd', text, (gsize) n);
}

const char *
tally_hash_get_hex (TallyHash *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  if (*self->hex == '\0')
    tally_digest_finish (self->digest, self->hex);
  return self->hex;
}
