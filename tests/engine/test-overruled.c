/* test-overruled.c
 *
 * The predecessor came back and attached workbooks after ours: a take-over archives and removes
 * them too, by the rules of any other take-over, beside one publisher and beside two.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-run.h"
#include "tally-test-target.h"
#include "tally-test.h"

/* A world in which workbooks were published, and the predecessor's program beside it. */
typedef struct {
  TallyTestEngine *engine;   /* (owned) */
  char            *made_dir; /* (owned) workbooks that do not say from where they come */
  TallyRun        *made;     /* (owned) what they are */
  GPtrArray       *written;  /* (owned) TallyTestFile: what the predecessor attached */
  const char      *during;   /* (nullable) the step or phase in which it attaches another one */
  guint            n_attached;
} Beside;

static const TallyBatchOptions take_over = { .take_over = TRUE };

static void
beside_clear (Beside *self)
{
  g_clear_pointer (&self->engine, tally_test_engine_free);
  g_clear_pointer (&self->made, tally_run_free);
  g_clear_pointer (&self->written, g_ptr_array_unref);
  g_free (self->made_dir);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Beside, beside_clear)

/* The same workbooks as ours by a program that says nothing of itself, in a folder. */
static void
make_predecessor (Beside *self)
{
  const TallyBatchOptions dry = { .dry_run = TRUE, .force = TRUE };
  g_autoptr (TallyTestEngine) scout = tally_test_engine_new_beside (self->engine, "predecessor");

  g_free (scout->settings);
  scout->settings = g_strdup ("[workbook]\nprovenance=off\n");
  self->made = tally_test_engine_run (scout, &dry);
  g_assert_cmpuint (self->made->counts.n_workbooks_written, >=, 2);
  self->made_dir = g_strdup (scout->output_dir);
}

static void
set_hours (TallyTestEngine *engine,
           guint            hours)
{
  g_free (engine->settings);
  engine->settings = g_strdup_printf ("[publish]\nother-generator-hours=%u\n", hours);
}

static void
begin (Beside *self)
{
  self->engine = tally_test_engine_new_published ();
  self->written = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_test_file_free);
  make_predecessor (self);
  set_hours (self->engine, 0);
}

static const TallyPlanEntry *
find_extreme (Beside   *self,
              gboolean  largest)
{
  const TallyPlanEntry *found = self->made->plan->entries->pdata[0];

  for (guint i = 1; i < self->made->plan->entries->len; i++)
    {
      const TallyPlanEntry *entry = self->made->plan->entries->pdata[i];
      if ((entry->total_cents > found->total_cents) == largest
          && entry->total_cents != found->total_cents)
        found = entry;
    }
  return found;
}

static TallyTestFile *
get_attached (Beside *self,
              gint64  attachment_id)
{
  g_autoptr (GPtrArray) files = tally_test_target_list (self->engine);

  for (guint i = files->len; i > 0; i--)
    if (((const TallyTestFile *) files->pdata[i - 1])->attachment_id == attachment_id)
      return g_ptr_array_steal_index (files, i - 1);
  g_assert_not_reached ();
}

/* The predecessor hangs its workbook of @content where ours of @entry is, a minute from now, as far
 * as the server knows. */
static const TallyTestFile *
attach_newer (Beside               *self,
              gint64                row_id,
              const TallyPlanEntry *entry,
              const TallyPlanEntry *content)
{
  g_autofree char *file = tally_identity_dup_file_name (content->identity, content->fingerprint);
  g_autofree char *path = g_build_filename (self->made_dir, file, NULL);
  g_autofree char *stem = tally_identity_dup_stem (entry->identity);
  g_autofree char *name =
      g_strdup_printf ("%s_%06u_00000000000abcde.xlsx", stem, 100000 + self->n_attached);
  g_autofree char *created = NULL;
  gint64 id;

  self->n_attached++;
  created = tally_clock_format_utc (g_get_real_time () + self->n_attached * G_TIME_SPAN_MINUTE);
  id = tally_test_target_attach_file (self->engine, row_id, name, path, created);
  g_ptr_array_add (self->written, get_attached (self, id));
  return self->written->pdata[self->written->len - 1];
}

/* One newer workbook beside each of the first so many of ours. */
static void
attach_newer_ones (Beside *self,
                   guint   n)
{
  for (guint i = 0; i < n; i++)
    {
      const TallyPlanEntry *entry = self->made->plan->entries->pdata[i];
      g_autoptr (TallyTestFile) ours = tally_test_target_find (self->engine, entry->identity);
      attach_newer (self, ours->row_id, entry, entry);
    }
}

