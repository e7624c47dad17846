/* tally-cli-signals.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-signals.h"

#include <glib-unix.h>
#include <signal.h>
#include <unistd.h>

struct _TallyCliSignals {
  GCancellable *cancellable; /* (owned) */
  GMainContext *context;     /* (owned) */
  GMainLoop    *loop;        /* (owned) */
  GThread      *thread;      /* (owned) */
};

static gboolean
signal_cb (gpointer data)
{
  TallyCliSignals *self = data;
  static const char message[] = "tallyman: stopping; once more ends at once\n";

  if (g_cancellable_is_cancelled (self->cancellable))
    _exit (128 + SIGINT);
  g_cancellable_cancel (self->cancellable);
  if (write (STDERR_FILENO, message, sizeof message - 1) < 0)
    return G_SOURCE_CONTINUE; /* nobody reads our words; the stop is what counts */
  return G_SOURCE_CONTINUE;
}

static gpointer
signals_worker (gpointer data)
{
  TallyCliSignals *self = data;

  g_main_loop_run (self->loop);
  return NULL;
}

static void
watch (TallyCliSignals *self,
       int              signal_number)
{
  g_autoptr (GSource) source = g_unix_signal_source_new (signal_number);

  g_source_set_callback (source, signal_cb, self, NULL);
  g_source_attach (source, self->context);
}

TallyCliSignals *
tally_cli_signals_new (GCancellable *cancellable)
{
  TallyCliSignals *self;

  g_return_val_if_fail (G_IS_CANCELLABLE (cancellable), NULL);
  self = g_new0 (TallyCliSignals, 1);
  self->cancellable = g_object_ref (cancellable);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  watch (self, SIGINT);
  watch (self, SIGTERM);
  self->thread = g_thread_new ("signals", signals_worker, self);
  return self;
}

static gboolean
quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

void
tally_cli_signals_free (TallyCliSignals *self)
{
  g_autoptr (GSource) source = NULL;

  if (self == NULL)
    return;
  source = g_idle_source_new (); /* from inside the loop: it may not be running yet */
  g_source_set_callback (source, quit_cb, self->loop, NULL);
  g_source_attach (source, self->context);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_object_unref (self->cancellable);
  g_free (self);
}
