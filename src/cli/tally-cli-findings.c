/* tally-cli-findings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-findings.h"

#include "tally-clock.h"
#include "tally-text.h"

#define INDENT "    "
#define MIN_WIDTH 40

/* Words that fit, line by line; a word that does not fit has a line of its own. */
static void
append_wrapped (GString    *out,
                const char *text,
                guint       width)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  glong room = (glong) (width - strlen (INDENT)), used = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      glong length = g_utf8_strlen (words[i], -1);
      if (used > 0 && used + 1 + length > room)
        {
          g_string_append_c (out, '\n');
          used = 0;
        }
      g_string_append (out, used > 0 ? " " : INDENT);
      g_string_append (out, words[i]);
      used += length + (used > 0 ? 1 : 0);
    }
  g_string_append_c (out, '\n');
}

/* What stands in a terminal must not command it. */
static char *
dup_harmless (const char *text)
{
  GString *out = g_string_new (NULL);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);
      g_string_append_unichar (out, g_unichar_iscntrl (c) ? '?' : c);
    }
  return tally_text_steal (out);
}

/* " (new, on trial, excepted)", as far as it is so. */
static char *
dup_flags (const TallyFinding *finding)
{
  const struct {
    gboolean    is_so;
    const char *word;
  } flags[] = {
    { finding->is_new, "new" }, { finding->is_trial, "on trial" }, { finding->exception_id != 0, "excepted" },
  };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if (flags[i].is_so)
      g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : " (", flags[i].word);
  if (out->len > 0)
    g_string_append_c (out, ')');
  return tally_text_steal (out);
}

static void
append_sentence (GString            *out,
                 const TallyFinding *finding,
                 guint               width)
{
  g_autofree char *flags = dup_flags (finding);
  g_autofree char *text = g_strdup_printf ("%s%s: %s", finding->detector, flags, finding->sentence);
  g_autofree char *harmless = dup_harmless (text);

  append_wrapped (out, harmless, width);
}

static const char *
format_week (TallyDay  week_ending,
             char     *buffer)
{
  return week_ending != TALLY_DAY_NONE ? tally_day_format_iso (week_ending, buffer, TALLY_DAY_BUFFER_SIZE) : "-";
}

static void
append_line (GString            *out,
             const TallyFinding *finding,
             gboolean            reveal)
{
  char amount[TALLY_MONEY_BUFFER_SIZE], week[TALLY_DAY_BUFFER_SIZE];
  g_autofree char *request = dup_harmless (*finding->work_request != '\0' ? finding->work_request : "-");
  g_autofree char *flags = dup_flags (finding);

  g_string_append_printf (out, "%.*s  %-8s  %-14s", TALLY_CLI_FINDINGS_ID_DIGITS, finding->id,
                          tally_risk_get_id (finding->severity), tally_finding_status_get_id (finding->status));
  if (reveal)
    g_string_append_printf (out, "  %13s  %-9s  %s",
                            tally_money_format_for_people (finding->exposure_cents, amount, sizeof amount), request,
                            format_week (finding->week_ending, week));
  else
    g_string_append_printf (out, "  %s%s", finding->detector, flags);
  g_string_append_c (out, '\n');
}

char *
tally_cli_findings_dup_text (GPtrArray *findings,
                             guint      width,
                             guint      budget,
                             gboolean   reveal)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (findings != NULL, NULL);
  width = width == 0 ? TALLY_CLI_FINDINGS_WIDTH : MAX (width, MIN_WIDTH);
  for (guint i = 0; i < findings->len; i++)
    {
      if (budget > 0 && i == budget)
        g_string_append_printf (out, "--- below the line: %u more than a week has time for\n", findings->len - budget);
      append_line (out, findings->pdata[i], reveal);
      if (reveal)
        append_sentence (out, findings->pdata[i], width);
    }
  if (findings->len == 0)
    g_string_append (out, "No findings.\n");
  return tally_text_steal (out);
}

