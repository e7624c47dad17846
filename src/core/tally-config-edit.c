/* tally-config-edit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-config-edit.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "tally-config-private.h"
#include "tally-config-source.h"
#include "tally-core-error.h"
#include "tally-file.h"
#include "tally-nearest.h"

#define MODE 0600

static const char bom[] = "\xEF\xBB\xBF";

/* --- values ------------------------------------------------------------------------------------- */

static gboolean
is_blank (const char *value)
{
  return value == NULL || value[strspn (value, " \t\n\v\f\r")] == '\0';
}

gboolean
tally_config_check_text (const TallyConfigKey  *key,
                         const char            *value,
                         GError               **error)
{
  g_autofree char *stripped = NULL;
  g_autofree char *accepted = NULL;
  TallyConfigWritten written = { .key = key };
  TallyConfigValue checked = { 0 };
  const char *nearest = NULL;

  g_return_val_if_fail (key != NULL && value != NULL, FALSE);
  if (is_blank (value))
    return TRUE;
  stripped = g_strstrip (g_strdup (value));
  written.written = stripped;
  if (g_utf8_validate (stripped, -1, NULL) && strpbrk (stripped, "\n\r") == NULL
      && tally_config_check (&written, &checked))
    {
      tally_config_value_clear (&checked);
      return TRUE;
    }
  accepted = tally_config_key_dup_accepted (key);
  if (key->choices != NULL && g_utf8_validate (stripped, -1, NULL))
    nearest = tally_nearest_find (stripped, key->choices);
  g_set_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_CONFIG, "%s%s%saccepted: %s",
               nearest != NULL ? "did you mean " : "", nearest != NULL ? nearest : "", nearest != NULL ? "? " : "", accepted);
  return FALSE;
}

