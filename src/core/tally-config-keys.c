/* tally-config-keys.c
 *
 * The table. A new key = one entry here + its paragraph in data/man/tallyman.conf.5 (a test compares).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-config-key.h"

#include <glib/gi18n.h>

static const char *const regions[] = { "us", "eu", "au", "gov", NULL };
static const char *const publish_modes[] = { "never", "ask", "yes", NULL };
static const char *const profiles[] = { "classic", NULL };
static const char *const variants[] = {
  "primary", "helper", "vac_crew", "reduced_sub", "aep_billable", "reduced_sub_helper",
  "aep_billable_helper", NULL,
};
static const char *const provenances[] = { "full", "minimal", "off", NULL };
static const char *const details[] = { "ids", "full", NULL };
static const char *const risks[] = { "never", "low", "medium", "high", "critical", NULL };
static const char *const places[] = { "here", "server", "github", NULL };
static const char *const levels[] = { "quiet", "normal", "verbose", NULL };

#define KEY(g, n, t, d, s) { .group = g, .name = n, .type = TALLY_CONFIG_TYPE_##t, .fallback = d, .summary = s }
#define NUMBER(g, n, t, d, lo, hi, u, s) \
  { .group = g, .name = n, .type = TALLY_CONFIG_TYPE_##t, .fallback = d, .min = lo, .max = hi, .unit = u, .summary = s }
#define CHOICE(g, n, t, c, d, s) \
  { .group = g, .name = n, .type = TALLY_CONFIG_TYPE_##t, .fallback = d, .choices = c, .summary = s }

/* Dollars in cents: up to ten billion, far above any contract, far below what overflows a sum. */
#define MAX_CENTS G_GINT64_CONSTANT (1000000000000)

/* The keys of one schedule; its group is "schedule-" and its name. */
#define SCHEDULE(g, at, minutes) \
  KEY (g, "at", TEXT, at, \
       N_ ("when its passes start: cron's five fields or systemd's OnCalendar, several separated by ;, or never")), \
  KEY (g, "time-zone", TIME_ZONE, "", N_ ("the zone of its local times; that of [billing] if empty")), \
  KEY (g, "jobs", TEXTS, "", N_ ("the jobs of its passes; the whole pipeline if empty")), \
  NUMBER (g, "expected-minutes", INT, minutes, 0, 10080, "minutes", \
          N_ ("how long its passes are expected to take; one that takes longer is told; 0 does not look"))

