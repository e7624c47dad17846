/* tally-workbook-audit-front.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-workbook-audit-private.h"

#define NAME "Executive Summary"
#define N_FIGURE_COLUMNS 4

/* Where the charts stand: below the figures, side by side; columns of the page. */
#define CHART_ROW 17
#define TREND_ROW 33

/* Audits that the trend shows: a year of weeks. */
#define MAX_TREND 52

static void
put_figure (TallyWorkbookPages *pages,
            const char         *name)
{
  tally_workbook_pages_note (pages, worksheet_write_string (pages->sheet, pages->row, 0, name, pages->strong));
  pages->column = 1;
}

static void
put_text_figure (TallyWorkbookPages *pages,
                 const char         *name,
                 const char         *text)
{
  put_figure (pages, name);
  tally_workbook_pages_put_text (pages, text);
  tally_workbook_pages_end_row (pages);
}

static void
put_count_figure (TallyWorkbookPages *pages,
                  const char         *name,
                  gint64              count)
{
  put_figure (pages, name);
  tally_workbook_pages_put_count (pages, count);
  tally_workbook_pages_end_row (pages);
}

static void
put_money_figure (TallyWorkbookPages *pages,
                  const char         *name,
                  TallyMoney          cents)
{
  put_figure (pages, name);
  tally_workbook_pages_put_money (pages, cents);
  tally_workbook_pages_end_row (pages);
}

static void
put_coverage (TallyWorkbookPages *pages,
              const TallyAudit   *audit)
{
  if (audit->rates_fingerprint[0] == '\0')
    {
      put_text_figure (pages, "Held against rates", "not audited: no table of [rates] files could be used");
      return;
    }
  put_figure (pages, "Held against rates");
  tally_workbook_pages_put_money (pages, audit->priced_cents);
  tally_workbook_pages_put_share (pages, audit->billed_cents > 0 ? (double) audit->priced_cents / (double) audit->billed_cents : 0);
  tally_workbook_pages_end_row (pages);
}

static void
draw_figures (TallyWorkbookPages *pages,
              const TallyAudit   *audit)
{
  g_autofree char *level = g_ascii_strup (tally_risk_get_id (audit->risk), -1);

  tally_workbook_pages_note (pages, worksheet_write_string (pages->sheet, 0, 0, "Billing Audit", pages->title));
  pages->row = 2;
  put_text_figure (pages, "Risk level", level);
  put_text_figure (pages, "Because", audit->reason);
  put_text_figure (pages, "Trend", tally_trend_get_id (audit->trend));
  put_count_figure (pages, "Findings that stand", audit->n_open);
  put_count_figure (pages, "Of these, new", audit->n_new);
  put_count_figure (pages, "On trial, not counted", audit->n_trial);
  put_money_figure (pages, "What they may cost", audit->exposure_cents);
  put_money_figure (pages, "Billed in all", audit->billed_cents);
  put_coverage (pages, audit);
  put_count_figure (pages, "Rows looked at", (gint64) audit->n_lines);
  put_count_figure (pages, "Sheets looked at", audit->n_sheets);
  put_count_figure (pages, "Rows with cell history", audit->n_histories);
  put_figure (pages, "Audited at");
  tally_workbook_pages_put_time (pages, audit->utc_usec);
}

/* --- what the charts read ----------------------------------------------------------------------- */

static void
draw_severities (TallyWorkbookPages *pages,
                 const TallyAudit   *audit)
{
  static const TallyWorkbookColumn columns[] = { { "Severity", 14 }, { "Findings", 12 } };

  tally_workbook_pages_begin (pages, "By Severity", columns, G_N_ELEMENTS (columns));
  for (guint i = TALLY_N_RISKS; i > 0; i--)
    {
      tally_workbook_pages_put_text (pages, tally_risk_get_id ((TallyRisk) (i - 1)));
      tally_workbook_pages_put_count (pages, audit->n_by_risk[i - 1]);
      tally_workbook_pages_end_row (pages);
    }
  tally_workbook_pages_end (pages, "BySeverity", columns, G_N_ELEMENTS (columns));
}

static TallyMoney
sum_category (const TallyAudit *audit,
              guint             category)
{
  TallyMoney sum = 0;

  for (guint i = 0; i < audit->findings->len; i++)
    {
      const TallyFinding *finding = audit->findings->pdata[i];
      if (!finding->is_trial && (guint) finding->category == category && tally_finding_status_is_open (finding->status)
          && !tally_money_add (&sum, finding->exposure_cents))
        break; /* beyond 64 bits: the chart shows what it can */
    }
  return sum;
}

static void
draw_categories (TallyWorkbookPages *pages,
                 const TallyAudit   *audit)
{
  static const TallyWorkbookColumn columns[] = { { "Category", 18 }, { "Findings", 12 }, { "Exposure", 16 } };

  tally_workbook_pages_begin (pages, "By Category", columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < TALLY_N_FINDING_CATEGORIES; i++)
    {
      tally_workbook_pages_put_text (pages, tally_finding_category_get_id ((TallyFindingCategory) i));
      tally_workbook_pages_put_count (pages, audit->n_by_category[i]);
      tally_workbook_pages_put_money (pages, sum_category (audit, i));
      tally_workbook_pages_end_row (pages);
    }
  tally_workbook_pages_end (pages, "ByCategory", columns, G_N_ELEMENTS (columns));
}

