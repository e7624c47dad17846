/* tally-workbook-audit-findings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-workbook-audit-private.h"

#include "tally-finding-fact.h"
#include "tally-table.h"

/* Rows of a finding that its cell names; the rest stands among the evidence. */
#define MAX_NAMED_ROWS 8

/* Last column on paper: what a person needs to look at a finding; the rest is for sorting. */
#define LAST_PRINTED 9

static const TallyWorkbookAuditSheet *
find_sheet (const TallyWorkbookAudit *self,
            gint64                    sheet_id)
{
  for (guint i = 0; i < self->n_sheets; i++)
    if (self->sheets[i].sheet_id == sheet_id)
      return &self->sheets[i];
  return NULL;
}

static void
append_sheet (GString                  *text,
              const TallyWorkbookAudit *self,
              gint64                    sheet_id)
{
  const TallyWorkbookAuditSheet *sheet = find_sheet (self, sheet_id);

  if (sheet != NULL)
    g_string_append_printf (text, "%s ", sheet->name);
  else
    g_string_append_printf (text, "sheet %" G_GINT64_FORMAT " ", sheet_id);
}

/* Names the rows by their numbers, those of other sheets with the sheet, and links to the first one. */
static void
put_rows (TallyWorkbookPages       *pages,
          const TallyWorkbookAudit *self,
          const TallyFinding       *finding)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const TallyFindingLine *first = NULL;
  const TallyWorkbookAuditSheet *sheet = NULL;
  g_autofree char *link = NULL;

  for (guint i = 0; i < MIN (finding->lines->len, MAX_NAMED_ROWS); i++)
    {
      const TallyFindingLine *line = &g_array_index (finding->lines, TallyFindingLine, i);
      if (i > 0)
        g_string_append (text, ", ");
      if (i > 0 && line->sheet_id != line[-1].sheet_id)
        append_sheet (text, self, line->sheet_id);
      first = first != NULL ? first : line;
      g_string_append_printf (text, "row %" G_GINT64_FORMAT, line->row_number);
    }
  if (finding->lines->len > MAX_NAMED_ROWS)
    g_string_append_printf (text, " and %u more", finding->lines->len - MAX_NAMED_ROWS);
  if (first != NULL)
    sheet = find_sheet (self, first->sheet_id);
  tally_workbook_pages_put_text (pages, sheet != NULL ? sheet->name : "");
  link = tally_sheet_link_dup_row (sheet != NULL ? sheet->link : NULL, first != NULL ? first->row_id : 0);
  tally_workbook_pages_put_link (pages, link, text->str);
}

static void
put_finding (TallyWorkbookPages       *pages,
             const TallyWorkbookAudit *self,
             const TallyFinding       *finding)
{
  tally_workbook_pages_put_text (pages, finding->id);
  tally_workbook_pages_put_text (pages, tally_risk_get_id (finding->severity));
  tally_workbook_pages_put_text (pages, finding->detector);
  tally_workbook_pages_put_text (pages, finding->work_request);
  tally_workbook_pages_put_day (pages, finding->week_ending);
  tally_workbook_pages_put_money (pages, finding->exposure_cents);
  tally_workbook_pages_put_long_text (pages, finding->sentence);
  put_rows (pages, self, finding);
  tally_workbook_pages_put_text (pages, tally_finding_status_get_id (finding->status));
  tally_workbook_pages_put_text (pages, finding->is_trial ? "on trial" : "counts");
  tally_workbook_pages_put_text (pages, finding->is_new ? "new" : "");
  tally_workbook_pages_put_text (pages, tally_finding_category_get_id (finding->category));
  tally_workbook_pages_put_text (pages, finding->cause);
  tally_workbook_pages_put_share (pages, (double) finding->score_micros / TALLY_FINDING_SCORE_ONE);
  tally_workbook_pages_put_share (pages, (double) finding->confidence_micros / TALLY_FINDING_SCORE_ONE);
  tally_workbook_pages_put_text (pages, finding->assignee);
  tally_workbook_pages_end_row (pages);
}

static void
draw_list (TallyWorkbookPages       *pages,
           const TallyWorkbookAudit *self)
{
  static const TallyWorkbookColumn columns[] = {
    { "Finding", 18 }, { "Severity", 10 }, { "Detector", 22 }, { "Work Request #", 16 }, { "Week Ending", 12 },
    { "Exposure", 14 }, { "What", 70 }, { "Sheet", 24 }, { "Rows", 36 }, { "Status", 14 }, { "Counts", 10 },
    { "New", 8 }, { "Category", 16 }, { "Cause", 20 }, { "Score", 9 }, { "Confidence", 11 }, { "Assignee", 20 },
  };
  GPtrArray *findings = self->audit->findings;

  tally_workbook_pages_begin (pages, "Findings", columns, G_N_ELEMENTS (columns));
  for (guint i = 0; pages->error == LXW_NO_ERROR && i < findings->len; i++)
    put_finding (pages, self, findings->pdata[i]);
  tally_workbook_pages_note (pages, worksheet_print_area (pages->sheet, 0, 0, MAX (pages->row, 2) - 1, LAST_PRINTED));
  tally_workbook_pages_end (pages, "Findings", columns, G_N_ELEMENTS (columns));
}

/* --- evidence ----------------------------------------------------------------------------------- */

static void
put_value (TallyWorkbookPages *pages,
           const char         *finding_id,
           const char         *title,
           const char         *text)
{
  tally_workbook_pages_put_text (pages, finding_id);
  tally_workbook_pages_put_text (pages, title);
  tally_workbook_pages_put_long_text (pages, text);
  tally_workbook_pages_end_row (pages);
}

