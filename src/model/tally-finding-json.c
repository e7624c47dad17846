/* tally-finding-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-clock.h"
#include "tally-finding-history.h"

static void
add_time (TallyJsonWriter *writer,
          const char      *name,
          gint64           utc_usec)
{
  g_autofree char *text = utc_usec != 0 ? tally_clock_format_utc (utc_usec) : NULL;

  tally_json_writer_add_text (writer, name, text);
}

static void
add_day (TallyJsonWriter *writer,
         const char      *name,
         TallyDay         day)
{
  char text[TALLY_DAY_BUFFER_SIZE];

  tally_json_writer_add_text (
      writer, name, day != TALLY_DAY_NONE ? tally_day_format_iso (day, text, sizeof text) : NULL);
}

static double
get_share (gint64 micros)
{
  return (double) micros / TALLY_FINDING_SCORE_ONE;
}

static void
add_lines (TallyJsonWriter *writer,
           const GArray    *lines)
{
  tally_json_writer_begin_array (writer, "lines");
  for (guint i = 0; i < lines->len; i++)
    {
      const TallyFindingLine *line = &g_array_index (lines, TallyFindingLine, i);
      tally_json_writer_begin_object (writer, NULL);
      tally_json_writer_add_int64 (writer, "sheet_id", line->sheet_id);
      tally_json_writer_add_int64 (writer, "row_id", line->row_id);
      if (line->row_number > 0)
        tally_json_writer_add_int64 (writer, "row_number", line->row_number);
      tally_json_writer_end_object (writer);
    }
  tally_json_writer_end_array (writer);
}

/* What stands in every list. */
static void
add_list_members (TallyJsonWriter    *writer,
                  const TallyFinding *self,
                  gboolean            reveal)
{
  tally_json_writer_add_text (writer, "id", self->id);
  tally_json_writer_add_text (writer, "detector", self->detector);
  tally_json_writer_add_text (writer, "severity", tally_risk_get_id (self->severity));
  tally_json_writer_add_text (writer, "status", tally_finding_status_get_id (self->status));
  tally_json_writer_add_double (writer, "score", get_share (self->score_micros));
  if (reveal)
    tally_json_writer_add_int64 (writer, "exposure_cents", self->exposure_cents);
  else
    tally_json_writer_add_text (writer, "exposure_cents", NULL);
  tally_json_writer_add_text (writer, "work_request", reveal ? self->work_request : NULL);
  add_day (writer, "week_ending", self->week_ending);
  add_lines (writer, self->lines);
  tally_json_writer_add_text (writer, "sentence", reveal ? self->sentence : NULL);
  tally_json_writer_add_boolean (writer, "trial", self->is_trial);
}

static void
add_more_members (TallyJsonWriter    *writer,
                  const TallyFinding *self,
                  gboolean            reveal)
{
  tally_json_writer_add_double (writer, "confidence", get_share (self->confidence_micros));
  tally_json_writer_add_text (writer, "category", tally_finding_category_get_id (self->category));
  tally_json_writer_add_text (writer, "cause", self->cause);
  tally_json_writer_add_int64 (writer, "detector_version", self->detector_version);
  tally_json_writer_add_boolean (writer, "new", self->is_new);
  tally_json_writer_add_int64 (writer, "first_run", self->first_run);
  tally_json_writer_add_int64 (writer, "last_run", self->last_run);
  tally_json_writer_add_int64 (writer, "gone_run", self->gone_run);
  add_time (writer, "first_seen", self->first_utc_usec);
  add_time (writer, "last_seen", self->last_utc_usec);
  tally_json_writer_add_text (writer, "assignee", reveal ? self->assignee : NULL);
  add_day (writer, "due", self->due);
  if (self->exception_id != 0)
    tally_json_writer_add_int64 (writer, "exception", self->exception_id);
}

void
tally_finding_verdict_write_json (TallyJsonWriter           *writer,
                                  const TallyFindingVerdict *verdict,
                                  gboolean                   reveal)
{
  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_int64 (writer, "utc_usec", verdict->utc_usec);
  add_time (writer, "time", verdict->utc_usec);
  tally_json_writer_add_text (writer, "source", tally_finding_source_get_id (verdict->source));
  tally_json_writer_add_text (writer, "actor", reveal ? verdict->actor : NULL);
  tally_json_writer_add_text (writer, "from", tally_finding_status_get_id (verdict->from));
  tally_json_writer_add_text (writer, "to", tally_finding_status_get_id (verdict->to));
  tally_json_writer_add_text (writer, "reason", verdict->reason);
  tally_json_writer_add_text (writer, "note", reveal ? verdict->note : NULL);
  if (reveal)
    {
      tally_json_writer_add_int64 (writer, "recovered_cents", verdict->recovered_cents);
      tally_json_writer_add_int64 (writer, "exposure_cents", verdict->exposure_cents);
    }
  tally_json_writer_add_text (writer, "detector", verdict->detector);
  tally_json_writer_add_int64 (writer, "detector_version", verdict->detector_version);
  tally_json_writer_add_int64 (writer, "run", verdict->run_id);
  tally_json_writer_end_object (writer);
}

void
tally_finding_write_json (TallyJsonWriter    *writer,
                          const TallyFinding *finding,
                          TallyFindingDetail  detail,
                          GPtrArray          *verdicts)
{
  gboolean reveal = detail != TALLY_FINDING_DETAIL_IDS;

  tally_json_writer_begin_object (writer, NULL);
  add_list_members (writer, finding, reveal);
  add_more_members (writer, finding, reveal);
  if (detail == TALLY_FINDING_DETAIL_FULL)
    {
      tally_json_writer_add_text (writer, "facts", finding->facts);
      tally_json_writer_add_text (writer, "judgement", finding->judgement);
    }
  if (verdicts != NULL)
    {
      tally_json_writer_begin_array (writer, "verdicts");
      for (guint i = 0; i < verdicts->len; i++)
        tally_finding_verdict_write_json (writer, verdicts->pdata[i], reveal);
      tally_json_writer_end_array (writer);
    }
  tally_json_writer_end_object (writer);
}
