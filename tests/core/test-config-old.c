/* test-config-old.c
 *
 * The predecessor's variables, all that its reference lists: each is honoured, or named once in a
 * warning that says what to do instead. Its packed dispatch field, its test mode.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-config-old-name.h"
#include "tally-config-source.h"
#include "tally-core-error.h"
#include "tally-test.h"

typedef struct {
  const char *name;
  const char *value;    /* as its CI sets it, or might */
  const char *group;    /* (nullable): of the key that takes it; NULL = a warning, or read elsewhere */
  const char *key;
  const char *expected; /* (nullable) */
} Row;

/* The rows of the reference, in its order: written down here, not read from the code. */
static const Row rows[] = {
  { "SMARTSHEET_API_TOKEN", "Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4MTIzNDU", NULL, NULL, "elsewhere" },
  { "TARGET_SHEET_ID", "5723337641643908", "target", "sheet", "5723337641643908" },
  { "AUDIT_SHEET_ID", "17", "audit", "sheet", "17" },
  { "BILLING_AUDIT_SHEET_ID", "18", "audit", "sheet", "18" },
  { "SKIP_CELL_HISTORY", "true" },
  { "GITHUB_ACTIONS", "true", NULL, NULL, "elsewhere" },
  { "WR_FILTER", "90093002,89708709", "run", "work-requests", "90093002;89708709" },
  { "EXCLUDE_WRS", "12345", "billing", "exclude-work-requests", "12345" },
  { "MAX_GROUPS", "40", "run", "max-groups", "40" },
  { "QUIET_LOGGING", "true", "log", "level", "quiet" },
  { "USE_DISCOVERY_CACHE", "true" },
  { "DISCOVERY_CACHE_TTL_MIN", "10080" },
  { "FORCE_REDISCOVERY", "false" },
  { "LIMITED_SHEET_IDS", "1,2" },
  { "DEBUG_SAMPLE_ROWS", "1" },
  { "DEBUG_ESSENTIAL_ROWS", "3" },
  { "LOG_UNKNOWN_COLUMNS", "false" },
  { "PER_CELL_DEBUG_ENABLED", "false" },
  { "UNMAPPED_COLUMN_SAMPLE_LIMIT", "3" },
  { "EXTENDED_CHANGE_DETECTION", "true" },
  { "FILTER_DIAGNOSTICS", "1" },
  { "FOREMAN_DIAGNOSTICS", "1" },
  { "FORCE_GENERATION", "true", "run", "force", "true" },
  { "REGEN_WEEKS", "081725,082425", "run", "force-weeks", "081725;082425" },
  { "RESET_HASH_HISTORY", "true" },
  { "RESET_WR_LIST", "90093002" },
  { "HASH_HISTORY_PATH", "generated_docs/hash_history.json" },
  { "HISTORY_SKIP_ENABLED", "0", "run", "force", "true" },
  { "ATTACHMENT_REQUIRED_FOR_SKIP", "false", "publish", "attachment-required", "false" },
  { "KEEP_HISTORICAL_WEEKS", "1" },
  { "TEST_MODE", "true", "run", "dry-run", "true" },
  { "SKIP_UPLOAD", "true", "run", "dry-run", "true" },
  { "RES_GROUPING_MODE", "both" },
  { "PARALLEL_WORKERS", "6", "smartsheet", "max-in-flight", "6" },
  { "PARALLEL_WORKERS_DISCOVERY", "8" },
  { "TIME_BUDGET_MINUTES", "165", "run", "time-budget-minutes", "165" },
  { "ATTACHMENT_PREFETCH_MAX_MINUTES", "10" },
  { "ATTACHMENT_PREFETCH_FUTURE_TIMEOUT_SEC", "45" },
  { "ATTACHMENT_PREFETCH_GENERATION_HEADROOM_MIN", "2" },
  { "SUBCONTRACTOR_SHEET_IDS", "5" },
  { "SUBCONTRACTOR_FOLDER_IDS", "4232010517505924,2588197684307844", "sources", "subcontractor-folders",
    "4232010517505924;2588197684307844" },
  { "ORIGINAL_CONTRACT_FOLDER_IDS", "7644752003786628", "sources", "original-contract-folders",
    "7644752003786628" },
  { "VAC_CREW_SHEET_IDS", "1" },
  { "VAC_CREW_FOLDER_IDS", "1" },
  { "RATE_CUTOFF_DATE", "2026-01-01" },
  { "NEW_RATES_CSV", "New Contract Rates copy regenerated again.csv" },
  { "OLD_RATES_CSV", "CU List - Corpus North & South.csv" },
  { "RATE_RECALC_WEEKLY_FALLBACK", "1" },
  { "RATE_RECALC_SKIP_ORIGINAL_CONTRACT", "1" },
  { "SUBCONTRACTOR_RATES_CSV", "data/subcontractor_rates.csv" },
  { "SUBCONTRACTOR_PPP_SHEET_ID", "8162920222379908" },
  { "SUBCONTRACTOR_RATE_VARIANTS_ENABLED", "1" },
  { "SUBCONTRACTOR_RATE_RECALC_PREACCEPTANCE_ENABLED", "1" },
  { "SUBCONTRACTOR_HELPER_CLAIM_ATTRIBUTION_ENABLED", "1" },
  { "VAC_CREW_CLAIM_ATTRIBUTION_ENABLED", "1" },
  { "PRIMARY_CLAIM_ATTRIBUTION_ENABLED", "1" },
  { "SUBCONTRACTOR_LEGACY_HELPER_CLEANUP_ENABLED", "1" },
  { "SUBCONTRACTOR_LEGACY_PRIMARY_CLEANUP_ENABLED", "1" },
  { "VAC_CREW_LEGACY_CLEANUP_ENABLED", "1" },
  { "LEGACY_PRIMARY_PARTITION_CLEANUP_ENABLED", "1" },
  { "ATTRIBUTION_BULK_PREFETCH_FALLBACK", "1" },
  { "SUPABASE_HASH_STORE_WRITE_ENABLED", "1" },
  { "SUPABASE_HASH_STORE_AUTHORITATIVE", "1" },
  { "SUPABASE_URL", "https://hunter2.example" },
  { "SUPABASE_SERVICE_ROLE_KEY", "hunter2" },
  { "BILLING_AUDIT_FREEZE_WORKERS", "8" },
  { "AEP_BILLABLE_CUTOFF", "2026-04-12" },
  { "REMEDIATE_CLAIMERS", "0" },
  { "REMEDIATION_DRY_RUN", "1" },
  { "REMEDIATION_WINDOW_WEEKS", "26" },
  { "SNAPSHOT_DRIFT_AUDIT_ENABLED", "true" },
  { "SNAPSHOT_DRIFT_HOLD_ENABLED", "true" },
  { "SNAPSHOT_DRIFT_MAX_ROWS", "40" },
  { "SNAPSHOT_DRIFT_PACE_SEC", "2.0" },
  { "SNAPSHOT_DRIFT_MAX_MINUTES", "5" },
  { "SNAPSHOT_DRIFT_UNITS_WINDOW_MINUTES", "15" },
  { "SNAPSHOT_DRIFT_AUTOMATION_EMAIL", "automation@smartsheet.com" },
  { "RATE_SANITY_AUDIT_ENABLED", "true" },
  { "PRICE_VARIANCE_IN_RISK", "false" },
  { "SENTRY_DSN", "https://hunter2@sentry.example/1" },
  { "SENTRY_ENVIRONMENT", "production" },
  { "ENVIRONMENT", "production" },
  { "SENTRY_RELEASE", "latest" },
  { "RELEASE", "latest" },
  { "SENTRY_ENABLE_LOGS", "off" },
  { "SENTRY_CRON_MONITOR_SLUG", "weekly" },
  { "SENTRY_AUTH_TOKEN", "hunter2" },
  { "SENTRY_ORG", "o" },
  { "SENTRY_PROJECT", "p" },
  { "NOTION_TOKEN", "hunter2" },
  { "NOTION_PIPELINE_DB", "hunter2" },
  { "NOTION_CHANGELOG_DB", "x" },
  { "NOTION_METRICS_DB", "x" },
  { "NOTION_INCIDENTS_DB", "x" },
  { "NOTION_PARENT_PAGE", "x" },
  { "NOTION_ENABLED", "1" },
  { "EXECUTION_TYPE", "production_frequent" },
  { "ADVANCED_OPTIONS", "max_groups:7", "run", "max-groups", "7" },
  { "OUTPUT_FOLDER", "/srv/generated_docs", "output", "folder", "/srv/generated_docs" },
  { "SMTP_SERVER", "mail.example" },
  { "SMTP_PORT", "587" },
  { "SMTP_USERNAME", "u" },
  { "SMTP_PASSWORD", "hunter2" },
  { "CRITICAL_ERROR_EMAIL_RECIPIENTS", "a@x.example" },
  { "EMAIL_ON_FAILURE", "true" },
  { "DATABASE_URL", "postgres://u:hunter2@db.example/x" },
  { "ANOMALY_THRESHOLD", "0.1" },
  { "RISK_THRESHOLD", "0.7" },
};

