/* test-batch-private.c
 *
 * What may not be seen: the token anywhere, names and amounts in logs that may be public.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-cli.h"
#include "tally-test-run.h"
#include "tally-test.h"

#define TOKEN "sandbox-token"
/* Shorter texts stand in other words too. */
#define MIN_WORD_CHARS 5

static gboolean
is_private_title (const char *title)
{
  return strstr (title, "Foreman") != NULL || strstr (title, "Customer") != NULL
         || strstr (title, "Work Request") != NULL;
}

static void
add_cell (GHashTable             *words,
          const TallySandboxCell *cell)
{
  g_autofree char *word = NULL;

  if (cell->value == NULL)
    return;
  word = g_strdup (cell->value->json);
  g_strdelimit (word, "\"", ' ');
  g_strstrip (word);
  if (strlen (word) >= MIN_WORD_CHARS && strcmp (word, "false") != 0)
    g_hash_table_add (words, g_steal_pointer (&word));
}

static void
add_sheet (GHashTable              *words,
           const TallySandboxSheet *sheet)
{
  for (guint i = 0; i < sheet->columns->len; i++)
    {
      const TallySandboxColumn *column = sheet->columns->pdata[i];
      for (guint j = 0; is_private_title (column->title) && j < sheet->rows->len; j++)
        {
          const TallySandboxRow *row = sheet->rows->pdata[j];
          if (column->slot < row->n_cells)
            add_cell (words, &row->cells[column->slot]);
        }
    }
  g_hash_table_add (words, g_strdup (sheet->name));
}

/* Work requests, foremen, customers, names of sheets, people and their addresses. */
static GHashTable *
list_private_words (TallyTestEngine *engine)
{
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  TallySandboxWorld *world = tally_sandbox_server_lock_world (engine->server);

  for (guint i = 0; i < world->sheets->len; i++)
    add_sheet (words, world->sheets->pdata[i]);
  for (guint i = 0; i < world->users->len; i++)
    {
      const TallySandboxUser *user = world->users->pdata[i];
      g_hash_table_add (words, g_strdup (user->email));
      g_hash_table_add (words, g_strdup (user->name));
    }
  tally_sandbox_server_unlock_world (engine->server);
  g_assert_cmpuint (g_hash_table_size (words), >, 30);
  return words;
}

static void
assert_no_word (GHashTable *words,
                const char *text,
                const char *place)
{
  GHashTableIter iter;
  gpointer word;

  g_hash_table_iter_init (&iter, words);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    tally_test_cli_assert_absent (text, -1, word, place);
  tally_test_cli_assert_absent (text, -1, "$", place);
  tally_test_cli_assert_absent (text, -1, "cents", place);
}

static void
assert_shows (TallyTestEngine *engine,
              const char      *option,
              gboolean         private)
{
  g_autoptr (GHashTable) words = list_private_words (engine);
  g_autofree char *path = g_build_filename (engine->folder, "summary.md", NULL);
  g_autofree char *variable = g_strconcat ("GITHUB_STEP_SUMMARY=", path, NULL);
  const char *const env[] = { "GITHUB_ACTIONS=true", variable, NULL };
  g_autoptr (TallyTestProcess) process = NULL;
  g_autofree char *summary = NULL;

  process = tally_test_cli_start (engine, env, "--verbose", "--force", option, NULL);
  tally_test_cli_finish (process, 3);
  g_assert_true (g_file_get_contents (path, &summary, NULL, NULL));
  g_assert_nonnull (strstr (summary, "| Sheets lost | 1 |"));
  g_assert_nonnull (strstr (tally_test_process_get_stderr (process), "::error title=Tallyman::"));
  assert_no_word (words, summary, "the step summary");
  if (private)
    {
      assert_no_word (words, tally_test_process_get_stdout (process), "stdout");
      assert_no_word (words, tally_test_process_get_stderr (process), "stderr");
    }
  else if (option == NULL || strcmp (option, "--json") != 0)
    g_assert_nonnull (strstr (tally_test_process_get_stdout (process), "Amount     $"));
}