static void
put_audit (TallyWorkbookPages *pages,
           const TallyAudit   *audit)
{
  tally_workbook_pages_put_time (pages, audit->utc_usec);
  tally_workbook_pages_put_count (pages, audit->run_id);
  tally_workbook_pages_put_text (pages, tally_risk_get_id (audit->risk));
  tally_workbook_pages_put_count (pages, audit->n_open);
  tally_workbook_pages_put_count (pages, audit->n_new);
  tally_workbook_pages_put_money (pages, audit->exposure_cents);
  tally_workbook_pages_put_text (pages, tally_trend_get_id (audit->trend));
  tally_workbook_pages_end_row (pages);
}

/* Number of the first audit that the trend shows. */
static guint
get_first (const TallyWorkbookAudit *self)
{
  guint n = self->history != NULL ? self->history->len : 0;

  return n > MAX_TREND - 1 ? n - (MAX_TREND - 1) : 0;
}

static guint
count_audits (const TallyWorkbookAudit *self)
{
  return (self->history != NULL ? self->history->len : 0) - get_first (self) + 1;
}

static void
draw_trend (TallyWorkbookPages       *pages,
            const TallyWorkbookAudit *self)
{
  static const TallyWorkbookColumn columns[] = {
    { "Audited At", 26 }, { "Run", 8 }, { "Risk Level", 12 }, { "Findings", 10 }, { "New", 8 }, { "Exposure", 16 },
    { "Trend", 12 },
  };
  tally_workbook_pages_begin (pages, "Trend", columns, G_N_ELEMENTS (columns));
  for (guint i = get_first (self); self->history != NULL && i < self->history->len; i++)
    put_audit (pages, self->history->pdata[i]);
  put_audit (pages, self->audit);
  tally_workbook_pages_end (pages, "Trend", columns, G_N_ELEMENTS (columns));
}

void
tally_workbook_audit_draw_data (TallyWorkbookPages       *pages,
                                const TallyWorkbookAudit *self)
{
  draw_severities (pages, self->audit);
  draw_categories (pages, self->audit);
  draw_trend (pages, self);
}

/* --- charts ------------------------------------------------------------------------------------- */

/* What a chart shows and where. */
typedef struct {
  guint8      type;
  const char *title;
  const char *page;
  lxw_col_t   values;
  guint       n_rows;
  lxw_row_t   row;
  lxw_col_t   column;
  double      scale;
} Chart;

static void
draw_chart (TallyWorkbookPages *pages,
            lxw_worksheet      *front,
            const Chart        *what)
{
  lxw_chart *chart = workbook_add_chart (pages->book, what->type);
  lxw_chart_series *series = chart_add_series (chart, NULL, NULL);
  lxw_chart_options options = { .x_scale = what->scale, .y_scale = 1, .description = (char *) what->title };

  chart_series_set_categories (series, what->page, 1, 0, what->n_rows, 0);
  chart_series_set_values (series, what->page, 1, what->values, what->n_rows, what->values);
  if (what->type == LXW_CHART_LINE) /* the line of the first audit is one point */
    chart_series_set_marker_type (series, LXW_CHART_MARKER_CIRCLE);
  chart_title_set_name (chart, what->title);
  chart_legend_set_position (chart, LXW_CHART_LEGEND_NONE);
  tally_workbook_pages_note (pages, worksheet_insert_chart_opt (front, what->row, what->column, chart, &options));
}

void
tally_workbook_audit_draw_front (TallyWorkbookPages       *pages,
                                 const TallyWorkbookAudit *self)
{
  lxw_worksheet *front = workbook_add_worksheet (pages->book, NAME);
  const Chart charts[] = {
    { LXW_CHART_COLUMN, "Findings by severity", "By Severity", 1, TALLY_N_RISKS, CHART_ROW, 0, 0.74 },
    { LXW_CHART_BAR, "Exposure by category", "By Category", 2, TALLY_N_FINDING_CATEGORIES, CHART_ROW, 2, 0.74 },
    { LXW_CHART_LINE, "Findings over time", "Trend", 3, count_audits (self), TREND_ROW, 0, 1.48 },
  };

  pages->sheet = front;
  tally_workbook_pages_note (pages, worksheet_set_column (front, 0, 0, 26, NULL));
  tally_workbook_pages_note (pages, worksheet_set_column (front, 1, N_FIGURE_COLUMNS - 1, 24, NULL));
  worksheet_set_landscape (front);
  worksheet_fit_to_pages (front, 1, 1);
  draw_figures (pages, self->audit);
  for (guint i = 0; i < G_N_ELEMENTS (charts); i++)
    draw_chart (pages, front, &charts[i]);
}
