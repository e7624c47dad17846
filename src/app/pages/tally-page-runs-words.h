/* tally-page-runs-words.h
 *
 * What the stable ids of runs, jobs, tries and steps are called on the Runs page. An id that a later version brings is
 * shown as it is. Pure functions.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-run-story.h"

G_BEGIN_DECLS

/**
 * TallyPageRunsLook:
 * @icon_name: a symbolic icon
 * @tone: class that colours it, "" = none
 * @title: the same in words
 *
 * How something went, for eyes and ears.
 */
typedef struct {
  const char *icon_name;
  const char *tone;
  const char *title;
} TallyPageRunsLook;

/**
 * tally_page_runs_words_end:
 * @end: how a run ended
 *
 * Returns: how that looks
 */
TallyPageRunsLook tally_page_runs_words_end         (TallyEngineRunEnd           end);

/**
 * tally_page_runs_words_exit:
 * @exit_code: what a run came to
 *
 * Returns: how that looks
 */
TallyPageRunsLook tally_page_runs_words_exit        (int                         exit_code);

/**
 * tally_page_runs_words_step:
 * @state: how a job ended
 *
 * Returns: how that looks
 */
TallyPageRunsLook tally_page_runs_words_step        (TallyRunStepState           state);

/**
 * tally_page_runs_words_severity:
 * @severity: of a notice
 *
 * Returns: how that looks
 */
TallyPageRunsLook tally_page_runs_words_severity    (TallySeverity               severity);

/**
 * tally_page_runs_words_attempt:
 * @outcome: what became of a try
 *
 * Returns: how that looks
 */
TallyPageRunsLook tally_page_runs_words_attempt     (const char                 *outcome);

/**
 * tally_page_runs_words_id:
 * @id: a stable id of a job, a call, a class of failure, a strategy or a step of the journal; with a word before it,
 *   "plan:", "action:", "cause:", "hold:" or "circuit:", one of those
 *
 * Returns: (transfer none): what people call it; the id, as a part of @id, if there is no word
 */
const char       *tally_page_runs_words_id          (const char                 *id);

/**
 * tally_page_runs_words_dup_origin:
 * @request: what a run was asked to do
 *
 * Returns: (transfer full): who or what started it, "" = not known
 */
char             *tally_page_runs_words_dup_origin  (const TallyRunRequest      *request);

/**
 * tally_page_runs_words_dup_wishes:
 * @request: what a run was asked to do
 *
 * Returns: (transfer full): what was special about it, "Only week 081725 · Rebuild all"; "" = nothing
 */
char             *tally_page_runs_words_dup_wishes  (const TallyRunRequest      *request);

G_END_DECLS
