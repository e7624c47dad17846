/* tally-jobs-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-layout.h"

#include <gio/gio.h>

#include "tally-jobs-error.h"

static TallyWorkbookDetail
choose_detail (TallyConfig *config)
{
  const char *detail = tally_config_get_text (config, "workbook", "provenance");

  if (strcmp (detail, "off") == 0)
    return TALLY_WORKBOOK_DETAIL_OFF;
  return strcmp (detail, "minimal") == 0 ? TALLY_WORKBOOK_DETAIL_MINIMAL : TALLY_WORKBOOK_DETAIL_FULL;
}

static gboolean
load_logo (TallyJobsLayout  *self,
           const char       *path,
           GError          **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) image = g_file_load_bytes (file, NULL, NULL, &failure);

  if (image != NULL)
    self->logo = tally_workbook_logo_new (image, &failure);
  if (self->logo != NULL)
    return TRUE;
  g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_SETTING,
               "[workbook] logo '%s' can't be used: %s", path, failure->message);
  return FALSE;
}

TallyJobsLayout *
tally_jobs_layout_new (TallyConfig  *config,
                       GError      **error)
{
  const char *logo = tally_config_get_text (config, "workbook", "logo");
  const char *zone = tally_config_get_text (config, "billing", "time-zone");
  const char *company = tally_config_get_text (config, "workbook", "company");
  TallyJobsLayout *self = g_new0 (TallyJobsLayout, 1);

  self->zone = g_time_zone_new_identifier (zone);
  if (self->zone == NULL)
    self->zone = g_time_zone_new_utc ();
  if (*logo != '\0' && !load_logo (self, logo, error))
    {
      tally_jobs_layout_free (self);
      return NULL;
    }
  self->style = (TallyWorkbookStyle) {
    .company = company,
    .logo = self->logo,
    .time_zone = self->zone,
    .provenance = choose_detail (config),
    .generator = "Tallyman " TALLY_VERSION,
  };
  self->billing = (TallyBillingLayout) {
    .version = TALLY_WORKBOOK_LAYOUT_VERSION,
    .time_zone = zone,
    .company = company,
    .logo_sha256 = self->logo != NULL ? tally_workbook_logo_get_sha256 (self->logo) : "",
  };
  return self;
}

void
tally_jobs_layout_free (TallyJobsLayout *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->logo, tally_workbook_logo_unref);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_free (self->installation);
  g_free (self);
}
