/* tally-sandbox-watch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-watch.h"

#include "tally-sandbox-server-private.h"

void
tally_sandbox_server_set_watch (TallySandboxServer    *self,
                                TallySandboxWatchFunc  watch,
                                gpointer               user_data)
{
  g_return_if_fail (self != NULL);
  g_mutex_lock (&self->mutex);
  self->watch = watch;
  self->watch_data = user_data;
  g_mutex_unlock (&self->mutex);
}
