/* tally-digest-memo.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-digest-memo.h"

#include "tally-digest.h"

#define BLOCK TALLY_DIGEST_MEMO_BLOCK_BYTES

struct _TallyDigestMemo {
  GBytes      *last;     /* (owned) (nullable): the content before */
  TallyDigest *shared;   /* (owned) (nullable): of the first n_shared bytes of last */
  gsize        n_shared; /* bytes, whole blocks */
};

TallyDigestMemo *
tally_digest_memo_new (void)
{
  return g_new0 (TallyDigestMemo, 1);
}

void
tally_digest_memo_free (TallyDigestMemo *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->last, g_bytes_unref);
  g_clear_pointer (&self->shared, tally_digest_free);
  g_free (self);
}

/* In bytes, whole blocks. */
static gsize
get_n_alike (const TallyDigestMemo *self,
             const guint8          *data,
             gsize                  length)
{
  const guint8 *last;
  gsize n_last;
  gsize n = 0;

  if (self->last == NULL)
    return 0;
  last = g_bytes_get_data (self->last, &n_last);
  while (n + BLOCK <= MIN (n_last, length) && memcmp (last + n, data + n, BLOCK) == 0)
    n += BLOCK;
  return n;
}

/* Makes the digest of what @data shares with the content before. */
static void
move_to (TallyDigestMemo *self,
         const guint8    *data,
         gsize            n_alike)
{
  if (self->shared == NULL || n_alike < self->n_shared)
    {
      g_clear_pointer (&self->shared, tally_digest_free);
      self->shared = tally_digest_new ();
      self->n_shared = 0;
    }
  tally_digest_update (self->shared, data + self->n_shared, n_alike - self->n_shared);
  self->n_shared = n_alike;
}

char *
tally_digest_memo_dup_hex (TallyDigestMemo *self,
                           GBytes          *bytes)
{
  g_autoptr (TallyDigest) digest = NULL;
  const guint8 *data;
  gsize length;
  char *hex;

  g_return_val_if_fail (self != NULL && bytes != NULL, NULL);
  data = g_bytes_get_data (bytes, &length);
  if (length == 0)
    data = (const guint8 *) "";
  move_to (self, data, get_n_alike (self, data, length));
  digest = tally_digest_copy (self->shared);
  tally_digest_update (digest, data + self->n_shared, length - self->n_shared);
  hex = g_malloc (TALLY_DIGEST_HEX_LENGTH + 1);
  tally_digest_finish (digest, hex);
  g_bytes_ref (bytes);
  g_clear_pointer (&self->last, g_bytes_unref);
  self->last = bytes;
  return hex;
}
