/* test-fault-matrix.c
 *
 * The fault matrix: each way in which a call can go wrong × each kind of call, once, twice in a row
 * and for the whole run, and mixtures drawn from a seed. After the run under the fault and the next
 * one, everything is attached exactly once and as an installation without faults would have it;
 * and the exit code of the first was true.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-random.h"
#include "tally-sandbox-calls.h"
#include "tally-test-run.h"
#include "tally-test-target.h"
#include "tally-test.h"
#include "tally-text.h"

/* What a fault is, whatever the call. */
typedef enum {
  PASSING,  /* goes away by itself: a run that sees it once or twice must not fail for it */
  REFUSING, /* says no: a run that sees it says so, the next one goes on */
} Nature;

typedef enum { READS = 1, WRITES = 2, ANY = READS | WRITES } Calls;

/* How a call goes wrong: members of a rule of tally-sandbox-fault.h. */
typedef struct {
  const char *name;
  const char *rule;
  Nature      nature;
  Calls       calls;
} Fault;

static const Fault faults[] = {
  { "429", "\"kind\":\"throttle\"", PASSING, ANY },
  { "429-after-seconds", "\"kind\":\"throttle\",\"retryAfter\":\"7\"", PASSING, ANY },
  { "429-after-date", "\"kind\":\"throttle\",\"retryAfter\":\"date:5\"", PASSING, ANY },
  { "429-html", "\"kind\":\"status\",\"status\":429,\"body\":\"html\"", PASSING, ANY },
  { "500-json", "\"kind\":\"status\",\"status\":500,\"errorCode\":4000,\"body\":\"json\"", PASSING, ANY },
  { "500-html", "\"kind\":\"status\",\"status\":500,\"body\":\"html\"", PASSING, ANY },
  { "500-empty", "\"kind\":\"status\",\"status\":500,\"body\":\"empty\"", PASSING, ANY },
  { "502-html", "\"kind\":\"status\",\"status\":502,\"body\":\"html\"", PASSING, ANY },
  { "502-empty", "\"kind\":\"status\",\"status\":502,\"body\":\"empty\"", PASSING, ANY },
  { "503-html", "\"kind\":\"status\",\"status\":503,\"body\":\"html\"", PASSING, ANY },
  { "503-empty", "\"kind\":\"status\",\"status\":503,\"body\":\"empty\"", PASSING, ANY },
  { "504-json", "\"kind\":\"status\",\"status\":504,\"body\":\"json\"", PASSING, ANY },
  { "504-html", "\"kind\":\"status\",\"status\":504,\"body\":\"html\"", PASSING, ANY },
  { "code-4001", "\"kind\":\"maintenance\"", PASSING, ANY },
  { "code-4002", "\"kind\":\"status\",\"status\":500,\"errorCode\":4002,\"body\":\"json\"", PASSING, ANY },
  { "code-4004", "\"kind\":\"status\",\"status\":500,\"errorCode\":4004,\"body\":\"json\"", PASSING, ANY },
  { "reset", "\"kind\":\"reset\"", PASSING, ANY },
  { "reset-after", "\"kind\":\"reset\",\"stored\":true", PASSING, WRITES },
  { "500-after", "\"kind\":\"status\",\"status\":500,\"errorCode\":4000,\"stored\":true", PASSING, WRITES },
  { "504-html-after", "\"kind\":\"status\",\"status\":504,\"body\":\"html\",\"stored\":true", PASSING, WRITES },
  { "cut", "\"kind\":\"cut\",\"afterBytes\":40", PASSING, ANY },
  { "cut-at-once", "\"kind\":\"cut\",\"afterBytes\":0", PASSING, ANY },
  { "bad-json", "\"kind\":\"bad-json\"", PASSING, ANY },
  { "html-200", "\"kind\":\"html\"", PASSING, ANY },
  { "duplicate-page", "\"kind\":\"duplicate-page\"", PASSING, READS },
  { "move-version", "\"kind\":\"move-version\"", PASSING, READS },
  { "ignore-columns", "\"kind\":\"ignore-columns\"", PASSING, READS },
  { "clock-skew", "\"kind\":\"clock-skew\",\"skewSecs\":-7200", PASSING, ANY },
  { "truncate-upload", "\"kind\":\"truncate-upload\"", PASSING, WRITES },
  { "vanish", "\"kind\":\"vanish\"", REFUSING, ANY },
  { "forbid", "\"kind\":\"forbid\"", REFUSING, ANY },
  { "revoke-token", "\"kind\":\"revoke-token\"", REFUSING, ANY },
  { "400", "\"kind\":\"status\",\"status\":400,\"errorCode\":1008,\"body\":\"json\"", REFUSING, ANY },
  { "410", "\"kind\":\"status\",\"status\":410,\"errorCode\":4005,\"body\":\"json\"", REFUSING, ANY },
};

