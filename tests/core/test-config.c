/* test-config.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-config-source.h"
#include "tally-core-error.h"
#include "tally-test.h"

static TallyConfig *
load (const char  *text,
      const char **environment,
      GError     **error)
{
  TallyConfigSource source = {
    .path = "/etc/tallyman.conf", .text = text, .text_length = -1, .environment = environment
  };
  return tally_config_new (&source, error);
}

static TallyConfig *
load_ok (const char  *text,
         const char **environment)
{
  g_autoptr (GError) error = NULL;
  TallyConfig *config = load (text, environment, &error);

  g_assert_no_error (error);
  return config;
}

static void
test_defaults (void)
{
  TallyConfigSource source = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyConfig) config = tally_config_new (&source, &error);
  const char *place = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (tally_config_get_int (config, "smartsheet", "rate-limit"), ==, 300);
  g_assert_cmpstr (tally_config_get_text (config, "billing", "time-zone"), ==, "America/Chicago");
  g_assert_cmpfloat_with_epsilon (tally_config_get_ratio (config, "publish", "max-change-share"), 0.2, 1e-12);
  g_assert_true (tally_config_get_bool (config, "publish", "attachment-required"));
  g_assert_false (tally_config_is_set (config, "target", "sheet"));
  g_assert_cmpint (tally_config_get_int (config, "target", "sheet"), ==, 0);
  g_assert_null (tally_config_get_list (config, "sources", "sheets")[0]);
  g_assert_null (tally_config_list_warnings (config)[0]);
  g_assert_null (tally_config_get_path (config));
  g_assert_cmpint (tally_config_get_int (config, "audit", "materiality"), ==, 100000);
  g_assert_cmpint (tally_config_get_origin (config, "audit", "materiality", &place), ==,
                   TALLY_CONFIG_ORIGIN_DEFAULT);
  g_assert_cmpstr (place, ==, "default");
}

static void
test_file (void)
{
  g_autoptr (TallyConfig) config = load_ok (
    "\xEF\xBB\xBF# a comment\r\n[sources]\r\nsheets = 11; 22,33 ;11\r\n\n; another\n[workbook]\n"
    "company=Ångström & Söhne = good\nlogo=pictures/../logo.png\n[target]\nsheet=\npublish=ASK\n"
    "[sources]\nfolders=9007199254740993\n[rates]\nfiles=a.csv;b\\;c.csv;/x/d.csv\n"
    "new-from=2026-04-12\ncontracts=12 = Original ; 13=a=b\n"
    "[publish]\nmax-change-share = 12.5 %\nattachment-required=No\n[audit]\nmateriality=1234.5\nclose-day=Tuesday\n",
    NULL);
  g_autoptr (GArray) ids = tally_config_dup_ids (config, "sources", "sheets");
  const char *place = NULL;
  const char *const *files = tally_config_get_list (config, "rates", "files");

  g_assert_cmpuint (ids->len, ==, 3);
  g_assert_cmpint (g_array_index (ids, gint64, 2), ==, 33);
  g_assert_cmpstr (tally_config_get_text (config, "sources", "folders"), ==, "9007199254740993");
  g_assert_cmpstr (tally_config_get_text (config, "workbook", "company"), ==, "Ångström & Söhne = good");
  g_assert_cmpstr (tally_config_get_text (config, "workbook", "logo"), ==, "/etc/logo.png");
  g_assert_cmpstr (tally_config_get_text (config, "target", "publish"), ==, "ask");
  g_assert_cmpstr (files[0], ==, "/etc/a.csv");
  g_assert_cmpstr (files[1], ==, "/etc/b;c.csv");
  g_assert_cmpstr (files[2], ==, "/x/d.csv");
  g_assert_null (files[3]);
  g_assert_cmpint (tally_config_get_int (config, "rates", "new-from"), ==, 739718);
  g_assert_cmpstr (tally_config_get_text (config, "rates", "contracts"), ==, "12=Original;13=a=b");
  g_assert_cmpfloat_with_epsilon (tally_config_get_ratio (config, "publish", "max-change-share"), 0.125, 1e-12);
  g_assert_cmpstr (tally_config_get_text (config, "publish", "max-change-share"), ==, "0.125");
  g_assert_false (tally_config_get_bool (config, "publish", "attachment-required"));
  g_assert_cmpint (tally_config_get_int (config, "audit", "materiality"), ==, 123450);
  g_assert_cmpstr (tally_config_get_text (config, "audit", "materiality"), ==, "1234.50");
  g_assert_cmpint (tally_config_get_int (config, "audit", "close-day"), ==, 2);
  g_assert_cmpint (tally_config_get_origin (config, "sources", "folders", &place), ==, TALLY_CONFIG_ORIGIN_FILE);
  g_assert_cmpstr (place, ==, "/etc/tallyman.conf:13");
  g_assert_cmpint (tally_config_get_origin (config, "target", "sheet", NULL), ==, TALLY_CONFIG_ORIGIN_DEFAULT);
  g_assert_cmpstr (tally_config_get_path (config), ==, "/etc/tallyman.conf");
}

typedef struct {
  const char *name;
  const char *text;    /* of the file */
  const char *message; /* the whole first line */
} BadCase;

