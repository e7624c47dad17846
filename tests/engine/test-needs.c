/* test-needs.c
 *
 * What needs a person, and what is new, as real passes and real decisions leave it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-config-source.h"
#include "tally-engine-error.h"
#include "tally-engine-findings-except.h"
#include "tally-engine-findings.h"
#include "tally-engine-needs.h"
#include "tally-engine-news.h"
#include "tally-engine-plan.h"
#include "tally-engine-recovery.h"
#include "tally-test-audited.h"
#include "tally-test-run.h"
#include "tally-test-sync.h"
#include "tally-test.h"

#define DOLLAR 100
#define N_ROWS 60

static TallyEngineNeeds *
list (TallyTestEngine *engine)
{
  g_autoptr (TallyEngine) door = tally_test_engine_open (engine);
  g_autoptr (GError) error = NULL;
  gint64 start_usec = g_get_monotonic_time ();
  TallyEngineNeeds *needs = tally_engine_needs_list (door, &error);

  g_assert_no_error (error);
  g_test_message ("%u needs after %" G_GINT64_FORMAT " µs", needs->list->len, g_get_monotonic_time () - start_usec);
  for (guint i = 1; i < needs->list->len; i++)
    g_assert_cmpint (((TallyEngineNeed *) needs->list->pdata[i - 1])->urgency, <=,
                     ((TallyEngineNeed *) needs->list->pdata[i])->urgency);
  return needs;
}

static TallyEngineNews *
read_news (TallyTestEngine *engine,
           gint64           since_utc_usec,
           const char      *reader)
{
  g_autoptr (TallyEngine) door = tally_test_engine_open (engine);
  g_autoptr (GError) error = NULL;
  TallyEngineNews *news = tally_engine_news_read (door, since_utc_usec, reader, &error);

  g_assert_no_error (error);
  return news;
}

static const TallyEngineNeed *
find (const TallyEngineNeeds *needs,
      TallyEngineNeedKind     kind)
{
  for (guint i = 0; i < needs->list->len; i++)
    if (((const TallyEngineNeed *) needs->list->pdata[i])->kind == kind)
      return needs->list->pdata[i];
  return NULL;
}

static void
decide (TallyTestEngine *engine,
        const char      *verb,
        const char      *what)
{
  const TallyEngineRecoveryAct act = { .verb = verb, .what = what, .actor = "Ann", .reason = "year-end audit" };
  g_autoptr (TallyEngine) door = tally_test_engine_open (engine);
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_engine_recovery_act (door, &act, &said, &error));
  g_assert_no_error (error);
}

/* Before the first run there is nothing, and asking makes no store. */
static void
test_nothing_is_needed_of_nothing (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autoptr (TallyEngineNeeds) needs = list (engine);
  g_autofree TallyEngineNews *news = read_news (engine, 0, NULL);
  g_autofree char *path = g_build_filename (engine->data_dir, "tallyman.db", NULL);

  g_assert_true (needs->is_configured);
  g_assert_cmpuint (needs->list->len, ==, 0);
  g_assert_cmpint (needs->last_run_id, ==, 0);
  g_assert_cmpint (needs->next_run_utc_usec, >, needs->as_of_utc_usec);
  g_assert_true (tally_engine_news_is_empty (news));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_no_source_is_not_configured (void)
{
  const TallyConfigSource source = { .text = "[target]\nsheet=7\n", .text_length = -1 };
  g_autoptr (TallyConfig) config = tally_config_new (&source, NULL);
  g_autofree char *data_dir = tally_test_make_dir ();
  const TallyEngineOptions options = { .config = config, .data_dir = data_dir, .token = "x" };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyEngine) engine = tally_engine_new (&options, &error);
  g_autoptr (TallyEngineNeeds) needs = tally_engine_needs_list (engine, &error);

  g_assert_no_error (error);
  g_assert_false (needs->is_configured);
}

