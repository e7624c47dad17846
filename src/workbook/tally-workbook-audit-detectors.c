/* tally-workbook-audit-detectors.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-workbook-audit-private.h"

/* --- changes ------------------------------------------------------------------------------------ */

static void
put_change (TallyWorkbookPages    *pages,
            const TallyLineChange *change)
{
  static const char *const kinds[] = { "", "changed", "row gone", "row back" };

  tally_workbook_pages_put_time (pages, change->written_utc_usec != 0 ? change->written_utc_usec : change->noticed_utc_usec);
  tally_workbook_pages_put_text (pages, tally_writer_get_id (change->writer));
  tally_workbook_pages_put_text (pages, change->written_by);
  tally_workbook_pages_put_text (pages, change->is_attributed ? "cell history" : "row's last writing");
  tally_workbook_pages_put_text (pages, kinds[change->kind]);
  tally_workbook_pages_put_text (pages, change->field < TALLY_N_FIELDS ? tally_field_get_title (change->field) : "");
  tally_workbook_pages_put_long_text (pages, change->old_value);
  tally_workbook_pages_put_long_text (pages, change->new_value);
  tally_workbook_pages_put_id (pages, change->sheet_id);
  tally_workbook_pages_put_id (pages, change->row_id);
  tally_workbook_pages_end_row (pages);
}

static void
draw_changes (TallyWorkbookPages       *pages,
              const TallyWorkbookAudit *self)
{
  static const TallyWorkbookColumn columns[] = {
    { "When", 26 }, { "By", 12 }, { "Address", 30 }, { "Known From", 18 }, { "What", 12 }, { "Field", 22 },
    { "Old", 26 }, { "New", 26 }, { "Sheet Id", 20 }, { "Row Id", 20 },
  };

  tally_workbook_pages_begin (pages, "Changes", columns, G_N_ELEMENTS (columns));
  for (guint i = 0; self->changes != NULL && pages->error == LXW_NO_ERROR && i < self->changes->len; i++)
    put_change (pages, &g_array_index (self->changes, TallyLineChange, i));
  tally_workbook_pages_end (pages, "Changes", columns, G_N_ELEMENTS (columns));
}

/* --- detectors ---------------------------------------------------------------------------------- */

static const char *
describe_standing (const TallyAuditCard *card)
{
  if (card->is_report)
    return "reports only";
  return card->is_trial ? "on trial" : "counts";
}

static void
put_card (TallyWorkbookPages   *pages,
          const TallyAuditCard *card)
{
  guint64 n_in_scope = 0;

  for (guint i = 0; i < card->reasons->len; i++)
    {
      const TallyAuditReason *reason = card->reasons->pdata[i];
      if (strcmp (reason->reason, "in-scope") == 0)
        n_in_scope += reason->n_lines;
    }
  tally_workbook_pages_put_text (pages, card->code);
  tally_workbook_pages_put_text (pages, card->detector);
  tally_workbook_pages_put_text (pages, card->title);
  tally_workbook_pages_put_count (pages, card->version);
  tally_workbook_pages_put_text (pages, describe_standing (card));
  tally_workbook_pages_put_long_text (pages, card->method);
  tally_workbook_pages_put_count (pages, card->min_n);
  tally_workbook_pages_put_count (pages, (gint64) n_in_scope);
  tally_workbook_pages_put_count (pages, card->n_findings);
  tally_workbook_pages_put_count (pages, card->n_chance);
  tally_workbook_pages_put_count (pages, card->n_excepted);
  tally_workbook_pages_put_count (pages, card->n_right);
  tally_workbook_pages_put_count (pages, card->n_wrong);
  tally_workbook_pages_end_row (pages);
}

static void
draw_cards (TallyWorkbookPages       *pages,
            const TallyWorkbookAudit *self)
{
  static const TallyWorkbookColumn columns[] = {
    { "Code", 8 }, { "Detector", 24 }, { "Title", 30 }, { "Version", 9 }, { "Standing", 13 }, { "Method", 80 },
    { "Minimum n", 11 }, { "In Scope", 11 }, { "Findings", 10 }, { "By Chance", 11 }, { "Excepted", 10 },
    { "Right", 8 }, { "Wrong", 8 },
  };

  tally_workbook_pages_begin (pages, "Detectors", columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < self->audit->cards->len; i++)
    put_card (pages, self->audit->cards->pdata[i]);
  tally_workbook_pages_end (pages, "Detectors", columns, G_N_ELEMENTS (columns));
}

