/* tally-jobs-checkup.h
 *
 * Looks at an installation from its token to its backups: one probe a thing, each in a file of
 * probes/, in the order of the list in probes/meson.build. Changes nothing in Smartsheet. What one
 * probe learns, the later ones use: nobody asks a service that is away. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-jobs-context.h"
#include "tally-jobs-places.h"
#include "tally-smartsheet-look.h"

G_BEGIN_DECLS

/**
 * TallyJobsCheckup:
 * @context: (borrowed): store and client may be missing; @places says why
 * @places: (borrowed): the installation
 * @outcome: what the run ends with if the probe at work finds something critical
 * @server: how the service answered; zero before
 * @is_away: the service can't be reached or is closed
 * @is_closed: of these, it is in maintenance
 * @is_refused: it refuses the token
 * @n_sheets: sheets that were looked at
 * @fullest_sheet: the one that is nearest to a limit of the service, 0 = none
 * @fullest_ratio: its share of that limit, 0…
 *
 * A checkup at work.
 */
typedef struct {
  TallyJobsContext      *context;
  const TallyJobsPlaces *places;
  guint                  outcome;
  TallySmartsheetServer  server;
  gboolean               is_away;
  gboolean               is_closed;
  gboolean               is_refused;
  guint                  n_sheets;
  gint64                 fullest_sheet;
  double                 fullest_ratio;
} TallyJobsCheckup;

/**
 * TallyJobsProbe:
 * @id: stable name
 * @title: what people call it
 * @summary: one sentence
 * @run: looks, and says what it found; what is not said is skipped
 *
 * An entry of the registry.
 */
typedef struct {
  const char *id;
  const char *title;
  const char *summary;
  void      (*run) (TallyJobsCheckup *checkup, TallyHealthProbe *probe);
} TallyJobsProbe;

/**
 * tally_jobs_list_probes:
 * @out_n_probes: (out): how many there are
 *
 * Returns: (array length=out_n_probes) (transfer none): the probes in their order
 */
const TallyJobsProbe *const *tally_jobs_list_probes (guint *out_n_probes);

/**
 * tally_jobs_checkup_run:
 * @context: a run with places; store and client may be missing
 * @error: return location, or %NULL
 *
 * Runs all probes into the run's health; what is not well is a notice too, and what is critical
 * counts in the run's outcome.
 *
 * Errors: %G_IO_ERROR_CANCELLED.
 *
 * Returns: %TRUE if all were run
 */
gboolean tally_jobs_checkup_run       (TallyJobsContext   *context,
                                       GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_checkup_find_part:
 * @probe_id: name of a probe
 *
 * Returns: (transfer none) (nullable): the part of the installation that it looks at, see tally-health-board.h; %NULL if
 *   it is about none of them alone
 */
const char *tally_jobs_checkup_find_part (const char       *probe_id);

/**
 * tally_jobs_checkup_can_call:
 * @self: a checkup
 * @probe: the probe that wants to
 *
 * Returns: whether there is a service to ask; if not, @probe says why it is skipped
 */
gboolean tally_jobs_checkup_can_call  (const TallyJobsCheckup  *self,
                                       TallyHealthProbe        *probe);

/**
 * tally_jobs_checkup_has_store:
 * @self: a checkup
 * @probe: the probe that wants to read it
 *
 * Returns: whether there is a store to read; if not, @probe says why it is skipped
 */
gboolean tally_jobs_checkup_has_store (const TallyJobsCheckup  *self,
                                       TallyHealthProbe        *probe);

/**
 * tally_jobs_checkup_fail:
 * @self: a checkup
 * @probe: the probe whose question failed
 * @error: why
 *
 * Makes it critical: the reason and its remedy are those of the error's code, its text is the
 * detail. Sets @outcome as a pass that met it would end.
 */
void     tally_jobs_checkup_fail      (TallyJobsCheckup        *self,
                                       TallyHealthProbe        *probe,
                                       const GError            *error);

/**
 * tally_jobs_probe_say:
 * @probe: a probe
 * @status: how it stands
 * @remedy: (nullable): what to do
 * @format: printf format of what was measured; ids and counts only
 * @...: its values
 *
 * Says what was found.
 */
void     tally_jobs_probe_say         (TallyHealthProbe        *probe,
                                       TallyHealthStatus        status,
                                       const char              *remedy,
                                       const char              *format,
                                       ...) G_GNUC_PRINTF (4, 5);

/**
 * tally_jobs_probe_expect:
 * @probe: a probe
 * @format: printf format of what is expected
 * @...: its values
 *
 * Says what the measured is compared with.
 */
void     tally_jobs_probe_expect      (TallyHealthProbe        *probe,
                                       const char              *format,
                                       ...) G_GNUC_PRINTF (2, 3);

/**
 * tally_jobs_dup_span:
 * @usec: µs, 0 and up
 *
 * Returns: (transfer full): a span for people, "3 days", "2 hours", "40 s"
 */
char    *tally_jobs_dup_span          (gint64                   usec);

G_END_DECLS
