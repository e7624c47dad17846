/* store-findings.h
 *
 * Findings in a few words, and audits that settle them. Main thread of a test only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store-fixture.h"
#include "tally-store-findings.h"

G_BEGIN_DECLS

/* 2026-11-24 */
#define STORE_FINDINGS_TODAY tally_day_new (2026, 11, 24)

/**
 * store_findings_new:
 * @words: findings, blanks between: "SUBJECT:DETECTOR:DOLLARS@SHEET#LINE"; the sheet is 1 if it is left out, its line one
 *   that no sheet has
 *
 * Returns: (transfer full) (element-type TallyFinding): what an audit would hand over; the judgement follows from the
 *   exposure
 */
GPtrArray         *store_findings_new    (const char         *words);

/**
 * store_findings_dup_id:
 * @subject: a subject
 *
 * Returns: (transfer full): its finding's id
 */
char              *store_findings_dup_id (const char         *subject);

/**
 * store_findings_settle:
 * @store: a store
 * @run_id: the run
 * @words: what it found
 * @ran: detectors that ran, blanks between
 *
 * Settles, and moves nothing else.
 *
 * Returns: what became of findings
 */
TallyStoreSettled  store_findings_settle (TallyStore         *store,
                                          gint64              run_id,
                                          const char         *words,
                                          const char         *ran);

/**
 * store_findings_dup_text:
 * @store: a store
 *
 * Returns: (transfer full): all findings, by subject's id order of importance: "DOLLARS STATUS[ new][ gone]", "; "
 *   between
 */
char              *store_findings_dup_text (TallyStore       *store);

/**
 * store_findings_decide:
 * @store: a store
 * @subject: the finding's subject
 * @status: id of what it becomes
 *
 * Decides as "ann@example.com"; fails the test if it is refused.
 */
void               store_findings_decide (TallyStore         *store,
                                          const char         *subject,
                                          const char         *status);

G_END_DECLS
