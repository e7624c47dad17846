/* tally-preferences-groups.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-preferences-groups.h"

#include <glib/gi18n.h>

enum { SMARTSHEET, BILLING, AUDIT, FILES, RUNS, MORE, N_PAGES };

static const TallyPreferencesPage pages[N_PAGES] = {
  [SMARTSHEET] = { N_("Smartsheet"), "network-server-symbolic" },
  [BILLING] = { N_("Billing"), "x-office-spreadsheet-symbolic" },
  [AUDIT] = { N_("Audit"), "security-high-symbolic" },
  [FILES] = { N_("Files"), "folder-symbolic" },
  [RUNS] = { N_("Runs"), "alarm-symbolic" },
  [MORE] = { N_("More"), "view-more-symbolic" },
};

static const struct {
  const char *group;
  const char *title;
  guint       page;
} groups[] = {
  { "smartsheet", N_("Connection"), SMARTSHEET },
  { "sources", N_("Sources"), SMARTSHEET },
  { "target", N_("Target"), SMARTSHEET },
  { "publish", N_("Publishing"), SMARTSHEET },
  { "billing", N_("Rules"), BILLING },
  { "rates", N_("Rates"), BILLING },
  { "workbook", N_("Workbooks"), BILLING },
  { "audit", N_("Audit"), AUDIT },
  { "data", N_("Data"), FILES },
  { "output", N_("Output"), FILES },
  { "archive", N_("Archive"), FILES },
  { "cleanup", N_("Cleaning Up"), FILES },
  { "backup", N_("Backups"), FILES },
  { "schedule", N_("All Schedules"), RUNS },
  { "schedule-weekdays", N_("Working Days"), RUNS },
  { "schedule-weekend", N_("Weekend"), RUNS },
  { "schedule-weekly", N_("The Week's Great Pass"), RUNS },
  { "schedule-extra", N_("Another Schedule"), RUNS },
  { "run", N_("What a Run Does"), RUNS },
  { "recovery", N_("Recovery"), RUNS },
  { "trail", N_("Trail"), MORE },
  { "log", N_("Log"), MORE },
  { "ci", N_("Public Logs"), MORE },
  { "serve", N_("Dashboard"), MORE },
};

const TallyPreferencesPage *
tally_preferences_pages_list (guint *out_n_pages)
{
  *out_n_pages = G_N_ELEMENTS (pages);
  return pages;
}

guint
tally_preferences_group_find_page (const char *group)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (strcmp (groups[i].group, group) == 0)
      return groups[i].page;
  return MORE;
}

const char *
tally_preferences_group_get_title (const char *group)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (strcmp (groups[i].group, group) == 0)
      return _(groups[i].title);
  return group;
}
