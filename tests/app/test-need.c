/* test-need.c: each kind of need has words, a place and a next step; needs no display.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-need.h"
#include "tally-app-news.h"
#include "tally-test.h"

/* 2026-11-24T12:00:00Z, and an hour before. */
#define NOW_USEC G_GINT64_CONSTANT (1795521600000000)
#define BEFORE_USEC (NOW_USEC - G_TIME_SPAN_HOUR)

#define DOLLAR 100

/* What a need is told as: "TITLE | DETAIL | PAGE WISH | BUTTON ACTION". */
static const struct {
  TallyEngineNeed  need;
  const char      *told;
} cases[] = {
  { { .kind = TALLY_ENGINE_NEED_FINDINGS, .severity = TALLY_RISK_CRITICAL, .n = 1, .cents = 1234 * DOLLAR,
      .since_utc_usec = BEFORE_USEC },
    "1 critical finding | may cost $1,234.00 · since 11:00 | review severity=critical | Review " },
  { { .kind = TALLY_ENGINE_NEED_FINDINGS, .severity = TALLY_RISK_LOW, .n = 12345, .n_overdue = 2 },
    "12,345 findings of low severity | 2 overdue | review severity=low | Review " },
  { { .kind = TALLY_ENGINE_NEED_PLAN, .n = 17, .cents = 5 * DOLLAR, .subject = (char *) "ab12cd34" },
    "A plan with 17 workbooks waits for approval | $5.00 | runs plan=ab12cd34 | Approve… " },
  { { .kind = TALLY_ENGINE_NEED_RUN_FAILED, .n = 1, .run_id = 7, .exit_code = 5, .text = (char *) "the token was refused" },
    "The last run was refused by Smartsheet | the token was refused | runs run=7 | Show " },
  { { .kind = TALLY_ENGINE_NEED_RUN_FAILED, .n = 1, .run_id = 7, .exit_code = 2 },
    "The last run could not use its configuration |  | runs run=7 | Show " },
  { { .kind = TALLY_ENGINE_NEED_RUN_FAILED, .n = 1, .run_id = 7, .exit_code = 1, .since_utc_usec = BEFORE_USEC },
    "The last run failed | 11:00 | runs run=7 | Show " },
  { { .kind = TALLY_ENGINE_NEED_RUN_INTERRUPTED, .n = 1, .run_id = 8 },
    "The last run was interrupted | the next run completes what it began | runs run=8 | Run Now win.run" },
  { { .kind = TALLY_ENGINE_NEED_RUN_PARTIAL, .n = 1, .run_id = 9, .text = (char *) "a sheet was lost" },
    "The last run did its work in part | a sheet was lost | runs run=9 | Show " },
  { { .kind = TALLY_ENGINE_NEED_MISSED, .n = 3, .subject = (char *) "weekly", .since_utc_usec = BEFORE_USEC },
    "3 starts of a schedule did not come | weekly · since 11:00 | runs schedule=weekly | Run Now win.run" },
  { { .kind = TALLY_ENGINE_NEED_HELD, .hold = TALLY_HOLD_CONSERVATION, .n = 2 },
    "2 workbooks are held | rows and workbooks don’t add up | workbooks state=held | Show " },
  { { .kind = TALLY_ENGINE_NEED_ASIDE, .n = 1, .subject = (char *) "sheet" },
    "1 sheet is set aside | failed in run after run | runs aside=sheet | Show " },
  { { .kind = TALLY_ENGINE_NEED_ASIDE, .n = 2, .subject = (char *) "group" },
    "2 workbooks are set aside | failed in run after run | runs aside=group | Show " },
  { { .kind = TALLY_ENGINE_NEED_AUDIT_ROW, .n = 1 },
    "1 row is owed to the audit sheet | let the token’s owner write to it; the next run writes them | health probe=audit | Show " },
  { { .kind = TALLY_ENGINE_NEED_HEALTH, .n = 2, .subject = (char *) "sources", .since_utc_usec = BEFORE_USEC },
    "2 sheets can’t be read | since 11:00 | health probe=sources | Show " },
  { { .kind = TALLY_ENGINE_NEED_HEALTH, .n = 1, .subject = (char *) "token" },
    "The token for Smartsheet is to be looked at |  | health probe=token | Show " },
  { { .kind = TALLY_ENGINE_NEED_HEALTH, .n = 1, .subject = (char *) "database" },
    "The store is to be looked at |  | health probe=database | Show " },
  { { .kind = TALLY_ENGINE_NEED_HEALTH, .n = 1, .subject = (char *) "disk" },
    "There is little room left on the disk |  | health probe=disk | Show " },
  { { .kind = TALLY_ENGINE_NEED_HEALTH, .n = 1, .subject = (char *) "backups" },
    "The last checkup found something |  | health probe=backups | Show " },
  { { .kind = TALLY_ENGINE_NEED_CIRCUIT, .n = 1, .subject = (char *) "smartsheet" },
    "Smartsheet failed again and again: calls are stopped |  | runs circuit=smartsheet | Show " },
  { { .kind = TALLY_ENGINE_NEED_CIRCUIT, .n = 1, .by_person = TRUE, .subject = (char *) "smartsheet",
      .until_utc_usec = NOW_USEC },
    "Somebody stopped the calls to Smartsheet | until 12:00 | runs circuit=smartsheet | Show " },
  { { .kind = TALLY_ENGINE_NEED_PAUSE, .n = 1, .subject = (char *) "all" },
    "All runs are paused |  | runs pause=all | Show " },
  { { .kind = TALLY_ENGINE_NEED_PAUSE, .n = 1, .subject = (char *) "publish" },
    "Publishing is paused |  | runs pause=publish | Show " },
};

