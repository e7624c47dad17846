/* tally-config-source.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-config-source.h"

#include <gio/gio.h>

#include "tally-config-private.h"
#include "tally-core-error.h"

static void
read_defaults (TallyConfigReading *reading)
{
  gsize n_keys;
  const TallyConfigKey *keys = tally_config_key_get_all (&n_keys);

  reading->config->values = g_new0 (TallyConfigValue, n_keys);
  for (gsize i = 0; i < n_keys; i++)
    {
      TallyConfigValue *value = &reading->config->values[i];
      tally_config_reading_set (reading, &(TallyConfigWritten) {
        .key = &keys[i], .written = keys[i].fallback, .place = "default" });
      if (value->text == NULL)
        value->text = g_strdup ("");
      if (value->place == NULL)
        value->place = g_strdup ("default");
      if (value->list == NULL && tally_config_key_is_list (&keys[i]))
        value->list = g_new0 (char *, 1);
    }
}

static void
read_file (TallyConfigReading      *reading,
           const TallyConfigSource *source)
{
  g_autoptr (GFile) file = g_file_new_for_path (source->path);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_malloc (TALLY_CONFIG_MAX_FILE_BYTES + 1);
  gsize length = 0;

  stream = g_file_read (file, NULL, &error);
  if (stream == NULL && !source->path_required && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return;
  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), text, TALLY_CONFIG_MAX_FILE_BYTES + 1,
                                   &length, NULL, &error))
    {
      tally_config_reading_add_mistake (reading, source->path, "can't read this configuration file: %s", error->message);
      return;
    }
  reading->config->path = g_strdup (source->path);
  if (length > TALLY_CONFIG_MAX_FILE_BYTES)
    tally_config_reading_add_mistake (reading, source->path, "larger than 1 MiB, so no configuration file");
  else
    tally_config_reading_parse_file (reading, source->path, text, length);
}

static void
read_overrides (TallyConfigReading      *reading,
                const TallyConfigSource *source)
{
  for (gsize i = 0; i < source->n_overrides; i++)
    {
      const TallyConfigOverride *override = &source->overrides[i];
      const char *place = override->option != NULL ? override->option : "command line";
      const TallyConfigKey *key = tally_config_key_find (override->group, override->key);

      if (key == NULL)
        tally_config_reading_add_unknown (reading, place, override->group, override->key);
      else if (override->value != NULL)
        tally_config_reading_set (reading, &(TallyConfigWritten) {
          .key = key, .written = override->value, .origin = TALLY_CONFIG_ORIGIN_COMMAND_LINE,
          .place = place });
    }
}

static void
read_text (TallyConfigReading      *reading,
           const TallyConfigSource *source)
{
  const char *name = source->path != NULL ? source->path : "configuration";
  gsize length = source->text_length < 0 ? strlen (source->text) : (gsize) source->text_length;

  reading->config->path = g_strdup (source->path);
  tally_config_reading_parse_file (reading, name, source->text, length);
}

TallyConfig *
tally_config_new (const TallyConfigSource  *source,
                  GError                  **error)
{
  g_autoptr (TallyConfig) self = g_new0 (TallyConfig, 1);
  g_autoptr (GString) mistakes = g_string_new (NULL);
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  TallyConfigReading reading = { self, mistakes, warnings };

  g_return_val_if_fail (source != NULL, NULL);
  g_atomic_ref_count_init (&self->ref_count);
  read_defaults (&reading);
  if (source->text != NULL)
    read_text (&reading, source);
  else if (source->path != NULL)
    read_file (&reading, source);
  if (source->environment != NULL)
    tally_config_reading_parse_environment (&reading, source->environment);
  read_overrides (&reading, source);
  g_ptr_array_add (warnings, NULL);
  self->warnings = g_strdupv ((char **) warnings->pdata);
  if (mistakes->len > 0)
    {
      g_set_error_literal (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_CONFIG, mistakes->str);
      return NULL;
    }
  return g_steal_pointer (&self);
}

char *
tally_config_dup_default_path (const char * const *environment)
{
  const char *base = g_environ_getenv ((char **) environment, "XDG_CONFIG_HOME");
  const char *home = g_environ_getenv ((char **) environment, "HOME");

  if (base != NULL && g_path_is_absolute (base))
    return g_build_filename (base, "tallyman", "tallyman.conf", NULL);
  if (home != NULL && g_path_is_absolute (home))
    return g_build_filename (home, ".config", "tallyman", "tallyman.conf", NULL);
  return NULL;
}
