/* tally-config-old.c
 *
 * Values from the variables that the predecessor's CI sets, and from the field into which its
 * dispatch form packs more of them: ADVANCED_OPTIONS="max_groups:5,regen_weeks:081725,082425". What
 * is packed stands for a dispatch of one run, so it goes above the variable of the same name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-config-private.h"

#include "tally-config-old-name.h"
#include "tally-config-source.h"
#include "tally-core-error.h"

#define PACKED "ADVANCED_OPTIONS"
#define TEST_MODE "TEST_MODE"
#define BOOLEANS "true, yes, on, 1, false, no, off or 0"

/* A variable as it was found. */
typedef struct {
  const TallyConfigOldName *old;   /* (nullable): NULL if it is none of the predecessor's */
  char                     *name;  /* (owned) */
  char                     *place; /* (owned) */
  char                     *value; /* (owned) without blanks at its ends, not empty */
} Found;

static void
found_free (gpointer data)
{
  Found *self = data;

  g_free (self->name);
  g_free (self->place);
  g_free (self->value);
  g_free (self);
}

static void
add_found (GPtrArray  *found,
           const char *name,
           const char *place,
           const char *value)
{
  Found *self = g_new0 (Found, 1);

  self->old = tally_config_old_name_find (name);
  self->name = g_strdup (name);
  self->place = g_strdup (place);
  self->value = g_strstrip (g_strdup (value));
  if (*self->value != '\0')
    g_ptr_array_add (found, self);
  else
    found_free (self);
}

/* "max-groups: 5" is MAX_GROUPS=5; what has no colon is one more item of the value before it, or,
 * at the beginning, a name alone, which means nothing. */
static GPtrArray *
split_packed (const char *packed)
{
  GPtrArray *pairs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_auto (GStrv) parts = g_strsplit (packed, ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) pair = NULL;

      g_strstrip (parts[i]);
      if (*parts[i] == '\0')
        continue;
      pair = g_strsplit (parts[i], ":", 2);
      if (pair[1] == NULL && pairs->len > 0)
        {
          char **last = pairs->pdata[pairs->len - 1];
          char *longer = g_strconcat (last[1], ",", parts[i], NULL);
          g_free (last[1]);
          last[1] = longer;
          continue;
        }
      g_ptr_array_add (pairs, g_steal_pointer (&pair));
    }
  return pairs;
}

static gboolean
is_option (const char *name)
{
  const TallyConfigOldName *old = tally_config_old_name_find (name);

  return old != NULL && (old->group != NULL || old->note != NULL);
}

static void
add_packed (GPtrArray  *found,
            const char *packed)
{
  g_autoptr (GPtrArray) pairs = split_packed (packed);

  for (guint i = 0; i < pairs->len; i++)
    {
      char **pair = pairs->pdata[i];
      g_autofree char *name = g_strdelimit (g_ascii_strup (g_strstrip (pair[0]), -1), "-", '_');
      gboolean is_known = pair[1] != NULL && is_option (name);
      g_autofree char *place = is_known ? g_strdup_printf (PACKED " (%s)", name)
                                        : g_strdup_printf (PACKED ", item %u", i + 1);

      /* A name that is not known is not repeated either: it may be a token in the wrong place. */
      add_found (found, is_known ? name : "", place, is_known ? pair[1] : place);
    }
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const Found *const *left = a;
  const Found *const *right = b;

  if ((*left)->old == (*right)->old)
    return 0;
  return (*left)->old < (*right)->old ? -1 : 1;
}

/* In the order of the table, so that nothing depends on the order of the environment. */
static GPtrArray *
find_all (const char *const *environment)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (found_free);
  const char *packed = g_environ_getenv ((char **) environment, PACKED);

  for (guint i = 0; environment[i] != NULL; i++)
    {
      const char *equals = strchr (environment[i], '=');
      g_autofree char *name = equals != NULL ? g_strndup (environment[i], (gsize) (equals - environment[i]))
                                             : g_strdup (environment[i]);

      if (equals != NULL && tally_config_old_name_find (name) != NULL)
        add_found (found, name, name, equals + 1);
    }
  g_ptr_array_sort (found, compare_entries);
  if (packed != NULL && g_utf8_validate (packed, -1, NULL))
    add_packed (found, packed);
  return found;
}

static void
set_value (TallyConfigReading   *self,
           const TallyConfigKey *key,
           const Found          *found,
           const char           *value)
{
  tally_config_reading_set_variable (self, key, found->place, value);
}

static void
take_bool (TallyConfigReading   *self,
           const TallyConfigKey *key,
           const Found          *found)
{
  const TallyConfigOldName *old = found->old;
  gboolean truth;

  if (!tally_config_parse_bool (found->value, &truth))
    tally_config_reading_add_mistake (self, found->place,
                                      "[%s] %s: the value is not accepted; accepted: " BOOLEANS,
                                      old->group, old->key);
  else if (truth && old->when_true != NULL)
    set_value (self, key, found, old->when_true);
  else if (!truth && old->when_false != NULL)
    set_value (self, key, found, old->when_false);
}

/* Each name once, wherever it was found. */
static void
warn (TallyConfigReading *self,
      const Found        *found)
{
  g_autofree char *text = g_strdup_printf (found->old->group == NULL ? "%s has no effect: %s"
                                                                     : "%s is understood: %s",
                                           found->name, found->old->note);

  if (!g_ptr_array_find_with_equal_func (self->warnings, text, g_str_equal, NULL))
    g_ptr_array_add (self->warnings, g_steal_pointer (&text));
}

static void
take (TallyConfigReading *self,
      const Found        *found)
{
  const TallyConfigOldName *old = found->old;
  const TallyConfigKey *key;

  if (old == NULL)
    {
      tally_config_reading_add_mistake (self, found->place,
                                        "there is no such option; accepted: name:value,name:value with "
                                        "names of tallyman.conf(5), such as max_groups:5");
      return;
    }
  if (old->note != NULL)
    warn (self, found);
  if (old->group == NULL)
    return;
  key = tally_config_key_find (old->group, old->key);
  if (old->when_true != NULL || old->when_false != NULL)
    take_bool (self, key, found);
  else
    set_value (self, key, found, found->value);
}

void
tally_config_reading_parse_old_names (TallyConfigReading *self,
                                      const char *const  *environment)
{
  g_autoptr (GPtrArray) found = find_all (environment);
  const char *packed = g_environ_getenv ((char **) environment, PACKED);

  if (packed != NULL && !g_utf8_validate (packed, -1, NULL))
    tally_config_reading_add_mistake (self, PACKED, "the value is not UTF-8; accepted: name:value,name:value");
  for (guint i = 0; i < found->len; i++)
    take (self, found->pdata[i]);
}

gboolean
tally_config_find_test_mode (const char *const  *environment,
                             gboolean           *out_is_asked,
                             GError            **error)
{
  g_autoptr (GPtrArray) found = NULL;
  gboolean is_asked = FALSE;

  g_return_val_if_fail (environment != NULL && out_is_asked != NULL, FALSE);
  found = find_all (environment);
  for (guint i = 0; i < found->len; i++)
    {
      const Found *one = found->pdata[i];

      if (strcmp (one->name, TEST_MODE) != 0 || tally_config_parse_bool (one->value, &is_asked))
        continue;
      g_set_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_CONFIG,
                   "%s: the value is not accepted; accepted: " BOOLEANS, one->place);
      return FALSE;
    }
  *out_is_asked = is_asked;
  return TRUE;
}
