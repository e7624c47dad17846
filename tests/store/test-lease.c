/* test-lease.c
 *
 * Two processes, and processes that are killed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store-filled.h"
#include "store-fixture.h"
#include "tally-db-admin.h"
#include "tally-store-lines.h"
#include "tally-store-owner.h"
#include "tally-store-publications.h"
#include "tally-store-runs.h"
#include "tally-test.h"

/* A child process that did something and now waits to be killed. */
typedef struct {
  pid_t pid;
  int   ready; /* a byte comes when it has done it */
} Child;

static void
child_start (Child              *self,
             const StoreFixture *f,
             gboolean          (*run) (TallyStore *store))
{
  int pipes[2];

  g_assert_cmpint (pipe (pipes), ==, 0);
  self->pid = fork ();
  if (self->pid == 0)
    {
      const TallyStoreOptions options = { .path = f->path, .clock = f->clock };
      TallyStore *store = tally_store_open (&options, NULL);
      char answer = store != NULL && run (store) ? '+' : '-';
      if (write (pipes[1], &answer, 1) == 1)
        for (;;)
          pause ();
      _exit (1);
    }
  close (pipes[1]);
  self->ready = pipes[0];
}

static void
child_wait_ready (Child *self)
{
  char answer = 0;

  g_assert_cmpint (read (self->ready, &answer, 1), ==, 1);
  g_assert_cmpint (answer, ==, '+');
  close (self->ready);
}

static void
child_kill (Child *self)
{
  int status = 0;

  g_assert_cmpint (kill (self->pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (self->pid, &status, 0), ==, self->pid);
}

static gboolean
lock (TallyStore *store)
{
  return tally_store_lock (store, NULL);
}

static void
assert_busy (TallyStore *store)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (tally_store_lock (store, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_BUSY);
}

static void
assert_lock (TallyStore *store)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_lock (store, &error));
  g_assert_no_error (error);
}

