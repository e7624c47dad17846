/* tally-sandbox-server.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-server.h"

#include "tally-sandbox-error.h"
#include "tally-sandbox-live.h"
#include "tally-sandbox-server-private.h"

/* Compressing is all that they do, and only large bodies get there. */
#define MAX_COMPRESSORS 4

#define MEBIBYTE (G_GINT64_CONSTANT (1024) * 1024)

void
tally_sandbox_options_init (TallySandboxOptions *self)
{
  *self = (TallySandboxOptions) {
    .token = "sandbox-token",
    .origin = "",
    .seed = 1,
    .units_per_minute = 300,
    .edits_per_hour = 60,
    .gzip_min_bytes = 1024,
    .cache_bytes = 64 * MEBIBYTE,
    .habits = {
      .default_level = 1,
      .url_expires_msec = 120000,
      .max_upload_bytes = 30 * MEBIBYTE,
      .max_bulk_rows = 500,
    },
  };
}

gint64
tally_sandbox_server_get_time (TallySandboxServer *self)
{
  return tally_clock_get_utc_usec (self->clock) + self->offset_usec;
}

static void
take_batch_cb (const char *batch,
               gpointer    user_data)
{
  TallySandboxServer *self = user_data;

  if (self->state != NULL && !tally_sandbox_state_append (self->state, batch))
    self->journal_failed = TRUE;
}

/* Time does not go back: a state that was lived ahead of the clock, is gone on with from there. */
static void
resume_clock (TallySandboxServer *self)
{
  gint64 now = tally_sandbox_server_get_time (self);
  gint64 newest = now;

  for (guint i = 0; i < self->world->sheets->len; i++)
    newest = MAX (newest, ((TallySandboxSheet *) self->world->sheets->pdata[i])->modified_utc_usec);
  self->offset_usec += newest - now;
  self->lived_usec = newest;
}

static gboolean
make_world (TallySandboxServer         *self,
            const TallySandboxOptions  *options,
            GError                    **error)
{
  const char *blob_dir = NULL;

  if (options->state_dir != NULL)
    {
      self->state = tally_sandbox_state_open (options->state_dir, options->origin, error);
      if (self->state == NULL)
        return FALSE;
      blob_dir = tally_sandbox_state_get_blob_dir (self->state);
    }
  self->world = tally_sandbox_world_new (options->seed, blob_dir);
  if (options->fill != NULL && !options->fill (self->world, options->fill_data, error))
    return FALSE;
  self->world->n_mutations = 0;
  if (self->state != NULL && !tally_sandbox_state_restore (self->state, self->world, error))
    return FALSE;
  tally_sandbox_world_set_journal (self->world, take_batch_cb, self);
  resume_clock (self);
  tally_sandbox_faults_set_time (self->faults, tally_sandbox_server_get_time (self));
  return options->faults == NULL ||
         tally_sandbox_faults_load (self->faults, options->faults, -1, error);
}

TallySandboxServer *
tally_sandbox_server_new (const TallySandboxOptions  *options,
                          GError                    **error)
{
  g_autoptr (TallySandboxServer) self = g_new0 (TallySandboxServer, 1);

  g_mutex_init (&self->mutex);
  self->options = *options;
  self->token = g_strdup (options->token);
  self->url_secret = g_uuid_string_random ();
  self->clock = options->clock != NULL ? tally_clock_ref (options->clock)
                                       : tally_clock_new_system ();
  self->calls = tally_sandbox_calls_new ();
  self->faults = tally_sandbox_faults_new ();
  self->bodies = tally_sandbox_bodies_new ((gsize) options->cache_bytes);
  self->writes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->compressors = g_thread_pool_new (tally_sandbox_exchange_compress_worker, self,
                                         MAX_COMPRESSORS, FALSE, NULL);
  self->units = (double) options->units_per_minute;
  self->units_at_usec = tally_sandbox_server_get_time (self);
  return make_world (self, options, error) ? g_steal_pointer (&self) : NULL;
}

