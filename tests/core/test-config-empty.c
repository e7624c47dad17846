/* test-config-empty.c
 *
 * A variable, a key or an option that is set to the empty text is not set (billing scenario 49):
 * a scheduled run of a CI passes "" for each input that nobody filled in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-config-key.h"
#include "tally-config-source.h"
#include "tally-test.h"

/* All that the predecessor read, whether or not it means anything now. */
static const char *const old_names[] = {
  "SMARTSHEET_API_TOKEN", "TARGET_SHEET_ID", "AUDIT_SHEET_ID", "BILLING_AUDIT_SHEET_ID",
  "SKIP_CELL_HISTORY", "GITHUB_ACTIONS", "WR_FILTER", "EXCLUDE_WRS", "MAX_GROUPS", "QUIET_LOGGING",
  "USE_DISCOVERY_CACHE", "DISCOVERY_CACHE_TTL_MIN", "FORCE_REDISCOVERY", "LIMITED_SHEET_IDS",
  "DEBUG_SAMPLE_ROWS", "DEBUG_ESSENTIAL_ROWS", "LOG_UNKNOWN_COLUMNS", "PER_CELL_DEBUG_ENABLED",
  "UNMAPPED_COLUMN_SAMPLE_LIMIT", "EXTENDED_CHANGE_DETECTION", "FILTER_DIAGNOSTICS",
  "FOREMAN_DIAGNOSTICS", "FORCE_GENERATION", "REGEN_WEEKS", "RESET_HASH_HISTORY", "RESET_WR_LIST",
  "HASH_HISTORY_PATH", "HISTORY_SKIP_ENABLED", "ATTACHMENT_REQUIRED_FOR_SKIP",
  "KEEP_HISTORICAL_WEEKS", "TEST_MODE", "SKIP_UPLOAD", "RES_GROUPING_MODE", "PARALLEL_WORKERS",
  "PARALLEL_WORKERS_DISCOVERY", "TIME_BUDGET_MINUTES", "ATTACHMENT_PREFETCH_MAX_MINUTES",
  "ATTACHMENT_PREFETCH_FUTURE_TIMEOUT_SEC", "ATTACHMENT_PREFETCH_GENERATION_HEADROOM_MIN",
  "SUBCONTRACTOR_SHEET_IDS", "SUBCONTRACTOR_FOLDER_IDS", "ORIGINAL_CONTRACT_FOLDER_IDS",
  "VAC_CREW_SHEET_IDS", "VAC_CREW_FOLDER_IDS", "RATE_CUTOFF_DATE", "NEW_RATES_CSV", "OLD_RATES_CSV",
  "RATE_RECALC_WEEKLY_FALLBACK", "RATE_RECALC_SKIP_ORIGINAL_CONTRACT", "SUBCONTRACTOR_RATES_CSV",
  "SUBCONTRACTOR_PPP_SHEET_ID", "SUBCONTRACTOR_RATE_VARIANTS_ENABLED",
  "SUBCONTRACTOR_RATE_RECALC_PREACCEPTANCE_ENABLED",
  "SUBCONTRACTOR_HELPER_CLAIM_ATTRIBUTION_ENABLED", "VAC_CREW_CLAIM_ATTRIBUTION_ENABLED",
  "PRIMARY_CLAIM_ATTRIBUTION_ENABLED", "SUBCONTRACTOR_LEGACY_HELPER_CLEANUP_ENABLED",
  "SUBCONTRACTOR_LEGACY_PRIMARY_CLEANUP_ENABLED", "VAC_CREW_LEGACY_CLEANUP_ENABLED",
  "LEGACY_PRIMARY_PARTITION_CLEANUP_ENABLED", "ATTRIBUTION_BULK_PREFETCH_FALLBACK",
  "SUPABASE_HASH_STORE_WRITE_ENABLED", "SUPABASE_HASH_STORE_AUTHORITATIVE", "SUPABASE_URL",
  "SUPABASE_SERVICE_ROLE_KEY", "BILLING_AUDIT_FREEZE_WORKERS", "AEP_BILLABLE_CUTOFF",
  "REMEDIATE_CLAIMERS", "REMEDIATION_DRY_RUN", "REMEDIATION_WINDOW_WEEKS",
  "SNAPSHOT_DRIFT_AUDIT_ENABLED", "SNAPSHOT_DRIFT_HOLD_ENABLED", "SNAPSHOT_DRIFT_MAX_ROWS",
  "SNAPSHOT_DRIFT_PACE_SEC", "SNAPSHOT_DRIFT_MAX_MINUTES", "SNAPSHOT_DRIFT_UNITS_WINDOW_MINUTES",
  "SNAPSHOT_DRIFT_AUTOMATION_EMAIL", "RATE_SANITY_AUDIT_ENABLED", "PRICE_VARIANCE_IN_RISK",
  "SENTRY_DSN", "SENTRY_ENVIRONMENT", "ENVIRONMENT", "SENTRY_RELEASE", "RELEASE", "SENTRY_ENABLE_LOGS",
  "SENTRY_CRON_MONITOR_SLUG", "SENTRY_AUTH_TOKEN", "SENTRY_ORG", "SENTRY_PROJECT", "NOTION_TOKEN",
  "NOTION_PIPELINE_DB", "NOTION_CHANGELOG_DB", "NOTION_METRICS_DB", "NOTION_INCIDENTS_DB",
  "NOTION_PARENT_PAGE", "NOTION_ENABLED", "EXECUTION_TYPE", "ADVANCED_OPTIONS", "OUTPUT_FOLDER",
};

