/* tally-cli-units.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-units.h"

#include "tally-text.h"

/* What works in a user's manager too, without namespaces of its own. */
#define SANDBOX \
  "UMask=0077\n" \
  "NoNewPrivileges=yes\n" \
  "LockPersonality=yes\n" \
  "MemoryDenyWriteExecute=yes\n" \
  "RestrictRealtime=yes\n" \
  "RestrictSUIDSGID=yes\n" \
  "RestrictNamespaces=yes\n" \
  "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK\n" \
  "SystemCallArchitectures=native\n" \
  "SystemCallFilter=@system-service\n"

#define DOCUMENTATION "Documentation=man:tallyman(1) man:tallyman.conf(5)\n"

char *
tally_cli_units_dup_serve (const char *command)
{
  g_return_val_if_fail (command != NULL, NULL);
  return g_strdup_printf ("[Unit]\n"
                          "Description=Tallyman on its schedule\n"
                          DOCUMENTATION
                          "StartLimitIntervalSec=1h\n"
                          "StartLimitBurst=20\n"
                          "\n"
                          "[Service]\n"
                          "Type=notify\n"
                          "ExecStart=%s --serve\n"
                          "ExecReload=/bin/kill -HUP $MAINPID\n"
                          "WatchdogSec=60\n"
                          "TimeoutStartSec=5min\n"
                          "TimeoutStopSec=30\n"
                          "Restart=on-failure\n"
                          "RestartSec=60\n"
                          "RestartForceExitStatus=75\n"
                          "RestartPreventExitStatus=2\n"
                          SANDBOX
                          "\n"
                          "[Install]\n"
                          "WantedBy=default.target\n",
                          command);
}

char *
tally_cli_units_dup_batch (const char *command)
{
  g_return_val_if_fail (command != NULL, NULL);
  return g_strdup_printf ("[Unit]\n"
                          "Description=One pass of Tallyman, of the schedule %%i\n"
                          DOCUMENTATION
                          "StartLimitIntervalSec=2h\n"
                          "StartLimitBurst=12\n"
                          "\n"
                          "[Service]\n"
                          "Type=exec\n"
                          "ExecStart=%s --batch --schedule %%i\n"
                          "RuntimeMaxSec=6h\n"
                          "TimeoutStopSec=30\n"
                          "RestartSec=5min\n"
                          "RestartForceExitStatus=75\n"
                          SANDBOX,
                          command);
}

char *
tally_cli_units_dup_timer (const TallyEngineScheduleEntry *entry)
{
  GString *out;

  g_return_val_if_fail (entry != NULL && entry->is_on, NULL);
  out = g_string_new (NULL);
  g_string_append_printf (out, "[Unit]\n"
                               "Description=The schedule %s of Tallyman\n"
                               DOCUMENTATION
                               "\n"
                               "[Timer]\n", entry->name);
  for (guint i = 0; entry->on_calendar[i] != NULL; i++)
    g_string_append_printf (out, "OnCalendar=%s\n", entry->on_calendar[i]);
  g_string_append (out, "Persistent=true\n"
                        "AccuracySec=1s\n"
                        "RandomizedDelaySec=2min\n"
                        "FixedRandomDelay=true\n"
                        "\n"
                        "[Install]\n"
                        "WantedBy=timers.target\n");
  return tally_text_steal (out);
}

static void
add_problem (GString                        *out,
             const char                     *indent,
             const TallyEngineScheduleEntry *entry)
{
  if (entry->cron_problem != NULL)
    g_string_append_printf (out, "%s# %s is not whole: %s\n", indent, entry->name, entry->cron_problem);
}

char *
tally_cli_units_dup_cron (GPtrArray  *entries,
                          const char *command)
{
  GString *out = g_string_new ("# Needs a cron that knows CRON_TZ, as cronie; for another one the machine's own zone "
                               "has to be that zone.\n");
  const char *zone = NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      const TallyEngineScheduleEntry *entry = entries->pdata[i];
      for (guint j = 0; entry->cron[j] != NULL; j++)
        {
          if (g_strcmp0 (zone, entry->cron_zones[j]) != 0)
            g_string_append_printf (out, "CRON_TZ=%s\n", entry->cron_zones[j]);
          zone = entry->cron_zones[j];
          g_string_append_printf (out, "%s %s --batch --schedule %s\n", entry->cron[j], command, entry->name);
        }
      add_problem (out, "", entry);
    }
  return tally_text_steal (out);
}

char *
tally_cli_units_dup_github (GPtrArray *entries)
{
  GString *out = g_string_new ("on:\n  schedule:\n");

  for (guint i = 0; i < entries->len; i++)
    {
      const TallyEngineScheduleEntry *entry = entries->pdata[i];
      for (guint j = 0; entry->cron[j] != NULL; j++)
        {
          g_string_append_printf (out, "    - cron: '%s' # %s\n", entry->cron[j], entry->name);
          if (strcmp (entry->cron_zones[j], "UTC") != 0)
            g_string_append_printf (out, "      timezone: '%s'\n", entry->cron_zones[j]);
        }
      add_problem (out, "    ", entry);
    }
  return tally_text_steal (out);
}
