/* tally-audit-crews.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-crews.h"

#define BY (TALLY_AUDIT_BY (TALLY_FIELD_FOREMAN) | TALLY_AUDIT_BY (TALLY_FIELD_SNAPSHOT))

/* The days, and the groups that own their lines. */
typedef struct {
  GArray           *days;
  TallyAuditGroups *groups;
} Crews;

static gboolean
has_crew_and_day (const TallyLine *line,
                  gpointer         data G_GNUC_UNUSED)
{
  return line->reason == TALLY_REASON_ACCEPTED && line->text[TALLY_FIELD_FOREMAN][0] != '\0' && line->snapshot != TALLY_DAY_NONE;
}

static void
crews_free (Crews *self)
{
  g_array_unref (self->days);
  tally_audit_groups_free (self->groups);
  g_free (self);
}

static gpointer
make_crews (TallyAuditContext *context)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  Crews *self = g_new0 (Crews, 1);

  self->groups = tally_audit_groups_new (input, BY, has_crew_and_day, NULL);
  self->days = g_array_new (FALSE, FALSE, sizeof (TallyAuditCrewDay));
  for (guint i = 0; i < tally_audit_groups_get_n_groups (self->groups); i++)
    {
      TallyAuditCrewDay day = { 0 };
      day.lines = tally_audit_groups_get_lines (self->groups, i, &day.n_lines);
      day.crew = tally_audit_input_get_line (input, day.lines[0])->text[TALLY_FIELD_FOREMAN];
      day.day = tally_audit_input_get_line (input, day.lines[0])->snapshot;
      for (guint j = 0; j < day.n_lines; j++)
        day.cents += tally_audit_input_get_line (input, day.lines[j])->price_cents;
      g_array_append_val (self->days, day);
    }
  return self;
}

const GArray *
tally_audit_crews_get_days (TallyAuditContext *context)
{
  Crews *crews = tally_audit_context_get_shared (context, "crews", make_crews, (GDestroyNotify) crews_free);

  return crews->days;
}

guint
tally_audit_crews_find_end (const GArray *days,
                            guint         start)
{
  const char *crew = g_array_index (days, TallyAuditCrewDay, start).crew;
  guint end = start;

  while (end < days->len && g_array_index (days, TallyAuditCrewDay, end).crew == crew)
    end++;
  return end;
}

void
tally_audit_crews_count_scope (TallyAuditContext *context,
                               guint              min_days)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  const GArray *days = tally_audit_crews_get_days (context);

  for (guint start = 0, end; start < days->len; start = end)
    {
      end = tally_audit_crews_find_end (days, start);
      for (guint i = start; i < end; i++)
        {
          const TallyAuditCrewDay *day = &g_array_index (days, TallyAuditCrewDay, i);
          tally_audit_context_count (context, end - start > min_days ? TALLY_AUDIT_IN_SCOPE : "too-few-days",
                                     day->n_lines, day->cents);
        }
    }
  for (guint i = 0; i < input->lines->len; i++)
    {
      const TallyLine *line = tally_audit_input_get_line (input, i);
      if (line->reason == TALLY_REASON_ACCEPTED && !has_crew_and_day (line, NULL))
        tally_audit_context_count (context, "no-crew-or-day", 1, line->price_cents);
    }
}
