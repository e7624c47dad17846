/* tally-engine-change-watch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-change-watch-private.h"

#include <glib/gstdio.h>

#include "tally-engine-private.h"

/* A pass commits many times a second; people see four changes a second as live. */
#define SETTLE_MSECS 250

/* Where the file system tells nothing (a network mount), somebody who looks sees a change within so long. */
#define LOOK_SECS 4

#define FOLDER_MODE 0700

/* What the worker knows: its connection to the store, and the number of the last state it saw. */
typedef struct {
  TallyEngine *engine;     /* (borrowed) */
  TallyStore  *store;      /* (owned) (nullable): used by the worker alone, closed by the last user */
  gint64       number;
  gboolean     is_known;   /* whether @number says something */
  gboolean     is_changed; /* answer to the last look */
  gatomicrefcount n_users;
} Look;

struct _TallyEngineChangeWatch {
  TallyJobsQueue  *queue;     /* (borrowed) */
  GFileMonitor    *monitor;   /* (owned) (nullable) */
  Look            *look;      /* (owned) */
  void           (*on_change) (gpointer data);
  gpointer         data;
  guint            settle_id;
  guint            look_id;
  gboolean         is_awake;
  GCancellable    *ended;     /* (owned): cancelled when nothing may be told any more */
};

/* A look on its way; the watch may be gone before it is over. */
typedef struct {
  TallyEngineChangeWatch *watch;    /* (borrowed): valid unless @ended */
  Look             *look;     /* (owned) */
  GCancellable     *ended;    /* (owned) */
} Asked;

static Look *
look_ref (Look *self)
{
  g_atomic_ref_count_inc (&self->n_users);
  return self;
}

static void
look_unref (Look *self)
{
  if (!g_atomic_ref_count_dec (&self->n_users))
    return;
  tally_store_free (self->store);
  g_free (self);
}

static void
asked_free (gpointer data)
{
  Asked *self = data;

  look_unref (self->look);
  g_object_unref (self->ended);
  g_free (self);
}

/* A store that is not there yet, or can't be read, is no change; a store that has come is one. */
static gboolean
look_worker (GCancellable  *cancellable,
             gpointer       data,
             GError       **error)
{
  Look *look = ((Asked *) data)->look;
  gint64 number = 0;

  look->is_changed = FALSE;
  if (look->store == NULL)
    {
      look->store = tally_engine_open_reader (look->engine, NULL);
      look->is_changed = look->store != NULL && look->is_known;
    }
  if (look->store == NULL || !tally_store_get_data_version (look->store, &number, NULL))
    {
      g_clear_pointer (&look->store, tally_store_free);
      look->is_known = TRUE; /* that there is none */
      return TRUE;
    }
  look->is_changed = look->is_changed || (look->is_known && number != look->number);
  look->number = number;
  look->is_known = TRUE;
  return TRUE;
}

static void
looked_cb (const char   *id,
           const GError *error,
           gpointer      data)
{
  Asked *asked = data;

  if (error == NULL && asked->look->is_changed && !g_cancellable_is_cancelled (asked->ended))
    asked->watch->on_change (asked->watch->data);
}

static void
ask (TallyEngineChangeWatch *self)
{
  Asked *asked = g_new0 (Asked, 1);
  const TallyJobsQueueJob job = {
    .id = "look for a change", .work = look_worker, .done = looked_cb, .data = asked, .data_free = asked_free,
  };

  asked->watch = self;
  asked->look = look_ref (self->look);
  asked->ended = g_object_ref (self->ended);
  if (!tally_jobs_queue_push (self->queue, &job, NULL))
    g_debug ("too much waits to look for a change");
}

static gboolean
settled_cb (gpointer data)
{
  TallyEngineChangeWatch *self = data;

  self->settle_id = 0;
  ask (self);
  return G_SOURCE_REMOVE;
}

static void
touched_cb (GFileMonitor      *monitor,
            GFile             *file,
            GFile             *other_file,
            GFileMonitorEvent  event,
            gpointer           data)
{
  TallyEngineChangeWatch *self = data;
  g_autofree char *name = g_file_get_basename (file);

  if (self->is_awake && self->settle_id == 0 && g_str_has_prefix (name, "tallyman.db"))
    self->settle_id = g_timeout_add (SETTLE_MSECS, settled_cb, self);
}

static gboolean
look_cb (gpointer data)
{
  ask (data);
  return G_SOURCE_CONTINUE;
}

TallyEngineChangeWatch *
tally_engine_change_watch_new (TallyEngine     *engine,
                        TallyJobsQueue  *queue,
                        void           (*on_change) (gpointer data),
                        gpointer         data)
{
  const char *data_dir = tally_engine_get_data_dir (engine);
  g_autoptr (GFile) folder = g_file_new_for_path (data_dir);
  TallyEngineChangeWatch *self = g_new0 (TallyEngineChangeWatch, 1);

  self->queue = queue;
  self->on_change = on_change;
  self->data = data;
  self->ended = g_cancellable_new ();
  self->look = g_new0 (Look, 1);
  self->look->engine = engine;
  g_atomic_ref_count_init (&self->look->n_users);
  if (g_mkdir_with_parents (data_dir, FOLDER_MODE) == 0)
    self->monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect (self->monitor, "changed", G_CALLBACK (touched_cb), self);
  tally_engine_change_watch_set_awake (self, TRUE);
  return self;
}

void
tally_engine_change_watch_free (TallyEngineChangeWatch *self)
{
  if (self == NULL)
    return;
  g_cancellable_cancel (self->ended);
  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_handle_id (&self->look_id, g_source_remove);
  if (self->monitor != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->monitor, self);
      g_file_monitor_cancel (self->monitor);
    }
  g_clear_object (&self->monitor);
  g_object_unref (self->ended);
  look_unref (self->look);
  g_free (self);
}

void
tally_engine_change_watch_set_awake (TallyEngineChangeWatch *self,
                              gboolean          awake)
{
  if (self->is_awake == !!awake)
    return;
  self->is_awake = !!awake;
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_handle_id (&self->settle_id, g_source_remove);
  if (!self->is_awake)
    return;
  self->look_id = g_timeout_add_seconds (LOOK_SECS, look_cb, self);
  ask (self);
}
