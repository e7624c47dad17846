/* test-rivals.c
 *
 * Two installations and the predecessor's kind of writer on one target, in turn and at once; who
 * may publish at all; what a pass may cost.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-run.h"
#include "tally-test-target.h"
#include "tally-test.h"

#define LONG_AGO "2024-01-05T10:00:00Z"
#define SOON "2199-01-01T00:00:00Z"

/* Never two workbooks of Tallyman of one identity, whoever wrote them. */
static void
assert_one_of_each (TallyTestEngine *engine)
{
  g_autoptr (GPtrArray) names = tally_test_engine_list_files (engine);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr (TallyFileName) name = tally_identity_parse_file_name (names->pdata[i]);
      g_test_message ("%s", (const char *) names->pdata[i]);
      if (name != NULL && name->form == TALLY_FILE_NAME_CURRENT)
        g_assert_true (g_hash_table_add (seen, tally_identity_dup_key (name->identity)));
    }
  g_assert_cmpuint (g_hash_table_size (seen), >=, 2);
}

/* A name as the predecessor gives it, for the workbook of a file. */
static char *
dup_predecessor_name (const TallyTestFile *file,
                      guint                number)
{
  g_autoptr (TallyFileName) name = tally_identity_parse_file_name (file->name);
  g_autofree char *stem = NULL;

  g_assert_nonnull (name);
  stem = tally_identity_dup_stem (name->identity);
  return g_strdup_printf ("%s_%06u_%016x.xlsx", stem, 100000 + number, 0xabc00u + number);
}

static gint64
attach_as_predecessor (TallyTestEngine     *engine,
                       const TallyTestFile *file,
                       guint                number,
                       const char          *created)
{
  g_autofree char *name = dup_predecessor_name (file, number);

  return tally_test_target_attach (engine, file->row_id, name, created);
}

static void
assert_stopped (TallyTestEngine         *engine,
                const TallyBatchOptions *options,
                const char              *part)
{
  guint n_writes = tally_test_engine_count_writes (engine);
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, options);
  const TallyNotice *notice = tally_test_run_find_notice (run, "other-generator");

  tally_test_run_assert_exit (run, 3);
  g_assert_nonnull (notice);
  g_assert_nonnull (strstr (notice->text, part));
  g_assert_cmpuint (run->counts.n_published, ==, 0);
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, n_writes);
}

/* Its workbook is of another identity than the one that changed: all the same nothing is published. */
static void
test_another_generator_stops_the_run (void)
{
  const TallyBatchOptions take_over = { .take_over = TRUE };
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyTestFile) changed = NULL;
  g_autoptr (TallyTestFile) other = tally_test_target_get_first (engine, 0);
  g_autoptr (TallyRun) run = NULL;
  gint64 theirs;

  tally_test_engine_change_a_price (engine);
  changed = tally_test_target_get_changed (engine);
  if (changed->attachment_id == other->attachment_id)
    {
      g_clear_pointer (&other, tally_test_file_free);
      other = tally_test_target_get_first (engine, 1);
    }
  theirs = attach_as_predecessor (engine, other, 1, SOON);
  assert_stopped (engine, NULL, "1 with names of the predecessor's form, 0 of Tallyman's");
  assert_stopped (engine, &take_over, "2199-01-01T00:00:00Z");
  g_free (engine->settings);
  engine->settings = g_strdup ("[publish]\nother-generator-hours=0\n");
  run = tally_test_engine_run (engine, NULL); /* who does not look replaces what changed */
  tally_test_run_assert_exit (run, 3);
  g_assert_cmpuint (run->counts.n_published, ==, 1);
  g_assert_cmpuint (tally_test_run_count_holds (run, TALLY_HOLD_FOREIGN_PUBLISHER), ==, 1);
  g_assert_true (tally_test_target_has (engine, theirs));
}

static void
test_what_it_left_long_ago_stops_nobody (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyTestFile) file = tally_test_target_get_first (engine, 0);
  g_autoptr (TallyRun) run = NULL;

  attach_as_predecessor (engine, file, 1, LONG_AGO);
  tally_test_engine_change_a_price (engine);
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 0);
  g_assert_cmpuint (run->counts.n_published, ==, 1);
  tally_test_engine_assert_exactly_once (engine, run);
}

/* The first pass beside a predecessor that ran today: nothing, not even what is new, goes out
 * before a person says so; once it did, what comes later stops again. */