#define AT(line) "/etc/tallyman.conf:" line ": "

static const BadCase bad_cases[] = {
  { "unknown-key", "[target]\n\nshet=1\n",
    AT ("3") "[target] has no key shet; did you mean sheet? accepted: sheet, publish" },
  { "unknown-group", "[targte]\nsheet=1\n",
    AT ("1") "there is no group [targte]; did you mean target? accepted: smartsheet, sources, target, audit, "
    "rates, billing, workbook, data, output, archive, cleanup, backup, publish, trail, recovery, run, "
    "schedule-weekdays, schedule-weekend, schedule-weekly, schedule-extra, schedule, log, ci, serve" },
  { "nothing-near", "[rates]\nzzzzzz=1\n", AT ("2") "[rates] has no key zzzzzz; accepted: files, new-from, contracts" },
  { "secret", "[smartsheet]\ntoken=abc\n",
    AT ("2") "[smartsheet] token: no secret stands in the configuration; use --token-file, "
    "$CREDENTIALS_DIRECTORY, the environment or the keyring" },
  { "choice", "[smartsheet]\nregion=uss\n",
    AT ("2") "[smartsheet] region: \"uss\" is not accepted; did you mean us? accepted: one of: us, eu, au, gov" },
  { "id", "[target]\nsheet=12x\n",
    AT ("2") "[target] sheet: \"12x\" is not accepted; accepted: an id, a whole number above 0" },
  { "id-zero", "[target]\nsheet=0\n",
    AT ("2") "[target] sheet: \"0\" is not accepted; accepted: an id, a whole number above 0" },
  { "id-overflow", "[target]\nsheet=9223372036854775808\n",
    AT ("2") "[target] sheet: \"9223372036854775808\" is not accepted; accepted: an id, a whole number above 0" },
  { "range", "[smartsheet]\nmax-in-flight=65\n",
    AT ("2") "[smartsheet] max-in-flight: \"65\" is not accepted; accepted: a whole number from 1 to 64" },
  { "negative", "[run]\nmax-groups=-1\n",
    AT ("2") "[run] max-groups: \"-1\" is not accepted; accepted: a whole number from 0 to 1000000" },
  { "boolean", "[run]\nforce=ja\n",
    AT ("2") "[run] force: \"ja\" is not accepted; accepted: true, yes, on, 1, false, no, off or 0" },
  { "share", "[publish]\nmax-change-share=20\n",
    AT ("2") "[publish] max-change-share: \"20\" is not accepted; accepted: a share from 0 to 1, or a percentage such as 20%" },
  { "share-percent-only", "[publish]\nmax-change-share=%\n",
    AT ("2") "[publish] max-change-share: \"%\" is not accepted; accepted: a share from 0 to 1, or a percentage such as 20%" },
  { "money", "[audit]\nmateriality=1.005\n",
    AT ("2") "[audit] materiality: \"1.005\" is not accepted; accepted: dollars from 0 to 10000000000 with at most two decimals" },
  { "money-negative", "[audit]\nmateriality=-1\n",
    AT ("2") "[audit] materiality: \"-1\" is not accepted; accepted: dollars from 0 to 10000000000 with at most two decimals" },
  { "weekday", "[audit]\nclose-day=8\n",
    AT ("2") "[audit] close-day: \"8\" is not accepted; accepted: a weekday, monday to sunday" },
  { "zone", "[billing]\ntime-zone=Chicago\n",
    AT ("2") "[billing] time-zone: \"Chicago\" is not accepted; accepted: a time zone such as America/Chicago that the system's tzdata knows" },
  { "zone-offset", "[billing]\ntime-zone=+05:00\n",
    AT ("2") "[billing] time-zone: \"+05:00\" is not accepted; accepted: a time zone such as America/Chicago that the system's tzdata knows" },
  { "list-of-choices", "[billing]\nvariants=primary;helpers\n",
    AT ("2") "[billing] variants: \"primary;helpers\" is not accepted; accepted: a list, separated by ; or , of: primary, helper, vac_crew, reduced_sub, aep_billable, reduced_sub_helper, aep_billable_helper" },
  { "ids", "[sources]\nsheets=1;2;x\n",
    AT ("2") "[sources] sheets: \"1;2;x\" is not accepted; accepted: ids, whole numbers above 0, separated by ; or ," },
  { "date", "[rates]\nnew-from=4/12/2026\n",
    AT ("2") "[rates] new-from: \"4/12/2026\" is not accepted; accepted: a date as YYYY-MM-DD" },
  { "named-ids", "[rates]\ncontracts=12=standard;13\n",
    AT ("2") "[rates] contracts: \"12=standard;13\" is not accepted; accepted: ids with a name each, as ID=NAME, separated by ; or ," },
  { "named-ids-blank", "[rates]\ncontracts=12=\n",
    AT ("2") "[rates] contracts: \"12=\" is not accepted; accepted: ids with a name each, as ID=NAME, separated by ; or ," },
  { "weeks", "[run]\nweeks=133125\n",
    AT ("2") "[run] weeks: \"133125\" is not accepted; accepted: week ends as MMDDYY, separated by ; or ," },
  { "url-scheme", "[smartsheet]\nbase-url=ftp://x/\n",
    AT ("2") "[smartsheet] base-url: the value (not shown) is not accepted; accepted: an http or https address without user, query and fragment" },
  { "url-password", "[smartsheet]\nbase-url=https://me:hunter2@x/2.0\n",
    AT ("2") "[smartsheet] base-url: the value (not shown) is not accepted; accepted: an http or https address without user, query and fragment" },
  { "address", "[serve]\nlisten=localhost\n",
    AT ("2") "[serve] listen: \"localhost\" is not accepted; accepted: HOST:PORT with a port from 1 to 65535" },
  { "pasted-token", "[target]\nsheet=ll352u9jujauoqz4gstvsae05\n",
    AT ("2") "[target] sheet: the value (not shown) is not accepted; accepted: an id, a whole number above 0" },
  { "long-value", "[run]\nforce=--------------------------------------------------------------------\n",
    AT ("2") "[run] force: \"------------------------------------------------------------…\" is not accepted; accepted: true, yes, on, 1, false, no, off or 0" },
  { "control", "[workbook]\ncompany=a\tb\x1b[0m\n",
    AT ("2") "[workbook] company: \"a?b?[0m\" is not accepted; accepted: a text of one line" },
  { "no-equals", "[target]\nsheet\n",
    AT ("2") "this line has no meaning; accepted: KEY=VALUE, [GROUP], or # before a comment" },
  { "no-name", "[target]\n=5\n",
    AT ("2") "this line has no meaning; accepted: KEY=VALUE, [GROUP], or # before a comment" },
  { "open-group", "[target\nsheet=5\n", AT ("1") "this is no group; accepted: [GROUP] alone on its line" },
  { "no-group", "sheet=5\n", AT ("1") "a key before the first group; accepted: a line [GROUP] above it" },
  { "twice", "[target]\nsheet=5\n\n[target]\nsheet=5\n",
    AT ("5") "[target] sheet stands in line 2 already; keep one of the two" },
  { "not-utf8", "[workbook]\ncompany=\xff\n", AT ("2") "this line is not UTF-8 text; save the file as UTF-8" },
};

