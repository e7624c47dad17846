/* tally-audit-billed.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-billed.h"

gint64
tally_audit_billed_get_time (const TallyLineChange *change)
{
  return change->written_utc_usec > 0 ? change->written_utc_usec : change->noticed_utc_usec;
}

static TallyDay
get_day (const TallyAuditBilled *self,
         const TallyLineChange  *change)
{
  return tally_audit_policy_get_local_day (self->policy, tally_audit_billed_get_time (change));
}

/* How it was published first in a week (%TALLY_DAY_NONE: in any), by preference as the kind of workbook that it
 * is in now. */
static const TallyAuditPublished *
find_published (const TallyAuditInput *input,
                const TallyLine       *line,
                TallyDay               week_ending)
{
  guint n;
  const TallyAuditPublished *published = tally_audit_input_list_published (input, line->sheet_id, line->row_id, &n);
  const TallyAuditPublished *first = NULL;

  for (guint i = 0; i < n; i++)
    {
      if (week_ending != TALLY_DAY_NONE && published[i].week_ending != week_ending)
        continue;
      if (first == NULL)
        first = &published[i];
      if (published[i].published_utc_usec == first->published_utc_usec && published[i].variant == line->variant)
        return &published[i];
    }
  return first;
}

/* The week that was closed: that which the line had before it left it after its closing, or has now. */
static TallyDay
find_closed_week (const TallyAuditBilled *self,
                  const TallyLine        *line)
{
  for (guint i = 0; i < self->n_changes; i++)
    {
      const TallyLineChange *change = &self->changes[i];
      TallyDay week = TALLY_DAY_NONE, close;
      if (change->field != TALLY_FIELD_WEEK_ENDING || change->run_id == 0
          || !tally_day_parse (change->old_value, strlen (change->old_value), &week))
        continue;
      close = tally_audit_policy_get_close_day (self->policy, week);
      if (close != TALLY_DAY_NONE && get_day (self, change) >= close)
        return week;
    }
  return line->week_ending;
}

/* Whether a change made a bill of what was none: completion, a price, a work request came late. */
static gboolean
makes_bill (const TallyLineChange *change)
{
  if (change->kind != TALLY_LINE_CHANGE_FIELD || change->run_id == 0)
    return FALSE;
  return (change->field == TALLY_FIELD_COMPLETED && strcmp (change->new_value, "true") == 0)
         || (change->field == TALLY_FIELD_PRICE && strcmp (change->old_value, "0.00") == 0)
         || (change->field == TALLY_FIELD_WORK_REQUEST && change->old_value[0] == '\0');
}

static TallyAuditBilledState
judge_closed (TallyAuditBilled *self,
              const TallyLine  *line)
{
  self->week_ending = find_closed_week (self, line);
  self->from_day = tally_audit_policy_get_close_day (self->policy, self->week_ending);
  if (self->from_day == TALLY_DAY_NONE || self->policy->today < self->from_day)
    return TALLY_AUDIT_BILLED_NOT;
  if (line->reason != TALLY_REASON_ACCEPTED)
    return TALLY_AUDIT_BILLED_LATER;
  for (guint i = 0; i < self->n_changes; i++)
    if (makes_bill (&self->changes[i]) && get_day (self, &self->changes[i]) >= self->from_day)
      return TALLY_AUDIT_BILLED_LATER;
  return TALLY_AUDIT_BILLED_CLOSED;
}

static void
set_published (TallyAuditBilled          *self,
               const TallyAuditPublished *published)
{
  self->published = published;
  self->state = published != NULL ? TALLY_AUDIT_BILLED_PUBLISHED : TALLY_AUDIT_BILLED_NOT;
  self->week_ending = published != NULL ? published->week_ending : TALLY_DAY_NONE;
  self->from_day = self->week_ending + 1;
}

/* Whether it was moved to another week while that in which it was published still ran: then it was not billed
 * there. */
static gboolean
was_moved_in_time (const TallyAuditBilled *self,
                   const TallyLine        *line)
{
  if (line->week_ending == self->week_ending || tally_audit_billed_find_change (self, TALLY_FIELD_WEEK_ENDING, FALSE) != NULL)
    return FALSE;
  for (guint i = 0; i < self->n_changes; i++)
    if (self->changes[i].field == TALLY_FIELD_WEEK_ENDING
        && self->changes[i].noticed_utc_usec > self->published->published_utc_usec)
      return TRUE;
  return FALSE;
}