static void
test_second_run_is_busy (StoreFixture  *f,
                         gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *pid = NULL;
  Child child;

  child_start (&child, f, lock);
  child_wait_ready (&child);
  g_assert_false (tally_store_lock (f->store, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_BUSY);
  pid = g_strdup_printf ("process %d on %s since 2026-11-24T", (int) child.pid, g_get_host_name ());
  g_assert_nonnull (strstr (error->message, pid));
  tally_clock_advance (f->clock, TALLY_STORE_LEASE_EXPIRY_USEC);
  assert_busy (f->store);
  child_kill (&child);
  assert_lock (f->store);
}

static void
test_killed_and_not_buried_is_dead (StoreFixture  *f,
                                    gconstpointer  data)
{
  Child child;
  siginfo_t info;

  child_start (&child, f, lock);
  child_wait_ready (&child);
  g_assert_cmpint (kill (child.pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitid (P_PID, (id_t) child.pid, &info, WEXITED | WNOWAIT), ==, 0);
  assert_lock (f->store);
  g_assert_cmpint (waitpid (child.pid, NULL, 0), ==, child.pid);
}

static void
test_unlock_lets_the_next_in (StoreFixture  *f,
                              gconstpointer  data)
{
  g_autoptr (TallyStore) other = store_fixture_open (f, FALSE);

  assert_lock (f->store);
  assert_lock (f->store);
  assert_busy (other);
  tally_store_unlock (f->store);
  tally_store_unlock (f->store);
  assert_lock (other);
  g_clear_pointer (&other, tally_store_free);
  assert_lock (f->store);
}

/* Stops itself once it holds the lease; when it goes on, so much time has passed for it too. Its exit
 * status says whether it was kept from writing. */
static pid_t
start_stopping (StoreFixture *f)
{
  pid_t pid = fork ();
  int status = 0;

  if (pid == 0)
    {
      const TallyStoreOptions options = { .path = f->path, .clock = f->clock };
      g_autoptr (TallyStore) store = tally_store_open (&options, NULL);
      g_autoptr (GError) error = NULL;
      gint64 run_id;
      if (store == NULL || !lock (store) || kill (getpid (), SIGSTOP) != 0)
        _exit (1);
      tally_clock_advance (f->clock, TALLY_STORE_LEASE_EXPIRY_USEC + 1);
      if (tally_store_runs_begin (store, "batch", NULL, &run_id, NULL, &error))
        _exit (2);
      _exit (g_error_matches (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_BUSY) ? 0 : 3);
    }
  g_assert_cmpint (waitpid (pid, &status, WUNTRACED), ==, pid);
  g_assert_true (WIFSTOPPED (status));
  return pid;
}

static void
test_stopped_process_is_robbed_and_fenced (StoreFixture  *f,
                                           gconstpointer  data)
{
  pid_t pid;
  int status = 0;
  gint64 run_id;

  tally_clock_advance (f->clock, G_TIME_SPAN_HOUR); /* a machine is never at 0 */
  pid = start_stopping (f);
  tally_clock_advance (f->clock, TALLY_STORE_LEASE_EXPIRY_USEC);
  assert_busy (f->store);
  tally_clock_advance (f->clock, 1);
  assert_lock (f->store);
  g_assert_cmpint (kill (pid, SIGCONT), ==, 0);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  g_assert_true (tally_store_runs_begin (f->store, "batch", NULL, &run_id, NULL, NULL));
}

/* The wall clock runs on while a machine sleeps, its processes can't beat. */
static void
test_sleep_of_the_machine_robs_nobody (StoreFixture  *f,
                                       gconstpointer  data)
{
  g_autoptr (TallyClock) woken = tally_clock_new_virtual (tally_clock_get_utc_usec (f->clock) + G_TIME_SPAN_DAY);
  const TallyStoreOptions options = { .path = f->path, .clock = woken };
  g_autoptr (TallyStore) other = tally_store_open (&options, NULL);

  tally_clock_advance (f->clock, G_TIME_SPAN_HOUR);
  tally_clock_advance (woken, G_TIME_SPAN_HOUR + TALLY_STORE_LEASE_EXPIRY_USEC);
  assert_lock (f->store);
  assert_busy (other);
}

/* A connection of another thread keeps the lease, and leaves it where it is. */
static void
test_heart_keeps_the_lease_and_no_more (StoreFixture  *f,
                                        gconstpointer  data)
{
  const TallyStoreOptions options = { .path = f->path, .clock = f->clock };
  g_autoptr (TallyStore) other = store_fixture_open (f, FALSE);
  g_autoptr (TallyStore) heart = NULL;
  g_autofree char *key = NULL;

  g_assert_null (tally_store_dup_lease_key (f->store));
  tally_clock_advance (f->clock, G_TIME_SPAN_HOUR);
  assert_lock (f->store);
  key = tally_store_dup_lease_key (f->store);
  heart = tally_store_open_heart (&options, key, NULL);
  for (guint i = 0; i < 4; i++)
    {
      tally_clock_advance (f->clock, TALLY_STORE_LEASE_EXPIRY_USEC / 2);
      g_assert_true (tally_store_renew_lock (heart, NULL));
      assert_busy (other);
    }
  g_clear_pointer (&heart, tally_store_free);
  assert_busy (other);
  tally_clock_advance (f->clock, TALLY_STORE_LEASE_EXPIRY_USEC + 1);
  assert_lock (other);
  g_assert_false (tally_store_renew_lock (f->store, NULL));
}

static void
run_sql (StoreFixture *f,
         const char   *sql)
{
  const TallyDbOptions options = { .path = f->path, .busy_timeout_msecs = 1000 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyDb) db = tally_db_open (&options, &error);

  g_assert_true (tally_db_run_text (db, sql, &error));
  g_assert_no_error (error);
}

/* What another machine would have written. */
static void
test_other_machine_expires (StoreFixture  *f,
                            gconstpointer  data)
{
  g_autoptr (TallyStore) other = store_fixture_open (f, FALSE);

  assert_lock (f->store);
  run_sql (f, "UPDATE lease SET host = 'elsewhere.example'");
  tally_clock_advance (f->clock, TALLY_STORE_LEASE_EXPIRY_USEC);
  assert_busy (other);
  tally_clock_advance (f->clock, 1);
  assert_lock (other);
}

static void
test_other_container_expires (StoreFixture  *f,
                              gconstpointer  data)
{
  g_autoptr (TallyStore) other = store_fixture_open (f, FALSE);

  assert_lock (f->store);
  run_sql (f, "UPDATE lease SET place = substr (place, 1, instr (place, ' ')) || 'pid:[1]', pid = 2");
  assert_busy (other);
  tally_clock_advance (f->clock, TALLY_STORE_LEASE_EXPIRY_USEC + 1);
  assert_lock (other);
}

static void
test_restarted_machine_is_seen (StoreFixture  *f,
                                gconstpointer  data)
{
  g_autoptr (TallyStore) other = store_fixture_open (f, FALSE);

  assert_lock (f->store);
  run_sql (f, "UPDATE lease SET place = 'another-boot' || substr (place, instr (place, ' '))");
  assert_lock (other);
}

static void
test_pid_that_came_again_is_seen (StoreFixture  *f,
                                  gconstpointer  data)
{
  g_autoptr (TallyStore) other = store_fixture_open (f, FALSE);

  assert_lock (f->store);
  run_sql (f, "UPDATE lease SET process_start = process_start - 1");
  assert_lock (other);
}

static void
test_lost_lease_stops_writing (StoreFixture  *f,
                               gconstpointer  data)
{
  g_autoptr (TallyStore) other = store_fixture_open (f, FALSE);
  g_autoptr (GError) error = NULL;
  gint64 run_id;

  assert_lock (f->store);
  g_assert_true (tally_store_renew_lock (f->store, &error));
  run_sql (f, "UPDATE lease SET host = 'elsewhere.example'");
  tally_clock_advance (f->clock, TALLY_STORE_LEASE_EXPIRY_USEC + 1);
  assert_lock (other);
  g_assert_false (tally_store_runs_begin (f->store, "batch", NULL, &run_id, NULL, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_false (tally_store_renew_lock (f->store, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_BUSY);
  g_clear_error (&error);
  g_clear_pointer (&f->store, tally_store_free);
  g_assert_true (tally_store_runs_begin (other, "batch", NULL, &run_id, NULL, &error));
  g_assert_true (tally_store_renew_lock (other, &error));
}

static void
test_writing_renews_the_lease (StoreFixture  *f,
                               gconstpointer  data)
{
  g_autoptr (TallyStore) other = store_fixture_open (f, FALSE);

  assert_lock (f->store);
  run_sql (f, "UPDATE lease SET host = 'elsewhere.example'");
  for (guint i = 0; i < 4; i++)
    {
      tally_clock_advance (f->clock, TALLY_STORE_LEASE_EXPIRY_USEC / 2);
      store_fixture_put_sheet (f, 1, 1);
      assert_busy (other);
    }
}

static gboolean
die_while_putting (TallyStore *store)
{
  gint64 run_id;
  TallyLine line;

  if (!tally_store_lock (store, NULL) || !tally_store_runs_begin (store, "batch", NULL, &run_id, NULL, NULL)
      || !tally_store_lines_begin_sheet (store, run_id, 1, NULL))
    return FALSE;
  for (gint64 i = 50; i < 20000; i++)
    {
      store_fixture_line (&line, 1, i);
      if (!tally_store_lines_put (store, &line, NULL))
        return FALSE;
    }
  return TRUE;
}

static gboolean
count_line (const TallyLine  *line,
            gpointer          data,
            GError          **error)
{
  ++*(guint *) data;
  return TRUE;
}

static void
test_kill_in_a_transaction_keeps_what_was (StoreFixture  *f,
                                           gconstpointer  data)
{
  const TallyStoreLineFilter all = { 0 };
  g_autoptr (TallyStoreRun) run = NULL;
  g_autoptr (GError) error = NULL;
  guint n_interrupted = 0, n_lines = 0;
  gint64 run_id = 0;
  Child child;

  store_fixture_put_sheet (f, 1, 40);
  child_start (&child, f, die_while_putting);
  child_wait_ready (&child);
  child_kill (&child);
  g_clear_pointer (&f->store, tally_store_free);
  f->store = store_fixture_open (f, FALSE);
  assert_lock (f->store);
  g_assert_true (tally_store_lines_foreach (f->store, &all, count_line, &n_lines, NULL, &error));
  g_assert_cmpuint (n_lines, ==, 40);
  g_assert_true (tally_store_runs_begin (f->store, "batch", NULL, &run_id, &n_interrupted, &error));
  g_assert_cmpuint (n_interrupted, ==, 1);
  run = tally_store_runs_find (f->store, run_id - 1, &error);
  g_assert_cmpint (run->state, ==, TALLY_STORE_RUN_INTERRUPTED);
}

static gboolean
die_after_recording (TallyStore *store)
{
  if (!tally_store_lock (store, NULL))
    return FALSE;
  store_filled_write (store);
  return TRUE;
}

static void
test_kill_after_a_commit_keeps_it (StoreFixture  *f,
                                   gconstpointer  data)
{
  Child child;

  g_clear_pointer (&f->store, tally_store_free);
  child_start (&child, f, die_after_recording);
  child_wait_ready (&child);
  child_kill (&child);
  f->store = store_fixture_open (f, FALSE);
  store_filled_assert (f->store);
}

static void
test_owner_is_this_process (StoreFixture  *f,
                            gconstpointer  data)
{
  g_auto (TallyStoreOwner) owner = { 0 };

  tally_store_owner_init (&owner);
  g_assert_cmpint (owner.pid, ==, getpid ());
  g_assert_cmpint (owner.process_start, >, 0);
  g_assert_cmpint (tally_store_owner_get_life (&owner), ==, TALLY_STORE_LIFE_ALIVE);
  owner.pid = G_MAXINT32;
  g_assert_cmpint (tally_store_owner_get_life (&owner), ==, TALLY_STORE_LIFE_DEAD);
  g_free (owner.place);
  owner.place = g_strdup ("");
  g_assert_cmpint (tally_store_owner_get_life (&owner), ==, TALLY_STORE_LIFE_UNKNOWN);
}

int
main (int    argc,
      char **argv)
{
  static const struct {
    const char *path;
    void (*run) (StoreFixture *, gconstpointer);
  } cases[] = {
    { "second-run-is-busy", test_second_run_is_busy },
    { "killed-and-not-buried-is-dead", test_killed_and_not_buried_is_dead },
    { "unlock-lets-the-next-in", test_unlock_lets_the_next_in },
    { "other-machine-expires", test_other_machine_expires },
    { "other-container-expires", test_other_container_expires },
    { "restarted-machine-is-seen", test_restarted_machine_is_seen },
    { "pid-that-came-again-is-seen", test_pid_that_came_again_is_seen },
    { "lost-lease-stops-writing", test_lost_lease_stops_writing },
    { "stopped-process-is-robbed-and-fenced", test_stopped_process_is_robbed_and_fenced },
    { "sleep-of-the-machine-robs-nobody", test_sleep_of_the_machine_robs_nobody },
    { "heart-keeps-the-lease-and-no-more", test_heart_keeps_the_lease_and_no_more },
    { "writing-renews-the-lease", test_writing_renews_the_lease },
    { "kill-in-a-transaction-keeps-what-was", test_kill_in_a_transaction_keeps_what_was },
    { "kill-after-a-commit-keeps-it", test_kill_after_a_commit_keeps_it },
    { "owner-is-this-process", test_owner_is_this_process },
  };

  tally_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/lease/", cases[i].path, NULL);
      g_test_add (path, StoreFixture, NULL, store_fixture_set_up, cases[i].run,
                  store_fixture_tear_down);
    }
  return g_test_run ();
}