static const TallyConfigKey keys[] = {
  CHOICE ("smartsheet", "region", CHOICE, regions, "us", N_ ("the Smartsheet region that the token belongs to")),
  KEY ("smartsheet", "base-url", URL, "", N_ ("address of the API in place of the region's, for a proxy or the sandbox")),
  NUMBER ("smartsheet", "rate-limit", INT, "300", 0, 100000, "units per minute",
          N_ ("how much of the API's rate limit to use; attaching and cell history cost 10 units; 0 is no limit")),
  NUMBER ("smartsheet", "max-in-flight", INT, "8", 1, 64, "requests", N_ ("how many requests may be under way at once")),
  NUMBER ("smartsheet", "connect-timeout-secs", INT, "10", 1, 300, "seconds", N_ ("how long to wait for a connection")),
  NUMBER ("smartsheet", "timeout-secs", INT, "180", 1, 3600, "seconds", N_ ("how long to wait for one whole answer")),
  NUMBER ("smartsheet", "page-rows", INT, "2000", 1, 10000, "rows", N_ ("how many rows of a sheet to ask for in one page")),
  NUMBER ("smartsheet", "full-sweep-days", INT, "7", 0, 90, "days",
          N_ ("after how many days a sheet is read whole instead of what changed in it; 0 is at every pass")),
  NUMBER ("smartsheet", "max-attempts", INT, "5", 1, 20, "attempts",
          N_ ("how often to send a request that fails in passing, the first time included")),

  KEY ("sources", "sheets", IDS, "", N_ ("sheets to bill from")),
  KEY ("sources", "folders", IDS, "", N_ ("folders whose sheets are billed from, folders within included")),
  KEY ("sources", "workspaces", IDS, "", N_ ("workspaces whose sheets are billed from, folders within included")),
  KEY ("sources", "exclude-sheets", IDS, "", N_ ("sheets that are not billed from although a folder or workspace holds them")),
  KEY ("sources", "subcontractor-folders", IDS, "", N_ ("folders whose sheets are billed from as a subcontractor's work")),
  KEY ("sources", "original-contract-folders", IDS, "",
       N_ ("folders whose sheets are billed from at the prices of the original contract")),

  KEY ("target", "sheet", ID, "", N_ ("the sheet to whose rows the workbooks are attached")),
  CHOICE ("target", "publish", CHOICE, publish_modes, "yes",
          N_ ("whether to attach: never, only plans that a person approved, or every plan that stays in its limits")),

  KEY ("audit", "sheet", ID, "", N_ ("the sheet that receives audit findings")),
  KEY ("audit", "editors", TEXTS, "", N_ ("e-mail addresses of those who may change billed values")),
  KEY ("audit", "close-day", WEEKDAY, "", N_ ("the day after the week's end from which on that week counts as closed")),
  NUMBER ("audit", "materiality", MONEY, "1000.00", 0, MAX_CENTS, "US dollars",
          N_ ("exposure from which on a finding matters to the accounts")),
  NUMBER ("audit", "approval-limit", MONEY, "", 0, MAX_CENTS, "US dollars",
          N_ ("amount above which a line needs approval; none if empty")),
  KEY ("audit", "people", TEXTS, "",
       N_ ("who may see how many lines of each crew and job findings are about: e-mail addresses, or names that GITHUB_ACTOR has")),
  NUMBER ("audit", "weekly-budget", INT, "25", 0, 100000, "findings",
          N_ ("how many findings people have time for in a week; a list draws a line below them; 0 draws none")),
  NUMBER ("audit", "history-calls", INT, "100", 0, 10000, "calls",
          N_ ("how many histories of cells a run may ask for, 10 units each; the rest is left for the next run")),
  KEY ("audit", "actor", TEXT, "",
       N_ ("e-mail address of the person who decides about findings here; GITHUB_ACTOR comes before it")),
  CHOICE ("audit", "fail-on", CHOICE, risks, "never",
          N_ ("from which severity on an open finding makes a run exit with 4; those on trial never do")),
  KEY ("audit", "fail-on-new", BOOL, "false", N_ ("whether only findings that the run before did not have do so")),

  KEY ("rates", "files", PATHS, "", N_ ("tables of contract rates")),
  KEY ("rates", "new-from", DATE, "",
       N_ ("the first day of the prices titled (New Rates), the day after the last one of (Old Rates); both are left out if empty")),
  KEY ("rates", "contracts", NAMED_IDS, "", N_ ("the contracts of sheets that follow another one than their place says")),

  KEY ("billing", "time-zone", TIME_ZONE, "America/Chicago",
       N_ ("the zone of every billing date and local time; the zone of the machine never matters")),
  CHOICE ("billing", "profile", CHOICE, profiles, "classic", N_ ("the set of billing rules")),
  CHOICE ("billing", "variants", CHOICES, variants, "primary", N_ ("the kinds of workbook to make")),
  KEY ("billing", "exclude-work-requests", TEXTS, "", N_ ("work requests that are never billed, matched whole")),

  KEY ("workbook", "logo", PATH, "", N_ ("picture at the head of each workbook, PNG or JPEG; the company's name if empty")),
  KEY ("workbook", "company", TEXT, "LINETEC SERVICES", N_ ("name at the head of each workbook without a logo")),
  CHOICE ("workbook", "provenance", CHOICE, provenances, "full",
          N_ ("how much the hidden sheet of a workbook tells about its sources")),

  KEY ("data", "folder", PATH, "", N_ ("the data directory; tallyman in the user's data folder if empty")),
  KEY ("output", "folder", PATH, "", N_ ("where workbooks are written; workbooks in the data directory if empty")),
  KEY ("archive", "folder", PATH, "",
       N_ ("where every issued workbook is kept; archive in the data directory, or in packs beside the state file, if empty")),
  NUMBER ("archive", "keep-years", INT, "7", 0, 100, "years",
          N_ ("how long a workbook is kept after it no longer hangs on the target; 0 is for ever")),
  NUMBER ("cleanup", "superseded-days", INT, "0", 0, 3650, "days",
          N_ ("how long a superseded workbook stays in the output folder")),
  NUMBER ("cleanup", "trash-days", INT, "30", 0, 3650, "days",
          N_ ("how long a workbook stays in the output folder's own trash")),

  KEY ("backup", "folder", PATH, "",
       N_ ("where the daily backups of the store are kept; backups in the data directory if empty")),
  NUMBER ("backup", "keep", INT, "7", 0, 1000, "days", N_ ("of how many days a backup is kept; 0 makes none")),

  KEY ("publish", "max-change-share", RATIO, "0.2",
       N_ ("the share of identities or dollars published before, of all and of each billing week, that may change without approval")),
  NUMBER ("publish", "other-generator-hours", INT, "24", 0, 8760, "hours",
          N_ ("how long after another generator's upload nothing is published; 0 does not look")),
  NUMBER ("publish", "min-changed-workbooks", INT, "5", 0, 1000000, "workbooks",
          N_ ("how many published workbooks must change before their share can stop a run")),
  NUMBER ("publish", "min-changed-amount", MONEY, "10000.00", 0, MAX_CENTS, "US dollars",
          N_ ("how much must change in published workbooks before its share can stop a run")),
  KEY ("publish", "attachment-required", BOOL, "true",
       N_ ("whether an unchanged workbook whose attachment is gone is attached again")),

  KEY ("trail", "expected-head", TEXT, "",
       N_ ("a head that the trail had before, as a run prints it; verify-trail fails unless the trail still has it")),

  NUMBER ("recovery", "quarantine-after", INT, "3", 0, 1000, "runs",
          N_ ("after how many failed runs, one after the other, a sheet or workbook is set aside; 0 is never")),
  NUMBER ("recovery", "quarantine-hours", INT, "6", 1, 8760, "hours",
          N_ ("how long after that it is tried again")),

  KEY ("run", "work-requests", TEXTS, "", N_ ("only these work requests, matched whole; all if empty")),
  KEY ("run", "weeks", WEEKS, "", N_ ("only weeks that end on these days; all if empty")),
  KEY ("run", "force-weeks", WEEKS, "", N_ ("weeks to make and attach again although nothing changed")),
  NUMBER ("run", "max-groups", INT, "0", 0, 1000000, "workbooks", N_ ("how many workbooks to make at most; 0 is all")),
  NUMBER ("run", "time-budget-minutes", INT, "0", 0, 10080, "minutes",
          N_ ("how long a run begins new workbooks; what is left comes first in the next run; 0 is no limit")),
  KEY ("run", "force", BOOL, "false", N_ ("whether to make and attach workbooks again although nothing changed")),
  KEY ("run", "dry-run", BOOL, "false", N_ ("whether to change nothing in Smartsheet")),

  SCHEDULE ("schedule-weekdays", "Mon..Fri *-*-* 01,13,15,17,19,21,23:00 UTC", "60"),
  SCHEDULE ("schedule-weekend", "Sat,Sun *-*-* 15,19,23:00 UTC", "60"),
  SCHEDULE ("schedule-weekly", "Mon *-*-* 05:00 UTC", "120"),
  SCHEDULE ("schedule-extra", "never", "60"),

  CHOICE ("schedule", "runs-on", CHOICE, places, "here",
          N_ ("where passes start by themselves: on this computer, on a server, or in a workflow of GitHub")),
  KEY ("schedule", "blackout", TEXT, "",
       N_ ("when no pass starts: days such as 2026-12-24..2026-12-26, or Sat *-*-* 22:00 for 6h, separated by ;")),
  KEY ("schedule", "catch-up", BOOL, "true",
       N_ ("whether starts that nobody was there for are made up for, once, as soon as somebody is")),
  NUMBER ("schedule", "margin-minutes", INT, "0", 0, 10080, "minutes",
          N_ ("how late a start may be before it counts as missed; 0 is 60 until 20 starts were seen, then learned")),
  NUMBER ("schedule", "jitter-secs", INT, "120", 0, 3600, "seconds",
          N_ ("by how much starts are moved at most, by the same amount each time on one machine")),

  CHOICE ("log", "level", CHOICE, levels, "normal", N_ ("how much the log tells")),
  CHOICE ("ci", "detail", CHOICE, details, "ids", N_ ("whether annotations and summary name ids only, or work requests too")),
  KEY ("ci", "sarif", PATH, "", N_ ("file in which a run with an audit leaves its findings as SARIF 2.1.0; none if empty")),
  KEY ("ci", "junit", PATH, "", N_ ("file in which a run with an audit leaves its findings as JUnit XML; none if empty")),

  KEY ("serve", "listen", ADDRESS, "127.0.0.1:8080", N_ ("where the dashboard listens")),
  KEY ("serve", "tls-certificate", PATH, "", N_ ("PEM file of the dashboard's certificate")),
  KEY ("serve", "tls-key", PATH, "", N_ ("PEM file of the dashboard's private key")),
};