static void
test_bad (gconstpointer data)
{
  const BadCase *bad = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyConfig) config = load (bad->text, NULL, &error);

  g_assert_null (config);
  g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_CONFIG);
  g_assert_cmpstr (error->message, ==, bad->message);
}

static void
test_all_mistakes (void)
{
  const char *environment[] = { "TALLYMAN_RUN_FORCE=maybe", NULL };
  TallyConfigOverride overrides[] = {
    { "target", "sheet", "none", "--target-sheet" }, { "target", "nothing", "1", NULL }
  };
  TallyConfigSource source = {
    .text = "[target]\nsheet=x\n[nowhere]\na=1\nb=2\n", .text_length = -1, .environment = environment,
    .overrides = overrides, .n_overrides = G_N_ELEMENTS (overrides)
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyConfig) config = tally_config_new (&source, &error);
  g_auto (GStrv) lines = NULL;

  g_assert_null (config);
  g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_CONFIG);
  lines = g_strsplit (error->message, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  g_assert_true (g_str_has_prefix (lines[0], "configuration:2: [target] sheet:"));
  g_assert_true (g_str_has_prefix (lines[1], "configuration:3: there is no group [nowhere];"));
  g_assert_true (g_str_has_prefix (lines[2], "TALLYMAN_RUN_FORCE: [run] force: \"maybe\""));
  g_assert_true (g_str_has_prefix (lines[3], "--target-sheet: [target] sheet: \"none\""));
  g_assert_true (g_str_has_prefix (lines[4], "command line: [target] has no key nothing;"));
}