/* What the predecessor attached is gone, every byte of it in the archive of who took it over. */
static void
assert_taken (Beside          *self,
              TallyTestEngine *by)
{
  for (guint i = 0; i < self->written->len; i++)
    {
      const TallyTestFile *file = self->written->pdata[i];
      if (tally_test_target_has (self->engine, file->attachment_id))
        g_test_message ("%s hangs there still", file->name);
      g_assert_false (tally_test_target_has (self->engine, file->attachment_id));
      tally_test_target_assert_archived (by, file);
    }
}

/* Nothing of ours has changed, so that nothing is published: what came after it goes all the same.
 */
static void
test_newer_beside_unchanged (void)
{
  g_auto (Beside) self = { 0 };
  g_autoptr (TallyRun) held = NULL;
  g_autoptr (TallyRun) run = NULL;

  begin (&self);
  attach_newer_ones (&self, 2);
  held = tally_test_engine_run (self.engine, NULL);
  tally_test_run_assert_exit (held, 3);
  g_assert_cmpuint (tally_test_run_count_holds (held, TALLY_HOLD_FOREIGN_PUBLISHER), ==, 2);
  g_assert_cmpuint (held->counts.n_removed, ==, 0);
  run = tally_test_engine_run (self.engine, &take_over);
  tally_test_run_assert_exit (run, 0);
  g_assert_cmpuint (run->counts.n_published, ==, 0);
  g_assert_cmpuint (run->counts.n_removed, ==, 2);
  assert_taken (&self, self.engine);
  tally_test_engine_assert_exactly_once (self.engine, run);
  tally_test_engine_assert_settled (self.engine);
}

/* Several newer ones on one row, and ours has changed as well: even what bears a later time goes.
 */
static void
test_newer_beside_changed (void)
{
  g_auto (Beside) self = { 0 };
  g_autoptr (TallyTestFile) changed = NULL;
  g_autoptr (TallyFileName) name = NULL;
  g_autoptr (TallyRun) run = NULL;

  begin (&self);
  tally_test_engine_change_a_price (self.engine);
  changed = tally_test_target_get_changed (self.engine);
  name = tally_identity_parse_file_name (changed->name);
  for (guint i = 0; i < self.made->plan->entries->len; i++)
    {
      const TallyPlanEntry *entry = self.made->plan->entries->pdata[i];
      for (guint j = 0; j < 2 && tally_file_name_matches (name, entry->identity); j++)
        attach_newer (&self, changed->row_id, entry, entry);
    }
  g_assert_cmpuint (self.written->len, ==, 2);
  run = tally_test_engine_run (self.engine, &take_over);
  tally_test_run_assert_exit (run, 0);
  g_assert_cmpuint (run->counts.n_published, ==, 1);
  g_assert_cmpuint (run->counts.n_removed, ==, 3);
  assert_taken (&self, self.engine);
  tally_test_engine_assert_exactly_once (self.engine, run);
  tally_test_engine_assert_settled (self.engine);
}

static void
test_a_larger_one_is_held (void)
{
  g_auto (Beside) self = { 0 };
  g_autoptr (TallyTestFile) ours = NULL;
  g_autoptr (TallyRun) run = NULL;
  const TallyPlanEntry *small;
  const TallyPlanEntry *large;
  const TallyTestFile *theirs;

  begin (&self);
  small = find_extreme (&self, FALSE);
  large = find_extreme (&self, TRUE);
  g_assert_cmpint (small->total_cents * 5, <, large->total_cents * 4);
  ours = tally_test_target_find (self.engine, small->identity);
  theirs = attach_newer (&self, ours->row_id, small, large);
  run = tally_test_engine_run (self.engine, &take_over);
  tally_test_run_assert_exit (run, 3);
  g_assert_cmpuint (tally_test_run_count_holds (run, TALLY_HOLD_TAKEOVER_SHRINKS), ==, 1);
  g_assert_cmpuint (run->counts.n_removed, ==, 0);
  g_assert_true (tally_test_target_has (self.engine, ours->attachment_id));
  g_assert_true (tally_test_target_has (self.engine, theirs->attachment_id));
}

