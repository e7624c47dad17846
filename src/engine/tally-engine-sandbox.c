/* tally-engine-sandbox.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-sandbox.h"

#include "tally-engine-error.h"
#include "tally-file.h"

/* The world of the sandbox, in its data directory. */
#define STATE_NAME "state"

/* The prices that it follows, beside it; made anew each time, so that an edited one is no trap. */
#define RATES_NAME "rates.csv"
#define RATES_MODE 0600

struct _TallyEngineSandbox {
  const TallyEngineSandboxLauncher *launcher; /* (borrowed) */
  gpointer                          handle;   /* (owned) (nullable) */
  char                             *data_dir;    /* (owned) */
  char                             *output_dir;  /* (owned) */
  char                             *archive_dir; /* (owned) */
  char                             *rates_files; /* (owned) as [rates] files names the price book */
  TallyEngineSandboxPlaces          places;      /* (owned) */
};

/* Sandbox data has a data directory of its own, beside the one it stands in for. */
static void
choose_dirs (TallyEngineSandbox *self,
             const char         *data_dir)
{
  g_autofree char *base = data_dir != NULL ? g_strdup (data_dir)
                                           : g_build_filename (g_get_user_data_dir (), "tallyman", NULL);

  self->data_dir = g_build_filename (base, "sandbox", NULL);
  self->archive_dir = g_build_filename (self->data_dir, "archive", NULL);
  self->output_dir = g_build_filename (self->data_dir, "workbooks", NULL);
}

/* In lists of the configuration, these separate. */
static char *
dup_as_item (const char *path)
{
  GString *out = g_string_new (NULL);

  for (const char *c = path; *c != '\0'; c++)
    {
      if (strchr (";,\\", *c) != NULL)
        g_string_append_c (out, '\\');
      g_string_append_c (out, *c);
    }
  return g_string_free (out, FALSE);
}

static gboolean
write_rates (TallyEngineSandbox  *self,
             GError             **error)
{
  g_autofree char *path = g_build_filename (self->data_dir, RATES_NAME, NULL);

  self->rates_files = dup_as_item (path);
  return tally_file_write (path, self->places.rates, strlen (self->places.rates), RATES_MODE, error);
}

TallyEngineSandbox *
tally_engine_sandbox_new (const TallyEngineSandboxLauncher  *launcher,
                          const char                        *data_dir,
                          GError                           **error)
{
  g_autoptr (TallyEngineSandbox) self = NULL;
  g_autofree char *state = NULL;

  if (launcher == NULL)
    {
      g_set_error_literal (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG, "this build has no sandbox");
      return NULL;
    }
  self = g_new0 (TallyEngineSandbox, 1);
  self->launcher = launcher;
  choose_dirs (self, data_dir);
  state = g_build_filename (self->data_dir, STATE_NAME, NULL);
  self->handle = launcher->start (state, &self->places, error);
  return self->handle != NULL && write_rates (self, error) ? g_steal_pointer (&self) : NULL;
}

static void
clear_places (TallyEngineSandboxPlaces *places)
{
  g_free (places->base_url);
  g_free (places->token);
  g_free (places->sources);
  g_free (places->target);
  g_free (places->audit);
  g_free (places->rates);
}

void
tally_engine_sandbox_free (TallyEngineSandbox *self)
{
  if (self == NULL)
    return;
  if (self->handle != NULL)
    self->launcher->stop (self->handle);
  g_free (self->data_dir);
  g_free (self->output_dir);
  g_free (self->archive_dir);
  g_free (self->rates_files);
  clear_places (&self->places);
  g_free (self);
}

const char *
tally_engine_sandbox_get_data_dir (TallyEngineSandbox *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->data_dir;
}

const char *
tally_engine_sandbox_get_output_dir (TallyEngineSandbox *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->output_dir;
}

const char *
tally_engine_sandbox_get_token (TallyEngineSandbox *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->places.token;
}

static void
add_override (GArray     *overrides,
              const char *group,
              const char *key,
              const char *value)
{
  TallyConfigOverride override = { .group = group, .key = key, .value = value, .option = "--sandbox" };

  g_array_append_val (overrides, override);
}

void
tally_engine_sandbox_add_overrides (TallyEngineSandbox *self,
                                    GArray             *overrides)
{
  g_return_if_fail (self != NULL && overrides != NULL);
  add_override (overrides, "smartsheet", "base-url", self->places.base_url);
  add_override (overrides, "smartsheet", "rate-limit", "0");
  add_override (overrides, "sources", "sheets", self->places.sources);
  add_override (overrides, "target", "sheet", self->places.target);
  add_override (overrides, "audit", "sheet", self->places.audit);
  add_override (overrides, "rates", "files", self->rates_files);
  add_override (overrides, "archive", "folder", self->archive_dir);
}

static gboolean
names_foreign_places (const TallyConfigKey *key)
{
  return strcmp (key->group, "sources") == 0
         || (strcmp (key->group, "rates") == 0 && strcmp (key->name, "contracts") == 0);
}

static void
find_foreign_place_cb (const TallyConfigKey *key,
                       const TallyConfig    *config,
                       gpointer              user_data)
{
  char **out_message = user_data;
  const char *place;

  if (*out_message != NULL || !names_foreign_places (key)
      || tally_config_get_origin (config, key->group, key->name, &place) != TALLY_CONFIG_ORIGIN_FILE)
    return;
  *out_message = g_strdup_printf ("%s: [%s] %s does not go with --sandbox, which has sheets of its "
                                  "own; take it out, or use another file", place, key->group, key->name);
}

gboolean
tally_engine_sandbox_check_config (TallyConfig  *config,
                                   GError      **error)
{
  g_autofree char *message = NULL;

  g_return_val_if_fail (config != NULL, FALSE);
  tally_config_foreach (config, find_foreign_place_cb, &message);
  if (message == NULL)
    return TRUE;
  g_set_error_literal (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG, message);
  return FALSE;
}
