/* test-workbooks-carried.c
 *
 * 'tallyman workbooks --state FILE' on a machine that has nothing but the packed state: it shows what
 * the data directory would show, changes nothing but by a restore, and leaves nothing behind.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>

#include "tally-digest.h"
#include "tally-test-cli.h"
#include "tally-test-run.h"
#include "tally-test-target.h"
#include "tally-test.h"

#define PASSPHRASE "TALLYMAN_SECRET_STATE_PASSPHRASE=correct horse battery staple"

/* A world in which one workbook was issued twice, the state packed beside it. */
typedef struct {
  TallyTestEngine *engine;
  TallyTestFile   *first;  /* its first version, as it hung there */
  char            *words;  /* "WR WEEK" of it */
  char            *config;
  char            *file;   /* the state */
  char            *tmp;    /* where private folders are */
} Fixture;

/* Words after the program's name; {D} is the data directory, {F} the state. */
static TallyTestProcess *
run (Fixture    *f,
     int         exit_code,
     const char *secret,
     const char *words)
{
  g_autofree char *program = tally_test_program_path ();
  g_autofree char *tmp = g_strconcat ("TMPDIR=", f->tmp, NULL);
  const char *const env[] = { TALLY_TEST_CLI_TOKEN, tmp, secret, NULL };
  g_autoptr (GString) line = g_string_new (words);
  g_auto (GStrv) argv = NULL;
  TallyTestProcess *process;

  g_string_prepend (line, " ");
  g_string_prepend (line, program);
  g_string_append_printf (line, " --config %s", f->config);
  g_string_replace (line, "{D}", f->engine->data_dir, 0);
  g_string_replace (line, "{F}", f->file, 0);
  argv = g_strsplit (line->str, " ", -1);
  process = tally_test_process_run ((const char *const *) argv, f->engine->folder, env);
  tally_test_cli_finish (process, exit_code);
  return process;
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autoptr (TallyRun) before = NULL;
  g_autoptr (TallyRun) after = NULL;
  g_autoptr (TallyFileName) name = NULL;
  g_autoptr (TallyTestProcess) packed = NULL;
  g_autofree char *text = NULL;
  char week[TALLY_DAY_BUFFER_SIZE];

  f->engine = tally_test_engine_new (NULL);
  f->config = g_build_filename (f->engine->folder, "tallyman.conf", NULL);
  f->file = g_build_filename (f->engine->folder, "store.state", NULL);
  f->tmp = g_build_filename (f->engine->folder, "tmp", NULL);
  text = tally_test_engine_dup_config (f->engine);
  g_assert_true (g_file_set_contents (f->config, text, -1, NULL));
  g_assert_cmpint (g_mkdir (f->tmp, 0700), ==, 0);
  before = tally_test_engine_run (f->engine, NULL);
  tally_test_engine_change_a_price (f->engine);
  f->first = tally_test_target_get_changed (f->engine);
  after = tally_test_engine_run (f->engine, NULL);
  g_assert_cmpuint (after->counts.n_published, ==, 1);
  name = tally_identity_parse_file_name (f->first->name);
  tally_week_format (name->identity->week_ending, week, sizeof week);
  f->words = g_strdup_printf ("%s %s", name->identity->work_request, week);
  packed = run (f, 0, data, "state pack {F} --data-dir {D}");
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  tally_test_engine_free (f->engine);
  tally_test_file_free (f->first);
  g_free (f->words);
  g_free (f->config);
  g_free (f->file);
  g_free (f->tmp);
}

static char *
dup_sum (Fixture *f)
{
  g_autofree char *content = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (f->file, &content, &size, NULL));
  return tally_digest_dup_hex (content, size);
}

static void
assert_nothing_left (Fixture *f)
{
  g_autoptr (GDir) dir = g_dir_open (f->tmp, 0, NULL);

  g_assert_cmpstr (g_dir_read_name (dir), ==, NULL);
}

static JsonArray *
get_versions (JsonObject *object)
{
  return json_object_get_array_member (object, "versions");
}

