/* tally-jobs-checkup.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-checkup.h"

#include "tally-health-state.h"
#include "tally-jobs-measure.h"
#include "tally-jobs-report.h"
#include "tally-smartsheet-error.h"
#include "tally-store-error.h"
#include "tally-text.h"

/* Below two of a unit people read the smaller one. */
#define SPAN_FACTOR 2

static void G_GNUC_PRINTF (2, 0)
set_text (char       **text,
          const char  *format,
          va_list      values)
{
  g_free (*text);
  *text = g_strdup_vprintf (format, values);
}

void
tally_jobs_probe_say (TallyHealthProbe  *probe,
                      TallyHealthStatus  status,
                      const char        *remedy,
                      const char        *format,
                      ...)
{
  va_list values;

  g_return_if_fail (probe != NULL && format != NULL);
  probe->status = status;
  tally_text_set (&probe->remedy, remedy != NULL ? remedy : "");
  va_start (values, format);
  set_text (&probe->value, format, values);
  va_end (values);
}

void
tally_jobs_probe_expect (TallyHealthProbe *probe,
                         const char       *format,
                         ...)
{
  va_list values;

  g_return_if_fail (probe != NULL && format != NULL);
  va_start (values, format);
  set_text (&probe->threshold, format, values);
  va_end (values);
}

