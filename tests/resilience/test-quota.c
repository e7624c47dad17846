/* test-quota.c
 *
 * One limit for several processes: each quota here is a process, the ledger they share is in memory.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <gio/gio.h>

#include "tally-random.h"
#include "tally-resilience-limiter.h"
#include "tally-resilience-quota.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define MINUTE (60 * SECOND)

/* What all of them share. */
typedef struct {
  GArray              *blocks;      /* (owned) TallyResilienceBlock */
  TallyResiliencePace  pace;
  gint64               next_id;
  guint                n_begun;
  gboolean             is_locked;   /* another process holds it for ever */
  gboolean             is_full;     /* nothing can be written */
} Ledger;

static void
ledger_init (Ledger *ledger)
{
  *ledger = (Ledger) {
    .blocks = g_array_new (FALSE, TRUE, sizeof (TallyResilienceBlock)), .next_id = 1,
  };
}

static void
ledger_clear (Ledger *ledger)
{
  g_array_unref (ledger->blocks);
}

static gboolean
begin_cb (gpointer                data,
          gint64                  now_usec,
          TallyResilienceLedger  *out_ledger,
          GError                **error)
{
  Ledger *ledger = data;

  ledger->n_begun++;
  if (ledger->is_locked)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY, "the ledger is locked");
      return FALSE;
    }
  g_array_append_vals (out_ledger->blocks, ledger->blocks->data, ledger->blocks->len);
  if (ledger->pace.limit > 0)
    out_ledger->pace = ledger->pace;
  return TRUE;
}

static gboolean
commit_cb (gpointer                data,
           TallyResilienceLedger  *changed,
           GError                **error)
{
  Ledger *ledger = data;

  if (ledger->is_full)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "the disk is full");
      return FALSE;
    }
  g_array_set_size (ledger->blocks, 0);
  for (guint i = 0; i < changed->blocks->len; i++)
    {
      TallyResilienceBlock *block = &g_array_index (changed->blocks, TallyResilienceBlock, i);
      TallyResilienceBlock kept;
      if (block->state == TALLY_RESILIENCE_BLOCK_GONE)
        continue;
      if (block->state == TALLY_RESILIENCE_BLOCK_NEW)
        block->id = ledger->next_id++;
      kept = *block;
      kept.state = TALLY_RESILIENCE_BLOCK_KEPT;
      g_array_append_val (ledger->blocks, kept);
    }
  if (changed->pace_changed)
    ledger->pace = changed->pace;
  return TRUE;
}

static const TallyResilienceLedgerFuncs funcs = { .begin = begin_cb, .commit = commit_cb };

/* What was sent, for the proof. */
typedef struct {
  gint64 at_usec;
  guint  n_units;
} Sent;

static guint
find_fullest_minute (GArray *sent)
{
  guint fullest = 0;
  guint first = 0;
  guint used = 0;

  for (guint i = 0; i < sent->len; i++)
    {
      const Sent *last = &g_array_index (sent, Sent, i);
      used += last->n_units;
      for (; g_array_index (sent, Sent, first).at_usec <= last->at_usec - MINUTE; first++)
        used -= g_array_index (sent, Sent, first).n_units;
      fullest = MAX (fullest, used);
    }
  return fullest;
}

#define N_PROCESSES 5

/* Five processes that come, go and die on one clock: each sends whenever it may. */
static void
test_no_minute_holds_more_whoever_sends (void)
{
  for (guint64 seed = 1; seed <= 12; seed++)
    {
      g_autoptr (TallyClock) clock = tally_clock_new_virtual (0);
      g_autoptr (TallyRandom) random = tally_random_new (seed);
      g_autoptr (GArray) sent = g_array_new (FALSE, FALSE, sizeof (Sent));
      TallyResilienceQuota *processes[N_PROCESSES] = { NULL };
      Ledger ledger;

      ledger_init (&ledger);
      for (guint i = 0; i < 20000; i++)
        {
          guint which = (guint) tally_random_below (random, N_PROCESSES);
          Sent one = { .n_units = tally_random_below (random, 4) == 0 ? 10 : 1 };
          gint64 wait = -1;

          if (processes[which] == NULL)
            processes[which] = tally_resilience_quota_new (clock, 300, &funcs, &ledger);
          if (tally_resilience_quota_draw (processes[which], one.n_units, &wait))
            {
              g_assert_cmpint (wait, ==, 0);
              one.at_usec = tally_clock_get_monotonic_usec (clock);
              g_array_append_val (sent, one);
            }
          else
            g_assert_cmpint (wait, >, 0);
          tally_clock_advance (clock, (gint64) tally_random_below (random, SECOND / 5));
          if (tally_random_below (random, 200) == 0)
            {
              /* A process that is killed says nothing any more. */
              ledger.is_full = tally_random_below (random, 2) == 0;
              g_clear_pointer (&processes[which], tally_resilience_quota_free);
              ledger.is_full = FALSE;
            }
        }
      g_assert_cmpuint (find_fullest_minute (sent), <=, 300);
      /* The limit is used, not merely kept. */
      g_assert_cmpuint (find_fullest_minute (sent), >, 250);
      for (guint i = 0; i < N_PROCESSES; i++)
        tally_resilience_quota_free (processes[i]);
      ledger_clear (&ledger);
    }
}

