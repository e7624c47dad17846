/* tally-engine-sandbox.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-sandbox.h"

#include "tally-engine-error.h"

/* The world of the sandbox, in its data directory. */
#define STATE_NAME "state"

struct _TallyEngineSandbox {
  const TallyEngineSandboxLauncher *launcher; /* (borrowed) */
  gpointer                          handle;   /* (owned) (nullable) */
  char                             *data_dir;    /* (owned) */
  char                             *output_dir;  /* (owned) */
  char                             *archive_dir; /* (owned) */
  char                             *base_url;    /* (owned) */
  char                             *token;       /* (owned) */
  char                             *sources;     /* (owned) */
  char                             *target;      /* (owned) */
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
  self->handle = launcher->start (state, &self->base_url, &self->token, &self->sources, &self->target, error);
  return self->handle != NULL ? g_steal_pointer (&self) : NULL;
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
  g_free (self->base_url);
  g_free (self->token);
  g_free (self->sources);
  g_free (self->target);
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
  return self->token;
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
  add_override (overrides, "smartsheet", "base-url", self->base_url);
  add_override (overrides, "smartsheet", "rate-limit", "0");
  add_override (overrides, "sources", "sheets", self->sources);
  add_override (overrides, "target", "sheet", self->target);
  add_override (overrides, "archive", "folder", self->archive_dir);
}

static void
find_foreign_place_cb (const TallyConfigKey *key,
                       const TallyConfig    *config,
                       gpointer              user_data)
{
  char **out_message = user_data;
  const char *place;

  if (*out_message != NULL
      || (strcmp (key->group, "sources") != 0 && strcmp (key->group, "audit") != 0)
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
