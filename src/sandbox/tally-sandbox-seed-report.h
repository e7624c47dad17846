/* tally-sandbox-seed-report.h
 *
 * A weekly workbook as the predecessor writes it: one sheet "Work Report", plain numbers in place
 * of formulas, sums of floating-point numbers, lines without a day of the week in the total but in
 * no block, no provenance. For the generator. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TALLY_SANDBOX_REPORT_N_TEXTS 5

/* A line: point number, unit code, work type, description, unit of measure, and the rest. */
typedef struct
{
  const char *text[TALLY_SANDBOX_REPORT_N_TEXTS]; /* (borrowed) */
  const char *quantity;                           /* (borrowed): as the cell has it */
  gint64      cents;
  guint       day;                                /* Julian, 0 = none of the week */
} TallySandboxReportLine;

/* What is told of one work request and week; texts are borrowed. */
typedef struct
{
  const char *work_request;
  const char *foreman;
  const char *scope;
  const char *work_order;
  const char *customer;
  const char *job;
  guint       week;               /* Julian day */
  gint64      generated_utc_usec;
  GArray     *lines;              /* (borrowed) (element-type TallySandboxReportLine): in its order */
  gint64      off_cents;          /* what the total says too much */
  gboolean    is_newer;           /* its newer layout: a department, and a seventh detail on row 14 */
} TallySandboxReport;

/**
 * tally_sandbox_seed_report_write:
 * @self: what to tell
 *
 * Returns: (transfer full): the workbook's bytes
 */
GBytes *tally_sandbox_seed_report_write (const TallySandboxReport *self);

/**
 * tally_sandbox_seed_report_sum:
 * @lines: (element-type TallySandboxReportLine): lines
 *
 * Returns: their cents
 */
gint64  tally_sandbox_seed_report_sum   (const GArray             *lines);

/**
 * tally_sandbox_seed_report_count_shown:
 * @lines: (element-type TallySandboxReportLine): lines
 *
 * Returns: how many of them stand in a block
 */
guint   tally_sandbox_seed_report_count_shown (const GArray       *lines);

G_END_DECLS
