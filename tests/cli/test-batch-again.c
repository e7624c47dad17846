/* test-batch-again.c
 *
 * Workbooks that are made again although nothing changed: by options, and by the variables of the
 * predecessor's CI.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-cli.h"
#include "tally-test-target.h"
#include "tally-test.h"

/* How it is asked for, and how many of the workbooks it concerns. */
typedef enum { NONE, ONE, WEEK, ALL } Extent;

typedef struct {
  const char *path;
  const char *variable; /* (nullable) "%s" stands for the week */
  const char *options[3];
  Extent      extent;
} Case;

static const Case cases[] = {
  { "nothing-without-a-wish", NULL, { NULL }, NONE },
  { "all-by-force", NULL, { "--force", NULL }, ALL },
  { "one-by-force-and-a-limit", NULL, { "--force", "--max-groups=1", NULL }, ONE },
  { "all-by-FORCE_GENERATION", "FORCE_GENERATION=1", { NULL }, ALL },
  { "a-week-by-REGEN_WEEKS", "REGEN_WEEKS=%s", { NULL }, WEEK },
  { "nothing-by-an-empty-REGEN_WEEKS", "REGEN_WEEKS=", { NULL }, NONE },
  { "one-by-MAX_GROUPS", "MAX_GROUPS=1", { "--force", NULL }, ONE },
};

static TallyTestEngine *
make_published (void)
{
  TallySandboxSeed seed;
  TallyTestEngine *engine;
  g_autoptr (TallyRun) run = NULL;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 1;
  seed.rows_per_sheet = 40;
  seed.n_weeks = 3;
  seed.n_work_requests = 4;
  seed.mess_ratio = 0;
  engine = tally_test_engine_new (&seed);
  run = tally_test_engine_run (engine, NULL);
  g_assert_cmpint (tally_run_get_exit_code (run), ==, 0);
  g_assert_cmpuint (run->counts.n_published, >, 3);
  return engine;
}

static TallyDay
get_week (const TallyTestFile *file)
{
  g_autoptr (TallyFileName) name = tally_identity_parse_file_name (file->name);

  g_assert_nonnull (name);
  return name->identity->week_ending;
}

static guint
count_files (GPtrArray *files,
             Extent     extent)
{
  guint n_of_week = 0;

  for (guint i = 0; i < files->len; i++)
    n_of_week += get_week (files->pdata[i]) == get_week (files->pdata[0]) ? 1 : 0;
  g_assert_cmpuint (n_of_week, <, files->len);
  return extent == NONE ? 0 : extent == ONE ? 1 : extent == WEEK ? n_of_week : files->len;
}

static char *
dup_variable (const Case *wish,
              GPtrArray  *files)
{
  char week[TALLY_DAY_BUFFER_SIZE];
  g_auto (GStrv) parts = g_strsplit (wish->variable != NULL ? wish->variable : "UNUSED=", "%s", 2);

  tally_week_format (get_week (files->pdata[0]), week, sizeof week);
  return g_strjoin (week, parts[0], parts[1], NULL);
}

static void
test_what_is_wished_is_made_again (gconstpointer data)
{
  const Case *wish = data;
  g_autoptr (TallyTestEngine) engine = make_published ();
  g_autoptr (GPtrArray) before = tally_test_target_list (engine);
  g_autofree char *variable = dup_variable (wish, before);
  const char *const env[] = { variable, NULL };
  g_autoptr (TallyTestProcess) process = NULL;
  g_autoptr (JsonObject) object = NULL;
  JsonObject *counts;
  guint n_wished = count_files (before, wish->extent), n_stayed = 0;

  process = tally_test_cli_start (engine, env, "--json", wish->options[0], wish->options[1], NULL);
  tally_test_cli_finish (process, 0);
  object = tally_test_cli_parse (process);
  counts = json_object_get_object_member (object, "counts");
  g_assert_cmpint (json_object_get_int_member (counts, "published"), ==, n_wished);
  g_assert_cmpint (json_object_get_int_member (counts, "removed"), ==, n_wished);
  for (guint i = 0; i < before->len; i++)
    n_stayed += tally_test_target_has (engine, ((const TallyTestFile *) before->pdata[i])->attachment_id) ? 1 : 0;
  g_assert_cmpuint (n_stayed, ==, before->len - n_wished);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cli/batch-again/%s", cases[i].path);
      g_test_add_data_func (path, &cases[i], test_what_is_wished_is_made_again);
    }
  return g_test_run ();
}
