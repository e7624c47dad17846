/* test-recovery-verb.c
 *
 * "tallyman recovery" as people and workflows use it, with batches in between that obey.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-trail.h"
#include "tally-test-cli.h"
#include "tally-test-run.h"
#include "tally-test.h"

#define ACTOR "octo-ann"
#define REASON "the desk knows"

/* Upload arrives, its answer is lost, and nobody can look: the publication stays open. */
#define LEFT_OPEN \
  "[{\"operation\": \"attach\", \"path\": \"*/rows/*\", \"kind\": \"reset\", \"stored\": true}, " \
  "{\"operation\": \"list-attachments\", \"path\": \"*/rows/*\", \"kind\": \"forbid\", \"count\": 0}]"

static const char *const ci[] = { "GITHUB_ACTIONS=true", "GITHUB_ACTOR=" ACTOR, NULL };

/* tallyman recovery ARGUMENT…, in a workflow or not. */
static TallyTestProcess *
run_recovery (TallyTestEngine *engine,
              int              exit_code,
              gboolean         in_ci,
              const char      *first,
              ...)
{
  g_autofree char *program = tally_test_program_path ();
  g_autofree char *config = g_build_filename (engine->folder, "tallyman.conf", NULL);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  TallyTestProcess *process;
  va_list more;

  g_ptr_array_add (argv, program);
  g_ptr_array_add (argv, (gpointer) "recovery");
  va_start (more, first);
  for (const char *argument = first; argument != NULL; argument = va_arg (more, const char *))
    g_ptr_array_add (argv, (gpointer) argument);
  va_end (more);
  g_ptr_array_add (argv, (gpointer) "--config");
  g_ptr_array_add (argv, config);
  g_ptr_array_add (argv, (gpointer) "--data-dir");
  g_ptr_array_add (argv, engine->data_dir);
  g_ptr_array_add (argv, NULL);
  process = tally_test_process_run ((const char *const *) argv->pdata, engine->folder, in_ci ? ci : NULL);
  tally_test_cli_finish (process, exit_code);
  return process;
}

/* The same with --reason, and forgotten. */
static void
decide (TallyTestEngine *engine,
        const char      *verb,
        const char      *what,
        const char      *id)
{
  g_autoptr (TallyTestProcess) process = NULL;

  if (id != NULL)
    process = run_recovery (engine, 0, FALSE, verb, what, id, "--reason", REASON, NULL);
  else if (what != NULL)
    process = run_recovery (engine, 0, FALSE, verb, what, "--reason", REASON, NULL);
  else
    process = run_recovery (engine, 0, FALSE, verb, "--reason", REASON, NULL);
  g_assert_cmpuint (strlen (tally_test_process_get_stdout (process)), >, 10);
}

static void
assert_has (const char *text,
            const char *part)
{
  if (strstr (text, part) == NULL)
    g_test_message ("'%s' is missing in: %s", part, text);
  g_assert_nonnull (strstr (text, part));
}

static JsonObject *
list (TallyTestEngine *engine)
{
  g_autoptr (TallyTestProcess) process = run_recovery (engine, 0, FALSE, "list", "--json", NULL);

  return tally_test_cli_parse (process);
}

/* A member of the first object of a list. */
static const char *
get_first (JsonObject *object,
           const char *array,
           const char *member)
{
  JsonArray *items = json_object_get_array_member (object, array);

  g_assert_cmpuint (json_array_get_length (items), >, 0);
  return json_object_get_string_member (json_array_get_object_element (items, 0), member);
}

static gboolean
count_cb (const TallyStoreTrailEntry  *entry,
          gpointer                     data,
          GError                     **error)
{
  guint *n = data;

  if (g_str_has_prefix (entry->kind, "recovery-") && strstr (entry->payload, REASON) != NULL)
    (*n)++;
  return TRUE;
}

/* Decisions in the trail. */
static guint
count_trail (TallyTestEngine *engine)
{
  g_autofree char *path = g_build_filename (engine->data_dir, "tallyman.db", NULL);
  const TallyStoreOptions options = { .path = path, .read_only = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStore) store = tally_store_open (&options, &error);
  guint n = 0;

  g_assert_no_error (error);
  g_assert_true (tally_store_trail_foreach (store, NULL, count_cb, &n, &error));
  return n;
}

/* One pass that must end so. */
static void
batch (TallyTestEngine *engine,
       int              exit_code)
{
  tally_test_process_free (tally_test_cli_run (engine, exit_code, "--quiet", NULL));
}

static TallyTestEngine *
make_published (void)
{
  TallyTestEngine *engine = tally_test_engine_new_small ();

  batch (engine, 0);
  return engine;
}

