/* bench-findings.c: a hundred thousand findings as the list of a screen: opened, sorted, looked through by words, and
 * walked through.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-bench.h"
#include "tally-engine-findings-list.h"
#include "tally-test-findings.h"
#include "tally-test.h"

#define N_FINDINGS 100000
#define PLACE_STEP 199

/* A list over a store that was filled before. */
typedef struct {
  char            *data_dir;
  TallyEngineDesk *desk;
  TallyEngineList *list;
} World;

static gboolean
is_loaded (gpointer data)
{
  gboolean is_loading;

  g_object_get (data, "loading", &is_loading, NULL);
  return !is_loading;
}

static gboolean
is_filled (gpointer item)
{
  return tally_engine_list_item_get_record (item) != NULL;
}

static void
world_init (World *self)
{
  self->data_dir = tally_test_make_dir ();
  tally_test_findings_fill (self->data_dir, 1, N_FINDINGS);
  self->desk = tally_test_findings_new_desk (self->data_dir);
  self->list = tally_engine_findings_list_new ();
}

static void
world_clear (World *self)
{
  g_object_unref (self->list);
  g_object_unref (self->desk);
  g_free (self->data_dir);
}

static void
open_list (World      *self,
           const char *words)
{
  g_autoptr (TallyQuery) query = tally_query_parse (words, tally_finding_query_list_fields (), NULL);

  tally_engine_list_set_query (self->list, query);
  tally_engine_list_set_desk (self->list, self->desk);
  tally_test_findings_wait (is_loaded, self->list);
}

static void
run_query (TallyBench *bench,
           const char *words)
{
  World world;

  world_init (&world);
  tally_bench_start (bench);
  open_list (&world, words);
  tally_bench_stop (bench, N_FINDINGS, 0);
  world_clear (&world);
}

static void
run_open (TallyBench *bench)
{
  run_query (bench, "");
}

static void
run_sort (TallyBench *bench)
{
  run_query (bench, "sort=-sentence");
}

static void
run_search (TallyBench *bench)
{
  run_query (bench, "text=entry%2042");
}

static void
run_walk (TallyBench *bench)
{
  guint n_places = 0;
  World world;

  world_init (&world);
  open_list (&world, "");
  tally_bench_start (bench);
  for (guint place = 0; place < N_FINDINGS; place += PLACE_STEP, n_places++)
    {
      g_autoptr (TallyEngineListItem) item = g_list_model_get_item (G_LIST_MODEL (world.list), place);
      tally_test_findings_wait (is_filled, item);
    }
  tally_bench_stop (bench, n_places, 0);
  world_clear (&world);
}

static const TallyBenchVariant variants[] = {
  { "open", run_open },
  { "sort", run_sort },
  { "search", run_search },
  { "walk", run_walk },
};

int
main (int    argc,
      char **argv)
{
  return tally_bench_main (argc, argv, variants, G_N_ELEMENTS (variants));
}
