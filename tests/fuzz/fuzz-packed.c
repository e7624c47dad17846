/* fuzz-packed.c
 *
 * Any text as the field into which the predecessor's dispatch form packs its variables: it is refused
 * with messages that name the field and repeat no unknown name, or it makes a configuration.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-config-source.h"
#include "tally-core-error.h"

#define VARIABLE "ADVANCED_OPTIONS="

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GString) variable = g_string_new (VARIABLE);
  const char *environment[] = { NULL, NULL };
  TallyConfigSource source = { .text = "", .text_length = 0, .environment = environment };
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) mode_error = NULL;
  g_autoptr (TallyConfig) config = NULL;
  gboolean is_asked = FALSE;
  gboolean is_told;

  if (data == NULL)
    return 0;
  g_string_append_len (variable, (const char *) data, (gssize) size); /* an environment ends at a NUL */
  environment[0] = variable->str;
  config = tally_config_new (&source, &error);
  is_told = tally_config_find_test_mode (environment, &is_asked, &mode_error);
  g_assert_true ((config == NULL) == (error != NULL));
  g_assert_true (is_told == (mode_error == NULL));
  if (config != NULL)
    {
      /* who asks before the configuration is read hears the same */
      g_assert_true (is_told);
      g_assert_true (!is_asked || tally_config_get_bool (config, "run", "dry-run"));
      return 0;
    }
  g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_CONFIG);
  g_assert_true (g_str_has_prefix (error->message, "ADVANCED_OPTIONS"));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_null (strstr (error->message, "\n\n"));
  return 0;
}
