/* tally-run-own-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-run-own-error.h"

#include "tally-redact.h"

static void
add_own_line (TallyRun               *self,
              const TallyRedact      *redact,
              const TallyNoticeWords *kind,
              const char             *line)
{
  g_autofree char *valid = g_utf8_make_valid (line, -1);
  g_autofree char *text = tally_redact_text (redact, valid, NULL);
  const TallyNoticeWords words = {
    .severity = kind->severity,
    .code = kind->code,
    .text = text != NULL ? text : "[private]",
    .detail = g_strcmp0 (text, valid) != 0 ? valid : NULL,
  };

  tally_run_tell (self, &words);
}

void
tally_run_add_own_error (TallyRun     *self,
                         guint         outcome,
                         const char   *code,
                         const GError *error)
{
  const TallyNoticeWords kind = {
    .severity = outcome == TALLY_OUTCOME_RETRY_LATER ? TALLY_SEVERITY_WARNING : TALLY_SEVERITY_ERROR,
    .code = code,
  };
  g_autoptr (TallyRedact) redact = NULL;
  g_auto (GStrv) lines = NULL;

  g_return_if_fail (self != NULL && code != NULL && error != NULL);
  redact = tally_redact_new ();
  lines = g_strsplit (error->message, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      add_own_line (self, redact, &kind, lines[i]);
  self->outcome |= outcome;
}