static void
test_precedence (void)
{
  const char *environment[] = { "TARGET_SHEET_ID=2", "TALLYMAN_TARGET_SHEET=3", "TALLYMAN_RUN_MAX_GROUPS=",
                                "MAX_GROUPS=7", "AUDIT_SHEET_ID=8", "TALLYMAN_LOG_LEVEL= ", NULL };
  TallyConfigOverride overrides[] = { { "target", "sheet", "4", "--target" }, { "target", "publish", "", NULL },
                                      { "log", "level", NULL, NULL } };
  TallyConfigSource source = {
    .text = "[target]\nsheet=1\npublish=never\n[audit]\nsheet=1\n[log]\nlevel=quiet\n", .text_length = -1,
    .environment = environment
  };
  g_autoptr (TallyConfig) config = tally_config_new (&source, NULL);
  const char *place = NULL;

  g_assert_nonnull (config);
  g_assert_cmpint (tally_config_get_int (config, "target", "sheet"), ==, 3);
  g_assert_cmpint (tally_config_get_origin (config, "target", "sheet", &place), ==, TALLY_CONFIG_ORIGIN_ENVIRONMENT);
  g_assert_cmpstr (place, ==, "TALLYMAN_TARGET_SHEET");
  g_assert_cmpint (tally_config_get_int (config, "audit", "sheet"), ==, 8);
  g_assert_cmpint (tally_config_get_int (config, "run", "max-groups"), ==, 7);
  g_assert_cmpstr (tally_config_get_text (config, "log", "level"), ==, "quiet");
  g_assert_null (tally_config_list_warnings (config)[0]);

  source.overrides = overrides;
  source.n_overrides = G_N_ELEMENTS (overrides);
  g_clear_pointer (&config, tally_config_unref);
  config = tally_config_new (&source, NULL);
  g_assert_cmpint (tally_config_get_int (config, "target", "sheet"), ==, 4);
  g_assert_cmpstr (tally_config_get_text (config, "target", "publish"), ==, "never");
  g_assert_cmpint (tally_config_get_origin (config, "target", "sheet", &place), ==, TALLY_CONFIG_ORIGIN_COMMAND_LINE);
  g_assert_cmpstr (place, ==, "--target");
}

typedef struct {
  const char *variable;
  const char *group, *key;
  const char *expected;
  const char *warning; /* NULL = none */
} OldCase;