char *
tally_jobs_dup_span (gint64 usec)
{
  static const struct {
    gint64      usec;
    const char *name;
  } units[] = {
    { G_TIME_SPAN_DAY, "days" }, { G_TIME_SPAN_HOUR, "hours" }, { G_TIME_SPAN_MINUTE, "minutes" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (usec >= SPAN_FACTOR * units[i].usec)
      return g_strdup_printf ("%" G_GINT64_FORMAT " %s", usec / units[i].usec, units[i].name);
  return g_strdup_printf ("%" G_GINT64_FORMAT " s", usec / G_USEC_PER_SEC);
}

gboolean
tally_jobs_checkup_can_call (const TallyJobsCheckup *self,
                             TallyHealthProbe       *probe)
{
  const char *why = NULL;

  g_return_val_if_fail (self != NULL && probe != NULL, FALSE);
  if (self->context->client == NULL)
    why = "not asked: there is no usable token";
  else if (self->is_away)
    why = "not asked: the service does not answer";
  else if (self->is_refused)
    why = "not asked: the token is refused";
  if (why != NULL)
    tally_jobs_probe_say (probe, TALLY_HEALTH_SKIPPED, NULL, "%s", why);
  return why == NULL;
}

gboolean
tally_jobs_checkup_has_store (const TallyJobsCheckup *self,
                              TallyHealthProbe       *probe)
{
  const GError *failure;

  g_return_val_if_fail (self != NULL && probe != NULL, FALSE);
  if (self->context->store != NULL)
    return TRUE;
  failure = self->places->store_failure;
  if (failure == NULL || g_error_matches (failure, TALLY_STORE_ERROR, TALLY_STORE_ERROR_MISSING))
    tally_jobs_probe_say (probe, TALLY_HEALTH_SKIPPED, NULL, "there is no store yet; the first pass makes it");
  else
    tally_jobs_probe_say (probe, TALLY_HEALTH_SKIPPED, NULL, "not known: the store can't be read");
  return FALSE;
}

static guint
get_outcome (const GError *error)
{
  static const int later[] = {
    TALLY_SMARTSHEET_ERROR_MAINTENANCE, TALLY_SMARTSHEET_ERROR_THROTTLED, TALLY_SMARTSHEET_ERROR_TRANSIENT,
  };

  if (g_error_matches (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_AUTH))
    return TALLY_OUTCOME_AUTH;
  for (guint i = 0; i < G_N_ELEMENTS (later); i++)
    if (g_error_matches (error, TALLY_SMARTSHEET_ERROR, later[i]))
      return TALLY_OUTCOME_RETRY_LATER;
  if (g_error_matches (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_BUSY))
    return TALLY_OUTCOME_RETRY_LATER;
  return g_error_matches (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_OTHER_BINDING) ? TALLY_OUTCOME_USAGE
                                                                                     : TALLY_OUTCOME_FAILED;
}

void
tally_jobs_checkup_fail (TallyJobsCheckup *self,
                         TallyHealthProbe *probe,
                         const GError     *error)
{
  g_autofree char *reason = NULL;
  const char *found;
  char *words, *remedy;

  g_return_if_fail (self != NULL && probe != NULL && error != NULL);
  reason = tally_jobs_dup_reason (error);
  words = strstr (reason, ": ");
  g_assert (words != NULL);
  *words = '\0';
  words += strlen (": ");
  /* What is wrong and what to do; where the words are the remedy alone, the code says what is wrong. */
  remedy = strstr (words, "; ");
  found = remedy != NULL ? words : reason;
  if (remedy != NULL)
    *remedy = '\0';
  tally_jobs_probe_say (probe, TALLY_HEALTH_CRITICAL, remedy != NULL ? remedy + strlen ("; ") : words, "%s", found);
  tally_text_set (&probe->detail, error->message);
  self->outcome = get_outcome (error);
  self->is_away |= self->outcome == TALLY_OUTCOME_RETRY_LATER && error->domain == TALLY_SMARTSHEET_ERROR;
  self->is_closed |= g_error_matches (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_MAINTENANCE);
  self->is_refused |= self->outcome == TALLY_OUTCOME_AUTH;
}

const char *
tally_jobs_checkup_find_part (const char *probe_id)
{
  static const struct {
    const char *probe;
    const char *part;
  } parts[] = {
    { "network", "service" },   { "token", "token" },       { "sources", "sources" }, { "disk", "disk" },
    { "database", "database" }, { "schedule", "schedule" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_strcmp0 (parts[i].probe, probe_id) == 0)
      return parts[i].part;
  return NULL;
}

/* What a probe says of a part of the installation, for its history. What was skipped says nothing. */
static void
measure (TallyJobsCheckup       *self,
         const TallyHealthProbe *probe)
{
  static const TallyHealthState states[TALLY_N_HEALTH_STATUSES] = {
    TALLY_HEALTH_STATE_OK, TALLY_HEALTH_STATE_DEGRADED, TALLY_HEALTH_STATE_FAILED, TALLY_HEALTH_STATE_UNKNOWN,
  };
  TallyJobsMeasure *measured = self->context->measure;
  const char *part = tally_jobs_checkup_find_part (probe->id);
  gboolean is_closed = self->is_closed && g_strcmp0 (part, "service") == 0;

  tally_jobs_measure_add (measured, TALLY_METRIC_HEALTH_PROBE, probe->id, probe->status);
  if (part != NULL && probe->status != TALLY_HEALTH_SKIPPED)
    tally_jobs_measure_add (measured, TALLY_METRIC_HEALTH_STATE, part,
                            is_closed ? TALLY_HEALTH_STATE_MAINTENANCE : states[probe->status]);
}

/* What is well is for the table; the rest is told as any other notice, annotations included. */
static void
tell (TallyJobsCheckup       *self,
      const TallyHealthProbe *probe)
{
  g_autofree char *code = g_strconcat ("health-", probe->id, NULL);
  g_autofree char *text = NULL;
  const TallyNoticeWords words = {
    .severity = probe->status == TALLY_HEALTH_CRITICAL ? TALLY_SEVERITY_ERROR : TALLY_SEVERITY_WARNING,
    .code = code,
    .text = text = g_strdup_printf ("%s: %s%s%s", probe->title, probe->value,
                                    *probe->remedy != '\0' ? "; " : "", probe->remedy),
    .detail = probe->detail,
  };

  if (probe->status != TALLY_HEALTH_CRITICAL && probe->status != TALLY_HEALTH_WARN)
    return;
  if (probe->status == TALLY_HEALTH_CRITICAL)
    self->context->run->outcome |= self->outcome;
  tally_run_tell (self->context->run, &words);
}

gboolean
tally_jobs_checkup_run (TallyJobsContext  *context,
                        GError           **error)
{
  TallyJobsCheckup self = { .context = context };
  const TallyJobsProbe *const *probes;
  guint n_probes;

  g_return_val_if_fail (context != NULL && context->places != NULL, FALSE);
  self.places = context->places;
  if (context->run->health == NULL)
    context->run->health = tally_health_new (context->options->dry_run);
  probes = tally_jobs_list_probes (&n_probes);
  tally_progress_begin (context->progress, "health-check", n_probes);
  for (guint i = 0; i < n_probes; i++)
    {
      TallyHealthProbe *probe = tally_health_add_probe (context->run->health, probes[i]->id,
                                                        probes[i]->title);
      if (g_cancellable_set_error_if_cancelled (context->cancellable, error))
        return FALSE;
      self.outcome = TALLY_OUTCOME_FAILED;
      probes[i]->run (&self, probe);
      measure (&self, probe);
      tell (&self, probe);
      tally_progress_step (context->progress, 1, NULL);
    }
  return !g_cancellable_set_error_if_cancelled (context->cancellable, error);
}
