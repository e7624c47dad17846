/* tally-jobs-layout.h
 *
 * What all workbooks of a run look like, from the configuration: what billing hashes of it and
 * what the workbook writer draws. Made once a run; read by any thread. Depends on core, billing
 * and workbook.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-billing-group.h"
#include "tally-config.h"
#include "tally-workbook-writer.h"

G_BEGIN_DECLS

/**
 * TallyJobsLayout:
 * @billing: what fingerprints cover
 * @style: what the writer draws
 * @logo: (owned) (nullable): the logo
 * @installation: (owned) (nullable): id of the installation, for provenance
 * @zone: (owned): time zone of "Report Generated On"
 */
typedef struct _TallyJobsLayout {
  TallyBillingLayout  billing;
  TallyWorkbookStyle  style;
  TallyWorkbookLogo  *logo;
  char               *installation;
  GTimeZone          *zone;
} TallyJobsLayout;

/**
 * tally_jobs_layout_new:
 * @config: configuration; must outlive the layout
 * @error: return location, or %NULL
 *
 * Reads the logo and finds the zone.
 *
 * Errors: %TALLY_JOBS_ERROR_SETTING - the logo can't be read or is no picture, the message names the
 * key.
 *
 * Returns: (transfer full) (nullable): the layout
 */
TallyJobsLayout *tally_jobs_layout_new  (TallyConfig      *config,
                                         GError          **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_layout_free:
 * @self: (nullable): a layout
 *
 * Frees it.
 */
void             tally_jobs_layout_free (TallyJobsLayout  *self);

G_END_DECLS
