/* test-past.c
 *
 * The workbooks that the predecessor left on a made-up target: whole, the same each time, with
 * each defect, and as the manifest says.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-past.h"
#include "tally-sandbox-seed-arguments.h"
#include "tally-sandbox-seed.h"
#include "tally-sandbox-world-files.h"
#include "tally-sandbox-world-tree.h"
#include "tally-test-xlsx.h"
#include "tally-test.h"

/* One world and its truth. */
typedef struct {
  TallySandboxSeed          seed;
  TallySandboxSeedManifest *manifest;
  TallySandboxWorld        *world;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  tally_sandbox_seed_init (&fixture->seed);
  fixture->seed.n_work_requests = 30;
  fixture->seed.mess_ratio = GPOINTER_TO_INT (data);
  fixture->seed.with_predecessor = TRUE;
  fixture->manifest = tally_sandbox_seed_manifest_new ();
  fixture->seed.manifest = fixture->manifest;
  fixture->world = tally_sandbox_world_new (1, NULL);
  g_assert_true (tally_sandbox_seed_world (fixture->world, &fixture->seed, &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  tally_sandbox_world_free (fixture->world);
  tally_sandbox_seed_manifest_free (fixture->manifest);
}

static TallySandboxAttachment *
find_file (TallySandboxWorld *world,
           const char        *name)
{
  TallySandboxSheet *sheet = tally_sandbox_world_find_sheet (world, world->target_sheet);

  for (guint i = 0; i < sheet->attachments->len; i++)
    if (strcmp (((TallySandboxAttachment *) sheet->attachments->pdata[i])->name, name) == 0)
      return sheet->attachments->pdata[i];
  return NULL;
}

static GBytes *
load_file (TallySandboxWorld *world,
           const char        *name)
{
  g_autoptr (GError) error = NULL;
  TallySandboxAttachment *attachment = find_file (world, name);
  GBytes *bytes;

  g_assert_nonnull (attachment);
  bytes = tally_sandbox_world_load_bytes (world, attachment, &error);
  g_assert_no_error (error);
  return bytes;
}

static const TallySandboxPast *
find_defect (Fixture    *fixture,
             const char *defect)
{
  GPtrArray *pasts = tally_sandbox_seed_manifest_list_past (fixture->manifest);

  for (guint i = 0; i < pasts->len; i++)
    if (strcmp (((const TallySandboxPast *) pasts->pdata[i])->defect, defect) == 0)
      return pasts->pdata[i];
  g_test_message ("nothing is wrong in the way of %s", defect);
  g_assert_not_reached ();
}

/* The world holds what the manifest lists, no more and no less. */
static void
test_manifest_lists_all (Fixture       *fixture,
                         gconstpointer  data)
{
  GPtrArray *pasts = tally_sandbox_seed_manifest_list_past (fixture->manifest);
  TallySandboxSheet *sheet = tally_sandbox_world_find_sheet (fixture->world, fixture->world->target_sheet);
  guint n_files = tally_sandbox_seed_manifest_count_notes (fixture->manifest, "foreign_files");

  g_assert_cmpuint (n_files, >, 3);
  for (guint i = 0; i < pasts->len; i++)
    {
      const TallySandboxPast *past = pasts->pdata[i];
      const TallySandboxSeedGroup *group =
        tally_sandbox_seed_manifest_find_group (fixture->manifest, past->work_request, past->week_ending);

      n_files += past->names->len;
      for (guint j = 0; j < past->names->len; j++)
        g_assert_nonnull (find_file (fixture->world, past->names->pdata[j]));
      if (strcmp (past->status, "extra") == 0)
        {
          g_assert_cmpuint (past->our_lines, ==, 0);
          continue;
        }
      g_assert_nonnull (group);
      g_assert_cmpuint (past->our_lines, ==, group->n_rows);
      g_assert_cmpint (past->our_cents, ==, group->cents);
      if (strcmp (past->status, "same") == 0)
        g_assert_cmpint (past->their_cents, ==, group->cents);
      if (strcmp (past->status, "differs") == 0)
        g_assert_cmpint (past->their_cents, !=, group->cents);
    }
  g_assert_cmpuint (sheet->attachments->len, ==, n_files);
}

static void
test_defects (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct {
    const char *defect;
    const char *status;
    guint       n_files;
    const char *pattern; /* (nullable): of the newest name */
  } cases[] = {
    { "none", "same", 1, "WR_*_WeekEnding_??????_??????_????????????????.xlsx" },
    { "duplicates", "same", 3, "WR_*_WeekEnding_??????_0010??_????????????????.xlsx" },
    { "missing", "missing", 0, NULL },
    { "unreadable", "unreadable", 1, "WR_*.xlsx" },
    { "work-request-with-point", "same", 1, "WR_*.0_WeekEnding_*.xlsx" },
    { "row-added-since", "differs", 1, "WR_*.xlsx" },
    { "row-removed-since", "differs", 1, "WR_*.xlsx" },
    { "price-changed-since", "differs", 1, "WR_*_WeekEnding_??????_??????.xlsx" },
    { "wrong-total", "differs", 1, "WR_*.xlsx" },
    { "newer-layout", "same", 1, "WR_*_WeekEnding_??????.xlsx" },
    { "no-workbook", "unreadable", 1, "WR_*_WeekEnding_??????_????????????????.xlsx" },
    { "duplicates-and-row-added", "differs", 2, "WR_*_WeekEnding_??????.xlsx" },
    { "extension-in-capitals", "same", 1, "WR_*_WeekEnding_??????.XLSX" },
    { "empty-file", "unreadable", 1, "WR_*.xlsx" },
    { "extra-week", "extra", 1, "WR_*.xlsx" },
    { "extra-variant", "extra", 1, "WR_*_Helper_Al_Moss_????????????????.xlsx" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const TallySandboxPast *past = find_defect (fixture, cases[i].defect);

      g_assert_cmpstr (past->status, ==, cases[i].status);
      g_assert_cmpuint (past->names->len, ==, cases[i].n_files);
      if (cases[i].pattern != NULL)
        g_assert_true (g_pattern_match_simple (cases[i].pattern, past->names->pdata[past->names->len - 1]));
    }
}

/* The sheet's text, with the indexes of shared strings replaced by nothing: numbers are looked for. */
static char *
dup_sheet (Fixture    *fixture,
           const char *name)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "a.xlsx", NULL);
  g_autoptr (GBytes) bytes = load_file (fixture->world, name);
  g_autoptr (GBytes) part = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_assert_true (g_file_set_contents (path, data, (gssize) size, NULL));
  part = tally_test_xlsx_read (path, "xl/worksheets/sheet1.xml");
  return g_strndup (g_bytes_get_data (part, NULL), g_bytes_get_size (part));
}

/* The number of the cell C8 is the total, to within what sums of floating-point numbers lose. */
static void
test_totals (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *const defects[] = { "none", "duplicates", "row-added-since", "wrong-total", "newer-layout" };

  for (guint i = 0; i < G_N_ELEMENTS (defects); i++)
    {
      const TallySandboxPast *past = find_defect (fixture, defects[i]);
      g_autofree char *sheet = dup_sheet (fixture, past->names->pdata[past->names->len - 1]);
      const char *cell = strstr (sheet, "<c r=\"C8\" s=\"2\"><v>");

      g_assert_nonnull (cell);
      g_assert_cmpfloat_with_epsilon (g_ascii_strtod (cell + strlen ("<c r=\"C8\" s=\"2\"><v>"), NULL),
                                      (double) past->their_cents / 100, 0.001);
    }
}

static void
test_same_each_time (Fixture       *fixture,
                     gconstpointer  data)
{
  Fixture other = { 0 };
  TallySandboxSheet *sheet = tally_sandbox_world_find_sheet (fixture->world, fixture->world->target_sheet);
  g_autofree char *json = tally_sandbox_seed_manifest_describe (fixture->manifest);
  g_autofree char *again = NULL;

  set_up (&other, data);
  again = tally_sandbox_seed_manifest_describe (other.manifest);
  g_assert_cmpstr (json, ==, again);
  g_assert_nonnull (strstr (json, "\"defect\":\"row-added-since\""));
  for (guint i = 0; i < sheet->attachments->len; i++)
    {
      const char *name = ((TallySandboxAttachment *) sheet->attachments->pdata[i])->name;
      g_autoptr (GBytes) mine = load_file (fixture->world, name);
      g_autoptr (GBytes) its = load_file (other.world, name);

      g_assert_true (g_bytes_equal (mine, its));
    }
  tear_down (&other, data);
}

/* What stands in the sources does not depend on whether the predecessor was there. */
static void
test_sources_stay (Fixture       *fixture,
                   gconstpointer  data)
{
  TallySandboxSeed plain = fixture->seed;
  g_autoptr (TallySandboxSeedManifest) manifest = tally_sandbox_seed_manifest_new ();
  g_autoptr (TallySandboxWorld) world = tally_sandbox_world_new (1, NULL);
  g_autofree char *with = tally_sandbox_seed_dup_origin (&fixture->seed);
  g_autofree char *without = NULL;

  plain.with_predecessor = FALSE;
  plain.manifest = manifest;
  without = tally_sandbox_seed_dup_origin (&plain);
  g_assert_cmpstr (with, !=, without);
  g_assert_true (tally_sandbox_seed_world (world, &plain, NULL));
  g_assert_cmpuint (tally_sandbox_seed_manifest_list_past (manifest)->len, ==, 0);
  g_assert_cmpint (tally_sandbox_seed_manifest_get_count (manifest, "cents"), ==,
                   tally_sandbox_seed_manifest_get_count (fixture->manifest, "cents"));
}

static void
add (const char *name,
     void      (*func) (Fixture *fixture, gconstpointer data))
{
  g_autofree char *clean = g_strconcat ("/sandbox/past/", name, "/clean", NULL);
  g_autofree char *messy = g_strconcat ("/sandbox/past/", name, "/messy", NULL);

  g_test_add (clean, Fixture, GINT_TO_POINTER (0), set_up, func, tear_down);
  g_test_add (messy, Fixture, GINT_TO_POINTER (1), set_up, func, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  tally_test_init (&argc, &argv);
  add ("manifest-lists-all", test_manifest_lists_all);
  add ("defects", test_defects);
  add ("totals", test_totals);
  add ("same-each-time", test_same_each_time);
  add ("sources-stay", test_sources_stay);
  return g_test_run ();
}
