/* tally-test-twins.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-twins.h"

#include "tally-digest.h"
#include "tally-file.h"
#include "tally-sandbox-world-tree.h"
#include "tally-store-meta.h"
#include "tally-test-database.h"
#include "tally-test.h"
#include "tally-text.h"

#define INSTALLATION "0123456789abcdef0123456789abcdef"

/* A question to both stores. Numbers of runs, records and attachments, and the moments of writing, are
 * those of each run; everything else must be the same. */
static const struct {
  const char *what;
  const char *sql;
} questions[] = {
  { "sheets", "SELECT sheet_id, state, n_rows, name, origin, map_key, last_error FROM sheet ORDER BY 1" },
  { "maps", "SELECT * FROM map_column ORDER BY 1, 2" },
  { "lines",
    "SELECT sheet_id, row_id, row_number, reason, issues, week_ending, snapshot, quantity_coefficient,"
    " quantity_exponent, price_cents, completed, variant, identifier, detail, work_request, foreman, dept,"
    " customer, work_order, area, pole, cu, work_type, cu_description, uom, scope, job"
    " FROM line ORDER BY sheet_id, row_id" },
  { "changes",
    "SELECT kind, sheet_id, row_id, field, old_value, new_value FROM line_change ORDER BY 2, 3, 4, 5, 6" },
  { "fingerprints",
    "SELECT week_ending, work_request, variant, identifier, fingerprint, generated_utc_usec"
    " FROM fingerprint JOIN identity USING (identity_id) ORDER BY 1, 2, 3, 4, 5" },
  { "workbooks",
    "SELECT week_ending, work_request, variant, identifier, fingerprint, n_lines, total_cents, size_bytes,"
    " file_name, sha256 FROM workbook JOIN identity USING (identity_id) ORDER BY 1, 2, 3, 4, 5" },
  { "publications",
    "SELECT week_ending, work_request, variant, identifier, state, target_row, generated_utc_usec,"
    " size_bytes, n_lines, total_cents, fingerprint, file_name, sha256"
    " FROM publication JOIN identity USING (identity_id) ORDER BY 1, 2, 3, 4, 5, 11" },
  { "published lines",
    "SELECT i.week_ending, i.work_request, i.variant, i.identifier, p.fingerprint, l.position,"
    " l.row_number, hex (b.body) FROM published_line l JOIN publication p USING (publication_id)"
    " JOIN identity i USING (identity_id) JOIN published_body b USING (body_id)"
    " ORDER BY 1, 2, 3, 4, 5, p.state, 6" },
  { "versions",
    "SELECT week_ending, work_request, variant, identifier, version_end, size_bytes, file_name, sha256"
    " FROM version JOIN identity USING (identity_id) ORDER BY 1, 2, 3, 4, 5, 7, 8" },
  { "superseded files",
    "SELECT target_row, state, file_name, sha256, archived_path = '' FROM superseded ORDER BY 1, 3, 4, 2" },
};

/* What must hold of the other store alone. */
static const struct {
  const char *sql;
  const char *expected;
} truths[] = {
  { "PRAGMA integrity_check", "|3:ok\n" },
  { "PRAGMA foreign_key_check", "" },
  { "SELECT count (*) FROM intent WHERE state < 4", "|1:0\n" },
  { "SELECT count (*) FROM run WHERE state = 0", "|1:0\n" },
  { "SELECT count (*) FROM lease", "|1:0\n" },
  { "SELECT count (*) FROM superseded WHERE state = 0", "|1:0\n" },
  { "SELECT count (*) FROM meta WHERE key = 'publisher-tokens' AND value || ' ' GLOB '*[0-9a-f] *'", "|1:0\n" },
};