/* Returns how many values have no row left. */
static guint
put_evidence (TallyWorkbookPages *pages,
              const TallyFinding *finding,
              const char         *json)
{
  g_autoptr (GPtrArray) facts = tally_finding_facts_list (json, NULL);
  guint n_left = 0;

  for (guint i = 0; i < facts->len; i++)
    {
      const TallyFindingFact *fact = facts->pdata[i];
      if (pages->row < TALLY_WORKBOOK_PAGE_MAX_ROWS)
        put_value (pages, finding->id, fact->title, fact->text);
      else
        n_left++;
    }
  return n_left;
}

static void
draw_evidence (TallyWorkbookPages       *pages,
               const TallyWorkbookAudit *self)
{
  static const TallyWorkbookColumn columns[] = { { "Finding", 18 }, { "Value", 34 }, { "Is", 60 } };
  GPtrArray *findings = self->audit->findings;
  guint n_left = 0;

  tally_workbook_pages_begin (pages, "Evidence", columns, G_N_ELEMENTS (columns));
  for (guint i = 0; pages->error == LXW_NO_ERROR && i < findings->len; i++)
    {
      const TallyFinding *finding = findings->pdata[i];
      n_left += put_evidence (pages, finding, finding->facts) + put_evidence (pages, finding, finding->judgement);
    }
  if (n_left > 0)
    {
      g_autofree char *text = g_strdup_printf ("%u values more than a page holds; 'tallyman findings show ID' has them", n_left);
      put_value (pages, "", "Left out", text);
    }
  tally_workbook_pages_end (pages, "Evidence", columns, G_N_ELEMENTS (columns));
}

/* --- what findings add up to -------------------------------------------------------------------- */

/* What a sheet adds up to runs over all weeks. */
static void
put_unit (TallyWorkbookPages           *pages,
          const TallyWorkbookAuditUnit *unit,
          gboolean                      has_week)
{
  tally_workbook_pages_put_text (pages, unit->work_request);
  if (has_week)
    tally_workbook_pages_put_day (pages, unit->week_ending);
  tally_workbook_pages_put_text (pages, tally_risk_get_id (unit->risk));
  tally_workbook_pages_put_count (pages, unit->n_findings);
  tally_workbook_pages_put_money (pages, unit->exposure_cents);
  tally_workbook_pages_put_long_text (pages, unit->reason);
  tally_workbook_pages_end_row (pages);
}

static void
draw_units (TallyWorkbookPages       *pages,
            const TallyWorkbookAudit *self)
{
  static const TallyWorkbookColumn columns[] = {
    { "Work Request #", 18 }, { "Week Ending", 12 }, { "Risk Level", 12 }, { "Findings", 10 }, { "Exposure", 16 },
    { "Because", 90 },
  };

  tally_workbook_pages_begin (pages, "Work Requests", columns, G_N_ELEMENTS (columns));
  for (guint i = 0; pages->error == LXW_NO_ERROR && i < self->n_units; i++)
    put_unit (pages, &self->units[i], TRUE);
  tally_workbook_pages_end (pages, "WorkRequests", columns, G_N_ELEMENTS (columns));
}

static void
draw_sheets (TallyWorkbookPages       *pages,
             const TallyWorkbookAudit *self)
{
  static const TallyWorkbookColumn columns[] = {
    { "Sheet", 30 }, { "Risk Level", 12 }, { "Findings", 10 }, { "Exposure", 16 }, { "Because", 90 },
  };

  tally_workbook_pages_begin (pages, "Sheets", columns, G_N_ELEMENTS (columns));
  for (guint i = 0; pages->error == LXW_NO_ERROR && i < self->n_sheet_units; i++)
    put_unit (pages, &self->sheet_units[i], FALSE);
  tally_workbook_pages_end (pages, "Sheets", columns, G_N_ELEMENTS (columns));
}

static void
draw_crews (TallyWorkbookPages *pages,
            const char         *name,
            const char         *table,
            const GArray       *crews)
{
  static const TallyWorkbookColumn columns[] = {
    { "Name", 30 }, { "Lines", 10 }, { "With Findings", 14 }, { "Share", 10 }, { "Lower Limit", 12 }, { "Upper Limit", 12 },
    { "Beyond Chance", 14 },
  };

  if (crews == NULL)
    return;
  tally_workbook_pages_begin (pages, name, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; pages->error == LXW_NO_ERROR && i < crews->len; i++)
    {
      const TallyWorkbookAuditCrew *crew = &g_array_index (crews, TallyWorkbookAuditCrew, i);
      tally_workbook_pages_put_text (pages, crew->name);
      tally_workbook_pages_put_count (pages, crew->n_lines);
      tally_workbook_pages_put_count (pages, crew->n_found);
      tally_workbook_pages_put_share (pages, (double) crew->n_found / crew->n_lines);
      tally_workbook_pages_put_share (pages, crew->lower);
      tally_workbook_pages_put_share (pages, crew->upper);
      tally_workbook_pages_put_text (pages, crew->is_outside ? "ask" : "");
      tally_workbook_pages_end_row (pages);
    }
  tally_workbook_pages_end (pages, table, columns, G_N_ELEMENTS (columns));
}

void
tally_workbook_audit_draw_findings (TallyWorkbookPages       *pages,
                                    const TallyWorkbookAudit *self)
{
  draw_list (pages, self);
  draw_units (pages, self);
  draw_sheets (pages, self);
  draw_crews (pages, "Crews", "Crews", self->crews);
  draw_crews (pages, "Jobs", "Jobs", self->jobs);
  draw_evidence (pages, self);
}
