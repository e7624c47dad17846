/* tally-audit-moves.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-moves.h"

#include "tally-audit-histories.h"

static gboolean
parse_day (const char *text,
           TallyDay   *out_day)
{
  return tally_day_parse (text, strlen (text), out_day);
}

static gboolean
is_in_week (const TallyAuditBilled *billed,
            TallyField              field,
            TallyDay                day)
{
  return field == TALLY_FIELD_WEEK_ENDING ? day == billed->week_ending : tally_week_contains (billed->week_ending, day);
}

/* Whether a change took the line out of the week in which it was billed. */
static gboolean
leaves_week (const TallyAuditBilled *billed,
             const TallyLineChange  *change)
{
  TallyDay before, after = TALLY_DAY_NONE;

  if (!parse_day (change->old_value, &before) || !is_in_week (billed, change->field, before))
    return FALSE;
  if (!parse_day (change->new_value, &after))
    return change->field == TALLY_FIELD_WEEK_ENDING;
  return !is_in_week (billed, change->field, after);
}

static gboolean
is_day_change (const TallyAuditBilled *billed,
               const TallyLineChange  *change,
               TallyField              field)
{
  return change->kind == TALLY_LINE_CHANGE_FIELD && change->field == field && change->run_id != 0
         && tally_audit_billed_is_later (billed, change);
}

/* The last change of a day or week since the first that left the billed week; none if none did. */
static const TallyLineChange *
find_move (const TallyAuditBilled *billed,
           TallyField              field)
{
  const TallyLineChange *found = NULL;

  for (guint i = 0; i < billed->n_changes; i++)
    {
      const TallyLineChange *change = &billed->changes[i];
      TallyDay after;
      if (!is_day_change (billed, change, field) || (found == NULL && !leaves_week (billed, change)))
        continue;
      /* What brought it back is no move. */
      if (!parse_day (change->new_value, &after) || !is_in_week (billed, field, after))
        found = change;
    }
  return found;
}

static gboolean
is_standing (const TallyAuditMove *self,
             const TallyLine      *line)
{
  if (line->week_ending != self->billed.week_ending)
    return TRUE;
  return self->day != NULL && line->snapshot != TALLY_DAY_NONE && !tally_week_contains (self->billed.week_ending, line->snapshot);
}

static gboolean
is_told (const TallyLineChange *change,
         TallyWriter            writer)
{
  return change != NULL && change->is_attributed && change->writer == writer && change->written_utc_usec > 0;
}

/* The automation's stamp: on the day, which it writes first, else on the week. */
static gint64
find_stamp (const TallyAuditMove *self)
{
  if (is_told (self->day, TALLY_WRITER_AUTOMATION))
    return self->day->written_utc_usec;
  return is_told (self->week, TALLY_WRITER_AUTOMATION) ? self->week->written_utc_usec : 0;
}

static gint64
find_gap (const TallyAuditMove *self)
{
  gint64 nearest = -1;

  for (guint i = 0; i < self->billed.n_changes; i++)
    {
      const TallyLineChange *change = &self->billed.changes[i];
      gint64 gap;
      if (change->kind != TALLY_LINE_CHANGE_FIELD || change->field != TALLY_FIELD_COMPLETED
          || !change->is_attributed || change->written_utc_usec == 0)
        continue;
      gap = ABS (change->written_utc_usec - self->stamp_utc_usec) / G_USEC_PER_SEC;
      nearest = nearest < 0 ? gap : MIN (nearest, gap);
    }
  return nearest;
}

static gint64
find_time (const TallyAuditMove *self)
{
  if (self->stamp_utc_usec > 0)
    return self->stamp_utc_usec;
  if (self->day != NULL)
    return tally_audit_billed_get_time (self->day);
  return self->week != NULL ? tally_audit_billed_get_time (self->week) : 0;
}

static gboolean
either_is_told (const TallyAuditMove *self,
                TallyWriter           writer)
{
  return is_told (self->day, writer) || is_told (self->week, writer);
}

static void
find_cause (TallyAuditMove        *self,
            const TallyAuditInput *input,
            const TallyLine       *line)
{
  const TallyAuditHistory wanted = { line->sheet_id, line->row_id, TALLY_FIELD_COMPLETED, find_stamp (self) };
  gboolean is_caused;

  self->stamp_utc_usec = wanted.until_utc_usec;
  self->moved_utc_usec = find_time (self);
  self->gap_secs = self->stamp_utc_usec > 0 ? find_gap (self) : -1;
  self->is_completion_known = self->stamp_utc_usec > 0 && tally_audit_histories_know (input, &wanted);
  is_caused = either_is_told (self, TALLY_WRITER_PERSON)
              || (self->gap_secs >= 0 && self->gap_secs <= TALLY_AUDIT_MOVES_CAUSE_SECS);
  self->is_self_fired = !is_caused && self->is_completion_known;
  self->is_untold = !is_caused && !self->is_completion_known
                    && (self->stamp_utc_usec > 0 || !either_is_told (self, TALLY_WRITER_CELL_LINK));
}

gboolean
tally_audit_moves_find (TallyAuditMove         *self,
                        const TallyAuditInput  *input,
                        const TallyAuditBilled *billed,
                        guint                   index)
{
  const TallyLine *line = tally_audit_input_get_line (input, index);

  *self = (TallyAuditMove) { .line = index, .sheet_id = line->sheet_id, .billed = *billed };
  self->day = find_move (billed, TALLY_FIELD_SNAPSHOT);
  self->week = find_move (billed, TALLY_FIELD_WEEK_ENDING);
  self->is_standing = is_standing (self, line);
  if (self->day == NULL && self->week == NULL && !self->is_standing)
    return FALSE;
  find_cause (self, input, line);
  return TRUE;
}
