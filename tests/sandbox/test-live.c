/* test-live.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sandbox-fixture.h"
#include "tally-hash.h"
#include "tally-sandbox-live.h"
#include "tally-sandbox-seed-arguments.h"
#include "tally-sandbox-sitting.h"
#include "tally-sandbox-world-tree.h"
#include "tally-test.h"

#define START_USEC (G_GINT64_CONSTANT (1757000000) * G_USEC_PER_SEC)
#define HOUR_USEC (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)

static TallySandboxWorld *
make_world (void)
{
  g_autoptr (GError) error = NULL;
  TallySandboxWorld *world = tally_sandbox_world_new (1, NULL);
  TallySandboxSeed seed;

  tally_sandbox_seed_init (&seed);
  g_assert_true (tally_sandbox_seed_world (world, &seed, &error));
  g_assert_no_error (error);
  return world;
}

static void
add_cell (TallyHash              *hash,
          const TallySandboxCell *cell)
{
  tally_hash_add_text (hash, cell->value == NULL ? NULL : cell->value->json);
}

static void
add_row (TallyHash             *hash,
         const TallySandboxRow *row)
{
  tally_hash_add_int64 (hash, row->id);
  tally_hash_add_int64 (hash, row->modified_utc_usec);
  tally_hash_add_text (hash, row->modified_by->email);
  for (guint i = 0; i < row->n_cells; i++)
    add_cell (hash, &row->cells[i]);
}

static char *
hash_world (TallySandboxWorld *world)
{
  g_autoptr (TallyHash) hash = tally_hash_new ("sandbox world", 1);

  for (guint i = 0; i < world->sheets->len; i++)
    {
      TallySandboxSheet *sheet = world->sheets->pdata[i];

      tally_hash_add_int64 (hash, sheet->version);
      tally_hash_add_int64 (hash, sheet->discussions->len);
      for (guint j = 0; j < sheet->rows->len; j++)
        add_row (hash, sheet->rows->pdata[j]);
    }
  return g_strdup (tally_hash_get_hex (hash));
}

static void
test_steps_of_any_length_do_the_same (void)
{
  const TallySandboxLive live = { 5, 90 };
  g_autoptr (TallySandboxWorld) at_once = make_world ();
  g_autoptr (TallySandboxWorld) in_steps = make_world ();
  g_autofree char *before = hash_world (at_once);
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;
  guint n_at_once, n_in_steps = 0;
  gint64 at = START_USEC;

  n_at_once = tally_sandbox_live_step (&live, at_once, START_USEC, START_USEC + 8 * HOUR_USEC);
  for (gint64 step = 7; at < START_USEC + 8 * HOUR_USEC; step = step * 5 % 331)
    {
      gint64 to = MIN (at + step * G_USEC_PER_SEC, START_USEC + 8 * HOUR_USEC);

      n_in_steps += tally_sandbox_live_step (&live, in_steps, at, to);
      at = to;
    }
  one = hash_world (at_once);
  other = hash_world (in_steps);
  g_assert_cmpuint (n_at_once, >, 500);
  g_assert_cmpuint (n_at_once, ==, n_in_steps);
  g_assert_cmpstr (one, !=, before);
  g_assert_cmpstr (one, ==, other);
}

static void
assert_ordered (const TallySandboxExtra *extra)
{
  for (guint i = 1; extra->history != NULL && i < extra->history->len; i++)
    g_assert_cmpint (g_array_index (extra->history, TallySandboxChange, i - 1).at_utc_usec, <=,
                     g_array_index (extra->history, TallySandboxChange, i).at_utc_usec);
}

/* Newest snapshot by the automation, a tick by a person within the minute before it: real work; no
 * tick: it fired by itself. */
