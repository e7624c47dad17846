/* tally-store-owner.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-owner.h"

#include <unistd.h>

#include "tally-number.h"

/* proc(5): the state is the first word after the name, the start the twentieth. */
#define STATE_WORD 0
#define START_WORD 19

/* When a process started; 0 if there is none or it only waits to be buried. */
static gint64
read_start (gint64 pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%" G_GINT64_FORMAT "/stat", pid);
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;
  const char *after_name;
  gint64 start = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  after_name = strrchr (text, ')');
  if (after_name == NULL || after_name[1] == '\0')
    return 0;
  words = g_strsplit (after_name + 2, " ", START_WORD + 2);
  if (g_strv_length (words) <= START_WORD || strchr ("ZXx", words[STATE_WORD][0]) != NULL
      || !tally_number_parse_int64 (words[START_WORD], strlen (words[START_WORD]), &start))
    return 0;
  return start;
}

static char *
dup_place (void)
{
  g_autofree char *boot = NULL;
  g_autofree char *pids = g_file_read_link ("/proc/self/ns/pid", NULL);

  if (pids == NULL || !g_file_get_contents ("/proc/sys/kernel/random/boot_id", &boot, NULL, NULL))
    return g_strdup ("");
  return g_strconcat (g_strstrip (boot), " ", pids, NULL);
}

/* The two parts of a place. */
static void
split_place (const char  *place,
             char       **out_boot,
             char       **out_pids)
{
  const char *blank = strchr (place, ' ');

  *out_boot = blank != NULL ? g_strndup (place, blank - place) : g_strdup ("");
  *out_pids = g_strdup (blank != NULL ? blank + 1 : "");
}

void
tally_store_owner_init (TallyStoreOwner *self)
{
  g_return_if_fail (self != NULL);
  self->host = g_strdup (g_get_host_name ());
  self->place = dup_place ();
  self->pid = getpid ();
  self->process_start = read_start (self->pid);
}

void
tally_store_owner_clear (TallyStoreOwner *self)
{
  g_clear_pointer (&self->host, g_free);
  g_clear_pointer (&self->place, g_free);
}

TallyStoreLife
tally_store_owner_get_life (const TallyStoreOwner *self)
{
  g_auto (TallyStoreOwner) here = { 0 };
  g_autofree char *boot = NULL;
  g_autofree char *pids = NULL;
  g_autofree char *boot_here = NULL;
  g_autofree char *pids_here = NULL;

  g_return_val_if_fail (self != NULL, TALLY_STORE_LIFE_UNKNOWN);
  tally_store_owner_init (&here);
  if (strcmp (self->host, here.host) != 0 || *self->place == '\0' || *here.place == '\0')
    return TALLY_STORE_LIFE_UNKNOWN;
  split_place (self->place, &boot, &pids);
  split_place (here.place, &boot_here, &pids_here);
  if (strcmp (boot, boot_here) != 0)
    return TALLY_STORE_LIFE_DEAD;
  if (strcmp (pids, pids_here) != 0)
    return TALLY_STORE_LIFE_UNKNOWN;
  return self->process_start != 0 && read_start (self->pid) == self->process_start
           ? TALLY_STORE_LIFE_ALIVE : TALLY_STORE_LIFE_DEAD;
}
