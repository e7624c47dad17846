/* test-outage.c
 *
 * The service is away for ten minutes, and passes go on beginning every two minutes: nothing is lost,
 * the first pass behind it is done with everything, hardly more is asked than without it, and nothing
 * at all while the circuit is open. Runs and sandbox have one virtual clock.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-calls.h"
#include "tally-test-calls.h"
#include "tally-test-run.h"
#include "tally-test.h"

#define OUTAGE_MINUTES 10
#define PASS_MINUTES 2

/* What fails for ten minutes, and whether a first pass was made before. */
typedef struct {
  const char *name;
  const char *rule;
  gboolean    is_fresh;
} Outage;

#define FOR_TEN_MINUTES "\"path\": \"*\", \"count\": 0, \"lastsSecs\": 600}]"

static const Outage outages[] = {
  { "503, in the midst of it all", "[{\"kind\": \"status\", \"status\": 503, \"body\": \"html\", " FOR_TEN_MINUTES,
    FALSE },
  { "4000, in the midst of it all", "[{\"kind\": \"status\", \"status\": 500, \"errorCode\": 4000, "
    FOR_TEN_MINUTES, FALSE },
  { "resets, in the midst of it all", "[{\"kind\": \"reset\", " FOR_TEN_MINUTES, FALSE },
  { "503, at the very first pass", "[{\"kind\": \"status\", \"status\": 503, \"body\": \"empty\", "
    FOR_TEN_MINUTES, TRUE },
  { "resets, at the very first pass", "[{\"kind\": \"reset\", " FOR_TEN_MINUTES, TRUE },
  { "resets, when the first workbooks hang there", "[{\"kind\": \"reset\", \"first\": 58, " FOR_TEN_MINUTES,
    TRUE },
  { "500 and done nevertheless, when the first workbooks hang there", "[{\"kind\": \"status\", "
    "\"status\": 500, \"stored\": true, \"first\": 58, " FOR_TEN_MINUTES, TRUE },
};

/* A time in which the circuit was open. */
typedef struct {
  gint64 since_utc_usec;
  gint64 until_utc_usec;
} Opening;

/* What the passes of one outage came to. */
typedef struct {
  GArray *openings; /* (owned) Opening */
  guint   n_probes; /* passes that sent a probe in vain */
  guint   n_still;  /* passes that sent nothing */
} Passes;

static TallyTestEngine *
make_engine (gboolean is_fresh)
{
  TallySandboxSeed seed;
  TallyTestEngine *engine;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 24;
  seed.rows_per_sheet = 10;
  seed.n_weeks = 1;
  seed.n_work_requests = 4;
  seed.mess_ratio = 0;
  engine = tally_test_engine_new_timed (&seed, 0);
  g_free (engine->settings);
  /* One call after the other, so that the sandbox's times tell in which order they were sent. */
  engine->settings = g_strdup ("[smartsheet]\nmax-in-flight=1\n[publish]\nmax-change-share=100%\n");
  if (is_fresh)
    return engine;
  tally_run_free (tally_test_engine_run (engine, NULL));
  tally_test_engine_change_a_price (engine);
  return engine;
}

static void
advance_to (TallyTestEngine *engine,
            gint64           utc_usec)
{
  gint64 now = tally_clock_get_utc_usec (engine->clock);

  tally_clock_advance (engine->clock, MAX (utc_usec - now, 0));
}

/* Passes every two minutes, when nothing fails. Returns: how many calls they made. */
static guint
count_free (gboolean is_fresh)
{
  g_autoptr (TallyTestEngine) engine = make_engine (is_fresh);
  gint64 start = tally_clock_get_utc_usec (engine->clock);
  guint n_before = tally_test_calls_count (engine);

  for (guint minute = 0; minute <= OUTAGE_MINUTES; minute += PASS_MINUTES)
    {
      g_autoptr (TallyRun) run = NULL;
      advance_to (engine, start + minute * G_TIME_SPAN_MINUTE);
      run = tally_test_engine_run (engine, NULL);
      g_assert_cmpint (tally_run_get_exit_code (run), ==, 0);
    }
  return tally_test_calls_count (engine) - n_before;
}

/* Where the circuit stands, as the next process will find it. */
static gboolean
find_open (TallyTestEngine *engine,
           Opening         *out_opening)
{
  g_autofree char *path = g_build_filename (engine->data_dir, "tallyman.db", NULL);
  g_autoptr (TallyRecovery) recovery = NULL;
  const TallyRecoveryBreaker *breaker;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return FALSE; /* before the first pass */
  recovery = tally_test_calls_list_recovery (engine, 0);
  if (recovery->breakers->len == 0)
    return FALSE;
  breaker = recovery->breakers->pdata[0];
  *out_opening = (Opening) { breaker->since_utc_usec, breaker->until_utc_usec };
  return strcmp (breaker->state, "open") == 0;
}