static void
test_a_good_run_needs_nobody (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyEngineNeeds) needs = list (engine);
  g_autofree TallyEngineNews *news = read_news (engine, 0, NULL);
  g_autofree TallyEngineNews *later = read_news (engine, needs->as_of_utc_usec + 1, NULL);

  g_assert_cmpuint (needs->list->len, ==, 0);
  g_assert_cmpint (needs->last_run_id, ==, 1);
  g_assert_cmpint (needs->last_exit_code, ==, 0);
  g_assert_cmpint (needs->last_run_utc_usec, >, 0);
  g_assert_cmpuint (news->n_runs, ==, 1);
  g_assert_cmpuint (news->n_failed, ==, 0);
  g_assert_cmpuint (news->published.n, >=, 2);
  g_assert_cmpuint (news->n_replaced, ==, 0);
  g_assert_cmpint (news->published.cents, >, 0);
  g_assert_true (tally_engine_news_is_empty (later));
}

static void
test_a_replaced_workbook_is_news (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  gint64 then = tally_clock_get_utc_usec (engine->clock) + 1;
  g_autofree TallyEngineNews *news = NULL;
  g_autoptr (TallyRun) run = NULL;

  tally_clock_advance (engine->clock, G_TIME_SPAN_HOUR);
  tally_test_engine_change_a_price (engine);
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 0);
  news = read_news (engine, then, NULL);
  g_assert_cmpuint (news->n_runs, ==, 1);
  g_assert_cmpuint (news->published.n, ==, 1);
  g_assert_cmpuint (news->n_replaced, ==, 1);
}

static void
test_a_plan_waits (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autoptr (TallyRun) first = tally_test_engine_run (engine, NULL);
  g_autoptr (TallyRun) stopped = NULL;
  g_autoptr (TallyEngineNeeds) needs = NULL;
  g_autoptr (TallyEngineNeeds) after = NULL;
  g_autoptr (TallyEngine) door = tally_test_engine_open (engine);
  g_autoptr (GError) error = NULL;
  const TallyEngineNeed *plan;
  TallyEngineDecision decision = { .approve = TRUE, .actor = "Ann", .reason = "seen" };
  g_autofree TallyEngineNews *of_bob = NULL;
  g_autofree TallyEngineNews *of_ann = NULL;

  tally_test_run_assert_exit (first, 0);
  g_assert_cmpuint (tally_test_engine_change_prices (engine, 30, DOLLAR), >, 10);
  stopped = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (stopped, 3);
  needs = list (engine);
  plan = find (needs, TALLY_ENGINE_NEED_PLAN);
  g_assert_nonnull (plan);
  g_assert_cmpint (plan->urgency, ==, TALLY_ENGINE_URGENCY_NOW);
  g_assert_cmpuint (plan->n, ==, tally_plan_count (stopped->plan, TALLY_PLAN_HELD));
  g_assert_cmpint (plan->cents, >, 0);
  g_assert_cmpint (plan->run_id, ==, stopped->run_id);
  g_assert_cmpint (plan->since_utc_usec, >, 0);
  g_assert_null (find (needs, TALLY_ENGINE_NEED_HELD));
  g_assert_null (find (needs, TALLY_ENGINE_NEED_RUN_PARTIAL));
  decision.id = plan->subject;
  g_assert_true (tally_engine_plan_decide (door, &decision, &error));
  g_assert_no_error (error);
  after = list (engine);
  g_assert_null (find (after, TALLY_ENGINE_NEED_PLAN));
  of_bob = read_news (engine, 0, "Bob");
  of_ann = read_news (engine, 0, "Ann");
  g_assert_cmpuint (of_bob->n_decisions_of_others, ==, 1);
  g_assert_cmpuint (of_ann->n_decisions_of_others, ==, 0);
}

