/* main-sandbox.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "main-sandbox.h"

#include "tally-sandbox-seed.h"
#include "tally-sandbox-server.h"

/* The world of --sandbox is the demo's: the same rows each time, what was done to it is kept. */
static gboolean
fill_world (TallySandboxWorld  *world,
            gpointer            data,
            GError            **error)
{
  return tally_sandbox_seed_world (world, data, error);
}

static char *
list_sources (TallySandboxWorld *world)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < world->source_sheets->len; i++)
    g_string_append_printf (out, "%s%" G_GINT64_FORMAT, i > 0 ? ";" : "",
                            g_array_index (world->source_sheets, gint64, i));
  return g_string_free (out, FALSE);
}

static TallySandboxServer *
start_server (const char        *state_dir,
              TallySandboxSeed  *seed,
              GError           **error)
{
  TallySandboxOptions options;
  TallySandboxServer *server;

  tally_sandbox_options_init (&options);
  options.state_dir = state_dir;
  options.units_per_minute = 0;
  options.fill = fill_world;
  options.fill_data = seed;
  server = tally_sandbox_server_new (&options, error);
  if (server != NULL && tally_sandbox_server_start (server, error))
    return server;
  tally_sandbox_server_free (server);
  return NULL;
}

static gpointer
start_seeded (const char               *state_dir,
              TallySandboxSeed         *seed,
              TallyEngineSandboxPlaces *out_places,
              GError                  **error)
{
  g_autofree char *rates = tally_sandbox_seed_describe_rates (seed, error);
  TallySandboxServer *server = rates != NULL ? start_server (state_dir, seed, error) : NULL;
  TallySandboxWorld *world;

  if (server == NULL)
    return NULL;
  world = tally_sandbox_server_lock_world (server);
  out_places->sources = list_sources (world);
  out_places->target = g_strdup_printf ("%" G_GINT64_FORMAT, world->target_sheet);
  out_places->audit = g_strdup_printf ("%" G_GINT64_FORMAT, world->audit_sheet);
  tally_sandbox_server_unlock_world (server);
  out_places->base_url = g_strdup (tally_sandbox_server_get_base_url (server));
  out_places->token = g_strdup (tally_sandbox_server_get_token (server));
  out_places->rates = g_steal_pointer (&rates);
  return server;
}

static gpointer
start_sandbox (const char               *state_dir,
               TallyEngineSandboxPlaces *out_places,
               GError                  **error)
{
  TallySandboxSeed seed;

  tally_sandbox_seed_init (&seed);
  return start_seeded (state_dir, &seed, out_places, error);
}

static gpointer
start_recent_sandbox (const char               *state_dir,
                      TallyEngineSandboxPlaces *out_places,
                      GError                  **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%F");
  TallySandboxSeed seed;

  tally_sandbox_seed_init (&seed);
  seed.today = today;
  return start_seeded (state_dir, &seed, out_places, error);
}

static const TallyEngineSandboxLauncher launcher = {
  .start = start_sandbox,
  .stop = (void (*) (gpointer)) tally_sandbox_server_free,
};

static const TallyEngineSandboxLauncher recent_launcher = {
  .start = start_recent_sandbox,
  .stop = (void (*) (gpointer)) tally_sandbox_server_free,
};

const TallyEngineSandboxLauncher *
main_sandbox_get_launcher (void)
{
  return &launcher;
}

const TallyEngineSandboxLauncher *
main_sandbox_get_recent_launcher (void)
{
  return &recent_launcher;
}