static gpointer
serve_worker (gpointer data)
{
  TallySandboxServer *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  soup_server_disconnect (self->soup);
  g_clear_object (&self->soup);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static gboolean
listen_locally (TallySandboxServer  *self,
                GError             **error)
{
  g_autoptr (GError) local_error = NULL;
  GSList *uris;

  self->soup = soup_server_new ("server-header", "tallyman-sandbox", NULL);
  soup_server_add_early_handler (self->soup, NULL, tally_sandbox_arrival_handle_cb, self, NULL);
  soup_server_add_handler (self->soup, NULL, tally_sandbox_exchange_handle_cb, self, NULL);
  if (!soup_server_listen_local (self->soup, self->options.port, SOUP_SERVER_LISTEN_IPV4_ONLY,
                                 &local_error))
    {
      g_clear_object (&self->soup);
      g_set_error (error, TALLY_SANDBOX_ERROR, TALLY_SANDBOX_ERROR_FAILED,
                   "can't listen on port %u of 127.0.0.1: %s", self->options.port,
                   local_error->message);
      return FALSE;
    }
  uris = soup_server_get_uris (self->soup);
  self->root_url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  self->base_url = g_strconcat (self->root_url, "/2.0", NULL);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return TRUE;
}

gboolean
tally_sandbox_server_start (TallySandboxServer  *self,
                            GError             **error)
{
  gboolean listens;

  g_return_val_if_fail (self->thread == NULL, FALSE);

  self->context = g_main_context_new ();
  g_main_context_push_thread_default (self->context);
  listens = listen_locally (self, error);
  g_main_context_pop_thread_default (self->context);
  if (!listens)
    {
      g_clear_pointer (&self->context, g_main_context_unref);
      return FALSE;
    }
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("sandbox", serve_worker, self);
  return TRUE;
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

void
tally_sandbox_server_stop (TallySandboxServer *self)
{
  g_autoptr (GSource) source = NULL;

  if (self->thread == NULL)
    return;
  source = g_idle_source_new ();
  g_source_set_callback (source, quit_cb, self->loop, NULL);
  g_source_attach (source, self->context);
  g_thread_join (g_steal_pointer (&self->thread));
  /* The pool's last exchanges wait in the context, which frees them unsent. */
  g_thread_pool_free (g_steal_pointer (&self->compressors), FALSE, TRUE);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
}

void
tally_sandbox_server_free (TallySandboxServer *self)
{
  if (self == NULL)
    return;
  tally_sandbox_server_stop (self);
  if (self->compressors != NULL)
    g_thread_pool_free (self->compressors, FALSE, TRUE);
  tally_sandbox_bodies_free (self->bodies);
  g_hash_table_unref (self->writes);
  tally_sandbox_world_free (self->world);
  tally_sandbox_state_close (self->state);
  tally_sandbox_faults_free (self->faults);
  tally_sandbox_calls_free (self->calls);
  tally_clock_unref (self->clock);
  g_free (self->token);
  g_free (self->root_url);
  g_free (self->base_url);
  g_free (self->url_secret);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

const char *
tally_sandbox_server_get_base_url (TallySandboxServer *self)
{
  return self->base_url;
}

const char *
tally_sandbox_server_get_token (TallySandboxServer *self)
{
  return self->token;
}

TallySandboxCalls *
tally_sandbox_server_get_calls (TallySandboxServer *self)
{
  return self->calls;
}

TallySandboxWorld *
tally_sandbox_server_lock_world (TallySandboxServer *self)
{
  g_mutex_lock (&self->mutex);
  return self->world;
}

void
tally_sandbox_server_unlock_world (TallySandboxServer *self)
{
  g_mutex_unlock (&self->mutex);
}

gboolean
tally_sandbox_server_set_faults (TallySandboxServer  *self,
                                 const char          *json,
                                 GError             **error)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  tally_sandbox_faults_set_time (self->faults, tally_sandbox_server_get_time (self));
  return tally_sandbox_faults_load (self->faults, json, -1, error);
}

guint
tally_sandbox_server_live_on (TallySandboxServer *self,
                              gint64              advance_usec)
{
  const TallySandboxLive live = { self->options.seed, self->options.edits_per_hour };
  gint64 from_usec = self->lived_usec;

  self->offset_usec += advance_usec;
  self->lived_usec = tally_sandbox_server_get_time (self);
  return tally_sandbox_live_step (&live, self->world, from_usec, self->lived_usec);
}

guint
tally_sandbox_server_live (TallySandboxServer *self,
                           gint64              advance_usec)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return tally_sandbox_server_live_on (self, advance_usec);
}