static void
test_what_people_stopped_is_known (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyEngineNeeds) stopped = NULL;
  g_autoptr (TallyEngineNeeds) after = NULL;
  const TallyEngineNeed *pause;
  const TallyEngineNeed *circuit;

  decide (engine, "pause", "publish");
  decide (engine, "open", "smartsheet");
  stopped = list (engine);
  pause = find (stopped, TALLY_ENGINE_NEED_PAUSE);
  circuit = find (stopped, TALLY_ENGINE_NEED_CIRCUIT);
  g_assert_cmpstr (pause->subject, ==, "publish");
  g_assert_cmpint (pause->urgency, ==, TALLY_ENGINE_URGENCY_LATER);
  g_assert_cmpstr (circuit->subject, ==, "smartsheet");
  g_assert_true (circuit->by_person);
  decide (engine, "resume", "publish");
  decide (engine, "close", "smartsheet");
  after = list (engine);
  g_assert_cmpuint (after->list->len, ==, 0);
}

static void
test_a_refused_run_is_said (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyEngineNeeds) needs = NULL;
  g_autoptr (TallyEngineNeeds) after = NULL;
  g_autoptr (TallyRun) refused = NULL;
  g_autoptr (TallyRun) good = NULL;
  const TallyEngineNeed *need;

  tally_test_engine_set_faults (engine, "[{\"path\": \"*\", \"kind\": \"status\", \"status\": 401, \"errorCode\": 1002, "
                                        "\"count\": 0}]");
  refused = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (refused, 5);
  needs = list (engine);
  need = needs->list->pdata[0];
  g_assert_cmpint (need->kind, ==, TALLY_ENGINE_NEED_RUN_FAILED);
  g_assert_cmpint (need->exit_code, ==, 5);
  g_assert_cmpint (need->run_id, ==, refused->run_id);
  g_assert_cmpstr (need->text, !=, "");
  tally_test_engine_set_faults (engine, "[]");
  good = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (good, 0);
  after = list (engine);
  g_assert_cmpuint (after->list->len, ==, 0);
}

static void
test_what_is_set_aside_is_said (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autofree char *sheet = g_strndup (engine->sources, strcspn (engine->sources, ";"));
  g_autofree char *faults = g_strdup_printf ("[{\"path\": \"*/sheets/%s*\", \"kind\": \"status\", \"status\": 400, "
                                             "\"errorCode\": 1008, \"count\": 0}]", sheet);
  g_autoptr (TallyEngineNeeds) needs = NULL;
  const TallyEngineNeed *aside = NULL;
  const TallyEngineNeed *health;

  tally_test_engine_set_faults (engine, faults);
  for (guint i = 0; i < 5 && aside == NULL; i++)
    {
      g_autoptr (TallyRun) run = NULL;
      tally_clock_advance (engine->clock, G_TIME_SPAN_MINUTE);
      run = tally_test_engine_run (engine, NULL);
      tally_test_run_assert_exit (run, 3);
      g_clear_pointer (&needs, tally_engine_needs_free);
      needs = list (engine);
      g_assert_cmpuint (needs->list->len, >=, 1);
      health = find (needs, TALLY_ENGINE_NEED_HEALTH);
      g_assert_cmpstr (health->subject, ==, "sources");
      g_assert_cmpuint (health->n, ==, 1);
      aside = find (needs, TALLY_ENGINE_NEED_ASIDE);
    }
  g_assert_nonnull (aside);
  g_assert_cmpstr (aside->subject, ==, "sheet");
  g_assert_cmpuint (aside->n, ==, 1);
  g_assert_cmpint (aside->since_utc_usec, <, needs->as_of_utc_usec);
}