static void
lose_a_sheet (TallyTestEngine *engine)
{
  char *sources = g_strconcat (engine->sources, ";4242", NULL);

  g_free (engine->sources);
  engine->sources = sources;
}

static void
test_actions_show_ids_and_counts_only (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);

  lose_a_sheet (engine);
  assert_shows (engine, NULL, TRUE);
  assert_shows (engine, "--json", TRUE);
}

static void
test_actions_show_more_when_asked (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);

  lose_a_sheet (engine);
  assert_shows (engine, "--reveal", FALSE);
  g_free (engine->settings);
  engine->settings = g_strdup ("[ci]\ndetail=full\n");
  assert_shows (engine, NULL, FALSE);
}

static void
assert_no_token_in_file (const char *path)
{
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  tally_test_cli_assert_absent (content, (gssize) length, TOKEN, path);
}

static guint
assert_no_token_below (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n_files = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      gboolean is_dir = g_file_test (path, G_FILE_TEST_IS_DIR);
      n_files += is_dir ? assert_no_token_below (path) : 1;
      if (!is_dir)
        assert_no_token_in_file (path);
    }
  return n_files;
}

/* When all is well, when calls fail, when they fail and a later try succeeds; every second one of
 * these faults ends a run badly. */
static void
test_token_is_nowhere (void)
{
  static const char *const faults[] = {
    "[]",
    "[{\"kind\": \"status\", \"status\": 400, \"errorCode\": 1008, \"count\": 0}]",
    "[{\"operation\": \"get-sheet\", \"kind\": \"html\", \"count\": 2}]",
    "[{\"method\": \"POST\", \"kind\": \"status\", \"status\": 401, \"errorCode\": 1002, \"count\": 0}]",
  };
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  const char *const env[] = { "G_MESSAGES_DEBUG=all", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (TallyTestProcess) process = NULL;
      tally_test_engine_set_faults (engine, faults[i]);
      process = tally_test_cli_start (engine, env, "--verbose", "--json", "--reveal", "--force", NULL);
      tally_test_process_wait (process);
      g_assert_cmpint (tally_test_process_get_status (process) != 0, ==, i % 2 == 1);
      tally_test_cli_assert_absent (tally_test_process_get_stdout (process), -1, TOKEN, "stdout");
      tally_test_cli_assert_absent (tally_test_process_get_stderr (process), -1, TOKEN, "stderr");
    }
  g_assert_cmpuint (assert_no_token_below (engine->folder), >, 5);
}

static void
test_readable_token_file_is_warned_of (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autofree char *path = g_build_filename (engine->folder, "token", NULL);
  g_autoptr (TallyTestProcess) open = NULL;
  g_autoptr (TallyTestProcess) closed = NULL;

  g_assert_true (g_file_set_contents (path, TOKEN "\n", -1, NULL));
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  open = tally_test_cli_run (engine, 0, "--json", "--token-file", path, NULL);
  g_assert_nonnull (strstr (tally_test_process_get_stderr (open), "warning tally-cli: "));
  g_assert_nonnull (strstr (tally_test_process_get_stdout (open), "\"token-unsafe\""));
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  closed = tally_test_cli_run (engine, 0, "--json", "--token-file", path, NULL);
  g_assert_null (strstr (tally_test_process_get_stdout (closed), "\"token-unsafe\""));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/cli/batch-private/actions-show-ids-and-counts-only", test_actions_show_ids_and_counts_only);
  g_test_add_func ("/cli/batch-private/actions-show-more-when-asked", test_actions_show_more_when_asked);
  g_test_add_func ("/cli/batch-private/token-is-nowhere", test_token_is_nowhere);
  g_test_add_func ("/cli/batch-private/readable-token-file-is-warned-of", test_readable_token_file_is_warned_of);
  return g_test_run ();
}
