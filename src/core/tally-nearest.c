/* tally-nearest.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-nearest.h"

/* Bytes compared of each word; the longest key name has 24. */
#define MAX_LENGTH 63
/* More mistakes than this in one word make a suggestion a guess. */
#define MAX_DISTANCE 3

static guint
cell_cost (guint       rows[3][MAX_LENGTH + 1],
           const char *a,
           const char *b,
           guint       i,
           guint       j)
{
  char ca = g_ascii_tolower (a[i - 1]);
  char cb = g_ascii_tolower (b[j - 1]);
  guint cost = MIN (rows[1][j], rows[2][j - 1]) + 1;

  cost = MIN (cost, rows[1][j - 1] + (ca == cb ? 0 : 1));
  if (i > 1 && j > 1 && ca == g_ascii_tolower (b[j - 2]) && cb == g_ascii_tolower (a[i - 2]))
    cost = MIN (cost, rows[0][j - 2] + 1);
  return cost;
}

guint
tally_nearest_distance (const char *a,
                        const char *b)
{
  guint rows[3][MAX_LENGTH + 1]; /* of the optimal string alignment: two back, one back, current */
  guint a_length = (guint) MIN (strlen (a), MAX_LENGTH);
  guint b_length = (guint) MIN (strlen (b), MAX_LENGTH);

  memset (rows, 0, sizeof rows);
  for (guint j = 0; j <= b_length; j++)
    rows[2][j] = j;
  for (guint i = 1; i <= a_length; i++)
    {
      memcpy (rows[0], rows[1], sizeof rows[0]);
      memcpy (rows[1], rows[2], sizeof rows[1]);
      rows[2][0] = i;
      for (guint j = 1; j <= b_length; j++)
        rows[2][j] = cell_cost (rows, a, b, i, j);
    }
  return rows[2][b_length];
}

const char *
tally_nearest_find (const char         *word,
                    const char * const *candidates)
{
  const char *best = NULL;
  guint best_distance = MAX_DISTANCE + 1;

  for (guint i = 0; candidates[i] != NULL; i++)
    {
      guint distance = tally_nearest_distance (word, candidates[i]);
      guint allowed = MIN ((guint) (strlen (candidates[i]) + 2) / 3, MAX_DISTANCE);
      if (distance < best_distance && distance <= allowed)
        {
          best = candidates[i];
          best_distance = distance;
        }
    }
  return best;
}
