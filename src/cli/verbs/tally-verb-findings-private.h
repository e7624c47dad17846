/* tally-verb-findings-private.h
 *
 * "tallyman findings" at work, for the files that make it up.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-cli-session.h"
#include "tally-engine-findings.h"

G_BEGIN_DECLS

#define TALLY_VERB_EXIT_FAILED 1
#define TALLY_VERB_EXIT_USAGE 2
#define TALLY_VERB_EXIT_PARTIAL 3
#define TALLY_VERB_EXIT_RETRY_LATER 75

/**
 * TallyVerbFindings:
 * @session: its session
 * @all: --all
 * @lines: --lines
 * @limit: --limit
 * @statuses: (owned) (nullable): --status
 *
 * The noun at work; each other member is the option of its name, (owned) (nullable).
 */
typedef struct {
  TallyCliSession  session;
  gboolean         all;
  gboolean         lines;
  int              limit;
  char            *statuses;
  char            *severity;
  char            *detector;
  char            *work_request;
  char            *week;
  char            *text;
  char            *trial;
  char            *format;
  char            *actor;
  char            *reason;
  char            *note;
  char            *recovered;
  char            *assignee;
  char            *due;
  char            *until;
  char            *finding;
  char            *cu;
} TallyVerbFindings;

/**
 * tally_verb_findings_print:
 * @noun: the noun
 * @text: (transfer full): what to print
 *
 * Returns: the exit code
 */
int         tally_verb_findings_print       (TallyVerbFindings  *noun,
                                             char               *text);

/**
 * tally_verb_findings_fail:
 * @noun: the noun
 * @error: why
 *
 * Returns: the exit code that says so
 */
int         tally_verb_findings_fail        (TallyVerbFindings  *noun,
                                             const GError       *error);

/**
 * tally_verb_findings_fail_usage:
 * @noun: the noun
 * @message: what is wrong and what to do
 *
 * Returns: the exit code that says so
 */
int         tally_verb_findings_fail_usage  (TallyVerbFindings  *noun,
                                             const char         *message);

/**
 * tally_verb_findings_get_word:
 * @noun: the noun
 * @index: 0 = the verb
 *
 * Returns: (transfer none) (nullable): a word of the command line
 */
const char *tally_verb_findings_get_word    (TallyVerbFindings  *noun,
                                             guint               index);

/**
 * tally_verb_findings_read_filter:
 * @noun: the noun
 * @out_filter: (out caller-allocates): which findings its options mean
 * @error: return location, or %NULL
 *
 * Returns: %FALSE if an option makes no sense
 */
gboolean    tally_verb_findings_read_filter (TallyVerbFindings   *noun,
                                             TallyFindingFilter  *out_filter,
                                             GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_verb_findings_set_status:
 * @noun: the noun
 *
 * Returns: the exit code
 */
int         tally_verb_findings_set_status  (TallyVerbFindings  *noun);

/**
 * tally_verb_findings_except:
 * @noun: the noun
 *
 * Returns: the exit code
 */
int         tally_verb_findings_except      (TallyVerbFindings  *noun);

/**
 * tally_verb_findings_export:
 * @noun: the noun
 *
 * Returns: the exit code
 */
int         tally_verb_findings_export      (TallyVerbFindings  *noun);

/**
 * tally_verb_findings_import:
 * @noun: the noun
 *
 * Returns: the exit code
 */
int         tally_verb_findings_import      (TallyVerbFindings  *noun);

G_END_DECLS