gboolean
tally_audit_billed_find (TallyAuditBilled       *self,
                         const TallyAuditInput  *input,
                         const TallyAuditPolicy *policy,
                         const TallyLine        *line)
{
  *self = (TallyAuditBilled) { .policy = policy };
  self->changes = tally_audit_input_list_changes (input, line->sheet_id, line->row_id, &self->n_changes);
  set_published (self, find_published (input, line, TALLY_DAY_NONE));
  if (self->published != NULL && was_moved_in_time (self, line))
    {
      set_published (self, find_published (input, line, line->week_ending));
      return self->published != NULL;
    }
  if (self->published != NULL)
    return TRUE;
  self->state = judge_closed (self, line);
  return self->state == TALLY_AUDIT_BILLED_CLOSED;
}

gboolean
tally_audit_billed_is_later (const TallyAuditBilled *self,
                             const TallyLineChange  *change)
{
  gint64 seen = change->noticed_utc_usec > 0 ? change->noticed_utc_usec : change->written_utc_usec;

  if (self->published != NULL && seen <= self->published->published_utc_usec)
    return FALSE;
  return get_day (self, change) >= self->from_day;
}

const TallyLineChange *
tally_audit_billed_find_change (const TallyAuditBilled *self,
                                TallyField              field,
                                gboolean                is_last)
{
  const TallyLineChange *found = NULL;

  for (guint i = 0; i < self->n_changes; i++)
    {
      const TallyLineChange *change = &self->changes[i];
      if (change->kind != TALLY_LINE_CHANGE_FIELD || change->field != field || change->run_id == 0
          || !tally_audit_billed_is_later (self, change))
        continue;
      found = change;
      if (!is_last)
        break;
    }
  return found;
}

TallyMoney
tally_audit_billed_get_price (const TallyAuditBilled *self,
                              const TallyLine        *line)
{
  return MAX (self->published != NULL ? self->published->price_cents : line->price_cents, 0);
}

void
tally_audit_billed_add_writing (TallyAuditFacts        *facts,
                                const TallyAuditPolicy *policy,
                                const TallyLineChange  *change)
{
  gboolean is_attributed = change != NULL && change->is_attributed;
  TallyWriter writer = is_attributed ? change->writer : TALLY_WRITER_UNKNOWN;
  gint64 utc_usec = change != NULL ? tally_audit_billed_get_time (change) : 0;

  tally_audit_facts_add_int64 (facts, "is_attributed", is_attributed);
  tally_audit_facts_add_text (facts, "writer", tally_writer_get_id (writer));
  tally_audit_facts_add_text (facts, "written_by", is_attributed ? change->written_by : "");
  tally_audit_facts_add_int64 (facts, "written_utc_usec", utc_usec);
  tally_audit_facts_add_day (facts, "written_day", tally_audit_policy_get_local_day (policy, utc_usec));
}

void
tally_audit_billed_add (const TallyAuditBilled *self,
                        TallyAuditFacts        *facts)
{
  gboolean is_published = self->published != NULL;

  tally_audit_facts_add_text (facts, "billed_as", is_published ? "published" : "closed");
  tally_audit_facts_add_day (facts, "billed_day", is_published
    ? tally_audit_policy_get_local_day (self->policy, self->published->published_utc_usec) : self->from_day);
  tally_audit_facts_add_day (facts, "billed_week", self->week_ending);
}

const char *
tally_audit_words_of_writer (const char *writer)
{
  static const char *const words[TALLY_N_WRITERS] = {
    [TALLY_WRITER_UNKNOWN] = "by whom is not told",
    [TALLY_WRITER_PERSON] = "by a person",
    [TALLY_WRITER_AUTOMATION] = "by an automation",
    [TALLY_WRITER_CELL_LINK] = "by a link from another sheet",
  };

  for (guint i = 0; i < TALLY_N_WRITERS; i++)
    if (strcmp (tally_writer_get_id ((TallyWriter) i), writer) == 0)
      return words[i];
  return words[TALLY_WRITER_UNKNOWN];
}

char *
tally_audit_words_dup_value (const char *text)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);
      if (words->len >= TALLY_AUDIT_WORDS_MAX_BYTES)
        {
          g_string_append (words, "…");
          break;
        }
      g_string_append_unichar (words, g_unichar_iscntrl (letter) ? ' ' : letter);
    }
  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : g_strdup ("nothing");
}
