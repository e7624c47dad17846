/* tally-config.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-config.h"

#include "tally-config-private.h"

TallyConfig *
tally_config_ref (TallyConfig *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
tally_config_unref (TallyConfig *self)
{
  gsize n_keys;

  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  tally_config_key_get_all (&n_keys);
  for (gsize i = 0; self->values != NULL && i < n_keys; i++)
    tally_config_value_clear (&self->values[i]);
  g_free (self->values);
  g_free (self->path);
  g_strfreev (self->warnings);
  g_free (self);
}

static const TallyConfigValue *
find_value (const TallyConfig *self,
            const char        *group,
            const char        *key)
{
  static const TallyConfigValue none = { .text = (char *) "", .place = (char *) "" };
  const TallyConfigKey *entry = tally_config_key_find (group, key);
  gsize n_keys;

  g_return_val_if_fail (entry != NULL, &none);
  return &self->values[entry - tally_config_key_get_all (&n_keys)];
}

const char *
tally_config_get_text (const TallyConfig *self,
                       const char        *group,
                       const char        *key)
{
  return find_value (self, group, key)->text;
}

gboolean
tally_config_is_set (const TallyConfig *self,
                     const char        *group,
                     const char        *key)
{
  return *find_value (self, group, key)->text != '\0';
}

gint64
tally_config_get_int (const TallyConfig *self,
                      const char        *group,
                      const char        *key)
{
  return find_value (self, group, key)->number;
}

gboolean
tally_config_get_bool (const TallyConfig *self,
                       const char        *group,
                       const char        *key)
{
  return find_value (self, group, key)->number != 0;
}

double
tally_config_get_ratio (const TallyConfig *self,
                        const char        *group,
                        const char        *key)
{
  return find_value (self, group, key)->ratio;
}

const char * const *
tally_config_get_list (const TallyConfig *self,
                       const char        *group,
                       const char        *key)
{
  static const char *const empty[] = { NULL };
  const TallyConfigValue *value = find_value (self, group, key);

  g_return_val_if_fail (value->list != NULL, empty);
  return (const char *const *) value->list;
}

GArray *
tally_config_dup_ids (const TallyConfig *self,
                      const char        *group,
                      const char        *key)
{
  const char *const *items = tally_config_get_list (self, group, key);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; items[i] != NULL; i++)
    {
      gint64 id = g_ascii_strtoll (items[i], NULL, 10);
      g_array_append_val (ids, id);
    }
  return ids;
}

TallyConfigOrigin
tally_config_get_origin (const TallyConfig  *self,
                         const char         *group,
                         const char         *key,
                         const char        **out_place)
{
  const TallyConfigValue *value = find_value (self, group, key);

  if (out_place != NULL)
    *out_place = value->place;
  return value->origin;
}

const char *
tally_config_get_path (const TallyConfig *self)
{
  return self->path;
}

void
tally_config_foreach (const TallyConfig *self,
                      TallyConfigFunc    func,
                      gpointer           user_data)
{
  gsize n_keys;
  const TallyConfigKey *keys = tally_config_key_get_all (&n_keys);

  for (gsize i = 0; i < n_keys; i++)
    func (&keys[i], self, user_data);
}

const char * const *
tally_config_list_warnings (const TallyConfig *self)
{
  return (const char *const *) self->warnings;
}
