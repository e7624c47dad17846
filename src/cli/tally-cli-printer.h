/* tally-cli-printer.h
 *
 * The only place that prints: text for people on stdout, one JSON object instead of it, GitHub's
 * annotations and step summary. Main thread. Depends on core and model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "tally-run.h"

G_BEGIN_DECLS

/**
 * tally_cli_print:
 * @format: printf format
 * @...: its values
 *
 * Writes to stdout.
 */
void tally_cli_print             (const char     *format,
                                  ...) G_GNUC_PRINTF (1, 2);

/**
 * tally_cli_flush:
 *
 * Sends what was printed on its way.
 *
 * Returns: %FALSE if some of it could not be written
 */
gboolean tally_cli_flush         (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_cli_complain:
 * @format: printf format, without a line end
 * @...: its values
 *
 * Writes "tallyman: …" and a line end to stderr.
 */
void tally_cli_complain          (const char     *format,
                                  ...) G_GNUC_PRINTF (1, 2);

/**
 * tally_cli_print_run:
 * @run: a finished run
 * @reveal: whether names and amounts may be shown
 *
 * Writes what a person wants to know of a run to stdout; its notices are the log's.
 */
void tally_cli_print_run         (const TallyRun *run,
                                  gboolean        reveal);

/**
 * tally_cli_print_workbooks:
 * @run: a finished run
 *
 * Writes a line for each workbook of the plan to stdout. Private: for those who may see it.
 */
void tally_cli_print_workbooks   (const TallyRun *run);

/**
 * tally_cli_print_annotations:
 * @run: a finished run
 * @is_full: whether findings may be told with their sentences
 *
 * Writes warnings and errors as GitHub workflow commands to stderr: at most 10 of each kind, which
 * is GitHub's limit for a step, and how many were left out. Ids and counts only, but for @is_full.
 */
void tally_cli_print_annotations (const TallyRun *run,
                                  gboolean        is_full);

/**
 * tally_cli_append_summary:
 * @run: a finished run
 * @path: file that GitHub names in GITHUB_STEP_SUMMARY
 * @error: return location, or %NULL
 *
 * Appends a Markdown summary. Ids and counts only.
 *
 * Errors: those of #GIOErrorEnum - say so and go on.
 *
 * Returns: %TRUE if it was written
 */
gboolean tally_cli_append_summary (const TallyRun  *run,
                                   const char      *path,
                                   GError         **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_cli_dup_summary:
 * @run: a finished run
 *
 * Returns: (transfer full): the Markdown that tally_cli_append_summary() writes
 */
char *tally_cli_dup_summary       (const TallyRun  *run);

/**
 * tally_cli_dup_annotations:
 * @run: a finished run
 * @is_full: whether findings may be told with their sentences
 *
 * Returns: (transfer full): the text that tally_cli_print_annotations() writes
 */
char *tally_cli_dup_annotations   (const TallyRun  *run,
                                   gboolean         is_full);

G_END_DECLS
