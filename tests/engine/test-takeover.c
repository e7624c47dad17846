/* test-takeover.c
 *
 * The comparison before a takeover, against a target full of the predecessor's workbooks: right to
 * the cent, it changes nothing, it can be stopped and gone on with.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-calls.h"
#include "tally-sandbox-past.h"
#include "tally-test-engine.h"
#include "tally-test-run.h"
#include "tally-test-target.h"
#include "tally-test.h"

static TallyTestEngine *
make_engine (double mess_ratio)
{
  TallySandboxSeed seed;
  TallyTestEngine *engine;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 3;
  seed.rows_per_sheet = 100;
  seed.n_work_requests = 20;
  seed.mess_ratio = mess_ratio;
  seed.with_predecessor = TRUE;
  engine = tally_test_engine_new (&seed);
  engine->clock = tally_clock_new_virtual (g_get_real_time ()); /* nobody waits for a retry */
  return engine;
}

static void
print_notices (const TallyRun *run)
{
  for (guint i = 0; i < run->notices->len; i++)
    {
      const TallyNotice *notice = run->notices->pdata[i];
      g_test_message ("%s %s: %s (%s)", notice->code, notice->subject, notice->text, notice->detail);
    }
}

static void
assert_exit (const TallyRun *run,
             int             exit_code)
{
  if (tally_run_get_exit_code (run) != exit_code)
    print_notices (run);
  g_assert_cmpint (tally_run_get_exit_code (run), ==, exit_code);
}

static const TallyTakeoverEntry *
find_entry (const TallyTakeover    *takeover,
            const TallySandboxPast *past)
{
  for (guint i = 0; i < takeover->entries->len; i++)
    {
      const TallyTakeoverEntry *entry = takeover->entries->pdata[i];
      char day[TALLY_DAY_BUFFER_SIZE];

      if (strcmp (entry->identity->work_request, past->work_request) == 0
          && strcmp (tally_variant_get_id (entry->identity->variant), past->variant) == 0
          && strcmp (tally_day_format_iso (entry->identity->week_ending, day, sizeof day), past->week_ending) == 0)
        return entry;
    }
  g_test_message ("%s of %s is not compared", past->work_request, past->week_ending);
  g_assert_not_reached ();
}

static guint
count_changes (const TallyTakeoverEntry *entry,
               TallyTakeoverChange       change)
{
  guint n = 0;

  for (guint i = 0; i < entry->lines->len; i++)
    n += ((const TallyTakeoverLine *) entry->lines->pdata[i])->change == change ? 1 : 0;
  return n;
}

/* The lines that differ explain the difference, unless the total itself is wrong. */
static void
assert_explained (const TallyTakeoverEntry *entry,
                  const TallySandboxPast   *past)
{
  TallyMoney sum = 0;

  for (guint i = 0; i < entry->lines->len; i++)
    {
      const TallyTakeoverLine *line = entry->lines->pdata[i];
      sum += line->our_cents - line->their_cents;
    }
  g_assert_cmpint (sum, ==, strcmp (past->defect, "wrong-total") == 0 ? 0 : entry->our_cents - entry->their_cents);
}

static void
assert_entry (const TallyTakeover    *takeover,
              const TallySandboxPast *past)
{
  const TallyTakeoverEntry *entry = find_entry (takeover, past);

  g_test_message ("%s %s: %s", past->work_request, past->week_ending, past->defect);
  g_assert_cmpstr (tally_takeover_status_get_id (entry->status), ==, past->status);
  g_assert_cmpint (entry->our_cents, ==, past->our_cents);
  g_assert_cmpuint (entry->our_lines, ==, past->our_lines);
  g_assert_cmpint (entry->their_cents, ==, past->their_cents);
  g_assert_cmpuint (entry->their_lines, ==, past->their_lines);
  g_assert_cmpuint (entry->n_files, ==, past->names->len);
  g_assert_false (entry->is_ours);
  if (past->names->len > 0)
    g_assert_cmpstr (entry->file_name, ==, past->names->pdata[past->names->len - 1]);
  if (entry->status == TALLY_TAKEOVER_UNREADABLE)
    {
      g_assert_cmpstr (entry->remark, !=, "");
      return;
    }
  g_assert_cmpuint (count_changes (entry, TALLY_TAKEOVER_ADDED), ==, past->n_added);
  g_assert_cmpuint (count_changes (entry, TALLY_TAKEOVER_REMOVED), ==, past->n_removed);
  g_assert_cmpuint (count_changes (entry, TALLY_TAKEOVER_CHANGED), ==, past->n_changed);
  if (entry->status == TALLY_TAKEOVER_DIFFERS)
    assert_explained (entry, past);
}

