/* fuzz-config-edit.c
 *
 * Any value put into any text: it is refused, or the new text can be read, says the value, and says everything else that
 * it said before, comments included. The first byte chooses the key, the value ends at the first NUL.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-config-edit.h"
#include "tally-config-source.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static TallyConfig *
read_text (const char *text,
           gsize       length)
{
  const TallyConfigSource source = { .path = "/etc/tallyman.conf", .text = text, .text_length = (gssize) length };

  return tally_config_new (&source, NULL);
}

static guint
count_comments (const char *text,
                gsize       length)
{
  guint n = 0;

  for (gsize i = 0; i < length; i++)
    n += text[i] == '#' && (i == 0 || text[i - 1] == '\n');
  return n;
}

static void
assert_rest (TallyConfig          *before,
             TallyConfig          *after,
             const TallyConfigKey *changed)
{
  gsize n_keys;
  const TallyConfigKey *keys = tally_config_key_get_all (&n_keys);

  for (gsize i = 0; i < n_keys; i++)
    if (&keys[i] != changed)
      g_assert_cmpstr (tally_config_get_text (before, keys[i].group, keys[i].name), ==,
                       tally_config_get_text (after, keys[i].group, keys[i].name));
}

static void
assert_said (TallyConfig             *after,
             const TallyConfigKey    *key,
             const TallyConfigChange *change)
{
  const TallyConfigOverride override = { key->group, key->name, change->value, NULL };
  const TallyConfigSource source = { .path = NULL, .overrides = &override, .n_overrides = 1 };
  g_autoptr (TallyConfig) alone = tally_config_new (&source, NULL);

  g_assert_nonnull (alone);
  if (key->type != TALLY_CONFIG_TYPE_PATH && key->type != TALLY_CONFIG_TYPE_PATHS)
    g_assert_cmpstr (tally_config_get_text (after, key->group, key->name), ==,
                     tally_config_get_text (alone, key->group, key->name));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  gsize n_keys;
  const TallyConfigKey *keys = tally_config_key_get_all (&n_keys);
  const TallyConfigKey *key = size > 0 ? &keys[data[0] % n_keys] : keys;
  const guint8 *end = size > 1 ? memchr (data + 1, '\0', size - 1) : NULL;
  const char *text = end != NULL ? (const char *) end + 1 : NULL;
  gsize length = end != NULL ? size - (gsize) (end + 1 - data) : 0;
  const TallyConfigChange change = { key->group, key->name, (const char *) data + 1 };
  g_autoptr (TallyConfig) before = NULL;
  g_autoptr (TallyConfig) after = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *result = NULL;

  if (end == NULL)
    return 0;
  result = tally_config_edit_text (text, (gssize) length, "/etc/tallyman.conf", &change, 1, &error);
  g_assert_true ((result == NULL) == (error != NULL));
  if (result == NULL)
    return 0;
  after = read_text (result, strlen (result));
  g_assert_nonnull (after);
  before = read_text (text, length);
  if (before != NULL)
    assert_rest (before, after, key);
  g_assert_cmpuint (count_comments (result, strlen (result)), ==, count_comments (text, length));
  assert_said (after, key, &change);
  return 0;
}