char *
tally_config_join_items (const char *const *items)
{
  GString *joined = g_string_new (NULL);

  g_return_val_if_fail (items != NULL, NULL);
  for (guint i = 0; items[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (joined, ';');
      for (const char *c = items[i]; *c != '\0'; c++)
        {
          if (strchr (";,\\", *c) != NULL)
            g_string_append_c (joined, '\\');
          g_string_append_c (joined, *c);
        }
    }
  return g_string_free (joined, FALSE);
}

/* --- lines -------------------------------------------------------------------------------------- */

/* A text cut into lines, each with its end; the reader of keys sees them without blanks around. */
typedef struct {
  GPtrArray  *lines;   /* (owned) (element-type utf8) */
  const char *newline; /* as the first line ends */
} Lines;

static void
lines_clear (Lines *self)
{
  g_clear_pointer (&self->lines, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lines, lines_clear)

static void
lines_init (Lines      *self,
            const char *text,
            gsize       length)
{
  const char *end = text + length;

  self->lines = g_ptr_array_new_with_free_func (g_free);
  while (text < end)
    {
      const char *stop = memchr (text, '\n', (gsize) (end - text));
      gsize size = (gsize) ((stop != NULL ? stop + 1 : end) - text);

      g_ptr_array_add (self->lines, g_strndup (text, size));
      text += size;
    }
  self->newline = self->lines->len > 0 && g_str_has_suffix (self->lines->pdata[0], "\r\n") ? "\r\n" : "\n";
}

/* What the reader makes of a line: nothing, a group, or a key. */
static char *
dup_bare (const Lines *self,
          guint        index)
{
  const char *line = self->lines->pdata[index];

  if (index == 0 && g_str_has_prefix (line, bom))
    line += strlen (bom);
  return g_strstrip (g_strdup (line));
}

static gboolean
is_group_line (const char *bare)
{
  return *bare == '[';
}

static gboolean
names_group (const char *bare,
             const char *group)
{
  gsize length = strlen (bare);
  g_autofree char *name = NULL;

  if (length < 3 || bare[0] != '[' || bare[length - 1] != ']')
    return FALSE;
  name = g_strstrip (g_strndup (bare + 1, length - 2));
  return strcmp (name, group) == 0;
}

static gboolean
names_key (const char *bare,
           const char *key)
{
  const char *equals = strchr (bare, '=');
  g_autofree char *name = NULL;

  if (*bare == '#' || *bare == ';' || *bare == '[' || equals == NULL)
    return FALSE;
  name = g_strchomp (g_strndup (bare, (gsize) (equals - bare)));
  return strcmp (name, key) == 0;
}

/* Where a key stands and where it would: NOWHERE if its group is not there. */
#define NOWHERE G_MAXUINT

typedef struct {
  guint at;     /* the key's line */
  guint behind; /* the last line of its group that says something */
} Spot;

static Spot
find_spot (const Lines             *self,
           const TallyConfigChange *change)
{
  Spot spot = { NOWHERE, NOWHERE };
  gboolean is_within = FALSE;

  for (guint i = 0; i < self->lines->len && spot.at == NOWHERE; i++)
    {
      g_autofree char *bare = dup_bare (self, i);

      if (is_group_line (bare))
        is_within = names_group (bare, change->group);
      if (!is_within)
        continue;
      if (names_key (bare, change->key))
        spot.at = i;
      if (*bare != '\0' && *bare != '#' && *bare != ';')
        spot.behind = i;
    }
  return spot;
}

/* --- changes ------------------------------------------------------------------------------------ */

static void
replace_value (Lines      *self,
               guint       index,
               const char *value)
{
  const char *line = self->lines->pdata[index];
  const char *start = strchr (line, '=') + 1;
  const char *end = line + strlen (line);
  char *changed;

  while (g_ascii_isspace (*start) && *start != '\n' && *start != '\r')
    start++;
  while (end > start && g_ascii_isspace (end[-1]))
    end--;
  changed = g_strdup_printf ("%.*s%s%s", (int) (start - line), line, value, end);
  g_free (self->lines->pdata[index]);
  self->lines->pdata[index] = changed;
}

static void
end_line (Lines *self,
          guint  index)
{
  char *line = self->lines->pdata[index];

  if (g_str_has_suffix (line, "\n"))
    return;
  self->lines->pdata[index] = g_strconcat (line, self->newline, NULL);
  g_free (line);
}

static void
insert_key (Lines                   *self,
            guint                    behind,
            const TallyConfigChange *change,
            const char              *value)
{
  end_line (self, behind);
  g_ptr_array_insert (self->lines, (int) behind + 1, g_strconcat (change->key, "=", value, self->newline, NULL));
}

static void
append_group (Lines                   *self,
              const TallyConfigChange *change,
              const char              *value)
{
  if (self->lines->len > 0)
    {
      end_line (self, self->lines->len - 1);
      g_ptr_array_add (self->lines, g_strdup (self->newline));
    }
  g_ptr_array_add (self->lines, g_strconcat ("[", change->group, "]", self->newline, NULL));
  g_ptr_array_add (self->lines, g_strconcat (change->key, "=", value, self->newline, NULL));
}

static void
apply (Lines                   *self,
       const TallyConfigChange *change)
{
  Spot spot = find_spot (self, change);
  g_autofree char *value = is_blank (change->value) ? NULL : g_strstrip (g_strdup (change->value));

  if (value == NULL && spot.at != NOWHERE)
    g_ptr_array_remove_index (self->lines, spot.at);
  else if (value != NULL && spot.at != NOWHERE)
    replace_value (self, spot.at, value);
  else if (value != NULL && spot.behind != NOWHERE)
    insert_key (self, spot.behind, change, value);
  else if (value != NULL)
    append_group (self, change, value);
}

static gboolean
check_change (const TallyConfigChange  *change,
              GError                  **error)
{
  const TallyConfigKey *key = tally_config_key_find (change->group, change->key);

  if (key == NULL)
    {
      g_set_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_CONFIG, "there is no key %s in a group [%s]; see tallyman.conf(5)",
                   change->key, change->group);
      return FALSE;
    }
  if (change->value == NULL || tally_config_check_text (key, change->value, error))
    return TRUE;
  g_prefix_error (error, "[%s] %s: ", change->group, change->key);
  return FALSE;
}

static TallyConfig *
read_back (const char  *text,
           gsize        length,
           const char  *path,
           GError     **error)
{
  const TallyConfigSource source = { .path = path, .text = text, .text_length = (gssize) length };

  return tally_config_new (&source, error);
}

static gboolean
is_changed (const TallyConfigKey    *key,
            const TallyConfigChange *changes,
            gsize                    n_changes)
{
  for (gsize i = 0; i < n_changes; i++)
    if (strcmp (changes[i].group, key->group) == 0 && strcmp (changes[i].key, key->name) == 0)
      return TRUE;
  return FALSE;
}

/* Whatever else the file said, it must say still. */
static gboolean
check_rest (TallyConfig              *before,
            TallyConfig              *after,
            const TallyConfigChange  *changes,
            gsize                     n_changes,
            GError                  **error)
{
  gsize n_keys;
  const TallyConfigKey *keys = tally_config_key_get_all (&n_keys);

  for (gsize i = 0; i < n_keys; i++)
    {
      const char *old = tally_config_get_text (before, keys[i].group, keys[i].name);

      if (is_changed (&keys[i], changes, n_changes)
          || strcmp (old, tally_config_get_text (after, keys[i].group, keys[i].name)) == 0)
        continue;
      g_set_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_FAILED,
                   "the file is written in a way in which [%s] %s would change too; edit it by hand", keys[i].group, keys[i].name);
      return FALSE;
    }
  return TRUE;
}