static void
compare_stores (const char *path,
                const char *other)
{
  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autofree char *expected = tally_test_database_query (path, questions[i].sql);
      g_autofree char *found = tally_test_database_query (other, questions[i].sql);
      if (strcmp (expected, found) != 0)
        g_test_message ("%s should be\n%sand are\n%s", questions[i].what, expected, found);
      g_assert_true (strcmp (expected, found) == 0);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (truths); i++)
    {
      g_autofree char *found = tally_test_database_query (other, truths[i].sql);
      if (strcmp (found, truths[i].expected) != 0)
        g_test_message ("%s: %s", truths[i].sql, found);
      g_assert_cmpstr (found, ==, truths[i].expected);
    }
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
join_sorted (GPtrArray *lines)
{
  GString *out = g_string_new (NULL);

  g_ptr_array_sort (lines, compare_texts);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (out, "%s\n", (char *) lines->pdata[i]);
  return tally_text_steal (out);
}

/* Every file of the target by row, name, size and hash; what hangs on the sheet itself is the
 * publishers' and bears the name of its installation: it counts. */
static char *
list_target (TallyTestEngine *engine)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  TallySandboxWorld *world = tally_sandbox_server_lock_world (engine->server);
  TallySandboxSheet *sheet = tally_sandbox_world_find_sheet (world, engine->target);

  for (guint i = 0; i < sheet->attachments->len; i++)
    {
      const TallySandboxAttachment *attachment = sheet->attachments->pdata[i];
      g_autofree char *sha256 = attachment->bytes != NULL ? tally_digest_dup_hex_of_bytes (attachment->bytes)
                                                          : g_strdup ("link");
      g_ptr_array_add (lines, attachment->row != NULL
                                ? g_strdup_printf ("%" G_GINT64_FORMAT " %s %" G_GSIZE_FORMAT " %s",
                                                   attachment->row->id, attachment->name,
                                                   attachment->bytes != NULL
                                                     ? g_bytes_get_size (attachment->bytes) : 0, sha256)
                                : g_strdup ("on the sheet"));
    }
  tally_sandbox_server_unlock_world (engine->server);
  return join_sorted (lines);
}

static void
add_files (GPtrArray  *lines,
           const char *folder,
           const char *below)
{
  g_autofree char *path = g_build_filename (folder, below, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *relative = g_build_filename (below, name, NULL);
      g_autofree char *whole = g_build_filename (folder, relative, NULL);
      if (g_file_test (whole, G_FILE_TEST_IS_DIR))
        add_files (lines, folder, relative);
      else if (!tally_file_is_beside (name)) /* half-written: swept when it is an hour old */
        g_ptr_array_add (lines, g_steal_pointer (&relative));
    }
}

/* Names of workbooks hold their fingerprint, those of the archive their hash. */
static char *
list_folder (const char *folder)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  add_files (lines, folder, "");
  return join_sorted (lines);
}

static void
assert_same_text (const char *what,
                  const char *expected,
                  const char *found)
{
  if (strcmp (expected, found) != 0)
    g_test_message ("%s should be\n%sand is\n%s", what, expected, found);
  g_assert_true (strcmp (expected, found) == 0);
}

void
tally_test_twins_name (TallyTestEngine *engine)
{
  g_autofree char *path = g_build_filename (engine->data_dir, "tallyman.db", NULL);
  const TallyStoreOptions options = { .path = path };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStore) store = tally_store_open (&options, &error);

  g_assert_no_error (error);
  g_assert_true (tally_store_meta_set (store, "installation", INSTALLATION, &error));
}

void
tally_test_twins_assert_same (TallyTestEngine *undisturbed,
                              TallyTestEngine *other)
{
  g_autofree char *target = list_target (undisturbed);
  g_autofree char *target_found = list_target (other);
  g_autofree char *output = list_folder (undisturbed->output_dir);
  g_autofree char *output_found = list_folder (other->output_dir);
  g_autofree char *archive = list_folder (undisturbed->archive_dir);
  g_autofree char *archive_found = list_folder (other->archive_dir);
  g_autofree char *path = g_build_filename (undisturbed->data_dir, "tallyman.db", NULL);
  g_autofree char *path_found = g_build_filename (other->data_dir, "tallyman.db", NULL);

  assert_same_text ("the target", target, target_found);
  compare_stores (path, path_found);
  assert_same_text ("the output folder", output, output_found);
  assert_same_text ("the archive", archive, archive_found);
}