static guint
count_status (const TallyTakeover *takeover,
              TallyTakeoverStatus  status)
{
  return takeover->n_by_status[status];
}

/* Clean rows: every line of the truth comes out. */
static void
test_right_to_the_cent (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (0);
  g_autoptr (TallyTakeover) takeover = tally_takeover_new ();
  g_autoptr (TallyRun) run = tally_test_engine_check_takeover (engine, NULL, takeover, NULL, NULL);
  GPtrArray *pasts = tally_sandbox_seed_manifest_list_past (engine->manifest);
  guint n_doubled = 0;

  assert_exit (run, 3);
  g_assert_cmpuint (takeover->entries->len, ==, pasts->len);
  for (guint i = 0; i < pasts->len; i++)
    {
      assert_entry (takeover, pasts->pdata[i]);
      n_doubled += ((const TallySandboxPast *) pasts->pdata[i])->names->len > 1 ? 1 : 0;
    }
  for (guint i = 0; i < TALLY_N_TAKEOVER_STATUSES; i++)
    if (i != TALLY_TAKEOVER_LINES && i != TALLY_TAKEOVER_NO_ROW)
      g_assert_cmpuint (count_status (takeover, (TallyTakeoverStatus) i), >, 0);
  g_assert_cmpuint (takeover->n_doubled, ==, n_doubled);
  g_assert_cmpint (takeover->our_cents, ==, tally_sandbox_seed_manifest_get_count (engine->manifest, "cents"));
  g_assert_cmpuint (takeover->n_foreign, ==,
                    tally_sandbox_seed_manifest_count_notes (engine->manifest, "foreign_files"));
  g_assert_true (g_file_test (takeover->report_path, G_FILE_TEST_IS_REGULAR));
  /* and nothing was changed, nothing kept */
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, 0);
  g_assert_cmpuint (run->counts.n_mutations, ==, 0);
}

/* With all the mess of real rows the amounts are still right; odd labels are no difference. */
static void
test_messy_rows (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (1);
  g_autoptr (TallyTakeover) takeover = tally_takeover_new ();
  g_autoptr (TallyRun) run = tally_test_engine_check_takeover (engine, NULL, takeover, NULL, NULL);
  GPtrArray *pasts = tally_sandbox_seed_manifest_list_past (engine->manifest);

  assert_exit (run, 3);
  for (guint i = 0; i < pasts->len; i++)
    {
      const TallySandboxPast *past = pasts->pdata[i];
      const TallyTakeoverEntry *entry = find_entry (takeover, past);

      g_test_message ("%s %s: %s", past->work_request, past->week_ending, past->defect);
      for (guint j = 0; j < entry->lines->len; j++)
        {
          const TallyTakeoverLine *line = entry->lines->pdata[j];
          g_test_message ("%s %s %s %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                          tally_takeover_change_get_id (line->change), line->point, line->unit_code,
                          line->work_type, line->our_cents, line->their_cents);
        }
      g_assert_cmpstr (tally_takeover_status_get_id (entry->status), ==, past->status);
      g_assert_cmpint (entry->our_cents, ==, past->our_cents);
      g_assert_cmpint (entry->their_cents, ==, past->their_cents);
    }
  g_assert_cmpuint (count_status (takeover, TALLY_TAKEOVER_NO_ROW), >, 0);
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, 0);
}