/* The same words from the file as from the data directory, and the file stays as it is. */
static void
test_looks_are_the_same (Fixture       *f,
                         gconstpointer  data)
{
  static const char *const verbs[] = { "list", "list --json", "history %s", "history %s --json", "diff %s",
                                       "diff %s --json" };
  g_autofree char *sum = dup_sum (f);
  g_autofree char *after = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autoptr (GString) verb = g_string_new (verbs[i]);
      g_autofree char *there = NULL;
      g_autofree char *carried = NULL;
      g_autoptr (TallyTestProcess) expected = NULL;
      g_autoptr (TallyTestProcess) process = NULL;

      g_string_replace (verb, "%s", f->words, 0);
      there = g_strdup_printf ("workbooks %s --data-dir {D}", verb->str);
      carried = g_strdup_printf ("workbooks %s --state {F}", verb->str);
      expected = run (f, 0, NULL, there);
      process = run (f, 0, data, carried);
      g_assert_cmpstr (tally_test_process_get_stdout (process), ==, tally_test_process_get_stdout (expected));
      g_assert_cmpstr (tally_test_process_get_stdout (process), !=, "");
      assert_nothing_left (f);
    }
  after = dup_sum (f);
  g_assert_cmpstr (after, ==, sum);
}

/* A restore is a run: it publishes, and what it did is in the file for the next machine. */
static void
test_a_restore_is_packed (Fixture       *f,
                          gconstpointer  data)
{
  g_autofree char *history = g_strdup_printf ("workbooks history %s --json --state {F}", f->words);
  g_autofree char *sum = dup_sum (f);
  g_autofree char *restore = NULL;
  g_autofree char *after = NULL;
  g_autoptr (TallyTestProcess) before = run (f, 0, data, history);
  g_autoptr (JsonObject) before_object = tally_test_cli_parse (before);
  g_autoptr (TallyTestProcess) restored = NULL;
  g_autoptr (TallyTestProcess) now = NULL;
  g_autoptr (JsonObject) now_object = NULL;
  JsonObject *version = json_array_get_object_element (get_versions (before_object), 0);
  guint n_before = json_array_get_length (get_versions (before_object));

  restore = g_strdup_printf ("workbooks restore v%" G_GINT64_FORMAT " --state {F}",
                             json_object_get_int_member (version, "version"));
  restored = run (f, 0, data, restore);
  g_assert_nonnull (strstr (tally_test_process_get_stdout (restored), "Restored v"));
  assert_nothing_left (f);
  after = dup_sum (f);
  g_assert_cmpstr (after, !=, sum);
  now = run (f, 0, data, history);
  now_object = tally_test_cli_parse (now);
  g_assert_cmpuint (json_array_get_length (get_versions (now_object)), ==, n_before + 1);
  version = json_array_get_object_element (get_versions (now_object), n_before);
  g_assert_cmpstr (json_object_get_string_member (version, "sha256"), ==, f->first->sha256);
  g_assert_cmpstr (json_object_get_string_member (version, "state"), ==, "restored");
}

static void
test_mistakes_are_named (Fixture       *f,
                         gconstpointer  data)
{
  static const struct {
    const char *words;
    int         exit_code;
    const char *said;
  } cases[] = {
    { "workbooks list --state {F}", 2, "give the secret state-passphrase" },
    { "workbooks list --state {F}.gone", 1, "there is no such state file" },
    { "workbooks release 1 010525 --state {F}", 2, "release takes no --state" },
  };
  g_autofree char *sum = dup_sum (f);
  g_autofree char *after = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyTestProcess) process = run (f, cases[i].exit_code, NULL, cases[i].words);
      g_assert_nonnull (strstr (tally_test_process_get_stderr (process), cases[i].said));
      g_assert_cmpstr (tally_test_process_get_stdout (process), ==, "");
      assert_nothing_left (f);
    }
  after = dup_sum (f);
  g_assert_cmpstr (after, ==, sum);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
#define ADD(path, secret, func) \
  g_test_add ("/cli/workbooks-carried/" path, Fixture, secret, set_up, func, tear_down)
  ADD ("looks-are-the-same", NULL, test_looks_are_the_same);
  ADD ("looks-are-the-same-sealed", PASSPHRASE, test_looks_are_the_same);
  ADD ("a-restore-is-packed", PASSPHRASE, test_a_restore_is_packed);
  ADD ("mistakes-are-named", PASSPHRASE, test_mistakes_are_named);
  return g_test_run ();
}
