/* tally-progress.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-progress.h"

#include "tally-text.h"

struct _TallyProgress {
  gatomicrefcount   ref_count;
  TallyProgressFunc func;        /* (nullable) */
  gpointer          user_data;
  GDestroyNotify    destroy;     /* (nullable) */
  GCancellable     *cancellable; /* (owned) (nullable) */
  GMutex            mutex;
  char             *phase;       /* (owned) (mutex mutex) */
  char             *message;     /* (owned) (nullable) (mutex mutex) */
  guint64           n_done;      /* (mutex mutex) */
  guint64           n_total;     /* (mutex mutex) */
};

TallyProgress *
tally_progress_new (TallyProgressFunc  func,
                    gpointer           user_data,
                    GDestroyNotify     destroy,
                    GCancellable      *cancellable)
{
  TallyProgress *self = g_new0 (TallyProgress, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->func = func;
  self->user_data = user_data;
  self->destroy = destroy;
  self->phase = g_strdup ("");
  g_set_object (&self->cancellable, cancellable);
  return self;
}

TallyProgress *
tally_progress_ref (TallyProgress *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
tally_progress_unref (TallyProgress *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  if (self->destroy != NULL)
    self->destroy (self->user_data);
  g_clear_object (&self->cancellable);
  g_mutex_clear (&self->mutex);
  g_free (self->phase);
  g_free (self->message);
  g_free (self);
}

/* Under the mutex, so that listeners see the changes in their order. */
static void
notify (TallyProgress *self)
{
  TallyProgressState state = { self->phase, self->message, self->n_done, self->n_total };

  if (self->func != NULL)
    self->func (&state, self->user_data);
}

void
tally_progress_begin (TallyProgress *self,
                      const char    *phase,
                      guint64        n_total)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->mutex);
  tally_text_set (&self->phase, phase);
  g_clear_pointer (&self->message, g_free);
  self->n_done = 0;
  self->n_total = n_total;
  notify (self);
  g_mutex_unlock (&self->mutex);
}

void
tally_progress_step (TallyProgress *self,
                     guint64        n_steps,
                     const char    *message)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->mutex);
  self->n_done += n_steps;
  if (self->n_total > 0)
    self->n_total = MAX (self->n_total, self->n_done);
  if (message != NULL)
    tally_text_set (&self->message, message);
  notify (self);
  g_mutex_unlock (&self->mutex);
}

void
tally_progress_grow (TallyProgress *self,
                     guint64        n_more)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->mutex);
  self->n_total = MAX (self->n_total, self->n_done) + n_more;
  notify (self);
  g_mutex_unlock (&self->mutex);
}

GCancellable *
tally_progress_get_cancellable (TallyProgress *self)
{
  return self != NULL ? self->cancellable : NULL;
}

gboolean
tally_progress_check (TallyProgress  *self,
                      GError        **error)
{
  return self == NULL || !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}
