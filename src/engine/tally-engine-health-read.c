/* tally-engine-health-read.c: the door.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-health-judge-private.h"

#include "tally-engine-error.h"
#include "tally-jobs-checkup.h"
#include "tally-store-runs.h"
#include "tally-store-sheets.h"

#define KIND "batch"
/* More passes than a timeline has room for; of longer times the newest are shown. */
#define MAX_RUNS 500
/* So many gaps between passes are looked at: the longest may come twice as long before anything is stale. */
#define N_GAPS 20
#define FACTOR 2

static const struct {
  const char *id;
  gboolean    is_required;
} parts[] = {
  { "service", TRUE },   { "rate", FALSE },    { "token", TRUE },    { "sources", TRUE }, { "run", TRUE },
  { "schedule", FALSE }, { "guards", TRUE },   { "database", TRUE }, { "disk", TRUE },    { "checkup", FALSE },
};

/* One that is open while nobody holds the lease was killed, and no run came since to say so. */
static TallyHealthRun *
make_run (const TallyStoreRun *stored,
          gint64               now,
          gboolean             is_locked)
{
  TallyHealthRun *run = g_new0 (TallyHealthRun, 1);

  run->run_id = stored->run_id;
  run->begin_utc_usec = stored->started_utc_usec;
  run->end_utc_usec = stored->finished_utc_usec > 0 ? stored->finished_utc_usec : stored->started_utc_usec;
  run->exit_code = stored->exit_code;
  run->kind = g_strdup (stored->kind);
  run->is_open = stored->state == TALLY_STORE_RUN_OPEN && is_locked;
  run->was_killed = !run->is_open && stored->state != TALLY_STORE_RUN_FINISHED;
  if (run->is_open)
    run->end_utc_usec = now;
  run->state = run->is_open ? TALLY_HEALTH_STATE_UNKNOWN
               : run->was_killed ? TALLY_HEALTH_STATE_FAILED : tally_engine_judge_run (stored->exit_code);
  return run;
}

/* Passes of the time asked for, and the one before them, which says how it stands. */
static gboolean
read_runs (TallyEngineJudge  *self,
           GError           **error)
{
  g_autoptr (GPtrArray) stored = tally_store_runs_list (self->store, MAX_RUNS, error);
  TallyHealthBoard *board = self->board;
  gint64 later = 0, longest = 0;
  gboolean is_locked = FALSE;
  guint n = 0;

  if (stored == NULL || !tally_store_is_locked (self->store, &is_locked, error))
    return FALSE;
  for (guint i = 0; i < stored->len; i++)
    {
      const TallyStoreRun *run = stored->pdata[i];
      if (!g_str_equal (run->kind, KIND))
        continue;
      if (n > 0 && n <= N_GAPS)
        longest = MAX (longest, later - run->started_utc_usec);
      later = run->started_utc_usec;
      n++;
      if (run->started_utc_usec >= board->from_utc_usec || n <= 2)
        g_ptr_array_insert (board->runs, 0, make_run (run, board->now_utc_usec, is_locked));
    }
  board->is_running = board->runs->len > 0 && ((const TallyHealthRun *) board->runs->pdata[board->runs->len - 1])->is_open;
  self->stale_usec = MAX (TALLY_ENGINE_HEALTH_STALE_USEC, FACTOR * longest);
  return TRUE;
}

static gint
compare_sheets (gconstpointer one,
                gconstpointer other)
{
  const TallyHealthSheet *a = *(const TallyHealthSheet *const *) one, *b = *(const TallyHealthSheet *const *) other;

  if (a->is_lost != b->is_lost)
    return a->is_lost ? -1 : 1;
  if (a->read_utc_usec != b->read_utc_usec)
    return a->read_utc_usec < b->read_utc_usec ? -1 : 1;
  return a->sheet_id < b->sheet_id ? -1 : a->sheet_id > b->sheet_id;
}

