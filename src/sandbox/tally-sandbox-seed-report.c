/* tally-sandbox-seed-report.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-seed-report.h"

#include "tally-sandbox-xlsx.h"

#define FIRST_BLOCK_ROW 14
#define MAX_DAY_TEXT 40
#define DAY_SECS 86400
#define JULIAN_1970 719163

static const char *const weekdays[] = {
  "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
};

static const char *const titles[] = {
  "Point Number", "Billable Unit Code", "Work Type", "Unit Description", "Unit of Measure", "# Units", "N/A",
  "Pricing",
};

/* A sheet being written. */
typedef struct
{
  const TallySandboxReport *report;
  TallySandboxXlsx         *sheet;
  guint                     row;
} Page;

static GDate
get_date (guint julian)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);
  return date;
}

static void
format_day (guint  julian,
            char  *buffer)
{
  GDate date = get_date (julian);

  g_snprintf (buffer, MAX_DAY_TEXT, "%02d/%02d/%04d", (int) g_date_get_month (&date),
              g_date_get_day (&date), g_date_get_year (&date));
}

static void
put_text (Page       *page,
          char        column,
          const char *text)
{
  tally_sandbox_xlsx_add_text (page->sheet, page->row, column, TALLY_SANDBOX_XLSX_PLAIN, text);
}

static void
put_head (Page       *page,
          char        first,
          char        last,
          const char *text)
{
  tally_sandbox_xlsx_add_text (page->sheet, page->row, first, TALLY_SANDBOX_XLSX_HEAD, text);
  if (first != last)
    tally_sandbox_xlsx_merge (page->sheet, page->row, first, last);
}

static void
put_dollars (Page   *page,
             char    column,
             double  dollars)
{
  char lexeme[G_ASCII_DTOSTR_BUF_SIZE];

  tally_sandbox_xlsx_add_number (page->sheet, page->row, column, TALLY_SANDBOX_XLSX_MONEY,
                                 g_ascii_dtostr (lexeme, sizeof lexeme, dollars));
}

static void
put_count (Page  *page,
           char   column,
           guint  count)
{
  g_autofree char *lexeme = g_strdup_printf ("%u", count);

  tally_sandbox_xlsx_add_number (page->sheet, page->row, column, TALLY_SANDBOX_XLSX_PLAIN, lexeme);
}

/* Dollars are added one by one, as the predecessor does: the sum may end in …0000003. */
static double
add_dollars (const GArray *lines,
             guint         day)
{
  double sum = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const TallySandboxReportLine *line = &g_array_index (lines, TallySandboxReportLine, i);

      if (day == 0 || line->day == day)
        sum += (double) line->cents / 100;
    }
  return sum;
}

static void
put_banner (Page *page)
{
  const TallySandboxReport *report = page->report;
  guint second = (guint) (report->generated_utc_usec / G_USEC_PER_SEC % DAY_SECS);
  guint hour = second / 3600;
  char day[MAX_DAY_TEXT];
  g_autofree char *text = NULL;

  format_day ((guint) (report->generated_utc_usec / G_USEC_PER_SEC / DAY_SECS) + JULIAN_1970, day);
  page->row = 1;
  put_text (page, 'A', "LINETEC SERVICES");
  page->row = 2;
  put_head (page, 'D', 'I', "WEEKLY UNITS COMPLETED PER SCOPE ID");
  page->row = 5;
  text = g_strdup_printf ("Report Generated On: %s %02u:%02u %s", day, hour % 12 == 0 ? 12 : hour % 12,
                          second / 60 % 60, hour < 12 ? "AM" : "PM");
  put_head (page, 'D', 'I', text);
  page->row = 7;
  put_head (page, 'B', 'D', "REPORT SUMMARY");
  put_head (page, 'F', 'I', "REPORT DETAILS");
}

static void
put_summary (Page  *page,
             guint  index)
{
  const TallySandboxReport *report = page->report;
  char first[MAX_DAY_TEXT];
  GDate last = get_date (report->week);
  g_autofree char *period = NULL;

  if (index == 0)
    {
      put_text (page, 'B', "Total Billed Amount:");
      put_dollars (page, 'C', add_dollars (report->lines, 0) + (double) report->off_cents / 100);
    }
  else if (index == 1)
    {
      put_text (page, 'B', "Total Line Items:");
      put_count (page, 'C', report->lines->len);
    }
  else if (index == 2)
    {
      format_day (report->week - 6, first);
      period = g_strdup_printf ("%s to %02d/%02d/%02d", first, (int) g_date_get_month (&last),
                                g_date_get_day (&last), g_date_get_year (&last) % 100);
      put_text (page, 'B', "Billing Period:");
      put_text (page, 'C', period);
    }
}

