/* test-state.c
 *
 * "tallyman state …" and "--state" with the real program: exit codes, JSON, what is left behind,
 * kills.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <signal.h>

#include "tally-file-lock.h"
#include "tally-test-cli.h"
#include "tally-test-run.h"
#include "tally-test.h"

#define PASSPHRASE "TALLYMAN_SECRET_STATE_PASSPHRASE=correct horse battery staple"
#define HANG_UPLOAD "[{\"operation\": \"attach\", \"first\": 2, \"kind\": \"hang\", \"count\": 0}]"

typedef struct {
  TallyTestEngine *engine;
  char            *config;
  char            *file;   /* the state */
  char            *tmp;    /* where private folders are */
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autofree char *text = NULL;

  f->engine = tally_test_engine_new (NULL);
  f->config = g_build_filename (f->engine->folder, "tallyman.conf", NULL);
  f->file = g_build_filename (f->engine->folder, "store.state", NULL);
  f->tmp = g_build_filename (f->engine->folder, "tmp", NULL);
  text = tally_test_engine_dup_config (f->engine);
  g_assert_true (g_file_set_contents (f->config, text, -1, NULL));
  g_assert_cmpint (g_mkdir (f->tmp, 0700), ==, 0);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  tally_test_engine_free (f->engine);
  g_free (f->config);
  g_free (f->file);
  g_free (f->tmp);
}

/* Words after the program's name; {C} is the configuration, {D} the data directory, {F} the file. */
static TallyTestProcess *
start (Fixture    *f,
       const char *passphrase,
       const char *words)
{
  g_autofree char *program = tally_test_program_path ();
  g_autofree char *tmp = g_strconcat ("TMPDIR=", f->tmp, NULL);
  const char *const env[] = { TALLY_TEST_CLI_TOKEN, tmp, passphrase, NULL };
  g_autoptr (GString) line = g_string_new (words);
  g_auto (GStrv) argv = NULL;

  g_string_prepend (line, " ");
  g_string_prepend (line, program);
  g_string_replace (line, "{C}", f->config, 0);
  g_string_replace (line, "{D}", f->engine->data_dir, 0);
  g_string_replace (line, "{F}", f->file, 0);
  argv = g_strsplit (line->str, " ", -1);
  return tally_test_process_start ((const char *const *) argv, f->engine->folder, env);
}

static TallyTestProcess *
run (Fixture    *f,
     int         exit_code,
     const char *passphrase,
     const char *words)
{
  TallyTestProcess *process = start (f, passphrase, words);

  tally_test_cli_finish (process, exit_code);
  return process;
}

static void
assert_runs (Fixture    *f,
             int         exit_code,
             const char *words,
             const char *said)
{
  g_autoptr (TallyTestProcess) process = run (f, exit_code, NULL, words);
  const char *text = tally_test_process_get_stderr (process);

  if (strstr (text, said) == NULL)
    g_test_message ("'%s' is not in: %s", said, text);
  g_assert_nonnull (strstr (text, said));
}

