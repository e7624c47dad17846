/* test-recovered.c
 *
 * A publication that an interrupted run left open and a later one completes: what is recorded is
 * what was attached, whatever became of the rows since.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-publications.h"
#include "tally-test-run.h"
#include "tally-test-target.h"
#include "tally-test.h"

/* Upload arrives, its answer is lost, and nobody can look: the intent stays open. */
#define LEFT_OPEN \
  "[{\"operation\": \"attach\", \"kind\": \"reset\", \"stored\": true}, " \
  "{\"operation\": \"list-attachments\", \"path\": \"*/rows/*\", \"kind\": \"forbid\", \"count\": 0}]"

/* What a later run does before it recovers: nothing, or the rows change under it. */
typedef struct {
  const char *path;
  gboolean    changes_rows;
} Case;

static const Case cases[] = {
  { "with-its-own-lines", FALSE },
  { "with-its-own-lines-although-the-rows-changed", TRUE },
};

static gboolean
sum_cb (const TallyLine  *line,
        gpointer          data,
        GError          **error)
{
  *(TallyMoney *) data += line->price_cents;
  return TRUE;
}

/* The publication that was left open says what its plan said. */
static void
assert_recorded (TallyTestEngine      *engine,
                 gint64                attachment_id,
                 const TallyPlanEntry *planned)
{
  g_autofree char *path = g_build_filename (engine->data_dir, "tallyman.db", NULL);
  const TallyStoreOptions options = { .path = path, .read_only = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStore) store = tally_store_open (&options, &error);
  g_autoptr (TallyStorePublication) found = NULL;
  TallyMoney sum = 0;

  g_assert_no_error (error);
  found = tally_store_publications_find_attachment (store, attachment_id, &error);
  g_assert_nonnull (found);
  g_assert_cmpstr (found->fingerprint, ==, planned->fingerprint);
  g_assert_cmpuint (found->n_lines, ==, planned->n_lines);
  g_assert_cmpint (found->total_cents, ==, planned->total_cents);
  g_assert_cmpuint (found->sheet_ids->len, ==, 1);
  g_assert_cmpint (found->generated_utc_usec, ==, planned->generated_utc_usec);
  g_assert_true (tally_store_publications_foreach_line (store, found->publication_id, sum_cb, &sum, &error));
  g_assert_cmpint (sum, ==, planned->total_cents);
}

static const TallyPlanEntry *
find_changed (const TallyRun *run)
{
  for (guint i = 0; i < run->plan->entries->len; i++)
    {
      const TallyPlanEntry *entry = run->plan->entries->pdata[i];
      if (entry->action == TALLY_PLAN_CHANGED)
        return entry;
    }
  g_assert_not_reached ();
}

/* The newest file of a name on the target. */
static gint64
find_attachment (TallyTestEngine      *engine,
                 const TallyPlanEntry *entry)
{
  g_autofree char *name = tally_identity_dup_file_name (entry->identity, entry->fingerprint);
  g_autoptr (GPtrArray) files = tally_test_target_list (engine);

  for (guint i = 0; i < files->len; i++)
    {
      const TallyTestFile *file = files->pdata[i];
      if (strcmp (file->name, name) == 0)
        return file->attachment_id;
    }
  g_assert_not_reached ();
}

static void
test_what_was_left_open_is_recorded (gconstpointer data)
{
  static const char *const sync_only[] = { "sync", NULL };
  const TallyBatchOptions sync = { .jobs = sync_only };
  const Case *what = data;
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyRun) left_open = NULL;
  g_autoptr (TallyRun) run = NULL;
  const TallyPlanEntry *entry;
  gint64 attachment_id;

  tally_test_engine_change_a_price (engine);
  tally_test_engine_set_faults (engine, LEFT_OPEN);
  left_open = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (left_open, 3);
  tally_test_engine_set_faults (engine, "[]");
  entry = find_changed (left_open);
  attachment_id = find_attachment (engine, entry);
  if (what->changes_rows)
    {
      tally_test_engine_change_a_price (engine);
      tally_run_free (tally_test_engine_run (engine, &sync));
    }
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 0);
  g_assert_cmpuint (run->counts.n_recovered, ==, 1);
  g_assert_cmpuint (run->counts.n_published, ==, what->changes_rows ? 2 : 1);
  assert_recorded (engine, attachment_id, entry);
  tally_test_engine_assert_settled (engine);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/recovered/%s", cases[i].path);
      g_test_add_data_func (path, &cases[i], test_what_was_left_open_is_recorded);
    }
  return g_test_run ();
}