static gboolean
read_sheets (TallyEngineJudge  *self,
             GError           **error)
{
  g_autoptr (GPtrArray) stored = tally_store_sheets_list (self->store, error);

  if (stored == NULL)
    return FALSE;
  for (guint i = 0; i < stored->len; i++)
    {
      const TallyStoreSheet *known = stored->pdata[i];
      TallyHealthSheet *sheet;
      if (known->state != TALLY_STORE_SHEET_OK && known->state != TALLY_STORE_SHEET_LOST)
        continue;
      sheet = g_new0 (TallyHealthSheet, 1);
      sheet->sheet_id = known->sheet_id;
      sheet->is_lost = known->state == TALLY_STORE_SHEET_LOST;
      sheet->read_utc_usec = known->read_utc_usec;
      sheet->modified_utc_usec = known->modified_utc_usec;
      sheet->n_rows = known->n_rows;
      sheet->name = g_strdup (known->name);
      g_ptr_array_add (self->board->sheets, sheet);
    }
  g_ptr_array_sort (self->board->sheets, compare_sheets);
  return TRUE;
}

static gboolean
read_found (TallyEngineJudge  *self,
            GError           **error)
{
  guint n_probes;
  const TallyJobsProbe *const *probes = tally_jobs_list_probes (&n_probes);

  for (guint i = 0; i < n_probes; i++)
    {
      TallyHealthFound found = { .id = probes[i]->id, .title = probes[i]->title, .status = TALLY_HEALTH_SKIPPED };
      TallySample last;
      if (!tally_engine_judge_read_last (self, TALLY_METRIC_HEALTH_PROBE, found.id, &last, error))
        return FALSE;
      if (last.n > 0 && last.last >= 0 && last.last < TALLY_N_HEALTH_STATUSES)
        {
          found.status = (TallyHealthStatus) last.last;
          found.as_of_utc_usec = last.utc_usec;
        }
      g_array_append_val (self->board->found, found);
    }
  return TRUE;
}

/* A cell of now shows what is known now. */
static void
end_strip (TallyHealthPart *part)
{
  TallyHealthCell *last;

  if (part->cells->len == 0)
    return;
  last = &g_array_index (part->cells, TallyHealthCell, part->cells->len - 1);
  last->state = last->state == TALLY_HEALTH_STATE_UNKNOWN ? part->state : MAX (last->state, part->state);
}

static gboolean
judge_parts (TallyEngineJudge  *self,
             guint              n_cells,
             GCancellable      *cancellable,
             GError           **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      TallyHealthPart *part = tally_health_part_new (parts[i].id, parts[i].is_required);
      g_ptr_array_add (self->board->parts, part);
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || (self->store != NULL && !tally_engine_judge_history (self, part, n_cells, error))
          || !tally_engine_judge_part (self, part, error))
        return FALSE;
      end_strip (part);
    }
  tally_health_board_roll_up (self->board);
  return TRUE;
}

static gboolean
fill (TallyEngineJudge  *self,
      guint              n_cells,
      GCancellable      *cancellable,
      GError           **error)
{
  g_autoptr (GError) failure = NULL;
  gboolean is_filled = (self->store == NULL
                        || (read_runs (self, &failure) && read_sheets (self, &failure) && read_found (self, &failure)))
                       && judge_parts (self, n_cells, cancellable, &failure);

  if (is_filled)
    return TRUE;
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    g_set_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_FAILED, "how the installation stands can't be read: %s",
                 failure->message);
  return FALSE;
}

TallyHealthBoard *
tally_engine_health_read (TallyEngine   *self,
                          gint64         range_usec,
                          guint          n_cells,
                          GCancellable  *cancellable,
                          GError       **error)
{
  g_autoptr (TallyHealthBoard) board = NULL;
  g_autoptr (TallyStore) store = NULL;
  g_autoptr (GError) store_failure = NULL;
  TallyEngineJudge judge = { .engine = self, .stale_usec = TALLY_ENGINE_HEALTH_STALE_USEC };

  g_return_val_if_fail (self != NULL && range_usec > 0 && n_cells > 0 && n_cells <= TALLY_ENGINE_HEALTH_MAX_CELLS, NULL);
  board = tally_health_board_new ();
  store = tally_engine_open_reader (self, &store_failure);
  board->has_store = store != NULL;
  board->now_utc_usec = tally_clock_get_utc_usec (self->clock);
  board->from_utc_usec = board->now_utc_usec - MAX (range_usec, n_cells);
  judge.board = board;
  judge.store = store;
  judge.store_failure = store_failure;
  return fill (&judge, n_cells, cancellable, error) ? g_steal_pointer (&board) : NULL;
}