/* Other spellings of nothing, as shells and CI files produce them. */
static const char *const blanks[] = { "", " ", "\t", "\r\n" };

static void
append_key (const TallyConfigKey *key,
            const TallyConfig    *config,
            gpointer              user_data)
{
  const char *place = NULL;
  TallyConfigOrigin origin = tally_config_get_origin (config, key->group, key->name, &place);

  g_string_append_printf (user_data, "[%s] %s=%s set:%d origin:%d %s\n", key->group, key->name,
                          tally_config_get_text (config, key->group, key->name),
                          tally_config_is_set (config, key->group, key->name), (int) origin, place);
}

/* All that a configuration says, and what it warns of. */
static char *
dup_dump (const TallyConfigSource *source)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyConfig) config = tally_config_new (source, &error);
  g_autofree char *warnings = NULL;
  GString *dump = g_string_new (NULL);

  g_assert_no_error (error);
  tally_config_foreach (config, append_key, dump);
  warnings = g_strjoinv ("\n", (char **) tally_config_list_warnings (config));
  g_string_append (dump, warnings);
  return g_string_free (dump, FALSE);
}

static void
assert_as_unset (const char *const *environment,
                 const char        *expected)
{
  TallyConfigSource source = { .text = "", .text_length = -1, .environment = environment };
  g_autofree char *dump = dup_dump (&source);

  g_assert_cmpstr (dump, ==, expected);
}

static GPtrArray *
list_variables (void)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  gsize n_keys;
  const TallyConfigKey *keys = tally_config_key_get_all (&n_keys);

  for (gsize i = 0; i < n_keys; i++)
    g_ptr_array_add (names, tally_config_key_dup_variable (&keys[i]));
  for (guint i = 0; i < G_N_ELEMENTS (old_names); i++)
    g_ptr_array_add (names, g_strdup (old_names[i]));
  return names;
}

static void
test_variables (void)
{
  TallyConfigSource unset = { .text = "", .text_length = -1 };
  g_autofree char *expected = dup_dump (&unset);
  g_autoptr (GPtrArray) names = list_variables ();

  g_assert_cmpuint (names->len, >, G_N_ELEMENTS (old_names));
  for (guint k = 0; k < G_N_ELEMENTS (blanks); k++)
    {
      g_auto (GStrv) all = g_new0 (char *, names->len + 1);

      for (guint i = 0; i < names->len; i++)
        {
          const char *one[] = { NULL, NULL };

          all[i] = g_strconcat (g_ptr_array_index (names, i), "=", blanks[k], NULL);
          one[0] = all[i];
          g_test_message ("%s", all[i]);
          assert_as_unset (one, expected);
        }
      assert_as_unset ((const char *const *) all, expected);
    }
}

/* An empty variable uncovers what the file says, instead of covering it. */
static void
test_variables_uncover (void)
{
  const char *environment[] = { "TALLYMAN_TARGET_SHEET=", "TARGET_SHEET_ID=", "FORCE_GENERATION=",
                                "EXCLUDE_WRS=", NULL };
  TallyConfigSource source = {
    .text = "[target]\nsheet=7\n[run]\nforce=true\n[billing]\nexclude-work-requests=12\n", .text_length = -1
  };
  g_autofree char *expected = dup_dump (&source);
  g_autofree char *dump = NULL;

  source.environment = environment;
  dump = dup_dump (&source);
  g_assert_cmpstr (dump, ==, expected);
  g_assert_nonnull (strstr (dump, "[target] sheet=7 set:1"));
}

static void
test_file_keys (void)
{
  TallyConfigSource unset = { .text = "", .text_length = -1 };
  g_autofree char *expected = dup_dump (&unset);
  g_autoptr (GString) all = g_string_new (NULL);
  g_autofree char *dump_of_all = NULL;
  gsize n_keys;
  const TallyConfigKey *keys = tally_config_key_get_all (&n_keys);

  for (gsize i = 0; i < n_keys; i++)
    {
      TallyConfigSource source = { .text_length = -1 };
      g_autofree char *one = g_strdup_printf ("[%s]\n%s = \n", keys[i].group, keys[i].name);
      g_autofree char *dump = NULL;

      g_test_message ("%s", one);
      source.text = one;
      dump = dup_dump (&source);
      g_assert_cmpstr (dump, ==, expected);
      g_string_append (all, one);
    }
  unset.text = all->str;
  dump_of_all = dup_dump (&unset);
  g_assert_cmpstr (dump_of_all, ==, expected);
}

static void
test_options (void)
{
  TallyConfigSource source = { .text = "", .text_length = -1 };
  g_autofree char *expected = dup_dump (&source);
  gsize n_keys;
  const TallyConfigKey *keys = tally_config_key_get_all (&n_keys);

  for (gsize i = 0; i < n_keys; i++)
    for (guint k = 0; k < G_N_ELEMENTS (blanks); k++)
      {
        TallyConfigOverride override = { keys[i].group, keys[i].name, blanks[k], "--option" };
        g_autofree char *dump = NULL;

        source.overrides = &override;
        source.n_overrides = 1;
        dump = dup_dump (&source);
        g_assert_cmpstr (dump, ==, expected);
      }
}

int
main (int   argc,
      char *argv[])
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/core/config-empty/variables-are-as-if-unset", test_variables);
  g_test_add_func ("/core/config-empty/variables-uncover-the-file", test_variables_uncover);
  g_test_add_func ("/core/config-empty/keys-of-the-file-are-as-if-absent", test_file_keys);
  g_test_add_func ("/core/config-empty/options-are-as-if-absent", test_options);
  return g_test_run ();
}