static guint
draw_all (TallyResilienceQuota *quota)
{
  guint n = 0;
  gint64 wait = 0;

  while (tally_resilience_quota_draw (quota, 1, &wait) && wait == 0)
    n++;
  return n;
}

static void
test_two_processes_share (void)
{
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (0);
  TallyResilienceQuota *first;
  g_autoptr (TallyResilienceQuota) second = NULL;
  gint64 wait = 0;
  Ledger ledger;

  ledger_init (&ledger);
  first = tally_resilience_quota_new (clock, 30, &funcs, &ledger);
  second = tally_resilience_quota_new (clock, 30, &funcs, &ledger);
  g_assert_true (tally_resilience_quota_draw (first, 1, &wait));
  g_assert_cmpuint (draw_all (second), ==, 20);
  g_assert_false (tally_resilience_quota_draw (second, 1, &wait));
  g_assert_cmpint (wait, >, 0);
  /* What the first one did not spend is there for the second when it ends. */
  tally_resilience_quota_free (first);
  g_assert_cmpuint (draw_all (second), ==, 9);
  tally_clock_advance (clock, TALLY_RESILIENCE_LIMITER_WINDOW_USEC);
  g_assert_cmpuint (draw_all (second), ==, 30);
  ledger_clear (&ledger);
}

static void
test_a_block_is_void_after_its_minute (void)
{
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (0);
  g_autoptr (TallyResilienceQuota) quota = NULL;
  gint64 wait = 0;
  Ledger ledger;

  ledger_init (&ledger);
  quota = tally_resilience_quota_new (clock, 100, &funcs, &ledger);
  g_assert_true (tally_resilience_quota_draw (quota, 1, &wait));
  g_assert_true (tally_resilience_quota_draw (quota, 1, &wait));
  g_assert_cmpuint (ledger.n_begun, ==, 1);
  tally_clock_advance (clock, TALLY_RESILIENCE_BLOCK_USEC);
  g_assert_true (tally_resilience_quota_draw (quota, 1, &wait));
  g_assert_cmpuint (ledger.n_begun, ==, 2);
  g_clear_pointer (&quota, tally_resilience_quota_free);
  ledger_clear (&ledger);
}

static void
test_a_dead_process_counts_for_two_minutes (void)
{
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (0);
  g_autoptr (TallyResilienceQuota) alive = NULL;
  TallyResilienceQuota *dead;
  gint64 wait = 0;
  Ledger ledger;

  ledger_init (&ledger);
  dead = tally_resilience_quota_new (clock, 10, &funcs, &ledger);
  alive = tally_resilience_quota_new (clock, 10, &funcs, &ledger);
  g_assert_true (tally_resilience_quota_draw (dead, 1, &wait));
  ledger.is_full = TRUE; /* it can't say any more what it spent */
  tally_resilience_quota_free (dead);
  ledger.is_full = FALSE;
  g_assert_false (tally_resilience_quota_draw (alive, 1, &wait));
  g_assert_cmpint (wait, ==, TALLY_RESILIENCE_BLOCK_USEC + TALLY_RESILIENCE_LIMITER_WINDOW_USEC);
  tally_clock_advance (clock, wait);
  g_assert_true (tally_resilience_quota_draw (alive, 1, &wait));
  g_clear_pointer (&alive, tally_resilience_quota_free);
  ledger_clear (&ledger);
}

static void
test_a_complaint_slows_all (void)
{
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (0);
  g_autoptr (TallyResilienceQuota) first = NULL;
  g_autoptr (TallyResilienceQuota) second = NULL;
  gint64 wait = 0;
  Ledger ledger;

  ledger_init (&ledger);
  first = tally_resilience_quota_new (clock, 300, &funcs, &ledger);
  second = tally_resilience_quota_new (clock, 300, &funcs, &ledger);
  tally_resilience_quota_slow (first, 30 * SECOND);
  g_assert_false (tally_resilience_quota_draw (second, 1, &wait));
  g_assert_cmpint (wait, ==, 30 * SECOND);
  tally_clock_advance (clock, 30 * SECOND);
  g_assert_cmpuint (draw_all (second), ==, 150);
  tally_clock_advance (clock, 30 * MINUTE);
  g_assert_cmpuint (draw_all (first), ==, 300);
  g_clear_pointer (&first, tally_resilience_quota_free);
  g_clear_pointer (&second, tally_resilience_quota_free);
  ledger_clear (&ledger);
}