static TallyConfig *
load (const char *const  *environment,
      GError            **error)
{
  const TallyConfigSource source = { .text = "", .text_length = -1, .environment = environment };

  return tally_config_new (&source, error);
}

static guint
count_warnings (const TallyConfig *config,
                const char        *name)
{
  const char *const *warnings = tally_config_list_warnings (config);
  g_autofree char *start = g_strconcat (name, " ", NULL);
  guint n = 0;

  for (guint i = 0; warnings[i] != NULL; i++)
    n += g_str_has_prefix (warnings[i], start) ? 1 : 0;
  return n;
}

/* Nothing but its own key has a value from the environment. */
static void
count_environment_cb (const TallyConfigKey *key,
                      const TallyConfig    *config,
                      gpointer              data)
{
  const char *place;

  *(guint *) data += tally_config_get_origin (config, key->group, key->name, &place)
                         == TALLY_CONFIG_ORIGIN_ENVIRONMENT ? 1 : 0;
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *variable = g_strconcat (row->name, "=", row->value, NULL);
  const char *environment[] = { variable, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyConfig) config = load (environment, &error);
  guint n_set = 0;
  const char *place = NULL;

  g_assert_no_error (error);
  tally_config_foreach (config, count_environment_cb, &n_set);
  if (row->group == NULL)
    {
      g_assert_cmpuint (n_set, ==, 0);
      g_assert_cmpuint (count_warnings (config, row->name), ==, row->expected != NULL ? 0 : 1);
      return;
    }
  g_assert_cmpuint (n_set, ==, 1);
  g_assert_cmpstr (tally_config_get_text (config, row->group, row->key), ==, row->expected);
  g_assert_cmpint (tally_config_get_origin (config, row->group, row->key, &place), ==,
                   TALLY_CONFIG_ORIGIN_ENVIRONMENT);
  g_assert_true (g_str_has_prefix (place, row->name)); /* what check-config prints */
}

