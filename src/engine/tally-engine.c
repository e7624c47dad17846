/* tally-engine.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine.h"

#include "tally-billing-variants.h"
#include "tally-engine-access-private.h"
#include "tally-engine-error.h"
#include "tally-engine-private.h"
#include "tally-file.h"
#include "tally-jobs-task.h"
#include "tally-store-trail.h"
#include "tally-text.h"

#define STORE_NAME "tallyman.db"

/* The folder of the store: told by the face, else configured, else the user's. */
static char *
choose_data_dir (const TallyEngineOptions *options)
{
  const char *configured = tally_config_get_text (options->config, "data", "folder");

  if (options->data_dir != NULL)
    return g_strdup (options->data_dir);
  if (*configured != '\0')
    return g_strdup (configured);
  return g_build_filename (g_get_user_data_dir (), "tallyman", NULL);
}

static char *
choose_folder (TallyEngine *self,
               const char  *group,
               const char  *fallback)
{
  const char *configured = tally_config_get_text (self->config, group, "folder");

  if (*configured != '\0')
    return g_strdup (configured);
  if (self->is_private) /* what is to outlive the run */
    {
      g_autofree char *beside = g_path_get_dirname (self->state_file);
      return g_build_filename (beside, fallback, NULL);
    }
  return g_build_filename (self->data_dir, fallback, NULL);
}

char *
tally_engine_dup_jobs (void)
{
  guint n_tasks;
  const TallyJobsTask *const *tasks = tally_jobs_list_tasks (&n_tasks);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < n_tasks; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", tasks[i]->id);
  return tally_text_steal (out);
}

gboolean
tally_engine_check_jobs (const char *const  *jobs,
                         GError            **error)
{
  g_autofree char *known = tally_engine_dup_jobs ();
  g_auto (GStrv) names = g_strsplit (known, ", ", -1);

  for (guint i = 0; jobs != NULL && jobs[i] != NULL; i++)
    {
      if (g_strv_contains ((const char *const *) names, jobs[i]))
        continue;
      g_set_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG,
                   "there is no job '%s' in this version; there are %s", jobs[i], known);
      return FALSE;
    }
  return TRUE;
}

/* What the configuration asks for and this version has not built is said before anything is read. */
static gboolean
check_variants (TallyConfig  *config,
                GError      **error)
{
  g_autoptr (GError) failure = NULL;
  guint mask;

  if (tally_billing_parse_variants (tally_config_get_list (config, "billing", "variants"), &mask, &failure))
    return TRUE;
  g_set_error_literal (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG, failure->message);
  return FALSE;
}

static gboolean
check_trail_head (TallyConfig  *config,
                  GError      **error)
{
  const char *text = tally_config_get_text (config, "trail", "expected-head");
  TallyStoreTrailHead head;

  if (*text == '\0' || tally_store_trail_head_parse (text, &head))
    return TRUE;
  g_set_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG,
               "[trail] expected-head '%s' is no head of a trail; give it as a run printed it, "
               "NUMBER:HASH", text);
  return FALSE;
}

TallyEngine *
tally_engine_new (const TallyEngineOptions  *options,
                  GError                   **error)
{
  g_autoptr (TallyEngine) self = NULL;

  g_return_val_if_fail (options != NULL && options->config != NULL, NULL);
  self = g_new0 (TallyEngine, 1);
  self->config = tally_config_ref (options->config);
  self->clock = options->clock != NULL ? tally_clock_ref (options->clock)
                                       : tally_clock_new_system ();
  self->data_dir = choose_data_dir (options);
  self->state_file = options->state_file != NULL ? g_canonicalize_filename (options->state_file, NULL) : NULL;
  self->is_private = options->state_file != NULL && options->data_dir == NULL;
  self->passphrase_file = g_strdup (options->passphrase_file);
  self->output_dir = choose_folder (self, "output", "workbooks");
  self->archive_dir = choose_folder (self, "archive", "archive");
  if (self->state_file != NULL && *tally_config_get_text (self->config, "archive", "folder") == '\0')
    self->vault_dir = g_strconcat (self->state_file, ".archive", NULL);
  self->verdicts_file = g_strdup (options->verdicts_file);
  self->token_file = g_strdup (options->token_file);
  self->token = g_strdup (options->token);
  self->environment = g_strdupv ((char **) options->environment);
  self->log = options->log;
  if (strcmp (self->output_dir, self->archive_dir) == 0)
    {
      g_set_error_literal (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG,
                           "[output] folder and [archive] folder are the same; superseded workbooks "
                           "need a folder of their own");
      return NULL;
    }
  if (!check_variants (self->config, error) || !check_trail_head (self->config, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
tally_engine_free (TallyEngine *self)
{
  if (self == NULL)
    return;
  tally_config_unref (self->config);
  tally_clock_unref (self->clock);
  g_free (self->data_dir);
  g_free (self->output_dir);
  g_free (self->archive_dir);
  g_free (self->vault_dir);
  g_free (self->state_file);
  g_free (self->passphrase_file);
  g_free (self->verdicts_file);
  g_free (self->token_file);
  g_free (self->token);
  g_strfreev (self->environment);
  g_free (self);
}

const char *
tally_engine_get_data_dir (TallyEngine *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->data_dir;
}

char *
tally_engine_dup_store_path (TallyEngine *self)
{
  return g_build_filename (self->data_dir, STORE_NAME, NULL);
}

TallyStore *
tally_engine_open_store (TallyEngine  *self,
                         GError      **error)
{
  return tally_engine_check_writable (self, error) ? tally_engine_open_for_verdicts (self, error) : NULL;
}

TallyStore *
tally_engine_open_reader (TallyEngine  *self,
                          GError      **error)
{
  g_autofree char *path = g_build_filename (self->data_dir, STORE_NAME, NULL);
  const TallyStoreOptions options = { .path = path, .clock = self->clock, .read_only = TRUE };

  return tally_store_open (&options, error);
}
