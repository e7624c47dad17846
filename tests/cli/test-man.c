/* test-man.c
 *
 * The manual page and --help can't drift apart.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-cli.h"
#include "tally-test.h"

/* The names that @pattern captures in @text. */
static GHashTable *
collect (const char *text,
         const char *pattern)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_assert_nonnull (regex);
  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    g_hash_table_add (names, g_match_info_fetch (match, 1));
  return names;
}

static char *
read_page (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "man", "tallyman.1", NULL);
  char *page = NULL;

  g_assert_true (g_file_get_contents (path, &page, NULL, NULL));
  return page;
}

static char *
dup_help (const char *first,
          const char *second)
{
  g_autofree char *program = tally_test_program_path ();
  const char *const argv[] = { program, first, second, NULL };
  g_autoptr (TallyTestProcess) process = tally_test_process_run (argv, NULL, NULL);

  g_assert_cmpint (tally_test_process_get_status (process), ==, 0);
  g_assert_cmpstr (tally_test_process_get_stderr (process), ==, "");
  return g_strdup (tally_test_process_get_stdout (process));
}

static void
assert_subset (GHashTable *names,
               GHashTable *others,
               const char *where)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_hash_table_contains (others, name))
      {
        g_test_message ("%s is missing in %s", (const char *) name, where);
        g_test_fail ();
      }
}

static char *
dup_section (const char *page,
             const char *heading)
{
  const char *start = strstr (page, heading);
  const char *end = start != NULL ? strstr (start + 1, "\n.Sh ") : NULL;

  g_assert_nonnull (end);
  return g_strndup (start, (gsize) (end - start));
}

static void
test_batch_options_and_jobs (void)
{
  g_autofree char *page = read_page ();
  g_autofree char *section = dup_section (page, "\n.Sh BATCH");
  g_autofree char *help = dup_help ("--batch", "--help");
  g_autoptr (GHashTable) written = collect (section, "^\\.It Fl \\\\-([a-z-]+)");
  g_autoptr (GHashTable) offered = collect (help, "^  --([a-z-]+)");
  g_autoptr (GHashTable) written_jobs = collect (section, "^\\.It Cm ([a-z-]+)");
  g_autofree char *jobs = tally_engine_dup_jobs ();
  g_autoptr (GHashTable) offered_jobs = collect (jobs, "([a-z-]+)");

  g_assert_true (g_hash_table_remove (offered, "batch"));
  g_assert_cmpuint (g_hash_table_size (offered), >, 15);
  assert_subset (written, offered, "tallyman --batch --help");
  assert_subset (offered, written, "tallyman(1)");
  assert_subset (written_jobs, offered_jobs, "the program");
  assert_subset (offered_jobs, written_jobs, "tallyman(1)");
}

static void
test_serve_options (void)
{
  g_autofree char *page = read_page ();
  g_autofree char *section = dup_section (page, "\n.Sh SERVE");
  g_autofree char *help = dup_help ("--serve", "--help");
  g_autofree char *overview = dup_help ("--help", NULL);
  g_autoptr (GHashTable) written = collect (section, "(?:^\\.It| ,) Fl \\\\-([a-z-]+)");
  g_autoptr (GHashTable) offered = collect (help, "^  --([a-z-]+)");

  g_assert_true (g_hash_table_remove (offered, "serve"));
  g_assert_cmpuint (g_hash_table_size (offered), >, 6);
  assert_subset (offered, written, "tallyman(1)");
  g_assert_nonnull (strstr (overview, "tallyman --serve"));
}

/* The page shows their options in the synopsis. */
static void
test_other_commands (void)
{
  static const char *const verbs[] = {
    "check-config", "findings", "metrics", "plan", "recovery", "sandbox", "schedule", "state", "takeover", "token", "trail",
    "workbooks",
  };
  g_autofree char *page = read_page ();
  g_autofree char *synopsis = dup_section (page, "\n.Sh SYNOPSIS");
  g_autofree char *overview = dup_help ("--help", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autofree char *heading = g_strconcat ("\n.Cm ", verbs[i], NULL);
      const char *start = strstr (synopsis, heading);
      g_autofree char *part = NULL;
      g_autofree char *help = dup_help (verbs[i], "--help");
      g_autoptr (GHashTable) written = NULL;
      g_autoptr (GHashTable) offered = collect (help, "^  --([a-z0-9-]+)");

      g_assert_nonnull (start);
      part = g_strndup (start, (gsize) (strstr (start, "\n.Nm") - start));
      written = collect (part, "Fl \\\\-([a-z-]+)");
      g_assert_cmpuint (g_hash_table_size (written), >=, 3);
      assert_subset (written, offered, verbs[i]);
      g_assert_nonnull (strstr (overview, verbs[i]));
    }
}

static void
test_every_member_of_the_json_is_documented (void)
{
  g_autofree char *page = read_page ();
  g_autofree char *section = dup_section (page, "\n.Sh JSON");
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autoptr (TallyTestProcess) process = tally_test_cli_run (engine, 0, "--json", NULL);
  g_autoptr (JsonObject) object = tally_test_cli_parse (process);
  g_autoptr (GHashTable) words = collect (section, "([a-z_]+)");
  g_autoptr (GList) members = json_object_get_members (object);
  g_autoptr (GList) counts = json_object_get_members (json_object_get_object_member (object, "counts"));
  g_autoptr (GList) plan = json_object_get_members (json_object_get_object_member (object, "plan"));

  for (GList *at = g_list_concat (g_list_copy (members), g_list_concat (g_list_copy (counts), g_list_copy (plan)));
       at != NULL; at = g_list_delete_link (at, at))
    if (!g_hash_table_contains (words, at->data))
      {
        g_test_message ("%s is not in the section JSON of tallyman(1)", (const char *) at->data);
        g_test_fail ();
      }
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/cli/man/batch-options-and-jobs", test_batch_options_and_jobs);
  g_test_add_func ("/cli/man/serve-options", test_serve_options);
  g_test_add_func ("/cli/man/other-commands", test_other_commands);
  g_test_add_func ("/cli/man/every-member-of-the-json-is-documented",
                   test_every_member_of_the_json_is_documented);
  return g_test_run ();
}