static void
test_the_circuit_is_opened_and_closed (void)
{
  g_autoptr (TallyTestEngine) engine = make_published ();
  TallySandboxCalls *calls = tally_sandbox_server_get_calls (engine->server);
  guint n_calls = tally_sandbox_calls_count (calls, NULL);
  g_autoptr (TallyTestProcess) none = run_recovery (engine, 0, FALSE, "list", NULL);
  g_autoptr (TallyTestProcess) open = NULL;
  g_autoptr (TallyTestProcess) refused = NULL;
  g_autoptr (TallyTestProcess) shown = NULL;
  g_autoptr (JsonObject) object = NULL;

  assert_has (tally_test_process_get_stdout (none), "Nothing has failed");
  open = run_recovery (engine, 0, FALSE, "open", "--reason", REASON, "--by", "Ann Lee", "--for", "2h", NULL);
  assert_has (tally_test_process_get_stdout (open), "The circuit is open until 20");
  refused = tally_test_cli_run (engine, 75, "--verbose", NULL);
  g_assert_cmpuint (tally_sandbox_calls_count (calls, NULL), ==, n_calls);
  assert_has (tally_test_process_get_stderr (refused), "tallyman recovery close");
  object = list (engine);
  g_assert_cmpstr (get_first (object, "circuits", "state"), ==, "forced-open");
  g_assert_cmpstr (get_first (object, "circuits", "by"), ==, "Ann Lee");
  shown = run_recovery (engine, 0, FALSE, "list", NULL);
  assert_has (tally_test_process_get_stdout (shown), "Ann Lee: " REASON);
  decide (engine, "probe", NULL, NULL);
  decide (engine, "close", "smartsheet", NULL);
  batch (engine, 0);
  g_assert_cmpuint (count_trail (engine), ==, 3);
}

static void
test_names_are_for_those_who_may_see_them (void)
{
  g_autoptr (TallyTestEngine) engine = make_published ();
  g_autoptr (TallyTestProcess) pause = run_recovery (engine, 0, TRUE, "pause", "--reason", REASON, NULL);
  g_autoptr (TallyTestProcess) text = run_recovery (engine, 0, TRUE, "list", NULL);
  g_autoptr (TallyTestProcess) json = run_recovery (engine, 0, TRUE, "list", "--json", NULL);
  g_autoptr (TallyTestProcess) revealed = run_recovery (engine, 0, TRUE, "list", "--reveal", NULL);

  assert_has (tally_test_process_get_stdout (pause), "Publishing is paused until 'tallyman recovery resume'");
  tally_test_cli_assert_absent (tally_test_process_get_stdout (text), -1, ACTOR, "list in CI");
  tally_test_cli_assert_absent (tally_test_process_get_stdout (text), -1, REASON, "list in CI");
  tally_test_cli_assert_absent (tally_test_process_get_stdout (json), -1, ACTOR, "list --json in CI");
  tally_test_cli_assert_absent (tally_test_process_get_stdout (json), -1, REASON, "list --json in CI");
  assert_has (tally_test_process_get_stdout (revealed), ACTOR ": " REASON);
}

static void
test_publishing_is_paused_and_resumed (void)
{
  g_autoptr (TallyTestEngine) engine = make_published ();
  guint n_writes = tally_test_engine_count_writes (engine);
  g_autoptr (TallyTestProcess) held = NULL;
  g_autoptr (TallyTestProcess) all = NULL;
  g_autoptr (JsonObject) object = NULL;

  decide (engine, "pause", NULL, NULL);
  tally_test_engine_change_a_price (engine);
  held = tally_test_cli_start (engine, ci, NULL);
  tally_test_cli_finish (held, 3);
  assert_has (tally_test_process_get_stderr (held), "tallyman recovery resume publish");
  tally_test_cli_assert_absent (tally_test_process_get_stderr (held), -1, REASON, "the log");
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, n_writes);
  decide (engine, "pause", "all", NULL);
  object = list (engine);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "pauses")), ==, 2);
  all = tally_test_cli_run (engine, 75, NULL);
  assert_has (tally_test_process_get_stderr (all), "tallyman recovery resume all");
  decide (engine, "resume", "all", NULL);
  decide (engine, "resume", NULL, NULL);
  batch (engine, 0);
  g_assert_cmpuint (tally_test_engine_count_writes (engine), >, n_writes);
  g_assert_cmpuint (count_trail (engine), ==, 4);
}

