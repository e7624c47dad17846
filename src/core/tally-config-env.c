/* tally-config-env.c
 *
 * Values from the environment: TALLYMAN_<GROUP>_<KEY>, and the names that the predecessor's CI
 * sets (billing.md section 2). A variable that is set but empty is not set.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-config-private.h"
#include "tally-nearest.h"

#define PREFIX "TALLYMAN_"

/* A variable of the predecessor. Without a group it has no counterpart, and the note says what
 * to do instead; with one, a note tells in what the counterpart differs. */
typedef struct {
  const char *name;
  const char *group;
  const char *key;
  const char *when_true;  /* the variable is a boolean; this value if true, nothing if NULL */
  const char *when_false; /* this value if false, nothing if NULL */
  const char *note;
} OldName;

#define SAME(n, g, k) { n, g, k, NULL, NULL, NULL }
#define NONE(n, note) { n, NULL, NULL, NULL, NULL, note }

static const OldName old_names[] = {
  SAME ("TARGET_SHEET_ID", "target", "sheet"),
  SAME ("BILLING_AUDIT_SHEET_ID", "audit", "sheet"),
  SAME ("AUDIT_SHEET_ID", "audit", "sheet"),
  SAME ("EXCLUDE_WRS", "billing", "exclude-work-requests"),
  { "WR_FILTER", "run", "work-requests", NULL, NULL, "it limits every run, not only those with TEST_MODE" },
  SAME ("MAX_GROUPS", "run", "max-groups"),
  SAME ("REGEN_WEEKS", "run", "force-weeks"),
  { "FORCE_GENERATION", "run", "force", "true", NULL, NULL },
  { "HISTORY_SKIP_ENABLED", "run", "force", NULL, "true", NULL },
  { "SKIP_UPLOAD", "run", "dry-run", "true", NULL, NULL },
  { "TEST_MODE", "run", "dry-run", "true", NULL, "it is a dry run; synthetic data come from --sandbox" },
  { "ATTACHMENT_REQUIRED_FOR_SKIP", "publish", "attachment-required", "true", "false", NULL },
  { "QUIET_LOGGING", "log", "level", "quiet", NULL, NULL },
  SAME ("PARALLEL_WORKERS", "smartsheet", "max-in-flight"),
  SAME ("SUBCONTRACTOR_FOLDER_IDS", "sources", "subcontractor-folders"),
  SAME ("ORIGINAL_CONTRACT_FOLDER_IDS", "sources", "original-contract-folders"),
  SAME ("OUTPUT_FOLDER", "output", "folder"),

  NONE ("KEEP_HISTORICAL_WEEKS", "other weeks are never touched; remove the variable"),
  NONE ("RESET_HASH_HISTORY", "nothing needs to be wiped; use --force"),
  NONE ("RESET_WR_LIST", "nothing needs to be wiped; use --force with --work-request"),
  NONE ("HASH_HISTORY_PATH", "the history stands in the data directory; use --data-dir or --state"),
  NONE ("EXTENDED_CHANGE_DETECTION", "the fingerprint always covers every billed value; remove the variable"),
  NONE ("USE_DISCOVERY_CACHE", "unchanged sheets are found by their version; remove the variable"),
  NONE ("DISCOVERY_CACHE_TTL_MIN", "unchanged sheets are found by their version; remove the variable"),
  NONE ("FORCE_REDISCOVERY", "sources are looked up in each run; remove the variable"),
  NONE ("LIMITED_SHEET_IDS", "use TALLYMAN_SOURCES_SHEETS with TALLYMAN_RUN_DRY_RUN"),
  NONE ("PARALLEL_WORKERS_DISCOVERY", "use [smartsheet] max-in-flight"),
  NONE ("SUBCONTRACTOR_SHEET_IDS", "move the sheets into a folder of [sources] subcontractor-folders"),
  NONE ("VAC_CREW_SHEET_IDS", "use [sources] sheets"),
  NONE ("VAC_CREW_FOLDER_IDS", "use [sources] folders"),
  NONE ("RES_GROUPING_MODE", "use [billing] variants"),
  NONE ("SUBCONTRACTOR_RATE_VARIANTS_ENABLED", "use [billing] variants"),
  NONE ("RATE_CUTOFF_DATE", "a table of rates carries its own dates; use [rates] files"),
  NONE ("NEW_RATES_CSV", "use [rates] files"),
  NONE ("OLD_RATES_CSV", "use [rates] files"),
  NONE ("SUBCONTRACTOR_RATES_CSV", "use [rates] files"),
  NONE ("AEP_BILLABLE_CUTOFF", "a table of rates carries its own dates; use [rates] files"),
  NONE ("TIME_BUDGET_MINUTES", "a stopped run is resumed by the next one; use the timeout of the CI job"),
  NONE ("SKIP_CELL_HISTORY", "choose the jobs of the run on the command line"),
  NONE ("PER_CELL_DEBUG_ENABLED", "use --verbose"),
  NONE ("LOG_UNKNOWN_COLUMNS", "use --verbose"),
  NONE ("FILTER_DIAGNOSTICS", "excluded rows are always counted by reason; remove the variable"),
  NONE ("FOREMAN_DIAGNOSTICS", "use --verbose with --reveal"),
  NONE ("ADVANCED_OPTIONS", "use the options of tallyman --batch"),
  NONE ("SUPABASE_URL", "history stands in the data directory; remove the variable"),
  NONE ("SUPABASE_SERVICE_ROLE_KEY", "history stands in the data directory; remove the secret"),
  NONE ("SENTRY_DSN", "failures become annotations and alerts; remove the secret"),
  NONE ("NOTION_TOKEN", "use --json; remove the secret"),
};