static guint
count_private (Fixture *f)
{
  g_autoptr (GDir) dir = g_dir_open (f->tmp, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_verbs_in_turn (Fixture       *f,
                    gconstpointer  data)
{
  static const char *const verbs[] = { "pack", "verify", "unpack", "restore" };
  g_autofree char *sha256 = NULL;

  assert_runs (f, 0, "--batch --config {C} --data-dir {D}", "");
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autofree char *words = g_strdup_printf ("state %s {F} --config {C} --data-dir {D} --json", verbs[i]);
      g_autoptr (TallyTestProcess) process = run (f, 0, NULL, words);
      g_autoptr (JsonObject) object = tally_test_cli_parse (process);

      g_assert_cmpstr (json_object_get_string_member (object, "verb"), ==, verbs[i]);
      g_assert_cmpstr (json_object_get_string_member (object, "file"), ==, f->file);
      g_assert_false (json_object_get_boolean_member (object, "sealed"));
      g_assert_cmpint (json_object_get_int_member (object, "head"), >, 0);
      g_assert_cmpint (json_object_get_int_member (object, "database_bytes"), >, 0);
      if (sha256 == NULL)
        sha256 = g_strdup (json_object_get_string_member (object, "sha256"));
      g_assert_cmpstr (json_object_get_string_member (object, "sha256"), ==, sha256);
      /* By now the trail tells of the unpacking, which the file does not know. */
      g_assert_cmpint (json_object_get_null_member (object, "kept"), ==, strcmp (verbs[i], "restore") != 0);
    }
  assert_runs (f, 2, "state unpack {F} --config {C} --data-dir {D}", "is newer");
  assert_runs (f, 0, "state unpack {F} --force --config {C} --data-dir {D}", "");
  g_assert_cmpuint (count_private (f), ==, 0);
}

static void
test_backup (Fixture       *f,
             gconstpointer  data)
{
  g_autofree char *backups = g_build_filename (f->engine->data_dir, "backups", NULL);
  g_autoptr (TallyTestProcess) by_itself = NULL;
  g_autoptr (JsonObject) object = NULL;

  assert_runs (f, 0, "--batch --config {C} --data-dir {D}", "");
  assert_runs (f, 0, "state backup {F} --config {C} --data-dir {D}", "");
  by_itself = run (f, 0, NULL, "state backup --json --config {C} --data-dir {D}");
  object = tally_test_cli_parse (by_itself);
  g_assert_true (g_str_has_prefix (json_object_get_string_member (object, "file"), backups));
  assert_runs (f, 1, "state backup {F} --config {C} --data-dir {D}", "a backup replaces nothing");
}

static void
test_usage (Fixture       *f,
            gconstpointer  data)
{
  g_autofree char *database = g_build_filename (f->engine->data_dir, "tallyman.db", NULL);

  assert_runs (f, 2, "state --config {C}", "pack, unpack, backup, restore or verify");
  assert_runs (f, 2, "state pack --config {C}", "name one FILE");
  assert_runs (f, 2, "state pack {F} {F} --config {C}", "name one FILE");
  assert_runs (f, 2, "state pack {F} --force --config {C}", "--force goes with unpack alone");
  assert_runs (f, 1, "state pack {F} --config {C} --data-dir {D}", "there is no database");
  assert_runs (f, 1, "state verify {F} --config {C} --data-dir {D}", "No such file");
  assert_runs (f, 1, "state verify {C} --config {C} --data-dir {D}", "no packed state of Tallyman");
  assert_runs (f, 2, "--batch --passphrase-file {C} --config {C}", "--passphrase-file goes with --state");
  g_assert_false (g_file_test (database, G_FILE_TEST_EXISTS));
}

/* Three passes of a machine that forgets: sealed, nothing private left or told. */
static void
test_batches (Fixture       *f,
              gconstpointer  data)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (TallyTestProcess) process = run (f, 0, PASSPHRASE, "--batch --json --verbose --config {C} "
                                                                    "--state {F}");
      g_autoptr (JsonObject) object = tally_test_cli_parse (process);
      JsonObject *counts = json_object_get_object_member (object, "counts");
      const char *log = tally_test_process_get_stderr (process);

      g_assert_cmpint (json_object_get_int_member (counts, "mutations") > 0, ==, i == 0);
      g_assert_cmpuint (count_private (f), ==, 0);
      g_assert_nonnull (strstr (log, i == 0 ? "the state starts empty" : "was unpacked"));
      tally_test_cli_assert_absent (log, -1, "correct horse", "the log");
      tally_test_cli_assert_absent (tally_test_process_get_stdout (process), -1, "correct horse", "stdout");
    }
  assert_runs (f, 2, "--batch --config {C} --state {F}", "give the secret state-passphrase");
  assert_runs (f, 2, "state verify {F} --config {C}", "give the secret state-passphrase");
}

