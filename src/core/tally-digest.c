/* tally-digest.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-digest.h"

#include <nettle/sha2.h>

struct _TallyDigest {
  struct sha256_ctx context;
};

static void
write_hex (const guint8 *bytes,
           char         *out_hex)
{
  static const char digits[] = "0123456789abcdef";

  for (guint i = 0; i < TALLY_DIGEST_BYTES; i++)
    {
      out_hex[2 * i] = digits[bytes[i] >> 4];
      out_hex[2 * i + 1] = digits[bytes[i] & 15];
    }
  out_hex[TALLY_DIGEST_HEX_LENGTH] = '\0';
}

TallyDigest *
tally_digest_new (void)
{
  TallyDigest *self = g_new0 (TallyDigest, 1);

  sha256_init (&self->context);
  return self;
}

TallyDigest *
tally_digest_copy (const TallyDigest *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return g_memdup2 (self, sizeof *self);
}

void
tally_digest_free (TallyDigest *self)
{
  g_free (self);
}

void
tally_digest_update (TallyDigest   *self,
                     gconstpointer  data,
                     gsize          length)
{
  g_return_if_fail (self != NULL && (data != NULL || length == 0));
  if (length > 0)
    sha256_update (&self->context, length, data);
}

void
tally_digest_finish_bytes (TallyDigest *self,
                           guint8       out_bytes[TALLY_DIGEST_BYTES])
{
  g_return_if_fail (self != NULL && out_bytes != NULL);
  sha256_digest (&self->context, TALLY_DIGEST_BYTES, out_bytes); /* begins anew, too */
}

void
tally_digest_finish (TallyDigest *self,
                     char         out_hex[TALLY_DIGEST_HEX_LENGTH + 1])
{
  guint8 bytes[TALLY_DIGEST_BYTES];

  g_return_if_fail (self != NULL && out_hex != NULL);
  tally_digest_finish_bytes (self, bytes);
  write_hex (bytes, out_hex);
}

char *
tally_digest_dup_hex (gconstpointer data,
                      gsize         length)
{
  g_autoptr (TallyDigest) digest = tally_digest_new ();
  char *hex = g_malloc (TALLY_DIGEST_HEX_LENGTH + 1);

  tally_digest_update (digest, data, length);
  tally_digest_finish (digest, hex);
  return hex;
}

char *
tally_digest_dup_hex_of_bytes (GBytes *bytes)
{
  gsize length;
  gconstpointer data;

  g_return_val_if_fail (bytes != NULL, NULL);
  data = g_bytes_get_data (bytes, &length);
  return tally_digest_dup_hex (data, length);
}