/* Only what was asked for is compared; the rest is counted, not called extra. */
static void
test_filters (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (0);
  const TallySandboxPast *past = tally_sandbox_seed_manifest_list_past (engine->manifest)->pdata[0];
  const char *const work_requests[] = { past->work_request, NULL };
  const TallyBatchOptions options = { .work_requests = work_requests };
  g_autoptr (TallyTakeover) takeover = tally_takeover_new ();
  g_autoptr (TallyRun) run = tally_test_engine_check_takeover (engine, &options, takeover, NULL, NULL);

  assert_exit (run, tally_takeover_is_settled (takeover) ? 0 : 3);
  g_assert_cmpuint (takeover->entries->len, >, 0);
  for (guint i = 0; i < takeover->entries->len; i++)
    g_assert_cmpstr (((const TallyTakeoverEntry *) takeover->entries->pdata[i])->identity->work_request, ==,
                     past->work_request);
  assert_entry (takeover, past);
  g_assert_cmpuint (takeover->n_filtered, >, 10);
}

static guint
count_downloads (TallyTestEngine *engine)
{
  return tally_sandbox_calls_count (tally_sandbox_server_get_calls (engine->server), "get-file");
}

typedef struct {
  GCancellable *cancellable;
  guint         n_left; /* steps of the phase until the stop */
} Stop;

static void
stop_cb (const TallyProgressState *state,
         gpointer                  data)
{
  Stop *stop = data;

  if (g_strcmp0 (state->phase, "compare") == 0 && state->n_done >= stop->n_left)
    g_cancellable_cancel (stop->cancellable);
}

/* A comparison that was stopped goes on with what it has fetched. */
static void
test_goes_on (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (0);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Stop stop = { cancellable, 12 };
  g_autoptr (TallyProgress) progress = tally_progress_new (stop_cb, &stop, NULL, cancellable);
  g_autoptr (TallyTakeover) stopped = tally_takeover_new ();
  g_autoptr (TallyTakeover) whole = tally_takeover_new ();
  g_autofree char *cache = g_build_filename (engine->data_dir, "takeover", NULL);
  g_autoptr (TallyRun) first = tally_test_engine_check_takeover (engine, NULL, stopped, progress, cancellable);
  g_autoptr (TallyRun) second = NULL;
  guint n_first = count_downloads (engine);
  guint n_files = 0;

  assert_exit (first, 3);
  g_assert_null (stopped->report_path);
  g_assert_cmpuint (n_first, >=, 12);
  second = tally_test_engine_check_takeover (engine, NULL, whole, NULL, NULL);
  assert_exit (second, 3);
  for (guint i = 0; i < whole->entries->len; i++)
    n_files += ((const TallyTakeoverEntry *) whole->entries->pdata[i])->attachment_id != 0 ? 1 : 0;
  g_assert_cmpuint (n_first, <, n_files);
  /* what was under way at the stop may have been fetched in vain */
  g_assert_cmpuint (count_downloads (engine), <=, n_files + 8);
  for (guint i = 0; i < whole->entries->len; i++)
    assert_entry (whole, tally_sandbox_seed_manifest_list_past (engine->manifest)->pdata[i]);
  g_assert_false (g_file_test (cache, G_FILE_TEST_EXISTS));
}

/* What can't be fetched is one unreadable file, and the others are compared. */
static void
test_a_file_that_is_refused (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (0);
  g_autoptr (TallyTakeover) takeover = tally_takeover_new ();
  g_autoptr (TallyRun) run = NULL;

  tally_test_engine_set_faults (engine, "[{\"operation\": \"get-attachment\", \"first\": 3, \"kind\": \"forbid\"}]");
  run = tally_test_engine_check_takeover (engine, NULL, takeover, NULL, NULL);
  assert_exit (run, 3);
  g_assert_nonnull (takeover->report_path);
  for (guint i = 0, n = 0; i < takeover->entries->len; i++)
    {
      const TallyTakeoverEntry *entry = takeover->entries->pdata[i];

      n += strstr (entry->remark, "smartsheet-forbidden") != NULL ? 1 : 0;
      g_assert_cmpuint (n, <=, 1);
      g_assert_true (i + 1 < takeover->entries->len || n == 1);
    }
}

int
main (int   argc,
      char *argv[])
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/takeover/right-to-the-cent", test_right_to_the_cent);
  g_test_add_func ("/engine/takeover/messy-rows", test_messy_rows);
  g_test_add_func ("/engine/takeover/filters", test_filters);
  g_test_add_func ("/engine/takeover/a-stopped-comparison-goes-on", test_goes_on);
  g_test_add_func ("/engine/takeover/a-file-that-is-refused", test_a_file_that_is_refused);
  return g_test_run ();
}
