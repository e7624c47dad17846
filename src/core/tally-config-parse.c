/* tally-config-parse.c
 *
 * The lines of a key file. Written by hand rather than with GKeyFile, which does not know the
 * number of a line once it is read, and keeps only the last of two equal keys.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-config-private.h"

/* Where the reader of lines stands. */
typedef struct {
  TallyConfigReading *reading;
  const char         *path;
  char               *base_dir;    /* (owned) */
  char               *group;       /* (owned) (nullable) */
  gboolean            skip_group;  /* the group is not known: one mistake, not one a key */
  guint               line;
} KeyFile;

static char *
dup_place (const KeyFile *file)
{
  return g_strdup_printf ("%s:%u", file->path, file->line);
}

static gboolean
is_known_group (const char *group)
{
  gsize n_keys;
  const TallyConfigKey *keys = tally_config_key_get_all (&n_keys);

  for (gsize i = 0; i < n_keys; i++)
    if (strcmp (keys[i].group, group) == 0)
      return TRUE;
  return FALSE;
}

static void
parse_group (KeyFile    *file,
             const char *text)
{
  g_autofree char *place = dup_place (file);
  gsize length = strlen (text);

  g_clear_pointer (&file->group, g_free);
  file->skip_group = TRUE;
  if (length < 3 || text[length - 1] != ']')
    {
      tally_config_reading_add_mistake (file->reading, place, "this is no group; accepted: [GROUP] alone on its line");
      return;
    }
  file->group = g_strstrip (g_strndup (text + 1, length - 2));
  if (is_known_group (file->group))
    file->skip_group = FALSE;
  else
    tally_config_reading_add_unknown (file->reading, place, file->group, NULL);
}

static gboolean
check_repeated (KeyFile              *file,
                const TallyConfigKey *key,
                const char           *place)
{
  gsize n_keys;
  gsize index = (gsize) (key - tally_config_key_get_all (&n_keys));
  TallyConfigValue *value = &file->reading->config->values[index];

  if (value->line != 0)
    tally_config_reading_add_mistake (file->reading, place,
                                      "[%s] %s stands in line %u already; keep one of the two",
                                      key->group, key->name, value->line);
  else
    value->line = file->line;
  return value->line == file->line;
}

static void
parse_key (KeyFile *file,
           char    *text)
{
  g_autofree char *place = dup_place (file);
  char *equals = strchr (text, '=');
  const TallyConfigKey *key;

  if (equals == NULL || equals == text)
    {
      tally_config_reading_add_mistake (file->reading, place,
                                        "this line has no meaning; accepted: KEY=VALUE, [GROUP], or # before a comment");
      return;
    }
  if (file->group == NULL && !file->skip_group)
    tally_config_reading_add_mistake (file->reading, place, "a key before the first group; accepted: a line [GROUP] above it");
  if (file->group == NULL || file->skip_group)
    return;

  *equals = '\0';
  g_strchomp (text);
  key = tally_config_key_find (file->group, text);
  if (key == NULL)
    tally_config_reading_add_unknown (file->reading, place, file->group, text);
  else if (check_repeated (file, key, place))
    tally_config_reading_set (file->reading, &(TallyConfigWritten) {
      .key = key, .written = equals + 1, .base_dir = file->base_dir,
      .origin = TALLY_CONFIG_ORIGIN_FILE, .place = place, .line = file->line });
}

static void
parse_line (KeyFile *file,
            char    *text)
{
  g_strstrip (text);
  if (*text == '\0' || *text == '#' || *text == ';')
    return;
  if (*text == '[')
    parse_group (file, text);
  else
    parse_key (file, text);
}

/* Returns the number of the first line that is not text, or 0. */
static guint
find_bad_line (const char *text,
               gsize       length)
{
  const char *end = text;
  guint line = 1;

  if (g_utf8_validate_len (text, length, &end))
    return 0;
  for (const char *c = text; c < end; c++)
    line += *c == '\n';
  return line;
}

void
tally_config_reading_parse_file (TallyConfigReading *self,
                                 const char         *path,
                                 const char         *text,
                                 gsize               length)
{
  static const char bom[] = "\xEF\xBB\xBF";
  KeyFile file = { .reading = self, .path = path, .base_dir = g_path_get_dirname (path) };
  const char *end = text + length;
  guint bad_line = find_bad_line (text, length);

  if (bad_line != 0)
    {
      file.line = bad_line;
      g_autofree char *place = dup_place (&file);
      tally_config_reading_add_mistake (self, place, "this line is not UTF-8 text; save the file as UTF-8");
      end = text;
    }
  if (length >= 3 && memcmp (text, bom, 3) == 0)
    text += 3;
  while (text < end)
    {
      const char *newline = memchr (text, '\n', (gsize) (end - text));
      const char *stop = newline != NULL ? newline : end;
      g_autofree char *line = g_strndup (text, (gsize) (stop - text));

      file.line++;
      parse_line (&file, line);
      text = stop + 1;
    }
  g_free (file.base_dir);
  g_free (file.group);
}
