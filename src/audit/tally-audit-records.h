/* tally-audit-records.h
 *
 * What the audit knows beside lines and changes: sheets, what was billed, sums that must agree. Plain
 * values; texts are owned by the input that they are added to. Depends on model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-money.h"
#include "tally-variant.h"
#include "tally-week.h"

G_BEGIN_DECLS

/**
 * TallyAuditSheet:
 * @sheet_id: a source sheet
 * @contract: the contract whose rates its lines follow, lower case: "standard", "subcontractor",
 *   "original" or a name of the configuration; "" = not known
 * @name: its name
 * @link: its address in the service, "" = not known
 * @has_snapshot: whether it has a column of completion days
 * @is_lost: whether it could not be read: its lines are of an earlier day
 */
typedef struct {
  gint64      sheet_id;
  const char *contract;
  const char *name;
  const char *link;
  gboolean    has_snapshot;
  gboolean    is_lost;
} TallyAuditSheet;

/**
 * TallyAuditPublished:
 * @sheet_id: a line's sheet
 * @row_id: a line's row
 * @published_utc_usec: when a workbook first showed it in that week, µs since 1970 UTC
 * @is_current: whether the workbook that hangs on the target now shows it there
 * @week_ending: the week in which it was published
 * @variant: the kind of workbook
 * @price_cents: its price as first published in that week
 * @quantity: its quantity as first published in that week
 * @work_request: the work request, interned by the input
 *
 * That a line was billed once. A line that was published in two weeks has two of these.
 */
typedef struct {
  gint64        sheet_id;
  gint64        row_id;
  gint64        published_utc_usec;
  gboolean      is_current;
  TallyDay      week_ending;
  TallyVariant  variant;
  TallyMoney    price_cents;
  TallyDecimal  quantity;
  const char   *work_request;
} TallyAuditPublished;

/**
 * TallyAuditTotal:
 * @name: stable id of what is added up: "rows", "workbooks", "published"
 * @subject: what it is of: an identity's opaque id, "" = of all
 * @work_request: the work request, "" = of all
 * @week_ending: the billing week, %TALLY_DAY_NONE = of all
 * @n_expected: lines that there should be
 * @n_actual: lines that there are
 * @expected_cents: their sum
 * @actual_cents: their sum
 *
 * A sum that must agree: of rows against workbooks, of workbooks against what was uploaded (detectors
 * D08 and D46).
 */
typedef struct {
  const char *name;
  const char *subject;
  const char *work_request;
  TallyDay    week_ending;
  guint64     n_expected;
  guint64     n_actual;
  TallyMoney  expected_cents;
  TallyMoney  actual_cents;
} TallyAuditTotal;

G_END_DECLS
