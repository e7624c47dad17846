/* tally-cli-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-log.h"

#include <unistd.h>

#include "tally-notice-log.h"

static TallyLogLevel
choose_level (TallyConfig             *config,
              const TallyCliArguments *arguments)
{
  const char *level = config != NULL ? tally_config_get_text (config, "log", "level") : "normal";

  if (arguments->quiet)
    return TALLY_LOG_LEVEL_ERROR;
  if (arguments->verbose)
    return TALLY_LOG_LEVEL_DEBUG;
  if (strcmp (level, "quiet") == 0)
    return TALLY_LOG_LEVEL_ERROR;
  return strcmp (level, "verbose") == 0 ? TALLY_LOG_LEVEL_DEBUG : TALLY_LOG_LEVEL_WARNING;
}

/* What libraries tell their developers stays out, unless G_MESSAGES_DEBUG asks for it. */
static GLogWriterOutput
write_cb (GLogLevelFlags   log_level,
          const GLogField *fields,
          gsize            n_fields,
          gpointer         user_data)
{
  const char *domain = NULL;

  for (gsize i = 0; i < n_fields; i++)
    if (strcmp (fields[i].key, "GLIB_DOMAIN") == 0 && fields[i].length < 0)
      domain = fields[i].value;
  if (g_log_writer_default_would_drop (log_level, domain))
    return G_LOG_WRITER_HANDLED;
  return tally_log_writer (log_level, fields, n_fields, user_data);
}

TallyLog *
tally_cli_log_install (TallyConfig             *config,
                       const TallyCliArguments *arguments,
                       gboolean                 reveal)
{
  const TallyLogOptions options = {
    .fd = STDERR_FILENO,
    .level = choose_level (config, arguments),
    .reveal = reveal,
    .color = isatty (STDERR_FILENO) == 1,
  };
  TallyLog *log = tally_log_new (&options);

  g_log_set_writer_func (write_cb, log, NULL);
  return log;
}

gboolean
tally_cli_is_in_ci (char **environment)
{
  return g_strcmp0 (g_environ_getenv (environment, "GITHUB_ACTIONS"), "true") == 0;
}

gboolean
tally_cli_may_reveal (gboolean      asked,
                      TallyConfig  *config,
                      char        **environment)
{
  return asked || !tally_cli_is_in_ci (environment)
         || (config != NULL && strcmp (tally_config_get_text (config, "ci", "detail"), "full") == 0);
}

void
tally_cli_log_notice (TallyLog          *log,
                      const TallyNotice *notice,
                      gboolean           reveal)
{
  tally_notice_write (notice, log, G_LOG_DOMAIN, reveal);
}
