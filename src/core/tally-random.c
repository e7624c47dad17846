/* tally-random.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-random.h"

struct _TallyRandom {
  guint64 seed;
  guint64 state;
};

TallyRandom *
tally_random_new (guint64 seed)
{
  TallyRandom *self = g_new0 (TallyRandom, 1);

  self->seed = seed;
  self->state = seed;
  return self;
}

void
tally_random_free (TallyRandom *self)
{
  g_free (self);
}

guint64
tally_random_next (TallyRandom *self)
{
  guint64 z;

  g_return_val_if_fail (self != NULL, 0);
  z = (self->state += G_GUINT64_CONSTANT (0x9E3779B97F4A7C15));
  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xBF58476D1CE4E5B9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94D049BB133111EB);
  return z ^ (z >> 31);
}

guint64
tally_random_below (TallyRandom *self,
                    guint64      bound)
{
  guint64 limit, value;

  g_return_val_if_fail (self != NULL && bound > 0, 0);
  limit = G_MAXUINT64 - G_MAXUINT64 % bound; /* values from here on would favour small results */
  do
    value = tally_random_next (self);
  while (value >= limit);
  return value % bound;
}

double
tally_random_ratio (TallyRandom *self)
{
  return (double) (tally_random_next (self) >> 11) * 0x1.0p-53;
}

TallyRandom *
tally_random_split (TallyRandom *self,
                    const char  *label)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325); /* FNV-1a, 64 bit */

  g_return_val_if_fail (self != NULL && label != NULL, NULL);
  for (const char *p = label; *p != '\0'; p++)
    hash = (hash ^ (guint8) *p) * G_GUINT64_CONSTANT (0x100000001b3);
  return tally_random_new (self->seed ^ hash);
}