char *
tally_cli_findings_append_excepted (char  *text,
                                    guint  n_excepted)
{
  g_autofree char *owned = text;
  g_autofree char *count = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  if (n_excepted == 0)
    return g_steal_pointer (&owned);
  count = tally_text_dup_count (n_excepted, "open finding is", "open findings are");
  return g_strdup_printf ("%s%s left out: known exceptions cover them; see 'tallyman findings list --all' and "
                          "'tallyman findings except list'.\n", owned, count);
}

static void
append_member (GString    *out,
               const char *name,
               const char *format,
               ...) G_GNUC_PRINTF (3, 4);

static void
append_member (GString    *out,
               const char *name,
               const char *format,
               ...)
{
  g_autofree char *text = NULL;
  g_autofree char *harmless = NULL;
  va_list values;

  va_start (values, format);
  text = g_strdup_vprintf (format, values);
  va_end (values);
  harmless = dup_harmless (text);
  g_string_append_printf (out, "%-11s%s\n", name, harmless);
}

static void
append_lines (GString                  *out,
              const TallyEngineFinding *found,
              gboolean                  reveal)
{
  for (guint i = 0; i < found->finding->lines->len; i++)
    {
      const TallyFindingLine *line = &g_array_index (found->finding->lines, TallyFindingLine, i);
      const char *link = found->links->pdata[i];
      append_member (out, i == 0 ? "Lines" : "", "sheet %" G_GINT64_FORMAT " row %" G_GINT64_FORMAT
                     " (number %" G_GINT64_FORMAT ")", line->sheet_id, line->row_id, line->row_number);
      if (reveal && *link != '\0')
        append_member (out, "", "%s", link);
    }
}

static void
append_where (GString            *out,
              const TallyFinding *finding,
              gboolean            reveal)
{
  char amount[TALLY_MONEY_BUFFER_SIZE], week[TALLY_DAY_BUFFER_SIZE];

  if (reveal)
    {
      append_member (out, "Exposure", "%s",
                     tally_money_format_for_people (finding->exposure_cents, amount, sizeof amount));
      append_member (out, "Request", "%s", *finding->work_request != '\0' ? finding->work_request : "several or none");
    }
  append_member (out, "Week", "%s", format_week (finding->week_ending, week));
}

static void
append_when (GString            *out,
             const TallyFinding *finding)
{
  g_autofree char *first = tally_clock_format_utc (finding->first_utc_usec);
  g_autofree char *last = tally_clock_format_utc (finding->last_utc_usec);

  append_member (out, "Found", "%s in run %" G_GINT64_FORMAT, first, finding->first_run);
  append_member (out, "Last", "%s in run %" G_GINT64_FORMAT, last, finding->last_run);
  if (finding->gone_run != 0)
    append_member (out, "Gone", "since run %" G_GINT64_FORMAT, finding->gone_run);
}

static void
append_exception (GString                           *out,
                  const TallyFindingExceptionRecord *record,
                  gboolean                           reveal)
{
  char until[TALLY_DAY_BUFFER_SIZE];

  if (record == NULL)
    return;
  tally_day_format_iso (record->exception.until, until, sizeof until);
  if (reveal)
    append_member (out, "Exception", "%" G_GINT64_FORMAT " covers it until %s: %s (%s)", record->exception.exception_id, until,
                   record->exception.reason, record->exception.made_by);
  else
    append_member (out, "Exception", "%" G_GINT64_FORMAT " covers it until %s", record->exception.exception_id, until);
}

static void
append_head (GString                  *out,
             const TallyEngineFinding *found,
             guint                     width,
             gboolean                  reveal)
{
  const TallyFinding *finding = found->finding;
  g_autofree char *flags = dup_flags (finding);
  char due[TALLY_DAY_BUFFER_SIZE];

  g_string_append_printf (out, "Finding %s: %s, %s%s\n", finding->id, tally_risk_get_id (finding->severity),
                          tally_finding_status_get_id (finding->status), flags);
  if (reveal)
    append_sentence (out, finding, width);
  append_member (out, "Detector", "%s, version %u%s%s", finding->detector, finding->detector_version,
                 *finding->cause != '\0' ? ", cause " : "", finding->cause);
  append_member (out, "Score", "%.3f, confidence %.3f", (double) finding->score_micros / TALLY_FINDING_SCORE_ONE,
                 (double) finding->confidence_micros / TALLY_FINDING_SCORE_ONE);
  append_where (out, finding, reveal);
  append_lines (out, found, reveal);
  append_when (out, finding);
  if (reveal && *finding->assignee != '\0')
    append_member (out, "Asked", "%s, until %s", finding->assignee, format_week (finding->due, due));
  append_exception (out, found->exception, reveal);
}