/* A pass that meets the outage: the first finds out, a later one sends one probe or nothing. */
static void
run_in_vain (TallyTestEngine *engine,
             Passes          *passes)
{
  guint n_before = tally_test_calls_count (engine);
  gint64 now = tally_clock_get_utc_usec (engine->clock);
  Opening opening = { 0 };
  gboolean was_open = find_open (engine, &opening);
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, NULL);
  guint n_sent = tally_test_calls_count (engine) - n_before;

  /* Done in part is one that the outage met when it had attached workbooks. */
  tally_test_run_assert_exit (run, !was_open && run->counts.n_published > 0 ? 3 : 75);
  /* A read on a connection that was kept alive and is gone is sent once more by HTTP itself. */
  g_assert_cmpuint (n_sent - run->counts.n_calls, <=, 1);
  if (was_open)
    g_assert_cmpuint (n_sent, ==, now < opening.until_utc_usec ? 0 : 1);
  passes->n_still += n_sent == 0 ? 1 : 0;
  passes->n_probes += was_open && n_sent == 1 ? 1 : 0;
  g_assert_true (find_open (engine, &opening));
  g_array_append_val (passes->openings, opening);
}

/* No call came between the moment in which the circuit opened and that of its next probe. */
static void
assert_nothing_was_sent (GPtrArray *calls,
                         GArray    *openings)
{
  for (guint i = 0; i < openings->len; i++)
    {
      const Opening *opening = &g_array_index (openings, Opening, i);
      guint n_before = 0;
      for (guint j = 0; j < calls->len; j++)
        {
          const TallySandboxRecord *call = calls->pdata[j];
          n_before += call->at_utc_usec <= opening->since_utc_usec ? 1 : 0;
          g_assert_true (call->at_utc_usec <= opening->since_utc_usec
                         || call->at_utc_usec >= opening->until_utc_usec);
        }
      /* Both sides are there: the clocks are one. */
      g_assert_cmpuint (n_before, >, 0);
      g_assert_cmpuint (n_before, <, calls->len);
    }
}

/* The first pass behind it. */
static void
run_behind (TallyTestEngine *engine,
            GPtrArray       *expected)
{
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, NULL);
  Opening opening;

  tally_test_run_assert_exit (run, 0);
  g_assert_true (tally_test_engine_holds (engine, expected, run->counts.n_missing_on_target));
  tally_test_engine_assert_exactly_once (engine, run);
  g_assert_false (find_open (engine, &opening));
  tally_test_engine_assert_settled (engine);
}

static void
run_outage (const Outage *outage)
{
  guint n_free = count_free (outage->is_fresh);
  g_autoptr (TallyTestEngine) engine = make_engine (outage->is_fresh);
  g_autoptr (GPtrArray) expected = tally_test_engine_list_expected (engine, "twin");
  guint n_before = tally_test_calls_count (engine);
  gint64 start = tally_clock_get_utc_usec (engine->clock);
  Passes passes = { .openings = g_array_new (FALSE, FALSE, sizeof (Opening)) };
  g_autoptr (GPtrArray) calls = NULL;
  guint n_extra;

  tally_test_engine_set_faults (engine, outage->rule);
  for (guint minute = 0; minute < OUTAGE_MINUTES; minute += PASS_MINUTES)
    {
      advance_to (engine, start + minute * G_TIME_SPAN_MINUTE);
      run_in_vain (engine, &passes);
    }
  advance_to (engine, start + OUTAGE_MINUTES * G_TIME_SPAN_MINUTE);
  run_behind (engine, expected);
  calls = tally_test_calls_list (engine, n_before);
  n_extra = tally_test_calls_count_bad (calls, 0);
  g_test_message ("%s: %u calls in vain, %u of them probes; %u passes sent nothing; without the outage "
                  "there are %u calls: %.1f %% more", outage->name, n_extra, passes.n_probes, passes.n_still,
                  n_free, 100.0 * n_extra / n_free);
  g_assert_cmpuint (passes.n_probes, >, 0);
  g_assert_cmpuint (passes.n_still, >, 0);
  g_assert_cmpuint (100 * n_extra, <=, 10 * n_free);
  assert_nothing_was_sent (calls, passes.openings);
  g_array_unref (passes.openings);
}

static void
test_ten_minutes (gconstpointer data)
{
  run_outage (data);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (outages); i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/outage/ten-minutes/%u", i);
      g_test_add_data_func (path, &outages[i], test_ten_minutes);
    }
  return g_test_run ();
}
