/* tally-jobs-findings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-findings.h"

#include "tally-file.h"
#include "tally-jobs-junit.h"
#include "tally-jobs-report.h"
#include "tally-jobs-sarif.h"

/* Whoever may read the folder may read what a CI shows. */
#define FILE_MODE 0644

TallyJobsFindingsGate
tally_jobs_findings_get_gate (TallyConfig *config)
{
  TallyJobsFindingsGate gate = { 0 };

  gate.is_set = tally_risk_find (tally_config_get_text (config, "audit", "fail-on"), &gate.level);
  gate.new_only = tally_config_get_bool (config, "audit", "fail-on-new");
  return gate;
}

gboolean
tally_jobs_findings_is_blocking (const TallyFinding *finding,
                                 TallyRisk           level,
                                 gboolean            new_only)
{
  return !finding->is_trial && tally_finding_status_is_open (finding->status) && finding->severity >= level
         && (finding->is_new || !new_only);
}

guint
tally_jobs_findings_get_outcome (GPtrArray *findings,
                                 TallyRisk  level,
                                 gboolean   new_only)
{
  for (guint i = 0; i < findings->len; i++)
    if (tally_jobs_findings_is_blocking (findings->pdata[i], level, new_only))
      return TALLY_OUTCOME_FINDINGS;
  return 0;
}

static void
tell (TallyRun           *run,
      const TallyFinding *finding,
      gboolean            is_blocking)
{
  g_autofree char *text = g_strdup_printf ("%s finding %s by %s%s; see 'tallyman findings show %s'",
                                           tally_risk_get_id (finding->severity), finding->id, finding->detector,
                                           finding->is_new ? ", new" : "", finding->id);
  const TallyNoticeWords words = {
    .severity = is_blocking ? TALLY_SEVERITY_ERROR : TALLY_SEVERITY_WARNING,
    .code = "finding",
    .subject = finding->id,
    .text = text,
    .detail = finding->sentence,
  };

  tally_run_tell (run, &words);
}

static void
tell_rest (TallyRun *run,
           guint     n_more)
{
  g_autofree char *text = NULL;

  if (n_more == 0)
    return;
  text = g_strdup_printf ("%u more findings; see 'tallyman findings list'", n_more);
  tally_run_add_notice (run, TALLY_SEVERITY_WARNING, "findings", NULL, text);
}

static void
tell_all (GPtrArray                   *findings,
          const TallyJobsFindingsGate *gate,
          TallyRun                    *run)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      const TallyFinding *finding = findings->pdata[i];
      gboolean is_blocking = gate->is_set && tally_jobs_findings_is_blocking (finding, gate->level, gate->new_only);
      if (!is_blocking && !tally_jobs_findings_is_blocking (finding, TALLY_RISK_MEDIUM, TRUE))
        continue;
      if (++n <= TALLY_JOBS_FINDINGS_MAX_TOLD)
        tell (run, finding, is_blocking);
    }
  tell_rest (run, n > TALLY_JOBS_FINDINGS_MAX_TOLD ? n - TALLY_JOBS_FINDINGS_MAX_TOLD : 0);
}

/* A file of text, and what makes it. */
static const struct {
  const char *key;
  char     *(*dup_text) (GPtrArray *findings, const TallyJobsFindingsGate *gate, gboolean reveal);
} files[] = {
  { "sarif", tally_jobs_sarif_dup_text },
  { "junit", tally_jobs_junit_dup_text },
};

static void
write_files (GPtrArray                   *findings,
             TallyConfig                 *config,
             const TallyJobsFindingsGate *gate,
             TallyRun                    *run)
{
  gboolean reveal = strcmp (tally_config_get_text (config, "ci", "detail"), "full") == 0;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      const char *path = tally_config_get_text (config, "ci", files[i].key);
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;
      if (*path == '\0')
        continue;
      text = files[i].dup_text (findings, gate, reveal);
      if (!tally_file_write (path, text, strlen (text), FILE_MODE, &error))
        tally_jobs_report_error (run, TALLY_OUTCOME_PARTIAL, "findings-file", files[i].key, error);
    }
}

void
tally_jobs_findings_report (GPtrArray   *findings,
                            TallyConfig *config,
                            TallyRun    *run)
{
  const TallyJobsFindingsGate gate = tally_jobs_findings_get_gate (config);

  g_return_if_fail (findings != NULL && config != NULL && run != NULL);
  tell_all (findings, &gate, run);
  if (gate.new_only && !gate.is_set)
    tally_run_add_notice (run, TALLY_SEVERITY_WARNING, "fail-on-new", NULL,
                          "new findings fail nothing, since no level is set: set [audit] fail-on, or --fail-on LEVEL");
  if (gate.is_set)
    run->outcome |= tally_jobs_findings_get_outcome (findings, gate.level, gate.new_only);
  write_files (findings, config, &gate, run);
}