static void
test_a_row_that_is_owed_is_said (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_audited_new (20, 0);
  g_autoptr (TallyEngineNeeds) needs = NULL;
  g_autoptr (TallyEngineNeeds) after = NULL;
  g_autoptr (TallyRun) refused = NULL;
  g_autoptr (TallyRun) next = NULL;
  const TallyEngineNeed *owed;

  tally_test_sync_again (engine);
  tally_test_engine_set_faults (engine, "[{\"operation\":\"add-rows\",\"kind\":\"forbid\",\"count\":0}]");
  refused = tally_test_audited_run (engine, 3);
  needs = list (engine);
  owed = find (needs, TALLY_ENGINE_NEED_AUDIT_ROW);
  g_assert_nonnull (owed);
  g_assert_cmpuint (owed->n, ==, 1);
  g_assert_null (find (needs, TALLY_ENGINE_NEED_RUN_PARTIAL));
  tally_test_engine_set_faults (engine, "[]");
  next = tally_test_audited_run (engine, 0);
  after = list (engine);
  g_assert_null (find (after, TALLY_ENGINE_NEED_AUDIT_ROW));
}

static void
test_starts_that_do_not_come (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  const TallyScheduleStart start = { .name = (char *) "extra", .due_utc_usec = tally_clock_get_utc_usec (engine->clock) };
  const TallyBatchOptions options = { .start = &start };
  g_autoptr (TallyRun) run = NULL;
  g_autoptr (TallyEngineNeeds) in_time = NULL;
  g_autoptr (TallyEngineNeeds) needs = NULL;
  const TallyEngineNeed *missed;

  g_free (engine->settings);
  engine->settings = g_strdup ("[schedule]\njitter-secs=0\n[schedule-weekdays]\nat=never\n[schedule-weekend]\n"
                               "at=never\n[schedule-weekly]\nat=never\n[schedule-extra]\nat=hourly\n");
  run = tally_test_engine_run (engine, &options);
  tally_test_run_assert_exit (run, 0);
  in_time = list (engine);
  g_assert_null (find (in_time, TALLY_ENGINE_NEED_MISSED));
  tally_clock_advance (engine->clock, 5 * G_TIME_SPAN_HOUR);
  needs = list (engine);
  missed = needs->list->pdata[0];
  g_assert_cmpint (missed->kind, ==, TALLY_ENGINE_NEED_MISSED);
  g_assert_cmpstr (missed->subject, ==, "extra");
  g_assert_cmpuint (missed->n, >=, 4);
  g_assert_cmpint (missed->since_utc_usec, <, needs->as_of_utc_usec);
}

/* A schedule that can't be read is told, with its place, not passed over. */
static void
test_a_mistaken_schedule_is_an_error (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyEngine) door = NULL;
  g_autoptr (TallyEngineNeeds) needs = NULL;
  g_autoptr (GError) error = NULL;

  g_free (engine->settings);
  engine->settings = g_strdup ("[schedule-extra]\nat=0 25 * * *\n");
  door = tally_test_engine_open (engine);
  needs = tally_engine_needs_list (door, &error);
  g_assert_null (needs);
  g_assert_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG);
  g_assert_nonnull (strstr (error->message, "schedule-extra"));
}

/* --- findings ------------------------------------------------------------------------------------ */

/* The needs say what the list of open findings comes to, by severity; those on trial stand apart. */
static void
assert_like_the_list (TallyTestEngine *engine)
{
  const TallyFindingFilter filter = { 0 };
  g_autoptr (TallyEngineNeeds) needs = list (engine);
  g_autoptr (TallyEngine) door = tally_test_engine_open (engine);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = tally_engine_findings_list (door, &filter, &error);
  guint64 n_trial = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    {
      const TallyFinding *finding = findings->pdata[i];
      n_trial += finding->is_trial ? 1 : 0;
      for (guint j = 0; !finding->is_trial && j < needs->list->len; j++)
        {
          TallyEngineNeed *need = needs->list->pdata[j];
          if (need->kind != TALLY_ENGINE_NEED_FINDINGS || need->severity != finding->severity)
            continue;
          need->n--;
          need->cents -= finding->exposure_cents;
          g_assert_cmpint (need->since_utc_usec, <=, finding->first_utc_usec);
        }
    }
  g_assert_cmpuint (needs->n_trial, ==, n_trial);
  for (guint j = 0; j < needs->list->len; j++)
    {
      const TallyEngineNeed *need = needs->list->pdata[j];
      if (need->kind != TALLY_ENGINE_NEED_FINDINGS)
        continue;
      g_assert_cmpuint (need->n, ==, 0);
      g_assert_cmpint (need->cents, ==, 0);
    }
}