/* SIGTERM: what was done is packed. */
static void
test_signal (Fixture       *f,
             gconstpointer  data)
{
  g_autoptr (TallyTestProcess) process = NULL;
  g_autoptr (TallyTestProcess) next = NULL;
  g_autoptr (TallyRun) settled = NULL;

  tally_test_engine_set_faults (f->engine, HANG_UPLOAD);
  process = start (f, NULL, "--batch --config {C} --state {F} --verbose --progress always");
  tally_test_process_wait_text (process, "publish ");
  tally_test_process_signal (process, SIGTERM);
  tally_test_cli_finish (process, 3);
  g_assert_nonnull (strstr (tally_test_process_get_stderr (process), "the state was packed"));
  g_assert_cmpuint (count_private (f), ==, 0);
  tally_test_engine_set_faults (f->engine, "[]");
  next = run (f, 0, NULL, "--batch --config {C} --state {F}");
  f->engine->state_file = g_strdup (f->file);
  settled = tally_test_engine_run (f->engine, NULL);
  g_assert_cmpuint (settled->counts.n_mutations, ==, 0);
  tally_test_engine_assert_exactly_once (f->engine, settled);
}

/* SIGKILL: the file is the one of before; the next run removes what the dead one left and goes on
 * with what the target tells. */
static void
test_kill (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr (TallyTestProcess) killed = NULL;
  g_autoptr (TallyTestProcess) next = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize size_before, size_after;

  assert_runs (f, 0, "--batch --config {C} --state {F}", "");
  g_assert_true (g_file_get_contents (f->file, &before, &size_before, NULL));
  tally_test_engine_set_faults (f->engine, HANG_UPLOAD);
  killed = start (f, NULL, "--batch --force --config {C} --state {F} --verbose --progress always");
  tally_test_process_wait_text (killed, "publish ");
  tally_test_process_signal (killed, SIGKILL);
  tally_test_process_wait (killed);
  g_assert_cmpuint (count_private (f), ==, 1);
  g_assert_true (g_file_get_contents (f->file, &after, &size_after, NULL));
  g_assert_cmpmem (before, size_before, after, size_after);
  tally_test_engine_set_faults (f->engine, "[]");
  next = start (f, NULL, "--batch --config {C} --state {F}");
  tally_test_process_wait (next);
  g_assert_cmpuint (count_private (f), ==, 0);
}

static void
test_second_user (Fixture       *f,
                  gconstpointer  data)
{
  g_autoptr (TallyFileLock) lock = tally_file_lock_new (f->file, NULL);

  g_assert_nonnull (lock);
  assert_runs (f, 75, "--batch --config {C} --state {F}", "another process is at work with");
  g_assert_cmpuint (tally_test_engine_count_writes (f->engine), ==, 0);
}

/* A given data directory: its own store goes on, another installation's is left alone. */
static void
test_given_directory (Fixture       *f,
                      gconstpointer  data)
{
  g_autofree char *other = g_build_filename (f->engine->folder, "other.state", NULL);
  g_autofree char *words = g_strdup_printf ("--batch --config {C} --state %s", other);
  g_autoptr (TallyTestProcess) again = NULL;
  g_autoptr (TallyTestProcess) elsewhere = NULL;

  assert_runs (f, 0, "--batch --config {C} --state {F} --data-dir {D}", "there is no state file yet");
  again = run (f, 0, NULL, "--batch --config {C} --state {F} --data-dir {D}");
  g_assert_nonnull (strstr (tally_test_process_get_stdout (again), "unchanged"));
  elsewhere = start (f, NULL, words); /* an installation of its own */
  tally_test_process_wait (elsewhere);
  g_assert_true (g_file_test (other, G_FILE_TEST_IS_REGULAR));
  g_free (f->file);
  f->file = g_strdup (other);
  assert_runs (f, 2, "--batch --config {C} --state {F} --data-dir {D}", "is another installation's");
}

int
main (int   argc,
      char *argv[])
{
  tally_test_init (&argc, &argv);
#define ADD(path, func) g_test_add ("/cli/state/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("verbs-in-turn", test_verbs_in_turn);
  ADD ("a-backup-replaces-nothing", test_backup);
  ADD ("usage", test_usage);
  ADD ("batches-of-a-machine-that-forgets", test_batches);
  ADD ("a-signal-packs-what-was-done", test_signal);
  ADD ("a-kill-keeps-the-old-and-is-swept-up", test_kill);
  ADD ("a-second-user-is-refused", test_second_user);
  ADD ("a-given-directory-of-the-same-installation", test_given_directory);
  return g_test_run ();
}