/* A whole workflow: every variable at once, each named once, no value of any in a warning. */
static void
test_all_at_once (void)
{
  g_autoptr (GPtrArray) environment = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyConfig) config = NULL;
  g_autofree char *all = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_ptr_array_add (environment, g_strconcat (rows[i].name, "=", rows[i].value, NULL));
  g_ptr_array_add (environment, NULL);
  config = load ((const char *const *) environment->pdata, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].group == NULL && rows[i].expected == NULL)
      g_assert_cmpuint (count_warnings (config, rows[i].name), ==, 1);
  all = g_strjoinv ("\n", (char **) tally_config_list_warnings (config));
  g_assert_null (strstr (all, "hunter2"));
  g_assert_null (strstr (all, "Zm9v"));
}

/* No row of the table in the code lacks its row here. */
static void
test_table_is_complete (void)
{
  gsize n_names;
  const TallyConfigOldName *names = tally_config_old_name_get_all (&n_names);

  for (gsize i = 0; i < n_names; i++)
    {
      gboolean is_there = FALSE;

      for (guint j = 0; j < G_N_ELEMENTS (rows); j++)
        is_there = is_there || tally_config_old_name_find (rows[j].name) == &names[i];
      g_test_message ("%s", names[i].name);
      g_assert_true (is_there);
    }
}

typedef struct {
  const char *name;
  const char *packed;
  const char *group, *key;
  const char *expected; /* (nullable): NULL = an error that says @message */
  const char *message;
} PackedCase;

static const PackedCase packed_cases[] = {
  { "one", "max_groups:5", "run", "max-groups", "5", NULL },
  { "blanks-and-case", " Max-Groups : 5 , skip_upload: yes ", "run", "dry-run", "true", NULL },
  { "a-list-goes-on", "regen_weeks:081725,082425,max_groups:3", "run", "force-weeks", "081725;082425", NULL },
  { "after-a-list", "regen_weeks:081725,082425,max_groups:3", "run", "max-groups", "3", NULL },
  { "empty-is-default", "max_groups:,force_generation:", "run", "max-groups", "0", NULL },
  { "above-the-variable", "wr_filter:7", "run", "work-requests", "7", NULL },
  { "value-with-a-colon", "output_folder:/srv/a:b", "output", "folder", "/srv/a:b", NULL },
  { "unknown-name", "max_groups:5,hunter2:1", NULL, NULL, NULL, "ADVANCED_OPTIONS, item 2: there is no such option" },
  { "no-name", "5", NULL, NULL, NULL, "ADVANCED_OPTIONS, item 1: there is no such option" },
  { "name-alone", "max_groups", NULL, NULL, NULL, "ADVANCED_OPTIONS, item 1: there is no such option" },
  { "no-secrets", "smartsheet_api_token:hunter2", NULL, NULL, NULL, "ADVANCED_OPTIONS, item 1: there is no" },
  { "not-in-itself", "advanced_options:max_groups:5", NULL, NULL, NULL, "ADVANCED_OPTIONS, item 1: there is no" },
  { "bad-value", "max_groups:many", NULL, NULL, NULL, "ADVANCED_OPTIONS (MAX_GROUPS): [run] max-groups: \"many\"" },
  { "bad-truth", "skip_upload:perhaps", NULL, NULL, NULL, "ADVANCED_OPTIONS (SKIP_UPLOAD): [run] dry-run: the value" },
  { "not-utf-8", "max_groups:\xff", NULL, NULL, NULL, "ADVANCED_OPTIONS: the value is not UTF-8" },
};

