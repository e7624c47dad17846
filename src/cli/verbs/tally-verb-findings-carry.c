/* tally-verb-findings-carry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-actor.h"
#include "tally-cli-findings.h"
#include "tally-file-stream.h"
#include "tally-file.h"
#include "tally-verb-findings-private.h"

#define STDOUT "-"

/* What names people is for its owner; what a CI shows may be read by whoever may read the folder. */
static const struct {
  const char *name;
  guint       mode;
  gboolean    is_private;
} formats[TALLY_ENGINE_N_FINDINGS_FORMATS] = {
  [TALLY_ENGINE_FINDINGS_JSON] = { "json", 0600, TRUE },
  [TALLY_ENGINE_FINDINGS_LINES] = { "lines", 0600, TRUE },
  [TALLY_ENGINE_FINDINGS_SARIF] = { "sarif", 0644, FALSE },
  [TALLY_ENGINE_FINDINGS_JUNIT] = { "junit", 0644, FALSE },
};

static gboolean
read_format (TallyVerbFindings         *noun,
             TallyEngineFindingsFormat *out_format)
{
  if (noun->format == NULL)
    {
      *out_format = noun->lines ? TALLY_ENGINE_FINDINGS_LINES : TALLY_ENGINE_FINDINGS_JSON;
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (strcmp (noun->format, formats[i].name) == 0)
      {
        *out_format = (TallyEngineFindingsFormat) i;
        return !noun->lines || i == TALLY_ENGINE_FINDINGS_LINES;
      }
  return FALSE;
}

static int
write_text (TallyVerbFindings         *noun,
            TallyEngineFindingsFormat  format,
            const char                *path,
            char                      *text)
{
  g_autofree char *owned = text;
  g_autoptr (GError) error = NULL;

  if (strcmp (path, STDOUT) == 0)
    return tally_verb_findings_print (noun, g_steal_pointer (&owned));
  if (!tally_file_write (path, owned, strlen (owned), formats[format].mode, &error))
    return tally_verb_findings_fail (noun, error);
  return tally_verb_findings_print (noun, noun->session.json ? g_strdup ("{\"schema\": 1, \"written\": true}\n")
                                                             : g_strdup_printf ("Wrote %s.\n", path));
}

/* An export is whole unless it is asked for a part: what is done is what others want to know. */
static gboolean
read_filter (TallyVerbFindings   *noun,
             TallyFindingFilter  *out_filter,
             GError             **error)
{
  if (!tally_verb_findings_read_filter (noun, out_filter, error))
    return FALSE;
  if (noun->statuses == NULL)
    out_filter->statuses = TALLY_FINDING_STATUSES_ALL;
  return TRUE;
}

int
tally_verb_findings_export (TallyVerbFindings *noun)
{
  const char *path = tally_verb_findings_get_word (noun, 1);
  TallyEngineFindingsFormat format = TALLY_ENGINE_FINDINGS_JSON;
  TallyFindingFilter filter;
  g_autoptr (GError) error = NULL;
  char *text;

  path = path != NULL ? path : STDOUT;
  if (!read_format (noun, &format))
    return tally_verb_findings_fail_usage (noun, "--format takes json, lines, sarif or junit; --lines goes with lines alone");
  if (formats[format].is_private && !noun->session.reveal && strcmp (path, STDOUT) == 0)
    return tally_verb_findings_fail_usage (noun, "an export names people and amounts and this log may be public: name a "
                                                 "FILE, or say --reveal");
  if (!read_filter (noun, &filter, &error))
    return tally_verb_findings_fail (noun, error);
  text = tally_engine_findings_export (noun->session.engine, &filter, format, noun->session.reveal, &error);
  return text != NULL ? write_text (noun, format, path, text) : tally_verb_findings_fail (noun, error);
}

static GPtrArray *
load_histories (const char  *path,
                GError     **error)
{
  g_autoptr (GBytes) bytes = tally_file_stream_read_bytes (path, TALLY_FINDING_HISTORY_MAX_BYTES, error);
  gsize size = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  GPtrArray *histories = bytes != NULL ? tally_finding_history_parse (text != NULL ? text : "", size, error) : NULL;

  if (histories == NULL)
    g_prefix_error (error, "%s: ", path);
  return histories;
}

int
tally_verb_findings_import (TallyVerbFindings *noun)
{
  g_autoptr (GError) error = NULL;
  const char *actor = tally_cli_actor_require (noun->actor, noun->session.config, noun->session.environment, &error);
  g_autoptr (GPtrArray) histories = NULL;
  g_auto (TallyFindingImport) import = { 0 };
  int code;

  if (actor == NULL)
    return tally_verb_findings_fail_usage (noun, error->message);
  histories = load_histories (tally_verb_findings_get_word (noun, 1), &error);
  if (histories == NULL || !tally_engine_findings_import (noun->session.engine, histories, actor, &import, &error))
    return tally_verb_findings_fail (noun, error);
  code = tally_verb_findings_print (noun, noun->session.json ? tally_cli_findings_dup_import_json (&import)
                                                             : tally_cli_findings_dup_import_text (&import));
  return import.conflicts->len > 0 && code == 0 ? TALLY_VERB_EXIT_PARTIAL : code;
}