/* Which calls a pass makes. */
static const struct {
  const char *operation;
  Calls       calls;
} operations[] = {
  { "get-sheet", READS },
  { "list-columns", READS },
  { "list-attachments", READS },
  { "get-attachment", READS },
  { "attach", WRITES },
  { "delete-attachment", WRITES },
};

/* What all cases of one suite share. */
typedef struct {
  TallyTestEngine *engine;      /* (owned) the installation under test */
  guint            n_cases;
  guint            n_untouched; /* the call that should have failed was not made */
  guint            n_at_once;   /* all right after the run itself */
  guint            n_next;      /* all right after the next one, without a person */
  guint            n_timed;     /* of @n_at_once: the peer did not ask to wait */
  gint64           waited_usec; /* virtual µs that the runs of @n_timed took */
  gint64           longest_usec; /* of one of them */
} Matrix;

/* One case of it. */
typedef struct {
  const char *what;
  const char *rules;
  const char *operation;    /* (nullable) the call that fails */
  gboolean    must_recover; /* the run itself must be all right */
  gboolean    asks_to_wait; /* the peer says that it wants to be left alone */
} Case;

static void
matrix_init (Matrix *matrix)
{
  TallySandboxSeed seed;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 2;
  seed.rows_per_sheet = 20;
  seed.n_weeks = 1;
  seed.n_work_requests = 4;
  seed.mess_ratio = 0;
  *matrix = (Matrix) { .engine = tally_test_engine_new (&seed) };
  matrix->engine->clock = tally_clock_new_virtual (g_get_real_time ());
  g_free (matrix->engine->settings);
  matrix->engine->settings = g_strdup ("[publish]\nmax-change-share=100%\n");
  tally_run_free (tally_test_engine_run (matrix->engine, NULL));
}

static void
matrix_clear (Matrix *matrix)
{
  guint n_touched = matrix->n_cases - matrix->n_untouched;
  guint n_recovered = matrix->n_at_once + matrix->n_next;

  g_test_message ("%u cases, %u of them without the call that was to fail", matrix->n_cases,
                  matrix->n_untouched);
  g_test_message ("recovered without a person: %u of %u (%.1f %%), %u within the run, %u with the next", n_recovered,
                  n_touched, 100.0 * n_recovered / MAX (n_touched, 1), matrix->n_at_once, matrix->n_next);
  g_test_message ("wait of the %u within the run whose peer did not ask to wait: mean %.2f s, longest %.1f s",
                  matrix->n_timed, (double) matrix->waited_usec / MAX (matrix->n_timed, 1) / G_USEC_PER_SEC,
                  (double) matrix->longest_usec / G_USEC_PER_SEC);
  g_assert_cmpuint (100 * n_recovered, >=, 95 * n_touched);
  tally_test_engine_free (matrix->engine);
}

static void
show (const char     *what,
      const TallyRun *run)
{
  g_test_message ("%s: exit %d", what, tally_run_get_exit_code (run));
  for (guint i = 0; i < run->notices->len; i++)
    {
      const TallyNotice *notice = run->notices->pdata[i];
      g_test_message ("  %s: %s (%s)", notice->code, notice->text, notice->detail);
    }
}

/* A run that is done with everything says 0, and one that says 0 is. */
static void
assert_exit_is_true (const TallyRun *run,
                     gboolean        is_done,
                     const char     *what)
{
  int exit_code = tally_run_get_exit_code (run);

  if (exit_code == 0 && !is_done)
    show (what, run);
  g_assert_true (is_done || exit_code != 0);
  g_assert_true (exit_code == 0 || exit_code == 1 || exit_code == 3 || exit_code == 5 || exit_code == 75);
}