static void
test_packed (gconstpointer data)
{
  const PackedCase *packed = data;
  g_autofree char *variable = g_strconcat ("ADVANCED_OPTIONS=", packed->packed, NULL);
  const char *environment[] = { variable, "WR_FILTER=9", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyConfig) config = load (environment, &error);

  if (packed->expected == NULL)
    {
      g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_CONFIG);
      g_test_message ("%s", error->message);
      g_assert_true (g_str_has_prefix (error->message, packed->message));
      g_assert_null (strstr (error->message, "hunter2"));
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpstr (tally_config_get_text (config, packed->group, packed->key), ==, packed->expected);
}

/* The same name inside and outside of the packed field is named once. */
static void
test_packed_is_named_once (void)
{
  const char *environment[] = { "KEEP_HISTORICAL_WEEKS=1", "ADVANCED_OPTIONS=keep_historical_weeks:1", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyConfig) config = load (environment, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (count_warnings (config, "KEEP_HISTORICAL_WEEKS"), ==, 1);
}

static void
test_bad_values (void)
{
  static const char *const bad[] = {
    "FORCE_GENERATION=maybe", "SKIP_UPLOAD=2", "TEST_MODE=ja", "HISTORY_SKIP_ENABLED=-", "MAX_GROUPS=-1",
    "MAX_GROUPS=1000001", "PARALLEL_WORKERS=0", "PARALLEL_WORKERS=65", "TARGET_SHEET_ID=0",
    "TARGET_SHEET_ID=abc", "REGEN_WEEKS=2025-08-17x", "ORIGINAL_CONTRACT_FOLDER_IDS=1,x",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const char *environment[] = { bad[i], NULL };
      g_autofree char *name = g_strndup (bad[i], strcspn (bad[i], "="));
      g_autoptr (GError) error = NULL;
      g_autoptr (TallyConfig) config = load (environment, &error);

      g_test_message ("%s", bad[i]);
      g_assert_null (config);
      g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_CONFIG);
      g_assert_true (g_str_has_prefix (error->message, name));
      g_assert_nonnull (strstr (error->message, "accepted: "));
    }
}

static void
test_test_mode (void)
{
  static const struct {
    const char *variable;
    gboolean    is_asked;
  } cases[] = {
    { "TEST_MODE=true", TRUE },  { "TEST_MODE=1", TRUE },   { "TEST_MODE=on", TRUE },
    { "TEST_MODE=", FALSE },     { "TEST_MODE=no", FALSE }, { "TEST_MODE= ", FALSE },
    { "TESTMODE=true", FALSE },  { "ADVANCED_OPTIONS=test_mode:yes", TRUE },
  };
  const char *wrong[] = { "TEST_MODE=perhaps", NULL };
  g_autoptr (GError) failure = NULL;
  gboolean is_asked = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *environment[] = { cases[i].variable, NULL };
      g_autoptr (GError) error = NULL;

      g_assert_true (tally_config_find_test_mode (environment, &is_asked, &error));
      g_assert_no_error (error);
      g_assert_cmpint (is_asked, ==, cases[i].is_asked);
    }
  g_assert_false (tally_config_find_test_mode (wrong, &is_asked, &failure));
  g_assert_error (failure, TALLY_CORE_ERROR, TALLY_CORE_ERROR_CONFIG);
}

int
main (int   argc,
      char *argv[])
{
  tally_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/core/config-old/row/", rows[i].name, NULL);
      g_test_add_data_func (path, &rows[i], test_row);
    }
  for (guint i = 0; i < G_N_ELEMENTS (packed_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/core/config-old/packed/", packed_cases[i].name, NULL);
      g_test_add_data_func (path, &packed_cases[i], test_packed);
    }
  g_test_add_func ("/core/config-old/packed-and-plain-is-named-once", test_packed_is_named_once);
  g_test_add_func ("/core/config-old/all-at-once", test_all_at_once);
  g_test_add_func ("/core/config-old/table-is-complete", test_table_is_complete);
  g_test_add_func ("/core/config-old/bad-values-are-errors", test_bad_values);
  g_test_add_func ("/core/config-old/test-mode", test_test_mode);
  return g_test_run ();
}