static void
count_stamps (TallySandboxSheet *sheet,
              guint             *n_manual,
              guint             *n_self_fired)
{
  TallySandboxColumn *done = tally_sandbox_seed_find_column (sheet, TALLY_SANDBOX_FIELD_COMPLETED);
  TallySandboxColumn *snapshot =
    tally_sandbox_seed_find_column (sheet, TALLY_SANDBOX_FIELD_SNAPSHOT);

  for (guint i = 0; snapshot != NULL && i < sheet->rows->len; i++)
    {
      TallySandboxExtra *stamped = tally_sandbox_row_find_extra (sheet->rows->pdata[i], snapshot);
      TallySandboxExtra *ticked = tally_sandbox_row_find_extra (sheet->rows->pdata[i], done);
      TallySandboxChange *stamp, *tick;

      if (stamped == NULL || stamped->history == NULL)
        continue;
      assert_ordered (stamped);
      stamp = &g_array_index (stamped->history, TallySandboxChange, stamped->history->len - 1);
      if (stamp->at_utc_usec < START_USEC)
        continue;
      g_assert_cmpstr (stamp->by->email, ==, "automation@smartsheet.com");
      tick = ticked == NULL || ticked->history == NULL
        ? NULL : &g_array_index (ticked->history, TallySandboxChange, ticked->history->len - 1);
      if (tick != NULL && ABS (stamp->at_utc_usec - tick->at_utc_usec) < 60 * G_USEC_PER_SEC)
        (*n_manual)++;
      else
        (*n_self_fired)++;
    }
}

static void
test_history_tells_work_from_self_firing (void)
{
  const TallySandboxLive live = { 3, 60 };
  g_autoptr (TallySandboxWorld) world = make_world ();
  guint n_manual = 0;
  guint n_self_fired = 0;

  tally_sandbox_live_step (&live, world, START_USEC, START_USEC + 12 * HOUR_USEC);
  for (guint i = 0; i < world->source_sheets->len; i++)
    {
      gint64 id = g_array_index (world->source_sheets, gint64, i);

      count_stamps (tally_sandbox_world_find_sheet (world, id), &n_manual, &n_self_fired);
    }
  g_test_message ("%u by hand, %u self-fired", n_manual, n_self_fired);
  g_assert_cmpuint (n_manual, >, 20);
  g_assert_cmpuint (n_self_fired, >, 3);
}

static void
test_everything_happens_before_now (void)
{
  const TallySandboxLive live = { 4, 120 };
  g_autoptr (TallySandboxWorld) world = make_world ();
  gint64 now = START_USEC + 3 * HOUR_USEC;

  tally_sandbox_live_step (&live, world, START_USEC, now);
  for (guint i = 0; i < world->sheets->len; i++)
    {
      TallySandboxSheet *sheet = world->sheets->pdata[i];

      g_assert_cmpint (sheet->modified_utc_usec, <=, now);
      for (guint j = 0; j < sheet->rows->len; j++)
        g_assert_cmpint (((TallySandboxRow *) sheet->rows->pdata[j])->modified_utc_usec, <=, now);
    }
}

static void
test_each_happening_happens (void)
{
  guint n;
  const TallySandboxHappening *all = tally_sandbox_sitting_list (&n);
  g_autoptr (TallySandboxWorld) world = make_world ();
  g_autoptr (TallyRandom) random = tally_random_new (1);

  for (guint i = 0; i < n; i++)
    {
      gboolean happened = FALSE;

      for (guint try = 0; try < 100 && !happened; try++)
        {
          TallySandboxSitting sitting = { .world = world, .random = random };
          gint64 id = g_array_index (world->source_sheets, gint64, try % 9);
          gint64 version;

          sitting.sheet = tally_sandbox_world_find_sheet (world, id);
          sitting.row = sitting.sheet->rows->pdata[try % sitting.sheet->rows->len];
          sitting.stamp = (TallySandboxStamp) { START_USEC + i * HOUR_USEC, world->me };
          version = sitting.sheet->version;
          for (guint f = 0; f < TALLY_SANDBOX_N_FIELDS; f++)
            sitting.columns[f] = tally_sandbox_seed_find_column (sitting.sheet, f);
          happened = all[i].happen (&sitting);
          if (happened && strcmp (all[i].id, "comment") != 0)
            g_assert_cmpint (sitting.sheet->version, >, version);
        }
      g_test_message ("%s: %d", all[i].id, happened);
      g_assert_true (happened);
    }
}

static void
test_an_empty_world_sleeps (void)
{
  const TallySandboxLive live = { 1, 600 };
  const TallySandboxLive dead = { 1, 0 };
  g_autoptr (TallySandboxWorld) empty = tally_sandbox_world_new (1, NULL);
  g_autoptr (TallySandboxWorld) world = make_world ();

  g_assert_cmpuint (tally_sandbox_live_step (&live, empty, START_USEC, START_USEC + HOUR_USEC), ==,
                    0);
  g_assert_cmpuint (tally_sandbox_live_step (&dead, world, START_USEC, START_USEC + HOUR_USEC), ==,
                    0);
  g_assert_cmpuint (tally_sandbox_live_step (&live, world, START_USEC, START_USEC), ==, 0);
}