static const char *
get_set (const char * const *environment,
         const char         *name)
{
  const char *value = g_environ_getenv ((char **) environment, name);

  while (value != NULL && g_ascii_isspace (*value))
    value++;
  return value != NULL && *value != '\0' ? value : NULL;
}

static void
set_value (TallyConfigReading   *self,
           const TallyConfigKey *key,
           const char           *name,
           const char           *value)
{
  if (!g_utf8_validate (value, -1, NULL))
    {
      g_autofree char *accepted = tally_config_key_dup_accepted (key);
      tally_config_reading_add_mistake (self, name, "[%s] %s: the value is not UTF-8; accepted: %s",
                                        key->group, key->name, accepted);
      return;
    }
  tally_config_reading_set (self, &(TallyConfigWritten) {
    .key = key, .written = value, .origin = TALLY_CONFIG_ORIGIN_ENVIRONMENT, .place = name });
}

static void
take_old_bool (TallyConfigReading   *self,
               const OldName        *old,
               const TallyConfigKey *key,
               const char           *value)
{
  g_autofree char *stripped = g_strstrip (g_strdup (value));
  gboolean truth;

  if (!tally_config_parse_bool (stripped, &truth))
    tally_config_reading_add_mistake (self, old->name,
                                      "[%s] %s: the value is not accepted; accepted: true, yes, on, 1, false, "
                                      "no, off or 0",
                                      old->group, old->key);
  else if (truth && old->when_true != NULL)
    set_value (self, key, old->name, old->when_true);
  else if (!truth && old->when_false != NULL)
    set_value (self, key, old->name, old->when_false);
}

static void
take_old_name (TallyConfigReading *self,
               const OldName      *old,
               const char         *value)
{
  const TallyConfigKey *key;

  if (old->note != NULL)
    g_ptr_array_add (self->warnings,
                     g_strdup_printf (old->group == NULL ? "%s has no effect: %s" : "%s is understood: %s",
                                      old->name, old->note));
  if (old->group == NULL)
    return;
  key = tally_config_key_find (old->group, old->key);
  if (old->when_true != NULL || old->when_false != NULL)
    take_old_bool (self, old, key, value);
  else
    set_value (self, key, old->name, value);
}

/* Our own variables that are no keys: secrets, and what tests and developers set. */
static gboolean
is_foreign_to_config (const char *name)
{
  return g_str_has_prefix (name, PREFIX "SECRET_") || g_str_has_prefix (name, PREFIX "REFERENCE_")
         || g_str_has_prefix (name, PREFIX "DEBUG");
}

static const TallyConfigKey *
find_variable (const char *name)
{
  gsize n_keys;
  const TallyConfigKey *keys = tally_config_key_get_all (&n_keys);

  for (gsize i = 0; i < n_keys; i++)
    {
      g_autofree char *variable = tally_config_key_dup_variable (&keys[i]);
      if (strcmp (variable, name) == 0)
        return &keys[i];
    }
  return NULL;
}

static void
warn_unknown (TallyConfigReading *self,
              const char         *name)
{
  gsize n_keys;
  const TallyConfigKey *keys = tally_config_key_get_all (&n_keys);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) variables = NULL;
  const char *nearest;

  for (gsize i = 0; i < n_keys; i++)
    {
      g_autofree char *variable = tally_config_key_dup_variable (&keys[i]);
      g_strv_builder_add (builder, variable);
    }
  variables = g_strv_builder_end (builder);
  nearest = tally_nearest_find (name, (const char *const *) variables);
  if (nearest != NULL)
    tally_config_reading_add_mistake (self, name, "there is no such variable; did you mean %s?", nearest);
  else
    g_ptr_array_add (self->warnings,
                     g_strdup_printf ("%s has no effect: no key of that name; see tallyman.conf(5)", name));
}

static void
take_variable (TallyConfigReading *self,
               const char         *entry)
{
  const char *equals = strchr (entry, '=');
  g_autofree char *name = NULL;
  const TallyConfigKey *key;

  if (equals == NULL || !g_str_has_prefix (entry, PREFIX))
    return;
  name = g_strndup (entry, (gsize) (equals - entry));
  if (is_foreign_to_config (name) || !g_utf8_validate (name, -1, NULL))
    return;
  key = find_variable (name);
  if (key != NULL)
    set_value (self, key, name, equals + 1);
  else if (equals[1] != '\0')
    warn_unknown (self, name);
}

void
tally_config_reading_parse_environment (TallyConfigReading  *self,
                                        const char * const  *environment)
{
  for (guint i = 0; i < G_N_ELEMENTS (old_names); i++)
    {
      const char *value = get_set (environment, old_names[i].name);
      if (value != NULL)
        take_old_name (self, &old_names[i], value);
    }
  for (guint i = 0; environment[i] != NULL; i++)
    take_variable (self, environment[i]);
}