char *
tally_config_edit_text (const char               *text,
                        gssize                    length,
                        const char               *path,
                        const TallyConfigChange  *changes,
                        gsize                     n_changes,
                        GError                  **error)
{
  g_auto (Lines) lines = { 0 };
  g_autoptr (TallyConfig) before = NULL;
  g_autoptr (TallyConfig) after = NULL;
  g_autofree char *result = NULL;
  gsize size;

  g_return_val_if_fail (text != NULL && path != NULL && (changes != NULL || n_changes == 0), NULL);
  size = length < 0 ? strlen (text) : (gsize) length;
  if (memchr (text, '\0', size) != NULL)
    {
      g_set_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_CONFIG, "%s: this is no text; start with an empty file", path);
      return NULL;
    }
  lines_init (&lines, text, size);
  for (gsize i = 0; i < n_changes; i++)
    {
      if (!check_change (&changes[i], error))
        return NULL;
      apply (&lines, &changes[i]);
    }
  g_ptr_array_add (lines.lines, NULL);
  result = g_strjoinv ("", (char **) lines.lines->pdata);
  if (strlen (result) > TALLY_CONFIG_MAX_FILE_BYTES)
    {
      g_set_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_LIMIT, "%s would be larger than 1 MiB", path);
      return NULL;
    }
  after = read_back (result, strlen (result), path, error);
  if (after == NULL)
    return NULL;
  before = read_back (text, size, path, NULL);
  if (before != NULL && !check_rest (before, after, changes, n_changes, error))
    return NULL;
  return g_steal_pointer (&result);
}

/* --- files -------------------------------------------------------------------------------------- */

/* A file that is not there is an empty one. */
static gboolean
load (const char  *path,
      char       **out_text,
      gsize       *out_length,
      guint       *out_mode,
      GError     **error)
{
  g_autoptr (GError) failure = NULL;
  struct stat info = { .st_mode = S_IFREG | MODE };

  if (stat (path, &info) != 0 && errno == ENOENT)
    {
      *out_text = g_strdup ("");
      return TRUE;
    }
  if (stat (path, &info) == 0 && (!S_ISREG (info.st_mode) || info.st_size > TALLY_CONFIG_MAX_FILE_BYTES))
    {
      g_set_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_LIMIT, "%s is no file, or larger than 1 MiB", path);
      return FALSE;
    }
  *out_mode = info.st_mode & 0777;
  if (g_file_get_contents (path, out_text, out_length, &failure))
    return TRUE;
  g_set_error_literal (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_FAILED, failure->message);
  return FALSE;
}

/* What a link leads to, so that renaming does not put a file in its place. */
static char *
dup_real (const char *path)
{
  char *real = realpath (path, NULL);
  char *copy = g_strdup (real != NULL ? real : path);

  free (real);
  return copy;
}

gboolean
tally_config_edit (const char               *path,
                   const TallyConfigChange  *changes,
                   gsize                     n_changes,
                   GError                  **error)
{
  g_autofree char *real = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *text = NULL;
  g_autofree char *result = NULL;
  gsize length = 0;
  guint mode = MODE;

  g_return_val_if_fail (path != NULL, FALSE);
  real = dup_real (path);
  if (!load (real, &text, &length, &mode, error))
    return FALSE;
  /* Relative paths in it start from where it is named, not from where a link leads. */
  result = tally_config_edit_text (text, (gssize) length, path, changes, n_changes, error);
  if (result == NULL)
    return FALSE;
  if (strlen (result) == length && memcmp (result, text, length) == 0)
    return TRUE;
  folder = g_path_get_dirname (real);
  return tally_file_ensure_folder (folder, error) && tally_file_write (real, result, strlen (result), mode, error);
}
