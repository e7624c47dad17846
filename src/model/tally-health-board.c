/* tally-health-board.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-health-board.h"

TallyHealthPart *
tally_health_part_new (const char *id,
                       gboolean    is_required)
{
  TallyHealthPart *self = g_new0 (TallyHealthPart, 1);

  self->id = id;
  self->is_required = is_required;
  self->state = self->was = TALLY_HEALTH_STATE_UNKNOWN;
  self->name = g_strdup ("");
  self->cells = g_array_new (FALSE, FALSE, sizeof (TallyHealthCell));
  return self;
}

static void
part_free (gpointer data)
{
  TallyHealthPart *self = data;

  g_free (self->name);
  g_array_unref (self->cells);
  tally_series_free (self->trend);
  g_free (self);
}

static void
run_free (gpointer data)
{
  TallyHealthRun *self = data;

  g_free (self->kind);
  g_free (self);
}

static void
sheet_free (gpointer data)
{
  TallyHealthSheet *self = data;

  g_free (self->name);
  g_free (self);
}

TallyHealthBoard *
tally_health_board_new (void)
{
  TallyHealthBoard *self = g_new0 (TallyHealthBoard, 1);

  self->state = TALLY_HEALTH_STATE_UNKNOWN;
  self->parts = g_ptr_array_new_with_free_func (part_free);
  self->runs = g_ptr_array_new_with_free_func (run_free);
  self->sheets = g_ptr_array_new_with_free_func (sheet_free);
  self->found = g_array_new (FALSE, FALSE, sizeof (TallyHealthFound));
  return self;
}

void
tally_health_board_free (TallyHealthBoard *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->runs);
  g_ptr_array_unref (self->sheets);
  g_array_unref (self->found);
  g_free (self);
}

const TallyHealthPart *
tally_health_board_find (const TallyHealthBoard *self,
                         const char             *id)
{
  g_return_val_if_fail (self != NULL, NULL);
  for (guint i = 0; i < self->parts->len; i++)
    if (g_strcmp0 (((const TallyHealthPart *) self->parts->pdata[i])->id, id) == 0)
      return self->parts->pdata[i];
  return NULL;
}

static TallyHealthState
weigh (const TallyHealthPart *part)
{
  if (part->is_required)
    return part->state;
  return part->state < TALLY_HEALTH_STATE_LATE ? TALLY_HEALTH_STATE_OK : MIN (part->state, TALLY_HEALTH_STATE_DEGRADED);
}

void
tally_health_board_roll_up (TallyHealthBoard *self)
{
  g_return_if_fail (self != NULL);
  self->state = self->parts->len > 0 ? TALLY_HEALTH_STATE_OK : TALLY_HEALTH_STATE_UNKNOWN;
  self->cause = NULL;
  for (guint i = 0; i < self->parts->len; i++)
    {
      TallyHealthState state = weigh (self->parts->pdata[i]);
      if (state <= self->state)
        continue;
      self->state = state;
      self->cause = self->parts->pdata[i];
    }
}

static void
write_cells (TallyJsonWriter *writer,
             const GArray    *cells)
{
  tally_json_writer_begin_array (writer, "history");
  for (guint i = 0; i < cells->len; i++)
    {
      const TallyHealthCell *cell = &g_array_index (cells, TallyHealthCell, i);
      tally_json_writer_begin_object (writer, NULL);
      tally_json_writer_add_int64 (writer, "from_utc_usec", cell->from_utc_usec);
      tally_json_writer_add_text (writer, "state", tally_health_state_get_id (cell->state));
      tally_json_writer_end_object (writer);
    }
  tally_json_writer_end_array (writer);
}

static void
write_trend (TallyJsonWriter   *writer,
             const TallySeries *trend)
{
  const TallyMetric *metric = tally_metric_find (trend->metric);

  tally_json_writer_begin_object (writer, "trend");
  tally_json_writer_add_text (writer, "metric", trend->metric);
  tally_json_writer_add_text (writer, "unit", metric != NULL ? tally_metric_unit_get_id (metric->unit) : NULL);
  tally_json_writer_begin_array (writer, "samples");
  for (guint i = 0; i < trend->samples->len; i++)
    {
      const TallySample *sample = &g_array_index (trend->samples, TallySample, i);
      tally_json_writer_begin_object (writer, NULL);
      tally_json_writer_add_int64 (writer, "utc_usec", sample->utc_usec);
      tally_json_writer_add_int64 (writer, "mean", tally_sample_get_mean (sample));
      tally_json_writer_add_int64 (writer, "lowest", sample->lowest);
      tally_json_writer_add_int64 (writer, "highest", sample->highest);
      tally_json_writer_end_object (writer);
    }
  tally_json_writer_end_array (writer);
  tally_json_writer_end_object (writer);
}

static void
write_part (TallyJsonWriter       *writer,
            const TallyHealthPart *part)
{
  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_text (writer, "id", part->id);
  tally_json_writer_add_text (writer, "state", tally_health_state_get_id (part->state));
  tally_json_writer_add_text (writer, "was", tally_health_state_get_id (part->was));
  tally_json_writer_add_text (writer, "reason", tally_health_reason_get_id (part->reason));
  tally_json_writer_add_boolean (writer, "is_required", part->is_required);
  tally_json_writer_add_boolean (writer, "is_stale", part->is_stale);
  tally_json_writer_add_int64 (writer, "amount", part->amount);
  tally_json_writer_add_int64 (writer, "total", part->total);
  tally_json_writer_add_int64 (writer, "when_utc_usec", part->when_utc_usec);
  tally_json_writer_add_int64 (writer, "as_of_utc_usec", part->as_of_utc_usec);
  write_cells (writer, part->cells);
  if (part->trend != NULL)
    write_trend (writer, part->trend);
  tally_json_writer_end_object (writer);
}

static void
write_runs (TallyJsonWriter *writer,
            const GPtrArray *runs)
{
  tally_json_writer_begin_array (writer, "runs");
  for (guint i = 0; i < runs->len; i++)
    {
      const TallyHealthRun *run = runs->pdata[i];
      tally_json_writer_begin_object (writer, NULL);
      tally_json_writer_add_int64 (writer, "id", run->run_id);
      tally_json_writer_add_text (writer, "kind", run->kind);
      tally_json_writer_add_text (writer, "state", tally_health_state_get_id (run->state));
      tally_json_writer_add_int64 (writer, "begin_utc_usec", run->begin_utc_usec);
      tally_json_writer_add_int64 (writer, "end_utc_usec", run->end_utc_usec);
      tally_json_writer_add_boolean (writer, "is_open", run->is_open);
      tally_json_writer_end_object (writer);
    }
  tally_json_writer_end_array (writer);
}

static void
write_sheets (TallyJsonWriter *writer,
              const GPtrArray *sheets)
{
  tally_json_writer_begin_array (writer, "sheets");
  for (guint i = 0; i < sheets->len; i++)
    {
      const TallyHealthSheet *sheet = sheets->pdata[i];
      tally_json_writer_begin_object (writer, NULL);
      tally_json_writer_add_int64 (writer, "id", sheet->sheet_id);
      tally_json_writer_add_boolean (writer, "is_lost", sheet->is_lost);
      tally_json_writer_add_int64 (writer, "read_utc_usec", sheet->read_utc_usec);
      tally_json_writer_add_int64 (writer, "modified_utc_usec", sheet->modified_utc_usec);
      tally_json_writer_add_int64 (writer, "n_rows", sheet->n_rows);
      tally_json_writer_end_object (writer);
    }
  tally_json_writer_end_array (writer);
}

char *
tally_health_board_write_json (const TallyHealthBoard *self)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();

  g_return_val_if_fail (self != NULL, NULL);
  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_text (writer, "state", tally_health_state_get_id (self->state));
  tally_json_writer_add_text (writer, "cause", self->cause != NULL ? self->cause->id : NULL);
  tally_json_writer_add_int64 (writer, "now_utc_usec", self->now_utc_usec);
  tally_json_writer_add_int64 (writer, "from_utc_usec", self->from_utc_usec);
  tally_json_writer_begin_array (writer, "parts");
  for (guint i = 0; i < self->parts->len; i++)
    write_part (writer, self->parts->pdata[i]);
  tally_json_writer_end_array (writer);
  write_runs (writer, self->runs);
  write_sheets (writer, self->sheets);
  tally_json_writer_end_object (writer);
  return tally_json_writer_finish (writer, TRUE);
}
