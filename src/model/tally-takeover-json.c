/* tally-takeover-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-takeover-json.h"

#include "tally-json.h"
#include "tally-run-json.h"

static void
write_counts (TallyJsonWriter     *writer,
              const TallyTakeover *self)
{
  tally_json_writer_begin_object (writer, "counts");
  tally_json_writer_add_int64 (writer, "identities", self->entries->len);
  for (guint i = 0; i < TALLY_N_TAKEOVER_STATUSES; i++)
    tally_json_writer_add_int64 (writer, tally_takeover_status_get_id ((TallyTakeoverStatus) i),
                                 self->n_by_status[i]);
  tally_json_writer_add_int64 (writer, "doubled", self->n_doubled);
  tally_json_writer_add_int64 (writer, "ours_already", self->n_ours);
  tally_json_writer_add_int64 (writer, "shrinks", self->n_shrinks);
  tally_json_writer_add_int64 (writer, "foreign_files", self->n_foreign);
  tally_json_writer_add_int64 (writer, "filtered_files", self->n_filtered);
  tally_json_writer_end_object (writer);
}

static void
write_line (TallyJsonWriter         *writer,
            const TallyTakeoverLine *line)
{
  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_text (writer, "change", tally_takeover_change_get_id (line->change));
  tally_json_writer_add_text (writer, "point", line->point);
  tally_json_writer_add_text (writer, "unit_code", line->unit_code);
  tally_json_writer_add_text (writer, "work_type", line->work_type);
  tally_json_writer_add_int64 (writer, "our_cents", line->our_cents);
  tally_json_writer_add_int64 (writer, "their_cents", line->their_cents);
  tally_json_writer_end_object (writer);
}

static void
write_day (TallyJsonWriter *writer,
           TallyDay         day)
{
  char text[TALLY_DAY_BUFFER_SIZE];

  tally_day_format_iso (day, text, sizeof text);
  tally_json_writer_add_text (writer, "week_ending", text);
}

static void
write_entry (TallyJsonWriter          *writer,
             const TallyTakeoverEntry *entry)
{
  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_text (writer, "work_request", entry->identity->work_request);
  write_day (writer, entry->identity->week_ending);
  tally_json_writer_add_text (writer, "variant", tally_variant_get_id (entry->identity->variant));
  tally_json_writer_add_text (writer, "name", entry->identity->identifier);
  tally_json_writer_add_text (writer, "status", tally_takeover_status_get_id (entry->status));
  tally_json_writer_add_text (writer, "hold", tally_hold_get_id (entry->hold));
  tally_json_writer_add_int64 (writer, "our_lines", entry->our_lines);
  tally_json_writer_add_int64 (writer, "our_cents", entry->our_cents);
  tally_json_writer_add_int64 (writer, "their_lines", entry->their_lines);
  tally_json_writer_add_int64 (writer, "their_cents", entry->their_cents);
  tally_json_writer_add_int64 (writer, "hidden_lines", entry->n_hidden);
  tally_json_writer_add_int64 (writer, "files", entry->n_files);
  tally_json_writer_add_boolean (writer, "ours_already", entry->is_ours);
  tally_json_writer_add_text (writer, "file", entry->file_name);
  tally_json_writer_add_text (writer, "remark", entry->remark);
  tally_json_writer_begin_array (writer, "lines");
  for (guint i = 0; i < entry->lines->len; i++)
    write_line (writer, entry->lines->pdata[i]);
  tally_json_writer_end_array (writer);
  tally_json_writer_end_object (writer);
}

static void
write_private (TallyJsonWriter     *writer,
               const TallyTakeover *self)
{
  tally_json_writer_add_int64 (writer, "our_cents", self->our_cents);
  tally_json_writer_add_int64 (writer, "their_cents", self->their_cents);
  tally_json_writer_begin_array (writer, "identities");
  for (guint i = 0; i < self->entries->len; i++)
    write_entry (writer, self->entries->pdata[i]);
  tally_json_writer_end_array (writer);
}

char *
tally_takeover_to_json (const TallyTakeover *self,
                        const TallyRun      *run,
                        gboolean             reveal)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();

  g_return_val_if_fail (self != NULL && run != NULL, NULL);
  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_int64 (writer, "schema", 1);
  tally_json_writer_add_int64 (writer, "run", run->run_id);
  tally_json_writer_add_int64 (writer, "exit_code", tally_run_get_exit_code (run));
  tally_json_writer_add_int64 (writer, "mutations", (gint64) run->counts.n_mutations);
  tally_json_writer_add_text (writer, "report", self->report_path);
  tally_json_writer_add_text (writer, "next_step", tally_takeover_get_next_step (self));
  write_counts (writer, self);
  if (reveal)
    write_private (writer, self);
  tally_run_write_notices (run, writer, reveal);
  tally_json_writer_end_object (writer);
  return tally_json_writer_finish (writer, FALSE);
}
