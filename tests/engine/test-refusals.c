/* test-refusals.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-config-source.h"
#include "tally-engine-error.h"
#include "tally-engine.h"
#include "tally-test.h"

static void
assert_refused (const char *text,
                const char *part)
{
  const TallyConfigSource source = { .text = text, .text_length = -1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyConfig) config = tally_config_new (&source, &error);
  const TallyEngineOptions options = { .config = config, .data_dir = "/nonexistent" };
  g_autoptr (TallyEngine) engine = NULL;

  g_assert_no_error (error);
  engine = tally_engine_new (&options, &error);
  g_assert_null (engine);
  g_assert_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG);
  g_assert_nonnull (strstr (error->message, part));
}

static void
test_a_kind_of_workbook_that_is_not_built_is_refused (void)
{
  assert_refused ("[billing]\nvariants=primary;helper\n", "helper");
}

static void
test_the_archive_needs_a_folder_of_its_own (void)
{
  assert_refused ("[output]\nfolder=same\n[archive]\nfolder=same\n", "[archive] folder");
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/refusals/a-kind-of-workbook-that-is-not-built-is-refused",
                   test_a_kind_of_workbook_that_is_not_built_is_refused);
  g_test_add_func ("/engine/refusals/the-archive-needs-a-folder-of-its-own",
                   test_the_archive_needs_a_folder_of_its_own);
  return g_test_run ();
}