static const OldCase old_cases[] = {
  { "TARGET_SHEET_ID=5723337641643908", "target", "sheet", "5723337641643908", NULL },
  { "TARGET_SHEET_ID=", "target", "sheet", "", NULL },
  { "BILLING_AUDIT_SHEET_ID=4", "audit", "sheet", "4", NULL },
  { "EXCLUDE_WRS=12345, 67", "billing", "exclude-work-requests", "12345;67", NULL },
  { "WR_FILTER=9", "run", "work-requests", "9",
    "WR_FILTER is understood: it limits every run, not only those with TEST_MODE" },
  { "REGEN_WEEKS=071325,", "run", "force-weeks", "071325", NULL },
  { "FORCE_GENERATION=1", "run", "force", "true", NULL },
  { "FORCE_GENERATION=false", "run", "force", "false", NULL },
  { "HISTORY_SKIP_ENABLED=0", "run", "force", "true", NULL },
  { "HISTORY_SKIP_ENABLED=true", "run", "force", "false", NULL },
  { "SKIP_UPLOAD=on", "run", "dry-run", "true", NULL },
  { "TEST_MODE=true", "run", "dry-run", "true",
    "TEST_MODE is understood: a dry run where there is a token, else a run against the sandbox" },
  { "ATTACHMENT_REQUIRED_FOR_SKIP=0", "publish", "attachment-required", "false", NULL },
  { "QUIET_LOGGING=1", "log", "level", "quiet", NULL },
  { "QUIET_LOGGING=false", "log", "level", "normal", NULL },
  { "SUBCONTRACTOR_FOLDER_IDS=4232010517505924,2588197684307844", "sources", "subcontractor-folders",
    "4232010517505924;2588197684307844", NULL },
  { "OUTPUT_FOLDER=/srv/out", "output", "folder", "/srv/out", NULL },
  { "KEEP_HISTORICAL_WEEKS=1", "run", "force", "false",
    "KEEP_HISTORICAL_WEEKS has no effect: other weeks are never touched; remove the variable" },
  { "RES_GROUPING_MODE=both", "billing", "variants", "primary",
    "RES_GROUPING_MODE has no effect: use [billing] variants" },
  { "TALLYMAN_QUITE_ANOTHER_PROGRAM=1", "run", "force", "false",
    "TALLYMAN_QUITE_ANOTHER_PROGRAM has no effect: no key of that name; see tallyman.conf(5)" },
  { "TALLYMAN_SECRET_SMARTSHEET_TOKEN=x", "run", "force", "false", NULL },
  { "GITHUB_ACTIONS=true", "run", "force", "false", NULL },
};

static void
test_old_name (gconstpointer data)
{
  const OldCase *old = data;
  const char *environment[] = { old->variable, NULL };
  g_autoptr (TallyConfig) config = load_ok ("", environment);
  const char *const *warnings = tally_config_list_warnings (config);

  g_assert_cmpstr (tally_config_get_text (config, old->group, old->key), ==, old->expected);
  g_assert_cmpstr (warnings[0], ==, old->warning);
}

static void
test_dry_run_is_safe (void)
{
  const char *environment[] = { "SKIP_UPLOAD=false", "TEST_MODE=true", NULL };
  const char *reversed[] = { "SKIP_UPLOAD=true", "TEST_MODE=false", NULL };
  g_autoptr (TallyConfig) config = load_ok ("", environment);
  g_autoptr (TallyConfig) other = load_ok ("", reversed);

  g_assert_true (tally_config_get_bool (config, "run", "dry-run"));
  g_assert_true (tally_config_get_bool (other, "run", "dry-run"));
}

static void
test_bad_environment (void)
{
  static const char *const cases[][2] = {
    { "FORCE_GENERATION=maybe",
      "FORCE_GENERATION: [run] force: the value is not accepted; accepted: true, yes, on, 1, false, no, off or 0" },
    { "TALLYMAN_TARGET_SHET=1", "TALLYMAN_TARGET_SHET: there is no such variable; did you mean TALLYMAN_TARGET_SHEET?" },
    { "TALLYMAN_WORKBOOK_COMPANY=\xff",
      "TALLYMAN_WORKBOOK_COMPANY: [workbook] company: the value is not UTF-8; accepted: a text of one line" },
    { "REGEN_WEEKS=2025-07-13",
      "REGEN_WEEKS: [run] force-weeks: \"2025-07-13\" is not accepted; accepted: week ends as MMDDYY, separated by ; or ," },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *environment[] = { cases[i][0], NULL };
      g_autoptr (GError) error = NULL;
      g_autoptr (TallyConfig) config = load ("", environment, &error);

      g_assert_null (config);
      g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_CONFIG);
      g_assert_cmpstr (error->message, ==, cases[i][1]);
    }
}

static void
test_paths (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "my.conf", NULL);
  g_autofree char *huge = g_strnfill (1024 * 1024 + 1, '#');
  g_autofree char *expected = g_build_filename (folder, "out", NULL);
  TallyConfigSource source = { .path = path, .path_required = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyConfig) config = tally_config_new (&source, &error);

  g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_CONFIG);
  g_assert_nonnull (strstr (error->message, "can't read this configuration file"));
  g_clear_error (&error);

  source.path_required = FALSE;
  config = tally_config_new (&source, &error);
  g_assert_no_error (error);
  g_assert_null (tally_config_get_path (config));
  g_clear_pointer (&config, tally_config_unref);

  g_assert_true (g_file_set_contents (path, "[output]\nfolder=out\n", -1, NULL));
  config = tally_config_new (&source, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tally_config_get_path (config), ==, path);
  g_assert_cmpstr (tally_config_get_text (config, "output", "folder"), ==, expected);
  g_clear_pointer (&config, tally_config_unref);

  g_assert_true (g_file_set_contents (path, huge, -1, NULL));
  config = tally_config_new (&source, &error);
  g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_CONFIG);
  g_assert_nonnull (strstr (error->message, "larger than 1 MiB"));
}

