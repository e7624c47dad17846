/* tally-app-session.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-session.h"

#include <glib/gi18n.h>

#include "tally-app-error.h"
#include "tally-app-session-private.h"
#include "tally-app-settings.h"
#include "tally-config-edit.h"
#include "tally-config-source.h"
#include "tally-text.h"

#define DEFAULT_FLOOR_MSECS 1000
#define MIN_FLOOR_MSECS 250
#define MAX_FLOOR_MSECS 60000

struct _TallyAppSession {
  GObject                           parent_instance;
  TallyAppArguments                 arguments;
  const TallyEngineSandboxLauncher *launcher;    /* (borrowed) (nullable) */
  char                            **environment; /* (owned) */
  TallyAppWorkspace                 workspace;
  TallyEngineSandbox               *sandbox;     /* (owned) (nullable): outlives the desk */
  TallyEnginePacked                *packed;      /* (owned) (nullable): outlives the desk */
  char                             *title;       /* (owned) (nullable) */
  char                             *actor;       /* (owned) (nullable): said since the configuration was read */
  TallyConfig                      *config;      /* (owned) (nullable) */
  char                             *config_path; /* (owned) (nullable) */
  TallyEngineDesk                  *desk;        /* (owned) (nullable) */
  char                             *problem;     /* (owned) (nullable) */
  guint                             floor_msecs;
  TallyAppMemory                   *memory;      /* (borrowed) (nullable) */
};

enum { PROP_DESK = 1, PROP_TITLE, PROP_PROBLEM, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TallyAppSession, tally_app_session, G_TYPE_OBJECT)

static void
add_override (GArray     *overrides,
              const char *option,
              const char *group,
              const char *key,
              const char *value)
{
  const TallyConfigOverride override = { .group = group, .key = key, .value = value, .option = option };

  g_array_append_val (overrides, override);
}

/* Nothing of the user's configuration reaches the sandbox, and nothing of the sandbox's a file. */
static gboolean
load_config (TallyAppSession  *self,
             GError          **error)
{
  g_autoptr (GArray) overrides = g_array_new (FALSE, FALSE, sizeof (TallyConfigOverride));
  TallyConfigSource source = { .path_required = FALSE };

  g_clear_pointer (&self->config, tally_config_unref);
  g_clear_pointer (&self->config_path, g_free);
  g_clear_pointer (&self->actor, g_free);
  if (self->sandbox != NULL)
    {
      add_override (overrides, "--sandbox", "output", "folder", tally_engine_sandbox_get_output_dir (self->sandbox));
      tally_engine_sandbox_add_overrides (self->sandbox, overrides);
    }
  else
    {
      source.environment = (const char *const *) self->environment;
      self->config_path = self->arguments.config != NULL ? g_strdup (self->arguments.config)
                                                         : tally_config_dup_default_path (source.environment);
      source.path = self->config_path;
    }
  source.overrides = (const TallyConfigOverride *) (gpointer) overrides->data;
  source.n_overrides = overrides->len;
  self->config = tally_config_new (&source, error);
  return self->config != NULL;
}

static gboolean
start_sandbox (TallyAppSession  *self,
               GError          **error)
{
  if (self->workspace != TALLY_APP_WORKSPACE_SANDBOX)
    return TRUE;
  self->sandbox = tally_engine_sandbox_new (self->launcher, self->arguments.data_dir, error);
  return self->sandbox != NULL;
}

static TallyEngineOptions
choose_options (TallyAppSession *self)
{
  TallyEngineOptions options = {
    .config = self->config,
    .data_dir = self->sandbox != NULL ? tally_engine_sandbox_get_data_dir (self->sandbox) : self->arguments.data_dir,
    .token_file = self->sandbox != NULL ? NULL : self->arguments.token_file,
    .token = self->sandbox != NULL ? tally_engine_sandbox_get_token (self->sandbox) : NULL,
    .environment = (const char *const *) self->environment,
  };

  if (self->packed != NULL) /* somebody else's: nothing of this computer's reaches it */
    {
      options.data_dir = tally_engine_packed_get_data_dir (self->packed);
      options.verdicts_file = tally_engine_packed_get_verdicts_file (self->packed);
      options.token_file = NULL;
      options.environment = NULL;
    }
  return options;
}

static TallyEngineDesk *
make_desk (TallyAppSession  *self,
           GError          **error)
{
  const TallyEngineOptions options = choose_options (self);

  return tally_engine_desk_new (&options, error);
}

TallyEngine *
tally_app_session_new_engine (TallyAppSession  *self,
                              GError          **error)
{
  TallyEngineOptions options;

  g_return_val_if_fail (TALLY_IS_APP_SESSION (self) && self->config != NULL, NULL);
  options = choose_options (self);
  return tally_engine_new (&options, error);
}

static gboolean
check_pack (TallyAppSession  *self,
            GError          **error)
{
  if (self->workspace != TALLY_APP_WORKSPACE_PACK || self->packed != NULL)
    return TRUE;
  g_set_error_literal (error, TALLY_APP_ERROR, TALLY_APP_ERROR_FAILED, _("No state pack is open."));
  return FALSE;
}

