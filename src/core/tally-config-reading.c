/* tally-config-reading.c
 *
 * What is noted while sources are read: checked values and, in words, mistakes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-config-private.h"
#include "tally-nearest.h"

/* Characters of a wrong value that a message repeats. */
#define MAX_SHOWN 60
/* A run of letters and digits this long may be a token that was pasted into the wrong place. */
#define MIN_TOKEN 20

void
tally_config_reading_add_mistake (TallyConfigReading *self,
                                  const char         *place,
                                  const char         *format,
                                  ...)
{
  va_list args;

  if (self->mistakes->len > 0)
    g_string_append_c (self->mistakes, '\n');
  g_string_append_printf (self->mistakes, "%s: ", place);
  va_start (args, format);
  g_string_append_vprintf (self->mistakes, format, args);
  va_end (args);
}

static gboolean
looks_secret (const char *text)
{
  guint run = 0, n_digits = 0, n_letters = 0;

  for (const char *c = text; *c != '\0'; c++)
    {
      if (!g_ascii_isalnum (*c))
        {
          run = n_digits = n_letters = 0;
          continue;
        }
      run++;
      n_digits += g_ascii_isdigit (*c);
      n_letters += g_ascii_isalpha (*c);
      if (run >= MIN_TOKEN && n_digits > 0 && n_letters > 0)
        return TRUE;
    }
  return FALSE;
}

/* What a message may repeat of a wrong value: nothing that may be a secret, nothing unprintable. */
static char *
dup_shown (const TallyConfigWritten *written)
{
  g_autofree char *cut = NULL;
  gboolean is_long = g_utf8_strlen (written->written, -1) > MAX_SHOWN;

  if (written->key->type == TALLY_CONFIG_TYPE_URL || looks_secret (written->written))
    return g_strdup ("the value (not shown)");
  cut = g_utf8_substring (written->written, 0, is_long ? MAX_SHOWN : g_utf8_strlen (written->written, -1));
  for (char *c = cut; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = '?';
  return g_strdup_printf ("\"%s%s\"", cut, is_long ? "…" : "");
}

static const char * const *
list_names (const char *group,
            GPtrArray  *names)
{
  gsize n_keys;
  const TallyConfigKey *keys = tally_config_key_get_all (&n_keys);

  for (gsize i = 0; i < n_keys; i++)
    if (group != NULL && strcmp (keys[i].group, group) == 0)
      g_ptr_array_add (names, (gpointer) keys[i].name);
    else if (group == NULL && (i == 0 || strcmp (keys[i].group, keys[i - 1].group) != 0))
      g_ptr_array_add (names, (gpointer) keys[i].group);
  g_ptr_array_add (names, NULL);
  return (const char *const *) names->pdata;
}

static gboolean
names_secret (const char *name)
{
  static const char *const words[] = { "token", "password", "secret", "api-key" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (name, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

void
tally_config_reading_add_unknown (TallyConfigReading *self,
                                  const char         *place,
                                  const char         *group,
                                  const char         *name)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char * const *known = list_names (name != NULL ? group : NULL, names);
  g_autofree char *shown = g_strescape (name != NULL ? name : group, NULL);
  const char *nearest = tally_nearest_find (shown, known);
  g_autofree char *all = g_strjoinv (", ", (char **) known);
  g_autofree char *guess = nearest != NULL ? g_strdup_printf ("; did you mean %s?", nearest) : g_strdup ("");
  g_autofree char *lower = g_ascii_strdown (shown, -1);

  if (g_utf8_strlen (shown, -1) > MAX_SHOWN)
    *g_utf8_offset_to_pointer (shown, MAX_SHOWN) = '\0';
  if (name == NULL)
    tally_config_reading_add_mistake (self, place, "there is no group [%s]%s accepted: %s", shown,
                                      nearest != NULL ? guess : ";", all);
  else if (names_secret (lower))
    tally_config_reading_add_mistake (self, place,
                                      "[%s] %s: no secret stands in the configuration; use --token-file, "
                                      "$CREDENTIALS_DIRECTORY, the environment or the keyring",
                                      group, shown);
  else
    tally_config_reading_add_mistake (self, place, "[%s] has no key %s%s accepted: %s", group, shown,
                                      nearest != NULL ? guess : ";", all);
}

static void
add_bad_value (TallyConfigReading       *self,
               const TallyConfigWritten *written)
{
  g_autofree char *accepted = tally_config_key_dup_accepted (written->key);
  g_autofree char *shown = dup_shown (written);
  const char *nearest = NULL;
  g_autofree char *guess = NULL;

  if (written->key->choices != NULL)
    nearest = tally_nearest_find (written->written, written->key->choices);
  guess = nearest != NULL ? g_strdup_printf ("; did you mean %s?", nearest) : g_strdup (";");
  tally_config_reading_add_mistake (self, written->place, "[%s] %s: %s is not accepted%s accepted: %s",
                                    written->key->group, written->key->name, shown, guess, accepted);
}

void
tally_config_reading_set (TallyConfigReading       *self,
                          const TallyConfigWritten *written)
{
  gsize n_keys;
  gsize index = (gsize) (written->key - tally_config_key_get_all (&n_keys));
  g_autofree char *stripped = g_strstrip (g_strdup (written->written));
  TallyConfigWritten trimmed = *written;
  TallyConfigValue *value = &self->config->values[index];
  TallyConfigValue checked = { 0 };
  guint line = value->line;

  trimmed.written = stripped;
  if (*stripped == '\0')
    return;
  if (!tally_config_check (&trimmed, &checked))
    {
      add_bad_value (self, &trimmed);
      return;
    }
  tally_config_value_clear (value);
  *value = checked;
  value->origin = written->origin;
  value->place = g_strdup (written->place);
  value->line = line;
}
