/* test-registry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-core-error.h"
#include "tally-registry.h"

static const TallyRegistryEntry sync_entry = { "sync", "Sync", "Fetches" };
static const TallyRegistryEntry publish_entry = { "publish", "Publish", "Attaches" };
static const TallyRegistryEntry nameless_entry = { "Not an id", "", "" };

static void
test_look_up (void)
{
  static const TallyRegistryEntry *const entries[] = { &sync_entry, &publish_entry };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyRegistry) jobs = tally_registry_new ("job", entries, 2, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (tally_registry_get_n_entries (jobs), ==, 2);
  g_assert_true (tally_registry_get_entry (jobs, 1) == &publish_entry);
  g_assert_true (tally_registry_find (jobs, "sync") == &sync_entry);
  g_assert_null (tally_registry_find (jobs, "Sync"));
  g_assert_true (tally_registry_lookup (jobs, "publish", &error) == &publish_entry);

  g_assert_null (tally_registry_lookup (jobs, "pubilsh", &error));
  g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_CONFIG);
  g_assert_cmpstr (error->message, ==, "there is no job \"pubilsh\"; did you mean publish? accepted: sync, publish");
  g_clear_error (&error);
  g_assert_null (tally_registry_lookup (jobs, "dance", &error));
  g_assert_cmpstr (error->message, ==, "there is no job \"dance\"; accepted: sync, publish");
}

static void
test_bad_list (void)
{
  static const TallyRegistryEntry *const twice[] = { &sync_entry, &publish_entry, &sync_entry };
  static const TallyRegistryEntry *const nameless[] = { &nameless_entry };
  g_autoptr (GError) error = NULL;

  g_assert_null (tally_registry_new ("job", twice, 3, &error));
  g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_FAILED);
  g_assert_cmpstr (error->message, ==, "the list of jobs has a wrong or repeated id at place 2");
  g_clear_error (&error);
  g_assert_null (tally_registry_new ("job", nameless, 1, &error));
  g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_FAILED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/registry/look-up", test_look_up);
  g_test_add_func ("/core/registry/bad-lists-are-refused", test_bad_list);
  return g_test_run ();
}