static void
test_what_is_set_aside_is_released_or_dropped (void)
{
  static const char *const verbs[] = { "release", "drop" };
  g_autoptr (TallyTestEngine) engine = make_published ();
  g_autoptr (TallyTestProcess) listed = NULL;
  g_autoptr (TallyTestProcess) shown = NULL;
  g_autoptr (TallyTestProcess) none = NULL;

  g_free (engine->settings);
  engine->settings = g_strdup ("[recovery]\nquarantine-after=1\n");
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autoptr (JsonObject) object = NULL;
      g_autofree char *subject = NULL;
      tally_test_engine_change_a_price (engine);
      tally_test_engine_set_faults (engine, "[{\"operation\": \"attach\", \"path\": \"*/rows/*\", \"kind\": \"status\", "
                                            "\"status\": 400, \"errorCode\": 1020, \"count\": 0}]");
      batch (engine, 3);
      tally_test_engine_set_faults (engine, "[]");
      batch (engine, 3);
      object = list (engine);
      subject = g_strdup (get_first (object, "quarantine", "subject"));
      g_assert_cmpstr (get_first (object, "held", "subject"), ==, subject);
      g_assert_cmpstr (get_first (object, "held", "hold"), ==, "set_aside");
      decide (engine, verbs[i], "group", subject);
      batch (engine, 0);
    }
  shown = run_recovery (engine, 0, FALSE, "attempts", NULL);
  assert_has (tally_test_process_get_stdout (shown), "attach");
  g_assert_true (g_str_has_prefix (tally_test_process_get_stdout (shown), "FAILED ATTEMPTS\n"));
  listed = run_recovery (engine, 0, FALSE, "list", NULL);
  assert_has (tally_test_process_get_stdout (listed), "FAILED ATTEMPTS\nRUN");
  none = run_recovery (engine, 0, FALSE, "attempts", "--run", "1", NULL);
  assert_has (tally_test_process_get_stdout (none), "No call has failed.");
  g_assert_cmpuint (count_trail (engine), ==, 2);
}

/* Giving up on a publication loses nothing: the file that arrived hangs there once in the end. */
static void
test_an_open_publication_is_given_up (void)
{
  g_autoptr (TallyTestEngine) engine = make_published ();
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (TallyTestProcess) drop = NULL;
  g_autoptr (TallyTestProcess) again = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *number = NULL;
  JsonObject *open;

  tally_test_engine_change_a_price (engine);
  tally_test_engine_set_faults (engine, LEFT_OPEN);
  batch (engine, 3);
  tally_test_engine_set_faults (engine, "[]");
  before = tally_test_engine_list_files (engine);
  object = list (engine);
  open = json_array_get_object_element (json_object_get_array_member (object, "open_publications"), 0);
  number = g_strdup_printf ("%" G_GINT64_FORMAT, json_object_get_int_member (open, "id"));
  drop = run_recovery (engine, 0, FALSE, "drop", "intent", number, "--reason", REASON, "--json", NULL);
  assert_has (tally_test_process_get_stdout (drop), "nothing on the target was touched");
  after = tally_test_engine_list_files (engine);
  g_assert_cmpuint (after->len, ==, before->len);
  again = run_recovery (engine, 1, FALSE, "drop", "intent", number, "--reason", REASON, NULL);
  assert_has (tally_test_process_get_stderr (again), "no open publication");
  g_assert_cmpuint (count_trail (engine), ==, 1);
}

/* What the command line does not take. */
static const struct {
  const char *words[6];
  const char *text;
} refusals[] = {
  { { "open" }, "--reason" },
  { { "open", "--reason", "x", "--for", "soon" }, "90m, 2h or 3d" },
  { { "open", "--reason", "x", "--for", "0h" }, "90m, 2h or 3d" },
  { { "open", "--reason", "x", "--until", "tomorrow" }, "2026-11-24T18:00:00Z" },
  { { "open", "--reason", "x", "--until", "2001-01-01T00:00:00Z" }, "must lie ahead" },
  { { "pause", "lunch", "--reason", "x" }, "'publish' or 'all'" },
  { { "burn", "--reason", "x" }, "recovery takes: list" },
  { { "release", "--reason", "x" }, "name what to release" },
};

static void
test_what_makes_no_sense_is_refused (void)
{
  g_autoptr (TallyTestEngine) engine = make_published ();
  g_autoptr (TallyTestProcess) unknown = NULL;
  g_autoptr (JsonObject) object = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      const char *const *w = refusals[i].words;
      g_autoptr (TallyTestProcess) refused = run_recovery (engine, 2, FALSE, w[0], w[1], w[2], w[3], w[4], w[5], NULL);
      assert_has (tally_test_process_get_stderr (refused), refusals[i].text);
    }
  unknown = run_recovery (engine, 1, FALSE, "release", "sheet", "4711", "--reason", "x", "--json", NULL);
  object = tally_test_cli_parse (unknown);
  assert_has (json_object_get_string_member (object, "error"), "nothing is known of sheet 4711");
  g_assert_cmpuint (count_trail (engine), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/cli/recovery-verb/the-circuit-is-opened-and-closed", test_the_circuit_is_opened_and_closed);
  g_test_add_func ("/cli/recovery-verb/names-are-for-those-who-may-see-them",
                   test_names_are_for_those_who_may_see_them);
  g_test_add_func ("/cli/recovery-verb/publishing-is-paused-and-resumed", test_publishing_is_paused_and_resumed);
  g_test_add_func ("/cli/recovery-verb/what-is-set-aside-is-released-or-dropped",
                   test_what_is_set_aside_is_released_or_dropped);
  g_test_add_func ("/cli/recovery-verb/an-open-publication-is-given-up", test_an_open_publication_is_given_up);
  g_test_add_func ("/cli/recovery-verb/what-makes-no-sense-is-refused", test_what_makes_no_sense_is_refused);
  return g_test_run ();
}
