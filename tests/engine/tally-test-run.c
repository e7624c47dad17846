/* tally-test-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-run.h"

#include "tally-sandbox-calls.h"

void
tally_test_run_assert_exit (const TallyRun *run,
                            int             exit_code)
{
  for (guint i = 0; i < run->notices->len; i++)
    {
      const TallyNotice *notice = run->notices->pdata[i];
      g_test_message ("%s %s: %s (%s)", notice->code, notice->subject, notice->text, notice->detail);
    }
  g_assert_cmpint (tally_run_get_exit_code (run), ==, exit_code);
}

const TallyNotice *
tally_test_run_find_notice (const TallyRun *run,
                            const char     *code)
{
  for (guint i = 0; i < run->notices->len; i++)
    if (strcmp (((const TallyNotice *) run->notices->pdata[i])->code, code) == 0)
      return run->notices->pdata[i];
  return NULL;
}

guint
tally_test_run_count_holds (const TallyRun *run,
                            TallyHold       hold)
{
  guint n = 0;

  g_assert_nonnull (run->plan);
  for (guint i = 0; i < run->plan->entries->len; i++)
    n += ((const TallyPlanEntry *) run->plan->entries->pdata[i])->hold == hold ? 1 : 0;
  return n;
}

TallyTestEngine *
tally_test_engine_new_small (void)
{
  TallySandboxSeed seed;
  TallyTestEngine *engine;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 1;
  seed.rows_per_sheet = 20;
  seed.n_weeks = 1;
  seed.n_work_requests = 4;
  seed.mess_ratio = 0;
  engine = tally_test_engine_new (&seed);
  engine->clock = tally_clock_new_virtual (g_get_real_time ());
  return engine;
}

TallyTestEngine *
tally_test_engine_new_published (void)
{
  TallyTestEngine *engine = tally_test_engine_new_small ();
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, NULL);

  tally_test_run_assert_exit (run, 0);
  g_assert_cmpuint (run->counts.n_published, >=, 2);
  return engine;
}

void
tally_test_engine_assert_settled (TallyTestEngine *self)
{
  guint n_writes = tally_test_engine_count_writes (self);
  g_autoptr (TallyRun) run = tally_test_engine_run (self, NULL);

  tally_test_run_assert_exit (run, 0);
  g_assert_cmpuint (tally_test_engine_count_writes (self), ==, n_writes);
  tally_test_engine_assert_exactly_once (self, run);
}

TallyRun *
tally_test_engine_check_takeover (TallyTestEngine         *self,
                                  const TallyBatchOptions *options,
                                  TallyTakeover           *takeover,
                                  TallyProgress           *progress,
                                  GCancellable            *cancellable)
{
  static const TallyBatchOptions everything = { 0 };
  g_autoptr (TallyEngine) engine = tally_test_engine_open (self);

  return tally_engine_check_takeover (engine, options != NULL ? options : &everything, takeover, progress,
                                      cancellable);
}

void
tally_test_target_assert_archived (TallyTestEngine     *engine,
                                   const TallyTestFile *file)
{
  g_autofree char *name = g_strdup_printf ("%.2s/%s.xlsx", file->sha256, file->sha256);
  g_autofree char *path = g_build_filename (engine->archive_dir, name, NULL);
  g_autofree char *content = NULL;
  g_autofree char *sha256 = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) content, size);
  g_assert_cmpstr (sha256, ==, file->sha256);
}

guint
tally_test_engine_count_writes (TallyTestEngine *self)
{
  return tally_sandbox_calls_count_writes (tally_sandbox_server_get_calls (self->server));
}

void
tally_test_engine_set_faults (TallyTestEngine *self,
                              const char      *json)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_sandbox_server_set_faults (self->server, json, &error));
  g_assert_no_error (error);
}

GPtrArray *
tally_test_engine_list_expected (TallyTestEngine *self,
                                 const char      *name)
{
  static const char *const jobs[] = { "sync", "plan", NULL };
  const TallyBatchOptions options = { .jobs = jobs, .dry_run = TRUE };
  g_autoptr (TallyTestEngine) twin = tally_test_engine_new_beside (self, name);
  g_autoptr (TallyRun) run = tally_test_engine_run (twin, &options);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  tally_test_run_assert_exit (run, 0);
  for (guint i = 0; i < run->plan->entries->len; i++)
    {
      const TallyPlanEntry *entry = run->plan->entries->pdata[i];
      g_ptr_array_add (names, tally_identity_dup_file_name (entry->identity, entry->fingerprint));
    }
  return names;
}

static gboolean
is_among (GPtrArray  *names,
          const char *name)
{
  for (guint i = 0; i < names->len; i++)
    if (strcmp (names->pdata[i], name) == 0)
      return TRUE;
  return FALSE;
}

gboolean
tally_test_engine_holds (TallyTestEngine *self,
                         GPtrArray       *expected,
                         guint            n_missing)
{
  g_autoptr (GPtrArray) names = tally_test_engine_list_files (self);
  guint n_right = 0;

  for (guint i = 0; i < names->len; i++)
    if (is_among (expected, names->pdata[i])
        && (i == 0 || strcmp (names->pdata[i - 1], names->pdata[i]) != 0))
      n_right++;
  return n_right == names->len && n_right + n_missing == expected->len;
}