static TallyTestEngine *
make_with_findings (GArray **out_billed)
{
  TallyTestEngine *engine = tally_test_audited_new (N_ROWS, 0);
  g_autoptr (TallyRun) clean = NULL;
  g_autoptr (TallyRun) found = NULL;

  tally_test_sync_again (engine);
  *out_billed = tally_test_audited_list_billed (engine);
  tally_test_audited_write_rates (engine, *out_billed);
  clean = tally_test_audited_run (engine, 0);
  for (guint i = 0; i < 3; i++)
    {
      const TallyTestBilled *line = &g_array_index (*out_billed, TallyTestBilled, i);
      tally_test_audited_edit_price (engine, line, "pat@example.com", line->price_cents * 3);
    }
  tally_test_audited_do (engine, "duplicate-row", &g_array_index (*out_billed, TallyTestBilled, 6));
  found = tally_test_audited_run (engine, 0);
  g_assert_cmpuint (found->audit->n_open, >=, 4);
  return engine;
}

static TallyFinding *
dup_first_finding (TallyTestEngine *engine)
{
  const TallyFindingFilter filter = { .trial = TALLY_FINDING_TRIAL_NO };
  g_autoptr (TallyEngine) door = tally_test_engine_open (engine);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = tally_engine_findings_list (door, &filter, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, >, 0);
  return g_ptr_array_steal_index (findings, 0);
}

static void
except (TallyTestEngine    *engine,
        const TallyFinding *finding,
        gboolean            by_detector)
{
  const TallyFindingException exception = {
    .finding = by_detector ? NULL : finding->id,
    .detector = by_detector ? finding->detector : NULL,
    .work_request = by_detector ? finding->work_request : NULL,
    .until = tally_day_new (2026, 12, 24),
    .made_by = "Ann",
    .reason = "agreed",
  };
  g_autoptr (TallyEngine) door = tally_test_engine_open (engine);
  g_autoptr (GError) error = NULL;
  gint64 id;

  g_assert_true (tally_engine_findings_except (door, &exception, &id, &error));
  g_assert_no_error (error);
}

static guint64
count_findings (TallyTestEngine *engine)
{
  g_autoptr (TallyEngineNeeds) needs = list (engine);
  guint64 n = 0;

  for (guint i = 0; i < needs->list->len; i++)
    {
      const TallyEngineNeed *need = needs->list->pdata[i];
      n += need->kind == TALLY_ENGINE_NEED_FINDINGS ? need->n : 0;
    }
  return n;
}

static void
test_findings_are_summed_as_they_are_listed (void)
{
  g_autoptr (GArray) billed = NULL;
  g_autoptr (TallyTestEngine) engine = make_with_findings (&billed);
  g_autoptr (TallyFinding) first = dup_first_finding (engine);
  g_autoptr (TallyFinding) second = NULL;
  guint64 n = count_findings (engine);

  g_assert_cmpuint (n, >=, 4);
  assert_like_the_list (engine);
  except (engine, first, FALSE);
  assert_like_the_list (engine);
  g_assert_cmpuint (count_findings (engine), ==, n - 1);
  second = dup_first_finding (engine);
  except (engine, second, TRUE);
  assert_like_the_list (engine);
  g_assert_cmpuint (count_findings (engine), <=, n - 2);
}

