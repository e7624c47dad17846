/* tally-finding.h
 *
 * What the audit found: a record that deserves a person's look, why, what it may cost, and what
 * people made of it. The audit makes findings, the store keeps them across runs, faces show them.
 * Wording is about the record, never about the person. Plain values, one owner at a time. Depends on
 * core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-finding-kind.h"
#include "tally-finding-status.h"
#include "tally-money.h"
#include "tally-types.h"
#include "tally-week.h"

G_BEGIN_DECLS

/* Digits of a finding's id: 64 bits of a SHA-256, so that two of a billion differ. */
#define TALLY_FINDING_ID_LENGTH 16

/* A score of 1 is this many; scores are whole numbers, so that they are the same on every machine. */
#define TALLY_FINDING_SCORE_ONE 1000000

/**
 * TallyFindingLine:
 * @sheet_id: a sheet
 * @row_id: a row of it
 * @row_number: where it stood when the finding was made, 0 = not known
 *
 * A line that a finding is about.
 */
typedef struct {
  gint64 sheet_id;
  gint64 row_id;
  gint64 row_number;
} TallyFindingLine;

/**
 * TallyFinding:
 * @id: (owned): %TALLY_FINDING_ID_LENGTH hexadecimal digits, the same in every run for the same thing
 * @detector: (owned): id of the detector that made it
 * @detector_version: its version
 * @category: what is wrong
 * @severity: how much it matters
 * @cause: (owned): id of the probable root cause, "" = none is known
 * @score_micros: how sure the detector is that this is no chance, 0 … %TALLY_FINDING_SCORE_ONE
 * @confidence_micros: how well its evidence stands, 0 … %TALLY_FINDING_SCORE_ONE
 * @exposure_cents: what it may cost, 0 or more
 * @work_request: (owned): the work request, "" = several or none
 * @week_ending: the billing week, %TALLY_DAY_NONE = several or none
 * @sentence: (owned): one neutral sentence with the numbers
 * @facts: (owned): canonical JSON of everything it was judged by
 * @judgement: (owned): canonical JSON of what was derived from @facts
 * @lines: (owned) (element-type TallyFindingLine): the lines that it is about, in the order of lines
 * @status: what people made of it
 * @is_trial: whether its detector is on trial: shown, but counted for nothing
 * @is_new: whether it was not there in the run before
 * @n_verdicts: how many verdicts it has
 * @first_run: the run that found it first, 0 = not stored yet
 * @last_run: the last run that found it
 * @first_utc_usec: when it was found first, µs since 1970 UTC
 * @last_utc_usec: when it was found last
 * @gone_run: the run that no longer found it, 0 = it still stands
 * @assignee: (owned): who looks at it, "" = nobody
 * @due: until when, %TALLY_DAY_NONE = not said
 * @exception_id: number of the known exception that covers it on the day on which it is shown; 0 = none, or nobody
 *   looked; not stored with it
 */
struct _TallyFinding {
  char                 *id;
  char                 *detector;
  guint                 detector_version;
  TallyFindingCategory  category;
  TallyRisk             severity;
  char                 *cause;
  gint64                score_micros;
  gint64                confidence_micros;
  TallyMoney            exposure_cents;
  char                 *work_request;
  TallyDay              week_ending;
  char                 *sentence;
  char                 *facts;
  char                 *judgement;
  GArray               *lines;
  TallyFindingStatus    status;
  gboolean              is_trial;
  gboolean              is_new;
  guint                 n_verdicts;
  gint64                first_run;
  gint64                last_run;
  gint64                first_utc_usec;
  gint64                last_utc_usec;
  gint64                gone_run;
  char                 *assignee;
  TallyDay              due;
  gint64                exception_id;
};

/**
 * tally_finding_new:
 *
 * Returns: (transfer full): an empty finding: every text "", no line
 */
TallyFinding *tally_finding_new                 (void);

/**
 * tally_finding_free:
 * @self: (nullable): a finding
 *
 * Frees it.
 */
void          tally_finding_free                (TallyFinding         *self);

/**
 * tally_finding_dup_id:
 * @family: what makes findings of one kind; detectors of a family share their findings' ids, so that a
 *   verdict stays when another cause explains the same line better
 * @subject: what it is about, the same in every run
 *
 * Returns: (transfer full): the id: the first digits of a SHA-256 over both
 */
char         *tally_finding_dup_id              (const char           *family,
                                                 const char           *subject);

/**
 * tally_finding_compare:
 * @a: a finding
 * @b: a finding
 *
 * Orders the most important first: those that count before those on trial, then by severity, by
 * exposure × score, by id.
 *
 * Returns: less than, equal to or more than 0
 */
int           tally_finding_compare             (const TallyFinding   *a,
                                                 const TallyFinding   *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyFinding, tally_finding_free)

G_END_DECLS