static void
test_a_first_pass_beside_it_needs_a_take_over (void)
{
  const TallyBatchOptions dry = { .dry_run = TRUE };
  const TallyBatchOptions take_over = { .take_over = TRUE };
  g_autoptr (TallyTestEngine) scout = tally_test_engine_new_published ();
  g_autoptr (TallyTestFile) file = tally_test_target_get_first (scout, 0);
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autoptr (TallyRun) seen = tally_test_engine_run (engine, &dry);
  g_autofree char *recent = tally_clock_format_utc (g_get_real_time () - G_TIME_SPAN_HOUR);
  gint64 theirs = attach_as_predecessor (engine, file, 1, recent);
  g_autoptr (TallyRun) run = NULL;

  tally_test_run_assert_exit (seen, 0);
  assert_stopped (engine, NULL, "take its workbooks over with --take-over");
  run = tally_test_engine_run (engine, &take_over);
  tally_test_run_assert_exit (run, 0);
  g_assert_false (tally_test_target_has (engine, theirs));
  tally_test_engine_assert_exactly_once (engine, run);
  tally_test_engine_assert_settled (engine);
  attach_as_predecessor (engine, file, 2, SOON);
  assert_stopped (engine, &take_over, "run once with --take-over when");
}

/* A run that may never publish says so once, and reads all the same. */
static void
test_never_is_never (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autoptr (TallyRun) run = NULL;
  guint n_told = 0;

  g_free (engine->settings);
  engine->settings = g_strdup ("[target]\npublish=never\n");
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 0);
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, 0);
  g_assert_cmpuint (run->counts.n_workbooks_written, >=, 2);
  for (guint i = 0; i < run->notices->len; i++)
    n_told += strcmp (((const TallyNotice *) run->notices->pdata[i])->code, "publish-never") == 0 ? 1 : 0;
  g_assert_cmpuint (n_told, ==, 1);
}

/* An auditor's desktop beside CI, which alone publishes: what CI did meanwhile is no rival's work. */
static void
test_a_reader_follows_the_publisher (void)
{
  g_autoptr (TallyTestEngine) ci = tally_test_engine_new_published ();
  g_autoptr (TallyTestEngine) desktop = tally_test_engine_new_beside (ci, "desktop");
  guint n_writes;

  g_free (desktop->settings);
  desktop->settings = g_strdup ("[target]\npublish=never\n");
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (TallyRun) read = NULL;
      g_autoptr (TallyRun) published = NULL;
      n_writes = tally_test_engine_count_writes (ci);
      read = tally_test_engine_run (desktop, NULL);
      tally_test_run_assert_exit (read, 0);
      g_assert_cmpuint (tally_test_run_count_holds (read, TALLY_HOLD_FOREIGN_PUBLISHER), ==, 0);
      g_assert_cmpuint (tally_test_engine_count_writes (ci), ==, n_writes);
      tally_test_engine_change_a_price (ci);
      published = tally_test_engine_run (ci, NULL);
      tally_test_run_assert_exit (published, 0);
      g_assert_cmpuint (published->counts.n_published, ==, 1);
    }
}

/* A desktop and CI in turn, with edits in between: whoever finds the other's newer work adopts it
 * on an empty store, and else stops. */
static void
test_in_turn_never_two_of_one (void)
{
  g_autoptr (TallyTestEngine) first = tally_test_engine_new_published ();
  g_autoptr (TallyTestEngine) second = tally_test_engine_new_beside (first, "second");

  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (TallyRun) run = tally_test_engine_run (i % 2 == 0 ? second : first, NULL);
      g_test_message ("round %u: exit %d, %u published", i, tally_run_get_exit_code (run),
                      (guint) run->counts.n_published);
      assert_one_of_each (first);
      tally_test_engine_change_a_price (i % 2 == 0 ? second : first);
    }
}

static gpointer
run_worker (gpointer data)
{
  return tally_test_engine_run (data, NULL);
}

static void
test_at_once_never_two_of_one (void)
{
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (TallyTestEngine) first = tally_test_engine_new_small ();
      g_autoptr (TallyTestEngine) second = tally_test_engine_new_beside (first, "second");
      GThread *thread = g_thread_new ("rival", run_worker, second);
      g_autoptr (TallyRun) mine = tally_test_engine_run (first, NULL);
      g_autoptr (TallyRun) theirs = g_thread_join (thread);
      g_test_message ("exits %d and %d", tally_run_get_exit_code (mine), tally_run_get_exit_code (theirs));
      assert_one_of_each (first);
      g_assert_true (mine->counts.n_published > 0 || theirs->counts.n_published > 0);
      g_assert_cmpuint (tally_test_target_list_sheet_files (first)->len, <=, 2);
    }
}