static char *
dup_title (TallyAppSession *self)
{
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;

  if (self->packed == NULL)
    return NULL;
  base = g_path_get_basename (tally_engine_packed_get_state (self->packed)->file);
  name = g_filename_display_name (base);
  /* Translators: %s is the name of a file. */
  return g_strdup_printf (_("State Pack: %s"), name);
}

static void
notify_all (TallyAppSession *self)
{
  for (guint i = 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

/* Pages let go of the old desk on the first notification; what runs on it is waited for here. */
static void
close_workspace (TallyAppSession *self)
{
  g_autoptr (TallyEngineDesk) desk = g_steal_pointer (&self->desk);

  g_clear_pointer (&self->problem, g_free);
  if (desk != NULL)
    {
      tally_engine_desk_cancel_run (desk);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESK]);
    }
  g_clear_object (&desk);
  g_clear_pointer (&self->sandbox, tally_engine_sandbox_free);
  g_clear_pointer (&self->packed, tally_engine_packed_free);
}

static gboolean
open_workspace (TallyAppSession   *self,
                TallyAppWorkspace  workspace)
{
  g_autoptr (GError) error = NULL;

  self->workspace = workspace;
  tally_text_set (&self->title, NULL);
  if (check_pack (self, &error) && start_sandbox (self, &error) && load_config (self, &error))
    self->desk = make_desk (self, &error);
  if (self->desk == NULL)
    self->problem = g_strdup (error->message);
  self->title = dup_title (self);
  notify_all (self);
  return self->desk != NULL;
}

gboolean
tally_app_session_open (TallyAppSession   *self,
                        TallyAppWorkspace  workspace)
{
  TallyEnginePacked *kept;

  g_return_val_if_fail (TALLY_IS_APP_SESSION (self), FALSE);
  kept = workspace == TALLY_APP_WORKSPACE_PACK ? g_steal_pointer (&self->packed) : NULL;
  close_workspace (self);
  self->packed = kept;
  return open_workspace (self, workspace);
}

gboolean
tally_app_session_open_packed (TallyAppSession   *self,
                               TallyEnginePacked *packed)
{
  g_return_val_if_fail (TALLY_IS_APP_SESSION (self) && packed != NULL, FALSE);
  close_workspace (self);
  self->packed = packed;
  return open_workspace (self, TALLY_APP_WORKSPACE_PACK);
}

void
tally_app_session_fail (TallyAppSession   *self,
                        TallyAppWorkspace  workspace,
                        const char        *problem)
{
  g_return_if_fail (TALLY_IS_APP_SESSION (self) && problem != NULL);
  close_workspace (self);
  self->workspace = workspace;
  tally_text_set (&self->title, NULL);
  self->problem = g_strdup (problem);
  notify_all (self);
}

gboolean
tally_app_session_reopen (TallyAppSession *self)
{
  g_return_val_if_fail (TALLY_IS_APP_SESSION (self), FALSE);
  return tally_app_session_open (self, self->workspace);
}

void
tally_app_session_close (TallyAppSession *self)
{
  g_return_if_fail (TALLY_IS_APP_SESSION (self));
  close_workspace (self);
  self->workspace = TALLY_APP_WORKSPACE_NONE;
}

TallyEngineDesk *
tally_app_session_get_desk (TallyAppSession *self)
{
  g_return_val_if_fail (TALLY_IS_APP_SESSION (self), NULL);
  return self->desk;
}

TallyEnginePacked *
tally_app_session_get_packed (TallyAppSession *self)
{
  g_return_val_if_fail (TALLY_IS_APP_SESSION (self), NULL);
  return self->packed;
}

TallyConfig *
tally_app_session_get_config (TallyAppSession *self)
{
  g_return_val_if_fail (TALLY_IS_APP_SESSION (self), NULL);
  return self->config;
}

const char *
tally_app_session_get_config_path (TallyAppSession *self)
{
  g_return_val_if_fail (TALLY_IS_APP_SESSION (self), NULL);
  return self->config_path;
}

TallyAppWorkspace
tally_app_session_get_workspace (TallyAppSession *self)
{
  g_return_val_if_fail (TALLY_IS_APP_SESSION (self), TALLY_APP_WORKSPACE_NONE);
  return self->workspace;
}

const char *
tally_app_session_get_title (TallyAppSession *self)
{
  g_return_val_if_fail (TALLY_IS_APP_SESSION (self), NULL);
  switch (self->workspace)
    {
    case TALLY_APP_WORKSPACE_OWN: return _("This Computer");
    case TALLY_APP_WORKSPACE_SANDBOX: return _("Sample Data");
    case TALLY_APP_WORKSPACE_PACK: return self->title != NULL ? self->title : _("State Pack");
    case TALLY_APP_WORKSPACE_NONE:
    default: return _("Nothing Open");
    }
}

