/* fuzz-config.c
 *
 * Any bytes as a key file: it is refused with a message that has no empty line, or every value
 * has a canonical form that is accepted again and stays as it is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-config-source.h"
#include "tally-core-error.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
check_again (const TallyConfigKey *key,
             const TallyConfig    *config,
             gpointer              user_data)
{
  const char *text = tally_config_get_text (config, key->group, key->name);
  TallyConfigOverride override = { key->group, key->name, text, NULL };
  TallyConfigSource source = { .overrides = &override, .n_overrides = 1 };
  g_autoptr (TallyConfig) again = NULL;

  /* The text of a list joins items that may themselves hold a separator. */
  if (*text == '\0' || tally_config_key_is_list (key))
    return;
  again = tally_config_new (&source, NULL);
  g_assert_nonnull (again);
  g_assert_cmpstr (tally_config_get_text (again, key->group, key->name), ==, text);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  TallyConfigSource source = { .path = "/etc/tallyman.conf", .text = (const char *) data, .text_length = (gssize) size };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyConfig) config = NULL;

  if (data == NULL)
    return 0;
  config = tally_config_new (&source, &error);
  g_assert_true ((config == NULL) == (error != NULL));
  if (config != NULL)
    {
      tally_config_foreach (config, check_again, NULL);
      return 0;
    }
  g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_CONFIG);
  g_assert_true (g_str_has_prefix (error->message, "/etc/tallyman.conf:"));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_null (strstr (error->message, "\n\n"));
  return 0;
}
