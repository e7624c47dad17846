/* tally-engine-keeper.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-keeper.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "tally-core-error.h"
#include "tally-engine-error.h"
#include "tally-engine-private.h"
#include "tally-file-lock.h"
#include "tally-file.h"

#define NAME "serve"

struct _TallyEngineKeeper {
  TallyFileLock *lock; /* (owned) */
  char          *path; /* (owned) says who holds it */
};

/* Who wrote it is at work, for the lock is taken; it may just not have come to writing yet. */
static char *
dup_holder (const char *path)
{
  g_autofree char *text = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, NULL) || length == 0 || length > 512
      || !g_utf8_validate_len (text, length, NULL))
    return g_strdup ("one that has just begun");
  return g_steal_pointer (&text);
}

static gboolean
write_holder (TallyEngineKeeper  *self,
              TallyClock         *clock,
              GError            **error)
{
  g_autofree char *now = tally_clock_format_utc (tally_clock_get_utc_usec (clock));
  g_autofree char *text = g_strdup_printf ("process %d on %s since %s", (int) getpid (), g_get_host_name (), now);

  return tally_file_write (self->path, text, strlen (text), 0600, error);
}

static gboolean
take (TallyEngineKeeper  *self,
      GError            **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *holder = NULL;

  self->lock = tally_file_lock_new (self->path, &failure);
  if (self->lock != NULL)
    return TRUE;
  if (!g_error_matches (failure, TALLY_CORE_ERROR, TALLY_CORE_ERROR_BUSY))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  holder = dup_holder (self->path);
  g_set_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_BUSY,
               "another process keeps this data directory on its schedule: %s; stop it first, or use another "
               "--data-dir", holder);
  return FALSE;
}

TallyEngineKeeper *
tally_engine_keeper_new (TallyEngine  *engine,
                         GError      **error)
{
  g_autoptr (TallyEngineKeeper) self = NULL;

  g_return_val_if_fail (engine != NULL, NULL);
  if (!tally_file_ensure_folder (engine->data_dir, error))
    return NULL;
  self = g_new0 (TallyEngineKeeper, 1);
  self->path = g_build_filename (engine->data_dir, NAME, NULL);
  return take (self, error) && write_holder (self, engine->clock, error) ? g_steal_pointer (&self) : NULL;
}

void
tally_engine_keeper_free (TallyEngineKeeper *self)
{
  if (self == NULL)
    return;
  if (self->lock != NULL)
    g_unlink (self->path); /* while it is ours */
  tally_file_lock_free (self->lock);
  g_free (self->path);
  g_free (self);
}