const TallyConfigKey *
tally_config_key_get_all (gsize *out_n_keys)
{
  *out_n_keys = G_N_ELEMENTS (keys);
  return keys;
}

const TallyConfigKey *
tally_config_key_find (const char *group,
                       const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (strcmp (keys[i].group, group) == 0 && strcmp (keys[i].name, name) == 0)
      return &keys[i];
  return NULL;
}

gboolean
tally_config_key_is_list (const TallyConfigKey *self)
{
  return self->type >= TALLY_CONFIG_TYPE_TEXTS;
}

static const char *const accepted[] = {
  [TALLY_CONFIG_TYPE_TEXT] = "a text of one line",
  [TALLY_CONFIG_TYPE_RATIO] = "a share from 0 to 1, or a percentage such as 20%",
  [TALLY_CONFIG_TYPE_BOOL] = "true, yes, on, 1, false, no, off or 0",
  [TALLY_CONFIG_TYPE_WEEKDAY] = "a weekday, monday to sunday",
  [TALLY_CONFIG_TYPE_DATE] = "a date as YYYY-MM-DD",
  [TALLY_CONFIG_TYPE_TIME_ZONE] = "a time zone such as America/Chicago that the system's tzdata knows",
  [TALLY_CONFIG_TYPE_ID] = "an id, a whole number above 0",
  [TALLY_CONFIG_TYPE_URL] = "an http or https address without user, query and fragment",
  [TALLY_CONFIG_TYPE_ADDRESS] = "HOST:PORT with a port from 1 to 65535",
  [TALLY_CONFIG_TYPE_PATH] = "a file or folder",
  [TALLY_CONFIG_TYPE_TEXTS] = "texts separated by ; or ,",
  [TALLY_CONFIG_TYPE_WEEKS] = "week ends as MMDDYY, separated by ; or ,",
  [TALLY_CONFIG_TYPE_IDS] = "ids, whole numbers above 0, separated by ; or ,",
  [TALLY_CONFIG_TYPE_PATHS] = "files, separated by ; or ,",
  [TALLY_CONFIG_TYPE_NAMED_IDS] = "ids with a name each, as ID=NAME, separated by ; or ,",
};

static char *
join_choices (const TallyConfigKey *self,
              const char           *prefix)
{
  g_autofree char *joined = g_strjoinv (", ", (char **) self->choices);
  return g_strconcat (prefix, joined, NULL);
}

char *
tally_config_key_dup_accepted (const TallyConfigKey *self)
{
  if (self->type == TALLY_CONFIG_TYPE_CHOICE)
    return join_choices (self, "one of: ");
  if (self->type == TALLY_CONFIG_TYPE_CHOICES)
    return join_choices (self, "a list, separated by ; or , of: ");
  if (self->type == TALLY_CONFIG_TYPE_INT)
    return g_strdup_printf ("a whole number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, self->min,
                            self->max);
  if (self->type == TALLY_CONFIG_TYPE_MONEY)
    return g_strdup_printf ("dollars from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT
                            " with at most two decimals",
                            self->min / 100, self->max / 100);
  return g_strdup (accepted[self->type]);
}

char *
tally_config_key_dup_variable (const TallyConfigKey *self)
{
  g_autofree char *joined = g_strconcat ("TALLYMAN_", self->group, "_", self->name, NULL);
  char *upper = g_ascii_strup (joined, -1);

  return g_strdelimit (upper, "-", '_');
}