const char *
tally_app_session_get_problem (TallyAppSession *self)
{
  g_return_val_if_fail (TALLY_IS_APP_SESSION (self), NULL);
  return self->problem;
}

const char *
tally_app_session_get_actor (TallyAppSession *self)
{
  const char *actor;

  g_return_val_if_fail (TALLY_IS_APP_SESSION (self), NULL);
  if (self->workspace == TALLY_APP_WORKSPACE_SANDBOX)
    return "auditor@example.com"; /* its decisions are play */
  if (self->actor != NULL)
    return self->actor;
  actor = self->config != NULL ? tally_config_get_text (self->config, "audit", "actor") : "";
  return *actor != '\0' ? actor : NULL;
}

const char *
tally_app_session_get_run_problem (TallyAppSession *self)
{
  g_return_val_if_fail (TALLY_IS_APP_SESSION (self), NULL);
  if (self->desk == NULL)
    return _("Nothing is open");
  if (self->workspace == TALLY_APP_WORKSPACE_PACK)
    return _("A state pack is read-only: run where it comes from");
  if (!tally_app_settings_is_set_up (self))
    return _("Say first which sheets to bill from, in Preferences");
  return NULL;
}

TallyAppMemory *
tally_app_session_get_memory (TallyAppSession *self)
{
  g_return_val_if_fail (TALLY_IS_APP_SESSION (self), NULL);
  return self->memory;
}

void
tally_app_session_set_memory (TallyAppSession *self,
                              TallyAppMemory  *memory)
{
  g_return_if_fail (TALLY_IS_APP_SESSION (self));
  self->memory = memory;
}

gboolean
tally_app_session_set_actor (TallyAppSession  *self,
                             const char       *actor,
                             GError          **error)
{
  const TallyConfigChange change = { .group = "audit", .key = "actor", .value = actor };

  g_return_val_if_fail (TALLY_IS_APP_SESSION (self) && actor != NULL, FALSE);
  if (self->config_path != NULL && !tally_config_edit (self->config_path, &change, 1, error))
    return FALSE;
  tally_text_set (&self->actor, actor);
  return TRUE;
}

guint
tally_app_session_get_floor_msecs (TallyAppSession *self)
{
  g_return_val_if_fail (TALLY_IS_APP_SESSION (self), DEFAULT_FLOOR_MSECS);
  return self->floor_msecs;
}

void
tally_app_session_set_floor_msecs (TallyAppSession *self,
                                   guint            msecs)
{
  g_return_if_fail (TALLY_IS_APP_SESSION (self));
  self->floor_msecs = CLAMP (msecs, MIN_FLOOR_MSECS, MAX_FLOOR_MSECS);
}

gboolean
tally_app_session_has_sandbox (TallyAppSession *self)
{
  g_return_val_if_fail (TALLY_IS_APP_SESSION (self), FALSE);
  return self->launcher != NULL;
}

static void
tally_app_session_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  TallyAppSession *self = TALLY_APP_SESSION (object);

  switch (id)
    {
    case PROP_DESK: g_value_set_object (value, self->desk); break;
    case PROP_TITLE: g_value_set_string (value, tally_app_session_get_title (self)); break;
    case PROP_PROBLEM: g_value_set_string (value, self->problem); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tally_app_session_dispose (GObject *object)
{
  close_workspace (TALLY_APP_SESSION (object));
  G_OBJECT_CLASS (tally_app_session_parent_class)->dispose (object);
}

static void
tally_app_session_finalize (GObject *object)
{
  TallyAppSession *self = TALLY_APP_SESSION (object);

  g_clear_pointer (&self->config, tally_config_unref);
  g_free (self->config_path);
  g_free (self->problem);
  g_free (self->title);
  g_free (self->actor);
  g_strfreev (self->environment);
  tally_app_arguments_clear (&self->arguments);
  G_OBJECT_CLASS (tally_app_session_parent_class)->finalize (object);
}

static void
tally_app_session_class_init (TallyAppSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = tally_app_session_get_property;
  object_class->dispose = tally_app_session_dispose;
  object_class->finalize = tally_app_session_finalize;
  properties[PROP_DESK] = g_param_spec_object ("desk", NULL, NULL, TALLY_TYPE_ENGINE_DESK, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tally_app_session_init (TallyAppSession *self)
{
  self->environment = g_get_environ ();
  self->floor_msecs = DEFAULT_FLOOR_MSECS;
}

TallyAppSession *
tally_app_session_new (const TallyAppArguments          *arguments,
                       const TallyEngineSandboxLauncher *launcher)
{
  TallyAppSession *self = g_object_new (TALLY_TYPE_APP_SESSION, NULL);

  g_return_val_if_fail (arguments != NULL, NULL);
  self->arguments = (TallyAppArguments) {
    .config = g_strdup (arguments->config),
    .data_dir = g_strdup (arguments->data_dir),
    .token_file = g_strdup (arguments->token_file),
    .state_file = g_strdup (arguments->state_file),
    .sandbox = arguments->sandbox,
  };
  self->launcher = launcher;
  return self;
}
