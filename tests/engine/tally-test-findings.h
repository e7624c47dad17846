/* tally-test-findings.h
 *
 * A store with many findings, made without an audit, and the desk of an app over it, driven by the test's own main
 * loop. Main thread of a test.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-desk.h"
#include "tally-finding.h"

G_BEGIN_DECLS

/**
 * tally_test_findings_fill:
 * @data_dir: a data directory
 * @run_id: the run that found them
 * @n_findings: how many: the first n of an endless row, the same in each call
 *
 * Settles an audit that found these and no other.
 */
void             tally_test_findings_fill     (const char *data_dir,
                                               gint64      run_id,
                                               guint       n_findings);

/**
 * tally_test_findings_dup_id:
 * @number: 0 …
 *
 * Returns: (transfer full): id of that finding of the row
 */
char            *tally_test_findings_dup_id   (guint       number);

/**
 * tally_test_findings_new_desk:
 * @data_dir: a data directory
 *
 * Returns: (transfer full): a desk over it
 */
TallyEngineDesk *tally_test_findings_new_desk (const char *data_dir);

/**
 * tally_test_findings_wait:
 * @until: asked after each turn of the main loop
 * @data: handed to @until
 *
 * Turns the loop until something is so; fails the test after a minute.
 */
void             tally_test_findings_wait     (gboolean  (*until) (gpointer data),
                                               gpointer    data);

G_END_DECLS