/* Counts a case that is over; @waited_usec: of its first run. */
static void
count_case (Matrix     *matrix,
            const Case *one,
            guint       n_calls,
            gboolean    is_done,
            gint64      waited_usec)
{
  if (one->operation != NULL && n_calls == 0)
    {
      matrix->n_untouched++;
      return;
    }
  matrix->n_at_once += is_done ? 1 : 0;
  matrix->n_next += is_done ? 0 : 1;
  if (!is_done || one->asks_to_wait)
    return;
  matrix->n_timed++;
  matrix->waited_usec += waited_usec;
  matrix->longest_usec = MAX (matrix->longest_usec, waited_usec);
}

/* The run that sees the rules. */
static void
run_first (Matrix     *matrix,
           const Case *one,
           GPtrArray  *expected,
           TallyRun  **out_run)
{
  TallyTestEngine *engine = matrix->engine;
  TallySandboxCalls *calls = tally_sandbox_server_get_calls (engine->server);
  guint n_before = tally_sandbox_calls_count (calls, one->operation);
  gint64 start = tally_clock_get_monotonic_usec (engine->clock);
  gboolean is_done;

  tally_test_engine_set_faults (engine, one->rules);
  *out_run = tally_test_engine_run (engine, NULL);
  tally_test_engine_set_faults (engine, "[]");
  is_done = tally_test_engine_holds (engine, expected, (*out_run)->counts.n_missing_on_target);
  assert_exit_is_true (*out_run, is_done, one->what);
  count_case (matrix, one, tally_sandbox_calls_count (calls, one->operation) - n_before, is_done,
              tally_clock_get_monotonic_usec (engine->clock) - start);
  if (!one->must_recover)
    return;
  if (!is_done || tally_run_get_exit_code (*out_run) != 0)
    show (one->what, *out_run);
  g_assert_true (is_done);
  g_assert_cmpint (tally_run_get_exit_code (*out_run), ==, 0);
}

/* A run without faults, two hours later. */
static TallyRun *
run_next (Matrix     *matrix,
          GPtrArray  *expected,
          const char *what)
{
  TallyTestEngine *engine = matrix->engine;
  TallyRun *run;
  gboolean is_done;

  tally_clock_advance (engine->clock, 2 * G_TIME_SPAN_HOUR);
  run = tally_test_engine_run (engine, NULL);
  is_done = tally_test_engine_holds (engine, expected, run->counts.n_missing_on_target);
  if (tally_run_get_exit_code (run) != 0 || !is_done)
    {
      g_test_message ("after %s", what);
      show ("the next one", run);
    }
  assert_exit_is_true (run, is_done, what);
  return run;
}

/* One case: a price changes, the run sees the rules, the next one does not. */
static void
run_case (Matrix     *matrix,
          const Case *one)
{
  TallyTestEngine *engine = matrix->engine;
  g_autofree char *twin = g_strdup_printf ("twin-%u", matrix->n_cases++);
  g_autoptr (TallyRun) first = NULL;
  g_autoptr (TallyRun) next = NULL;
  g_autoptr (GPtrArray) expected = NULL;

  tally_test_engine_change_a_price (engine);
  expected = tally_test_engine_list_expected (engine, twin);
  run_first (matrix, one, expected, &first);
  next = run_next (matrix, expected, one->what);
  g_assert_cmpint (tally_run_get_exit_code (next), ==, 0);
  g_assert_true (tally_test_engine_holds (engine, expected, next->counts.n_missing_on_target));
  tally_test_engine_assert_exactly_once (engine, next);
  tally_test_target_assert_complete (engine);
}

/* Whether the peer says that it wants to be left alone for a while. */
static gboolean
asks_to_wait (const Fault *fault)
{
  return strstr (fault->rule, "throttle") != NULL || strstr (fault->rule, "maintenance") != NULL
         || strstr (fault->rule, "429") != NULL;
}

/* Each fault × each call, @count times; 0 = for the whole run. One of @share cases, drawn anew at
 * each run of the program, all with "-m slow". */
static void
run_matrix (guint count,
            int   share)
{
  guint n_seen = (guint) g_test_rand_int_range (0, share);
  Matrix matrix;

  matrix_init (&matrix);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    for (guint j = 0; j < G_N_ELEMENTS (operations); j++)
      {
        const Fault *fault = &faults[i];
        Case one = {
          .operation = operations[j].operation,
          .must_recover = count > 0 && fault->nature == PASSING,
          .asks_to_wait = asks_to_wait (fault),
        };
        g_autofree char *what = NULL;
        g_autofree char *rules = NULL;
        if ((fault->calls & operations[j].calls) == 0 || (n_seen++ % share != 0 && !g_test_slow ()))
          continue;
        what = g_strdup_printf ("%s at %s, %u times", fault->name, operations[j].operation, count);
        rules = g_strdup_printf ("[{\"operation\":\"%s\",\"count\":%u,%s}]", operations[j].operation,
                                 count, fault->rule);
        one.what = what;
        one.rules = rules;
        run_case (&matrix, &one);
      }
  matrix_clear (&matrix);
}