/* While it is at work not even a take-over goes on; a day after its last word it does. */
static void
test_the_other_generator_comes_first (void)
{
  g_auto (Beside) self = { 0 };
  g_autoptr (TallyRun) stopped = NULL;
  g_autoptr (TallyRun) run = NULL;
  guint n_writes;

  begin (&self);
  set_hours (self.engine, 24);
  attach_newer_ones (&self, 1);
  n_writes = tally_test_engine_count_writes (self.engine);
  stopped = tally_test_engine_run (self.engine, &take_over);
  tally_test_run_assert_exit (stopped, 3);
  g_assert_nonnull (tally_test_run_find_notice (stopped, "other-generator"));
  g_assert_cmpuint (tally_test_engine_count_writes (self.engine), ==, n_writes);
  tally_clock_advance (self.engine->clock, 25 * G_TIME_SPAN_HOUR);
  run = tally_test_engine_run (self.engine, &take_over);
  tally_test_run_assert_exit (run, 0);
  assert_taken (&self, self.engine);
  tally_test_engine_assert_exactly_once (self.engine, run);
}

/* --- it attaches while a take-over is under way ----------------------------------------------- */

static void
write_another (Beside     *self,
               const char *where)
{
  const TallyTestFile *first = self->written->pdata[0];
  const TallyPlanEntry *entry = self->made->plan->entries->pdata[0];

  if (g_strcmp0 (self->during, where) != 0)
    return;
  self->during = NULL;
  attach_newer (self, first->row_id, entry, entry);
}

static void
progress_cb (const TallyProgressState *state,
             gpointer                  data)
{
  write_another (data, state->phase);
}

static void
step_cb (const char *name,
         gpointer    data)
{
  write_another (data, name);
}

/* What came after the look was not looked at: it is left alone in this pass, and goes in the next.
 */
static void
test_one_more_meanwhile (gconstpointer data)
{
  g_auto (Beside) self = { 0 };
  const TallyBatchOptions options = { .take_over = TRUE, .step = step_cb, .step_data = &self };
  g_autoptr (TallyProgress) progress = tally_progress_new (progress_cb, &self, NULL, NULL);
  g_autoptr (TallyRun) run = NULL;
  g_autoptr (TallyRun) next = NULL;
  const TallyTestFile *late;

  begin (&self);
  attach_newer_ones (&self, 1);
  self.during = data;
  run = tally_test_engine_run_watched (self.engine, &options, progress, NULL);
  tally_test_run_assert_exit (run, 3);
  g_assert_null (self.during);
  late = self.written->pdata[1];
  g_assert_true (tally_test_target_has (self.engine, late->attachment_id));
  next = tally_test_engine_run (self.engine, &take_over);
  tally_test_run_assert_exit (next, 0);
  assert_taken (&self, self.engine);
  tally_test_engine_assert_exactly_once (self.engine, next);
  tally_test_engine_assert_settled (self.engine);
}

/* --- two publishers, and it in between -------------------------------------------------------- */

/* A pass that was told to take over, after which each workbook hangs there once, and it is its own.
 */
static void
take_all (Beside          *self,
          TallyTestEngine *publisher)
{
  g_autoptr (TallyRun) run = tally_test_engine_run (publisher, &take_over);
  g_autoptr (GPtrArray) files = NULL;

  tally_test_run_assert_exit (run, 0);
  files = tally_test_target_list (self->engine);
  g_assert_cmpuint (files->len, ==, self->made->plan->entries->len);
  assert_taken (self, publisher);
  tally_test_engine_assert_exactly_once (publisher, run);
  g_ptr_array_set_size (self->written, 0);
}

static void
test_two_publishers_and_it_in_between (void)
{
  g_auto (Beside) self = { 0 };
  g_autoptr (TallyTestEngine) second = NULL;

  begin (&self);
  second = tally_test_engine_new_beside (self.engine, "second");
  set_hours (second, 0);
  for (guint i = 0; i < 3; i++)
    {
      attach_newer_ones (&self, 2);
      take_all (&self, second);
      attach_newer_ones (&self, 1);
      take_all (&self, self.engine);
      tally_test_engine_change_a_price (self.engine);
      take_all (&self, self.engine);
    }
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/overruled/newer-beside-unchanged", test_newer_beside_unchanged);
  g_test_add_func ("/engine/overruled/newer-beside-changed", test_newer_beside_changed);
  g_test_add_func ("/engine/overruled/a-larger-one-is-held", test_a_larger_one_is_held);
  g_test_add_func ("/engine/overruled/the-other-generator-comes-first",
                   test_the_other_generator_comes_first);
  g_test_add_data_func ("/engine/overruled/one-more-before-the-lease", "publish",
                        test_one_more_meanwhile);
  g_test_add_data_func ("/engine/overruled/one-more-after-the-lease", "before-archived",
                        test_one_more_meanwhile);
  g_test_add_func ("/engine/overruled/two-publishers-and-it-in-between",
                   test_two_publishers_and_it_in_between);
  return g_test_run ();
}