static void
put_day_title (Page  *page,
               guint  day)
{
  char text[MAX_DAY_TEXT];
  GDate date = get_date (day);
  g_autofree char *title = NULL;

  format_day (day, text);
  title = g_strdup_printf ("%s (%s)", weekdays[g_date_get_weekday (&date) - 1], text);
  put_head (page, 'A', 'H', title);
}

/* The first day that stands in a block from @day on; 0 = none. */
static guint
find_day (const GArray *lines,
          guint         day)
{
  guint found = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const TallySandboxReportLine *line = &g_array_index (lines, TallySandboxReportLine, i);

      if (line->day >= day && line->day != 0 && (found == 0 || line->day < found))
        found = line->day;
    }
  return found;
}

static void
put_details (Page *page)
{
  const TallySandboxReport *report = page->report;
  const char *const rows[][2] = {
    { "Foreman:", report->foreman },      { "Dept #:", "500" },
    { "Work Request #:", report->work_request }, { "Scope ID #:", report->scope },
    { "Work Order #:", report->work_order },     { "Customer:", report->customer },
    { "Job #:", report->job },
  };
  guint n = 0;

  page->row = 8;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (i == 1 && !report->is_newer)
        continue;
      put_summary (page, n++);
      if (page->row == FIRST_BLOCK_ROW && find_day (report->lines, 1) != 0)
        put_day_title (page, find_day (report->lines, 1));
      put_text (page, 'F', rows[i][0]);
      put_head (page, 'G', 'I', rows[i][1]);
      page->row++;
    }
}

/* What a cell says of a quantity, with all but digits, point and minus left out. */
static char *
dup_quantity (const char *text)
{
  g_autoptr (GString) kept = g_string_new (NULL);
  char *end = NULL;

  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_isdigit (*c) || *c == '.' || *c == '-')
      g_string_append_c (kept, *c);
  if (kept->len == 0)
    return g_strdup ("0");
  g_ascii_strtod (kept->str, &end);
  return g_strdup (*end == '\0' && kept->len < 20 ? kept->str : "0");
}

static void
put_line (Page                         *page,
          const TallySandboxReportLine *line)
{
  g_autofree char *quantity = dup_quantity (line->quantity);

  for (guint i = 0; i < TALLY_SANDBOX_REPORT_N_TEXTS; i++)
    put_text (page, (char) ('A' + i), line->text[i]);
  tally_sandbox_xlsx_add_number (page->sheet, page->row, 'F', TALLY_SANDBOX_XLSX_PLAIN, quantity);
  put_text (page, 'G', "");
  put_dollars (page, 'H', (double) line->cents / 100);
}

static void
put_block (Page  *page,
           guint  day,
           guint  row)
{
  const GArray *lines = page->report->lines;

  page->row = row;
  if (row > FIRST_BLOCK_ROW || !page->report->is_newer)
    put_day_title (page, day);
  page->row++;
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    put_head (page, (char) ('A' + i), (char) ('A' + i), titles[i]);
  for (guint i = 0; i < lines->len; i++)
    {
      const TallySandboxReportLine *line = &g_array_index (lines, TallySandboxReportLine, i);

      if (line->day != day)
        continue;
      page->row++;
      put_line (page, line);
    }
  page->row++;
  put_head (page, 'A', 'G', "TOTAL");
  put_dollars (page, 'H', add_dollars (lines, day));
}

GBytes *
tally_sandbox_seed_report_write (const TallySandboxReport *self)
{
  g_autoptr (TallySandboxXlsx) sheet = tally_sandbox_xlsx_new ();
  Page page = { self, sheet, 1 };
  guint row = FIRST_BLOCK_ROW;

  put_banner (&page);
  put_details (&page);
  for (guint day = find_day (self->lines, 1); day != 0; day = find_day (self->lines, day + 1))
    {
      put_block (&page, day, row);
      row = page.row + 3;
    }
  return tally_sandbox_xlsx_finish (sheet, "Work Report");
}

gint64
tally_sandbox_seed_report_sum (const GArray *lines)
{
  gint64 sum = 0;

  for (guint i = 0; i < lines->len; i++)
    sum += g_array_index (lines, TallySandboxReportLine, i).cents;
  return sum;
}

guint
tally_sandbox_seed_report_count_shown (const GArray *lines)
{
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    n += g_array_index (lines, TallySandboxReportLine, i).day != 0 ? 1 : 0;
  return n;
}