static void
draw_scope (TallyWorkbookPages       *pages,
            const TallyWorkbookAudit *self)
{
  static const TallyWorkbookColumn columns[] = {
    { "Detector", 24 }, { "Lines Are", 28 }, { "Lines", 12 }, { "Amount", 18 },
  };

  tally_workbook_pages_begin (pages, "Scope", columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < self->audit->cards->len; i++)
    {
      const TallyAuditCard *card = self->audit->cards->pdata[i];
      for (guint j = 0; j < card->reasons->len; j++)
        {
          const TallyAuditReason *reason = card->reasons->pdata[j];
          tally_workbook_pages_put_text (pages, card->detector);
          tally_workbook_pages_put_text (pages, reason->reason);
          tally_workbook_pages_put_count (pages, (gint64) reason->n_lines);
          tally_workbook_pages_put_money (pages, reason->cents);
          tally_workbook_pages_end_row (pages);
        }
    }
  tally_workbook_pages_end (pages, "Scope", columns, G_N_ELEMENTS (columns));
}

static void
draw_reports (TallyWorkbookPages       *pages,
              const TallyWorkbookAudit *self)
{
  static const TallyWorkbookColumn columns[] = {
    { "Detector", 24 }, { "Work Request #", 18 }, { "Week Ending", 12 }, { "What", 110 },
  };
  GPtrArray *reports = self->audit->reports;

  tally_workbook_pages_begin (pages, "Reports", columns, G_N_ELEMENTS (columns));
  for (guint i = 0; reports != NULL && i < reports->len; i++)
    {
      const TallyFinding *report = reports->pdata[i];
      tally_workbook_pages_put_text (pages, report->detector);
      tally_workbook_pages_put_text (pages, report->work_request);
      tally_workbook_pages_put_day (pages, report->week_ending);
      tally_workbook_pages_put_long_text (pages, report->sentence);
      tally_workbook_pages_end_row (pages);
    }
  tally_workbook_pages_end (pages, "Reports", columns, G_N_ELEMENTS (columns));
}

/* --- where it comes from ------------------------------------------------------------------------ */

static void
put_source (TallyWorkbookPages *pages,
            const char         *name,
            const char         *text)
{
  tally_workbook_pages_put_text (pages, name);
  tally_workbook_pages_put_long_text (pages, text);
  tally_workbook_pages_end_row (pages);
}

static void
draw_provenance (TallyWorkbookPages       *pages,
                 const TallyWorkbookAudit *self)
{
  static const TallyWorkbookColumn columns[] = { { "Where From", 26 }, { "Is", 90 } };
  const TallyAudit *audit = self->audit;
  g_autofree char *run = g_strdup_printf ("%" G_GINT64_FORMAT, audit->run_id);

  tally_workbook_pages_begin (pages, "Provenance", columns, G_N_ELEMENTS (columns));
  put_source (pages, "Generator", self->generator);
  put_source (pages, "Run", run);
  put_source (pages, "Trail's head", self->trail_head);
  put_source (pages, "Rates", audit->rates_fingerprint[0] != '\0' ? audit->rates_fingerprint : "no table: prices were not audited");
  if (self->n_changes_left > 0)
    {
      g_autofree char *left = g_strdup_printf ("%u older changes than those of the page Changes; 'tallyman findings show ID' "
                                               "has those of a finding", self->n_changes_left);
      put_source (pages, "Left out", left);
    }
  for (guint i = 0; i < self->n_sheets; i++)
    {
      g_autofree char *id = g_strdup_printf ("Sheet %" G_GINT64_FORMAT, self->sheets[i].sheet_id);
      put_source (pages, id, self->sheets[i].name);
    }
  tally_workbook_pages_end (pages, "Provenance", columns, G_N_ELEMENTS (columns));
}

void
tally_workbook_audit_draw_detectors (TallyWorkbookPages       *pages,
                                     const TallyWorkbookAudit *self)
{
  draw_changes (pages, self);
  draw_cards (pages, self);
  draw_scope (pages, self);
  draw_reports (pages, self);
  draw_provenance (pages, self);
}
