/* tally-config-old-name.c
 *
 * The table. A new entry = one line here + its line in data/man/tallyman.conf.5 (a test compares).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-config-old-name.h"

#define SAME(n, g, k) { n, g, k, NULL, NULL, NULL }
#define READ(n) { n, NULL, NULL, NULL, NULL, NULL }
#define NONE(n, note) { n, NULL, NULL, NULL, NULL, note }

#define HISTORY "the history stands in the data directory; use --data-dir or --state"
#define FINGERPRINT "the fingerprint always covers every billed value; remove the variable"
#define VERSIONS "unchanged sheets are found by their version; remove the variable"
#define IN_FLIGHT "use [smartsheet] max-in-flight"
#define VERBOSE "use --verbose"
#define COUNTED "excluded rows are always counted by reason; remove the variable"
#define PATIENCE "use [smartsheet] timeout-secs; a stopped run is resumed by the next one"
#define VARIANTS "use [billing] variants"
#define RATES "use [rates] files"
#define RATE_DATES "use [rates] new-from, or days in the table of [rates] files"
#define IDENTITY "a workbook's identity is computed in one place; remove the variable"
#define OTHERS_STAY "only files that this program superseded are ever removed; remove the variable"
#define JOBS "choose the jobs of the run on the command line"
#define NO_REMOTE_STORE "the history stands in the data directory; remove the secret"
#define ALERTS "failures become annotations, exit codes and alerts; remove the variable"
#define REPORTS "use --json or the step summary; remove the variable"

static const TallyConfigOldName names[] = {
  SAME ("TARGET_SHEET_ID", "target", "sheet"),
  SAME ("BILLING_AUDIT_SHEET_ID", "audit", "sheet"),
  SAME ("AUDIT_SHEET_ID", "audit", "sheet"),
  SAME ("EXCLUDE_WRS", "billing", "exclude-work-requests"),
  { "WR_FILTER", "run", "work-requests", NULL, NULL, "it limits every run, not only those with TEST_MODE" },
  SAME ("MAX_GROUPS", "run", "max-groups"),
  SAME ("TIME_BUDGET_MINUTES", "run", "time-budget-minutes"),
  SAME ("REGEN_WEEKS", "run", "force-weeks"),
  { "FORCE_GENERATION", "run", "force", "true", NULL, NULL },
  { "HISTORY_SKIP_ENABLED", "run", "force", NULL, "true", NULL },
  { "SKIP_UPLOAD", "run", "dry-run", "true", NULL, NULL },
  { "TEST_MODE", "run", "dry-run", "true", NULL,
    "a dry run where there is a token, else a run against the sandbox" },
  { "ATTACHMENT_REQUIRED_FOR_SKIP", "publish", "attachment-required", "true", "false", NULL },
  { "QUIET_LOGGING", "log", "level", "quiet", NULL, NULL },
  SAME ("PARALLEL_WORKERS", "smartsheet", "max-in-flight"),
  SAME ("SUBCONTRACTOR_FOLDER_IDS", "sources", "subcontractor-folders"),
  SAME ("ORIGINAL_CONTRACT_FOLDER_IDS", "sources", "original-contract-folders"),
  SAME ("OUTPUT_FOLDER", "output", "folder"),

  READ ("SMARTSHEET_API_TOKEN"),
  READ ("GITHUB_ACTIONS"),
  READ ("ADVANCED_OPTIONS"),

  NONE ("SKIP_CELL_HISTORY", JOBS),
  NONE ("USE_DISCOVERY_CACHE", VERSIONS),
  NONE ("DISCOVERY_CACHE_TTL_MIN", VERSIONS),
  NONE ("FORCE_REDISCOVERY", "sources are looked up in each run; remove the variable"),
  NONE ("LIMITED_SHEET_IDS", "use TALLYMAN_SOURCES_SHEETS with TALLYMAN_RUN_DRY_RUN"),
  NONE ("DEBUG_SAMPLE_ROWS", VERBOSE),
  NONE ("DEBUG_ESSENTIAL_ROWS", VERBOSE),
  NONE ("LOG_UNKNOWN_COLUMNS", VERBOSE),
  NONE ("PER_CELL_DEBUG_ENABLED", VERBOSE),
  NONE ("UNMAPPED_COLUMN_SAMPLE_LIMIT", VERBOSE),
  NONE ("EXTENDED_CHANGE_DETECTION", FINGERPRINT),
  NONE ("FILTER_DIAGNOSTICS", COUNTED),
  NONE ("FOREMAN_DIAGNOSTICS", "use --verbose with --reveal"),
  NONE ("RESET_HASH_HISTORY", "nothing needs to be wiped; use --force"),
  NONE ("RESET_WR_LIST", "nothing needs to be wiped; use --force with --work-request"),
  NONE ("HASH_HISTORY_PATH", HISTORY),
  NONE ("KEEP_HISTORICAL_WEEKS", "other weeks are never touched; remove the variable"),
  NONE ("RES_GROUPING_MODE", VARIANTS),
  NONE ("PARALLEL_WORKERS_DISCOVERY", IN_FLIGHT),
  NONE ("ATTACHMENT_PREFETCH_MAX_MINUTES", PATIENCE),
  NONE ("ATTACHMENT_PREFETCH_FUTURE_TIMEOUT_SEC", PATIENCE),
  NONE ("ATTACHMENT_PREFETCH_GENERATION_HEADROOM_MIN", PATIENCE),
  NONE ("SUBCONTRACTOR_SHEET_IDS", "move the sheets into a folder of [sources] subcontractor-folders"),
  NONE ("VAC_CREW_SHEET_IDS", "use [sources] sheets"),
  NONE ("VAC_CREW_FOLDER_IDS", "use [sources] folders"),
  NONE ("RATE_CUTOFF_DATE", RATE_DATES),
  NONE ("NEW_RATES_CSV", RATES),
  NONE ("OLD_RATES_CSV", RATES),
  NONE ("RATE_RECALC_WEEKLY_FALLBACK", RATE_DATES),
  NONE ("RATE_RECALC_SKIP_ORIGINAL_CONTRACT", "use [sources] original-contract-folders"),
  NONE ("SUBCONTRACTOR_RATES_CSV", RATES),
  NONE ("SUBCONTRACTOR_PPP_SHEET_ID", "workbooks go to [target] sheet alone; use a second configuration "
                                      "and data directory for another target"),
  NONE ("SUBCONTRACTOR_RATE_VARIANTS_ENABLED", VARIANTS),
  NONE ("SUBCONTRACTOR_RATE_RECALC_PREACCEPTANCE_ENABLED", RATES),
  NONE ("SUBCONTRACTOR_HELPER_CLAIM_ATTRIBUTION_ENABLED", VARIANTS),
  NONE ("VAC_CREW_CLAIM_ATTRIBUTION_ENABLED", VARIANTS),
  NONE ("PRIMARY_CLAIM_ATTRIBUTION_ENABLED", VARIANTS),
  NONE ("SUBCONTRACTOR_LEGACY_HELPER_CLEANUP_ENABLED", OTHERS_STAY),
  NONE ("SUBCONTRACTOR_LEGACY_PRIMARY_CLEANUP_ENABLED", OTHERS_STAY),
  NONE ("VAC_CREW_LEGACY_CLEANUP_ENABLED", OTHERS_STAY),
  NONE ("LEGACY_PRIMARY_PARTITION_CLEANUP_ENABLED", OTHERS_STAY),
  NONE ("ATTRIBUTION_BULK_PREFETCH_FALLBACK", IDENTITY),
  NONE ("SUPABASE_HASH_STORE_WRITE_ENABLED", HISTORY),
  NONE ("SUPABASE_HASH_STORE_AUTHORITATIVE", HISTORY),
  NONE ("SUPABASE_URL", HISTORY),
  NONE ("SUPABASE_SERVICE_ROLE_KEY", NO_REMOTE_STORE),
  NONE ("BILLING_AUDIT_FREEZE_WORKERS", IN_FLIGHT),
  NONE ("AEP_BILLABLE_CUTOFF", RATE_DATES),
  NONE ("REMEDIATE_CLAIMERS", OTHERS_STAY),
  NONE ("REMEDIATION_DRY_RUN", OTHERS_STAY),
  NONE ("REMEDIATION_WINDOW_WEEKS", OTHERS_STAY),
  NONE ("SNAPSHOT_DRIFT_AUDIT_ENABLED", JOBS),
  NONE ("SNAPSHOT_DRIFT_HOLD_ENABLED", "rows of the sources are never rewritten; remove the variable"),
  NONE ("SNAPSHOT_DRIFT_MAX_ROWS", "use [smartsheet] rate-limit"),
  NONE ("SNAPSHOT_DRIFT_PACE_SEC", "use [smartsheet] rate-limit"),
  NONE ("SNAPSHOT_DRIFT_MAX_MINUTES", PATIENCE),
  NONE ("SNAPSHOT_DRIFT_UNITS_WINDOW_MINUTES", JOBS),
  NONE ("SNAPSHOT_DRIFT_AUTOMATION_EMAIL", "use [audit] editors"),
  NONE ("RATE_SANITY_AUDIT_ENABLED", JOBS),
  NONE ("PRICE_VARIANCE_IN_RISK", "use [audit] materiality"),
  NONE ("SENTRY_DSN", ALERTS),
  NONE ("SENTRY_ENVIRONMENT", ALERTS),
  NONE ("ENVIRONMENT", ALERTS),
  NONE ("SENTRY_RELEASE", ALERTS),
  NONE ("RELEASE", ALERTS),
  NONE ("SENTRY_ENABLE_LOGS", ALERTS),
  NONE ("SENTRY_CRON_MONITOR_SLUG", ALERTS),
  NONE ("SENTRY_AUTH_TOKEN", ALERTS),
  NONE ("SENTRY_ORG", ALERTS),
  NONE ("SENTRY_PROJECT", ALERTS),
  NONE ("NOTION_TOKEN", REPORTS),
  NONE ("NOTION_PIPELINE_DB", REPORTS),
  NONE ("NOTION_CHANGELOG_DB", REPORTS),
  NONE ("NOTION_METRICS_DB", REPORTS),
  NONE ("NOTION_INCIDENTS_DB", REPORTS),
  NONE ("NOTION_PARENT_PAGE", REPORTS),
  NONE ("NOTION_ENABLED", REPORTS),
  NONE ("EXECUTION_TYPE", JOBS),
  NONE ("SMTP_SERVER", ALERTS),
  NONE ("SMTP_PORT", ALERTS),
  NONE ("SMTP_USERNAME", ALERTS),
  NONE ("SMTP_PASSWORD", ALERTS),
  NONE ("CRITICAL_ERROR_EMAIL_RECIPIENTS", ALERTS),
  NONE ("EMAIL_ON_*", ALERTS),
  NONE ("DATABASE_URL", HISTORY),
  NONE ("ANOMALY_THRESHOLD", "use [audit] materiality"),
  NONE ("RISK_THRESHOLD", "use --fail-on"),
};

const TallyConfigOldName *
tally_config_old_name_get_all (gsize *out_n_names)
{
  *out_n_names = G_N_ELEMENTS (names);
  return names;
}

static gboolean
fits (const char *pattern,
      const char *name)
{
  gsize length = strlen (pattern);

  if (pattern[length - 1] == '*')
    return strncmp (pattern, name, length - 1) == 0;
  return strcmp (pattern, name) == 0;
}

const TallyConfigOldName *
tally_config_old_name_find (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (fits (names[i].name, name))
      return &names[i];
  return NULL;
}
