/* test-run-trail.c
 *
 * The trail tells of passes, of settings and of rates that changed: by names and hashes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-trail.h"
#include "tally-test-audited.h"
#include "tally-test-run.h"
#include "tally-test-sync.h"
#include "tally-test.h"

#define PERSON "pat@example.com"
#define N_ROWS 20

static gboolean
add_entry_cb (const TallyStoreTrailEntry  *entry,
              gpointer                     data,
              GError                     **error)
{
  static const char *const wanted[] = { "run", "configuration", "rates", NULL };

  if (g_strv_contains (wanted, entry->kind))
    g_string_append_printf (data, "%s %s %s %s\n", entry->kind, entry->subject, entry->actor, entry->payload);
  return TRUE;
}

/* What the trail says of one run. */
static char *
dup_entries (TallyTestEngine *engine,
             gint64           run_id)
{
  g_autoptr (TallyStore) store = tally_test_sync_open_store (engine);
  g_autofree char *subject = g_strdup_printf ("run:%" G_GINT64_FORMAT, run_id);
  GString *out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_trail_foreach (store, subject, add_entry_cb, out, &error));
  g_assert_no_error (error);
  g_test_message ("%s", out->str);
  return g_string_free (out, FALSE);
}

static char *
run_and_dup (TallyTestEngine         *engine,
             const TallyBatchOptions *options)
{
  g_autoptr (TallyRun) run = NULL;

  tally_clock_advance (engine->clock, G_TIME_SPAN_HOUR);
  run = tally_test_engine_run (engine, options);
  g_assert_cmpint (run->run_id, >, 0);
  return dup_entries (engine, run->run_id);
}

static void
test_passes_are_told (void)
{
  static const char *const looking[] = { "health-check", "verify-trail", NULL };
  const TallyBatchOptions by_pat = { .actor = PERSON };
  const TallyBatchOptions dry = { .dry_run = TRUE };
  const TallyBatchOptions looks = { .jobs = looking };
  g_autoptr (TallyTestEngine) engine = tally_test_audited_new (N_ROWS, 0);
  g_autofree char *first = run_and_dup (engine, &by_pat);
  g_autofree char *second = run_and_dup (engine, NULL);
  g_autofree char *third = run_and_dup (engine, &dry);
  g_autofree char *fourth = run_and_dup (engine, &looks);

  g_assert_true (g_str_has_prefix (first, "run run:1 " PERSON " {"));
  g_assert_nonnull (strstr (first, "\"jobs\":[\"recover\",\"sync\","));
  g_assert_nonnull (strstr (first, "\"version\":\"" TALLY_VERSION "\""));
  g_assert_null (strstr (first, "\nconfiguration"));
  g_assert_true (g_str_has_prefix (second, "run run:2  {"));
  g_assert_null (strstr (second, "\nconfiguration"));
  g_assert_cmpstr (third, ==, "");
  g_assert_cmpstr (fourth, ==, "");
}

static void
test_changed_settings_are_named (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_audited_new (N_ROWS, 0);
  g_autofree char *first = run_and_dup (engine, NULL);
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  tally_test_audited_configure (engine, "[audit]\nmateriality=4321.12\neditors=kim@example.com\n");
  second = run_and_dup (engine, NULL);
  third = run_and_dup (engine, NULL);
  g_assert_null (strstr (first, "configuration run:"));
  g_assert_nonnull (strstr (second, "\nconfiguration run:2  {\"changed\":[\"audit.editors\",\"audit.materiality\"],"));
  g_assert_nonnull (strstr (second, "\"n_changed\":2"));
  g_assert_null (strstr (second, "4321"));
  g_assert_null (strstr (second, "kim@"));
  g_assert_null (strstr (third, "configuration run:"));
}

static void
test_changed_rates_are_told (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_audited_new (N_ROWS, 0);
  g_autofree char *first = run_and_dup (engine, NULL);
  g_autoptr (GArray) billed = tally_test_audited_list_billed (engine);
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  tally_test_audited_write_rates (engine, billed);
  second = run_and_dup (engine, NULL);
  third = run_and_dup (engine, NULL);
  g_assert_null (strstr (first, "rates run:"));
  g_assert_nonnull (strstr (second, "\nrates run:2  {\"after\":\""));
  g_assert_nonnull (strstr (second, "\"before\":\"\""));
  g_assert_null (strstr (third, "rates run:"));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/run-trail/passes-are-told", test_passes_are_told);
  g_test_add_func ("/engine/run-trail/changed-settings-are-named", test_changed_settings_are_named);
  g_test_add_func ("/engine/run-trail/changed-rates-are-told", test_changed_rates_are_told);
  return g_test_run ();
}
