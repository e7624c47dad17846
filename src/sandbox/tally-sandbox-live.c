/* tally-sandbox-live.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-live.h"

#include "tally-sandbox-sitting.h"
#include "tally-sandbox-world-tree.h"

#define MINUTE_USEC (G_GINT64_CONSTANT (60) * G_USEC_PER_SEC)
#define MINUTES_PER_HOUR 60
/* A sitting begins in the first third of its minute, so that what follows it ends within it. */
#define LATEST_START_USEC (20 * G_USEC_PER_SEC)

static guint
below (TallySandboxSitting *sitting,
       guint                bound)
{
  return (guint) tally_random_below (sitting->random, bound);
}

/* People, not automations: those who have an account of the company. */
static TallySandboxUser *
choose_person (TallySandboxSitting *sitting)
{
  GPtrArray *users = sitting->world->users;
  guint start = below (sitting, users->len);

  for (guint i = 0; i < users->len; i++)
    {
      TallySandboxUser *user = users->pdata[(start + i) % users->len];

      if (!g_str_has_suffix (user->email, "@smartsheet.com") && user != sitting->world->me)
        return user;
    }
  return sitting->world->me;
}

static gboolean
choose_place (TallySandboxSitting *sitting)
{
  const GArray *sources = sitting->world->source_sheets;
  gint64 id;

  if (sources->len == 0)
    return FALSE;
  id = g_array_index (sources, gint64, below (sitting, sources->len));
  sitting->sheet = tally_sandbox_world_find_sheet (sitting->world, id);
  if (sitting->sheet == NULL)
    return FALSE;
  for (guint i = 0; i < TALLY_SANDBOX_N_FIELDS; i++)
    sitting->columns[i] = tally_sandbox_seed_find_column (sitting->sheet, i);
  if (sitting->sheet->rows->len > 0)
    sitting->row = sitting->sheet->rows->pdata[below (sitting, sitting->sheet->rows->len)];
  return TRUE;
}

static const TallySandboxHappening *
choose_happening (TallySandboxSitting *sitting)
{
  guint n;
  const TallySandboxHappening *all = tally_sandbox_sitting_list (&n);
  guint sum = 0;
  guint roll;

  for (guint i = 0; i < n; i++)
    sum += all[i].weight;
  roll = below (sitting, sum);
  while (roll >= all->weight)
    {
      roll -= all->weight;
      all++;
    }
  return all;
}

static gboolean
sit_down (TallySandboxWorld *world,
          TallyRandom       *random,
          gint64             minute)
{
  TallySandboxSitting sitting = { .world = world, .random = random };

  sitting.stamp.at_utc_usec = minute * MINUTE_USEC + below (&sitting, LATEST_START_USEC);
  sitting.stamp.by = choose_person (&sitting);
  return choose_place (&sitting) && sitting.row != NULL &&
         choose_happening (&sitting)->happen (&sitting);
}

static guint
live_through_minute (const TallySandboxLive *self,
                     TallySandboxWorld      *world,
                     gint64                  minute)
{
  g_autoptr (TallyRandom) random =
    tally_random_new (self->seed * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9) ^ (guint64) minute);
  guint64 rate = self->edits_per_hour;
  guint64 of_hour = (guint64) minute % MINUTES_PER_HOUR;
  guint64 n = (of_hour + 1) * rate / MINUTES_PER_HOUR - of_hour * rate / MINUTES_PER_HOUR;
  guint n_done = 0;

  for (guint64 i = 0; i < n; i++)
    n_done += sit_down (world, random, minute);
  return n_done;
}

guint
tally_sandbox_live_step (const TallySandboxLive *self,
                         TallySandboxWorld      *world,
                         gint64                  from_utc_usec,
                         gint64                  to_utc_usec)
{
  gint64 last = to_utc_usec / MINUTE_USEC;
  gint64 first = from_utc_usec / MINUTE_USEC;
  guint n_done = 0;

  g_return_val_if_fail (self != NULL && world != NULL, 0);
  first = MAX (first, last - TALLY_SANDBOX_LIVE_MAX_STEP_SECS / 60);
  for (gint64 minute = first; minute < last && self->edits_per_hour > 0; minute++)
    n_done += live_through_minute (self, world, minute);
  return n_done;
}
