/* test-finding-review.c
 *
 * A reviewer's doors: decisions that can be taken back, files that prove something.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>

#include "tally-config-source.h"
#include "tally-engine-error.h"
#include "tally-engine-findings-review.h"
#include "tally-engine-findings.h"
#include "tally-test-findings.h"
#include "tally-test.h"

#define ANN "ann@example.com"

typedef struct {
  char        *data_dir;
  char        *id;     /* of the first finding */
  TallyEngine *engine;
} World;

static void
set_up (World         *world,
        gconstpointer  data)
{
  static const char *const environment[] = { NULL };
  const TallyConfigSource source = { .text = "", .text_length = -1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyConfig) config = tally_config_new (&source, &error);
  TallyEngineOptions options = { .config = config, .environment = environment, .token = "none" };

  world->data_dir = tally_test_make_dir ();
  world->id = tally_test_findings_dup_id (0);
  tally_test_findings_fill (world->data_dir, 1, 3);
  options.data_dir = world->data_dir;
  world->engine = tally_engine_new (&options, &error);
  g_assert_no_error (error);
}

static void
tear_down (World         *world,
           gconstpointer  data)
{
  tally_engine_free (world->engine);
  g_free (world->id);
  g_free (world->data_dir);
}

static TallyFindingStatus
get_status (World *world)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyEngineFinding) found = tally_engine_findings_find (world->engine, world->id, &error);

  g_assert_no_error (error);
  return found->finding->status;
}

static void
test_decisions_are_taken_back (World         *world,
                               gconstpointer  data)
{
  const gint64 keys[] = { 1, 2, 3, 999 };
  const TallyFindingDecision decision = { .to = TALLY_FINDING_FALSE_POSITIVE, .actor = ANN };
  const TallyFindingDecision impossible = { .to = TALLY_FINDING_VERIFIED, .actor = ANN };
  g_autoptr (GArray) steps = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  steps = tally_engine_findings_decide_many (world->engine, keys, G_N_ELEMENTS (keys), &decision, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (steps->len, ==, 3);
  g_assert_cmpint (get_status (world), ==, TALLY_FINDING_FALSE_POSITIVE);
  g_assert_true (tally_engine_findings_take_back (world->engine, steps, ANN, &n, &error));
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpint (get_status (world), ==, TALLY_FINDING_NEW);
  g_assert_null (tally_engine_findings_decide_many (world->engine, keys, G_N_ELEMENTS (keys), &impossible, &error));
  g_assert_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_NOT_FOUND);
}

static GFile *
make_file (World      *world,
           const char *name,
           const char *text)
{
  g_autofree char *path = g_build_filename (world->data_dir, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return g_file_new_for_path (path);
}

/* Kept by what they are: the same photo twice is there once. */
static void
test_files_are_kept (World         *world,
                     gconstpointer  data)
{
  g_autoptr (GFile) photo = make_file (world, "pole 12.jpg", "a pole");
  g_autoptr (GFile) again = make_file (world, "the same.jpg", "a pole");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) remarks = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *bytes = NULL;
  GStatBuf status;

  g_assert_true (tally_engine_findings_attach (world->engine, world->id, photo, ANN, &error));
  g_assert_true (tally_engine_findings_attach (world->engine, world->id, again, ANN, &error));
  g_assert_no_error (error);
  remarks = tally_engine_findings_list_remarks (world->engine, world->id, &error);
  g_assert_cmpuint (remarks->len, ==, 2);
  g_assert_cmpstr (((const TallyFindingRemark *) remarks->pdata[0])->text, ==, "pole 12.jpg");
  g_assert_cmpint (((const TallyFindingRemark *) remarks->pdata[0])->size_bytes, ==, 6);
  first = tally_engine_findings_dup_file_path (world->data_dir, remarks->pdata[0]);
  second = tally_engine_findings_dup_file_path (world->data_dir, remarks->pdata[1]);
  g_assert_cmpstr (first, ==, second);
  g_assert_true (g_file_get_contents (first, &bytes, NULL, &error));
  g_assert_cmpstr (bytes, ==, "a pole");
  g_assert_cmpint (g_stat (first, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
test_other_files_are_refused (World         *world,
                              gconstpointer  data)
{
  g_autoptr (GFile) empty = make_file (world, "empty.txt", "");
  g_autoptr (GFile) folder = g_file_new_for_path (world->data_dir);
  g_autoptr (GFile) missing = g_file_new_for_path ("/nowhere/at-all.pdf");
  g_autoptr (GFile) fine = make_file (world, "fine.txt", "x");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) remarks = NULL;

  g_assert_false (tally_engine_findings_attach (world->engine, world->id, empty, ANN, &error));
  g_assert_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG);
  g_assert_cmpstr (error->message, ==, "'empty.txt' is empty");
  g_clear_error (&error);
  g_assert_false (tally_engine_findings_attach (world->engine, world->id, folder, ANN, &error));
  g_assert_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG);
  g_clear_error (&error);
  g_assert_false (tally_engine_findings_attach (world->engine, world->id, missing, ANN, &error));
  g_assert_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (tally_engine_findings_attach (world->engine, "0000000000000000", fine, ANN, &error));
  g_assert_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  remarks = tally_engine_findings_list_remarks (world->engine, world->id, &error);
  g_assert_cmpuint (remarks->len, ==, 0);
}

#define ADD(path, function) g_test_add (path, World, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  ADD ("/engine/finding-review/decisions-are-taken-back", test_decisions_are_taken_back);
  ADD ("/engine/finding-review/files-are-kept", test_files_are_kept);
  ADD ("/engine/finding-review/other-files-are-refused", test_other_files_are_refused);
  return g_test_run ();
}
