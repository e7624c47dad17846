/* tally-config-env.c
 *
 * Values from the environment: TALLYMAN_<GROUP>_<KEY>, above the names that the predecessor's CI
 * sets (tally-config-old.c). A variable that is set but empty is not set.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-config-private.h"
#include "tally-nearest.h"

#define PREFIX "TALLYMAN_"

void
tally_config_reading_set_variable (TallyConfigReading   *self,
                                   const TallyConfigKey *key,
                                   const char           *name,
                                   const char           *value)
{
  if (!g_utf8_validate (value, -1, NULL))
    {
      g_autofree char *accepted = tally_config_key_dup_accepted (key);
      tally_config_reading_add_mistake (self, name, "[%s] %s: the value is not UTF-8; accepted: %s",
                                        key->group, key->name, accepted);
      return;
    }
  tally_config_reading_set (self, &(TallyConfigWritten) {
    .key = key, .written = value, .origin = TALLY_CONFIG_ORIGIN_ENVIRONMENT, .place = name });
}

/* Our own variables that are no keys: secrets, and what tests and developers set. */
static gboolean
is_foreign_to_config (const char *name)
{
  return g_str_has_prefix (name, PREFIX "SECRET_") || g_str_has_prefix (name, PREFIX "REFERENCE_")
         || g_str_has_prefix (name, PREFIX "DEBUG");
}

static const TallyConfigKey *
find_variable (const char *name)
{
  gsize n_keys;
  const TallyConfigKey *keys = tally_config_key_get_all (&n_keys);

  for (gsize i = 0; i < n_keys; i++)
    {
      g_autofree char *variable = tally_config_key_dup_variable (&keys[i]);
      if (strcmp (variable, name) == 0)
        return &keys[i];
    }
  return NULL;
}

static void
warn_unknown (TallyConfigReading *self,
              const char         *name)
{
  gsize n_keys;
  const TallyConfigKey *keys = tally_config_key_get_all (&n_keys);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) variables = NULL;
  const char *nearest;

  for (gsize i = 0; i < n_keys; i++)
    {
      g_autofree char *variable = tally_config_key_dup_variable (&keys[i]);
      g_strv_builder_add (builder, variable);
    }
  variables = g_strv_builder_end (builder);
  nearest = tally_nearest_find (name, (const char *const *) variables);
  if (nearest != NULL)
    tally_config_reading_add_mistake (self, name, "there is no such variable; did you mean %s?", nearest);
  else
    g_ptr_array_add (self->warnings,
                     g_strdup_printf ("%s has no effect: no key of that name; see tallyman.conf(5)", name));
}

static void
take_variable (TallyConfigReading *self,
               const char         *entry)
{
  const char *equals = strchr (entry, '=');
  g_autofree char *name = NULL;
  const TallyConfigKey *key;

  if (equals == NULL || !g_str_has_prefix (entry, PREFIX))
    return;
  name = g_strndup (entry, (gsize) (equals - entry));
  if (is_foreign_to_config (name) || !g_utf8_validate (name, -1, NULL))
    return;
  key = find_variable (name);
  if (key != NULL)
    tally_config_reading_set_variable (self, key, name, equals + 1);
  else if (equals[1] != '\0')
    warn_unknown (self, name);
}

void
tally_config_reading_parse_environment (TallyConfigReading  *self,
                                        const char * const  *environment)
{
  tally_config_reading_parse_old_names (self, environment);
  for (guint i = 0; environment[i] != NULL; i++)
    take_variable (self, environment[i]);
}