static void
test_once (void)
{
  run_matrix (1, 3);
}

static void
test_twice_in_a_row (void)
{
  run_matrix (2, 6);
}

static void
test_for_the_whole_run (void)
{
  run_matrix (0, 6);
}

/* What makes doubtful whether a workbook arrived, and what denies or deletes it falsely. */
static const char *const delivery_faults[] = {
  "\"operation\":\"attach\",\"kind\":\"truncate-upload\"",
  "\"operation\":\"attach\",\"kind\":\"reset\",\"stored\":true",
  "\"operation\":\"attach\",\"kind\":\"reset\"",
  "\"operation\":\"attach\",\"kind\":\"bad-json\"",
  "\"operation\":\"get-attachment\",\"kind\":\"vanish\"",
  "\"operation\":\"get-attachment\",\"kind\":\"forbid\"",
  "\"operation\":\"list-attachments\",\"kind\":\"vanish\"",
  "\"operation\":\"list-attachments\",\"kind\":\"duplicate-page\"",
  "\"operation\":\"delete-attachment\",\"kind\":\"vanish\"",
  "\"operation\":\"delete-attachment\",\"kind\":\"reset\",\"stored\":true",
};

static const char *
draw_rule (TallyRandom *random,
           gboolean     is_delivery)
{
  return is_delivery ? delivery_faults[tally_random_below (random, G_N_ELEMENTS (delivery_faults))]
                     : faults[tally_random_below (random, G_N_ELEMENTS (faults))].rule;
}

/* Faults of all kinds at all calls, each with a probability; or of the delivery alone, more likely. */
static char *
mix (TallyRandom *random,
     guint64      seed,
     gboolean     is_delivery)
{
  GString *rules = g_string_new (NULL);

  g_string_append_printf (rules, "{\"seed\":%" G_GUINT64_FORMAT ",\"rules\":[", seed);
  for (guint i = 0; i < 6; i++)
    {
      const char *rule = draw_rule (random, is_delivery);
      guint first = 1 + (guint) tally_random_below (random, is_delivery ? 4 : 8);
      guint percent = 5 + (guint) tally_random_below (random, is_delivery ? 85 : 40);
      g_string_append_printf (rules, "%s{\"count\":0,\"first\":%u,\"probability\":0.%02u,%s}",
                              i > 0 ? "," : "", first, percent, rule);
    }
  g_string_append (rules, "]}");
  return tally_text_steal (rules);
}

static void
run_mixtures (gboolean is_delivery)
{
  guint64 seed = (guint64) g_test_rand_int_range (1, G_MAXINT32);
  guint n = g_test_slow () ? 200 : 10;
  Matrix matrix;

  matrix_init (&matrix);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TallyRandom) random = tally_random_new (seed + i);
      g_autofree char *rules = mix (random, seed + i, is_delivery);
      g_autofree char *what = g_strdup_printf ("mixture %" G_GUINT64_FORMAT " %s", seed + i, rules);
      const Case one = { .what = what, .rules = rules, .asks_to_wait = TRUE };
      run_case (&matrix, &one);
    }
  matrix_clear (&matrix);
}

static void
test_mixtures (void)
{
  run_mixtures (FALSE);
}

/* Half an upload that was denied while it was verified, or whose removal was, once stayed for ever. */
static void
test_mixtures_of_the_delivery (void)
{
  run_mixtures (TRUE);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/fault-matrix/once", test_once);
  g_test_add_func ("/engine/fault-matrix/twice-in-a-row", test_twice_in_a_row);
  g_test_add_func ("/engine/fault-matrix/for-the-whole-run", test_for_the_whole_run);
  g_test_add_func ("/engine/fault-matrix/mixtures", test_mixtures);
  g_test_add_func ("/engine/fault-matrix/mixtures-of-the-delivery", test_mixtures_of_the_delivery);
  return g_test_run ();
}