/* A small world: each allocation of a program with a server in it costs ten times as much under the
 * sanitizer (see server_test_env), and the whole world of the demo took twenty seconds. */
static void
init_small_seed (TallySandboxSeed *seed)
{
  tally_sandbox_seed_init (seed);
  seed->n_sheets = 2;
  seed->rows_per_sheet = 30;
}

static TallySandboxServer *
start_server (TallySandboxSeed *seed,
              const char       *state_dir,
              TallyClock       *clock)
{
  g_autoptr (GError) error = NULL;
  TallySandboxServer *server;
  TallySandboxOptions options;

  tally_sandbox_options_init (&options);
  options.state_dir = state_dir;
  options.clock = clock;
  options.fill = tally_sandbox_seed_fill_cb;
  options.fill_data = seed;
  server = tally_sandbox_server_new (&options, &error);
  g_assert_no_error (error);
  g_assert_true (tally_sandbox_server_start (server, &error));
  return server;
}

static char *
hash_server (TallySandboxServer *server)
{
  char *hash = hash_world (tally_sandbox_server_lock_world (server));

  tally_sandbox_server_unlock_world (server);
  return hash;
}

static void
test_a_lived_world_survives_a_kill (void)
{
  g_autofree char *dir = tally_test_make_dir ();
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (START_USEC);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  TallySandboxServer *server;
  TallySandboxSeed seed;

  init_small_seed (&seed);
  seed.with_old_workbooks = TRUE;
  server = start_server (&seed, dir, clock);
  g_assert_cmpuint (tally_sandbox_server_live (server, 5 * HOUR_USEC), >, 100);
  before = hash_server (server);
  tally_sandbox_server_free (server);
  server = start_server (&seed, dir, clock);
  after = hash_server (server);
  g_assert_cmpstr (before, ==, after);
  /* The clock stands where the state ended, so that nothing is lived twice. */
  g_assert_cmpuint (tally_sandbox_server_live (server, 0), <=, 1);
  g_assert_cmpuint (tally_sandbox_server_live (server, HOUR_USEC), >, 20);
  tally_sandbox_server_free (server);
}

static void
test_life_goes_on_by_request (void)
{
  SandboxFixture fixture = { 0 };
  TallySandboxSeed seed;
  g_autofree char *url = NULL;

  init_small_seed (&seed);
  fixture.clock = tally_clock_new_virtual (START_USEC);
  fixture.session = soup_session_new ();
  fixture.server = start_server (&seed, NULL, fixture.clock);
  url = g_strndup (tally_sandbox_server_get_base_url (fixture.server),
                   strlen (tally_sandbox_server_get_base_url (fixture.server)) - strlen ("/2.0"));
  {
    g_autofree char *live = g_strconcat (url, "/_sandbox/live", NULL);

    sandbox_fixture_ask (&fixture, "POST", live, "{\"advanceSecs\": 3600}");
    g_assert_cmpuint (fixture.status, ==, 200);
    sandbox_fixture_assert_has (&fixture, "{\"changes\":5");
    sandbox_fixture_ask (&fixture, "POST", live, "{\"advanceSecs\": -1}");
    g_assert_cmpuint (fixture.status, ==, 400);
  }
  sandbox_fixture_tear_down (&fixture, NULL);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/sandbox/live/steps-of-any-length-do-the-same",
                   test_steps_of_any_length_do_the_same);
  g_test_add_func ("/sandbox/live/history-tells-work-from-self-firing",
                   test_history_tells_work_from_self_firing);
  g_test_add_func ("/sandbox/live/everything-happens-before-now",
                   test_everything_happens_before_now);
  g_test_add_func ("/sandbox/live/each-happening-happens", test_each_happening_happens);
  g_test_add_func ("/sandbox/live/an-empty-world-sleeps", test_an_empty_world_sleeps);
  g_test_add_func ("/sandbox/live-server/a-lived-world-survives-a-kill",
                   test_a_lived_world_survives_a_kill);
  g_test_add_func ("/sandbox/live-server/life-goes-on-by-request", test_life_goes_on_by_request);
  return g_test_run ();
}
