/* tally-group.h
 *
 * What one workbook shows: an identity, its lines in order, the details of its head, its total
 * and its fingerprint. Owns the texts of its lines. Filled by one thread, then handed over and
 * not changed any more. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-identity.h"
#include "tally-line.h"

G_BEGIN_DECLS

/**
 * TallyGroup:
 * @identity: (owned): which workbook
 * @lines: (owned) (element-type TallyLine): by tally_line_compare()
 * @strings: (owned): holds the texts of @lines
 * @total_cents: sum of the lines' prices
 * @foreman: (owned): newest foreman that is not blank
 * @scope: (owned): scope of all lines, "Multiple" when they differ
 * @work_order: (owned): likewise
 * @customer: (owned): likewise
 * @job: (owned): likewise
 * @fingerprint: SHA-256 in hexadecimal of all that the report sheet shows, "" before billing set it
 * @generated_utc_usec: what "Report Generated On" shows: fixed when @fingerprint was first planned
 */
struct _TallyGroup {
  TallyIdentity *identity;
  GArray        *lines;
  GStringChunk  *strings;
  TallyMoney     total_cents;
  char          *foreman;
  char          *scope;
  char          *work_order;
  char          *customer;
  char          *job;
  char           fingerprint[TALLY_HASH_HEX_LENGTH + 1];
  gint64         generated_utc_usec;
};

/**
 * tally_group_new:
 * @identity: which workbook; copied
 *
 * Returns: (transfer full): a group without lines, details and fingerprint
 */
TallyGroup      *tally_group_new      (const TallyIdentity *identity);

/**
 * tally_group_free:
 * @self: (nullable): a group
 *
 * Frees it.
 */
void             tally_group_free     (TallyGroup          *self);

/**
 * tally_group_add:
 * @self: a group
 * @line: a line of its identity; copied with its texts
 *
 * Appends a line; the caller adds them in order, or sorts afterwards with tally_group_sort().
 *
 * Returns: %FALSE if the total no longer fits into 64 bits; the line was not added
 */
gboolean         tally_group_add      (TallyGroup          *self,
                                       const TallyLine     *line) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_group_sort:
 * @self: a group
 *
 * Puts the lines in the order of tally_line_compare().
 */
void             tally_group_sort     (TallyGroup          *self);

/**
 * tally_group_get_line:
 * @self: a group
 * @index: 0 … number of lines - 1
 *
 * Returns: (transfer none): the line
 */
const TallyLine *tally_group_get_line (const TallyGroup    *self,
                                       guint                index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyGroup, tally_group_free)

G_END_DECLS