static void
append_verdict (GString                   *out,
                const TallyFindingVerdict *verdict,
                gboolean                   reveal)
{
  g_autofree char *time = tally_clock_format_utc (verdict->utc_usec);
  g_autofree char *actor = dup_harmless (verdict->actor);
  g_autofree char *note = dup_harmless (verdict->note);
  char amount[TALLY_MONEY_BUFFER_SIZE];

  g_string_append_printf (out, "  %s  %s -> %s", time, tally_finding_status_get_id (verdict->from),
                          tally_finding_status_get_id (verdict->to));
  if (verdict->source == TALLY_FINDING_SOURCE_RUN)
    g_string_append_printf (out, " by run %" G_GINT64_FORMAT, verdict->run_id);
  else if (reveal)
    g_string_append_printf (out, " by %s", actor);
  if (*verdict->reason != '\0')
    g_string_append_printf (out, ", %s", verdict->reason);
  if (reveal && *note != '\0')
    g_string_append_printf (out, ": %s", note);
  if (reveal && verdict->recovered_cents > 0)
    g_string_append_printf (out, " (%s got back)",
                            tally_money_format_for_people (verdict->recovered_cents, amount, sizeof amount));
  if (verdict->source == TALLY_FINDING_SOURCE_OVERRULED)
    g_string_append (out, " (made elsewhere; another verdict stands)");
  else if (verdict->source == TALLY_FINDING_SOURCE_IMPORT)
    g_string_append (out, " (made elsewhere)");
  g_string_append_c (out, '\n');
}

static void
append_change (GString                        *out,
               const TallyEngineFindingChange *change)
{
  g_autofree char *time = tally_clock_format_utc (change->noticed_utc_usec);
  g_autofree char *text = g_strdup_printf ("%s: %s -> %s%s%s", *change->field != '\0' ? change->field : "row",
                                           *change->old_value != '\0' ? change->old_value : "\"\"",
                                           *change->new_value != '\0' ? change->new_value : "\"\"",
                                           *change->modified_by != '\0' ? ", row written by " : "", change->modified_by);
  g_autofree char *harmless = dup_harmless (text);

  g_string_append_printf (out, "  %s  row %" G_GINT64_FORMAT "  %s\n", time, change->row_id, harmless);
}

static void
append_private (GString                  *out,
                const TallyEngineFinding *found)
{
  g_string_append (out, "Evidence\n");
  tally_cli_findings_append_evidence (out, found->finding->facts);
  g_string_append (out, "Judgement\n");
  tally_cli_findings_append_evidence (out, found->finding->judgement);
  if (found->changes->len > 0)
    g_string_append (out, "Changes\n");
  if (found->n_changes_left > 0)
    g_string_append_printf (out, "  (%u earlier ones are left out)\n", found->n_changes_left);
  for (guint i = 0; i < found->changes->len; i++)
    append_change (out, found->changes->pdata[i]);
}

char *
tally_cli_finding_dup_text (const TallyEngineFinding *found,
                            guint                     width,
                            gboolean                  reveal)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (found != NULL, NULL);
  append_head (out, found, width == 0 ? TALLY_CLI_FINDINGS_WIDTH : MAX (width, MIN_WIDTH), reveal);
  if (reveal)
    append_private (out, found);
  if (found->verdicts->len > 0)
    g_string_append (out, "Verdicts\n");
  for (guint i = 0; i < found->verdicts->len; i++)
    append_verdict (out, found->verdicts->pdata[i], reveal);
  return tally_text_steal (out);
}