static void
test_a_locked_ledger_leaves_a_quarter (void)
{
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (0);
  g_autoptr (TallyResilienceQuota) quota = NULL;
  g_autofree char *message = NULL;
  Ledger ledger;

  ledger_init (&ledger);
  ledger.is_locked = TRUE;
  quota = tally_resilience_quota_new (clock, 300, &funcs, &ledger);
  g_assert_cmpuint (draw_all (quota), ==, 75);
  g_assert_cmpuint (tally_resilience_quota_get_n_faults (quota, &message), ==, 1);
  g_assert_cmpstr (message, ==, "the ledger is locked");
  ledger.is_locked = FALSE;
  tally_clock_advance (clock, 2 * MINUTE);
  g_assert_cmpuint (draw_all (quota), ==, 300);
  g_clear_pointer (&quota, tally_resilience_quota_free);
  ledger_clear (&ledger);
}

static void
test_a_full_disk_leaves_a_quarter (void)
{
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (0);
  g_autoptr (TallyResilienceQuota) quota = NULL;
  Ledger ledger;

  ledger_init (&ledger);
  ledger.is_full = TRUE;
  quota = tally_resilience_quota_new (clock, 300, &funcs, &ledger);
  g_assert_cmpuint (draw_all (quota), ==, 75);
  g_clear_pointer (&quota, tally_resilience_quota_free);
  ledger_clear (&ledger);
}

static void
test_none_at_all_leaves_a_quarter (void)
{
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (0);
  g_autoptr (TallyResilienceQuota) quota = tally_resilience_quota_new (clock, 300, NULL, NULL);

  g_assert_cmpuint (draw_all (quota), ==, 75);
  tally_resilience_quota_slow (quota, 0);
  g_assert_cmpuint (draw_all (quota), ==, 0);
}

static void
test_a_limiter_draws_from_it (void)
{
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (0);
  g_autoptr (TallyResilienceLimiter) limiter = NULL;
  g_autoptr (GError) error = NULL;
  TallyResilienceQuota *other;
  Ledger ledger;

  ledger_init (&ledger);
  other = tally_resilience_quota_new (clock, 20, &funcs, &ledger);
  g_assert_cmpuint (draw_all (other), ==, 20);
  limiter = tally_resilience_limiter_new_shared (
    clock, 20, tally_resilience_quota_new (clock, 20, &funcs, &ledger));
  g_assert_false (tally_resilience_limiter_wait (limiter, 10, 30 * SECOND, NULL, &error));
  g_assert_cmpint (tally_clock_get_monotonic_usec (clock), ==, 0);
  g_clear_error (&error);
  g_assert_true (tally_resilience_limiter_wait (limiter, 10, 0, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (tally_clock_get_monotonic_usec (clock), >=, MINUTE);
  tally_resilience_quota_free (other);
  g_clear_pointer (&limiter, tally_resilience_limiter_unref);
  ledger_clear (&ledger);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/resilience/quota/no-minute-holds-more-whoever-sends", test_no_minute_holds_more_whoever_sends);
  g_test_add_func ("/resilience/quota/two-processes-share", test_two_processes_share);
  g_test_add_func ("/resilience/quota/a-block-is-void-after-its-minute", test_a_block_is_void_after_its_minute);
  g_test_add_func ("/resilience/quota/a-dead-process-counts-for-two-minutes", test_a_dead_process_counts_for_two_minutes);
  g_test_add_func ("/resilience/quota/a-complaint-slows-all", test_a_complaint_slows_all);
  g_test_add_func ("/resilience/quota/a-locked-ledger-leaves-a-quarter", test_a_locked_ledger_leaves_a_quarter);
  g_test_add_func ("/resilience/quota/a-full-disk-leaves-a-quarter", test_a_full_disk_leaves_a_quarter);
  g_test_add_func ("/resilience/quota/none-at-all-leaves-a-quarter", test_none_at_all_leaves_a_quarter);
  g_test_add_func ("/resilience/quota/a-limiter-draws-from-it", test_a_limiter_draws_from_it);
  return g_test_run ();
}