static void
test_findings_are_news (void)
{
  g_autoptr (GArray) billed = NULL;
  g_autoptr (TallyTestEngine) engine = make_with_findings (&billed);
  g_autoptr (TallyFinding) finding = dup_first_finding (engine);
  g_autofree TallyEngineNews *all = read_news (engine, 0, NULL);
  gint64 then = tally_clock_get_utc_usec (engine->clock) + 1;
  g_autofree TallyEngineNews *of_pat = NULL;
  g_autofree TallyEngineNews *of_bob = NULL;

  g_assert_cmpuint (all->found.n, >=, 4);
  g_assert_cmpint (all->found.cents, >, 0);
  tally_clock_advance (engine->clock, G_TIME_SPAN_MINUTE);
  tally_test_audited_confirm (engine, finding->id);
  of_pat = read_news (engine, then, "Pat");
  of_bob = read_news (engine, then, "Bob");
  g_assert_true (tally_engine_news_is_empty (of_pat));
  g_assert_cmpuint (of_bob->n_verdicts_of_others, ==, 1);
  g_assert_cmpuint (of_bob->found.n, ==, 0);
}

static void
add_a_rate (TallyTestEngine *engine)
{
  g_autofree char *path = g_build_filename (engine->folder, "rates.csv", NULL);
  g_autofree char *text = NULL;
  g_autofree char *more = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  more = g_strconcat (text, "NEW-UNIT,12.00,,\n", NULL);
  g_assert_true (g_file_set_contents (path, more, -1, &error));
}

/* What was confirmed and is mended is verified by the next pass; other rates are told. */
static void
test_what_is_mended_is_news (void)
{
  g_autoptr (GArray) billed = NULL;
  g_autoptr (TallyTestEngine) engine = make_with_findings (&billed);
  const TallyTestBilled *line = &g_array_index (billed, TallyTestBilled, 0);
  gint64 then = tally_clock_get_utc_usec (engine->clock) + 1;
  g_autofree TallyEngineNews *news = NULL;
  g_autoptr (TallyRun) again = NULL;
  g_autoptr (TallyRun) mended = NULL;
  const TallyFinding *finding;

  again = tally_test_audited_run (engine, 0);
  finding = tally_test_audited_find (again, "rate-", line);
  g_assert_nonnull (finding);
  tally_test_audited_confirm (engine, finding->id);
  tally_test_audited_edit_price (engine, line, "pat@example.com", line->price_cents);
  add_a_rate (engine);
  mended = tally_test_audited_run (engine, 0);
  news = read_news (engine, then, "Pat");
  g_assert_cmpuint (news->verified.n, ==, 1);
  g_assert_cmpint (news->verified.cents, >, 0);
  g_assert_true (news->rates_changed);
  g_assert_cmpuint (news->n_runs, ==, 2);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/needs/nothing-is-needed-of-nothing", test_nothing_is_needed_of_nothing);
  g_test_add_func ("/engine/needs/no-source-is-not-configured", test_no_source_is_not_configured);
  g_test_add_func ("/engine/needs/a-good-run-needs-nobody", test_a_good_run_needs_nobody);
  g_test_add_func ("/engine/needs/a-replaced-workbook-is-news", test_a_replaced_workbook_is_news);
  g_test_add_func ("/engine/needs/a-plan-waits", test_a_plan_waits);
  g_test_add_func ("/engine/needs/what-people-stopped-is-known", test_what_people_stopped_is_known);
  g_test_add_func ("/engine/needs/a-refused-run-is-said", test_a_refused_run_is_said);
  g_test_add_func ("/engine/needs/what-is-set-aside-is-said", test_what_is_set_aside_is_said);
  g_test_add_func ("/engine/needs/a-row-that-is-owed-is-said", test_a_row_that_is_owed_is_said);
  g_test_add_func ("/engine/needs/starts-that-do-not-come", test_starts_that_do_not_come);
  g_test_add_func ("/engine/needs/a-mistaken-schedule-is-an-error", test_a_mistaken_schedule_is_an_error);
  g_test_add_func ("/engine/needs/findings-are-summed-as-they-are-listed", test_findings_are_summed_as_they_are_listed);
  g_test_add_func ("/engine/needs/findings-are-news", test_findings_are_news);
  g_test_add_func ("/engine/needs/what-is-mended-is-news", test_what_is_mended_is_news);
  return g_test_run ();
}