/* The predecessor's writer at work while both publish. */
typedef struct {
  TallyTestEngine     *engine; /* (borrowed) */
  const TallyTestFile *file;   /* (borrowed) what it replaces */
  guint                n_written;
} Chaos;

static void
write_cb (const char *name,
          gpointer    data)
{
  Chaos *chaos = data;

  if (strcmp (name, "planned") == 0 || strcmp (name, "committed") == 0)
    attach_as_predecessor (chaos->engine, chaos->file, ++chaos->n_written, NULL);
}

/* The person's word: after it each workbook hangs there once. */
static void
take_all_over (TallyTestEngine *engine)
{
  const TallyBatchOptions take_over = { .take_over = TRUE };
  g_autoptr (TallyRun) run = NULL;

  g_free (engine->settings);
  engine->settings = g_strdup ("[publish]\nother-generator-hours=0\n");
  run = tally_test_engine_run (engine, &take_over);
  tally_test_run_assert_exit (run, 0);
  tally_test_engine_assert_exactly_once (engine, run);
}

/* Ours never double each other, and who finds the other writer's files leaves it to a person. */
static void
test_all_three_at_once_never_two_of_one (void)
{
  g_autoptr (TallyTestEngine) scout = tally_test_engine_new_published ();
  g_autoptr (TallyTestFile) file = tally_test_target_get_first (scout, 0);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (TallyTestEngine) first = tally_test_engine_new_small ();
      g_autoptr (TallyTestEngine) second = tally_test_engine_new_beside (first, "second");
      Chaos chaos = { .engine = first, .file = file };
      const TallyBatchOptions options = { .step = write_cb, .step_data = &chaos };
      GThread *thread = g_thread_new ("rival", run_worker, second);
      g_autoptr (TallyRun) mine = tally_test_engine_run (first, &options);
      g_autoptr (TallyRun) theirs = g_thread_join (thread);
      g_autoptr (TallyRun) next = NULL;
      g_test_message ("exits %d and %d, %u by the predecessor", tally_run_get_exit_code (mine),
                      tally_run_get_exit_code (theirs), chaos.n_written);
      assert_one_of_each (first);
      next = tally_test_engine_run (first, NULL);
      if (chaos.n_written > 0)
        tally_test_run_assert_exit (next, 3);
      assert_one_of_each (first);
      take_all_over (first);
    }
}

/* The whole of a usual pass: the sheets, the target, the lease, each workbook, the proof, the mark. */
static void
test_a_pass_costs_what_it_must (void)
{
  TallySandboxSeed seed;
  g_autoptr (TallyTestEngine) engine = NULL;
  g_autoptr (TallyRun) run = NULL;
  g_autoptr (TallyRun) again = NULL;

  tally_sandbox_seed_init (&seed);
  g_assert_cmpuint (seed.n_sheets, ==, 9);
  g_assert_cmpuint (seed.rows_per_sheet, ==, 60);
  engine = tally_test_engine_new (&seed);
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 0);
  g_test_message ("%u calls for %u workbooks", (guint) run->counts.n_calls, (guint) run->counts.n_published);
  g_assert_cmpuint (run->counts.n_calls, <=, 75);
  again = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (again, 0);
  g_test_message ("%u calls for an unchanged pass", (guint) again->counts.n_calls);
  g_assert_cmpuint (again->counts.n_calls, <=, 9 + 3);
}

int
main (int    argc,
      char **argv)
{
  static const struct {
    const char *path;
    void      (*run) (void);
  } cases[] = {
    { "another-generator-stops-the-run", test_another_generator_stops_the_run },
    { "what-it-left-long-ago-stops-nobody", test_what_it_left_long_ago_stops_nobody },
    { "a-first-pass-beside-it-needs-a-take-over", test_a_first_pass_beside_it_needs_a_take_over },
    { "never-is-never", test_never_is_never },
    { "a-reader-follows-the-publisher", test_a_reader_follows_the_publisher },
    { "in-turn-never-two-of-one", test_in_turn_never_two_of_one },
    { "at-once-never-two-of-one", test_at_once_never_two_of_one },
    { "all-three-at-once-never-two-of-one", test_all_three_at_once_never_two_of_one },
    { "a-pass-costs-what-it-must", test_a_pass_costs_what_it_must },
  };

  tally_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/rivals/%s", cases[i].path);
      g_test_add_func (path, cases[i].run);
    }
  return g_test_run ();
}