static void
fill_texts (TallyEngineNeed *need)
{
  need->subject = need->subject != NULL ? need->subject : (char *) "";
  need->text = need->text != NULL ? need->text : (char *) "";
}

static void
test_words (void)
{
  gboolean was_told[TALLY_ENGINE_N_NEEDS] = { FALSE };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TallyEngineNeed need = cases[i].need;
      g_autoptr (TallyAppLine) line = NULL;
      const TallyAppLineTarget *target;
      g_autofree char *told = NULL;
      fill_texts (&need);
      was_told[need.kind] = TRUE;
      line = tally_app_need_line_new (&need, NOW_USEC);
      target = tally_app_line_get_target (line);
      told = g_strdup_printf ("%s | %s | %s %s | %s %s", tally_app_line_get_title (line), tally_app_line_get_detail (line),
                              target->page, target->wish, target->button, target->action != NULL ? target->action : "");
      g_assert_cmpstr (told, ==, cases[i].told);
    }
  for (guint i = 0; i < TALLY_ENGINE_N_NEEDS; i++)
    g_assert_true (was_told[i]);
}

/* Each reason to hold that needs somebody has words. */
static void
test_holds (void)
{
  for (guint i = TALLY_HOLD_NONE + 1; i < TALLY_N_HOLDS; i++)
    {
      const TallyEngineNeed need = {
        .kind = TALLY_ENGINE_NEED_HELD, .hold = (TallyHold) i, .n = 1, .subject = (char *) "", .text = (char *) "",
      };
      g_autoptr (TallyAppLine) line = tally_app_need_line_new (&need, NOW_USEC);
      gboolean stands_elsewhere = i == TALLY_HOLD_APPROVAL || i == TALLY_HOLD_RESTORED || i == TALLY_HOLD_SET_ASIDE;
      g_assert_true ((*tally_app_line_get_detail (line) == '\0') == stands_elsewhere);
    }
}

static void
test_counts (void)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  TallyEngineNeeds needs = { .list = list };
  TallyEngineNeed critical = { .kind = TALLY_ENGINE_NEED_FINDINGS, .severity = TALLY_RISK_CRITICAL, .n = 2 };
  TallyEngineNeed high = { .kind = TALLY_ENGINE_NEED_FINDINGS, .severity = TALLY_RISK_HIGH, .n = 10 };
  TallyEngineNeed plan = { .kind = TALLY_ENGINE_NEED_PLAN, .n = 40 };

  g_ptr_array_add (list, &critical);
  g_ptr_array_add (list, &high);
  g_ptr_array_add (list, &plan);
  g_assert_cmpuint (tally_app_need_count (&needs, "review"), ==, 12);
  g_assert_cmpuint (tally_app_need_count (&needs, "runs"), ==, 1);
  g_assert_cmpuint (tally_app_need_count (&needs, "health"), ==, 0);
}

static void
test_news (void)
{
  const TallyEngineNews nothing = { .since_utc_usec = 1 };
  const TallyEngineNews news = {
    .n_runs = 3, .n_failed = 1, .published = { 2, 300 * DOLLAR }, .n_replaced = 1, .found = { 1, 20 * DOLLAR },
    .fixed = { 1, 0 }, .verified = { 2, 0 }, .recovered_cents = 5 * DOLLAR, .n_verdicts_of_others = 4,
    .n_decisions_of_others = 1, .rates_changed = TRUE, .policy_changed = TRUE,
  };
  g_autoptr (GPtrArray) none = tally_app_news_list_lines (&nothing);
  g_autoptr (GPtrArray) lines = tally_app_news_list_lines (&news);
  g_autoptr (GString) told = g_string_new (NULL);

  g_assert_cmpuint (none->len, ==, 0);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (told, "%s (%s)\n", tally_app_line_get_title (lines->pdata[i]),
                            tally_app_line_get_detail (lines->pdata[i]));
  g_assert_cmpstr (told->str, ==,
                   "3 runs ended (1 failed)\n2 workbooks were published ($300.00 · 1 took another’s place)\n"
                   "1 new finding ($20.00)\n1 finding was fixed ()\n2 findings are verified as mended ()\n"
                   "$5.00 was got back ()\nOthers decided about 4 findings ()\n"
                   "Others made 1 decision (about plans, pauses, exceptions or versions)\n"
                   "The audit uses other rates ()\nThe audit uses other settings ()\n");
}

/* A line of the same key keeps its place and says what is new; others come and go. */
static void
test_lines_are_kept (void)
{
  const TallyAppLineTarget target = { .page = "review", .wish = "" };
  g_autoptr (GListStore) store = g_list_store_new (TALLY_TYPE_APP_LINE);
  g_autoptr (GPtrArray) first = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) second = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (TallyAppLine) kept = NULL;

  g_ptr_array_add (first, tally_app_line_new ("a", TALLY_APP_TONE_NOW, &target));
  g_ptr_array_add (first, tally_app_line_new ("b", TALLY_APP_TONE_NOW, &target));
  tally_app_lines_replace (store, first);
  g_ptr_array_add (second, tally_app_line_new ("a", TALLY_APP_TONE_NOW, &target));
  tally_app_line_take_title (second->pdata[0], g_strdup ("more"));
  tally_app_lines_replace (store, second);
  kept = g_list_model_get_item (G_LIST_MODEL (store), 0);
  g_assert_true (kept == first->pdata[0]);
  g_assert_cmpstr (tally_app_line_get_title (kept), ==, "more");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/app/need/words", test_words);
  g_test_add_func ("/app/need/holds", test_holds);
  g_test_add_func ("/app/need/counts", test_counts);
  g_test_add_func ("/app/need/news", test_news);
  g_test_add_func ("/app/need/lines-are-kept", test_lines_are_kept);
  return g_test_run ();
}