static void
test_home (void)
{
  g_autofree char *expected = g_build_filename (g_get_home_dir (), "books", NULL);
  g_autoptr (TallyConfig) config = load_ok ("[output]\nfolder=~/books\n[archive]\nfolder=~\n", NULL);

  g_assert_cmpstr (tally_config_get_text (config, "output", "folder"), ==, expected);
  g_assert_cmpstr (tally_config_get_text (config, "archive", "folder"), ==, g_get_home_dir ());
}

static void
test_default_path (void)
{
  const char *xdg[] = { "XDG_CONFIG_HOME=/c", "HOME=/h", NULL };
  const char *home[] = { "XDG_CONFIG_HOME=relative", "HOME=/h", NULL };
  const char *none[] = { NULL };
  g_autofree char *a = tally_config_dup_default_path (xdg);
  g_autofree char *b = tally_config_dup_default_path (home);

  g_assert_cmpstr (a, ==, "/c/tallyman/tallyman.conf");
  g_assert_cmpstr (b, ==, "/h/.config/tallyman/tallyman.conf");
  g_assert_null (tally_config_dup_default_path (none));
}

static void
count_key (const TallyConfigKey *key,
           const TallyConfig    *config,
           gpointer              user_data)
{
  g_autofree char *variable = tally_config_key_dup_variable (key);
  g_autofree char *accepted = tally_config_key_dup_accepted (key);

  g_assert_true (tally_config_key_find (key->group, key->name) == key);
  g_assert_true (g_str_has_prefix (variable, "TALLYMAN_"));
  g_assert_true (g_regex_match_simple ("^[A-Z0-9_]+$", variable, 0, 0));
  g_assert_cmpuint (strlen (accepted), >, 5);
  g_assert_cmpuint (strlen (key->summary), >, 10);
  g_assert_false (g_str_has_suffix (key->summary, "."));
  if (*key->fallback != '\0')
    g_assert_true (tally_config_is_set (config, key->group, key->name));
  (*(guint *) user_data)++;
}

static void
test_table (void)
{
  g_autoptr (TallyConfig) config = load_ok ("", NULL);
  TallyConfig *again = tally_config_ref (config);
  guint n_seen = 0;
  gsize n_keys;

  tally_config_key_get_all (&n_keys);
  tally_config_foreach (again, count_key, &n_seen);
  tally_config_unref (again);
  g_assert_cmpuint (n_seen, ==, n_keys);
}

static void
test_url_slash (void)
{
  g_autoptr (TallyConfig) config = load_ok ("[smartsheet]\nbase-url=http://127.0.0.1:8080/2.0//\n", NULL);

  g_assert_cmpstr (tally_config_get_text (config, "smartsheet", "base-url"), ==, "http://127.0.0.1:8080/2.0");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/config/defaults-without-any-source", test_defaults);
  g_test_add_func ("/core/config/file-with-all-types", test_file);
  for (guint i = 0; i < G_N_ELEMENTS (bad_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/core/config/refused/", bad_cases[i].name, NULL);
      g_test_add_data_func (path, &bad_cases[i], test_bad);
    }
  g_test_add_func ("/core/config/all-mistakes-in-one-message", test_all_mistakes);
  g_test_add_func ("/core/config/precedence", test_precedence);
  for (guint i = 0; i < G_N_ELEMENTS (old_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/core/config/predecessor/%02u-%.*s", i,
                                               (int) strcspn (old_cases[i].variable, "="), old_cases[i].variable);
      g_test_add_data_func (path, &old_cases[i], test_old_name);
    }
  g_test_add_func ("/core/config/either-name-makes-a-dry-run", test_dry_run_is_safe);
  g_test_add_func ("/core/config/bad-environment", test_bad_environment);
  g_test_add_func ("/core/config/missing-and-huge-files", test_paths);
  g_test_add_func ("/core/config/home", test_home);
  g_test_add_func ("/core/config/default-path", test_default_path);
  g_test_add_func ("/core/config/table-is-sound", test_table);
  g_test_add_func ("/core/config/base-url-loses-its-last-slash", test_url_slash);
  return g_test_run ();
}
